/** A JSON parser that keeps what `JSON.parse` throws away: places, duplicate keys, large whole numbers. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf } from '../../text/range.ts';
import type { SourceFile, Span } from '../../text/source-file.ts';
import { parseNumber } from '../hcl/number-text.ts';
import { readJsonString } from './json-string.ts';

/** Arrays and objects may nest this deep. */
const MAX_DEPTH = 256;

/** A JSON value with its place. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBool | JsonNull;

/** Members in source order. A key may occur more than once: what that means is up to the reader. */
export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

/** `"key": value`; spans both. */
export interface JsonMember extends Span {
  readonly key: JsonString;
  readonly value: JsonNode;
}

/** `[…]`, with its brackets. */
export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

/** The span includes the quotes. */
export interface JsonString extends Span {
  readonly kind: 'string';
  /** The text, decoded. */
  readonly value: string;
  /** Without escapes every character stands at `start + 1` plus its index. */
  readonly hasEscapes: boolean;
}

/** Whole numbers beyond ±(2^53 − 1) are `bigint`. `text` is the number as written. */
export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly value: number | bigint;
  readonly text: string;
}

/** `true` or `false`. */
export interface JsonBool extends Span {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** `null`. */
export interface JsonNull extends Span {
  readonly kind: 'null';
}

/** What a document may hold beyond the standard. */
export interface JsonOptions {
  /** Whether comments, `//` to the end of the line and `/* … *\/`, are blanks. Otherwise they are mistakes. */
  readonly comments?: boolean;
  /** The values within values that a document may have; missing, any number. One with more counts as broken. */
  readonly maxValues?: number;
}

/** A `maxValues` for documents that people write: four megabytes of them hold far less. */
export const MAX_DOCUMENT_VALUES = 500_000;

/** A document; `root` is undefined when it is broken, and then there is one message (`json-syntax`, error). */
export interface ParsedJson {
  readonly root: JsonNode | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a JSON document. Never throws; time grows with the length of the text. A byte order mark is skipped. */
export function parseJson(file: SourceFile, options: JsonOptions = {}): ParsedJson {
  const { text } = file;
  const reader: JsonReader = {
    text,
    at: text.startsWith('\uFEFF') ? 1 : 0,
    depth: 0,
    comments: options.comments === true,
    valuesLeft: options.maxValues ?? Infinity,
  };
  try {
    const root = readValue(reader);
    if (skipBlanks(reader) < text.length) failHere(reader, 'The document is expected to end here.');
    return { root, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof JsonFailure)) throw error;
    const range = rangeOf(file, error.span);
    return {
      root: undefined,
      diagnostics: [{ severity: 'error', code: 'json-syntax', message: error.message, range }],
    };
  }
}

interface JsonReader {
  readonly text: string;
  readonly comments: boolean;
  valuesLeft: number;
  at: number;
  depth: number;
}

/** A mistake on its way to `parseJson`. */
class JsonFailure extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

function fail(start: number, end: number, message: string): never {
  throw new JsonFailure(message, { start, end });
}

/** Fails at the next character; at the end of a line or of the text the place is empty. */
function failHere({ text, at }: JsonReader, message: string): never {
  if (at >= text.length)
    fail(at, at, 'The document ends too early: a bracket, brace or quote is not closed.');
  const isLineBreak = text[at] === '\n' || text[at] === '\r';
  fail(at, isLineBreak ? at : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1), message);
}

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Moves to the next character that means something and returns its offset. */
function skipBlanks(reader: JsonReader): number {
  const { text } = reader;
  let at = reader.at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB) continue;
    if (code !== SLASH) break;
    reader.at = at;
    at = commentEnd(reader) - 1;
  }
  reader.at = at;
  return at;
}

function commentEnd(reader: JsonReader): number {
  const { text, at, comments } = reader;
  const isLine = text.startsWith('//', at);
  if (!isLine && !text.startsWith('/*', at)) failHere(reader, 'A value is expected here.');
  if (!comments) fail(at, at + 2, 'Comments are not allowed in this JSON document.');
  const close = text.indexOf(isLine ? '\n' : '*/', at + 2);
  if (close !== -1) return isLine ? close : close + 2;
  if (!isLine) fail(at, at + 2, 'This comment is not closed: "*/" is missing.');
  return text.length;
}

