/** The functions of objects: createObject, items, objectKeys, shallowMerge. */
import type { Origin } from '../../../values/origin.ts';
import { listValue, mapValue, stringValue, type MapValue, type Value } from '../../../values/value.ts';
import { kindName } from '../expressions/access.ts';
import {
  argument,
  collecting,
  eager,
  listAt,
  mapAt,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
} from './define.ts';
import { mergeShallowly } from './merge.ts';
import { plainText, upperCase } from './text-value.ts';

/** An object of names and values in turn. One unknown name leaves the whole object unknown. */
const createObject = collecting((args, call) => {
  if (args.length % 2 !== 0) return wrong('it takes a value for each name');
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (let index = 0; index < args.length; index += 2) {
    const [name, value] = [argument(args, index), argument(args, index + 1)];
    if (name.kind === 'unknown') return undecided(name);
    const key = plainText(name) ?? wrongKind(name, index, 'a name');
    entries.set(key, value);
    keyOrigins.set(key, name.origin);
  }
  return { ...mapValue(entries, call.origin), keyOrigins };
});

/** The members of an object in the order of their names, which have no case. */
function sortedMembers(map: MapValue): readonly (readonly [key: string, value: Value])[] {
  return Array.from(map.entries, ([key, value]) => ({ key, value, rank: upperCase(key) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ key, value }) => [key, value] as const);
}

/** An array of `{key, value}` for the members, ordered by name. */
const items = eager(1, 1, (args, call) => {
  const map = mapAt(args, 0);
  const pairs = sortedMembers(map).map(([key, value]) => {
    const origin = map.keyOrigins?.get(key) ?? call.origin;
    const members = new Map<string, Value>([
      ['key', stringValue(key, origin)],
      ['value', value],
    ]);
    return mapValue(members, call.origin);
  });
  return listValue(pairs, call.origin);
});

/** The names of the members in their order. */
const objectKeys = eager(1, 1, (args, call) => {
  const map = mapAt(args, 0);
  const names = sortedMembers(map).map(([key]) => stringValue(key, map.keyOrigins?.get(key) ?? call.origin));
  return listValue(names, call.origin);
});

/** The members of the objects in an array; of those with one name the last one counts. */
const shallowMerge = eager(1, 1, (args, call) => {
  const maps = listAt(args, 0).items.filter((item): item is MapValue => {
    if (item.kind === 'unknown') return undecided(item);
    if (item.kind === 'null') return wrong('what null makes of it cannot be told', 'unsupported');
    return item.kind === 'map' || wrong(`an element is ${kindName(item)}, not an object`);
  });
  return mergeShallowly(maps, call);
});

/** Functions by their names in lower case. */
export const OBJECT_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['createobject', createObject],
  ['items', items],
  ['objectkeys', objectKeys],
  ['shallowmerge', shallowMerge],
];
