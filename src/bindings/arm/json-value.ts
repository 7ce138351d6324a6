/** JSON text as a value, where a provider takes its arguments as such. */
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  stringValue,
  unknownValue,
  type StringValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import type { Origin } from '../../values/origin.ts';

/** Longer texts are not read: bodies of resources stay far below. */
const MAX_LENGTH = 1_000_000;

const MAX_DEPTH = 64;

/** Stands in a text for a part that is not known, followed by the part's index. */
const MARK = '\ue000';

/**
 * The value that a text writes in JSON, all of it with the text's origin; undefined when it is not JSON. Parts of the
 * text that are not known stand where the text has them.
 */
export function jsonValue(text: StringValue | UnknownValue): Value | undefined {
  if (text.kind === 'string') return parsed(text.value, text, []);
  const { parts = [] } = text;
  if (parts.length === 0) return undefined;
  // A part is either a whole value, or inside the quotes of one.
  return parsed(joined(parts, '"'), text, parts) ?? parsed(joined(parts, ''), text, parts);
}

function joined(parts: readonly Value[], quote: string): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (text.length > MAX_LENGTH) break;
    text += part.kind === 'string' ? part.value : `${quote}${MARK}${index}${MARK}${quote}`;
  }
  return text;
}

function parsed(text: string, { origin }: Value, parts: readonly Value[]): Value | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return toValue(JSON.parse(text) as unknown, { origin, parts }, 0);
  } catch {
    return undefined;
  }
}

interface Source {
  readonly origin: Origin;
  readonly parts: readonly Value[];
}

/** A string with marks in it is made of the parts that these stand for. */
function textValue(text: string, { origin, parts }: Source): Value {
  if (parts.length === 0 || !text.includes(MARK)) return stringValue(text, origin);
  const pieces = text
    .split(MARK)
    .flatMap((piece, at) => (at % 2 === 1 ? (parts[Number(piece)] ?? []) : piece === '' ? [] : piece))
    .map((piece) => (typeof piece === 'string' ? stringValue(piece, origin) : piece));
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const gap = pieces.find((piece) => piece.kind === 'unknown');
  const reason = gap?.reason ?? { code: 'unsupported', message: 'a part of the text is not known' };
  return { ...unknownValue(reason, origin), parts: pieces };
}

function toValue(json: unknown, source: Source, depth: number): Value {
  const { origin } = source;
  if (typeof json === 'string') return textValue(json, source);
  if (typeof json === 'number') return numberValue(json, origin);
  if (typeof json === 'boolean') return boolValue(json, origin);
  if (typeof json !== 'object' || json === null || depth >= MAX_DEPTH) return nullValue(origin);
  if (Array.isArray(json)) {
    return listValue(
      json.map((item: unknown) => toValue(item, source, depth + 1)),
      origin,
    );
  }
  const entries = Object.entries(json).map(([key, item]) => [key, toValue(item, source, depth + 1)] as const);
  return mapValue(new Map(entries), origin);
}
