/**
 * Google Cloud: networks, subnetworks with their secondary ranges, reserved ranges, peerings. A network has no range
 * of its own: its address space is what its subnetworks hold, since peers get routes to all of it
 * (https://cloud.google.com/vpc/docs/subnets, https://cloud.google.com/vpc/docs/vpc-peering).
 */
import { outermost } from '../../ip/free-space.ts';
import { prefixOf, type Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Gap, Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import type { KnownFact } from '../../values/fact.ts';
import { stringValue, type Value } from '../../values/value.ts';
import {
  patchOf,
  type Binding,
  type BindingContext,
  type BindingOutput,
  type DraftOf,
  type Merger,
  type Patch,
} from '../binding.ts';
import { headOf, placeBeside, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks, knownText } from '../read-attributes.ts';
import {
  booleanFact,
  defaultFact,
  EMPTY_LIST,
  impliedFact,
  joinLists,
  listIfCertain,
  orDefault,
  reasonOf,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { googleHead, googleTarget } from './google-identity.ts';

/** Networks in auto mode take a part of it in every region: https://cloud.google.com/vpc/docs/subnets#ip-ranges */
const AUTO_MODE = prefixOf(4, 0x0a80_0000n, 9);

export const network: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_network'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const isAuto = orDefault(
      booleanFact(context, attribute(attributes, 'auto_create_subnetworks'), range),
      true,
    );
    return [networkDraft(googleHead(resource, 'networks'), isAuto)];
  },
};

/** A network whose subnetworks are added later. */
export function networkDraft(head: EntityHead, isAuto: ReturnType<typeof booleanFact>): DraftOf<'network'> {
  const addressSpace: FactList<Prefix> =
    isAuto.state === 'unknown'
      ? unresolvedList(isAuto)
      : isAuto.state === 'known' && isAuto.value
        ? { items: [defaultFact(AUTO_MODE, isAuto.origin.range)], unresolved: [] }
        : EMPTY_LIST;
  return { ...head, kind: 'network', cloud: 'gcp', addressSpace, dnsServers: EMPTY_LIST };
}

/** Ranges in ranges are left out: that subnetworks share addresses is another matter. */
const RANGES: Merger<'network', FactList<Prefix>> = {
  entityKind: 'network',
  merge: (draft, lists) => {
    const all = joinLists(draft.addressSpace, ...lists);
    return { ...draft, addressSpace: { ...all, items: outermostFacts(all.items) } };
  },
};

function outermostFacts(facts: readonly KnownFact<Prefix>[]): KnownFact<Prefix>[] {
  const kept = outermost(facts.map((fact) => fact.value));
  const byText = new Map<string, KnownFact<Prefix>>();
  for (const fact of facts) {
    const key = `${fact.value.family} ${fact.value.first} ${fact.value.length}`;
    if (!byText.has(key)) byText.set(key, fact);
  }
  return kept.flatMap((prefix) => byText.get(`${prefix.family} ${prefix.first} ${prefix.length}`) ?? []);
}

/** Adds the ranges of a subnet to its network; where the network was not read they stand alone. */
export function addToNetwork(subnet: DraftOf<'subnet'>): Patch {
  const { unit, network: target, possible, range, prefixes } = subnet;
  return patchOf(RANGES, listIfCertain(prefixes, possible, range), { unit, target, otherwise: [] });
}

function stated(list: FactList<Prefix>, head: EntityHead): FactList<Prefix> {
  if (list.items.length > 0 || list.unresolved.length > 0) return list;
  return unresolvedList(undecidedFact('the code states no address range', head.range));
}

/** A subnet: the primary range of a subnetwork, a secondary one, or another range that a network sets aside. */
export function rangeDraft(
  context: BindingContext,
  head: EntityHead,
  target: Target,
  range: Value | undefined,
  purpose?: string,
): DraftOf<'subnet'> {
  const prefixes = stated(prefixList(context, range), head);
  return { ...head, kind: 'subnet', cloud: 'gcp', network: target, prefixes, purpose };
}

