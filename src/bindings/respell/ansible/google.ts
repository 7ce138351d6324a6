/** The modules of the collection `google.cloud`, spelled as the Google provider. */
import type { MapValue, Value } from '../../../values/value.ts';
import { attribute, firstAttribute } from '../../read-attributes.ts';
import { respellKeys } from '../respell-keys.ts';
import type { ModuleSpelling } from './module-spelling.ts';

/** The result is the thing itself, with its links. */
const RESULT = ['', 'selfLink', 'id', 'name'];

/** By module. */
export const GOOGLE_MODULES: Readonly<Record<string, ModuleSpelling>> = {
  gcp_compute_network: { type: 'google_compute_network', ids: RESULT },
  gcp_compute_subnetwork: {
    type: 'google_compute_subnetwork',
    renamed: { secondary_ip_ranges: 'secondary_ip_range' },
    finish: inNetwork,
    ids: RESULT,
  },
  gcp_compute_firewall: {
    type: 'google_compute_firewall',
    finish: (options) => ({
      ...inNetwork(options),
      allow: protocols(attribute(options, 'allowed')),
      deny: protocols(attribute(options, 'denied')),
    }),
    ids: RESULT,
  },
  gcp_compute_route: { type: 'google_compute_route', finish: inNetwork, ids: RESULT },
  gcp_compute_global_address: { type: 'google_compute_global_address', finish: inNetwork, ids: RESULT },
  gcp_container_cluster: { type: 'google_container_cluster', finish: inNetwork, ids: RESULT },
  gcp_container_node_pool: {
    type: 'google_container_node_pool',
    finish: (options) => ({ cluster: linkOf(attribute(options, 'cluster')) }),
    ids: RESULT,
  },
  gcp_dns_managed_zone: { type: 'google_dns_managed_zone', ids: RESULT },
};

function inNetwork(options: MapValue): Readonly<Record<string, Value | undefined>> {
  return {
    network: linkOf(attribute(options, 'network')),
    subnetwork: linkOf(attribute(options, 'subnetwork')),
  };
}

/** The link in a result that is written out. */
function linkOf(value: Value | undefined): Value | undefined {
  return value?.kind === 'map' ? firstAttribute(value, 'selfLink', 'name') : value;
}

function protocols(list: Value | undefined): Value | undefined {
  if (list?.kind !== 'list') return list;
  const items = list.items.map((item) =>
    item.kind === 'map'
      ? respellKeys(item, (key, value) => [key === 'ip_protocol' ? 'protocol' : key, value])
      : item,
  );
  return { ...list, items };
}
