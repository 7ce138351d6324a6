/** Conditions and choices: if, and, or, not, coalesce, equals, empty, and the constants. */
import {
  boolValue,
  nullValue,
  type BoolValue,
  type UnknownReason,
  type UnknownValue,
  type Value,
} from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { chosenOrigin, derivedOrigin, markedLike, unknownOf } from '../../hcl/derived.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { kindName } from '../expressions/access.ts';
import type { ArmCallNode, ArmNode } from '../expressions/ast.ts';
import { evaluate, fail, silently, type Evaluation } from '../expressions/evaluation.ts';
import {
  argument,
  eager,
  lazy,
  textAt,
  tolerant,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
} from './define.ts';
import { armEqual } from './equality.ts';

/** The argument of a lazy function; the count of arguments has been checked. */
function evaluateAt(node: ArmCallNode, index: number, evaluation: Evaluation): Value {
  const arg = node.args[index];
  return arg === undefined ? wrong(`argument ${index + 1} is missing`) : evaluate(arg, evaluation);
}

/** A condition's value, or an unknown; anything else is reported. */
function conditionOf(node: ArmNode, evaluation: Evaluation): BoolValue | UnknownValue {
  const value = evaluate(node, evaluation);
  if (value.kind === 'bool' || value.kind === 'unknown') return value;
  return fail(`a condition must be true or false, and is ${kindName(value)}`, node, evaluation);
}

/** The chosen one of two values; when the condition is unknown, one of both. */
const choose = lazy(3, 3, (node, evaluation) => {
  const [first] = node.args;
  const condition = first === undefined ? wrong('argument 1 is missing') : conditionOf(first, evaluation);
  const { range } = evaluation;
  if (condition.kind === 'bool') {
    const chosen = evaluateAt(node, condition.value ? 1 : 2, evaluation);
    return markedLike({ ...chosen, origin: chosenOrigin(range, chosen, [condition]) }, [condition]);
  }
  const decided = decidedCondition(condition);
  if (decided !== undefined) return evaluateAt(node, decided ? 1 : 2, evaluation);
  if (condition.reason.code === 'failed') return unknownOf([condition], derivedOrigin(range, [condition]));
  // Deployment comes to one of them only: what is wrong with the other is no fault.
  const quiet = silently(evaluation);
  const branches = [evaluateAt(node, 1, quiet), evaluateAt(node, 2, quiet)];
  const origin = derivedOrigin(range, [condition, ...branches]);
  return markedLike(oneOf(branches, condition.reason, origin), [condition]);
});

/** Whether all that a condition can be is the same. */
function decidedCondition(condition: UnknownValue): boolean | undefined {
  const [first, ...others] = condition.candidates ?? [];
  if (first?.kind !== 'bool') return undefined;
  return others.every((other) => other.kind === 'bool' && other.value === first.value)
    ? first.value
    : undefined;
}

/** `and` ends at the first that is false, `or` at the first that is true; one such decides beside unknown ones too. */
function connective(deciding: boolean): ArmFunction {
  return lazy(2, Infinity, (node, evaluation) => {
    const seen: Value[] = [];
    const unknown: Value[] = [];
    for (const arg of node.args) {
      // Whether deployment comes to this one is open when an earlier one is unknown.
      const value = conditionOf(arg, unknown.length > 0 ? silently(evaluation) : evaluation);
      seen.push(value);
      if (value.kind === 'unknown') unknown.push(value);
      else if (value.value === deciding) {
        return markedLike(boolValue(deciding, derivedOrigin(evaluation.range, [value])), seen);
      }
    }
    const origin = derivedOrigin(evaluation.range, seen);
    const failed = unknown.find((value) => value.kind === 'unknown' && value.reason.code === 'failed');
    if (failed !== undefined && failed === unknown[0]) return unknownOf([failed], origin);
    if (unknown.length > 0) return markedLike(unknownOf(unknown, origin), seen);
    return markedLike(boolValue(!deciding, origin), seen);
  });
}

const not = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  return value.kind === 'bool' ? boolValue(!value.value, call.origin) : wrongKind(value, 0, 'true or false');
});

