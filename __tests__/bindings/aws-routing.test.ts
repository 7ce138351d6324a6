/** aws: route tables and what they are put on, gateways that lead out, security groups. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, problemsOf, short, shortTarget } from './bind-files.ts';
import { routeWords, ruleWords } from './routing-words.ts';

const VPC = `
variable "anything" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_internet_gateway" "i" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpn_gateway" "v" {
  vpc_id = aws_vpc.main.id
}
resource "aws_nat_gateway" "n" {
  subnet_id = aws_subnet.a.id
}
resource "aws_vpc_peering_connection" "p" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = "vpc-far"
}
resource "aws_network_interface" "e" {
  private_ips = ["10.0.1.9"]
}
resource "aws_ec2_managed_prefix_list" "l" {
  name = "l"
}
`;

describe('route tables', () => {
  test.each([
    ['', '-'],
    ['propagating_vgws = [aws_vpn_gateway.v.id]', 'true'],
    ['propagating_vgws = []', 'false'],
    ['propagating_vgws = var.anything', '? missing-input'],
  ])('take over the routes of gateways: %s', (line, expected) => {
    const table = onlyDraft(
      'route-table',
      bindFiles(`${VPC}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "private" }
  ${line}
}`),
    );
    expect([table.name, shortTarget(table.network), short(table.gatewayRoutePropagation)]).toEqual([
      'private',
      '@aws_vpc.main',
      expected,
    ]);
  });

  test('take them over by a resource of its own', () => {
    const bound = bindFiles(`${VPC}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpn_gateway_route_propagation" "p" {
  vpn_gateway_id = aws_vpn_gateway.v.id
  route_table_id = aws_route_table.t.id
}
resource "aws_vpn_gateway_route_propagation" "far" {
  vpn_gateway_id = aws_vpn_gateway.v.id
  route_table_id = "rtb-far"
}`);
    expect(short(onlyDraft('route-table', bound).gatewayRoutePropagation)).toBe('true');
    expect(gapsOf(bound)).toEqual(['aws_vpn_gateway_route_propagation.far route_table_id: outside']);
  });

  test.each([
    ['gateway_id', 'aws_internet_gateway.i.id', 'internet', '@aws_internet_gateway.i'],
    ['gateway_id', 'aws_vpn_gateway.v.id', 'gateway', '@aws_vpn_gateway.v'],
    ['gateway_id', '"igw-1"', 'internet', ':igw-1'],
    ['gateway_id', '"vgw-1"', 'gateway', ':vgw-1'],
    ['gateway_id', '"local"', 'local', '-'],
    ['gateway_id', '"x-1"', 'other', ':x-1'],
    ['gateway_id', 'var.anything', '? missing-input', '? missing-input @var.anything'],
    ['nat_gateway_id', 'aws_nat_gateway.n.id', 'nat', '@aws_nat_gateway.n'],
    ['transit_gateway_id', '"tgw-1"', 'transit', ':tgw-1'],
    [
      'vpc_peering_connection_id',
      'aws_vpc_peering_connection.p.id',
      'peering',
      '@aws_vpc_peering_connection.p',
    ],
    ['network_interface_id', 'aws_network_interface.e.id', 'appliance', '@aws_network_interface.e'],
    ['vpc_endpoint_id', '"vpce-1"', 'appliance', ':vpce-1'],
    ['egress_only_gateway_id', '"eigw-1"', 'internet', ':eigw-1'],
  ])('hold routes by %s %s', (name, value, hop, target) => {
    const table = `${VPC}\nresource "aws_route_table" "t" {\n  vpc_id = aws_vpc.main.id\n`;
    const inline = bindFiles(`${table}\nroute {\ncidr_block = "10.1.0.0/16"\n${name} = ${value}\n}\n}`);
    const alone = bindFiles(
      `${table}}\nresource "aws_route" "r" {\nroute_table_id = aws_route_table.t.id\ndestination_cidr_block = "10.1.0.0/16"\n${name} = ${value}\n}`,
    );
    for (const bound of [inline, alone]) {
      const route = onlyDraft('route', bound);
      expect(routeWords(route)).toEqual(['10.1.0.0/16', hop, '-', target]);
      expect(shortTarget(route.table)).toBe('@aws_route_table.t');
    }
  });

  test.each([
    ['destination_ipv6_cidr_block = "::/0"', '::/0'],
    ['destination_prefix_list_id = "pl-1"', 'tag pl-1'],
    ['destination_prefix_list_id = aws_ec2_managed_prefix_list.l.id', 'tag ? computed'],
    ['destination_cidr_block = var.anything', '? missing-input'],
  ])('hold routes to what %s says', (line, expected) => {
    const bound = bindFiles(
      `${VPC}\nresource "aws_route" "r" {\nroute_table_id = "rtb-1"\n${line}\nnat_gateway_id = "nat-1"\n}`,
    );
    expect(routeWords(onlyDraft('route', bound))[0]).toBe(expected);
  });

  test.each([
    ['gateway_id = var.anything\nnat_gateway_id = aws_nat_gateway.n.id', 'nat', '@aws_nat_gateway.n'],
    ['gateway_id = var.anything\nnat_gateway_id = "nat-1"', 'nat', ':nat-1'],
    [
      'nat_gateway_id = var.anything\ntransit_gateway_id = var.anything',
      '? missing-input',
      '? missing-input @var.anything',
    ],
    ['nat_gateway_id = var.anything', 'nat', '? missing-input @var.anything'],
  ])('hold routes of which only one of these has a value: %s', (lines, hop, target) => {
    const bound = bindFiles(
      `${VPC}\nresource "aws_route" "r" {\nroute_table_id = "rtb-1"\ndestination_cidr_block = "10.0.0.0/8"\n${lines}\n}`,
    );
    expect(routeWords(onlyDraft('route', bound))).toEqual(['10.0.0.0/8', hop, '-', target]);
  });

  test('hold routes that are written as objects with empty texts', () => {
    const bound = bindFiles(`${VPC}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  route = [
    { cidr_block = "", ipv6_cidr_block = "::/0", gateway_id = "", nat_gateway_id = "", egress_only_gateway_id = "eigw-1" },
  ]
}`);
    expect(draftsOf('route', bound).map(routeWords)).toEqual([['::/0', 'internet', '-', ':eigw-1']]);
    expect(problemsOf(bound)).toEqual([]);
  });

  test('are put on subnets, or are the main ones of VPCs', () => {
    const bound = bindFiles(`${VPC}
resource "aws_default_route_table" "d" {
  default_route_table_id = aws_vpc.main.default_route_table_id
}
resource "aws_default_route_table" "far" {
  default_route_table_id = "rtb-1"
}
resource "aws_main_route_table_association" "m" {
  vpc_id         = aws_vpc.main.id
  route_table_id = "rtb-2"
}
resource "aws_route_table_association" "s" {
  subnet_id      = aws_subnet.a.id
  route_table_id = "rtb-3"
}
resource "aws_route_table_association" "g" {
  gateway_id     = aws_internet_gateway.i.id
  route_table_id = "rtb-4"
}`);
    expect(
      draftsOf('route-table-association', bound).map(({ address, table, subnet, network }) =>
        [address, ...[table, subnet, network].map(shortTarget)].join(' | '),
      ),
    ).toEqual([
      'aws_default_route_table.d | @aws_default_route_table.d | - | @aws_vpc.main',
      'aws_default_route_table.far | @aws_default_route_table.far | - | ? outside',
      'aws_main_route_table_association.m | :rtb-2 | - | @aws_vpc.main',
      'aws_route_table_association.s | :rtb-3 | @aws_subnet.a | -',
    ]);
    expect(gapsOf(bound)).toEqual(['aws_route_table_association.g gateway_id: unsupported']);
  });
});

test('NAT gateways stand in a subnet and take an address of it, or have only a VPC', () => {
  const bound = bindFiles(`${VPC}
resource "aws_nat_gateway" "regional" {
  vpc_id            = aws_vpc.main.id
  availability_mode = "regional"
}`);
  expect(
    draftsOf('gateway', bound).map(({ address, type, subnet, network }) =>
      [address, type, shortTarget(subnet), shortTarget(network)].join(' | '),
    ),
  ).toEqual([
    'aws_internet_gateway.i | internet | - | @aws_vpc.main',
    'aws_vpn_gateway.v | vpn | - | @aws_vpc.main',
    'aws_nat_gateway.n | nat | @aws_subnet.a | -',
    'aws_nat_gateway.regional | nat | - | @aws_vpc.main',
  ]);
  const consumers = draftsOf('address-consumer', bound).map(({ what, addresses }) => [
    what,
    short(addresses),
  ]);
  expect(consumers).toEqual([['NAT gateway', '1']]);
});

const GROUP = `${VPC}
resource "aws_security_group" "other" {
  vpc_id = aws_vpc.main.id
}
`;
const OTHER = '@aws_security_group.other';

describe('security groups', () => {
  test.each([
    [
      'ingress {\nfrom_port = 443\nto_port = 443\nprotocol = "tcp"\ncidr_blocks = ["10.0.0.0/8"]\nipv6_cidr_blocks = ["fd00::/8"]\n}',
      ['in', 'allow', '-', 'tcp', '10.0.0.0/8 fd00::/8', '', '443-443'],
    ],
    [
      'egress {\nfrom_port = 0\nto_port = 0\nprotocol = "-1"\ncidr_blocks = ["0.0.0.0/0"]\n}',
      ['out', 'allow', '-', 'any', '', '0.0.0.0/0', ''],
    ],
    [
      'ingress {\nfrom_port = 8\nto_port = 0\nprotocol = "icmp"\nsecurity_groups = [aws_security_group.other.id]\nself = true\n}',
      ['in', 'allow', '-', 'icmp', `${OTHER} @aws_security_group.g`, '', ''],
    ],
    [
      'ingress {\nfrom_port = var.anything\nto_port = 9\nprotocol = 17\nprefix_list_ids = ["pl-1"]\nself = var.anything\n}',
      ['in', 'allow', '-', 'udp', '? missing-input pl-1', '', '? missing-input'],
    ],
  ])('hold the rule %s', (block, expected) => {
    const bound = bindFiles(
      `${GROUP}\nresource "aws_security_group" "g" {\nvpc_id = aws_vpc.main.id\n${block}\n}`,
    );
    const rule = onlyDraft('security-rule', bound);
    expect(ruleWords(rule)).toEqual(expected);
    expect(shortTarget(rule.group)).toBe('@aws_security_group.g');
    expect(draftsOf('security-group', bound).map(({ network }) => shortTarget(network))).toEqual([
      '@aws_vpc.main',
      '@aws_vpc.main',
    ]);
  });

  test.each([
    [
      'aws_security_group_rule',
      'type = "egress"\nfrom_port = 1\nto_port = 2\nprotocol = "tcp"\ncidr_blocks = ["10.0.0.0/8"]',
      ['out', 'allow', '-', 'tcp', '', '10.0.0.0/8', '1-2'],
    ],
    [
      'aws_security_group_rule',
      'type = "ingress"\nfrom_port = 1\nto_port = 2\nprotocol = "tcp"\nsource_security_group_id = aws_security_group.other.id',
      ['in', 'allow', '-', 'tcp', OTHER, '', '1-2'],
    ],
    [
      'aws_security_group_rule',
      'type = var.anything\nfrom_port = 1\nto_port = 2\nprotocol = "tcp"\ncidr_blocks = ["10.0.0.0/8"]',
      ['? missing-input', 'allow', '-', 'tcp', '? missing-input', '? missing-input', '1-2'],
    ],
    [
      'aws_vpc_security_group_ingress_rule',
      'ip_protocol = "tcp"\nfrom_port = 80\nto_port = 80\ncidr_ipv4 = "10.0.0.0/8"',
      ['in', 'allow', '-', 'tcp', '10.0.0.0/8', '', '80-80'],
    ],
    [
      'aws_vpc_security_group_egress_rule',
      'ip_protocol = "-1"\nreferenced_security_group_id = aws_security_group.other.id',
      ['out', 'allow', '-', 'any', '', OTHER, ''],
    ],
  ])('have the rule %s of its own: %s', (type, lines, expected) => {
    const bound = bindFiles(
      `${GROUP}\nresource "${type}" "r" {\nsecurity_group_id = aws_security_group.other.id\n${lines}\n}`,
    );
    const rule = onlyDraft('security-rule', bound);
    expect(ruleWords(rule)).toEqual(expected);
    expect(shortTarget(rule.group)).toBe(OTHER);
  });
});
