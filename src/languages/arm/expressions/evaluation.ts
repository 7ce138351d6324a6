/** The state that evaluating an ARM expression carries along: scope, lambda variables, what may still be spent. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { Range } from '../../../text/range.ts';
import type { Origin } from '../../../values/origin.ts';
import { unknownValue, type UnknownValue, type Value } from '../../../values/value.ts';
import { limitReason, weightOf } from '../../hcl/value-limits.ts';
import type { ArmScope } from '../scope.ts';
import type { ArmNode } from './ast.ts';

/** How much evaluation may go on. One for a template and all that its expressions lead to; evaluation counts in it. */
export interface ArmBudget {
  /** Parts of expressions that may still be evaluated, each turn of a lambda anew. */
  steps: number;
  /** The number of `steps` at which the outermost expression that is being evaluated must end. */
  stopAt: number;
  /** Parts that are being evaluated inside one another right now. */
  depth: number;
}

/** Where an expression stands, and who hears what is wrong with it. */
export interface ArmPlace {
  /** The text that holds the expression, with its quotes; or where people edit it. */
  readonly range: Range;
  /** Takes diagnostics of code `arm-expression`; the same one may come again when it is evaluated again. */
  readonly report?: ((diagnostic: Diagnostic) => void) | undefined;
}

/** Passed down through an evaluation; never changed, apart from the budget's counters. */
export interface Evaluation {
  readonly scope: ArmScope;
  readonly budget: ArmBudget;
  /** The place of every value that is computed. */
  readonly range: Range;
  /** The offset in the file at which the expression's text starts; undefined when its parts have no places there. */
  readonly textStart: number | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
  /** The innermost lambda variable in sight. */
  readonly variables: LambdaVariable | undefined;
  /** What evaluates a part of any kind. */
  readonly evaluateKind: (node: ArmNode, evaluation: Evaluation) => Value;
}

/** A variable of a lambda. It hides those further out. */
export interface LambdaVariable {
  /** In lower case. */
  readonly name: string;
  readonly value: Value;
  readonly outer: LambdaVariable | undefined;
}

/** Steps of one template: some ten seconds. */
const MAX_STEPS = 5_000_000;

/** Of these, what one expression may take with all that it leads to: less than a second. */
const MAX_STEPS_OF_ONE = 300_000;

/** Parts within one another, followed through variables and user functions. The stack of Node bears several times more. */
const MAX_DEPTH = 300;

/** What the evaluation of a template may spend. */
export function createArmBudget(): ArmBudget {
  return { steps: MAX_STEPS, stopAt: 0, depth: 0 };
}

/** Evaluates a whole expression: one that no other evaluation led to has its own share of the budget. */
export function evaluateRoot(node: ArmNode, evaluation: Evaluation): Value {
  const { budget } = evaluation;
  if (budget.depth === 0) budget.stopAt = Math.max(0, budget.steps - MAX_STEPS_OF_ONE);
  return evaluate(node, evaluation);
}

/** Evaluates a part of an expression, within the bounds. */
export function evaluate(node: ArmNode, evaluation: Evaluation): Value {
  const { budget } = evaluation;
  if (budget.steps <= budget.stopAt) return beyondLimit('the evaluation takes too many steps', evaluation);
  if (budget.depth >= MAX_DEPTH) return beyondLimit('the expression is nested too deeply', evaluation);
  budget.steps--;
  budget.depth++;
  try {
    return evaluation.evaluateKind(node, evaluation);
  } finally {
    budget.depth--;
  }
}

function beyondLimit(message: string, evaluation: Evaluation): UnknownValue {
  return unknownValue(limitReason(message), computedHere(evaluation.range));
}

/** The origin of what is computed at a place out of nothing. */
export function computedHere(range: Range): Origin {
  return { range, kind: 'expression', from: [] };
}

/** Values that are looked at in the time of one step; making them takes eight times as long. */
const READ_PER_STEP = 32;
const MADE_PER_STEP = 4;

/** Takes from the budget what it costs to walk through values and to make one of them. */
export function spendOn(read: readonly Value[], made: Value, evaluation: Evaluation): void {
  let cost = 0;
  for (const value of read) if (isLarge(value)) cost += weightOf(value) / READ_PER_STEP;
  if (isLarge(made)) cost += weightOf(made) / MADE_PER_STEP;
  evaluation.budget.steps -= Math.floor(cost);
}

function isLarge(value: Value): boolean {
  return value.kind === 'list' || value.kind === 'map' || value.kind === 'string' || value.kind === 'unknown';
}

/** The place of a part of the expression: exact where the file holds the text as it is, else that of the whole. */
export function placeOf(node: ArmNode, evaluation: Evaluation): Range {
  const { textStart, range } = evaluation;
  if (textStart === undefined) return range;
  return { file: range.file, start: textStart + node.start, end: textStart + node.end };
}

/** Reports what is wrong with a part, and gives the unknown that stands for it. `message` is a clause. */
export function fail(message: string, node: ArmNode, evaluation: Evaluation): UnknownValue {
  const range = placeOf(node, evaluation);
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  evaluation.report({ severity: 'error', code: 'arm-expression', message: sentence, range });
  return unknownValue({ code: 'failed', message, range }, computedHere(evaluation.range));
}

/** An evaluation that reports nothing: of what deployment may never come to. */
export function silently(evaluation: Evaluation): Evaluation {
  return { ...evaluation, report: () => undefined };
}
