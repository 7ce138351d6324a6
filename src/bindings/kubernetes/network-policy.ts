/** NetworkPolicy, which any plug-in may put in force (https://kubernetes.io/docs/concepts/services-networking/network-policies). */
import type { PolicyBlock, PolicyRange } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import type { Binding, BindingContext } from '../binding.ts';
import { factList, impliedFact, knownFact, unknownFact } from '../read-facts.ts';
import { rangeOrAddress } from '../read-prefixes.ts';
import { elements, maps, objectHead, unknowns, valueAt, valueIn } from './manifest-values.ts';
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

/** The lists of rules, and what the peers in them are called. */
const DIRECTIONS = [
  { direction: 'in', key: 'ingress', peers: 'from', type: 'Ingress' },
  { direction: 'out', key: 'egress', peers: 'to', type: 'Egress' },
] as const;

type Direction = (typeof DIRECTIONS)[number];

const [INBOUND, OUTBOUND] = DIRECTIONS;

export const networkPolicy: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['NetworkPolicy.networking.k8s.io'],
  bind(resource, context) {
    const { range } = resource;
    const spec = valueAt(resource, 'spec');
    const namespace = namespaceFact(context, resource);
    const deniesEgress = denies(spec, OUTBOUND, range);
    const egress = valueIn(spec, OUTBOUND.key);
    const outbound = [
      ...maps(egress).map(([rule]) => outboundRule(context, rule, namespace)),
      ...unknowns(egress).map((rule) => ({
        ports: [],
        reachesDns: unknownFact(rule),
        range: rule.origin.range,
      })),
    ];
    const isFree = deniesEgress.state === 'known' && !deniesEgress.value;
    const dns = (protocol: 'udp' | 'tcp'): Fact<boolean> =>
      isFree ? { state: 'absent', range } : dnsFact(outbound, protocol, range);
    return [
      {
        ...objectHead(resource),
        kind: 'network-policy',
        engine: 'kubernetes',
        namespace,
        selects: selectorFact(valueIn(spec, 'podSelector'), range),
        deniesIngress: denies(spec, INBOUND, range),
        deniesEgress,
        blocks: DIRECTIONS.flatMap((direction) => blocksOf(context, spec, direction)),
        dnsOverUdp: dns('udp'),
        dnsOverTcp: dns('tcp'),
      },
    ];
  },
};

/** Without its types a policy is one for what comes in, and for what goes out when it has rules for that. */
function denies(spec: Value | undefined, { key, type }: Direction, range: Range): Fact<boolean> {
  if (spec?.kind === 'unknown') return unknownFact(spec);
  const types = elements(valueIn(spec, 'policyTypes')).map(([value]) => value);
  if (types.length === 0) {
    const rules = valueIn(spec, key);
    if (type === 'Ingress') return impliedFact(true, range);
    return rules?.kind === 'unknown' ? unknownFact(rules) : impliedFact(rules !== undefined, range);
  }
  const named = types.find((value) => value.kind === 'string' && value.value === type);
  if (named !== undefined) return knownFact(true, named);
  const [unknown] = types.filter((value) => value.kind === 'unknown');
  return unknown === undefined ? impliedFact(false, range) : unknownFact(unknown);
}

function blocksOf(context: BindingContext, spec: Value | undefined, { direction, key, peers }: Direction) {
  const list = valueIn(spec, key);
  const rest = { direction, access: 'allow' } as const;
  const read = (value: Value | undefined) => factList(value, (item) => rangeOrAddress(context, item));
  return [
    ...maps(list).flatMap(([rule]): PolicyBlock[] => {
      const among = valueIn(rule, peers);
      const known = maps(among).flatMap(([peer]): PolicyRange[] => {
        const block = valueIn(peer, 'ipBlock');
        if (block === undefined) return [];
        return [{ prefixes: read(valueIn(block, 'cidr')), except: read(valueIn(block, 'except')) }];
      });
      const ranges = [...known, ...unknowns(among).map(unknownRange)];
      if (ranges.length === 0) return [];
      return [{ ...rest, ranges, ports: policyPorts(context, valueIn(rule, 'ports'), 'tcp') }];
    }),
    ...unknowns(list).map((rules) => ({ ...rest, ranges: [unknownRange(rules)], ports: [] })),
  ];
}

function outboundRule(context: BindingContext, rule: MapValue, namespace: Fact<string>): OutboundRule {
  const { range } = rule.origin;
  const to = valueIn(rule, OUTBOUND.peers);
  const ports = valueIn(rule, 'ports');
  if (ports?.kind === 'unknown') return { ports: [], reachesDns: unknownFact(ports), range };
  const reachesDns =
    to === undefined
      ? impliedFact(true, range)
      : anyTrue(
          elements(to).map(([peer]) =>
            peer.kind === 'map' ? peerReaches(peer, namespace) : dnsDepends(range),
          ),
          range,
        );
  return { ports: policyPorts(context, ports, 'tcp'), reachesDns, range };
}

/** A peer is a range, or pods of some namespaces; pods alone are those of the policy's own. */
function peerReaches(peer: MapValue, namespace: Fact<string>): Fact<boolean> {
  const { range } = peer.origin;
  const [namespaces, pods] = [valueIn(peer, 'namespaceSelector'), valueIn(peer, 'podSelector')];
  if (namespaces === undefined) return pods === undefined ? dnsDepends(range) : holdsDns(namespace, range);
  const isAll = [namespaces, pods].every((selector) => {
    const selected = selectorFact(selector, range);
    return selected.state === 'known' && selected.value === 'all';
  });
  return isAll ? impliedFact(true, range) : dnsDepends(range);
}
