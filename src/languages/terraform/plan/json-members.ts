/** Looking into JSON documents. */
import type { JsonNode } from '../../json/parse-json.ts';

/** The members of an object by name, the last of those that stand twice; none of anything else. */
export function membersOf(node: JsonNode | undefined): ReadonlyMap<string, JsonNode> {
  return new Map(node?.kind === 'object' ? node.members.map(({ key, value }) => [key.value, value]) : []);
}

/** The value at a path of names and indexes. */
export function nodeAt(
  node: JsonNode | undefined,
  ...path: readonly (string | number)[]
): JsonNode | undefined {
  let current = node;
  for (const step of path) {
    if (current?.kind === 'array' && typeof step === 'number') current = current.items[step];
    else if (current?.kind === 'object')
      current = current.members.findLast(({ key }) => key.value === String(step))?.value;
    else return undefined;
  }
  return current;
}

/** The elements of an array; none of anything else. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

/** The text of a string that stands at a path. */
export function textAt(
  node: JsonNode | undefined,
  ...path: readonly (string | number)[]
): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === 'string' ? found.value : undefined;
}

/** True for the node `true`. */
export function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === 'bool' && node.value;
}

/** A known text, number or yes and no as text, since Terraform takes one for the other. Undefined for anything else. */
export function scalarText(node: JsonNode | undefined): string | undefined {
  switch (node?.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return String(node.value);
    default:
      return undefined;
  }
}
