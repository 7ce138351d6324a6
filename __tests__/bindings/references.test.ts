/** What values mean: data sources, modules, ids made of parts, things of other kinds. */
import { describe, expect, test } from 'vitest';
import { aliasesOf, bindFiles, draftsOf, onlyDraft, shortTarget } from './bind-files.ts';

describe('data sources', () => {
  test.each([
    ['azurerm_virtual_network', 'network', 'name = "hub"', '*/rg:hub'],
    ['azurerm_subnet', 'subnet', 'name = "nodes"\nvirtual_network_name = "hub"', '*/rg:hub/nodes'],
    ['azurerm_private_dns_zone', 'dns-zone', 'name = "a.b"', '*/rg:a.b'],
    ['azurerm_kubernetes_cluster', 'cluster', 'name = "aks"', '*/rg:aks'],
    [
      'azurerm_virtual_network_gateway',
      'gateway',
      'name = "gw"',
      '*/rg:microsoft.network/virtualnetworkgateways/gw',
    ],
    [
      'azurerm_local_network_gateway',
      'range',
      'name = "site"',
      '*/rg:microsoft.network/localnetworkgateways/site',
    ],
    ['azurerm_virtual_hub', 'gateway', 'name = "hub"', '*/rg:microsoft.network/virtualhubs/hub'],
    ['azurerm_virtual_network', 'network', 'name = var.anything', '? missing-input @var.anything'],
    ['azurerm_subnet', 'subnet', 'name = "nodes"\nvirtual_network_name = var.anything', '? data-source'],
    [
      'azurerm_virtual_network',
      'network',
      'name = azurerm_virtual_network.own.name',
      '@azurerm_virtual_network.own */rg:own',
    ],
  ])('%s is another name of a %s', (type, kind, lines, expected) => {
    const [alias] = aliasesOf(
      bindFiles(`
variable "anything" {}
resource "azurerm_virtual_network" "own" {
  name = "own"
}
data "${type}" "read" {
  resource_group_name = "rg"
  ${lines}
}`),
    );
    expect(alias).toMatchObject({ unit: '.', address: `data.${type}.read`, entityKinds: [kind] });
    expect(alias && shortTarget(alias.target)).toBe(expected);
  });

  test('of other types say nothing', () => {
    expect(bindFiles('data "azurerm_resource_group" "rg" {\n  name = "rg"\n}').facts).toEqual([]);
  });
});

