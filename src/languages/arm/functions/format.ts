/** `format`: composite format strings as .NET has them, `{index,width:format}`. */
import { stringValue, type Value } from '../../../values/value.ts';
import { argument, MAX_TEXT, textAt, tolerant, undecided, wrong, type ArmFunction } from './define.ts';
import { joinedText } from './text.ts';
import { plainText } from './text-value.ts';

interface Item {
  readonly index: number;
  /** Negative for text that stands at the left. */
  readonly width: number;
  readonly format: string;
}

/** Texts and items in their order. Templates format little, but thousands of times. */
const parsed = new Map<string, readonly (string | Item)[]>();
const MAX_KEPT = 5_000;

const format = tolerant(
  1,
  Infinity,
  (args, call) => {
    const pattern = textAt(args, 0);
    const pieces = parsed.get(pattern) ?? parsePattern(pattern);
    if (parsed.size < MAX_KEPT) parsed.set(pattern, pieces);
    const written = argument(args, 0).origin;
    const values = pieces.map((piece) =>
      typeof piece === 'string' ? stringValue(piece, written) : formatItem(piece, args),
    );
    return joinedText(values, call);
  },
  false,
);

function parsePattern(pattern: string): readonly (string | Item)[] {
  const pieces: (string | Item)[] = [];
  let text = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    if (character !== '{' && character !== '}') {
      text += character;
      at++;
    } else if (pattern.charAt(at + 1) === character) {
      text += character;
      at += 2;
    } else {
      const end = pattern.indexOf('}', at);
      if (character === '}' || end === -1) return wrong('a brace of the format is not paired');
      if (text !== '') pieces.push(text);
      text = '';
      pieces.push(parseItem(pattern.slice(at + 1, end)));
      at = end + 1;
    }
  }
  if (text !== '' || pieces.length === 0) pieces.push(text);
  return pieces;
}

const ITEM = /^(\d{1,6}) *(?:, *(-?\d{1,6}) *)?(?::(.*))?$/s;

function parseItem(text: string): Item {
  const found = ITEM.exec(text);
  if (found === null) return wrong(`{${text}} is no item of a format`);
  return { index: Number(found[1]), width: Number(found[2] ?? 0), format: found[3] ?? '' };
}

function formatItem(item: Item, args: readonly Value[]): Value {
  const value = args[item.index + 1];
  if (value === undefined) return wrong(`the format needs ${item.index + 1} arguments behind it`);
  if (value.kind === 'unknown') {
    return item.width === 0 && item.format === '' ? value : undecided(value);
  }
  const text = formatted(value, item.format);
  const width = Math.abs(item.width);
  if (width > MAX_TEXT) return wrong('the text is too long', 'limit');
  return { ...stringValue(item.width < 0 ? text.padEnd(width) : text.padStart(width), value.origin) };
}

function formatted(value: Value, form: string): string {
  if (value.kind === 'null') return '';
  const plain = plainText(value);
  if (plain === undefined) return wrong('how arrays and objects are formatted cannot be told', 'unsupported');
  // Texts and booleans have no formats.
  return form === '' || value.kind !== 'number' ? plain : formatInteger(plain, form);
}

const STANDARD = /^([dDnNxXgGfF])(\d{0,2})$/;

/** A whole number in one of the standard formats, or one of zeros: its least count of digits. */
function formatInteger(plain: string, form: string): string {
  if (!/^-?\d+$/.test(plain)) return wrong(`the format "${form}" is not computed`, 'unsupported');
  const sign = plain.startsWith('-') ? '-' : '';
  const digits = sign === '' ? plain : plain.slice(1);
  if (/^0+$/.test(form)) return sign + digits.padStart(form.length, '0');
  const found = STANDARD.exec(form);
  const precision = found?.[2] === undefined || found[2] === '' ? undefined : Number(found[2]);
  const decimals = '.'.padEnd(1 + (precision ?? 2), '0');
  switch (found?.[1]) {
    case 'd':
    case 'D':
      return sign + digits.padStart(precision ?? 0, '0');
    case 'n':
    case 'N':
      return sign + grouped(digits) + (precision === 0 ? '' : decimals);
    case 'f':
    case 'F':
      return sign + digits + (precision === 0 ? '' : decimals);
    case 'x':
    case 'X': {
      if (sign !== '') return wrong('negative numbers in hexadecimal are not computed', 'unsupported');
      const hexadecimal = BigInt(digits)
        .toString(16)
        .padStart(precision ?? 0, '0');
      return found[1] === 'X' ? hexadecimal.toUpperCase() : hexadecimal;
    }
    default:
      return wrong(`the format "${form}" is not computed`, 'unsupported');
  }
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Functions by their names in lower case. */
export const FORMAT_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [['format', format]];
