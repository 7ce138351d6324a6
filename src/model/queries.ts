/** Questions about a model, answered from indexes that are made once for every model. */
import type {
  AddressConsumer,
  AnyEntity,
  DnsForwarding,
  DnsLink,
  Gateway,
  GatewayConnection,
  Link,
  NatAssociation,
  NodePool,
  Peering,
  PrivateEndpoint,
  Route,
  RouteTableAssociation,
  SecurityGroupAssociation,
  SecurityRule,
  Subnet,
  UnreadCode,
} from './entities.ts';
import { addToList } from './lists-by-key.ts';
import type { NetworkModel } from './model.ts';
import { networkAround } from './resolve-entity.ts';

/**
 * What a link certainly means: the id of an entity, or the key of something that was not read. Equal ends are one
 * thing. Undefined when nothing can be said, or when the code names none.
 */
export function endOf(link: Link): string | undefined {
  if (link.state === 'resolved') return link.id;
  return link.state === 'absent' ? undefined : link.key;
}

/** Entities by the end of one of their links. */
type ByEnd<E> = ReadonlyMap<string, readonly E[]>;

interface Indexes {
  readonly subnetsOf: ByEnd<Subnet>;
  readonly peeringsFrom: ByEnd<Peering>;
  readonly peeringsTo: ByEnd<Peering>;
  readonly peeringsBetween: ByEnd<Peering>;
  readonly gatewaysOf: ByEnd<Gateway>;
  readonly gatewaysIn: ByEnd<Gateway>;
  readonly connectionsOf: ByEnd<GatewayConnection>;
  readonly connectionsTo: ByEnd<GatewayConnection>;
  readonly linksOfZone: ByEnd<DnsLink>;
  readonly linksOfNetwork: ByEnd<DnsLink>;
  readonly forwardingsOf: ByEnd<DnsForwarding>;
  readonly endpointsIn: ByEnd<PrivateEndpoint>;
  readonly endpointsOfZone: ByEnd<PrivateEndpoint>;
  readonly poolsOf: ByEnd<NodePool>;
  readonly poolsWithNodesIn: ByEnd<NodePool>;
  readonly poolsWithPodsIn: ByEnd<NodePool>;
  readonly consumersIn: ByEnd<AddressConsumer>;
  readonly routesOf: ByEnd<Route>;
  readonly associationsOfTable: ByEnd<RouteTableAssociation>;
  readonly rulesOf: ByEnd<SecurityRule>;
  readonly associationsOfGroup: ByEnd<SecurityGroupAssociation>;
  readonly natAssociationsOf: ByEnd<NatAssociation>;
  readonly unreadCodeAbout: ByEnd<UnreadCode>;
  /** By unit, the code that may declare things for anything in it. */
  readonly openCodeOf: ByEnd<UnreadCode>;
}

const INDEXES = new WeakMap<NetworkModel, Indexes>();

function indexesOf(model: NetworkModel): Indexes {
  let indexes = INDEXES.get(model);
  if (indexes === undefined) {
    indexes = makeIndexes(model);
    INDEXES.set(model, indexes);
  }
  return indexes;
}

function makeIndexes(model: NetworkModel): Indexes {
  const peerings = model.all('peering');
  const gateways = model.all('gateway');
  const connections = model.all('gateway-connection');
  const dnsLinks = model.all('dns-link');
  const endpoints = model.all('private-endpoint');
  const pools = model.all('node-pool');
  return {
    subnetsOf: byEnd(model.all('subnet'), (subnet) => [subnet.network]),
    peeringsFrom: byEnd(peerings, (peering) => [peering.from]),
    peeringsTo: byEnd(peerings, (peering) => [peering.to]),
    peeringsBetween: groupBy(peerings, ({ from, to }) => {
      const [fromEnd, toEnd] = [endOf(from), endOf(to)];
      return fromEnd === undefined || toEnd === undefined ? [] : [pairOf(fromEnd, toEnd)];
    }),
    gatewaysOf: byEnd(gateways, (gateway) => [gateway.network]),
    gatewaysIn: byEnd(gateways, (gateway) => [gateway.subnet]),
    connectionsOf: byEnd(connections, (connection) => [connection.gateway]),
    connectionsTo: byEnd(connections, (connection) => [connection.to]),
    linksOfZone: byEnd(dnsLinks, (link) => [link.zone]),
    linksOfNetwork: byEnd(dnsLinks, (link) => [link.network]),
    forwardingsOf: byEnd(model.all('dns-forwarding'), (forwarding) => forwarding.networks),
    endpointsIn: byEnd(endpoints, (endpoint) => [endpoint.subnet]),
    endpointsOfZone: byEnd(endpoints, (endpoint) => endpoint.zones),
    poolsOf: byEnd(pools, (pool) => [pool.cluster]),
    poolsWithNodesIn: byEnd(pools, (pool) => [pool.nodeSubnet]),
    poolsWithPodsIn: byEnd(pools, (pool) => [pool.podSubnet]),
    consumersIn: byEnd(model.all('address-consumer'), (consumer) => [consumer.subnet]),
    routesOf: byEnd(model.all('route'), (route) => [route.table]),
    associationsOfTable: byEnd(model.all('route-table-association'), ({ table }) => [table]),
    rulesOf: byEnd(model.all('security-rule'), (rule) => [rule.group]),
    associationsOfGroup: byEnd(model.all('security-group-association'), ({ group }) => [group]),
    natAssociationsOf: byEnd(model.all('nat-association'), ({ gateway }) => [gateway]),
    unreadCodeAbout: byEnd(model.all('unread-code'), ({ mentions }) =>
      mentions.flatMap((mention) => [mention, networkAroundMention(model, mention)]),
    ),
    openCodeOf: groupBy(model.all('unread-code'), ({ unit, mayConcernAll }) =>
      mayConcernAll === true ? [unit] : [],
    ),
  };
}