describe('ids', () => {
  const remote = (id: string, more = '') =>
    shortTarget(
      onlyDraft(
        'peering',
        bindFiles(`
variable "anything" {}
resource "azurerm_resource_group" "rg" {
  name = "rg-far"
}
data "azurerm_subscription" "current" {
}
resource "azurerm_virtual_network_peering" "p" {
  virtual_network_name      = "hub"
  remote_virtual_network_id = ${id}
}
${more}`),
      ).to,
    );
  const TYPE = 'providers/Microsoft.Network/virtualNetworks';

  test.each([
    ['a group that is declared', `"\${azurerm_resource_group.rg.id}/${TYPE}/far"`, '*/rg-far:far'],
    [
      'a subscription that is read',
      `"\${data.azurerm_subscription.current.id}/resourceGroups/rg/${TYPE}/far"`,
      '*/rg:far',
    ],
    ['parts that are joined', `join("/", [azurerm_resource_group.rg.id, "${TYPE}/far"])`, '*/rg-far:far'],
    ['a format', `format("%s/${TYPE}/%s", azurerm_resource_group.rg.id, "far")`, '*/rg-far:far'],
    ['only the start of something', '"${azurerm_resource_group.rg.id}/x"', '? computed'],
    ['what a call made of an id', 'replace(azurerm_resource_group.rg.id, "a", "b")', '? computed'],
    ['a call of an unknown', 'trimprefix(var.anything, "x")', '? missing-input'],
  ])('made of %s', (_, id, expected) => {
    expect(remote(id)).toBe(expected);
  });

  test('of subnets inside a declared network', () => {
    const bound = bindFiles(`
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  subnet {
    name             = "inner"
    address_prefixes = ["10.0.0.0/24"]
  }
}
resource "azurerm_private_endpoint" "e" {
  for_each = {
    text  = "\${azurerm_virtual_network.hub.id}/subnets/inner"
    block = azurerm_virtual_network.hub.subnet[0].id
    splat = one(azurerm_virtual_network.hub.subnet[*].id)
  }
  name      = each.key
  subnet_id = each.value
}`);
    expect(
      draftsOf('private-endpoint', bound).map(({ name, subnet }) => [name, shortTarget(subnet)]),
    ).toEqual([
      ['block', '@azurerm_virtual_network.hub.subnet[0] */rg:hub/inner'],
      ['splat', '@azurerm_virtual_network.hub.subnet[0] */rg:hub/inner'],
      ['text', '*/rg:hub/inner'],
    ]);
  });

  test('of things that are no entities', () => {
    expect(remote('azurerm_storage_account.s.id', 'resource "azurerm_storage_account" "s" {\n}')).toBe(
      '@azurerm_storage_account.s',
    );
    expect(remote('data.azurerm_resources.r.resources[0].id', 'data "azurerm_resources" "r" {\n}')).toBe(
      '? data-source @data.azurerm_resources.r.resources[0]',
    );
    expect(remote('module.net.vnet_id', 'module "net" {\n  source = "example/net/azurerm"\n}')).toBe(
      '? module-not-read @module.net.vnet_id',
    );
    expect(
      remote(
        'data.terraform_remote_state.hub.outputs.id',
        'data "terraform_remote_state" "hub" {\n  backend = "local"\n}',
      ),
    ).toMatch(/^\? remote-state|data-source/);
  });

  test.each([
    ['a template', '"net-${var.anything}"'],
    ['a call', 'trimprefix(var.anything, "x")'],
    ['a variable', 'var.anything'],
    ['a local', 'local.name'],
  ])('by a name that is %s', (_, name) => {
    const bound = bindFiles(`
variable "anything" {}
locals {
  name  = "x-\${var.anything}"
  other = replace(azurerm_virtual_network.plain.name, "a", "b")
}
resource "azurerm_virtual_network" "plain" {
  name = ${name}
}
resource "azurerm_virtual_network" "each" {
  for_each = toset(["a"])
  name     = ${name}
}
resource "azurerm_subnet" "s" {
  for_each = {
    plain = azurerm_virtual_network.plain.name
    each  = azurerm_virtual_network.each["a"].name
    part  = "\${azurerm_virtual_network.plain.name}-spoke"
    other = local.other
  }
  name                 = each.key
  virtual_network_name = each.value
}
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = azurerm_subnet.s["each"].id
}`);
    expect(draftsOf('subnet', bound).map((subnet) => [subnet.name, shortTarget(subnet.network)])).toEqual([
      ['each', '@azurerm_virtual_network.each["a"]'],
      ['other', '? missing-input'],
      ['part', '? missing-input'],
      ['plain', '@azurerm_virtual_network.plain'],
    ]);
    expect(shortTarget(onlyDraft('private-endpoint', bound).subnet)).toBe('@azurerm_subnet.s["each"]');
  });

  test('through modules mean what was declared', () => {
    const bound = bindFiles({
      'main.tf': `
module "net" {
  source = "./net"
}
resource "azurerm_virtual_network_peering" "p" {
  virtual_network_name      = module.net.name
  resource_group_name       = "rg"
  remote_virtual_network_id = module.net.ids["a"]
}`,
      'net/main.tf': `
resource "azurerm_virtual_network" "this" {
  for_each            = toset(["a", "b"])
  name                = each.key
  resource_group_name = "rg"
}
output "ids" { value = { for key, net in azurerm_virtual_network.this : key => net.id } }
output "name" { value = azurerm_virtual_network.this["b"].name }`,
    });
    const { from, to } = onlyDraft('peering', bound);
    expect([shortTarget(from), shortTarget(to)]).toEqual([
      '@module.net.azurerm_virtual_network.this["b"] */rg:b',
      '@module.net.azurerm_virtual_network.this["a"] */rg:a',
    ]);
  });
});
