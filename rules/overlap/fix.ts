/** The edits that move a network to another range, where the code shows the ranges as text that stands alone. */
import {
  formatPrefix,
  parsePrefix,
  contains,
  prefixOf,
  samePrefix,
  type Prefix,
} from '../../src/ip/prefix.ts';
import type { Entity, Network } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { subnetsOf } from '../../src/model/queries.ts';
import type { Edit, Fix } from '../../src/rule/rule.ts';
import type { Range } from '../../src/text/range.ts';
import type { KnownFact } from '../../src/values/fact.ts';
import { literalRanges, type Origin } from '../../src/values/origin.ts';

/** A range of a network and the free one that is offered for it. */
export interface Offer {
  readonly fact: KnownFact<Prefix>;
  readonly free: Prefix;
}

/** What takes part in every typed piece of an address plan, by its place. See `declarationOf`. */
export type LiteralUsers = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * A text that is equal for one declaration in several units: the same code with other values. What changes it in one of
 * them changes it in all.
 */
export function declarationOf({ address, range }: Entity): string {
  return `${address}\0${placeKey(range)}`;
}

/** Collects the users of all literals in the address plan of a model. */
export function literalUsers(model: NetworkModel): LiteralUsers {
  const users = new Map<string, Set<string>>();
  const add = (entity: Entity, facts: readonly KnownFact<Prefix>[]): void => {
    const user = declarationOf(entity);
    for (const { origin } of facts) {
      for (const range of literalRanges(origin)) {
        const key = placeKey(range);
        const known = users.get(key);
        if (known === undefined) users.set(key, new Set([user]));
        else known.add(user);
      }
    }
  };
  for (const network of model.all('network')) add(network, network.addressSpace.items);
  for (const subnet of model.all('subnet')) add(subnet, subnet.prefixes.items);
  for (const range of model.all('range')) add(range, range.prefixes.items);
  for (const gateway of model.all('gateway')) add(gateway, gateway.ranges.items);
  for (const cluster of model.all('cluster')) {
    add(cluster, [...cluster.podCidrs.items, ...cluster.serviceCidrs.items]);
  }
  return users;
}

/**
 * The edits that put the offered ranges in place of a network's own, and move its subnets along; undefined when one of
 * the texts is computed, or used by something else as well: such a repair could not be applied as it is.
 */
export function fixFor(
  model: NetworkModel,
  network: Network,
  offers: readonly Offer[],
  users: LiteralUsers,
): Fix | undefined {
  const subnets = subnetsOf(model, network.id);
  const movers = new Set([network, ...subnets].map(declarationOf));
  const edits = new Map<string, Edit>();
  const replace = (fact: KnownFact<Prefix>, by: Prefix): boolean => {
    const place = ownText(fact);
    if (place === undefined) return false;
    const key = placeKey(place.literal);
    for (const user of users.get(key) ?? []) if (!movers.has(user)) return false;
    edits.set(key, { range: place.text, text: formatPrefix(by) });
    return true;
  };
  for (const { fact, free } of offers) {
    if (!replace(fact, free)) return undefined;
  }
  for (const subnet of subnets) {
    for (const fact of subnet.prefixes.items) {
      const offer = offers.find((one) => contains(one.fact.value, fact.value));
      if (offer === undefined || movesAlong(fact, edits)) continue;
      const moved = offer.free.first + (fact.value.first - offer.fact.value.first);
      if (!replace(fact, prefixOf(fact.value.family, moved, fact.value.length))) return undefined;
    }
    // A range that is not known may be a text that would stay behind.
    if (subnet.prefixes.unresolved.length > 0) return undefined;
  }
  const names = offers.map(({ free }) => formatPrefix(free)).join(', ');
  const along = edits.size > offers.length ? ' and move the subnets along' : '';
  return { description: `Give ${network.name} ${names}${along}`, edits: [...edits.values()] };
}

/** Whether a subnet's range is computed from a text that an edit replaces. */
function movesAlong({ origin }: KnownFact<Prefix>, edits: ReadonlyMap<string, Edit>): boolean {
  return literalRanges(origin).some((range) => edits.has(placeKey(range)));
}

interface OwnText {
  /** The literal as the code has it, with its quotes. */
  readonly literal: Range;
  /** What is to be replaced: the text inside the quotes. */
  readonly text: Range;
}

/** The place of the literal that a fact was read from, when the literal is the prefix and nothing else. */
function ownText({ origin, value }: KnownFact<Prefix>): OwnText | undefined {
  const literal = literalBehind(origin);
  if (literal === undefined) return undefined;
  const { file, start, end } = literal;
  if (file.isGenerated) return undefined;
  const first = file.text.charAt(start);
  const quotes = (first === '"' || first === "'") && file.text.charAt(end - 1) === first ? 1 : 0;
  const text = { file, start: start + quotes, end: end - quotes };
  const parsed = parsePrefix(file.text.slice(text.start, text.end));
  return 'prefix' in parsed && samePrefix(parsed.prefix, value) ? { literal, text } : undefined;
}

/** More places than this are not followed. */
const MAX_STEPS = 200;

/** The literal that a value was read from through names only. */
function literalBehind(origin: Origin): Range | undefined {
  let current = origin;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    if (current.kind === 'literal') return current.range;
    const [next] = current.from;
    if (current.kind !== 'reference' || next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

function placeKey({ file, start, end }: Range): string {
  return `${file.path}\0${start}\0${end}`;
}
