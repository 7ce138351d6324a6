/** CloudFormation resources in the spelling of AWS's Terraform provider. */
import type { Resource } from '../../../languages/unit.ts';
import {
  boolValue,
  listValue,
  mapValue,
  unknownValue,
  type MapValue,
  type Value,
} from '../../../values/value.ts';
import { attribute, attributeAt, knownText, memberOf } from '../../read-attributes.ts';
import { respellKeys, withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { snakeCase } from '../snake-case.ts';
import { furtherResource, terraformResource } from '../terraform-resource.ts';
import { attachedNetwork, furtherPrefixes } from './associated.ts';
import { acceptedBySelf } from './peering.ts';
import { tagMap } from './tags.ts';
import { RENAMED, TYPES } from './types.ts';

/** Everything that the table of types names. */
export const cloudFormation: Respelling = {
  dialect: 'cloudformation',
  types: [...TYPES.keys()],
  respell(resource, context) {
    const type = TYPES.get(resource.type);
    if (type === undefined || resource.mode !== 'managed') return [resource];
    const spelled = spell(resource, type);
    const finish = FINISHES.get(type);
    const attributes = finish === undefined ? spelled : finish(spelled, resource, context);
    const tags = tagMap(attribute(attributes, 'tags') ?? attribute(attributes, 'hosted_zone_tags'));
    const whole = terraformResource(resource, {
      type,
      attributes: withEntries(attributes, { tags }),
    });
    return SEVERAL.get(type)?.(whole) ?? [whole];
  },
};

function spell(resource: Resource, type: string): MapValue {
  return respellKeys(resource.attributes, (key, value) => {
    const name = snakeCase(key);
    return [RENAMED.get(`${type} ${name}`) ?? name, value];
  });
}

type Finish = (map: MapValue, resource: Resource, context: RespellContext) => MapValue;

/** What is left to do for some types. */
const FINISHES: ReadonlyMap<string, Finish> = new Map<string, Finish>([
  ['aws_subnet', withFurtherPrefixes],
  ['aws_vpc_peering_connection', withAcceptance],
  ['aws_internet_gateway', withNetwork],
  ['aws_vpn_connection', withSwitches],
  ['aws_network_acl_rule', withPorts],
  ['aws_instance', withFirstInterface],
  ['aws_lb', withMappedSubnets],
]);

function withFurtherPrefixes(map: MapValue, resource: Resource, context: RespellContext): MapValue {
  const further = furtherPrefixes(resource, context);
  if (further.length === 0) return map;
  const own = attribute(map, 'ipv6_cidr_block');
  const all = own === undefined ? further : [own, ...further];
  const origin = {
    range: resource.range,
    kind: 'expression',
    from: all.map((value) => value.origin),
  } as const;
  return withEntries(map, { ipv6_cidr_block: listValue(all, origin) });
}

function withAcceptance(map: MapValue, resource: Resource): MapValue {
  return withEntries(map, { auto_accept: acceptedBySelf(resource) });
}

function withNetwork(map: MapValue, resource: Resource, context: RespellContext): MapValue {
  return withEntries(map, { vpc_id: attachedNetwork(resource, context) });
}

/** Switches are also written as texts. */
function withSwitches(map: MapValue): MapValue {
  const isStatic = attribute(map, 'static_routes_only');
  const text = knownText(isStatic)?.toLowerCase();
  if (isStatic === undefined || (text !== 'true' && text !== 'false')) return map;
  return withEntries(map, { static_routes_only: boolValue(text === 'true', isStatic.origin) });
}

function withPorts(map: MapValue): MapValue {
  return withEntries(map, {
    from_port: attributeAt(map, 'port_range', 'from'),
    to_port: attributeAt(map, 'port_range', 'to'),
  });
}

/** A machine without a subnet of its own has the one of its first network interface. */
function withFirstInterface(map: MapValue): MapValue {
  const own = attribute(map, 'subnet_id');
  return withEntries(map, { subnet_id: own ?? attributeAt(map, 'network_interfaces', 'subnet_id') });
}

/** Subnets of a load balancer can be named with an address in each. */
function withMappedSubnets(map: MapValue): MapValue {
  const mappings = attribute(map, 'subnet_mappings');
  if (attribute(map, 'subnets') !== undefined || mappings === undefined) return map;
  if (mappings.kind !== 'list') return withEntries(map, { subnets: mappings });
  const subnets = mappings.items.flatMap((item) => {
    const mapping = memberOf(mappings, item);
    return (mapping.kind === 'map' ? attribute(mapping, 'subnet_id') : mapping) ?? [];
  });
  return withEntries(map, { subnets: listValue(subnets, mappings.origin) });
}

type Split = (resource: Resource) => readonly Resource[];

/** Types of which one resource stands for several, or for none. */
const SEVERAL: ReadonlyMap<string, Split> = new Map<string, Split>([
  ['aws_vpn_gateway_route_propagation', onePerTable],
  // What is attached to an internet gateway stands with the gateway.
  [
    'aws_vpn_gateway_attachment',
    (whole) => (attribute(whole.attributes, 'vpn_gateway_id') === undefined ? [] : [whole]),
  ],
]);

function onePerTable(whole: Resource): readonly Resource[] {
  const tables = attribute(whole.attributes, 'route_table_ids');
  if (tables === undefined) return [whole];
  if (tables.kind !== 'list')
    return [{ ...whole, attributes: withEntries(whole.attributes, { route_table_id: unreadable(tables) }) }];
  return tables.items.map((item, index) => {
    const table = memberOf(tables, item);
    const attributes = withEntries(whole.attributes, { route_table_id: table });
    const { type } = whole;
    if (index === 0) return { ...whole, attributes };
    const own = { ...mapValue(attributes.entries, table.origin), open: whole.attributes.open };
    return furtherResource(whole, `[${String(index)}]`, { type, attributes: own });
  });
}

/** A list of which the items are not known. */
function unreadable(value: Value): Value {
  if (value.kind === 'unknown') return unknownValue(value.reason, value.origin);
  return value;
}
