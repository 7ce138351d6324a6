/** Google Cloud: data sources that read something by its name are other names for it. */
import type { Binding } from '../binding.ts';
import type { EntityKind } from '../../model/entities.ts';
import { attribute } from '../read-attributes.ts';
import { certainTarget, targetOf } from '../read-targets.ts';
import { ownKey, type Collection } from './google-identity.ts';

const READ: ReadonlyMap<string, readonly [EntityKind, Collection]> = new Map([
  ['google_compute_network', ['network', 'networks']],
  ['google_compute_subnetwork', ['subnet', 'subnetworks']],
  ['google_dns_managed_zone', ['dns-zone', 'managedZones']],
  ['google_container_cluster', ['cluster', 'clusters']],
  ['google_compute_ha_vpn_gateway', ['gateway', 'vpnGateways']],
]);

export const dataSources: Binding = {
  dialect: 'terraform',
  mode: 'data',
  types: [...READ.keys()],
  bind(resource, context) {
    const [kind, collection] = READ.get(resource.type) ?? [];
    if (kind === undefined || collection === undefined) return [];
    const { unit, address, range } = resource;
    const key = ownKey(resource, collection);
    const target = targetOf(context, attribute(resource.attributes, 'name'), range, () => key);
    return [
      { kind: 'alias', unit, address, entityKinds: [kind], target: certainTarget(target, address, range) },
    ];
  },
};
