/** The public module of Azure for the private zones of services, whose code was not read. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, short, shortTarget } from './bind-files.ts';

const call = (lines: string, more = '') =>
  bindFiles(`
variable "anything" {}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  resource_group_name = "rg"
  address_space       = ["10.1.0.0/16"]
}
module "dns" {
  source   = "Azure/avm-ptn-network-private-link-private-dns-zones/azurerm"
  location = "West Europe"
${lines}
}
${more}`);

const GIVEN = `
  parent_id = "/subscriptions/s/resourceGroups/rg"
  private_link_private_dns_zones = {
    blob  = { zone_name = "privatelink.blob.core.windows.net" }
    vault = { zone_name = "privatelink.vaultcore.azure.net" }
  }`;

const zones = (bound: ReturnType<typeof call>) =>
  draftsOf('dns-zone', bound).map(({ address, domain, possible }) => [
    address.replace('module.dns.zones.', ''),
    short(domain),
    ...(possible === undefined ? [] : [possible.code]),
  ]);

const links = (bound: ReturnType<typeof call>) =>
  draftsOf('dns-link', bound).map(({ zone, network, possible }) => [
    shortTarget(zone).split(' ')[0]?.replace('@module.dns.zones.', ''),
    shortTarget(network).split(' ')[0],
    ...(possible === undefined ? [] : [possible.code]),
  ]);

const HUB = 'virtual_network_resource_id = azurerm_virtual_network.hub.id';
const SPOKE = 'virtual_network_resource_id = azurerm_virtual_network.spoke.id';

describe('Azure/avm-ptn-network-private-link-private-dns-zones/azurerm', () => {
  test('has the zones that are given, and more', () => {
    const bound = call(`${GIVEN}
  private_link_private_dns_zones_additional = {
    kusto  = { zone_name = "privatelink.{regionName}.kusto.windows.net" }
    backup = { zone_name = "privatelink.{regionCode}.backup.windowsazure.com" }
    static = {
      zone_name = "privatelink.{n}.azurestaticapps.net"
      custom_iterator = { replacement_placeholder = "n", replacement_values = { 1 = "1", 2 = "2" } }
    }
    odd    = var.anything
  }`);
    expect(zones(bound)).toEqual([
      ['blob', 'privatelink.blob.core.windows.net'],
      ['vault', 'privatelink.vaultcore.azure.net'],
      ['kusto', 'privatelink.westeurope.kusto.windows.net'],
      ['backup', '? module-not-read'],
      ['static_1', 'privatelink.1.azurestaticapps.net'],
      ['static_2', 'privatelink.2.azurestaticapps.net'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.dns private_link_private_dns_zones_additional: missing-input']);
  });

  test.each([
    ['a key', '["blob"]', [['vault', 'privatelink.vaultcore.azure.net']]],
    ['a name', '["privatelink.vaultcore.azure.net"]', [['blob', 'privatelink.blob.core.windows.net']]],
    [
      'something unknown',
      '["blob", var.anything]',
      [['vault', 'privatelink.vaultcore.azure.net', 'missing-input']],
    ],
  ])('leaves out %s', (_, excluded, expected) => {
    const bound = call(`${GIVEN}
  private_link_excluded_zones = ${excluded}
  virtual_network_link_default_virtual_networks = { hub = { ${HUB} } }`);
    expect(zones(bound)).toEqual(expected);
    expect(links(bound).map(([zone]) => zone)).toEqual(expected.map(([zone]) => zone));
  });

  test('links every zone to the networks that are given, unless it is overridden', () => {
    const bound = call(`${GIVEN}
  virtual_network_link_default_virtual_networks    = { hub = { ${HUB} } }
  virtual_network_link_additional_virtual_networks = { spoke = { ${SPOKE} }, odd = var.anything }
  virtual_network_link_by_zone_and_virtual_network = { blob = { more = { virtual_network_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/far" } } }
  virtual_network_link_overrides_by_virtual_network = { spoke = { enabled = var.anything } }
  virtual_network_link_overrides_by_zone_and_virtual_network = { vault = { hub = { enabled = false } } }
  `);
    expect(links(bound)).toEqual([
      ['blob', '@azurerm_virtual_network.hub'],
      ['blob', '@azurerm_virtual_network.spoke', 'missing-input'],
      ['blob', 's/rg:far'],
      ['vault', '@azurerm_virtual_network.spoke', 'missing-input'],
      ['?', '?'],
    ]);
  });

  test.each([
    ['by zone', 'virtual_network_link_overrides_by_zone = { blob = { enabled = false } }', ['vault']],
    ['by network', 'virtual_network_link_overrides_by_virtual_network = { hub = { enabled = false } }', []],
  ])('links nothing that is switched off %s', (_, line, expected) => {
    const bound = call(
      `${GIVEN}\n  virtual_network_link_default_virtual_networks = { hub = { ${HUB} } }\n  ${line}`,
    );
    expect(links(bound).map(([zone]) => zone)).toEqual(expected);
  });

  test('does not know the links when their map is not known', () => {
    const bound = call(`${GIVEN}\n  virtual_network_link_default_virtual_networks = var.anything`);
    expect(links(bound)).toEqual([['?', '?']]);
  });

  test('may link what arguments of other releases name', () => {
    const bound = call(
      `${GIVEN}\n  virtual_network_links_of_tomorrow = { a = azurerm_virtual_network.hub.id }`,
    );
    const [unread] = draftsOf('unread-code', bound);
    expect(unread?.mentions.map((mention) => shortTarget(mention).split(' ')[0])).toContain(
      '@azurerm_virtual_network.hub',
    );
  });

  test('up to 0.17 takes a resource group and links by another name', () => {
    const bound = call(`
  resource_group_name = "rg"
  private_link_private_dns_zones          = { blob = { zone_name = "privatelink.blob.core.windows.net" } }
  virtual_network_resource_ids_to_link_to = { hub = { vnet_resource_id = azurerm_virtual_network.hub.id } }`);
    expect(
      draftsOf('dns-zone', bound).map(({ keys }) => keys.map(({ names, scope }) => [...scope, ...names])),
    ).toEqual([[[undefined, 'rg', 'privatelink.blob.core.windows.net']]]);
    expect(links(bound)).toEqual([['blob', '@azurerm_virtual_network.hub']]);
  });

  test('has the zones of its release, as far as all releases have them', () => {
    const bound = call(`
  parent_id = "/subscriptions/s/resourceGroups/rg"
  private_link_excluded_zones = ["azure_key_vault"]
  virtual_network_link_default_virtual_networks = { hub = { ${HUB} } }`);
    const all = new Map(zones(bound).map(([key, ...rest]) => [key, rest]));
    expect(all.get('azure_storage_blob')).toEqual(['default privatelink.blob.core.windows.net']);
    expect(all.get('azure_aks_mgmt')).toEqual(['default privatelink.westeurope.azmk8s.io']);
    expect(all.has('azure_key_vault')).toBe(false);
    expect(all.size).toBe(69);
    expect(links(bound)).toHaveLength(69);
    // What only some releases have is not told.
    expect(gapsOf(bound)).toContain('module.dns private_link_private_dns_zones: module-not-read');
  });

  test.each([
    ['placeholders of regions', '{ enabled = true }', 3, 3],
    ['all', '{ enabled = false }', 70, 70],
    ['an expression', '{ enabled = true, regex_filter = "^privatelink.blob" }', 70, 0],
  ])('keeps of them %s', (_, filter, count, sure) => {
    const bound = call(`  parent_id = "x"\n  private_link_private_dns_zones_regex_filter = ${filter}`);
    expect(draftsOf('dns-zone', bound)).toHaveLength(count);
    const certain = draftsOf('dns-zone', bound).filter(({ possible }) => possible === undefined).length;
    expect(certain).toBe(sure);
  });

  test('gives out its zones', () => {
    const bound = call(
      GIVEN,
      `
resource "azurerm_private_dns_zone_virtual_network_link" "l" {
  name                = "l"
  private_dns_zone_id = module.dns.private_dns_zone_resource_ids["blob"]
  virtual_network_id  = azurerm_virtual_network.spoke.id
}
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/e"
  private_dns_zone_group {
    name                 = "g"
    private_dns_zone_ids = [module.dns.private_dns_zone_resource_ids["vault"]]
  }
}`,
    );
    expect(links(bound)).toEqual([['blob', '@azurerm_virtual_network.spoke']]);
    expect(draftsOf('private-endpoint', bound).flatMap(({ zones: of }) => of.map(shortTarget))).toEqual([
      '@module.dns.zones.vault',
    ]);
  });
});
