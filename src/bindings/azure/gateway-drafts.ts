/** Azure's gateways, hubs, sites and what joins them as drafts. */
import type { Prefix } from '../../ip/prefix.ts';
import type { Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import type { DraftOf } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { EMPTY_LIST } from '../read-facts.ts';

export type GatewayType = DraftOf<'gateway'>['type'];

const NETWORK_GATEWAY_TYPES: ReadonlyMap<string, GatewayType> = new Map([
  ['vpn', 'vpn'],
  ['expressroute', 'expressroute'],
]);

/** The type of a virtual network gateway as Azure writes it, in any case; undefined for one that joins no networks. */
export function networkGatewayType(written: Value | undefined): GatewayType | undefined {
  if (written?.kind === 'unknown') return 'unknown';
  return NETWORK_GATEWAY_TYPES.get(knownText(written)?.toLowerCase() ?? '');
}

/** Why a virtual network gateway that has none of these types is not told. */
export const NO_GATEWAY_TYPE: UnknownReason = {
  code: 'failed',
  message: 'the gateway has no type that Azure knows',
};

/** A gateway. Its network is that of its subnet; a hub of virtual WAN has neither. */
export function gatewayDraft(
  head: EntityHead,
  type: GatewayType,
  subnet: Target = { state: 'absent', range: head.range },
  ranges: FactList<Prefix> = EMPTY_LIST,
): DraftOf<'gateway'> {
  const network: Target = { state: 'absent', range: head.range };
  return { ...head, kind: 'gateway', cloud: 'azure', type, network, subnet, ranges };
}

/** What joins a gateway with something beyond it. */
export function connectionDraft(
  head: EntityHead,
  gateway: Target,
  to: Target,
): DraftOf<'gateway-connection'> {
  return { ...head, kind: 'gateway-connection', gateway, to };
}

/** A site behind a gateway. */
export function siteDraft(head: EntityHead, prefixes: FactList<Prefix>): DraftOf<'range'> {
  return { ...head, kind: 'range', purpose: 'on-premises', prefixes, everywhere: false };
}
