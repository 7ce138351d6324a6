/** Terragrunt: units made of a module and inputs, included files, dependencies between units. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { history, plain, read, referenceText } from './reading.ts';

const vnet = `
variable "name" { type = string }
variable "cidr" { type = string }
variable "tags" { default = {} }
variable "hub_id" { default = null }
resource "azurerm_virtual_network" "this" {
  name          = var.name
  address_space = [var.cidr]
  tags          = var.tags
  hub           = var.hub_id
}
output "id" { value = azurerm_virtual_network.this.id }
output "name" { value = azurerm_virtual_network.this.name }
`;

describe('a unit', () => {
  const files = {
    'modules/vnet/main.tf': vnet,
    'live/root.hcl': `
locals {
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region
}
inputs = {
  name = "\${local.region}-\${basename(path_relative_to_include())}"
  tags = { path = path_relative_to_include(), region = local.region }
}`,
    'live/eu/region.hcl': 'locals { region = "westeurope" }',
    'live/eu/hub/terragrunt.hcl': `
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}
terraform { source = "../../..//modules/vnet" }
locals { plan = yamldecode(file("plan.yaml")) }
inputs = { cidr = local.plan.hub }`,
    'live/eu/hub/plan.yaml': 'hub: 10.0.0.0/16\n',
    'live/eu/spoke/terragrunt.hcl': `
include { path = find_in_parent_folders("root.hcl") }
terraform { source = "\${get_repo_root()}/modules//vnet" }
dependency "hub" {
  config_path  = "../hub"
  mock_outputs = { id = "mock" }
}
inputs = {
  name   = "spoke-of-\${dependency.hub.outputs.name}-in-\${include.locals.region}"
  cidr   = "10.1.0.0/16"
  hub_id = dependency.hub.outputs.id
}`,
  };

  test('is a folder with a module and inputs, and its modules are no roots', () => {
    const reading = read(files);
    expect(reading.problems).toEqual([]);
    expect(reading.units).toEqual(['live/eu/hub', 'live/eu/spoke']);
    expect(plain(reading.resource('azurerm_virtual_network.this', 'live/eu/hub').attributes)).toEqual({
      name: 'westeurope-hub',
      address_space: ['10.0.0.0/16'],
      tags: { path: 'eu/hub', region: 'westeurope' },
      hub: null,
    });
    const spoke = reading.resource('azurerm_virtual_network.this', 'live/eu/spoke').attributes;
    expect(plain(spoke.entries.get('name') ?? spoke)).toBe('spoke-of-westeurope-hub-in-westeurope');
    expect(referenceText(spoke.entries.get('hub')?.reference)).toBe(
      'live/eu/hub/azurerm_virtual_network.this#id',
    );
  });

  test('keeps the way of its values', () => {
    const { attributes } = read(files).resource('azurerm_virtual_network.this', 'live/eu/hub');
    const space = attributes.entries.get('address_space');
    expect(space?.kind === 'list' && space.items[0] && history(space.items[0])).toEqual([
      'live/eu/hub/plan.yaml:1:6 10.0.0.0/16',
      'live/eu/hub/terragrunt.hcl:7:28 file("plan.yaml")',
      'live/eu/hub/terragrunt.hcl:7:17 yamldecode(file("plan.yaml"))',
      'live/eu/hub/terragrunt.hcl:8:19 local.plan.hub',
      'modules/vnet/main.tf:8:20 var.cidr',
    ]);
  });

  test('can have its module beside it, files of values, and names beyond its includes', () => {
    const reading = read({
      'app/main.tf': vnet,
      'app/terraform.tfvars': 'name = "file"\n',
      'app/terragrunt.hcl': `
terraform {
  extra_arguments "vars" {
    commands  = get_terraform_commands_that_need_vars()
    arguments = ["-var-file=\${get_repo_root()}/vars/app.hcl", "-lock=false"]
  }
}
inputs = {
  name = "input"
  cidr = get_env("CIDR", "10.0.0.0/8")
}`,
      'vars/app.hcl': 'tags = { from = "extra" }',
      'terragrunt.hcl': 'inputs = {}',
    });
    expect(reading.units).toEqual(['app']);
    expect(plain(reading.resource('azurerm_virtual_network.this').attributes)).toEqual({
      name: 'file',
      address_space: ['<environment: get_env depends on who deploys>'],
      tags: { from: 'extra' },
      hub: null,
    });
    expect(reading.problems).toEqual([]);
  });

  test('whose module is elsewhere is a call with the inputs as arguments', () => {
    const reading = read({
      'vpc/terragrunt.hcl': `
terraform { source = "tfr:///terraform-aws-modules/vpc/aws?version=5.1.0" }
inputs = { cidr = "10.0.0.0/16" }`,
      'eks/terragrunt.hcl': `
terraform { source = "git::git@github.com:acme/modules.git//eks?ref=v2" }
dependency "vpc" { config_path = "../vpc" }
inputs = { vpc_id = dependency.vpc.outputs.vpc_id, all = dependency.vpc.outputs }`,
    });
    expect(reading.problems).toEqual([]);
    expect(reading.resource('module.aws')).toMatchObject({
      mode: 'module',
      type: 'terraform-aws-modules/vpc/aws',
      unit: 'vpc',
    });
    expect(plain(reading.resource('module.aws').attributes)).toEqual({
      cidr: '10.0.0.0/16',
      version: '5.1.0',
    });
    expect(reading.resource('module.eks').type).toBe('github.com/acme/modules//eks');
    expect(referenceText(reading.value('module.eks', 'vpc_id').reference)).toBe('vpc/module.aws#vpc_id');
  });
});

test('paths of functions are those of the tree, whatever lies beside the file', () => {
  const reading = read({
    'terragrunt.hcl': 'inputs = { root = "r", repo = get_path_to_repo_root() }',
    'common.yaml': 'x: root',
    'live/common.yaml': 'x: live',
    'live/u/common.yaml': 'x: own',
    'live/u/terragrunt.hcl': `
include "root" { path = find_in_parent_folders() }
terraform { source = "\${dirname(find_in_parent_folders())}/mod" }
inputs = {
  root = yamldecode(file("\${get_repo_root()}/common.yaml")).x
  up   = yamldecode(file(find_in_parent_folders("common.yaml"))).x
  own  = yamldecode(file("common.yaml")).x
  dir  = yamldecode(file("\${get_terragrunt_dir()}/common.yaml")).x
  path = "\${path_relative_to_include()} \${path_relative_from_include()} \${get_path_from_repo_root()}"
}`,
    'mod/main.tf': `
variable "root" {}
variable "repo" {}
variable "up" {}
variable "own" {}
variable "dir" {}
variable "path" {}
resource "a_b" "c" { all = [var.root, var.repo, var.up, var.own, var.dir, var.path] }`,
  });
  expect(reading.problems).toEqual([]);
  expect(plain(reading.value('a_b.c', 'all'))).toEqual([
    'root',
    '../..',
    'live',
    'own',
    'own',
    'live/u ../.. live/u',
  ]);
});

describe('inputs', () => {
  const parent = 'inputs = {\n  tags = { a = "parent", b = "parent" }\n  name = "parent"\n}';
  const child = (strategy: string): Record<string, string> => ({
    'root.hcl': parent,
    'mod/main.tf': vnet,
    'u/terragrunt.hcl': `
include "root" {
  path = find_in_parent_folders("root.hcl")
  ${strategy}
}
terraform { source = "../mod" }
inputs = { tags = { b = "child" }, cidr = "c" }`,
  });

  test.each([
    ['', { name: 'parent', tags: { b: 'child' } }],
    ['merge_strategy = "deep"', { name: 'parent', tags: { a: 'parent', b: 'child' } }],
    [
      'merge_strategy = "no_merge"',
      { name: '<missing-input: the variable "name" has no value>', tags: { b: 'child' } },
    ],
  ])('are joined with those of included files: %s', (strategy, expected) => {
    expect(plain(read(child(strategy)).resource('azurerm_virtual_network.this').attributes)).toMatchObject(
      expected,
    );
  });

  test('that are not known may hold anything', () => {
    const files = { ...child(''), 'root.hcl': 'inputs = jsondecode(run_cmd("x"))' };
    expect(plain(read(files).resource('azurerm_virtual_network.this').attributes)).toMatchObject({
      name: '<unsupported: run_cmd is not evaluated>',
      address_space: ['c'],
    });
  });
});

describe('what goes wrong', () => {
  test.each([
    [
      'dependency "x" { config_path = "../gone" }\ninputs = { cidr = dependency.x.outputs.y }',
      '<remote-state: the outputs of dependency "x" are not among what was read>',
      [],
    ],
    [
      'inputs = { cidr = dependency.x.outputs.y }',
      '<failed: dependency "x" is not declared>',
      ['terraform-undeclared u/terragrunt.hcl:2:19 dependency.x.outputs.y'],
    ],
    [
      'inputs = { cidr = local.x }',
      '<failed: local value "x" is not declared>',
      ['terraform-undeclared u/terragrunt.hcl:2:19 local.x'],
    ],
    [
      'inputs = { cidr = include.x.locals.y }',
      '<failed: include "x" is not declared>',
      ['terraform-undeclared u/terragrunt.hcl:2:19 include.x.locals.y'],
    ],
    ['inputs = { cidr = values.x }', '<missing-input: the stack gives the value "x">', []],
    ['feature "f" { default = "d" }\ninputs = { cidr = feature.f.value }', 'd', []],
    ['inputs = { cidr = read_terragrunt_config("gone.hcl", { a = "b" }).a }', 'b', []],
    ['inputs = { cidr = find_in_parent_folders("gone.hcl", "none") }', 'none', []],
    [
      'dependency "u" { config_path = "../u" }\ninputs = { cidr = dependency.u.outputs.cidr }',
      '<cycle: var.cidr depends on itself>',
      ['terraform-cycle mod/main.tf:3:25 var.cidr'],
    ],
    [
      'locals { self = read_terragrunt_config("terragrunt.hcl").locals.self }\ninputs = { cidr = local.self }',
      undefined,
      undefined,
    ],
  ])('%s', (code, cidr, problems) => {
    const reading = read({
      'u/terragrunt.hcl': `terraform { source = "../mod" }\n${code}`,
      'mod/main.tf':
        'variable "cidr" {}\nresource "a_b" "c" { cidr = var.cidr }\noutput "cidr" { value = var.cidr }',
    });
    if (problems !== undefined) expect(reading.problems).toEqual(problems);
    if (cidr !== undefined) expect(plain(reading.value('a_b.c', 'cidr'))).toBe(cidr);
    expect(reading.units).toEqual(['u']);
  });

  test('a missing module and a missing include are reported where they are named', () => {
    const reading = read({
      'u/terragrunt.hcl': 'terraform { source = "../gone" }',
      'v/terragrunt.hcl': 'include "x" { path = "../gone.hcl" }\nterraform { source = "../mod" }',
      'mod/main.tf': 'resource "a_b" "c" {}',
    });
    expect(reading.problems).toEqual([
      'terraform-missing-module u/terragrunt.hcl:1:22 "../gone"',
      'terragrunt-missing-file v/terragrunt.hcl:1:22 "../gone.hcl"',
    ]);
    expect(reading.units).toEqual(['u', 'v']);
  });
});

test('an include whose path needs the include is reported and ends', () => {
  const reading = read({
    'u/terragrunt.hcl': 'include {\n  path = include.r.locals.a\n}\nterraform { source = "../m" }\n',
    'm/main.tf': 'resource "a_b" "c" {}\n',
  });
  expect(reading.units).toEqual(['u']);
  expect(reading.problems).toEqual(['terraform-undeclared u/terragrunt.hcl:2:10 include.r.locals.a']);
});

test('arbitrary files are read without an exception', () => {
  const word = fc.constantFrom(
    'terraform { source = "../mod" }\n',
    'terraform { source = local.a }\n',
    'include "r" { path = find_in_parent_folders("root.hcl") }\n',
    'include "self" { path = "terragrunt.hcl" }\n',
    'include {\n  path = include.r.locals.a\n}\n',
    'locals { a = read_terragrunt_config("../v/terragrunt.hcl") }\n',
    'locals { a = include.r.inputs }\n',
    'locals { b = dependency.d.outputs }\n',
    'dependency "d" { config_path = "../v" }\n',
    'dependency "d" { config_path = local.a }\n',
    'inputs = { x = dependency.d.outputs.x }\n',
    'inputs = merge(local.a, local.b)\n',
    'inputs = [',
    '}\n',
  );
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, text, (u, v, root) => {
      const { units } = read({
        'u/terragrunt.hcl': u,
        'v/terragrunt.hcl': v,
        'root.hcl': root,
        'mod/main.tf': 'variable "x" {}\nresource "a_b" "c" { x = var.x }\noutput "x" { value = var.x }',
      });
      expect(units.every((unit) => ['mod', 'u', 'v'].includes(unit))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
