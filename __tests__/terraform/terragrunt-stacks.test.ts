/** `terragrunt.stack.hcl`: the units that it generates, with their values. */
import { describe, expect, test } from 'vitest';
import { plain, plainResources, read } from './reading.ts';

const module = (name: string): string => `
variable "cidr" {}
variable "parent" { default = null }
resource "a_b" "${name}" {
  cidr   = var.cidr
  parent = var.parent
}
output "first" { value = cidrsubnet(var.cidr, 8, 0) }
`;

const files = {
  'root.hcl': 'locals { parent = "everything" }\n',
  'modules/net/main.tf': module('net'),
  'modules/app/main.tf': module('app'),
  'catalog/units/net/terragrunt.hcl': `
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}
terraform { source = "\${get_repo_root()}/modules/net" }
inputs = { cidr = values.cidr, parent = try(values.parent, include.root.locals.parent) }
`,
  'catalog/units/app/terragrunt.hcl': `
terraform { source = "\${get_repo_root()}/modules/app" }
dependency "net" { config_path = values.net }
inputs = { cidr = dependency.net.outputs.first }
`,
  'live/dev/terragrunt.stack.hcl': `
locals { cidr = "10.1.0.0/16" }
unit "net" {
  source = "../../catalog/units/net"
  path   = "net"
  values = { cidr = local.cidr }
}
unit "app" {
  source = "\${get_repo_root()}/catalog/units/app"
  path   = "apps/one"
  values = { net = "../../net" }
}
`,
};

test('units are read where they are generated, and what they are copies of is not', () => {
  const reading = read(files);
  expect(reading.problems).toEqual([]);
  expect(reading.units).toEqual(['live/dev/.terragrunt-stack/apps/one', 'live/dev/.terragrunt-stack/net']);
  expect(plainResources(reading)).toEqual({
    'a_b.net': { cidr: '10.1.0.0/16', parent: 'everything' },
    'a_b.app': { cidr: '10.1.0.0/24', parent: null },
  });
});

test('one may be generated beside the stack', () => {
  const stack =
    'unit "net" {\n  source = "../../catalog/units/net"\n  path = "net"\n  no_dot_terragrunt_stack = true\n  values = { cidr = "10.0.0.0/8", parent = 1 }\n}';
  const reading = read({ ...files, 'live/dev/terragrunt.stack.hcl': stack }, { within: ['live'] });
  expect(reading.units).toEqual(['live/dev/net']);
  expect(plain(reading.resource('a_b.net').attributes)).toEqual({ cidr: '10.0.0.0/8', parent: 1 });
});

test('stacks in stacks hand their values on, and are not read by themselves', () => {
  const reading = read({
    ...files,
    'catalog/stacks/env/terragrunt.stack.hcl':
      'unit "net" {\n  source = "${get_repo_root()}/catalog/units/net"\n  path = "net"\n  values = { cidr = values.cidr }\n}',
    'live/dev/terragrunt.stack.hcl':
      'stack "env" {\n  source = "../../catalog/stacks/env"\n  path = "env"\n  values = { cidr = "10.7.0.0/16" }\n}',
  });
  const nested = 'live/dev/.terragrunt-stack/env/.terragrunt-stack/net';
  expect(reading.units).toEqual(['catalog/units/app', nested]);
  expect(plain(reading.resource('a_b.net', nested).attributes)).toMatchObject({ cidr: '10.7.0.0/16' });
});

describe('what is not judged says so', () => {
  const unit = (source: string, path: string): string =>
    `unit "x" {\n  source = ${source}\n  path = ${path}\n  values = { cidr = "10.0.0.0/8" }\n}`;

  test.each([
    [
      unit('"git::https://example.com/units.git//net?ref=v1"', '"x"'),
      'What this unit is generated from is not among what was read: it is not judged.',
    ],
    [
      unit('"../../modules/net"', '"x"'),
      'What this unit is generated from is not among what was read: it is not judged.',
    ],
    [unit('get_env("SOURCE")', '"x"'), 'The source of this unit is not known: it is not judged.'],
    [
      unit('"../../catalog/units/net"', 'get_env("PATH")'),
      'The path of this unit is not known: it is not judged.',
    ],
    [
      'unit "x" {\n  source = "../../catalog/units/net"\n}',
      'The path of this unit is not known: it is not judged.',
    ],
    [
      unit('"../../catalog/units/empty"', '"x"'),
      'What this unit is generated from names no module: it is not judged.',
    ],
    ['stack "x" {\n  source = "."\n  path = "x"\n}', 'This stack generates itself: it is not judged.'],
  ])('%j', (stack, message) => {
    const { units, diagnostics } = read(
      { ...files, 'catalog/units/empty/terragrunt.hcl': '', 'live/dev/terragrunt.stack.hcl': stack },
      { within: ['live'] },
    );
    expect(units).toEqual([]);
    expect(diagnostics.map((each) => [each.severity, each.code, each.message])).toEqual([
      ['note', 'terragrunt-stack-not-read', message],
    ]);
  });

  test('a unit keeps what its values do not say unknown', () => {
    const stack = unit('"../../catalog/units/net"', '"net"').replace('"10.0.0.0/8"', 'get_env("CIDR")');
    const reading = read({ ...files, 'live/dev/terragrunt.stack.hcl': stack }, { within: ['live'] });
    expect(plain(reading.value('a_b.net', 'cidr'))).toBe('<environment: get_env depends on who deploys>');
  });
});
