/** Types as data: what a variable's `type` says, the type of a value, and the type that several types have in common. */
import type { ListValue, MapValue, Value } from '../../values/value.ts';

/** A type constraint. `any` is a hole that the value fills. */
export type TypeConstraint =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | CollectionConstraint
  | { readonly kind: 'tuple'; readonly elements: readonly TypeConstraint[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeConstraint> };

/** A collection whose elements are all of one type. */
interface CollectionConstraint {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: TypeConstraint;
}

/** What an object type says about one attribute. */
export interface AttributeConstraint {
  readonly type: TypeConstraint;
  readonly optional: boolean;
  /** The second argument of `optional`, already converted to `type`. */
  readonly default?: Value | undefined;
}

/** The hole. */
export const ANY: TypeConstraint = { kind: 'any' };

/** A type as messages name it: `list of string`, `object`. */
export function typeName(type: TypeConstraint): string {
  switch (type.kind) {
    case 'any':
      return 'any type';
    case 'list':
    case 'set':
    case 'map':
      return type.element.kind === 'any' ? type.kind : `${type.kind} of ${typeName(type.element)}`;
    default:
      return type.kind;
  }
}

/**
 * The type of a value. Nulls, instances (open maps) and most unknowns are `any`: of a template it is known that it is
 * a string, and candidates may have a type in common. The element type of a collection is what its elements have in
 * common, `any` when there is none.
 */
export function typeOf(value: Value): TypeConstraint {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return PRIMITIVES[value.kind];
    case 'null':
      return ANY;
    case 'unknown':
      return value.parts === undefined
        ? (unifyTypes((value.candidates ?? []).map(typeOf)) ?? ANY)
        : PRIMITIVES.string;
    case 'list':
    case 'map':
      return typeOfCollection(value);
  }
}

interface CollectionType {
  /** What the collection is: the same elements can be a tuple here and a list there. */
  readonly as: string;
  readonly type: TypeConstraint;
}

/** Kept by what holds the elements, which stays the same object when a value is only read through a name. */
const collectionTypes = new WeakMap<object, CollectionType>();

function typeOfCollection(value: ListValue | MapValue): TypeConstraint {
  if (value.kind === 'map' && value.open !== undefined) return ANY;
  const holder = value.kind === 'list' ? value.items : value.entries;
  const known = collectionTypes.get(holder);
  if (known?.as === value.type) return known.type;
  const type = value.kind === 'list' ? typeOfList(value) : typeOfMap(value);
  collectionTypes.set(holder, { as: value.type, type });
  return type;
}

const PRIMITIVES = {
  string: { kind: 'string' },
  number: { kind: 'number' },
  bool: { kind: 'bool' },
} as const;

function typeOfList(value: ListValue): TypeConstraint {
  const elements = value.items.map(typeOf);
  if (value.type === 'tuple') return { kind: 'tuple', elements };
  return { kind: value.type, element: unifyTypes(elements) ?? ANY };
}

function typeOfMap(value: MapValue): TypeConstraint {
  if (value.type === 'map')
    return { kind: 'map', element: unifyTypes([...value.entries.values()].map(typeOf)) ?? ANY };
  return objectOf([...value.entries].map(([name, item]) => [name, typeOf(item)]));
}

function objectOf(attributes: readonly (readonly [string, TypeConstraint])[]): TypeConstraint {
  return {
    kind: 'object',
    attributes: new Map(attributes.map(([name, type]) => [name, { type, optional: false }])),
  };
}

/** True when the types are the same, ignoring which attributes are optional. */
export function sameType(a: TypeConstraint, b: TypeConstraint): boolean {
  if (a === b) return true;
  if (a.kind === 'tuple') {
    return (
      b.kind === 'tuple' &&
      a.elements.length === b.elements.length &&
      a.elements.every((element, index) => sameType(element, b.elements[index] ?? ANY))
    );
  }
  if (a.kind === 'object') {
    return (
      b.kind === 'object' &&
      sameNames(a.attributes, b.attributes) &&
      sameAttributes(a.attributes, b.attributes)
    );
  }
  if ('element' in a) return a.kind === b.kind && 'element' in b && sameType(a.element, b.element);
  return a.kind === b.kind;
}

