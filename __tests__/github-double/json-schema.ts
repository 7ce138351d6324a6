/** Turns the schemas of GitHub's description (OpenAPI 3.0) into JSON Schema that ajv understands. */
import { isList, isObject, mapObject, without, type Json, type JsonObject } from './json.ts';

/** How strictly objects are taken: `closed` refuses keys that the description does not name. */
export type Openness = 'open' | 'closed';

const convertAll = (map: JsonObject, openness: Openness): JsonObject =>
  mapObject(map, (schema) => toJsonSchema(schema, openness));

/** Lets null through as well, as `nullable: true` means in OpenAPI 3.0. */
const withNull = (schema: JsonObject): JsonObject => {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return {
    ...schema,
    type: [type, 'null'],
    ...(isList(values) ? { enum: [...values, null] } : {}),
  };
};

/** One schema as JSON Schema. References `#/components/schemas/x` become `<openness>#/$defs/x`. */
export const toJsonSchema = (schema: Json, openness: Openness): Json => {
  if (!isObject(schema)) return schema;
  const converted = mapObject(without(schema, 'nullable', 'discriminator'), (value, key) => {
    if (key === '$ref' && typeof value === 'string') {
      return value.replace('#/components/schemas/', `${openness}#/$defs/`);
    }
    if (key === 'properties' && isObject(value)) return convertAll(value, openness);
    if (isList(value) && ['allOf', 'anyOf', 'oneOf'].includes(key)) {
      return value.map((member) => toJsonSchema(member, openness));
    }
    return ['items', 'not', 'additionalProperties'].includes(key) ? toJsonSchema(value, openness) : value;
  });
  const closable = 'properties' in converted && !('additionalProperties' in converted);
  const closed =
    openness === 'closed' && closable ? { ...converted, additionalProperties: false } : converted;
  return schema['nullable'] === true ? withNull(closed) : closed;
};

/** All component schemas under `$defs`. */
export const toDefinitions = (schemas: JsonObject, openness: Openness): JsonObject => ({
  $id: openness,
  $defs: convertAll(schemas, openness),
});
