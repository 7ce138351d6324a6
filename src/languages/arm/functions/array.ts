/** The functions that make arrays: createArray, range, take, skip, flatten, union, intersection, distinct. */
import {
  listValue,
  mapValue,
  numberValue,
  stringValue,
  type ListValue,
  type MapValue,
  type Value,
} from '../../../values/value.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { keyNamed, kindName } from '../expressions/access.ts';
import {
  argument,
  boundedItems,
  collecting,
  countAt,
  eager,
  listAt,
  MAX_ITEMS,
  tolerant,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
  type Call,
} from './define.ts';
import { armEqual } from './equality.ts';
import { createItemIndex } from './item-index.ts';
import { mergeDeeply } from './merge.ts';

const createArray = collecting((args, call) => listValue(args, call.origin));

/** A value as the only element of an array; an array as it is. */
const array = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  if (value.kind === 'null') return wrong('the array of null cannot be told', 'unsupported');
  return value.kind === 'list' ? value : listValue([value], call.origin);
});

/** Azure Resource Manager makes no longer ranges, and none beyond 32 bits. */
const MAX_RANGE = 10_000;
const LARGEST = 2_147_483_647;

const range = eager(2, 2, (args, call) => {
  const [start, count] = [countAt(args, 0), countAt(args, 1)];
  if (count < 0 || count > MAX_RANGE) return wrong(`a range has 0 to ${MAX_RANGE} numbers, not ${count}`);
  if (start + count > LARGEST) return wrong(`a range ends at ${LARGEST}`);
  const items = Array.from({ length: count }, (_, index) => numberValue(start + index, call.origin));
  return listValue(items, call.origin);
});

/** The first elements or characters; all of them when there are not that many. */
const take = eager(2, 2, (args, call) => {
  const count = Math.max(0, countAt(args, 1));
  return sliced(args, call, 0, count);
});

/** What comes behind the first elements or characters. */
const skip = eager(2, 2, (args, call) => {
  const count = Math.max(0, countAt(args, 1));
  return sliced(args, call, count, Infinity);
});

function sliced(args: readonly Value[], call: Call, start: number, end: number): Value {
  const value = argument(args, 0);
  if (value.kind === 'string') return stringValue(value.value.slice(start, end), call.origin);
  if (value.kind !== 'list') return wrongKind(value, 0, 'a string or an array');
  return listValue(listAt(args, 0).items.slice(start, end), call.origin);
}

/** The elements of the arrays in an array, one level deep. */
const flatten = eager(1, 1, (args, call) => {
  const items: Value[] = [];
  for (const each of listAt(args, 0).items) {
    if (each.kind === 'unknown') return undecided(each);
    if (each.kind !== 'list') return wrong(`an element is ${kindName(each)}, not an array`);
    if (!hasKnownLength(each)) return undecided(each);
    if (items.length + each.items.length > MAX_ITEMS) boundedItems([...items, ...each.items]);
    for (const item of each.items) items.push(item);
  }
  return listValue(items, call.origin);
});

/** Each element once, at its first place. A set when it cannot be told whether two of them are one. */
function unique(values: readonly Value[], call: Call): ListValue {
  const items: Value[] = [];
  const index = createItemIndex();
  let isCertain = true;
  for (const value of values) {
    const found = index.has(value);
    if (found === true) continue;
    if (found === undefined) isCertain = false;
    index.add(value);
    items.push(value);
  }
  return listValue(boundedItems(items), call.origin, isCertain ? 'tuple' : 'set');
}

/** All elements of arrays, each once; or objects merged deeply, where later members win. */
const union = tolerant(1, Infinity, (args, call) => {
  const lists = args.filter((arg): arg is ListValue => arg.kind === 'list');
  const maps = args.filter((arg): arg is MapValue => arg.kind === 'map');
  refuseOthers(args);
  if (lists.length > 0 && maps.length > 0) return wrong('an array and an object have no union');
  const unknown = args.filter(({ kind }) => kind === 'unknown');
  if (unknown.length > 0) return undecided(...unknown);
  if (maps.length > 0) return mergeDeeply(maps, call);
  return unique(
    lists.flatMap((list) => list.items),
    call,
  );
});

function refuseOthers(args: readonly Value[]): void {
  const other = args.find(({ kind }) => kind !== 'list' && kind !== 'map' && kind !== 'unknown');
  if (other?.kind === 'null') wrong('what null makes of it cannot be told', 'unsupported');
  if (other !== undefined) wrong(`${kindName(other)} is neither an array nor an object`);
}

/** The elements, or members with one value, that all arguments have, in the order of the first. */
const intersection = eager(2, Infinity, (args, call) => {
  refuseOthers(args);
  const [first, ...others] = args;
  if (first?.kind === 'list') {
    const lists = others.map((_, index) => listAt(others, index));
    const indexes = lists.map((list) => createItemIndex(list.items));
    const items = first.items.filter((item) =>
      indexes.every((index) => index.has(item) ?? undecided(first, ...lists)),
    );
    return unique(items, call);
  }
  if (first?.kind !== 'map') return wrong('arguments are missing');
  return commonMembers(first, others, call);
});

function commonMembers(first: MapValue, others: readonly Value[], call: Call): Value {
  const entries = new Map<string, Value>();
  for (const [key, value] of first.entries) {
    const isCommon = others.every((other, index) => {
      if (other.kind !== 'map') return wrongKind(other, index + 1, 'an object');
      if (other.open !== undefined) return undecided(other);
      const name = keyNamed(other, key);
      const member = name === undefined ? undefined : other.entries.get(name);
      return member !== undefined && (armEqual(value, member) ?? undecided(value, member));
    });
    if (isCommon) entries.set(key, value);
  }
  return mapValue(entries, call.origin);
}

const distinct = eager(1, 1, (args, call) => unique(listAt(args, 0).items, call));

/** Functions by their names in lower case. */
export const ARRAY_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['array', array],
  ['createarray', createArray],
  ['distinct', distinct],
  ['flatten', flatten],
  ['intersection', intersection],
  ['range', range],
  ['skip', skip],
  ['take', take],
  ['union', union],
];
