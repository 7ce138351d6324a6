/** JSON nodes as values with places. */
import type { Range } from '../../text/range.ts';
import type { Span } from '../../text/source-file.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import { boolValue, listValue, nullValue, numberValue, stringValue, type Value } from '../../values/value.ts';
import type { JsonNode, JsonObject, JsonString } from './parse-json.ts';

/** How a language reads what JSON leaves open. */
export interface JsonReading {
  /** Where people edit what stands at a span of the document. */
  readonly placeOf: (span: Span) => Range;
  /** What a string means; missing, itself. */
  readonly text?: ((node: JsonString, origin: Origin) => Value) | undefined;
}

/** The value of a node. Of members with one key the last counts. */
export function jsonNodeValue(node: JsonNode, reading: JsonReading): Value {
  const origin = literalOrigin(reading.placeOf(node));
  switch (node.kind) {
    case 'string':
      return reading.text?.(node, origin) ?? stringValue(node.value, origin);
    case 'number':
      return numberValue(node.value, origin);
    case 'bool':
      return boolValue(node.value, origin);
    case 'null':
      return nullValue(origin);
    case 'array':
      return listValue(
        node.items.map((item) => jsonNodeValue(item, reading)),
        origin,
      );
    case 'object':
      return objectValue(node, origin, reading);
  }
}

function objectValue(node: JsonObject, origin: Origin, reading: JsonReading): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const { key, value } of node.members) {
    entries.set(key.value, jsonNodeValue(value, reading));
    keyOrigins.set(key.value, literalOrigin(reading.placeOf(key)));
  }
  return { kind: 'map', type: 'object', entries, keyOrigins, origin };
}

/** The member of an object with this key, without regard to case when asked so; of several the last. */
export function jsonMember(
  node: JsonNode | undefined,
  key: string,
  ignoreCase = false,
): JsonNode | undefined {
  if (node?.kind !== 'object') return undefined;
  const wanted = ignoreCase ? key.toLowerCase() : key;
  return node.members.findLast(
    (member) => (ignoreCase ? member.key.value.toLowerCase() : member.key.value) === wanted,
  )?.value;
}

/** The text of a string node. */
export function jsonText(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}
