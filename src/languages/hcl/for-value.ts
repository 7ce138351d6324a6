/** `for` expressions: `[for …]`, `{for …}`, and the iteration that template directives share. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Origin } from '../../values/origin.ts';
import {
  listValue,
  mapValue,
  numberValue,
  stringValue,
  type MapValue,
  type StringValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import type { Expression, ForObjectExpression, ForTupleExpression, Identifier } from './ast.ts';
import { asKey } from './collection-value.ts';
import { evaluateCondition } from './conditional-value.ts';
import { derivedOrigin, markedLike, unknownOf } from './derived.ts';
import { hasKnownLength, sortedEntries } from './equality.ts';
import { evaluate, fail, placeOf, reportingTo, type Evaluation } from './evaluation.ts';
import { passagesTo } from './index-value.ts';
import { withinLimits } from './value-limits.ts';

/** `[for v in c : result if condition]`: the results in order; unknown when a condition is. */
export function evaluateForTuple(expression: ForTupleExpression, evaluation: Evaluation): Value {
  const turns = iterate(expression, evaluation);
  if ('kind' in turns) return turns;
  const { included, gaps, deciding } = select(expression.condition, turns.evaluations);
  const results = included.map((turn) => evaluate(expression.result, turn));
  const origin = derivedOrigin(placeOf(expression, evaluation), [turns.collection]);
  if (gaps.length > 0) return unknownOf(gaps, origin);
  return withinLimits(markedLike(listValue(results, origin), [turns.collection, ...deciding]));
}

/** `{for k, v in c : key => result if condition}`; with `...`, the results of equal keys are a tuple. */
export function evaluateForObject(expression: ForObjectExpression, evaluation: Evaluation): Value {
  const turns = iterate(expression, evaluation, true);
  if ('kind' in turns) return turns;
  const { included, gaps, deciding } = select(expression.condition, turns.evaluations);
  const origin = derivedOrigin(placeOf(expression, evaluation), [turns.collection]);
  const groups = new Map<string, Value[]>();
  const keyOrigins = new Map<string, Origin>();
  const unknownKeys: [UnknownValue, Value][] = [];
  for (const turn of included) {
    const key = asKey(evaluate(expression.resultKey, turn), expression.resultKey, turn);
    const result = evaluate(expression.resultValue, turn);
    if (key.kind === 'unknown') {
      unknownKeys.push([key, result]);
      continue;
    }
    deciding.push(key);
    const group = groups.get(key.value);
    if (group === undefined) {
      groups.set(key.value, [result]);
      keyOrigins.set(key.value, key.origin);
    } else if (expression.grouping) {
      group.push(result);
    } else {
      gaps.push(duplicateKey(key, expression.resultKey, turn));
    }
  }
  const keys = unknownKeys.map(([key]) => key);
  if (gaps.length > 0 || (keys.length > 0 && expression.grouping))
    return unknownOf([...gaps, ...keys], origin);
  const entries = new Map<string, Value>();
  for (const [key, group] of groups) {
    const [first] = group;
    if (expression.grouping) entries.set(key, listValue(group, origin));
    else if (first !== undefined) entries.set(key, first);
  }
  if (keys.length > 0) {
    const known = [...entries].map(([key, value]) => {
      return { key: stringValue(key, keyOrigins.get(key) ?? origin), value };
    });
    const pairs = [...known, ...unknownKeys.map(([key, value]) => ({ key, value }))];
    return markedLike({ ...unknownOf(keys, origin), pairs }, [turns.collection, ...deciding]);
  }
  const object: MapValue = { ...mapValue(entries, origin), keyOrigins };
  return withinLimits(markedLike(object, [turns.collection, ...deciding]));
}

function duplicateKey(key: StringValue, span: Expression, evaluation: Evaluation): UnknownValue {
  const name = key.sensitive === true ? 'one key' : `the key ${JSON.stringify(key.value)}`;
  const message = `two elements give ${name}: end the value with "..." to group them`;
  return fail('hcl-duplicate-key', message, span, evaluation);
}

/** What every iteration has, those of templates as well. */
interface Iteration {
  readonly start: number;
  readonly end: number;
  readonly key: Identifier | undefined;
  readonly value: Identifier;
  readonly collection: Expression;
}

/** One evaluation for each element, in which the for-variables are bound. */
interface Turns {
  readonly collection: Value;
  readonly evaluations: readonly Evaluation[];
}

/**
 * The turns of an iteration in order: maps by code point of their keys. When the elements cannot be told, the unknown
 * that comes of it. Elements of which the order is not known are gone through when `anyOrder` will do. What is wrong at
 * one place is reported once, not at every turn.
 */
export function iterate(
  iteration: Iteration,
  evaluation: Evaluation,
  anyOrder = false,
): Turns | UnknownValue {
  const collection = evaluate(iteration.collection, evaluation);
  const place = placeOf(iteration.collection, evaluation);
  const within = reportingOnce(evaluation);
  const position: Origin = { range: place, kind: 'expression', from: [] };
  const bind = (key: Value, element: Value): Evaluation => {
    const passages = passagesTo(element, collection);
    const keyName =
      iteration.key === undefined
        ? within.names
        : {
            name: iteration.key.name,
            value: markedLike(key, [collection]),
            passages: [],
            outer: within.names,
          };
    const value = markedLike(element, [collection]);
    return { ...within, names: { name: iteration.value.name, value, passages, outer: keyName } };
  };
  switch (collection.kind) {
    case 'list': {
      if (!hasKnownLength(collection)) break;
      const isSet = collection.type === 'set';
      const evaluations = collection.items.map((item, index) =>
        bind(isSet ? item : numberValue(index, position), item),
      );
      return { collection, evaluations };
    }
    case 'map': {
      if (collection.open !== undefined) break;
      const evaluations = sortedEntries(collection).map(([key, item]) =>
        bind(stringValue(key, collection.keyOrigins?.get(key) ?? collection.origin), item),
      );
      return { collection, evaluations };
    }
    case 'unknown': {
      if (collection.pairs === undefined || !anyOrder) break;
      return { collection, evaluations: collection.pairs.map(({ key, value }) => bind(key, value)) };
    }
    case 'null':
      return fail(
        'hcl-null-value',
        'there is nothing to iterate over: the value is null',
        iteration.collection,
        evaluation,
      );
    default:
      return fail(
        'hcl-wrong-type',
        `a ${collection.kind} cannot be iterated over`,
        iteration.collection,
        evaluation,
      );
  }
  return unknownOf([collection], derivedOrigin(placeOf(iteration, evaluation), [collection]));
}

function reportingOnce(evaluation: Evaluation): Evaluation {
  const seen = new Set<string>();
  const report = (problem: Diagnostic): void => {
    const key = `${problem.code}\0${problem.range.file.path}\0${problem.range.start}\0${problem.range.end}`;
    if (seen.has(key)) return;
    seen.add(key);
    evaluation.scope.report(problem);
  };
  return reportingTo(report, evaluation);
}

/** The turns that a condition lets through; `deciding` are its values, `gaps` those of them that are unknown. */
function select(
  condition: Expression | undefined,
  turns: readonly Evaluation[],
): { included: readonly Evaluation[]; gaps: Value[]; deciding: Value[] } {
  if (condition === undefined) return { included: turns, gaps: [], deciding: [] };
  const deciding: Value[] = [];
  const included = turns.filter((turn) => {
    const decision = evaluateCondition(condition, turn);
    deciding.push(decision);
    return decision.kind === 'bool' && decision.value;
  });
  return { included, gaps: deciding.filter((decision) => decision.kind === 'unknown'), deciding };
}
