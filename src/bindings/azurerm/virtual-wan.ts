/**
 * azurerm: virtual WAN. A hub is a gateway to which networks, sites and client pools are attached; the WAN joins its
 * hubs. The VPN and ExpressRoute gateways of a hub are parts of it: what is connected to them is connected to the hub.
 */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { connectionDraft, gatewayDraft } from '../azure/gateway-drafts.ts';
import { hubRouteDrafts } from '../azure/hub-routes.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeBeside, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, knownText } from '../read-attributes.ts';
import { joinLists, reasonOf, unknownFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { meantInstance, targetOfInstance } from '../read-targets.ts';
import { azurermHead } from './identity.ts';

function itself(resource: Resource): Target {
  return targetOfInstance(resource.unit, resource.address, resource.range);
}

function joint(resource: Resource, step: string): EntityHead {
  return headOf(placeBeside(placeOf(resource), step), attribute(resource.attributes, 'name'), []);
}

/**
 * What joins a hub to its WAN, undefined when nothing does: a WAN of type `Basic` does not join its hubs
 * (https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about).
 */
function jointToWan(context: BindingContext, hub: Resource): DraftOf<'gateway-connection'> | undefined {
  const id = attribute(hub.attributes, 'virtual_wan_id');
  if (id === undefined) return undefined;
  const wan = context.find(meantInstance(context, id));
  const type = wan === undefined ? undefined : attribute(wan.attributes, 'type');
  if (knownText(type)?.toLowerCase() === 'basic') return undefined;
  const doubt = type?.kind === 'unknown' ? reasonOf(type) : undefined;
  const head = { ...joint(hub, 'virtual_wan_id'), possible: hub.possible ?? doubt };
  return connectionDraft(head, idTarget(context, id, hub.range), itself(hub));
}

export const virtualWan: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_wan'],
  bind(resource) {
    return [gatewayDraft(azurermHead(resource), 'transit')];
  },
};

export const virtualHub: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_hub'],
  bind(resource, context) {
    const ranges = prefixList(context, attribute(resource.attributes, 'address_prefix'));
    const hub = gatewayDraft(azurermHead(resource), 'transit', undefined, ranges);
    const toWan = jointToWan(context, resource);
    return [hub, ...(toWan === undefined ? [] : [toWan]), ...ownRoutes(context, resource)];
  },
};

function ownRoutes(context: BindingContext, hub: Resource): readonly BindingOutput[] {
  const routes = blocks(hub.attributes, 'route');
  const entries = routes.known.map((block) => ({
    head: headOf(placeOfBlock(placeOf(hub), block), undefined, []),
    destinations: attribute(block.map, 'address_prefixes'),
    nextHopAddress: attribute(block.map, 'next_hop_ip_address'),
  }));
  const gaps = routes.unknown.map((value) => gapOf(hub, 'route', reasonOf(value), value.origin.range));
  return [...hubRouteDrafts(context, joint(hub, 'route'), entries), ...gaps];
}

export const virtualHubConnection: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_virtual_hub_connection'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const head = headOf(placeOf(resource), attribute(attributes, 'name'), []);
    const hub = idTarget(context, attribute(attributes, 'virtual_hub_id'), range);
    return [
      connectionDraft(
        head,
        hub,
        idTarget(context, attribute(attributes, 'remote_virtual_network_id'), range),
      ),
    ];
  },
};

/** By type: the attribute that names the hub's gateway, and the one that names what is connected. */
const BRANCHES: ReadonlyMap<string, readonly [gateway: string, to: string]> = new Map([
  ['azurerm_vpn_gateway_connection', ['vpn_gateway_id', 'remote_vpn_site_id']],
  ['azurerm_express_route_connection', ['express_route_gateway_id', 'express_route_circuit_peering_id']],
]);

export const branchConnection: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: [...BRANCHES.keys()],
  bind(resource, context) {
    const { attributes, range } = resource;
    const [gateway = '', to = ''] = BRANCHES.get(resource.type) ?? [];
    const head = headOf(placeOf(resource), attribute(attributes, 'name'), []);
    const far = idTarget(context, attribute(attributes, to), range);
    return [connectionDraft(head, hubOf(context, resource, gateway), far)];
  },
};

/** The hub that a gateway belongs to; where only the gateway's id is known, the gateway itself. */
function hubOf(context: BindingContext, resource: Resource, gatewayAttribute: string): Target {
  const id = attribute(resource.attributes, gatewayAttribute);
  const gateway = id === undefined ? undefined : context.find(meantInstance(context, id));
  const hub = gateway === undefined ? undefined : attribute(gateway.attributes, 'virtual_hub_id');
  return idTarget(context, hub ?? id, resource.range);
}

export const pointToSiteGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_point_to_site_vpn_gateway'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const configurations = blocks(attributes, 'connection_configuration');
    const pools = joinLists(
      ...configurations.known.map((block) =>
        prefixList(context, attributeAt(block.map, 'vpn_client_address_pool', 'address_prefixes')),
      ),
      ...configurations.unknown.map((value) => unresolvedList(unknownFact(value))),
    );
    const hub = idTarget(context, attribute(attributes, 'virtual_hub_id'), range);
    return [
      gatewayDraft(azurermHead(resource), 'vpn', undefined, pools),
      connectionDraft(joint(resource, 'virtual_hub_id'), hub, itself(resource)),
    ];
  },
};
