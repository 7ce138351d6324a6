/** The functions of whole numbers, which have 64 bits. */
import { boolValue, numberValue, type Value } from '../../../values/value.ts';
import { compareNumbers } from '../../hcl/number-text.ts';
import {
  argument,
  eager,
  integerAt,
  listAt,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
} from './define.ts';
import { upperCase } from './text-value.ts';

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

function arithmetic(compute: (left: bigint, right: bigint) => bigint): ArmFunction {
  return eager(2, 2, (args, call) => {
    const result = compute(BigInt(integerAt(args, 0)), BigInt(integerAt(args, 1)));
    if (result > LARGEST || result < SMALLEST) return wrong('the result has more than 64 bits');
    return numberValue(result, call.origin);
  });
}

function divisor(value: bigint): bigint {
  return value === 0n ? wrong('a number cannot be divided by 0') : value;
}

/** The smallest or largest of numbers, which are arguments or one array. */
function extreme(sign: 1 | -1): ArmFunction {
  return eager(1, Infinity, (args, call) => {
    const isList = args.length === 1 && argument(args, 0).kind === 'list';
    const numbers = isList ? listAt(args, 0).items : args;
    if (numbers.length === 0) return wrong('of an empty array there is none');
    const unknown = numbers.find(({ kind }) => kind === 'unknown');
    if (unknown !== undefined) return undecided(unknown);
    const values = numbers.map((_, index) => integerAt(numbers, index));
    return numberValue(
      values.reduce((best, value) => (compareNumbers(value, best) * sign > 0 ? value : best)),
      call.origin,
    );
  });
}

/** Compares two numbers or two texts. Of texts the order is told only where case does not matter to it. */
function comparison(holds: (order: number) => boolean): ArmFunction {
  return eager(2, 2, (args, call) => {
    const [left, right] = [argument(args, 0), argument(args, 1)];
    if (left.kind === 'number' && right.kind === 'number') {
      return boolValue(holds(compareNumbers(left.value, right.value)), call.origin);
    }
    if (left.kind === 'string' && right.kind === 'string') {
      return boolValue(holds(textOrder(left.value, right.value)), call.origin);
    }
    if (left.kind === 'number' || left.kind === 'string')
      return wrongKind(right, 1, `of the kind of argument 1`);
    return wrongKind(left, 0, 'a number or string');
  });
}

function textOrder(left: string, right: string): number {
  const plain = orderOf(left, right);
  return plain === orderOf(upperCase(left), upperCase(right))
    ? plain
    : wrong('the order of texts that differ in case is not computed', 'unsupported');
}

function orderOf(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A whole number, or the one that a text writes. */
const int = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  if (value.kind === 'string') return numberValue(integerOf(value), call.origin);
  return numberValue(integerAt(args, 0), call.origin);
});

function integerOf(value: Extract<Value, { kind: 'string' }>): bigint {
  const text = value.value.trim();
  if (!/^[+-]?\d{1,19}$/.test(text)) return wrong(`"${value.value.slice(0, 40)}" is no whole number`);
  const result = BigInt(text.replace('+', ''));
  return result > LARGEST || result < SMALLEST ? wrong('the number has more than 64 bits') : result;
}

/** A number with a fraction, or the one that a text writes. */
const float = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  if (value.kind === 'number') return numberValue(value.value, call.origin);
  if (value.kind !== 'string') return wrongKind(value, 0, 'a string or number');
  const text = value.value.trim();
  if (!/^[+-]?\d{1,30}(?:\.\d{1,30})?$/.test(text))
    return wrong('the text is not computed as a number', 'unsupported');
  return numberValue(Number(text), call.origin);
});

/** Functions by their names in lower case. */
export const NUMERIC_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['add', arithmetic((left, right) => left + right)],
  ['sub', arithmetic((left, right) => left - right)],
  ['mul', arithmetic((left, right) => left * right)],
  ['div', arithmetic((left, right) => left / divisor(right))],
  ['mod', arithmetic((left, right) => left % divisor(right))],
  ['max', extreme(1)],
  ['min', extreme(-1)],
  ['int', int],
  ['float', float],
  ['less', comparison((order) => order < 0)],
  ['lessorequals', comparison((order) => order <= 0)],
  ['greater', comparison((order) => order > 0)],
  ['greaterorequals', comparison((order) => order >= 0)],
];
