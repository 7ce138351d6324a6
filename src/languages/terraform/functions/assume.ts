/**
 * The `assume…` functions of OpenTofu: the code says more about a value than can be known. What it says of a value
 * that is unknown is taken at its word.
 */
import {
  listValue,
  stringValue,
  type ListValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../../values/value.ts';
import { convertValue } from '../../hcl/convert.ts';
import { derivedOrigin } from '../../hcl/derived.ts';
import { hasKnownLength, valuesEqual } from '../../hcl/equality.ts';
import type { HclFunction } from '../../hcl/scope.ts';
import { ANY, typeOf } from '../../hcl/type-constraint.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS, memberOfUnknown } from './members.ts';
import {
  anything,
  listOf,
  mapOf,
  number,
  orNull,
  orUnknown,
  setOf,
  text,
  type Parameter,
} from './parameters.ts';
import { whole } from './whole-number.ts';

const NOT_SO: Problem = { problem: 'what it assumes is not so' };

const any = (name: string) => orNull(orUnknown(anything(name)));

/** What the second argument is: the first one is assumed to be equal to it. */
export const assumeequal = defineFunction('assumeequal', {
  parameters: [any('actual_value'), any('expected_value')],
  marks: 'own',
  run([actual, expected]) {
    const converted = convertValue(actual, typeOf(expected));
    if ('problem' in converted) return converted;
    return valuesEqual(converted.value, expected) === false ? NOT_SO : expected;
  },
});

/** The same value, which is assumed not to be null. */
export const assumenotnull = defineFunction('assumenotnull', {
  parameters: [any('value')],
  marks: 'handed-through',
  run: ([value]) => (value.kind === 'null' ? NOT_SO : value),
});

/** Of an unknown text, the assumed start is known from then on. */
export const assumestringprefix = defineFunction('assumestringprefix', {
  parameters: [orNull(orUnknown(text('value'))), text('prefix')],
  run([value, prefix], call) {
    if (value.kind === 'string') return value.value.startsWith(prefix.value) ? value : NOT_SO;
    if (value.kind === 'null') return NOT_SO;
    if (value.parts !== undefined || prefix.value === '') return value;
    const origin = derivedOrigin(call.context.range, [value, prefix]);
    return { ...value, origin, parts: [stringValue(prefix.value, prefix.origin), value] };
  },
});

type Collection = ListValue | MapValue;

/** A function that assumes how many elements a collection has, from a smallest to a largest number. */
function assumingLength(
  name: string,
  collection: Parameter<Collection>,
  bounds: 'both' | 'min' | 'max',
): HclFunction {
  const numbers =
    bounds === 'both' ? [number('min_length'), number('max_length')] : [number(`${bounds}_length`)];
  return defineFunction(name, {
    parameters: [orNull(orUnknown(collection))],
    rest: number('length'),
    marks: 'handed-through',
    run([value], call, given) {
      if (given.length !== numbers.length) return { problem: `it takes ${numbers.length + 1} arguments` };
      const [first, last] = given.map((bound) => whole(bound.value));
      if (first === undefined) return { problem: 'a length must be a whole number' };
      const smallest = bounds === 'max' ? 0 : first;
      const largest = bounds === 'min' ? Infinity : bounds === 'max' ? first : last;
      if (largest === undefined) return { problem: 'a length must be a whole number' };
      if (value.kind === 'null') return NOT_SO;
      if (value.kind === 'unknown') return withLength(value, collection, smallest, largest, call);
      if (value.kind === 'list' && !hasKnownLength(value)) return value;
      const length = value.kind === 'list' ? value.items.length : value.entries.size;
      return length < smallest || length > largest ? NOT_SO : value;
    },
  });
}

function withLength(
  value: UnknownValue,
  collection: Parameter<Collection>,
  smallest: number,
  largest: number,
  call: Call,
): Value | Problem {
  if (collection.type.kind !== 'list' || smallest !== largest || smallest < 0) return value;
  if (smallest > MAX_ITEMS) return TOO_MANY_ITEMS;
  const items = Array.from({ length: smallest }, (_, index) => memberOfUnknown(value, index, call));
  return listValue(items, call.origin, 'list');
}

const COLLECTIONS: readonly (readonly [string, Parameter<Collection>])[] = [
  ['list', listOf('value', ANY)],
  ['set', setOf('value')],
  ['map', mapOf('value', ANY)],
];

/** `assumelistlength`, `assumelistlengthmin` and so on, by name. */
export const assumeLengthFunctions: readonly (readonly [string, HclFunction])[] = COLLECTIONS.flatMap(
  ([kind, collection]) =>
    (['both', 'min', 'max'] as const).map((bounds): readonly [string, HclFunction] => {
      const name = `assume${kind}length${bounds === 'both' ? '' : bounds}`;
      return [name, assumingLength(name, collection, bounds)];
    }),
);
