/** Values of resources: where they come from, the places they passed through, and what they stand for. */
import { describe, expect, test } from 'vitest';
import { history, plain, read, referenceText } from './reading.ts';

describe('variables', () => {
  const main = `
variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}
resource "azurerm_virtual_network" "hub" {
  address_space = [var.cidr]
}
`;
  const cidrOf = (files: Record<string, string>, options = {}) =>
    read({ 'main.tf': main, ...files }, options).value('azurerm_virtual_network.hub', 'address_space', 0);

  test.each([
    { name: 'the default', files: {}, value: '10.0.0.0/16', place: 'main.tf:4:13 "10.0.0.0/16"' },
    {
      name: 'terraform.tfvars over the default',
      files: { 'terraform.tfvars': 'cidr = "10.1.0.0/16"' },
      value: '10.1.0.0/16',
      place: 'terraform.tfvars:1:8 "10.1.0.0/16"',
    },
    {
      name: 'the last *.auto.tfvars over terraform.tfvars',
      files: {
        'terraform.tfvars': 'cidr = "10.1.0.0/16"',
        'b.auto.tfvars': 'cidr = "10.3.0.0/16"',
        'a.auto.tfvars': 'cidr = "10.2.0.0/16"',
      },
      value: '10.3.0.0/16',
      place: 'b.auto.tfvars:1:8 "10.3.0.0/16"',
    },
    {
      name: 'values of another folder are not seen',
      files: { 'other/terraform.tfvars': 'cidr = "10.1.0.0/16"\nother = 1' },
      value: '10.0.0.0/16',
      place: 'main.tf:4:13 "10.0.0.0/16"',
    },
  ])('$name', ({ files, value, place }) => {
    const cidr = cidrOf(files);
    expect(plain(cidr)).toBe(value);
    expect(history(cidr)).toEqual([place, 'main.tf:7:20 var.cidr']);
  });

  test('files that are named win in their order, and texts win over files', () => {
    const files = {
      'terraform.tfvars': 'cidr = "10.1.0.0/16"',
      'x/one.tfvars': 'cidr = "10.2.0.0/16"',
      'x/two.tfvars': 'cidr = "10.3.0.0/16"',
    };
    expect(plain(cidrOf(files, { varFiles: ['x/two.tfvars', 'x/one.tfvars'] }))).toBe('10.2.0.0/16');
    const text = cidrOf(files, { varFiles: ['x/one.tfvars'], variables: new Map([['cidr', '10.9.0.0/16']]) });
    expect(plain(text)).toBe('10.9.0.0/16');
    expect(history(text)).toEqual(['main.tf:2:1 variable "cidr"', 'main.tf:7:20 var.cidr']);
  });

  test('a text is an expression when the type is none of a plain value', () => {
    const files = {
      'main.tf': `
variable "cidrs" { type = list(string) }
variable "untyped" {}
resource "a_b" "c" {
  cidrs   = var.cidrs
  untyped = var.untyped
}`,
    };
    const variables = new Map([
      ['cidrs', '["10.0.0.0/8", "x"]'],
      ['untyped', '["y"]'],
      ['undeclared', '1'],
    ]);
    const reading = read(files, { variables });
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({
      cidrs: ['10.0.0.0/8', 'x'],
      untyped: '["y"]',
    });
    expect(history(reading.value('a_b.c', 'cidrs', 0))).toEqual(['main.tf:2:1 variable "cidrs"']);
  });

  test('a missing value is unknown, and two uses of it are recognised as one thing', () => {
    const reading = read({
      'main.tf': `
module "net" { source = "./net" }
variable "hub" {}
resource "a_b" "c" {
  one = var.hub.id
  two = var.hub.id
}`,
      'net/main.tf': `
variable "cidr" {}
resource "a_b" "c" {
  cidr = var.cidr
}`,
    });
    const one = reading.value('a_b.c', 'one');
    expect(plain(one)).toBe('<missing-input: the variable "hub" has no value>');
    expect(referenceText(one.reference)).toBe('./var.hub#id');
    expect(referenceText(reading.value('a_b.c', 'two').reference)).toBe('./var.hub#id');
    expect(referenceText(reading.value('module.net.a_b.c', 'cidr').reference)).toBe('./module.net.var.cidr#');
    expect(one.kind === 'unknown' && one.reason.range?.start).toBe(
      reading.resource('a_b.c').range.file.text.indexOf('variable "hub"'),
    );
    expect(reading.problems).toEqual([]);
  });

  test('types convert, optional attributes get their defaults, nullable = false takes null as nothing', () => {
    const reading = read({
      'main.tf': `
variable "count_text" { type = number }
variable "net" {
  type = object({
    cidr  = string
    bits  = optional(number, 8)
    names = optional(list(string), ["a"])
    extra = optional(string)
  })
}
variable "required" {
  type     = string
  nullable = false
  default  = "fallback"
}
variable "secret" {
  default   = "10.0.0.0/8"
  sensitive = true
}
resource "a_b" "c" {
  number   = var.count_text
  net      = var.net
  required = var.required
  secret   = var.secret
}`,
      'terraform.tfvars': 'count_text = "3"\nnet = { cidr = "10.0.0.0/16", dropped = 1 }\nrequired = null\n',
    });
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({
      number: 3,
      net: { cidr: '10.0.0.0/16', bits: 8, names: ['a'], extra: null },
      required: 'fallback',
      secret: '10.0.0.0/8',
    });
    expect(reading.value('a_b.c', 'secret').sensitive).toBe(true);
    expect(reading.problems).toEqual([]);
  });

  test('a value that does not fit the type is reported where it was typed, and is unknown', () => {
    const reading = read({
      'main.tf': 'variable "n" { type = list(string) }\nresource "a_b" "c" { n = var.n }',
      'terraform.tfvars': '# values\nn = "10.0.0.0/8"',
    });
    expect(reading.problems).toEqual(['terraform-wrong-type terraform.tfvars:2:5 "10.0.0.0/8"']);
    expect(reading.diagnostics[0]?.message).toBe(
      'The value is not suitable for variable "n": list of string required.',
    );
    expect(plain(reading.value('a_b.c', 'n'))).toMatch(/^<failed: /);
  });

  test('a type that is none is reported, and any value is taken', () => {
    const reading = read({
      'main.tf': 'variable "n" {\n  type = strin\n  default = "x"\n}\nresource "a_b" "c" { n = var.n }',
    });
    expect(reading.problems).toEqual(['terraform-type main.tf:2:10 strin']);
    expect(plain(reading.value('a_b.c', 'n'))).toBe('x');
  });

  test('values can refer to nothing', () => {
    const reading = read({
      'main.tf': 'variable "n" {}\nresource "a_b" "c" { n = var.n }',
      'terraform.tfvars': 'n = var.other',
    });
    expect(reading.problems).toEqual(['hcl-unknown-name terraform.tfvars:1:5 var']);
  });
});

