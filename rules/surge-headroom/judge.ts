/** Compares what clusters need with what a subnet or pod range holds, and reports what does not fit. */
import type { Level } from '../../src/findings/finding.ts';
import { formatPrefix } from '../../src/ip/prefix.ts';
import type { Cluster, NodePool } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import type { NotJudged, RelatedPlace, RuleReport } from '../../src/rule/rule.ts';
import { countOf, namedOnes } from '../../src/rule/words.ts';
import { anySensitive, knownValue, type Fact } from '../../src/values/fact.ts';
import { needOf, sumInWords, type Need, type OtherConsumer } from './need.ts';
import type { MissingOperand } from './pool-demand.ts';
import type { Room } from './room.ts';
import type { PoolShare } from './share.ts';

type MessageId = 'nodes' | 'surge' | 'slowSurge' | 'fullNodes' | 'growth';

/** What a judgement needs of its surroundings. */
export interface Judge {
  readonly model: NetworkModel;
  readonly growth: number;
  readonly report: (fault: RuleReport<MessageId>) => void;
  readonly notJudged: (what: NotJudged) => void;
}

/** Everything that has to fit into one room. */
export interface Load {
  readonly shares: readonly PoolShare[];
  /** The shares when every node is full of pods, where that is more. */
  readonly fullShares?: readonly PoolShare[];
  readonly others: readonly OtherConsumer[];
}

interface Fault {
  readonly message: MessageId;
  readonly level: Level;
  readonly shares: readonly PoolShare[];
  readonly growth: number;
  /** What the room has to hold. */
  readonly need: number;
}

/** Reports when the load does not fit; says so when that cannot be known. */
export function judgeRoom(judge: Judge, room: Room, load: Load): void {
  const { others } = load;
  const shares = load.fullShares ?? load.shares;
  const need = needOf(shares, others, judge.growth);
  const fault = room.missing.length > 0 ? undefined : faultOf(room, load, need, judge.growth);
  if (fault !== undefined) reportFault(judge, room, others, fault);
  else tellMissing(judge, room, [...room.missing, ...need.missing]);
}

/** The gravest fault that is certain, be there unknown operands or not: what is known is the least that is needed. */
function faultOf(room: Room, load: Load, full: Need, growth: number): Fault | undefined {
  const { shares, others, fullShares = shares } = load;
  const start = fullShares === shares ? full : needOf(shares, others, growth);
  const once = { shares, growth: 1, need: start.withSurge };
  if (start.withoutSurge > room.holds) return { ...once, message: 'nodes', level: 'error' };
  if (start.withSurge > room.holds) {
    const slow =
      room.kind === 'node-subnet' && start.withOneSurgeNode <= room.holds && shares.every(fallsBack);
    if (slow) return { ...once, message: 'slowSurge', level: 'warning' };
    return { ...once, message: 'surge', level: 'error' };
  }
  const whenFull = { shares: fullShares, level: 'warning' } as const;
  if (full.withSurge > room.holds)
    return { ...whenFull, message: 'fullNodes', growth: 1, need: full.withSurge };
  if (full.grown > room.holds) return { ...whenFull, message: 'growth', growth, need: full.grown };
  return undefined;
}

/**
 * From 1.35 on an upgrade that finds no room for its surge goes on with one node at a time
 * (https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling).
 */
function fallsBack({ demand }: PoolShare): boolean {
  const version = demand.cluster && knownValue(demand.cluster.version);
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})(?:\.|$)/.exec(version ?? '') ?? [];
  return major !== undefined && (Number(major) > 1 || Number(minor) >= 35);
}

function reportFault(judge: Judge, room: Room, others: readonly OtherConsumer[], fault: Fault): void {
  const { shares, growth, need, message, level } = fault;
  const ranges = room.prefixes.map(({ value }) => formatPrefix(value));
  const pools = shares.map(({ demand }) => demand);
  const knobs = shares.some(({ byPods }) => byPods) ? 'nodes, pods per node' : 'nodes';
  const isSecret = anySensitive([...room.prefixes, ...pools.flatMap(({ pool }) => numbersOf(pool))]);
  const sum = sumInWords(shares, others, room.unit, growth);
  const repair = `${room.larger(need)}, or a lower maximum of ${knobs} or surge.`;
  judge.report({
    message,
    level,
    values: {
      room: room.name,
      clusters: room.kind === 'pod-cidr' ? 'the cluster' : nameClusters(shares),
      numbers: isSecret ? '' : `: ${sum}; ${room.capacity}`,
      repair: isSecret ? 'The numbers are marked sensitive and not shown.' : repair,
      growth,
    },
    at: [
      ...room.prefixes.map(({ origin }) => origin),
      ...pools.flatMap(({ origins, pool }) => [...origins, pool.range]),
      ...others.map(({ range }) => range),
    ],
    related: relatedPlaces(shares, others, isSecret),
    subjects: [room.id, ...pools.map(({ pool }) => pool.id)],
    data: {
      room: room.kind,
      fault: message,
      ...(isSecret ? { sensitive: true } : { ranges, needed: need, capacity: room.holds }),
    },
    ...(isSecret ? { sensitive: true } : {}),
  });
}

/** The facts of a pool of which a sum tells. */
function numbersOf(pool: NodePool): readonly Fact<unknown>[] {
  const { count, autoscaling, min, max, maxPods, maxSurge, maxUnavailable } = pool;
  return [count, autoscaling, min, max, maxPods, maxSurge, maxUnavailable];
}

/** More places than this are not told of one room. */
const MAX_RELATED = 10;

function relatedPlaces(
  shares: readonly PoolShare[],
  others: readonly OtherConsumer[],
  isSecret: boolean,
): readonly RelatedPlace[] {
  const pools = shares.map(({ demand }) => {
    const surge = demand.surge === 0 ? '' : ` and ${countOf(demand.surge, 'surge node')}`;
    const size = isSecret ? '' : `: ${countOf(demand.nodes, 'node')}${surge}`;
    return { message: `pool ${demand.pool.name}${size}`, range: demand.place };
  });
  const rest = others.map(({ what, range }) => ({ message: `the ${what} takes an address, too`, range }));
  return [...pools, ...rest].slice(0, MAX_RELATED);
}

function nameClusters(shares: readonly PoolShare[]): string {
  const clusters = new Set<Cluster>();
  for (const { demand } of shares) if (demand.cluster !== undefined) clusters.add(demand.cluster);
  if (clusters.size === 0)
    return namedOnes(
      'node pool',
      shares.map(({ demand }) => demand.pool.name),
    );
  return namedOnes(
    'cluster',
    [...clusters].map(({ name }) => name),
  );
}

const WHAT: Readonly<Record<Room['kind'], string>> = {
  'node-subnet': 'whether the subnet holds all nodes and the surge of an upgrade',
  'pod-subnet': 'whether the subnet holds the pods of all nodes and of the surge of an upgrade',
  'pod-cidr': 'whether the pod range holds all nodes and the surge of an upgrade',
};

/** Says once for every reason what could not be judged. */
function tellMissing(judge: Judge, room: Room, missing: readonly MissingOperand[]): void {
  const told = new Set<string>();
  for (const { reason, range } of missing) {
    if (told.has(reason.message)) continue;
    told.add(reason.message);
    judge.notJudged({ subject: room.id, what: WHAT[room.kind], reason, range });
  }
}
