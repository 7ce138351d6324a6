/** From code to the model: what bindings emit finds together. */
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../src/model/build-model.ts';
import type { Link } from '../../src/model/entities.ts';
import { bindFiles } from './bind-files.ts';

function modelOf(files: string | Readonly<Record<string, string>>) {
  return buildModel(bindFiles(files).facts);
}

function end(link: Link): string {
  if (link.state === 'resolved') return link.id;
  return link.state === 'absent'
    ? '-'
    : `${link.state} ${link.state === 'external' ? link.key : link.reason.code}`;
}

describe('a hub and a spoke in two deployments', () => {
  const model = modelOf({
    'hub/main.tf': `
provider "azurerm" {
  subscription_id = "11111111-1111-1111-1111-11111111ABCD"
}
resource "azurerm_resource_group" "hub" {
  name     = "rg-hub"
  location = "westeurope"
}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = azurerm_resource_group.hub.name
  address_space       = ["10.0.0.0/16"]
  subnet {
    name             = "GatewaySubnet"
    address_prefixes = ["10.0.0.0/27"]
  }
}
resource "azurerm_virtual_network_gateway" "vpn" {
  name                = "vpn"
  resource_group_name = azurerm_resource_group.hub.name
  type                = "Vpn"
  ip_configuration {
    subnet_id = azurerm_virtual_network.hub.subnet[0].id
  }
}
resource "azurerm_local_network_gateway" "office" {
  name          = "office"
  address_space = ["192.168.0.0/16"]
}
resource "azurerm_virtual_network_gateway_connection" "office" {
  name                       = "office"
  virtual_network_gateway_id = azurerm_virtual_network_gateway.vpn.id
  local_network_gateway_id   = azurerm_local_network_gateway.office.id
}`,
    'spoke/main.tf': `
provider "azurerm" {
  subscription_id = "11111111-1111-1111-1111-11111111abcd"
}
data "azurerm_virtual_network" "hub" {
  name                = "HUB"
  resource_group_name = "RG-hub"
}
resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  resource_group_name = "rg-spoke"
  address_space       = ["10.1.0.0/16"]
}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  resource_group_name  = "rg-spoke"
  virtual_network_name = azurerm_virtual_network.spoke.name
  address_prefixes     = ["10.1.0.0/24"]
}
resource "azurerm_virtual_network_peering" "to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-spoke"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = data.azurerm_virtual_network.hub.id
  use_remote_gateways       = true
}
resource "azurerm_virtual_network_peering" "from_hub" {
  name                      = "to-spoke"
  resource_group_name       = data.azurerm_virtual_network.hub.resource_group_name
  virtual_network_name      = data.azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
  allow_gateway_transit     = true
}
resource "azurerm_kubernetes_cluster" "aks" {
  name                    = "aks"
  private_cluster_enabled = true
  default_node_pool {
    name           = "system"
    vnet_subnet_id = azurerm_subnet.nodes.id
  }
  network_profile {
    network_plugin = "azure"
  }
}`,
  });
  const HUB = 'hub:azurerm_virtual_network.hub';
  const SPOKE = 'spoke:azurerm_virtual_network.spoke';

  test('are peered both ways', () => {
    expect(model.all('peering').map(({ from, to }) => [end(from), end(to)])).toEqual([
      [HUB, SPOKE],
      [SPOKE, HUB],
    ]);
  });

  test('have a gateway in the hub with a site behind it', () => {
    const [gateway] = model.all('gateway');
    expect(gateway && [end(gateway.subnet), end(gateway.network)]).toEqual([`${HUB}.subnet[0]`, HUB]);
    expect(model.all('gateway-connection').map(({ gateway: at, to }) => [end(at), end(to)])).toEqual([
      [gateway?.id, 'hub:azurerm_local_network_gateway.office'],
    ]);
  });

  test('have a cluster in the spoke', () => {
    const [pool] = model.all('node-pool');
    expect(pool && [end(pool.cluster), end(pool.nodeSubnet), end(pool.podSubnet)]).toEqual([
      'spoke:azurerm_kubernetes_cluster.aks',
      'spoke:azurerm_subnet.nodes',
      '-',
    ]);
    expect(model.all('address-consumer').map(({ subnet }) => end(subnet))).toEqual([
      'spoke:azurerm_subnet.nodes',
    ]);
    expect(model.unresolved).toEqual([]);
  });
});

