/** Finds which of many prefixes share addresses, without comparing every one with every other. */
import type { Prefix } from './prefix.ts';
import { orderIpv4, orderIpv6 } from './sort-prefixes.ts';

/** Two items that share addresses: `outerPrefix` contains `innerPrefix` or is equal to it. */
export interface Overlap<T> {
  readonly outer: T;
  readonly outerPrefix: Prefix;
  readonly inner: T;
  readonly innerPrefix: Prefix;
}

/** An item of the one list and an item of the other that share addresses. */
export interface Crossing<A, B> {
  readonly left: A;
  readonly leftPrefix: Prefix;
  readonly right: B;
  readonly rightPrefix: Prefix;
}

export interface OverlapOptions {
  /** No more overlaps than this are told. Default 100,000. */
  readonly limit?: number;
  /** No more overlaps than this are told for one inner prefix: the nearest outer ones. Default: all. */
  readonly perPrefix?: number;
}

export interface Overlaps<O> {
  /** In the order of the inner prefix, IPv4 first; for one inner prefix the nearest outer one first. */
  readonly overlaps: readonly O[];
  /** True when a bound kept some overlaps from being told. */
  readonly cut: boolean;
}

const DEFAULT_LIMIT = 100_000;

/**
 * Every two items that share addresses, in time n log n plus the overlaps told.
 *
 * An item with several prefixes meets another item once for every pair of their prefixes that overlap, and never
 * itself; equal prefixes of one item count once. Of two equal prefixes the outer one belongs to the item that comes
 * first in `items`, so the order of the items decides the result.
 */
export function findOverlaps<T>(
  items: readonly T[],
  prefixesOf: (item: T) => Prefix | readonly Prefix[],
  options: OverlapOptions = {},
): Overlaps<Overlap<T>> {
  const overlaps: Overlap<T>[] = [];
  const cut = sweep(entriesOf(items, prefixesOf, 0, 0), false, options, (outer, inner) => {
    overlaps.push({
      // The owners are indices of `items`.
      outer: items[outer.owner] as T,
      outerPrefix: outer.prefix,
      inner: items[inner.owner] as T,
      innerPrefix: inner.prefix,
    });
  });
  return { overlaps, cut };
}

/**
 * Every item of `left` with every item of `right` that shares addresses with it, in time n log n plus the overlaps
 * told. What overlaps inside one list costs nothing and is not told.
 */
export function findCrossings<A, B>(
  left: readonly A[],
  leftPrefixesOf: (item: A) => Prefix | readonly Prefix[],
  right: readonly B[],
  rightPrefixesOf: (item: B) => Prefix | readonly Prefix[],
  options: OverlapOptions = {},
): Overlaps<Crossing<A, B>> {
  const entries = [
    ...entriesOf(left, leftPrefixesOf, 0, 0),
    ...entriesOf(right, rightPrefixesOf, 1, left.length),
  ];
  const overlaps: Crossing<A, B>[] = [];
  const cut = sweep(entries, true, options, (outer, inner) => {
    const [ofLeft, ofRight] = outer.owner < inner.owner ? [outer, inner] : [inner, outer];
    overlaps.push({
      // The smaller owner is an index of `left`, the larger one of `right`.
      left: left[ofLeft.owner] as A,
      leftPrefix: ofLeft.prefix,
      right: right[ofRight.owner - left.length] as B,
      rightPrefix: ofRight.prefix,
    });
  });
  return { overlaps, cut };
}

interface Entry {
  readonly owner: number;
  readonly prefix: Prefix;
  /** Which list it belongs to: the index of its stack. */
  readonly side: 0 | 1;
}

function entriesOf<T>(
  items: readonly T[],
  prefixesOf: (item: T) => Prefix | readonly Prefix[],
  side: 0 | 1,
  firstOwner: number,
): Entry[] {
  return items.flatMap((item, index) => {
    const prefixes = prefixesOf(item);
    const owner = firstOwner + index;
    if ('family' in prefixes) return { owner, prefix: prefixes, side };
    return prefixes.map((prefix) => ({ owner, prefix, side }));
  });
}

/**
 * Goes through the prefixes by first address and tells every pair of different owners in which one contains the
 * other. Of two overlapping prefixes one contains the other, so the ones that contain the current one form a stack.
 * `across`: pairs each side with the other only. Returns whether pairs were left out.
 */
function sweep(
  entries: readonly Entry[],
  across: boolean,
  options: OverlapOptions,
  tell: (outer: Entry, inner: Entry) => void,
): boolean {
  const prefixes = entries.map((entry) => entry.prefix);
  const perPrefix = options.perPrefix ?? Infinity;
  let left = options.limit ?? DEFAULT_LIMIT;
  let cut = false;
  for (const order of [orderIpv4(prefixes), orderIpv6(prefixes)]) {
    const stacks: readonly [Entry[], Entry[]] = [[], []];
    for (const index of order) {
      const entry = entries[index];
      if (entry === undefined) continue;
      dropEnded(stacks[0], entry.prefix);
      dropEnded(stacks[1], entry.prefix);
      const own = stacks[entry.side];
      // The entries of one item stand together, so its equal prefixes meet here one after the other.
      const previous = own.at(-1);
      if (previous?.owner === entry.owner && previous.prefix.length === entry.prefix.length) continue;
      const others = across ? stacks[entry.side === 0 ? 1 : 0] : own;
      let room = Math.min(perPrefix, left);
      for (let at = others.length - 1; at >= 0; at--) {
        const outer = others[at];
        if (outer === undefined || outer.owner === entry.owner) continue;
        if (room === 0) {
          cut = true;
          break;
        }
        tell(outer, entry);
        room--;
        left--;
      }
      own.push(entry);
    }
  }
  return cut;
}

/** Takes from the stack what ends before the prefix starts. */
function dropEnded(stack: Entry[], prefix: Prefix): void {
  for (let top = stack.at(-1); top !== undefined && top.prefix.last < prefix.first; top = stack.at(-1)) {
    stack.pop();
  }
}
