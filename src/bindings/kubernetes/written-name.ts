/** Names in manifests that variables are a part of: compared as they are written. */
import type { UnknownReason, Value } from '../../values/value.ts';
import { shownText } from '../read-attributes.ts';

/** Texts of variables inside variables are followed this deep. */
const MAX_DEPTH = 8;

/** The text of a value, variables as `${NAME}`: equal texts of one unit are equal names. Undefined when it has none. */
export function writtenName(value: Value | undefined, depth = 0): string | undefined {
  if (value?.kind !== 'unknown') return value === undefined ? undefined : shownText(value);
  if (value.parts === undefined || depth > MAX_DEPTH) {
    return value.reference?.path.length === 0 ? value.reference.address : undefined;
  }
  const parts = value.parts.map((part) => writtenName(part, depth + 1));
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/** The value, undefined when it is the empty text or null: what is empty counts as not written. */
export function stated(value: Value | undefined): Value | undefined {
  if (value?.kind === 'null' || (value?.kind === 'string' && value.value === '')) return undefined;
  return value?.kind === 'list' && value.items.length === 0 ? undefined : value;
}

/** Whether two names are the same, without case; the reason when that cannot be told. */
export function isSameName(a: Value, b: Value): boolean | UnknownReason {
  const [one, other] = [writtenName(a), writtenName(b)];
  if (one !== undefined && one.toLowerCase() === other?.toLowerCase()) return true;
  if (a.kind === 'unknown') return a.reason;
  return b.kind === 'unknown' ? b.reason : false;
}
