/** Evaluation of HCL2 expressions, as Terraform evaluates them. */
import { literalOrigin } from '../../values/origin.ts';
import { boolValue, nullValue, numberValue, type Value } from '../../values/value.ts';
import type { Expression } from './ast.ts';
import { evaluateCall } from './call-value.ts';
import { evaluateObject, evaluateTuple } from './collection-value.ts';
import { evaluateConditional } from './conditional-value.ts';
import { createBudget, evaluate, evaluateWhole, placeOf, type Evaluation } from './evaluation.ts';
import { evaluateForObject, evaluateForTuple } from './for-value.ts';
import { evaluateTraversal } from './index-value.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import type { Scope } from './scope.ts';
import { evaluateSplat } from './splat-value.ts';
import { evaluateTemplate } from './template-value.ts';

/**
 * The value of an expression, with the places it was made of. Never throws: what is wrong with the code goes to
 * `scope.report` and makes the value, or the part of it that is concerned, unknown with the reason `failed`.
 */
export function evaluateExpression(expression: Expression, scope: Scope): Value {
  const budget = scope.budget ?? createBudget();
  return evaluateWhole(expression, { scope, budget, names: undefined, evaluateKind });
}

function evaluateKind(expression: Expression, evaluation: Evaluation): Value {
  switch (expression.kind) {
    case 'number':
      return numberValue(expression.value, literalOrigin(placeOf(expression, evaluation)));
    case 'bool':
      return boolValue(expression.value, literalOrigin(placeOf(expression, evaluation)));
    case 'null':
      return nullValue(literalOrigin(placeOf(expression, evaluation)));
    case 'template':
      return evaluateTemplate(expression, evaluation);
    case 'tuple':
      return evaluateTuple(expression, evaluation);
    case 'object':
      return evaluateObject(expression, evaluation);
    case 'variable':
    case 'attribute':
    case 'index':
      return evaluateTraversal(expression, evaluation);
    case 'splat':
      return evaluateSplat(expression, evaluation);
    case 'call':
      return evaluateCall(expression, evaluation);
    case 'unary':
      return evaluateUnary(expression, evaluation);
    case 'binary':
      return evaluateBinary(expression, evaluation);
    case 'conditional':
      return evaluateConditional(expression, evaluation);
    case 'for-tuple':
      return evaluateForTuple(expression, evaluation);
    case 'for-object':
      return evaluateForObject(expression, evaluation);
    case 'parentheses':
      return evaluate(expression.inner, evaluation);
  }
}
