/** Which folders are units, and with which sets of values. */
import { describe, expect, test } from 'vitest';
import { plain, read } from './reading.ts';

const resource = 'resource "a_b" "c" {}\n';
const vnet = 'variable "cidr" {}\nresource "a_b" "c" { cidr = var.cidr }\n';

/** A module that calls others by their paths. */
function calling(...sources: readonly string[]): string {
  return sources.map((source, index) => `module "m${String(index)}" { source = "${source}" }\n`).join('');
}

describe('roots', () => {
  test.each([
    { name: 'one folder', files: { 'main.tf': resource }, units: ['.'] },
    {
      name: 'folders that nobody calls',
      files: {
        'envs/dev/main.tf': calling('../../modules/net'),
        'envs/prod/main.tf': resource,
        'modules/net/main.tf': resource,
      },
      units: ['envs/dev', 'envs/prod'],
    },
    {
      name: 'examples and tests of a module, not the module',
      files: {
        'main.tf': calling('./modules/sub'),
        'modules/sub/main.tf': resource,
        'examples/complete/main.tf': calling('../..'),
        'tests/setup/main.tf': calling('../../'),
      },
      units: ['examples/complete', 'tests/setup'],
    },
    {
      name: 'a called folder that keeps a state of its own',
      files: { 'main.tf': `terraform {\n  backend "s3" {}\n}\n${resource}`, 'test/main.tf': calling('..') },
      units: ['.', 'test'],
    },
    {
      name: 'a called folder in the cloud',
      files: { 'main.tf': `terraform {\n  cloud {}\n}\n${resource}`, 'test/main.tf': calling('..') },
      units: ['.', 'test'],
    },
    {
      name: 'a called folder with a provider and values',
      files: {
        'main.tf': `provider "aws" {}\n${resource}`,
        'terraform.tfvars': '',
        'test/main.tf': calling('..'),
      },
      units: ['.', 'test'],
    },
    {
      name: 'a called folder with a provider only, or values only',
      files: {
        'a/main.tf': `provider "aws" {}\n${resource}`,
        'b/main.tf': resource,
        'b/terraform.tfvars': '',
        'test/main.tf': calling('../a', '../b'),
      },
      units: ['test'],
    },
    {
      name: 'the first of those that call one another',
      files: { 'b/main.tf': calling('../a'), 'a/main.tf': calling('../b'), 'z/main.tf': resource },
      units: ['a', 'z'],
    },
    {
      name: 'no folder without anything to deploy, and none that tools keep',
      files: {
        'versions.tf': 'terraform {}',
        'a/variables.tf': 'variable "x" {}',
        'b/.terraform/modules/x/main.tf': resource,
        'b/.terragrunt-cache/x/main.tf': resource,
      },
      units: [],
    },
  ])('$name', ({ files, units }) => {
    expect(read(files as Record<string, string>).units).toEqual(units);
  });

  test('can be named, and limited', () => {
    const files = {
      'a/main.tf': resource,
      'b/c/main.tf': resource,
      'b/d/main.tf': calling('../../mod'),
      'mod/main.tf': resource,
    };
    expect(read(files, { roots: ['./mod/', 'gone', '../outside'] }).units).toEqual(['mod']);
    expect(read(files, { within: ['b'] }).units).toEqual(['b/c', 'b/d']);
    expect(read(files, { within: ['b/c/main.tf', './a'] }).units).toEqual(['a', 'b/c']);
    expect(read(files, { within: [] }).units).toEqual(['a', 'b/c', 'b/d']);
  });

  test('the types that are wanted are listed, the others still evaluated where something refers to them', () => {
    const reading = read(
      {
        'main.tf': `
resource "aws_iam_role" "r" { name = "role" }
resource "aws_vpc" "v" { name = aws_iam_role.r.name }
data "aws_ami" "x" {}
module "reg" { source = "a/b/c" }`,
      },
      { wantedTypes: (type) => type === 'aws_vpc' },
    );
    expect(reading.resources.map(({ address }) => address)).toEqual(['aws_vpc.v', 'module.reg']);
    expect(plain(reading.value('aws_vpc.v', 'name'))).toBe('role');
  });
});

