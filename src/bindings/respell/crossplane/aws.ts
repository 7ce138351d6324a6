/** The kinds of Crossplane's AWS providers. */
import { stringValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { kindsOf, type Family } from './family.ts';

const VPC = 'VPC.ec2';
const SUBNET = 'Subnet.ec2';
const SECURITY_GROUP = 'SecurityGroup.ec2';

/** A role's ARN tells the account; the last of a chain is the one that deploys. */
function lastRole(spec: MapValue): Value | undefined {
  const chain = attribute(spec, 'assumeRoleChain');
  const last = chain?.kind === 'list' ? chain.items.at(-1) : undefined;
  const arn = last?.kind === 'map' ? attribute(last, 'roleARN') : undefined;
  const text = knownText(arn);
  if (text === undefined || last === undefined || arn === undefined) return undefined;
  return {
    kind: 'map',
    type: 'object',
    entries: new Map([['role_arn', stringValue(text, arn.origin)]]),
    origin: last.origin,
  };
}

export const AWS: Family = {
  cloud: 'aws',
  provider: 'aws',
  kinds: kindsOf(
    [
      ['DefaultRouteTable.ec2', 'aws_default_route_table'],
      ['DefaultSecurityGroup.ec2', 'aws_default_security_group'],
      ['DefaultVPC.ec2', 'aws_default_vpc'],
      ['TransitGateway.ec2', 'aws_ec2_transit_gateway'],
      ['TransitGatewayPeeringAttachment.ec2', 'aws_ec2_transit_gateway_peering_attachment'],
      ['TransitGatewayVPCAttachment.ec2', 'aws_ec2_transit_gateway_vpc_attachment'],
      ['EgressOnlyInternetGateway.ec2', 'aws_egress_only_internet_gateway'],
      ['Instance.ec2', 'aws_instance'],
      ['InternetGateway.ec2', 'aws_internet_gateway'],
      ['MainRouteTableAssociation.ec2', 'aws_main_route_table_association'],
      ['NATGateway.ec2', 'aws_nat_gateway'],
      ['NetworkInterface.ec2', 'aws_network_interface'],
      ['Route.ec2', 'aws_route'],
      ['RouteTable.ec2', 'aws_route_table'],
      ['RouteTableAssociation.ec2', 'aws_route_table_association'],
      ['SecurityGroup.ec2', 'aws_security_group'],
      ['SecurityGroupRule.ec2', 'aws_security_group_rule'],
      ['Subnet.ec2', 'aws_subnet'],
      ['VPC.ec2', 'aws_vpc'],
      ['VPCDHCPOptions.ec2', 'aws_vpc_dhcp_options'],
      ['CustomerGateway.ec2', 'aws_customer_gateway'],
      ['VPCDHCPOptionsAssociation.ec2', 'aws_vpc_dhcp_options_association'],
      ['VPCEndpoint.ec2', 'aws_vpc_endpoint'],
      ['VPCIPv4CidrBlockAssociation.ec2', 'aws_vpc_ipv4_cidr_block_association'],
      ['VPCIPv6CidrBlockAssociation.ec2', 'aws_vpc_ipv6_cidr_block_association'],
      ['VPCPeeringConnection.ec2', 'aws_vpc_peering_connection'],
      ['VPCPeeringConnectionAccepter.ec2', 'aws_vpc_peering_connection_accepter'],
      ['SecurityGroupEgressRule.ec2', 'aws_vpc_security_group_egress_rule'],
      ['SecurityGroupIngressRule.ec2', 'aws_vpc_security_group_ingress_rule'],
      ['VPNConnection.ec2', 'aws_vpn_connection'],
      ['VPNConnectionRoute.ec2', 'aws_vpn_connection_route'],
      ['VPNGateway.ec2', 'aws_vpn_gateway'],
      ['VPNGatewayAttachment.ec2', 'aws_vpn_gateway_attachment'],
      ['VPNGatewayRoutePropagation.ec2', 'aws_vpn_gateway_route_propagation'],
      ['MountTarget.efs', 'aws_efs_mount_target'],
      ['Cluster.eks', 'aws_eks_cluster', 'name'],
      ['FargateProfile.eks', 'aws_eks_fargate_profile'],
      ['NodeGroup.eks', 'aws_eks_node_group', 'node_group_name'],
      ['LB.elbv2', 'aws_lb', 'name'],
      ['Function.lambda', 'aws_lambda_function', 'function_name'],
      ['Zone.route53', 'aws_route53_zone'],
      ['ZoneAssociation.route53', 'aws_route53_zone_association'],
      ['Endpoint.route53resolver', 'aws_route53_resolver_endpoint'],
      ['Rule.route53resolver', 'aws_route53_resolver_rule'],
      ['RuleAssociation.route53resolver', 'aws_route53_resolver_rule_association'],
    ],
    undefined,
  ),
  references: new Map([
    ['vpc_id', VPC],
    ['peer_vpc_id', VPC],
    ['default_route_table_id', VPC],
    ['subnet_id', SUBNET],
    ['subnet_ids', SUBNET],
    ['subnets', SUBNET],
    ['security_group_id', SECURITY_GROUP],
    ['security_group_ids', SECURITY_GROUP],
    ['security_groups', SECURITY_GROUP],
    ['source_security_group_id', SECURITY_GROUP],
    ['referenced_security_group_id', SECURITY_GROUP],
    ['vpc_security_group_ids', SECURITY_GROUP],
    ['cluster_name', 'Cluster.eks'],
    ['customer_gateway_id', 'CustomerGateway.ec2'],
    ['dhcp_options_id', 'VPCDHCPOptions.ec2'],
    ['egress_only_gateway_id', 'EgressOnlyInternetGateway.ec2'],
    ['gateway_id', 'InternetGateway.ec2'],
    ['instance_id', 'Instance.ec2'],
    ['nat_gateway_id', 'NATGateway.ec2'],
    ['network_interface_id', 'NetworkInterface.ec2'],
    ['peer_transit_gateway_id', 'TransitGateway.ec2'],
    ['resolver_endpoint_id', 'Endpoint.route53resolver'],
    ['resolver_rule_id', 'Rule.route53resolver'],
    ['route_table_id', 'RouteTable.ec2'],
    ['transit_gateway_id', 'TransitGateway.ec2'],
    ['vpc_endpoint_id', 'VPCEndpoint.ec2'],
    ['vpc_peering_connection_id', 'VPCPeeringConnection.ec2'],
    ['vpn_connection_id', 'VPNConnection.ec2'],
    ['vpn_gateway_id', 'VPNGateway.ec2'],
    ['zone_id', 'Zone.route53'],
  ]),
  renamed: new Map(),
  lists: new Map([
    [
      'subnet_id',
      new Set([
        'aws_eks_cluster',
        'aws_eks_node_group',
        'aws_eks_fargate_profile',
        'aws_ec2_transit_gateway_vpc_attachment',
        'aws_lambda_function',
        'aws_vpc_endpoint',
      ]),
    ],
    ['subnet', new Set(['aws_lb'])],
    [
      'security_group_id',
      new Set([
        'aws_eks_cluster',
        'aws_route53_resolver_endpoint',
        'aws_lambda_function',
        'aws_vpc_endpoint',
      ]),
    ],
    ['security_group', new Set(['aws_lb'])],
    ['vpc_security_group_id', new Set(['aws_instance'])],
  ]),
  settings: (spec) => ({ assume_role: lastRole(spec) }),
};
