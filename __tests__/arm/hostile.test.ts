/** Templates that are broken, circular or huge: they cost time within bounds and never an exception. */
import { describe, expect, test } from 'vitest';
import { armLanguage } from '../../src/languages/arm/arm-language.ts';
import type { ReadResult } from '../../src/languages/unit.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import type { Value } from '../../src/values/value.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

type Json = Readonly<Record<string, unknown>>;

function read(files: Readonly<Record<string, string>>): ReadResult {
  const sources = Object.entries(files).map(([path, text]) => new SourceFile(path, text));
  return armLanguage.read(memoryTree(files), sources, { within: [], scopeOf: () => undefined });
}

function readBody(body: Json): ReadResult {
  return read({ 'main.json': JSON.stringify({ $schema: SCHEMA, ...body }) });
}

/** The value of a property of the first resource. */
function property({ units }: ReadResult, name = 'x'): Value | undefined {
  const properties = units[0]?.resources[0]?.attributes.entries.get('properties');
  return properties?.kind === 'map' ? properties.entries.get(name) : undefined;
}

function resource(x: unknown, more: Json = {}): Json {
  return { type: 'Microsoft.X/y', name: 'z', properties: { x }, ...more };
}

describe('cycles', () => {
  test.each<[string, Json, string]>([
    ['variables', { variables: { a: "[variables('b')]", b: "[variables('a')]" } }, "[variables('a')]"],
    ['itself', { variables: { a: "[concat('x', variables('a'))]" } }, "[variables('a')]"],
    ['defaults', { parameters: { p: { defaultValue: "[parameters('p')]" } } }, "[parameters('p')]"],
    ['a resource', {}, "[reference('Microsoft.X/y/z').x]"],
  ])('%s', (_, body, expression) => {
    const result = readBody({ ...body, resources: [resource(expression)] });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['arm-cycle']);
    const [first] = result.units[0]?.resources ?? [];
    const value = property(result);
    if (value === undefined) expect(first?.attributes.entries.has('properties')).toBe(false);
    else expect(value).toMatchObject({ kind: 'unknown', reason: { code: 'cycle' } });
  });

  test('outputs of deployments that ask for one another', () => {
    const deployment = (other: string): Json => ({
      type: 'Microsoft.Resources/deployments',
      name: other,
      properties: {
        expressionEvaluationOptions: { scope: 'inner' },
        parameters: { p: { value: `[reference('${other}').outputs.o.value]` } },
        template: {
          parameters: { p: { type: 'string' } },
          resources: [resource("[parameters('p')]")],
          outputs: { o: { type: 'string', value: "[parameters('p')]" } },
        },
      },
    });
    const result = readBody({
      languageVersion: '2.0',
      resources: { a: deployment('b'), b: deployment('a') },
    });
    expect(result.diagnostics.map(({ code }) => code)).toContain('arm-cycle');
    expect(property(result)).toMatchObject({ kind: 'unknown', reason: { code: 'cycle' } });
  });

  test('templates that link to one another', () => {
    const linking = (path: string): string =>
      JSON.stringify({
        $schema: SCHEMA,
        resources: [
          {
            type: 'Microsoft.Resources/deployments',
            name: 'n',
            properties: { templateLink: { relativePath: `[concat('${path}')]` } },
          },
        ],
      });
    const { units, diagnostics } = read({ 'a.json': linking('b.json'), 'b.json': linking('a.json') });
    expect(diagnostics.map(({ code }) => code)).toEqual(['arm-cycle']);
    expect(units.map(({ id, resources }) => [id, ...resources.map(({ mode }) => mode)])).toEqual([
      ['a.json', 'module'],
    ]);
  });
});

