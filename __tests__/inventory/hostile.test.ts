/** Inventories that are broken, hostile or something else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { observedFacts } from '../../src/bindings/inventory/observed-facts.ts';
import { inventoriesOf, inventoryIn } from '../../src/config/inventory-file.ts';
import { UsageError } from '../../src/config/usage-error.ts';
import { readInventory } from '../../src/languages/inventory/read-inventory.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { startOfFile } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { inventory, modelOf, summary } from './reading.ts';

function problemOf(text: string, path = 'x.json'): string | undefined {
  return readInventory(new SourceFile(path, text)).problem;
}

/** Reads a text to a model, if it is an inventory. */
function digest(text: string, path = 'x.json'): void {
  const { inventory: read } = readInventory(new SourceFile(path, text));
  if (read !== undefined) buildModel(observedFacts([read]).facts);
}

describe('what is no inventory', () => {
  test.each([
    ['{"a": 1}', 'x.json'],
    ['[1, 2]', 'x.json'],
    ['["hello"]', 'x.json'],
    ['just words', 'x.txt'],
    ['name,colour\na,red\n', 'x.csv'],
    ['{"resourceType": "x", "resources": [{"type": "Microsoft.Network/virtualNetworks"}]}', 'x.json'],
  ])('%s is refused with the shapes that are known', (text, path) => {
    expect(problemOf(text, path)).toMatch(
      /^x\.\w+: It is not known what this inventory is\. Known are: .*az .*NetBox/,
    );
  });

  test('an empty file is what a failed export leaves', () => {
    for (const path of ['x.yaml', 'x.json', 'x.csv'])
      expect(problemOf(' \n', path)).toBe(`${path}: This file is empty.`);
  });

  test('a model of another format is refused', () => {
    expect(problemOf('{"schemaVersion": 2, "networks": []}')).toContain('another schemaVersion than 1');
  });

  test('a broken file is refused with the place', () => {
    expect(problemOf('[{"id": }]')).toMatch(/^x\.json:1:9: /);
    expect(problemOf('a: [1', 'x.yaml')).toMatch(/^x\.yaml:1:\d+: This YAML cannot be read/);
  });

  test('an export of nothing shows nothing', () => {
    for (const text of ['[]', '{"Vpcs": []}', '{"count": 0, "results": []}']) {
      expect(summary(modelOf(inventory(text)))).toMatchObject({ networks: [], ranges: [] });
    }
  });

  test('entries that are something else are counted once', () => {
    const { diagnostics } = inventory([{ prefix: '10.0.0.0/8' }, { a: 1 }, 7]);
    expect(diagnostics.map(({ code, message }) => [code, message.slice(0, 9)])).toEqual([
      ['inventory-unread', '2 entries'],
    ]);
  });

  test('ranges that are none are told of once a file', () => {
    const read = inventory(['x', 'y', 'z'].map((prefix) => ({ prefix, name: prefix })));
    const { diagnostics } = observedFacts([read]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain('There are 2 more of these');
  });
});

describe('hostile files', () => {
  const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}${close.repeat(depth)}`;

  test.each([
    ['deep lists', deep('[', ']', 200)],
    ['lists deeper than is read', deep('[', ']', 100_000)],
    ['deep objects', `${'{"data":'.repeat(200)}[]${'}'.repeat(200)}`],
    ['keys of JavaScript', '[{"__proto__": {"id": "x"}, "constructor": 1, "prefix": "10.0.0.0/8"}]'],
    [
      'wrong types of everything',
      '{"Vpcs": [{"VpcId": {}, "CidrBlock": [1], "Tags": {"Key": []}, "OwnerId": {}}]}',
    ],
    [
      'an id and nothing else',
      '[{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v", "subnets": 5, "addressSpace": [1], "virtualNetworkPeerings": {"a": 1}}]',
    ],
    [
      'a model with wrong types',
      '{"schemaVersion": 1, "networks": [{"id": 5, "identity": [{"names": [{}], "scope": 1}]}], "peerings": [{"from": [], "to": {"external": {}}, "flags": 3}], "clusters": [{"nodePools": 1}]}',
    ],
    ['an id with a long tail', `[{"id": "/subscriptions/${'a/'.repeat(50_000)}"}]`],
  ])('%s never fail', (_, text) => {
    expect(() => {
      digest(text);
    }).not.toThrow();
  });

  test.each([
    ['x.json', `[${'{},'.repeat(5_000_001)}{}]`],
    ['x.csv', `prefix\n${'a\n'.repeat(5_000_001)}`],
  ])('%s with more values than can be held is refused before it is read', (path, text) => {
    expect(problemOf(text, path)).toContain('more than 5000000 values');
  });

  test('more entries than can be judged are refused, wherever they stand', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v';
    const subnets = `[{"id": "${id}", "subnets": [${'{},'.repeat(500_000)}{}]}]`;
    expect(problemOf(subnets)).toContain('more than 500000 entries');
  });

  test('aliases of YAML do not multiply', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
    );
    expect(problemOf(['a0: &a0 [10.0.0.0/8]', ...lines].join('\n'), 'x.yaml')).toContain('x.yaml');
  });

  test('tables with any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('prefix', 'id', '10.0.0.0/8', '"', ',', ';', '\t', '\n', '\r', '{', ' ')),
        (parts) => {
          digest(parts.join(''), 'x.csv');
        },
      ),
    );
  });

  test('JSON with any members where exports have theirs', () => {
    const names = [
      'id',
      'name',
      'VpcId',
      'SubnetId',
      'CidrBlock',
      'prefix',
      'cidr',
      'network',
      'ipCidrRange',
      'peerings',
    ];
    const keys = fc.constantFrom(
      ...names,
      'data',
      'results',
      'vnets',
      'properties',
      'selfLink',
      'routes',
      'status',
      'vrf',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          '10.0.0.0/8',
          '/subscriptions/s/providers/Microsoft.Network/virtualNetworks/v',
          '',
          'a',
        ),
        fc.constantFrom(null, 1, true),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        digest(JSON.stringify(value));
      }),
    );
  });
});

describe('inventories of a tree', () => {
  const place = startOfFile(new SourceFile('rules.yml', ''));
  const tree = memoryTree({
    'inventory/a.json': '["10.0.0.0/8"]',
    'inventory/b.csv': 'prefix\n10.1.0.0/16\n',
    'inventory/deep/c.json': '["10.2.0.0/16"]',
  });
  const found = (...patterns: string[]) =>
    inventoriesOf(
      tree,
      patterns.map((pattern) => ({ pattern, place })),
    ).map(({ unit }) => unit.id);

  test.each([
    ['inventory/*.json', ['inventory:inventory/a.json']],
    ['./inventory/?.*', ['inventory:inventory/a.json', 'inventory:inventory/b.csv']],
    ['inventory/**/*.json', ['inventory:inventory/a.json', 'inventory:inventory/deep/c.json']],
    ['**', ['inventory:inventory/a.json', 'inventory:inventory/b.csv', 'inventory:inventory/deep/c.json']],
    ['none/*.json', []],
  ])('%s', (pattern, expected) => {
    expect(found(pattern)).toEqual(expected);
  });

  test('each file once, and a path must be there', () => {
    expect(found('inventory/a.json', '**/a.json')).toEqual(['inventory:inventory/a.json']);
    expect(() => found('inventory/x.json')).toThrow(UsageError);
  });

  test('a pattern that could go back and forth does not', () => {
    expect(found(`${'**/'.repeat(300)}${'*a'.repeat(300)}`)).toEqual([]);
  });

  test('what is too large is not read', () => {
    const huge = { ...tree, entries: [{ path: 'x.json', size: 64 * 1024 * 1024 + 1 }] };
    expect(() => inventoryIn(huge, 'x.json')).toThrow(/Those of more than 67108864 are not read/);
  });
});
