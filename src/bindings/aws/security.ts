/** AWS: security groups and their rules, written in the group or on their own. They only allow. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { FactList, PortRange, TrafficEnd } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact, UnknownFact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks, firstAttribute } from '../read-attributes.ts';
import {
  booleanFact,
  EMPTY_LIST,
  impliedFact,
  joinLists,
  reasonOf,
  stringList,
  unresolvedList,
} from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { portsBetween, protocolFact, targetList, UNSTATED_END, wordFact } from '../traffic.ts';
import { awsHead, awsTarget } from './aws-identity.ts';

type Direction = 'in' | 'out';

const BLOCKS = [
  ['ingress', 'in'],
  ['egress', 'out'],
] as const;

export const securityGroup: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_security_group', 'aws_default_security_group'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, address } = resource;
    const group = targetOfInstance(unit, address, range);
    const network = awsTarget(context, attribute(attributes, 'vpc_id'), range);
    return [
      { ...awsHead(resource), kind: 'security-group', cloud: 'aws', network },
      ...BLOCKS.flatMap(([name, direction]) => {
        const rules = blocks(attributes, name);
        return [
          ...rules.known.map((block) => {
            const head = headOf(placeOfBlock(placeOf(resource), block), undefined, []);
            const fact = impliedFact(direction, head.range);
            return ruleDraft(context, head, block.map, group, fact);
          }),
          ...rules.unknown.map((value) => gapOf(resource, name, reasonOf(value), value.origin.range)),
        ];
      }),
    ];
  },
};

const RULE_DIRECTIONS: ReadonlyMap<string, Direction> = new Map(BLOCKS);

export const securityGroupRule: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_security_group_rule'],
  bind(resource, context) {
    const direction = wordFact(
      context,
      attribute(resource.attributes, 'type'),
      resource.range,
      RULE_DIRECTIONS,
    );
    return [standaloneRule(context, resource, direction)];
  },
};

export const vpcSecurityGroupRule: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'],
  bind(resource, context) {
    const isIn = resource.type === 'aws_vpc_security_group_ingress_rule';
    return [standaloneRule(context, resource, impliedFact(isIn ? 'in' : 'out', resource.range))];
  },
};

function standaloneRule(
  context: BindingContext,
  resource: Resource,
  direction: Fact<Direction>,
): DraftOf<'security-rule'> {
  const { attributes, range } = resource;
  const group = awsTarget(context, attribute(attributes, 'security_group_id'), range);
  return ruleDraft(context, awsHead(resource), attributes, group, direction);
}

function ruleDraft(
  context: BindingContext,
  head: EntityHead,
  map: MapValue,
  group: Target,
  direction: Fact<Direction>,
): DraftOf<'security-rule'> {
  const { range } = head;
  const protocol = protocolFact(context, firstAttribute(map, 'protocol', 'ip_protocol'), range);
  const { source, destination } = endsOf(farEnd(context, map, group, range), direction);
  return {
    ...head,
    kind: 'security-rule',
    group,
    network: { state: 'absent', range },
    direction,
    access: impliedFact('allow', range),
    priority: { state: 'absent', range },
    protocol,
    source,
    destination,
    sourcePorts: EMPTY_LIST,
    ports: portsOf(context, map, protocol, range),
    machines: EMPTY_LIST,
  };
}

/** Which end the rule's own group is: with an unknown direction, neither end is known. */
function endsOf(
  far: TrafficEnd<Target>,
  direction: Fact<Direction>,
): Pick<DraftOf<'security-rule'>, 'source' | 'destination'> {
  if (direction.state === 'unknown') {
    const either = { ...UNSTATED_END, prefixes: unresolvedList(direction) };
    return { source: either, destination: either };
  }
  const isOut = direction.state === 'known' && direction.value === 'out';
  return isOut ? { source: UNSTATED_END, destination: far } : { source: far, destination: UNSTATED_END };
}

function farEnd(context: BindingContext, map: MapValue, group: Target, range: Range): TrafficEnd<Target> {
  const read = (...names: readonly string[]) => firstAttribute(map, ...names);
  const self = booleanFact(context, read('self'), range);
  const doubt: UnknownFact[] = self.state === 'unknown' ? [self] : [];
  const named = (value: Value | undefined) => targetList(value, (id) => awsTarget(context, id, range));
  return {
    prefixes: joinLists(
      prefixList(context, read('cidr_blocks', 'cidr_ipv4')),
      prefixList(context, read('ipv6_cidr_blocks', 'cidr_ipv6')),
      ...doubt.map(unresolvedList),
    ),
    tags: stringList(context, read('prefix_list_ids', 'prefix_list_id')),
    groups: [
      ...named(read('security_groups')),
      ...named(read('source_security_group_id', 'referenced_security_group_id')),
      ...(self.state === 'known' && self.value ? [group] : []),
    ],
  };
}

/** Protocols for which the two numbers are no ports, but types of messages, or nothing. */
const WITHOUT_PORTS: ReadonlySet<string> = new Set(['any', 'icmp', 'icmpv6']);

function portsOf(
  context: BindingContext,
  map: MapValue,
  protocol: Fact<string>,
  range: Range,
): FactList<PortRange> {
  if (protocol.state === 'unknown') return unresolvedList(protocol);
  if (protocol.state === 'known' && WITHOUT_PORTS.has(protocol.value)) return EMPTY_LIST;
  return portsBetween(context, attribute(map, 'from_port'), attribute(map, 'to_port'), range);
}
