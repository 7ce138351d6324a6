/** Calls of modules whose code was not read, and what they are given. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, place, shortTarget } from './bind-files.ts';

const NETWORKS = `
variable "anything" {}
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = azurerm_resource_group.rg.name
}
resource "azurerm_resource_group" "rg" {
  name = var.anything
}
resource "azurerm_virtual_network" "many" {
  count               = 2
  name                = var.anything
  resource_group_name = "rg"
}
resource "azurerm_subnet" "a" {
  name                 = "a"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
}
resource "azurerm_private_dns_zone" "zone" {
  name = "privatelink.vaultcore.azure.net"
}
resource "azurerm_private_endpoint" "e" {
  location = "westeurope"
}
resource "azurerm_resource_group" "named" {
  name = "vnet-hub"
}
resource "aws_vpc" "main" {}
data "azurerm_virtual_network" "far" {
  name                = "vnet-far"
  resource_group_name = "rg"
}
`;
const HUB = '@azurerm_virtual_network.hub */*:vnet-hub';
const MANY = ['@azurerm_virtual_network.many[0]', '@azurerm_virtual_network.many[1]'];
const FAR_ID = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/far/subnets/a';

function mentions(value: string): string[] {
  const call = `module "m" {\nsource = "git::https://git.example.com/m.git"\nvalue = ${value}\n}`;
  return onlyDraft('unread-code', bindFiles(`${NETWORKS}${call}`)).mentions.map(shortTarget);
}

describe('a call of a module that was not read', () => {
  test('is told with its name, its place and why', () => {
    const bound = bindFiles({
      'main.tf': 'module "inner" {\n  source = "./inner"\n}\n',
      'inner/main.tf': `module "peering" {
  source   = "app.terraform.io/example/peering/azurerm"
  for_each = toset(["a"])
}`,
    });
    const { name, address, range, reason, mentions: found, possible } = onlyDraft('unread-code', bound);
    const call = 'module.inner.module.peering["a"]';
    expect([name, address, place(range)]).toEqual([call, call, 'inner/main.tf:1:1']);
    expect([reason.code, reason.message]).toEqual(['module-not-read', `the code of ${call} was not read`]);
    expect([found, possible]).toEqual([[], undefined]);
  });

  test('may not exist', () => {
    const bound = bindFiles(
      'variable "x" {}\nmodule "m" {\nsource = "git::https://git.example.com/m.git"\ncount = var.x\n}',
    );
    expect(onlyDraft('unread-code', bound).possible?.code).toBe('missing-input');
  });

  test.each<[string, string, string[]]>([
    ['an id', 'azurerm_virtual_network.hub.id', [HUB]],
    ['a name', 'azurerm_virtual_network.hub.name', ['@azurerm_virtual_network.hub']],
    ['a name through a subnet', 'azurerm_subnet.a.virtual_network_name', ['@azurerm_virtual_network.hub']],
    ['the name of something else', 'azurerm_resource_group.named.name', ['@azurerm_resource_group.named']],
    ['a name that is typed', '"vnet-hub"', ['*/*:vnet-hub']],
    ['a name that is a key', '{ vnet-hub = {} }', ['*/*:vnet-hub']],
    ['a subnet', 'azurerm_subnet.a.id', ['@azurerm_subnet.a */rg:vnet-hub/a']],
    [
      'a zone',
      'azurerm_private_dns_zone.zone.id',
      ['@azurerm_private_dns_zone.zone */*:privatelink.vaultcore.azure.net'],
    ],
    ['a network of another cloud', 'aws_vpc.main.arn', ['@aws_vpc.main']],
    [
      'what a data source reads',
      'data.azurerm_virtual_network.far.id',
      ['@data.azurerm_virtual_network.far */rg:vnet-far'],
    ],
    ['a typed id', `"${FAR_ID}"`, ['s/rg:far/a']],
    [
      'the typed id of something else',
      `"${FAR_ID.replace('virtualNetworks/far/subnets', 'routeTables')}"`,
      [],
    ],
    [
      'the address of an endpoint',
      'azurerm_private_endpoint.e.private_service_connection[0].private_ip_address',
      ['@azurerm_private_endpoint.e'],
    ],
    ['a list', '[azurerm_virtual_network.many[0].id, [azurerm_virtual_network.many[1].id]]', MANY],
    ['a thing twice', '[azurerm_virtual_network.hub.id, azurerm_virtual_network.hub.id]', [HUB]],
    [
      'one of two',
      'var.anything ? azurerm_virtual_network.many[0].id : azurerm_virtual_network.many[1].id',
      MANY,
    ],
    ['a part of a text', '"${var.anything}/${azurerm_virtual_network.hub.id}"', [HUB, '*/*:vnet-hub']],
    [
      'an instance as a whole',
      'azurerm_virtual_network.many[0]',
      ['@azurerm_virtual_network.many[0]', '*/*:rg'],
    ],
    ['addresses of a network', 'azurerm_virtual_network.many[0].address_space', []],
    ['something else', '[azurerm_resource_group.rg.location, var.anything, 4, true, null]', []],
  ])('is given %s', (_, value, expected) => {
    expect(mentions(value)).toEqual(expected);
  });

  test('is known where a binding knows the module', () => {
    const bound = bindFiles(
      'module "v" {\nsource = "terraform-aws-modules/vpc/aws"\ncidr = "10.0.0.0/16"\n}',
    );
    expect(draftsOf('unread-code', bound)).toEqual([]);
  });

  test('gives nothing for certain', () => {
    const bound = bindFiles(`
module "hub" {
  source = "git::https://git.example.com/m.git"
}
resource "azurerm_subnet" "a" {
  name               = "a"
  virtual_network_id = module.hub.id
}
resource "azurerm_virtual_network_peering" "p" {
  remote_virtual_network_id = module.hub.id
}`);
    expect(shortTarget(onlyDraft('peering', bound).to)).toBe('? module-not-read @module.hub.id');
  });

  test('is not looked at without end', () => {
    const bound = bindFiles(
      'module "m" {\nsource = "git::https://git.example.com/m.git"\nnames = [for n in range(1024) : "n${n}"]\n}',
    );
    expect(onlyDraft('unread-code', bound).mentions).toHaveLength(1000);
    expect(gapsOf(bound)).toEqual(['module.m : limit']);
  });
});

