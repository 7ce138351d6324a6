/** Tests of the overlap sweep against comparing every prefix with every other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, formatPrefix, overlaps, prefixOf, type Prefix } from '../../src/ip/prefix.ts';
import { findCrossings, findOverlaps } from '../../src/ip/overlap-sweep.ts';
import { prefix, smallPrefix } from './universe.ts';

interface Item {
  readonly name: number;
  readonly prefixes: readonly Prefix[];
}

const items: fc.Arbitrary<Item[]> = fc
  .array(fc.array(smallPrefix, { maxLength: 3 }), { maxLength: 15 })
  .map((lists) => lists.map((prefixes, name) => ({ name, prefixes })));

function key(a: number, aPrefix: Prefix, b: number, bPrefix: Prefix): string {
  return `${a} ${formatPrefix(aPrefix)} - ${b} ${formatPrefix(bPrefix)}`;
}

/** Every pair of prefixes of two items that overlap, each once, by comparing all. */
function naively(
  left: readonly Item[],
  right: readonly Item[],
  wanted: (a: Item, b: Item) => boolean,
): string[] {
  const found = new Set<string>();
  for (const a of left) {
    for (const b of right) {
      if (!wanted(a, b)) continue;
      for (const p of a.prefixes)
        for (const q of b.prefixes) if (overlaps(p, q)) found.add(key(a.name, p, b.name, q));
    }
  }
  return [...found].sort();
}

describe('findOverlaps', () => {
  test('finds what comparing every one with every other finds, each once', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { overlaps: found, cut } = findOverlaps(list, (item) => item.prefixes);
        const keys = found.map(({ outer, outerPrefix, inner, innerPrefix }) => {
          expect(contains(outerPrefix, innerPrefix)).toBe(true);
          return outer.name < inner.name
            ? key(outer.name, outerPrefix, inner.name, innerPrefix)
            : key(inner.name, innerPrefix, outer.name, outerPrefix);
        });
        expect(keys.sort()).toEqual(naively(list, list, (a, b) => a.name < b.name));
        expect(cut).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('says when a bound kept overlaps from being told', () => {
    fc.assert(
      fc.property(items, fc.nat(12), (list, limit) => {
        const all = findOverlaps(list, (item) => item.prefixes).overlaps;
        const some = findOverlaps(list, (item) => item.prefixes, { limit });
        expect(some.overlaps).toEqual(all.slice(0, limit));
        expect(some.cut).toBe(all.length > limit);
      }),
    );
  });

  test('tells the nearest outer prefixes when each has a bound of its own', () => {
    const texts = ['10.0.0.0/8', '10.1.0.0/16', '10.1.1.0/24'];
    const { overlaps: found, cut } = findOverlaps(texts, prefix, { perPrefix: 1 });
    expect(found.map(({ outer, inner }) => [outer, inner])).toEqual([
      ['10.0.0.0/8', '10.1.0.0/16'],
      ['10.1.0.0/16', '10.1.1.0/24'],
    ]);
    expect(cut).toBe(true);
  });

  test('of equal prefixes the outer one is that of the earlier item', () => {
    const twins = [
      { name: 'a', prefixes: [prefix('10.0.0.0/8'), prefix('10.0.0.0/8')] },
      { name: 'b', prefixes: [prefix('10.0.0.0/8')] },
    ];
    expect(
      findOverlaps(twins, (twin) => twin.prefixes).overlaps.map(
        ({ outer, inner }) => outer.name + inner.name,
      ),
    ).toEqual(['ab']);
  });

  test('takes time for what it finds, not for all pairs', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => prefixOf(4, BigInt(index) << 8n, 24));
    const start = performance.now();
    expect(findOverlaps(many, (one) => one)).toEqual({ overlaps: [], cut: false });
    // All pairs would be five thousand million; the bound is generous for a busy machine.
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test('equal prefixes in any number stay bounded', () => {
    const same = Array.from({ length: 20_000 }, () => prefix('10.0.0.0/16'));
    const { overlaps: found, cut } = findOverlaps(same, (one) => one, { perPrefix: 1 });
    expect(found).toHaveLength(19_999);
    expect(cut).toBe(true);
  });
});

describe('findCrossings', () => {
  test('finds what comparing one list with the other finds', () => {
    fc.assert(
      fc.property(items, items, (left, right) => {
        const { overlaps: found, cut } = findCrossings(
          left,
          (item) => item.prefixes,
          right,
          (item) => item.prefixes,
        );
        const keys = found.map((one) => key(one.left.name, one.leftPrefix, one.right.name, one.rightPrefix));
        expect(keys.sort()).toEqual(naively(left, right, () => true));
        expect(cut).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
