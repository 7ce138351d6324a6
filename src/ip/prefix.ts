/** Prefixes: aligned ranges of addresses, and their text. */
import { bitsOf, formatAddress, readAddress, type Family, type TextProblem } from './address.ts';

/** An aligned range of 2^(bits − length) addresses; `first` and `last` both belong to it. Host bits are cleared. */
export interface Prefix {
  readonly family: Family;
  /** 0 to 32, or 0 to 128. */
  readonly length: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** A prefix read from text. `hostBits` is set when the text had bits beyond the length, which are cleared here. */
export interface ParsedPrefix {
  readonly prefix: Prefix;
  readonly hostBits: boolean;
}

/** The prefix that a text such as `10.0.0.0/16` writes, or what is wrong with it in plain words. */
export function parsePrefix(text: string): ParsedPrefix | TextProblem {
  if (text === '') return { problem: 'it is empty' };
  if (text.trim() !== text) return { problem: 'there is white space around it' };
  const slash = text.indexOf('/');
  const address = readAddress(slash === -1 ? text : text.slice(0, slash));
  if ('problem' in address) return address;
  if (slash === -1)
    return { problem: `the prefix length is missing, such as /${address.family === 4 ? 24 : 64}` };
  const length = readLength(text.slice(slash + 1), address.family);
  if (typeof length !== 'number') return length;
  const prefix = prefixOf(address.family, address.value, length);
  return { prefix, hostBits: prefix.first !== address.value };
}

function readLength(text: string, family: Family): number | TextProblem {
  const bits = bitsOf(family);
  if (!/^\d{1,3}$/.test(text) || Number(text) > bits)
    return { problem: `the prefix length must be 0 to ${bits}` };
  if (text.length > 1 && text.startsWith('0'))
    return { problem: `the prefix length ${text} has a leading zero` };
  return Number(text);
}

/** The prefix of `length` bits around an address: bits beyond the length are cleared. */
export function prefixOf(family: Family, address: bigint, length: number): Prefix {
  const mask = (1n << BigInt(bitsOf(family) - length)) - 1n;
  const last = address | mask;
  return { family, length, first: last ^ mask, last };
}

/** The text of a prefix; IPv6 in its one canonical form (RFC 5952). */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress({ family: prefix.family, value: prefix.first })}/${prefix.length}`;
}

/** How many addresses a prefix holds. */
export function addressCount(prefix: Prefix): bigint {
  return prefix.last - prefix.first + 1n;
}

/** True when every address of `inner` belongs to `outer`; a prefix contains itself. */
export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** True when the two share an address: then one of them contains the other. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** True when both are the same range. */
export function samePrefix(a: Prefix, b: Prefix): boolean {
  return a.family === b.family && a.first === b.first && a.length === b.length;
}

/** Orders numbers, for `sort`. */
export function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders prefixes: IPv4 first, then by first address, a containing prefix before what it contains. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  return a.family - b.family || compareNumbers(a.first, b.first) || a.length - b.length;
}
