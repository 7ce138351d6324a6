/** Bounds of values: evaluation can double a value with every line, so what it makes is measured. */
import { unknownValue, type UnknownReason, type Value } from '../../values/value.ts';

/** Collections within collections, at most. Whatever walks through values recursively may rely on it. */
const MAX_NESTING = 100;

/** Values within a value, at most, where four characters of a text count as one. */
const MAX_WEIGHT = 1_000_000;

/** Why something is unknown that evaluation gave up on. */
export function limitReason(message: string): UnknownReason {
  return { code: 'limit', message };
}

/** The value itself, or an unknown when it is nested too deeply or too large. */
export function withinLimits(value: Value): Value {
  const { nesting, weight } = measure(value, 0);
  if (nesting > MAX_NESTING) return unknownValue(limitReason('the value is nested too deeply'), value.origin);
  if (weight > MAX_WEIGHT) return unknownValue(limitReason('the value is too large'), value.origin);
  return value;
}

/** How large a value is, in values within it; four characters of a text count as one. Worked out once. */
export function weightOf(value: Value): number {
  return measure(value, 0).weight;
}

interface Measure {
  readonly nesting: number;
  readonly weight: number;
}

const FLAT: Measure = { nesting: 0, weight: 1 };

/** Kept by what holds the elements, which stays the same object when a value is only read through a name. */
const measures = new WeakMap<object, Measure>();

function measure(value: Value, level: number): Measure {
  switch (value.kind) {
    case 'string':
      return { nesting: 0, weight: 1 + value.value.length / 4 };
    case 'list':
      return measureAll(value.items, value.items, level);
    case 'map':
      return measureAll(value.entries, value.entries.values(), level);
    case 'unknown': {
      const { parts = [], candidates = [] } = value;
      const holder = value.parts ?? value.candidates;
      return holder === undefined ? FLAT : measureAll(holder, [...parts, ...candidates], level);
    }
    default:
      return FLAT;
  }
}

function measureAll(holder: object, values: Iterable<Value>, level: number): Measure {
  const known = measures.get(holder);
  if (known !== undefined) return known;
  if (level > MAX_NESTING) return { nesting: 1, weight: 1 };
  let nesting = 0;
  let weight = 1;
  for (const value of values) {
    const part = measure(value, level + 1);
    nesting = Math.max(nesting, part.nesting);
    weight += part.weight;
  }
  const result = { nesting: nesting + 1, weight };
  // Below the first level a measure may have been cut off by the bound: it is not the holder's own.
  if (level + result.nesting <= MAX_NESTING) measures.set(holder, result);
  return result;
}
