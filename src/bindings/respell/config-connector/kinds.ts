/** The kinds of Google Config Connector that stand for resources of Google's Terraform provider. */

const GROUP_END = 'cnrm.cloud.google.com';

/** Kind and group of a service, such as `compute`. */
function inService(service: string, kind: string): string {
  return `${kind}.${service}.${GROUP_END}`;
}

const NETWORK = inService('compute', 'ComputeNetwork');
const SUBNETWORK = inService('compute', 'ComputeSubnetwork');
const CLUSTER = inService('container', 'ContainerCluster');

/** The Terraform provider's type, by kind and group. */
export const TYPES: ReadonlyMap<string, string> = new Map([
  [NETWORK, 'google_compute_network'],
  [SUBNETWORK, 'google_compute_subnetwork'],
  [inService('compute', 'ComputeNetworkPeering'), 'google_compute_network_peering'],
  [inService('compute', 'ComputeAddress'), 'google_compute_global_address'],
  [inService('compute', 'ComputeRoute'), 'google_compute_route'],
  [inService('compute', 'ComputeFirewall'), 'google_compute_firewall'],
  [inService('compute', 'ComputeRouter'), 'google_compute_router'],
  [inService('compute', 'ComputeRouterNAT'), 'google_compute_router_nat'],
  [inService('compute', 'ComputeVPNGateway'), 'google_compute_ha_vpn_gateway'],
  [inService('compute', 'ComputeTargetVPNGateway'), 'google_compute_vpn_gateway'],
  [inService('compute', 'ComputeVPNTunnel'), 'google_compute_vpn_tunnel'],
  [CLUSTER, 'google_container_cluster'],
  [inService('container', 'ContainerNodePool'), 'google_container_node_pool'],
  [inService('dns', 'DNSManagedZone'), 'google_dns_managed_zone'],
  [inService('dns', 'DNSPolicy'), 'google_dns_policy'],
]);

/** The kind that `<name>Ref` means, by the argument that it fills. */
export const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['network', NETWORK],
  ['peer_network', NETWORK],
  ['subnetwork', SUBNETWORK],
  ['private_endpoint_subnetwork', SUBNETWORK],
  ['cluster', CLUSTER],
  ['router', inService('compute', 'ComputeRouter')],
  ['vpn_gateway', inService('compute', 'ComputeVPNGateway')],
  ['peer_gcp_gateway', inService('compute', 'ComputeVPNGateway')],
  ['target_vpn_gateway', inService('compute', 'ComputeTargetVPNGateway')],
  ['next_hop_vpn_tunnel', inService('compute', 'ComputeVPNTunnel')],
]);

/** What a type calls an argument that references elsewhere give another name. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['google_dns_managed_zone network', 'network_url'],
  ['google_dns_policy network', 'network_url'],
  ['google_compute_router_nat subnetwork', 'name'],
]);
