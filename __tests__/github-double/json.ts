/** JSON values of unknown shape, taken apart without guessing. */

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a list. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Whether a value is an object, and no list. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** The value when it is an object, else an empty one. */
export const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** The value when it is a list, else an empty one. */
export const asList = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);

/** The value when it is text, else the empty text. */
export const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A copy of an object with each member changed; members that become undefined are left out. */
export const mapObject = (
  object: JsonObject,
  change: (value: Json, key: string) => Json | undefined,
): JsonObject => {
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(object)) {
    const changed = change(value, key);
    if (changed !== undefined) entries.push([key, changed]);
  }
  return Object.fromEntries(entries);
};

/** A copy of an object without some of its members. */
export const without = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  mapObject(object, (value, key) => (keys.includes(key) ? undefined : value));

/** Reads JSON text whose root is an object. Throws when it is none. */
export const parseObject = (text: string): JsonObject => {
  // What JSON.parse gives is JSON by construction.
  const value = JSON.parse(text) as Json;
  if (!isObject(value)) throw new Error('The JSON text has no object at its root.');
  return value;
};
