/** IP addresses as numbers, and their text. */
import ip6addr from 'ip6addr';

export type Family = 4 | 6;

/** One address. `value` is the address as a number. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** What keeps a text from being an address or a prefix: a phrase without capital and full stop. */
export interface TextProblem {
  readonly problem: string;
}

/** How many bits an address has: 32 or 128. */
export function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

/** The longest text of an address: six groups and an IPv4 address at the end. */
const MAX_ADDRESS_TEXT = 45;

/** The address that a text writes, or undefined. Strict: see `readAddress`. */
export function parseAddress(text: string): Address | undefined {
  const read = readAddress(text);
  return 'problem' in read ? undefined : read;
}

/**
 * The address that a text writes, or what is wrong with it. Four decimal octets without leading zeros, or IPv6 as of
 * RFC 4291, section 2.2; no zone, no blanks.
 */
export function readAddress(text: string): Address | TextProblem {
  if (text === '') return { problem: 'there is no address' };
  if (text.length > MAX_ADDRESS_TEXT) return { problem: 'it is too long for an address' };
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

function readIpv4(text: string): Address | TextProblem {
  const octets = text.split('.');
  if (octets.length === 1 && !/^\d+$/.test(text)) return { problem: `"${text}" is not an IP address` };
  if (octets.length !== 4) return { problem: `an IPv4 address has four octets, not ${octets.length}` };
  let value = 0;
  for (const octet of octets) {
    if (octet === '') return { problem: 'an octet is missing' };
    if (!/^\d+$/.test(octet)) return { problem: `"${octet}" is not an octet` };
    if (octet.length > 1 && octet.startsWith('0'))
      return { problem: `the octet ${octet} has a leading zero` };
    if (octet.length > 3 || Number(octet) > 255) return { problem: `${octet} is not an octet` };
    value = value * 256 + Number(octet);
  }
  return { family: 4, value: BigInt(value) };
}

function readIpv6(text: string): Address | TextProblem {
  if (text.includes('%')) return { problem: 'an address with a zone names one machine only' };
  const groups = withoutDottedEnd(text);
  if (typeof groups !== 'string') return groups;
  const written = groups.split(':').filter((group) => group !== '');
  const wrong = written.find((group) => !/^[0-9a-f]{1,4}$/i.test(group));
  if (wrong !== undefined) return { problem: `"${wrong}" is not a group of an IPv6 address` };
  // The library lets `::` stand for no group at all.
  if (written.length === 8 && groups.includes('::')) {
    return { problem: `"${text}" is not an IPv6 address: nothing is left for "::"` };
  }
  try {
    const padded = ip6addr.parse(groups).toString({ format: 'v6', zeroElide: false, zeroPad: true });
    return { family: 6, value: BigInt(`0x${padded.replaceAll(':', '')}`) };
  } catch {
    return { problem: `"${text}" is not an IPv6 address` };
  }
}

/** An IPv6 text whose last two groups are written in hexadecimal; the library reads dotted ones after `::ffff:` only. */
function withoutDottedEnd(text: string): string | TextProblem {
  const end = text.lastIndexOf(':') + 1;
  const tail = text.slice(end);
  if (!tail.includes('.')) return text;
  const embedded = readIpv4(tail);
  if ('problem' in embedded) return embedded;
  return `${text.slice(0, end)}${(embedded.value >> 16n).toString(16)}:${(embedded.value & 0xffffn).toString(16)}`;
}

/** The text of an address; IPv6 in its one canonical form (RFC 5952). */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIpv4(Number(address.value)) : formatIpv6(address.value);
}

function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function formatIpv6(value: bigint): string {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIpv4(Number(value & 0xffff_ffffn))}`;
  const groups: string[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(((value >> shift) & 0xffffn).toString(16));
  const gap = longestZeroRun(groups);
  if (gap.length < 2) return groups.join(':');
  return `${groups.slice(0, gap.start).join(':')}::${groups.slice(gap.start + gap.length).join(':')}`;
}

/** The first of the longest runs of zero groups. */
function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== '0') start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  });
  return longest;
}
