/** The public module of AWS for transit gateways, whose code was not read. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, short, shortTarget } from './bind-files.ts';

const VPCS = `
variable "anything" {}
resource "aws_vpc" "a" {
  cidr_block = "10.1.0.0/16"
}
resource "aws_vpc" "b" {
  cidr_block = "10.2.0.0/16"
}
`;

const call = (lines: string, more = '') =>
  bindFiles(`${VPCS}
module "tgw" {
  source = "terraform-aws-modules/transit-gateway/aws"
  name   = "hub"
${lines}
}
${more}`);

const connections = (bound: ReturnType<typeof call>) =>
  draftsOf('gateway-connection', bound).map(({ address, gateway, to, tables, possible }) => [
    address,
    shortTarget(gateway),
    shortTarget(to),
    tables === undefined
      ? 'default'
      : `${shortTarget(tables.follows)} < ${tables.foundIn.map(shortTarget).join(' ')}`,
    possible?.code,
  ]);

describe('terraform-aws-modules/transit-gateway/aws', () => {
  test('attaches VPCs to the default table', () => {
    const bound = call(`
  vpc_attachments = {
    a = { vpc_id = aws_vpc.a.id, subnet_ids = ["subnet-1"] }
    b = { vpc_id = aws_vpc.b.id, subnet_ids = ["subnet-2"] }
    c = var.anything
  }`);
    const gateway = onlyDraft('gateway', bound);
    expect([gateway.name, gateway.type, gateway.address]).toEqual(['hub', 'transit', 'module.tgw.gateway']);
    expect(connections(bound)).toEqual([
      ['module.tgw.vpc_attachments.a', '@module.tgw.gateway', '@aws_vpc.a', 'default', undefined],
      ['module.tgw.vpc_attachments.b', '@module.tgw.gateway', '@aws_vpc.b', 'default', undefined],
    ]);
    expect(gapsOf(bound)).toEqual(['module.tgw vpc_attachments: missing-input']);
  });

  test('puts on its own table what is not on the default one', () => {
    const bound = call(`
  vpc_attachments = {
    a = {
      vpc_id = aws_vpc.a.id
      transit_gateway_default_route_table_association = false
      transit_gateway_default_route_table_propagation = false
      tgw_routes = [{ destination_cidr_block = "10.9.0.0/16" }, { destination_cidr_block = "0.0.0.0/0", blackhole = true }]
    }
  }`);
    expect(connections(bound)).toEqual([
      [
        'module.tgw.vpc_attachments.a',
        '@module.tgw.gateway',
        '@aws_vpc.a',
        '@module.tgw.route_table < @module.tgw.route_table',
        undefined,
      ],
    ]);
    expect(
      draftsOf('route', bound).map(({ table, destination, nextHop }) => [
        shortTarget(table),
        short(destination),
        short(nextHop),
      ]),
    ).toEqual([
      ['@module.tgw.route_table', '10.9.0.0/16', 'transit'],
      ['@module.tgw.route_table', '0.0.0.0/0', 'none'],
    ]);
  });

  test.each([
    [
      'is off for the whole gateway',
      'enable_default_route_table_propagation = false',
      '@module.tgw.gateway < ',
      undefined,
    ],
    ['is not known', 'enable_default_route_table_propagation = var.anything', 'default', 'missing-input'],
  ])('says nothing wrong where the default table %s', (_, line, tables, doubt) => {
    const bound = call(`  ${line}\n  vpc_attachments = { a = { vpc_id = aws_vpc.a.id } }`);
    expect(connections(bound).map((row) => row.slice(3))).toEqual([[tables, doubt]]);
  });

  test('attaches to a gateway that is given', () => {
    const bound = call(`
  create_tgw = false
  transit_gateway_route_table_id = "tgw-rtb-1"
  vpc_attachments = {
    a = { tgw_id = "tgw-123", vpc_id = aws_vpc.a.id, transit_gateway_default_route_table_association = false }
  }`);
    expect(draftsOf('gateway', bound)).toEqual([]);
    expect(draftsOf('route-table', bound)).toEqual([]);
    // Whether the given table is used depends on the release.
    expect(connections(bound)).toEqual([
      ['module.tgw.vpc_attachments.a', ':tgw-123', '@aws_vpc.a', '? module-not-read < :tgw-123', undefined],
    ]);
  });

  test('may or may not make a gateway', () => {
    const bound = call('  create_tgw = var.anything\n  vpc_attachments = { a = { vpc_id = aws_vpc.a.id } }');
    expect(onlyDraft('gateway', bound).possible?.code).toBe('missing-input');
    expect(connections(bound).map((row) => row[1])).toEqual(['? missing-input']);
  });

  test('is there several times, or not at all', () => {
    const bound = call('  for_each = toset(["x", "y"])');
    expect(draftsOf('gateway', bound).map(({ address }) => address)).toEqual([
      'module.tgw["x"].gateway',
      'module.tgw["y"].gateway',
    ]);
    expect(call('  count = 0').facts.filter(({ kind }) => kind === 'gateway')).toEqual([]);
    expect(onlyDraft('gateway', call('  count = var.anything')).possible?.code).toBe('missing-input');
  });

  test('gives out its gateway, table and attachments', () => {
    const bound = call(
      '  vpc_attachments = { a = { vpc_id = aws_vpc.a.id } }',
      `
resource "aws_route" "r" {
  route_table_id         = "rtb-1"
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = module.tgw.ec2_transit_gateway_id
}
resource "aws_ec2_transit_gateway_vpc_attachment" "more" {
  transit_gateway_id = module.tgw.ec2_transit_gateway_id
  vpc_id             = aws_vpc.b.id
}
resource "aws_ec2_transit_gateway_route_table_association" "x" {
  transit_gateway_attachment_id  = module.tgw.ec2_transit_gateway_vpc_attachment["a"].id
  transit_gateway_route_table_id = module.tgw.ec2_transit_gateway_route_table_id
}`,
    );
    expect(connections(bound).map((row) => [row[1], row[3]])).toEqual([
      ['@module.tgw.gateway', 'default'],
      ['@module.tgw.gateway', '@module.tgw.route_table < @module.tgw.gateway'],
    ]);
  });

  test('writes routes into tables of the VPCs', () => {
    const bound = call(`
  vpc_attachments = {
    a = { vpc_id = aws_vpc.a.id, vpc_route_table_ids = ["rtb-1", var.anything], tgw_destination_cidr = "10.0.0.0/8" }
  }`);
    expect(
      draftsOf('route', bound).map(({ table, destination, nextHop }) => [
        shortTarget(table),
        short(destination),
        short(nextHop),
      ]),
    ).toEqual([
      [':rtb-1', '10.0.0.0/8', 'transit'],
      ['? missing-input @var.anything', '10.0.0.0/8', 'transit'],
    ]);
  });
});
