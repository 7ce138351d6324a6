/** Numbers as the verbs of `format` show them, digit for digit as Go's `big.Int` and `big.Float` do. */
import { formatNumber, type NumberLike } from '../../hcl/number-text.ts';

/** What stands between the `%` and the letter of a verb. */
export interface Verb {
  readonly letter: string;
  readonly sharp: boolean;
  readonly zero: boolean;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly space: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const BASES: ReadonlyMap<string, { readonly base: number; readonly prefix: string }> = new Map([
  ['b', { base: 2, prefix: '0b' }],
  ['o', { base: 8, prefix: '0' }],
  ['d', { base: 10, prefix: '' }],
  ['x', { base: 16, prefix: '0x' }],
  ['X', { base: 16, prefix: '0X' }],
]);

/** A whole number for the verbs b, o, d, x and X. */
export function formatInteger(value: bigint, verb: Verb): string {
  const { base, prefix } = BASES.get(verb.letter) ?? { base: 10, prefix: '' };
  const magnitude = (value < 0n ? -value : value).toString(base);
  const digits = verb.letter === 'X' ? magnitude.toUpperCase() : magnitude;
  if (value === 0n && verb.precision === 0) return '';
  const number = digits.padStart(verb.precision ?? 0, '0');
  const zeroPadded = verb.zero && verb.precision === undefined;
  return padNumber(signOf(value < 0n, verb) + (verb.sharp ? prefix : ''), number, {
    ...verb,
    zero: zeroPadded && !verb.minus,
  });
}

/** A number for the verbs e, E, f, g and G. */
export function formatFloat(value: NumberLike, verb: Verb): string {
  const decimal = decimalOf(value);
  const number = floatDigits(decimal, verb.letter, verb.precision);
  return padNumber(signOf(decimal.negative, verb), number, verb);
}

/** A number in the shortest form that reads back as the same: with an exponent from 1e+06 up and 0.00001 down. */
export function formatShortest(value: NumberLike): string {
  const decimal = decimalOf(value);
  return (decimal.negative ? '-' : '') + floatDigits(decimal, 'g', undefined);
}

function signOf(negative: boolean, verb: Verb): string {
  if (negative) return '-';
  if (verb.plus) return '+';
  return verb.space ? ' ' : '';
}

function padNumber(sign: string, number: string, verb: Verb): string {
  const missing = Math.max(0, (verb.width ?? 0) - sign.length - number.length);
  if (verb.zero) return sign + '0'.repeat(missing) + number;
  const blanks = ' '.repeat(missing);
  return verb.minus ? sign + number + blanks : blanks + sign + number;
}

/** ±0.`digits` × 10^`point`. The digits have no zeros at either end; none at all are 0. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

function decimalOf(value: NumberLike): Decimal {
  const text = formatNumber(value);
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  return trimmed({ negative, digits: all.slice(leading), point: whole.length - leading });
}

function trimmed({ negative, digits, point }: Decimal): Decimal {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return { negative, digits: digits.slice(0, end), point: end === 0 ? 0 : point };
}

/** Precision of the verbs that always have one. */
const DEFAULT_PRECISION = 6;

function floatDigits(exact: Decimal, letter: string, precision: number | undefined): string {
  const exponentMark = letter === 'E' || letter === 'G' ? 'E' : 'e';
  switch (letter) {
    case 'f':
      return fixed(
        rounded(exact, exact.point + (precision ?? DEFAULT_PRECISION)),
        precision ?? DEFAULT_PRECISION,
      );
    case 'e':
    case 'E': {
      const places = precision ?? DEFAULT_PRECISION;
      return scientific(rounded(exact, places + 1), places, exponentMark);
    }
    default:
      return general(exact, precision, exponentMark);
  }
}

/** The exponent from which on the shortest form shows it. */
const SHORTEST_EXPONENT = 6;

function general(exact: Decimal, precision: number | undefined, exponentMark: string): string {
  const wanted = precision === undefined ? exact.digits.length : Math.max(1, precision);
  const decimal = rounded(exact, wanted);
  const count = decimal.digits.length;
  const limit =
    precision === undefined ? SHORTEST_EXPONENT : wanted > count && count >= decimal.point ? count : wanted;
  const exponent = decimal.point - 1;
  if (count > 0 && (exponent < -4 || exponent >= limit)) {
    return scientific(decimal, Math.min(wanted, count) - 1, exponentMark);
  }
  const digits = wanted > decimal.point ? count : wanted;
  return fixed(decimal, Math.max(0, digits - decimal.point));
}

function fixed({ digits, point }: Decimal, places: number): string {
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  if (places === 0) return whole;
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`;
}

function scientific({ digits, point }: Decimal, places: number, exponentMark: string): string {
  const first = digits === '' ? '0' : digits.slice(0, 1);
  const fraction = places > 0 ? `.${digits.slice(1).padEnd(places, '0')}` : '';
  const exponent = digits === '' ? 0 : point - 1;
  const sign = exponent < 0 ? '-' : '+';
  return `${first}${fraction}${exponentMark}${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** The decimal with at most `count` digits. */
function rounded(decimal: Decimal, count: number): Decimal {
  const { digits, point, negative } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { negative, digits: '', point: 0 };
  const kept = digits.slice(0, count);
  if (!roundsUp(decimal, count)) return trimmed({ ...decimal, digits: kept });
  const raised = String(BigInt(`0${kept}`) + 1n).padStart(count, '0');
  return trimmed({ negative, digits: raised, point: point + raised.length - count });
}

function roundsUp(decimal: Decimal, count: number): boolean {
  const rest = decimal.digits.slice(count);
  if (rest !== '5') return rest >= '5';
  const deviation = binaryDeviation(decimal);
  if (deviation !== 0) return deviation > 0;
  return count > 0 && Number(decimal.digits[count - 1]) % 2 === 1;
}

/** Bits of the fraction with which Terraform keeps numbers. */
const BITS = 512;

/** Whether the number that Terraform keeps for a decimal is larger (positive), smaller or exactly the same. */
function binaryDeviation({ digits, point }: Decimal): number {
  const scale = digits.length - point;
  if (scale <= 0) return 0;
  const divisor = 10n ** BigInt(scale);
  const number = BigInt(digits);
  const shift = BigInt(BITS + divisor.toString(2).length - number.toString(2).length);
  const scaled = number << shift;
  const quotient = scaled / divisor;
  // The quotient may have one bit more than is kept.
  const unit = quotient >> BigInt(BITS) === 0n ? 1n : 2n;
  const kept = nearestEven(scaled, divisor * unit) * unit;
  const difference = kept * divisor - scaled;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function nearestEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const doubled = (dividend % divisor) * 2n;
  const up = doubled > divisor || (doubled === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}
