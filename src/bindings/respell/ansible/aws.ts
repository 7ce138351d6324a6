/** The modules of the collections `amazon.aws` and `community.aws`, spelled as the AWS provider. */
import type { Resource } from '../../../languages/unit.ts';
import { mapValue, stringValue, unknownValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import type { RespellContext } from '../respelling.ts';
import { furtherResource } from '../terraform-resource.ts';
import { taskWith, valueOfTask } from './declared-tasks.ts';
import type { ModuleSpelling } from './module-spelling.ts';

const PEERING_IDS = ['peering_id', 'vpc_peering_connection.vpc_peering_connection_id'];

/** By module. */
export const AWS_MODULES: Readonly<Record<string, ModuleSpelling>> = {
  ec2_vpc_net: {
    type: 'aws_vpc',
    renamed: { ipv6_cidr: 'assign_generated_ipv6_cidr_block' },
    finish: (options) => ({ tags: namedTags(options) }),
    ids: ['vpc.id', 'vpc.vpc_id'],
  },
  ec2_vpc_subnet: {
    type: 'aws_subnet',
    renamed: { cidr: 'cidr_block', ipv6_cidr: 'ipv6_cidr_block' },
    ids: ['subnet.id', 'subnet.subnet_id'],
  },
  ec2_vpc_peering: {
    type: 'aws_vpc_peering_connection',
    ids: PEERING_IDS,
    further: acceptance,
  },
  ec2_vpc_route_table: {
    type: 'aws_route_table',
    finish: (options, _, context) => ({ route: routes(context, attribute(options, 'routes')) }),
    further: tableAssociations,
    ids: ['route_table.id', 'route_table.route_table_id'],
  },
  ec2_vpc_igw: { type: 'aws_internet_gateway', ids: ['gateway_id'] },
  ec2_vpc_nat_gateway: { type: 'aws_nat_gateway', ids: ['nat_gateway_id'] },
  route53_zone: {
    type: 'aws_route53_zone',
    renamed: { zone: 'name' },
    finish: (options) => ({ vpc: networksOfZone(options) }),
    ids: ['zone_id'],
  },
  eks_cluster: {
    type: 'aws_eks_cluster',
    finish: (options) => ({ vpc_config: block({ subnet_ids: attribute(options, 'subnets') }, options) }),
    ids: ['name', 'arn'],
  },
  eks_nodegroup: {
    type: 'aws_eks_node_group',
    renamed: { name: 'node_group_name', subnets: 'subnet_ids' },
    ids: [],
  },
};

function block(entries: Readonly<Record<string, Value | undefined>>, at: Value): MapValue {
  const known = Object.entries(entries).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return mapValue(new Map(known), at.origin);
}

/** The `name` of a VPC is its tag. */
function namedTags(options: MapValue): Value | undefined {
  const name = attribute(options, 'name');
  const tags = attribute(options, 'tags');
  if (name === undefined || tags?.kind === 'unknown') return tags;
  const others = tags?.kind === 'map' ? tags.entries : [];
  return mapValue(new Map([['Name', name], ...others]), tags?.origin ?? options.origin);
}

/** A task in the state `accept` accepts what another one, or somebody else, has asked for. */
function acceptance(spelled: Resource): readonly Resource[] {
  const { attributes } = spelled;
  const state = attribute(attributes, 'state');
  const id = attribute(attributes, 'peering_id');
  if (knownText(state) !== 'accept' || id === undefined) return [];
  const entries = {
    vpc_peering_connection_id: id,
    auto_accept: stringValue('true', state?.origin ?? id.origin),
  };
  return [
    furtherResource(spelled, '.accept', {
      type: 'aws_vpc_peering_connection_accepter',
      attributes: block(entries, attributes),
    }),
  ];
}

function networksOfZone(options: MapValue): Value | undefined {
  const listed = attribute(options, 'vpcs');
  if (listed?.kind === 'list') {
    const items = listed.items.map((item) =>
      item.kind === 'map' ? block({ vpc_id: attribute(item, 'id') }, item) : item,
    );
    return { ...listed, items };
  }
  const one = attribute(options, 'vpc_id');
  return listed ?? (one === undefined ? undefined : block({ vpc_id: one }, one));
}

/** `gateway_id` takes whatever leads on: the argument by what is meant, or by the beginning of its id. */
const HOPS: readonly (readonly [module: string, id: string, argument: string])[] = [
  ['ec2_vpc_peering', 'pcx-', 'vpc_peering_connection_id'],
  ['ec2_vpc_nat_gateway', 'nat-', 'nat_gateway_id'],
  ['', 'tgw-', 'transit_gateway_id'],
  ['', 'eni-', 'network_interface_id'],
];

function routes(context: RespellContext, list: Value | undefined): Value | undefined {
  if (list?.kind !== 'list') return list;
  return { ...list, items: list.items.map((item) => (item.kind === 'map' ? route(context, item) : item)) };
}

function route(context: RespellContext, map: MapValue): MapValue {
  const dest = attribute(map, 'dest');
  const hop = attribute(map, 'gateway_id');
  const module = context.find(hop?.reference)?.type;
  const text = knownText(hop);
  const found = HOPS.find(([of, id]) => (of !== '' && of === module) || text?.startsWith(id));
  const isPrefixList = knownText(dest)?.startsWith('pl-') === true;
  const entries = new Map([...map.entries].filter(([name]) => name !== 'dest' && name !== 'gateway_id'));
  if (dest !== undefined) entries.set(isPrefixList ? 'destination_prefix_list_id' : 'cidr_block', dest);
  if (hop !== undefined) entries.set(found?.[2] ?? 'gateway_id', theGateway(hop));
  return { ...map, entries };
}

/** `igw` is the internet gateway of the VPC, whichever it is. */
function theGateway(hop: Value): Value {
  if (hop.kind !== 'string' || hop.value !== 'igw') return hop;
  const message = 'the code does not say which internet gateway it is';
  return unknownValue({ code: 'outside', message, range: hop.origin.range }, hop.origin);
}

/** The subnets of a table: by id, by range, or by name. */
function tableAssociations(spelled: Resource, context: RespellContext): readonly Resource[] {
  const { attributes, unit, address } = spelled;
  const subnets = attribute(attributes, 'subnets');
  if (subnets?.kind !== 'list') return [];
  return subnets.items.map((subnet, index) => {
    const message = `the id of ${address} is known when it is deployed`;
    const reference = { unit, address, path: ['id'] };
    const table = unknownValue({ code: 'computed', message, range: spelled.range }, subnet.origin, reference);
    return furtherResource(spelled, `.subnets[${String(index)}]`, {
      type: 'aws_route_table_association',
      attributes: block({ route_table_id: table, subnet_id: subnetId(context, unit, subnet) }, subnet),
    });
  });
}

function subnetId(context: RespellContext, unit: string, subnet: Value): Value {
  if (subnet.kind !== 'string' || subnet.value.startsWith('subnet-')) return subnet;
  const declared = taskWith(context, unit, 'ec2_vpc_subnet', 'cidr', subnet);
  if (declared !== undefined) return valueOfTask(declared, subnet);
  const message = 'a name or a range does not tell which subnet is meant';
  return unknownValue({ code: 'outside', message, range: subnet.origin.range }, subnet.origin);
}
