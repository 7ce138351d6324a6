/** Lists what a model does not know, so that nothing unknown goes unsaid. */
import type { Fact } from '../values/fact.ts';
import type { UnknownReason } from '../values/value.ts';
import { compareRanges, type Range } from '../text/range.ts';
import type { Gap } from './draft.ts';
import type {
  AnyEntity,
  FactList,
  Link,
  NetworkPolicy,
  NodePool,
  Route,
  SecurityRule,
  Service,
  TrafficEnd,
} from './entities.ts';
import { compareTexts } from './entity-id.ts';
import type { Unresolved } from './model.ts';

/** Something unknown of one entity. `attribute` is its name in the model's JSON; empty is the entity as a whole. */
interface Missing {
  readonly attribute: string;
  readonly reason: UnknownReason;
  readonly range: Range;
}

/** Everything unknown about the entities, and the gaps that bindings met. Ordered by place, each once. */
export function findUnresolved(entities: readonly AnyEntity[], gaps: readonly Gap[]): Unresolved[] {
  const all: Unresolved[] = gaps.map(({ unit, address, attribute, reason, range }) => {
    return { unit, address, attribute, reason, range };
  });
  for (const entity of entities) {
    const { id, kind, unit, address } = entity;
    for (const missing of missingOf(entity)) all.push({ kind, entity: id, unit, address, ...missing });
  }
  return withoutRepetition(all.sort(compareUnresolved));
}

function compareUnresolved(a: Unresolved, b: Unresolved): number {
  return (
    compareRanges(a.range, b.range) ||
    compareTexts(a.unit, b.unit) ||
    compareTexts(a.address, b.address) ||
    compareTexts(a.attribute, b.attribute) ||
    compareTexts(a.reason.message, b.reason.message) ||
    compareTexts(a.reason.code, b.reason.code)
  );
}

function withoutRepetition(ordered: readonly Unresolved[]): Unresolved[] {
  return ordered.filter((item, at) => {
    const previous = ordered[at - 1];
    return previous === undefined || compareUnresolved(previous, item) !== 0;
  });
}

function* missingOf(entity: AnyEntity): Generator<Missing> {
  if (entity.possible !== undefined) yield { attribute: '', reason: entity.possible, range: entity.range };
  switch (entity.kind) {
    case 'network':
      yield* inList('cidrs', entity.addressSpace);
      yield* inList('dnsServers', entity.dnsServers);
      return;
    case 'subnet':
      yield* inLink('network', entity.network);
      yield* inList('cidrs', entity.prefixes);
      return;
    case 'peering':
      yield* inLink('from', entity.from);
      yield* inLink('to', entity.to);
      yield* inFact('createsBothEnds', entity.createsBothEnds);
      yield* inFact('allowForwardedTraffic', entity.allowForwardedTraffic);
      yield* inFact('allowGatewayTransit', entity.allowGatewayTransit);
      yield* inFact('useRemoteGateways', entity.useRemoteGateways);
      yield* inFact('wholeNetworks', entity.wholeNetworks);
      return;
    case 'gateway':
      // A network that is read off an unknown subnet is unknown for the same reason: once is enough.
      yield* inLink('subnet', entity.subnet);
      if (entity.subnet.state !== 'unknown') yield* inLink('network', entity.network);
      yield* inList('cidrs', entity.ranges);
      return;
    case 'gateway-connection':
      yield* inLink('gateway', entity.gateway);
      yield* inLink('to', entity.to);
      if (entity.tables !== undefined) {
        yield* inLink('routeTable', entity.tables.follows);
        for (const table of entity.tables.foundIn) yield* inLink('propagatesTo', table);
      }
      return;
    case 'range':
      yield* inList('cidrs', entity.prefixes);
      return;
    case 'dns-zone':
      yield* inFact('name', entity.domain);
      yield* inFact('private', entity.private);
      return;
    case 'dns-link':
      yield* inLink('zone', entity.zone);
      yield* inLink('network', entity.network);
      yield* inFact('registration', entity.registration);
      return;
    case 'dns-inbound-endpoint':
      yield* inLink('subnet', entity.subnet);
      if (entity.subnet.state !== 'unknown') yield* inLink('network', entity.network);
      yield* inFact('ip', entity.addressFact);
      return;
    case 'dns-forwarding':
      for (const network of entity.networks) yield* inLink('networks', network);
      for (const rule of entity.rules) {
        yield* inFact('domain', rule.domain);
        yield* inList('servers', rule.servers);
      }
      return;
    case 'private-endpoint':
      yield* inLink('subnet', entity.subnet);
      yield* inList('groups', entity.groups);
      for (const zone of entity.zones) yield* inLink('zones', zone);
      if (entity.zonesUnknown !== undefined) {
        yield {
          attribute: 'zones',
          reason: entity.zonesUnknown,
          range: entity.zonesUnknown.range ?? entity.range,
        };
      }
      return;
    case 'cluster':
      yield* inFact('networkMode', entity.networkMode);
      yield* inList('podCidrs', entity.podCidrs);
      yield* inList('serviceCidrs', entity.serviceCidrs);
      yield* inFact('dnsServiceIp', entity.dnsServiceIp);
      yield* inFact('privateApi', entity.privateApi);
      yield* inFact('version', entity.version);
      return;
    case 'node-pool':
      yield* inPool(entity);
      return;
    case 'address-consumer':
      yield* inLink('subnet', entity.subnet);
      yield* inFact('addresses', entity.addresses);
      return;
    case 'route-table':
      yield* inLink('network', entity.network);
      yield* inFact('gatewayRoutePropagation', entity.gatewayRoutePropagation);
      return;
    case 'route':
      yield* inRoute(entity);
      return;
    case 'route-table-association':
      yield* inLink('table', entity.table);
      yield* inLink('subnet', entity.subnet);
      yield* inLink('network', entity.network);
      return;
    case 'nat-association':
      yield* inLink('gateway', entity.gateway);
      yield* inLink('subnet', entity.subnet);
      return;
    case 'security-group':
      yield* inLink('network', entity.network);
      return;
    case 'security-rule':
      yield* inSecurityRule(entity);
      return;
    case 'security-group-association':
      yield* inLink('group', entity.group);
      yield* inLink('subnet', entity.subnet);
      return;
    case 'service':
      yield* inService(entity);
      return;
    case 'network-policy':
      yield* inPolicy(entity);
      return;
    case 'ingress':
      yield* inFact('namespace', entity.namespace);
      yield* inFact('class', entity.class);
      return;
    case 'unread-code':
      yield { attribute: '', reason: entity.reason, range: entity.range };
      return;
  }
}

