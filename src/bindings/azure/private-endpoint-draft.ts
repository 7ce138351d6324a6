/** Azure's private endpoints as drafts. */
import type { Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import type { DraftOf, Merger } from '../binding.ts';
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
