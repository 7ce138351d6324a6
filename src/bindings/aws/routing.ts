/** AWS: route tables, routes, what subnets they are put on, and the gateways that lead out. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { NextHop } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import {
  patchOf,
  type Binding,
  type BindingContext,
  type BindingOutput,
  type DraftOf,
  type Merger,
} from '../binding.ts';
import { headOf, placeBeside, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf, unseenGap } from '../gap.ts';
import { attribute, blocks, knownText } from '../read-attributes.ts';
import { EMPTY_LIST, impliedFact, knownFact, reasonOf, stringFact, undecidedFact } from '../read-facts.ts';
import { isEmpty, prefixList } from '../read-prefixes.ts';
import { meantInstance, targetOfInstance } from '../read-targets.ts';
import { holderTarget, onlyStated } from '../traffic.ts';
import { awsHead, awsTarget } from './aws-identity.ts';

function itself(resource: Resource): Target {
  return targetOfInstance(resource.unit, resource.address, resource.range);
}

/** Virtual private gateways whose routes a table takes over; another resource can add some. */
function propagation({ attributes, range }: Resource): Fact<boolean> {
  const gateways = attribute(attributes, 'propagating_vgws');
  if (gateways === undefined) return { state: 'absent', range };
  if (gateways.kind === 'unknown')
    return { state: 'unknown', reason: reasonOf(gateways), origin: gateways.origin };
  return knownFact(!isEmpty(gateways), gateways);
}

function routesOf(context: BindingContext, resource: Resource): readonly BindingOutput[] {
  const routes = blocks(resource.attributes, 'route');
  return [
    ...routes.known.map((block) => {
      const head = headOf(placeOfBlock(placeOf(resource), block), undefined, []);
      return routeDraft(context, head, block.map, itself(resource));
    }),
    ...routes.unknown.map((value) => gapOf(resource, 'route', reasonOf(value), value.origin.range)),
  ];
}

export const routeTable: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route_table'],
  bind(resource, context): readonly BindingOutput[] {
    const network = awsTarget(context, attribute(resource.attributes, 'vpc_id'), resource.range);
    return [tableDraft(resource, network), ...routesOf(context, resource)];
  },
};

/** The table that comes with a VPC; it is named by an attribute of the VPC, or by its own id. */
export const defaultRouteTable: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_default_route_table'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const id = attribute(attributes, 'default_route_table_id');
    const holder = holderTarget(context, id, range);
    const message = 'the id of a route table does not tell its VPC';
    const { reason, origin } = undecidedFact(message, range, 'outside');
    const network: Target =
      holder.state === 'target' ? holder : { state: 'unknown', reason, text: resource.address, origin };
    return [
      tableDraft(resource, network),
      mainTable(headOf(placeBeside(placeOf(resource), 'main'), undefined, []), itself(resource), network),
      ...routesOf(context, resource),
    ];
  },
};

function tableDraft(resource: Resource, network: Target): DraftOf<'route-table'> {
  const gatewayRoutePropagation = propagation(resource);
  return { ...awsHead(resource), kind: 'route-table', cloud: 'aws', network, gatewayRoutePropagation };
}

function mainTable(head: EntityHead, table: Target, network: Target): DraftOf<'route-table-association'> {
  const subnet: Target = { state: 'absent', range: head.range };
  return { ...head, kind: 'route-table-association', table, subnet, network };
}

const PROPAGATION: Merger<'route-table', Fact<boolean>> = {
  entityKind: 'route-table',
  merge: (table, facts) => ({
    ...table,
    gatewayRoutePropagation:
      facts.find(({ state }) => state === 'known') ?? facts[0] ?? table.gatewayRoutePropagation,
  }),
};

export const routePropagation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpn_gateway_route_propagation'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, possible } = resource;
    const fact: Fact<boolean> =
      possible === undefined
        ? impliedFact(true, range)
        : { state: 'unknown', reason: possible, origin: { range, kind: 'expression', from: [] } };
    return [
      patchOf(PROPAGATION, fact, {
        unit,
        target: awsTarget(context, attribute(attributes, 'route_table_id'), range),
        otherwise: [unseenGap(resource, 'route_table_id', 'the route table of this propagation')],
      }),
    ];
  },
};

export const route: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const table = awsTarget(context, attribute(attributes, 'route_table_id'), range);
    return [routeDraft(context, headOf(placeOf(resource), undefined, []), attributes, table)];
  },
};

/** Attributes that name what traffic is handed to; `gateway_id` takes several kinds of things. */
const NEXT_HOPS: ReadonlyMap<string, NextHop | undefined> = new Map([
  ['gateway_id', undefined],
  ['nat_gateway_id', 'nat'],
  ['transit_gateway_id', 'transit'],
  ['core_network_arn', 'transit'],
  ['vpc_peering_connection_id', 'peering'],
  ['network_interface_id', 'appliance'],
  ['instance_id', 'appliance'],
  ['vpc_endpoint_id', 'appliance'],
  ['egress_only_gateway_id', 'internet'],
  ['carrier_gateway_id', 'internet'],
  ['local_gateway_id', 'gateway'],
]);

