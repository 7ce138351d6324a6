/** azurerm: virtual networks, their DNS servers, subnets and peerings. */
import type { Address } from '../../ip/address.ts';
import type { Gap, NameKey } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import type { Resource } from '../../languages/unit.ts';
import type { MapValue, UnknownValue, Value } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { networkDraft, peeringDraft, subnetDraft, type AddressSpaceValues } from '../azure/network-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import { patchOf, type Binding, type BindingContext, type BindingOutput, type Merger } from '../binding.ts';
import { headOf, placeOf, placeOfBlock } from '../entity-head.ts';
import { gapOf, unseenGap } from '../gap.ts';
import { attribute, attributeAt, blocks, type Block } from '../read-attributes.ts';
import { listIfCertain, reasonOf } from '../read-facts.ts';
import { addressList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { azurermHead, declaredId, namedTarget } from './identity.ts';
import { subnetAttachments } from './subnet-attachments.ts';

const NETWORK_TYPE = 'Microsoft.Network/virtualNetworks';

/** 3.x has `address_prefix` in the network's own subnet blocks, and had it in `azurerm_subnet` before. */
function spaceOf(map: MapValue, ...names: readonly string[]): AddressSpaceValues {
  return {
    written: names.map((name) => attribute(map, name)),
    pools: blocks(map, 'ip_address_pool'),
    poolSize: 'number_of_ip_addresses',
  };
}

function delegationsOf(map: MapValue): (Value | undefined)[] {
  return blocks(map, 'delegation').known.map((block) => attributeAt(block.map, 'service_delegation', 'name'));
}

export const virtualNetwork: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_network'],
  bind(resource, context) {
    const subnets = blocks(resource.attributes, 'subnet');
    const network = networkDraft(context, azurermHead(resource), {
      space: spaceOf(resource.attributes, 'address_space'),
      dnsServers: attribute(resource.attributes, 'dns_servers'),
    });
    return [
      network,
      ...subnets.known.flatMap((block) => inlineSubnet(context, resource, block)),
      ...subnets.unknown.map((value) => unknownSubnets(resource, value)),
    ];
  },
};

function inlineSubnet(context: BindingContext, resource: Resource, block: Block): readonly BindingOutput[] {
  const name = attribute(block.map, 'name');
  const outer = declaredId(resource);
  const keys: NameKey[] = [];
  if (outer !== undefined && name?.kind === 'string') {
    keys.push(azureKey({ ...outer, type: `${outer.type}/subnets`, names: [...outer.names, name.value] }));
  }
  const place = placeOfBlock(placeOf(resource), block);
  const subnet = subnetDraft(context, headOf(place, name, keys), {
    network: targetOfInstance(resource.unit, resource.address, place.range),
    name,
    space: spaceOf(block.map, 'address_prefixes', 'address_prefix'),
    delegations: delegationsOf(block.map),
  });
  const itself = targetOfInstance(resource.unit, resource.address, place.range, place.path);
  return [subnet, ...subnetAttachments(context, place, block.map, itself)];
}

function unknownSubnets(resource: Resource, value: UnknownValue): Gap {
  return gapOf(resource, 'subnet', reasonOf(value), value.origin.range);
}

export const subnet: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_subnet'],
  bind(resource, context): readonly BindingOutput[] {
    const { unit, address, range, attributes } = resource;
    const itself = targetOfInstance(unit, address, range);
    return [
      subnetDraft(context, azurermHead(resource), {
        network: namedTarget(context, resource, 'virtual_network_name', NETWORK_TYPE),
        name: attribute(attributes, 'name'),
        space: spaceOf(attributes, 'address_prefixes', 'address_prefix'),
        delegations: delegationsOf(attributes),
      }),
      ...subnetAttachments(context, placeOf(resource), attributes, itself),
    ];
  },
};

/** They take the place of those that the network itself names. */
const DNS_SERVERS: Merger<'network', FactList<Address>> = {
  entityKind: 'network',
  merge: (network, servers) => ({ ...network, dnsServers: servers.at(-1) ?? network.dnsServers }),
};

export const networkDnsServers: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_network_dns_servers'],
  bind(resource, context): readonly BindingOutput[] {
    const target = idTarget(context, attribute(resource.attributes, 'virtual_network_id'), resource.range);
    const servers = addressList(context, attribute(resource.attributes, 'dns_servers'));
    return [
      patchOf(
        DNS_SERVERS,
        listIfCertain(servers, resource.possible, resource.range),
        {
          unit: resource.unit,
          target,
          otherwise: [unseenGap(resource, 'virtual_network_id', 'the network of these DNS servers')],
        },
        (reason) => listIfCertain(servers, reason, resource.range),
      ),
    ];
  },
};

export const networkPeering: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_network_peering'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      peeringDraft(context, azurermHead(resource), {
        from: namedTarget(context, resource, 'virtual_network_name', NETWORK_TYPE),
        to: idTarget(context, attribute(attributes, 'remote_virtual_network_id'), range),
        allowForwardedTraffic: attribute(attributes, 'allow_forwarded_traffic'),
        allowGatewayTransit: attribute(attributes, 'allow_gateway_transit'),
        useRemoteGateways: attribute(attributes, 'use_remote_gateways'),
        wholeNetworks: attribute(attributes, 'peer_complete_virtual_networks_enabled'),
      }),
    ];
  },
};
