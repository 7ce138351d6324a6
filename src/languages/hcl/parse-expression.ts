/** Reads expressions: conditions, operators with their precedence, and operands. */
import type { BinaryOperator, Expression } from './ast.ts';
import {
  AMPERSAND,
  ASTERISK,
  BRACE_OPEN,
  BRACKET_OPEN,
  COLON,
  DOT,
  END,
  EQUALS,
  EXCLAMATION,
  GREATER,
  HYPHEN,
  isDigit,
  LESS,
  PARENTHESIS_CLOSE,
  PARENTHESIS_OPEN,
  PERCENT,
  PIPE,
  PLUS,
  QUESTION,
  QUOTE,
  SLASH,
  startsIdentifier,
} from './characters.ts';
import { codeAt, enter, fail, failHere, growHeight, leave, peek, skipBlanks, type Cursor } from './cursor.ts';
import { readObject, readTuple } from './parse-collection.ts';
import { readHeredoc } from './parse-heredoc.ts';
import { readNumber } from './parse-number.ts';
import { readQuoted } from './parse-template.ts';
import { readNamed, readTraversal } from './parse-traversal.ts';

/**
 * Reads an expression. Afterwards the cursor stands at the first character behind it that is no blank.
 */
export function readExpression(cursor: Cursor): Expression {
  enter(cursor);
  let expression = readBinary(cursor, 1);
  if (peek(cursor) === QUESTION) expression = readConditional(cursor, expression);
  leave(cursor);
  return expression;
}

function readConditional(cursor: Cursor, condition: Expression): Expression {
  let height = cursor.height;
  cursor.at++;
  const whenTrue = readExpression(cursor);
  height = Math.max(height, cursor.height);
  if (peek(cursor) !== COLON) {
    failHere(cursor, 'A ":" and the value for the other case are missing in this condition.');
  }
  cursor.at++;
  const whenFalse = readExpression(cursor);
  cursor.height = Math.max(height, cursor.height) + 1;
  return {
    kind: 'conditional',
    start: condition.start,
    end: whenFalse.end,
    condition,
    whenTrue,
    whenFalse,
  };
}

/** Reads operands joined by operators of at least the given level; equal levels group from the left. */
function readBinary(cursor: Cursor, lowestLevel: number): Expression {
  let left = readOperand(cursor);
  for (;;) {
    const operator = operatorHere(cursor);
    if (operator === undefined || operator.level < lowestLevel) return left;
    const height = cursor.height;
    cursor.at += operator.symbol.length;
    const right = readBinary(cursor, operator.level + 1);
    left = { kind: 'binary', start: left.start, end: right.end, operator: operator.symbol, left, right };
    growHeight(cursor, Math.max(height, cursor.height) + 1);
  }
}

interface Operator {
  readonly symbol: BinaryOperator;
  /** Operators of a higher level bind tighter. */
  readonly level: number;
}

const OR: Operator = { symbol: '||', level: 1 };
const AND: Operator = { symbol: '&&', level: 2 };
const EQUAL: Operator = { symbol: '==', level: 3 };
const NOT_EQUAL: Operator = { symbol: '!=', level: 3 };
const AT_LEAST: Operator = { symbol: '>=', level: 4 };
const AT_MOST: Operator = { symbol: '<=', level: 4 };
const MORE: Operator = { symbol: '>', level: 4 };
const FEWER: Operator = { symbol: '<', level: 4 };
const ADD: Operator = { symbol: '+', level: 5 };
const SUBTRACT: Operator = { symbol: '-', level: 5 };
const MULTIPLY: Operator = { symbol: '*', level: 6 };
const DIVIDE: Operator = { symbol: '/', level: 6 };
const REMAINDER: Operator = { symbol: '%', level: 6 };

/** The operator at the cursor, which stands behind an operand and its blanks. */
function operatorHere(cursor: Cursor): Operator | undefined {
  const { text, at } = cursor;
  switch (codeAt(text, at)) {
    case PIPE:
      return codeAt(text, at + 1) === PIPE ? OR : undefined;
    case AMPERSAND:
      return codeAt(text, at + 1) === AMPERSAND ? AND : undefined;
    case EQUALS:
      return codeAt(text, at + 1) === EQUALS ? EQUAL : undefined;
    case EXCLAMATION:
      return codeAt(text, at + 1) === EQUALS ? NOT_EQUAL : undefined;
    case GREATER:
      return codeAt(text, at + 1) === EQUALS ? AT_LEAST : MORE;
    case LESS:
      if (codeAt(text, at + 1) === LESS) return undefined;
      return codeAt(text, at + 1) === EQUALS ? AT_MOST : FEWER;
    case PLUS:
      return ADD;
    case HYPHEN:
      return SUBTRACT;
    case ASTERISK:
      if (codeAt(text, at + 1) === ASTERISK) {
        fail(cursor, at, at + 2, 'HCL has no operator "**". Powers are computed with pow(…).');
      }
      return MULTIPLY;
    case SLASH:
      return codeAt(text, at + 1) === SLASH ? undefined : DIVIDE;
    case PERCENT:
      return REMAINDER;
    default:
      return undefined;
  }
}

/** Reads an operand with the prefix operators before it and the traversals behind it. */
function readOperand(cursor: Cursor): Expression {
  const code = skipBlanks(cursor);
  if (code === QUOTE) return readTraversal(cursor, readQuoted(cursor));
  if (code !== END && startsIdentifier(cursor.text, cursor.at, code)) {
    return readTraversal(cursor, readNamed(cursor));
  }
  if (isDigit(code)) return readTraversal(cursor, readNumber(cursor));
  switch (code) {
    case BRACKET_OPEN:
      return readTraversal(cursor, readTuple(cursor));
    case BRACE_OPEN:
      return readTraversal(cursor, readObject(cursor));
    case PARENTHESIS_OPEN:
      return readTraversal(cursor, readParentheses(cursor));
    case HYPHEN:
      return readUnary(cursor, '-');
    case EXCLAMATION:
      return readUnary(cursor, '!');
    case LESS:
      if (codeAt(cursor.text, cursor.at + 1) === LESS) return readTraversal(cursor, readHeredoc(cursor));
      break;
    case DOT:
      if (isDigit(codeAt(cursor.text, cursor.at + 1))) {
        failHere(cursor, 'A number needs a digit before its decimal point: write "0.5" for ".5".');
      }
      break;
    default:
  }
  return failHere(
    cursor,
    code === END ? 'The text ends where a value is expected.' : 'A value is expected here.',
  );
}

/** A prefix operator binds to one operand with its traversals: `-a + b` is `(-a) + b`. */
function readUnary(cursor: Cursor, operator: '-' | '!'): Expression {
  enter(cursor);
  const start = cursor.at++;
  const operand = readOperand(cursor);
  cursor.height++;
  leave(cursor);
  return { kind: 'unary', start, end: operand.end, operator, operand };
}

function readParentheses(cursor: Cursor): Expression {
  const start = cursor.at++;
  const outer = cursor.lineBreaksCount;
  cursor.lineBreaksCount = false;
  const inner = readExpression(cursor);
  if (peek(cursor) !== PARENTHESIS_CLOSE) {
    if (cursor.at >= cursor.text.length) fail(cursor, start, start + 1, 'This parenthesis is never closed.');
    failHere(cursor, 'A closing parenthesis is expected here.');
  }
  cursor.lineBreaksCount = outer;
  cursor.height++;
  return { kind: 'parentheses', start, end: ++cursor.at, inner };
}
