/** Azure's private endpoints as drafts. */
import type { NameKey, Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import type { DraftOf, Merger } from '../binding.ts';
import { normalDomain } from '../domain-name.ts';
import type { EntityHead } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { isCommercialRegion, isCommercialZone, privateLinkDomains } from './private-link-zones.ts';

/** What a private endpoint says, read from whatever syntax. */
export interface PrivateEndpointValues {
  readonly subnet: Target;
  readonly service: string;
  /** Provider and type of the service, in any case; undefined when it cannot be told. */
  readonly serviceType: string | undefined;
  readonly groups: FactList<string>;
  readonly zones: readonly Target[];
  readonly zonesUnknown: UnknownReason | undefined;
  readonly location: Value | undefined;
}

/** A private endpoint. Domains are expected only where it is certain that the commercial cloud is meant. */
export function privateEndpointDraft(
  head: EntityHead,
  values: PrivateEndpointValues,
): DraftOf<'private-endpoint'> {
  const { subnet, service, serviceType, groups, zones, zonesUnknown } = values;
  const allGroups = groups.unresolved.length === 0 ? groups.items.map((group) => group.value) : [];
  const expected = serviceType !== undefined && isCommercial(values);
  return {
    ...head,
    kind: 'private-endpoint',
    cloud: 'azure',
    subnet,
    service,
    groups,
    zones,
    zonesUnknown,
    expectedDomains: expected ? privateLinkDomains(serviceType, allGroups) : [],
  };
}

function isCommercial({ location, zones }: PrivateEndpointValues): boolean {
  const byRegion = isCommercialRegion(knownText(location));
  return (
    byRegion ?? zones.some((zone) => zone.state === 'target' && isCommercialZone(zone.key?.names[0] ?? ''))
  );
}

/** Zones that a resource of their own adds. */
export interface FurtherZones {
  readonly zones: readonly Target[];
  /** Why it is not certain which ones. */
  readonly unknown: UnknownReason | undefined;
}

/** Adds the zones of zone groups that are resources of their own. */
export const FURTHER_ZONES: Merger<'private-endpoint', FurtherZones> = {
  entityKind: 'private-endpoint',
  merge: (endpoint, groups) => ({
    ...endpoint,
    zones: [...endpoint.zones, ...groups.flatMap((group) => group.zones)],
    zonesUnknown: endpoint.zonesUnknown ?? groups.find((group) => group.unknown !== undefined)?.unknown,
  }),
};

/** The key of an address that the code gives to an endpoint; it means the endpoint in the same unit only. */
export function endpointAddressKey(address: string): NameKey {
  return { namespace: 'endpoint-address', names: [address], scope: [] };
}

/** The zone of a record that holds an endpoint's address. */
export interface RecordZone {
  readonly zone: Target;
  /** Set when it is not certain that the record is deployed. */
  readonly possible: UnknownReason | undefined;
}

/** Adds the zones of records that the code writes itself, each once. */
export const RECORD_ZONES: Merger<'private-endpoint', RecordZone> = {
  entityKind: 'private-endpoint',
  merge(endpoint, records) {
    const zones = new Map(endpoint.zones.map((zone) => [meaningOf(zone), zone]));
    let unknown = endpoint.zonesUnknown;
    for (const { zone, possible } of records) {
      const domain = zone.state === 'target' ? zone.key?.names.at(-1) : undefined;
      if (domain !== undefined && !isOfService(endpoint, normalDomain(domain))) continue;
      const doubt = possible ?? (domain === undefined ? doubtOf(zone) : undefined);
      unknown ??= doubt;
      if (doubt === undefined && !zones.has(meaningOf(zone))) zones.set(meaningOf(zone), zone);
    }
    return { ...endpoint, zones: [...zones.values()], zonesUnknown: unknown };
  },
};

/** Records for an endpoint can lie in zones of any domain; clients of its service ask for names of the service's. */
function isOfService({ expectedDomains }: DraftOf<'private-endpoint'>, domain: string): boolean {
  if (expectedDomains.length === 0) return domain.split('.').includes('privatelink');
  return expectedDomains.some((expected) => lastLabels(expected) === lastLabels(domain));
}

function lastLabels(domain: string): string {
  return domain.split('.').slice(-2).join('.');
}

/** Equal for targets that mean one thing: by the instance, else by name. */
function meaningOf(target: Target): unknown {
  if (target.state !== 'target') return target;
  const { reference, key } = target;
  if (reference === undefined) return key === undefined ? target : JSON.stringify(key).toLowerCase();
  return JSON.stringify([reference.unit, reference.address, reference.path]);
}

function doubtOf(zone: Target): UnknownReason {
  if (zone.state === 'unknown') return zone.reason;
  const range = zone.state === 'absent' ? zone.range : zone.origin.range;
  return { code: 'computed', message: 'the domain of the zone that a record is in is not known', range };
}
