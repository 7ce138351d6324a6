/** Terraform stacks: every component of every deployment is a unit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain, read, referenceText, type Reading } from './reading.ts';

const network = `
variable "cidr" {}
variable "location" { default = "westeurope" }
resource "azurerm_virtual_network" "this" {
  address_space = [var.cidr]
  location      = var.location
}
output "id" { value = azurerm_virtual_network.this.id }
output "first" { value = cidrsubnet(var.cidr, 8, 0) }
`;
const subnet = `
variable "vnet" {}
variable "cidr" {}
resource "azurerm_subnet" "this" {
  virtual_network = var.vnet
  cidr            = var.cidr
}
`;

const files = {
  'modules/network/main.tf': network,
  'modules/subnet/main.tf': subnet,
  'stack/components.tfcomponent.hcl': `
required_providers { azurerm = { source = "hashicorp/azurerm" } }
provider "azurerm" "this" {
  config {
    features {}
  }
}
component "network" {
  source = "../modules/network"
  inputs = {
    cidr       = var.cidr
    "location" = local.place
  }
  providers = { azurerm = provider.azurerm.this }
}
component "subnet" {
  source = "../modules/subnet"
  inputs = { vnet = local.vnet, cidr = component.network.first }
}
output "id" {
  type  = string
  value = component.network.id
}
`,
  'stack/variables.tfstack.hcl': `
variable "cidr" { type = string }
variable "location" {
  type    = string
  default = "north"
}
locals {
  place = upper(var.location)
  vnet  = component.network.id
}
`,
  'stack/deployments.tfdeploy.hcl': `
locals { base = "10.1.0.0/16" }
identity_token "azure" { audience = ["x"] }
deployment "dev" { inputs = { cidr = local.base } }
deployment "prod" { inputs = { cidr = "10.2.0.0/16", location = "south" } }
deployment "old" {
  inputs  = { cidr = "10.3.0.0/16" }
  destroy = true
}
`,
};

function attributesOf({ resources }: Reading): Record<string, unknown> {
  return Object.fromEntries(
    resources.map((each) => [`${each.unit} ${each.address}`, plain(each.attributes)]),
  );
}

test('components are units, whose inputs come from deployments and from one another', () => {
  const reading = read(files);
  const id = '<computed: it is decided when component.network.azurerm_virtual_network.this is deployed>';
  expect(reading.problems).toEqual([]);
  expect(attributesOf(reading)).toEqual({
    'stack (dev/network) component.network.azurerm_virtual_network.this': {
      address_space: ['10.1.0.0/16'],
      location: 'NORTH',
    },
    'stack (dev/subnet) component.subnet.azurerm_subnet.this': { virtual_network: id, cidr: '10.1.0.0/24' },
    'stack (prod/network) component.network.azurerm_virtual_network.this': {
      address_space: ['10.2.0.0/16'],
      location: 'SOUTH',
    },
    'stack (prod/subnet) component.subnet.azurerm_subnet.this': { virtual_network: id, cidr: '10.2.0.0/24' },
  });
});

test('a reference leads to the unit of the other component', () => {
  const subnet = read(files).resource('component.subnet.azurerm_subnet.this', 'stack (prod/subnet)');
  expect(referenceText(subnet.attributes.entries.get('virtual_network')?.reference)).toBe(
    'stack (prod/network)/component.network.azurerm_virtual_network.this#id',
  );
});

test('a provider is called as the stack calls it', () => {
  const vnet = read(files).resource('component.network.azurerm_virtual_network.this', 'stack (dev/network)');
  expect(vnet.provider).toBe('azurerm.this');
});

/** A stack with this component and this deployment beside the modules. */
function stackWith(component: string, inputs: string, others: Record<string, string> = {}): Reading {
  return read({
    'modules/network/main.tf': network,
    'x.tfcomponent.hcl': `variable "v" {}\n${component}`,
    'x.tfdeploy.hcl': `deployment "d" { inputs = ${inputs} }`,
    ...others,
  });
}

