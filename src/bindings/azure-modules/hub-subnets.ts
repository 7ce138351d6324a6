/** The subnets of the hubs of Azure's hub modules. */
import type { Resource } from '../../languages/unit.ts';
import { literalOrigin } from '../../values/origin.ts';
import { listValue, stringValue, type MapValue, type Value } from '../../values/value.ts';
import { defaultText } from '../default-values.ts';
import { allOf, chosenByModule, elementsOf, partId, type ModulePart, type Switch } from '../public-module.ts';
import { attribute, attributeAt } from '../read-attributes.ts';
import { anyOf, apiObject, hubPath, NETWORK_TYPE, type Hub, type HubModule } from './hub-layouts.ts';

/** A subnet that the module makes for a purpose of its own. */
interface OwnSubnet {
  readonly key: string;
  readonly name: Value;
  readonly prefix: Value | undefined;
  readonly exists: Switch;
  readonly at: MapValue;
  readonly service?: string | undefined;
}

/** The subnets of a hub's network: those that are declared, and those that the module makes for itself. */
export function subnetParts(call: Resource, hub: Hub, module: HubModule): ModulePart[] {
  const declared = elementsOf(hub.network, 'subnets').map(({ key, map }) =>
    declaredSubnet(call, hub, String(key), map, module),
  );
  // What the module makes for its own purposes and a declared one of the same key are one: the declared one counts.
  const taken = new Set(elementsOf(hub.network, 'subnets').map(({ key }) => String(key)));
  const own = ownSubnets(hub).filter(({ key }) => !taken.has(key));
  return [...declared, ...own.map((subnet) => ownSubnet(call, hub, subnet))];
}

function subnetPart(
  call: Resource,
  hub: Hub,
  key: string,
  part: Omit<ModulePart, 'path' | 'type'>,
): ModulePart {
  const parent_id = partId(call, hubPath(hub), part.at?.origin.range ?? call.range);
  return {
    ...part,
    path: hubPath(hub, 'subnets', key),
    dialect: 'arm',
    type: `${NETWORK_TYPE}/subnets`,
    attributes: { ...part.attributes, parent_id },
  };
}

function declaredSubnet(call: Resource, hub: Hub, key: string, map: MapValue, module: HubModule): ModulePart {
  const name = (module === 'classic' ? undefined : attribute(map, 'name')) ?? stringValue(key, map.origin);
  const thing = (argument: string) => {
    const id = attributeAt(map, argument, 'id');
    return id && apiObject(map, { id });
  };
  const delegations = elementsOf(map, 'delegations').map((element) =>
    apiObject(element.map, { serviceName: attributeAt(element.map, 'service_delegation', 'name') }),
  );
  const properties = apiObject(map, {
    addressPrefixes: attribute(map, 'address_prefixes'),
    delegations: listValue(delegations, literalOrigin(map.origin.range)),
    natGateway: thing('nat_gateway'),
    networkSecurityGroup: thing('network_security_group'),
    routeTable: tableOf(call, map),
  });
  return subnetPart(call, hub, key, { at: map, attributes: { name, properties } });
}

/** A table that is given, or the one that the module generates, of which nothing is told. */
function tableOf(call: Resource, map: MapValue): Value | undefined {
  const external = attribute(map, 'external_route_table_id');
  if (external !== undefined) return apiObject(map, { id: external });
  const given = attributeAt(map, 'route_table', 'id');
  const generated =
    attributeAt(map, 'route_table', 'assign_generated_route_table') ??
    attribute(map, 'assign_generated_route_table');
  const isGiven = generated?.kind === 'bool' && !generated.value;
  if (isGiven) return given && apiObject(map, { id: given });
  return apiObject(map, { id: chosenByModule(call, 'the route table of the subnet') });
}

function ownSubnets(hub: Hub): OwnSubnet[] {
  const { firewall, bastion, resolver, gateways, map } = hub;
  const at = map.origin.range;
  const named = (text: string) => defaultText(text, at);
  return [
    {
      key: 'AzureFirewallSubnet',
      name: named('AzureFirewallSubnet'),
      prefix: attribute(firewall.map, 'subnet_address_prefix'),
      exists: firewall.exists,
      at: firewall.map,
    },
    {
      key: 'AzureFirewallManagementSubnet',
      name: named('AzureFirewallManagementSubnet'),
      prefix: attribute(firewall.map, 'management_subnet_address_prefix'),
      exists: hub.firewallManagement,
      at: firewall.map,
    },
    {
      key: 'bastion',
      name: named('AzureBastionSubnet'),
      prefix: attribute(bastion.map, 'subnet_address_prefix'),
      exists: bastion.exists,
      at: bastion.map,
    },
    {
      key: 'gateway',
      name: named('GatewaySubnet'),
      prefix: attribute(gateways, 'subnet_address_prefix'),
      exists: anyOf(hub.vpn.exists, hub.expressRoute.exists),
      at: gateways,
    },
    {
      key: 'dns_resolver',
      name: attribute(resolver.map, 'subnet_name') ?? named('dns-resolver'),
      prefix: attribute(resolver.map, 'subnet_address_prefix'),
      // Before 0.14 it has its subnet whether or not the module makes an endpoint in it.
      exists: hub.zones === undefined ? resolver.exists : resolverSubnet(hub),
      at: resolver.map,
      service: 'Microsoft.Network/dnsResolvers',
    },
  ];
}

function resolverSubnet({ resolver }: Hub): Switch {
  const own = attribute(resolver.map, 'default_inbound_endpoint_enabled');
  return allOf(resolver.exists, own?.kind === 'bool' ? own.value : true);
}

function ownSubnet(call: Resource, hub: Hub, subnet: OwnSubnet): ModulePart {
  const { key, name, prefix, exists, at, service } = subnet;
  const properties = apiObject(at, {
    addressPrefix: prefix ?? chosenByModule(call, 'the range of the subnet'),
    delegations:
      service === undefined
        ? undefined
        : listValue([apiObject(at, { serviceName: stringValue(service, at.origin) })], at.origin),
  });
  return subnetPart(call, hub, key, { at, exists, attributes: { name, properties } });
}
