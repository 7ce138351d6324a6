/**
 * The module `terraform-aws-modules/transit-gateway/aws`: a transit gateway with attached VPCs, a route table of its
 * own, and routes to it in tables of the VPCs.
 * Source: main.tf and outputs.tf of github.com/terraform-aws-modules/terraform-aws-transit-gateway, 2.5 to 3.2.
 */
import type { Resource } from '../../languages/unit.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import {
  allOf,
  elementsOf,
  not,
  objectOf,
  partId,
  switchOf,
  switchValue,
  type Element,
  type ModulePart,
  type PartPath,
  type PublicModule,
  type Switch,
} from '../public-module.ts';
import { attribute, memberOf } from '../read-attributes.ts';

const GATEWAY: PartPath = ['gateway'];
const TABLE: PartPath = ['route_table'];
const ATTACHMENTS = 'vpc_attachments';

/** Outputs that mean a part as a whole. */
const OUTPUTS: ReadonlyMap<string, PartPath> = new Map([
  ['ec2_transit_gateway_id', GATEWAY],
  ['ec2_transit_gateway_arn', GATEWAY],
  // The default table is the gateway itself.
  ['ec2_transit_gateway_association_default_route_table_id', GATEWAY],
  ['ec2_transit_gateway_propagation_default_route_table_id', GATEWAY],
  ['ec2_transit_gateway_route_table_id', TABLE],
]);

/** The module. */
export const transitGatewayModule: PublicModule = {
  sources: ['terraform-aws-modules/transit-gateway/aws'],
  collections: [ATTACHMENTS],
  parts(call) {
    const { attributes } = call;
    const creates = switchOf(attribute(attributes, 'create_tgw'), true);
    const tags = objectOf({ Name: attribute(attributes, 'name') }, attributes.origin);
    const region = attribute(attributes, 'region');
    const gateway: ModulePart = {
      path: GATEWAY,
      type: 'aws_ec2_transit_gateway',
      exists: creates,
      attributes: {
        region,
        tags,
        default_route_table_association: attribute(attributes, 'enable_default_route_table_association'),
        default_route_table_propagation: attribute(attributes, 'enable_default_route_table_propagation'),
      },
    };
    const table: ModulePart = {
      path: TABLE,
      type: 'aws_ec2_transit_gateway_route_table',
      exists: hasTable(call),
      attributes: { region, tags, transit_gateway_id: partId(call, GATEWAY) },
    };
    return [
      gateway,
      table,
      ...elementsOf(attributes, ATTACHMENTS).flatMap((element) => attachmentParts(call, element, creates)),
    ];
  },
  outputs(call, [output, key, step]) {
    const whole = OUTPUTS.get(String(output));
    if (whole !== undefined) return whole;
    if (output === 'ec2_transit_gateway_vpc_attachment' && typeof key === 'string')
      return step === undefined || step === 'id' ? [ATTACHMENTS, key] : undefined;
    if (output !== 'ec2_transit_gateway_vpc_attachment_ids' || typeof key !== 'number') return undefined;
    const all = attribute(call.attributes, ATTACHMENTS);
    const found = all?.kind === 'map' ? [...all.entries.keys()].sort()[key] : undefined;
    return found === undefined ? undefined : [ATTACHMENTS, found];
  },
};

function hasTable({ attributes }: Resource): Switch {
  return allOf(
    switchOf(attribute(attributes, 'create_tgw'), true),
    switchOf(attribute(attributes, 'create_tgw_routes'), true),
  );
}

function attachmentParts(call: Resource, { key, map }: Element, creates: Switch): ModulePart[] {
  const path: PartPath = [ATTACHMENTS, key];
  const transit = gatewayId(call, map, creates);
  const region = attribute(call.attributes, 'region');
  const { range } = map.origin;
  const association = switchOf(attribute(map, 'transit_gateway_default_route_table_association'), true);
  const propagation = switchOf(attribute(map, 'transit_gateway_default_route_table_propagation'), true);
  const attachment: ModulePart = {
    path,
    type: 'aws_ec2_transit_gateway_vpc_attachment',
    at: map,
    attributes: {
      region,
      transit_gateway_id: transit,
      vpc_id: attribute(map, 'vpc_id'),
      subnet_ids: attribute(map, 'subnet_ids'),
      transit_gateway_default_route_table_association: switchValue(association, range),
      transit_gateway_default_route_table_propagation: switchValue(propagation, range),
    },
  };
  return [
    attachment,
    ...ownTable(call, { key, map }, 'association', association),
    ...ownTable(call, { key, map }, 'propagation', propagation),
    ...transitRoutes(call, { key, map }),
    ...routesToGateway({ key, map }, transit),
  ];
}

function gatewayId(call: Resource, map: Element['map'], creates: Switch): Value | undefined {
  if (creates === true) return partId(call, GATEWAY, map.origin.range);
  return creates === false ? attribute(map, 'tgw_id') : switchValue(creates, map.origin.range);
}

/**
 * What is not on the gateway's default table goes to the module's own one. Where the module makes no gateway, only
 * releases up to 2 put it on a table that is given.
 */
function ownTable(
  call: Resource,
  { key, map }: Element,
  name: 'association' | 'propagation',
  byDefault: Switch,
): ModulePart[] {
  const type = `aws_ec2_transit_gateway_route_table_${name}`;
  const path: PartPath = [ATTACHMENTS, key, name];
  const attachment = partId(call, [ATTACHMENTS, key], map.origin.range);
  const given =
    attribute(map, 'transit_gateway_route_table_id') ??
    attribute(call.attributes, 'transit_gateway_route_table_id');
  const own = hasTable(call);
  if (own !== false || given === undefined) {
    const exists = allOf(not(byDefault), own);
    const table = partId(call, TABLE, map.origin.range);
    const attributes = { transit_gateway_attachment_id: attachment, transit_gateway_route_table_id: table };
    return [{ path, type, at: map, exists, attributes }];
  }
  const message = 'the release of the module decides whether it uses a route table that it did not make';
  const doubt: UnknownReason = { code: 'module-not-read', message, range: given.origin.range };
  const attributes = { transit_gateway_attachment_id: attachment, transit_gateway_route_table_id: given };
  return [{ path, type, at: map, exists: allOf(not(byDefault), doubt), attributes }];
}

function transitRoutes(call: Resource, { key, map }: Element): ModulePart[] {
  return elementsOf(map, 'tgw_routes').map((route) => ({
    path: [ATTACHMENTS, key, 'tgw_routes', route.key],
    type: 'aws_ec2_transit_gateway_route',
    at: route.map,
    exists: hasTable(call),
    attributes: {
      destination_cidr_block: attribute(route.map, 'destination_cidr_block'),
      blackhole: attribute(route.map, 'blackhole'),
      transit_gateway_route_table_id: partId(call, TABLE, route.map.origin.range),
      transit_gateway_attachment_id: partId(call, [ATTACHMENTS, key], route.map.origin.range),
    },
  }));
}

/** Routes to the gateway in tables of the VPC: one range for all of them. */
function routesToGateway({ key, map }: Element, transit: Value | undefined): ModulePart[] {
  const tables = attribute(map, 'vpc_route_table_ids');
  const items = tables?.kind === 'list' ? tables.items.map((item) => memberOf(tables, item)) : [];
  return items.map((table, index) => ({
    path: [ATTACHMENTS, key, 'vpc_route_table_ids', index],
    type: 'aws_route',
    at: table,
    attributes: {
      route_table_id: table,
      destination_cidr_block: attribute(map, 'tgw_destination_cidr'),
      transit_gateway_id: transit,
    },
  }));
}
