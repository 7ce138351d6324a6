/** Texts made of parts: known as a whole, or unknown with what is known of them. */
import type { Range } from '../../text/range.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import { listValue, stringValue, unknownValue, type UnknownValue, type Value } from '../../values/value.ts';
import { sensitivityOf, unknownOf } from '../hcl/derived.ts';
import { toText } from '../hcl/equality.ts';
import { joinTexts } from '../hcl/template-value.ts';
import { withinLimits } from '../hcl/value-limits.ts';

/** Parts of one text, at most: beyond, only that it is unknown is kept. */
const MAX_PARTS = 1000;

/** The text of these parts; an unknown holds them, and the length of the prefix that it ends with. */
export function textOfParts(values: readonly Value[], origin: Origin): Value {
  const parts = values.flatMap(partsOf);
  const text = withinLimits(joinTexts(parts, origin));
  if (text.kind === 'string') return withSecrets(text.value, text);
  if (text.kind !== 'unknown') return text;
  const last = parts.at(-1);
  const length = last?.kind === 'string' ? /\/(\d{1,3})$/.exec(last.value)?.[1] : undefined;
  return length === undefined || Number(length) > 128 ? text : { ...text, prefixLength: Number(length) };
}

function partsOf(value: Value): readonly Value[] {
  return value.kind === 'unknown' && value.parts !== undefined && value.parts.length <= MAX_PARTS
    ? value.parts
    : [value];
}

const LOOKED_UP = /\{\{resolve:([\w-]{1,40}):[^{}]{1,2048}\}\}/;

/** What a known text means: parts of it can be looked up at deployment (`{{resolve:ssm:/name}}`). */
export function withSecrets(text: string, value: Value): Value {
  const found = text.includes('{{resolve:') ? LOOKED_UP.exec(text) : null;
  if (found === null) return value;
  const { range } = value.origin;
  const service = found[1] ?? '';
  const message = `it is looked up in ${service} when the stack is deployed`;
  const looked: UnknownValue = {
    ...unknownValue({ code: 'data-source', message, range }, value.origin),
    ...(service === 'ssm' ? sensitivityOf([value]) : { sensitive: true }),
  };
  const before = text.slice(0, found.index);
  const behind = text.slice(found.index + found[0].length);
  if (before === '' && behind === '') return looked;
  const pieces = [stringValue(before, value.origin), looked, stringValue(behind, value.origin)];
  return { ...looked, parts: pieces.filter((piece) => piece.kind !== 'string' || piece.value !== '') };
}

/** The value as text, for functions that take texts; undefined when it is neither text nor unknown. */
export function asText(value: Value): Value | undefined {
  if (value.kind === 'string' || value.kind === 'unknown') return value;
  const text = toText(value);
  return text === undefined ? undefined : { ...stringValue(text, value.origin), ...sensitivityOf([value]) };
}

/**
 * The pieces of a text between a delimiter. Ids that the cloud gives hold no commas, so that a list of them can be
 * split; any other unknown hides how many pieces there are.
 */
export function splitText(value: Value, delimiter: string, origin: Origin): Value {
  if (value.kind === 'list') return value;
  const text = toText(value);
  if (text !== undefined && value.kind !== 'unknown') {
    const pieces = delimiter === '' ? [text] : text.split(delimiter);
    const items = pieces.map((piece) => ({ ...stringValue(piece, origin), ...sensitivityOf([value]) }));
    return withinLimits(listValue(items, origin, 'list'));
  }
  const parts = value.kind === 'unknown' ? (value.parts ?? [value]) : [];
  if (delimiter !== ',' || !parts.every(isPiece) || parts.length === 0) return unknownOf([value], origin);
  return listValue(splitParts(parts, origin), origin, 'list');
}

function isPiece(part: Value): boolean {
  return (
    part.kind === 'string' ||
    (part.kind === 'unknown' && part.reason.code === 'computed' && part.reference !== undefined)
  );
}

/** Pieces at commas that are written in the known parts. */
function splitParts(parts: readonly Value[], origin: Origin): readonly Value[] {
  const pieces: Value[][] = [[]];
  for (const part of parts) {
    const texts = part.kind === 'string' ? part.value.split(',') : [part];
    texts.forEach((text, index) => {
      if (index > 0) pieces.push([]);
      const piece = typeof text === 'string' ? stringValue(text.trim(), part.origin) : text;
      if (piece.kind !== 'string' || piece.value !== '') pieces.at(-1)?.push(piece);
    });
  }
  return pieces.map((piece) => {
    const [only] = piece;
    return only !== undefined && piece.length === 1 ? only : textOfParts(piece, origin);
  });
}

/** The items of a parameter that is a list: texts between commas, without blanks around them. */
export function listFromText(value: Value): Value {
  const origin: Origin = { range: value.origin.range, kind: 'expression', from: [value.origin] };
  const split = splitText(value, ',', origin);
  if (split.kind !== 'list' || split === value) return split;
  const items = split.items.map((item) =>
    item.kind === 'string' ? { ...item, value: item.value.trim() } : item,
  );
  return { ...split, items };
}

/** A part of a template text that is known. */
export function literalPart(text: string, range: Range): Value {
  return stringValue(text, literalOrigin(range));
}
