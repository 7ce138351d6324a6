/** `format` and `formatlist`: texts out of a pattern with verbs, much as `printf` has them. */
import { isWhollyKnown, listValue, stringValue, type ListValue, type Value } from '../../../values/value.ts';
import { convertValue } from '../../hcl/convert.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { hasKnownLength, toText } from '../../hcl/equality.ts';
import { charactersOf, countCharacters } from './characters.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { formatFloat, formatInteger, formatShortest, type Verb } from './format-number.ts';
import { encodeJson } from './json-encode.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS } from './members.ts';
import { anything, orNull, orUnknown, text } from './parameters.ts';
import { MAX_TEXT, TEXT_TOO_LONG, joinedText } from './text-result.ts';
import { bigWhole } from './whole-number.ts';

const pattern = text('format');
const values = orNull(orUnknown(anything('args')));

/** A text with the arguments in place of the verbs. When some are unknown, so is the text, but not its rest. */
export const format = defineFunction('format', {
  parameters: [pattern],
  rest: values,
  run([{ value: source }], call, args) {
    const pieces = parsePattern(source);
    return 'problem' in pieces ? pieces : render(pieces, args, call);
  },
});

/** All texts of a list together are not longer than this. */
const MAX_LIST_TEXT = 10 * MAX_TEXT;

/** A list of such texts, one for each element of the lists among the arguments. */
export const formatlist = defineFunction('formatlist', {
  parameters: [pattern],
  rest: values,
  run([{ value: source }], call, args) {
    const pieces = parsePattern(source);
    if ('problem' in pieces) return pieces;
    const lists = args.filter((arg): arg is ListValue => arg.kind === 'list');
    const uncertain = args.find(
      (arg) => arg.kind === 'unknown' || (arg.kind === 'list' && !hasKnownLength(arg)),
    );
    const [length = 1, ...others] = lists.map((list) => list.items.length);
    if (others.some((other) => other !== length)) return { problem: 'all lists must have the same length' };
    if (uncertain !== undefined) return unknownOf([uncertain], call.origin);
    if (length * Math.max(1, args.length) > MAX_ITEMS) return TOO_MANY_ITEMS;
    const items: Value[] = [];
    let room = MAX_LIST_TEXT;
    for (let index = 0; index < length; index++) {
      const turn = args.map((arg) => (arg.kind === 'list' ? (arg.items[index] ?? arg) : arg));
      const item = render(pieces, turn, call);
      if ('problem' in item) return item;
      room -= item.kind === 'string' ? item.value.length : 0;
      if (room < 0) return TEXT_TOO_LONG;
      items.push(item);
    }
    return listValue(items, call.origin, 'list');
  },
});

/** A piece of a pattern: text as it stands, or a verb with the number of its argument, the first being 0. */
type Piece =
  { readonly text: string } | { readonly verb: Verb; readonly argument: number; readonly written: string };

