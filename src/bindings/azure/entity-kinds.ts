/** Which kind of entity the resource types of Azure are in the model. */
import type { EntityKind } from '../../model/entities.ts';

const KINDS: ReadonlyMap<string, EntityKind> = new Map([
  ['microsoft.network/virtualnetworks', 'network'],
  ['microsoft.network/virtualnetworks/subnets', 'subnet'],
  ['microsoft.network/virtualnetworks/virtualnetworkpeerings', 'peering'],
  ['microsoft.network/privatednszones', 'dns-zone'],
  ['microsoft.network/dnsforwardingrulesets', 'dns-forwarding'],
  ['microsoft.network/privateendpoints', 'private-endpoint'],
  ['microsoft.network/virtualnetworkgateways', 'gateway'],
  ['microsoft.network/virtualwans', 'gateway'],
  ['microsoft.network/virtualhubs', 'gateway'],
  ['microsoft.network/p2svpngateways', 'gateway'],
  ['microsoft.network/azurefirewalls', 'gateway'],
  ['microsoft.network/natgateways', 'gateway'],
  ['microsoft.network/routetables', 'route-table'],
  ['microsoft.network/networksecuritygroups', 'security-group'],
  ['microsoft.network/connections', 'gateway-connection'],
  ['microsoft.network/localnetworkgateways', 'range'],
  ['microsoft.network/vpnsites', 'range'],
  ['microsoft.containerservice/managedclusters', 'cluster'],
]);

/** The types that are entities of the model, in lower case. */
export const KNOWN_TYPES: readonly string[] = [...KINDS.keys()];

/** The kind of entity that resources of a type are, whatever the case of the type; undefined for all others. */
export function entityKindOf(type: string): EntityKind | undefined {
  return KINDS.get(type.toLowerCase());
}
