/** The Ansible modules that declare networks, and the options by which a task means what another task made. */

const NAMED = ['resource_group', 'name'];
const IN_NETWORK = ['resource_group', 'virtual_network_name', 'virtual_network', 'name'];

/** Options by module, without the collection's name. Two tasks with equal ones are about one thing. */
export const MODULES: ReadonlyMap<string, readonly string[]> = new Map([
  ['azure_rm_virtualnetwork', NAMED],
  ['azure_rm_subnet', IN_NETWORK],
  ['azure_rm_virtualnetworkpeering', IN_NETWORK],
  ['azure_rm_privatednszone', NAMED],
  ['azure_rm_privatednszonelink', ['resource_group', 'zone_name', 'name']],
  ['azure_rm_privateendpoint', NAMED],
  ['azure_rm_privateendpointdnszonegroup', ['resource_group', 'private_endpoint', 'name']],
  ['azure_rm_routetable', NAMED],
  ['azure_rm_route', ['resource_group', 'route_table_name', 'name']],
  ['azure_rm_aks', NAMED],
  ['azure_rm_aksagentpool', ['resource_group', 'cluster_name', 'name']],
  ['ec2_vpc_net', ['name', 'cidr_block', 'vpc_id', 'region']],
  ['ec2_vpc_subnet', ['vpc_id', 'cidr', 'region']],
  ['ec2_vpc_peering', ['vpc_id', 'peer_vpc_id', 'peering_id', 'region']],
  ['ec2_vpc_route_table', ['vpc_id', 'route_table_id', 'tags', 'region']],
  ['ec2_vpc_igw', ['vpc_id', 'internet_gateway_id', 'region']],
  ['ec2_vpc_nat_gateway', ['subnet_id', 'nat_gateway_id', 'region']],
  ['eks_cluster', ['name', 'region']],
  ['eks_nodegroup', ['cluster_name', 'name', 'region']],
  ['route53_zone', ['zone', 'vpc_id', 'vpcs']],
  ['gcp_compute_network', ['project', 'name']],
  ['gcp_compute_subnetwork', ['project', 'region', 'name']],
  ['gcp_compute_firewall', ['project', 'name']],
  ['gcp_compute_route', ['project', 'name']],
  ['gcp_compute_global_address', ['project', 'name']],
  ['gcp_container_cluster', ['project', 'location', 'name']],
  ['gcp_container_node_pool', ['project', 'location', 'cluster', 'name']],
  ['gcp_dns_managed_zone', ['project', 'name']],
]);

const MENTION = new RegExp(`(?:^|[\\s.'"-])(?:${[...MODULES.keys()].join('|')})["']?[ \\t]*:`);

/** Whether a text can hold a task with one of the modules. One pass. */
export function mentionsModule(text: string): boolean {
  return MENTION.test(text);
}

/** The name of a module without its collection: `amazon.aws.ec2_vpc_net` is `ec2_vpc_net`. */
export function shortName(module: string): string {
  return module.slice(module.lastIndexOf('.') + 1);
}