const VERB = /%(?:(%)|([0#\-+ ]*)([1-9][0-9]*)?(?:(\.)([0-9]*))?(?:\[([1-9][0-9]*)\])?([A-Za-z]))/y;

function parsePattern(source: string): readonly Piece[] | Problem {
  const pieces: Piece[] = [];
  let next = 0;
  let at = 0;
  while (at < source.length) {
    const sign = source.indexOf('%', at);
    const end = sign === -1 ? source.length : sign;
    if (end > at) pieces.push({ text: source.slice(at, end) });
    if (sign === -1) break;
    VERB.lastIndex = sign;
    const match = VERB.exec(source);
    if (match === null)
      return { problem: `the format is wrong at ${JSON.stringify(source.slice(sign, sign + 10))}` };
    const [written, percent, flags = '', width, point, precision, argument, letter = ''] = match;
    at = sign + written.length;
    if (percent !== undefined) {
      pieces.push({ text: '%' });
      continue;
    }
    const verb = verbOf(letter, flags, width, point === undefined ? undefined : (precision ?? ''));
    if ((verb.width ?? 0) > MAX_TEXT || (verb.precision ?? 0) > MAX_TEXT) return TEXT_TOO_LONG;
    const position = argument === undefined ? next : Number(argument) - 1;
    pieces.push({ verb, argument: position, written });
    next = position + 1;
  }
  return pieces;
}

function verbOf(
  letter: string,
  flags: string,
  width: string | undefined,
  precision: string | undefined,
): Verb {
  return {
    letter,
    sharp: flags.includes('#'),
    zero: flags.includes('0'),
    plus: flags.includes('+'),
    minus: flags.includes('-'),
    space: flags.includes(' '),
    width: width === undefined ? undefined : Number(width),
    precision: precision === undefined ? undefined : Number(precision),
  };
}

function render(pieces: readonly Piece[], args: readonly Value[], call: Call): Value | Problem {
  const parts: Value[] = [];
  let used = 0;
  let length = 0;
  for (const piece of pieces) {
    const part =
      'text' in piece
        ? stringValue(piece.text, call.origin)
        : formatArgument(piece.verb, args[piece.argument], call);
    if ('problem' in part)
      return 'written' in piece ? { ...part, problem: `${piece.written}: ${part.problem}` } : part;
    if ('argument' in piece) used = Math.max(used, piece.argument + 1);
    length += part.kind === 'string' ? part.value.length : 0;
    if (length > MAX_TEXT) return TEXT_TOO_LONG;
    parts.push(part);
  }
  if (used < args.length) return { problem: `the format uses ${used} of ${args.length} arguments` };
  return joinedText(parts, call);
}

function formatArgument(verb: Verb, value: Value | undefined, call: Call): Value | Problem {
  if (value === undefined) return { problem: 'there is no argument for it' };
  if (!KNOWN_LETTERS.includes(verb.letter)) return { problem: 'there is no such verb' };
  if (value.kind === 'unknown') {
    const plain = verb.width === undefined && verb.precision === undefined && 'svdt'.includes(verb.letter);
    return plain && !verb.sharp ? value : unknownOf([value], call.origin);
  }
  if (!isWhollyKnown(value)) return unknownOf([value], call.origin);
  if (verb.letter !== 'v' && value.kind === 'null') return { problem: 'null cannot be formatted' };
  const text = formatKnown(verb, value);
  if (typeof text !== 'string') return text;
  return stringValue(text, value.origin);
}

const KNOWN_LETTERS = 'vtbdoxXeEfgGsq';

function formatKnown(verb: Verb, value: Value): string | Problem {
  switch (verb.letter) {
    case 'v':
      return padText(formatAsIs(verb, value), verb);
    case 't': {
      const converted = convertValue(value, { kind: 'bool' });
      return 'problem' in converted ? converted : (toText(converted.value) ?? '');
    }
    case 's':
    case 'q':
      return formatText(verb, value);
    default:
      return formatNumberVerb(verb, value);
  }
}

function formatAsIs(verb: Verb, value: Value): string {
  if (!verb.sharp && value.kind === 'string') return value.value;
  if (!verb.sharp && value.kind === 'number') return formatShortest(value.value);
  return encodeJson(value);
}

function formatText(verb: Verb, value: Value): string | Problem {
  const converted = convertValue(value, { kind: 'string' });
  if ('problem' in converted) return converted;
  const full = toText(converted.value) ?? '';
  const { precision } = verb;
  const cut =
    precision !== undefined && precision > 0 ? charactersOf(full).slice(0, precision).join('') : full;
  return padText(verb.letter === 'q' ? encodeJson(stringValue(cut, value.origin)) : cut, verb);
}

function formatNumberVerb(verb: Verb, value: Value): string | Problem {
  const converted = convertValue(value, { kind: 'number' });
  if ('problem' in converted) return converted;
  if (converted.value.kind !== 'number') return { problem: 'a number is required' };
  const number = converted.value.value;
  if (!'bdoxX'.includes(verb.letter)) return formatFloat(number, verb);
  const integer = bigWhole(number);
  return integer === undefined ? { problem: 'a whole number is required' } : formatInteger(integer, verb);
}

function padText(value: string, verb: Verb): string {
  const missing = (verb.width ?? 0) - countCharacters(value);
  if (missing <= 0) return value;
  const padding = (verb.zero ? '0' : ' ').repeat(missing);
  return verb.minus ? value + padding : padding + value;
}
