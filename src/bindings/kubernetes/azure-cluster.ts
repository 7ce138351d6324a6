/**
 * Cluster API on Azure, clusters of one's own: the VNet of an AzureCluster with its subnets and peerings. Defaults:
 * https://capz.sigs.k8s.io/self-managed/custom-vnet.
 */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { MapValue, UnknownReason, Value } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { networkDraft, peeringDraft, subnetDraft, type AddressSpaceValues } from '../azure/network-drafts.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { defaultTexts } from '../default-values.ts';
import { headOf, type Place } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import { impliedFact, reasonOf } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { networkId, networkTarget, type AzureScope } from './azure-scope.ts';
import { maps, placeInside, unknowns, valueAt, valueIn } from './manifest-values.ts';
import { isSameName } from './written-name.ts';

const DEFAULT_SPACE = ['10.0.0.0/8'];
const DEFAULT_CLUSTER_SUBNET = ['10.0.0.0/16'];
const DEFAULT_BASTION_SUBNET = ['10.255.255.224/27'];

/** Of node subnets the first gets 10.1.0.0/16, the second 10.2.0.0/16. */
function defaultNodeSubnet(number: number): readonly string[] {
  return number < 256 ? [`10.${number}.0.0/16`] : [];
}

const SUBNETS = ['spec', 'networkSpec', 'subnets'] as const;
const VNET = ['spec', 'networkSpec', 'vnet'] as const;

/** One AzureCluster on its way to drafts. */
interface AzureNetwork {
  readonly resource: Resource;
  readonly context: BindingContext;
  readonly scope: AzureScope;
  readonly name: Value | undefined;
  readonly itself: Target;
  /** Set when it cannot be told whether this object creates the network. */
  readonly possible: UnknownReason | undefined;
}

export const azureCluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['AzureCluster.infrastructure.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const ownGroup = valueAt(resource, 'spec', 'resourceGroup') ?? valueAt(resource, 'metadata', 'name');
    const group = valueAt(resource, ...VNET, 'resourceGroup') ?? ownGroup;
    const scope = { subscription: valueAt(resource, 'spec', 'subscriptionID'), group };
    const isOwn = group === undefined || ownGroup === undefined ? true : isSameName(group, ownGroup);
    const name = valueAt(resource, ...VNET, 'name');
    const itself =
      isOwn === false
        ? networkTarget(scope, [name], resource.range)
        : targetOfInstance(resource.unit, resource.address, resource.range);
    const possible = isOwn === true || isOwn === false ? resource.possible : isOwn;
    const network: AzureNetwork = { resource, context, scope, name, itself, possible };
    // A network in another group exists before the cluster does, and with it its subnets.
    const own = isOwn === false ? [] : [vnet(network), ...subnets(network), ...bastion(network)];
    return [...own, ...peerings(network, { ...scope, group: ownGroup })];
  },
};

function written(values: Value | undefined, fallback: readonly string[], place: Place): AddressSpaceValues {
  const space = values ?? (fallback.length === 0 ? undefined : defaultTexts(fallback, place.range));
  return { written: [space], pools: { known: [], unknown: [] }, poolSize: '' };
}

function vnet({ resource, context, scope, name, possible }: AzureNetwork): BindingOutput {
  const block = valueAt(resource, ...VNET);
  const place = { ...placeInside(resource, block?.kind === 'map' ? block : undefined), possible };
  const id = networkId(scope, name);
  return networkDraft(context, headOf(place, name, id === undefined ? [] : [azureKey(id)]), {
    space: written(valueAt(resource, ...VNET, 'cidrBlocks'), DEFAULT_SPACE, place),
    dnsServers: undefined,
  });
}