describe('names of two deployments', () => {
  const provider = (subscription: string) => `provider "azurerm" {\n  subscription_id = ${subscription}\n}\n`;
  const network = (name: string) =>
    `resource "azurerm_virtual_network" "${name}" {\n  name = "${name}"\n  resource_group_name = "rg"\n  address_space = ["10.0.0.0/16"]\n}\n`;
  const SPOKE = `
data "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
}
resource "azurerm_virtual_network_peering" "p" {
  name                      = "p"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.a.name
  remote_virtual_network_id = data.azurerm_virtual_network.hub.id
}
`;
  const OPEN = 'it may be network hub of unit hub: the subscription is not known';

  test.each([
    ['equal subscriptions', '"s1"', '"S1"', 'hub:azurerm_virtual_network.hub'],
    ['other subscriptions', '"s1"', '"s2"', 'external'],
    ['a subscription that is not known here', '"s1"', 'var.x', OPEN],
    ['a subscription that is not known there', 'var.x', '"s1"', OPEN],
    ['subscriptions that are not known', 'var.x', 'var.x', OPEN],
    ['a subscription that no code writes', 'null', '"s1"', OPEN],
  ])('of %s', (_, there, here, expected) => {
    const X = 'variable "x" {}\n';
    const model = modelOf({
      'hub/main.tf': `${X}${provider(there)}${network('hub')}`,
      'spoke/main.tf': `${X}${provider(here)}${network('a')}${SPOKE}`,
    });
    const [peering] = model.all('peering');
    if (peering === undefined) throw new Error('there is a peering');
    const { to } = peering;
    const told = to.state === 'resolved' ? to.id : to.state === 'unknown' ? to.reason.message : to.state;
    expect(told).toBe(expected);
  });

  test('of one deployment under two configurations of the provider', () => {
    const model = modelOf({
      'main.tf': `${provider('"s1"')}provider "azurerm" {\n  alias = "b"\n  subscription_id = "s2"\n}
${network('hub')}${network('hub').replace('"hub" {', '"other" {\n  provider = azurerm.b')}${network('a')}
resource "azurerm_virtual_network_peering" "p" {
  name                      = "p"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.a.name
  remote_virtual_network_id = "/subscriptions/S2/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub"
}
resource "azurerm_virtual_network_peering" "back" {
  provider                  = azurerm.b
  name                      = "back"
  resource_group_name       = "rg"
  virtual_network_name      = "hub"
  remote_virtual_network_id = azurerm_virtual_network.a.id
}`,
    });
    const [A, OTHER] = ['azurerm_virtual_network.a', 'azurerm_virtual_network.other'];
    expect(model.all('peering').map(({ from, to }) => [end(from), end(to)])).toEqual([
      [OTHER, A],
      [A, OTHER],
    ]);
  });
});

test('what was not read stays outside, and equal ids are one thing', () => {
  const model = modelOf(`
variable "hub" {}
resource "azurerm_virtual_network" "a" {
  name          = "a"
  address_space = ["10.1.0.0/16"]
}
resource "azurerm_virtual_network_peering" "known" {
  for_each                  = toset(["x", "y"])
  name                      = each.key
  virtual_network_name      = azurerm_virtual_network.a.name
  remote_virtual_network_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/far"
}
resource "azurerm_virtual_network_peering" "unknown" {
  name                      = "u"
  virtual_network_name      = azurerm_virtual_network.a.name
  remote_virtual_network_id = var.hub
}`);
  const ends = model.all('peering').map(({ to }) => end(to));
  expect(ends[0]).toMatch(/^external .*azure.*far$/);
  expect(ends[1]).toBe(ends[0]);
  expect(ends[2]).toBe('unknown missing-input');
});

test('networks of AWS and Google Cloud', () => {
  const model = modelOf(`
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_ec2_transit_gateway" "t" {
}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
  vpc_id             = aws_vpc.main.id
}
resource "google_compute_network" "n" {
  name                    = "n"
  auto_create_subnetworks = false
}
resource "google_compute_subnetwork" "s" {
  name          = "s"
  network       = google_compute_network.n.id
  ip_cidr_range = "10.1.0.0/20"
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.4.0.0/14"
  }
}`);
  expect(model.all('gateway-connection').map(({ gateway, to }) => [end(gateway), end(to)])).toEqual([
    ['aws_ec2_transit_gateway.t', 'aws_vpc.main'],
  ]);
  expect(model.all('subnet').map(({ id, network }) => [id, end(network)])).toEqual([
    ['google_compute_subnetwork.s', 'google_compute_network.n'],
    ['google_compute_subnetwork.s.secondary_ip_range[0]', 'google_compute_network.n'],
  ]);
});
