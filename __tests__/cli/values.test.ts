/** Values that are given on the command line and in the rule file, as processes see them. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cidrlint, folderWith, NODE } from './run-cli.ts';

const code = `variable "range" {}
variable "subnets" {
  type    = map(string)
  default = {}
}
resource "azurerm_virtual_network" "hub" {
  name          = "hub"
  address_space = [var.range]
}
resource "azurerm_subnet" "one" {
  for_each             = var.subnets
  name                 = each.key
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = [each.value]
}
`;

describe('--var', () => {
  test('gives plain texts and expressions, and the last one of a name counts', () => {
    const flags = [
      '--var',
      'range=10.0.0.0/8',
      '--var=range=10.1.0.0/16',
      '--var',
      'subnets={ a = "10.1.2.0/24" }',
    ];
    const run = cidrlint(folderWith({ 'main.tf': code }), 'model', ...flags);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('  10.1.0.0/16  hub  ');
    expect(run.stdout).toMatch(/10\.1\.2\.0\/24 +256 {2}a {2}/);
  });

  test('what has no name is refused', () => {
    expect(
      cidrlint(folderWith({ 'main.tf': code }), 'next', '/24', '--within', '10.0.0.0/8', '--var', 'range'),
    ).toEqual({
      status: 2,
      stdout: '',
      stderr: 'cidrlint: --var takes NAME=VALUE. This is no name: "range".\n',
    });
  });

  test('the environment is not read', () => {
    const run = spawnSync(NODE, [resolve('dist/cli.js'), 'model'], {
      cwd: folderWith({ 'main.tf': code }),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', TF_VAR_range: '10.1.0.0/16' },
    });
    expect(run.stdout).toContain('variable "range" has no value');
    expect(run.stdout).not.toContain('10.1.0.0/16');
  });
});

test('the rule file names the units of a root module', () => {
  const rules = `terraform:
  units:
    - { root: app, name: eu, variables: { range: 10.1.0.0/16 } }
    - { root: app, var-files: [us.tfvars] }
    - { root: gone }
`;
  const folder = folderWith({
    'app/main.tf': code,
    'app/dev.tfvars': 'range = "10.3.0.0/16"\n',
    'us.tfvars': 'range = "10.2.0.0/16"\n',
    '.github/cidrlint.yml': rules,
  });
  const run = cidrlint(folder, 'model');
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('10.1.0.0/16  hub  (app (eu):azurerm_virtual_network.hub)');
  expect(run.stdout).toContain('10.2.0.0/16  hub  (app (../us.tfvars):azurerm_virtual_network.hub)');
  expect(run.stdout).not.toContain('10.3.0.0/16');
  expect(run.stderr).toContain('warning[terraform-missing-root] There is no module code in gone.');
  expect(run.stderr).toContain('.github/cidrlint.yml:5:15');
});
