/** Module calls: evaluated where they are called, once for each key; and what becomes of those that cannot be read. */
import { describe, expect, test } from 'vitest';
import { history, plain, plainResources, read, referenceText, sourceOf } from './reading.ts';

const vnetModule = `
variable "name" {}
variable "cidr" {}
resource "azurerm_virtual_network" "this" {
  name          = var.name
  address_space = [var.cidr]
}
output "id" { value = azurerm_virtual_network.this.id }
output "name" { value = azurerm_virtual_network.this.name }
`;

describe('local modules', () => {
  test('are evaluated for each key, and only where they are called', () => {
    const reading = read({
      'live/main.tf': `
module "hub" {
  source = "../modules/vnet"
  name   = "hub"
  cidr   = "10.0.0.0/16"
}
module "spoke" {
  source   = "../modules/vnet"
  for_each = { a = "10.1.0.0/16", b = "10.2.0.0/16" }
  name     = "spoke-\${each.key}"
  cidr     = each.value
}
resource "azurerm_virtual_network_peering" "out" {
  for_each                  = module.spoke
  name                      = each.value.name
  virtual_network_name      = module.hub.name
  remote_virtual_network_id = each.value.id
  literal                   = module.spoke["a"].id
  splat                     = values(module.spoke)
}`,
      'modules/vnet/main.tf': vnetModule,
    });
    expect(reading.units).toEqual(['live']);
    expect(reading.resources.map(({ address }) => address)).toEqual([
      'azurerm_virtual_network_peering.out["a"]',
      'azurerm_virtual_network_peering.out["b"]',
      'module.hub.azurerm_virtual_network.this',
      'module.spoke["a"].azurerm_virtual_network.this',
      'module.spoke["b"].azurerm_virtual_network.this',
    ]);
    const peering = 'azurerm_virtual_network_peering.out["b"]';
    expect(plain(reading.value(peering, 'name'))).toBe('spoke-b');
    expect(referenceText(reading.value(peering, 'virtual_network_name').reference)).toBe(
      'live/module.hub.azurerm_virtual_network.this#name',
    );
    expect(referenceText(reading.value(peering, 'remote_virtual_network_id').reference)).toBe(
      'live/module.spoke["b"].azurerm_virtual_network.this#id',
    );
    expect(
      history(reading.value('module.spoke["b"].azurerm_virtual_network.this', 'address_space', 0)),
    ).toEqual([
      'live/main.tf:9:39 "10.2.0.0/16"',
      'live/main.tf:11:14 each.value',
      'modules/vnet/main.tf:6:20 var.cidr',
    ]);
  });

  test('with count, and modules within modules', () => {
    const reading = read({
      'main.tf': `
module "outer" {
  source = "./outer"
  count  = 2
  base   = count.index
}
resource "d_e" "f" {
  one = module.outer[1].inner_id
  all = module.outer[*].text
}`,
      'outer/main.tf': `
variable "base" {}
module "inner" {
  source = "./inner"
  octet  = var.base
}
output "inner_id" { value = module.inner.id }
output "text" { value = "n\${var.base}" }`,
      'outer/inner/main.tf': `
variable "octet" {}
resource "a_b" "c" { cidr = "10.\${var.octet}.0.0/16" }
output "id" { value = a_b.c.id }`,
    });
    expect(plainResources(reading)).toMatchObject({
      'module.outer[0].module.inner.a_b.c': { cidr: '10.0.0.0/16' },
      'module.outer[1].module.inner.a_b.c': { cidr: '10.1.0.0/16' },
      'd_e.f': { all: ['n0', 'n1'] },
    });
    expect(referenceText(reading.value('d_e.f', 'one').reference)).toBe(
      './module.outer[1].module.inner.a_b.c#id',
    );
  });

  test('that may exist make everything in them possible', () => {
    const reading = read({
      'main.tf': `
variable "n" {}
module "net" {
  source = "./net"
  count  = var.n
}
resource "d_e" "f" {
  one = module.net[0].id
  all = module.net[*].id
}`,
      'net/main.tf': 'resource "a_b" "c" { cidr = "10.0.0.0/16" }\noutput "id" { value = a_b.c.id }',
    });
    const inner = reading.resource('module.net[*].a_b.c');
    expect(inner.possible?.message).toBe('the variable "n" has no value');
    expect(plain(inner.attributes)).toEqual({ cidr: '10.0.0.0/16' });
    expect(referenceText(reading.value('d_e.f', 'one').reference)).toBe('./module.net[*].a_b.c#id');
    expect(plain(reading.value('d_e.f', 'all'))).toBe('<missing-input: the variable "n" has no value>');
  });

  test('get their providers from the call', () => {
    const reading = read({
      'main.tf': `
provider "azurerm" { features {} }
module "spoke" {
  source    = "./spoke"
  providers = {
    azurerm     = azurerm.spoke
    azurerm.hub = azurerm.central
  }
}
module "plain" { source = "./spoke" }`,
      'spoke/main.tf': `
resource "azurerm_virtual_network" "own" {}
resource "azurerm_virtual_network_peering" "back" { provider = azurerm.hub }
module "inner" { source = "../inner" }`,
      'inner/main.tf': `
provider "aws" { alias = "here" }
resource "azurerm_subnet" "s" {}
resource "aws_vpc" "v" { provider = aws.here }`,
    });
    const providers = Object.fromEntries(
      reading.resources.map(({ address, provider }) => [address, provider]),
    );
    expect(providers).toEqual({
      'module.spoke.azurerm_virtual_network.own': 'azurerm.spoke',
      'module.spoke.azurerm_virtual_network_peering.back': 'azurerm.central',
      'module.spoke.module.inner.azurerm_subnet.s': 'azurerm.spoke',
      'module.spoke.module.inner.aws_vpc.v': 'module.spoke.module.inner.aws.here',
      'module.plain.azurerm_virtual_network.own': undefined,
      'module.plain.azurerm_virtual_network_peering.back': 'module.plain.azurerm.hub',
      'module.plain.module.inner.azurerm_subnet.s': undefined,
      'module.plain.module.inner.aws_vpc.v': 'module.plain.module.inner.aws.here',
    });
  });

  test('have the settings of the provider as its block evaluates them', () => {
    const reading = read({
      'main.tf': `
variable "given" { default = "s-given" }
variable "missing" {}
provider "azurerm" { subscription_id = var.given }
provider "azurerm" {
  alias           = "hub"
  subscription_id = var.missing
}
provider "aws" { region = "eu-west-1" }
module "spoke" {
  source    = "./spoke"
  providers = { azurerm = azurerm.hub }
}
module "plain" { source = "./spoke" }
resource "google_compute_network" "n" {}`,
      'spoke/main.tf': `
resource "azurerm_virtual_network" "v" {}
resource "aws_vpc" "v" {}
provider "aws" {
  alias  = "own"
  region = "us-east-1"
}
resource "aws_vpc" "own" { provider = aws.own }`,
    });
    const settings = (address: string, name: string) => {
      const value = reading.resource(address).providerSettings?.entries.get(name);
      return value?.kind === 'string' ? value.value : value?.kind;
    };
    expect(settings('module.plain.azurerm_virtual_network.v', 'subscription_id')).toBe('s-given');
    expect(settings('module.spoke.azurerm_virtual_network.v', 'subscription_id')).toBe('unknown');
    expect(settings('module.spoke.aws_vpc.v', 'region')).toBe('eu-west-1');
    expect(settings('module.spoke.aws_vpc.own', 'region')).toBe('us-east-1');
    expect(reading.resource('google_compute_network.n').providerSettings).toBeUndefined();
  });

  test.each([
    ['[tags["a"], subnet[0].name, "old.way"]', ['tags', 'subnet', 'old']],
    ['all', ['all']],
    ['["*"]', ['*']],
    ['[]', undefined],
  ])('leave as they find them what is ignored: %s', (written, names) => {
    const reading = read({
      'main.tf': `resource "azurerm_subnet" "s" {\n  lifecycle {\n    ignore_changes = ${written}\n  }\n}`,
    });
    expect(reading.resource('azurerm_subnet.s').ignoredChanges).toEqual(names);
  });

  test('that are missing are reported at their source, and the call is told as it stands', () => {
    const reading = read({
      'envs/dev/main.tf': `
module "net" {
  source   = "../../modules/net"
  for_each = { a = "10.1.0.0/16" }
  cidr     = each.value
}
resource "d_e" "f" {
  id  = module.net["a"].vnet_id
  sub = module.net["a"].subnets["x"].id
}`,
    });
    expect(reading.problems).toEqual(['terraform-missing-module envs/dev/main.tf:3:14 "../../modules/net"']);
    expect(reading.diagnostics[0]).toMatchObject({
      severity: 'error',
      message: 'The code of module "net" was not found. There is no module code in modules/net.',
    });
    const call = reading.resource('module.net["a"]');
    expect(call).toMatchObject({ mode: 'module', type: '../../modules/net', name: 'net' });
    expect(sourceOf(call.range)).toBe('module "net"');
    expect(plain(call.attributes)).toEqual({ cidr: '10.1.0.0/16' });
    expect(plain(reading.value('d_e.f', 'id'))).toMatch(/^<module-not-read: /);
    expect(referenceText(reading.value('d_e.f', 'id').reference)).toBe('envs/dev/module.net["a"]#vnet_id');
    expect(referenceText(reading.value('d_e.f', 'sub').reference)).toBe(
      'envs/dev/module.net["a"]#subnets.x.id',
    );
  });

  test('outside of the tree are a warning', () => {
    const reading = read({ 'main.tf': 'module "net" {\n  source = "../net"\n}' });
    expect(reading.diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', 'The code of module "net" was not found. It lies outside of what is read.'],
    ]);
  });

  test('that call themselves, directly or around, are reported and end there', () => {
    const reading = read({
      'a/main.tf': 'module "b" {\n  source = "../b"\n}\nresource "x_y" "z" {}',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}\nresource "x_y" "z" {}',
      'c/main.tf': 'module "c" {\n  source = "./"\n}\nresource "x_y" "z" {}',
    });
    expect(reading.units).toEqual(['a', 'c']);
    expect(reading.problems).toEqual([
      'terraform-module-cycle b/main.tf:2:12 "../a"',
      'terraform-module-cycle c/main.tf:2:12 "./"',
    ]);
    expect(reading.resources.map(({ unit, address }) => `${unit} ${address}`)).toEqual([
      'a x_y.z',
      'a module.b.x_y.z',
      'a module.b.module.a',
      'c x_y.z',
      'c module.c',
    ]);
  });

  test('without a source, or with one that is not known', () => {
    const reading = read({
      'main.tf':
        'variable "s" {}\nmodule "a" {}\nmodule "b" { source = var.s }\nresource "x_y" "z" { b = module.b.id }',
    });
    expect(reading.problems).toEqual(['terraform-missing-source main.tf:2:1 module "a"']);
    expect(plain(reading.value('x_y.z', 'b'))).toBe('<missing-input: the variable "s" has no value>');
  });

  test('with a source that is computed', () => {
    const reading = read({
      'main.tf': 'locals { kind = "net" }\nmodule "a" { source = "./modules/${local.kind}" }',
      'modules/net/main.tf': 'resource "x_y" "z" {}',
    });
    expect(reading.resources.map(({ unit, address }) => `${unit} ${address}`)).toContain('. module.a.x_y.z');
  });
});

