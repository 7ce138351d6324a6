/**
 * What calls of Azure's hub modules say of one hub, whichever way their release lays it out.
 * Sources: variables.tf and locals.*.tf of github.com/Azure/terraform-azurerm-hubnetworking, 1.2,
 * github.com/Azure/terraform-azurerm-avm-ptn-hubnetworking, 0.1 to 0.13, and
 * github.com/Azure/terraform-azurerm-avm-ptn-alz-connectivity-hub-and-spoke-vnet, 0.1 to 0.17.
 */
import type { Resource } from '../../languages/unit.ts';
import { literalOrigin } from '../../values/origin.ts';
import type { MapValue, UnknownReason, Value } from '../../values/value.ts';
import {
  allOf,
  elementsOf,
  not,
  objectOf,
  switchOf,
  type Element,
  type PartPath,
  type Switch,
} from '../public-module.ts';
import { attribute, attributeAt, knownText } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';

/** The argument that has the hubs by key. */
export const HUBS = 'hub_virtual_networks';

/** The argument of a hub that has its private zones. */
export const HUB_ZONES = 'private_dns_zones';

/** A part of a hub, such as its firewall: whether it is there, and what is said of it. */
export interface HubSection {
  readonly exists: Switch;
  readonly map: MapValue;
}

/** A hub. */
export interface Hub {
  readonly key: string;
  /** What is said of the hub as a whole. */
  readonly map: MapValue;
  /** What is said of its network. */
  readonly network: MapValue;
  readonly name: Value | undefined;
  readonly resourceGroupName: Value | undefined;
  readonly parentId: Value | undefined;
  readonly meshes: Switch;
  readonly firewall: HubSection;
  readonly firewallManagement: Switch;
  readonly bastion: HubSection;
  readonly gateways: MapValue;
  readonly vpn: HubSection;
  readonly expressRoute: HubSection;
  readonly resolver: HubSection;
  readonly inboundEndpoint: Switch;
  /** Missing where the call cannot have zones, or a release has them in a way that is not told. */
  readonly zones: HubSection | undefined;
}

/** The modules that are told by these layouts. */
export type HubModule = 'pattern' | 'mesh' | 'classic';

/** The hubs of a call that are known. */
export function hubsOf(call: Resource, module: HubModule): Hub[] {
  return elementsOf(call.attributes, HUBS).map((element) =>
    module === 'pattern' ? patternHub(element) : plainHub(element, module),
  );
}

function meshesOf(network: MapValue): Switch {
  return switchOf(attribute(network, 'mesh_peering_enabled'), true);
}

/** A hub whose arguments are those of its network. */
function plainHub({ key, map }: Element, module: HubModule): Hub {
  const firewall = present(attribute(map, 'firewall'), map);
  const none: HubSection = { exists: false, map: nothingAt(map) };
  return {
    key: String(key),
    map,
    network: map,
    name: attribute(map, 'name'),
    resourceGroupName: attribute(map, 'resource_group_name'),
    parentId: attribute(map, 'parent_id'),
    meshes: meshesOf(map),
    firewall,
    firewallManagement: allOf(firewall.exists, hasManagement(firewall.map, module)),
    bastion: none,
    gateways: none.map,
    vpn: none,
    expressRoute: none,
    resolver: none,
    inboundEndpoint: false,
    zones: undefined,
  };
}

/** A firewall of the smallest kind needs its management subnet; newer releases make one for all kinds. */
function hasManagement(firewall: MapValue, module: HubModule): Switch {
  const tier = attribute(firewall, 'sku_tier');
  if (knownText(tier) === 'Basic') return true;
  if (module === 'classic') return tier?.kind === 'unknown' ? reasonOf(tier) : false;
  const written = attribute(firewall, 'management_ip_enabled');
  if (written !== undefined) return switchOf(written, true);
  const message = 'the release of the module decides whether this firewall has a management subnet';
  return { code: 'module-not-read', message, range: firewall.origin.range };
}