function subnets(network: AzureNetwork): BindingOutput[] {
  const { resource } = network;
  const list = valueAt(resource, ...SUBNETS);
  const listed = maps(list);
  const roles = listed.map(([subnet]) => knownText(valueIn(subnet, 'role')));
  const drafts: BindingOutput[] = [];
  let nodeSubnets = 0;
  listed.forEach(([subnet, index], at) => {
    const role = roles[at];
    if (role === 'node') nodeSubnets++;
    const fallback =
      role === 'node'
        ? defaultNodeSubnet(nodeSubnets)
        : role === 'control-plane' || role === 'cluster'
          ? DEFAULT_CLUSTER_SUBNET
          : [];
    const place = placeInside(resource, subnet, ...SUBNETS, index);
    drafts.push(subnetAt(network, place, subnet, fallback));
    const endpoints = valueIn(subnet, 'privateEndpoints');
    if (endpoints !== undefined) drafts.push(endpointsGap(resource, endpoints));
  });
  const unknown = unknowns(list);
  if (unknown.length > 0) {
    return [...drafts, ...unknown.map((value) => gapOf(resource, SUBNETS.join('.'), reasonOf(value)))];
  }
  // Without their roles it cannot be told which subnets Cluster API adds.
  if (roles.includes('cluster') || listed.some(([subnet], at) => isUnknownRole(subnet, roles[at])))
    return drafts;
  const added = (step: string, range: readonly string[]) =>
    drafts.push(
      subnetAt(network, { ...placeInside(resource, undefined, ...SUBNETS, step) }, undefined, range),
    );
  const hasControlPlane = knownBool(valueAt(resource, 'spec', 'controlPlaneEnabled')) !== false;
  if (hasControlPlane && !roles.includes('control-plane')) added('control-plane', DEFAULT_CLUSTER_SUBNET);
  if (!roles.includes('node')) added('node', defaultNodeSubnet(1));
  return drafts;
}

function isUnknownRole(subnet: MapValue, role: string | undefined): boolean {
  return role === undefined && valueIn(subnet, 'role') !== undefined;
}

function knownBool(value: Value | undefined): boolean | undefined {
  return value?.kind === 'bool' ? value.value : undefined;
}

function endpointsGap(resource: Resource, endpoints: Value): BindingOutput {
  const reason = { code: 'unsupported', message: 'private endpoints of AzureCluster are not read' } as const;
  return gapOf(resource, 'privateEndpoints', reason, endpoints.origin.range);
}

function subnetAt(
  { context, scope, name: network, itself, possible }: AzureNetwork,
  place: Place,
  subnet: Value | undefined,
  fallback: readonly string[],
): BindingOutput {
  const name = valueIn(subnet, 'name');
  const id = networkId(scope, network, name);
  return subnetDraft(context, headOf({ ...place, possible }, name, id === undefined ? [] : [azureKey(id)]), {
    network: itself,
    name,
    space: written(valueIn(subnet, 'cidrBlocks'), fallback, place),
    delegations: [],
  });
}

function bastion(network: AzureNetwork): BindingOutput[] {
  const path = ['spec', 'bastionSpec', 'azureBastion'] as const;
  const block = valueAt(network.resource, ...path);
  if (block?.kind !== 'map') return [];
  const subnet = valueIn(block, 'subnet');
  const place = placeInside(network.resource, subnet ?? block, ...path, 'subnet');
  return [subnetAt(network, place, subnet, DEFAULT_BASTION_SUBNET)];
}

/** One entry makes both links, each with flags of its own. */
function peerings(network: AzureNetwork, defaultScope: AzureScope): BindingOutput[] {
  const { resource, context, itself, possible } = network;
  const list = valueAt(resource, ...VNET, 'peerings');
  const known = maps(list).flatMap(([peering, index]) => {
    const place = { ...placeInside(resource, peering, ...VNET, 'peerings', index), possible };
    const group = valueIn(peering, 'resourceGroup') ?? defaultScope.group;
    const remote = networkTarget(
      { ...defaultScope, group },
      [valueIn(peering, 'remoteVnetName')],
      place.range,
    );
    const link = (from: Target, to: Target, flags: string, at: Place) =>
      peeringDraft(context, headOf(at, undefined, []), {
        from,
        to,
        allowForwardedTraffic: valueIn(peering, flags, 'allowForwardedTraffic'),
        allowGatewayTransit: valueIn(peering, flags, 'allowGatewayTransit'),
        useRemoteGateways: valueIn(peering, flags, 'useRemoteGateways'),
        wholeNetworks: undefined,
        createsBothEnds: impliedFact(true, place.range),
      });
    return [
      link(itself, remote, 'forwardPeeringProperties', place),
      link(remote, itself, 'reversePeeringProperties', { ...place, path: [...place.path, 'reverse'] }),
    ];
  });
  return [...known, ...unknowns(list).map((value) => gapOf(resource, 'peerings', reasonOf(value)))];
}
