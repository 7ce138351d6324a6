/** Finds where to go on reading after a broken item: the end of its line, as far as its brackets can be made out. */
import {
  ASTERISK,
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  DOLLAR,
  EQUALS,
  GREATER,
  HASH,
  identifierEnd,
  LESS,
  LINE_FEED,
  PARENTHESIS_CLOSE,
  PARENTHESIS_OPEN,
  PERCENT,
  QUOTE,
  SLASH,
  SPACE,
  TAB,
} from './characters.ts';
import { codeAt, lineEnd } from './cursor.ts';
import { closingLine, readHeredocOpening } from './parse-heredoc.ts';
import { markerLength } from './parse-template.ts';

/** More than the parser reads; what nests deeper is not made out any more, and the rest of the file is given up. */
const MAX_OPENED = 256;

/** What is open while an item is skipped: a bracket, a template sequence, a quoted string or a heredoc. */
type Opened = '(' | '[' | '{' | '${' | '"' | { readonly heredoc: string };

/**
 * The offset of the line break, or of the end of the text, where the broken item that starts at `start` ends. Brackets,
 * strings, heredocs and comments are skipped over. It ends earlier at a `}` that closes the block around it (`inBlock`),
 * and before a line that only a body can have (`name = …`, `type "label" {`) while a bracket or a sequence is open:
 * that bracket was forgotten.
 */
export function findItemEnd(text: string, start: number, inBlock: boolean): number {
  const opened: Opened[] = [];
  let at = start;
  while (at < text.length && opened.length <= MAX_OPENED) {
    const top = opened.at(-1);
    if (top === '"') at = skipInString(text, at, opened);
    else if (typeof top === 'object') at = skipInHeredoc(text, at, opened, top.heredoc);
    else {
      const code = text.charCodeAt(at);
      if (code === LINE_FEED) {
        if (top === undefined) return at;
        at++;
        if (top !== '{' && looksLikeItem(text, at)) return at - 1;
      } else if (code === BRACE_CLOSE && inBlock && !opened.includes('{') && !opened.includes('${')) {
        return at;
      } else {
        at = skipInCode(text, at, code, opened);
      }
    }
  }
  return text.length;
}

/** Skips one thing outside of strings and heredocs and returns the offset behind it. */
function skipInCode(text: string, at: number, code: number, opened: Opened[]): number {
  switch (code) {
    case QUOTE:
      opened.push('"');
      break;
    case PARENTHESIS_OPEN:
      opened.push('(');
      break;
    case BRACKET_OPEN:
      opened.push('[');
      break;
    case BRACE_OPEN:
      opened.push('{');
      break;
    case PARENTHESIS_CLOSE:
      close(opened, '(');
      break;
    case BRACKET_CLOSE:
      close(opened, '[');
      break;
    case BRACE_CLOSE:
      closeBrace(opened);
      break;
    case HASH:
      return lineEnd(text, at);
    case SLASH:
      return skipComment(text, at);
    case LESS: {
      const heredoc = codeAt(text, at + 1) === LESS ? readHeredocOpening(text, at) : undefined;
      if (heredoc === undefined) break;
      opened.push({ heredoc: heredoc.name });
      return heredoc.contentStart;
    }
    default:
  }
  return at + 1;
}

function skipComment(text: string, at: number): number {
  const next = codeAt(text, at + 1);
  if (next === SLASH) return lineEnd(text, at);
  if (next !== ASTERISK) return at + 1;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? text.length : end + 2;
}

/** Closes a bracket and whatever was left open in it; nothing when no such bracket is open in this sequence. */
function close(opened: Opened[], bracket: Opened): void {
  let index = opened.length - 1;
  while (index >= 0 && opened[index] !== bracket && opened[index] !== '${') index--;
  if (opened[index] === bracket) opened.length = index;
}

function closeBrace(opened: Opened[]): void {
  const index = Math.max(opened.lastIndexOf('{'), opened.lastIndexOf('${'));
  opened.length = Math.max(index, 0);
}

/** Skips one thing in a quoted string. A line break ends the string: it was not closed. */
function skipInString(text: string, at: number, opened: Opened[]): number {
  const code = text.charCodeAt(at);
  if (code === LINE_FEED || code === QUOTE) {
    opened.pop();
    return code === QUOTE ? at + 1 : at;
  }
  if (code === BACKSLASH) return codeAt(text, at + 1) === LINE_FEED ? at + 1 : at + 2;
  return skipMarker(text, at, code, opened);
}

/** Skips a line of a heredoc, or the part of it up to a sequence. */
function skipInHeredoc(text: string, start: number, opened: Opened[], name: string): number {
  const startsLine = text.charCodeAt(start - 1) === LINE_FEED;
  const closing = startsLine ? closingLine(text, start, name) : undefined;
  if (closing !== undefined) {
    opened.pop();
    return closing.lineBreak;
  }
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) return at + 1;
    const depth = opened.length;
    at = skipMarker(text, at, code, opened);
    if (opened.length > depth) return at;
  }
  return at;
}

/** Skips a character of template text, or the marker that it begins. */
function skipMarker(text: string, at: number, code: number, opened: Opened[]): number {
  if (code !== DOLLAR && code !== PERCENT) return at + 1;
  const length = markerLength(text, at, code);
  if (length === 2) opened.push('${');
  return at + length;
}

/** Whether the line at `at` begins as only an item of a body does: `name =`, `type {`, `type "label"`. */
function looksLikeItem(text: string, at: number): boolean {
  const start = skipSpaces(text, at);
  const nameEnd = identifierEnd(text, start);
  if (nameEnd === start) return false;
  const next = skipSpaces(text, nameEnd);
  switch (codeAt(text, next)) {
    case EQUALS: {
      const following = codeAt(text, next + 1);
      return following !== EQUALS && following !== GREATER;
    }
    case BRACE_OPEN:
    case QUOTE:
      return text.slice(start, nameEnd) !== 'in';
    default:
      return false;
  }
}

function skipSpaces(text: string, at: number): number {
  let next = at;
  for (let code = codeAt(text, next); code === SPACE || code === TAB; code = codeAt(text, next)) next++;
  return next;
}
