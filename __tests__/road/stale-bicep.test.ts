/** A compiled template that its Bicep file has left behind: nothing is suggested in what a compiler writes. */
import { expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { rules } from '../../src/rule/registry.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { bicepNetworks, compiledNetworks } from '../action/estate.ts';

const judged = (bicep: string, compiled: string) =>
  check({
    head: memoryTree({ 'main.bicep': bicep, 'main.json': compiled }),
    within: [],
    config: loadConfig(undefined, rules),
    rules,
  });

test('a fault of the compiled file has a fix while the Bicep file holds the text, and none when it does not', () => {
  const compiled = compiledNetworks('10.0.0.0/16', '10.0.64.0/20');
  const fresh = judged(bicepNetworks('10.0.0.0/16', '10.0.64.0/20'), compiled);
  expect(
    fresh.findings.map(({ rule, fix }) => [rule, fix?.edits.map(({ range }) => range.file.path)]),
  ).toEqual([['overlap', ['main.bicep']]]);
  const stale = judged(bicepNetworks('10.0.0.0/16', '10.1.0.0/20'), compiled);
  expect(stale.findings.map(({ rule, fix }) => [rule, fix])).toEqual([['overlap', undefined]]);
  expect(stale.diagnostics.map(({ code }) => code)).toContain('bicep-stale');
});
