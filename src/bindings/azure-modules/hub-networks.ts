/**
 * Azure's modules for hubs: networks with what stands in them, peered with each other.
 * Sources: main.tf, locals.*.tf and outputs.tf of github.com/Azure/terraform-azurerm-hubnetworking, 1.2,
 * github.com/Azure/terraform-azurerm-avm-ptn-hubnetworking, 0.1 to 0.13, and
 * github.com/Azure/terraform-azurerm-avm-ptn-alz-connectivity-hub-and-spoke-vnet with its modules/hub-virtual-network-mesh,
 * 0.1 to 0.17. Ranges that a module computes and the route tables that it generates are not told.
 */
import type { Resource } from '../../languages/unit.ts';
import { formatAddressPath } from '../../model/entity-id.ts';
import type { MapValue, UnknownReason } from '../../values/value.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { defaultText } from '../default-values.ts';
import { placeBeside, placeOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import {
  allOf,
  chosenByModule,
  objectOf,
  partId,
  switchValue,
  unknownElements,
  type ModulePart,
  type PublicModule,
  type Switch,
} from '../public-module.ts';
import { attribute, attributeAt } from '../read-attributes.ts';
import { unreadPart } from '../unread-module.ts';
import { gatewayParts, GATEWAY_COLLECTIONS } from './hub-gateways.ts';
import {
  apiObject,
  hubPath,
  HUBS,
  hubsOf,
  HUB_ZONES,
  NETWORK_TYPE,
  type Hub,
  type HubModule,
} from './hub-layouts.ts';
import { hubOutput } from './hub-outputs.ts';
import { subnetParts } from './hub-subnets.ts';
import { furtherZones, privateLinkZonesModule } from './private-link-zones.ts';

/** More hubs than this are not joined one by one: the joints grow with their square. */
const MAX_MESH = 100;

function hubModule(module: HubModule, ...sources: readonly string[]): PublicModule {
  return {
    sources,
    collections: [HUBS],
    parts(call) {
      const hubs = hubsOf(call, module);
      return hubs.flatMap((hub) => [
        networkPart(call, hub),
        ...subnetParts(call, hub, module),
        ...firewallParts(call, hub),
        ...gatewayParts(call, hub, hubPath(hub, 'subnets', 'gateway')),
        ...resolverParts(call, hub),
        ...(hubs.length > MAX_MESH ? [] : peeringParts(call, hub, hubs, module)),
        ...zoneParts(call, hub, hubs),
      ]);
    },
    outputs: (_call, steps) => hubOutput(steps, module),
    more(call, context) {
      const hubs = hubsOf(call, module);
      const message = 'there are more hubs than are joined with each other';
      return [
        ...(hubs.length > MAX_MESH ? [gapOf(call, HUBS, { code: 'limit', message, range: call.range })] : []),
        ...hubs.flatMap((hub) => [
          ...unknownElements(call, 'subnets', hub.network),
          ...[hub.vpn, hub.expressRoute].flatMap(({ map }) =>
            GATEWAY_COLLECTIONS.flatMap((argument) => unknownElements(call, argument, map)),
          ),
          ...unreadZones(call, hub, context),
        ]),
        ...hubs
          .filter(({ zones }) => zones !== undefined && zones.exists !== false)
          .flatMap(({ zones }) => furtherZones(call, zones?.map))
          .slice(0, 1),
      ];
    },
  };
}

function networkPart(call: Resource, hub: Hub): ModulePart {
  const path = hubPath(hub);
  const name = hub.name ?? chosenByModule(call, 'the name of the network');
  const space = attribute(hub.network, 'address_space') ?? chosenByModule(call, 'the range of the network');
  const dns_servers = attribute(hub.network, 'dns_servers');
  const at = hub.map;
  if (hub.resourceGroupName !== undefined) {
    const attributes = {
      name,
      resource_group_name: hub.resourceGroupName,
      address_space: space,
      dns_servers,
    };
    return { path, type: 'azurerm_virtual_network', at, attributes };
  }
  const properties = apiObject(at, {
    addressSpace: apiObject(at, { addressPrefixes: space }),
    dhcpOptions: dns_servers && apiObject(at, { dnsServers: dns_servers }),
  });
  const attributes = { name, parent_id: hub.parentId, properties };
  return { path, dialect: 'arm', type: NETWORK_TYPE, at, attributes };
}

function firewallParts(call: Resource, hub: Hub): ModulePart[] {
  const { firewall } = hub;
  const subnet_id = partId(call, hubPath(hub, 'subnets', 'AzureFirewallSubnet'), firewall.map.origin.range);
  return [
    {
      path: hubPath(hub, 'firewall'),
      type: 'azurerm_firewall',
      at: firewall.map,
      exists: firewall.exists,
      attributes: {
        name: attribute(firewall.map, 'name') ?? chosenByModule(call, 'the name of the firewall'),
        ip_configuration: apiObject(firewall.map, { subnet_id }),
      },
    },
  ];
}

/** The resolver's own inbound endpoint. Its address is told only where it is given. */
function resolverParts(call: Resource, hub: Hub): ModulePart[] {
  const { resolver, inboundEndpoint } = hub;
  const at = resolver.map;
  const resolverPath = hubPath(hub, 'private_dns_resolver');
  const address = attribute(at, 'ip_address') ?? chosenByModule(call, 'the address of the resolver');
  const subnet_id = partId(call, hubPath(hub, 'subnets', 'dns_resolver'), at.origin.range);
  return [
    {
      path: resolverPath,
      type: 'azurerm_private_dns_resolver',
      at,
      exists: resolver.exists,
      attributes: {
        name: attribute(at, 'name') ?? chosenByModule(call, 'the name of the resolver'),
        virtual_network_id: partId(call, hubPath(hub), at.origin.range),
      },
    },
    {
      path: [...resolverPath, 'dns'],
      type: 'azurerm_private_dns_resolver_inbound_endpoint',
      at,
      exists: inboundEndpoint,
      attributes: {
        name: defaultText('dns', at.origin.range),
        private_dns_resolver_id: partId(call, resolverPath, at.origin.range),
        ip_configurations: apiObject(at, { subnet_id, private_ip_address: address }),
      },
    },
  ];
}

/**
 * Hubs are peered with each other unless one of them says no. Whether the other one's word keeps a hub from peering
 * depends on the release of the newer module.
 */
function peeringParts(call: Resource, from: Hub, hubs: readonly Hub[], module: HubModule): ModulePart[] {
  const { range } = from.map.origin;
  return hubs.flatMap((to): ModulePart[] => {
    if (to.key === from.key) return [];
    const message =
      'the release of the module decides whether it peers with a hub that is not to be peered with';
    const doubt: UnknownReason = { code: 'module-not-read', message, range };
    const far: Switch = to.meshes === false && module !== 'classic' ? doubt : to.meshes;
    const allowed = switchValue(true, range);
    return [
      {
        path: hubPath(from, 'peerings', to.key),
        dialect: 'arm',
        type: `${NETWORK_TYPE}/virtualNetworkPeerings`,
        at: from.map,
        exists: allOf(from.meshes, far),
        attributes: {
          name:
            attributeAt(from.network, 'peering_names', to.key) ??
            chosenByModule(call, 'the name of the peering'),
          parent_id: partId(call, hubPath(from), range),
          properties: apiObject(from.map, {
            remoteVirtualNetwork: apiObject(from.map, { id: partId(call, hubPath(to), range) }),
            allowForwardedTraffic: allowed,
            allowGatewayTransit: allowed,
            useRemoteGateways: switchValue(false, range),
          }),
        },
      },
    ];
  });
}

/** The call of the module for private zones that a hub's call makes. */
function zonesCall(call: Resource, hub: Hub, hubs: readonly Hub[], { map }: { map: MapValue }): Resource {
  const { range } = map.origin;
  const networks = hubs.map((one) => {
    const id = partId(call, hubPath(one), range);
    return [one.key, objectOf({ virtual_network_resource_id: id }, id.origin)] as const;
  });
  const [primary] = hubs.map(({ key }) => key).sort();
  const regional = objectOf({ enabled: switchValue(hub.key !== primary, range) }, map.origin);
  const attributes = objectOf(
    {
      ...Object.fromEntries(map.entries),
      location: attribute(hub.map, 'location'),
      parent_id: attribute(map, 'parent_id') ?? hub.parentId,
      private_link_private_dns_zones_regex_filter:
        attribute(map, 'private_link_private_dns_zones_regex_filter') ?? regional,
      virtual_network_link_default_virtual_networks:
        attribute(map, 'virtual_network_link_default_virtual_networks') ??
        objectOf(Object.fromEntries(networks), map.origin),
    },
    map.origin,
  );
  return { ...call, address: formatAddressPath(call.address, hubPath(hub, HUB_ZONES)), attributes };
}

function zoneParts(call: Resource, hub: Hub, hubs: readonly Hub[]): ModulePart[] {
  const { zones } = hub;
  if (zones === undefined || zones.exists === false) return [];
  const { exists } = zones;
  const parts = privateLinkZonesModule.parts(zonesCall(call, hub, hubs, zones));
  return parts.map((part) => ({
    ...part,
    path: [...hubPath(hub, HUB_ZONES), ...part.path],
    at: part.at ?? zones.map,
    exists: allOf(exists, part.exists ?? true),
  }));
}

/** Zones and links that are made in a way that is not told can be for any of the hubs, and for what the call names. */
function unreadZones(call: Resource, hub: Hub, context: BindingContext): readonly BindingOutput[] {
  const written = attribute(hub.map, HUB_ZONES);
  if (written === undefined || hub.zones !== undefined) return [];
  const values = [written, partId(call, hubPath(hub))];
  return unreadPart(call, context, placeBeside(placeOf(call), ...hubPath(hub, HUB_ZONES)), values);
}

const PATTERN = 'azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm';

/** All of them. */
export const HUB_MODULES: readonly PublicModule[] = [
  hubModule('pattern', PATTERN),
  hubModule('mesh', `${PATTERN}//modules/hub-virtual-network-mesh`, 'azure/avm-ptn-hubnetworking/azurerm'),
  hubModule('classic', 'azure/hubnetworking/azurerm'),
];
