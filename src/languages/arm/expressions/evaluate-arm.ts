/** Evaluation of ARM template expressions, as Azure Resource Manager evaluates them. */
import type { Range } from '../../../text/range.ts';
import { literalOrigin } from '../../../values/origin.ts';
import { numberValue, stringValue, unknownValue, type Value } from '../../../values/value.ts';
import type { ArmScope } from '../scope.ts';
import { elementAt, memberNamed } from './access.ts';
import type { ArmExpression, ArmIndex, ArmNode, ArmProperty, ArmText } from './ast.ts';
import { evaluateCall } from './call-value.ts';
import {
  computedHere,
  createArmBudget,
  evaluate,
  evaluateRoot,
  fail,
  placeOf,
  type ArmBudget,
  type ArmPlace,
  type Evaluation,
} from './evaluation.ts';

/**
 * The value of an expression, with the places it was made of. Never throws: what is wrong with it goes to `at.report`
 * and makes the value, or the part that is concerned, unknown with the reason `failed`.
 */
export function evaluateArm(
  expression: ArmExpression,
  scope: ArmScope,
  at: ArmPlace,
  budget: ArmBudget = createArmBudget(),
): Value {
  const { range } = at;
  return evaluateRoot(expression.root, {
    scope,
    budget,
    range,
    textStart: placeOfText(expression.text, range),
    report: reportOnce(at.report),
    variables: undefined,
    evaluateKind,
  });
}

/** The value of a text of a template: itself, or that of the expression which it is. */
export function evaluateArmText(
  text: ArmText,
  scope: ArmScope,
  at: ArmPlace,
  budget: ArmBudget = createArmBudget(),
): Value {
  switch (text.kind) {
    case 'literal':
      return stringValue(text.value, literalOrigin(at.range));
    case 'expression':
      return evaluateArm(text.expression, scope, at, budget);
    case 'problem': {
      const message = `the expression cannot be read: ${text.message}`;
      const sentence = `The expression cannot be read: ${text.message} (at character ${text.offset + 1}).`;
      at.report?.({ severity: 'error', code: 'arm-expression', message: sentence, range: at.range });
      return unknownValue({ code: 'failed', message, range: at.range }, computedHere(at.range));
    }
  }
}

/** Where in the file an expression's text starts, when it stands there without escapes, behind a quote. */
function placeOfText(text: string, range: Range): number | undefined {
  const start = range.start + 1;
  return range.end - range.start === text.length + 2 && range.file.text.startsWith(text, start)
    ? start
    : undefined;
}

/** Each turn of a lambda would tell the same again. */
function reportOnce(report: ArmPlace['report']): Evaluation['report'] {
  if (report === undefined) return () => undefined;
  const told = new Set<string>();
  return (diagnostic) => {
    const key = `${diagnostic.range.start}:${diagnostic.message}`;
    if (told.has(key)) return;
    told.add(key);
    report(diagnostic);
  };
}

function evaluateKind(node: ArmNode, evaluation: Evaluation): Value {
  switch (node.kind) {
    case 'string':
      return stringValue(node.value, literalOrigin(placeOf(node, evaluation)));
    case 'integer':
      return numberValue(node.value, literalOrigin(placeOf(node, evaluation)));
    case 'call':
      return evaluateCall(node, evaluation);
    case 'property':
      return evaluateProperty(node, evaluation);
    case 'index':
      return evaluateIndex(node, evaluation);
  }
}

function evaluateProperty(node: ArmProperty, evaluation: Evaluation): Value {
  const object = evaluate(node.object, evaluation);
  const member = memberNamed(object, node.name, evaluation.range);
  return 'problem' in member ? fail(member.problem, node, evaluation) : member;
}

function evaluateIndex(node: ArmIndex, evaluation: Evaluation): Value {
  const object = evaluate(node.object, evaluation);
  const index = evaluate(node.index, evaluation);
  const element = elementAt(object, index, evaluation.range);
  return 'problem' in element ? fail(element.problem, node, evaluation) : element;
}
