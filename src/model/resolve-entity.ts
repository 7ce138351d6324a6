/** Turns drafts into entities: which kinds the links of each kind of entity lead to. */
import type { Draft, Target } from './draft.ts';
import type { AnyEntity, EntityKind, Link, Subnet, TrafficEnd } from './entities.ts';
import type { Identified } from './entity-id.ts';
import type { LinkResolver } from './link-resolver.ts';

type DraftOf<K extends EntityKind> = Extract<Draft, { readonly kind: K }>;

/** Resolves a target of the entity at hand; `field` tells its targets apart. */
type ResolveLink = (target: Target, field: string, ...kinds: readonly EntityKind[]) => Link;

/** The subnet with this id. */
type FindSubnet = (id: string) => Subnet | undefined;

/** Resolves the entities of a model. Subnets come first: other entities learn their network from them. */
export function resolveEntities(identified: readonly Identified[], resolver: LinkResolver): AnyEntity[] {
  const subnets = new Map<string, Subnet>();
  const findSubnet: FindSubnet = (id) => subnets.get(id);
  const others: AnyEntity[] = [];
  for (const { id, draft } of identified) {
    if (draft.kind !== 'subnet') continue;
    const link = linksOf(id, draft, resolver);
    subnets.set(id, { ...entityOf(id, draft), network: link(draft.network, 'network', 'network') });
  }
  for (const { id, draft } of identified) {
    if (draft.kind !== 'subnet')
      others.push(resolveOther(id, draft, linksOf(id, draft, resolver), findSubnet));
  }
  return [...subnets.values(), ...others];
}

function linksOf(id: string, draft: Draft, resolver: LinkResolver): ResolveLink {
  return (target, field, ...kinds) => {
    const place = { kinds, unit: draft.unit, field: `${id} ${field}` };
    const link = resolver.resolve(target, place);
    if (link.state !== 'external' || !kinds.includes('subnet')) return link;
    // The name of a subnet begins with that of its network.
    const key = resolver.nameOf(target, kinds);
    if (key === undefined || key.names.length < 2) return link;
    const names = key.names.slice(0, -1);
    const network = {
      state: 'target',
      key: { ...key, names },
      text: names.join('/'),
      origin: link.origin,
    } as const;
    return { ...link, network: resolver.resolve(network, { ...place, kinds: ['network'] }) };
  };
}

type EntityLike<D> = D extends unknown ? Omit<D, 'path' | 'keys'> & { readonly id: string } : never;

/** A draft without what only the resolution of links needs. */
function entityOf<D extends Draft>(id: string, draft: D): EntityLike<D> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- what is left of the draft is wanted
  const { path, keys, ...entity } = draft;
  const identity = keys.length === 0 ? {} : { identity: keys };
  // Taking two fields off a draft of one kind leaves that kind; the compiler loses sight of it in a generic type.
  return { ...entity, ...identity, id } as unknown as EntityLike<D>;
}

function resolveOther(
  id: string,
  draft: Exclude<Draft, DraftOf<'subnet'>>,
  link: ResolveLink,
  findSubnet: FindSubnet,
): AnyEntity {
  switch (draft.kind) {
    case 'network':
    case 'range':
    case 'dns-zone':
    case 'cluster':
    case 'service':
    case 'network-policy':
    case 'ingress':
      return entityOf(id, draft);
    case 'peering':
      return {
        ...entityOf(id, draft),
        from: link(draft.from, 'from', 'network'),
        to: link(draft.to, 'to', 'network'),
      };
    case 'gateway':
    case 'dns-inbound-endpoint': {
      const subnet = link(draft.subnet, 'subnet', 'subnet');
      const network = link(draft.network, 'network', 'network');
      const ends = {
        subnet,
        network: network.state === 'absent' ? networkAround(subnet, findSubnet) : network,
      };
      return draft.kind === 'gateway'
        ? { ...entityOf(id, draft), ...ends }
        : { ...entityOf(id, draft), ...ends };
    }
    case 'gateway-connection':
      return {
        ...entityOf(id, draft),
        gateway: link(draft.gateway, 'gateway', 'gateway'),
        to: link(draft.to, 'to', 'range', 'gateway', 'network'),
        tables: draft.tables && {
          follows: link(draft.tables.follows, 'follows', ...TRANSIT_TABLES),
          foundIn: draft.tables.foundIn.map((table, at) => link(table, `foundIn ${at}`, ...TRANSIT_TABLES)),
        },
      };
    case 'dns-link':
      return {
        ...entityOf(id, draft),
        zone: link(draft.zone, 'zone', 'dns-zone'),
        network: link(draft.network, 'network', 'network'),
      };
    case 'dns-forwarding':
      return {
        ...entityOf(id, draft),
        networks: draft.networks.map((target, at) => link(target, `networks ${at}`, 'network')),
      };
    case 'private-endpoint':
      return {
        ...entityOf(id, draft),
        subnet: link(draft.subnet, 'subnet', 'subnet'),
        zones: draft.zones.map((target, at) => link(target, `zones ${at}`, 'dns-zone')),
      };
    case 'node-pool':
      return {
        ...entityOf(id, draft),
        cluster: link(draft.cluster, 'cluster', 'cluster'),
        nodeSubnet: link(draft.nodeSubnet, 'nodeSubnet', 'subnet'),
        podSubnet: link(draft.podSubnet, 'podSubnet', 'subnet'),
      };
    case 'address-consumer':
      return { ...entityOf(id, draft), subnet: link(draft.subnet, 'subnet', 'subnet') };
    case 'route-table':
    case 'route':
    case 'route-table-association':
    case 'nat-association':
    case 'security-group':
    case 'security-rule':
    case 'security-group-association':
      return resolveRouting(id, draft, link);
    case 'unread-code':
      return {
        ...entityOf(id, draft),
        mentions: draft.mentions.flatMap((target, at) =>
          foundMention(link(target, `mentions ${at}`, ...MENTIONED_KINDS)),
        ),
      };
  }
}

