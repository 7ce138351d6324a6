/** JSON text as a value, where a provider takes its arguments as such. */
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  stringValue,
  type StringValue,
  type Value,
} from '../../values/value.ts';
import type { Origin } from '../../values/origin.ts';

/** Longer texts are not read: bodies of resources stay far below. */
const MAX_LENGTH = 1_000_000;

const MAX_DEPTH = 64;

/** The value that a text writes in JSON, all of it with the text's origin; undefined when it is not JSON. */
export function jsonValue(text: StringValue): Value | undefined {
  if (text.value.length > MAX_LENGTH) return undefined;
  try {
    return toValue(JSON.parse(text.value) as unknown, text.origin, 0);
  } catch {
    return undefined;
  }
}

function toValue(json: unknown, origin: Origin, depth: number): Value {
  if (typeof json === 'string') return stringValue(json, origin);
  if (typeof json === 'number') return numberValue(json, origin);
  if (typeof json === 'boolean') return boolValue(json, origin);
  if (typeof json !== 'object' || json === null || depth >= MAX_DEPTH) return nullValue(origin);
  if (Array.isArray(json)) {
    return listValue(
      json.map((item: unknown) => toValue(item, origin, depth + 1)),
      origin,
    );
  }
  const entries = Object.entries(json).map(([key, item]) => [key, toValue(item, origin, depth + 1)] as const);
  return mapValue(new Map(entries), origin);
}
