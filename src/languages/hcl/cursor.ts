/** The place where the HCL parser stands in its text, and what every part of the grammar does with it. */
import { rangeOf } from '../../text/range.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Expression, Identifier } from './ast.ts';
import {
  ASTERISK,
  CARRIAGE_RETURN,
  COMMA,
  END,
  HASH,
  identifierEnd,
  LINE_FEED,
  SLASH,
  SPACE,
  TAB,
  codePointLength,
} from './characters.ts';

/**
 * How deep brackets, blocks, templates and prefix operators may nest. The parser calls itself for each of them; this
 * keeps it far from the end of the stack, and no real file comes near it.
 */
export const MAX_DEPTH = 200;

/**
 * How high the tree of an expression may grow without nesting, as `a + b + c …` and `a.b.c…` do, so that whoever walks
 * the tree by recursion is safe as well.
 */
const MAX_HEIGHT = 500;

/** After so many messages the rest of a file's mistakes are only counted as "more". */
const MAX_DIAGNOSTICS = 100;

/** Where the parser stands, and what it has to remember on its way. */
export interface Cursor {
  readonly file: SourceFile;
  /** The file's text up to where reading stops. */
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  /** Reads an expression. The grammar is recursive, its files are not: they call back through this. */
  readonly readExpression: (cursor: Cursor) => Expression;
  at: number;
  /** Whether a line break ends something here. False in brackets, where it is only a blank. */
  lineBreaksCount: boolean;
  depth: number;
  /** The height of the expression that was read last. */
  height: number;
  /** Where the broken part starts if reading fails now; undefined between items. */
  itemStart: number | undefined;
  /** How many characters recovery may still go back, so that the time stays linear. */
  rewindsLeft: number;
}

/** Thrown by `fail` and caught where the parser recovers; it never leaves the parser. */
export class SyntaxFailure extends Error {}

const FAILURE = new SyntaxFailure('The message is in the diagnostics.');

/** A cursor at the offset `start` of a text, which is the file's text or its beginning. */
export function createCursor(
  file: SourceFile,
  text: string,
  start: number,
  readExpression: (cursor: Cursor) => Expression,
): Cursor {
  return {
    file,
    text,
    diagnostics: [],
    readExpression,
    at: start,
    lineBreaksCount: true,
    depth: 0,
    height: 0,
    itemStart: undefined,
    rewindsLeft: text.length,
  };
}

/** Notes a mistake; reading goes on. `end` is exclusive. */
export function report(cursor: Cursor, start: number, end: number, message: string): void {
  const count = cursor.diagnostics.length;
  if (count > MAX_DIAGNOSTICS) return;
  cursor.diagnostics.push({
    severity: 'error',
    code: 'hcl-syntax',
    message:
      count === MAX_DIAGNOSTICS
        ? `This file has more mistakes than the ${MAX_DIAGNOSTICS} that are listed, from here on.`
        : message,
    range: rangeOf(cursor.file, { start, end }),
  });
}

/** Notes a mistake and gives up the item that is being read. */
export function fail(cursor: Cursor, start: number, end: number, message: string): never {
  report(cursor, start, end, message);
  throw FAILURE;
}

/**
 * Gives up the item at the character where the cursor stands. A character that HCL never has gets its own message; at
 * the end of a line the place is empty.
 */
export function failHere(cursor: Cursor, message: string): never {
  const { text, at } = cursor;
  if (at >= text.length || isLineBreak(text, at)) fail(cursor, at, at, message);
  const end = at + codePointLength(text, at);
  const character = text.slice(at, end);
  const isOperator = (character === '&' || character === '|') && text.startsWith(character, end);
  fail(cursor, at, end, (isOperator ? undefined : aboutCharacter(character)) ?? message);
}

function isLineBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || (code === CARRIAGE_RETURN && codeAt(text, at + 1) === LINE_FEED);
}

/** Why a character can't stand outside of strings and comments; undefined for one that can. */
function aboutCharacter(character: string): string | undefined {
  switch (character) {
    case "'":
      return 'Strings are written in double quotes in HCL.';
    case '`':
      return 'HCL has no backticks. Strings are written in double quotes, texts of several lines as heredocs (<<EOT).';
    case '“':
    case '”':
    case '„':
    case '‘':
    case '’':
      return 'This is a typographic quote. Strings are written in straight double quotes in HCL.';
    case ';':
      return 'HCL has no semicolons. A line break ends an argument, a comma separates the items of a list or object.';
    case '&':
      return 'HCL has no operator "&". The logical AND is written "&&".';
    case '|':
      return 'HCL has no operator "|". The logical OR is written "||".';
    case '^':
      return 'HCL has no operator "^". Powers are computed with pow(…).';
    case '~':
      return 'The "~" can only stand at the inner side of a template marker, as in "${~ x ~}".';
    case '$':
      return 'References need no "$" outside of strings: write the name alone.';
    case '\r':
      return 'A carriage return without a line feed is no line break. Save the file with LF or CRLF line ends.';
    case '\u00a0':
      return 'This is a non-breaking space. Replace it with a plain space.';
    case '\ufeff':
      return 'A byte order mark can only stand at the very start of a file.';
    default:
      return /^[\t -~]$/.test(character) || /^\p{ID_Start}$/u.test(character)
        ? undefined
        : 'This character has no meaning in HCL outside of strings and comments.';
  }
}

