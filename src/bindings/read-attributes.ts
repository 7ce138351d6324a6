/** Readers of an instance's attributes and nested blocks. What the code does not state, or states as null, is absent. */
import { elementOrigin } from '../values/origin.ts';
import { unknownValue, type MapValue, type UnknownValue, type Value } from '../values/value.ts';

/** A nested block, and its place in the instance. */
export interface Block {
  readonly map: MapValue;
  readonly path: readonly [name: string, index: number];
}

/** The blocks of one type; `unknown` stands for blocks of which it cannot be told whether, or how many, there are. */
export interface Blocks {
  readonly known: readonly Block[];
  readonly unknown: readonly UnknownValue[];
}

/**
 * A value taken out of a container: its history grows by the places that the container was handed through. Of a
 * container that was typed in place nothing is added, nor of an instance or block: each of its attributes has its own
 * history.
 */
export function memberOf<V extends Value>(container: Value, member: V): V {
  const { kind } = container.origin;
  const marked = container.sensitive === true ? { ...member, sensitive: true as const } : member;
  if (isBlock(container) || isBlock(member) || kind === 'literal' || kind === 'default') return marked;
  return { ...marked, origin: elementOrigin(member.origin, container.origin, container.origin.range) };
}

function isBlock(value: Value): boolean {
  return value.kind === 'map' && value.open !== undefined;
}

/** The value of an attribute, undefined when it is absent. */
export function attribute(map: MapValue, name: string): Value | undefined {
  const value = map.entries.get(name);
  return value === undefined || value.kind === 'null' ? undefined : memberOf(map, value);
}

/** The first of several attributes that the code states: spellings of one thing in several versions of a provider. */
export function firstAttribute(map: MapValue, ...names: readonly string[]): Value | undefined {
  for (const name of names) {
    const value = attribute(map, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The value at a path of attribute names; of a list of blocks the first one is entered. An unknown on the way is the
 * answer, since it hides what follows.
 */
export function attributeAt(map: MapValue, ...path: readonly string[]): Value | undefined {
  let current: Value | undefined = map;
  for (const name of path) {
    current = firstOf(current);
    if (current === undefined || current.kind === 'unknown') return current;
    if (current.kind !== 'map') return undefined;
    current = attribute(current, name);
  }
  return current;
}

/** The value at the exact path of names and indexes; undefined when something on the way is missing or unknown. */
export function valueAtPath(map: MapValue, path: readonly (string | number)[]): Value | undefined {
  let current: Value | undefined = map;
  for (const step of path) {
    if (current?.kind === 'map') current = current.entries.get(String(step));
    else if (current?.kind === 'list') current = typeof step === 'number' ? current.items[step] : undefined;
    else return undefined;
  }
  return current;
}

/** The first block of a type: its map, an unknown when that cannot be told, undefined when there is none. */
export function firstBlock(map: MapValue, name: string): MapValue | UnknownValue | undefined {
  const value = firstOf(attribute(map, name));
  return value?.kind === 'map' || value?.kind === 'unknown' ? value : undefined;
}

function firstOf(value: Value | undefined): Value | undefined {
  const first = value?.kind === 'list' ? value.items[0] : value;
  if (value === undefined || first === undefined || first.kind === 'null') return undefined;
  return certain(value.kind === 'list' ? memberOf(value, first) : first);
}

/** A block that may not be there, or be there several times, is as good as unknown. */
function certain(value: Value): Value {
  if (value.kind !== 'map' || value.possible === undefined) return value;
  return unknownValue(value.possible, value.origin);
}

/** The blocks of a type, which may also be written as one object or as a list of objects. */
export function blocks(map: MapValue, name: string): Blocks {
  const value = attribute(map, name);
  const known: Block[] = [];
  const unknown: UnknownValue[] = [];
  const items = value?.kind === 'list' ? value.items.map((item) => memberOf(value, item)) : [value];
  items.forEach((item, index) => {
    const block = item === undefined ? undefined : certain(item);
    if (block?.kind === 'map') known.push({ map: block, path: [name, index] });
    else if (block?.kind === 'unknown') unknown.push(block);
  });
  return { known, unknown };
}

/** The text of a known value; undefined for anything else, and for the empty text. */
export function knownText(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value === '' ? undefined : value.value;
  return value?.kind === 'number' ? String(value.value) : undefined;
}

/** The text of a known value that may be shown: of a sensitive one there is none. */
export function shownText(value: Value | undefined): string | undefined {
  return value?.sensitive === true ? undefined : knownText(value);
}
