/** The entities of another repository's model, as `cidrlint model --format json` writes it. */
import type { JsonObject } from '../json/parse-json.ts';
import { membersOf, objectsOf, textOf, type Members } from './members.ts';

/** An entity with the list that it stands in; pools of a cluster count as standing in `nodepools`. */
export interface ModelRecord {
  readonly section: string;
  readonly entity: JsonObject;
}

/** The lists that tell of what runs. */
const SECTIONS: readonly string[] = [
  'networks',
  'subnets',
  'peerings',
  'dnszones',
  'dnslinks',
  'privateendpoints',
  'clusters',
  'gateways',
  'gatewayconnections',
  'ranges',
];

/** Whether a model has the format that is read. */
export function isReadModel(members: Members): boolean {
  return textOf(members.get('schemaversion')) === '1';
}

/** The entities of a model in format 1, in their order. What may not exist is left out. */
export function* modelRecords(members: Members): Generator<ModelRecord> {
  for (const section of SECTIONS) {
    for (const entity of objectsOf(members.get(section))) {
      if (!membersOf(entity).has('possible')) yield { section, entity };
    }
  }
}
