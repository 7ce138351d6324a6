/** Elements on their way out of and between collections: each keeps its own history. */
import { elementOrigin } from '../../../values/origin.ts';
import { unknownValue, type UnknownValue, type Value } from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { derivedOrigin } from '../../hcl/derived.ts';
import { extendReference } from '../../hcl/map-member.ts';
import type { Call, Problem } from './define.ts';

/** No list that a function makes has more elements. */
export const MAX_ITEMS = 100_000;

/** What a call gives that would make more elements than that. */
export const TOO_MANY_ITEMS: Problem = {
  problem: `the result would have more than ${MAX_ITEMS} elements`,
  code: 'limit',
};

/** An element as the call reads it out of its container. */
export function picked(element: Value, container: Value, call: Call): Value {
  return { ...element, origin: elementOrigin(element.origin, container.origin, call.context.range) };
}

/** An element of a container that is unknown itself: of an instance's attribute, it is known what it stands for. */
export function memberOfUnknown(container: UnknownValue, step: string | number, call: Call): UnknownValue {
  const reference =
    container.reference === undefined ? undefined : extendReference(container.reference, step);
  return unknownValue(container.reason, call.origin, reference);
}

/**
 * The first of some values that will not be passed over, where all but the last are unknown and may be: an unknown
 * with all of them as candidates, which stands for what the first one stands for.
 */
export function firstOf(first: UnknownValue, others: readonly Value[], call: Pick<Call, 'context'>): Value {
  const values = [first, ...others];
  const origin = derivedOrigin(call.context.range, values);
  if (others.length === 0) return { ...first, origin };
  const result = oneOf(values, first.reason, origin);
  return first.reference === undefined ? result : { ...result, reference: first.reference };
}

/** Whether an unknown will be a single value for sure, and not a collection. */
export function isSingleUnknown(value: UnknownValue): boolean {
  if (value.parts !== undefined || value.prefixLength !== undefined || isId(value)) return true;
  return value.candidates?.every(isSingle) === true;
}

function isSingle(value: Value): boolean {
  return value.kind === 'unknown' ? isSingleUnknown(value) : value.kind !== 'list' && value.kind !== 'map';
}

/** Whether an unknown will be a text with something in it for sure. */
export function isFilledUnknown(value: UnknownValue): boolean {
  if (value.prefixLength !== undefined || isId(value)) return true;
  if (value.parts?.some((part) => part.kind === 'string' && part.value !== '') === true) return true;
  return value.candidates?.every(isFilled) === true;
}

function isFilled(value: Value): boolean {
  if (value.kind === 'unknown') return isFilledUnknown(value);
  return value.kind !== 'null' && !(value.kind === 'string' && value.value === '');
}

/** Every resource has an `id`, and it is a text that is never empty. */
function isId(value: UnknownValue): boolean {
  return value.reason.code === 'computed' && value.reference?.path.at(-1) === 'id';
}
