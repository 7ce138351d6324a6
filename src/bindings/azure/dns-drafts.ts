/** Azure's private zones, their links and resolver endpoints as drafts. */
import type { Target } from '../../model/draft.ts';
import { mapFact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { normalDomain } from '../domain-name.ts';
import { booleanFact, impliedFact, orDefault, stringFact } from '../read-facts.ts';
import { addressFact } from '../read-prefixes.ts';

/** A private zone; its name is its domain. */
export function dnsZoneDraft(
  context: BindingContext,
  head: EntityHead,
  name: Value | undefined,
): DraftOf<'dns-zone'> {
  return {
    ...head,
    kind: 'dns-zone',
    cloud: 'azure',
    domain: mapFact(stringFact(context, name, head.range), normalDomain),
    private: impliedFact(true, head.range),
  };
}

/** A zone's link to a network. */
export function dnsLinkDraft(
  context: BindingContext,
  head: EntityHead,
  values: { readonly zone: Target; readonly network: Target; readonly registration: Value | undefined },
): DraftOf<'dns-link'> {
  return {
    ...head,
    kind: 'dns-link',
    zone: values.zone,
    network: values.network,
    registration: orDefault(booleanFact(context, values.registration, head.range), false),
  };
}

/** An inbound endpoint of a resolver. */
export function dnsInboundEndpointDraft(
  context: BindingContext,
  head: EntityHead,
  values: { readonly network: Target; readonly subnet: Target; readonly address: Value | undefined },
): DraftOf<'dns-inbound-endpoint'> {
  return {
    ...head,
    kind: 'dns-inbound-endpoint',
    network: values.network,
    subnet: values.subnet,
    addressFact: addressFact(context, values.address, head.range),
  };
}
