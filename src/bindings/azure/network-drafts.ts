/** Azure's networks, subnets and peerings as drafts, whatever syntax their values were read from. */
import type { DraftOf } from '../binding.ts';
import type { BindingContext } from '../binding.ts';
import type { FactList } from '../../model/entities.ts';
import type { Target } from '../../model/draft.ts';
import type { Prefix } from '../../ip/prefix.ts';
import type { Fact, UnknownFact } from '../../values/fact.ts';
import type { MapValue, UnknownReason, Value } from '../../values/value.ts';
import type { EntityHead } from '../entity-head.ts';
import { attribute, knownText, shownText, type Blocks } from '../read-attributes.ts';
import {
  booleanFact,
  impliedFact,
  joinLists,
  orDefault,
  undecidedFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { addressList, firstPrefixList } from '../read-prefixes.ts';
import { subnetPurpose } from './subnet-purpose.ts';

/** Where the address space of a network or subnet stands: written down, or handed out by pools. */
export interface AddressSpaceValues {
  /** The spellings in order of preference. */
  readonly written: readonly (Value | undefined)[];
  readonly pools: Blocks;
  /** The names of a pool's attribute for the number of addresses. */
  readonly poolSize: string;
}

function addressSpace(
  context: BindingContext,
  head: EntityHead,
  values: AddressSpaceValues,
): FactList<Prefix> {
  const written = firstPrefixList(context, ...values.written);
  const pools = [
    ...values.pools.known.map((block) => handedOut(block.map, values.poolSize)),
    ...values.pools.unknown.map(unknownFact),
  ].map(unresolvedList);
  const all = joinLists(written, ...pools);
  if (all.items.length > 0 || all.unresolved.length > 0) return all;
  // Azure demands one, so it is not empty: it stands where we do not see it.
  return unresolvedList(undecidedFact('the code states no address range', head.range));
}

function handedOut(pool: MapValue, sizeAttribute: string): UnknownFact {
  const size = shownText(attribute(pool, sizeAttribute));
  const what = size === undefined ? 'the range' : `a range of ${size} addresses`;
  const range = pool.origin.range;
  const reason: UnknownReason = { code: 'computed', message: `an address pool hands out ${what}`, range };
  return { state: 'unknown', reason, origin: pool.origin };
}

/** A virtual network. */
export function networkDraft(
  context: BindingContext,
  head: EntityHead,
  values: { readonly space: AddressSpaceValues; readonly dnsServers: Value | undefined },
): DraftOf<'network'> {
  return {
    ...head,
    kind: 'network',
    cloud: 'azure',
    addressSpace: addressSpace(context, head, values.space),
    dnsServers: addressList(context, values.dnsServers),
  };
}

/** A subnet. `delegations` are the names of the services that it is delegated to. */
export function subnetDraft(
  context: BindingContext,
  head: EntityHead,
  values: {
    readonly network: Target;
    readonly name: Value | undefined;
    readonly space: AddressSpaceValues;
    readonly delegations: readonly (Value | undefined)[];
  },
): DraftOf<'subnet'> {
  const delegations = values.delegations.flatMap((value) => knownText(value) ?? []);
  return {
    ...head,
    kind: 'subnet',
    cloud: 'azure',
    network: values.network,
    prefixes: addressSpace(context, head, values.space),
    purpose: subnetPurpose(knownText(values.name), delegations),
  };
}

/**
 * One link of a peering; the other network needs its own. Defaults as azurerm and ARM have them: the portal ticks
 * forwarded traffic by itself (https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering).
 */
export function peeringDraft(
  context: BindingContext,
  head: EntityHead,
  values: {
    readonly from: Target;
    readonly to: Target;
    readonly allowForwardedTraffic: Value | undefined;
    readonly allowGatewayTransit: Value | undefined;
    readonly useRemoteGateways: Value | undefined;
    readonly wholeNetworks: Value | undefined;
    /** Only where the declaring construct may make the way back as well. */
    readonly createsBothEnds?: Fact<boolean>;
  },
): DraftOf<'peering'> {
  const flag = (value: Value | undefined, fallback: boolean) =>
    orDefault(booleanFact(context, value, head.range), fallback);
  return {
    ...head,
    kind: 'peering',
    cloud: 'azure',
    from: values.from,
    to: values.to,
    createsBothEnds: values.createsBothEnds ?? impliedFact(false, head.range),
    allowForwardedTraffic: flag(values.allowForwardedTraffic, false),
    allowGatewayTransit: flag(values.allowGatewayTransit, false),
    useRemoteGateways: flag(values.useRemoteGateways, false),
    wholeNetworks: flag(values.wholeNetworks, true),
  };
}