/** Runs when brackets, blocks, templates or prefix operators nest once more; `leave` is its counterpart. */
export function enter(cursor: Cursor): void {
  if (++cursor.depth > MAX_DEPTH) {
    const message = `This is nested more than ${MAX_DEPTH} levels deep. Split it into smaller parts.`;
    fail(cursor, cursor.at, Math.min(cursor.at + 1, cursor.text.length), message);
  }
}

/** Runs when what `enter` counted is over. */
export function leave(cursor: Cursor): void {
  cursor.depth--;
}

/** Sets the height of an expression that grew at its end, which needs no recursion of the parser. */
export function growHeight(cursor: Cursor, height: number): void {
  if (height > MAX_HEIGHT) {
    failHere(
      cursor,
      `This expression chains more than ${MAX_HEIGHT} operations. Split it into smaller parts.`,
    );
  }
  cursor.height = height;
}

/** The character code at the cursor, or `END`. */
export function peek(cursor: Cursor): number {
  return codeAt(cursor.text, cursor.at);
}

/** The character code at an offset, or `END`. */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : END;
}

/** Moves to the next character that means something and returns its code. */
export function skipBlanks(cursor: Cursor): number {
  const { text, lineBreaksCount } = cursor;
  const length = text.length;
  let at = cursor.at;
  let code = END;
  while (at < length) {
    code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at++;
    } else if (code === LINE_FEED) {
      if (lineBreaksCount) break;
      at++;
    } else if (code === CARRIAGE_RETURN) {
      if (lineBreaksCount || codeAt(text, at + 1) !== LINE_FEED) break;
      at += 2;
    } else if (code === HASH) {
      if (lineBreaksCount) break;
      at = lineEnd(text, at);
    } else if (code === SLASH) {
      const next = codeAt(text, at + 1);
      if (next === ASTERISK) {
        cursor.at = at;
        at = blockCommentEnd(cursor);
      } else if (next === SLASH && !lineBreaksCount) {
        at = lineEnd(text, at);
      } else {
        break;
      }
    } else {
      break;
    }
    code = END;
  }
  cursor.at = at;
  return code;
}

function blockCommentEnd(cursor: Cursor): number {
  const { text, at } = cursor;
  const close = text.indexOf('*/', at + 2);
  if (close !== -1) return close + 2;
  cursor.at = text.length;
  return fail(cursor, at, at + 2, 'This comment is not closed: "*/" is missing.');
}

/** Where the line of `at` ends, before its line feed. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Whether an argument or a block header is over here: a line break, a comment to the end of the line, or the end. */
export function isLineEnd(cursor: Cursor, code: number): boolean {
  if (code === HASH || code === END) return true;
  if (code === SLASH) return codeAt(cursor.text, cursor.at + 1) === SLASH;
  return isLineBreak(cursor.text, cursor.at);
}

/** Reads an identifier; undefined, and nothing read, when none starts here. */
export function readIdentifier(cursor: Cursor): Identifier | undefined {
  const start = cursor.at;
  const end = identifierEnd(cursor.text, start);
  if (end === start) return undefined;
  cursor.at = end;
  return { start, end, name: cursor.text.slice(start, end) };
}

/** Reads the given keyword if it is the whole identifier at the cursor. */
export function readKeyword(cursor: Cursor, keyword: string): boolean {
  const { text, at } = cursor;
  const end = at + keyword.length;
  if (!text.startsWith(keyword, at) || identifierEnd(text, at) !== end) return false;
  cursor.at = end;
  return true;
}

/** Reads the names of a `for` up to its `in`: `value in` or `key, value in`. */
export function readForNames(cursor: Cursor): { key: Identifier | undefined; value: Identifier } {
  skipBlanks(cursor);
  const first = readIdentifier(cursor) ?? failHere(cursor, 'A name for the element is expected after "for".');
  let value = first;
  if (skipBlanks(cursor) === COMMA) {
    cursor.at++;
    skipBlanks(cursor);
    value = readIdentifier(cursor) ?? failHere(cursor, 'A name for the element is expected after the comma.');
    skipBlanks(cursor);
  }
  if (!readKeyword(cursor, 'in'))
    failHere(cursor, 'The keyword "in" is expected after the names of a "for".');
  return { key: value === first ? undefined : first, value };
}
