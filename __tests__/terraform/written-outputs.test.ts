/** Outputs of public modules whose code was not read, which repeat what the call writes. */
import { describe, expect, test } from 'vitest';
import { history, plain, read } from './reading.ts';

function output(source: string, lines: string, path: string): unknown {
  const reading = read({
    'main.tf': `
variable "anything" {}
module "m" {
  source = "${source}"
${lines}
}
resource "some_thing" "t" {
  is = module.m.${path}
}`,
  });
  expect(reading.problems).toEqual([]);
  return plain(reading.value('some_thing.t', 'is'));
}

const VPC = 'terraform-aws-modules/vpc/aws';
const NOT_READ = expect.stringMatching(/^<module-not-read: /) as unknown;

describe('an output', () => {
  test.each([
    ['of a range', VPC, 'cidr = "10.1.0.0/16"', 'vpc_cidr_block', '10.1.0.0/16'],
    [
      'of a module in a repository',
      'git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.0.0',
      'cidr = "10.1.0.0/16"',
      'vpc_cidr_block',
      '10.1.0.0/16',
    ],
    ['that is the default', VPC, '', 'vpc_cidr_block', '10.0.0.0/16'],
    [
      'of what is not known',
      VPC,
      'cidr = var.anything',
      'vpc_cidr_block',
      expect.stringMatching(/^<missing-input: /),
    ],
    [
      'of a list',
      VPC,
      'private_subnets = ["10.0.1.0/24", "10.0.2.0/24"]',
      'private_subnets_cidr_blocks[1]',
      '10.0.2.0/24',
    ],
    [
      'of a network',
      'Azure/vnet/azurerm',
      'address_space = ["10.3.0.0/16"]',
      'vnet_address_space',
      ['10.3.0.0/16'],
    ],
    ['of a default list', 'Azure/vnet/azurerm', '', 'vnet_address_space', ['10.0.0.0/16']],
    [
      'of several ranges',
      'Azure/network/azurerm',
      'address_spaces = ["10.3.0.0/16"]',
      'vnet_address_space[0]',
      '10.3.0.0/16',
    ],
    [
      'of objects, in the order of their keys',
      'terraform-google-modules/network/google',
      `subnets = [
        { subnet_name = "z", subnet_region = "europe-west1", subnet_ip = "10.0.1.0/24" },
        { subnet_name = "a", subnet_region = "europe-west1", subnet_ip = "10.0.2.0/24" },
      ]`,
      'subnets_ips',
      ['10.0.2.0/24', '10.0.1.0/24'],
    ],
  ])('%s is known', (_, source, lines, path, expected) => {
    expect(output(source, lines, path)).toEqual(expected);
  });

  test.each([
    ['a pool hands the range out', VPC, 'cidr = "10.1.0.0/16"\nuse_ipam_pool = true', 'vpc_cidr_block'],
    ['that may be so', VPC, 'cidr = "10.1.0.0/16"\nuse_ipam_pool = var.anything', 'vpc_cidr_block'],
    ['nothing is made', VPC, 'cidr = "10.1.0.0/16"\ncreate_vpc = false', 'vpc_cidr_block'],
    [
      'some of a list have no range',
      VPC,
      'private_subnets = ["10.0.1.0/24", ""]',
      'private_subnets_cidr_blocks',
    ],
    ['nothing is written', VPC, '', 'private_subnets_cidr_blocks'],
    [
      'the order is not known',
      'terraform-google-modules/network/google',
      'subnets = [var.anything]',
      'subnets_ips',
    ],
    ['the output is another one', VPC, 'cidr = "10.1.0.0/16"', 'toString'],
    ['the module is another one', 'acme/vpc/aws', 'cidr = "10.1.0.0/16"', 'vpc_cidr_block'],
    [
      'a part of the module is called',
      `${VPC}//modules/vpc-endpoints`,
      'cidr = "10.1.0.0/16"',
      'vpc_cidr_block',
    ],
  ])('is not known where %s', (_, source, lines, path) => {
    expect(output(source, lines, path)).toEqual(NOT_READ);
  });
});

test('keeps the place where it was typed, and stands for the output', () => {
  const reading = read({
    'main.tf': `module "m" {
  source = "${VPC}"
  cidr   = "10.1.0.0/16"
}
resource "some_thing" "t" {
  is   = module.m.vpc_cidr_block
  part = cidrsubnet(module.m.vpc_cidr_block, 8, 1)
}`,
  });
  const value = reading.value('some_thing.t', 'is');
  expect(history(value)[0]).toContain('10.1.0.0/16');
  expect(value.reference).toMatchObject({ address: 'module.m', path: ['vpc_cidr_block'] });
  expect(plain(reading.value('some_thing.t', 'part'))).toBe('10.1.1.0/24');
});

test('is found through long chains of modules without deep recursion', () => {
  const calls = Array.from(
    { length: 100 },
    (_, index) => `module "m${index + 1}" {
  source = "${VPC}"
  cidr   = module.m${index}.vpc_cidr_block
}`,
  );
  const first = `module "m0" {\n  source = "${VPC}"\n  cidr = "10.1.0.0/16"\n}`;
  const last = 'resource "some_thing" "t" {\n  is = module.m100.vpc_cidr_block\n}';
  const reading = read({ 'main.tf': [first, ...calls, last].join('\n') });
  expect(plain(reading.value('some_thing.t', 'is'))).toBe('10.1.0.0/16');
});

test('can depend on itself', () => {
  const reading = read({
    'main.tf': `module "m" {
  source = "${VPC}"
  cidr   = module.m.vpc_cidr_block
}
resource "some_thing" "t" {
  is = module.m.vpc_cidr_block
}`,
  });
  expect(plain(reading.value('some_thing.t', 'is'))).toMatch(/^<cycle: /);
});
