/** Azure API shape: private DNS zones, links, the resolver, forwarding rule sets. */
import type { Target } from '../../model/draft.ts';
import { mapFact } from '../../values/fact.ts';
import { dnsInboundEndpointDraft, dnsLinkDraft, dnsZoneDraft } from '../azure/dns-drafts.ts';
import { forwardingDraft, forwardingLinkPatch, forwardingRulePatch } from '../azure/dns-forwarding.ts';
import type { BindingContext } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { joinLists, stringFact, unknownFact, unresolvedList } from '../read-facts.ts';
import { addressList } from '../read-prefixes.ts';
import {
  armHead,
  bodyOf,
  elementsOf,
  firstElement,
  member,
  property,
  propertyOf,
  refTarget,
  type ArmBinding,
  type ArmObject,
} from './arm-object.ts';

export const privateDnsZone: ArmBinding = (arm, context) => [dnsZoneDraft(context, armHead(arm), arm.name)];

export const privateDnsZoneLink: ArmBinding = (arm, context) => [
  dnsLinkDraft(context, armHead(arm), {
    zone: arm.parent,
    network: refTarget(context, property(arm.body, 'virtualNetwork'), arm),
    registration: property(arm.body, 'registrationEnabled'),
  }),
];

export const inboundEndpoint: ArmBinding = (arm, context) => {
  const configuration = firstElement(property(arm.body, 'ipConfigurations'));
  return [
    dnsInboundEndpointDraft(context, armHead(arm), {
      network: networkOfResolver(context, arm),
      subnet: refTarget(context, propertyOf(configuration, 'subnet'), arm),
      address: propertyOf(configuration, 'privateIpAddress'),
    }),
  ];
};

/** The resolver names the network; where only its id is known the endpoint's subnet must tell. */
function networkOfResolver(context: BindingContext, arm: ArmObject): Target {
  const resolver = arm.parent.state === 'target' ? context.find(arm.parent.reference) : undefined;
  const body = resolver === undefined ? undefined : bodyOf(resolver);
  return refTarget(context, body === undefined ? undefined : property(body, 'virtualNetwork'), arm);
}

export const forwardingRuleset: ArmBinding = (arm) => [forwardingDraft(armHead(arm))];

export const forwardingRule: ArmBinding = (arm, context) => {
  const { body, place, parent, resource } = arm;
  const servers = elementsOf(property(body, 'targetDnsServers'));
  const state = stringFact(context, property(body, 'forwardingRuleState'), place.range);
  return forwardingRulePatch(context, armHead(arm), {
    ruleset: parent,
    domain: property(body, 'domainName'),
    servers: joinLists(
      ...servers.known.map(({ map }) => addressList(context, member(map, 'ipAddress'))),
      ...servers.unknown.map((value) => unresolvedList(unknownFact(value))),
    ),
    enabled: mapFact(state, (text) => text.toLowerCase() !== 'disabled'),
    gap: gapOf(resource, '', {
      code: 'outside',
      message: 'the rule set is not in what was read',
      range: place.range,
    }),
  });
};

export const forwardingLink: ArmBinding = (arm, context) => [
  forwardingLinkPatch(
    armHead(arm),
    arm.parent,
    refTarget(context, property(arm.body, 'virtualNetwork'), arm),
  ),
];
