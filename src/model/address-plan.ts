/** The address plan as far as the code tells it: what is taken, and where a range for something new is looked for. */
import { bitsOf } from '../ip/address.ts';
import { compareNumbers, contains, formatPrefix, prefixOf, samePrefix, type Prefix } from '../ip/prefix.ts';
import { prefixSet, type PrefixSet } from '../ip/prefix-set.ts';
import { PRIVATE_RANGES } from '../ip/special-ranges.ts';
import type { FactList, Network } from './entities.ts';
import type { NetworkModel } from './model.ts';

/** The known prefixes of a list. */
export function prefixesOf(list: FactList<Prefix>): Prefix[] {
  return list.items.map(({ value }) => value);
}

const TAKEN = new WeakMap<NetworkModel, PrefixSet>();

/**
 * Every address that something in the model uses or keeps: networks, subnets, named ranges, gateways, and the ranges of
 * pods and services. What only may exist counts as well: a suggestion must not rely on its absence.
 */
export function takenSpace(model: NetworkModel): PrefixSet {
  let taken = TAKEN.get(model);
  if (taken === undefined) {
    taken = prefixSet([
      ...model.all('network').flatMap((network) => prefixesOf(network.addressSpace)),
      ...model.all('subnet').flatMap((subnet) => prefixesOf(subnet.prefixes)),
      ...model
        .all('range')
        .flatMap((range) => (range.routingTable === undefined ? prefixesOf(range.prefixes) : [])),
      ...model.all('gateway').flatMap((gateway) => prefixesOf(gateway.ranges)),
      ...model.all('cluster').flatMap((cluster) => prefixesOf(cluster.podCidrs)),
      ...model.all('cluster').flatMap((cluster) => prefixesOf(cluster.serviceCidrs)),
    ]);
    TAKEN.set(model, taken);
  }
  return taken;
}

/** The ends of the networks of one group in one private range, with the networks that they belong to. */
interface Extent {
  /** Ascending by first address. */
  readonly starts: { readonly at: bigint; readonly network: string }[];
  /** Descending by last address. */
  readonly ends: { readonly at: bigint; readonly network: string }[];
}

const EXTENTS = new WeakMap<NetworkModel, ReadonlyMap<string, Extent>>();

/**
 * Where a replacement for a prefix of a network is looked for, the best place first: the smallest range around the
 * other networks of its unit, the smallest range around the other networks of the model, and at last the private range
 * that it lies in (10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16). So a plan that somebody drew is kept to
 * where it has room. IPv6 is not widened to its private range, in which every site picks a part at random (RFC 4193,
 * section 3.2). Empty for public addresses.
 */
export function surroundingPlans(model: NetworkModel, network: Network, prefix: Prefix): Prefix[] {
  const block = PRIVATE_RANGES.find((range) => contains(range, prefix));
  if (block === undefined) return [];
  const extents = extentsOf(model);
  const plans: Prefix[] = [];
  for (const group of [unitGroup(network.unit, block), wholeGroup(block)]) {
    const around = rangeAround(block, extents.get(group), network.id);
    if (around !== undefined && !plans.some((plan) => samePrefix(plan, around))) plans.push(around);
  }
  if (block.family === 4 && !plans.some((plan) => samePrefix(plan, block))) plans.push(block);
  return plans;
}

function extentsOf(model: NetworkModel): ReadonlyMap<string, Extent> {
  const known = EXTENTS.get(model);
  if (known !== undefined) return known;
  const extents = new Map<string, Extent>();
  for (const network of model.all('network')) {
    for (const prefix of prefixesOf(network.addressSpace)) {
      const block = PRIVATE_RANGES.find((range) => contains(range, prefix));
      if (block === undefined) continue;
      for (const group of [unitGroup(network.unit, block), wholeGroup(block)]) {
        let extent = extents.get(group);
        if (extent === undefined) extents.set(group, (extent = { starts: [], ends: [] }));
        extent.starts.push({ at: prefix.first, network: network.id });
        extent.ends.push({ at: prefix.last, network: network.id });
      }
    }
  }
  for (const { starts, ends } of extents.values()) {
    starts.sort((a, b) => compareNumbers(a.at, b.at));
    ends.sort((a, b) => compareNumbers(b.at, a.at));
  }
  EXTENTS.set(model, extents);
  return extents;
}

function unitGroup(unit: string, block: Prefix): string {
  return `${formatPrefix(block)} in ${unit}`;
}

function wholeGroup(block: Prefix): string {
  return formatPrefix(block);
}

/** The smallest prefix around the networks of a group, one left out; undefined when there is no other. */
function rangeAround(block: Prefix, extent: Extent | undefined, except: string): Prefix | undefined {
  const first = extent?.starts.find(({ network }) => network !== except)?.at;
  const last = extent?.ends.find(({ network }) => network !== except)?.at;
  if (first === undefined || last === undefined) return undefined;
  const differing = first === last ? 0 : (first ^ last).toString(2).length;
  return prefixOf(block.family, first, bitsOf(block.family) - differing);
}
