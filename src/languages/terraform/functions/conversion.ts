/** Explicit conversions, and functions that only mark or check their argument. */
import { boolValue, type Value } from '../../../values/value.ts';
import { convertValue } from '../../hcl/convert.ts';
import { unknownOf } from '../../hcl/derived.ts';
import type { HclFunction } from '../../hcl/scope.ts';
import { ANY, typeName, typeOf, type TypeConstraint } from '../../hcl/type-constraint.ts';
import { defineFunction } from './define.ts';
import { anything, orNull, orUnknown } from './parameters.ts';

const any = orNull(orUnknown(anything('value')));

/** A function that converts its argument to one type. */
function converting(name: string, type: TypeConstraint): HclFunction {
  return defineFunction(name, {
    parameters: [orNull(orUnknown(anything('v')))],
    marks: 'handed-through',
    run([given]) {
      const converted = convertValue(given, type);
      if ('value' in converted) return converted.value;
      return {
        problem: `a ${typeName(typeOf(given))} cannot become a ${typeName(type)}: ${converted.problem}`,
      };
    },
  });
}

/** A text, number or bool as text. */
export const tostring = converting('tostring', { kind: 'string' });
/** A number, or a text that is wholly a number. */
export const tonumber = converting('tonumber', { kind: 'number' });
/** A bool, or one of the texts `true`, `false`, `1`, `0`. */
export const tobool = converting('tobool', { kind: 'bool' });
/** A list out of a tuple, set or list whose elements have a type in common. */
export const tolist = converting('tolist', { kind: 'list', element: ANY });
/** A set, likewise. */
export const toset = converting('toset', { kind: 'set', element: ANY });
/** A map out of an object whose attributes have a type in common. */
export const tomap = converting('tomap', { kind: 'map', element: ANY });

/** The same value, marked as one that must not be shown. */
export const sensitive = defineFunction('sensitive', {
  parameters: [any],
  run: ([value]) => ({ ...value, sensitive: true }),
});

/** The same value without that mark. */
export const nonsensitive = defineFunction('nonsensitive', {
  parameters: [any],
  marks: 'own',
  run: ([value]) => ({ ...value, sensitive: undefined }),
});

/** Whether a value has that mark; what is unknown may still get it. */
export const issensitive = defineFunction('issensitive', {
  parameters: [any],
  marks: 'own',
  run([value], call) {
    return value.kind === 'unknown'
      ? unknownOf([value], call.origin)
      : boolValue(value.sensitive === true, call.origin);
  },
});

/** The same value: what is ephemeral is not marked here. */
export const ephemeralasnull = defineFunction('ephemeralasnull', {
  parameters: [any],
  marks: 'handed-through',
  run: ([value]): Value => value,
});