describe('components', () => {
  const repeated = `component "net" {
  for_each = var.v
  source   = "./modules/network"
  inputs   = { cidr = each.value, location = each.key }
}
component "one" {
  source = "./modules/network"
  inputs = { cidr = component.net["a"].first }
}`;

  test('repeated ones are one unit', () => {
    expect(attributesOf(stackWith(repeated, '{ v = { a = "10.0.0.0/16", b = "10.1.0.0/16" } }'))).toEqual({
      '. (d/net) component.net["a"].azurerm_virtual_network.this': {
        address_space: ['10.0.0.0/16'],
        location: 'a',
      },
      '. (d/net) component.net["b"].azurerm_virtual_network.this': {
        address_space: ['10.1.0.0/16'],
        location: 'b',
      },
      '. (d/one) component.one.azurerm_virtual_network.this': {
        address_space: ['10.0.0.0/24'],
        location: 'westeurope',
      },
    });
  });

  test('repeated over something unknown they are possible', () => {
    const { resources } = stackWith(repeated, '{ v = store.varset.x.v }');
    expect(resources.map(({ address, possible }) => [address, possible?.message])).toEqual([
      ['component.net[*].azurerm_virtual_network.this', 'the store of variables is not among what was read'],
      ['component.one.azurerm_virtual_network.this', undefined],
    ]);
  });

  test.each([
    ['upstream_input.hub.cidr', '<remote-state: the output of another stack is not among what was read>'],
    ['identity_token.x.jwt', '<environment: the token is issued at deployment>'],
    ['null', null],
  ])('the input %s', (text, expected) => {
    const component = 'component "net" {\n  source = "./modules/network"\n  inputs = { cidr = var.v }\n}';
    const reading = stackWith(component, `{ v = ${text} }`);
    expect(plain(reading.value('component.net.azurerm_virtual_network.this', 'address_space'))).toEqual([
      expected,
    ]);
    expect(reading.problems).toEqual([]);
  });

  test('an input that nobody gives is missing', () => {
    const component = 'component "net" {\n  source = "./modules/network"\n  inputs = { cidr = var.v }\n}';
    const reading = stackWith(component, '{}');
    expect(plain(reading.value('component.net.azurerm_virtual_network.this', 'address_space'))).toEqual([
      '<missing-input: the variable "v" has no value>',
    ]);
  });

  test('inputs may be computed as a whole', () => {
    const component =
      'component "net" {\n  source = "./modules/network"\n  inputs = merge({ location = "x" }, var.v)\n}';
    const attributes = (inputs: string): unknown =>
      plain(stackWith(component, inputs).resource('component.net.azurerm_virtual_network.this').attributes);
    expect(attributes('{ v = { cidr = "10.0.0.0/8" } }')).toEqual({
      address_space: ['10.0.0.0/8'],
      location: 'x',
    });
    const unknown = '<outside: the store of variables is not among what was read>';
    expect(attributes('{ v = store.varset.x.v }')).toEqual({ address_space: [unknown], location: unknown });
  });

  test('an input may be called like the argument that holds it', () => {
    const component = 'component "x" {\n  source = "./m"\n  inputs = { inputs = var.v, other = 1 }\n}';
    const module =
      'variable "inputs" {}\nvariable "other" {}\nresource "a_b" "c" { x = [var.inputs, var.other] }';
    const reading = stackWith(component, '{ v = "y" }', { 'm/main.tf': module });
    expect(plain(reading.value('component.x.a_b.c', 'x'))).toEqual(['y', 1]);
  });

  test('one from elsewhere is a call of a module that was not read', () => {
    const component = `component "net" {
  source  = "Azure/vnet/azurerm"
  version = "4.0.0"
  inputs  = { address_space = var.v }
}
component "one" {
  source = "./modules/network"
  inputs = { cidr = component.net.cidr }
}`;
    const reading = stackWith(component, '{ v = "10.0.0.0/16" }');
    const call = reading.resource('component.net');
    expect([call.mode, call.type, call.unit, plain(call.attributes)]).toEqual([
      'module',
      'Azure/vnet/azurerm',
      '. (d/net)',
      { version: '4.0.0', address_space: '10.0.0.0/16' },
    ]);
    expect(plain(reading.value('component.one.azurerm_virtual_network.this', 'address_space', 0))).toBe(
      '<module-not-read: the code of module "net" (Azure/vnet/azurerm) is not among what was read>',
    );
  });
});

