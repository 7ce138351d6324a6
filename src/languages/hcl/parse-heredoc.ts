/** Reads heredocs, and template text that stands alone. */
import type { TemplateExpression } from './ast.ts';
import {
  CARRIAGE_RETURN,
  DOLLAR,
  END,
  HYPHEN,
  identifierEnd,
  isWhiteSpace,
  LINE_FEED,
  PERCENT,
  QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { codeAt, fail, report, type Cursor } from './cursor.ts';
import { markerLength, readSequence } from './parse-template.ts';
import { addLiteral, buildParts, removeIndentation, type TemplatePieces } from './template-pieces.ts';

/** Reads `<<NAME` or `<<-NAME`, the lines that follow, and the line that holds the name alone. */
export function readHeredoc(cursor: Cursor): TemplateExpression {
  const { text, at: start } = cursor;
  const opening = readHeredocOpening(text, start);
  if (opening === undefined) {
    const message =
      'A heredoc begins with "<<" or "<<-" and a bare name that ends the line, such as "<<EOT".';
    fail(cursor, start, start + 2, message);
  }
  if (opening.mistake !== undefined) report(cursor, start, opening.end, opening.mistake);
  cursor.at = opening.contentStart;
  const pieces: TemplatePieces = { list: [], trimNext: false };
  const { height, end } = readLines(cursor, pieces, opening.name);
  if (end === undefined) {
    cursor.at = text.length;
    const message = `The closing line of this heredoc is missing: ${opening.name} alone on a line.`;
    fail(cursor, start, opening.end, message);
  }
  if (opening.isIndented) removeIndentation(pieces.list);
  const parts = buildParts(cursor, pieces.list);
  cursor.height = height + 1;
  return { kind: 'template', start, end, form: 'heredoc', parts };
}

interface HeredocOpening {
  readonly name: string;
  /** Where the opening ends, exclusive. */
  readonly end: number;
  readonly isIndented: boolean;
  readonly contentStart: number;
  /** What is wrong with it, though it is clear what is meant. */
  readonly mistake: string | undefined;
}

/** The first line of a heredoc from its `<<` on; undefined when it is none. */
export function readHeredocOpening(text: string, start: number): HeredocOpening | undefined {
  const isIndented = codeAt(text, start + 2) === HYPHEN;
  const afterSign = start + (isIndented ? 3 : 2);
  const isQuoted = codeAt(text, afterSign) === QUOTE;
  const nameStart = isQuoted ? afterSign + 1 : afterSign;
  const nameEnd = identifierEnd(text, nameStart);
  if (nameEnd === nameStart || (isQuoted && codeAt(text, nameEnd) !== QUOTE)) return undefined;
  const name = text.slice(nameStart, nameEnd);
  const end = isQuoted ? nameEnd + 1 : nameEnd;
  let lineBreak = end;
  while (codeAt(text, lineBreak) === SPACE || codeAt(text, lineBreak) === TAB) lineBreak++;
  const hasBlanks = lineBreak > end;
  if (codeAt(text, lineBreak) === CARRIAGE_RETURN) lineBreak++;
  if (codeAt(text, lineBreak) !== LINE_FEED) return undefined;
  let mistake: string | undefined;
  if (isQuoted) mistake = `The name of a heredoc has no quotes: write ${name} alone.`;
  else if (hasBlanks) mistake = 'Nothing may stand behind the name of a heredoc, not even a blank.';
  return { name, end, isIndented, contentStart: lineBreak + 1, mistake };
}

/**
 * Whether the line at `at` is the closing line of a heredoc: its name with nothing but white space around it.
 * `nameEnd` is where the name ends, `lineBreak` the offset of the line break or of the end of the text.
 */
export function closingLine(
  text: string,
  at: number,
  name: string,
): { readonly nameEnd: number; readonly lineBreak: number } | undefined {
  let start = at;
  while (isLineBlank(codeAt(text, start))) start++;
  if (!text.startsWith(name, start)) return undefined;
  const nameEnd = start + name.length;
  let lineBreak = nameEnd;
  while (isLineBlank(codeAt(text, lineBreak))) lineBreak++;
  if (codeAt(text, lineBreak) === CARRIAGE_RETURN && codeAt(text, lineBreak + 1) === LINE_FEED) {
    return { nameEnd, lineBreak };
  }
  return lineBreak >= text.length || text.charCodeAt(lineBreak) === LINE_FEED
    ? { nameEnd, lineBreak }
    : undefined;
}

function isLineBlank(code: number): boolean {
  return isWhiteSpace(code) && code !== LINE_FEED && code !== CARRIAGE_RETURN;
}

/** Reads template text from the cursor to the end of the text, as JSON strings and template files hold it. */
export function readBareTemplate(cursor: Cursor): TemplateExpression {
  const start = cursor.at;
  const pieces: TemplatePieces = { list: [], trimNext: false };
  readLines(cursor, pieces, undefined);
  return {
    kind: 'template',
    start,
    end: cursor.text.length,
    form: 'quoted',
    parts: buildParts(cursor, pieces.list),
  };
}

/**
 * Reads lines of template text up to the closing line of `name`, or to the end of the text. `end` is the end of the
 * closing name, undefined when the text ends before. Each line is a literal of its own, because `~` and `<<-` work on
 * lines.
 */
function readLines(
  cursor: Cursor,
  pieces: TemplatePieces,
  name: string | undefined,
): { readonly height: number; readonly end: number | undefined } {
  const { text } = cursor;
  let height = 0;
  let startsLine = true;
  for (;;) {
    const closing = startsLine && name !== undefined ? closingLine(text, cursor.at, name) : undefined;
    if (closing !== undefined) {
      if (closing.lineBreak >= text.length) {
        const message =
          'The closing line of a heredoc needs a line break behind it: end the file with a newline.';
        report(cursor, closing.nameEnd - (name?.length ?? 0), closing.nameEnd, message);
      }
      cursor.at = closing.lineBreak;
      return { height, end: closing.nameEnd };
    }
    startsLine = readLiteral(cursor, pieces, name !== undefined);
    if (cursor.at >= text.length) return { height, end: undefined };
    if (!startsLine) {
      readSequence(cursor, pieces);
      height = Math.max(height, cursor.height);
    }
  }
}

/**
 * Reads literal text to the end of its line, including the line break, or to the next sequence. True when the line was
 * over.
 */
function readLiteral(cursor: Cursor, pieces: TemplatePieces, isHeredoc: boolean): boolean {
  const { text, at: start } = cursor;
  let decoded = '';
  let copied = start;
  let at = start;
  let lineIsOver = false;
  for (;;) {
    const code = codeAt(text, at);
    if (code === LINE_FEED) {
      at++;
      lineIsOver = true;
      break;
    }
    if (code === END) break;
    if (code === DOLLAR || code === PERCENT) {
      const length = markerLength(text, at, code);
      if (length === 2) break;
      if (length === 3) {
        decoded += text.slice(copied, at + 1);
        copied = at + 2;
      }
      at += length;
    } else if (code === CARRIAGE_RETURN && isHeredoc && codeAt(text, at + 1) !== LINE_FEED) {
      cursor.at = at;
      fail(cursor, at, at + 1, 'A carriage return without a line feed can not stand in a heredoc.');
    } else {
      at++;
    }
  }
  addLiteral(pieces, decoded + text.slice(copied, at), start, at);
  cursor.at = at;
  return lineIsOver;
}
