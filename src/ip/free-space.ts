/** The search for free room in an address plan. */
import { bitsOf } from './address.ts';
import { comparePrefixes, contains, prefixOf, type Prefix } from './prefix.ts';
import { spanAtOrAfter, spansOf, type PrefixSet } from './prefix-set.ts';

/**
 * The lowest prefix of `length` bits that lies in one of `within` and shares no address with `taken`; undefined when
 * there is none. IPv4 is searched first. A prefix never spans two of `within`, even where they touch.
 */
export function nextFree(within: readonly Prefix[], taken: PrefixSet, length: number): Prefix | undefined {
  for (const outer of outermost(within)) {
    const found = lowestFree(outer, taken, length, outer.first);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The lowest free prefix of `length` bits in `within` that starts at `from` or after it, as `nextFree` finds it. */
export function lowestFree(
  within: Prefix,
  taken: PrefixSet,
  length: number,
  from: bigint,
): Prefix | undefined {
  if (length < within.length || length > bitsOf(within.family)) return undefined;
  const spans = spansOf(taken, within.family);
  let candidate = prefixOf(within.family, from, length);
  if (candidate.first < from) candidate = prefixOf(within.family, candidate.last + 1n, length);
  for (let index = spanAtOrAfter(spans, candidate.first); candidate.last <= within.last;) {
    const span = spans[index];
    if (span === undefined || span.first > candidate.last) return candidate;
    candidate = prefixOf(within.family, prefixOf(within.family, span.last, length).last + 1n, length);
    do index++;
    while ((spans[index]?.last ?? candidate.first) < candidate.first);
  }
  return undefined;
}

/** The prefixes that no other one contains, each once, in order. */
export function outermost(prefixes: readonly Prefix[]): Prefix[] {
  const kept: Prefix[] = [];
  for (const prefix of [...prefixes].sort(comparePrefixes)) {
    const outer = kept.at(-1);
    if (outer === undefined || !contains(outer, prefix)) kept.push(prefix);
  }
  return kept;
}
