/** The functions that make collections out of collections. Elements stay the very values that they were. */
import type { Origin } from '../../../values/origin.ts';
import {
  listValue,
  mapValue,
  stringValue,
  type ListValue,
  type MapValue,
  type StringValue,
  type Value,
} from '../../../values/value.ts';
import { convertValue } from '../../hcl/convert.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { compareCodePoints, hasKnownLength, valuesEqual } from '../../hcl/equality.ts';
import { memberOf } from '../../hcl/map-member.ts';
import { setValue } from '../../hcl/set-value.ts';
import { ANY, sameType, typeOf, unifyTypes, type TypeConstraint } from '../../hcl/type-constraint.ts';
import { defineFunction, type Call } from './define.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS, isFilledUnknown, isSingleUnknown, memberOfUnknown } from './members.ts';
import { LIST_OF_STRING, STRING, anything, listOf, mapOf, number, orNull, orUnknown } from './parameters.ts';
import { whole } from './whole-number.ts';

const anyList = listOf('list', ANY);

/** All entries of some maps, the later map wins. Nulls count as empty. */
export const merge = defineFunction('merge', {
  parameters: [],
  rest: orNull(anything('maps')),
  marks: 'handed-through',
  run(_args, call, given) {
    const entries = new Map<string, Value>();
    const keyOrigins = new Map<string, Origin>();
    let open: MapValue['open'];
    for (const map of given) {
      if (map.kind === 'null') continue;
      if (map.kind !== 'map') return { problem: 'every argument must be a map or an object' };
      hideBehind(map, entries);
      for (const [key, value] of map.entries) {
        entries.set(key, value);
        const origin = map.keyOrigins?.get(key);
        if (origin === undefined) keyOrigins.delete(key);
        else keyOrigins.set(key, origin);
      }
      open = map.open ?? open;
    }
    if (entries.size > MAX_ITEMS) return TOO_MANY_ITEMS;
    const type = areMapsOfOneType(given) ? 'map' : 'object';
    return mapOfEntries(entries, keyOrigins, call, type, open);
  },
});

/** Of an instance it is not known whether it has attributes that take the place of entries before it. */
function hideBehind(map: MapValue, entries: Map<string, Value>): void {
  if (map.open === undefined) return;
  for (const key of entries.keys()) {
    const hidden = memberOf(map, key);
    if (hidden !== undefined) entries.set(key, hidden);
  }
}

function areMapsOfOneType(given: readonly Value[]): boolean {
  const [first] = given;
  if (first === undefined) return false;
  const type = typeOf(first);
  return given.every(
    (value) => value.kind === 'map' && value.type === 'map' && sameType(typeOf(value), type),
  );
}

function mapOfEntries(
  entries: ReadonlyMap<string, Value>,
  keyOrigins: ReadonlyMap<string, Origin>,
  call: Call,
  type: MapValue['type'],
  open?: MapValue['open'],
): MapValue {
  const map: MapValue = { kind: 'map', type, entries, keyOrigins, origin: call.origin };
  return open === undefined ? map : { ...map, open };
}

/** The elements of some lists, one list after the other. */
export const concat = defineFunction('concat', {
  parameters: [],
  rest: anything('seqs'),
  marks: 'handed-through',
  run(_args, call, given) {
    if (given.length === 0) return { problem: 'it needs an argument' };
    const lists: ListValue[] = [];
    for (const value of given) {
      if (value.kind !== 'list' || value.type === 'set') return { problem: 'every argument must be a list' };
      lists.push(value);
    }
    if (lists.reduce((sum, list) => sum + list.items.length, 0) > MAX_ITEMS) return TOO_MANY_ITEMS;
    const items = lists.flatMap((list) => list.items);
    const type = lists.every((list) => list.type === 'list') ? unifyTypes(lists.map(typeOf)) : undefined;
    if (type === undefined) return listValue(items, call.origin);
    const converted = convertValue(listValue(items, call.origin), type);
    return 'problem' in converted ? converted : converted.value;
  },
});

