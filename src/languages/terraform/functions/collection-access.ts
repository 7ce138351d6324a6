/** The functions that read something out of a collection: one element, its keys, its length, whether it holds a value. */
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  readThrough,
  stringValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { convertValue } from '../../hcl/convert.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { hasKnownLength, sortedEntries, valuesEqual } from '../../hcl/equality.ts';
import { memberOf } from '../../hcl/map-member.ts';
import { typeOf, unifyTypes } from '../../hcl/type-constraint.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { countCharacters } from './characters.ts';
import { firstOf, isFilledUnknown, memberOfUnknown, picked } from './members.ts';
import { anything, number, orNull, orUnknown, text } from './parameters.ts';
import { whole } from './whole-number.ts';

/** The number of elements of a collection or of characters of a text. */
export const length = defineFunction('length', {
  parameters: [anything('value')],
  marks: 'handed-through',
  run([value], call) {
    if (value.kind === 'string') return numberValue(countCharacters(value.value), call.origin);
    if (value.kind === 'list') {
      return hasKnownLength(value)
        ? numberValue(value.items.length, call.origin)
        : unknownOf([value], call.origin);
    }
    if (value.kind !== 'map') return { problem: `a ${value.kind} has no length` };
    return value.open === undefined
      ? numberValue(value.entries.size, call.origin)
      : unknownOf([value], call.origin);
  },
});

/** The element at an index, counted modulo the length. With an unknown index it is one of all elements. */
export const element = defineFunction('element', {
  parameters: [orUnknown(anything('list')), orUnknown(number('index'))],
  marks: 'handed-through',
  run([list, index], call) {
    if (list.kind === 'unknown')
      return elementOfUnknown(list, index.kind === 'unknown' ? undefined : index.value, call);
    if (list.kind !== 'list' || list.type === 'set')
      return { problem: `a ${nameOf(list)} has no elements by index` };
    const count = list.items.length;
    if (count === 0) return { problem: 'the list is empty' };
    if (index.kind === 'unknown') {
      const items = list.items.map((item) => picked(item, list, call));
      return oneOf(items, index.reason, call.origin);
    }
    const position = whole(index.value);
    if (position === undefined) return { problem: '"index" must be a whole number' };
    const item = list.items[((position % count) + count) % count];
    return item === undefined ? { problem: 'the list is empty' } : picked(item, list, call);
  },
});

/** The first element is the first whatever the length is; any other index may start over. */
function elementOfUnknown(list: UnknownValue, index: number | bigint | undefined, call: Call): Value {
  if (index === 0) return memberOfUnknown(list, 0, call);
  return unknownOf([list], call.origin);
}

/** The value under a key, else the default. */
export const lookup = defineFunction('lookup', {
  parameters: [orUnknown(anything('inputMap')), orUnknown(text('key'))],
  rest: orNull(orUnknown(anything('default'))),
  marks: 'handed-through',
  run([map, key], call, [fallback, ...others]) {
    if (others.length > 0) return { problem: 'it takes 2 or 3 arguments' };
    if (map.kind === 'unknown') {
      const member =
        key.kind === 'unknown' ? unknownOf([map, key], call.origin) : memberOfUnknown(map, key.value, call);
      return fallback === undefined ? member : firstOf(member, [fallback], call);
    }
    if (map.kind !== 'map') return { problem: `a ${nameOf(map)} is no map` };
    const converted = fallback === undefined ? undefined : asElementOf(map, fallback);
    if (converted !== undefined && 'problem' in converted) return converted;
    if (key.kind === 'unknown') return underUnknownKey(map, key, converted, call);
    const member = memberOf(map, key.value);
    if (member !== undefined) return picked(member, map, call);
    if (converted === undefined) return { problem: `the map has no key ${JSON.stringify(key.value)}` };
    return readThrough(converted, call.context.range);
  },
});

function underUnknownKey(map: MapValue, key: UnknownValue, fallback: Value | undefined, call: Call): Value {
  if (map.open !== undefined) return unknownOf([key], call.origin);
  const values = [...map.entries.values()].map((value) => picked(value, map, call));
  const all = fallback === undefined ? values : [...values, fallback];
  // Without a default, a key that is not there is an error.
  return all.length === 0
    ? unknownOf([key], call.origin)
    : oneOf(all, key.reason, call.origin, fallback !== undefined);
}

/** A default has the type that the elements of a map have; the attributes of an object have one each. */
function asElementOf(map: MapValue, value: Value): Value | Problem {
  const type = typeOf(map);
  if (map.type !== 'map' || type.kind !== 'map') return value;
  const converted = convertValue(value, type.element);
  return 'problem' in converted
    ? { problem: `"default" must have the type of the map's elements: ${converted.problem}` }
    : converted.value;
}

/** The position of a value in a list. */
export const index = defineFunction('index', {
  parameters: [anything('list'), anything('value')],
  run([list, value], call) {
    if (list.kind !== 'list' || list.type === 'set') return { problem: `a ${nameOf(list)} has no positions` };
    if (list.items.length === 0) return { problem: 'the list is empty' };
    for (const [position, item] of list.items.entries()) {
      const equal = valuesEqual(item, value);
      if (equal === undefined) return unknownOf([item, value], call.origin);
      if (equal) return numberValue(position, call.origin);
    }
    return { problem: 'the list does not have this value' };
  },
});

