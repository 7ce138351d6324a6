/** The gateways of Azure's hub module, with the sites and circuits that they are joined with. */
import type { Resource } from '../../languages/unit.ts';
import { defaultText } from '../default-values.ts';
import {
  allOf,
  blockOf,
  chosenByModule,
  elementsOf,
  partId,
  type Element,
  type ModulePart,
  type PartPath,
} from '../public-module.ts';
import { attribute, attributeAt } from '../read-attributes.ts';
import { HUBS, type Hub, type HubSection } from './hub-layouts.ts';

const SITES = 'local_network_gateways';
const CIRCUITS = 'express_route_circuits';

/** The arguments of a gateway that hold a map of things to deploy. */
export const GATEWAY_COLLECTIONS = [SITES, CIRCUITS] as const;

/** The gateways of a hub, in the subnet at a path. */
export function gatewayParts(call: Resource, hub: Hub, subnet: PartPath): ModulePart[] {
  const inHub = (kind: string) => [HUBS, hub.key, 'virtual_network_gateways', kind];
  return [
    ...parts(call, inHub('vpn'), hub.vpn, 'Vpn', subnet),
    ...parts(call, inHub('express_route'), hub.expressRoute, 'ExpressRoute', subnet),
  ];
}

function parts(
  call: Resource,
  path: PartPath,
  section: HubSection,
  type: string,
  subnet: PartPath,
): ModulePart[] {
  const { map, exists } = section;
  const { range } = map.origin;
  const clients = attributeAt(map, 'vpn_point_to_site', 'address_space');
  const gateway: ModulePart = {
    path,
    type: 'azurerm_virtual_network_gateway',
    at: map,
    exists,
    attributes: {
      name: attribute(map, 'name') ?? chosenByModule(call, 'the name of the gateway'),
      type: defaultText(type, range),
      ip_configuration: blockOf({ subnet_id: partId(call, subnet, range) }, range),
      vpn_client_configuration: clients && blockOf({ address_space: clients }, range),
    },
  };
  return [
    gateway,
    ...elementsOf(map, SITES).flatMap((site) => siteParts(call, path, section, site)),
    ...elementsOf(map, CIRCUITS).flatMap((circuit) => {
      const circuit_id = attribute(circuit.map, 'id');
      return connectionParts(call, path, section, circuit, CIRCUITS, {
        express_route_circuit_id: circuit_id,
      });
    }),
  ];
}

/** A site that is made, or one that is given by its id; both are joined where the call says how. */
function siteParts(call: Resource, gateway: PartPath, section: HubSection, site: Element): ModulePart[] {
  const { key, map } = site;
  const given = attribute(map, 'id');
  const path = [...gateway, SITES, key];
  const made: ModulePart = {
    path,
    type: 'azurerm_local_network_gateway',
    at: map,
    exists: section.exists,
    attributes: {
      name: attribute(map, 'name') ?? chosenByModule(call, 'the name of the site'),
      address_space: attribute(map, 'address_space'),
    },
  };
  const local_network_gateway_id = given ?? partId(call, path, map.origin.range);
  const joint = connectionParts(call, gateway, section, site, SITES, { local_network_gateway_id });
  return given === undefined ? [made, ...joint] : joint;
}

function connectionParts(
  call: Resource,
  gateway: PartPath,
  { exists }: HubSection,
  { key, map }: Element,
  collection: string,
  end: ModulePart['attributes'],
): ModulePart[] {
  const connection = attribute(map, 'connection');
  if (connection === undefined) return [];
  const isKnown = connection.kind === 'map';
  return [
    {
      path: [...gateway, collection, key, 'connection'],
      type: 'azurerm_virtual_network_gateway_connection',
      at: map,
      exists: connection.kind === 'unknown' ? allOf(exists, connection.reason) : exists,
      attributes: {
        name:
          (isKnown ? attribute(connection, 'name') : undefined) ??
          chosenByModule(call, 'the name of the connection'),
        virtual_network_gateway_id: partId(call, gateway, map.origin.range),
        ...end,
      },
    },
  ];
}
