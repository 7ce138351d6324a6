/** azurerm: route tables, routes, NAT gateways, and the subnets that they are put on. */
import type { Target } from '../../model/draft.ts';
import type { MapValue } from '../../values/value.ts';
import { gatewayDraft } from '../azure/gateway-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import {
  natAssociationDraft,
  nextHopFact,
  propagationUnless,
  routeDraft,
  routeTableDraft,
  tableAssociationDraft,
} from '../azure/routing-drafts.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks } from '../read-attributes.ts';
import { booleanFact, reasonOf } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { azurermHead, namedTarget } from './identity.ts';

export const routeTable: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_route_table'],
  bind(resource, context): readonly BindingOutput[] {
    const { unit, address, attributes, range } = resource;
    const head = azurermHead(resource);
    const enabled = booleanFact(context, attribute(attributes, 'bgp_route_propagation_enabled'), range);
    // 3.x writes the opposite.
    const disabled = attribute(attributes, 'disable_bgp_route_propagation');
    const routes = blocks(attributes, 'route');
    return [
      routeTableDraft(
        head,
        enabled.state === 'absent' ? propagationUnless(context, disabled, head) : enabled,
      ),
      ...routes.known.map((block) => {
        const name = attribute(block.map, 'name');
        const table = targetOfInstance(unit, address, block.map.origin.range);
        return routeOf(context, headOf(placeOfBlock(placeOf(resource), block), name, []), block.map, table);
      }),
      ...routes.unknown.map((value) => gapOf(resource, 'route', reasonOf(value), value.origin.range)),
    ];
  },
};

export const route: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_route'],
  bind(resource, context) {
    const table = namedTarget(context, resource, 'route_table_name', 'Microsoft.Network/routeTables');
    return [routeOf(context, azurermHead(resource), resource.attributes, table)];
  },
};

function routeOf(context: BindingContext, head: EntityHead, map: MapValue, table: Target): DraftOf<'route'> {
  return routeDraft(context, head, {
    table,
    destination: attribute(map, 'address_prefix'),
    nextHop: nextHopFact(context, attribute(map, 'next_hop_type'), head),
    nextHopAddress: attribute(map, 'next_hop_in_ip_address'),
  });
}

export const routeTableAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_subnet_route_table_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const table = idTarget(context, attribute(attributes, 'route_table_id'), range);
    const subnet = idTarget(context, attribute(attributes, 'subnet_id'), range);
    return [tableAssociationDraft(azurermHead(resource), table, subnet)];
  },
};

export const natGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_nat_gateway'],
  bind: (resource) => [gatewayDraft(azurermHead(resource), 'nat')],
};

export const natAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_subnet_nat_gateway_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const gateway = idTarget(context, attribute(attributes, 'nat_gateway_id'), range);
    const subnet = idTarget(context, attribute(attributes, 'subnet_id'), range);
    return [natAssociationDraft(azurermHead(resource), gateway, subnet)];
  },
};