/** Whether a list or set has a value. */
export const contains = defineFunction('contains', {
  parameters: [anything('list'), anything('value')],
  run([list, value], call) {
    if (list.kind !== 'list') return { problem: `a ${nameOf(list)} is neither list nor set` };
    const answers = list.items.map((item) => valuesEqual(item, value));
    if (answers.includes(true)) return boolValue(true, call.origin);
    return answers.includes(undefined)
      ? unknownOf([list, value], call.origin)
      : boolValue(false, call.origin);
  },
});

/** The keys of a map, ordered, each with the place where it was typed. */
export const keys = defineFunction('keys', {
  parameters: [anything('inputMap')],
  marks: 'handed-through',
  run([map], call) {
    if (map.kind !== 'map') return { problem: `a ${nameOf(map)} has no keys` };
    if (map.open !== undefined) return unknownOf([map], call.origin);
    const items = sortedEntries(map).map(([key]) => {
      const origin = map.keyOrigins?.get(key);
      return origin === undefined
        ? stringValue(key, call.origin)
        : picked(stringValue(key, origin), map, call);
    });
    return listValue(items, call.origin, map.type === 'map' ? 'list' : 'tuple');
  },
});

/** The values of a map, ordered by their keys. */
export const values = defineFunction('values', {
  parameters: [anything('mapping')],
  marks: 'handed-through',
  run([map], call) {
    if (map.kind !== 'map') return { problem: `a ${nameOf(map)} has no keys` };
    if (map.open !== undefined) return unknownOf([map], call.origin);
    const items = sortedEntries(map).map(([, value]) => value);
    return listValue(items, call.origin, map.type === 'map' ? 'list' : 'tuple');
  },
});

/** The only element of a list, or null when there is none. */
export const one = defineFunction('one', {
  parameters: [anything('list')],
  marks: 'handed-through',
  run([list], call) {
    if (list.kind !== 'list') return { problem: `a ${nameOf(list)} is neither list nor set` };
    if (!hasKnownLength(list)) return unknownOf([list], call.origin);
    const [item] = list.items;
    if (item === undefined) return nullValue(call.origin);
    if (list.items.length > 1)
      return { problem: `the list has ${list.items.length} elements, not one or none` };
    return picked(item, list, call);
  },
});

/** The first argument that is neither null nor an empty text. */
export const coalesce = defineFunction('coalesce', {
  parameters: [],
  rest: orNull(orUnknown(anything('vals'))),
  marks: 'handed-through',
  run(_args, call, given) {
    const type = unifyTypes(given.map(typeOf));
    if (type === undefined) return { problem: 'all arguments must have the same type' };
    const converted: Value[] = [];
    for (const value of given) {
      const conversion = convertValue(value, type);
      if ('problem' in conversion) return conversion;
      converted.push(conversion.value);
    }
    return firstTaken(converted, call, textVerdict) ?? { problem: 'every argument is null or empty' };
  },
});

/** The first list that is not empty. */
export const coalescelist = defineFunction('coalescelist', {
  parameters: [],
  rest: orNull(orUnknown(anything('vals'))),
  marks: 'handed-through',
  run(_args, call, given) {
    if (given.length === 0) return { problem: 'it needs an argument' };
    const isWrong = (value: Value) =>
      value.kind === 'list' ? value.type === 'set' : value.kind !== 'unknown' && value.kind !== 'null';
    const wrong = given.find(isWrong);
    if (wrong !== undefined) return { problem: `a ${nameOf(wrong)} is no list` };
    return firstTaken(given, call, listVerdict) ?? { problem: 'every list is empty' };
  },
});

/** Whether a value is the one that is looked for. Of an unknown one it may depend on what it turns out to be. */
type Verdict = 'taken' | 'passed over' | 'open';

function textVerdict(value: Value): Verdict {
  if (value.kind === 'unknown') return isFilledUnknown(value) ? 'taken' : 'open';
  return value.kind === 'null' || (value.kind === 'string' && value.value === '') ? 'passed over' : 'taken';
}

function listVerdict(value: Value): Verdict {
  if (value.kind === 'unknown') return 'open';
  return value.kind === 'list' && value.items.length > 0 ? 'taken' : 'passed over';
}

function firstTaken(
  given: readonly Value[],
  call: Call,
  judge: (value: Value) => Verdict,
): Value | undefined {
  const left = given.filter((value) => judge(value) !== 'passed over');
  const taken = left.findIndex((value) => judge(value) === 'taken');
  const [first, ...others] = taken === -1 ? left : left.slice(0, taken + 1);
  if (first === undefined) return undefined;
  return first.kind === 'unknown' && judge(first) === 'open'
    ? firstOf(first, others, call)
    : readThrough(first, call.context.range);
}

function nameOf(value: Value): string {
  return value.kind === 'list' || value.kind === 'map' ? value.type : value.kind;
}
