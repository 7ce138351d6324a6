/** Reads lists, objects, and the `for` expressions that build them. */
import type { Expression, ForObjectExpression, ForTupleExpression, ObjectItem } from './ast.ts';
import { BRACE_CLOSE, BRACKET_CLOSE, COLON, COMMA, EQUALS, GREATER, identifierEnd } from './characters.ts';
import {
  codeAt,
  fail,
  failHere,
  isLineEnd,
  peek,
  readForNames,
  readKeyword,
  skipBlanks,
  type Cursor,
} from './cursor.ts';
import { isEllipsis } from './parse-traversal.ts';

/** Reads `[…]`: a list, or `[for … : …]`. */
export function readTuple(cursor: Cursor): Expression {
  const start = cursor.at++;
  const outer = cursor.lineBreaksCount;
  cursor.lineBreaksCount = false;
  skipBlanks(cursor);
  const tuple = readKeyword(cursor, 'for') ? readForTuple(cursor, start) : readItems(cursor, start);
  cursor.lineBreaksCount = outer;
  return tuple;
}

function readItems(cursor: Cursor, start: number): Expression {
  const items: Expression[] = [];
  let height = 0;
  while (skipBlanks(cursor) !== BRACKET_CLOSE) {
    if (cursor.at >= cursor.text.length) failUnclosed(cursor, start, 'bracket');
    items.push(cursor.readExpression(cursor));
    height = Math.max(height, cursor.height);
    const code = peek(cursor);
    if (code === COMMA) {
      cursor.at++;
    } else if (code !== BRACKET_CLOSE) {
      if (cursor.at >= cursor.text.length) failUnclosed(cursor, start, 'bracket');
      failHere(cursor, 'A comma or the closing bracket is expected after an item of a list.');
    }
  }
  cursor.height = height + 1;
  return { kind: 'tuple', start, end: ++cursor.at, items };
}

function failUnclosed(cursor: Cursor, start: number, what: string): never {
  fail(cursor, start, start + 1, `This ${what} is never closed.`);
}

/** Reads `{…}` as a value: an object, or `{for … : … => …}`. */
export function readObject(cursor: Cursor): Expression {
  const start = cursor.at++;
  const outer = cursor.lineBreaksCount;
  cursor.lineBreaksCount = false;
  skipBlanks(cursor);
  const isFor = readKeyword(cursor, 'for');
  cursor.lineBreaksCount = !isFor;
  const object = isFor ? readForObject(cursor, start) : readObjectItems(cursor, start);
  cursor.lineBreaksCount = outer;
  return object;
}

function readObjectItems(cursor: Cursor, start: number): Expression {
  const items: ObjectItem[] = [];
  let height = 0;
  while (skipToItem(cursor) !== BRACE_CLOSE) {
    if (cursor.at >= cursor.text.length) failUnclosed(cursor, start, 'brace');
    items.push(readObjectItem(cursor, start));
    height = Math.max(height, cursor.height);
    const code = peek(cursor);
    if (code === COMMA) {
      cursor.at++;
    } else if (cursor.at >= cursor.text.length) {
      failUnclosed(cursor, start, 'brace');
    } else if (code !== BRACE_CLOSE && !isLineEnd(cursor, code)) {
      failHere(cursor, 'A comma or a new line is expected after an item of an object.');
    }
  }
  cursor.height = height + 1;
  return { kind: 'object', start, end: ++cursor.at, items };
}

/** Moves over blanks and line breaks between the items of an object. */
function skipToItem(cursor: Cursor): number {
  cursor.lineBreaksCount = false;
  const code = skipBlanks(cursor);
  cursor.lineBreaksCount = true;
  return code;
}

