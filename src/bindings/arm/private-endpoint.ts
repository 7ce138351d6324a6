/** Azure API shape: private endpoints, and the zone groups that write their records. */
import type { NameKey } from '../../model/draft.ts';
import type { UnknownReason } from '../../values/value.ts';
import { endpointAddressKey, FURTHER_ZONES, privateEndpointDraft } from '../azure/private-endpoint-draft.ts';
import { patchOf } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import { reasonOf, stringList } from '../read-facts.ts';
import { textOf } from '../read-targets.ts';
import { serviceType } from '../azurerm/private-link-types.ts';
import {
  armHead,
  elementsOf,
  firstElement,
  member,
  property,
  propertyOf,
  refTarget,
  type ArmBinding,
  type ArmObject,
} from './arm-object.ts';

const CONNECTIONS = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'] as const;

export const privateEndpoint: ArmBinding = (arm, context) => {
  const connection = CONNECTIONS.map((name) => firstElement(property(arm.body, name))).find(
    (found) => found !== undefined,
  );
  const service = propertyOf(connection, 'privateLinkServiceId');
  const head = armHead(arm);
  return [
    privateEndpointDraft(
      { ...head, keys: [...head.keys, ...addressKeys(arm)] },
      {
        subnet: refTarget(context, property(arm.body, 'subnet'), arm),
        service: service === undefined ? '' : textOf(service),
        serviceType: service === undefined ? undefined : serviceType(context, service),
        groups: stringList(context, propertyOf(connection, 'groupIds')),
        zones: [],
        zonesUnknown: unseenGroups(arm),
        location: member(arm.body, 'location') ?? member(arm.resource.attributes, 'location'),
      },
    ),
  ];
};

/** The keys of the addresses that the code fixes: records can mean the endpoint by them. */
function addressKeys({ body }: ArmObject): readonly NameKey[] {
  return elementsOf(property(body, 'ipConfigurations')).known.flatMap(({ map }) => {
    const address = knownText(property(map, 'privateIPAddress'));
    return address === undefined ? [] : [endpointAddressKey(address)];
  });
}

/** What Azure has deployed says how that went. Such an export leaves out the zone groups, which are resources of their own. */
function unseenGroups({ body, place: { range } }: ArmObject): UnknownReason | undefined {
  if (property(body, 'provisioningState') === undefined) return undefined;
  return { code: 'outside', message: 'an export of an endpoint does not show its zone groups', range };
}

export const zoneGroup: ArmBinding = (arm, context) => {
  const configurations = elementsOf(property(arm.body, 'privateDnsZoneConfigs'));
  const { possible } = arm.place;
  const certain = possible === undefined ? configurations.known : [];
  const zones = certain.map(({ map }) => refTarget(context, property(map, 'privateDnsZoneId'), arm));
  const unknown = configurations.unknown[0];
  const zonesUnknown = possible ?? (unknown === undefined ? undefined : reasonOf(unknown));
  return [
    patchOf(
      FURTHER_ZONES,
      { zones, unknown: zonesUnknown },
      {
        unit: arm.place.unit,
        target: arm.parent,
        otherwise: [
          gapOf(arm.resource, '', {
            code: 'outside',
            message: 'the private endpoint of this zone group is not in what was read',
            range: arm.place.range,
          }),
        ],
      },
      (reason) => ({ zones: [], unknown: reason }),
    ),
  ];
};
