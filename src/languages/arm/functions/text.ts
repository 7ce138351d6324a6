/** The functions that make texts: concat, format's relatives, case, blanks, pieces of texts. */
import { listValue, stringValue, type ListValue, type Value } from '../../../values/value.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { kindName } from '../expressions/access.ts';
import {
  argument,
  boundedItems,
  boundedText,
  countAt,
  eager,
  listAt,
  MAX_TEXT,
  textAt,
  tolerant,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
  type Call,
} from './define.ts';
import { stableReference } from './stable-token.ts';
import { jsonText, lowerCase, plainText, upperCase } from './text-value.ts';

/** One text of these values; when one is unknown, an unknown that holds all of them as its parts. */
export function joinedText(values: readonly Value[], call: Call): Value {
  const pieces = values.map((value, index) => {
    if (value.kind === 'unknown' || value.kind === 'string') return value;
    const text = plainText(value) ?? wrongKind(value, index, 'a string, number or boolean');
    return { ...value, ...stringValue(text, value.origin) };
  });
  const total = pieces.reduce((sum, piece) => sum + (piece.kind === 'string' ? piece.value.length : 0), 0);
  if (total > MAX_TEXT) return tooLong();
  return withPrefixLength(joinTexts(pieces, call.origin));
}

function tooLong(): never {
  return wrong(`the text has more than ${MAX_TEXT} characters`, 'limit');
}

const LENGTH_AT_END = /\/(\d{1,3})$/;

/** Of an unknown text that ends like a prefix, the length is known. */
function withPrefixLength(text: Value): Value {
  if (text.kind !== 'unknown') return text;
  const last = text.parts?.at(-1);
  const length = last?.kind === 'string' ? LENGTH_AT_END.exec(last.value)?.[1] : undefined;
  return length === undefined || Number(length) > 128 ? text : { ...text, prefixLength: Number(length) };
}

/** Arrays one after the other, or texts one after the other. */
const concat = tolerant(0, Infinity, (args, call) => {
  if (args.some((arg) => arg.kind === 'list')) return concatLists(args, call);
  const isText = args.some(
    (arg) => plainText(arg) !== undefined || (arg.kind === 'unknown' && arg.parts !== undefined),
  );
  if (!isText && args.length > 0) {
    const other = args.find((arg) => arg.kind !== 'unknown');
    return other === undefined
      ? undecided(...args)
      : wrong(`only texts or arrays can be joined, not ${kindName(other)}`);
  }
  return joinedText(args, call);
});

function concatLists(args: readonly Value[], call: Call): Value {
  const other = args.find((arg) => arg.kind !== 'list' && arg.kind !== 'unknown');
  if (other !== undefined) return wrong(`an array cannot be joined with ${kindName(other)}`);
  const lists = args.filter((arg): arg is ListValue => arg.kind === 'list');
  if (lists.length < args.length) return undecided(...args.filter((arg) => arg.kind === 'unknown'));
  const items = boundedItems(lists.flatMap((list) => list.items));
  return listValue(items, call.origin, lists.every(hasKnownLength) ? 'tuple' : 'set');
}

/** The texts of an array with a delimiter between them. */
const join = tolerant(2, 2, (args, call) => {
  const { items } = listAt(args, 0);
  const delimiter = argument(args, 1);
  const between = items.flatMap((item, index) => (index === 0 ? [item] : [delimiter, item]));
  return between.length === 0 ? stringValue('', call.origin) : joinedText(between, call);
});

/** The text of a value, of arrays and objects as JSON. */
const string = tolerant(1, 1, (args, call) => {
  const value = argument(args, 0);
  if (value.kind === 'string') return value;
  if (value.kind === 'unknown') return value.parts === undefined ? undecided(value) : value;
  if (value.kind === 'null') return wrong('what null is as a text cannot be told', 'unsupported');
  return stringValue(boundedText(plainText(value) ?? jsonText(value)), call.origin);
});

/** Changes a text part by part; an unknown part stands for the call of it. */
function partwise(name: string, change: (text: string) => string): ArmFunction {
  return tolerant(1, 1, (args, call) => {
    const value = argument(args, 0);
    if (value.kind !== 'unknown' || value.parts === undefined) {
      return stringValue(change(textAt(args, 0)), call.origin);
    }
    const parts = value.parts.map((part) => {
      const text = plainText(part);
      if (text !== undefined) return stringValue(change(text), part.origin);
      return { ...unknownOf([part], part.origin), reference: stableReference(name, [part]) };
    });
    return joinTexts(parts, call.origin);
  });
}

/** What is to be replaced need not occur, and what it is replaced by can stay an unknown part. */
const replace = tolerant(3, 3, (args, call) => {
  const [text, old] = [textAt(args, 0), textAt(args, 1)];
  if (old === '') return wrong('the text to be replaced must not be empty');
  const pieces = text.split(old);
  const unknown = argument(args, 2);
  if (unknown.kind === 'unknown') {
    const texts = pieces.map((piece) => stringValue(piece, call.origin));
    return joinedText(
      texts.flatMap((piece, index) => (index === 0 ? [piece] : [unknown, piece])),
      call,
    );
  }
  const replacement = textAt(args, 2);
  const length = text.length + (pieces.length - 1) * (replacement.length - old.length);
  if (length > MAX_TEXT) return tooLong();
  return stringValue(pieces.join(replacement), call.origin);
});

const trim = eager(1, 1, (args, call) => {
  const text = textAt(args, 0);
  // .NET does not take the byte order mark for a blank.
  return text.includes('\uFEFF') ? undecided(argument(args, 0)) : stringValue(text.trim(), call.origin);
});

/** Fills a text up at its start; numbers are taken as their text. */
const padLeft = eager(2, 3, (args, call) => {
  const value = argument(args, 0);
  const text =
    value.kind === 'string' || value.kind === 'number'
      ? (plainText(value) ?? '')
      : wrongKind(value, 0, 'a string or number');
  const length = countAt(args, 1);
  const fill = args.length > 2 ? textAt(args, 2) : ' ';
  if (fill.length !== 1) return wrong('argument 3 must be one character');
  if (length < 0) return wrong('the length must not be negative');
  if (length > MAX_TEXT) return tooLong();
  return stringValue(text.padStart(length, fill), call.origin);
});

/** A part of a text by start and length; both must lie in it. */
const substring = eager(2, 3, (args, call) => {
  const text = textAt(args, 0);
  const start = countAt(args, 1);
  const length = args.length > 2 ? countAt(args, 2) : text.length - start;
  if (start < 0 || length < 0 || start + length > text.length) {
    return wrong(`${length} characters from ${start} on do not lie in a text of ${text.length}`);
  }
  return stringValue(text.slice(start, start + length), call.origin);
});

/** Functions by their names in lower case. */
export const TEXT_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['concat', concat],
  ['join', join],
  ['padleft', padLeft],
  ['replace', replace],
  ['string', string],
  ['substring', substring],
  ['tolower', partwise('tolower', lowerCase)],
  ['toupper', partwise('toupper', upperCase)],
  ['trim', trim],
];
