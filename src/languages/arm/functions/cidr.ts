/**
 * The functions of address ranges. Lengths are absolute and hosts are counted from the first usable one, as
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr has it.
 */
import { bitsOf, formatAddress } from '../../../ip/address.ts';
import { addressCount, formatPrefix, parsePrefix, prefixOf, type Prefix } from '../../../ip/prefix.ts';
import { mapValue, numberValue, stringValue, type Value } from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { unknownOf } from '../../hcl/derived.ts';
import {
  argument,
  eager,
  integerAt,
  textAt,
  tolerant,
  wrong,
  type ArmFunction,
  type Call,
} from './define.ts';

function prefixAt(args: readonly Value[], index: number): Prefix {
  const text = textAt(args, index);
  const read = parsePrefix(text.trim());
  if (!('problem' in read)) return read.prefix;
  // Azure guesses a length where none is written.
  const code = text.includes('/') ? 'failed' : 'unsupported';
  return wrong(`"${text.slice(0, 60)}" is no address range: ${read.problem}`, code);
}

/** `cidrSubnet('10.0.0.0/16', 24, 1)` is `10.0.1.0/24`: the length is that of the result. */
const cidrSubnet = tolerant(3, 3, (args, call) => {
  const [network, wanted, position] = [argument(args, 0), argument(args, 1), argument(args, 2)];
  const unknown = [network, wanted, position].filter(({ kind }) => kind === 'unknown');
  if (wanted.kind === 'unknown') return unknownOf(unknown, call.origin);
  const length = Number(integerAt(args, 1));
  if (length < 0 || length > 128) return wrong(`a prefix has no length of ${length}`);
  if (network.kind === 'unknown') {
    if (position.kind !== 'unknown') integerAt(args, 2);
    return { ...unknownOf(unknown, call.origin), prefixLength: length };
  }
  const outer = prefixAt(args, 0);
  const bits = bitsOf(outer.family);
  if (length < outer.length || length > bits) {
    return wrong(`the length must be ${outer.length} to ${bits} in ${formatPrefix(outer)}, not ${length}`);
  }
  if (position.kind === 'unknown') return { ...unknownOf(unknown, call.origin), prefixLength: length };
  const index = BigInt(integerAt(args, 2));
  const room = 1n << BigInt(length - outer.length);
  if (index < 0n || index >= room) {
    return wrong(`${formatPrefix(outer)} has room for ${room} of /${length}: there is no number ${index}`);
  }
  const first = outer.first + (index << BigInt(bits - length));
  return stringValue(formatPrefix(prefixOf(outer.family, first, length)), call.origin);
});

/** `cidrHost('10.0.0.0/24', 0)` is `10.0.0.1`: the first that is usable, in IPv6 too. */
const cidrHost = eager(2, 2, (args, call) => {
  const network = prefixAt(args, 0);
  const index = BigInt(integerAt(args, 1));
  if (index < 0n) return wrong(`the number of a host must not be negative, and is ${index}`);
  const usable = addressCount(network) - 2n;
  if (usable <= 0n) return wrong(`which hosts ${formatPrefix(network)} has cannot be told`, 'unsupported');
  if (index >= usable)
    return wrong(`${formatPrefix(network)} has ${usable} usable hosts: no number ${index}`);
  return stringValue(addressText(network, network.first + 1n + index), call.origin);
});

/** The properties of an address range. IPv6 has no broadcast address, and all of it is usable. */
const parseCidr = eager(1, 1, (args, call) => {
  const network = prefixAt(args, 0);
  const bits = bitsOf(network.family);
  const isSmall = network.length >= bits - 1;
  const text = (address: bigint): Value => stringValue(addressText(network, address), call.origin);
  const all = (1n << BigInt(bits)) - 1n;
  const mask = all ^ ((1n << BigInt(bits - network.length)) - 1n);
  const isWhole = network.family === 6 || isSmall;
  const entries = new Map<string, Value>([
    ['network', text(network.first)],
    ['netmask', text(mask)],
    ...(network.family === 4 ? [['broadcast', text(network.last)] as const] : []),
    ['firstUsable', text(isWhole ? network.first : network.first + 1n)],
    ['lastUsable', lastUsable(network, call)],
    ['cidr', numberValue(network.length, call.origin)],
  ]);
  return mapValue(entries, call.origin);
});

function lastUsable(network: Prefix, call: Call): Value {
  const text = (address: bigint): Value => stringValue(addressText(network, address), call.origin);
  if (network.family === 6 || network.length === 32) return text(network.last);
  if (network.length < 31) return text(network.last - 1n);
  const message = 'which address of a /31 is the last usable one is not documented';
  return oneOf([text(network.first), text(network.last)], { code: 'unsupported', message }, call.origin);
}

function addressText(network: Prefix, value: bigint): string {
  return formatAddress({ family: network.family, value });
}

/** Functions by their names in lower case. */
export const CIDR_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['cidrhost', cidrHost],
  ['cidrsubnet', cidrSubnet],
  ['parsecidr', parseCidr],
];