/** The entities under every end of their links. */
function byEnd<E extends AnyEntity>(
  entities: readonly E[],
  linksOf: (entity: E) => readonly Link[],
): ByEnd<E> {
  return groupBy(entities, (entity) => linksOf(entity).flatMap((link) => endOf(link) ?? []));
}

/** Each entity stands once under every key, in the order of the entities. */
function groupBy<E extends AnyEntity>(
  entities: readonly E[],
  keysOf: (entity: E) => readonly string[],
): ByEnd<E> {
  const groups = new Map<string, E[]>();
  for (const entity of entities) {
    for (const key of keysOf(entity)) {
      if (groups.get(key)?.at(-1) !== entity) addToList(groups, key, entity);
    }
  }
  return groups;
}

/** The subnets of a network (id or key), ordered by id like all answers here. */
export function subnetsOf(model: NetworkModel, network: string): readonly Subnet[] {
  return indexesOf(model).subnetsOf.get(network) ?? [];
}

/** The network around the subnet that a link means, also when only the name of an outside subnet tells it. */
export function networkOfSubnet(model: NetworkModel, subnet: Link): Link {
  return networkAround(subnet, (id) => {
    const entity = model.get(id);
    return entity?.kind === 'subnet' ? entity : undefined;
  });
}

/** The peerings that belong to a network (id or key): their `from` is it. */
export function peeringsFrom(model: NetworkModel, network: string): readonly Peering[] {
  return indexesOf(model).peeringsFrom.get(network) ?? [];
}

/** The peerings that lead to a network (id or key). */
export function peeringsTo(model: NetworkModel, network: string): readonly Peering[] {
  return indexesOf(model).peeringsTo.get(network) ?? [];
}

/** The peerings from one network to another (ids or keys). */
export function peeringsBetween(model: NetworkModel, from: string, to: string): readonly Peering[] {
  return indexesOf(model).peeringsBetween.get(pairOf(from, to)) ?? [];
}

/** The peerings that are the way back of a peering. */
export function reversePeerings(model: NetworkModel, peering: Peering): readonly Peering[] {
  const from = endOf(peering.from);
  const to = endOf(peering.to);
  return from === undefined || to === undefined ? [] : peeringsBetween(model, to, from);
}

function pairOf(from: string, to: string): string {
  return `${from}\0${to}`;
}

/** The gateways of a network (id or key). */
export function gatewaysOf(model: NetworkModel, network: string): readonly Gateway[] {
  return indexesOf(model).gatewaysOf.get(network) ?? [];
}

/** The gateways that stand in a subnet (id or key). */
export function gatewaysIn(model: NetworkModel, subnet: string): readonly Gateway[] {
  return indexesOf(model).gatewaysIn.get(subnet) ?? [];
}

/** The connections whose `gateway` is this one (id or key). */
export function connectionsOf(model: NetworkModel, gateway: string): readonly GatewayConnection[] {
  return indexesOf(model).connectionsOf.get(gateway) ?? [];
}

/** The connections whose `to` is this range, gateway or network (id or key). */
export function connectionsTo(model: NetworkModel, end: string): readonly GatewayConnection[] {
  return indexesOf(model).connectionsTo.get(end) ?? [];
}

