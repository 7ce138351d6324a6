/** What every value that is made of others has in common: its origin, why it is unknown, whether it is sensitive. */
import type { Range } from '../../text/range.ts';
import type { Origin } from '../../values/origin.ts';
import type { UnknownReason, UnknownValue, Value } from '../../values/value.ts';

/** No more places than this are kept as parts of one computed value. */
const MAX_PARTS = 100;

/** The origin of a value that is computed at `range` out of these parts: the first 100 places, each once. */
export function derivedOrigin(range: Range, parts: readonly Value[]): Origin {
  return { range, kind: 'expression', from: originsOf(parts) };
}

/**
 * The origin of a value that is picked at `range`, not changed: `chosen` is the value itself, `because` what decided.
 * Somebody who wants to edit the value is led to where `chosen` was typed.
 */
export function chosenOrigin(range: Range, chosen: Value, because: readonly Value[]): Origin {
  return { range, kind: 'reference', from: originsOf([chosen, ...because]) };
}

function originsOf(parts: readonly Value[]): readonly Origin[] {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return [only.origin];
  return [...new Set(parts.map((part) => part.origin))].slice(0, MAX_PARTS);
}

/** Why the first thing, in order, that is not known in these values or within them is not. Undefined when all is known. */
export function firstGap(values: Iterable<Value>): UnknownReason | undefined {
  for (const value of values) {
    const gap = gapIn(value);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

function gapIn(value: Value): UnknownReason | undefined {
  switch (value.kind) {
    case 'unknown':
      return value.reason;
    case 'list':
      return firstGap(value.items);
    case 'map':
      return firstGap(value.entries.values()) ?? value.open?.reason;
    default:
      return undefined;
  }
}

/**
 * The unknown that comes of values that are not all known: it has the reason of the first gap in them. It stands for
 * no attribute of an instance, even where one of the values does: it is made of that, and is something else. To be
 * called only when there is a gap.
 */
export function unknownOf(values: readonly Value[], origin: Origin): UnknownValue {
  return { kind: 'unknown', origin, reason: firstGap(values) ?? NO_GAP, ...sensitivityOf(values) };
}

const NO_GAP: UnknownReason = { code: 'unsupported', message: 'what it depends on cannot be told' };

/** The mark that a value takes over from the values it is made of. */
export function sensitivityOf(values: readonly Value[]): { readonly sensitive?: true } {
  return values.some((value) => value.sensitive === true) ? { sensitive: true } : {};
}

/** The same value, sensitive when one of the others is. */
export function markedLike(value: Value, others: readonly Value[]): Value {
  return value.sensitive !== true && others.some((other) => other.sensitive === true)
    ? { ...value, sensitive: true }
    : value;
}
