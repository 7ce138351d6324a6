/** Equality, order and text of values as HCL has them: what operators, sets, templates and functions share. */
import {
  isWhollyKnown,
  type ListValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import { formatNumber } from './number-text.ts';

/**
 * Orders strings by code point, as Terraform sorts keys and sets: negative when `a` comes first. (The `<` of
 * JavaScript orders by UTF-16 unit, which puts U+E000 to U+FFFF behind the characters beyond them.)
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The text of a string, number or bool in a template and for `tostring`; undefined for all other values. */
export function toText(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return value.value ? 'true' : 'false';
    default:
      return undefined;
  }
}

/**
 * Whether two values are equal as `==` has it: values of different types never are (`"1" == 1`, a list and a tuple,
 * a map and an object), nulls always. Undefined when unknown parts decide it, or the type that an instance's
 * attribute has at its provider.
 */
export function valuesEqual(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown') return unknownEqual(a, b);
  if (b.kind === 'unknown') return unknownEqual(b, a);
  if (a.reference !== undefined || b.reference !== undefined) return attributeEquals(a, b);
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'list':
      return b.kind === 'list' && listsEqual(a, b);
    case 'map':
      return b.kind === 'map' && mapsEqual(a, b);
    default:
      return a.kind === b.kind && a.value === b.value;
  }
}

/**
 * Equality with an attribute of an instance: the provider converts what is written, so that equal contents may be of
 * different types, and different types equal. Different contents differ whatever their types.
 */
function attributeEquals(a: Value, b: Value): boolean | undefined {
  const [left, right] = [toText(a), toText(b)];
  if (left !== undefined && right !== undefined) {
    if (left !== right) return false;
    return a.kind === b.kind ? true : undefined;
  }
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (a.kind === 'list' && b.kind === 'list' && a.type !== 'set' && b.type !== 'set') {
    return a.items.length === b.items.length ? undefined : false;
  }
  return a.kind === b.kind ? undefined : false;
}

/** A template is never null, and an unknown differs from a value when none of its candidates is equal to it. */
function unknownEqual(a: UnknownValue, b: Value): boolean | undefined {
  if (a.parts !== undefined && b.kind === 'null') return false;
  if (a.candidates === undefined || a.candidates.length === 0 || b.kind === 'unknown') return undefined;
  const [first, ...others] = a.candidates.map((candidate) => valuesEqual(candidate, b));
  return others.every((other) => other === first) ? first : undefined;
}

function listsEqual(a: ListValue, b: ListValue): boolean | undefined {
  if (a.type !== b.type) return false;
  if (a.type === 'set' && !(hasKnownLength(a) && hasKnownLength(b))) return undefined;
  if (a.items.length !== b.items.length) return false;
  return allEqual(a.items.length, (index) => [a.items[index], b.items[index]]);
}

function mapsEqual(a: MapValue, b: MapValue): boolean | undefined {
  if (a.type !== b.type) return false;
  if (a.open !== undefined || b.open !== undefined) return undefined;
  if (a.entries.size !== b.entries.size) return false;
  const keys = [...a.entries.keys()];
  if (!keys.every((key) => b.entries.has(key))) return false;
  return allEqual(keys.length, (index) => {
    const key = keys[index] ?? '';
    return [a.entries.get(key), b.entries.get(key)];
  });
}

/** One known difference is enough for false, even beside unknown parts. */
function allEqual(
  count: number,
  pairAt: (index: number) => readonly [Value | undefined, Value | undefined],
): boolean | undefined {
  let result: boolean | undefined = true;
  for (let index = 0; index < count; index++) {
    const [left, right] = pairAt(index);
    const equal = left !== undefined && right !== undefined && valuesEqual(left, right);
    if (equal === false) return false;
    if (equal === undefined) result = undefined;
  }
  return result;
}

/** The entries of a map in the order in which Terraform iterates: by code point of their keys. */
export function sortedEntries(map: MapValue): readonly (readonly [string, Value])[] {
  return [...map.entries].sort(([a], [b]) => compareCodePoints(a, b));
}

/**
 * False for a set with parts that are unknown: two of its elements may turn out to be one, so neither its length nor
 * the order of its elements is known. True for every other sequence.
 */
export function hasKnownLength(list: ListValue): boolean {
  return list.type !== 'set' || list.items.length < 2 || list.items.every(isWhollyKnown);
}
