/**
 * The module `Azure/avm-res-containerservice-managedcluster/azurerm`: a cluster with its pools. Releases from 0.4 on
 * write Azure's API with underscores in its names, those up to 0.3 the azurerm provider.
 * Source: variables.tf, locals.*.tf and outputs.tf of
 * github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster, 0.1 to 0.8.
 */
import type { Resource } from '../../languages/unit.ts';
import { literalOrigin } from '../../values/origin.ts';
import { numberValue, unknownValue, type MapValue, type Value } from '../../values/value.ts';
import { defaultText } from '../default-values.ts';
import {
  blockOf,
  elementsOf,
  objectOf,
  partId,
  type ModulePart,
  type PartPath,
  type PublicModule,
} from '../public-module.ts';
import { attribute, attributeAt, knownText } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { respellKeys, withEntries } from '../respell/respell-keys.ts';

const CLUSTER: PartPath = ['cluster'];
const CLUSTER_TYPE = 'Microsoft.ContainerService/managedClusters';
const DEFAULT_POOL = 'default_agent_pool';
const DEFAULT_POOL_NAME = 'systempool';
const DEFAULT_POOL_COUNT = 3;

/** The module. */
export const managedClusterModule: PublicModule = {
  sources: ['azure/avm-res-containerservice-managedcluster/azurerm'],
  collections: ['agent_pools', 'node_pools'],
  parts: (call) => (isOfProvider(call) ? providerParts(call) : apiParts(call)),
  outputs: (_call, [output]) => (output === 'resource_id' || output === 'name' ? CLUSTER : undefined),
};

/** Only releases that are made of azurerm's resources take these. */
function isOfProvider({ attributes }: Resource): boolean {
  return ['default_node_pool', 'node_pools', 'resource_group_name'].some((name) =>
    attributes.entries.has(name),
  );
}

function providerParts(call: Resource): ModulePart[] {
  const { attributes, range } = call;
  const read = (name: string) => attribute(attributes, name);
  const byDefault = blockOf({ network_plugin: defaultText('azure', range) }, range);
  const cluster: ModulePart = {
    path: CLUSTER,
    type: 'azurerm_kubernetes_cluster',
    attributes: {
      name: read('name'),
      resource_group_name: read('resource_group_name'),
      kubernetes_version: read('kubernetes_version'),
      private_cluster_enabled: read('private_cluster_enabled'),
      api_server_access_profile: read('api_server_access_profile'),
      network_profile: read('network_profile') ?? byDefault,
      default_node_pool: read('default_node_pool'),
      ingress_application_gateway: read('ingress_application_gateway'),
    },
  };
  const pools = elementsOf(attributes, 'node_pools').map(({ key, map }): ModulePart => {
    const kubernetes_cluster_id = partId(call, CLUSTER, map.origin.range);
    const entries = Object.fromEntries(map.entries);
    return {
      path: ['node_pools', key],
      type: 'azurerm_kubernetes_cluster_node_pool',
      at: map,
      attributes: { ...entries, kubernetes_cluster_id },
    };
  });
  return [cluster, ...pools];
}

/** Names without underscores: those of the API are compared without case. */
function apiMap(map: MapValue): MapValue {
  return respellKeys(map, (key, value) => [key === 'count_of' ? 'count' : key.replaceAll('_', ''), value]);
}

function apiValue(value: Value | undefined): Value | undefined {
  return value?.kind === 'map' ? apiMap(value) : value;
}

function apiParts(call: Resource): ModulePart[] {
  const { attributes, range } = call;
  const read = (name: string) => apiValue(attribute(attributes, name));
  const pool = attribute(attributes, DEFAULT_POOL);
  const cluster: ModulePart = {
    path: CLUSTER,
    dialect: 'arm',
    type: CLUSTER_TYPE,
    attributes: {
      name: read('name'),
      parent_id: read('parent_id'),
      location: read('location'),
      sku: read('sku'),
      properties: objectOf(
        {
          kubernetesVersion: read('kubernetes_version'),
          networkProfile: networkProfile(call),
          apiServerAccessProfile: read('api_server_access_profile'),
          nodeProvisioningProfile: read('node_provisioning_profile'),
          agentPoolProfiles: pool?.kind === 'unknown' ? pool : defaultPool(call, pool),
        },
        literalOrigin(range),
      ),
    },
  };
  const pools = elementsOf(attributes, 'agent_pools').map(({ key, map }): ModulePart => ({
    path: ['agent_pools', key],
    dialect: 'arm',
    type: `${CLUSTER_TYPE}/agentPools`,
    at: map,
    attributes: {
      name: attribute(map, 'name'),
      parent_id: partId(call, CLUSTER, map.origin.range),
      properties: apiMap(map),
    },
  }));
  return [cluster, ...pools];
}

function defaultPool({ range }: Resource, written: Value | undefined): Value {
  const empty = objectOf({}, literalOrigin(range));
  const map = written?.kind === 'map' ? written : empty;
  const at = map.origin.range;
  const count = numberValue(DEFAULT_POOL_COUNT, { range: at, kind: 'default', from: [] });
  const pool = withEntries(map, {
    name: attribute(map, 'name') ?? defaultText(DEFAULT_POOL_NAME, at),
    count_of: attribute(map, 'count_of') ?? count,
  });
  return { kind: 'list', type: 'tuple', items: [apiMap(pool)], origin: map.origin };
}

/** What a cluster of the kind `Automatic` takes of a network profile, and only when it does not go out by default. */
const OF_AUTOMATIC = ['dns_service_ip', 'outbound_type', 'pod_cidr', 'service_cidr'];

function networkProfile({ attributes }: Resource): Value | undefined {
  const written = attribute(attributes, 'network_profile');
  if (written?.kind !== 'map') return written;
  const sku = attributeAt(attributes, 'sku', 'name');
  if (sku?.kind === 'unknown') return unknownValue(reasonOf(sku), sku.origin);
  if (knownText(sku) !== 'Automatic') return apiMap(written);
  const outbound = attribute(written, 'outbound_type');
  if (outbound === undefined || knownText(outbound) === 'loadBalancer') return undefined;
  const taken = [...written.entries].filter(([name]) => OF_AUTOMATIC.includes(name));
  return apiMap({ ...written, entries: new Map(taken) });
}
