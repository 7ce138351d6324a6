/** Tests of address sets against sets of single addresses. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPrefix, type Prefix } from '../../src/ip/prefix.ts';
import {
  covers,
  differenceOf,
  EMPTY_SET,
  intersectionOf,
  isEmptySet,
  prefixSet,
  setSize,
  toPrefixes,
  touches,
  unionOf,
  type PrefixSet,
} from '../../src/ip/prefix-set.ts';
import { addressesOf, prefix, smallPrefix } from './universe.ts';

const prefixes = fc.array(smallPrefix, { maxLength: 12 });

function expectSameAddresses(set: PrefixSet, expected: Set<string>): void {
  const cover = toPrefixes(set);
  expect(addressesOf(cover)).toEqual(expected);
  expect(setSize(set, 4) + setSize(set, 6)).toBe(BigInt(expected.size));
  expect(isEmptySet(set)).toBe(expected.size === 0);
  // Canonical: the set made anew of its own cover is the same, and no two spans touch.
  expect(prefixSet(cover)).toEqual(set);
  for (const spans of [set.v4, set.v6]) {
    spans.slice(1).forEach((span, index) => {
      expect(span.first).toBeGreaterThan((spans[index]?.last ?? 0n) + 1n);
    });
  }
}

describe('sets of addresses', () => {
  test('agree with sets of single addresses', () => {
    fc.assert(
      fc.property(prefixes, prefixes, (a, b) => {
        const [setA, setB, ofA, ofB] = [prefixSet(a), prefixSet(b), addressesOf(a), addressesOf(b)];
        expectSameAddresses(setA, ofA);
        expectSameAddresses(unionOf(setA, setB), new Set([...ofA, ...ofB]));
        expectSameAddresses(
          intersectionOf(setA, setB),
          new Set([...ofA].filter((address) => ofB.has(address))),
        );
        expectSameAddresses(
          differenceOf(setA, setB),
          new Set([...ofA].filter((address) => !ofB.has(address))),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('know which prefixes they cover and touch', () => {
    fc.assert(
      fc.property(prefixes, smallPrefix, (a, probe) => {
        const [set, ofA, ofProbe] = [prefixSet(a), addressesOf(a), addressesOf([probe])];
        expect(covers(set, probe)).toBe([...ofProbe].every((address) => ofA.has(address)));
        expect(touches(set, probe)).toBe([...ofProbe].some((address) => ofA.has(address)));
      }),
      { numRuns: 500 },
    );
  });

  test('do not depend on the order of what they are made of', () => {
    fc.assert(
      fc.property(
        prefixes.chain((a) => fc.tuple(fc.constant(a), fc.shuffledSubarray(a, { minLength: a.length }))),
        ([a, shuffled]: [Prefix[], Prefix[]]) => {
          expect(prefixSet(shuffled)).toEqual(prefixSet(a));
        },
      ),
    );
  });

  test('cover the whole number range of both families', () => {
    const all = prefixSet(['0.0.0.0/0', '::/0', '10.0.0.0/8'].map(prefix));
    expect(toPrefixes(all).map(formatPrefix)).toEqual(['0.0.0.0/0', '::/0']);
    expect(isEmptySet(differenceOf(EMPTY_SET, all))).toBe(true);
    expect(differenceOf(all, all)).toEqual(EMPTY_SET);
    expect(
      toPrefixes(differenceOf(all, prefixSet([prefix('128.0.0.0/1'), prefix('::/1')]))).map(formatPrefix),
    ).toEqual(['0.0.0.0/1', '8000::/1']);
  });
});
