/** azurerm: AKS clusters with their default pool, and further node pools. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { ClusterNetworkMode } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import { knownValue, type Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import { clusterDraft, clusterNetworkMode, type ClusterNetworkValues } from '../azure/managed-cluster.ts';
import { nodePoolDraft, type NodePoolValues } from '../azure/node-pool.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeBeside, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, firstAttribute, firstBlock } from '../read-attributes.ts';
import { booleanFact, impliedFact, reasonOf, undecidedFact } from '../read-facts.ts';
import { meantInstance, targetOfInstance } from '../read-targets.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { azurermHead } from './identity.ts';

const CLUSTER_TYPE = 'azurerm_kubernetes_cluster';
const POOL = 'default_node_pool';
const PROFILE = 'network_profile';

function networkValues(resource: Resource): ClusterNetworkValues {
  const { attributes, range } = resource;
  const profile = firstBlock(attributes, PROFILE);
  const read = (name: string) => attributeAt(attributes, PROFILE, name);
  return {
    profileAt: profile?.kind === 'map' ? profile.origin.range : range,
    hasProfile: profile !== undefined,
    plugin: read('network_plugin'),
    pluginMode: read('network_plugin_mode'),
    podSubnets: [attributeAt(attributes, POOL, 'pod_subnet_id')],
    podCidrs: [read('pod_cidrs'), read('pod_cidr')],
    serviceCidrs: [read('service_cidrs'), read('service_cidr')],
    dnsServiceIp: read('dns_service_ip'),
    ipFamilies: read('ip_versions'),
  };
}

export const kubernetesCluster: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: [CLUSTER_TYPE],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const values = networkValues(resource);
    const cluster = clusterDraft(context, azurermHead(resource), {
      ...values,
      privateApi: attribute(attributes, 'private_cluster_enabled'),
      version: attribute(attributes, 'kubernetes_version'),
    });
    return [
      cluster,
      ...defaultPools(context, resource, clusterNetworkMode(context, values)),
      ...otherAddresses(context, resource),
    ];
  },
};

function defaultPools(
  context: BindingContext,
  resource: Resource,
  clusterMode: Fact<ClusterNetworkMode>,
): BindingOutput[] {
  const pools = blocks(resource.attributes, POOL);
  const provisioning = attributeAt(resource.attributes, 'node_provisioning_profile', 'mode');
  return [
    ...pools.known.map((block) => {
      const head = headOf(placeOfBlock(placeOf(resource), block), attribute(block.map, 'name'), []);
      const cluster = targetOfInstance(resource.unit, resource.address, head.range);
      const values = poolValues(context, block.map, head.range, { cluster, clusterMode, provisioning });
      return nodePoolDraft(context, head, values);
    }),
    ...pools.unknown.map((value) => gapOf(resource, POOL, reasonOf(value), value.origin.range)),
  ];
}

/** 3.x has `enable_auto_scaling`. azurerm has no attribute for how pods get addresses of a pod subnet. */
function poolValues(
  context: BindingContext,
  map: MapValue,
  at: Range,
  cluster: Pick<NodePoolValues, 'cluster' | 'clusterMode' | 'provisioning'>,
): NodePoolValues {
  const podSubnetValue = attribute(map, 'pod_subnet_id');
  return {
    ...cluster,
    count: attribute(map, 'node_count'),
    autoscaling: firstAttribute(map, 'auto_scaling_enabled', 'enable_auto_scaling'),
    min: attribute(map, 'min_count'),
    max: attribute(map, 'max_count'),
    maxPods: attribute(map, 'max_pods'),
    maxSurge: attributeAt(map, 'upgrade_settings', 'max_surge'),
    maxUnavailable: attributeAt(map, 'upgrade_settings', 'max_unavailable'),
    priority: attribute(map, 'priority'),
    nodeSubnet: idTarget(context, attribute(map, 'vnet_subnet_id'), at),
    podSubnet: idTarget(context, podSubnetValue, at),
    podSubnetValue,
    podAllocation: undefined,
  };
}

export const kubernetesNodePool: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_kubernetes_cluster_node_pool'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const id = attribute(attributes, 'kubernetes_cluster_id');
    const values = poolValues(context, attributes, range, {
      cluster: idTarget(context, id, range),
      clusterMode: modeOfCluster(context, id, range),
      provisioning: undefined,
    });
    const head = headOf(placeOf(resource), attribute(attributes, 'name'), []);
    return [nodePoolDraft(context, head, values)];
  },
};

function modeOfCluster(context: BindingContext, id: Value | undefined, at: Range): Fact<ClusterNetworkMode> {
  const cluster = id === undefined ? undefined : context.find(meantInstance(context, id));
  if (cluster === undefined || cluster.type !== CLUSTER_TYPE || cluster.mode !== 'managed') {
    return undecidedFact('the cluster of this node pool is not in what was read', at, 'outside');
  }
  return clusterNetworkMode(context, networkValues(cluster));
}

/** What else of a cluster takes addresses: its API server, and the application gateway that AKS makes for it. */
function otherAddresses(context: BindingContext, resource: Resource): DraftOf<'address-consumer'>[] {
  const { attributes, range } = resource;
  const head = (step: string): EntityHead =>
    headOf(placeBeside(placeOf(resource), step), attribute(attributes, 'name'), []);
  const found: DraftOf<'address-consumer'>[] = [];
  const apiSubnet = attributeAt(attributes, 'api_server_access_profile', 'subnet_id');
  if (apiSubnet !== undefined) {
    const number = undecidedFact(
      'AKS documents at least 9 addresses for its API server, and no exact number',
      range,
    );
    const subnet = idTarget(context, apiSubnet, range);
    found.push(addressConsumerDraft(head('api_server_access_profile'), subnet, 'API server', number));
  } else {
    const endpoint = privateApiServer(context, resource);
    if (endpoint !== undefined) {
      const consumer = addressConsumerDraft(
        head('private_cluster_enabled'),
        endpoint,
        'private API server',
        impliedFact(1, range),
      );
      found.push(consumer);
    }
  }
  const gatewaySubnet = attributeAt(attributes, 'ingress_application_gateway', 'subnet_id');
  if (gatewaySubnet !== undefined) {
    const number = undecidedFact('the application gateway scales by itself', range);
    const subnet = idTarget(context, gatewaySubnet, range);
    found.push(
      addressConsumerDraft(head('ingress_application_gateway'), subnet, 'application gateway', number),
    );
  }
  return found;
}

/**
 * The subnet in which a private cluster's API server has its one address: that of the first pool
 * (https://learn.microsoft.com/azure/aks/private-clusters).
 */
function privateApiServer(context: BindingContext, resource: Resource): Target | undefined {
  const enabled = booleanFact(
    context,
    attribute(resource.attributes, 'private_cluster_enabled'),
    resource.range,
  );
  const subnet = attributeAt(resource.attributes, POOL, 'vnet_subnet_id');
  if (knownValue(enabled) !== true || subnet === undefined) return undefined;
  return idTarget(context, subnet, resource.range);
}
