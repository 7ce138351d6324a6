/** Reads quoted strings and template text: literals with escapes, `${ }` and `%{ }`. */
import type { TemplateExpression } from './ast.ts';
import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  CARRIAGE_RETURN,
  DOLLAR,
  END,
  LINE_FEED,
  PERCENT,
  QUOTE,
  TILDE,
} from './characters.ts';
import { codeAt, fail, failHere, readForNames, readIdentifier, skipBlanks, type Cursor } from './cursor.ts';
import { addLiteral, buildParts, trimLast, type TemplatePieces } from './template-pieces.ts';

/** Reads the quoted string at the cursor. */
export function readQuoted(cursor: Cursor): TemplateExpression {
  const { text, at: start } = cursor;
  let at = start + 1;
  for (;;) {
    const code = codeAt(text, at);
    if (code === QUOTE) return plainString(cursor, start, at);
    if (code === BACKSLASH || code === LINE_FEED || code === CARRIAGE_RETURN || code === END) break;
    if ((code === DOLLAR || code === PERCENT) && codeAt(text, at + 1) === BRACE_OPEN) break;
    at++;
  }
  return readQuotedTemplate(cursor, start);
}

function plainString(cursor: Cursor, start: number, close: number): TemplateExpression {
  const end = close + 1;
  cursor.at = end;
  cursor.height = 1;
  if (close === start + 1) return { kind: 'template', start, end, form: 'quoted', parts: [] };
  const text = cursor.text.slice(start + 1, close);
  const part = { kind: 'text', start: start + 1, end: close, text } as const;
  return { kind: 'template', start, end, form: 'quoted', parts: [part] };
}

function readQuotedTemplate(cursor: Cursor, start: number): TemplateExpression {
  const { text } = cursor;
  const pieces: TemplatePieces = { list: [], trimNext: false };
  let height = 0;
  let at = start + 1;
  let literalStart = at;
  // Literal text is decoded up to here; from here to `at` it stands as it is.
  let copied = at;
  let decoded = '';
  for (;;) {
    const code = codeAt(text, at);
    if (code === BACKSLASH) {
      decoded += text.slice(copied, at);
      cursor.at = at;
      decoded += readEscape(cursor);
      copied = at = cursor.at;
    } else if (code === DOLLAR || code === PERCENT) {
      const length = markerLength(text, at, code);
      if (length === 3) {
        decoded += text.slice(copied, at + 1);
        copied = at + 2;
        at += 3;
      } else if (length === 2) {
        addLiteral(pieces, decoded + text.slice(copied, at), literalStart, at);
        cursor.at = at;
        readSequence(cursor, pieces);
        height = Math.max(height, cursor.height);
        literalStart = copied = at = cursor.at;
        decoded = '';
      } else {
        at++;
      }
    } else if (code === QUOTE) {
      break;
    } else if (code === LINE_FEED || code === CARRIAGE_RETURN || code === END) {
      cursor.at = at;
      failUnclosedString(cursor, start);
    } else {
      at++;
    }
  }
  addLiteral(pieces, decoded + text.slice(copied, at), literalStart, at);
  cursor.at = at + 1;
  const parts = buildParts(cursor, pieces.list);
  cursor.height = height + 1;
  return { kind: 'template', start, end: cursor.at, form: 'quoted', parts };
}

function failUnclosedString(cursor: Cursor, start: number): never {
  const message =
    cursor.at < cursor.text.length
      ? 'A string in quotes ends on its line: the closing quote is missing. A heredoc (<<EOT) holds several lines.'
      : 'The closing quote of this string is missing.';
  fail(cursor, start, cursor.at, message);
}

/**
 * What `$` or `%` at `at` begins: 2 for a sequence (`${`), 3 for a sequence that is escaped (`$${`), 1 for itself.
 */
export function markerLength(text: string, at: number, code: number): 1 | 2 | 3 {
  const next = codeAt(text, at + 1);
  if (next === BRACE_OPEN) return 2;
  return next === code && codeAt(text, at + 2) === BRACE_OPEN ? 3 : 1;
}

