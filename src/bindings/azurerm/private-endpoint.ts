/** azurerm: private endpoints. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { UnknownReason } from '../../values/value.ts';
import { endpointAddressKey, privateEndpointDraft } from '../azure/private-endpoint-draft.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext } from '../binding.ts';
import { attribute, attributeAt, blocks, knownText, memberOf } from '../read-attributes.ts';
import { reasonOf, stringList } from '../read-facts.ts';
import { targetIfCertain, textOf } from '../read-targets.ts';
import { azurermHead } from './identity.ts';
import { serviceType } from './private-link-types.ts';

export const privateEndpoint: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_private_endpoint'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const connection = 'private_service_connection';
    const service =
      attributeAt(attributes, connection, 'private_connection_resource_id') ??
      attributeAt(attributes, connection, 'private_connection_resource_alias');
    const head = azurermHead(resource);
    return [
      privateEndpointDraft(
        { ...head, keys: [...head.keys, ...addressKeys(resource)] },
        {
          subnet: idTarget(context, attribute(attributes, 'subnet_id'), range),
          service: service === undefined ? '' : textOf(service),
          serviceType: service === undefined ? undefined : serviceType(context, service),
          groups: stringList(context, attributeAt(attributes, connection, 'subresource_names')),
          ...zonesOf(context, resource),
          location: attribute(attributes, 'location'),
        },
      ),
    ];
  },
};

/** The keys of the addresses that the code fixes: records can mean the endpoint by them. */
function addressKeys({ attributes }: Resource): readonly NameKey[] {
  return blocks(attributes, 'ip_configuration').known.flatMap(({ map }) => {
    const address = knownText(attribute(map, 'private_ip_address'));
    return address === undefined ? [] : [endpointAddressKey(address)];
  });
}

interface Zones {
  readonly zones: readonly Target[];
  readonly zonesUnknown: UnknownReason | undefined;
}

function zonesOf(context: BindingContext, resource: Resource): Zones {
  const groups = blocks(resource.attributes, 'private_dns_zone_group');
  const zones: Target[] = [];
  const unknown = [...groups.unknown];
  for (const { map } of groups.known) {
    const ids = attribute(map, 'private_dns_zone_ids');
    if (ids?.kind === 'unknown') unknown.push(ids);
    const items = ids?.kind === 'list' ? ids.items.map((item) => memberOf(ids, item)) : [];
    zones.push(...items.map((id) => idTarget(context, id, map.origin.range)));
  }
  const first = unknown[0];
  const writtenByOthers = othersWriteGroup(resource);
  if (writtenByOthers !== undefined) {
    return {
      zones: zones.map((zone) => targetIfCertain(zone, writtenByOthers)),
      zonesUnknown: writtenByOthers,
    };
  }
  return { zones, zonesUnknown: first === undefined ? undefined : reasonOf(first) };
}

/** Why somebody else, such as a policy, may write the zone group: the code says to leave it as it is found. */
function othersWriteGroup({ ignoredChanges = [], address, range }: Resource): UnknownReason | undefined {
  const ignored = ignoredChanges.find((name) => name === 'all' || name === 'private_dns_zone_group');
  if (ignored === undefined) return undefined;
  const what = ignored === 'all' ? 'all changes' : 'changes of its zone group';
  return { code: 'outside', message: `${address} ignores ${what}: others may write the group`, range };
}