describe('modules from elsewhere', () => {
  test.each([
    ['terraform-aws-modules/vpc/aws', 'terraform-aws-modules/vpc/aws', undefined],
    [
      'registry.terraform.io/terraform-aws-modules/iam/aws//modules/role',
      'terraform-aws-modules/iam/aws//modules/role',
      undefined,
    ],
    ['registry.opentofu.org/a/b/c', 'a/b/c', undefined],
    ['app.terraform.io/acme/vpc/aws', 'app.terraform.io/acme/vpc/aws', undefined],
    [
      'git::https://github.com/acme/terraform-azurerm-vnet.git?ref=v1.2.0',
      'github.com/acme/terraform-azurerm-vnet',
      'v1.2.0',
    ],
    [
      'git::https://user:secret@github.com/acme/mods.git//net/vnet?ref=main&depth=1',
      'github.com/acme/mods//net/vnet',
      'main',
    ],
    ['git::ssh://git@github.com/acme/mods.git//vnet', 'github.com/acme/mods//vnet', undefined],
    ['git@github.com:acme/mods.git//vnet?ref=abc', 'github.com/acme/mods//vnet', 'abc'],
    ['github.com/acme/mods//vnet', 'github.com/acme/mods//vnet', undefined],
    ['https://example.com/mods/vnet.zip', 'example.com/mods/vnet.zip', undefined],
    [
      's3::https://s3-eu-west-1.amazonaws.com/bucket/vpc.zip',
      's3-eu-west-1.amazonaws.com/bucket/vpc.zip',
      undefined,
    ],
    ['oci://example.com/acme/vpc', 'example.com/acme/vpc', undefined],
  ])('%s', (source, type, version) => {
    const reading = read({
      'main.tf': `module "vpc" {\n  source = "${source}"\n  cidr   = "10.0.0.0/16"\n}`,
    });
    expect(reading.problems).toEqual([]);
    expect(reading.resource('module.vpc')).toMatchObject({ mode: 'module', type });
    const expected = version === undefined ? { cidr: '10.0.0.0/16' } : { cidr: '10.0.0.0/16', version };
    expect(plain(reading.resource('module.vpc').attributes)).toEqual(expected);
  });

  const call = {
    'live/main.tf': `
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.1.0"
  cidr    = "10.0.0.0/16"
}
resource "d_e" "f" { id = module.vpc.vpc_id }`,
    'live/.terraform/modules/vpc/main.tf': `
variable "cidr" {}
resource "aws_vpc" "this" { cidr_block = var.cidr }
output "vpc_id" { value = aws_vpc.this.id }`,
  };
  const manifest = (source: string, dir: string): string =>
    JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'vpc', Source: source, Version: '5.1.0', Dir: dir },
      ],
    });

  test('are read when Terraform has fetched them', () => {
    const reading = read({
      ...call,
      'live/.terraform/modules/modules.json': manifest(
        'registry.terraform.io/terraform-aws-modules/vpc/aws',
        '.terraform/modules/vpc',
      ),
    });
    expect(reading.units).toEqual(['live']);
    expect(plain(reading.value('module.vpc.aws_vpc.this', 'cidr_block'))).toBe('10.0.0.0/16');
    expect(referenceText(reading.value('d_e.f', 'id').reference)).toBe('live/module.vpc.aws_vpc.this#id');
  });

  test.each([
    ['another source', manifest('registry.terraform.io/other/vpc/aws', '.terraform/modules/vpc')],
    [
      'another folder',
      manifest('registry.terraform.io/terraform-aws-modules/vpc/aws', '.terraform/modules/gone'),
    ],
    ['a folder outside', manifest('registry.terraform.io/terraform-aws-modules/vpc/aws', '../../../etc')],
    ['no JSON', '{"Modules": ['],
    ['something else', '[1, {"Modules": 3}]'],
    ['wrong entries', '{"Modules": [null, 1, {"Key": 1}, {"Key": "vpc", "Source": "x"}]}'],
  ])('are not read when the list of fetched modules has %s', (_, text) => {
    const reading = read({ ...call, 'live/.terraform/modules/modules.json': text });
    expect(reading.units).toEqual(['live']);
    expect(reading.resource('module.vpc').mode).toBe('module');
    expect(reading.problems).toEqual([]);
  });
});