/** One tuple of all elements within lists, sets and tuples, at any depth. */
export const flatten = defineFunction('flatten', {
  parameters: [anything('list')],
  marks: 'handed-through',
  run([list], call) {
    if (list.kind !== 'list') return { problem: 'only lists, sets and tuples can be flattened' };
    const items: Value[] = [];
    const outcome = flattenInto(items, list);
    if (outcome === 'too-many') return TOO_MANY_ITEMS;
    return outcome === undefined ? listValue(items, call.origin) : unknownOf([outcome], call.origin);
  },
});

/** What keeps the list from being flattened: a part of which it is not known whether, or how long, it is a list. */
function flattenInto(items: Value[], list: ListValue): Value | 'too-many' | undefined {
  if (!hasKnownLength(list)) return list;
  for (const item of list.items) {
    if (item.kind === 'unknown' && !isSingleUnknown(item)) return item;
    if (item.kind !== 'list') {
      items.push(item);
      continue;
    }
    const outcome = flattenInto(items, item);
    if (outcome !== undefined) return outcome;
    if (items.length > MAX_ITEMS) return 'too-many';
  }
  return undefined;
}

/** The elements from one index up to, not including, another. Of an unknown list their number is known. */
export const slice = defineFunction('slice', {
  parameters: [orUnknown(anything('list')), number('start_index'), number('end_index')],
  marks: 'handed-through',
  run([list, startIndex, endIndex], call) {
    if (list.kind !== 'unknown' && (list.kind !== 'list' || list.type === 'set')) {
      return { problem: 'only lists and tuples can be sliced' };
    }
    const start = whole(startIndex.value);
    const end = whole(endIndex.value);
    if (start === undefined || end === undefined) return { problem: 'both indexes must be whole numbers' };
    if (start < 0 || end < start) return { problem: `there is no slice from ${start} to ${end}` };
    if (list.kind === 'unknown') {
      if (end - start > MAX_ITEMS) return TOO_MANY_ITEMS;
      const items = Array.from({ length: end - start }, (_, at) => memberOfUnknown(list, start + at, call));
      return listValue(items, call.origin, 'list');
    }
    const { items } = list;
    if (end > items.length)
      return { problem: `the list has ${items.length} elements, no slice from ${start} to ${end}` };
    return listValue(items.slice(start, end), call.origin, list.type);
  },
});

/** A list of texts without the empty ones and nulls. */
export const compact = defineFunction('compact', {
  parameters: [listOf('list', STRING)],
  run([list], call) {
    const uncertain = list.items.find((item) => item.kind === 'unknown' && !isFilledUnknown(item));
    if (uncertain !== undefined) return unknownOf([uncertain], call.origin);
    const items = list.items.filter(
      (item) => item.kind !== 'null' && !(item.kind === 'string' && item.value === ''),
    );
    return listValue(items, call.origin, 'list');
  },
});

/** A list with each value once, where it occurs first. */
export const distinct = defineFunction('distinct', {
  parameters: [anyList],
  run([list], call) {
    if (list.items.length > 1 && list.items.some((item) => valuesEqual(item, item) === undefined)) {
      return unknownOf([list], call.origin);
    }
    // A set keeps the first of equal values, and keeps it as the very same object.
    const firsts = new Set(setValue(list.items, call.origin).items);
    return listValue(
      list.items.filter((item) => firsts.delete(item)),
      call.origin,
      'list',
    );
  },
});

/** Lists of at most so many elements each. */
export const chunklist = defineFunction('chunklist', {
  parameters: [anyList, number('size')],
  marks: 'handed-through',
  run([list, sizeValue], call) {
    const size = whole(sizeValue.value);
    if (size === undefined || size < 0) return { problem: '"size" must be a whole number, not negative' };
    const step = size === 0 ? Math.max(list.items.length, 1) : size;
    const chunks: Value[] = [];
    for (let at = 0; at < list.items.length; at += step) {
      chunks.push(listValue(list.items.slice(at, at + step), call.origin, 'list'));
    }
    return listValue(chunks, call.origin, 'list');
  },
});

/** The elements from last to first. */
export const reverse = defineFunction('reverse', {
  parameters: [anything('list')],
  marks: 'handed-through',
  run([list], call) {
    if (list.kind !== 'list') return { problem: 'only lists, sets and tuples can be reversed' };
    if (!hasKnownLength(list)) return unknownOf([list], call.origin);
    return listValue(list.items.toReversed(), call.origin, list.type === 'tuple' ? 'tuple' : 'list');
  },
});

