/**
 * The module `terraform-aws-modules/vpc/aws`: a VPC with its subnets.
 * Source: variables.tf and outputs.tf of github.com/terraform-aws-modules/terraform-aws-vpc, 6.6.
 */
import type { Resource } from '../../languages/unit.ts';
import { tagKey } from '../aws/aws-identity.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { defaultText } from '../default-values.ts';
import { headOf, placeOf, placeOfElement } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, knownText, memberOf, shownText } from '../read-attributes.ts';
import { EMPTY_LIST, joinLists, reasonOf, undecidedFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';

const DEFAULT_RANGE = '10.0.0.0/16';

/** The arguments that list a range for each subnet of one use; the outputs of these names list the ids. */
const SUBNET_LISTS: readonly string[] = [
  'public_subnets',
  'private_subnets',
  'database_subnets',
  'elasticache_subnets',
  'redshift_subnets',
  'intra_subnets',
  'outpost_subnets',
];

export const vpcModule: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: ['terraform-aws-modules/vpc/aws'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const create = attribute(attributes, 'create_vpc');
    if (create?.kind === 'bool' && !create.value) return [];
    const name = attribute(attributes, 'name');
    const text = knownText(name);
    const head = headOf(placeOf(resource), name, text === undefined ? [] : [tagKey(resource, text)]);
    const possible = resource.possible ?? (create?.kind === 'unknown' ? reasonOf(create) : undefined);
    const lists = SUBNET_LISTS.flatMap((list) => subnetsOf(context, resource, list));
    const network: DraftOf<'network'> = {
      ...head,
      possible,
      kind: 'network',
      cloud: 'aws',
      addressSpace: joinLists(
        mainRange(context, resource),
        prefixList(context, attribute(attributes, 'secondary_cidr_blocks')),
      ),
      dnsServers: EMPTY_LIST,
    };
    return [network, ...lists.map((fact) => (fact.kind === 'subnet' ? { ...fact, possible } : fact))];
  },
  outputs(_resource, [output, step]) {
    if (output === 'vpc_id' || output === 'vpc_arn' || output === 'name') return [];
    const isList = typeof output === 'string' && SUBNET_LISTS.includes(output) && typeof step === 'number';
    return isList ? [output, step] : undefined;
  },
};

function mainRange(context: BindingContext, resource: Resource) {
  const { attributes, range } = resource;
  const pool = attribute(attributes, 'use_ipam_pool');
  if (pool?.kind === 'unknown' || (pool?.kind === 'bool' && pool.value)) {
    const length = shownText(attribute(attributes, 'ipv4_netmask_length'));
    const size = length === undefined ? 'the range' : `a /${length}`;
    return unresolvedList(undecidedFact(`an address pool hands out ${size}`, range));
  }
  return prefixList(context, attribute(attributes, 'cidr') ?? defaultText(DEFAULT_RANGE, range));
}

function subnetsOf(
  context: BindingContext,
  resource: Resource,
  list: string,
): (DraftOf<'subnet'> | ReturnType<typeof gapOf>)[] {
  const ranges = attribute(resource.attributes, list);
  if (ranges?.kind === 'unknown') return [gapOf(resource, list, reasonOf(ranges), ranges.origin.range)];
  if (ranges?.kind !== 'list') return [];
  const { unit, address } = resource;
  return ranges.items.map((item, index) => {
    const member = memberOf(ranges, item);
    const head = headOf(placeOfElement(placeOf(resource), member, list, index), undefined, []);
    return {
      ...head,
      kind: 'subnet',
      cloud: 'aws',
      network: targetOfInstance(unit, address, head.range),
      prefixes: prefixList(context, member),
    };
  });
}
