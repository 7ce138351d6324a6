/** Tuples and objects as they are written: `[…]` and `{…}`. */
import type { Span } from '../../text/source-file.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import {
  listValue,
  stringValue,
  type MapValue,
  type StringValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import type { ObjectExpression, ObjectItem, TupleExpression } from './ast.ts';
import { convertValue } from './convert.ts';
import { derivedOrigin, sensitivityOf, unknownOf } from './derived.ts';
import { evaluate, fail, placeOf, type Evaluation } from './evaluation.ts';
import { withinLimits } from './value-limits.ts';

/** A tuple; what is unknown or failed stays an element. */
export function evaluateTuple(expression: TupleExpression, evaluation: Evaluation): Value {
  const items = expression.items.map((item) => evaluate(item, evaluation));
  return withinLimits(listValue(items, literalOrigin(placeOf(expression, evaluation))));
}

/** An object; of equal keys the last one counts. One key that is unknown leaves the whole object unknown. */
export function evaluateObject(expression: ObjectExpression, evaluation: Evaluation): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  const keys: Value[] = [];
  for (const item of expression.items) {
    const key = evaluateKey(item, evaluation);
    const value = evaluate(item.value, evaluation);
    keys.push(key);
    if (key.kind !== 'string') continue;
    entries.set(key.value, value);
    keyOrigins.set(key.value, key.origin);
  }
  const range = placeOf(expression, evaluation);
  if (keys.some((key) => key.kind === 'unknown')) return unknownOf(keys, derivedOrigin(range, keys));
  const object: MapValue = { kind: 'map', type: 'object', entries, keyOrigins, origin: literalOrigin(range) };
  return withinLimits({ ...object, ...sensitivityOf(keys) });
}

function evaluateKey(item: ObjectItem, evaluation: Evaluation): Value {
  const { key, keyName } = item;
  if (keyName !== undefined) return stringValue(keyName, literalOrigin(placeOf(key, evaluation)));
  if (key.kind === 'attribute' || key.kind === 'index') {
    return fail(
      'hcl-ambiguous-key',
      'a reference as a key needs parentheses, a name with dots needs quotes',
      key,
      evaluation,
    );
  }
  return asKey(evaluate(key, evaluation), key, evaluation);
}

/** A value as the key of an object: a string, or an unknown; anything else is reported. */
export function asKey(value: Value, span: Span, evaluation: Evaluation): StringValue | UnknownValue {
  if (value.kind === 'null') return fail('hcl-null-value', 'a key must not be null', span, evaluation);
  const converted = convertValue(value, { kind: 'string' });
  const key = 'value' in converted ? converted.value : value;
  if (key.kind === 'string' || key.kind === 'unknown') return key;
  return fail('hcl-wrong-type', 'a key must be a string', span, evaluation);
}
