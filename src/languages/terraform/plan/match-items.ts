/**
 * Which element of a list in the code an element of the planned list is. Plans write sets in an order of their own, so
 * the place in the list tells little: what the elements have in common decides.
 */
import type { Reference, Value } from '../../../values/value.ts';
import type { JsonNode } from '../../json/parse-json.ts';
import { isTrue, scalarText } from './json-members.ts';

/** What more elements than this have in common tells none of them. */
const MAX_ALIKE = 8;

/** The planned list; where an element is unknown, `unknown` holds `true`. */
export interface PlannedItems {
  readonly length: number;
  readonly known: readonly JsonNode[];
  readonly unknown: readonly JsonNode[];
}

/**
 * For each planned element the element of the code, if it can be told. `planned` gives the text that the plan has for
 * what an unknown value stands for.
 */
export function matchItems(
  items: PlannedItems,
  written: readonly Value[],
  planned: (reference: Reference) => string | undefined,
): readonly (Value | undefined)[] {
  const partners = matchAlike(items, written, planned);
  const free = new Set(written.keys());
  for (const partner of partners) if (partner !== undefined) free.delete(partner);
  const open = partners.flatMap((partner, index) => (partner === undefined ? [index] : []));
  const isOnlyOne = open.length === 1 && free.size === 1;
  for (const index of open) {
    // Of several that are left, unknown ones may take each other's place: it makes no difference which is which.
    if (!isOnlyOne && !isTrue(items.unknown[index])) continue;
    const [partner] = free;
    if (partner === undefined || free.size > open.length) break;
    partners[index] = partner;
    free.delete(partner);
  }
  return partners.map((partner) => (partner === undefined ? undefined : written[partner]));
}

interface Pair {
  readonly index: number;
  readonly partner: number;
  readonly votes: number;
}

function matchAlike(
  items: PlannedItems,
  written: readonly Value[],
  planned: (reference: Reference) => string | undefined,
): (number | undefined)[] {
  const byLabel = new Map<string, Set<number>>();
  for (const [index, value] of written.entries()) {
    for (const label of labelsOfValue(value, planned)) {
      const alike = byLabel.get(label);
      if (alike === undefined) byLabel.set(label, new Set([index]));
      else alike.add(index);
    }
  }
  const pairs: Pair[] = [];
  for (let index = 0; index < items.length; index++) {
    const votes = new Map<number, number>();
    for (const label of labelsOfNode(items.known[index])) {
      const alike = byLabel.get(label) ?? new Set<number>();
      // Elements that are nothing but equal texts stay in their order.
      const candidates = alike.size <= MAX_ALIKE ? alike : alike.has(index) ? [index] : [];
      for (const partner of candidates) votes.set(partner, (votes.get(partner) ?? 0) + 1);
    }
    for (const [partner, count] of votes) pairs.push({ index, partner, votes: count });
  }
  pairs.sort((a, b) => b.votes - a.votes || distance(a) - distance(b) || a.index - b.index);
  const partners = Array.from<number | undefined>({ length: items.length });
  const taken = new Set<number>();
  for (const { index, partner } of pairs) {
    if (partners[index] !== undefined || taken.has(partner)) continue;
    partners[index] = partner;
    taken.add(partner);
  }
  return partners;
}

function distance({ index, partner }: Pair): number {
  return Math.abs(index - partner);
}

function labelsOfNode(node: JsonNode | undefined): readonly string[] {
  const members =
    node?.kind === 'object'
      ? node.members.map(({ key, value }) => [key.value, value] as const)
      : [['', node] as const];
  return members.flatMap(([name, value]) => labelOf(name, scalarText(value)));
}

function labelsOfValue(
  value: Value,
  planned: (reference: Reference) => string | undefined,
): readonly string[] {
  const members: Iterable<readonly [string, Value]> = value.kind === 'map' ? value.entries : [['', value]];
  return [...members].flatMap(([name, member]) => labelOf(name, textOf(member, planned)));
}

function labelOf(name: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${name}=${text}`];
}

function textOf(value: Value, planned: (reference: Reference) => string | undefined): string | undefined {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return String(value.value);
    case 'unknown':
      return value.reference && planned(value.reference);
    default:
      return undefined;
  }
}
