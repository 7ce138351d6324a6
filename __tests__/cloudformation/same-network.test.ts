/** One network written in CloudFormation and in Terraform: both give the same facts. */
import { describe, expect, test } from 'vitest';
import { readNetwork } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import { rules } from '../../src/rule/registry.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

/** What differs by language: places, and the unit and type in ids and addresses. */
const PLACES: ReadonlySet<string> = new Set(['location', 'unit', 'unresolved', 'coverage']);

function facts(files: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const { model } = readNetwork(memoryTree(files), { config: loadConfig(undefined, rules), within: [] });
  const json: unknown = JSON.parse(renderModelJson(model), (key, value: unknown) =>
    PLACES.has(key) ? undefined : value,
  );
  return sorted(
    JSON.parse(
      JSON.stringify(json)
        .replace(/"(?:\.|a\.yaml):/g, '"')
        .replace(/\baws_\w+\./g, ''),
    ),
  );
}

/** Entities by their ids: the languages are free in their order. */
function sorted(model: unknown): Readonly<Record<string, unknown>> {
  const lists = Object.entries(model as Readonly<Record<string, unknown>>).map(([name, list]) => [
    name,
    Array.isArray(list) ? list.map((entity) => JSON.stringify(entity)).sort() : list,
  ]);
  return Object.fromEntries(lists) as Readonly<Record<string, unknown>>;
}

const VPCS = `  a: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, Tags: [{Key: Name, Value: net-a}]}}
  b: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  sa: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref a, CidrBlock: 10.0.1.0/24}}
  sb: {Type: AWS::EC2::Subnet, Properties: {VpcId: !GetAtt b.VpcId, CidrBlock: 10.1.1.0/24}}
`;

const TF_VPCS = `resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "net-a" }
}
resource "aws_vpc" "b" { cidr_block = "10.1.0.0/16" }
resource "aws_subnet" "sa" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "sb" {
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.1.1.0/24"
}
`;

/** A Terraform block of one line's arguments. */
function block(type: string, name: string, ...lines: readonly string[]): string {
  return `resource "${type}" "${name}" {\n${lines.join('\n')}\n}\n`;
}

describe('the same facts', () => {
  test.each<readonly [what: string, template: string, terraform: string, list: string, count: number]>([
    ['VPCs and subnets', '', '', 'subnets', 2],
    [
      'further ranges',
      `  more: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref a, CidrBlock: 10.9.0.0/16}}
  six: {Type: AWS::EC2::SubnetCidrBlock, Properties: {SubnetId: !Ref sa, Ipv6CidrBlock: '2001:db8::/64'}}
`,
      block(
        'aws_vpc_ipv4_cidr_block_association',
        'more',
        'vpc_id = aws_vpc.a.id',
        'cidr_block = "10.9.0.0/16"',
      ),
      'networks',
      2,
    ],
    [
      'a peering connection that is accepted',
      '  p: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !Ref a, PeerVpcId: !Ref b}}\n',
      block(
        'aws_vpc_peering_connection',
        'p',
        'vpc_id = aws_vpc.a.id',
        'peer_vpc_id = aws_vpc.b.id',
        'auto_accept = true',
      ),
      'peerings',
      1,
    ],
    [
      'routes',
      `  t: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref a}}
  i: {Type: AWS::EC2::InternetGateway}
  ia: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref a, InternetGatewayId: !Ref i}}
  n: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref sa}}
  r: {Type: AWS::EC2::Route, DependsOn: ia, Properties: {RouteTableId: !Ref t, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref i}}
  q: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref t, DestinationCidrBlock: 10.8.0.0/16, NatGatewayId: !Ref n}}
  ta: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {RouteTableId: !Ref t, SubnetId: !Ref sa}}
`,
      block('aws_route_table', 't', 'vpc_id = aws_vpc.a.id') +
        block('aws_internet_gateway', 'i', 'vpc_id = aws_vpc.a.id') +
        block('aws_nat_gateway', 'n', 'subnet_id = aws_subnet.sa.id') +
        block(
          'aws_route',
          'r',
          'route_table_id = aws_route_table.t.id',
          'destination_cidr_block = "0.0.0.0/0"',
          'gateway_id = aws_internet_gateway.i.id',
        ) +
        block(
          'aws_route',
          'q',
          'route_table_id = aws_route_table.t.id',
          'destination_cidr_block = "10.8.0.0/16"',
          'nat_gateway_id = aws_nat_gateway.n.id',
        ) +
        block(
          'aws_route_table_association',
          'ta',
          'route_table_id = aws_route_table.t.id',
          'subnet_id = aws_subnet.sa.id',
        ),
      'routes',
      2,
    ],
    [
      'a transit gateway with route tables of its own',
      `  g: {Type: AWS::EC2::TransitGateway, Properties: {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}}
  ga: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref g, VpcId: !Ref a, SubnetIds: [!Ref sa]}}
  gb: {Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: {TransitGatewayId: !Ref g, VpcId: !Ref b, SubnetIds: [!Ref sb]}}
  gt: {Type: AWS::EC2::TransitGatewayRouteTable, Properties: {TransitGatewayId: !Ref g}}
  gs: {Type: AWS::EC2::TransitGatewayRouteTableAssociation, Properties: {TransitGatewayAttachmentId: !Ref ga, TransitGatewayRouteTableId: !Ref gt}}
  gp: {Type: AWS::EC2::TransitGatewayRouteTablePropagation, Properties: {TransitGatewayAttachmentId: !Ref gb, TransitGatewayRouteTableId: !Ref gt}}
  gr: {Type: AWS::EC2::TransitGatewayRoute, Properties: {DestinationCidrBlock: 10.1.0.0/16, TransitGatewayAttachmentId: !Ref gb, TransitGatewayRouteTableId: !Ref gt}}
`,
      block(
        'aws_ec2_transit_gateway',
        'g',
        'default_route_table_association = "disable"',
        'default_route_table_propagation = "disable"',
      ) +
        ['a', 'b']
          .map((name) =>
            block(
              'aws_ec2_transit_gateway_vpc_attachment',
              `g${name}`,
              'transit_gateway_id = aws_ec2_transit_gateway.g.id',
              `vpc_id = aws_vpc.${name}.id`,
              `subnet_ids = [aws_subnet.s${name}.id]`,
            ),
          )
          .join('') +
        block(
          'aws_ec2_transit_gateway_route_table',
          'gt',
          'transit_gateway_id = aws_ec2_transit_gateway.g.id',
        ) +
        block(
          'aws_ec2_transit_gateway_route_table_association',
          'gs',
          'transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.ga.id',
          'transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.gt.id',
        ) +
        block(
          'aws_ec2_transit_gateway_route_table_propagation',
          'gp',
          'transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.gb.id',
          'transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.gt.id',
        ) +
        block(
          'aws_ec2_transit_gateway_route',
          'gr',
          'destination_cidr_block = "10.1.0.0/16"',
          'transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.gb.id',
          'transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.gt.id',
        ),
      'gatewayConnections',
      2,
    ],
    [
      'a VPN with a static route',
      `  v: {Type: AWS::EC2::VPNGateway, Properties: {Type: ipsec.1}}
  va: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref a, VpnGatewayId: !Ref v}}
  vc: {Type: AWS::EC2::VPNConnection, Properties: {VpnGatewayId: !Ref v, StaticRoutesOnly: 'true'}}
  vr: {Type: AWS::EC2::VPNConnectionRoute, Properties: {VpnConnectionId: !Ref vc, DestinationCidrBlock: 192.168.0.0/24}}
`,
      block('aws_vpn_gateway', 'v', '') +
        block(
          'aws_vpn_gateway_attachment',
          'va',
          'vpc_id = aws_vpc.a.id',
          'vpn_gateway_id = aws_vpn_gateway.v.id',
        ) +
        block(
          'aws_vpn_connection',
          'vc',
          'vpn_gateway_id = aws_vpn_gateway.v.id',
          'static_routes_only = true',
        ) +
        block(
          'aws_vpn_connection_route',
          'vr',
          'vpn_connection_id = aws_vpn_connection.vc.id',
          'destination_cidr_block = "192.168.0.0/24"',
        ),
      'ranges',
      1,
    ],
    [
      'security groups',
      `  s: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref a, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: '443', CidrIp: 10.0.0.0/8}], SecurityGroupEgress: [{IpProtocol: -1, CidrIpv6: '::/0'}]}}
  si: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt s.GroupId, IpProtocol: udp, FromPort: 53, ToPort: 53, SourceSecurityGroupId: !Ref s}}
`,
      block(
        'aws_security_group',
        's',
        'vpc_id = aws_vpc.a.id',
        'ingress {',
        'protocol = "tcp"',
        'from_port = 443',
        'to_port = 443',
        'cidr_blocks = ["10.0.0.0/8"]',
        '}',
        'egress {',
        'protocol = "-1"',
        'ipv6_cidr_blocks = ["::/0"]',
        '}',
      ) +
        block(
          'aws_vpc_security_group_ingress_rule',
          'si',
          'security_group_id = aws_security_group.s.id',
          'ip_protocol = "udp"',
          'from_port = 53',
          'to_port = 53',
          'referenced_security_group_id = aws_security_group.s.id',
        ),
      'securityGroups',
      1,
    ],
    [
      'a cluster with its nodes',
      `  c: {Type: AWS::EKS::Cluster, Properties: {Name: prod, Version: '1.31', ResourcesVpcConfig: {SubnetIds: [!Ref sa, !Ref sb], EndpointPublicAccess: false}, KubernetesNetworkConfig: {ServiceIpv4Cidr: 172.20.0.0/16}}}
  p: {Type: AWS::EKS::Nodegroup, Properties: {ClusterName: !Ref c, Subnets: [!Ref sa], ScalingConfig: {MinSize: 1, DesiredSize: 2, MaxSize: 5}}}
  f: {Type: AWS::EKS::FargateProfile, Properties: {ClusterName: prod, Subnets: [!Ref sb]}}
`,
      block(
        'aws_eks_cluster',
        'c',
        'name = "prod"',
        'version = "1.31"',
        'vpc_config {',
        'subnet_ids = [aws_subnet.sa.id, aws_subnet.sb.id]',
        'endpoint_public_access = false',
        '}',
        'kubernetes_network_config {',
        'service_ipv4_cidr = "172.20.0.0/16"',
        '}',
      ) +
        block(
          'aws_eks_node_group',
          'p',
          'cluster_name = aws_eks_cluster.c.name',
          'subnet_ids = [aws_subnet.sa.id]',
          'scaling_config {',
          'min_size = 1',
          'desired_size = 2',
          'max_size = 5',
          '}',
        ) +
        block('aws_eks_fargate_profile', 'f', 'cluster_name = "prod"', 'subnet_ids = [aws_subnet.sb.id]'),
      'clusters',
      1,
    ],
    [
      'names',
      `  z: {Type: AWS::Route53::HostedZone, Properties: {Name: corp.example., VPCs: [{VPCId: !Ref a, VPCRegion: eu-west-1}]}}
  e: {Type: AWS::Route53Resolver::ResolverEndpoint, Properties: {Direction: INBOUND, IpAddresses: [{SubnetId: !Ref sa, Ip: 10.0.1.10}]}}
  u: {Type: AWS::Route53Resolver::ResolverRule, Properties: {RuleType: FORWARD, DomainName: onprem.example, TargetIps: [{Ip: 192.168.0.2, Port: 53}]}}
  ua: {Type: AWS::Route53Resolver::ResolverRuleAssociation, Properties: {ResolverRuleId: !GetAtt u.ResolverRuleId, VPCId: !Ref a}}
  d: {Type: AWS::EC2::DHCPOptions, Properties: {DomainNameServers: [192.168.0.2]}}
  da: {Type: AWS::EC2::VPCDHCPOptionsAssociation, Properties: {DhcpOptionsId: !Ref d, VpcId: !Ref b}}
`,
      block(
        'aws_route53_zone',
        'z',
        'name = "corp.example."',
        'vpc {',
        'vpc_id = aws_vpc.a.id',
        'vpc_region = "eu-west-1"',
        '}',
      ) +
        block(
          'aws_route53_resolver_endpoint',
          'e',
          'direction = "INBOUND"',
          'ip_address {',
          'subnet_id = aws_subnet.sa.id',
          'ip = "10.0.1.10"',
          '}',
        ) +
        block(
          'aws_route53_resolver_rule',
          'u',
          'rule_type = "FORWARD"',
          'domain_name = "onprem.example"',
          'target_ip {',
          'ip = "192.168.0.2"',
          '}',
        ) +
        block(
          'aws_route53_resolver_rule_association',
          'ua',
          'resolver_rule_id = aws_route53_resolver_rule.u.id',
          'vpc_id = aws_vpc.a.id',
        ) +
        block('aws_vpc_dhcp_options', 'd', 'domain_name_servers = ["192.168.0.2"]') +
        block(
          'aws_vpc_dhcp_options_association',
          'da',
          'dhcp_options_id = aws_vpc_dhcp_options.d.id',
          'vpc_id = aws_vpc.b.id',
        ),
      'dnsForwardings',
      1,
    ],
    [
      'what takes addresses',
      `  m: {Type: AWS::EC2::Instance, Properties: {NetworkInterfaces: [{SubnetId: !Ref sa, DeviceIndex: '0'}]}}
  l: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {SubnetMappings: [{SubnetId: !Ref sa}, {SubnetId: !Ref sb}]}}
  x: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref a, VpcEndpointType: Interface, SubnetIds: [!Ref sa]}}
  k: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref sb]}}}
`,
      block('aws_instance', 'm', 'subnet_id = aws_subnet.sa.id') +
        block('aws_lb', 'l', 'subnets = [aws_subnet.sa.id, aws_subnet.sb.id]') +
        block('aws_vpc_endpoint', 'x', 'vpc_id = aws_vpc.a.id', 'subnet_ids = [aws_subnet.sa.id]') +
        block('aws_lambda_function', 'k', 'vpc_config {', 'subnet_ids = [aws_subnet.sb.id]', '}'),
      'addressConsumers',
      5,
    ],
  ])('%s', (what, template, terraform, list, count) => {
    const cloudFormation = facts({ 'a.yaml': `AWSTemplateFormatVersion: x\nResources:\n${VPCS}${template}` });
    // Terraform's provider has no resource for a further range of a subnet.
    const subnet = TF_VPCS.replace('"10.0.1.0/24"', '"10.0.1.0/24"\n  ipv6_cidr_block = "2001:db8::/64"');
    const written = facts({ 'main.tf': (what === 'further ranges' ? subnet : TF_VPCS) + terraform });
    expect(cloudFormation).toEqual(written);
    expect(cloudFormation[list]).toHaveLength(count);
  });
});

test('the Name tag is the name', () => {
  const { networks } = facts({ 'a.yaml': `AWSTemplateFormatVersion: x\nResources:\n${VPCS}` });
  expect(networks).toEqual([
    expect.stringContaining('"name":"net-a"'),
    expect.stringContaining('"name":"b"'),
  ]);
});

describe('who accepts a peering connection', () => {
  const accepted = (properties: string): unknown => {
    const template = `AWSTemplateFormatVersion: x\nParameters: {Role: {Type: String}, Owner: {Type: String}}\nConditions: {HasRole: !Not [!Equals [!Ref Role, '']]}\nResources:\n${VPCS}  p: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !Ref a, PeerVpcId: vpc-1, ${properties}}}\n`;
    const { peerings } = facts({ 'a.yaml': template });
    return (
      JSON.parse((peerings as readonly string[])[0] ?? '{}') as { flags?: { createsBothEnds?: unknown } }
    ).flags?.createsBothEnds;
  };

  test.each<readonly [properties: string, expected: boolean | null]>([
    ['PeerRegion: eu-west-1', true],
    ['PeerOwnerId: !Ref AWS::AccountId', true],
    ["PeerOwnerId: '111122223333', PeerRoleArn: 'arn:aws:iam::111122223333:role/peer'", true],
    ["PeerOwnerId: '111122223333', PeerRoleArn: !Ref Role", true],
    // Somebody else has to, or nobody can tell.
    ["PeerOwnerId: '111122223333'", null],
    ['PeerOwnerId: !Ref Owner', null],
    ["PeerOwnerId: '111122223333', PeerRoleArn: !If [HasRole, !Ref Role, !Ref AWS::NoValue]", null],
  ])('%s', (properties, expected) => {
    expect(accepted(properties)).toBe(expected);
  });
});
