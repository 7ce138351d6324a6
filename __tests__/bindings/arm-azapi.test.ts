/** azapi and azurerm: what they say in the way of Azure's API beyond networks. */
import { describe, expect, test } from 'vitest';
import { networkId } from './arm-resources.ts';
import { IN_SUBNET, networkKey, said, SUBNET } from './arm-words.ts';
import { bindFiles, draftsOf, gapsOf, onlyDraft, shortTarget } from './bind-files.ts';

test('azapi knows what is put on subnets, too', () => {
  const bound = bindFiles(`
resource "azurerm_resource_group" "rg" {
  name = "rg"
}
resource "azapi_resource" "rt" {
  type      = "Microsoft.Network/routeTables@2024-05-01"
  name      = "rt"
  parent_id = azurerm_resource_group.rg.id
  body = { properties = { routes = [
    { name = "all", properties = { addressPrefix = "0.0.0.0/0", nextHopType = "VirtualAppliance", nextHopIpAddress = "10.0.0.4" } }
  ] } }
}
resource "azapi_resource" "nsg" {
  type      = "Microsoft.Network/networkSecurityGroups@2024-05-01"
  name      = "nsg"
  parent_id = azurerm_resource_group.rg.id
  body      = { properties = { securityRules = [] } }
}
resource "azapi_resource" "rule" {
  type      = "Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01"
  name      = "rule"
  parent_id = azapi_resource.nsg.id
  body = { properties = {
    direction = "Inbound", access = "Deny", priority = 4096, protocol = "*"
    sourceAddressPrefix = "*", destinationAddressPrefix = "10.0.0.0/8", destinationPortRange = "22"
  } }
}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.0.0.0/16"]
}
resource "azapi_resource" "a" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"
  name      = "a"
  parent_id = azurerm_virtual_network.hub.id
  body = { properties = {
    addressPrefix        = "10.0.1.0/24"
    routeTable           = { id = azapi_resource.rt.id }
    networkSecurityGroup = { id = azapi_resource.nsg.id }
  } }
}`);
  expect(said(bound).filter((line) => line.startsWith('route') || line.startsWith('security'))).toEqual([
    'route-table | rt | default true',
    'route | routes.0 | @azapi_resource.rt | 0.0.0.0/0 | appliance | 10.0.0.4 | -',
    'security-group | nsg',
    'security-rule | rule | @azapi_resource.nsg */rg:microsoft.network/networksecuritygroups/nsg | in | deny | 4096 | any | 0.0.0.0/0 ::/0 | 10.0.0.0/8 | 22-22',
    'security-group-association | networkSecurityGroup',
    'route-table-association | routeTable',
  ]);
  const [table] = draftsOf('route-table-association', bound);
  expect(table && [shortTarget(table.subnet), shortTarget(table.table)]).toEqual([
    '@azapi_resource.a',
    '@azapi_resource.rt */rg:microsoft.network/routetables/rt',
  ]);
});

describe('what azapi changes of a subnet', () => {
  const update = (body: string, means: string) =>
    bindFiles(`
variable "any" {}
resource "azapi_update_resource" "u" {
  type = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"
  ${means}
  body = ${body}
}`);
  const TABLE =
    '{ properties = { routeTable = { id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt" } } }';

  test.each([
    ['by its id', `resource_id = "${SUBNET}"`],
    ['by its name', `name = "a"\n  parent_id = "${networkId('virtualNetworks', 'hub')}"`],
  ])('%s', (_, means) => {
    const bound = update(TABLE, means);
    const association = onlyDraft('route-table-association', bound);
    expect([shortTarget(association.subnet), shortTarget(association.table), gapsOf(bound)]).toEqual([
      IN_SUBNET,
      networkKey('routeTables', 'rt'),
      [],
    ]);
  });

  test.each([
    ['of its own', '{ properties = { addressPrefix = "10.0.0.0/24" } }', 'unsupported'],
    ['that is unknown', 'var.any', 'missing-input'],
  ])('%s is a gap, and may be anything for what it names', (_, body, code) => {
    const bound = update(body, `resource_id = "${SUBNET}"`);
    expect(gapsOf(bound)).toEqual([`azapi_update_resource.u body: ${code}`]);
    expect(onlyDraft('unread-code', bound).mentions.map(shortTarget)).toContain(IN_SUBNET);
  });
});

test('a hub of azurerm has routes of its own', () => {
  const bound = bindFiles(`
resource "azurerm_virtual_hub" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  address_prefix      = "10.1.0.0/23"
  route {
    address_prefixes    = ["10.2.0.0/16"]
    next_hop_ip_address = "10.0.0.4"
  }
}`);
  expect(said(bound)).toEqual([
    'gateway | hub | transit | - | 10.1.0.0/23',
    'route-table | route | default true',
    'route | route.0.0 | @azurerm_virtual_hub.hub.route | 10.2.0.0/16 | appliance | 10.0.0.4 | -',
  ]);
});

test('a secret name of azapi stays one in keys, also of what is inside', () => {
  const bound = bindFiles(`
variable "secret" {
  default   = "hidden"
  sensitive = true
}
resource "azapi_resource" "hub" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = var.secret
  parent_id = "/subscriptions/s/resourceGroups/rg"
  body      = { properties = { subnets = [{ name = "a", properties = { addressPrefix = "10.0.0.0/24" } }] } }
}`);
  const keys = [onlyDraft('network', bound), onlyDraft('subnet', bound)].flatMap((draft) => draft.keys);
  expect(keys.map(({ names, sensitive }) => [names, sensitive])).toEqual([
    [['hidden'], true],
    [['hidden', 'a'], true],
  ]);
  expect(onlyDraft('network', bound).name).toBe('azapi_resource.hub');
});

test('an endpoint of azurerm for a service of azapi knows its domains', () => {
  const bound = bindFiles(`
resource "azapi_resource" "data" {
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  name      = "data"
  parent_id = "/subscriptions/s/resourceGroups/rg"
  body      = {}
}
resource "azurerm_private_endpoint" "pe" {
  name                = "pe"
  resource_group_name = "rg"
  location            = "westeurope"
  subnet_id           = "${SUBNET}"
  private_service_connection {
    name                           = "c"
    is_manual_connection           = false
    private_connection_resource_id = azapi_resource.data.id
    subresource_names              = ["blob"]
  }
}`);
  expect(onlyDraft('private-endpoint', bound).expectedDomains).toEqual(['privatelink.blob.core.windows.net']);
});