/** Reads an escape sequence of a quoted string and returns the character it stands for. */
function readEscape(cursor: Cursor): string {
  const { text, at } = cursor;
  const letter = text.charAt(at + 1);
  cursor.at = at + 2;
  switch (letter) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return letter;
    case 'u':
      return readCodePoint(cursor, at, 4);
    case 'U':
      return readCodePoint(cursor, at, 8);
    default: {
      const end = Math.min(at + 2, text.length);
      return fail(
        cursor,
        at,
        letter === '' || letter === '\n' || letter === '\r' ? at + 1 : end,
        'There is no such escape. A backslash is followed by n, r, t, ", \\, uNNNN or UNNNNNNNN; write "\\\\" for itself.',
      );
    }
  }
}

function readCodePoint(cursor: Cursor, start: number, digits: 4 | 8): string {
  const hex = /^[0-9A-Fa-f]*/.exec(cursor.text.slice(cursor.at, cursor.at + digits))?.[0] ?? '';
  const end = cursor.at + hex.length;
  if (hex.length < digits) {
    fail(
      cursor,
      start,
      end,
      `"\\${digits === 4 ? 'u' : 'U'}" is followed by exactly ${digits} hexadecimal digits.`,
    );
  }
  const code = Number.parseInt(hex, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    fail(cursor, start, end, 'There is no character of this number. Beyond U+FFFF the escape is UNNNNNNNN.');
  }
  cursor.at = end;
  return String.fromCodePoint(code);
}

/** Reads `${ … }` or `%{ … }` at the cursor into the pieces and sets the cursor's height. */
export function readSequence(cursor: Cursor, pieces: TemplatePieces): void {
  const { text, at: start } = cursor;
  const isDirective = text.charCodeAt(start) === PERCENT;
  cursor.at += 2;
  if (codeAt(text, cursor.at) === TILDE) {
    trimLast(pieces);
    cursor.at++;
  }
  const outer = cursor.lineBreaksCount;
  cursor.lineBreaksCount = false;
  if (isDirective) {
    readDirective(cursor, pieces, start);
  } else {
    const expression = cursor.readExpression(cursor);
    pieces.trimNext = closeSequence(cursor, start);
    pieces.list.push({ kind: 'interpolation', start, end: cursor.at, expression });
  }
  cursor.lineBreaksCount = outer;
}

/** Reads `}` or `~}`; true for the latter. */
function closeSequence(cursor: Cursor, start: number): boolean {
  const code = skipBlanks(cursor);
  const trims = code === TILDE && codeAt(cursor.text, cursor.at + 1) === BRACE_CLOSE;
  if (trims) cursor.at++;
  else if (code === END || code === QUOTE) {
    fail(cursor, start, start + 2, 'The closing brace of this template sequence is missing.');
  } else if (code !== BRACE_CLOSE) {
    const isDirective = cursor.text.charCodeAt(start) === PERCENT;
    const [literal, escaped] = isDirective ? ['%{', '%%{'] : ['${', '$${'];
    const hint = `If "${literal}" is meant as text, such as of a shell script, write "${escaped}".`;
    failHere(cursor, `The closing brace of the template sequence is expected here. ${hint}`);
  }
  cursor.at++;
  return trims;
}

function readDirective(cursor: Cursor, pieces: TemplatePieces, start: number): void {
  skipBlanks(cursor);
  const keyword =
    readIdentifier(cursor) ?? failHere(cursor, 'One of if, else, endif, for, endfor is expected here.');
  const { list } = pieces;
  const kind = keyword.name;
  switch (kind) {
    case 'if': {
      const condition = cursor.readExpression(cursor);
      pieces.trimNext = closeSequence(cursor, start);
      list.push({ kind, start, end: cursor.at, condition });
      break;
    }
    case 'for': {
      const names = readForNames(cursor);
      const collection = cursor.readExpression(cursor);
      pieces.trimNext = closeSequence(cursor, start);
      list.push({ kind, start, end: cursor.at, ...names, collection });
      break;
    }
    case 'else':
    case 'endif':
    case 'endfor':
      cursor.height = 1;
      pieces.trimNext = closeSequence(cursor, start);
      list.push({ kind, start, end: cursor.at });
      break;
    default:
      fail(
        cursor,
        keyword.start,
        keyword.end,
        'There is no such directive. A "%{" is followed by if, else, endif, for or endfor; write "%%{" for the text.',
      );
  }
}
