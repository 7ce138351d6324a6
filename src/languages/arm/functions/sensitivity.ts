/** Whether a value holds a secret. */
import type { Value } from '../../../values/value.ts';

/** Worked out once for each collection, which stays the same object when a value is only read through a name. */
const holders = new WeakMap<object, boolean>();

/** Depth to which marks are looked for: values beyond it come from no code that people write. */
const MAX_DEPTH = 50;

/** True when the value or something in it is marked as sensitive. */
export function holdsSensitive(value: Value): boolean {
  return isSensitive(value, 0);
}

function isSensitive(value: Value, depth: number): boolean {
  if (value.sensitive === true) return true;
  if (depth > MAX_DEPTH) return false;
  if (value.kind === 'list') return anyIn(value.items, value.items, depth);
  return value.kind === 'map' && anyIn(value.entries, value.entries.values(), depth);
}

function anyIn(holder: object, values: Iterable<Value>, depth: number): boolean {
  const known = holders.get(holder);
  if (known !== undefined) return known;
  let result = false;
  for (const value of values) {
    result = isSensitive(value, depth + 1);
    if (result) break;
  }
  holders.set(holder, result);
  return result;
}
