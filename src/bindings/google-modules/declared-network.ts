/** Networks and subnetworks of a unit by their bare names, as modules take them; secondary ranges of a network module. */
import type { Resource } from '../../languages/unit.ts';
import type { MapValue, Reference, Value } from '../../values/value.ts';
import { normalModuleSource } from '../module-source.ts';
import { attribute, attributeAt, knownText, memberOf } from '../read-attributes.ts';
import type { RespellContext } from '../respell/respelling.ts';

/** The module that makes a network with its subnetworks. */
export const NETWORK_MODULE = 'terraform-google-modules/network/google';

type Kind = 'networks' | 'subnetworks';

const TYPES: Readonly<Record<Kind, string>> = {
  networks: 'google_compute_network',
  subnetworks: 'google_compute_subnetwork',
};

/**
 * A bare name that somebody typed, as one that means what the same unit declares under it; undefined when nothing, or
 * more than one thing, has the name, or when the value already means something.
 */
export function declaredNetworkPart(
  context: RespellContext,
  call: Resource,
  kind: Kind,
  name: Value,
): Value | undefined {
  const wanted = knownText(name);
  if (wanted === undefined || wanted.includes('/') || name.reference !== undefined) return undefined;
  const found = context.inUnit(call.unit).flatMap((resource) => declaredIn(resource, kind, wanted));
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? undefined : { ...name, reference: only };
}

function declaredIn(resource: Resource, kind: Kind, wanted: string): Reference[] {
  const { unit, address, attributes, possible } = resource;
  if (possible !== undefined) return [];
  if (resource.mode === 'managed' && resource.type === TYPES[kind]) {
    return knownText(attribute(attributes, 'name')) === wanted ? [{ unit, address, path: ['name'] }] : [];
  }
  if (!isNetworkModule(resource)) return [];
  if (kind === 'networks') {
    const isIt = knownText(attribute(attributes, 'network_name')) === wanted;
    return isIt ? [{ unit, address, path: ['network_name'] }] : [];
  }
  const found = keysOfSubnets(resource).filter((key) => key.slice(key.indexOf('/') + 1) === wanted);
  return found.map((key) => ({ unit, address, path: ['subnets', key, 'name'] }));
}

/** The keys under which a network module gives out its subnetworks: region and name, with nothing for what is not known. */
export function keysOfSubnets({ attributes }: Resource): string[] {
  const all = attribute(attributes, 'subnets');
  const items = all?.kind === 'list' ? all.items : [];
  const everywhere = attribute(attributes, 'subnets_region');
  return items.map((item) => {
    if (item.kind !== 'map') return '/';
    const region = everywhere ?? attribute(item, 'subnet_region');
    return `${knownText(region) ?? ''}/${knownText(attribute(item, 'subnet_name')) ?? ''}`;
  });
}

/** True when nothing is missing from a key. */
export function isWholeKey(key: string): boolean {
  return !key.startsWith('/') && !key.endsWith('/');
}

function isNetworkModule({ mode, type }: Resource): boolean {
  return mode === 'module' && normalModuleSource(type) === NETWORK_MODULE;
}

/** A secondary range that a network module makes, and its place in the call. */
export interface ModuleRange {
  readonly map: MapValue;
  readonly path: readonly (string | number)[];
}

/** The secondary range of this name in the subnetwork that stands at a path of a network module's call. */
export function secondaryRangeOfModule(
  call: Resource,
  [list, index]: readonly (string | number)[],
  wanted: string,
): ModuleRange | undefined {
  if (!isNetworkModule(call) || list !== 'subnets' || typeof index !== 'number') return undefined;
  const subnets = attribute(call.attributes, 'subnets');
  const subnet = subnets?.kind === 'list' ? subnets.items[index] : undefined;
  const name = subnet?.kind === 'map' ? knownText(attribute(subnet, 'subnet_name')) : undefined;
  const ranges = name === undefined ? undefined : attributeAt(call.attributes, 'secondary_ranges');
  const own = ranges?.kind === 'map' && name !== undefined ? attribute(ranges, name) : undefined;
  if (own?.kind !== 'list' || name === undefined) return undefined;
  for (const [at, item] of own.items.entries()) {
    const map = memberOf(own, item);
    if (map.kind !== 'map' || knownText(attribute(map, 'range_name')) !== wanted) continue;
    return { map, path: ['secondary_ranges', name, at] };
  }
  return undefined;
}
