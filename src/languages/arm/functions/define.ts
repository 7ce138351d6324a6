/** What a function of the ARM expression language is, and how it tells that a call has no result. */
import type { Range } from '../../../text/range.ts';
import type { Origin } from '../../../values/origin.ts';
import type { ListValue, MapValue, UnknownCode, Value } from '../../../values/value.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { kindName } from '../expressions/access.ts';
import type { ArmCallNode } from '../expressions/ast.ts';
import type { Evaluation } from '../expressions/evaluation.ts';

/** One call while it runs. */
export interface Call {
  /** The origin of what the call computes. */
  readonly origin: Origin;
  readonly range: Range;
}

/** A function of values. */
export interface EagerFunction {
  readonly kind: 'eager';
  /** How many arguments it takes: both bounds inclusive. */
  readonly min: number;
  readonly max: number;
  /** Whether it takes arguments that are unknown. Otherwise an unknown argument makes the result unknown. */
  readonly takesUnknowns: boolean;
  /** Whether it is called once with each value that an undecided argument can have. */
  readonly triesCandidates: boolean;
  /** Whether its arguments become elements of the result as they are, and keep their own marks. */
  readonly handsOn: boolean;
  /** The work; may end with a `CallProblem` or `Undecided`. It may be done more than once for one call. */
  readonly run: (args: readonly Value[], call: Call) => Value;
}

/** A function that decides itself which of its arguments are evaluated. */
export interface LazyFunction {
  readonly kind: 'lazy';
  readonly min: number;
  readonly max: number;
  readonly run: (node: ArmCallNode, evaluation: Evaluation, call: Call) => Value;
}

export type ArmFunction = EagerFunction | LazyFunction;

type Run = EagerFunction['run'];

/** A function whose result is unknown when an argument is. */
export function eager(min: number, max: number, run: Run): EagerFunction {
  return { kind: 'eager', min, max, takesUnknowns: false, triesCandidates: true, handsOn: false, run };
}

/** A function that makes something of unknown arguments too. */
export function tolerant(min: number, max: number, run: Run, triesCandidates = true): EagerFunction {
  return { kind: 'eager', min, max, takesUnknowns: true, triesCandidates, handsOn: false, run };
}

/** A function that puts its arguments into an array or object as they are. */
export function collecting(run: Run): EagerFunction {
  return { ...tolerant(0, Infinity, run, false), handsOn: true };
}

/** A function that evaluates its arguments itself. */
export function lazy(min: number, max: number, run: LazyFunction['run']): LazyFunction {
  return { kind: 'lazy', min, max, run };
}

/** Why a call has no result. Thrown by what reads arguments, and caught where the function was called. */
export class CallProblem {
  /** What is wrong, in words that follow `function "x": `. No full stop. */
  readonly problem: string;
  /** `failed` is reported; the others are no fault of the code. */
  readonly code: UnknownCode;
  constructor(problem: string, code: UnknownCode) {
    this.problem = problem;
    this.code = code;
  }
}

/** Ends a call whose result hangs on these values, which are not all known. */
export class Undecided {
  readonly values: readonly Value[];
  constructor(values: readonly Value[]) {
    this.values = values;
  }
}

/** Ends a call: it is wrong, or for another reason has no result that can be told. */
export function wrong(problem: string, code: UnknownCode = 'failed'): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by the caller of the function
  throw new CallProblem(problem, code);
}

/** Ends a call whose result hangs on these values. */
export function undecided(...values: readonly Value[]): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by the caller of the function
  throw new Undecided(values);
}

/** The argument at an index. */
export function argument(args: readonly Value[], index: number): Value {
  return args[index] ?? wrong(`argument ${index + 1} is missing`);
}

/** The text of an argument that must be a string. */
export function textAt(args: readonly Value[], index: number): string {
  const value = argument(args, index);
  if (value.kind === 'string') return value.value;
  return value.kind === 'unknown' ? undecided(value) : wrongKind(value, index, 'a string');
}

/** The whole number of an argument; it has 64 bits at most. */
export function integerAt(args: readonly Value[], index: number): number | bigint {
  const value = argument(args, index);
  if (value.kind === 'unknown') return undecided(value);
  if (value.kind !== 'number') return wrongKind(value, index, 'a whole number');
  if (typeof value.value === 'number' && !Number.isInteger(value.value)) {
    return wrong(`argument ${index + 1} must be a whole number, and is ${value.value}`);
  }
  return value.value;
}

/** A whole number as a count or index; larger ones than any text or array has are cut to ±2^53. */
export function countAt(args: readonly Value[], index: number): number {
  const value = Number(integerAt(args, index));
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}

/** An argument that must be an array. One of which it is open how many elements it has is undecided. */
export function listAt(args: readonly Value[], index: number): ListValue {
  const value = argument(args, index);
  if (value.kind === 'unknown') return undecided(value);
  if (value.kind !== 'list') return wrongKind(value, index, 'an array');
  return hasKnownLength(value) ? value : undecided(value);
}

/** An argument that must be an object with known names. */
export function mapAt(args: readonly Value[], index: number): MapValue {
  const value = argument(args, index);
  if (value.kind === 'unknown') return undecided(value);
  if (value.kind !== 'map') return wrongKind(value, index, 'an object');
  return value.open === undefined ? value : undecided(value);
}

/** Ends a call with an argument of the wrong kind. */
export function wrongKind(value: Value, index: number, wanted: string): never {
  return wrong(`argument ${index + 1} must be ${wanted}, and is ${kindName(value)}`);
}

/** No function makes a longer text, in UTF-16 units. */
export const MAX_TEXT = 1_000_000;

/** Ends the call when a text is too long. */
export function boundedText(text: string): string {
  return text.length > MAX_TEXT ? wrong(`the text has more than ${MAX_TEXT} characters`, 'limit') : text;
}

/** No function makes a longer array. */
export const MAX_ITEMS = 100_000;

/** Ends the call when an array is too long. */
export function boundedItems(items: readonly Value[]): readonly Value[] {
  return items.length > MAX_ITEMS ? wrong(`the array has more than ${MAX_ITEMS} elements`, 'limit') : items;
}
