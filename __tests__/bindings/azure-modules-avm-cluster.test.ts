/** The public module of Azure for clusters by the resource modules' rules, whose code was not read. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';

const call = (lines: string, more = '') =>
  bindFiles(`
variable "anything" {}
resource "azurerm_virtual_network" "v" {
  name                = "v"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
  subnet {
    name             = "nodes"
    address_prefixes = ["10.0.0.0/22"]
  }
}
resource "azurerm_subnet" "pods" {
  name                 = "pods"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.0.8.0/22"]
}
module "aks" {
  source = "Azure/avm-res-containerservice-managedcluster/azurerm"
  name   = "aks"
${lines}
}
${more}`);

const pools = (bound: ReturnType<typeof call>) =>
  draftsOf('node-pool', bound).map((pool) => [
    pool.name,
    shortTarget(pool.cluster),
    ...[pool.count, pool.max, pool.maxPods].map((fact) => short<unknown>(fact)),
    shortTarget(pool.nodeSubnet),
    shortTarget(pool.podSubnet),
  ]);

describe('Azure/avm-res-containerservice-managedcluster/azurerm', () => {
  test('from 0.4 on has a cluster with pools as the API spells them', () => {
    const bound = call(`
  parent_id          = "/subscriptions/s/resourceGroups/rg"
  kubernetes_version = "1.34"
  network_profile = {
    network_plugin = "azure"
    network_plugin_mode = "overlay"
    pod_cidr       = "10.244.0.0/16"
    service_cidrs  = ["10.96.0.0/16"]
    dns_service_ip = "10.96.0.10"
  }
  api_server_access_profile = { enable_private_cluster = true }
  default_agent_pool = {
    vnet_subnet_id      = azurerm_virtual_network.v.subnet[0].id
    enable_auto_scaling = true
    min_count           = 2
    max_count           = 6
  }
  agent_pools = {
    more = { name = "more", count_of = 4, max_pods = 50, pod_subnet_id = azurerm_subnet.pods.id, upgrade_settings = { max_surge = "33%" } }
    odd  = var.anything
  }`);
    const cluster = onlyDraft('cluster', bound);
    expect([
      cluster.name,
      short(cluster.networkMode),
      shortList(cluster.podCidrs),
      shortList(cluster.serviceCidrs),
      short(cluster.dnsServiceIp),
      short(cluster.privateApi),
      short(cluster.version),
    ]).toEqual(['aks', 'overlay', ['10.244.0.0/16'], ['10.96.0.0/16'], '10.96.0.10', 'true', '1.34']);
    const [first, more] = pools(bound);
    expect(first?.slice(0, 5)).toEqual([
      'systempool',
      '@module.aks.cluster',
      'default 3',
      '6',
      'default 250',
    ]);
    expect(more?.slice(0, 5)).toEqual(['more', '@module.aks.cluster s/rg:aks', '4', '-', '50']);
    expect(more?.[6]).toMatch(/^@azurerm_subnet.pods/);
    expect(
      short(draftsOf('node-pool', bound)[1]?.maxSurge ?? { state: 'absent', range: cluster.range }),
    ).toBe('33 percent');
    expect(onlyDraft('address-consumer', bound).what).toBe('private API server');
    expect(gapsOf(bound)).toEqual(['module.aks agent_pools: missing-input']);
  });

  test.each([
    ['nothing', 'parent_id = "x"', '? computed'],
    [
      'another kind of cluster',
      'sku = { name = "Automatic" }\n  network_profile = { network_plugin = "kubenet" }',
      '? computed',
    ],
    [
      'an unknown kind',
      'sku = { name = var.anything }\n  network_profile = { network_plugin = "kubenet" }',
      '? missing-input',
    ],
    [
      'a base cluster',
      'sku = { name = "Base" }\n  network_profile = { network_plugin = "kubenet" }',
      'kubenet',
    ],
    ['an unknown profile', 'network_profile = var.anything', '? missing-input'],
  ])('has the network mode of %s', (_, lines, mode) => {
    expect(short(onlyDraft('cluster', call(`  ${lines}`)).networkMode)).toBe(mode);
  });

  test('up to 0.3 is spelled as azurerm does', () => {
    const bound = call(`
  resource_group_name     = "rg"
  private_cluster_enabled = true
  default_node_pool = {
    name           = "system"
    node_count     = 3
    vnet_subnet_id = azurerm_subnet.pods.id
  }
  node_pools = {
    user = { name = "user", max_count = 9, auto_scaling_enabled = true, vnet_subnet_id = azurerm_subnet.pods.id }
    odd  = var.anything
  }`);
    expect(short(onlyDraft('cluster', bound).networkMode)).toBe('node-subnet');
    expect(pools(bound).map((row) => row.slice(0, 5))).toEqual([
      ['system', '@module.aks.cluster', '3', '-', 'default 30'],
      ['user', expect.stringMatching(/^@module\.aks\.cluster/), '-', '9', 'default 30'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.aks node_pools: missing-input']);
  });

  test('gives out its cluster', () => {
    const bound = call(
      '  parent_id = "/subscriptions/s/resourceGroups/rg"\n  network_profile = { network_plugin = "kubenet" }',
      `
resource "azurerm_kubernetes_cluster_node_pool" "p" {
  name                  = "p"
  kubernetes_cluster_id = module.aks.resource_id
}`,
    );
    expect(pools(bound).map((row) => row[1]?.split(' ')[0])).toEqual([
      '@module.aks.cluster',
      '@module.aks.cluster',
    ]);
  });
});