describe('the files of a module', () => {
  test('are those of its folder only, OpenTofu hiding Terraform, editors leaving things behind', () => {
    const reading = read({
      'main.tf': 'resource "a_b" "hidden" {}',
      'main.tofu': 'resource "a_b" "shown" {}',
      'other.tf': 'resource "a_b" "other" {}',
      '.hidden.tf': 'resource "a_b" "dot" {}',
      'main.tf~': 'resource "a_b" "backup" {}',
      '#main.tf#': 'resource "a_b" "emacs" {}',
      'main.tftest.hcl': 'resource "a_b" "test" {}',
      'notes.txt': '{',
    });
    expect(reading.resources.map(({ address }) => address)).toEqual(['a_b.shown', 'a_b.other']);
  });

  test('overrides replace arguments, and blocks by their type', () => {
    const reading = read({
      'main.tf': `
variable "cidr" { default = "10.0.0.0/16" }
locals {
  a = "a"
  b = "b"
}
resource "a_b" "c" {
  cidr = var.cidr
  keep = local.a
  text = local.b
  subnet { name = "one" }
  subnet { name = "two" }
  other { x = 1 }
}`,
      'a_override.tf': 'variable "cidr" { default = "10.1.0.0/16" }\nlocals { b = "first" }',
      'override.tf': `
locals { b = "second" }
resource "a_b" "c" {
  text = "t-\${local.b}"
  dynamic "subnet" {
    for_each = ["three"]
    content { name = subnet.value }
  }
}
resource "a_b" "nope" {}`,
    });
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({
      cidr: '10.1.0.0/16',
      keep: 'a',
      text: 't-second',
      subnet: [{ name: 'three' }],
      other: [{ x: 1 }],
    });
    expect(history(reading.value('a_b.c', 'cidr'))).toEqual([
      'a_override.tf:1:29 "10.1.0.0/16"',
      'main.tf:8:10 var.cidr',
    ]);
    expect(reading.problems).toEqual([
      'terraform-nothing-to-override override.tf:10:1 resource "a_b" "nope"',
    ]);
  });

  test('what is declared twice, wrongly or unknown is reported', () => {
    const reading = read({
      'a.tf': 'resource "a_b" "c" { x = 1 }\nlocals { l = 1 }\nvariable "v" {}',
      'b.tf': `resource "a_b" "c" { x = 2 }
locals { l = 2 }
variable "v" {}
resource "a_b" {}
module {}
frobnicate "x" {}
moved {}
x = 1
provider "aws" {}
provider "aws" { alias = "b" }`,
    });
    expect(reading.problems).toEqual([
      'terraform-duplicate b.tf:1:1 resource "a_b" "c"',
      'terraform-duplicate b.tf:2:10 l',
      'terraform-duplicate b.tf:3:1 variable "v"',
      'terraform-labels b.tf:4:1 resource "a_b"',
      'terraform-labels b.tf:5:1 module',
      'terraform-unknown-block b.tf:6:1 frobnicate "x"',
      'terraform-unexpected-argument b.tf:8:1 x',
    ]);
    expect(plain(reading.value('a_b.c', 'x'))).toBe(1);
  });
});