function* inPool(pool: NodePool): Generator<Missing> {
  yield* inLink('cluster', pool.cluster);
  yield* inFact('autoscaling', pool.autoscaling);
  // A pool that scales by itself goes by its bounds, another one by its count.
  const scales = pool.autoscaling.state === 'known' ? pool.autoscaling.value : undefined;
  if (scales !== true) yield* inFact('count', pool.count);
  if (scales !== false) {
    yield* inFact('min', pool.min);
    yield* inFact('max', pool.max);
  }
  yield* inFact('maxPods', pool.maxPods);
  yield* inFact('maxSurge', pool.maxSurge);
  yield* inFact('maxUnavailable', pool.maxUnavailable);
  yield* inFact('spot', pool.spot);
  yield* inLink('nodeSubnet', pool.nodeSubnet);
  yield* inLink('podSubnet', pool.podSubnet);
  yield* inFact('podAllocation', pool.podAllocation);
}

function* inRoute(route: Route): Generator<Missing> {
  yield* inLink('table', route.table);
  yield* inLink('network', route.network);
  yield* inFact('destination', route.destination);
  yield* inFact('destinationTag', route.destinationTag);
  yield* inFact('nextHop', route.nextHop);
  // Whose address it is tells more than the address.
  if (route.nextHopTarget.state !== 'resolved') yield* inFact('nextHopAddress', route.nextHopAddress);
  yield* inLink('nextHopTarget', route.nextHopTarget);
  yield* inList('machines', route.machines);
}

function* inSecurityRule(rule: SecurityRule): Generator<Missing> {
  yield* inLink('group', rule.group);
  yield* inLink('network', rule.network);
  yield* inFact('direction', rule.direction);
  yield* inFact('access', rule.access);
  yield* inFact('priority', rule.priority);
  yield* inFact('protocol', rule.protocol);
  yield* inTrafficEnd('source', rule.source);
  yield* inTrafficEnd('destination', rule.destination);
  yield* inList('sourcePorts', rule.sourcePorts);
  yield* inList('ports', rule.ports);
  yield* inList('machines', rule.machines);
}

function* inService(service: Service): Generator<Missing> {
  yield* inFact('namespace', service.namespace);
  yield* inFact('type', service.type);
  yield* inFact('internal', service.internal);
  yield* inFact('loadBalancerIp', service.loadBalancerIp);
  yield* inFact('subnetName', service.subnetName);
  yield* inList('sourceCidrs', service.sourceRanges);
  yield* inList('clusterIps', service.clusterIps);
  yield* inList('externalIps', service.externalIps);
  yield* inFact('externalName', service.externalName);
}

function* inPolicy(policy: NetworkPolicy): Generator<Missing> {
  yield* inFact('namespace', policy.namespace);
  yield* inFact('selects', policy.selects);
  yield* inFact('deniesIngress', policy.deniesIngress);
  yield* inFact('deniesEgress', policy.deniesEgress);
  for (const { ranges, ports } of policy.blocks) {
    for (const { prefixes, except } of ranges) {
      yield* inList('blocks', prefixes);
      yield* inList('blocks', except);
    }
    for (const { protocol, ports: numbers } of ports) {
      yield* inFact('blocks', protocol);
      yield* inList('blocks', numbers);
    }
  }
  yield* inFact('dnsOverUdp', policy.dnsOverUdp);
  yield* inFact('dnsOverTcp', policy.dnsOverTcp);
}

function* inTrafficEnd(attribute: string, { prefixes, tags, groups }: TrafficEnd): Generator<Missing> {
  yield* inList(attribute, prefixes);
  yield* inList(attribute, tags);
  for (const group of groups) yield* inLink(attribute, group);
}

function* inFact(attribute: string, fact: Fact<unknown>): Generator<Missing> {
  if (fact.state === 'unknown') yield { attribute, reason: fact.reason, range: fact.origin.range };
}

function* inList(attribute: string, list: FactList<unknown>): Generator<Missing> {
  for (const fact of list.unresolved) yield* inFact(attribute, fact);
}

function* inLink(attribute: string, link: Link): Generator<Missing> {
  if (link.state === 'unknown') yield { attribute, reason: link.reason, range: link.origin.range };
}