/** The first value that is not null; unknown ones before it can be it or be null. */
const coalesce = lazy(1, Infinity, (node, evaluation) => {
  const possible: Value[] = [];
  let reason: UnknownReason | undefined;
  let isDecided = false;
  for (const index of node.args.keys()) {
    // Whether deployment comes to this one is open when an earlier one is unknown.
    const value = evaluateAt(node, index, reason === undefined ? evaluation : silently(evaluation));
    const isLast = !canBeNull(value);
    if (reason === undefined && isLast) return value;
    if (value.kind === 'unknown') reason ??= value.reason;
    possible.push(...withoutNull(value));
    isDecided = isLast;
    if (isLast) break;
  }
  // Nothing that is certainly not null comes behind candidates of which one is null.
  if (!isDecided && possible.some(({ kind }) => kind !== 'unknown')) {
    possible.push(nullValue(derivedOrigin(evaluation.range, [])));
  }
  const [only] = possible;
  const origin = derivedOrigin(evaluation.range, possible);
  if (only === undefined || reason === undefined) return nullValue(origin);
  return possible.length === 1 ? only : oneOf(possible, reason, origin);
});

function canBeNull(value: Value): boolean {
  if (value.kind === 'null') return true;
  if (value.kind !== 'unknown' || value.parts !== undefined || value.reason.code === 'failed') return false;
  return value.candidates === undefined || value.candidates.some(canBeNull);
}

function withoutNull(value: Value): readonly Value[] {
  if (value.kind === 'null') return [];
  if (value.kind !== 'unknown' || value.candidates === undefined) return [value];
  return value.candidates.filter(({ kind }) => kind !== 'null');
}

const equals = tolerant(2, 2, (args, call) => {
  const [left, right] = [argument(args, 0), argument(args, 1)];
  const equal = armEqual(left, right);
  return equal === undefined ? undecided(left, right) : boolValue(equal, call.origin);
});

/** True for null, and for texts, arrays and objects without anything in them. */
const empty = tolerant(1, 1, (args, call) => {
  const value = argument(args, 0);
  switch (value.kind) {
    case 'null':
      return boolValue(true, call.origin);
    case 'string':
      return boolValue(value.value === '', call.origin);
    case 'list':
      // Elements that may turn out to be one are still one.
      return boolValue(value.items.length === 0, call.origin);
    case 'map':
      if (value.entries.size === 0 && value.open !== undefined) return undecided(value);
      return boolValue(value.entries.size === 0, call.origin);
    case 'unknown': {
      const isFilled = (value.parts ?? []).some((part) => part.kind === 'string' && part.value !== '');
      return isFilled ? boolValue(false, call.origin) : undecided(value);
    }
    default:
      return wrongKind(value, 0, 'a string, array or object');
  }
});

/** How many elements, members or characters there are. */
const length = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  switch (value.kind) {
    case 'string':
      return { kind: 'number', value: value.value.length, origin: call.origin };
    case 'list':
      if (!hasKnownLength(value)) return undecided(value);
      return { kind: 'number', value: value.items.length, origin: call.origin };
    case 'map':
      if (value.open !== undefined) return undecided(value);
      return { kind: 'number', value: value.entries.size, origin: call.origin };
    default:
      return wrongKind(value, 0, 'a string, array or object');
  }
});

/** True or false, also from a text without regard to case, or from 1 and 0. */
const bool = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  if (value.kind === 'bool') return boolValue(value.value, call.origin);
  if (value.kind === 'number') return boolValue(Number(value.value) !== 0, call.origin);
  if (value.kind !== 'string') return wrongKind(value, 0, 'a string, number or boolean');
  const text = value.value.trim().toLowerCase();
  if (text === 'true' || text === 'false') return boolValue(text === 'true', call.origin);
  return wrong(`"${value.value.slice(0, 40)}" is neither true nor false`);
});

/** Ends the deployment with a message. */
const failure = eager(1, 1, (args) => wrong(`deployment ends here: ${textAt(args, 0).slice(0, 400)}`));

/** Functions by their names in lower case. */
export const LOGIC_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['and', connective(false)],
  ['any', tolerant(1, 1, (args) => argument(args, 0))],
  ['bool', bool],
  ['coalesce', coalesce],
  ['empty', empty],
  ['equals', equals],
  ['fail', failure],
  ['false', eager(0, 0, (_, call) => boolValue(false, call.origin))],
  ['if', choose],
  ['length', length],
  ['not', not],
  ['null', eager(0, 0, (_, call) => nullValue(call.origin))],
  ['or', connective(true)],
  ['true', eager(0, 0, (_, call) => boolValue(true, call.origin))],
];