function readObjectItem(cursor: Cursor, start: number): ObjectItem {
  const key = readKey(cursor);
  const height = cursor.height;
  const code = peek(cursor);
  if (code === EQUALS && codeAt(cursor.text, cursor.at + 1) === GREATER) {
    failHere(cursor, 'Items of an object are written "key = value"; "=>" belongs to for expressions.');
  }
  if (code !== EQUALS && code !== COLON) {
    if (cursor.at >= cursor.text.length) failUnclosed(cursor, start, 'brace');
    failHere(cursor, 'An equals sign and a value are expected after the key of an item.');
  }
  cursor.at++;
  const value = cursor.readExpression(cursor);
  cursor.height = Math.max(height, cursor.height);
  const keyName = key.kind === 'variable' ? key.name : undefined;
  return { start: key.start, end: value.end, key, keyName, value };
}

/** Reads the key of an item and the blanks behind it. A name alone is that name, whatever it means elsewhere. */
function readKey(cursor: Cursor): Expression {
  const { text, at: start } = cursor;
  const end = identifierEnd(text, start);
  if (end > start) {
    cursor.at = end;
    const code = skipBlanks(cursor);
    const next = codeAt(text, cursor.at + 1);
    if ((code === EQUALS && next !== EQUALS) || (code === COLON && next !== COLON)) {
      cursor.height = 1;
      return { kind: 'variable', start, end, name: text.slice(start, end) };
    }
    cursor.at = start;
  }
  return cursor.readExpression(cursor);
}

/** Reads the rest of `[for … : …]` behind the keyword. */
function readForTuple(cursor: Cursor, start: number): ForTupleExpression {
  const { key, value, collection } = readForHeader(cursor);
  let height = cursor.height;
  const result = cursor.readExpression(cursor);
  height = Math.max(height, cursor.height);
  if (isArrow(cursor))
    failHere(cursor, 'A for expression in brackets builds a list and has no keys: "=>" needs braces.');
  if (isEllipsis(cursor)) failHere(cursor, 'Grouping with "..." works only in a for expression in braces.');
  const condition = readForCondition(cursor);
  if (peek(cursor) !== BRACKET_CLOSE) failForEnd(cursor, start, 'bracket');
  cursor.height = Math.max(height, cursor.height) + 1;
  return { kind: 'for-tuple', start, end: ++cursor.at, key, value, collection, result, condition };
}

/** Reads the rest of `{for … : … => …}` behind the keyword. */
function readForObject(cursor: Cursor, start: number): ForObjectExpression {
  const { key, value, collection } = readForHeader(cursor);
  let height = cursor.height;
  const resultKey = cursor.readExpression(cursor);
  height = Math.max(height, cursor.height);
  if (!isArrow(cursor))
    failHere(cursor, 'A "=>" and a value are expected: a for expression in braces needs keys.');
  cursor.at += 2;
  const resultValue = cursor.readExpression(cursor);
  height = Math.max(height, cursor.height);
  const grouping = isEllipsis(cursor);
  if (grouping) {
    cursor.at += 3;
    skipBlanks(cursor);
  }
  const condition = readForCondition(cursor);
  if (peek(cursor) !== BRACE_CLOSE) failForEnd(cursor, start, 'brace');
  cursor.height = Math.max(height, cursor.height) + 1;
  return {
    kind: 'for-object',
    start,
    end: ++cursor.at,
    key,
    value,
    collection,
    resultKey,
    resultValue,
    condition,
    grouping,
  };
}

/** Reads `key, value in collection :`. */
function readForHeader(cursor: Cursor) {
  const names = readForNames(cursor);
  const collection = cursor.readExpression(cursor);
  if (peek(cursor) !== COLON) {
    failHere(cursor, 'A colon is expected after the collection of a for expression.');
  }
  cursor.at++;
  return { ...names, collection };
}

/** Reads `if condition` where it stands. */
function readForCondition(cursor: Cursor): Expression | undefined {
  return readKeyword(cursor, 'if') ? cursor.readExpression(cursor) : undefined;
}

function isArrow(cursor: Cursor): boolean {
  return peek(cursor) === EQUALS && codeAt(cursor.text, cursor.at + 1) === GREATER;
}

function failForEnd(cursor: Cursor, start: number, what: string): never {
  if (cursor.at >= cursor.text.length) failUnclosed(cursor, start, what);
  failHere(cursor, `The closing ${what} of the for expression is expected here.`);
}