/** A map out of a list of keys and a list of their values. Of an unknown list of values the keys are known. */
export const zipmap = defineFunction('zipmap', {
  parameters: [listOf('keys', STRING), orUnknown(anything('values'))],
  marks: 'handed-through',
  run([keys, values], call) {
    if (values.kind !== 'unknown' && (values.kind !== 'list' || values.type === 'set')) {
      return { problem: '"values" must be a list' };
    }
    if (values.kind === 'list' && keys.items.length !== values.items.length) {
      return { problem: `there are ${keys.items.length} keys, but ${values.items.length} values` };
    }
    const entries = new Map<string, Value>();
    const keyOrigins = new Map<string, Origin>();
    for (const [position, key] of keys.items.entries()) {
      const value = values.kind === 'list' ? values.items[position] : memberOfUnknown(values, position, call);
      if (key.kind === 'unknown') return unknownOf([key], call.origin);
      if (key.kind !== 'string' || value === undefined) return { problem: 'a key must not be null' };
      entries.set(key.value, value);
      keyOrigins.set(key.value, key.origin);
    }
    return mapOfEntries(
      entries,
      keyOrigins,
      call,
      values.kind === 'list' && values.type === 'tuple' ? 'object' : 'map',
    );
  },
});

/** The values whose keys, in a list of the same length, are among those searched for. */
export const matchkeys = defineFunction('matchkeys', {
  parameters: [listOf('values', ANY), listOf('keys', ANY), listOf('searchset', ANY)],
  run([values, keys, searchset], call) {
    const type = unifyTypes([typeOf(keys), typeOf(searchset)]);
    if (type === undefined) return { problem: '"keys" and "searchset" must have one type' };
    if (values.items.length !== keys.items.length) {
      return { problem: `there are ${keys.items.length} keys, but ${values.items.length} values` };
    }
    if (searchset.items.length > 0 && keys.items.length > MAX_COMPARISONS / searchset.items.length) {
      return { problem: 'there are too many keys to compare', code: 'limit' };
    }
    const wanted = asItems(searchset, type);
    const found: Value[] = [];
    for (const [position, key] of asItems(keys, type).entries()) {
      const answers = wanted.map((search) => valuesEqual(key, search));
      const value = values.items[position];
      if (answers.includes(true) && value !== undefined) found.push(value);
      else if (answers.includes(undefined)) return unknownOf([keys, searchset], call.origin);
    }
    return listValue(found, call.origin, 'list');
  },
});

/** Pairs of values that one call compares, at most. */
const MAX_COMPARISONS = 10_000_000;

function asItems(list: ListValue, type: TypeConstraint): readonly Value[] {
  const converted = convertValue(list, type);
  return 'value' in converted && converted.value.kind === 'list' ? converted.value.items : list.items;
}

/** A map of lists turned round: each text in the lists with the keys under which it stands. */
export const transpose = defineFunction('transpose', {
  parameters: [mapOf('values', LIST_OF_STRING)],
  run([map], call) {
    const found = new Map<string, StringValue[]>();
    for (const [key, list] of map.entries) {
      if (list.kind === 'unknown') return unknownOf([list], call.origin);
      if (list.kind !== 'list') return { problem: 'a list must not be null' };
      const name = stringValue(key, map.keyOrigins?.get(key) ?? call.origin);
      for (const item of list.items) {
        if (item.kind === 'unknown') return unknownOf([item], call.origin);
        if (item.kind !== 'string') return { problem: 'a text must not be null' };
        const names = found.get(item.value);
        if (names === undefined) found.set(item.value, [name]);
        else names.push(name);
      }
    }
    const lists = [...found].map(([key, names]): [string, Value] => {
      return [key, listValue(names.sort(byText), call.origin, 'list')];
    });
    return mapValue(new Map(lists), call.origin, 'map');
  },
});

function byText(a: StringValue, b: StringValue): number {
  return compareCodePoints(a.value, b.value);
}
