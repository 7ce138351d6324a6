/**
 * The module `Azure/avm-res-network-virtualnetwork/azurerm`: a network with its subnets and peerings.
 * Source: variables.tf and outputs.tf of github.com/Azure/terraform-azurerm-avm-res-network-virtualnetwork, 0.22.
 */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { MapValue } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { idInside, idTarget } from '../azure/id-values.ts';
import { networkDraft, peeringDraft, subnetDraft, type AddressSpaceValues } from '../azure/network-drafts.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeBeside, placeOf, placeOfElement, type Place } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, firstAttribute, knownText } from '../read-attributes.ts';
import { booleanFact, impliedFact, orDefault, reasonOf } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';

const MODULE = 'azure/avm-res-network-virtualnetwork/azurerm';
const SUBNETS = 'subnets';
const PEERINGS = 'peerings';

export const avmVirtualNetwork: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: [MODULE],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const name = attribute(attributes, 'name');
    return [
      networkDraft(context, headOf(placeOf(resource), name, keysOf(context, resource)), {
        space: spaceOf(attributes, 'ipam_pools', 'address_space'),
        dnsServers: attributeAt(attributes, 'dns_servers', 'dns_servers'),
      }),
      ...elements(resource, SUBNETS, (key, value) => [subnetOf(context, resource, key, value)]),
      ...elements(resource, PEERINGS, (key, value) => peeringsOf(context, resource, key, value)),
    ];
  },
  outputs(_resource, [output, step, inner]) {
    if (output === 'resource_id' || output === 'name' || output === 'resource') return [];
    const isElement = output === SUBNETS || output === PEERINGS;
    const isIdentity = inner === undefined || inner === 'resource_id' || inner === 'name';
    return isElement && typeof step === 'string' && isIdentity ? [output, step] : undefined;
  },
};

/** The parent is the resource group; older releases take its name. */
function keysOf(context: BindingContext, resource: Resource, ...inside: readonly string[]): NameKey[] {
  const { attributes } = resource;
  const name = knownText(attribute(attributes, 'name'));
  const steps = `/providers/Microsoft.Network/virtualNetworks/${name ?? ''}`;
  const subnets = inside.map((subnet) => `/subnets/${subnet}`).join('');
  const id = idInside(context, attribute(attributes, 'parent_id'), `${steps}${subnets}`);
  if (id === undefined) return [];
  const group = knownText(attribute(attributes, 'resource_group_name'));
  return [azureKey({ ...id, resourceGroup: id.resourceGroup ?? group })];
}

function spaceOf(map: MapValue, pools: string, ...written: readonly string[]): AddressSpaceValues {
  return {
    written: written.map((name) => attribute(map, name)),
    pools: blocks(map, pools),
    poolSize: 'number_of_ip_addresses',
  };
}

function elements(
  resource: Resource,
  argument: string,
  bind: (key: string, value: MapValue) => readonly BindingOutput[],
): BindingOutput[] {
  const all = attribute(resource.attributes, argument);
  if (all?.kind === 'unknown') return [gapOf(resource, argument, reasonOf(all), all.origin.range)];
  if (all?.kind !== 'map') return [];
  return [...all.entries.keys()].flatMap((key) => {
    const value = attribute(all, key);
    if (value?.kind === 'unknown') return [gapOf(resource, argument, reasonOf(value), value.origin.range)];
    return value?.kind === 'map' ? bind(key, value) : [];
  });
}

function itself(resource: Resource): Target {
  return targetOfInstance(resource.unit, resource.address, resource.range);
}

