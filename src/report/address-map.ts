/** The address map of one network: its ranges in order, with its subnets and the room between them. */
import { formatAddress } from '../ip/address.ts';
import { comparePrefixes, formatPrefix, type Prefix } from '../ip/prefix.ts';
import { differenceOf, prefixSet, spansOf, toPrefixes, type AddressSpan } from '../ip/prefix-set.ts';
import type { Network, Subnet } from '../model/entities.ts';
import { anySensitive } from '../values/fact.ts';

/** One line of the map. */
export interface MapLine {
  /** A prefix, or `first - last` where no single prefix says it. */
  readonly range: string;
  /** How many addresses it holds. */
  readonly size: bigint;
  /** Undefined for free room. */
  readonly subnet: Subnet | undefined;
}

/**
 * What a network's address space is used for, by address. Subnets outside of the address space are in it as well. No
 * free room is told when the address space or a subnet is not wholly known: it might be taken; nor when one of them is
 * a secret, which is left out.
 */
export function addressMap(network: Network, subnets: readonly Subnet[]): MapLine[] {
  const lines = subnets.flatMap((subnet) =>
    subnet.prefixes.items.flatMap(({ value, sensitive }) =>
      sensitive === true ? [] : { first: value, line: usedLine(value, subnet) },
    ),
  );
  const used = subnets.flatMap((subnet) => subnet.prefixes.items.map(({ value }) => value));
  const isWhollyKnown = [network.addressSpace, ...subnets.map(({ prefixes }) => prefixes)].every(
    (list) => list.unresolved.length === 0 && !anySensitive(list.items),
  );
  const free = isWhollyKnown
    ? freeLines(
        network.addressSpace.items.map(({ value }) => value),
        used,
      )
    : [];
  return [...lines, ...free].sort((a, b) => comparePrefixes(a.first, b.first)).map(({ line }) => line);
}

function usedLine(prefix: Prefix, subnet: Subnet): MapLine {
  return { range: formatPrefix(prefix), size: prefix.last - prefix.first + 1n, subnet };
}

/** The room between the subnets, with the first prefix of each for ordering. */
function freeLines(space: readonly Prefix[], used: readonly Prefix[]): { first: Prefix; line: MapLine }[] {
  const free = differenceOf(prefixSet(space), prefixSet(used));
  return ([4, 6] as const).flatMap((family) =>
    spansOf(free, family).flatMap((span) => {
      const cover = toPrefixes({ v4: family === 4 ? [span] : [], v6: family === 6 ? [span] : [] });
      const [first] = cover;
      if (first === undefined) return [];
      const range = cover.length === 1 ? formatPrefix(first) : spanText(span, family);
      return { first, line: { range, size: span.last - span.first + 1n, subnet: undefined } };
    }),
  );
}

function spanText({ first, last }: AddressSpan, family: Prefix['family']): string {
  return `${formatAddress({ family, value: first })} - ${formatAddress({ family, value: last })}`;
}
