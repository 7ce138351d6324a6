/** Calls of functions. */
import { unknownValue, type Value } from '../../../values/value.ts';
import { derivedOrigin, markedLike, unknownOf } from '../../hcl/derived.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { withinLimits } from '../../hcl/value-limits.ts';
import { CallProblem, Undecided, type ArmFunction, type EagerFunction } from '../functions/define.ts';
import { ARM_FUNCTIONS } from '../functions/registry.ts';
import { holdsSensitive } from '../functions/sensitivity.ts';
import { stableReference } from '../functions/stable-token.ts';
import { unknowableFunction } from '../functions/unknowable.ts';
import { remaining } from './access.ts';
import type { ArmCallNode } from './ast.ts';
import { evaluate, fail, spendOn, type Evaluation } from './evaluation.ts';

/** The value of a call. A function sees no argument that failed: its result is then that failure. */
export function evaluateCall(node: ArmCallNode, evaluation: Evaluation): Value {
  const target = ARM_FUNCTIONS.get(node.name);
  if (target === undefined) return callScope(node, evaluation);
  const count = node.args.length;
  if (count < target.min || count > target.max) {
    return fail(`function "${node.written}" takes ${countOf(target)}, not ${count}`, node, evaluation);
  }
  if (target.kind === 'eager') return callEagerly(target, node, evaluation);
  const { range } = evaluation;
  try {
    return withinLimits(target.run(node, evaluation, { origin: derivedOrigin(range, []), range }));
  } catch (outcome) {
    return explain(outcome, node, [], evaluation);
  }
}

/** A function that only the surroundings know, or one whose result nobody can know. */
function callScope(node: ArmCallNode, evaluation: Evaluation): Value {
  const { scope, range } = evaluation;
  const args = node.args.map((arg) => evaluate(arg, evaluation));
  const origin = derivedOrigin(range, args);
  const value = scope.call(node.name, args, { origin, range });
  if (value !== undefined) return value;
  const unknowable = unknowableFunction(node.name);
  if (unknowable === undefined) return fail(`there is no function named "${node.written}"`, node, evaluation);
  const reference = unknowable.isStable ? stableReference(node.name, args) : undefined;
  return unknownValue({ ...unknowable.reason, range }, origin, reference);
}

function callEagerly(target: EagerFunction, node: ArmCallNode, evaluation: Evaluation): Value {
  const args = node.args.map((arg) => evaluate(arg, evaluation));
  const failed = args.find((arg) => arg.kind === 'unknown' && arg.reason.code === 'failed');
  if (failed !== undefined) return unknownOf([failed], derivedOrigin(evaluation.range, args));
  let result: Value;
  try {
    result = callWith(target, args, evaluation);
  } catch (outcome) {
    result = explain(outcome, node, args, evaluation);
  }
  spendOn(args, result, evaluation);
  const whole = named(result, node.name, args);
  return withinLimits(target.handsOn && whole.kind !== 'unknown' ? whole : marked(whole, args));
}

function callWith(target: EagerFunction, args: readonly Value[], evaluation: Evaluation): Value {
  const { range } = evaluation;
  const origin = derivedOrigin(range, args);
  const tried = target.triesCandidates ? tryCandidates(target, args, evaluation) : undefined;
  if (tried !== undefined) return tried;
  const blocking = target.takesUnknowns ? [] : args.filter(isUndecided);
  return blocking.length > 0 ? unknownOf(blocking, origin) : target.run(args, { origin, range });
}

function isUndecided(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'list' && !hasKnownLength(value));
}

/** How many candidates of an unknown argument a function is tried with. */
const MAX_CANDIDATES = 16;

/**
 * Calls the function with each value that its only undecided argument can have. What it fails with is left out:
 * deployment would stop there. Undefined when there is no such argument, or when it fails with all.
 */
function tryCandidates(
  target: EagerFunction,
  args: readonly Value[],
  evaluation: Evaluation,
): Value | undefined {
  const choices = args.filter((arg) => arg.kind === 'unknown' && arg.candidates !== undefined);
  const [chosen] = choices;
  if (chosen?.kind !== 'unknown' || choices.length > 1) return undefined;
  const { candidates = [] } = chosen;
  if (candidates.length === 0 || candidates.length > MAX_CANDIDATES) return undefined;
  const results: Value[] = [];
  for (const candidate of candidates) {
    if (candidate.kind === 'unknown' && candidate.candidates !== undefined) return undefined;
    const changed = args.map((arg) => (arg === chosen ? candidate : arg));
    try {
      results.push(callWith(target, changed, evaluation));
    } catch (outcome) {
      if (outcome instanceof Undecided) return undefined;
      if (!(outcome instanceof CallProblem)) throw outcome;
      if (outcome.code !== 'failed') return undefined;
    }
  }
  const isComplete = results.length === candidates.length;
  return remaining(results, isComplete, chosen.reason, derivedOrigin(evaluation.range, args));
}

/** The unknown that a call without a result gives. What is wrong with the code is reported. */
function explain(outcome: unknown, node: ArmCallNode, args: readonly Value[], evaluation: Evaluation): Value {
  const origin = derivedOrigin(evaluation.range, args);
  if (outcome instanceof Undecided) return unknownOf(outcome.values, origin);
  if (!(outcome instanceof CallProblem)) throw outcome;
  const message = `function "${node.written}": ${outcome.problem}`;
  if (outcome.code === 'failed') return { ...fail(message, node, evaluation), origin };
  return unknownValue({ code: outcome.code, message, range: evaluation.range }, origin);
}

/** An unknown result stands for the call, so that it is equal to that of an equal call. */
function named(result: Value, name: string, args: readonly Value[]): Value {
  if (result.kind !== 'unknown' || result.reference !== undefined) return result;
  if (result.parts !== undefined || result.candidates !== undefined) return result;
  const { code } = result.reason;
  if (code === 'failed' || code === 'limit') return result;
  const reference = stableReference(name, args);
  return reference === undefined ? result : { ...result, reference };
}

/** A single value tells something of all that it was made of; elements of arrays and objects have their own marks. */
function marked(result: Value, args: readonly Value[]): Value {
  if (result.sensitive === true) return result;
  if (result.kind === 'list' || result.kind === 'map') return markedLike(result, args);
  return args.some(holdsSensitive) ? { ...result, sensitive: true } : result;
}

function countOf({ min, max }: ArmFunction): string {
  if (max === Infinity) return `${min} or more arguments`;
  if (min !== max) return `${min} to ${max} arguments`;
  return min === 1 ? '1 argument' : `${min} arguments`;
}
