/** Members of JSON objects as Resource Manager reads them: names have no case. */
import type { JsonNode, JsonObject, JsonString } from '../../json/parse-json.ts';

/** A named declaration: a parameter, variable, output or symbolic resource. */
export interface NamedNode {
  readonly key: JsonString;
  readonly node: JsonNode;
}

const tables = new WeakMap<JsonNode, ReadonlyMap<string, NamedNode>>();

/** The members of an object by their names in lower case, the last of equal ones; worked out once. */
export function membersByName(object: JsonNode | undefined): ReadonlyMap<string, NamedNode> {
  if (object?.kind !== 'object') return new Map();
  let table = tables.get(object);
  if (table === undefined) {
    table = new Map(object.members.map(({ key, value }) => [key.value.toLowerCase(), { key, node: value }]));
    tables.set(object, table);
  }
  return table;
}

/** The value of a member, found without case. */
export function memberNode(object: JsonNode | undefined, name: string): JsonNode | undefined {
  return membersByName(object).get(name.toLowerCase())?.node;
}

/** The same where it is an object. */
export function memberObject(object: JsonNode | undefined, name: string): JsonObject | undefined {
  const node = memberNode(object, name);
  return node?.kind === 'object' ? node : undefined;
}

/** The items of an array; none of anything else. */
export function itemsIn(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}