describe('the way of a value', () => {
  test('from a file of values through a module argument to an attribute', () => {
    const reading = read({
      'main.tf': `
variable "hub" { type = object({ cidr = string }) }
locals { hub_cidr = var.hub.cidr }
module "net" {
  source = "./modules/net"
  cidr   = local.hub_cidr
}`,
      'terraform.tfvars': 'hub = {\n  name = "x"\n  cidr = "10.0.0.0/16"\n}',
      'modules/net/main.tf': `
variable "cidr" { type = string }
resource "azurerm_virtual_network" "this" {
  address_space = [var.cidr]
}`,
    });
    expect(history(reading.value('module.net.azurerm_virtual_network.this', 'address_space', 0))).toEqual([
      'terraform.tfvars:3:10 "10.0.0.0/16"',
      'main.tf:3:21 var.hub.cidr',
      'main.tf:6:12 local.hub_cidr',
      'modules/net/main.tf:4:20 var.cidr',
    ]);
  });

  test('into each instance goes only its own element', () => {
    const reading = read({
      'main.tf': `
locals {
  spokes = {
    a = { cidr = "10.1.0.0/16" }
    b = { cidr = "10.2.0.0/16" }
  }
}
resource "azurerm_virtual_network" "spoke" {
  for_each      = local.spokes
  name          = each.key
  address_space = [each.value.cidr]
}`,
    });
    expect(history(reading.value('azurerm_virtual_network.spoke["b"]', 'address_space', 0))).toEqual([
      'main.tf:5:18 "10.2.0.0/16"',
      'main.tf:9:19 local.spokes',
      'main.tf:11:20 each.value.cidr',
    ]);
    expect(history(reading.value('azurerm_virtual_network.spoke["b"]', 'name'))).toEqual([
      'main.tf:5:5 b',
      'main.tf:10:19 each.key',
    ]);
  });

  test('of a literal collection its other elements are no part', () => {
    const reading = read({
      'main.tf': `
resource "a_b" "c" {
  for_each = {
    x = "10.1.0.0/16"
    y = "10.2.0.0/16"
  }
  cidr = each.value
}`,
    });
    expect(history(reading.value('a_b.c["y"]', 'cidr'))).toEqual([
      'main.tf:5:9 "10.2.0.0/16"',
      'main.tf:7:10 each.value',
    ]);
  });
});