describe('mistakes and what is not read', () => {
  const source = 'source = "./modules/network"';

  test.each([
    [`component "a" {\n  ${source}\n  inputs = { cidr = component.b.x }\n}`, ['terraform-undeclared']],
    [`component "a" {\n  ${source}\n  inputs = { cidr = "x" }\n}\n`.repeat(2), ['terraform-duplicate']],
    ['component "a" {\n  source = "./nowhere"\n}', ['terraform-missing-module']],
    ['stack "s" {\n  source = "./s"\n}', ['terraform-stack-not-read']],
    ['thing {}', ['terraform-unknown-block']],
    [
      `component "a" {\n  ${source}\n  inputs = { cidr = component.b.first }\n}
component "b" {\n  ${source}\n  inputs = { cidr = component.a.first }\n}`,
      ['terraform-cycle'],
    ],
  ])('%j', (code, problems) => {
    expect(stackWith(code, '{}').diagnostics.map((diagnostic) => diagnostic.code)).toEqual(problems);
  });

  test('a stack without deployments is not judged, and says so', () => {
    const reading = read({
      'modules/network/main.tf': network,
      'x.tfcomponent.hcl': 'component "a" {\n  source = "./modules/network"\n}',
    });
    expect(reading.units).toEqual([]);
    expect(reading.diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      ['note', 'No deployment of this stack was found: its components are not judged.'],
    ]);
  });

  test.each([
    'deployment {}',
    'deployment "d" {}\ndeployment "d" {}',
    'deployment "d" { inputs = 3 }',
    'deployment "d" {',
    '',
  ])('deployments %j', (text) => {
    const reading = read({ ...files, 'stack/deployments.tfdeploy.hcl': text });
    expect(reading.diagnostics.length).toBeGreaterThan(0);
  });

  test('PATH limits the units', () => {
    expect(read(files, { within: ['stack'] }).units).toHaveLength(4);
    expect(read(files, { within: ['modules'] }).units).toEqual([]);
  });
});

test('files in JSON are not read, and say so', () => {
  const { units, problems } = read({ 'a/x.tfcomponent.json': '{}', 'b/x.tfdeploy.json': '{}' });
  expect(units).toEqual([]);
  expect(problems).toEqual([
    'terraform-stack-not-read a/x.tfcomponent.json:1:1 ',
    'terraform-stack-not-read b/x.tfdeploy.json:1:1 ',
  ]);
});

test('arbitrary files are read without an exception', () => {
  const word = fc.constantFrom(
    'component "a" {\n',
    'component "b" {\n  source = "../modules/network"\n',
    'deployment "d" {\n',
    'locals {\n',
    'variable "v" {}\n',
    'stack "s" {}\n',
    'inputs = { cidr = component.a.first }\n',
    'inputs = component.b\n',
    'inputs = { (var.v) = local.x, "cidr" = var.v }\n',
    'inputs = { __proto__ = 1, cidr = identity_token }\n',
    'for_each = toset(["x", var.v])\n',
    'for_each = component.b\n',
    'source = var.v\n',
    'x = component.a[0]\n',
    'x = component\n',
    'v = component.b\n',
    '}\n',
  );
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (components, deployments) => {
      const { units } = read({
        ...files,
        'stack/components.tfcomponent.hcl': components,
        'stack/deployments.tfdeploy.hcl': `deployment "e" { inputs = { v = "x" } }\n${deployments}`,
      });
      expect(new Set(units).size).toBe(units.length);
    }),
    { numRuns: 300 },
  );
});
