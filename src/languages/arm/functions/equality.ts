/** Equality of values as the ARM language has it: by JSON type and content, texts with their case. */
import type { MapValue, UnknownValue, Value } from '../../../values/value.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { tokenOf } from './stable-token.ts';

/** Whether two values are equal. Undefined when unknown parts decide it. */
export function armEqual(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown') return unknownEqual(a, b);
  if (b.kind === 'unknown') return unknownEqual(b, a);
  if (a.kind !== b.kind) return false;
  if (a.kind === 'list' && b.kind === 'list') {
    if (!hasKnownLength(a) || !hasKnownLength(b)) return a.items === b.items ? true : undefined;
    return a.items.length === b.items.length && allEqual(a.items, (_, index) => b.items[index]);
  }
  if (a.kind === 'map' && b.kind === 'map') return mapsEqual(a, b);
  return a.kind === 'null' || ('value' in a && 'value' in b && a.value === b.value);
}

function mapsEqual(a: MapValue, b: MapValue): boolean | undefined {
  if (a.open !== undefined || b.open !== undefined) return a.entries === b.entries ? true : undefined;
  if (a.entries.size !== b.entries.size) return false;
  const keys = [...a.entries.keys()];
  return allEqual([...a.entries.values()], (_, index) => b.entries.get(keys[index] ?? ''));
}

/** One known difference is enough for false, even beside unknown parts. */
function allEqual(
  values: readonly Value[],
  other: (value: Value, index: number) => Value | undefined,
): boolean | undefined {
  let result: boolean | undefined = true;
  for (const [index, value] of values.entries()) {
    const counterpart = other(value, index);
    const equal = counterpart !== undefined && armEqual(value, counterpart);
    if (equal === false) return false;
    if (equal === undefined) result = undefined;
  }
  return result;
}

/** What stands for the same is equal; a text of which parts are known differs from many others. */
function unknownEqual(a: UnknownValue, b: Value): boolean | undefined {
  if (a === b) return true;
  if (b.kind === 'unknown') {
    const token = tokenOf(a);
    return token !== undefined && token === tokenOf(b) ? true : undefined;
  }
  if (a.parts !== undefined && (b.kind !== 'string' || !canBe(a.parts, b.value))) return false;
  if (a.candidates === undefined || a.candidates.length === 0) return undefined;
  const [first, ...others] = a.candidates.map((candidate) => armEqual(candidate, b));
  return others.every((other) => other === first) ? first : undefined;
}

/** Whether a text with unknown parts can be this one, by how it starts and ends. */
function canBe(parts: readonly Value[], text: string): boolean {
  const first = parts[0];
  const last = parts.at(-1);
  const start = first?.kind === 'string' ? first.value : '';
  const end = last?.kind === 'string' ? last.value : '';
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
