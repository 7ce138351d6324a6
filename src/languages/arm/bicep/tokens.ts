/** Cuts a Bicep file into tokens. What is not valid Bicep is cut as well as it goes, and noted. */
import type { Span } from '../../../text/source-file.ts';

/**
 * One token. A string with `${…}` in it is cut into pieces: `'a${` opens, `}b${` goes on and `}c'` closes, with the
 * tokens of the expressions between them.
 */
export interface BicepToken extends Span {
  readonly kind: 'word' | 'string' | 'open' | 'between' | 'close' | 'number' | 'newline' | 'mark';
  /** Of words, numbers and marks the text, of strings and pieces the decoded text. */
  readonly text: string;
}

/** The tokens of a file, without blanks and comments. */
export interface BicepTokens {
  readonly tokens: readonly BicepToken[];
  /** Whether every string and comment is closed and every character is one that Bicep knows. */
  readonly isClean: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x27;
const BACKSLASH = 0x5c;
const DOLLAR = 0x24;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const HASH = 0x23;
const SLASH = 0x2f;
const STAR = 0x2a;
const BYTE_ORDER_MARK = 0xfeff;

const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+/y;
const KNOWN_MARKS = '{}[]().,:;?=!<>+-*/%&|@^~';

interface Cutter {
  readonly text: string;
  readonly tokens: BicepToken[];
  /** Of every open `${` the number of braces that are open in it. */
  readonly holes: number[];
  at: number;
  isClean: boolean;
}

/** Cuts a text. Never throws; time grows with the length of the text. */
export function bicepTokens(text: string): BicepTokens {
  const cutter: Cutter = { text, tokens: [], holes: [], at: 0, isClean: true };
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) cutter.at = 1;
  while (cutter.at < text.length) cut(cutter);
  return { tokens: cutter.tokens, isClean: cutter.isClean && cutter.holes.length === 0 };
}

function cut(cutter: Cutter): void {
  const { text, at, holes } = cutter;
  const code = text.charCodeAt(at);
  if (code === LINE_FEED || code === CARRIAGE_RETURN) {
    push(cutter, 'newline', at + 1, '\n');
  } else if (code === 0x20 || code === 0x09) {
    cutter.at++;
  } else if (code === QUOTE) {
    if (text.startsWith("'''", at)) cutMultiLine(cutter);
    else cutString(cutter, at + 1, false);
  } else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
    cutter.at = lineEnd(text, at);
  } else if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
    const end = text.indexOf('*/', at + 2);
    if (end === -1) cutter.isClean = false;
    cutter.at = end === -1 ? text.length : end + 2;
  } else if (code === HASH) {
    cutDirective(cutter);
  } else if (code === CLOSE_BRACE && holes.at(-1) === 0) {
    cutString(cutter, at + 1, true);
  } else {
    if (code === OPEN_BRACE) shiftHole(holes, 1);
    if (code === CLOSE_BRACE) shiftHole(holes, -1);
    cutPlain(cutter);
  }
}

function shiftHole(holes: number[], by: number): void {
  const last = holes.pop();
  if (last !== undefined) holes.push(last + by);
}

function cutPlain(cutter: Cutter): void {
  const { text, at } = cutter;
  for (const [kind, pattern] of [
    ['word', WORD],
    ['number', NUMBER],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) {
      push(cutter, kind, at + found.length, found);
      return;
    }
  }
  const mark = text.charAt(at);
  if (!KNOWN_MARKS.includes(mark)) cutter.isClean = false;
  push(cutter, 'mark', at + 1, mark);
}

/** `#disable-next-line …`, up to the end of the line. One with something that could reach further is not clean. */
function cutDirective(cutter: Cutter): void {
  const end = lineEnd(cutter.text, cutter.at);
  if (/\/\*|'''|load/i.test(cutter.text.slice(cutter.at, end))) cutter.isClean = false;
  cutter.at = end;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== CARRIAGE_RETURN)
    at++;
  return at;
}

/** A string, or the rest of one behind a `}`, up to its end or its next `${`. `from` is behind the quote or brace. */
function cutString(cutter: Cutter, from: number, isRest: boolean): void {
  const { text, holes } = cutter;
  if (isRest) holes.pop();
  let value = '';
  let copied = from;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      push(cutter, isRest ? 'close' : 'string', at + 1, value + text.slice(copied, at));
      return;
    }
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    if (code === DOLLAR && text.charCodeAt(at + 1) === OPEN_BRACE) {
      holes.push(0);
      push(cutter, isRest ? 'between' : 'open', at + 2, value + text.slice(copied, at));
      return;
    }
    if (code === BACKSLASH) {
      const escape = readEscape(text, at);
      if (escape === undefined) cutter.isClean = false;
      value += text.slice(copied, at) + (escape?.value ?? '');
      copied = escape?.end ?? at + 1;
      at = copied - 1;
    }
  }
  cutter.isClean = false;
  push(cutter, isRest ? 'close' : 'string', at, value + text.slice(Math.min(copied, at), at));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ["'", "'"],
  ['$', '$'],
]);
const CODE_POINT = /\\u\{([0-9A-Fa-f]{1,6})\}/y;

function readEscape(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const simple = ESCAPES.get(text.charAt(at + 1));
  if (simple !== undefined) return { value: simple, end: at + 2 };
  CODE_POINT.lastIndex = at;
  const digits = CODE_POINT.exec(text)?.[1];
  const code = digits === undefined ? undefined : Number.parseInt(digits, 16);
  if (digits === undefined || code === undefined || code > 0x10ffff) return undefined;
  return { value: String.fromCodePoint(code), end: at + digits.length + 4 };
}

/** `'''…'''`: no escapes; a line break right behind the opening quotes is not part of the text. */
function cutMultiLine(cutter: Cutter): void {
  const { text, at } = cutter;
  let end = text.indexOf("'''", at + 3);
  if (end === -1) {
    cutter.isClean = false;
    push(cutter, 'string', text.length, text.slice(at + 3));
    return;
  }
  // Of four or five quotes the last three close.
  while (text.charCodeAt(end + 3) === QUOTE) end++;
  const value = text.slice(at + 3, end).replace(/^\r?\n/, '');
  push(cutter, 'string', end + 3, value);
}

function push(cutter: Cutter, kind: BicepToken['kind'], end: number, text: string): void {
  cutter.tokens.push({ kind, start: cutter.at, end, text });
  cutter.at = end;
}
