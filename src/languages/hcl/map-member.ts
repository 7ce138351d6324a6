/** One member of a map, also of an instance whose members are decided at deployment. */
import type { MapValue, Reference, Value } from '../../values/value.ts';
import { unknownValue } from '../../values/value.ts';

/**
 * The value under a key, with its own origin. Of an open map, a key that is not written is unknown and stands for the
 * map's reference with that key. Undefined when the map has no such key.
 */
export function memberOf(map: MapValue, key: string): Value | undefined {
  const member = map.entries.get(key);
  if (member !== undefined) return member;
  if (map.open === undefined) return undefined;
  return unknownValue(map.open.reason, map.origin, extendReference(map.open.reference, key));
}

/** A reference one step further in. */
export function extendReference(reference: Reference, step: string | number): Reference {
  return { ...reference, path: [...reference.path, step] };
}