describe('sets of values', () => {
  const cidr = (value: string): string => `cidr = "${value}"\n`;

  /** The units with the value of the variable in each. */
  function valuesOf(files: Record<string, string>, options = {}): Record<string, unknown> {
    const { resources } = read(files, options);
    return Object.fromEntries(
      resources.map(({ unit, attributes }) => [unit, plain(attributes.entries.get('cidr') ?? attributes)]),
    );
  }

  test.each([
    { name: 'none', files: {}, units: { '.': '<missing-input: the variable "cidr" has no value>' } },
    { name: 'the automatic files only', files: { 'terraform.tfvars': cidr('1') }, units: { '.': '1' } },
    {
      name: 'one for each file in the folder',
      files: { 'dev.tfvars': cidr('1'), 'prod.tfvars': cidr('2') },
      units: { '. (dev.tfvars)': '1', '. (prod.tfvars)': '2' },
    },
    {
      name: 'one for each file in folders with usual names and in those that belong to no other module',
      files: {
        'env/dev.tfvars': cidr('1'),
        'environments/prod/eu/terraform.tfvars': cidr('2'),
        'environments/old/x.tfvars': `${cidr('3')}x = 1`,
        'some/where/x.tfvars': cidr('4'),
        'else/x.tfvars': `${cidr('5')}x = 1`,
      },
      units: {
        '. (env/dev.tfvars)': '1',
        '. (environments/old/x.tfvars)': '3',
        '. (environments/prod/eu/terraform.tfvars)': '2',
        '. (some/where/x.tfvars)': '4',
      },
    },
    {
      name: 'folders with code keep their values',
      files: {
        'env/dev/main.tf': vnet,
        'env/dev/terraform.tfvars': cidr('1'),
        'terraform.tfvars': cidr('2'),
      },
      units: { '.': '2', 'env/dev': '1' },
    },
    {
      name: 'folders whose code declares nothing keep none',
      files: {
        'net/main.tf': '# This file makes the folder show up in the registry.\n',
        'net/hub/x.tfvars': cidr('1'),
        'dns/main.tf': 'terraform {}',
        'dns/x.tfvars': cidr('2'),
        'own/main.tf': 'output "x" { value = 1 }',
        'own/spoke/x.tfvars': cidr('3'),
        'broken/main.tf': 'resource "a_b" {',
        'broken/spoke/x.tfvars': cidr('4'),
      },
      units: { '. (dns/x.tfvars)': '2', '. (net/hub/x.tfvars)': '1' },
    },
    {
      name: 'what sets nothing of the module, or mostly something else, is none',
      files: {
        'other.tfvars': 'x = 1',
        'mixed.tfvars': 'cidr = "9"\nx = 1\ny = 2',
        'dev.backend.tfvars': cidr('8'),
        'dev.tfvars': `${cidr('1')}x = 1`,
      },
      units: { '. (dev.tfvars)': '1' },
    },
    {
      name: 'what all have in common goes with each',
      files: {
        'main.tf': `variable "more" {}\n${vnet.replace('var.cidr', '"${var.cidr}-${var.more}"')}`,
        'common.tfvars': 'more = "m"\ncidr = "0"',
        'env/dev.tfvars': cidr('1'),
        'env/prod.tfvars': cidr('2'),
      },
      units: { '. (env/dev.tfvars)': '1-m', '. (env/prod.tfvars)': '2-m' },
    },
    {
      name: 'what is in common alone',
      files: { 'common.tfvars': cidr('1') },
      units: { '. (common.tfvars)': '1' },
    },
    {
      name: 'files that complete one another are one',
      files: {
        'main.tf': `variable "more" {}\n${vnet.replace('var.cidr', '"${var.cidr}-${var.more}"')}`,
        'env/dev/a.tfvars': cidr('1'),
        'env/dev/b.tfvars': 'more = "m"',
      },
      units: { '. (env/dev/*.tfvars)': '1-m' },
    },
    {
      name: 'files that share nothing are one in a folder of their own',
      files: {
        'main.tf': `variable "more" { default = "d" }\n${vnet.replace('var.cidr', '"${var.cidr}-${var.more}"')}`,
        'env/dev/a.tfvars': cidr('1'),
        'env/dev/b.tfvars': 'more = "m"',
        'env/prod/a.tfvars': cidr('2'),
      },
      units: { '. (env/dev/*.tfvars)': '1-m', '. (env/prod/a.tfvars)': '2-d' },
    },
    {
      name: 'a file that completes the others goes with each',
      files: {
        'main.tf': `variable "more" {}\n${vnet.replace('var.cidr', '"${var.cidr}-${var.more}"')}`,
        'dev.tfvars': cidr('1'),
        'prod.tfvars': cidr('2'),
        'secrets.tfvars': 'more = "m"',
      },
      units: { '. (dev.tfvars)': '1-m', '. (prod.tfvars)': '2-m' },
    },
    {
      name: 'files that set different things without need are read each for itself',
      files: {
        'main.tf': `variable "more" { default = "d" }\n${vnet.replace('variable "cidr" {}', 'variable "cidr" { default = "0" }').replace('var.cidr }', '"${var.cidr}-${var.more}" }')}`,
        'a.tfvars': cidr('1'),
        'b.tfvars': 'more = "m"',
      },
      units: { '. (a.tfvars)': '1-d', '. (b.tfvars)': '0-m' },
    },
    {
      name: 'the defaults are none beside others',
      files: { 'main.tf': vnet.replace('{}', '{ default = "0" }'), 'dev.tfvars': cidr('1') },
      units: { '. (dev.tfvars)': '1' },
    },
    {
      name: 'automatic files that set what the others set are one beside them',
      files: { 'terraform.tfvars': cidr('0'), 'prod.tfvars': cidr('1') },
      units: { '.': '0', '. (prod.tfvars)': '1' },
    },
    {
      name: 'automatic files that set something else are in common',
      files: {
        'main.tf': `variable "more" {}\n${vnet.replace('var.cidr', '"${var.cidr}-${var.more}"')}`,
        'terraform.tfvars': 'more = "m"',
        'prod.tfvars': cidr('1'),
      },
      units: { '. (prod.tfvars)': '1-m' },
    },
    {
      name: 'samples count when nothing else gives the values',
      files: { 'example.tfvars': cidr('1') },
      units: { '. (example.tfvars)': '1' },
    },
    {
      name: 'samples do not count beside real values',
      files: {
        'terraform.tfvars': cidr('0'),
        'terraform.sample.tfvars': cidr('1'),
        'testdata/unit/x.tfvars': cidr('2'),
      },
      units: { '.': '0' },
    },
    {
      name: 'folders beside the module count while values are missing, when all of a file fits',
      files: {
        'infra/main.tf': vnet,
        'vars/dev.tfvars': cidr('1'),
        'vars/other.tfvars': `${cidr('2')}x = 1`,
      },
      units: { 'infra (../vars/dev.tfvars)': '1' },
    },
  ])('$name', ({ files, units }) => {
    const given = files as Record<string, string>;
    const isElsewhere = Object.keys(given).includes('infra/main.tf');
    const tree = isElsewhere ? given : { 'main.tf': vnet, ...given };
    expect(valuesOf(tree)).toEqual(units);
  });

  test('values that are named for a module make one unit, and leave other modules as they are', () => {
    const files = {
      'a/main.tf': vnet,
      'a/dev.tfvars': cidr('1'),
      'b/main.tf': vnet.replaceAll('cidr', 'space').replace('space =', 'cidr ='),
      'b/dev.tfvars': 'space = "2"',
      'chosen.tfvars': cidr('9'),
    };
    expect(valuesOf(files, { varFiles: ['chosen.tfvars'] })).toEqual({ a: '9', 'b (dev.tfvars)': '2' });
  });

  test('a file of values that is named but missing is reported', () => {
    const reading = read({ 'main.tf': vnet }, { varFiles: ['gone.tfvars', '../outside.tfvars'] });
    expect(reading.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['terraform-missing-file', 'There is no file of values ../outside.tfvars.'],
      ['terraform-missing-file', 'There is no file of values gone.tfvars.'],
    ]);
  });

  test('a module is read with no more than 100 sets', () => {
    const files: Record<string, string> = { 'main.tf': vnet };
    for (let index = 0; index < 110; index++) files[`e${String(index)}.tfvars`] = cidr(String(index));
    const reading = read(files);
    expect(reading.units).toHaveLength(100);
    expect(reading.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['terraform-limit', 'There are 110 sets of values for this module. The first 100 are read.'],
    ]);
  });
});
