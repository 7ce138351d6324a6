/** AWS: data sources that read something by its id, its name or its `Name` tag are other names for it. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { EntityKind } from '../../model/entities.ts';
import type { Value } from '../../values/value.ts';
import type { Binding, BindingContext } from '../binding.ts';
import { attribute, attributeAt, blocks, knownText, memberOf } from '../read-attributes.ts';
import { targetOf } from '../read-targets.ts';
import { awsTarget, tagKey } from './aws-identity.ts';
import { zoneKey } from './dns.ts';
import { clusterKey } from './eks.ts';

interface Read {
  readonly kind: EntityKind;
  /** The argument with the id. */
  readonly id: string;
  /** The argument with a name that identifies, and the key that it makes. */
  readonly name?: readonly [argument: string, key: (resource: Resource, name: string) => NameKey];
}

const READ: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['aws_vpc', { kind: 'network', id: 'id' }],
  ['aws_subnet', { kind: 'subnet', id: 'id' }],
  ['aws_ec2_transit_gateway', { kind: 'gateway', id: 'id' }],
  ['aws_vpn_gateway', { kind: 'gateway', id: 'id' }],
  ['aws_internet_gateway', { kind: 'gateway', id: 'internet_gateway_id' }],
  ['aws_nat_gateway', { kind: 'gateway', id: 'id' }],
  ['aws_route_table', { kind: 'route-table', id: 'route_table_id' }],
  ['aws_security_group', { kind: 'security-group', id: 'id' }],
  ['aws_vpc_peering_connection', { kind: 'peering', id: 'id' }],
  ['aws_route53_zone', { kind: 'dns-zone', id: 'zone_id', name: ['name', zoneKey] }],
  ['aws_eks_cluster', { kind: 'cluster', id: 'id', name: ['name', clusterKey] }],
]);

export const dataSources: Binding = {
  dialect: 'terraform',
  mode: 'data',
  types: [...READ.keys()],
  bind(resource, context) {
    const read = READ.get(resource.type);
    if (read === undefined) return [];
    const { unit, address } = resource;
    return [
      { kind: 'alias', unit, address, entityKinds: [read.kind], target: whatIsRead(context, resource, read) },
    ];
  },
};

function whatIsRead(context: BindingContext, resource: Resource, read: Read): Target {
  const { attributes, range } = resource;
  const id = attribute(attributes, read.id);
  if (id !== undefined) return awsTarget(context, id, range);
  const [argument, key] = read.name ?? [];
  const name = argument === undefined ? undefined : attribute(attributes, argument);
  if (name !== undefined && key !== undefined) return byName(context, resource, name, key);
  const tag = attributeAt(attributes, 'tags', 'Name') ?? filteredName(resource);
  if (tag !== undefined) return byName(context, resource, tag, tagKey);
  const message = `${resource.address} reads by what only the cloud knows`;
  const origin = { range, kind: 'expression', from: [] } as const;
  return {
    state: 'unknown',
    reason: { code: 'data-source', message, range },
    text: resource.address,
    origin,
  };
}

function byName(
  context: BindingContext,
  resource: Resource,
  name: Value,
  keyOf: (resource: Resource, name: string) => NameKey,
): Target {
  return targetOf(context, name, resource.range, (value) => {
    const text = knownText(value);
    return text === undefined ? undefined : keyOf(resource, text);
  });
}

/** The only value of a filter by `tag:Name`. */
function filteredName(resource: Resource): Value | undefined {
  for (const { map } of blocks(resource.attributes, 'filter').known) {
    const values = attribute(map, 'values');
    if (knownText(attribute(map, 'name')) !== 'tag:Name' || values?.kind !== 'list') continue;
    const [only, ...others] = values.items;
    if (only !== undefined && others.length === 0) return memberOf(values, only);
  }
  return undefined;
}
