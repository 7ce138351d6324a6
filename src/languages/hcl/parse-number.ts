/** Reads number literals: digits, a decimal point with digits around it, an exponent. */
import type { NumberExpression } from './ast.ts';
import { DOT, HYPHEN, isDigit, LETTER_E, LETTER_E_UPPER, PLUS } from './characters.ts';
import { codeAt, fail, type Cursor } from './cursor.ts';
import { parseNumber } from './number-text.ts';

/** Reads the number at the cursor, where a digit stands. */
export function readNumber(cursor: Cursor): NumberExpression {
  const { text, at: start } = cursor;
  const end = numberEnd(text, start);
  const literal = text.slice(start, end);
  cursor.at = end;
  cursor.height = 1;
  return { kind: 'number', start, end, value: numberValue(cursor, start, literal), text: literal };
}

/**
 * Where the number at `at` ends. Points, digits and exponents all belong to it as long as it doesn't end with a point,
 * so that `1.2.3` is one wrong number and `1.a` is the attribute `a` of 1.
 */
function numberEnd(text: string, at: number): number {
  let end = at + 1;
  for (let next = end; ;) {
    const code = codeAt(text, next);
    if (isDigit(code)) {
      end = ++next;
    } else if (code === DOT) {
      next++;
    } else if (code === LETTER_E || code === LETTER_E_UPPER) {
      const sign = codeAt(text, next + 1);
      const digit = sign === PLUS || sign === HYPHEN ? next + 2 : next + 1;
      if (!isDigit(codeAt(text, digit))) return end;
      end = next = digit + 1;
    } else {
      return end;
    }
  }
}

function numberValue(cursor: Cursor, start: number, literal: string): number | bigint {
  const quick = Number(literal);
  if (Number.isSafeInteger(quick) || (Number.isFinite(quick) && !Number.isInteger(quick))) return quick;
  const value = parseNumber(literal);
  if (value !== undefined) return value;
  const message = /^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/.test(literal)
    ? 'This number has more digits than can be worked with.'
    : 'This is not a number: it has more than one decimal point or exponent.';
  return fail(cursor, start, start + literal.length, message);
}
