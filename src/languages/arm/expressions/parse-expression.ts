/** The parser of ARM template expressions: calls, literals, and chains of members. There are no operators. */
import type { ArmCallNode, ArmInteger, ArmNode, ArmString, ArmText } from './ast.ts';

/** Parts of an expression within one another. Measured: compiled templates reach 20. */
const MAX_DEPTH = 120;

interface Cursor {
  readonly text: string;
  /** The offset of the closing bracket: nothing is read from there on. */
  readonly end: number;
  at: number;
  depth: number;
}

/** Ends the parsing of one expression; never leaves this file. */
class SyntaxProblem extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads a text that starts with `[` and ends with `]`. */
export function parseExpression(text: string): ArmText {
  const cursor: Cursor = { text, end: text.length - 1, at: 1, depth: 0 };
  try {
    const root = readNode(cursor);
    skipBlanks(cursor);
    if (cursor.at < cursor.end) {
      throw new SyntaxProblem(`an expression does not go on with ${shown(cursor)}`, cursor.at);
    }
    return { kind: 'expression', expression: { text, root } };
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return { kind: 'problem', message: problem.message, offset: problem.offset };
  }
}

function readNode(cursor: Cursor): ArmNode {
  if (cursor.depth >= MAX_DEPTH) throw new SyntaxProblem('the expression is nested too deeply', cursor.at);
  cursor.depth++;
  skipBlanks(cursor);
  let node: ArmNode = readPrimary(cursor);
  const { start } = node;
  for (;;) {
    skipBlanks(cursor);
    const code = codeAt(cursor);
    if (code === DOT) {
      cursor.at++;
      skipBlanks(cursor);
      const name = readWord(cursor, isMemberCharacter, 'the name of a property');
      node = { kind: 'property', object: node, name, start, end: cursor.at };
    } else if (code === BRACKET_OPEN) {
      cursor.at++;
      const index = readNode(cursor);
      expect(cursor, BRACKET_CLOSE, ']');
      node = { kind: 'index', object: node, index, start, end: cursor.at };
    } else break;
  }
  cursor.depth--;
  return node;
}

function readPrimary(cursor: Cursor): ArmString | ArmInteger | ArmCallNode {
  const code = codeAt(cursor);
  if (code === QUOTE) return readText(cursor);
  if (isDigit(code) || code === PLUS || code === MINUS) return readInteger(cursor);
  if (isWordCharacter(code)) return readCall(cursor);
  throw new SyntaxProblem(`an expression does not start with ${shown(cursor)}`, cursor.at);
}

function readText(cursor: Cursor): ArmString {
  const { text, at: start, end } = cursor;
  let from = start + 1;
  let value = '';
  for (;;) {
    const quote = text.indexOf("'", from);
    if (quote === -1 || quote >= end) throw new SyntaxProblem('a text is not closed', start);
    value += text.slice(from, quote);
    cursor.at = quote + 1;
    if (codeAt(cursor) !== QUOTE) return { kind: 'string', value, start, end: cursor.at };
    value += "'";
    from = quote + 2;
  }
}

function readInteger(cursor: Cursor): ArmInteger {
  const { text, at: start } = cursor;
  if (!isDigit(codeAt(cursor))) cursor.at++;
  const digits = cursor.at;
  while (isDigit(codeAt(cursor))) cursor.at++;
  if (cursor.at === digits) throw new SyntaxProblem('a sign needs a number behind it', start);
  if (codeAt(cursor) === DOT && isDigit(text.charCodeAt(cursor.at + 1))) {
    throw new SyntaxProblem('a number has no fraction here', start);
  }
  const written = text.slice(start, cursor.at);
  const small = Number(written);
  const isSafe = Number.isSafeInteger(small);
  if (!isSafe && written.length > MAX_DIGITS) throw new SyntaxProblem('the number is too large', start);
  // BigInt reads no plus sign.
  const value = isSafe ? small + 0 : BigInt(written.replace('+', ''));
  return { kind: 'integer', value, start, end: cursor.at };
}

/** Numbers have 64 bits: no more than a sign and 19 digits. */
const MAX_DIGITS = 20;

function readCall(cursor: Cursor): ArmCallNode {
  const start = cursor.at;
  let written = readWord(cursor, isWordCharacter, 'the name of a function');
  skipBlanks(cursor);
  while (codeAt(cursor) === DOT) {
    cursor.at++;
    written += `.${readWord(cursor, isWordCharacter, 'the name of a function')}`;
    skipBlanks(cursor);
  }
  if (codeAt(cursor) !== PARENTHESIS_OPEN) {
    throw new SyntaxProblem(`"${written}" is no value: only calls and literals are`, start);
  }
  cursor.at++;
  const args = readArguments(cursor);
  return { kind: 'call', name: written.toLowerCase(), written, args, start, end: cursor.at };
}

function readArguments(cursor: Cursor): readonly ArmNode[] {
  const args: ArmNode[] = [];
  skipBlanks(cursor);
  if (codeAt(cursor) === PARENTHESIS_CLOSE) {
    cursor.at++;
    return args;
  }
  for (;;) {
    args.push(readNode(cursor));
    skipBlanks(cursor);
    if (codeAt(cursor) !== COMMA) break;
    cursor.at++;
  }
  expect(cursor, PARENTHESIS_CLOSE, ')');
  return args;
}

function readWord(cursor: Cursor, belongs: (code: number) => boolean, what: string): string {
  const start = cursor.at;
  while (belongs(codeAt(cursor))) cursor.at++;
  if (cursor.at === start) throw new SyntaxProblem(`${what} is missing`, start);
  return cursor.text.slice(start, cursor.at);
}

function expect(cursor: Cursor, code: number, character: string): void {
  skipBlanks(cursor);
  if (codeAt(cursor) !== code) throw new SyntaxProblem(`"${character}" is missing`, cursor.at);
  cursor.at++;
}

function skipBlanks(cursor: Cursor): void {
  for (let code = codeAt(cursor); code === 0x20 || (code >= 0x09 && code <= 0x0d); code = codeAt(cursor)) {
    cursor.at++;
  }
}

const END = -1;
const QUOTE = 0x27;
const PARENTHESIS_OPEN = 0x28;
const PARENTHESIS_CLOSE = 0x29;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

function codeAt(cursor: Cursor): number {
  return cursor.at < cursor.end ? cursor.text.charCodeAt(cursor.at) : END;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters, digits, `_` and `$`; what is beyond ASCII counts as a letter. */
function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    isDigit(code) ||
    code === 0x5f ||
    code === 0x24 ||
    code >= 0x80
  );
}

/** As there are no operators, a hyphen can only belong to the name. */
function isMemberCharacter(code: number): boolean {
  return isWordCharacter(code) || code === MINUS;
}

function shown(cursor: Cursor): string {
  return cursor.at < cursor.end ? JSON.stringify(cursor.text.charAt(cursor.at)) : 'its end';
}
