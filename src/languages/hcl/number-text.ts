/** Numbers as HCL writes and reads them (decimal, never with an exponent), and exact decimal arithmetic on them. */

/** A number of the value model: `bigint` only for whole numbers beyond ±(2^53 − 1). */
export type NumberLike = number | bigint;

/** `digits` × 10^−`scale`; `scale` may be negative. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Numbers with more digits than this before or after the point are out of bounds. */
const MAX_DIGITS = 1000;

/** Digits that a quotient is computed to: more than a double holds. */
const QUOTIENT_DIGITS = 40;

/**
 * A number as text: all digits, no exponent, no trailing zeros after the point (`1e21` is `1000000000000000000000`).
 * Fractions show the 17 digits that a double holds, where Terraform computes with 154.
 */
export function formatNumber(value: NumberLike): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const decimal = toDecimal(value);
  return decimal === undefined ? text : formatDecimal(decimal);
}

/**
 * The number that a text stands for as a whole (sign, digits, point, exponent; no blanks), in the one form that the
 * value model has for it. Undefined when it is no number, has more than 1000 digits, or is too small for a double.
 */
export function parseNumber(text: string): NumberLike | undefined {
  const decimal = parseDecimal(text);
  return decimal === undefined ? undefined : fromDecimal(decimal);
}

/**
 * What can be computed of two numbers. As in Terraform, `%` takes the sign of its left operand and gives the left
 * operand itself when the right one is zero.
 */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/**
 * The exact result in decimal, so that `0.1 + 0.2` is `0.3`; quotients that have no end are rounded to a double.
 * Undefined for a division by zero, and for a result of more than 1000 digits or too small for a double.
 */
export function calculate(
  operator: ArithmeticOperator,
  left: NumberLike,
  right: NumberLike,
): NumberLike | undefined {
  if (operator !== '/' && Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const quick = calculateSmall(operator, Number(left), Number(right));
    if (Number.isSafeInteger(quick)) return quick + 0;
  }
  const a = toDecimal(left);
  const b = toDecimal(right);
  if (a === undefined || b === undefined) return undefined;
  const result = calculateDecimal(operator, a, b);
  return result === undefined ? undefined : fromDecimal(result);
}

/** Orders numbers of either form: negative when `left` is smaller. */
export function compareNumbers(left: NumberLike, right: NumberLike): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** May give a number that is not safe (too large, NaN): the caller then takes the exact way. */
function calculateSmall(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '%':
      return left % right;
    case '/':
      return Number.NaN;
  }
}

function calculateDecimal(operator: ArithmeticOperator, a: Decimal, b: Decimal): Decimal | undefined {
  if (operator === '*') return { digits: a.digits * b.digits, scale: a.scale + b.scale };
  const scale = Math.max(a.scale, b.scale);
  const left = a.digits * power(scale - a.scale);
  const right = b.digits * power(scale - b.scale);
  switch (operator) {
    case '+':
      return { digits: left + right, scale };
    case '-':
      return { digits: left - right, scale };
    case '%':
      return right === 0n ? a : { digits: left % right, scale };
    case '/':
      return right === 0n ? undefined : divide(left, right);
  }
}

function divide(left: bigint, right: bigint): Decimal {
  if (left % right === 0n) return { digits: left / right, scale: 0 };
  const shift = Math.max(1, QUOTIENT_DIGITS + String(right).length - String(left).length);
  return { digits: (left * power(shift)) / right, scale: shift };
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function toDecimal(value: NumberLike): Decimal | undefined {
  return typeof value === 'bigint' ? { digits: value, scale: 0 } : parseDecimal(String(value));
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

function parseDecimal(text: string): Decimal | undefined {
  if (text.length > 2 * MAX_DIGITS) return undefined;
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return withinBounds({ digits: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) });
}

/** The same number without trailing zeros after the point; undefined when it has too many digits. */
function withinBounds(decimal: Decimal): Decimal | undefined {
  if (decimal.digits === 0n) return { digits: 0n, scale: 0 };
  const text = String(decimal.digits);
  if (decimal.scale <= 0) return text.length - decimal.scale > MAX_DIGITS ? undefined : decimal;
  let zeros = 0;
  while (zeros < decimal.scale && text[text.length - 1 - zeros] === '0') zeros++;
  const scale = decimal.scale - zeros;
  if (scale > MAX_DIGITS || text.length - decimal.scale > MAX_DIGITS) return undefined;
  return { digits: BigInt(text.slice(0, text.length - zeros)), scale };
}

function fromDecimal(decimal: Decimal): NumberLike | undefined {
  const bounded = withinBounds(decimal);
  if (bounded === undefined) return undefined;
  if (bounded.scale <= 0) return oneForm(bounded.digits * power(-bounded.scale));
  const value = Number(`${bounded.digits}e-${bounded.scale}`);
  if (value === 0) return undefined;
  // A double beyond the safe range has no room for a fraction: it is whole.
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? oneForm(BigInt(value)) : value;
}

function oneForm(value: bigint): NumberLike {
  const safe = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  return safe ? Number(value) : value;
}

function formatDecimal(decimal: Decimal): string {
  if (decimal.scale <= 0) return String(decimal.digits * power(-decimal.scale));
  const negative = decimal.digits < 0n;
  const text = String(negative ? -decimal.digits : decimal.digits).padStart(decimal.scale + 1, '0');
  const point = text.length - decimal.scale;
  return `${negative ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`;
}
