/** Maps with their keys spelled otherwise; the places of keys and values stay. */
import type { Origin } from '../../values/origin.ts';
import type { MapValue, Value } from '../../values/value.ts';

/** What an entry becomes: its new name and value, undefined when it is left out. */
export type EntrySpelling = (
  key: string,
  value: Value,
  map: MapValue,
) => readonly [name: string, value: Value] | undefined;

/** Maps whose keys are names that people chose. */
const CHOSEN_KEYS: ReadonlySet<string> = new Set([
  'tags',
  'labels',
  'node_labels',
  'metadata',
  'annotations',
]);

/** Documents are nested no deeper; what is deeper stays as it is. */
const MAX_DEPTH = 100;

/**
 * The map with every entry of it, and of the maps in it, spelled by `spell`; of two entries with one name the first
 * counts. `each` rewrites the values that are no maps and lists.
 */
export function respellKeys(
  map: MapValue,
  spell: EntrySpelling,
  each: (value: Value) => Value = (value) => value,
  depth = 0,
): MapValue {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const [key, value] of map.entries) {
    const spelled = spell(key, value, map);
    if (spelled === undefined || entries.has(spelled[0])) continue;
    const [name, replaced] = spelled;
    entries.set(name, CHOSEN_KEYS.has(name) ? replaced : respellInside(replaced, spell, each, depth + 1));
    const origin = map.keyOrigins?.get(key);
    if (origin !== undefined) keyOrigins.set(name, origin);
  }
  return { ...map, entries, keyOrigins };
}

function respellInside(
  value: Value,
  spell: EntrySpelling,
  each: (value: Value) => Value,
  depth: number,
): Value {
  if (depth > MAX_DEPTH) return value;
  if (value.kind === 'map') return respellKeys(value, spell, each, depth);
  if (value.kind !== 'list') return each(value);
  return { ...value, items: value.items.map((item) => respellInside(item, spell, each, depth + 1)) };
}

/** The map with some entries set or replaced; undefined values change nothing. */
export function withEntries(map: MapValue, added: Readonly<Record<string, Value | undefined>>): MapValue {
  const entries = new Map(map.entries);
  for (const [name, value] of Object.entries(added)) if (value !== undefined) entries.set(name, value);
  return { ...map, entries };
}

/** The first map over the second: entries of both come from the first. */
export function mergeMaps(first: MapValue, second: MapValue | undefined): MapValue {
  if (second === undefined) return first;
  return {
    ...first,
    entries: new Map([...second.entries, ...first.entries]),
    keyOrigins: new Map([...(second.keyOrigins ?? []), ...(first.keyOrigins ?? [])]),
  };
}
