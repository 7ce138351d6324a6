/** Whether a plan and the code say the same. */
import type { Value } from '../../../values/value.ts';
import type { JsonNode } from '../../json/parse-json.ts';
import { membersOf, scalarText } from './json-members.ts';

/** True when a value of the code is known and is what the plan has; a number and its text are the same. */
export function sameValue(node: JsonNode, value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'null':
      return node.kind === 'null';
    case 'list':
      return (
        node.kind === 'array' &&
        node.items.length === value.items.length &&
        node.items.every((item, index) => {
          const other = value.items[index];
          return other !== undefined && sameValue(item, other);
        })
      );
    case 'map': {
      const members = membersOf(node);
      if (node.kind !== 'object' || members.size !== value.entries.size) return false;
      return [...members].every(([key, member]) => {
        const other = value.entries.get(key);
        return other !== undefined && sameValue(member, other);
      });
    }
    default:
      return scalarText(node) === String(value.value);
  }
}
