/** Tests of the search for free room against trying every place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextFree, outermost } from '../../src/ip/free-space.ts';
import { contains, formatPrefix, overlaps, prefixOf, type Prefix } from '../../src/ip/prefix.ts';
import { EMPTY_SET, prefixSet } from '../../src/ip/prefix-set.ts';
import { prefix, smallPrefixOf, universe, UNIVERSE_BITS } from './universe.ts';

describe('nextFree', () => {
  test.each<[string[], string[], number, string | undefined]>([
    [['10.0.0.0/8'], [], 16, '10.0.0.0/16'],
    [['10.0.0.0/8'], ['10.0.0.0/16', '10.1.0.0/24'], 16, '10.2.0.0/16'],
    [['10.0.0.0/8'], ['10.0.0.128/25'], 25, '10.0.0.0/25'],
    [['10.0.0.0/16'], ['10.0.0.0/17'], 16, undefined],
    [['10.0.0.0/16'], [], 8, undefined],
    [['10.0.0.0/16'], [], 33, undefined],
    [['10.0.0.0/24'], ['10.0.0.0/8'], 28, undefined],
    [['10.0.0.0/24', '10.0.1.0/24'], [], 23, undefined],
    [['10.0.1.0/24', '10.0.0.0/24'], ['10.0.0.0/24'], 25, '10.0.1.0/25'],
    [['255.255.255.0/24'], ['255.255.255.0/25'], 25, '255.255.255.128/25'],
    [['255.255.255.0/24'], ['255.255.255.128/25'], 24, undefined],
    [['fd00::/48'], ['fd00::/64', 'fd00:0:0:2::/64'], 63, 'fd00:0:0:4::/63'],
    [[], [], 24, undefined],
  ])('within %j without %j, /%i: %s', (within, taken, length, expected) => {
    const found = nextFree(within.map(prefix), prefixSet(taken.map(prefix)), length);
    expect(found && formatPrefix(found)).toBe(expected);
  });

  test('finds the lowest place that trying every one finds', () => {
    const scene = fc
      .constantFrom<4 | 6>(4, 6)
      .chain((family) =>
        fc.tuple(
          fc.constant(family),
          fc.array(smallPrefixOf(family), { maxLength: 3 }),
          fc.array(smallPrefixOf(family), { maxLength: 10 }),
          fc.integer({ min: 0, max: UNIVERSE_BITS }),
        ),
      );
    fc.assert(
      fc.property(scene, ([family, within, taken, more]) => {
        const { first, last, length } = universe(family);
        let expected: Prefix | undefined;
        for (let at = first; at <= last && expected === undefined; at++) {
          const candidate = prefixOf(family, at, length + more);
          const fits = within.some((outer) => contains(outer, candidate));
          if (fits && !taken.some((other) => overlaps(other, candidate))) expected = candidate;
        }
        expect(nextFree(within, prefixSet(taken), length + more)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('leaves what it is given as it was', () => {
    const within = [prefix('10.1.0.0/16'), prefix('10.0.0.0/16')];
    nextFree(within, EMPTY_SET, 24);
    expect(within.map(formatPrefix)).toEqual(['10.1.0.0/16', '10.0.0.0/16']);
  });
});

test('outermost keeps what no other prefix contains', () => {
  const prefixes = ['10.1.0.0/16', '10.0.0.0/8', 'fd00::/8', '11.0.0.0/8', '10.0.0.0/8', 'fd00::/64'].map(
    prefix,
  );
  expect(outermost(prefixes).map(formatPrefix)).toEqual(['10.0.0.0/8', '11.0.0.0/8', 'fd00::/8']);
});
