/** The functions that compute with networks: cidrhost, cidrnetmask, cidrsubnet, cidrsubnets, cidrcontains. */
import { boolValue, listValue, stringValue, type NumberValue, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import {
  formatHost,
  formatNetwork,
  insertNumber,
  isMapped,
  lastAddress,
  maskTo,
  parseHost,
  parseNetwork,
  unmapped,
  type Network,
} from './cidr.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { number, orUnknown, text } from './parameters.ts';
import { bigWhole, whole } from './whole-number.ts';

const prefix = text('prefix');

/** `cidrhost("10.0.0.0/8", 5)` is `10.0.0.5`; 0 is the network address, negative numbers count from the end. */
export const cidrhost = defineFunction('cidrhost', {
  parameters: [prefix, number('hostnum')],
  run([base, hostnum], call) {
    const network = parseNetwork(base.value);
    if (network === undefined) return notANetwork(base.value);
    const host = bigWhole(hostnum.value);
    if (host === undefined) return notWhole('hostnum');
    const largest = lastAddress(network) - network.address;
    // Terraform compares no more than 64 bits.
    const compared = host < 0n ? -host - 1n : BigInt.asIntN(64, BigInt.asUintN(64, host));
    const inserted = host < 0n ? largest - compared : host;
    // In an IPv4 network in IPv6 form Terraform counts from the bit where IPv4 would end.
    const shift = network.bits === 128 && isMapped(network.address) ? 96 : 0;
    const address = compared > largest ? undefined : insertNumber(network, inserted, shift);
    if (address === undefined) {
      return { problem: `${formatNetwork(network)} has no host with the number ${host}` };
    }
    return stringValue(formatHost(address, network.bits), call.origin);
  },
});

/** `cidrnetmask("10.0.0.0/8")` is `255.0.0.0`. */
export const cidrnetmask = defineFunction('cidrnetmask', {
  parameters: [prefix],
  run([base], call) {
    const network = parseNetwork(base.value);
    if (network === undefined) return notANetwork(base.value);
    if (unmapped(network).bits === 128) return { problem: `${base.value} is IPv6, which has no netmask` };
    const mask = maskTo((1n << BigInt(network.bits)) - 1n, network.bits, network.length);
    return stringValue(formatHost(mask, network.bits), call.origin);
  },
});

/** `cidrsubnet("10.0.0.0/8", 8, 2)` is `10.2.0.0/16`: the prefix grows by the second argument. */
export const cidrsubnet = defineFunction('cidrsubnet', {
  parameters: [orUnknown(prefix), orUnknown(number('newbits')), orUnknown(number('netnum'))],
  run([base, newbits, netnum], call) {
    if (newbits.kind === 'unknown') return unknownOf([base, newbits, netnum], call.origin);
    const added = whole(newbits.value);
    if (added === undefined) return notWhole('newbits');
    if (base.kind === 'unknown') {
      return unknownSubnet([base, newbits, netnum], base.prefixLength, added, call);
    }
    const network = parseNetwork(base.value);
    if (network === undefined) return notANetwork(base.value);
    const length = network.length + added;
    if (length < 0 || length > network.bits) return tooLong(network, added);
    if (netnum.kind === 'unknown') {
      return unknownSubnet([base, newbits, netnum], unmapped(network).length, added, call);
    }
    return subnet(network, length, netnum, call);
  },
});

function subnet(network: Network, length: number, netnum: NumberValue, call: Call): Value | Problem {
  const wanted = bigWhole(netnum.value);
  if (wanted === undefined) return notWhole('netnum');
  const added = length - network.length;
  // Terraform compares the magnitude, and no more than 64 bits of it.
  const compared = BigInt.asUintN(64, wanted < 0n ? -wanted : wanted);
  const largest = added < 0 || added > 63 ? (1n << 64n) - 1n : (1n << BigInt(added)) - 1n;
  const address = compared > largest ? undefined : insertNumber(network, wanted, network.bits - length);
  if (address === undefined) {
    return { problem: `${added} more bits do not make room for a subnet numbered ${wanted}` };
  }
  return stringValue(formatNetwork({ ...network, address, length }), call.origin);
}

/** Of a subnet whose network or number is missing, the length may still be known. */
function unknownSubnet(
  args: readonly Value[],
  baseLength: number | undefined,
  added: number,
  call: Call,
): Value {
  const unknown = unknownOf(args, call.origin);
  if (baseLength === undefined || baseLength + added < 0 || baseLength + added > 128) return unknown;
  return { ...unknown, prefixLength: baseLength + added };
}

/** More bits than this are refused at once. */
const MAX_NEW_BITS = 32;

/** `cidrsubnets("10.0.0.0/8", 8, 4)` is `["10.0.0.0/16", "10.16.0.0/12"]`: each after the other, aligned. */
export const cidrsubnets = defineFunction('cidrsubnets', {
  parameters: [orUnknown(prefix)],
  rest: orUnknown(number('newbits')),
  run([base], call, rest) {
    const gap = rest.findIndex((newbits) => newbits.kind === 'unknown');
    const sized = gap === -1 ? rest : rest.slice(0, gap);
    const lengths: number[] = [];
    for (const newbits of sized) {
      const added = newbits.kind === 'number' ? whole(newbits.value) : undefined;
      if (added === undefined) return notWhole('newbits');
      if (added < 1) return { problem: 'each "newbits" must be at least 1' };
      if (added > MAX_NEW_BITS) return { problem: `each "newbits" must be at most ${MAX_NEW_BITS}` };
      lengths.push(added);
    }
    const all = [base, ...rest];
    if (base.kind === 'unknown') {
      return listValue(
        rest.map((_, index) => unknownMember(all, base.prefixLength, lengths[index], call)),
        call.origin,
        'list',
      );
    }
    const network = parseNetwork(base.value);
    if (network === undefined) return notANetwork(base.value);
    const known = consecutive(network, lengths);
    if ('problem' in known) return known;
    const items = known.map((member): Value => stringValue(formatNetwork(member), call.origin));
    // Where the subnets after an unknown one start depends on its size.
    for (const newbits of rest.slice(items.length)) {
      const added = newbits.kind === 'number' ? whole(newbits.value) : undefined;
      items.push(unknownMember(all, unmapped(network).length, added, call));
    }
    return listValue(items, call.origin, 'list');
  },
});

function unknownMember(
  args: readonly Value[],
  baseLength: number | undefined,
  added: number | undefined,
  call: Call,
): Value {
  return added === undefined ? unknownOf(args, call.origin) : unknownSubnet(args, baseLength, added, call);
}

function consecutive(network: Network, added: readonly number[]): Network[] | Problem {
  const end = lastAddress(network);
  // Terraform starts at the subnet before the first one: there is none before 0.0.0.0 and ::, and none in IPv4
  // networks in IPv6 form.
  const hasStart = network.address !== 0n && !(network.bits === 128 && isMapped(network.address));
  if (added.length > 0 && !hasStart)
    return { problem: `Terraform cannot divide ${formatNetwork(network)} like this` };
  let next = network.address;
  const subnets: Network[] = [];
  for (const bits of added) {
    const length = network.length + bits;
    if (length > network.bits) return tooLong(network, bits);
    const size = 1n << BigInt(network.bits - length);
    const address = maskTo(next + size - 1n, network.bits, length);
    if (address > end) {
      return { problem: `${formatNetwork(network)} has no room left for a subnet with ${bits} more bits` };
    }
    subnets.push({ address, bits: network.bits, length });
    next = address + size;
  }
  return subnets;
}

/** Whether a network contains an address or another network. */
export const cidrcontains = defineFunction('cidrcontains', {
  parameters: [text('containing_prefix'), text('contained_ip_or_prefix')],
  run([outer, inner], call) {
    const containing = parseNetwork(outer.value);
    if (containing === undefined) return notANetwork(outer.value);
    const contained = parseHost(inner.value) ?? parseNetwork(inner.value);
    if (contained === undefined) return { problem: `${inner.value} is neither an address nor a prefix` };
    const a = unmapped(containing);
    const b = unmapped(contained);
    if (a.bits !== b.bits) {
      return { problem: `${outer.value} and ${inner.value} are of different address families` };
    }
    const result = a.address <= b.address && lastAddress(b) <= lastAddress(a);
    return boolValue(result, call.origin);
  },
});

function notANetwork(value: string): Problem {
  return { problem: `${JSON.stringify(value)} is not an address with a prefix length, such as 10.0.0.0/16` };
}

function notWhole(parameter: string): Problem {
  return { problem: `"${parameter}" must be a whole number` };
}

function tooLong(network: Network, added: number): Problem {
  return { problem: `a prefix of ${network.length} bits cannot be extended by ${added}` };
}
