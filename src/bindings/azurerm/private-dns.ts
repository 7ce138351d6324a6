/** azurerm: private DNS zones, their links to networks, and records that are written by hand. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { dnsLinkDraft, dnsZoneDraft } from '../azure/dns-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import { recordPatches } from '../azure/zone-records.ts';
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
        zone: zoneOf(context, resource, 'private_dns_zone_name'),
        network: idTarget(context, attribute(attributes, 'virtual_network_id'), range),
        registration: attribute(attributes, 'registration_enabled'),
      }),
    ];
  },
};

/** 5.x gives the zone's id, before it was its name and resource group. */
function zoneOf(context: BindingContext, resource: Resource, nameAttribute: string): Target {
  const id = attribute(resource.attributes, 'private_dns_zone_id');
  if (id !== undefined) return idTarget(context, id, resource.range);
  return namedTarget(context, resource, nameAttribute, 'Microsoft.Network/privateDnsZones');
}

/** A record that repeats the address of a private endpoint does by hand what a zone group does. */
export const privateDnsRecord: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_dns_a_record'],
  bind(resource, context) {
    const zone = zoneOf(context, resource, 'zone_name');
    const records = attribute(resource.attributes, 'records');
    const addresses = records?.kind === 'list' ? [records, ...records.items] : [records];
    return recordPatches(context, resource, zone, addresses);
  },
};
