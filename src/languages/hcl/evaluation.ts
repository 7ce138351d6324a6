/** The state that evaluating an expression carries along: scope, for-variables, what may still be spent. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf, type Range } from '../../text/range.ts';
import type { Span } from '../../text/source-file.ts';
import type { Origin } from '../../values/origin.ts';
import { unknownValue, type UnknownValue, type Value } from '../../values/value.ts';
import type { Expression } from './ast.ts';
import type { EvaluationBudget, Scope } from './scope.ts';
import { limitReason, weightOf } from './value-limits.ts';

/** Passed down through an evaluation; never changed, apart from the budget's counters. */
export interface Evaluation {
  readonly scope: Scope;
  readonly budget: EvaluationBudget;
  /** The innermost for-variable in sight. */
  readonly names: LocalName | undefined;
  /** What evaluates an expression of any kind. */
  readonly evaluateKind: (expression: Expression, evaluation: Evaluation) => Value;
}

/** A for-variable. It hides those further out, and the scope's names. */
export interface LocalName {
  readonly name: string;
  readonly value: Value;
  /** The places that the collection passed through from which the value was taken. */
  readonly passages: readonly Origin[];
  readonly outer: LocalName | undefined;
}

/** Expressions evaluated in one run, at most, counting every iteration: some ten seconds. */
const MAX_STEPS = 10_000_000;

/** Of these, what one expression may take with all that it leads to: a second, and some hundred megabytes. */
const MAX_STEPS_OF_ONE = 500_000;

/**
 * Expressions and template directives within one another, followed through the names they refer to. The JavaScript
 * stack of Node bears about twice as many of those that need most of it.
 */
const MAX_DEPTH = 400;

/** What a run may spend. To be shared by all its scopes. */
export function createBudget(): EvaluationBudget {
  return { steps: MAX_STEPS, stopAt: 0, depth: 0 };
}

/** Evaluates a whole expression: one that no other evaluation led to has its own share of the budget. */
export function evaluateWhole(expression: Expression, evaluation: Evaluation): Value {
  const { budget } = evaluation;
  if (budget.depth === 0) budget.stopAt = Math.max(0, budget.steps - MAX_STEPS_OF_ONE);
  return evaluate(expression, evaluation);
}

/** Evaluates a part of an expression, within the bounds. */
export function evaluate(expression: Expression, evaluation: Evaluation): Value {
  return bounded(expression, evaluation.evaluateKind, expression, evaluation);
}

/** Runs what evaluates `part` and can nest, unless a bound is reached: then the value is unknown. */
export function bounded<T, V extends Value>(
  part: T,
  run: (part: T, evaluation: Evaluation) => V,
  span: Span,
  evaluation: Evaluation,
): V | UnknownValue {
  const { budget } = evaluation;
  if (budget.steps <= budget.stopAt)
    return beyondLimit('the evaluation takes too many steps', span, evaluation);
  if (budget.depth >= MAX_DEPTH) return beyondLimit('the expression is nested too deeply', span, evaluation);
  budget.steps--;
  budget.depth++;
  try {
    return run(part, evaluation);
  } finally {
    budget.depth--;
  }
}

/**
 * Takes work that is not done expression by expression from the budget. When nothing is left, the next expression is
 * the one that finds out.
 */
export function spend(steps: number, evaluation: Evaluation): void {
  evaluation.budget.steps -= Math.floor(steps);
}

/** Values that are looked at, or copied, in the time of one step; characters of a text count a quarter. */
const READ_PER_STEP = 32;
const MADE_PER_STEP = 4;

/** What it costs to walk through whole values, in steps. */
export function readingCost(values: readonly Value[]): number {
  return values.reduce((sum, value) => sum + weightOf(value), 0) / READ_PER_STEP;
}

/** What it costs to put a value together, in steps. */
export function makingCost(value: Value): number {
  return weightOf(value) / MADE_PER_STEP;
}

function beyondLimit(message: string, span: Span, evaluation: Evaluation): UnknownValue {
  return unknownValue(limitReason(message), {
    range: placeOf(span, evaluation),
    kind: 'expression',
    from: [],
  });
}

/** The place of a part of the syntax tree. */
export function placeOf(span: Span, evaluation: Evaluation): Range {
  return rangeOf(evaluation.scope.file, span);
}

/** What is wrong with the code, by kind. The codes are permanent. */
export type EvaluationCode =
  | 'hcl-unknown-name'
  | 'hcl-unknown-function'
  | 'hcl-wrong-type'
  | 'hcl-null-value'
  | 'hcl-invalid-index'
  | 'hcl-invalid-operation'
  | 'hcl-ambiguous-key'
  | 'hcl-duplicate-key';

/**
 * Reports what is wrong with the code at `span`, and gives the unknown that stands for its value. `message` is a
 * clause without capital and full stop.
 */
export function fail(
  code: EvaluationCode,
  message: string,
  span: Span,
  evaluation: Evaluation,
): UnknownValue {
  const range = placeOf(span, evaluation);
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  evaluation.scope.report({ severity: 'error', code, message: sentence, range });
  return unknownValue({ code: 'failed', message, range }, { range, kind: 'expression', from: [] });
}

/** An evaluation whose diagnostics go to `report` instead of to the scope. */
export function reportingTo(report: (diagnostic: Diagnostic) => void, evaluation: Evaluation): Evaluation {
  const { scope } = evaluation;
  const redirected: Scope = {
    file: scope.file,
    resolve: (name, steps, range) => scope.resolve(name, steps, range),
    function: (name) => scope.function(name),
    report,
    budget: evaluation.budget,
  };
  return { ...evaluation, scope: redirected };
}

/** A value with what is wrong with it, not reported yet. */
export interface Attempt {
  readonly value: Value;
  readonly problems: readonly Diagnostic[];
}

/** Evaluates an expression, or what else `run` evaluates, without reporting. */
export function attempt<T>(
  part: T,
  run: (part: T, evaluation: Evaluation) => Value,
  evaluation: Evaluation,
): Attempt {
  const problems: Diagnostic[] = [];
  const value = run(
    part,
    reportingTo((problem) => problems.push(problem), evaluation),
  );
  return { value, problems };
}

/** Reports what an attempt held back, and gives its value. */
export function accept({ value, problems }: Attempt, evaluation: Evaluation): Value {
  for (const problem of problems) evaluation.scope.report(problem);
  return value;
}
