/** What one node of a pool takes of its node subnet and of its pod subnet. */
import type { MissingOperand, PoolDemand } from './pool-demand.ts';

/** One pool's part of a room. */
export interface PoolShare {
  readonly demand: PoolDemand;
  /** What one node takes. */
  readonly perNode: number;
  /** The number of pods on a node decides it. */
  readonly byPods: boolean;
  /** What is not known of this part; empty means that the part is exact. */
  readonly missing: readonly MissingOperand[];
}

/**
 * The part of the node subnet: one address for the node, and in the mode that has no other place for pods one for
 * every pod that the node can hold (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning).
 */
export function nodeShare(demand: PoolDemand): PoolShare {
  const { mode, maxPods, missing, missingPods } = demand;
  if (mode === undefined) return { demand, perNode: 1, byPods: false, missing: [...missing, ...missingPods] };
  if (mode !== 'node-subnet') return { demand, perNode: 1, byPods: false, missing };
  return { demand, perNode: 1 + maxPods, byPods: true, missing: [...missing, ...missingPods] };
}

/** The part of a pod range of which every node gets one block. */
export function blockShare(demand: PoolDemand): PoolShare {
  return { demand, perNode: 1, byPods: false, missing: demand.missing };
}

/** Nodes take the addresses of a pod subnet in batches of 16 (https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-pod-subnet). */
const BATCH = 16;

/** A node asks for another batch when fewer free addresses than this are left. */
const SPARE = 8;

/** No network interface holds more addresses than this. */
const MOST_PER_NODE = 256;

/** The part of a pod subnet: `start` is what every node takes to begin with, `full` what a node full of pods takes. */
export function podShare(demand: PoolDemand, when: 'start' | 'full'): PoolShare {
  const { maxPods, missing, missingPods } = demand;
  const { podAllocation } = demand.pool;
  // Static blocks are reserved as a whole and hold one address for the node itself.
  const inBlocks = BATCH * Math.ceil((maxPods + 1) / BATCH);
  const onDemand =
    when === 'start' ? BATCH : Math.min(MOST_PER_NODE, BATCH * Math.ceil((maxPods + SPARE) / BATCH));
  if (podAllocation.state === 'unknown') {
    const unsure = { reason: podAllocation.reason, range: podAllocation.origin.range };
    return {
      demand,
      perNode: Math.min(inBlocks, onDemand),
      byPods: true,
      missing: [...missing, ...missingPods, unsure],
    };
  }
  if (podAllocation.state === 'known' && podAllocation.value === 'static-block') {
    return { demand, perNode: inBlocks, byPods: true, missing: [...missing, ...missingPods] };
  }
  if (when === 'start') return { demand, perNode: onDemand, byPods: false, missing };
  return { demand, perNode: onDemand, byPods: true, missing: [...missing, ...missingPods] };
}
