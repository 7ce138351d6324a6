/** The rooms that clusters grow in, subnets and pod ranges, and how much each of them holds. */
import { formatPrefix, type Prefix } from '../../src/ip/prefix.ts';
import type { Cluster, FactList, Subnet } from '../../src/model/entities.ts';
import { reservedAddresses, usableAddresses } from '../../src/model/subnet-capacity.ts';
import { countOf, joinWords } from '../../src/rule/words.ts';
import type { Range } from '../../src/text/range.ts';
import type { KnownFact } from '../../src/values/fact.ts';
import type { MissingOperand } from './pool-demand.ts';

/** Something with a fixed number of places. */
export interface Room {
  /** The entity that it belongs to. */
  readonly id: string;
  readonly kind: 'node-subnet' | 'pod-subnet' | 'pod-cidr';
  /** As the start of a sentence. */
  readonly name: string;
  /** What it is made of, IPv4 only: no cluster fills an IPv6 range. */
  readonly prefixes: readonly KnownFact<Prefix>[];
  readonly range: Range;
  readonly holds: number;
  /** What it holds in words: `10.0.0.0/24 has 251 usable`. */
  readonly capacity: string;
  /** What a node takes, in the plural. */
  readonly unit: string;
  /** Which room would hold `need`, as the start of a sentence. */
  readonly larger: (need: number) => string;
  /** What is not known of the room itself. */
  readonly missing: readonly MissingOperand[];
}

/** The room of a subnet: its prefixes together. */
export function subnetRoom(subnet: Subnet, kind: 'node-subnet' | 'pod-subnet'): Room {
  const prefixes = ipv4Of(subnet.prefixes);
  const missing = unresolvedOf(subnet.prefixes);
  if (subnet.possible !== undefined) missing.push({ reason: subnet.possible, range: subnet.range });
  if (prefixes.length === 0 && missing.length === 0) {
    const message = 'the code does not say which addresses the subnet has';
    missing.push({ reason: { code: 'computed', message, range: subnet.range }, range: subnet.range });
  }
  const reserved = Number(reservedAddresses(subnet.cloud) ?? 0n);
  const holds = prefixes.reduce(
    (sum, { value }) => sum + Number(usableAddresses(subnet.cloud, value) ?? 0n),
    0,
  );
  return {
    id: subnet.id,
    kind,
    name: `Subnet ${subnet.name}`,
    prefixes,
    range: subnet.range,
    holds,
    capacity: `${namePrefixes(prefixes)} ${prefixes.length === 1 ? 'has' : 'together have'} ${holds} usable`,
    unit: 'addresses',
    larger: (need) => `Use a /${lengthFor(need + reserved, 32)} or larger`,
    missing,
  };
}

/**
 * The length of the prefix that every node gets of the pod range
 * (https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay).
 */
const NODE_BLOCK = 24;

/** The most nodes of a cluster with kubenet (https://learn.microsoft.com/azure/aks/configure-kubenet). */
const KUBENET_NODES = 400;

/** The room of the pod ranges of a cluster with overlay networking or kubenet; a place is one node's block. */
export function podRangeRoom(cluster: Cluster, mode: 'overlay' | 'kubenet'): Room {
  const prefixes = ipv4Of(cluster.podCidrs);
  const blocks = prefixes.reduce(
    (sum, { value }) => sum + (value.length > NODE_BLOCK ? 0 : 2 ** (NODE_BLOCK - value.length)),
    0,
  );
  const limited = mode === 'kubenet' && blocks > KUBENET_NODES;
  const missing = unresolvedOf(cluster.podCidrs);
  if (cluster.possible !== undefined) missing.push({ reason: cluster.possible, range: cluster.range });
  return {
    id: cluster.id,
    kind: 'pod-cidr',
    name: `The pod range of cluster ${cluster.name}`,
    prefixes,
    range: cluster.range,
    holds: limited ? KUBENET_NODES : blocks,
    capacity: limited
      ? `kubenet has room for ${KUBENET_NODES} nodes`
      : `${namePrefixes(prefixes)} ${prefixes.length === 1 ? 'has' : 'together have'} a /${NODE_BLOCK} for ${countOf(blocks, 'node')}`,
    unit: 'blocks',
    larger: (need) =>
      mode === 'kubenet' && need > KUBENET_NODES
        ? 'Use overlay networking'
        : `Use a /${lengthFor(need, NODE_BLOCK)} or larger`,
    missing,
  };
}

function ipv4Of(list: FactList<Prefix>): KnownFact<Prefix>[] {
  return list.items.filter(({ value }) => value.family === 4);
}

function unresolvedOf(list: FactList<Prefix>): MissingOperand[] {
  return list.unresolved.map(({ reason, origin }) => ({ reason, range: origin.range }));
}

/** The length of the smallest prefix that holds `places` blocks of the length `block`. */
function lengthFor(places: number, block: number): number {
  return Math.max(0, block - Math.ceil(Math.log2(Math.max(1, places))));
}

function namePrefixes(prefixes: readonly KnownFact<Prefix>[]): string {
  return joinWords(prefixes.map(({ value }) => formatPrefix(value)));
}