function readValue(reader: JsonReader): JsonNode {
  const start = skipBlanks(reader);
  const { text } = reader;
  if (--reader.valuesLeft < 0) fail(start, start, 'This document has too many values.');
  switch (text[start]) {
    case '{':
      return readObject(reader, start);
    case '[':
      return readArray(reader, start);
    case '"':
      return readString(reader, start);
    case 't':
      return readWord(reader, 'true', { kind: 'bool', start, end: start + 4, value: true });
    case 'f':
      return readWord(reader, 'false', { kind: 'bool', start, end: start + 5, value: false });
    case 'n':
      return readWord(reader, 'null', { kind: 'null', start, end: start + 4 });
    default:
      return readNumber(reader, start);
  }
}

function readWord(reader: JsonReader, word: string, node: JsonNode): JsonNode {
  const { text, at } = reader;
  const next = text[node.end] ?? '';
  if (!text.startsWith(word, at) || /\w/.test(next))
    failHere(reader, 'A value is expected here; text needs double quotes.');
  reader.at = node.end;
  return node;
}

function enter(reader: JsonReader, start: number): void {
  if (++reader.depth > MAX_DEPTH)
    fail(start, start + 1, `This is nested more than ${MAX_DEPTH} levels deep.`);
  reader.at = start + 1;
}

function readArray(reader: JsonReader, start: number): JsonArray {
  const { text } = reader;
  const items: JsonNode[] = [];
  enter(reader, start);
  if (text[skipBlanks(reader)] !== ']') {
    for (;;) {
      items.push(readValue(reader));
      const next = text[skipBlanks(reader)];
      if (next === ']') break;
      if (next !== ',') failHere(reader, 'A comma or the closing bracket is expected after an item.');
      const comma = reader.at++;
      if (text[skipBlanks(reader)] === ']') fail(comma, comma + 1, 'No comma may stand after the last item.');
    }
  }
  reader.depth--;
  return { kind: 'array', start, end: ++reader.at, items };
}

function readObject(reader: JsonReader, start: number): JsonObject {
  const { text } = reader;
  const members: JsonMember[] = [];
  enter(reader, start);
  if (text[skipBlanks(reader)] !== '}') {
    for (;;) {
      members.push(readMember(reader));
      const next = text[skipBlanks(reader)];
      if (next === '}') break;
      if (next !== ',') failHere(reader, 'A comma or the closing brace is expected after a member.');
      const comma = reader.at++;
      if (text[skipBlanks(reader)] === '}')
        fail(comma, comma + 1, 'No comma may stand after the last member.');
    }
  }
  reader.depth--;
  return { kind: 'object', start, end: ++reader.at, members };
}

function readMember(reader: JsonReader): JsonMember {
  const { text, at } = reader;
  if (text[at] !== '"') failHere(reader, 'A key in double quotes is expected here.');
  const key = readString(reader, at);
  if (text[skipBlanks(reader)] !== ':') failHere(reader, 'A colon is expected after the key.');
  reader.at++;
  const value = readValue(reader);
  return { start: key.start, end: value.end, key, value };
}

function readString(reader: JsonReader, start: number): JsonString {
  const { text } = reader;
  let at = start + 1;
  let code = text.charCodeAt(at);
  while (code >= SPACE && code !== QUOTE && code !== BACKSLASH) code = text.charCodeAt(++at);
  if (code === QUOTE) {
    reader.at = at + 1;
    return { kind: 'string', start, end: at + 1, value: text.slice(start + 1, at), hasEscapes: false };
  }
  const read = readJsonString(text, start);
  if ('mistake' in read) fail(read.start, read.end, read.mistake);
  reader.at = read.end;
  return { kind: 'string', start, end: read.end, value: read.value, hasEscapes: true };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(reader: JsonReader, start: number): JsonNumber {
  NUMBER.lastIndex = start;
  const literal = NUMBER.exec(reader.text)?.[0];
  if (literal === undefined) failHere(reader, aboutValue(reader.text[start]));
  const end = start + literal.length;
  reader.at = end;
  if (/[\w.+-]/.test(reader.text[end] ?? '')) failHere(reader, 'This is not a number as JSON writes them.');
  const quick = Number(literal);
  const isExact = Number.isSafeInteger(quick) || (Number.isFinite(quick) && !Number.isInteger(quick));
  // `+ 0` makes −0 the 0 that it is for every reader.
  const value = isExact ? quick + 0 : parseNumber(literal);
  if (value === undefined) fail(start, end, 'This number has more digits than can be worked with.');
  return { kind: 'number', start, end, value, text: literal };
}

function aboutValue(character: string | undefined): string {
  if (character === "'") return 'Strings are written in double quotes in JSON.';
  if (character === '+' || character === '.') return 'A number begins with a digit or a minus sign in JSON.';
  return 'A value is expected here.';
}
