/**
 * The module `Azure/aks/azurerm`: a cluster with its pools.
 * Source: variables.tf of github.com/Azure/terraform-azurerm-aks, 2026-04; older releases name subnets by plain ids.
 */
import type { Resource } from '../../languages/unit.ts';
import type { ClusterNetworkMode } from '../../model/entities.ts';
import { knownValue, type Fact } from '../../values/fact.ts';
import { numberValue, type MapValue, type Value } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { idTarget } from '../azure/id-values.ts';
import { clusterDraft, clusterNetworkMode, type ClusterNetworkValues } from '../azure/managed-cluster.ts';
import { nodePoolDraft, type NodePoolValues } from '../azure/node-pool.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeBeside, placeOf, placeOfElement } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, firstAttribute } from '../read-attributes.ts';
import { booleanFact, impliedFact, reasonOf } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { defaultText } from '../default-values.ts';

const DEFAULT_PLUGIN = 'kubenet';
const DEFAULT_COUNT = 2;

export const aksModule: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: ['azure/aks/azurerm'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const values = networkValues(resource);
    const mode = clusterNetworkMode(context, values);
    return [
      clusterDraft(context, headOf(placeOf(resource), attribute(attributes, 'cluster_name'), []), {
        ...values,
        privateApi: attribute(attributes, 'private_cluster_enabled'),
        version: attribute(attributes, 'kubernetes_version'),
      }),
      agentsPool(context, resource, mode),
      ...furtherPools(context, resource, mode),
      ...privateApiServer(context, resource),
    ];
  },
  outputs: (_resource, [output]) => (output === 'aks_id' || output === 'aks_name' ? [] : undefined),
};

/** The id of a subnet that is given as `{ id }`, or by itself in older releases. */
function subnetId(map: MapValue, name: string): Value | undefined {
  return attributeAt(map, name, 'id') ?? attribute(map, `${name}_id`);
}

function networkValues(resource: Resource): ClusterNetworkValues {
  const { attributes, range } = resource;
  const read = (name: string) => attribute(attributes, name);
  return {
    profileAt: range,
    hasProfile: true,
    plugin: read('network_plugin') ?? defaultText(DEFAULT_PLUGIN, range),
    pluginMode: read('network_plugin_mode'),
    podSubnets: [subnetId(attributes, 'pod_subnet')],
    podCidrs: [read('net_profile_pod_cidrs'), read('net_profile_pod_cidr')],
    serviceCidrs: [read('net_profile_service_cidrs'), read('net_profile_service_cidr')],
    dnsServiceIp: read('net_profile_dns_service_ip'),
    ipFamilies: read('network_ip_versions'),
  };
}

function subnetsOf(context: BindingContext, map: MapValue, resource: Resource, nodes: string) {
  const podSubnetValue = subnetId(map, 'pod_subnet');
  return {
    nodeSubnet: idTarget(context, subnetId(map, nodes), resource.range),
    podSubnet: idTarget(context, podSubnetValue, resource.range),
    podSubnetValue,
  };
}

function agentsPool(
  context: BindingContext,
  resource: Resource,
  clusterMode: Fact<ClusterNetworkMode>,
): DraftOf<'node-pool'> {
  const { attributes, unit, address, range } = resource;
  const head = headOf(
    placeBeside(placeOf(resource), 'agents'),
    attribute(attributes, 'agents_pool_name'),
    [],
  );
  const byDefault = numberValue(DEFAULT_COUNT, { range, kind: 'default', from: [] });
  const count = attributes.entries.has('agents_count') ? attribute(attributes, 'agents_count') : byDefault;
  const values: NodePoolValues = {
    cluster: targetOfInstance(unit, address, range),
    clusterMode,
    count,
    autoscaling: firstAttribute(attributes, 'auto_scaling_enabled', 'enable_auto_scaling'),
    min: attribute(attributes, 'agents_min_count'),
    max: attribute(attributes, 'agents_max_count'),
    maxPods: attribute(attributes, 'agents_max_pods'),
    maxSurge: attribute(attributes, 'agents_pool_max_surge'),
    maxUnavailable: undefined,
    priority: undefined,
    ...subnetsOf(context, attributes, resource, 'vnet_subnet'),
    podAllocation: undefined,
    provisioning: undefined,
  };
  return nodePoolDraft(context, head, values);
}

function furtherPools(
  context: BindingContext,
  resource: Resource,
  clusterMode: Fact<ClusterNetworkMode>,
): BindingOutput[] {
  const pools = attribute(resource.attributes, 'node_pools');
  if (pools?.kind === 'unknown') return [gapOf(resource, 'node_pools', reasonOf(pools), pools.origin.range)];
  if (pools?.kind !== 'map') return [];
  return [...pools.entries.keys()].map((key) => {
    const pool = attribute(pools, key);
    if (pool?.kind !== 'map') {
      const reason =
        pool?.kind === 'unknown'
          ? reasonOf(pool)
          : ({ code: 'failed', message: 'a node pool is an object' } as const);
      return gapOf(resource, 'node_pools', reason, pool?.origin.range);
    }
    const head = headOf(
      placeOfElement(placeOf(resource), pool, 'node_pools', key),
      attribute(pool, 'name'),
      [],
    );
    const { unit, address, range } = resource;
    return nodePoolDraft(context, head, {
      cluster: targetOfInstance(unit, address, range),
      clusterMode,
      count: attribute(pool, 'node_count'),
      autoscaling: firstAttribute(pool, 'auto_scaling_enabled', 'enable_auto_scaling'),
      min: attribute(pool, 'min_count'),
      max: attribute(pool, 'max_count'),
      maxPods: attribute(pool, 'max_pods'),
      maxSurge: attributeAt(pool, 'upgrade_settings', 'max_surge'),
      maxUnavailable: attributeAt(pool, 'upgrade_settings', 'max_unavailable'),
      priority: attribute(pool, 'priority'),
      ...subnetsOf(context, pool, resource, 'vnet_subnet'),
      podAllocation: undefined,
      provisioning: undefined,
    });
  });
}

/** A private cluster's API server has one address in the subnet of the first pool. */
function privateApiServer(context: BindingContext, resource: Resource): DraftOf<'address-consumer'>[] {
  const { attributes, range } = resource;
  const enabled = booleanFact(context, attribute(attributes, 'private_cluster_enabled'), range);
  const subnet = subnetId(attributes, 'vnet_subnet');
  if (knownValue(enabled) !== true || subnet === undefined) return [];
  if (attribute(attributes, 'api_server_subnet_id') !== undefined) return [];
  const head = headOf(
    placeBeside(placeOf(resource), 'private_cluster_enabled'),
    attribute(attributes, 'cluster_name'),
    [],
  );
  return [
    addressConsumerDraft(head, idTarget(context, subnet, range), 'private API server', impliedFact(1, range)),
  ];
}
