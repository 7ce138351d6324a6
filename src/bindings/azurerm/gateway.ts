/** azurerm: gateways in networks (VPN, ExpressRoute, firewall, route server), sites, and their connections. */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { FactList } from '../../model/entities.ts';
import {
  connectionDraft,
  gatewayDraft,
  networkGatewayType,
  NO_GATEWAY_TYPE,
  siteDraft,
  type GatewayType,
} from '../azure/gateway-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, firstAttribute } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { azurermHead } from './identity.ts';

function gatewayIn(
  context: BindingContext,
  resource: Resource,
  type: GatewayType,
  subnetPath: readonly string[],
  ranges?: FactList<Prefix>,
): DraftOf<'gateway'> {
  const subnet = idTarget(context, attributeAt(resource.attributes, ...subnetPath), resource.range);
  return gatewayDraft(azurermHead(resource), type, subnet, ranges);
}

export const virtualNetworkGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_network_gateway'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const written = attribute(attributes, 'type');
    const type = networkGatewayType(written);
    if (type === undefined) return [gapOf(resource, 'type', NO_GATEWAY_TYPE)];
    const clients = prefixList(context, attributeAt(attributes, 'vpn_client_configuration', 'address_space'));
    const gateway = gatewayIn(context, resource, type, ['ip_configuration', 'subnet_id'], clients);
    return written?.kind === 'unknown' ? [gateway, gapOf(resource, 'type', reasonOf(written))] : [gateway];
  },
};

export const firewall: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_firewall'],
  bind: (resource, context) => [gatewayIn(context, resource, 'firewall', ['ip_configuration', 'subnet_id'])],
};

export const routeServer: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_route_server'],
  bind: (resource, context) => [gatewayIn(context, resource, 'route-server', ['subnet_id'])],
};

export const site: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_local_network_gateway', 'azurerm_vpn_site'],
  bind(resource, context) {
    const ranges = firstAttribute(resource.attributes, 'address_space', 'address_cidrs');
    return [siteDraft(azurermHead(resource), prefixList(context, ranges))];
  },
};

/** Attributes that name the other end of a connection, of which one is written. */
const OTHER_ENDS = [
  'local_network_gateway_id',
  'peer_virtual_network_gateway_id',
  'express_route_circuit_id',
] as const;

export const gatewayConnection: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_network_gateway_connection'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const gateway = idTarget(context, attribute(attributes, 'virtual_network_gateway_id'), range);
    const to = idTarget(context, firstAttribute(attributes, ...OTHER_ENDS), range);
    return [connectionDraft(azurermHead(resource), gateway, to)];
  },
};
