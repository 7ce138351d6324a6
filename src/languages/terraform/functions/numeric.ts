/** Functions of numbers, and those that make one value out of a list of numbers or bools. */
import { boolValue, numberValue, type NumberValue, type Value } from '../../../values/value.ts';
import { convertValue } from '../../hcl/convert.ts';
import { firstGap, unknownOf } from '../../hcl/derived.ts';
import { calculate, compareNumbers, type NumberLike } from '../../hcl/number-text.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { BOOL, anything, listOf, number } from './parameters.ts';
import { whole } from './whole-number.ts';

const num = number('num');

/** A number without its sign. */
export const abs = defineFunction('abs', {
  parameters: [num],
  run: ([{ value }], call) => numberValue(value < 0 ? -value : value, call.origin),
});

/** The smallest whole number that is not below a number. */
export const ceil = defineFunction('ceil', {
  parameters: [num],
  run: ([{ value }], call) => rounded(value, Math.ceil, call),
});

/** The largest whole number that is not above a number. */
export const floor = defineFunction('floor', {
  parameters: [num],
  run: ([{ value }], call) => rounded(value, Math.floor, call),
});

function rounded(value: NumberLike, round: (value: number) => number, call: Call): Value {
  // Adding 0 makes the negative zero of JavaScript a plain one.
  return numberValue(typeof value === 'bigint' ? value : round(value) + 0, call.origin);
}

/** −1, 0 or 1. */
export const signum = defineFunction('signum', {
  parameters: [num],
  run([{ value }], call) {
    if (whole(value) === undefined) return { problem: '"num" must be a whole number' };
    return numberValue(compareNumbers(value, 0), call.origin);
  },
});

/** The logarithm of a number to a base. */
export const log = defineFunction('log', {
  parameters: [num, number('base')],
  run: ([of, base], call) => finite(Math.log(Number(of.value)) / Math.log(Number(base.value)), call),
});

/** A number raised to a power. */
export const pow = defineFunction('pow', {
  parameters: [num, number('power')],
  run: ([base, power], call) => finite(Math.pow(Number(base.value), Number(power.value)), call),
});

/** A double as a number of the value model: whole ones beyond the safe range are `bigint`. */
function finite(value: number, call: Call): Value | Problem {
  if (!Number.isFinite(value)) return { problem: 'the result is not a finite number' };
  const exact = Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value + 0;
  return numberValue(exact, call.origin);
}

/** The largest of some numbers. */
export const max = defineFunction('max', {
  parameters: [],
  rest: number('numbers'),
  run: (_args, call, given) => extreme(given, 1, call),
});

/** The smallest of some numbers. */
export const min = defineFunction('min', {
  parameters: [],
  rest: number('numbers'),
  run: (_args, call, given) => extreme(given, -1, call),
});

function extreme(given: readonly NumberValue[], direction: 1 | -1, call: Call): Value | Problem {
  let result: NumberLike | undefined;
  for (const { value } of given) {
    if (result === undefined || compareNumbers(value, result) * direction > 0) result = value;
  }
  return result === undefined ? { problem: 'it needs an argument' } : numberValue(result, call.origin);
}

/** The sum of a list, set or tuple of numbers. */
export const sum = defineFunction('sum', {
  parameters: [anything('list')],
  run([list], call) {
    if (list.kind !== 'list' || list.items.length === 0) {
      return { problem: 'it takes a list with at least one number' };
    }
    if (firstGap(list.items) !== undefined) return unknownOf(list.items, call.origin);
    let total: NumberLike | undefined = 0;
    for (const item of list.items) {
      const converted = convertValue(item, { kind: 'number' });
      if ('problem' in converted || converted.value.kind !== 'number')
        return { problem: 'every element must be a number' };
      total = calculate('+', total, converted.value.value);
      if (total === undefined) return { problem: 'the sum is too large', code: 'limit' };
    }
    return numberValue(total, call.origin);
  },
});

const bools = listOf('list', BOOL);

/** Whether all elements are true; null is not. */
export const alltrue = defineFunction('alltrue', {
  parameters: [bools],
  run([list], call) {
    if (list.items.some((item) => item.kind === 'null' || (item.kind === 'bool' && !item.value))) {
      return boolValue(false, call.origin);
    }
    return firstGap(list.items) === undefined
      ? boolValue(true, call.origin)
      : unknownOf(list.items, call.origin);
  },
});

/** Whether at least one element is true. */
export const anytrue = defineFunction('anytrue', {
  parameters: [bools],
  run([list], call) {
    if (list.items.some((item) => item.kind === 'bool' && item.value)) return boolValue(true, call.origin);
    return firstGap(list.items) === undefined
      ? boolValue(false, call.origin)
      : unknownOf(list.items, call.origin);
  },
});

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Longer numbers are not read: their conversion takes time that grows with the square of their length. */
const MAX_DIGITS = 1000;

/** A whole number written with the digits of a base from 2 to 62. Up to base 36 capitals count as small letters. */
export const parseint = defineFunction('parseint', {
  parameters: [anything('number'), number('base')],
  run([given, baseValue], call) {
    const base = whole(baseValue.value);
    if (given.kind !== 'string') return { problem: '"number" must be a string' };
    if (base === undefined || base < 2 || base > 62)
      return { problem: '"base" must be a whole number from 2 to 62' };
    if (given.value.length > MAX_DIGITS)
      return { problem: `"number" has more than ${MAX_DIGITS} digits`, code: 'limit' };
    const [, sign, digits = ''] = /^([+-]?)([0-9a-z]+)$/i.exec(given.value) ?? [];
    const known = DIGITS.slice(0, base);
    let result = 0n;
    for (const digit of base > 36 ? digits : digits.toLowerCase()) {
      const value = known.indexOf(digit);
      if (value === -1) return notOfBase(given.value, base);
      result = result * BigInt(base) + BigInt(value);
    }
    if (digits === '') return notOfBase(given.value, base);
    return numberValue(sign === '-' ? -result : result, call.origin);
  },
});

function notOfBase(text: string, base: number): Problem {
  return { problem: `${JSON.stringify(text)} is no whole number of base ${base}` };
}
