/** Azure API shape: private endpoints, and the zone groups that write their records. */
import type { Value } from '../../values/value.ts';
import { idOf } from '../azure/id-values.ts';
import { FURTHER_ZONES, privateEndpointDraft } from '../azure/private-endpoint-draft.ts';
import { patchOf, type BindingContext } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { firstAttribute, knownText } from '../read-attributes.ts';
import { reasonOf, stringList } from '../read-facts.ts';
import { meantInstance, textOf } from '../read-targets.ts';
import { privateLinkType } from '../azurerm/private-link-types.ts';
import {
  armHead,
  elementsOf,
  firstElement,
  member,
  property,
  propertyOf,
  refTarget,
  type ArmBinding,
} from './arm-object.ts';

const CONNECTIONS = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'] as const;

export const privateEndpoint: ArmBinding = (arm, context) => {
  const connection = CONNECTIONS.map((name) => firstElement(property(arm.body, name))).find(
    (found) => found !== undefined,
  );
  const service = propertyOf(connection, 'privateLinkServiceId');
  return [
    privateEndpointDraft(armHead(arm), {
      subnet: refTarget(context, property(arm.body, 'subnet'), arm),
      service: service === undefined ? '' : textOf(service),
      serviceType: service === undefined ? undefined : serviceType(context, service),
      groups: stringList(context, propertyOf(connection, 'groupIds')),
      zones: [],
      zonesUnknown: undefined,
      location: member(arm.body, 'location') ?? member(arm.resource.attributes, 'location'),
    }),
  ];
};

function serviceType(context: BindingContext, service: Value): string | undefined {
  const instance = context.find(meantInstance(context, service));
  if (instance === undefined) return idOf(context, service)?.type;
  const declared =
    instance.type === 'azapi_resource' ? knownText(firstAttribute(instance.attributes, 'type')) : undefined;
  return declared?.split('@')[0] ?? privateLinkType(instance.type) ?? instance.type;
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