/** From 0.14 on the location stands beside the network, and everything is there unless it is switched off. */
function patternHub({ key, map }: Element): Hub {
  const switches = attribute(map, 'enabled_resources');
  const isCurrent = switches !== undefined || attribute(map, 'location') !== undefined;
  const network = mapAt(map, 'hub_virtual_network');
  const section = (name: string, switchName = name, value = attribute(map, name)): HubSection =>
    isCurrent ? switched(switches, switchName, value, map) : olderSection(value, map);
  const gateways = mapAt(map, 'virtual_network_gateways');
  const gateway = (name: string) =>
    section(name, `virtual_network_gateway_${name}`, attribute(gateways, name));
  const firewall = section(
    'firewall',
    'firewall',
    attribute(map, 'firewall') ?? attribute(network, 'firewall'),
  );
  const resolver = section('private_dns_resolver');
  const zones = section('private_dns_zones');
  return {
    key: String(key),
    map,
    network,
    name: attribute(network, 'name'),
    resourceGroupName: attribute(network, 'resource_group_name'),
    parentId: attribute(network, 'parent_id') ?? attribute(map, 'default_parent_id'),
    meshes: meshesOf(network),
    firewall,
    firewallManagement: allOf(
      firewall.exists,
      switchOf(attribute(firewall.map, 'management_ip_enabled'), true),
    ),
    bastion: section('bastion'),
    gateways,
    vpn: gateway('vpn'),
    expressRoute: gateway('express_route'),
    resolver,
    inboundEndpoint: allOf(
      resolver.exists,
      zones.exists,
      switchOf(attribute(resolver.map, 'default_inbound_endpoint_enabled'), true),
    ),
    zones: isCurrent && attribute(map, 'private_dns_zones')?.kind !== 'unknown' ? zones : undefined,
  };
}

function switched(
  switches: Value | undefined,
  name: string,
  value: Value | undefined,
  hub: MapValue,
): HubSection {
  const written = switches?.kind === 'map' ? attribute(switches, name) : switches;
  const exists = switchOf(written?.kind === 'map' ? undefined : written, true);
  return { exists, map: value?.kind === 'map' ? value : nothingAt(hub) };
}

/** There when it is written; undefined and null are the same. */
function present(value: Value | undefined, hub: MapValue): HubSection {
  if (value?.kind === 'map') return { exists: true, map: value };
  return { exists: value?.kind === 'unknown' ? reasonOf(value) : false, map: nothingAt(hub) };
}

/** Older releases make what is written; those before 0.14 only when it is switched on as well. */
function olderSection(value: Value | undefined, hub: MapValue): HubSection {
  const found = present(value, hub);
  if (found.exists !== true) return found;
  const { range } = found.map.origin;
  const message = 'the release of the module decides whether this is switched on';
  const doubt: UnknownReason = { code: 'module-not-read', message, range };
  const written = attribute(found.map, 'enabled');
  return { ...found, exists: written === undefined ? doubt : switchOf(written, false) };
}

function mapAt(map: MapValue, name: string): MapValue {
  const value = attributeAt(map, name);
  return value?.kind === 'map' ? value : nothingAt(map);
}

function nothingAt(map: MapValue): MapValue {
  return objectOf({}, literalOrigin(map.origin.range));
}

/** On when one of them is. */
export function anyOf(...switches: readonly Switch[]): Switch {
  return not(allOf(...switches.map(not)));
}

/** The type of a hub's network in Azure's API. */
export const NETWORK_TYPE = 'Microsoft.Network/virtualNetworks';

/** The path of a hub's network, or of something in the hub, in the call. */
export function hubPath({ key }: Hub, ...inside: PartPath): PartPath {
  return [HUBS, key, ...inside];
}

/** An object of Azure's API, at the place of what says it. */
export function apiObject(at: Value, entries: Readonly<Record<string, Value | undefined>>): Value {
  return objectOf(entries, literalOrigin(at.origin.range));
}
