/** aws: VPCs, subnets, peerings, transit, DNS, EKS. */
import { describe, expect, test } from 'vitest';
import {
  aliasesOf,
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

const VPC = `
variable "anything" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, 1)
  tags       = { Name = "a" }
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = var.anything
}
`;

describe('names that people gave', () => {
  test.each([
    ['region = "eu-west-1"', [undefined, 'eu-west-1']],
    ['region = "eu-west-1"\nallowed_account_ids = ["111122223333"]', ['111122223333', 'eu-west-1']],
    ['assume_role {\nrole_arn = "arn:aws:iam::111122223333:role/deploy"\n}', ['111122223333', undefined]],
    ['allowed_account_ids = ["1", "2"]', [undefined, undefined]],
  ])('are told apart by the account and region of the provider: %s', (settings, scope) => {
    const bound = bindFiles(`provider "aws" {\n${settings}\n}\n${VPC}`);
    expect(onlyDraft('network', bound).keys.map((key) => key.scope)).toEqual([scope]);
  });
});

describe('VPCs', () => {
  test('are named by their tag', () => {
    const vpc = onlyDraft('network', bindFiles(VPC));
    expect([vpc.name, vpc.cloud, shortList(vpc.addressSpace), vpc.keys]).toEqual([
      'main',
      'aws',
      ['10.0.0.0/16'],
      [{ namespace: 'aws', names: ['Name', 'main'], scope: [undefined, undefined], within: 'aws' }],
    ]);
  });

  test.each([
    [
      'a pool',
      'ipv4_ipam_pool_id = "p"\nipv4_netmask_length = 20',
      ['? computed'],
      'an address pool hands out a /20',
    ],
    ['no range', '', ['? computed'], 'the code states no address range'],
    [
      'a range of Amazon',
      'cidr_block = "10.0.0.0/16"\nassign_generated_ipv6_cidr_block = true',
      ['10.0.0.0/16', '? computed'],
      'Amazon gives an IPv6 range',
    ],
    [
      'both families',
      'cidr_block = "10.0.0.0/16"\nipv6_cidr_block = "2001:db8::/56"\nipv6_ipam_pool_id = "p"',
      ['10.0.0.0/16', '2001:db8::/56'],
      undefined,
    ],
  ])('with %s', (_, lines, expected, message) => {
    const { addressSpace } = onlyDraft('network', bindFiles(`resource "aws_vpc" "v" {\n${lines}\n}`));
    expect(shortList(addressSpace)).toEqual(expected);
    expect(addressSpace.unresolved[0]?.reason.message).toBe(message);
  });

  test('of an account have a known range', () => {
    const vpc = onlyDraft('network', bindFiles('resource "aws_default_vpc" "d" {\n}'));
    expect([vpc.name, shortList(vpc.addressSpace)]).toEqual(['aws_default_vpc.d', ['default 172.31.0.0/16']]);
  });

  test('get further ranges', () => {
    const bound = bindFiles(`${VPC}
resource "aws_vpc_ipv4_cidr_block_association" "pods" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "100.64.0.0/16"
}
resource "aws_vpc_ipv4_cidr_block_association" "maybe" {
  count      = var.anything ? 1 : 0
  vpc_id     = aws_vpc.main.id
  cidr_block = "100.65.0.0/16"
}
resource "aws_vpc_ipv4_cidr_block_association" "elsewhere" {
  vpc_id     = "vpc-0a1b"
  cidr_block = "100.66.0.0/16"
}`);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual([
      '10.0.0.0/16',
      '100.64.0.0/16',
      '? missing-input',
    ]);
    expect(gapsOf(bound)).toEqual(['aws_vpc_ipv4_cidr_block_association.elsewhere vpc_id: outside']);
  });

  test.each([
    ['own servers', '["10.9.0.4", "AmazonProvidedDNS"]', ['10.9.0.4']],
    ["Amazon's", '["AmazonProvidedDNS"]', []],
    ['an unknown', 'var.anything', ['? missing-input']],
  ])('have DNS options with %s', (_, servers, expected) => {
    const bound = bindFiles(`${VPC}
resource "aws_vpc_dhcp_options" "o" {
  domain_name_servers = ${servers}
}
resource "aws_vpc_dhcp_options_association" "a" {
  vpc_id          = aws_vpc.main.id
  dhcp_options_id = aws_vpc_dhcp_options.o.id
}`);
    expect(shortList(onlyDraft('network', bound).dnsServers)).toEqual(expected);
  });

  test('have subnets', () => {
    expect(
      draftsOf('subnet', bindFiles(VPC)).map(({ name, network, prefixes }) => [
        name,
        shortTarget(network),
        shortList(prefixes),
      ]),
    ).toEqual([
      ['a', '@aws_vpc.main', ['10.0.1.0/24']],
      ['aws_subnet.b', '@aws_vpc.main', ['? missing-input']],
    ]);
  });
});

describe('peerings', () => {
  const peering = (lines: string, more = '') => {
    const bound = bindFiles(`${VPC}
resource "aws_vpc_peering_connection" "p" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = "vpc-0a1b"
  ${lines}
}
${more}`);
    return onlyDraft('peering', bound);
  };
  const accepter = (lines: string) => `
resource "aws_vpc_peering_connection_accepter" "a" {
  vpc_peering_connection_id = aws_vpc_peering_connection.p.id
  ${lines}
}`;

  test.each([
    ['accepted by itself', 'auto_accept = true', '', 'true'],
    ['accepted by nobody that is known', '', '', '? outside'],
    ['not accepted by itself', 'auto_accept = false', '', '? outside'],
    ['accepted perhaps', 'auto_accept = var.anything', '', '? missing-input'],
    ['accepted by a resource', '', accepter('auto_accept = true'), 'true'],
    ['accepted by a resource that only manages it', '', accepter(''), '? outside'],
    ['accepted by both', 'auto_accept = true', accepter(''), 'true'],
    [
      'accepted by a resource that may exist',
      '',
      accepter('auto_accept = true\n  count = var.anything ? 1 : 0'),
      '? missing-input',
    ],
  ])('%s', (_, lines, more, expected) => {
    expect(short(peering(lines, more).createsBothEnds)).toBe(expected);
  });

  test('go from a VPC to an id', () => {
    const draft = peering('');
    expect([shortTarget(draft.from), shortTarget(draft.to), short(draft.useRemoteGateways)]).toEqual([
      '@aws_vpc.main',
      ':vpc-0a1b',
      'false',
    ]);
  });
});

describe('transit', () => {
  const TRANSIT = `${VPC}
resource "aws_ec2_transit_gateway" "t" {
  tags = { Name = "transit" }
}
`;
  const attached = (lines: string, transit = TRANSIT) =>
    onlyDraft(
      'gateway-connection',
      bindFiles(`${transit}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
  vpc_id             = aws_vpc.main.id
  ${lines}
}`),
    );

  test('gateways join VPCs', () => {
    const draft = attached('');
    expect([shortTarget(draft.gateway), shortTarget(draft.to), draft.possible]).toEqual([
      '@aws_ec2_transit_gateway.t',
      '@aws_vpc.main',
      undefined,
    ]);
  });

  test.each([
    [
      'follows none',
      'transit_gateway_default_route_table_association = false',
      ['-', '@aws_ec2_transit_gateway.t'],
    ],
    [
      'is found in none',
      'transit_gateway_default_route_table_propagation = false',
      ['@aws_ec2_transit_gateway.t'],
    ],
  ])('an attachment off the default route table %s', (_, lines, expected) => {
    const { tables, possible } = attached(lines);
    expect([possible, tables && [tables.follows, ...tables.foundIn].map(shortTarget)]).toEqual([
      undefined,
      expected,
    ]);
  });

  test('a gateway without default tables holds for all attachments', () => {
    const { tables } = attached(
      '',
      TRANSIT.replace('tags = {', 'default_route_table_propagation = "disable"\n  tags = {'),
    );
    expect(tables?.foundIn).toEqual([]);
  });

  test('an attachment of which it is not known where it is found', () => {
    const draft = attached('transit_gateway_default_route_table_propagation = var.anything');
    expect(draft.possible?.code).toBe('missing-input');
  });

  test('route tables are followed and propagated to', () => {
    const bound = bindFiles(`${TRANSIT}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id                              = aws_ec2_transit_gateway.t.id
  vpc_id                                          = aws_vpc.main.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}
resource "aws_ec2_transit_gateway_route_table" "spokes" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
  tags               = { Name = "spokes" }
}
resource "aws_ec2_transit_gateway_route_table" "shared" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
}
resource "aws_ec2_transit_gateway_route_table_association" "a" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.a.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}
resource "aws_ec2_transit_gateway_route_table_propagation" "a" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.a.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.shared.id
}
resource "aws_ec2_transit_gateway_route" "drop" {
  destination_cidr_block         = "10.9.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}`);
    const { tables } = onlyDraft('gateway-connection', bound);
    expect(tables && [tables.follows, ...tables.foundIn].map(shortTarget)).toEqual([
      '@aws_ec2_transit_gateway_route_table.spokes',
      '@aws_ec2_transit_gateway_route_table.shared',
    ]);
    expect(draftsOf('route-table', bound).map(({ name }) => name)).toEqual([
      'spokes',
      'aws_ec2_transit_gateway_route_table.shared',
    ]);
    const { destination, nextHop, table } = onlyDraft('route', bound);
    expect([short(destination), short(nextHop), shortTarget(table)]).toEqual([
      '10.9.0.0/16',
      'none',
      '@aws_ec2_transit_gateway_route_table.spokes',
    ]);
  });

  test('VPN connections with route tables are not known to be heard', () => {
    const bound = bindFiles(`
resource "aws_ec2_transit_gateway" "t" {
  default_route_table_association = "disable"
}
resource "aws_vpn_connection" "v" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
}`);
    expect(onlyDraft('gateway-connection', bound).possible?.code).toBe('unsupported');
  });

  test('VPN connections lead to sites', () => {
    const bound = bindFiles(`${VPC}
resource "aws_vpn_gateway" "v" {
}
resource "aws_vpn_gateway_attachment" "v" {
  vpc_id         = aws_vpc.main.id
  vpn_gateway_id = aws_vpn_gateway.v.id
}
resource "aws_vpn_connection" "static" {
  vpn_gateway_id     = aws_vpn_gateway.v.id
  static_routes_only = true
}
resource "aws_vpn_connection_route" "office" {
  vpn_connection_id      = aws_vpn_connection.static.id
  destination_cidr_block = "192.168.0.0/16"
}
resource "aws_vpn_connection" "bgp" {
  transit_gateway_id = var.anything
}`);
    expect(draftsOf('gateway', bound).map(({ type, network }) => [type, shortTarget(network)])).toEqual([
      ['vpn', '@aws_vpc.main'],
    ]);
    expect(draftsOf('range', bound).map(({ prefixes }) => shortList(prefixes))).toEqual([
      ['192.168.0.0/16'],
      ['? environment'],
    ]);
    expect(
      draftsOf('gateway-connection', bound).map(({ gateway, to }) => [shortTarget(gateway), shortTarget(to)]),
    ).toEqual([
      ['@aws_vpn_gateway.v', '@aws_vpn_connection.static'],
      ['? missing-input @var.anything', '@aws_vpn_connection.bgp'],
    ]);
  });

  test('client VPN hands out addresses', () => {
    const gateway = onlyDraft(
      'gateway',
      bindFiles(`${VPC}
resource "aws_ec2_client_vpn_endpoint" "c" {
  client_cidr_block = "172.16.0.0/20"
  vpc_id            = aws_vpc.main.id
}
resource "aws_ec2_client_vpn_network_association" "c" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.c.id
  subnet_id              = aws_subnet.a.id
}`),
    );
    expect([
      gateway.type,
      shortList(gateway.ranges),
      shortTarget(gateway.network),
      shortTarget(gateway.subnet),
    ]).toEqual(['vpn', ['172.16.0.0/20'], '@aws_vpc.main', '@aws_subnet.a']);
  });
});

describe('DNS', () => {
  test('zones with a VPC are private', () => {
    const bound = bindFiles(`${VPC}
resource "aws_route53_zone" "corp" {
  name = "corp.example."
  vpc {
    vpc_id = aws_vpc.main.id
  }
}
resource "aws_route53_zone" "public" {
  name = "example.com"
}
resource "aws_route53_zone_association" "more" {
  zone_id = aws_route53_zone.corp.zone_id
  vpc_id  = "vpc-0a1b"
}`);
    expect(draftsOf('dns-zone', bound).map((zone) => [short(zone.domain), short(zone.private)])).toEqual([
      ['corp.example', 'true'],
      ['example.com', 'false'],
    ]);
    expect(
      draftsOf('dns-link', bound).map(({ zone, network }) => [shortTarget(zone), shortTarget(network)]),
    ).toEqual([
      ['@aws_route53_zone.corp', '@aws_vpc.main'],
      ['@aws_route53_zone.corp', ':vpc-0a1b'],
    ]);
  });

  test('resolver endpoints and rules', () => {
    const bound = bindFiles(`${VPC}
resource "aws_route53_resolver_endpoint" "in" {
  direction = "INBOUND"
  ip_address {
    subnet_id = aws_subnet.a.id
    ip        = "10.0.1.10"
  }
}
resource "aws_route53_resolver_endpoint" "out" {
  direction = "OUTBOUND"
  ip_address {
    subnet_id = aws_subnet.a.id
  }
}
resource "aws_route53_resolver_rule" "corp" {
  domain_name = "corp.example"
  rule_type   = "FORWARD"
  target_ip {
    ip = "192.168.0.53"
  }
}
resource "aws_route53_resolver_rule" "system" {
  domain_name = "sub.corp.example"
  rule_type   = "SYSTEM"
}
resource "aws_route53_resolver_rule_association" "a" {
  resolver_rule_id = aws_route53_resolver_rule.corp.id
  vpc_id           = aws_vpc.main.id
}
resource "aws_route53_resolver_rule_association" "b" {
  resolver_rule_id = "rslvr-rr-1"
  vpc_id           = aws_vpc.main.id
}`);
    const endpoint = onlyDraft('dns-inbound-endpoint', bound);
    expect([short(endpoint.addressFact), shortTarget(endpoint.subnet)]).toEqual([
      '10.0.1.10',
      '@aws_subnet.a',
    ]);
    expect(onlyDraft('address-consumer', bound).what).toBe('DNS resolver');
    expect(
      draftsOf('dns-forwarding', bound).map(({ networks, rules }) => [
        networks.map(shortTarget),
        rules.map((rule) => [short(rule.domain), shortList(rule.servers)]),
      ]),
    ).toEqual([
      [['@aws_vpc.main'], [['corp.example', ['192.168.0.53']]]],
      [['@aws_vpc.main'], [['? outside', ['? outside']]]],
    ]);
  });
});

describe('EKS', () => {
  const eks = (lines: string) =>
    onlyDraft('cluster', bindFiles(`${VPC}\nresource "aws_eks_cluster" "c" {\n  name = "eks"\n${lines}\n}`));

  test.each([
    [
      'a service range',
      'kubernetes_network_config {\nservice_ipv4_cidr = "10.100.0.0/16"\n}',
      ['10.100.0.0/16'],
      'default 10.100.0.10',
    ],
    ['none', '', ['? computed'], '? computed'],
    ['IPv6', 'kubernetes_network_config {\nip_family = "ipv6"\n}', ['? computed'], '? computed'],
  ])('with %s', (_, lines, services, dns) => {
    const cluster = eks(lines);
    expect([
      shortList(cluster.serviceCidrs),
      short(cluster.dnsServiceIp),
      short(cluster.networkMode),
    ]).toEqual([services, dns, '? environment']);
  });

  test.each([
    ['', 'default false'],
    ['vpc_config {\nendpoint_public_access = false\n}', 'true'],
    ['vpc_config {\nendpoint_public_access = var.anything\n}', '? missing-input'],
  ])('is private by its public access: %s', (lines, expected) => {
    expect(short(eks(lines).privateApi)).toBe(expected);
  });

  test('has node groups', () => {
    const group = (subnets: string) =>
      onlyDraft(
        'node-pool',
        bindFiles(`${VPC}
resource "aws_eks_cluster" "c" {
  name = "eks"
  vpc_config {
    subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
  }
}
resource "aws_eks_node_group" "g" {
  cluster_name    = aws_eks_cluster.c.name
  node_group_name = "g"
  subnet_ids      = ${subnets}
  scaling_config {
    desired_size = 2
    min_size     = 1
    max_size     = var.anything
  }
}`),
      );
    const pool = group('[aws_subnet.a.id]');
    expect([pool.count, pool.min, pool.max, pool.maxPods].map((fact) => short<number>(fact))).toEqual([
      '2',
      '1',
      '? missing-input',
      '? environment',
    ]);
    expect([shortTarget(pool.cluster), shortTarget(pool.nodeSubnet)]).toEqual([
      '@aws_eks_cluster.c */*:cluster/eks',
      '@aws_subnet.a',
    ]);
    expect(shortTarget(group('[aws_subnet.a.id, aws_subnet.b.id]').nodeSubnet)).toBe('? unsupported');
    expect(shortTarget(group('[]').nodeSubnet)).toBe('-');
  });
});

test.each([
  [
    'resource "aws_nat_gateway" "n" {\n  subnet_id = aws_subnet.a.id\n}',
    ['subnet_id: NAT gateway 1 in @aws_subnet.a'],
  ],
  [
    'resource "aws_vpc_endpoint" "e" {\n  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]\n}',
    [
      'subnet_ids.0: interface endpoint 1 in @aws_subnet.a',
      'subnet_ids.1: interface endpoint 1 in @aws_subnet.b',
    ],
  ],
  [
    'resource "aws_lb" "l" {\n  subnets = aws_subnet.a[*].id\n}',
    ['subnets.0: load balancer ? computed in @aws_subnet.a'],
  ],
  ['resource "aws_vpc_endpoint" "gateway" {\n  vpc_endpoint_type = "Gateway"\n}', []],
])('takes addresses: %s', (text, expected) => {
  const consumers = draftsOf('address-consumer', bindFiles(`${VPC}${text}`));
  expect(
    consumers.map(
      ({ path, what, addresses, subnet }) =>
        `${path.join('.')}: ${what} ${short(addresses)} in ${shortTarget(subnet)}`,
    ),
  ).toEqual(expected);
});

test.each([
  ['aws_vpc', 'id = "vpc-0a1b"', 'network', ':vpc-0a1b'],
  ['aws_vpc', 'id = var.anything', 'network', '? missing-input @var.anything'],
  ['aws_vpc', 'tags = { Name = "main" }', 'network', '*/*:Name/main'],
  ['aws_vpc', 'filter {\nname = "tag:Name"\nvalues = ["main"]\n}', 'network', '*/*:Name/main'],
  ['aws_vpc', 'default = true', 'network', '? data-source'],
  ['aws_subnet', 'id = aws_subnet.a.id', 'subnet', '@aws_subnet.a'],
  ['aws_route53_zone', 'name = "corp.example."', 'dns-zone', '*/*:zone/corp.example'],
  ['aws_eks_cluster', 'name = "eks"', 'cluster', '*/*:cluster/eks'],
  ['aws_ec2_transit_gateway', 'id = "tgw-1"', 'gateway', ':tgw-1'],
])('data source %s with %s', (type, lines, kind, expected) => {
  const [alias] = aliasesOf(bindFiles(`${VPC}data "${type}" "d" {\n${lines}\n}`));
  expect(alias && [...alias.entityKinds, shortTarget(alias.target)]).toEqual([kind, expected]);
});
