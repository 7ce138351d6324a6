/**
 * Cluster API on Azure, AKS: the cluster and the VNet of an AzureManagedControlPlane, and its node pools. Defaults:
 * https://capz.sigs.k8s.io/managed/managedcluster.
 */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import { boolValue, type MapValue, type Value } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { clusterDraft, clusterNetworkMode, type ClusterNetworkValues } from '../azure/managed-cluster.ts';
import { networkDraft, subnetDraft } from '../azure/network-drafts.ts';
import { nodePoolDraft } from '../azure/node-pool.ts';
import type { Binding, BindingOutput } from '../binding.ts';
import { defaultText } from '../default-values.ts';
import { headOf } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { undecidedFact } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { JOINED } from '../respell/cluster-api/cluster-api.ts';
import { networkId, networkTarget, type AzureScope } from './azure-scope.ts';
import { controlPlaneAddress, controlPlaneTarget } from './control-plane.ts';
import { notRead, objectHead, placeInside, valueAt, valueIn } from './manifest-values.ts';
import { isSameName } from './written-name.ts';

const VNET = ['spec', 'virtualNetwork'] as const;

/** The ranges of the network and of its subnet without a word. */
const DEFAULTS = {
  plain: { space: '10.0.0.0/8', subnet: '10.240.0.0/16' },
  overlay: { space: '10.224.0.0/12', subnet: '10.224.0.0/16' },
} as const;

function networkValues(
  spec: Value | undefined,
  cluster: Value | undefined,
  range: Range,
): ClusterNetworkValues {
  const read = (...path: readonly string[]) => valueIn(spec, ...path);
  const ofCluster = (what: string): Value | undefined =>
    cluster === undefined
      ? notRead('the Cluster of this control plane', range)
      : valueIn(cluster, 'spec', 'clusterNetwork', what, 'cidrBlocks');
  return {
    profileAt: range,
    hasProfile: true,
    plugin: read('networkPlugin'),
    pluginMode: read('networkPluginMode'),
    podSubnets: [],
    podCidrs: [ofCluster('pods')],
    serviceCidrs: [ofCluster('services')],
    dnsServiceIp: read('dnsServiceIP'),
    ipFamilies: undefined,
  };
}

export const azureManagedControlPlane: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['AzureManagedControlPlane.infrastructure.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const spec = valueAt(resource, 'spec');
    const values = networkValues(spec, valueAt(resource, JOINED.cluster), resource.range);
    const cluster = clusterDraft(context, objectHead(resource), {
      ...values,
      privateApi: valueIn(spec, 'apiServerAccessProfile', 'enablePrivateCluster'),
      version: valueIn(spec, 'version'),
    });
    const { scope, isOwn, network, subnet, name } = vnetOf(resource, spec);
    if (isOwn === false) return [cluster];
    const possible = isOwn === true ? resource.possible : isOwn;
    const mode = valueIn(spec, 'networkPluginMode');
    const fallback = (what: 'space' | 'subnet', range: Range): Value | undefined => {
      if (mode?.kind === 'unknown') return mode;
      return defaultText(DEFAULTS[knownText(mode) === 'overlay' ? 'overlay' : 'plain'][what], range);
    };
    const place = { ...placeInside(resource, network, ...VNET), possible };
    const subnetPlace = { ...placeInside(resource, subnet, ...VNET, 'subnet'), possible };
    const noPools = { pools: { known: [], unknown: [] }, poolSize: '' };
    const [id, subnetId] = [networkId(scope, name), networkId(scope, name, subnetName(resource, subnet))];
    return [
      cluster,
      networkDraft(context, headOf(place, name, id === undefined ? [] : [azureKey(id)]), {
        space: { written: [valueIn(network, 'cidrBlock') ?? fallback('space', place.range)], ...noPools },
        dnsServers: undefined,
      }),
      subnetDraft(
        context,
        headOf(subnetPlace, subnetName(resource, subnet), subnetId === undefined ? [] : [azureKey(subnetId)]),
        {
          network: targetOfInstance(resource.unit, resource.address, place.range, [...VNET]),
          name: subnetName(resource, subnet),
          space: {
            written: [valueIn(subnet, 'cidrBlock') ?? fallback('subnet', subnetPlace.range)],
            ...noPools,
          },
          delegations: [],
        },
      ),
    ];
  },
};

