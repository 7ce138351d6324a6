/** Which Azure resource an azurerm type declares, and which of its attributes name it. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { EntityKind } from '../../model/entities.ts';
import { azureKey, whatIsUnknown, type AzureId } from '../azure/azure-id.ts';
import { entityKindOf } from '../azure/entity-kinds.ts';
import type { BindingContext } from '../binding.ts';
import { headOf, placeOf, type EntityHead } from '../entity-head.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { targetOf } from '../read-targets.ts';

interface Identity {
  /** Provider and types of the Azure resource. */
  readonly type: string;
  /** The attributes that hold the names, outer ones first. */
  readonly names: readonly string[];
}

function inNetworks(type: string, ...names: readonly string[]): Identity {
  return { type: `Microsoft.Network/${type}`, names: [...names, 'name'] };
}

/** By azurerm type, for managed resources and data sources alike. All have `resource_group_name`. */
const IDENTITIES: ReadonlyMap<string, Identity> = new Map([
  ['azurerm_virtual_network', inNetworks('virtualNetworks')],
  ['azurerm_subnet', inNetworks('virtualNetworks/subnets', 'virtual_network_name')],
  [
    'azurerm_virtual_network_peering',
    inNetworks('virtualNetworks/virtualNetworkPeerings', 'virtual_network_name'),
  ],
  ['azurerm_private_dns_zone', inNetworks('privateDnsZones')],
  ['azurerm_private_dns_resolver', inNetworks('dnsResolvers')],
  ['azurerm_private_dns_resolver_dns_forwarding_ruleset', inNetworks('dnsForwardingRulesets')],
  ['azurerm_private_endpoint', inNetworks('privateEndpoints')],
  ['azurerm_virtual_network_gateway', inNetworks('virtualNetworkGateways')],
  ['azurerm_virtual_network_gateway_connection', inNetworks('connections')],
  ['azurerm_local_network_gateway', inNetworks('localNetworkGateways')],
  ['azurerm_express_route_circuit', inNetworks('expressRouteCircuits')],
  ['azurerm_express_route_gateway', inNetworks('expressRouteGateways')],
  ['azurerm_virtual_wan', inNetworks('virtualWans')],
  ['azurerm_virtual_hub', inNetworks('virtualHubs')],
  ['azurerm_route_server', inNetworks('virtualHubs')],
  ['azurerm_vpn_gateway', inNetworks('vpnGateways')],
  ['azurerm_vpn_site', inNetworks('vpnSites')],
  ['azurerm_point_to_site_vpn_gateway', inNetworks('p2sVpnGateways')],
  ['azurerm_firewall', inNetworks('azureFirewalls')],
  ['azurerm_nat_gateway', inNetworks('natGateways')],
  ['azurerm_route_table', inNetworks('routeTables')],
  ['azurerm_network_security_group', inNetworks('networkSecurityGroups')],
  ['azurerm_kubernetes_cluster', { type: 'Microsoft.ContainerService/managedClusters', names: ['name'] }],
]);

/** The types whose data source can mean an entity of the model, with its kind. */
export const IDENTIFIED_TYPES: ReadonlyMap<string, EntityKind> = new Map(
  [...IDENTITIES].flatMap(([azurermType, { type }]) => {
    const kind = entityKindOf(type);
    return kind === undefined ? [] : [[azurermType, kind] as const];
  }),
);

/** The id of a declared or read azurerm resource, as far as the code tells it; undefined when a name is not known. */
export function declaredId(resource: Resource): AzureId | undefined {
  const found = IDENTITIES.get(resource.type);
  if (found === undefined) return undefined;
  const values = found.names.map((name) => attribute(resource.attributes, name));
  const names = values.map(knownText);
  if (!names.every((name) => name !== undefined)) return undefined;
  const around = surroundings(resource);
  const isSecret = around.sensitive === true || values.some((value) => value?.sensitive === true);
  return { ...around, type: found.type.toLowerCase(), names, ...(isSecret ? { sensitive: true } : {}) };
}

/** The subscription that a resource's provider deploys to; undefined when the code does not tell. */
export function subscriptionOf({ providerSettings, scope }: Resource): string | undefined {
  const written = providerSettings && knownText(attribute(providerSettings, 'subscription_id'));
  return (written ?? scope?.subscription)?.toLowerCase();
}

/** What surrounds the names of a resource, and those that it gives to others. */
export function surroundings(resource: Resource): Omit<AzureId, 'type' | 'names'> {
  const group = attribute(resource.attributes, 'resource_group_name');
  const resourceGroup = knownText(group) ?? resource.scope?.resourceGroup;
  const unknown = resourceGroup === undefined && group !== undefined ? [whatIsUnknown(group)] : [];
  const provider = resource.provider ?? resource.type.split('_', 1)[0] ?? '';
  const settings = resource.providerSettings;
  const isSecret =
    group?.sensitive === true ||
    (settings !== undefined && attribute(settings, 'subscription_id')?.sensitive === true);
  return {
    subscription: subscriptionOf(resource),
    resourceGroup,
    within: [provider, ...unknown].join(' '),
    ...(isSecret ? { sensitive: true } : {}),
  };
}

/** The head of the entity that an azurerm resource is as a whole. */
export function azurermHead(resource: Resource): EntityHead {
  return headOf(placeOf(resource), attribute(resource.attributes, 'name'), keysOf(resource));
}

function keysOf(resource: Resource): readonly NameKey[] {
  const id = declaredId(resource);
  return id === undefined ? [] : [azureKey(id)];
}

/**
 * What a name attribute means, for the types whose outer resource is named instead of given by id: its key takes the
 * resource group of the resource that names it.
 */
export function namedTarget(
  context: BindingContext,
  resource: Resource,
  attributeName: string,
  type: string,
): Target {
  return targetOf(context, attribute(resource.attributes, attributeName), resource.range, (value) => {
    const name = knownText(value);
    if (name === undefined) return undefined;
    return azureKey({ ...surroundings(resource), type: type.toLowerCase(), names: [name] });
  });
}
