/** Ordered and combined collections: sort, range, products and operations on sets. */
import {
  isWhollyKnown,
  listValue,
  numberValue,
  type ListValue,
  type StringValue,
  type Value,
} from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { convertValue } from '../../hcl/convert.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { compareCodePoints, hasKnownLength } from '../../hcl/equality.ts';
import { calculate, compareNumbers, type NumberLike } from '../../hcl/number-text.ts';
import { setValue } from '../../hcl/set-value.ts';
import { typeOf, unifyTypes } from '../../hcl/type-constraint.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS } from './members.ts';
import { STRING, anything, listOf, number, setOf } from './parameters.ts';

/** A list of texts in the order of their characters. Unknown texts leave open which one stands where. */
export const sort = defineFunction('sort', {
  parameters: [listOf('list', STRING)],
  run([list], call) {
    if (list.items.some((item) => item.kind === 'null')) return { problem: 'null cannot be sorted' };
    const [unknown] = list.items.filter((item) => item.kind === 'unknown');
    if (unknown !== undefined) {
      const any = oneOf(list.items, unknown.reason, call.origin);
      return listValue(
        list.items.map(() => any),
        call.origin,
        'list',
      );
    }
    const texts = list.items.filter((item): item is StringValue => item.kind === 'string');
    return listValue(
      texts.sort((a, b) => compareCodePoints(a.value, b.value)),
      call.origin,
      'list',
    );
  },
});

/** Terraform makes no longer ranges. */
const MAX_RANGE = 1024;

/** The numbers from a start, 0 if not given, up to a limit that is not among them, in steps of 1 if not given. */
export const range = defineFunction('range', {
  parameters: [],
  rest: number('params'),
  run(_args, call, given) {
    const [first, second, third] = given.map((argument) => argument.value);
    if (first === undefined || given.length > 3) return { problem: 'it takes 1 to 3 arguments' };
    const start = second === undefined ? 0 : first;
    const end = second ?? first;
    const step = third ?? (compareNumbers(end, start) < 0 ? -1 : 1);
    const direction = compareNumbers(step, 0);
    if (direction === 0 && compareNumbers(start, end) !== 0) return { problem: 'the step must not be 0' };
    if (compareNumbers(end, start) * direction < 0)
      return { problem: `no steps of ${step} lead from ${start} to ${end}` };
    return steps(start, end, step, direction, call);
  },
});

function steps(
  start: NumberLike,
  end: NumberLike,
  step: NumberLike,
  direction: number,
  call: Call,
): Value | Problem {
  const items: Value[] = [];
  let current: NumberLike | undefined = start;
  while (current !== undefined && compareNumbers(current, end) * direction < 0) {
    if (items.length === MAX_RANGE) return { problem: `it makes no more than ${MAX_RANGE} numbers` };
    items.push(numberValue(current, call.origin));
    current = calculate('+', current, step);
  }
  return listValue(items, call.origin, 'list');
}

/** All combinations of one element from each list or set, as tuples. */
export const setproduct = defineFunction('setproduct', {
  parameters: [],
  rest: anything('sets'),
  marks: 'handed-through',
  run(_args, call, given) {
    if (given.length < 2) return { problem: 'it takes at least 2 arguments' };
    const factors: ListValue[] = [];
    for (const value of given) {
      if (value.kind !== 'list') return { problem: 'every argument must be a list or a set' };
      const type = unifyTypes(value.items.map(typeOf));
      const converted =
        type && convertValue(value, { kind: value.type === 'set' ? 'set' : 'list', element: type });
      if (converted === undefined || 'problem' in converted || converted.value.kind !== 'list') {
        return { problem: 'all elements of an argument must have one type' };
      }
      if (!hasKnownLength(converted.value)) return unknownOf([value], call.origin);
      factors.push(converted.value);
    }
    const total = factors.reduce((product, factor) => product * factor.items.length, 1);
    if (total * factors.length > MAX_ITEMS) return TOO_MANY_ITEMS;
    const tuples = combinations(factors, total).map((items) => listValue(items, call.origin));
    return given.some((value) => value.kind === 'list' && value.type === 'set')
      ? setValue(tuples, call.origin)
      : listValue(tuples, call.origin, 'list');
  },
});

/** The last factor changes fastest. */
function combinations(factors: readonly ListValue[], total: number): readonly (readonly Value[])[] {
  return Array.from({ length: total }, (_, position) => {
    const combination: Value[] = [];
    let rest = position;
    for (const { items } of factors.toReversed()) {
      const item = items[rest % items.length];
      if (item !== undefined) combination.push(item);
      rest = Math.floor(rest / items.length);
    }
    return combination.reverse();
  });
}

/** All elements of some sets. */
export const setunion = defineFunction('setunion', {
  parameters: [setOf('first_set')],
  rest: setOf('other_sets'),
  run([first], call, others) {
    const sets = ofOneType([first, ...others]);
    if (sets === undefined) return NO_COMMON_TYPE;
    const items = sets.flatMap((set) => set.items);
    return items.length > MAX_ITEMS ? TOO_MANY_ITEMS : setValue(items, call.origin);
  },
});

/** The elements that all of some sets have. */
export const setintersection = defineFunction('setintersection', {
  parameters: [setOf('first_set')],
  rest: setOf('other_sets'),
  run([first], call, others) {
    return combined([first, ...others], call, (items, other) => {
      const others = elementsBeyond(items, other, call);
      return items.filter((item) => !others.has(item));
    });
  },
});

/** The elements of the first set that the second one does not have. */
export const setsubtract = defineFunction('setsubtract', {
  parameters: [setOf('a'), setOf('b')],
  run(both, call) {
    return combined(both, call, (items, other) => [...elementsBeyond(items, other, call)]);
  },
});

function combined(
  given: readonly ListValue[],
  call: Call,
  combine: (items: readonly Value[], other: readonly Value[]) => readonly Value[],
): Value | Problem {
  const sets = ofOneType(given);
  if (sets === undefined) return NO_COMMON_TYPE;
  if (!sets.every(isWhollyKnown)) return unknownOf(sets, call.origin);
  const [first, ...others] = sets.map((set) => set.items);
  return listValue(others.reduce(combine, first ?? []), call.origin, 'set');
}

/** The items that are not equal to one of the others. */
function elementsBeyond(items: readonly Value[], others: readonly Value[], call: Call): ReadonlySet<Value> {
  // A set keeps the first of equal values: of all items behind the others, those that are left have no equal there.
  const copies = others.map((other): Value => ({ ...other }));
  const kept = new Set(setValue([...copies, ...items], call.origin).items);
  return new Set(items.filter((item) => kept.has(item)));
}

const NO_COMMON_TYPE: Problem = { problem: 'the elements of all sets must have one type' };

function ofOneType(sets: readonly ListValue[]): readonly ListValue[] | undefined {
  const element = unifyTypes(sets.flatMap((set) => set.items.map(typeOf)));
  if (element === undefined) return undefined;
  const converted = sets.map((set) => convertValue(set, { kind: 'set', element }));
  const result = converted.flatMap((conversion) =>
    'value' in conversion && conversion.value.kind === 'list' ? [conversion.value] : [],
  );
  return result.length === sets.length ? result : undefined;
}
