/** Adds up what pools and other consumers take of one subnet or pod range, and writes the sum down. */
import { countOf, joinWords } from '../../src/rule/words.ts';
import type { Range } from '../../src/text/range.ts';
import type { MissingOperand, PoolDemand } from './pool-demand.ts';
import type { PoolShare } from './share.ts';

/** Something else that takes addresses, such as a private endpoint. */
export interface OtherConsumer {
  /** In the singular: `private endpoint`. */
  readonly what: string;
  readonly addresses: number;
  readonly range: Range;
  readonly missing?: MissingOperand | undefined;
}

/** What a room has to hold. Every number is the least that is certain; exact when `missing` is empty. */
export interface Need {
  /** The nodes alone, and what else takes addresses. */
  readonly withoutSurge: number;
  /** Every pool upgraded at once, at its largest. */
  readonly withSurge: number;
  /** Every pool upgraded one node at a time. */
  readonly withOneSurgeNode: number;
  /** `withSurge`, with the pools' part multiplied by the growth factor. */
  readonly grown: number;
  readonly missing: readonly MissingOperand[];
}

/** Adds up a room. `growth` multiplies the pools' part of `grown`. */
export function needOf(shares: readonly PoolShare[], others: readonly OtherConsumer[], growth: number): Need {
  const fixed = others.reduce((sum, other) => sum + other.addresses, 0);
  const total = (nodesOf: (demand: PoolDemand) => number): number =>
    shares.reduce((sum, { demand, perNode }) => sum + nodesOf(demand) * perNode, 0);
  const withSurge = total(({ nodes, surge }) => nodes + surge);
  return {
    withoutSurge: total(({ nodes }) => nodes) + fixed,
    withSurge: withSurge + fixed,
    withOneSurgeNode: total(({ nodes, surge }) => nodes + Math.min(1, surge)) + fixed,
    grown: Math.ceil(withSurge * growth) + fixed,
    missing: [
      ...shares.flatMap((share) => share.missing),
      ...others.flatMap(({ missing }) => (missing === undefined ? [] : [missing])),
    ],
  };
}

/** More pools than this are not written out in one sum. */
const MAX_POOLS = 5;

/**
 * The sum in words: `12 nodes + 4 surge = 16, each 31 addresses = 496, plus 2 private endpoints = 498`. `unit` is what
 * a node takes, in the plural.
 */
export function sumInWords(
  shares: readonly PoolShare[],
  others: readonly OtherConsumer[],
  unit: string,
  growth: number,
): string {
  const used = shares.filter(({ demand }) => demand.nodes > 0);
  const clusters = new Set(used.map(({ demand }) => demand.cluster?.id));
  const label = ({ demand }: PoolShare): string => {
    if (used.length === 1) return '';
    return clusters.size > 1
      ? `${demand.cluster?.name ?? ''} ${demand.pool.name}: `
      : `${demand.pool.name}: `;
  };
  const shown = used.length > MAX_POOLS ? used.slice(0, MAX_POOLS - 1) : used;
  const rest = used.slice(shown.length);
  const lines = shown.map((share) => label(share) + shareInWords(share, unit));
  if (rest.length > 0) lines.push(`${countOf(rest.length, 'more pool')}: ${totalOf(rest)}`);
  const steps = [lines.join('; ')];
  let total = totalOf(used);
  if (lines.length > 1) steps.push(`together ${total}`);
  if (growth !== 1) {
    const grown = Math.ceil(total * growth);
    steps.push(`${total} × ${growth} = ${grown}`);
    total = grown;
  }
  const extra = othersInWords(others);
  if (extra !== '') {
    total += others.reduce((sum, other) => sum + other.addresses, 0);
    steps.push(`plus ${extra} = ${total}`);
  }
  const missing = shares.some((share) => share.missing.length > 0) || others.some((other) => other.missing);
  return (missing ? 'at least ' : '') + steps.join(', ');
}

function shareInWords({ demand, perNode }: PoolShare, unit: string): string {
  const { nodes, surge } = demand;
  const together = nodes + surge;
  const count = countOf(nodes, 'node') + (surge === 0 ? '' : ` + ${surge} surge = ${together}`);
  return perNode === 1 ? count : `${count}, each ${perNode} ${unit} = ${together * perNode}`;
}

function totalOf(shares: readonly PoolShare[]): number {
  return shares.reduce((sum, { demand, perNode }) => sum + (demand.nodes + demand.surge) * perNode, 0);
}

function othersInWords(others: readonly OtherConsumer[]): string {
  const counts = new Map<string, { things: number; addresses: number }>();
  for (const { what, addresses } of others) {
    if (addresses === 0) continue;
    const count = counts.get(what) ?? { things: 0, addresses: 0 };
    counts.set(what, { things: count.things + 1, addresses: count.addresses + addresses });
  }
  const words = [...counts].map(([what, { things, addresses }]) =>
    things === addresses ? countOf(things, what) : `${countOf(things, what)} with ${addresses} addresses`,
  );
  return joinWords(words);
}
