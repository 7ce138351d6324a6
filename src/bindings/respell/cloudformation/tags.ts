/** Tags: a list of keys and values in CloudFormation, a map in Terraform. */
import type { Origin } from '../../../values/origin.ts';
import type { Value } from '../../../values/value.ts';
import { firstAttribute, memberOf } from '../../read-attributes.ts';

/** The tags as a map; a map, and what is unknown, stays as it is. Of equal keys the last counts. */
export function tagMap(tags: Value | undefined): Value | undefined {
  if (tags?.kind !== 'list') return tags;
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const item of tags.items) {
    const tag = memberOf(tags, item);
    if (tag.kind !== 'map') continue;
    const key = firstAttribute(tag, 'Key', 'key');
    const value = firstAttribute(tag, 'Value', 'value');
    if (key?.kind !== 'string' || value === undefined) continue;
    entries.set(key.value, value);
    keyOrigins.set(key.value, key.origin);
  }
  return { kind: 'map', type: 'map', entries, keyOrigins, origin: tags.origin };
}
