/** The kinds of AWS Controllers for Kubernetes that stand for resources of AWS's Terraform provider. */

const EC2 = 'ec2.services.k8s.aws';
const EKS = 'eks.services.k8s.aws';
const ROUTE53 = 'route53.services.k8s.aws';

const VPC = `VPC.${EC2}`;
const SUBNET = `Subnet.${EC2}`;
const GROUP = `SecurityGroup.${EC2}`;

/** The Terraform provider's type, by kind and group. */
export const TYPES: ReadonlyMap<string, string> = new Map([
  [VPC, 'aws_vpc'],
  [SUBNET, 'aws_subnet'],
  [`VPCPeeringConnection.${EC2}`, 'aws_vpc_peering_connection'],
  [`RouteTable.${EC2}`, 'aws_route_table'],
  [`InternetGateway.${EC2}`, 'aws_internet_gateway'],
  [`EgressOnlyInternetGateway.${EC2}`, 'aws_egress_only_internet_gateway'],
  [`NATGateway.${EC2}`, 'aws_nat_gateway'],
  [`TransitGateway.${EC2}`, 'aws_ec2_transit_gateway'],
  [`TransitGatewayVPCAttachment.${EC2}`, 'aws_ec2_transit_gateway_vpc_attachment'],
  [`VPCEndpoint.${EC2}`, 'aws_vpc_endpoint'],
  [`DHCPOptions.${EC2}`, 'aws_vpc_dhcp_options'],
  [GROUP, 'aws_security_group'],
  [`Instance.${EC2}`, 'aws_instance'],
  [`Cluster.${EKS}`, 'aws_eks_cluster'],
  [`Nodegroup.${EKS}`, 'aws_eks_node_group'],
  [`FargateProfile.${EKS}`, 'aws_eks_fargate_profile'],
  [`HostedZone.${ROUTE53}`, 'aws_route53_zone'],
]);

/** What `<name>Ref` and `<name>Refs` fill, and the kind that they mean. */
export const REFERENCES: ReadonlyMap<string, readonly [argument: string, type: string]> = new Map([
  ['vpcRef', ['vpc_id', VPC]],
  ['vpcRefs', ['vpc', VPC]],
  ['peerVPCRef', ['peer_vpc_id', VPC]],
  ['subnetRef', ['subnet_id', SUBNET]],
  ['subnetRefs', ['subnet_ids', SUBNET]],
  ['routeTableRefs', ['route_tables', `RouteTable.${EC2}`]],
  ['gatewayRef', ['gateway_id', `InternetGateway.${EC2}`]],
  ['natGatewayRef', ['nat_gateway_id', `NATGateway.${EC2}`]],
  ['transitGatewayRef', ['transit_gateway_id', `TransitGateway.${EC2}`]],
  ['vpcEndpointRef', ['vpc_endpoint_id', `VPCEndpoint.${EC2}`]],
  ['vpcPeeringConnectionRef', ['vpc_peering_connection_id', `VPCPeeringConnection.${EC2}`]],
  ['securityGroupRefs', ['security_group_ids', GROUP]],
  ['groupRef', ['group_id', GROUP]],
  ['clusterRef', ['cluster_name', `Cluster.${EKS}`]],
]);

/** What a provider's type calls an argument, by type and spelled name. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['aws_vpc cidr_blocks', 'cidr_block'],
  ['aws_vpc amazon_provided_ipv6_cidr_block', 'assign_generated_ipv6_cidr_block'],
  ['aws_vpc_peering_connection accept_request', 'auto_accept'],
  ['aws_internet_gateway vpc', 'vpc_id'],
  ['aws_route_table routes', 'route'],
  ['aws_route_table egress_only_internet_gateway_id', 'egress_only_gateway_id'],
  ['aws_security_group ingress_rules', 'ingress'],
  ['aws_security_group egress_rules', 'egress'],
  ['aws_security_group ip_protocol', 'protocol'],
  ['aws_eks_cluster resources_vpc_config', 'vpc_config'],
  ['aws_eks_node_group name', 'node_group_name'],
  ['aws_eks_node_group subnets', 'subnet_ids'],
  ['aws_eks_fargate_profile subnets', 'subnet_ids'],
]);
