/** Inventories on the command line and in the rule file, as processes see them. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listedNetwork, networkId, terraformSpoke } from '../action/estate.ts';
import { changed, planText } from '../terraform-plan/plan-json.ts';
import { cidrlint, folderWith } from './run-cli.ts';

const HUB = networkId('aaaa', 'rg-hub', 'hub');
const APP = networkId('bbbb', 'rg-app', 'app');

const code = terraformSpoke('bbbb', 'app', '10.0.128.0/20', HUB);
const vnets = JSON.stringify([listedNetwork(HUB, '10.0.0.0/16', [APP])], null, 2);
const FILES = { 'main.tf': code };

describe('--inventory', () => {
  const outside = folderWith({
    'vnets.json': vnets,
    'sites.csv': 'prefix,name,kind\n10.0.128.0/24,office,on-premises\n10.1.0.0/16,later,reserved\n',
    'sites.yaml': '- { prefix: 10.0.129.0/24, name: plant, kind: on-premises }\n',
    'unknown.json': '{"hello": 1}\n',
    'broken.json': '{"hello": \n',
    'binary.json': Uint8Array.of(0x50, 0x4b, 0xff, 0xfe),
    'nothing.csv': '',
  });
  const named = (...names: readonly string[]): string[] =>
    names.flatMap((name) => ['--inventory', join(outside, name)]);

  test('takes JSON, CSV and YAML that lie elsewhere; the findings stand in the code', () => {
    const run = cidrlint(folderWith(FILES), 'check', ...named('vnets.json', 'sites.csv', 'sites.yaml'));
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(run.stdout.match(/error\[overlap\]/g)).toHaveLength(3);
    expect(run.stdout.match(/ --> main\.tf:10:26$/gm)).toHaveLength(3);
    expect(run.stdout).toContain(`::  ${join(outside, 'vnets.json')}:8:9 network hub has 10.0.0.0/16`);
    expect(run.stdout).toContain(`as ${join(outside, 'sites.csv')} says. Give app `);
    expect(run.stdout).toContain('on-premises range plant (10.0.129.0/24)');
    expect(run.stdout).toMatch(/\n3 errors; 1 unit of deployment, 2 networks\.\n$/);
  });

  test('names one file twice without counting it twice, and any order gives the same bytes', () => {
    const folder = folderWith(FILES);
    const check = (...names: readonly string[]) =>
      cidrlint(folder, 'check', '--format', 'json', ...named(...names));
    const once = check('vnets.json', 'sites.csv');
    expect(once.status).toBe(1);
    expect(check('sites.csv', 'vnets.json', 'vnets.json')).toEqual(once);
  });

  test('shows an inventory that lies beside the code without the way to it', () => {
    const folder = folderWith({ ...FILES, 'export/vnets.json': vnets });
    const run = cidrlint(folder, 'check', '--inventory', join(folder, 'export', 'vnets.json'));
    expect(run.stdout).toContain('::  export/vnets.json:8:9 network hub has 10.0.0.0/16');
  });

  test.each<readonly [string, string]>([
    ['unknown.json', '/unknown.json: It is not known what this inventory is. Known are: JSON of az '],
    [
      'broken.json',
      '/broken.json:2:1: The document ends too early: a bracket, brace or quote is not closed.',
    ],
    ['binary.json', '/binary.json: This is no text. An inventory is read as JSON, YAML or CSV.'],
    ['nothing.csv', '/nothing.csv: This file is empty.'],
    ['missing.json', 'There is no inventory "'],
    ['.', '" is no file.'],
  ])('%s is one clear sentence and status 2', (name, message) => {
    const run = cidrlint(folderWith(FILES), 'check', ...named(name));
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^cidrlint: .*\n$/);
    expect(run.stderr).toContain(message);
  });

  test('keeps what next offers clear, and a plan does so as well', () => {
    const variable =
      'variable "range" {}\nresource "azurerm_virtual_network" "p" {\n  name = "p"\n  address_space = [var.range]\n}\n';
    const plan = planText([
      changed('azurerm_virtual_network.p', { after: { name: 'p', address_space: ['10.2.0.0/16'] } }),
    ]);
    const folder = folderWith({ ...FILES, 'p/main.tf': variable, 'plan.json': plan });
    const next = (...args: readonly string[]): string =>
      cidrlint(folder, 'next', '/16', '--within', '10.0.0.0/8', ...args).stdout;
    expect(next()).toBe('10.1.0.0/16\n');
    expect(next(...named('sites.csv'))).toBe('10.2.0.0/16\n');
    expect(next('--plan', 'p=plan.json')).toBe('10.1.0.0/16\n');
    expect(next('--plan', 'p=plan.json', ...named('sites.csv'))).toBe('10.3.0.0/16\n');
  });
});

test('the model of one repository is the inventory of another: one finding, at its own code', () => {
  const hub = folderWith({ 'main.tf': terraformSpoke('aaaa', 'hub', '10.0.0.0/16', APP) });
  const app = folderWith(FILES);
  const model = join(app, '..', 'hub-model.json');
  expect(cidrlint(hub, 'model', '--format', `json=${model}`)).toEqual({ status: 0, stdout: '', stderr: '' });
  const run = cidrlint(app, 'check', '--inventory', model, '--format', 'json');
  expect(run).toMatchObject({ status: 1, stderr: '' });
  const { findings } = JSON.parse(run.stdout) as {
    findings: { rule: string; message: string; location: { file: string; line: number } }[];
  };
  expect(findings.map(({ rule, location }) => [rule, location.file, location.line])).toEqual([
    ['overlap', 'main.tf', 10],
  ]);
  expect(findings[0]?.message).toContain('Network app (10.0.128.0/20) shares 10.0.128.0/20 with network hub');
  expect(cidrlint(app, 'next', '/17', '--within', '10.0.0.0/15', '--inventory', model).stdout).toBe(
    '10.1.0.0/17\n',
  );
});

describe('the rule file', () => {
  const withRules = (rules: string) =>
    cidrlint(
      folderWith({
        ...FILES,
        'inventory/vnets.json': vnets,
        'inventory/more/sites.csv': 'prefix,kind\n10.0.130.0/24,on-premises\n',
        'inventory/README.txt': 'no inventory',
        '.github/cidrlint.yml': rules,
      }),
      'check',
    );

  test.each<readonly [string, number]>([
    ['inventory: ["inventory/*.json"]\n', 1],
    ['inventory: [inventory/**/*.csv, "inventory/*.json"]\n', 2],
    ['inventory: [./inventory/vnets.json, "**/vnets.json"]\n', 1],
    ['inventory: ["elsewhere/*.json"]\n', 0],
  ])('%j finds inventories', (rules, findings) => {
    const run = withRules(rules);
    expect(run).toMatchObject({ status: findings > 0 ? 1 : 0, stderr: '' });
    expect(run.stdout.match(/error\[overlap\]/g) ?? []).toHaveLength(findings);
  });

  test.each<readonly [string, string]>([
    ['inventory: [inventory/vnet.json]\n', '1:13: There is no inventory "inventory/vnet.json".'],
    ['inventory: ["inventory/[a-z].json"]\n', '1:13: There is no inventory "inventory/[a-z].json".'],
    ['inventory:\n  - "**/README.*"\n', 'inventory/README.txt: It is not known what this inventory is. '],
    ['inventory:\n  - ../vnets.json\n', '2:5: The inventory "../vnets.json" does not lie in the tree'],
    ['inventory:\n  - /tmp/vnets.json\n', '2:5: The inventory "/tmp/vnets.json" does not lie in the tree'],
    ['inventory: inventory/vnets.json\n', '1:12: Expected array, received string (inventory).'],
    ['inventories: []\n', '1:1: "inventories" is not known here. Did you mean "inventory"?'],
    [
      'scopes:\n  - { path: a, subscripton: x }\n',
      '2:16: "subscripton" is not known here. Did you mean "subscription"?',
    ],
    [
      'scopes:\n  - { path: a, resource_group: x }\n',
      '2:16: "resource_group" is not known here. Did you mean "resource-group"?',
    ],
    ['scopes:\n  - subscription: x\n', '2:5: "path" is missing here (scopes.0.path).'],
    ['scopes: { path: a }\n', '1:9: Expected array, received object (scopes).'],
    ['scope:\n  - { path: a }\n', '1:1: "scope" is not known here. Did you mean "scopes"?'],
    [
      'terraform:\n  units: [{ root: ., scope: { acount: 1 } }]\n',
      '2:31: "acount" is not known here. Did you mean "account"?',
    ],
  ])('%j is status 2 and one clear sentence', (rules, message) => {
    const run = withRules(rules);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^cidrlint: .*\n$/);
    expect(run.stderr).toContain(message);
  });

  test('tells where code is deployed: of two networks of one name the right one is judged', () => {
    const network = (range: string): string =>
      `resource "azurerm_virtual_network" "app" {\n  name = "app"\n  resource_group_name = "rg-app"\n  address_space = ["${range}"]\n}\n`;
    const folder = folderWith({
      'dev/main.tf': network('10.0.128.0/20'),
      'prod/main.tf': network('10.0.64.0/20'),
      'vnets.json': vnets,
      'none.yml': '{}\n',
      'one.yml':
        'scopes:\n  - { path: dev, subscription: cccc }\n  - { path: "p*/**", subscription: bbbb }\n',
      'other.yml': 'scopes:\n  - { path: dev, subscription: bbbb }\n  - { path: prod, subscription: cccc }\n',
    });
    const placesWith = (rules: string): string[] => {
      const { stdout } = cidrlint(folder, 'check', '--inventory', 'vnets.json', '--config', rules);
      return [...stdout.matchAll(/^error\[overlap\].*\n {2}--> (\S+)$/gm)].map((match) => match[1] ?? '');
    };
    expect(placesWith('one.yml')).toEqual(['prod/main.tf:4:20']);
    expect(placesWith('other.yml')).toEqual(['dev/main.tf:4:20']);
    // Without them either could be the one that runs: none is judged against it.
    expect(placesWith('none.yml')).toEqual([]);
  });
});
