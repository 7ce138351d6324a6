/** Sets of addresses: sorted ranges that neither overlap nor touch, so that equal sets have one form. */
import { bitsOf, type Family } from './address.ts';
import { compareNumbers, prefixOf, type Prefix } from './prefix.ts';

/** A run of addresses; both ends belong to it. */
export interface AddressSpan {
  readonly first: bigint;
  readonly last: bigint;
}

/** A set of addresses of both families. Immutable; build it with `prefixSet`. */
export interface PrefixSet {
  /** Ascending; between two spans at least one address is missing. */
  readonly v4: readonly AddressSpan[];
  /** As `v4`. */
  readonly v6: readonly AddressSpan[];
}

export const EMPTY_SET: PrefixSet = { v4: [], v6: [] };

/** The set of all addresses of the prefixes, which may overlap and come in any order. */
export function prefixSet(prefixes: Iterable<Prefix>): PrefixSet {
  const v4: Prefix[] = [];
  const v6: Prefix[] = [];
  for (const prefix of prefixes) (prefix.family === 4 ? v4 : v6).push(prefix);
  return { v4: canonical(v4), v6: canonical(v6) };
}

function canonical(spans: AddressSpan[]): AddressSpan[] {
  return joinSorted(spans.sort((a, b) => compareNumbers(a.first, b.first)));
}

/** Joins what overlaps or touches in spans that are ordered by their first address. */
function joinSorted(spans: Iterable<AddressSpan>): AddressSpan[] {
  const joined: AddressSpan[] = [];
  let open: { first: bigint; last: bigint } | undefined;
  for (const { first, last } of spans) {
    if (open !== undefined && first <= open.last + 1n) {
      if (last > open.last) open.last = last;
    } else {
      open = { first, last };
      joined.push(open);
    }
  }
  return joined;
}

function perFamily(
  a: PrefixSet,
  b: PrefixSet,
  combine: (a: readonly AddressSpan[], b: readonly AddressSpan[]) => readonly AddressSpan[],
): PrefixSet {
  return { v4: combine(a.v4, b.v4), v6: combine(a.v6, b.v6) };
}

/** The addresses that are in one of the sets or in both. Linear in their sizes. */
export function unionOf(a: PrefixSet, b: PrefixSet): PrefixSet {
  return perFamily(a, b, (left, right) => joinSorted(merged(left, right)));
}

function* merged(a: readonly AddressSpan[], b: readonly AddressSpan[]): Generator<AddressSpan> {
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left !== undefined || right !== undefined; left = a[i], right = b[j]) {
    if (right === undefined || (left !== undefined && left.first <= right.first)) {
      if (left !== undefined) yield left;
      i++;
    } else {
      yield right;
      j++;
    }
  }
}

/** The addresses that are in both sets. Linear in their sizes. */
export function intersectionOf(a: PrefixSet, b: PrefixSet): PrefixSet {
  return perFamily(a, b, intersectSpans);
}

function intersectSpans(a: readonly AddressSpan[], b: readonly AddressSpan[]): AddressSpan[] {
  const common: AddressSpan[] = [];
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    const first = left.first > right.first ? left.first : right.first;
    const last = left.last < right.last ? left.last : right.last;
    if (first <= last) common.push({ first, last });
    if (left.last < right.last) i++;
    else j++;
  }
  return common;
}

/** The addresses of `a` that are not in `b`. Linear in their sizes. */
export function differenceOf(a: PrefixSet, b: PrefixSet): PrefixSet {
  return perFamily(a, b, subtractSpans);
}

function subtractSpans(from: readonly AddressSpan[], what: readonly AddressSpan[]): AddressSpan[] {
  const left: AddressSpan[] = [];
  let at = 0;
  for (const span of from) {
    let { first } = span;
    for (let hole = what[at]; hole !== undefined && hole.first <= span.last; hole = what[at]) {
      if (hole.first > first) left.push({ first, last: hole.first - 1n });
      if (hole.last >= first) first = hole.last + 1n;
      if (hole.last > span.last) break;
      at++;
    }
    if (first <= span.last) left.push({ first, last: span.last });
  }
  return left;
}

/** True when every address of the prefix is in the set. */
export function covers(set: PrefixSet, prefix: Prefix): boolean {
  const spans = spansOf(set, prefix.family);
  const span = spans[spanAtOrAfter(spans, prefix.first)];
  return span !== undefined && span.first <= prefix.first && prefix.last <= span.last;
}

/** True when at least one address of the prefix is in the set. */
export function touches(set: PrefixSet, prefix: Prefix): boolean {
  const spans = spansOf(set, prefix.family);
  const span = spans[spanAtOrAfter(spans, prefix.first)];
  return span !== undefined && span.first <= prefix.last;
}

/** The spans of one family. */
export function spansOf(set: PrefixSet, family: Family): readonly AddressSpan[] {
  return family === 4 ? set.v4 : set.v6;
}

/** The index of the first span that ends at or after an address: the one that holds it, if any does. */
export function spanAtOrAfter(spans: readonly AddressSpan[], address: bigint): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span !== undefined && span.last < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when the set holds no address. */
export function isEmptySet(set: PrefixSet): boolean {
  return set.v4.length === 0 && set.v6.length === 0;
}

/** How many addresses of one family the set holds. */
export function setSize(set: PrefixSet, family: Family): bigint {
  return spansOf(set, family).reduce((sum, span) => sum + (span.last - span.first + 1n), 0n);
}

/** The fewest prefixes that hold exactly the addresses of the set, in order. */
export function toPrefixes(set: PrefixSet): Prefix[] {
  return [...spansToPrefixes(set.v4, 4), ...spansToPrefixes(set.v6, 6)];
}

function* spansToPrefixes(spans: readonly AddressSpan[], family: Family): Generator<Prefix> {
  for (const span of spans) {
    for (let first = span.first; first <= span.last;) {
      const prefix = widestFrom(family, first, span.last);
      yield prefix;
      first = prefix.last + 1n;
    }
  }
}

/** The widest prefix that starts at `first` and ends at or before `last`. */
function widestFrom(family: Family, first: bigint, last: bigint): Prefix {
  const bits = bitsOf(family);
  let size = 0;
  while (size < bits) {
    const mask = (1n << BigInt(size + 1)) - 1n;
    if ((first & mask) !== 0n || first + mask > last) break;
    size++;
  }
  return prefixOf(family, first, bits - size);
}
