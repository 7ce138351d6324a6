/** Rules of security groups as the API has them: lists of objects where Terraform has lists of texts. */
import { listValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute } from '../../read-attributes.ts';
import { withEntries } from '../respell-keys.ts';

/** List, member that counts, and the argument that takes the members. */
const ENDS = [
  ['ip_ranges', 'cidr_ip', 'cidr_blocks'],
  ['ipv6_ranges', 'cidr_ipv6', 'ipv6_cidr_blocks'],
  ['user_id_group_pairs', 'group_id', 'security_groups'],
  ['prefix_list_ids', 'prefix_list_id', 'prefix_list_ids'],
] as const;

/** A security group with the ends of its rules as Terraform spells them. */
export function withPlainRules(group: MapValue): MapValue {
  return withEntries(group, { ingress: rules(group, 'ingress'), egress: rules(group, 'egress') });
}

function rules(group: MapValue, name: string): Value | undefined {
  const list = attribute(group, name);
  if (list?.kind !== 'list') return list;
  return { ...list, items: list.items.map((rule) => (rule.kind === 'map' ? plainRule(rule) : rule)) };
}

function plainRule(rule: MapValue): MapValue {
  return withEntries(
    rule,
    Object.fromEntries(
      ENDS.map(([list, member, argument]) => [argument, members(attribute(rule, list), member)]),
    ),
  );
}

function members(list: Value | undefined, member: string): Value | undefined {
  if (list?.kind !== 'list') return list;
  const items = list.items.flatMap((item) => {
    const value = item.kind === 'map' ? attribute(item, member) : item;
    return value === undefined ? [] : [value];
  });
  return listValue(items, list.origin);
}