/** Purposes of subnetworks that are reserved for a service. */
const PURPOSES: ReadonlyMap<string, string> = new Map([
  ['REGIONAL_MANAGED_PROXY', 'proxy-only'],
  ['GLOBAL_MANAGED_PROXY', 'proxy-only'],
  ['INTERNAL_HTTPS_LOAD_BALANCER', 'proxy-only'],
  ['PRIVATE_SERVICE_CONNECT', 'private-service-connect'],
  ['PRIVATE_NAT', 'private-nat'],
]);

/** The purpose of a subnetwork in our words; undefined for an ordinary one. */
export function subnetworkPurpose(value: Value | undefined): string | undefined {
  return PURPOSES.get(knownText(value)?.toUpperCase() ?? '');
}

export const subnetwork: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_subnetwork'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const target = googleTarget(context, attribute(attributes, 'network'), 'networks', resource);
    const secondary = blocks(attributes, 'secondary_ip_range');
    const primary = rangeDraft(
      context,
      googleHead(resource, 'subnetworks'),
      target,
      attribute(attributes, 'ip_cidr_range'),
      subnetworkPurpose(attribute(attributes, 'purpose')),
    );
    const ranges = [
      primary,
      ...secondary.known.map((block) => {
        const head = headOf(placeOfBlock(placeOf(resource), block), attribute(block.map, 'range_name'), []);
        return rangeDraft(context, head, target, attribute(block.map, 'ip_cidr_range'), 'secondary-range');
      }),
    ];
    const gaps: Gap[] = secondary.unknown.map((value) =>
      gapOf(resource, 'secondary_ip_range', reasonOf(value), value.origin.range),
    );
    return [...ranges, ...ranges.map(addToNetwork), ...gaps];
  },
};

/** A range that is set aside for services of Google that are peered with the network. */
export const reservedRange: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_global_address'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    if (knownText(attribute(attributes, 'purpose'))?.toUpperCase() !== 'VPC_PEERING') return [];
    const target = googleTarget(context, attribute(attributes, 'network'), 'networks', resource);
    const range = joinedRange(resource);
    const draft = rangeDraft(
      context,
      googleHead(resource, undefined),
      target,
      range,
      'private-services-access',
    );
    return [draft, addToNetwork(draft)];
  },
};

/** The range that an address and a length write together. */
function joinedRange(resource: Resource): Value | undefined {
  const address = attribute(resource.attributes, 'address');
  const length = knownText(attribute(resource.attributes, 'prefix_length'));
  if (address?.kind !== 'string' || length === undefined)
    return address?.kind === 'unknown' ? address : undefined;
  return { ...stringValue(`${address.value}/${length}`, address.origin), sensitive: address.sensitive };
}

/** Each side makes its own peering (https://cloud.google.com/vpc/docs/using-vpc-peering). */
export const peering: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_network_peering'],
  bind(resource, context) {
    const { attributes } = resource;
    const from = googleTarget(context, attribute(attributes, 'network'), 'networks', resource);
    const to = googleTarget(context, attribute(attributes, 'peer_network'), 'networks', resource);
    return [peeringDraft(googleHead(resource, undefined), from, to)];
  },
};

/**
 * One side of a peering. Custom routes are exchanged by other rules than those of gateways, so none of the gateway
 * flags is set.
 */
export function peeringDraft(head: EntityHead, from: Target, to: Target): DraftOf<'peering'> {
  const no = impliedFact(false, head.range);
  return {
    ...head,
    kind: 'peering',
    cloud: 'gcp',
    from,
    to,
    createsBothEnds: no,
    allowForwardedTraffic: no,
    allowGatewayTransit: no,
    useRemoteGateways: no,
    wholeNetworks: impliedFact(true, head.range),
  };
}

/** The head of something that a declaration brings along without a block of its own. */
export function headBeside(
  resource: Resource,
  name: Value | undefined,
  ...path: readonly (string | number)[]
): EntityHead {
  return headOf(placeBeside(placeOf(resource), ...path), name, []);
}

/** The network that a declared instance is. */
export function itself(resource: Resource): Target {
  return targetOfInstance(resource.unit, resource.address, resource.range);
}
