/** The kinds of Crossplane's Google Cloud providers. */
import { attribute } from '../../read-attributes.ts';
import { kindsOf, type Family } from './family.ts';

const NETWORK = 'Network.compute';
const SUBNETWORK = 'Subnetwork.compute';

export const GCP: Family = {
  cloud: 'gcp',
  provider: 'google',
  kinds: kindsOf(
    [
      ['Firewall.compute', 'google_compute_firewall'],
      ['GlobalAddress.compute', 'google_compute_global_address'],
      ['HaVPNGateway.compute', 'google_compute_ha_vpn_gateway'],
      ['Network.compute', 'google_compute_network'],
      ['NetworkPeering.compute', 'google_compute_network_peering'],
      ['Route.compute', 'google_compute_route'],
      ['RouterNAT.compute', 'google_compute_router_nat'],
      ['Router.compute', 'google_compute_router'],
      ['Subnetwork.compute', 'google_compute_subnetwork'],
      ['VPNGateway.compute', 'google_compute_vpn_gateway'],
      ['VPNTunnel.compute', 'google_compute_vpn_tunnel'],
      ['Cluster.container', 'google_container_cluster'],
      ['NodePool.container', 'google_container_node_pool'],
      ['ManagedZone.dns', 'google_dns_managed_zone'],
      ['Policy.dns', 'google_dns_policy'],
    ],
    'name',
  ),
  references: new Map([
    ['network', NETWORK],
    ['network_url', NETWORK],
    ['peer_network', NETWORK],
    ['subnetwork', SUBNETWORK],
    ['private_endpoint_subnetwork', SUBNETWORK],
    ['cluster', 'Cluster.container'],
    ['gke_cluster_name', 'Cluster.container'],
    ['next_hop_vpn_tunnel', 'VPNTunnel.compute'],
    ['router', 'Router.compute'],
    ['target_vpn_gateway', 'VPNGateway.compute'],
    ['vpn_gateway', 'HaVPNGateway.compute'],
  ]),
  renamed: new Map([
    ['google_dns_managed_zone network', 'network_url'],
    ['google_dns_policy network', 'network_url'],
  ]),
  lists: new Map(),
  settings: (spec) => ({ project: attribute(spec, 'projectID') }),
};