function subnetName(resource: Resource, subnet: Value | undefined): Value | undefined {
  return valueIn(subnet, 'name') ?? valueAt(resource, 'metadata', 'name');
}

/** The VNet that a control plane names, and whether it makes it: one in another group exists before the cluster does. */
function vnetOf(resource: Pick<Resource, 'attributes' | 'range'>, spec: Value | undefined) {
  const { attributes } = resource;
  const network = valueIn(attributes, ...VNET);
  const ownGroup =
    valueIn(spec, 'resourceGroupName') ?? valueIn(attributes, 'metadata', 'labels', CLUSTER_LABEL);
  const group = valueIn(network, 'resourceGroup') ?? ownGroup;
  const scope: AzureScope = { subscription: valueIn(spec, 'subscriptionID'), group };
  const isOwn =
    group === undefined || ownGroup === undefined ? group === ownGroup : isSameName(group, ownGroup);
  const name = valueIn(network, 'name') ?? valueIn(attributes, 'metadata', 'name');
  return { scope, isOwn, network, subnet: valueIn(network, 'subnet'), name };
}

const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';

export const azureManagedMachinePool: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['AzureManagedMachinePool.infrastructure.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const { range } = resource;
    const spec = valueAt(resource, 'spec');
    const machinePool = valueAt(resource, JOINED.machinePool);
    const controlPlane = valueAt(resource, JOINED.controlPlane);
    const cluster = valueAt(resource, JOINED.cluster);
    const scaling = valueIn(spec, 'scaling');
    return [
      nodePoolDraft(context, objectHead(resource), {
        cluster: controlPlaneTarget(resource),
        clusterMode:
          controlPlane === undefined
            ? undecidedFact('the cluster of this node pool is not in what was read', range, 'outside')
            : clusterNetworkMode(context, networkValues(valueIn(controlPlane, 'spec'), cluster, range)),
        count:
          machinePool === undefined
            ? notRead('the MachinePool of these machines', range)
            : (valueIn(machinePool, 'spec', 'replicas') ?? defaultText('1', range)),
        autoscaling:
          scaling === undefined || scaling.kind === 'unknown' ? scaling : boolValue(true, scaling.origin),
        min: valueIn(scaling, 'minSize'),
        max: valueIn(scaling, 'maxSize'),
        maxPods: valueIn(spec, 'maxPods'),
        maxSurge: undefined,
        maxUnavailable: undefined,
        priority: valueIn(spec, 'scaleSetPriority'),
        nodeSubnet: nodeSubnet(resource, controlPlane),
        podSubnet: { state: 'absent', range },
        podSubnetValue: undefined,
        podAllocation: undefined,
        provisioning: undefined,
      }),
    ];
  },
};

/** The subnet that a pool names, else that of its control plane. */
function nodeSubnet(resource: Resource, controlPlane: Value | undefined): Target {
  const { range, unit } = resource;
  const address = controlPlaneAddress(resource);
  const named = valueIn(valueAt(resource, 'spec'), 'subnetName');
  if (controlPlane?.kind !== 'map' || address === undefined) {
    const { reason, origin } = notRead('the network of this node pool', range);
    return { state: 'unknown', reason, text: knownText(named) ?? '', origin };
  }
  const { scope, isOwn, name, subnet } = vnetOf(
    { attributes: controlPlane, range },
    valueIn(controlPlane, 'spec'),
  );
  const own = subnetNameIn(controlPlane, subnet);
  const isOwnSubnet = named === undefined || (own !== undefined && isSameName(named, own) === true);
  if (isOwn !== false && isOwnSubnet) {
    return targetOfInstance(unit, address, named?.origin.range ?? range, [...VNET, 'subnet']);
  }
  return networkTarget(scope, [name, named ?? own], range);
}

function subnetNameIn(controlPlane: MapValue, subnet: Value | undefined): Value | undefined {
  return valueIn(subnet, 'name') ?? valueIn(controlPlane, 'metadata', 'name');
}
