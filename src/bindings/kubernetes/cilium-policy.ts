/** Cilium's own policies, which name ranges, pods, domains and more (https://docs.cilium.io/en/stable/security/policy). */
import type { Resource } from '../../languages/unit.ts';
import type { PolicyBlock, PolicyPort, PolicyRange } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import { mapFact, type Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { headOf } from '../entity-head.ts';
import { attribute } from '../read-attributes.ts';
import {
  booleanFact,
  EMPTY_LIST,
  factList,
  impliedFact,
  undecidedFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { rangeOrAddress } from '../read-prefixes.ts';
import { elements, maps, placeInside, unknowns, valueAt, valueIn } from './manifest-values.ts';
import { namespaceFact } from './namespace.ts';
import {
  anyTrue,
  dnsDepends,
  dnsFact,
  holdsDns,
  policyPorts,
  selectorFact,
  unknownRange,
  type OutboundRule,
} from './policy-rules.ts';

/** The lists of rules, and how the keys of what they are for begin. */
const LISTS = [
  { key: 'ingress', direction: 'in', access: 'allow', peers: 'from' },
  { key: 'ingressDeny', direction: 'in', access: 'deny', peers: 'from' },
  { key: 'egress', direction: 'out', access: 'allow', peers: 'to' },
  { key: 'egressDeny', direction: 'out', access: 'deny', peers: 'to' },
] as const;

type List = (typeof LISTS)[number];

const CLUSTERWIDE = 'CiliumClusterwideNetworkPolicy.cilium.io';

export const ciliumNetworkPolicy: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['CiliumNetworkPolicy.cilium.io', CLUSTERWIDE],
  bind(resource, context): readonly BindingOutput[] {
    const spec = valueAt(resource, 'spec');
    const further = elements(valueAt(resource, 'specs'));
    return [
      ...(spec === undefined ? [] : [policyDraft(context, resource, spec, [])]),
      ...further.map(([one, index]) => policyDraft(context, resource, one, ['specs', index])),
    ];
  },
};

function policyDraft(
  context: BindingContext,
  resource: Resource,
  spec: Value,
  path: readonly (string | number)[],
): BindingOutput {
  const place = placeInside(resource, path.length === 0 ? undefined : spec, ...path);
  const { range } = place;
  const isEverywhere = resource.type === CLUSTERWIDE;
  const namespace: Fact<string> = isEverywhere
    ? { state: 'absent', range }
    : namespaceFact(context, resource);
  const outbound = (key: string) => {
    const list = valueIn(spec, key);
    return [
      ...maps(list).map(([rule]) => outboundRule(context, rule, namespace, isEverywhere)),
      ...unknowns(list).map((rule) => ({
        ports: [],
        reachesDns: unknownFact(rule),
        range: rule.origin.range,
      })),
    ];
  };
  const [allowed, denied] = [outbound('egress'), outbound('egressDeny')];
  const deniesEgress = denies(context, spec, 'egress', range);
  const isFree = deniesEgress.state === 'known' && !deniesEgress.value;
  const dns = (protocol: 'udp' | 'tcp'): Fact<boolean> => {
    if (isFree) return { state: 'absent', range };
    const passes = dnsFact(allowed, protocol, range);
    const isStopped = dnsFact(denied, protocol, range);
    if (passes.state !== 'known' || !passes.value) return passes;
    return isStopped.state === 'known' && !isStopped.value ? passes : dnsDepends(range);
  };
  return {
    ...headOf(place, path.length === 0 ? valueAt(resource, 'metadata', 'name') : undefined, []),
    kind: 'network-policy',
    engine: 'cilium',
    namespace,
    selects: selected(spec, range),
    deniesIngress: denies(context, spec, 'ingress', range),
    deniesEgress,
    blocks: LISTS.flatMap((list) => blocksOf(context, spec, list)),
    dnsOverUdp: dns('udp'),
    dnsOverTcp: dns('tcp'),
  };
}

function selected(spec: Value, range: Range): Fact<string> {
  const nodes = valueIn(spec, 'nodeSelector');
  if (nodes === undefined || spec.kind === 'unknown')
    return selectorFact(valueIn(spec, 'endpointSelector'), range);
  return mapFact(selectorFact(nodes, range), (labels) => `nodes ${labels}`);
}

/** A policy with rules for a direction denies all else in it, unless it says that it does not. */
function denies(
  context: BindingContext,
  spec: Value,
  direction: 'ingress' | 'egress',
  range: Range,
): Fact<boolean> {
  const said = booleanFact(context, valueIn(spec, 'enableDefaultDeny', direction), range);
  if (said.state !== 'absent') return said;
  const lists = [valueIn(spec, direction), valueIn(spec, `${direction}Deny`)];
  const facts = lists.flatMap((rules): Fact<boolean>[] => {
    if (rules === undefined) return [];
    return [rules.kind === 'unknown' ? unknownFact(rules) : impliedFact(true, range)];
  });
  return anyTrue(facts, range);
}

function blocksOf(context: BindingContext, spec: Value, { key, direction, access, peers }: List) {
  const list = valueIn(spec, key);
  const rest = { direction, access } as const;
  const read = (value: Value | undefined) => factList(value, (item) => rangeOrAddress(context, item));
  return [
    ...maps(list).flatMap(([rule]): PolicyBlock[] => {
      const plain = valueIn(rule, `${peers}CIDR`);
      const sets = valueIn(rule, `${peers}CIDRSet`);
      const ranges: PolicyRange[] = [
        ...(plain === undefined ? [] : [{ prefixes: read(plain), except: EMPTY_LIST }]),
        ...maps(sets).map(([set]) => {
          const cidr = valueIn(set, 'cidr');
          const group = undecidedFact('the ranges stand in a CIDR group', set.origin.range, 'outside');
          const prefixes = cidr === undefined ? unresolvedList(group) : read(cidr);
          return { prefixes, except: read(valueIn(set, 'except')) };
        }),
        ...unknowns(sets).map(unknownRange),
      ];
      return ranges.length === 0
        ? []
        : [{ ...rest, ranges, ports: portsOf(context, valueIn(rule, 'toPorts')) }];
    }),
    ...unknowns(list).map((rules) => ({ ...rest, ranges: [unknownRange(rules)], ports: [] })),
  ];
}

/** An entry without ports stands for all of them. */
function portsOf(context: BindingContext, toPorts: Value | undefined): PolicyPort[] {
  const lists = elements(toPorts).map(([entry]) => valueIn(entry, 'ports'));
  if (lists.includes(undefined)) return [];
  return lists.flatMap((list) => policyPorts(context, list, 'any'));
}

/** What else a rule may be for beside ranges, pods and entities. */
const OTHER_PEERS = ['toCIDR', 'toCIDRSet', 'toServices', 'toNodes', 'toGroups', 'toRequires'];

/** All that is in the cluster. */
const ENTITIES_WITH_DNS: ReadonlySet<string> = new Set(['all', 'cluster']);

function outboundRule(
  context: BindingContext,
  rule: MapValue,
  namespace: Fact<string>,
  isEverywhere: boolean,
): OutboundRule {
  const { range } = rule.origin;
  const toPorts = valueIn(rule, 'toPorts');
  if (toPorts?.kind === 'unknown') return { ports: [], reachesDns: unknownFact(toPorts), range };
  const reached: Fact<boolean>[] = [
    ...elements(attribute(rule, 'toEndpoints')).map(([pods]) => podsReach(pods, namespace, isEverywhere)),
    ...elements(attribute(rule, 'toEntities')).map(([entity]) =>
      entity.kind === 'string' && ENTITIES_WITH_DNS.has(entity.value)
        ? impliedFact(true, range)
        : dnsDepends(range),
    ),
    ...OTHER_PEERS.flatMap((key) => (valueIn(rule, key) === undefined ? [] : [dnsDepends(range)])),
  ];
  // A rule that names nobody is for everybody when it has ports; without a word it lets nothing through. Domains are
  // those of others than DNS servers.
  const namesSomebody = ['toEndpoints', 'toEntities', 'toFQDNs', ...OTHER_PEERS].some((key) =>
    rule.entries.has(key),
  );
  const reachesDns = namesSomebody ? anyTrue(reached, range) : impliedFact(toPorts !== undefined, range);
  return { ports: portsOf(context, toPorts), reachesDns, range };
}

/** A selector without labels is for the policy's own namespace. */
function podsReach(selector: Value, namespace: Fact<string>, isEverywhere: boolean): Fact<boolean> {
  const { range } = selector.origin;
  const labels = selectorFact(selector, range);
  if (labels.state !== 'known' || labels.value !== 'all') return dnsDepends(range);
  return isEverywhere ? impliedFact(true, range) : holdsDns(namespace, range);
}
