/**
 * Address arithmetic as Terraform's cidr functions do it. It differs on purpose from how cidrlint reads addresses
 * elsewhere: leading zeros are decimal, host bits are allowed, `::ffff:` addresses are shown as IPv4.
 */
import { formatAddress } from '../../../ip/address.ts';

/** A network in Terraform's eyes. IPv4 in IPv6 form (`::ffff:10.0.0.0/104`) has 128 bits. */
export interface Network {
  /** The network address: host bits are cleared. */
  readonly address: bigint;
  readonly bits: 32 | 128;
  /** 0 to `bits`. */
  readonly length: number;
}

/** Reads `10.0.0.0/8`. Undefined when it is not a network in this notation. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  if (slash === -1) return undefined;
  const address = text.slice(0, slash);
  const length = parseDecimal(text.slice(slash + 1));
  const four = parseFour(address);
  const value = four ?? parseSix(address);
  const bits = four === undefined ? 128 : 32;
  if (value === undefined || length === undefined || length > bits) return undefined;
  return { address: maskTo(value, bits, length), bits, length };
}

/** Reads a single address; an IPv4 address gets 32 bits, also one in IPv6 form. */
export function parseHost(text: string): Network | undefined {
  // The first of both marks decides, as in Go: `1.2.3.4:5` is read as IPv4 and is none.
  const mark = /[.:]/.exec(text)?.[0];
  const value = mark === '.' ? parseFour(text) : mark === ':' ? parseSix(text) : undefined;
  if (value === undefined) return undefined;
  if (mark === '.') return { address: value, bits: 32, length: 32 };
  return isMapped(value)
    ? { address: value & 0xffffffffn, bits: 32, length: 32 }
    : { address: value, bits: 128, length: 128 };
}

/** The same network with 32 bits when it is IPv4 in IPv6 form. */
export function unmapped(network: Network): Network {
  if (network.bits === 32 || !isMapped(network.address)) return network;
  return { address: network.address & 0xffffffffn, bits: 32, length: Math.max(0, network.length - 96) };
}

/** The last address of a network. */
export function lastAddress(network: Network): bigint {
  return network.address | ((1n << BigInt(network.bits - network.length)) - 1n);
}

/** A network as text, `10.0.0.0/8`. */
export function formatNetwork(network: Network): string {
  const shown = unmapped(network);
  return `${formatHost(network.address, network.bits)}/${shown.length}`;
}

/** An address as text. */
export function formatHost(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return formatAddress({ family: 4, value: address });
  if (isMapped(address)) return formatAddress({ family: 4, value: address & 0xffffffffn });
  return formatAddress({ family: 6, value: address });
}

/**
 * The address with a number put in above its last `shift` bits. Undefined when the number does not fit. A negative
 * number gives what Terraform gives, which nobody wants: the magnitude of the two's complement.
 */
export function insertNumber(network: Network, number: bigint, shift: number): bigint | undefined {
  const value = network.address | (number << BigInt(shift));
  const magnitude = value < 0n ? -value : value;
  return magnitude >> BigInt(network.bits) === 0n ? magnitude : undefined;
}

/** Whether an address has the form `::ffff:a.b.c.d`. */
export function isMapped(address: bigint): boolean {
  return address >> 32n === 0xffffn;
}

/** Clears the bits beyond a length. */
export function maskTo(address: bigint, bits: number, length: number): bigint {
  const host = BigInt(bits - length);
  return (address >> host) << host;
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    const octet = parseDecimal(part);
    if (octet === undefined || octet > 255) return undefined;
    value = (value << 8n) | BigInt(octet);
  }
  return value;
}

function parseDecimal(text: string): number | undefined {
  const significant = /^0*(\d{1,8})$/.exec(text)?.[1];
  return significant === undefined ? undefined : Number(significant);
}

const GROUPS = 8;

function parseSix(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before = '', after] = halves;
  const head = parseGroups(before, after === undefined);
  const tail = after === undefined ? [] : parseGroups(after, true);
  if (head === undefined || tail === undefined) return undefined;
  const zeros = GROUPS - head.length - tail.length;
  // Two colons stand for at least one group.
  if (after === undefined ? zeros !== 0 : zeros < 1) return undefined;
  const groups = [...head, ...Array.from({ length: zeros }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** The groups between colons; at the very end of an address an IPv4 address stands for two. */
function parseGroups(text: string, atEnd: boolean): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':', GROUPS + 2);
  for (const [index, part] of parts.entries()) {
    if (atEnd && index === parts.length - 1 && part.includes('.')) {
      const four = parseFour(part);
      if (four === undefined) return undefined;
      groups.push(four >> 16n, four & 0xffffn);
      continue;
    }
    const digits = /^0*([0-9a-f]{1,4})$/i.exec(part)?.[1];
    if (digits === undefined) return undefined;
    groups.push(BigInt(`0x${digits}`));
  }
  return groups;
}