/** By resource type, and by the beginning of written ids (https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html). */
const GATEWAYS: readonly (readonly [type: string, id: string, hop: NextHop])[] = [
  ['aws_internet_gateway', 'igw-', 'internet'],
  ['aws_vpn_gateway', 'vgw-', 'gateway'],
  ['aws_vpc_endpoint', 'vpce-', 'appliance'],
];

/** Spellings of the standalone and of the inline route. */
const RANGES = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'cidr_block', 'ipv6_cidr_block'];

function routeDraft(
  context: BindingContext,
  head: EntityHead,
  map: MapValue,
  table: Target,
): DraftOf<'route'> {
  const { range } = head;
  const none = { state: 'absent', range } as const;
  const hop = onlyStated(map, NEXT_HOPS.keys());
  const ranges = prefixList(context, onlyStated(map, RANGES)?.value);
  const isLocal = knownText(hop?.value) === 'local';
  return {
    ...head,
    kind: 'route',
    table,
    network: none,
    destination: ranges.items[0] ?? ranges.unresolved[0] ?? none,
    destinationTag: stringFact(context, onlyStated(map, ['destination_prefix_list_id'])?.value, range),
    nextHop: hop === undefined ? none : (hop.doubt ?? nextHopFact(context, hop.name, hop.value, range)),
    nextHopAddress: none,
    nextHopTarget: isLocal ? none : awsTarget(context, hop?.value, range),
    machines: EMPTY_LIST,
  };
}

function nextHopFact(context: BindingContext, name: string, hop: Value, range: Range): Fact<NextHop> {
  const known = NEXT_HOPS.get(name);
  if (known !== undefined) return knownFact(known, hop);
  const type = context.find(meantInstance(context, hop))?.type;
  const id = knownText(hop);
  if (id === 'local') return knownFact('local', hop);
  const found = GATEWAYS.find(([of, start]) => of === type || id?.startsWith(start));
  if (found !== undefined) return knownFact(found[2], hop);
  if (hop.kind === 'unknown' && type === undefined)
    return { state: 'unknown', reason: reasonOf(hop), origin: hop.origin };
  return hop.kind === 'unknown' || id !== undefined
    ? knownFact('other', hop)
    : undecidedFact('the next hop is no id', range, 'failed');
}

export const routeTableAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route_table_association'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const subnet = attribute(attributes, 'subnet_id');
    if (subnet === undefined || isEmpty(subnet)) {
      const message = 'a route table of a gateway is not put on subnets';
      return [gapOf(resource, 'gateway_id', { code: 'unsupported', message, range })];
    }
    return [
      {
        ...headOf(placeOf(resource), undefined, []),
        kind: 'route-table-association',
        table: awsTarget(context, attribute(attributes, 'route_table_id'), range),
        subnet: awsTarget(context, subnet, range),
        network: { state: 'absent', range },
      },
    ];
  },
};

export const mainRouteTableAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_main_route_table_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const table = awsTarget(context, attribute(attributes, 'route_table_id'), range);
    const network = awsTarget(context, attribute(attributes, 'vpc_id'), range);
    return [mainTable(headOf(placeOf(resource), undefined, []), table, network)];
  },
};

/** A zonal NAT gateway stands in a subnet and takes one of its addresses; a regional one has only a VPC. */
export const natGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_nat_gateway'],
  bind(resource, context): readonly BindingOutput[] {
    const head = awsHead(resource);
    const id = attribute(resource.attributes, 'subnet_id');
    const subnet = awsTarget(context, id, resource.range);
    const network = awsTarget(context, attribute(resource.attributes, 'vpc_id'), resource.range);
    const gateway: BindingOutput = {
      ...head,
      kind: 'gateway',
      cloud: 'aws',
      type: 'nat',
      network,
      subnet,
      ranges: EMPTY_LIST,
    };
    if (id === undefined) return [gateway];
    const place = { ...head, ...placeBeside(head, 'subnet_id'), keys: [] };
    return [gateway, addressConsumerDraft(place, subnet, 'NAT gateway', impliedFact(1, resource.range))];
  },
};

export const internetGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_internet_gateway', 'aws_egress_only_internet_gateway'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      {
        ...awsHead(resource),
        kind: 'gateway',
        cloud: 'aws',
        type: 'internet',
        network: awsTarget(context, attribute(attributes, 'vpc_id'), range),
        subnet: { state: 'absent', range },
        ranges: EMPTY_LIST,
      },
    ];
  },
};
