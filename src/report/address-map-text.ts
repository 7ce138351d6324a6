/** The address map for people: every network with its subnets, the room between them, and its peers. */
import { comparePrefixes, type Prefix } from '../ip/prefix.ts';
import type { FactList, LiveState, Network, Subnet } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { endOf, peeringsFrom, peeringsTo, subnetsOf } from '../model/queries.ts';
import { visibleLine } from '../text/visible-text.ts';
import { knownValue } from '../values/fact.ts';
import { addressMap } from './address-map.ts';
import { linkText, prefixList, sizeText, title } from './model-words.ts';

/** The lines of every network, by lowest address as in an address plan; those without a known one come last. */
export function networkBlocks(model: NetworkModel): string[][] {
  return [...model.all('network')]
    .map((network) => ({ network, lowest: lowest(network.addressSpace) }))
    .sort((a, b) => compareLowest(a.lowest, b.lowest))
    .map(({ network }) => networkBlock(model, network));
}

function lowest(list: FactList<Prefix>): Prefix | undefined {
  return list.items.map(({ value }) => value).sort(comparePrefixes)[0];
}

function compareLowest(a: Prefix | undefined, b: Prefix | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return comparePrefixes(a, b);
}

function networkBlock(model: NetworkModel, network: Network): string[] {
  const subnets = subnetsOf(model, network.id);
  return [
    `${prefixList(network.addressSpace)}  ${title(network)}  ${network.cloud}`,
    ...tableOf(
      addressMap(network, subnets).map(({ range, size, subnet }) => [
        range,
        sizeText(size),
        subnet === undefined ? 'free' : subnetText(subnet),
      ]),
    ),
    ...subnets.flatMap(unknownRangeLines),
    ...peerLines(model, network),
  ];
}

/** Rows with aligned columns: text, number, text. */
function tableOf(rows: readonly (readonly [string, string, string])[]): string[] {
  const rangeWidth = rows.reduce((width, [range]) => Math.max(width, range.length), 0);
  const sizeWidth = rows.reduce((width, [, size]) => Math.max(width, size.length), 0);
  return rows.map(
    ([range, size, text]) => `  ${range.padEnd(rangeWidth)}  ${size.padStart(sizeWidth)}  ${text}`,
  );
}

function subnetText(subnet: Subnet): string {
  return `${title(subnet)}${subnet.purpose === undefined ? '' : `  for ${visibleLine(subnet.purpose)}`}`;
}

function unknownRangeLines(subnet: Subnet): string[] {
  const { unresolved } = subnet.prefixes;
  return unresolved.length === 0 ? [] : [`  ${prefixList({ items: [], unresolved })}  ${subnetText(subnet)}`];
}

function peerLines(model: NetworkModel, network: Network): string[] {
  const sides = new Map<string, { readonly name: string; here: boolean; there: boolean; live?: LiveState }>();
  const side = (end: string, name: string): { here: boolean; there: boolean; live?: LiveState } => {
    const known = sides.get(end) ?? { name, here: false, there: false };
    sides.set(end, known);
    return known;
  };
  for (const peering of peeringsFrom(model, network.id)) {
    const known = side(endOf(peering.to) ?? peering.id, linkText(model, peering.to));
    known.here = true;
    if (peering.liveState !== undefined) known.live = peering.liveState;
    if (knownValue(peering.createsBothEnds) === true) known.there = true;
  }
  for (const peering of peeringsTo(model, network.id)) {
    const known = side(endOf(peering.from) ?? peering.id, linkText(model, peering.from));
    known.there = true;
    if (peering.liveState !== undefined) known.live ??= peering.liveState;
    if (knownValue(peering.createsBothEnds) === true) known.here = true;
  }
  return [...sides.values()].map(({ name, here, there, live }) => {
    const missing = here && there ? '' : here ? ', only from here' : ', only from there';
    return `  peered with ${name}${missing}${live === undefined ? '' : `, ${live} in the inventory`}`;
  });
}

/** Subnets whose network is not in the model, by address. */
export function looseSubnetLines(model: NetworkModel): string[][] {
  return model
    .all('subnet')
    .filter((subnet) => subnet.network.state !== 'resolved')
    .map((subnet) => ({ subnet, lowest: lowest(subnet.prefixes) }))
    .sort((a, b) => compareLowest(a.lowest, b.lowest))
    .map(({ subnet }) => [
      `${prefixList(subnet.prefixes)}  ${subnetText(subnet)}  in ${linkText(model, subnet.network)}`,
    ]);
}
