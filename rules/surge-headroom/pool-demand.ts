/** How many nodes, surge nodes and pods a node pool can grow to. */
import type { Cluster, ClusterNetworkMode, NodePool, Surge } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { linkedEntity, placeOfLink, whyNotRead } from '../../src/rule/links.ts';
import type { Range } from '../../src/text/range.ts';
import type { Fact } from '../../src/values/fact.ts';
import { editingRange, type Origin } from '../../src/values/origin.ts';
import type { UnknownReason } from '../../src/values/value.ts';

/** An operand that is not known; what is known of it counts as the least that is certain. */
export interface MissingOperand {
  readonly reason: UnknownReason;
  readonly range: Range;
}

/** What one pool needs at its largest. Every number is the least that is certain; exact when `missing` is empty. */
export interface PoolDemand {
  readonly pool: NodePool;
  /** Undefined when it is not in what was read. */
  readonly cluster: Cluster | undefined;
  /** The most nodes that it scales to. */
  readonly nodes: number;
  /** The nodes that an upgrade adds to them. */
  readonly surge: number;
  readonly mode: ClusterNetworkMode | undefined;
  readonly maxPods: number;
  /** The values that the numbers come from. */
  readonly origins: readonly Origin[];
  /** Where somebody would change the number of nodes. */
  readonly place: Range;
  /** What is missing for the number of nodes, and for the surge. */
  readonly missing: readonly MissingOperand[];
  /** What is missing for the number of pods on a node. */
  readonly missingPods: readonly MissingOperand[];
}

/** The demand of a pool. */
export function poolDemand(model: NetworkModel, pool: NodePool): PoolDemand {
  const cluster = linkedEntity(model, pool.cluster, 'cluster');
  const missing: MissingOperand[] = [];
  const missingPods: MissingOperand[] = [];
  const origins: Origin[] = [];
  const nodes = maximumNodes(pool, origins, missing);
  const surge = maximumSurge(pool, nodes, origins, missing);
  const mode = modeOf(pool, cluster, missingPods);
  const maxPods = take(pool.maxPods, origins, missingPods, 'the pool does not set the pods per node') ?? 0;
  const [first] = origins;
  const doubt = pool.possible ?? cluster?.possible;
  if (doubt !== undefined) missing.push({ reason: doubt, range: pool.range });
  return {
    pool,
    cluster,
    nodes: doubt === undefined ? nodes : 0,
    surge: doubt === undefined ? surge : 0,
    mode,
    maxPods,
    origins,
    place: first === undefined ? pool.range : editingRange(first),
    missing,
    missingPods,
  };
}

function maximumNodes(pool: NodePool, origins: Origin[], missing: MissingOperand[]): number {
  const scaled = (): number => maximumWhenScaled(pool, origins, missing);
  const fixed = (): number => take(pool.count, origins, missing, 'the pool has no node count') ?? 0;
  const { autoscaling } = pool;
  if (autoscaling.state !== 'unknown')
    return autoscaling.state === 'known' && autoscaling.value ? scaled() : fixed();
  missing.push({ reason: autoscaling.reason, range: editingRange(autoscaling.origin) });
  return Math.min(scaled(), fixed());
}

/** A pool can grow to at least the nodes that it starts with and never goes below, even when its bound is unknown. */
function maximumWhenScaled(pool: NodePool, origins: Origin[], missing: MissingOperand[]): number {
  const bound = take(pool.max, origins, missing, 'the pool scales by itself and has no maximum');
  if (bound !== undefined) return bound;
  const known = [pool.min, pool.count].flatMap((fact) => (fact.state === 'known' ? [fact] : []));
  origins.push(...known.map((fact) => fact.origin));
  return Math.max(0, ...known.map((fact) => fact.value));
}

/** The nodes that an upgrade adds to `nodes`. Spot pools are upgraded in place. */
function maximumSurge(pool: NodePool, nodes: number, origins: Origin[], missing: MissingOperand[]): number {
  const { spot } = pool;
  if (spot.state === 'unknown') missing.push({ reason: spot.reason, range: editingRange(spot.origin) });
  if (spot.state === 'unknown' || (spot.state === 'known' && spot.value)) return 0;
  const surge = take(pool.maxSurge, origins, missing, 'the pool does not set the surge of an upgrade');
  return surge === undefined ? 0 : surgeOf(surge, nodes);
}

/**
 * The nodes that `surge` adds to a pool of `nodes`: percentages are rounded up, and there are never more than there are
 * nodes to upgrade (https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling).
 */
function surgeOf(surge: Surge, nodes: number): number {
  const wanted = surge.unit === 'nodes' ? surge.value : Math.ceil((surge.value * nodes) / 100);
  return Math.min(wanted, nodes);
}

/** The mode in which this pool's pods get their addresses. */
function modeOf(
  pool: NodePool,
  cluster: Cluster | undefined,
  missing: MissingOperand[],
): ClusterNetworkMode | undefined {
  const reason = whyNotRead(pool.cluster);
  if (reason !== undefined) missing.push({ reason, range: placeOfLink(pool.cluster) });
  const mode = cluster?.networkMode;
  if (mode?.state === 'unknown') missing.push({ reason: mode.reason, range: editingRange(mode.origin) });
  if (mode?.state !== 'known') return undefined;
  if (mode.value !== 'node-subnet' && mode.value !== 'pod-subnet') return mode.value;
  // Where the network's own addresses are used, every pool says for itself whether its pods have a subnet.
  return pool.podSubnet.state === 'absent' ? 'node-subnet' : 'pod-subnet';
}

/** A fact's value with its origin noted, or undefined with what is missing noted. */
function take<T>(
  fact: Fact<T>,
  origins: Origin[],
  missing: MissingOperand[],
  whenAbsent: string,
): T | undefined {
  if (fact.state === 'known') {
    origins.push(fact.origin);
    return fact.value;
  }
  if (fact.state === 'unknown') missing.push({ reason: fact.reason, range: editingRange(fact.origin) });
  else {
    const reason: UnknownReason = { code: 'computed', message: whenAbsent, range: fact.range };
    missing.push({ reason, range: fact.range });
  }
  return undefined;
}
