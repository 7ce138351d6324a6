/** Conversion of values to types, as Terraform does it for variables, conditions and the arguments of functions. */
import type { ListValue, MapValue, UnknownValue, Value } from '../../values/value.ts';
import { unknownOf } from './derived.ts';
import { hasKnownLength, toText } from './equality.ts';
import { memberOf } from './map-member.ts';
import { parseNumber } from './number-text.ts';
import { setValue } from './set-value.ts';
import {
  ANY,
  typeName,
  typeOf,
  unifyTypes,
  type AttributeConstraint,
  type TypeConstraint,
} from './type-constraint.ts';

/** A converted value, or why there is none: words that follow "the value is not suitable: ". */
type Conversion = { readonly value: Value } | { readonly problem: string };

/**
 * Converts a value to a type. Elements keep their origins and references. Unknowns and nulls pass through, as do
 * unknown parts of collections; a set of parts that are unknown gives an unknown list. What cannot be converted gives
 * a problem that names the attribute or element. Defaults of optional attributes are `applyDefaults`' matter.
 */
export function convertValue(value: Value, type: TypeConstraint): Conversion {
  if (type.kind === 'any' || value.kind === 'null') return { value };
  if (value.kind === 'unknown') return { value: convertUnknown(value, type) };
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return convertPrimitive(value, type.kind);
    case 'list':
    case 'set':
      return convertToSequence(value, type.kind, type.element);
    case 'map':
      return convertToMap(value, type.element);
    case 'tuple':
      return convertToTuple(value, type.elements);
    case 'object':
      return convertToObject(value, type.attributes);
  }
}

/** Candidates that do not fit the type cannot be what the value will be. */
function convertUnknown(written: UnknownValue, type: TypeConstraint): UnknownValue {
  const value = written.pairs === undefined ? written : { ...written, pairs: undefined };
  if (value.candidates === undefined) return value;
  const candidates = value.candidates.flatMap((candidate) => {
    const converted = convertValue(candidate, type);
    return 'value' in converted ? [converted.value] : [];
  });
  return { ...value, candidates: candidates.length === 0 ? undefined : candidates };
}

function convertPrimitive(value: Value, kind: 'string' | 'number' | 'bool'): Conversion {
  if (value.kind === kind) return { value };
  if (kind === 'string') {
    const text = toText(value);
    if (text !== undefined) return { value: { ...baseOf(value), kind, value: text } };
  }
  if (kind === 'number' && value.kind === 'string') {
    const number = parseNumber(value.value);
    if (number !== undefined) return { value: { ...baseOf(value), kind, value: number } };
  }
  if (kind === 'bool' && value.kind === 'string') {
    const bool = BOOLS.get(value.value);
    if (bool !== undefined) return { value: { ...baseOf(value), kind, value: bool } };
  }
  return { problem: `a ${kind} is required` };
}

const BOOLS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** What a converted value keeps of the value that it was. */
function baseOf({ origin, reference, sensitive }: Value): Pick<Value, 'origin' | 'reference' | 'sensitive'> {
  return {
    origin,
    ...(reference === undefined ? {} : { reference }),
    ...(sensitive === undefined ? {} : { sensitive }),
  };
}

function convertToSequence(value: Value, kind: 'list' | 'set', element: TypeConstraint): Conversion {
  const name = typeName({ kind, element });
  if (value.kind !== 'list') return { problem: `${name} required` };
  const type = element.kind === 'any' ? unifyTypes(value.items.map(typeOf)) : element;
  if (type === undefined) return { problem: 'all elements must have one type' };
  const converted = convertItems(value.items, () => type);
  if ('problem' in converted) return converted;
  const { items } = converted;
  if (kind === 'set') return { value: { ...setValue(items, value.origin), ...baseOf(value) } };
  if (!hasKnownLength(value)) return { value: unknownOf([value], value.origin) };
  if (value.type === 'list' && items === value.items) return { value };
  return { value: { ...value, type: 'list', items } };
}

function convertToTuple(value: Value, elements: readonly TypeConstraint[]): Conversion {
  if (value.kind !== 'list' || value.type !== 'tuple') return { problem: 'tuple required' };
  if (value.items.length !== elements.length) {
    return { problem: `tuple of ${elements.length} elements required, but it has ${value.items.length}` };
  }
  const converted = convertItems(value.items, (index) => elements[index] ?? ANY);
  return 'problem' in converted ? converted : { value: withItems(value, converted.items) };
}

function withItems(value: ListValue, items: readonly Value[]): ListValue {
  return items === value.items ? value : { ...value, items };
}

/** The very array that was given when nothing in it changed. */
function convertItems(
  items: readonly Value[],
  typeAt: (index: number) => TypeConstraint,
): { readonly items: readonly Value[] } | { readonly problem: string } {
  const result: Value[] = [];
  for (const [index, item] of items.entries()) {
    const converted = convertValue(item, typeAt(index));
    if ('problem' in converted) return { problem: `element ${index}: ${converted.problem}` };
    result.push(converted.value);
  }
  return { items: result.every((item, index) => item === items[index]) ? items : result };
}

function convertToMap(value: Value, element: TypeConstraint): Conversion {
  if (value.kind !== 'map') return { problem: `${typeName({ kind: 'map', element })} required` };
  const type = element.kind === 'any' ? unifyTypes([...value.entries.values()].map(typeOf)) : element;
  if (type === undefined) return { problem: 'all elements must have one type' };
  const entries = new Map<string, Value>();
  for (const [key, item] of value.entries) {
    const converted = convertValue(item, type);
    const name = value.sensitive === true ? 'one element' : `element ${JSON.stringify(key)}`;
    if ('problem' in converted) return { problem: `${name}: ${converted.problem}` };
    entries.set(key, converted.value);
  }
  return { value: withEntries(value, 'map', entries) };
}

/** The very value that was given when nothing in it changed: what is known of it need not be worked out again. */
function withEntries(value: MapValue, type: MapValue['type'], entries: ReadonlyMap<string, Value>): MapValue {
  const isUnchanged =
    value.type === type &&
    value.entries.size === entries.size &&
    [...entries].every(([name, item]) => item === value.entries.get(name));
  return isUnchanged ? value : { ...value, type, entries };
}

/** Attributes that the type does not name are dropped, those that the value lacks must be optional. */
function convertToObject(value: Value, attributes: ReadonlyMap<string, AttributeConstraint>): Conversion {
  if (value.kind !== 'map') return { problem: 'object required' };
  const entries = new Map<string, Value>();
  for (const [name, attribute] of attributes) {
    const converted = convertAttribute(value, name, attribute);
    if ('problem' in converted) return { problem: converted.problem };
    entries.set(name, converted.value);
  }
  const closed = value.open === undefined ? value : { ...value, open: undefined };
  return { value: withEntries(closed, 'object', entries) };
}

function convertAttribute(value: MapValue, name: string, attribute: AttributeConstraint): Conversion {
  const member = memberOf(value, name);
  if (member === undefined) {
    if (!attribute.optional) return { problem: `attribute "${name}" is required` };
    return { value: { kind: 'null', origin: value.origin } };
  }
  const converted = convertValue(member, attribute.type);
  return 'problem' in converted ? { problem: `attribute "${name}": ${converted.problem}` } : converted;
}
