/** Conditions: `c ? a : b`, and `%{ if c }` in templates. */
import type { Span } from '../../text/source-file.ts';
import type { BoolValue, UnknownValue, Value } from '../../values/value.ts';
import type { ConditionalExpression, Expression } from './ast.ts';
import { oneOf } from './candidates.ts';
import { convertValue } from './convert.ts';
import { chosenOrigin, derivedOrigin, markedLike, unknownOf } from './derived.ts';
import {
  accept,
  attempt,
  evaluate,
  fail,
  makingCost,
  placeOf,
  spend,
  type Attempt,
  type Evaluation,
} from './evaluation.ts';
import { ANY, sameType, typeName, typeOf, unifyTypes, type TypeConstraint } from './type-constraint.ts';

/** Evaluates both branches for their common type, and reports what is wrong with the chosen one only. */
export function evaluateConditional(expression: ConditionalExpression, evaluation: Evaluation): Value {
  const { condition, whenTrue, whenFalse } = expression;
  return choose(
    condition,
    attempt(whenTrue, evaluate, evaluation),
    attempt(whenFalse, evaluate, evaluation),
    expression,
    evaluation,
  );
}

/** The branch that a condition decides for. When the condition is unknown, the value is one of both. */
export function choose(
  condition: Expression,
  whenTrue: Attempt,
  whenFalse: Attempt,
  span: Span,
  evaluation: Evaluation,
): Value {
  const range = placeOf(span, evaluation);
  const decision = evaluateCondition(condition, evaluation);
  const type = commonType(whenTrue, whenFalse);
  if (type === undefined) {
    return fail('hcl-wrong-type', mismatch(whenTrue.value, whenFalse.value), span, evaluation);
  }
  const branches = [asType(whenTrue.value, type), asType(whenFalse.value, type)] as const;
  const isConverted = type.kind !== 'any';
  if (isConverted) spend(makingCost(whenTrue.value) + makingCost(whenFalse.value), evaluation);
  if (decision.kind === 'unknown') {
    const origin = derivedOrigin(range, [decision, ...branches]);
    const failed = decision.reason.code === 'failed';
    return failed
      ? unknownOf([decision], origin)
      : markedLike(oneOf(branches, decision.reason, origin), [decision]);
  }
  accept(decision.value ? whenTrue : whenFalse, evaluation);
  const chosen = decision.value ? branches[0] : branches[1];
  const value = { ...chosen, origin: chosenOrigin(range, chosen, [decision]) };
  return markedLike(value, [decision, ...branches]);
}

/** A condition's value as a bool, or an unknown; anything else is reported. */
export function evaluateCondition(condition: Expression, evaluation: Evaluation): BoolValue | UnknownValue {
  const value = evaluate(condition, evaluation);
  if (value.kind === 'null')
    return fail('hcl-null-value', 'a condition must not be null', condition, evaluation);
  const converted = convertValue(value, { kind: 'bool' });
  const decision = 'value' in converted ? converted.value : value;
  if (decision.kind === 'bool' || decision.kind === 'unknown') return decision;
  return fail('hcl-wrong-type', 'a condition must be true or false', condition, evaluation);
}

/** `any` when there is nothing to convert. What failed in part has no type to insist on. */
function commonType(left: Attempt, right: Attempt): TypeConstraint | undefined {
  const types = [typeOf(left.value), typeOf(right.value)] as const;
  if (sameType(...types)) return ANY;
  return unifyTypes(types) ?? (left.problems.length + right.problems.length > 0 ? ANY : undefined);
}

/** The type is one that the value can be converted to, save for holes where more turns out than was known. */
function asType(value: Value, type: TypeConstraint): Value {
  const converted = convertValue(value, type);
  return 'value' in converted ? converted.value : value;
}

function mismatch(whenTrue: Value, whenFalse: Value): string {
  const [left, right] = [typeName(typeOf(whenTrue)), typeName(typeOf(whenFalse))];
  const difference =
    left === right ? `what the two of type ${left} hold differs` : `they are ${left} and ${right}`;
  return `both results of a condition must have one type, but ${difference}`;
}