const TRANSIT_TABLES = ['route-table', 'gateway'] as const;

type RoutingDraft = DraftOf<
  | 'route-table'
  | 'route'
  | 'route-table-association'
  | 'nat-association'
  | 'security-group'
  | 'security-rule'
  | 'security-group-association'
>;

function resolveRouting(id: string, draft: RoutingDraft, link: ResolveLink): AnyEntity {
  switch (draft.kind) {
    case 'route-table':
      return { ...entityOf(id, draft), network: link(draft.network, 'network', 'network') };
    case 'route':
      return {
        ...entityOf(id, draft),
        table: link(draft.table, 'table', 'route-table'),
        network: link(draft.network, 'network', 'network'),
        nextHopTarget: link(draft.nextHopTarget, 'nextHopTarget', 'gateway', 'peering'),
      };
    case 'route-table-association':
      return {
        ...entityOf(id, draft),
        table: link(draft.table, 'table', 'route-table'),
        subnet: link(draft.subnet, 'subnet', 'subnet'),
        network: link(draft.network, 'network', 'network'),
      };
    case 'nat-association':
      return {
        ...entityOf(id, draft),
        gateway: link(draft.gateway, 'gateway', 'gateway'),
        subnet: link(draft.subnet, 'subnet', 'subnet'),
      };
    case 'security-group':
      return { ...entityOf(id, draft), network: link(draft.network, 'network', 'network') };
    case 'security-rule':
      return {
        ...entityOf(id, draft),
        group: link(draft.group, 'group', 'security-group'),
        network: link(draft.network, 'network', 'network'),
        source: resolveEnd(draft.source, 'source', link),
        destination: resolveEnd(draft.destination, 'destination', link),
      };
    case 'security-group-association':
      return {
        ...entityOf(id, draft),
        group: link(draft.group, 'group', 'security-group'),
        subnet: link(draft.subnet, 'subnet', 'subnet'),
      };
  }
}

function resolveEnd(end: TrafficEnd<Target>, field: string, link: ResolveLink): TrafficEnd {
  return { ...end, groups: end.groups.map((group, at) => link(group, `${field} ${at}`, 'security-group')) };
}

/** The kinds of entities for which unread code can declare what rules look for. */
const MENTIONED_KINDS = ['network', 'subnet', 'dns-zone', 'gateway', 'private-endpoint'] as const;

/**
 * What a mention leads to, also when it is not certain: nothing when it is not in the model; of a subnet outside at
 * least its network.
 */
function foundMention(link: Link): readonly Link[] {
  if (link.state === 'resolved') return [link];
  if (link.state === 'unknown') {
    return (link.candidates ?? []).map((id) => ({ state: 'resolved', id, origin: link.origin }));
  }
  const network = link.state === 'external' ? link.network : undefined;
  return network?.state === 'resolved' ? [network] : [];
}

/** The network that a subnet at the end of a link lies in. */
export function networkAround(subnet: Link, findSubnet: FindSubnet): Link {
  switch (subnet.state) {
    case 'absent':
      return subnet;
    case 'resolved': {
      const network = findSubnet(subnet.id)?.network;
      if (network === undefined) return { state: 'absent', range: subnet.origin.range };
      return network.state === 'absent' ? network : { ...network, origin: subnet.origin };
    }
    case 'external': {
      if (subnet.network !== undefined) return subnet.network;
      const { origin, text } = subnet;
      const message = `the network of the subnet ${text} is not in what was read`;
      const reason = { code: 'outside', message, range: origin.range } as const;
      return {
        state: 'unknown',
        reason,
        key: `${subnet.key} network`,
        text: `the network of ${text}`,
        origin,
      };
    }
    case 'unknown': {
      const key = subnet.key === undefined ? undefined : `${subnet.key} network`;
      const { reason, origin, text } = subnet;
      return { state: 'unknown', reason, key, text: `the network of ${text}`, origin };
    }
  }
}
