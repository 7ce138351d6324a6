/** azurerm: route tables, routes, NAT gateways, and the subnets that they are put on. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { NextHop } from '../../model/entities.ts';
import type { Fact } from '../../values/fact.ts';
import { mapFact } from '../../values/fact.ts';
import type { MapValue } from '../../values/value.ts';
import { gatewayDraft } from '../azure/gateway-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks } from '../read-attributes.ts';
import { booleanFact, EMPTY_LIST, orDefault, reasonOf, unknownFact } from '../read-facts.ts';
import { addressFact, isEmpty } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { holderTarget, namedAddresses, wordFact } from '../traffic.ts';
import { azurermHead, namedTarget } from './identity.ts';

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes */
const NEXT_HOPS: ReadonlyMap<string, NextHop> = new Map([
  ['virtualnetworkgateway', 'gateway'],
  ['virtualappliance', 'appliance'],
  ['internet', 'internet'],
  ['vnetlocal', 'local'],
  ['none', 'none'],
]);

/** 3.x writes the opposite. Azure propagates unless it is told not to. */
function propagation(context: BindingContext, { attributes, range }: Resource): Fact<boolean> {
  const enabled = booleanFact(context, attribute(attributes, 'bgp_route_propagation_enabled'), range);
  if (enabled.state !== 'absent') return enabled;
  const disabled = booleanFact(context, attribute(attributes, 'disable_bgp_route_propagation'), range);
  return orDefault(
    mapFact(disabled, (isDisabled) => !isDisabled),
    true,
  );
}

export const routeTable: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_route_table'],
  bind(resource, context): readonly BindingOutput[] {
    const { unit, address, range } = resource;
    const routes = blocks(resource.attributes, 'route');
    return [
      {
        ...azurermHead(resource),
        kind: 'route-table',
        cloud: 'azure',
        network: { state: 'absent', range },
        gatewayRoutePropagation: propagation(context, resource),
      },
      ...routes.known.map((block) => {
        const name = attribute(block.map, 'name');
        const table = targetOfInstance(unit, address, block.map.origin.range);
        const head = headOf(placeOfBlock(placeOf(resource), block), name, []);
        return routeDraft(context, head, block.map, table);
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
    return [routeDraft(context, azurermHead(resource), resource.attributes, table)];
  },
};

function routeDraft(
  context: BindingContext,
  head: EntityHead,
  map: MapValue,
  table: Target,
): DraftOf<'route'> {
  const { range } = head;
  const hop = attribute(map, 'next_hop_in_ip_address');
  return {
    ...head,
    kind: 'route',
    table,
    network: { state: 'absent', range },
    ...destinationOf(context, map, head),
    nextHop: wordFact(context, attribute(map, 'next_hop_type'), range, NEXT_HOPS, 'other'),
    nextHopAddress: addressFact(context, hop, range),
    nextHopTarget: holderTarget(context, hop, range),
    machines: EMPTY_LIST,
  };
}

/** A range, or the name of a service's ranges. */
function destinationOf(
  context: BindingContext,
  map: MapValue,
  { range }: EntityHead,
): Pick<DraftOf<'route'>, 'destination' | 'destinationTag'> {
  const value = attribute(map, 'address_prefix');
  const none = { state: 'absent', range } as const;
  if (value === undefined || isEmpty(value)) return { destination: none, destinationTag: none };
  const fact = value.kind === 'unknown' ? unknownFact(value) : namedAddresses(context, value);
  if (fact.state === 'unknown') return { destination: fact, destinationTag: none };
  const { value: named, ...rest } = fact;
  if ('tag' in named) return { destination: none, destinationTag: { ...rest, value: named.tag } };
  const [only] = named.ranges;
  return { destination: only === undefined ? none : { ...rest, value: only }, destinationTag: none };
}

export const routeTableAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_subnet_route_table_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      {
        ...azurermHead(resource),
        kind: 'route-table-association',
        table: idTarget(context, attribute(attributes, 'route_table_id'), range),
        subnet: idTarget(context, attribute(attributes, 'subnet_id'), range),
        network: { state: 'absent', range },
      },
    ];
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
    return [
      {
        ...azurermHead(resource),
        kind: 'nat-association',
        gateway: idTarget(context, attribute(attributes, 'nat_gateway_id'), range),
        subnet: idTarget(context, attribute(attributes, 'subnet_id'), range),
      },
    ];
  },
};