describe('a template that Terraform deploys', () => {
  test.each(['azurerm_resource_group_template_deployment', 'azurerm_subscription_template_deployment'])(
    '%s',
    (type) => {
      const bound = bindFiles(`${NETWORKS}
resource "${type}" "t" {
  name               = "t"
  parameters_content = jsonencode({ vnetName = { value = azurerm_virtual_network.hub.name } })
}`);
      const code = onlyDraft('unread-code', bound);
      expect([code.name, code.reason.message]).toEqual([
        `${type}.t`,
        `the template of ${type}.t was not read`,
      ]);
      expect(code.mentions.map(shortTarget)).toContain('*/*:vnet-hub');
    },
  );

  const NETWORKED = '{ "type" = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings" }';

  test.each([
    ['a text that is not read', 'template_content = file("missing.json")', true],
    ['no text', 'template_spec_version_id = "x"', true],
    ['no JSON', 'template_content = "{"', true],
    [
      'computed names of networks',
      `template_content = jsonencode({ resources = [${NETWORKED}, { name = "[parameters('x')]" }] })`,
      true,
    ],
    ['names that are written out', `template_content = jsonencode({ resources = [${NETWORKED}] })`, false],
    [
      'other things',
      `template_content = jsonencode({ resources = [{ type = "Microsoft.Web/sites", name = "[parameters('x')]" }] })`,
      false,
    ],
  ])('of %s', (_, content, all) => {
    const bound = bindFiles(`resource "azurerm_resource_group_template_deployment" "t" {\n${content}\n}`);
    expect(onlyDraft('unread-code', bound).mayConcernAll).toBe(all ? true : undefined);
  });
});

describe('a resource of the API of which not all is known', () => {
  const azapi = (type: string, body: string) =>
    `${NETWORKS}
resource "azapi_resource" "r" {
  type      = "Microsoft.Network/${type}@2024-05-01"
  name      = "r"
  parent_id = azurerm_virtual_network.hub.id
  body      = ${body}
}`;

  test.each([
    ['an unknown body', 'virtualNetworks/virtualNetworkPeerings', 'var.anything'],
    ['text with parts that are no values', 'virtualNetworks/virtualNetworkPeerings', '"x${var.anything}"'],
  ])('%s may belong to its parent', (_, type, body) => {
    const code = onlyDraft('unread-code', bindFiles(azapi(type, body)));
    expect(code.mentions.map(shortTarget)).toContain(HUB);
    expect(code.reason.message).toBe('not all of azapi_resource.r is known');
  });

  test('unknown elements may belong to what they are in', () => {
    const body = '{ properties = { virtualNetworkPeerings = var.anything } }';
    const code = onlyDraft('unread-code', bindFiles(azapi('virtualNetworks', body)));
    expect(code.path).toEqual(['virtualNetworkPeerings']);
    expect(code.mentions.map(shortTarget)).toContainEqual(expect.stringMatching(/^@azapi_resource.r( |$)/));
  });

  test.each([
    ['jsonencode({ properties = { remoteVirtualNetwork = { id = azurerm_virtual_network.many[0].id } } })'],
    [
      '"{\\"properties\\":{\\"remoteVirtualNetwork\\":{\\"id\\":\\"${azurerm_virtual_network.many[0].id}\\"}}}"',
    ],
  ])('JSON text keeps what is in it: %s', (body) => {
    const bound = bindFiles(azapi('virtualNetworks/virtualNetworkPeerings', body));
    expect(shortTarget(onlyDraft('peering', bound).to)).toBe(MANY[0]);
    expect(draftsOf('unread-code', bound)).toEqual([]);
  });
});