describe('bounds', () => {
  test.each([-1, 801, 1.5, 'many', null])('a count of %j', (count) => {
    const { units, diagnostics } = readBody({ resources: [resource(1, { copy: { name: 'c', count } })] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['arm-copy-count']);
    expect(units[0]?.resources[0]?.possible?.code).toBe('failed');
  });

  test('loops in loops in loops', () => {
    const loop = (input: unknown): Json => ({ copy: [{ name: 'l', count: 800, input }] });
    const started = performance.now();
    const { units, diagnostics } = readBody({
      resources: [
        resource(loop(loop(loop(loop("[copyIndex('l')]")))), { copy: { name: 'c', count: 800 } }),
        resource(1),
      ],
    });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(diagnostics.map(({ code }) => code)).toContain('arm-too-many-copies');
    expect(units[0]?.resources.length).toBeGreaterThan(0);
  });

  test('a chain of thousands of variables', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
    );
    const result = readBody({ variables, resources: [resource("[variables('v0')]")] });
    expect(property(result)).toMatchObject({ kind: 'unknown', reason: { code: 'limit' } });
  });

  test('deployments inside deployments', () => {
    let body: Json = { resources: [resource(1)] };
    for (let depth = 0; depth < 50; depth++) {
      body = {
        resources: [
          { type: 'Microsoft.Resources/deployments', name: 'n', properties: { template: body } },
          resource(depth),
        ],
      };
    }
    const { units, diagnostics } = readBody(body);
    expect(diagnostics.map(({ code }) => code)).toEqual(['arm-too-deep']);
    expect(units[0]?.resources).toHaveLength(34);
  });

  test('deep values through variables do not exhaust the stack', () => {
    const deep = (leaf: string): string => `${'{"a":'.repeat(200)}${JSON.stringify(leaf)}${'}'.repeat(200)}`;
    const variables = Array.from(
      { length: 100 },
      (_, index) => `"v${index}":${deep(`[variables('v${index + 1}')]`)}`,
    );
    const text = `{"$schema":"${SCHEMA}","variables":{${variables.join(',')}},"resources":[${JSON.stringify(resource("[variables('v0')]"))}]}`;
    expect(read({ 'main.json': text }).units[0]?.resources).toHaveLength(1);
  });

  test('names of prototypes are names', () => {
    const text = `{"$schema":"${SCHEMA}","variables":{"__proto__":"a","constructor":"b"},"resources":[
      {"type":"Microsoft.X/y","name":"z","properties":{"__proto__":{"x":1},"x":"[concat(variables('__proto__'), variables('constructor'))]"}}]}`;
    const result = read({ 'main.json': text });
    expect(result.diagnostics).toEqual([]);
    expect(property(result)).toMatchObject({ value: 'ab' });
    expect(property(result, '__proto__')).toMatchObject({ kind: 'map' });
  });
});

describe('mistakes are told with their place', () => {
  test.each<[string, Json, string]>([
    ['arm-missing-declaration', { resources: [resource("[parameters('p')]")] }, "[parameters('p')]"],
    ['arm-duplicate-resource', { resources: [resource(1), resource(2)] }, 'z'],
    ['arm-unknown-type', { resources: [{ name: 'n' }] }, 'n'],
    ['arm-duplicate-name', { parameters: { a: { defaultValue: 1 }, A: { defaultValue: 2 } } }, 'A'],
  ])('%s', (code, body, marked) => {
    const { diagnostics } = readBody(body);
    expect(
      diagnostics.map(({ code: told, range }) => [told, range.file.text.slice(range.start, range.end)]),
    ).toEqual([[code, JSON.stringify(marked)]]);
  });
});

test('2,000 mutants of a template are read without an exception', () => {
  const whole = JSON.stringify({
    $schema: SCHEMA,
    languageVersion: '2.0',
    parameters: { p: { type: 'string', defaultValue: '10.0.0.0/16' }, n: { type: 'int', defaultValue: 2 } },
    variables: { copy: [{ name: 'c', count: 2, input: "[copyIndex('c')]" }], v: "[variables('c')[0]]" },
    functions: [
      {
        namespace: 'f',
        members: { g: { parameters: [{ name: 'i' }], output: { value: "[parameters('i')]" } } },
      },
    ],
    resources: {
      a: {
        type: 'Microsoft.Network/virtualNetworks',
        name: 'a',
        copy: { name: 'a', count: "[parameters('n')]" },
        properties: { copy: [{ name: 's', count: 2, input: { name: "[f.g('x')]" } }] },
        resources: [{ type: 'subnets', name: 's' }],
      },
      b: {
        type: 'Microsoft.Resources/deployments',
        name: 'b',
        condition: "[empty(variables('v'))]",
        properties: {
          expressionEvaluationOptions: { scope: 'inner' },
          parameters: { q: { value: "[reference('a[0]').s[0].name]" } },
          template: {
            parameters: { q: {} },
            resources: [{ type: 'Microsoft.X/y', name: "[parameters('q')]" }],
            outputs: { o: { value: "[resourceId('Microsoft.X/y', parameters('q'))]" } },
          },
        },
      },
      c: {
        type: 'Microsoft.X/y',
        name: 'c',
        scope: "[resourceId('Microsoft.Network/virtualNetworks', 'a')]",
        properties: { o: "[reference('b').outputs.o.value]" },
      },
    },
  });
  // A small linear generator: the same mutants in every run.
  let seed = 12345;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const pieces = [
    '',
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    'null',
    '0',
    '-1',
    "'",
    '(',
    ')',
    '/',
    '"copy"',
    '[a',
    "[reference('b')]",
    'true',
  ];
  let units = 0;
  for (let round = 0; round < 2000; round++) {
    const start = next(whole.length);
    const text = whole.slice(0, start) + (pieces[next(pieces.length)] ?? '') + whole.slice(start + next(4));
    units += read({ 'main.json': text }).units.length;
  }
  expect(units).toBeGreaterThan(100);
}, 60_000);
