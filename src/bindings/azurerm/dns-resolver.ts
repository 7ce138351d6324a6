/** azurerm: the private DNS resolver: inbound endpoints, forwarding rule sets, their rules and links. */
import type { Address } from '../../ip/address.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import { dnsInboundEndpointDraft } from '../azure/dns-drafts.ts';
import { forwardingDraft, forwardingLinkPatch, forwardingRulePatch } from '../azure/dns-forwarding.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext } from '../binding.ts';
import { headOf, placeOf, type EntityHead } from '../entity-head.ts';
import { unseenGap } from '../gap.ts';
import { attribute, attributeAt, blocks } from '../read-attributes.ts';
import { booleanFact, joinLists, unknownFact, unresolvedList } from '../read-facts.ts';
import { addressList } from '../read-prefixes.ts';
import { meantInstance } from '../read-targets.ts';
import { azurermHead } from './identity.ts';

const RULESET = 'dns_forwarding_ruleset_id';

function namedHead(resource: Resource): EntityHead {
  return headOf(placeOf(resource), attribute(resource.attributes, 'name'), []);
}

export const inboundEndpoint: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_resolver_inbound_endpoint'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      dnsInboundEndpointDraft(context, namedHead(resource), {
        network: networkOfResolver(context, resource),
        subnet: idTarget(context, attributeAt(attributes, 'ip_configurations', 'subnet_id'), range),
        address: attributeAt(attributes, 'ip_configurations', 'private_ip_address'),
      }),
    ];
  },
};

/** The resolver names the network; where only its id is known the endpoint's subnet must tell. */
function networkOfResolver(context: BindingContext, endpoint: Resource): Target {
  const id = attribute(endpoint.attributes, 'private_dns_resolver_id');
  const resolver = id === undefined ? undefined : context.find(meantInstance(context, id));
  const network = resolver === undefined ? undefined : attribute(resolver.attributes, 'virtual_network_id');
  return idTarget(context, network, endpoint.range);
}

export const forwardingRuleset: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_resolver_dns_forwarding_ruleset'],
  bind: (resource) => [forwardingDraft(azurermHead(resource))],
};

export const forwardingRule: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_resolver_forwarding_rule'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return forwardingRulePatch(context, namedHead(resource), {
      ruleset: idTarget(context, attribute(attributes, RULESET), range),
      domain: attribute(attributes, 'domain_name'),
      servers: serversOf(context, resource),
      enabled: booleanFact(context, attribute(attributes, 'enabled'), range),
      gap: unseenGap(resource, RULESET, 'the rule set'),
    });
  },
};

function serversOf(context: BindingContext, rule: Resource): FactList<Address> {
  const targets = blocks(rule.attributes, 'target_dns_servers');
  return joinLists(
    ...targets.known.map((block) => addressList(context, attribute(block.map, 'ip_address'))),
    ...targets.unknown.map((value) => unresolvedList(unknownFact(value))),
  );
}

export const forwardingLink: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_resolver_virtual_network_link'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const ruleset = idTarget(context, attribute(attributes, RULESET), range);
    const network = idTarget(context, attribute(attributes, 'virtual_network_id'), range);
    return [forwardingLinkPatch(namedHead(resource), ruleset, network)];
  },
};
