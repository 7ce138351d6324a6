/** azurerm: private DNS zones and their links to networks. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { dnsLinkDraft, dnsZoneDraft } from '../azure/dns-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext } from '../binding.ts';
import { headOf, placeOf } from '../entity-head.ts';
import { attribute } from '../read-attributes.ts';
import { azurermHead, namedTarget } from './identity.ts';

export const privateDnsZone: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_zone'],
  bind(resource, context) {
    return [dnsZoneDraft(context, azurermHead(resource), attribute(resource.attributes, 'name'))];
  },
};

export const privateDnsZoneLink: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_zone_virtual_network_link'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      dnsLinkDraft(context, headOf(placeOf(resource), attribute(attributes, 'name'), []), {
        zone: linkedZone(context, resource),
        network: idTarget(context, attribute(attributes, 'virtual_network_id'), range),
        registration: attribute(attributes, 'registration_enabled'),
      }),
    ];
  },
};

/** 5.x gives the zone's id, before it was its name and resource group. */
function linkedZone(context: BindingContext, resource: Resource): Target {
  const id = attribute(resource.attributes, 'private_dns_zone_id');
  if (id !== undefined) return idTarget(context, id, resource.range);
  return namedTarget(context, resource, 'private_dns_zone_name', 'Microsoft.Network/privateDnsZones');
}
