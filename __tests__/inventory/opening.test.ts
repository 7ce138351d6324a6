/** Where the action takes inventories from, and what the rule file says of scopes. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { scopeFinder } from '../../src/config/scopes.ts';
import { UsageError } from '../../src/config/usage-error.ts';
import { openInventories } from '../../src/github/open-inventories.ts';
import { rules } from '../../src/rule/registry.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'cidrlint-inventory-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the action', () => {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'made.json'), '["10.3.0.0/16"]');
  writeFileSync(join(workspace, 'known.json'), '["10.99.0.0/16"]');
  writeFileSync(join(folder, 'outside.json'), '["10.4.0.0/16"]');
  symlinkSync(join(folder, 'outside.json'), join(workspace, 'link.json'));
  const judge = memoryTree({ 'known.json': '["10.1.0.0/16"]' });
  const head = memoryTree({ 'known.json': '["10.2.0.0/16"]', 'brought.json': '["10.5.0.0/16"]' });
  const open = (...lines: string[]) => openInventories([], lines, { judge, head, parted: judge, workspace });
  const names = (...lines: string[]) =>
    open(...lines).inventories.flatMap(({ unit }) => unit.resources.map(({ address }) => address));

  test('takes the base revision before the workspace, and the workspace for what an earlier step made', () => {
    expect(names('./known.json', 'made.json')).toEqual(['10.1.0.0/16', '10.3.0.0/16']);
  });

  test('does not use what the change brings, and says so', () => {
    const { inventories, remarks } = open('brought.json');
    expect(inventories).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining('brought.json is new in this change')]);
  });

  test.each(['link.json', '../outside.json', 'missing.json'])('refuses %s', (line) => {
    expect(() => open(line)).toThrow(UsageError);
  });
});

describe('scopes of the rule file', () => {
  const scopesOf = (text: string) => scopeFinder(loadConfig(new SourceFile('r.yml', text), rules).scopes);

  test('the longest path counts, for all below it', () => {
    const scopeOf = scopesOf(
      'scopes:\n  - { path: ".", project: all }\n  - { path: aws, region: x }\n  - { path: "aws/*/live/**", account: 123456789 }\n',
    );
    expect(scopeOf('gcp/net')).toMatchObject({ project: 'all' });
    expect(scopeOf('')).toMatchObject({ project: 'all' });
    expect(scopeOf('aws')).toMatchObject({ region: 'x' });
    expect(scopeOf('aws/prod/test')).toMatchObject({ region: 'x' });
    expect(scopeOf('aws/prod/live')).toMatchObject({ account: '000123456789' });
    expect(scopeOf('awsome/prod')).toMatchObject({ project: 'all' });
  });

  test('a unit has its own', () => {
    const text = 'terraform:\n  units:\n    - { root: net, scope: { subscription: s, resource-group: g } }\n';
    const config = loadConfig(new SourceFile('r.yml', text), rules);
    expect(config.terraform.units[0]?.scope).toMatchObject({ subscription: 's', resourceGroup: 'g' });
  });

  test('mistakes are told with their place', () => {
    expect(() => scopesOf('scopes:\n  - { path: a, subscripton: x }\n')).toThrow(
      /^r\.yml:2:\d+: "subscripton" is not known here\. Did you mean "subscription"\?/,
    );
    expect(() => loadConfig(new SourceFile('r.yml', 'inventory: x.json\n'), rules)).toThrow(UsageError);
  });
});