type Attributes = ReadonlyMap<string, AttributeConstraint>;

function sameNames(a: Attributes, b: Attributes): boolean {
  return a.size === b.size && [...a.keys()].every((name) => b.has(name));
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  return [...a].every(([name, { type }]) => sameType(type, b.get(name)?.type ?? ANY));
}

/**
 * The type that values of all these types can be converted to, as a condition's branches and the elements of a list
 * need it: numbers and bools become strings beside strings, tuples become lists, objects maps. `any` adapts to the
 * others. Undefined when there is none. Of no types it is `any`.
 */
export function unifyTypes(types: readonly TypeConstraint[]): TypeConstraint | undefined {
  const distinct = distinctTypes(types.filter((type) => type.kind !== 'any'));
  const [first] = distinct;
  if (first === undefined) return ANY;
  if (distinct.length === 1) return first;
  const kinds = new Set(distinct.map((type) => type.kind));
  if (kinds.size === 1 && first.kind === 'object') return unifyObjects(distinct);
  if (kinds.size === 1 && first.kind === 'tuple') return unifyTuples(distinct);
  if (onlyHas(kinds, ['map', 'object'])) return collectionOf('map', distinct);
  if (onlyHas(kinds, ['list', 'tuple'])) return collectionOf('list', distinct);
  if (onlyHas(kinds, ['list', 'set', 'tuple'])) {
    // Beside a set nothing new is made up: the others are to become the list, or else the set, that is there.
    const kind = kinds.has('list') ? 'list' : 'set';
    return collectionOf(
      kind,
      distinct.filter((type) => type.kind === kind),
    );
  }
  return kinds.has('string') && onlyHas(kinds, ['string', 'number', 'bool']) ? PRIMITIVES.string : undefined;
}

/** Most collections repeat few types: telling them apart first keeps long lists cheap. */
function distinctTypes(types: readonly TypeConstraint[]): TypeConstraint[] {
  const distinct: TypeConstraint[] = [];
  for (const type of types) {
    if (distinct.length > MAX_DISTINCT || !distinct.some((other) => sameType(other, type)))
      distinct.push(type);
  }
  return distinct;
}

/** Beyond this many different types in one collection, looking for equals costs more than it saves. */
const MAX_DISTINCT = 32;

function onlyHas(kinds: ReadonlySet<string>, allowed: readonly string[]): boolean {
  return [...kinds].every((kind) => allowed.includes(kind));
}

function unifyObjects(types: readonly TypeConstraint[]): TypeConstraint | undefined {
  const all = types.flatMap((type) => (type.kind === 'object' ? [type.attributes] : []));
  const [first] = all;
  if (first === undefined || !all.every((attributes) => sameNames(attributes, first)))
    return collectionOf('map', types);
  const unified: [string, TypeConstraint][] = [];
  for (const name of first.keys()) {
    const type = unifyTypes(all.map((attributes) => attributes.get(name)?.type ?? ANY));
    if (type === undefined) return undefined;
    unified.push([name, type]);
  }
  return objectOf(unified);
}

function unifyTuples(types: readonly TypeConstraint[]): TypeConstraint | undefined {
  const all = types.flatMap((type) => (type.kind === 'tuple' ? [type.elements] : []));
  const [first] = all;
  if (first === undefined || !all.every((elements) => elements.length === first.length)) {
    return collectionOf('list', types);
  }
  const unified: TypeConstraint[] = [];
  for (const index of first.keys()) {
    const type = unifyTypes(all.map((elements) => elements[index] ?? ANY));
    if (type === undefined) return undefined;
    unified.push(type);
  }
  return { kind: 'tuple', elements: unified };
}

function collectionOf(
  kind: CollectionConstraint['kind'],
  types: readonly TypeConstraint[],
): TypeConstraint | undefined {
  const element = unifyTypes(types.flatMap(elementTypes));
  return element === undefined ? undefined : { kind, element };
}

/** The types of what a value of this type holds. */
function elementTypes(type: TypeConstraint): readonly TypeConstraint[] {
  if (type.kind === 'tuple') return type.elements;
  if (type.kind === 'object') return [...type.attributes.values()].map((attribute) => attribute.type);
  return 'element' in type ? [type.element] : [];
}
