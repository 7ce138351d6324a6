/** Tests of the text of addresses, with Node's own parser as the judge. */
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import ip6addr from 'ip6addr';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress, type Address } from '../../src/ip/address.ts';

describe('parseAddress', () => {
  test.each<[string, 4 | 6, bigint]>([
    ['0.0.0.0', 4, 0n],
    ['10.1.2.3', 4, 0x0a010203n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['FD00::A', 6, (0xfd00n << 112n) | 10n],
    ['1:2:3:4:5:6:7:8', 6, 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7::', 6, 0x00010002000300040005000600070000n],
    ['::ffff:10.0.0.1', 6, 0xffff0a000001n],
    ['64:ff9b::10.0.0.1', 6, (0x0064ff9bn << 96n) | 0x0a000001n],
  ])('%s', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });

  test.each([
    '',
    '10',
    '10.1',
    '10.1.2',
    '10.1.2.3.4',
    '10..2.3',
    '10.1.2.256',
    '010.1.2.3',
    '0x0a.1.2.3',
    '1e1.1.2.3',
    '10.1.2.3 ',
    '+10.1.2.3',
    '１0.1.2.3',
    'host',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '00001::',
    'fe80::1%eth0',
    '1.2:3.4::',
    '::1.2.3',
    '::01.2.3.4',
    '1.2.3.4::',
    'g::',
    '__proto__',
    ':'.repeat(100_000),
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  const nearlyAddresses = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789abf.:/% x')), maxLength: 45 }),
    fc
      .array(fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom('', '00', '0a')), {
        maxLength: 6,
      })
      .map((parts) => parts.join('.')),
    fc
      .array(fc.constantFrom('', '0', 'ffff', '0db8', '10000', '1.2.3.4'), { maxLength: 9 })
      .map((parts) => parts.join(':')),
    fc.ipV4(),
    fc.ipV6(),
  );

  test('takes exactly what Node takes as an address, zones aside', () => {
    fc.assert(
      fc.property(nearlyAddresses, (text) => {
        const expected = text.includes('%') ? undefined : isIPv4(text) ? 4 : isIPv6(text) ? 6 : undefined;
        expect(parseAddress(text)?.family).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('reads IPv4 as ip6addr does', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const padded = ip6addr.parse(text).toString({ format: 'v6', zeroElide: false, zeroPad: true });
        expect(parseAddress(text)?.value).toBe(BigInt(`0x${padded.replaceAll(':', '')}`) & 0xffff_ffffn);
      }),
    );
  });
});

describe('formatAddress', () => {
  // The examples of RFC 5952, sections 4 and 5.
  test.each([
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8::0:1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['0:0:0:0:0:ffff:c000:221', '::ffff:192.0.2.33'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['10.0.0.1', '10.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
  ])('%s is written %s', (text, canonical) => {
    const address = parseAddress(text);
    expect(address && formatAddress(address)).toBe(canonical);
  });

  test('is read back as the same address', () => {
    const v4 = fc.bigInt({ min: 0n, max: 0xffff_ffffn }).map((value): Address => ({ family: 4, value }));
    // Many zero groups, so that there is something to leave out.
    const group = fc.constantFrom(0n, 0n, 0n, 1n, 0xffffn);
    const v6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups): Address => {
      return { family: 6, value: groups.reduce<bigint>((sum, next) => (sum << 16n) | next, 0n) };
    });
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });
});
