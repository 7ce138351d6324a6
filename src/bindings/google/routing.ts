/** Google Cloud: routes, firewall rules and NAT gateways. Routes and rules belong to a network as a whole. */
import type { Address } from '../../ip/address.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { NextHop, TrafficEnd } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks, firstAttribute, knownText, type Block } from '../read-attributes.ts';
import {
  booleanFact,
  countFact,
  defaultFact,
  EMPTY_LIST,
  impliedFact,
  joinLists,
  knownFact,
  orDefault,
  reasonOf,
  stringList,
  undecidedFact,
} from '../read-facts.ts';
import { addressFact, prefixList } from '../read-prefixes.ts';
import { meantInstance } from '../read-targets.ts';
import {
  EVERY_IPV4,
  holderTarget,
  onlyStated,
  portList,
  protocolFact,
  UNSTATED_END,
  wordFact,
} from '../traffic.ts';
import { googleHead, googleTarget } from './google-identity.ts';
import { itself } from './network.ts';

/** https://cloud.google.com/vpc/docs/static-routes#static-route-next-hops */
const NEXT_HOPS: ReadonlyMap<string, NextHop> = new Map([
  ['next_hop_gateway', 'internet'],
  ['next_hop_vpn_tunnel', 'gateway'],
  ['next_hop_ip', 'appliance'],
  ['next_hop_instance', 'appliance'],
  ['next_hop_ilb', 'appliance'],
]);

/** https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules */
const DEFAULT_PRIORITY = 1000;

export const route: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_route'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const none = { state: 'absent', range } as const;
    const hop = onlyStated(attributes, NEXT_HOPS.keys());
    const kind = hop === undefined ? undefined : NEXT_HOPS.get(hop.name);
    const ranges = prefixList(context, attribute(attributes, 'dest_range'));
    return [
      {
        ...googleHead(resource, undefined),
        kind: 'route',
        table: none,
        network: googleTarget(context, attribute(attributes, 'network'), 'networks', resource),
        destination: ranges.items[0] ?? ranges.unresolved[0] ?? none,
        destinationTag: none,
        nextHop: hop === undefined || kind === undefined ? none : (hop.doubt ?? knownFact(kind, hop.value)),
        nextHopAddress: hopAddress(context, resource),
        nextHopTarget: kind === 'internet' ? none : hopTarget(context, hop?.value, resource),
        machines: stringList(context, attribute(attributes, 'tags')),
      },
    ];
  },
};

/** The address of the next hop; an internal load balancer is named by its address or by a link to it. */
function hopAddress(context: BindingContext, { attributes, range }: Resource): Fact<Address> {
  const balancer = attribute(attributes, 'next_hop_ilb');
  const isLink =
    knownText(balancer)?.includes('/') === true ||
    (balancer !== undefined && meantInstance(context, balancer) !== undefined);
  if (isLink) return { state: 'absent', range };
  return addressFact(context, attribute(attributes, 'next_hop_ip') ?? balancer, range);
}

/** What an instance that is the next hop is; of a tunnel, the gateway that it starts from. */
function hopTarget(context: BindingContext, hop: Value | undefined, around: Resource): Target {
  const tunnel = context.find(hop?.reference);
  if (tunnel?.type !== 'google_compute_vpn_tunnel') return holderTarget(context, hop, around.range);
  const gateway = firstAttribute(tunnel.attributes, 'vpn_gateway', 'target_vpn_gateway');
  return googleTarget(context, gateway, 'vpnGateways', tunnel);
}

const DIRECTIONS: ReadonlyMap<string, 'in' | 'out'> = new Map([
  ['ingress', 'in'],
  ['egress', 'out'],
]);