function subnetOf(
  context: BindingContext,
  resource: Resource,
  key: string,
  value: MapValue,
): DraftOf<'subnet'> {
  const name = attribute(value, 'name');
  const text = knownText(name);
  const place = placeOfElement(placeOf(resource), value, SUBNETS, key);
  const keys = text === undefined ? [] : keysOf(context, resource, text);
  const services = [...blocks(value, 'delegations').known, ...blocks(value, 'delegation').known];
  return subnetDraft(context, headOf(place, name, keys), {
    network: itself(resource),
    name,
    space: spaceOf(value, 'ipam_pools', 'address_prefixes', 'address_prefix'),
    delegations: services.map((block) => attributeAt(block.map, 'service_delegation', 'name')),
  });
}

/** A peering can bring its way back along. */
function peeringsOf(
  context: BindingContext,
  resource: Resource,
  key: string,
  value: MapValue,
): DraftOf<'peering'>[] {
  const place = placeOfElement(placeOf(resource), value, PEERINGS, key);
  const remoteId = firstAttribute(value, 'remote_virtual_network_resource_id', 'remote_virtual_network_id');
  return bothWays(context, place, value, itself(resource), idTarget(context, remoteId, place.range));
}

function bothWays(
  context: BindingContext,
  place: Place,
  value: MapValue,
  from: Target,
  to: Target,
): DraftOf<'peering'>[] {
  const reverse = orDefault(
    booleanFact(context, attribute(value, 'create_reverse_peering'), place.range),
    false,
  );
  const flags = (prefix: string) => ({
    allowForwardedTraffic: attribute(value, `${prefix}allow_forwarded_traffic`),
    allowGatewayTransit: attribute(value, `${prefix}allow_gateway_transit`),
    useRemoteGateways: attribute(value, `${prefix}use_remote_gateways`),
    wholeNetworks: attribute(value, `${prefix}peer_complete_vnets`),
  });
  const there = peeringDraft(context, headOf(place, attribute(value, 'name'), []), {
    ...flags(''),
    from,
    to,
    // Where the way back is certain it is a peering of its own.
    createsBothEnds: reverse.state === 'unknown' ? reverse : impliedFact(false, place.range),
  });
  if (reverse.state !== 'known' || !reverse.value) return [there];
  const head = headOf(placeBeside(place, 'reverse'), firstAttribute(value, 'reverse_name', 'name'), []);
  return [there, peeringDraft(context, head, { ...flags('reverse_'), from: to, to: from })];
}

/** The part of the module that makes one subnet in a network that is given by its id. */
export const avmSubnet: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: [`${MODULE}//modules/subnet`],
  bind(resource, context) {
    const { attributes, range } = resource;
    const network =
      attributeAt(attributes, 'virtual_network', 'resource_id') ?? attribute(attributes, 'parent_id');
    const name = attribute(attributes, 'name');
    const text = knownText(name);
    const id = text === undefined ? undefined : idInside(context, network, `/subnets/${text}`);
    const services = [...blocks(attributes, 'delegations').known, ...blocks(attributes, 'delegation').known];
    return [
      subnetDraft(context, headOf(placeOf(resource), name, id === undefined ? [] : [azureKey(id)]), {
        network: idTarget(context, network, range),
        name,
        space: spaceOf(attributes, 'ipam_pools', 'address_prefixes', 'address_prefix'),
        delegations: services.map((block) => attributeAt(block.map, 'service_delegation', 'name')),
      }),
    ];
  },
  outputs: (_resource, [output]) => (output === 'resource_id' || output === 'name' ? [] : undefined),
};

/** The part of the module that peers two networks that are given by their ids. */
export const avmPeering: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: [`${MODULE}//modules/peering`],
  bind(resource, context) {
    const { attributes, range } = resource;
    const local =
      attributeAt(attributes, 'virtual_network', 'resource_id') ?? attribute(attributes, 'parent_id');
    const remote =
      attributeAt(attributes, 'remote_virtual_network', 'resource_id') ??
      attribute(attributes, 'remote_virtual_network_id');
    const ends = [idTarget(context, local, range), idTarget(context, remote, range)] as const;
    return bothWays(context, placeOf(resource), attributes, ...ends);
  },
};
