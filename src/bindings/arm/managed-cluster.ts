/** Azure API shape: AKS clusters and their node pools. */
import type { Target } from '../../model/draft.ts';
import type { ClusterNetworkMode } from '../../model/entities.ts';
import { knownValue, type Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { idTarget } from '../azure/id-values.ts';
import { clusterDraft, clusterNetworkMode, type ClusterNetworkValues } from '../azure/managed-cluster.ts';
import { nodePoolDraft } from '../azure/node-pool.ts';
import type { BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import type { Place } from '../entity-head.ts';
import { booleanFact, impliedFact, undecidedFact } from '../read-facts.ts';
import {
  armHead,
  bodyOf,
  elementsOf,
  firstElement,
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

function provisioningOf(body: MapValue): Value | undefined {
  return property(body, 'nodeProvisioningProfile', 'mode');
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

function otherAddresses(context: BindingContext, arm: ArmObject): BindingOutput[] {
  const { body, place } = arm;
  const head = (step: string) => ({ ...armHead(arm), path: [...place.path, step], keys: [] });
  const apiSubnet = property(body, 'apiServerAccessProfile', 'subnetId');
  if (apiSubnet !== undefined) {
    const subnet = idTarget(context, apiSubnet, place.range);
    const number = undecidedFact(
      'AKS documents at least 9 addresses for its API server, and no exact number',
      place.range,
    );
    return [addressConsumerDraft(head('apiServerAccessProfile'), subnet, 'API server', number)];
  }
  const written = property(body, 'apiServerAccessProfile', 'enablePrivateCluster');
  const enabled = knownValue(booleanFact(context, written, place.range));
  const nodeSubnet = propertyOf(firstElement(property(body, POOLS)), 'vnetSubnetID');
  if (enabled !== true || nodeSubnet === undefined) return [];
  const subnet = idTarget(context, nodeSubnet, place.range);
  const one = impliedFact(1, place.range);
  return [addressConsumerDraft(head('enablePrivateCluster'), subnet, 'private API server', one)];
}
