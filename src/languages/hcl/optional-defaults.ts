/** Defaults of optional attributes, as a variable's type states them. */
import type { MapValue, Value } from '../../values/value.ts';
import { memberOf } from './map-member.ts';
import { ANY, type AttributeConstraint, type TypeConstraint } from './type-constraint.ts';

/**
 * The value with the defaults of its type in place of the optional attributes that it lacks or that are null, at every
 * depth. An object that is null stays null. To be done before the conversion to the type.
 */
export function applyDefaults(value: Value, type: TypeConstraint): Value {
  if (!hasDefaults(type)) return value;
  switch (type.kind) {
    case 'list':
    case 'set':
      if (value.kind !== 'list') return value;
      return { ...value, items: value.items.map((item) => applyDefaults(item, type.element)) };
    case 'map':
      if (value.kind !== 'map') return value;
      return { ...value, entries: mapEntries(value, (item) => applyDefaults(item, type.element)) };
    case 'tuple':
      if (value.kind !== 'list') return value;
      return {
        ...value,
        items: value.items.map((item, index) => applyDefaults(item, type.elements[index] ?? ANY)),
      };
    case 'object':
      return value.kind === 'map' ? completeObject(value, type.attributes) : value;
    default:
      return value;
  }
}

function completeObject(value: MapValue, attributes: ReadonlyMap<string, AttributeConstraint>): MapValue {
  const entries = new Map(value.entries);
  for (const [name, { type, default: defaultValue }] of attributes) {
    const member = memberOf(value, name);
    const isMissing = member === undefined || member.kind === 'null';
    const filled = isMissing && defaultValue !== undefined ? defaultValue : member;
    if (filled !== undefined) entries.set(name, applyDefaults(filled, type));
  }
  return { ...value, entries };
}

function mapEntries(value: MapValue, change: (item: Value) => Value): ReadonlyMap<string, Value> {
  return new Map([...value.entries].map(([key, item]) => [key, change(item)]));
}

const known = new WeakMap<TypeConstraint, boolean>();

/** Most types have no defaults: their values stay as they are, not copied. */
function hasDefaults(type: TypeConstraint): boolean {
  const cached = known.get(type);
  if (cached !== undefined) return cached;
  const result = holdsDefaults(type);
  known.set(type, result);
  return result;
}

function holdsDefaults(type: TypeConstraint): boolean {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return hasDefaults(type.element);
    case 'tuple':
      return type.elements.some(hasDefaults);
    case 'object':
      return [...type.attributes.values()].some(
        (attribute) => attribute.default !== undefined || hasDefaults(attribute.type),
      );
    default:
      return false;
  }
}
