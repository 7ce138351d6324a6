/** Public modules for Azure whose code was not read: what the arguments of their calls say. */
import { describe, expect, test } from 'vitest';
import { normalModuleSource } from '../../src/bindings/module-source.ts';
import {
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  place,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

test.each([
  ['Azure/vnet/azurerm', 'azure/vnet/azurerm'],
  ['registry.terraform.io/Azure/vnet/azurerm', 'azure/vnet/azurerm'],
  ['git::https://github.com/Azure/terraform-azurerm-vnet.git?ref=v1', 'azure/vnet/azurerm'],
  [
    'github.com/Azure/terraform-azurerm-avm-res-network-virtualnetwork',
    'azure/avm-res-network-virtualnetwork/azurerm',
  ],
  ['git@github.com:Azure/terraform-azurerm-aks.git', 'azure/aks/azurerm'],
  [
    'terraform-google-modules/network/google//modules/network-peering',
    'terraform-google-modules/network/google//modules/network-peering',
  ],
  [
    'git::ssh://git@github.com/Azure/terraform-azurerm-vnet.git//modules/a?ref=b',
    'azure/vnet/azurerm//modules/a',
  ],
  ['./modules/vnet', './modules/vnet'],
  ['https://example.com/vnet.zip', 'https://example.com/vnet.zip'],
  ['', ''],
])('the source %s is %s', (source, expected) => {
  expect(normalModuleSource(source)).toBe(expected);
});

describe.each(['Azure/vnet/azurerm', 'Azure/network/azurerm'])('%s', (source) => {
  const call = (lines: string, more = '') =>
    bindFiles(`
variable "anything" {}
module "net" {
  source              = "${source}"
  version             = "4.1.0"
  resource_group_name = "rg"
${lines}
}
${more}`);

  test('has a network with subnets of two parallel lists', () => {
    const bound = call(`
  vnet_name         = "hub"
  address_space     = ["10.1.0.0/16"]
  dns_servers       = ["10.9.0.4"]
  subnet_names      = ["a", "GatewaySubnet", "c"]
  subnet_prefixes   = ["10.1.0.0/24", "10.1.1.0/24"]
  subnet_delegation = { a = [{ name = "d", service_delegation = { name = "Microsoft.Web/serverFarms" } }] }`);
    const network = onlyDraft('network', bound);
    expect([network.name, shortList(network.addressSpace), shortList(network.dnsServers)]).toEqual([
      'hub',
      ['10.1.0.0/16'],
      ['10.9.0.4'],
    ]);
    expect(network.keys).toEqual([{ namespace: 'azure', names: ['hub'], scope: [undefined, 'rg'] }]);
    expect(
      draftsOf('subnet', bound).map(({ name, prefixes, purpose }) => [name, shortList(prefixes), purpose]),
    ).toEqual([
      ['a', ['10.1.0.0/24'], 'app-service'],
      ['GatewaySubnet', ['10.1.1.0/24'], 'gateway'],
      ['c', ['? computed'], undefined],
    ]);
    const [subnet] = draftsOf('subnet', bound);
    expect(subnet && [place(subnet.range), shortTarget(subnet.network), subnet.path]).toEqual([
      'main.tf:11:24',
      '@module.net',
      ['subnet_names', 0],
    ]);
  });

  test('has defaults', () => {
    const bound = call('');
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual(['default 10.0.0.0/16']);
    const [first] = draftsOf('subnet', bound);
    expect(first && [first.name, shortList(first.prefixes)]).toEqual(['subnet1', ['default 10.0.1.0/24']]);
  });

  test('of unknown subnets has a gap', () => {
    expect(gapsOf(call('subnet_prefixes = var.anything'))).toEqual([
      'module.net subnet_names: missing-input',
    ]);
  });

  test('gives out its network and subnets', () => {
    const bound = call(
      '  subnet_names    = ["a", "b"]\n  subnet_prefixes = ["10.0.0.0/24", "10.0.1.0/24"]',
      `
resource "azurerm_virtual_network_peering" "p" {
  virtual_network_name      = module.net.vnet_name
  remote_virtual_network_id = module.net.vnet_id
}
resource "azurerm_private_endpoint" "e" {
  for_each = {
    index  = module.net.vnet_subnets[1]
    name   = module.net.vnet_subnets_name_id["b"]
    lookup = lookup(module.net.vnet_subnets_name_id, "b", null)
    other  = module.net.vnet_location
  }
  name      = each.key
  subnet_id = each.value
}`,
    );
    const peering = onlyDraft('peering', bound);
    expect([shortTarget(peering.from), shortTarget(peering.to)]).toEqual(['@module.net', '@module.net']);
    expect(
      draftsOf('private-endpoint', bound).map(({ name, subnet }) => [name, shortTarget(subnet)]),
    ).toEqual([
      ['index', '@module.net.subnet_names[1]'],
      ['lookup', '@module.net.subnet_names[1]'],
      ['name', '@module.net.subnet_names[1]'],
      ['other', '? module-not-read @module.net.vnet_location'],
    ]);
  });
});

test('Azure/network/azurerm takes a text or a list', () => {
  const space = (lines: string) =>
    shortList(
      onlyDraft('network', bindFiles(`module "n" {\n  source = "Azure/network/azurerm"\n${lines}\n}`))
        .addressSpace,
    );
  expect(space('  address_space = "10.1.0.0/16"')).toEqual(['10.1.0.0/16']);
  expect(space('  address_space = "10.1.0.0/16"\n  address_spaces = []')).toEqual(['10.1.0.0/16']);
  expect(space('  address_spaces = ["10.2.0.0/16"]')).toEqual(['10.2.0.0/16']);
});

describe('Azure/subnets/azurerm', () => {
  const call = (subnets: string, more = '') =>
    bindFiles(`
variable "anything" {}
module "net" {
  source                        = "Azure/subnets/azurerm"
  resource_group_name           = "rg"
  virtual_network_name          = "hub"
  virtual_network_address_space = ["10.1.0.0/16"]
  virtual_network_dns_servers   = { dns_servers = ["10.9.0.4"] }
  subnets                       = ${subnets}
}
${more}`);

  test('has subnets by name', () => {
    const bound = call(`{
    nodes = { address_prefixes = ["10.1.0.0/24"] }
    web   = { address_prefixes = var.anything, delegations = [{ name = "d", service_delegation = { name = "Microsoft.Web/serverFarms" } }] }
  }`);
    expect(shortList(onlyDraft('network', bound).dnsServers)).toEqual(['10.9.0.4']);
    expect(
      draftsOf('subnet', bound).map(({ name, prefixes, purpose, keys, range }) => [
        name,
        shortList(prefixes),
        purpose,
        keys[0]?.names,
        place(range),
      ]),
    ).toEqual([
      ['nodes', ['10.1.0.0/24'], undefined, ['hub', 'nodes'], 'main.tf:10:13'],
      ['web', ['? missing-input'], 'app-service', ['hub', 'web'], 'main.tf:11:13'],
    ]);
  });

  test('of unknown subnets has a gap', () => {
    expect(gapsOf(call('var.anything'))).toEqual(['module.net subnets: missing-input']);
  });

  test('gives out its subnets', () => {
    const bound = call(
      '{ nodes = { address_prefixes = ["10.1.0.0/24"] } }',
      `
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = module.net.vnet_subnets_name_id["nodes"]
}`,
    );
    expect(shortTarget(onlyDraft('private-endpoint', bound).subnet)).toBe('@module.net.subnets.nodes');
  });
});

describe('Azure/avm-res-network-virtualnetwork/azurerm', () => {
  const call = (lines: string, more = '') =>
    bindFiles(`
variable "anything" {}
resource "azurerm_resource_group" "rg" {
  name = "rg"
}
module "hub" {
  source    = "Azure/avm-res-network-virtualnetwork/azurerm"
  name      = "hub"
  parent_id = azurerm_resource_group.rg.id
${lines}
}
${more}`);

  test('has a network with subnets', () => {
    const bound = call(`
  address_space = ["10.1.0.0/16"]
  dns_servers   = { dns_servers = ["10.9.0.4"] }
  subnets = {
    fw   = { name = "AzureFirewallSubnet", address_prefixes = ["10.1.0.0/26"] }
    pods = { name = "pods", address_prefix = "10.1.1.0/24", delegations = [{ name = "d", service_delegation = { name = "Microsoft.ContainerService/managedClusters" } }] }
    pool = { name = var.anything, ipam_pools = [{ pool_id = "p", number_of_ip_addresses = 64 }] }
  }`);
    const network = onlyDraft('network', bound);
    expect([network.keys[0]?.scope, shortList(network.addressSpace), shortList(network.dnsServers)]).toEqual([
      [undefined, 'rg'],
      ['10.1.0.0/16'],
      ['10.9.0.4'],
    ]);
    expect(
      draftsOf('subnet', bound).map(({ name, prefixes, purpose, keys }) => [
        name,
        shortList(prefixes),
        purpose,
        keys[0]?.names,
      ]),
    ).toEqual([
      ['AzureFirewallSubnet', ['10.1.0.0/26'], 'firewall', ['hub', 'AzureFirewallSubnet']],
      ['pods', ['10.1.1.0/24'], 'kubernetes', ['hub', 'pods']],
      ['module.hub.subnets.pool', ['? computed'], undefined, undefined],
    ]);
  });

  test.each([
    ['no way back', '', ['to: @module.hub > @azurerm_virtual_network.spoke */rg:spoke false']],
    [
      'a way back',
      'create_reverse_peering = true\nreverse_name = "back"\nreverse_use_remote_gateways = true',
      [
        'to: @module.hub > @azurerm_virtual_network.spoke */rg:spoke false',
        'back: @azurerm_virtual_network.spoke */rg:spoke > @module.hub true',
      ],
    ],
  ])('has peerings with %s', (_, lines, expected) => {
    const bound = call(
      `
  address_space = ["10.1.0.0/16"]
  peerings = {
    spoke = {
      name = "to"
      remote_virtual_network_resource_id = azurerm_virtual_network.spoke.id
      ${lines}
    }
  }`,
      'resource "azurerm_virtual_network" "spoke" {\n  name = "spoke"\n  resource_group_name = "rg"\n}',
    );
    const peerings = draftsOf('peering', bound);
    expect(
      peerings.map(
        ({ name, from, to, useRemoteGateways }) =>
          `${name}: ${shortTarget(from)} > ${shortTarget(to)} ${short(useRemoteGateways).replace('default ', '')}`,
      ),
    ).toEqual(expected);
    expect(peerings.map(({ createsBothEnds }) => short(createsBothEnds))).toEqual(
      peerings.map(() => 'false'),
    );
  });

  test('leaves open whether there is a way back', () => {
    const bound = call(
      '  peerings = { s = { name = "to", remote_virtual_network_resource_id = "x", create_reverse_peering = var.anything } }',
    );
    expect(short(onlyDraft('peering', bound).createsBothEnds)).toBe('? missing-input');
  });

  test('gives out its network and subnets', () => {
    const bound = call(
      '  subnets = { pods = { name = "pods", address_prefix = "10.1.1.0/24" } }',
      `
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = module.hub.subnets["pods"].resource_id
}
resource "azurerm_private_dns_zone_virtual_network_link" "l" {
  name               = "l"
  virtual_network_id = module.hub.resource_id
}`,
    );
    expect(shortTarget(onlyDraft('private-endpoint', bound).subnet)).toBe('@module.hub.subnets.pods');
    expect(shortTarget(onlyDraft('dns-link', bound).network)).toBe('@module.hub');
  });
});

describe('parts of Azure/avm-res-network-virtualnetwork/azurerm', () => {
  const SOURCE = 'Azure/avm-res-network-virtualnetwork/azurerm';
  const NETWORKS = `
resource "azurerm_virtual_network" "a" {
  name                = "a"
  resource_group_name = "rg"
}
resource "azurerm_virtual_network" "b" {
  name                = "b"
  resource_group_name = "rg"
}`;

  test.each([
    ['a network', 'virtual_network = { resource_id = azurerm_virtual_network.a.id }'],
    ['a parent', 'parent_id = azurerm_virtual_network.a.id'],
  ])('a subnet in %s', (_, network) => {
    const bound = bindFiles(`${NETWORKS}
module "subnet" {
  source           = "${SOURCE}//modules/subnet"
  ${network}
  name             = "nodes"
  address_prefixes = ["10.0.0.0/24"]
}
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = module.subnet.resource_id
}`);
    const subnet = onlyDraft('subnet', bound);
    expect([shortTarget(subnet.network), shortList(subnet.prefixes), subnet.keys[0]?.names]).toEqual([
      '@azurerm_virtual_network.a */rg:a',
      ['10.0.0.0/24'],
      ['a', 'nodes'],
    ]);
    expect(shortTarget(onlyDraft('private-endpoint', bound).subnet)).toBe('@module.subnet');
  });

  test('a peering with its way back', () => {
    const bound = bindFiles(`${NETWORKS}
module "peering" {
  source                 = "${SOURCE}//modules/peering"
  virtual_network        = { resource_id = azurerm_virtual_network.a.id }
  remote_virtual_network = { resource_id = azurerm_virtual_network.b.id }
  name                   = "a-to-b"
  create_reverse_peering = true
  reverse_name           = "b-to-a"
}`);
    const [A, B] = ['@azurerm_virtual_network.a */rg:a', '@azurerm_virtual_network.b */rg:b'];
    expect(
      draftsOf('peering', bound).map(({ name, path, from, to }) => [
        name,
        path.join('.'),
        shortTarget(from),
        shortTarget(to),
      ]),
    ).toEqual([
      ['a-to-b', '', A, B],
      ['b-to-a', 'reverse', B, A],
    ]);
  });
});

describe('Azure/aks/azurerm', () => {
  const call = (lines: string) =>
    bindFiles(`
variable "anything" {}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  virtual_network_name = "net"
  resource_group_name  = "rg"
}
module "aks" {
  source = "Azure/aks/azurerm"
${lines}
}`);

  test('is kubenet with two nodes by default', () => {
    const bound = call('');
    const cluster = onlyDraft('cluster', bound);
    expect([short(cluster.networkMode), shortList(cluster.podCidrs)]).toEqual([
      'default kubenet',
      ['default 10.244.0.0/16'],
    ]);
    const pool = onlyDraft('node-pool', bound);
    expect([short(pool.count), short(pool.autoscaling), short(pool.maxPods), short(pool.maxSurge)]).toEqual([
      'default 2',
      'default false',
      'default 110',
      'default 10 percent',
    ]);
  });

  test.each([
    ['new', 'vnet_subnet = { id = azurerm_subnet.nodes.id }'],
    ['older', 'vnet_subnet_id = azurerm_subnet.nodes.id'],
  ])('in the %s spelling has subnets, pools and ranges', (_, subnet) => {
    const bound = call(`
  cluster_name                = "aks"
  network_plugin              = "azure"
  network_plugin_mode         = "overlay"
  net_profile_pod_cidr        = "10.3.0.0/16"
  net_profile_service_cidr    = "10.2.0.0/16"
  net_profile_dns_service_ip  = "10.2.0.10"
  private_cluster_enabled     = true
  agents_count                = null
  enable_auto_scaling         = true
  agents_min_count            = 1
  agents_max_count            = 6
  agents_pool_max_surge       = "33%"
  ${subnet}
  node_pools = {
    user = { name = "user", node_count = 4, upgrade_settings = { max_surge = "1" }, ${subnet} }
    odd  = var.anything
  }`);
    const cluster = onlyDraft('cluster', bound);
    expect([
      cluster.name,
      short(cluster.networkMode),
      shortList(cluster.podCidrs),
      short(cluster.privateApi),
    ]).toEqual(['aks', 'overlay', ['10.3.0.0/16'], 'true']);
    expect(
      draftsOf('node-pool', bound).map((pool) => [
        pool.path.join('.'),
        short(pool.count),
        short(pool.max),
        short(pool.maxSurge),
        shortTarget(pool.nodeSubnet),
        shortTarget(pool.cluster),
      ]),
    ).toEqual([
      ['agents', '-', '6', '33 percent', '@azurerm_subnet.nodes */rg:net/nodes', '@module.aks'],
      ['node_pools.user', '4', '-', '1 nodes', '@azurerm_subnet.nodes */rg:net/nodes', '@module.aks'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.aks node_pools: missing-input']);
    expect(onlyDraft('address-consumer', bound).what).toBe('private API server');
  });
});
