/** The members of an export's objects. Keys are compared without case: the tools of one vendor differ in it. */
import type { JsonNode, JsonObject } from '../json/parse-json.ts';

/** Members by their keys in lower case; of several with one key the last. */
export type Members = ReadonlyMap<string, JsonNode>;

/** The members of an object that are not null. */
export function membersOf(node: JsonNode | undefined): Members {
  const members = new Map<string, JsonNode>();
  if (node?.kind !== 'object') return members;
  for (const { key, value } of node.members) {
    if (value.kind !== 'null') members.set(key.value.toLowerCase(), value);
  }
  return members;
}

/** The text of a string or number; undefined for anything else and for the empty text. */
export function textOf(node: JsonNode | undefined): string | undefined {
  if (node?.kind === 'number') return node.text;
  return node?.kind === 'string' && node.value !== '' ? node.value : undefined;
}

/** The objects of a list. */
export function objectsOf(node: JsonNode | undefined): readonly JsonObject[] {
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'object') : [];
}
