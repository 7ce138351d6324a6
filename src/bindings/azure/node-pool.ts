/**
 * AKS node pools as drafts. Defaults: https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning,
 * https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling.
 */
import type { Target } from '../../model/draft.ts';
import type { ClusterNetworkMode, Surge } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import {
  booleanFact,
  countFact,
  defaultFact,
  knownFact,
  misfit,
  orDefault,
  stringFact,
  undecidedFact,
  unknownFact,
} from '../read-facts.ts';
import { isEmpty } from '../read-prefixes.ts';
import { isSurelySet } from './managed-cluster.ts';

/** What a node pool says, read from whatever syntax. */
export interface NodePoolValues {
  readonly cluster: Target;
  /** The mode of its cluster, unknown when that is not in what was read. */
  readonly clusterMode: Fact<ClusterNetworkMode>;
  readonly count: Value | undefined;
  readonly autoscaling: Value | undefined;
  readonly min: Value | undefined;
  readonly max: Value | undefined;
  readonly maxPods: Value | undefined;
  readonly maxSurge: Value | undefined;
  readonly maxUnavailable: Value | undefined;
  /** The priority of its machines: `Spot` or `Regular`. */
  readonly priority: Value | undefined;
  readonly nodeSubnet: Target;
  readonly podSubnet: Target;
  readonly podSubnetValue: Value | undefined;
  readonly podAllocation: Value | undefined;
  /** `Auto` when AKS adds nodes of its own choice beside the pools, in the subnet of this one. */
  readonly provisioning: Value | undefined;
}

/** Pods on a node when the code does not say, by mode. */
const DEFAULT_MAX_PODS = { 'node-subnet': 30, overlay: 250, kubenet: 110 } as const;

/** A node pool. */
export function nodePoolDraft(
  context: BindingContext,
  head: EntityHead,
  values: NodePoolValues,
): DraftOf<'node-pool'> {
  const at = head.range;
  const spot = orDefault(spotFact(context, values.priority, at), false);
  const unbounded = provisioned(values.provisioning, at);
  return {
    ...head,
    kind: 'node-pool',
    cluster: values.cluster,
    count: countFact(context, values.count, at),
    autoscaling: unbounded?.autoscaling ?? orDefault(booleanFact(context, values.autoscaling, at), false),
    min: countFact(context, values.min, at),
    max: unbounded?.max ?? countFact(context, values.max, at),
    maxPods: maxPods(context, values, at),
    maxSurge: maxSurge(context, values, spot, at),
    maxUnavailable: maxUnavailable(context, values, spot, at),
    spot,
    nodeSubnet: values.nodeSubnet,
    podSubnet: values.podSubnet,
    podAllocation: podAllocation(context, values.podAllocation, at),
  };
}

function spotFact(context: BindingContext, priority: Value | undefined, at: Range): Fact<boolean> {
  const fact = stringFact(context, priority, at);
  return fact.state === 'known' ? { ...fact, value: fact.value.toLowerCase() === 'spot' } : fact;
}

/** With node auto provisioning nothing written bounds how many nodes there are. */
function provisioned(
  mode: Value | undefined,
  at: Range,
): { readonly autoscaling: Fact<boolean>; readonly max: Fact<number> } | undefined {
  if (mode === undefined) return undefined;
  if (mode.kind === 'unknown') return { autoscaling: unknownFact(mode), max: unknownFact(mode) };
  if (knownText(mode)?.toLowerCase() !== 'auto') return undefined;
  const message = 'node auto provisioning adds nodes as they are needed';
  return { autoscaling: knownFact(true, mode), max: undecidedFact(message, at) };
}

function maxPods(context: BindingContext, values: NodePoolValues, at: Range): Fact<number> {
  const written = countFact(context, values.maxPods, at);
  if (written.state !== 'absent') return written;
  const mode = poolMode(values);
  if (mode.state === 'unknown') return mode;
  if (mode.state === 'absent' || mode.value === 'bring-your-own') {
    return undecidedFact('AKS documents no number of pods for this network mode', at);
  }
  // The how-to says 250, the planning table 110: either could be wrong out loud.
  if (mode.value === 'pod-subnet')
    return undecidedFact('AKS documents both 110 and 250 pods for this mode', at);
  return defaultFact(DEFAULT_MAX_PODS[mode.value], at);
}

/** In the flat modes every pool decides for itself where its pods are. */
function poolMode(values: NodePoolValues): Fact<ClusterNetworkMode> {
  const { clusterMode: mode, podSubnetValue: podSubnet } = values;
  if (mode.state !== 'known' || podSubnet === undefined || isEmpty(podSubnet)) return mode;
  if (mode.value !== 'node-subnet') return mode;
  if (podSubnet.kind === 'unknown' && !isSurelySet(podSubnet)) return unknownFact(podSubnet);
  return { ...mode, value: 'pod-subnet' };
}

/**
 * Without a word AKS adds a tenth of the nodes (API reference) or one (prose); both agree up to ten nodes. A pool that
 * may have nodes missing instead gets no extra ones, and neither does a spot pool.
 */
function maxSurge(
  context: BindingContext,
  values: NodePoolValues,
  spot: Fact<boolean>,
  at: Range,
): Fact<Surge> {
  const written = surgeFact(context, values.maxSurge, at);
  if (written.state !== 'absent') return written;
  if (spot.state !== 'known') return spot;
  if (spot.value) return defaultFact<Surge>({ unit: 'nodes', value: 0 }, at);
  const missing = surgeFact(context, values.maxUnavailable, at);
  if (missing.state === 'unknown') return missing;
  if (missing.state === 'known' && missing.value.value > 0) {
    return { ...missing, value: { unit: 'nodes', value: 0 } };
  }
  return defaultFact<Surge>({ unit: 'percent', value: 10 }, at);
}

/** Spot pools take none; all others have no node missing unless they say so. */
function maxUnavailable(
  context: BindingContext,
  values: NodePoolValues,
  spot: Fact<boolean>,
  at: Range,
): Fact<Surge> {
  const written = surgeFact(context, values.maxUnavailable, at);
  if (written.state !== 'absent' || (spot.state === 'known' && spot.value)) return written;
  return defaultFact<Surge>({ unit: 'nodes', value: 0 }, at);
}

/** A number of nodes, or a percentage such as `33%`. */
function surgeFact(context: BindingContext, value: Value | undefined, at: Range): Fact<Surge> {
  if (value === undefined || isEmpty(value)) return { state: 'absent', range: at };
  if (value.kind === 'unknown') return unknownFact(value);
  const [, digits, percent] = /^(\d{1,6})(%?)$/.exec(knownText(value)?.trim() ?? '') ?? [];
  if (digits === undefined) return misfit(context, value, 'a number of nodes or a percentage');
  return knownFact<Surge>({ unit: percent === '%' ? 'percent' : 'nodes', value: Number(digits) }, value);
}

function podAllocation(
  context: BindingContext,
  value: Value | undefined,
  at: Range,
): DraftOf<'node-pool'>['podAllocation'] {
  const fact = stringFact(context, value, at);
  if (fact.state === 'absent') return defaultFact('dynamic', at);
  if (fact.state === 'unknown') return fact;
  return { ...fact, value: fact.value.toLowerCase() === 'staticblock' ? 'static-block' : 'dynamic' };
}
