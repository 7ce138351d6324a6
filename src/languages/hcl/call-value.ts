/** Calls of functions. */
import type { Range } from '../../text/range.ts';
import { elementOrigin } from '../../values/origin.ts';
import type { Value } from '../../values/value.ts';
import type { CallExpression, Expression } from './ast.ts';
import { derivedOrigin, markedLike, unknownOf } from './derived.ts';
import { hasKnownLength } from './equality.ts';
import {
  attempt,
  evaluate,
  fail,
  makingCost,
  placeOf,
  readingCost,
  spend,
  type Evaluation,
} from './evaluation.ts';
import type { LazyArgument } from './scope.ts';
import { withinLimits } from './value-limits.ts';

/** The value of a call. A function sees no argument that failed: its result is then that failure. */
export function evaluateCall(expression: CallExpression, evaluation: Evaluation): Value {
  const { name, args, expandLast } = expression;
  const target = evaluation.scope.function(name.name);
  if (target === undefined) {
    return fail('hcl-unknown-function', `there is no function named "${name.name}"`, name, evaluation);
  }
  const range = placeOf(expression, evaluation);
  const last = args.at(-1);
  const expanded = expandLast && last !== undefined ? expandArgument(last, range, evaluation) : [];
  if ('kind' in expanded) return expanded;
  const single = expandLast ? args.slice(0, -1) : args;
  const context = { range, scope: evaluation.scope };
  if ('callLazily' in target) {
    const lazy = single.map((argument) => lazyArgument(argument, evaluation));
    return atCall(
      target.callLazily([...lazy, ...expanded.map((value) => settledArgument(value, range))], context),
      range,
    );
  }
  const values = [...single.map((argument) => evaluate(argument, evaluation)), ...expanded];
  const failed = values.find((value) => value.kind === 'unknown' && value.reason.code === 'failed');
  if (failed !== undefined) return unknownOf([failed], derivedOrigin(range, values));
  const result = target.call(values, context);
  spend(readingCost(values) + makingCost(result), evaluation);
  return atCall(result, range);
}

/** The arguments that `list...` stands for, or the unknown that the call is when they cannot be told. */
function expandArgument(
  argument: Expression,
  range: Range,
  evaluation: Evaluation,
): readonly Value[] | Value {
  const list = evaluate(argument, evaluation);
  if (list.kind === 'unknown') return unknownOf([list], derivedOrigin(range, [list]));
  if (list.kind === 'null')
    return fail('hcl-null-value', 'what is expanded must not be null', argument, evaluation);
  if (list.kind !== 'list') {
    return fail('hcl-wrong-type', 'only a list, tuple or set can be expanded', argument, evaluation);
  }
  if (!hasKnownLength(list)) return unknownOf([list], derivedOrigin(range, [list]));
  const place = placeOf(argument, evaluation);
  spend(list.items.length, evaluation);
  return list.items.map((item) =>
    markedLike({ ...item, origin: elementOrigin(item.origin, list.origin, place) }, [list]),
  );
}

function lazyArgument(argument: Expression, evaluation: Evaluation): LazyArgument {
  return {
    range: placeOf(argument, evaluation),
    evaluate: () => attempt(argument, evaluate, evaluation),
  };
}

function settledArgument(value: Value, range: Range): LazyArgument {
  return { range, evaluate: () => ({ value, problems: [] }) };
}

/** A result that a function passed on from its arguments was read here. */
function atCall(result: Value, range: Range): Value {
  const bounded = withinLimits(result);
  const { range: place } = bounded.origin;
  if (place.file === range.file && place.start === range.start && place.end === range.end) return bounded;
  return { ...bounded, origin: { range, kind: 'reference', from: [bounded.origin] } };
}
