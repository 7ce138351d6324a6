/** Makes functions out of their parameters and their own work: conversion, unknowns, marks, origins and errors. */
import type { Origin } from '../../../values/origin.ts';
import type { UnknownCode, UnknownValue, Value } from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { convertValue } from '../../hcl/convert.ts';
import { derivedOrigin, markedLike, sensitivityOf, unknownOf } from '../../hcl/derived.ts';
import type { CallContext, HclFunction } from '../../hcl/scope.ts';
import type { Arguments, Parameter } from './parameters.ts';

/** Why a call has no result. */
export interface Problem {
  /** What is wrong, in words that follow `Function "x": `. No full stop. */
  readonly problem: string;
  /** The code of the unknown that the call gives; `failed` when not set. */
  readonly code?: UnknownCode;
  /** The code of the diagnostic; `terraform-function` when not set. */
  readonly diagnostic?: string;
}

/** One call while it runs. */
export interface Call {
  /** The origin of what the call computes. */
  readonly origin: Origin;
  readonly context: CallContext;
}

/** What a function takes and does. */
export interface FunctionSpec<P extends readonly Parameter<Value>[], R extends Value> {
  readonly parameters: P;
  /** The parameter of all further arguments. Without it there may be none. */
  readonly rest?: Parameter<R>;
  /**
   * How the result is marked as sensitive. `handed-through`: when an argument itself is, for functions that hand on
   * elements with their own marks. `own`: by the function alone. Otherwise also when an element of an argument is and
   * the result is a single value.
   */
  readonly marks?: 'handed-through' | 'own';
  /** The work. It may be done more than once for one call, and reports nothing. */
  readonly run: (args: Arguments<P>, call: Call, rest: readonly R[]) => Value | Problem;
}

/** How many candidates of an unknown argument a function is tried with. */
const MAX_CANDIDATES = 16;

/**
 * A function. Its arguments are converted to the types of its parameters; wrong ones are reported. When an argument
 * is unknown and its parameter does not take unknowns, so is the result; when an argument is one of a few candidates,
 * the result is one of what the function makes of each.
 */
export function defineFunction<const P extends readonly Parameter<Value>[], R extends Value = never>(
  name: string,
  spec: FunctionSpec<P, R>,
): HclFunction {
  return {
    call(args, context) {
      const origin = derivedOrigin(context.range, args);
      const result = callWith(spec, args, { origin, context });
      return 'problem' in result ? failedCall(name, result, { origin, context }) : result;
    },
  };
}

/** Reports what is wrong with a call and gives the unknown that stands for its result. */
export function failedCall(name: string, problem: Problem, call: Call): UnknownValue {
  const { range } = call.context;
  const code = problem.code ?? 'failed';
  const clause = `unction "${name}": ${problem.problem}`;
  call.context.scope.report({
    // What cannot be known for another reason than a fault in the code costs less than the code's meaning.
    severity: code === 'failed' ? 'error' : 'warning',
    code: problem.diagnostic ?? 'terraform-function',
    message: `F${clause}.`,
    range,
  });
  return { kind: 'unknown', reason: { code, message: `f${clause}`, range }, origin: call.origin };
}

function callWith<P extends readonly Parameter<Value>[], R extends Value>(
  spec: FunctionSpec<P, R>,
  given: readonly Value[],
  call: Call,
): Value | Problem {
  const converted = convertArguments(spec.parameters, spec.rest, given);
  if ('problem' in converted) return converted;
  const { args } = converted;
  const tried = spec.marks === 'own' ? undefined : tryCandidates(spec, args, call);
  if (tried !== undefined) return tried;
  const blocking = args.filter((arg, index) => {
    const parameter = spec.parameters[index] ?? spec.rest;
    return arg.kind === 'unknown' && parameter?.unknowns === false;
  });
  if (blocking.length > 0) return { ...unknownOf(blocking, call.origin), ...sensitivityOf(args) };
  const count = spec.parameters.length;
  // The arguments have been converted to the types that the parameters stand for.
  const result = spec.run(args.slice(0, count) as never, call, args.slice(count) as never);
  return 'problem' in result || spec.marks === 'own'
    ? result
    : marked(result, args, spec.marks === undefined);
}

/**
 * Calls the function with each value that its only undecided argument can have. Undefined when there is no such
 * argument, or when the function fails with one of the values: then that may be what the code rules out.
 */
function tryCandidates<P extends readonly Parameter<Value>[], R extends Value>(
  spec: FunctionSpec<P, R>,
  args: readonly Value[],
  call: Call,
): Value | undefined {
  const [undecided, ...others] = args.filter((arg) => arg.kind === 'unknown' && arg.candidates !== undefined);
  if (undecided?.kind !== 'unknown' || others.length > 0) return undefined;
  const { candidates = [], reason, reference } = undecided;
  if (candidates.length === 0 || candidates.length > MAX_CANDIDATES) return undefined;
  const results: Value[] = [];
  for (const candidate of candidates) {
    if (candidate.kind === 'unknown' && candidate.candidates !== undefined) return undefined;
    const changed = args.map((arg) => (arg === undecided ? candidate : arg));
    const result = callWith(spec, changed, { ...call, origin: derivedOrigin(call.context.range, changed) });
    if ('problem' in result) return undefined;
    results.push(result);
  }
  const result = markedLike(oneOf(results, reason, call.origin), args);
  // A function that hands its argument on makes nothing else of it.
  const isHandedOn = reference !== undefined && results.some((each) => each.reference === reference);
  return isHandedOn && result.kind === 'unknown' ? { ...result, reference } : result;
}

function convertArguments(
  parameters: readonly Parameter<Value>[],
  rest: Parameter<Value> | undefined,
  given: readonly Value[],
): { readonly args: readonly Value[] } | Problem {
  const missing = parameters[given.length];
  if (missing !== undefined) return { problem: `the argument "${missing.name}" is missing` };
  if (rest === undefined && given.length > parameters.length) {
    return { problem: `it takes ${countOf(parameters.length)}, not ${given.length}` };
  }
  const args: Value[] = [];
  for (const [index, value] of given.entries()) {
    const parameter = parameters[index] ?? rest;
    if (parameter === undefined) break;
    if (value.kind === 'null' && !parameter.nulls) return { problem: `"${parameter.name}" must not be null` };
    const conversion = convertValue(value, parameter.type);
    if ('problem' in conversion) {
      return { problem: `"${parameter.name}" is not suitable: ${conversion.problem}` };
    }
    args.push(conversion.value);
  }
  return { args };
}

function countOf(count: number): string {
  if (count === 0) return 'no arguments';
  return count === 1 ? '1 argument' : `${count} arguments`;
}

/** Depth to which marks are looked for: values beyond it come from no code that people write. */
const MAX_MARK_DEPTH = 50;

function marked(result: Value, args: readonly Value[], deeply: boolean): Value {
  if (result.sensitive === true) return result;
  const single = result.kind !== 'list' && result.kind !== 'map';
  const depth = single && deeply ? MAX_MARK_DEPTH : 0;
  return args.some((arg) => isSensitive(arg, depth)) ? { ...result, sensitive: true } : result;
}

function isSensitive(value: Value, depth: number): boolean {
  if (value.sensitive === true) return true;
  if (depth === 0) return false;
  if (value.kind === 'list') return value.items.some((item) => isSensitive(item, depth - 1));
  if (value.kind !== 'map') return false;
  return [...value.entries.values()].some((item) => isSensitive(item, depth - 1));
}