/** The links of a DNS zone (id or key). */
export function linksOfZone(model: NetworkModel, zone: string): readonly DnsLink[] {
  return indexesOf(model).linksOfZone.get(zone) ?? [];
}

/** The DNS zone links of a network (id or key). */
export function linksOfNetwork(model: NetworkModel, network: string): readonly DnsLink[] {
  return indexesOf(model).linksOfNetwork.get(network) ?? [];
}

/** The DNS forwarding rules that a network (id or key) follows. */
export function forwardingsOf(model: NetworkModel, network: string): readonly DnsForwarding[] {
  return indexesOf(model).forwardingsOf.get(network) ?? [];
}

/** The private endpoints in a subnet (id or key). */
export function endpointsIn(model: NetworkModel, subnet: string): readonly PrivateEndpoint[] {
  return indexesOf(model).endpointsIn.get(subnet) ?? [];
}

/** The private endpoints whose records a DNS zone (id or key) holds. */
export function endpointsOfZone(model: NetworkModel, zone: string): readonly PrivateEndpoint[] {
  return indexesOf(model).endpointsOfZone.get(zone) ?? [];
}

/** The node pools of a cluster (id or key). */
export function poolsOf(model: NetworkModel, cluster: string): readonly NodePool[] {
  return indexesOf(model).poolsOf.get(cluster) ?? [];
}

/** The node pools whose nodes stand in a subnet (id or key). */
export function poolsWithNodesIn(model: NetworkModel, subnet: string): readonly NodePool[] {
  return indexesOf(model).poolsWithNodesIn.get(subnet) ?? [];
}

/** The node pools whose pods take addresses of a subnet (id or key) of their own. */
export function poolsWithPodsIn(model: NetworkModel, subnet: string): readonly NodePool[] {
  return indexesOf(model).poolsWithPodsIn.get(subnet) ?? [];
}

/** What else takes addresses of a subnet (id or key). */
export function consumersIn(model: NetworkModel, subnet: string): readonly AddressConsumer[] {
  return indexesOf(model).consumersIn.get(subnet) ?? [];
}

/** The routes of a table (id or key). */
export function routesOf(model: NetworkModel, table: string): readonly Route[] {
  return indexesOf(model).routesOf.get(table) ?? [];
}

/** What puts a route table (id or key) on subnets and networks. */
export function associationsOfTable(model: NetworkModel, table: string): readonly RouteTableAssociation[] {
  return indexesOf(model).associationsOfTable.get(table) ?? [];
}

/** The rules of a security group (id or key). */
export function rulesOf(model: NetworkModel, group: string): readonly SecurityRule[] {
  return indexesOf(model).rulesOf.get(group) ?? [];
}

/** What puts a security group (id or key) on subnets. */
export function associationsOfGroup(model: NetworkModel, group: string): readonly SecurityGroupAssociation[] {
  return indexesOf(model).associationsOfGroup.get(group) ?? [];
}

/** What sends subnets through a NAT gateway (id or key). */
export function natAssociationsOf(model: NetworkModel, gateway: string): readonly NatAssociation[] {
  return indexesOf(model).natAssociationsOf.get(gateway) ?? [];
}

/**
 * The calls of unread code that are given an entity (by its id); a network also when they are given a subnet or a
 * gateway of it.
 */
export function unreadCodeAbout(model: NetworkModel, id: string): readonly UnreadCode[] {
  const { unreadCodeAbout: given, openCodeOf } = indexesOf(model);
  const unit = model.get(id)?.unit;
  const open = unit === undefined ? [] : (openCodeOf.get(unit) ?? []);
  return [...new Set([...(given.get(id) ?? []), ...open])];
}

function networkAroundMention(model: NetworkModel, mention: Link): Link {
  const entity = mention.state === 'resolved' ? model.get(mention.id) : undefined;
  if (entity?.kind === 'subnet') return networkOfSubnet(model, mention);
  return entity?.kind === 'gateway' ? entity.network : mention;
}

/** The networks in which a cluster's (id or key) nodes stand, each once. */
export function networksOfCluster(model: NetworkModel, cluster: string): readonly Link[] {
  const networks = new Map<string, Link>();
  for (const pool of poolsOf(model, cluster)) {
    const network = networkOfSubnet(model, pool.nodeSubnet);
    const end = endOf(network);
    if (end !== undefined && !networks.has(end)) networks.set(end, network);
  }
  return [...networks.values()];
}