describe('references to instances', () => {
  const files = {
    'main.tf': `
resource "azurerm_resource_group" "rg" {
  name = "rg-hub"
}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.0.0.0/16"]
  dns_servers         = null
  subnet {
    name           = "first"
    address_prefix = "10.0.0.0/24"
  }
  subnet {
    name = "second"
  }
}
resource "a_b" "c" {
  name     = azurerm_virtual_network.hub.name
  id       = azurerm_virtual_network.hub.id
  space    = azurerm_virtual_network.hub.address_space[0]
  dns      = azurerm_virtual_network.hub.dns_servers
  inline   = azurerm_virtual_network.hub.subnet[1].id
  blocks   = azurerm_virtual_network.hub.subnet[*].name
  explicit = resource.azurerm_virtual_network.hub.name
  whole    = azurerm_virtual_network.hub
  outside  = data.azurerm_virtual_network.old.id
  asked    = data.azurerm_virtual_network.old.name
}
data "azurerm_virtual_network" "old" {
  name = "old"
}`,
  };
  const reading = read(files);

  test.each([
    ['name', 'hub', './azurerm_virtual_network.hub#name'],
    [
      'id',
      '<computed: it is decided when azurerm_virtual_network.hub is deployed>',
      './azurerm_virtual_network.hub#id',
    ],
    ['space', '10.0.0.0/16', undefined],
    [
      'dns',
      '<computed: it is decided when azurerm_virtual_network.hub is deployed>',
      './azurerm_virtual_network.hub#dns_servers',
    ],
    [
      'inline',
      '<computed: it is decided when azurerm_virtual_network.hub is deployed>',
      './azurerm_virtual_network.hub#subnet.1.id',
    ],
    ['blocks', ['first', 'second'], undefined],
    ['explicit', 'hub', './azurerm_virtual_network.hub#name'],
    [
      'outside',
      '<data-source: data.azurerm_virtual_network.old reads it from outside>',
      './data.azurerm_virtual_network.old#id',
    ],
    ['asked', 'old', './data.azurerm_virtual_network.old#name'],
  ])('%s', (attribute, value, reference) => {
    expect(plain(reading.value('a_b.c', attribute))).toEqual(value);
    expect(referenceText(reading.value('a_b.c', attribute).reference)).toBe(reference);
  });

  test('a whole instance is an open map that stands for it', () => {
    const whole = reading.value('a_b.c', 'whole');
    expect(referenceText(whole.reference)).toBe('./azurerm_virtual_network.hub#');
    expect(whole.kind === 'map' && referenceText(whole.open?.reference)).toBe(
      './azurerm_virtual_network.hub#',
    );
  });

  test('the instance itself keeps the references that its own values carry', () => {
    expect(referenceText(reading.value('azurerm_virtual_network.hub', 'resource_group_name').reference)).toBe(
      './azurerm_resource_group.rg#name',
    );
    expect(reading.value('azurerm_virtual_network.hub', 'name').reference).toBeUndefined();
    const { attributes, mode } = reading.resource('data.azurerm_virtual_network.old');
    expect(mode).toBe('data');
    expect(attributes.open?.reason.code).toBe('data-source');
  });

  test('a value that was handed on keeps the places from the literal on', () => {
    expect(history(reading.value('a_b.c', 'name'))).toEqual([
      'main.tf:6:25 "hub"',
      'main.tf:19:14 azurerm_virtual_network.hub.name',
    ]);
  });
});