/** A rule for each protocol that a firewall resource allows or denies; a disabled one has no effect. */
export const firewall: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_firewall'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const disabled = booleanFact(context, attribute(attributes, 'disabled'), range);
    if (disabled.state === 'known' && disabled.value) return [];
    const doubt = resource.possible ?? (disabled.state === 'unknown' ? disabled.reason : undefined);
    return (['allow', 'deny'] as const).flatMap((access) => {
      const found = blocks(attributes, access);
      return [
        ...found.known.map((block) => ({
          ...ruleDraft(context, resource, block, access),
          possible: doubt,
        })),
        ...found.unknown.map((value) => gapOf(resource, access, reasonOf(value), value.origin.range)),
      ];
    });
  },
};

function ruleDraft(
  context: BindingContext,
  resource: Resource,
  block: Block,
  access: 'allow' | 'deny',
): DraftOf<'security-rule'> {
  const { attributes, range } = resource;
  const read = (name: string) => attribute(attributes, name);
  const texts = (...names: readonly string[]) =>
    joinLists(...names.map((name) => stringList(context, read(name))));
  const written = wordFact(context, read('direction'), range, DIRECTIONS);
  const direction = orDefault<'in' | 'out'>(written, 'in');
  const end = (ranges: string, ...tags: readonly string[]) => ({
    ...UNSTATED_END,
    prefixes: prefixList(context, read(ranges)),
    tags: texts(...tags),
  });
  const source = end('source_ranges', 'source_tags', 'source_service_accounts');
  const destination = end('destination_ranges');
  const head = headOf(placeOfBlock(placeOf(resource), block), read('name'), []);
  return {
    ...head,
    kind: 'security-rule',
    group: { state: 'absent', range },
    network: googleTarget(context, read('network'), 'networks', resource),
    direction,
    access: impliedFact(access, head.range),
    priority: orDefault(countFact(context, read('priority'), range), DEFAULT_PRIORITY),
    protocol: protocolFact(context, attribute(block.map, 'protocol'), head.range),
    source: orEverywhere(source, direction, 'in', range),
    destination: orEverywhere(destination, direction, 'out', range),
    sourcePorts: EMPTY_LIST,
    ports: portList(context, attribute(block.map, 'ports')),
    machines: texts('target_tags', 'target_service_accounts'),
  };
}

/** The far end of a rule that names none is all of IPv4: https://cloud.google.com/firewall/docs/firewalls#sources */
function orEverywhere(
  end: TrafficEnd<Target>,
  direction: Fact<'in' | 'out'>,
  far: 'in' | 'out',
  range: Range,
): TrafficEnd<Target> {
  const isStated = [end.prefixes, end.tags].some((list) => list.items.length + list.unresolved.length > 0);
  if (isStated || direction.state !== 'known' || direction.value !== far) return end;
  return { ...end, prefixes: { items: [defaultFact(EVERY_IPV4, range)], unresolved: [] } };
}

/** NAT of a router: for subnetworks that it lists, or for all in its network and region. */
export const routerNat: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_router_nat'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const listed = blocks(attributes, 'subnetwork');
    return [
      {
        ...googleHead(resource, undefined),
        kind: 'gateway',
        cloud: 'gcp',
        type: 'nat',
        network: networkOfRouter(context, resource),
        subnet: { state: 'absent', range },
        ranges: EMPTY_LIST,
      },
      ...listed.known.map((block): BindingOutput => {
        const name = attribute(block.map, 'name');
        return {
          ...headOf(placeOfBlock(placeOf(resource), block), undefined, []),
          kind: 'nat-association',
          gateway: itself(resource),
          subnet: googleTarget(context, name, 'subnetworks', resource),
        };
      }),
      ...listed.unknown.map((value) => gapOf(resource, 'subnetwork', reasonOf(value), value.origin.range)),
    ];
  },
};

function networkOfRouter(context: BindingContext, resource: Resource): Target {
  const name = attribute(resource.attributes, 'router');
  const router = name === undefined ? undefined : context.find(meantInstance(context, name));
  if (router?.mode === 'managed')
    return googleTarget(context, attribute(router.attributes, 'network'), 'networks', router);
  const { reason, origin } = undecidedFact(
    'the router of the NAT is not in what was read',
    resource.range,
    'outside',
  );
  return { state: 'unknown', reason, text: resource.address, origin };
}
