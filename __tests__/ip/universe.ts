/** A small universe in which sets of addresses can be checked one address at a time. */
import fc from 'fast-check';
import type { Family } from '../../src/ip/address.ts';
import { parsePrefix, prefixOf, type Prefix } from '../../src/ip/prefix.ts';

/** The universe is the last 64 addresses of a family, so that the end of the number range is inside it. */
export const UNIVERSE_BITS = 6;

export function universe(family: Family): Prefix {
  const bits = family === 4 ? 32 : 128;
  return prefixOf(family, (1n << BigInt(bits)) - 1n, bits - UNIVERSE_BITS);
}

/** Any prefix inside the universe of one family. */
export function smallPrefixOf(family: Family): fc.Arbitrary<Prefix> {
  const { first, length } = universe(family);
  return fc
    .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: UNIVERSE_BITS }))
    .map(([offset, more]) => prefixOf(family, first + BigInt(offset), length + more));
}

/** Any prefix inside the universes. */
export const smallPrefix: fc.Arbitrary<Prefix> = fc.oneof(smallPrefixOf(4), smallPrefixOf(6));

/** Every address of the prefixes, as text that is the same for the same address. */
export function addressesOf(prefixes: Iterable<Prefix>): Set<string> {
  const addresses = new Set<string>();
  for (const { family, first, last } of prefixes) {
    for (let address = first; address <= last; address++) addresses.add(`${family} ${address}`);
  }
  return addresses;
}

/** The prefix that a text writes; throws when it writes none. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.prefix;
}
