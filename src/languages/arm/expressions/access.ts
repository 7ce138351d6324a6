/** Members of objects and elements of arrays, read with all that is known of their history. */
import type { Range } from '../../../text/range.ts';
import { elementOrigin, type Origin } from '../../../values/origin.ts';
import {
  unknownValue,
  type MapValue,
  type UnknownReason,
  type UnknownValue,
  type Value,
} from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { derivedOrigin, markedLike, unknownOf } from '../../hcl/derived.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { extendReference } from '../../hcl/map-member.ts';

/** Why something has no value: a clause without capital and full stop. `absent` when only the member is missing. */
export interface AccessProblem {
  readonly problem: string;
  readonly absent?: true;
}

/** The member of an object with a name, which has no case. Of what is unknown, the unknown one step further in. */
export function memberNamed(object: Value, name: string, range: Range): Value | AccessProblem {
  switch (object.kind) {
    case 'map':
      return memberOfMap(object, name, range);
    case 'unknown':
      return withinUnknown(object, name, range, (each) => memberNamed(each, name, range));
    case 'null':
      return { problem: `null has no property "${name}"`, absent: true };
    default:
      return { problem: `${kindName(object)} has no property "${name}"`, absent: true };
  }
}

/** The element or member that a computed index names. */
export function elementAt(object: Value, index: Value, range: Range): Value | AccessProblem {
  if (index.kind === 'unknown') return unknownElement(object, index, range);
  if (index.kind === 'string') return memberNamed(object, index.value, range);
  if (index.kind !== 'number') return { problem: `${kindName(index)} is neither an index nor a name` };
  if (object.kind === 'unknown') {
    return withinUnknown(object, Number(index.value), range, (each) => elementAt(each, index, range));
  }
  if (object.kind === 'null') return { problem: 'null has no elements', absent: true };
  if (object.kind !== 'list') return { problem: `${kindName(object)} has no elements with numbers` };
  if (!hasKnownLength(object)) return unknownOf([object], derivedOrigin(range, [object]));
  const item = object.items[Number(index.value)];
  if (item !== undefined) return readOut(object, item, range);
  const count = object.items.length;
  return {
    problem: `there is no element ${index.value}: the array has ${count === 1 ? '1 element' : `${count} elements`}`,
    absent: true,
  };
}

/** An element taken out of a container: its history grows by the places that the container was handed through. */
export function readOut(container: Value, element: Value, range: Range): Value {
  const marked = markedLike(element, [container]);
  const { origin } = container;
  if (origin.kind === 'literal' || origin.kind === 'default') return marked;
  return { ...marked, origin: readingOrigin(element.origin, origin, range) };
}

/**
 * A chain of members read at one place stays one step of the history: what the container was read out of here is no
 * cause of the element.
 */
function readingOrigin(element: Origin, container: Origin, range: Range): Origin {
  const [outer] = container.from;
  const isSameChain =
    container.range === range && container.kind === 'reference' && outer?.kind === 'literal';
  if (!isSameChain) return elementOrigin(element, container, range);
  return { range, kind: 'reference', from: [element, ...container.from.slice(1)] };
}

function memberOfMap(map: MapValue, name: string, range: Range): Value | AccessProblem {
  const key = keyNamed(map, name);
  const member = key === undefined ? undefined : map.entries.get(key);
  if (member !== undefined) return map.open === undefined ? readOut(map, member, range) : member;
  if (map.open === undefined) return { problem: missingMember(map, name), absent: true };
  return unknownValue(map.open.reason, map.origin, extendReference(map.open.reference, name));
}

/** Names that a message lists, at most. */
const MAX_NAMES = 8;

function missingMember(map: MapValue, name: string): string {
  const names = [...map.entries.keys()];
  const listed = names.slice(0, MAX_NAMES).map((each) => `"${each}"`);
  if (listed.length === 0) return `there is no property "${name}": the object is empty`;
  const more = names.length > MAX_NAMES ? ', …' : '';
  return `there is no property "${name}" among ${listed.join(', ')}${more}`;
}

/** Maps whose names were asked for in another case than they are written. */
const namesWithoutCase = new WeakMap<ReadonlyMap<string, Value>, ReadonlyMap<string, string>>();

/** The key of a map that is equal to a name apart from case: the same one if there is it, else the last. */
export function keyNamed(map: MapValue, name: string): string | undefined {
  const { entries } = map;
  if (entries.has(name)) return name;
  if (entries.size === 0) return undefined;
  let names = namesWithoutCase.get(entries);
  if (names === undefined) {
    names = new Map(Array.from(entries.keys(), (key) => [key.toLowerCase(), key]));
    namesWithoutCase.set(entries, names);
  }
  return names.get(name.toLowerCase());
}

/** What a step into something unknown gives: that of each candidate, else the unknown that stands for it. */
function withinUnknown(
  object: UnknownValue,
  step: string | number,
  range: Range,
  read: (candidate: Value) => Value | AccessProblem,
): Value {
  const origin = derivedOrigin(range, [object]);
  if (object.candidates !== undefined && object.candidates.length > 0) {
    const members = object.candidates.map((candidate) => {
      const member = read(candidate);
      // What deployment would stop at is not what the value is.
      return 'problem' in member ? undefined : member;
    });
    const possible = members.filter((member) => member !== undefined);
    const isComplete = possible.length === members.length;
    const value = remaining(possible, isComplete, object.reason, origin);
    if (value !== undefined) return markedLike(value, [object]);
  }
  const { reference } = object;
  const isText = object.parts !== undefined;
  const stepped = reference === undefined || isText ? undefined : extendReference(reference, step);
  return markedLike(unknownValue(object.reason, origin, stepped), [object]);
}

/** The element that an unknown index names: one of all that there are, as far as they can be listed. */
function unknownElement(object: Value, index: UnknownValue, range: Range): Value {
  const origin = derivedOrigin(range, [object, index]);
  if (index.candidates !== undefined && index.candidates.every(({ kind }) => kind !== 'unknown')) {
    const read = index.candidates.map((each) => elementAt(object, each, range));
    const possible = read.filter((each): each is Value => !('problem' in each));
    const value = remaining(possible, possible.length === read.length, index.reason, origin);
    if (value !== undefined) return value;
  }
  return unknownOf(object.kind === 'unknown' ? [object, index] : [index], origin);
}

/**
 * One of the values that are left when those are dropped which deployment would stop at; `isComplete` says that none
 * was. An unknown that is the only one left is the value. Undefined when none is left.
 */
export function remaining(
  values: readonly Value[],
  isComplete: boolean,
  reason: UnknownReason,
  origin: Origin,
): Value | undefined {
  const [only] = values;
  if (only === undefined) return undefined;
  if (only.kind === 'unknown' && values.length === 1) return only;
  return oneOf(values, reason, origin, isComplete);
}

/** What a value is called in messages. */
export function kindName(value: Value): string {
  switch (value.kind) {
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'bool':
      return 'a boolean';
    case 'null':
      return 'null';
    case 'list':
      return 'an array';
    case 'map':
      return 'an object';
    case 'unknown':
      return 'an unknown value';
  }
}
