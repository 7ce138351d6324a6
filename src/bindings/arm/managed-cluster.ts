/** Azure API shape: AKS clusters and their node pools. */
import type { Target } from '../../model/draft.ts';
import type { ClusterNetworkMode } from '../../model/entities.ts';
import { knownValue, type Fact } from '../../values/fact.ts';
import { stringValue, type MapValue, type Value } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { idTarget } from '../azure/id-values.ts';
import { clusterDraft, clusterNetworkMode, type ClusterNetworkValues } from '../azure/managed-cluster.ts';
import { nodePoolDraft } from '../azure/node-pool.ts';
import type { BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import type { Place } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { booleanFact, impliedFact, undecidedFact } from '../read-facts.ts';
import { isEmpty } from '../read-prefixes.ts';
import {
  armHead,
  bodyOf,
  elementsOf,
  firstElement,
  headInside,
  memberAt,
  property,
  propertyOf,
  type ArmBinding,
  type ArmObject,
} from './arm-object.ts';
import { bindInner, itself } from './inner-objects.ts';

const POOLS = 'agentPoolProfiles';

function networkValues(body: MapValue, place: Place): ClusterNetworkValues {
  const profile = property(body, 'networkProfile');
  const read = (name: string) => property(body, 'networkProfile', name);
  return {
    profileAt: profile?.kind === 'map' ? profile.origin.range : place.range,
    hasProfile: profile !== undefined,
    plugin: read('networkPlugin'),
    pluginMode: read('networkPluginMode'),
    podSubnets: elementsOf(property(body, POOLS)).known.map(({ map }) => property(map, 'podSubnetID')),
    podCidrs: [read('podCidrs'), read('podCidr')],
    serviceCidrs: [read('serviceCidrs'), read('serviceCidr')],
    dnsServiceIp: read('dnsServiceIP'),
    ipFamilies: read('ipFamilies'),
  };
}

export const managedCluster: ArmBinding = (arm, context) => {
  const { body } = arm;
  const values = networkValues(body, arm.place);
  const mode = clusterNetworkMode(context, values);
  const cluster = clusterDraft(context, armHead(arm), {
    ...values,
    privateApi: property(body, 'apiServerAccessProfile', 'enablePrivateCluster'),
    version: property(body, 'kubernetesVersion'),
  });
  const pools = bindInner(context, arm, POOLS, 'agentpools', (pool) => [
    poolDraft(context, pool, itself(arm), mode, provisioningOf(body)),
  ]);
  return [cluster, ...pools, ...otherAddresses(context, arm)];
};

/** AKS Automatic provisions nodes unless the code says otherwise (https://learn.microsoft.com/azure/aks/intro-aks-automatic). */
function provisioningOf(body: MapValue): Value | undefined {
  const written = property(body, 'nodeProvisioningProfile', 'mode');
  const sku = memberAt(body, 'sku', 'name');
  if (written !== undefined || knownText(sku)?.toLowerCase() !== 'automatic' || sku === undefined)
    return written;
  return stringValue('Auto', sku.origin);
}

export const agentPool: ArmBinding = (arm, context) => {
  const { parent, place } = arm;
  const cluster = parent.state === 'target' ? context.find(parent.reference) : undefined;
  const body = cluster === undefined ? undefined : bodyOf(cluster);
  const mode: Fact<ClusterNetworkMode> =
    body === undefined || cluster?.mode !== 'managed'
      ? undecidedFact('the cluster of this node pool is not in what was read', place.range, 'outside')
      : clusterNetworkMode(context, networkValues(body, place));
  return [poolDraft(context, arm, parent, mode, undefined)];
};

function poolDraft(
  context: BindingContext,
  arm: ArmObject,
  cluster: Target,
  clusterMode: Fact<ClusterNetworkMode>,
  provisioning: Value | undefined,
): DraftOf<'node-pool'> {
  const read = (...path: readonly string[]) => property(arm.body, ...path);
  const podSubnetValue = read('podSubnetID');
  return nodePoolDraft(
    context,
    { ...armHead(arm), keys: [] },
    {
      cluster,
      clusterMode,
      provisioning,
      count: read('count'),
      autoscaling: read('enableAutoScaling'),
      min: read('minCount'),
      max: read('maxCount'),
      maxPods: read('maxPods'),
      maxSurge: read('upgradeSettings', 'maxSurge'),
      maxUnavailable: read('upgradeSettings', 'maxUnavailable'),
      priority: read('scaleSetPriority'),
      nodeSubnet: idTarget(context, read('vnetSubnetID'), arm.place.range),
      podSubnet: idTarget(context, podSubnetValue, arm.place.range),
      podSubnetValue,
      podAllocation: read('podIPAllocationMode'),
    },
  );
}

/** What else of a cluster takes addresses: its API server, and the application gateway that AKS makes for it. */
function otherAddresses(context: BindingContext, arm: ArmObject): BindingOutput[] {
  const { body, place } = arm;
  const consumer = (step: string, subnet: Value | undefined, what: string, addresses: Fact<number>) => {
    const target = idTarget(context, subnet, place.range);
    return target.state === 'absent'
      ? []
      : [addressConsumerDraft(headInside(arm, step), target, what, addresses)];
  };
  const gateway = property(body, 'addonProfiles', 'ingressApplicationGateway', 'config', 'subnetId');
  const scaling = undecidedFact('the application gateway scales by itself', place.range);
  return [
    ...apiServer(context, arm, consumer),
    ...consumer('ingressApplicationGateway', gateway, 'application gateway', scaling),
  ];
}

/** A private cluster's API server has its one address in the subnet of the first pool. */
function apiServer(
  context: BindingContext,
  { body, place }: ArmObject,
  consumer: (
    step: string,
    subnet: Value | undefined,
    what: string,
    addresses: Fact<number>,
  ) => BindingOutput[],
): BindingOutput[] {
  const subnet = property(body, 'apiServerAccessProfile', 'subnetId');
  if (subnet !== undefined && !isEmpty(subnet)) {
    const message = 'AKS documents at least 9 addresses for its API server, and no exact number';
    return consumer('apiServerAccessProfile', subnet, 'API server', undecidedFact(message, place.range));
  }
  const written = property(body, 'apiServerAccessProfile', 'enablePrivateCluster');
  if (knownValue(booleanFact(context, written, place.range)) !== true) return [];
  const nodes = propertyOf(firstElement(property(body, POOLS)), 'vnetSubnetID');
  return consumer('enablePrivateCluster', nodes, 'private API server', impliedFact(1, place.range));
}