describe('other names', () => {
  test('path, workspace and what is known only at deployment', () => {
    const files = {
      'envs/dev/main.tf': `
module "net" { source = "../../modules/net" }
resource "a_b" "c" {
  root      = path.root
  module    = path.module
  cwd       = path.cwd
  workspace = terraform.workspace
  self      = self.id
}`,
      'modules/net/main.tf': 'resource "a_b" "c" { module = path.module }',
    };
    const reading = read(files);
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({
      root: 'envs/dev',
      module: 'envs/dev',
      cwd: 'envs/dev',
      workspace: '<environment: the workspace is chosen at deployment>',
      self: '<computed: self is known only at deployment>',
    });
    expect(plain(reading.value('module.net.a_b.c', 'module'))).toBe('modules/net');
    expect(plain(read(files, { workspace: 'prod' }).value('a_b.c', 'workspace'))).toBe('prod');
  });

  test.each([
    [
      'var.nope',
      'terraform-undeclared',
      'There is no variable "nope" in this module. Declare it, or correct the name.',
    ],
    [
      'local.nope.x',
      'terraform-undeclared',
      'There is no local value "nope" in this module. Declare it, or correct the name.',
    ],
    [
      'module.nope.id',
      'terraform-undeclared',
      'There is no module "nope" in this module. Declare it, or correct the name.',
    ],
    [
      'aws_vpc.nope.id',
      'terraform-undeclared',
      'There is no resource aws_vpc.nope in this module. Declare it, or correct the name.',
    ],
    [
      'data.aws_vpc.nope.id',
      'terraform-undeclared',
      'There is no data source data.aws_vpc.nope in this module. Declare it, or correct the name.',
    ],
    [
      'module.net.nope',
      'terraform-undeclared',
      'There is no output "nope" in the called module. Declare it, or correct the name.',
    ],
    [
      'each.key',
      'terraform-undeclared',
      'There is no each.key here: it stands for an instance of a block with for_each.',
    ],
    [
      'count.index',
      'terraform-undeclared',
      'There is no count.index here: it stands for an instance of a block with count.',
    ],
  ])('what is not declared is reported: %s', (expression, code, message) => {
    const reading = read({
      'main.tf': `module "net" { source = "./net" }\nresource "a_b" "c" { x = ${expression} }`,
      'net/main.tf': 'resource "a_b" "c" {}',
    });
    expect(reading.problems).toEqual([`${code} main.tf:2:26 ${expression}`]);
    expect(reading.diagnostics[0]?.message).toBe(message);
    expect(plain(reading.value('a_b.c', 'x'))).toMatch(/^<failed: /);
  });

  test('what is not declared is the same thing wherever it is named', () => {
    const reading = read({
      'main.tf':
        'resource "a_b" "c" {\n  one = aws_vpc.nope.id\n  two = data.aws_vpc.nope.id\n  all = var.nope\n}',
    });
    expect(referenceText(reading.value('a_b.c', 'one').reference)).toBe('./aws_vpc.nope#id');
    expect(referenceText(reading.value('a_b.c', 'two').reference)).toBe('./data.aws_vpc.nope#id');
    expect(referenceText(reading.value('a_b.c', 'all').reference)).toBe('./var.nope#');
  });

  test('meta-arguments are no attributes, and the provider is told by its alias', () => {
    const reading = read({
      'main.tf': `
resource "azurerm_virtual_network" "hub" {
  provider   = azurerm.hub
  depends_on = [a_b.c]
  name       = "x"
  lifecycle { prevent_destroy = true }
  provisioner "local-exec" { command = self.id }
}
resource "azurerm_subnet" "plain" { provider = azurerm }
resource "google_compute_network" "beta" { provider = google-beta }
resource "a_b" "c" {}`,
    });
    expect(plain(reading.resource('azurerm_virtual_network.hub').attributes)).toEqual({ name: 'x' });
    expect(reading.resource('azurerm_virtual_network.hub').provider).toBe('azurerm.hub');
    expect(reading.resource('azurerm_subnet.plain').provider).toBeUndefined();
    expect(reading.resource('google_compute_network.beta').provider).toBe('google-beta');
    expect(reading.resource('a_b.c').provider).toBeUndefined();
    expect(reading.problems).toEqual([]);
  });
});
