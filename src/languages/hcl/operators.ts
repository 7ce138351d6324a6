/** Operators. */
import type { Span } from '../../text/source-file.ts';
import type { Origin } from '../../values/origin.ts';
import {
  boolValue,
  numberValue,
  unknownValue,
  type NumberValue,
  type UnknownReason,
  type Value,
} from '../../values/value.ts';
import type { BinaryExpression, BinaryOperator, Expression, UnaryExpression } from './ast.ts';
import { convertValue } from './convert.ts';
import { derivedOrigin, firstGap, markedLike, unknownOf } from './derived.ts';
import { valuesEqual } from './equality.ts';
import {
  accept,
  attempt,
  evaluate,
  fail,
  placeOf,
  readingCost,
  spend,
  type Attempt,
  type Evaluation,
} from './evaluation.ts';
import { calculate, compareNumbers, type ArithmeticOperator } from './number-text.ts';
import { limitReason } from './value-limits.ts';

/** `-x` and `!x`. */
export function evaluateUnary(expression: UnaryExpression, evaluation: Evaluation): Value {
  const { operator, operand } = expression;
  const value = asOperand(
    evaluate(operand, evaluation),
    operator === '-' ? 'number' : 'bool',
    operand,
    evaluation,
  );
  const origin = derivedOrigin(placeOf(expression, evaluation), [value]);
  if (value.kind === 'number') return markedLike(numberValue(negate(value.value), origin), [value]);
  if (value.kind === 'bool') return markedLike(boolValue(!value.value, origin), [value]);
  return unknownOf([value], origin);
}

/** All operators with two operands. */
export function evaluateBinary(expression: BinaryExpression, evaluation: Evaluation): Value {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') return evaluateLogical(expression, operator, evaluation);
  const left = evaluate(expression.left, evaluation);
  const right = evaluate(expression.right, evaluation);
  const origin = derivedOrigin(placeOf(expression, evaluation), [left, right]);
  spend(readingCost([left, right]), evaluation);
  const result =
    operator === '==' || operator === '!='
      ? compareEqual(operator, left, right, origin)
      : computeNumbers(operator, left, right, expression, evaluation);
  return markedLike({ ...result, origin }, [left, right]);
}

/** Never −0, which would be a second form of zero. */
function negate(value: number | bigint): number | bigint {
  return typeof value === 'bigint' ? -value : 0 - value;
}

function compareEqual(operator: '==' | '!=', left: Value, right: Value, origin: Origin): Value {
  const equal = valuesEqual(left, right);
  if (equal !== undefined) return boolValue(equal === (operator === '=='), origin);
  if (firstGap([left, right]) !== undefined) return unknownOf([left, right], origin);
  return unknownValue(UNKNOWN_TYPE, origin, left.reference ?? right.reference);
}

const UNKNOWN_TYPE: UnknownReason = {
  code: 'unsupported',
  message: 'the type that the provider gives the attribute is not known',
};

/**
 * One operand that decides makes the other one, and what is wrong with it, irrelevant: so code guards against null
 * (`x != null && x.y > 0`).
 */
function evaluateLogical(expression: BinaryExpression, operator: '&&' | '||', evaluation: Evaluation): Value {
  const left = evaluateOperand(expression.left, evaluation);
  const right = evaluateOperand(expression.right, evaluation);
  const values = [left.value, right.value];
  const origin = derivedOrigin(placeOf(expression, evaluation), values);
  const deciding = operator === '||';
  const decided = [left, right].find(({ value }) => decides(value, deciding));
  if (decided !== undefined) {
    accept(decided, evaluation);
    return markedLike(boolValue(deciding, origin), values);
  }
  // Of two unknowns the left one speaks: had it been known, the right one might not have mattered.
  const silent =
    left.value.kind === 'unknown' && left.problems.length === 0 && right.value.kind === 'unknown';
  const operands = [
    notNull(accept(left, evaluation), expression.left, evaluation),
    notNull(silent ? right.value : accept(right, evaluation), expression.right, evaluation),
  ];
  const known = operands.every((operand) => operand.kind === 'bool');
  return known ? markedLike(boolValue(!deciding, origin), values) : unknownOf(operands, origin);
}

/** Null beside `&&` counts as false, beside `||` it is an error: so Terraform and OpenTofu have it. */
function decides(value: Value, deciding: boolean): boolean {
  return value.kind === 'bool' ? value.value === deciding : value.kind === 'null' && !deciding;
}

function evaluateOperand(operand: Expression, evaluation: Evaluation): Attempt {
  const { value, problems } = attempt(operand, evaluate, evaluation);
  return { value: asType(value, 'bool', operand, evaluation), problems };
}

/** All operators that want two numbers. */
type NumberOperator = Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>;

function computeNumbers(
  operator: NumberOperator,
  left: Value,
  right: Value,
  expression: BinaryExpression,
  evaluation: Evaluation,
): Value {
  const a = asOperand(left, 'number', expression.left, evaluation);
  const b = asOperand(right, 'number', expression.right, evaluation);
  if (a.kind !== 'number' || b.kind !== 'number') return unknownOf([a, b], a.origin);
  const order = compareNumbers(a.value, b.value);
  switch (operator) {
    case '<':
      return boolValue(order < 0, a.origin);
    case '<=':
      return boolValue(order <= 0, a.origin);
    case '>':
      return boolValue(order > 0, a.origin);
    case '>=':
      return boolValue(order >= 0, a.origin);
    default:
      return arithmetic(operator, a, b, expression, evaluation);
  }
}

function arithmetic(
  operator: ArithmeticOperator,
  left: NumberValue,
  right: NumberValue,
  span: Span,
  evaluation: Evaluation,
): Value {
  const result = calculate(operator, left.value, right.value);
  if (result !== undefined) return numberValue(result, left.origin);
  if (operator === '/' && right.value === 0)
    return fail('hcl-invalid-operation', 'a division by zero has no result', span, evaluation);
  return unknownValue(limitReason('the number has too many digits'), left.origin);
}

/** A value as an operator takes it: of the type, and not null. Unknowns pass; what does not fit is reported. */
function asOperand(value: Value, kind: 'number' | 'bool', span: Span, evaluation: Evaluation): Value {
  return notNull(asType(value, kind, span, evaluation), span, evaluation);
}

function asType(value: Value, kind: 'number' | 'bool', span: Span, evaluation: Evaluation): Value {
  const converted = convertValue(value, { kind });
  if ('value' in converted) return converted.value;
  return fail('hcl-wrong-type', `the operand is not suitable: ${converted.problem}`, span, evaluation);
}

function notNull(value: Value, span: Span, evaluation: Evaluation): Value {
  return value.kind === 'null'
    ? fail('hcl-null-value', 'an operand must not be null', span, evaluation)
    : value;
}
