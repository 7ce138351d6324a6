/** Values of which the code leaves only a few: the branches of a condition that cannot be decided. */
import type { Origin } from '../../values/origin.ts';
import type { Reference, UnknownReason, Value } from '../../values/value.ts';
import { sensitivityOf } from './derived.ts';
import { valuesEqual } from './equality.ts';

/** Beyond this many candidates nothing is gained by naming them. */
const MAX_CANDIDATES = 32;

/**
 * The value that is one of these: itself when all are one and the same and `complete` says that there can be no
 * other, else an unknown with these candidates (nested ones resolved, each once). `reason` says why it is not known
 * which, `origin` is what all of them were made at.
 */
export function oneOf(
  values: readonly Value[],
  reason: UnknownReason,
  origin: Origin,
  complete: boolean = true,
): Value {
  const candidates: Value[] = [];
  for (const value of values.flatMap(alternatives)) {
    if (!candidates.some((candidate) => isSame(candidate, value))) candidates.push(value);
    if (candidates.length > MAX_CANDIDATES)
      return { kind: 'unknown', reason, origin, ...sensitivityOf(values) };
  }
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1 && complete)
    return { ...only, origin, ...sensitivityOf(values) };
  return { kind: 'unknown', reason, origin, candidates, ...sensitivityOf(values) };
}

function alternatives(value: Value): readonly Value[] {
  return value.kind === 'unknown' && value.candidates !== undefined ? value.candidates : [value];
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'unknown' || b.kind === 'unknown') {
    return a.reference !== undefined && b.reference !== undefined && sameReference(a.reference, b.reference);
  }
  if (a.reference === undefined || b.reference === undefined)
    return a.reference === b.reference && isEqual(a, b);
  return sameReference(a.reference, b.reference) && isEqual(a, b);
}

function isEqual(a: Value, b: Value): boolean {
  return valuesEqual(a, b) === true;
}

function sameReference(a: Reference, b: Reference): boolean {
  return (
    a.unit === b.unit &&
    a.address === b.address &&
    a.path.length === b.path.length &&
    a.path.every((step, index) => step === b.path[index])
  );
}
