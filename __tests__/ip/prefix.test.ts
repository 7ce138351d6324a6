/** Tests of prefixes: their text and how they lie to each other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressCount,
  comparePrefixes,
  contains,
  formatPrefix,
  overlaps,
  parsePrefix,
  prefixOf,
  samePrefix,
} from '../../src/ip/prefix.ts';
import { addressesOf, prefix, smallPrefix } from './universe.ts';

describe('parsePrefix', () => {
  test.each<[string, string, boolean, bigint, bigint]>([
    ['10.0.0.0/16', '10.0.0.0/16', false, 0x0a000000n, 0x0a00ffffn],
    ['10.0.1.5/24', '10.0.1.0/24', true, 0x0a000100n, 0x0a0001ffn],
    ['0.0.0.0/0', '0.0.0.0/0', false, 0n, 0xffffffffn],
    ['10.0.0.1/0', '0.0.0.0/0', true, 0n, 0xffffffffn],
    ['255.255.255.255/32', '255.255.255.255/32', false, 0xffffffffn, 0xffffffffn],
    ['fd00:0:0::/48', 'fd00::/48', false, 0xfdn << 120n, (0xfdn << 120n) | ((1n << 80n) - 1n)],
    ['fd00::1/64', 'fd00::/64', true, 0xfdn << 120n, (0xfdn << 120n) | ((1n << 64n) - 1n)],
    ['::1/128', '::1/128', false, 1n, 1n],
    ['::/0', '::/0', false, 0n, (1n << 128n) - 1n],
  ])('%s', (text, canonical, hostBits, first, last) => {
    const parsed = parsePrefix(text);
    expect(parsed).toMatchObject({ hostBits, prefix: { first, last } });
    expect('prefix' in parsed && formatPrefix(parsed.prefix)).toBe(canonical);
  });

  test.each([
    ['', 'it is empty'],
    [' 10.0.0.0/8', 'there is white space around it'],
    ['10.0.0.256/16', '256 is not an octet'],
    ['10.0.0/16', 'an IPv4 address has four octets, not 3'],
    ['10.0..0/16', 'an octet is missing'],
    ['10.0.0.x/16', '"x" is not an octet'],
    ['10.00.0.0/16', 'the octet 00 has a leading zero'],
    ['10.0.0.0', 'the prefix length is missing, such as /24'],
    ['fd00::', 'the prefix length is missing, such as /64'],
    ['10.0.0.0/33', 'the prefix length must be 0 to 32'],
    ['10.0.0.0/', 'the prefix length must be 0 to 32'],
    ['10.0.0.0/-1', 'the prefix length must be 0 to 32'],
    ['10.0.0.0/8/8', 'the prefix length must be 0 to 32'],
    ['10.0.0.0/255.0.0.0', 'the prefix length must be 0 to 32'],
    ['10.0.0.0/08', 'the prefix length 08 has a leading zero'],
    ['fd00::/129', 'the prefix length must be 0 to 128'],
    ['fd00:::/64', '"fd00:::" is not an IPv6 address'],
    ['fd00:12345::/64', '"12345" is not a group of an IPv6 address'],
    ['fe80::1%eth0/64', 'an address with a zone names one machine only'],
    ['/16', 'there is no address'],
    ['auto', '"auto" is not an IP address'],
    [`${'1'.repeat(1_000_000)}/8`, 'it is too long for an address'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(parsePrefix(text)).toEqual({ problem });
  });

  test('never throws, and what it takes is written back as the same prefix', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789af.:/')), maxLength: 20 }),
        (text) => {
          const parsed = parsePrefix(text);
          if ('prefix' in parsed)
            expect(parsePrefix(formatPrefix(parsed.prefix))).toEqual({
              prefix: parsed.prefix,
              hostBits: false,
            });
          else expect(parsed.problem).not.toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('how prefixes lie to each other', () => {
  test('contains, overlaps and addressCount agree with the single addresses', () => {
    fc.assert(
      fc.property(smallPrefix, smallPrefix, (a, b) => {
        const ofA = addressesOf([a]);
        const ofB = addressesOf([b]);
        expect(addressCount(a)).toBe(BigInt(ofA.size));
        expect(contains(a, b)).toBe([...ofB].every((address) => ofA.has(address)));
        expect(overlaps(a, b)).toBe([...ofB].some((address) => ofA.has(address)));
        expect(samePrefix(a, b)).toBe(comparePrefixes(a, b) === 0);
      }),
    );
  });

  test('comparePrefixes puts IPv4 first, then the lower address, then the wider prefix', () => {
    const texts = ['10.0.0.0/8', '10.0.0.0/16', '10.1.0.0/16', '::/0', 'fd00::/8'];
    expect(texts.map(prefix).reverse().sort(comparePrefixes).map(formatPrefix)).toEqual(texts);
  });

  test('prefixOf clears the bits beyond the length', () => {
    expect(prefixOf(4, 0x0a0a0a0an, 9)).toEqual(prefix('10.0.0.0/9'));
  });
});
