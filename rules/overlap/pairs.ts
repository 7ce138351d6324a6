/** Which holders of addresses share some, domain by domain, without comparing every one with every other. */
import { findCrossings, findOverlaps } from '../../src/ip/overlap-sweep.ts';
import { intersectionOf, prefixSet, toPrefixes } from '../../src/ip/prefix-set.ts';
import { comparePrefixes, samePrefix, type Prefix } from '../../src/ip/prefix.ts';
import type { Connectivity, HearingDomain } from '../../src/model/connectivity.ts';
import type { Entity } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import type { KnownFact } from '../../src/values/fact.ts';
import { holderOf, prefixesOf, spaceOf, type Holder } from './spaces.ts';

/** Two holders that share addresses. */
export interface Pair {
  /** The one whose range is to change. */
  readonly own: Holder;
  readonly other: Holder;
  /** Where both belong together: a domain, a range of the rule file, or nowhere. */
  readonly joinedBy: HearingDomain | 'everywhere' | 'nothing';
}

/** What was found, and whether there is more than is told. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly cut: boolean;
}

/** More pairs than this are not told of one model, nor more overlaps looked at in one group: nobody reads them. */
const MAX_PAIRS = 5000;

const LIMIT = { limit: MAX_PAIRS };

/** Every pair of a domain, and of a network with a range that is declared for all. Ordered by the ids of `own`, `other`. */
export function joinedPairs(model: NetworkModel, connectivity: Connectivity): Pairs {
  const found = new PairCollection([]);
  for (const domain of connectivity.domains) {
    if (runsOnly(model, domain)) continue;
    const members = domain.members.flatMap(({ id }) => holderOf(model, id) ?? []);
    found.addOverlaps(members, domain);
  }
  const declared = [...model.all('network'), ...model.all('gateway')].filter(({ observed }) => !observed);
  const certain = declared.filter(isCertain);
  const { overlaps, cut } = findCrossings(certain, prefixesOf, connectivity.everywhere, prefixesOf, LIMIT);
  for (const { left, right } of overlaps) found.add(left, right, 'everywhere');
  if (cut) found.cut();
  return found.result();
}

/** Every pair of networks that is not among `joined`. Ordered as those. */
export function unjoinedPairs(model: NetworkModel, joined: readonly Pair[]): Pairs {
  const found = new PairCollection(joined);
  found.addOverlaps(model.all('network').filter(isCertain), 'nothing');
  return found.result();
}

/** What runs already and is joined by nothing that the code declares is not told of: it must not use up the bound. */
function runsOnly(model: NetworkModel, { members }: HearingDomain): boolean {
  return members.every(({ id, joint }) => {
    const isInCode = joint.range !== undefined && !model.inventoryFiles.has(joint.range.file);
    return model.get(id)?.observed === true && !isInCode;
  });
}

function isCertain(entity: Entity): boolean {
  return entity.possible === undefined;
}

/** Pairs, each with what joins it most directly. */
class PairCollection {
  readonly #pairs = new Map<string, Pair>();
  readonly #except: ReadonlySet<string>;
  #cut = false;

  constructor(except: readonly Pair[]) {
    this.#except = new Set(except.map(({ own, other }) => pairKey(own, other)));
  }

  add(a: Holder, b: Holder, joinedBy: Pair['joinedBy']): void {
    // What two sites share is between them and their gateways.
    if (a.kind === 'range' && b.kind === 'range') return;
    const key = pairKey(a, b);
    if (this.#except.has(key)) return;
    const known = this.#pairs.get(key);
    if (known === undefined && this.#pairs.size >= MAX_PAIRS) {
      this.#cut = true;
      return;
    }
    const pair = pairOf(a, b, joinedBy);
    if (known === undefined || distance(pair) < distance(known)) this.#pairs.set(key, pair);
  }

  /** Every pair among these. Where there are too many, each of them is in at least one that is told. */
  addOverlaps(holders: readonly Holder[], joinedBy: Pair['joinedBy']): void {
    const all = findOverlaps(holders, prefixesOf, LIMIT);
    const nearest = all.cut ? findOverlaps(holders, prefixesOf, { ...LIMIT, perPrefix: 1 }).overlaps : [];
    for (const { outer, inner } of [...nearest, ...all.overlaps]) this.add(outer, inner, joinedBy);
    if (all.cut) this.cut();
  }

  /** Some overlaps were not looked at. */
  cut(): void {
    this.#cut = true;
  }

  result(): Pairs {
    const pairs = [...this.#pairs.values()];
    pairs.sort((a, b) => compareIds(a.own, b.own) || compareIds(a.other, b.other));
    return { pairs, cut: this.#cut };
  }
}

function compareIds(a: Holder, b: Holder): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function pairKey(a: Holder, b: Holder): string {
  return a.id < b.id ? `${a.id}\0${b.id}` : `${b.id}\0${a.id}`;
}

const KIND_ORDER: readonly Holder['kind'][] = ['network', 'gateway', 'range'];

/**
 * Puts first the one whose range is to change: what code declares before what runs already, a network before a gateway before a site, what is joined to the center
 * of the domain before the center, and of two that are alike the one with the greater id.
 */
function pairOf(a: Holder, b: Holder, joinedBy: Pair['joinedBy']): Pair {
  const center = typeof joinedBy === 'string' ? undefined : joinedBy.center;
  const order =
    Number(a.observed === true) - Number(b.observed === true) ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    Number(a.id === center) - Number(b.id === center) ||
    (a.id > b.id ? -1 : 1);
  return order < 0 ? { own: a, other: b, joinedBy } : { own: b, other: a, joinedBy };
}

/** How far apart two are: of several domains that hold both the one that joins them most directly is told. */
function distance({ own, other, joinedBy }: Pair): number {
  if (joinedBy === 'nothing') return 6;
  if (joinedBy === 'everywhere') return 5;
  const direct = joinedBy.center === own.id || joinedBy.center === other.id;
  const order: readonly HearingDomain['kind'][] = ['peering', 'gateway', 'transit', 'declared'];
  return direct && joinedBy.kind === 'peering' ? 0 : 1 + order.indexOf(joinedBy.kind);
}

/** The ranges through which two holders share addresses. */
export interface Shared {
  /** The ranges of each that take part, each once, in order. */
  readonly own: readonly KnownFact<Prefix>[];
  readonly other: readonly KnownFact<Prefix>[];
  /** What both have, in order. */
  readonly shared: readonly Prefix[];
}

/** What two holders share. */
export function sharedBy({ own, other }: Pair): Shared {
  const left = spaceOf(own).items;
  const right = spaceOf(other).items;
  const { overlaps } = findCrossings(
    left,
    ({ value }) => value,
    right,
    ({ value }) => value,
    LIMIT,
  );
  return {
    own: inOrder(overlaps.map((overlap) => overlap.left)),
    other: inOrder(overlaps.map((overlap) => overlap.right)),
    shared: toPrefixes(intersectionOf(prefixSet(prefixesOf(own)), prefixSet(prefixesOf(other)))),
  };
}

function inOrder(facts: readonly KnownFact<Prefix>[]): readonly KnownFact<Prefix>[] {
  const sorted = [...facts].sort((a, b) => comparePrefixes(a.value, b.value));
  return sorted.filter((fact, index) => {
    const before = sorted[index - 1];
    return before === undefined || !samePrefix(before.value, fact.value);
  });
}
