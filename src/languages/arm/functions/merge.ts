/** Merging objects. Names have no case: the first spelling stays. */
import { mapValue, nullValue, type MapValue, type Value } from '../../../values/value.ts';
import type { Origin } from '../../../values/origin.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { derivedOrigin } from '../../hcl/derived.ts';
import { undecided, wrong, type Call } from './define.ts';

/** Objects within objects, at most. */
const MAX_DEPTH = 100;

/** The members of all objects; objects under one name are merged too, of other values the last one counts. */
export function mergeDeeply(maps: readonly MapValue[], call: Call): MapValue {
  return merged(maps, call, (earlier, later) => mergedMember(earlier, later, call, 1));
}

/** The members of all objects; of those with one name the last one counts. */
export function mergeShallowly(maps: readonly MapValue[], call: Call): MapValue {
  return merged(maps, call, (_, later) => later);
}

function merged(
  maps: readonly MapValue[],
  call: Call,
  combine: (earlier: Value, later: Value) => Value,
): MapValue {
  const names = new Map<string, string>();
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const map of maps) {
    if (map.open !== undefined) return undecided(map);
    for (const [written, value] of map.entries) {
      const lower = written.toLowerCase();
      const key = names.get(lower) ?? written;
      names.set(lower, key);
      const earlier = entries.get(key);
      entries.set(key, earlier === undefined ? value : combine(earlier, value));
      const origin = map.keyOrigins?.get(written);
      if (origin !== undefined) keyOrigins.set(key, origin);
    }
  }
  return { ...mapValue(entries, call.origin), keyOrigins };
}

function mergedMember(earlier: Value, later: Value, call: Call, depth: number): Value {
  if (depth > MAX_DEPTH) return wrong('the objects are nested too deeply', 'limit');
  const origin = derivedOrigin(call.range, [earlier, later]);
  if (earlier.kind === 'map' && later.kind === 'map') {
    const inner: Call = { ...call, origin };
    return merged([earlier, later], inner, (first, second) => mergedMember(first, second, inner, depth + 1));
  }
  if (later.kind === 'null' && earlier.kind !== 'null') {
    const message = 'whether null takes the place of a value in a union cannot be told';
    return oneOf([earlier, nullValue(later.origin)], { code: 'unsupported', message }, origin);
  }
  // An unknown could be an object, which would be merged, unless what it meets is none.
  if (later.kind === 'unknown' && earlier.kind === 'map' && later.parts === undefined) {
    return { kind: 'unknown', reason: later.reason, origin };
  }
  if (earlier.kind === 'unknown' && later.kind === 'map' && earlier.parts === undefined) {
    return { kind: 'unknown', reason: earlier.reason, origin };
  }
  return later;
}
