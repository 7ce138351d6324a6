/** Templates that link to others by URI, and which of several templates are deployed by themselves. */
import { describe, expect, test } from 'vitest';
import { armLanguage } from '../../src/languages/arm/arm-language.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import type { ReadResult } from '../../src/languages/unit.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const SCHEMAS = 'https://schema.management.azure.com/schemas/2019-04-01';

type Json = Readonly<Record<string, unknown>>;

function template(body: Json): string {
  return JSON.stringify({ $schema: `${SCHEMAS}/deploymentTemplate.json#`, ...body });
}

function parameterFile(values: Json): string {
  const parameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  return JSON.stringify({ $schema: `${SCHEMAS}/deploymentParameters.json#`, parameters });
}

function read(files: Readonly<Record<string, string>>, within: readonly string[] = []): ReadResult {
  const tree = memoryTree(files);
  const documents = findDocuments(tree, [armLanguage]).get(armLanguage) ?? [];
  return armLanguage.read(tree, documents, { within, scopeOf: () => undefined });
}

/** The units, each with the addresses of its resources. */
function shown({ units }: ReadResult): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(units.map(({ id, resources }) => [id, resources.map(({ address }) => address)]));
}

function vnet(name: string): Json {
  return { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2023-11-01', name, properties: {} };
}

function link(uri: string, more: Json = {}): Json {
  const parameters = { name: { value: 'spoke' } };
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2021-04-01',
    name: 'd',
    ...more,
    properties: { mode: 'Incremental', templateLink: { uri }, parameters },
  };
}

const LINKED = template({
  parameters: { name: { type: 'string' } },
  resources: [vnet("[parameters('name')]")],
});

const HERE = '[deployment().properties.templateLink.uri]';
const ELSEWHERE = 'https://raw.githubusercontent.com/acme/templates/main/';

function linking(uri: string, base: string | undefined, more: Json = {}): string {
  return template({
    parameters: {
      _artifactsLocation: { type: 'string', ...(base === undefined ? {} : { defaultValue: base }) },
      _artifactsLocationSasToken: { type: 'securestring', defaultValue: '' },
      kind: { type: 'string' },
    },
    variables: {
      below:
        "[concat(parameters('_artifactsLocation'), '/nested/vnet.json', parameters('_artifactsLocationSasToken'))]",
    },
    resources: [link(uri, more)],
  });
}

const FOLLOWED: readonly (readonly [name: string, uri: string, base: string | undefined])[] = [
  [
    'uri() of a base that is found out at deployment, and a token',
    "[uri(parameters('_artifactsLocation'), concat('nested/vnet.json', parameters('_artifactsLocationSasToken')))]",
    HERE,
  ],
  ['uri() of the base itself', "[uri(deployment().properties.templateLink.uri, 'nested/vnet.json')]", HERE],
  ['concat() in a variable', "[variables('below')]", undefined],
  [
    'a base on the web that ends in a slash',
    "[uri(parameters('_artifactsLocation'), 'nested/vnet.json')]",
    ELSEWHERE,
  ],
  [
    'a base on the web that is a file',
    "[uri(parameters('_artifactsLocation'), 'nested/vnet.json')]",
    `${ELSEWHERE}azuredeploy.json`,
  ],
  ['a base on the web without a slash', "[variables('below')]", ELSEWHERE.slice(0, -1)],
];

describe('a link by URI', () => {
  test.each(FOLLOWED)('is followed: %s', (_, uri, base) => {
    const result = read({ 'a/azuredeploy.json': linking(uri, base), 'a/nested/vnet.json': LINKED });
    expect(result.diagnostics).toEqual([]);
    expect(shown(result)).toEqual({ 'a/azuredeploy.json': ['deployments/d.virtualNetworks/spoke'] });
  });

  test.each<readonly [string, string, string | undefined]>([
    ['a place on the web', `${ELSEWHERE}nested/vnet.json`, HERE],
    [
      'a path with an unknown part',
      "[concat(parameters('_artifactsLocation'), '/nested/', parameters('kind'), '.json')]",
      HERE,
    ],
    ['a file that is not here', "[uri(parameters('_artifactsLocation'), 'nested/other.json')]", HERE],
    ['the template itself', "[uri(parameters('_artifactsLocation'), 'azuredeploy.json')]", HERE],
    ['another base on the web', `[uri('https://example.org/', 'nested/vnet.json')]`, ELSEWHERE],
  ])('is not followed: %s', (_, uri, base) => {
    const result = read({ 'a/azuredeploy.json': linking(uri, base), 'a/nested/vnet.json': LINKED });
    expect(result.diagnostics).toEqual([]);
    expect(result.units[0]?.resources.map(({ mode }) => mode)).toEqual(['module']);
    expect(Object.keys(shown(result))).toEqual(['a/azuredeploy.json', 'a/nested/vnet.json']);
  });

  test('of a linked template is read from its own folder or from that of the first', () => {
    const uri = "[uri(parameters('_artifactsLocation'), 'nested/vnet.json')]";
    const middle = template({
      parameters: { _artifactsLocation: { type: 'string' } },
      resources: [link(uri)],
    });
    const files = {
      'main.json': linking("[uri(parameters('_artifactsLocation'), 'nested/middle.json')]", HERE),
      'nested/middle.json': middle,
      'nested/vnet.json': LINKED,
    };
    expect(shown(read(files))).toEqual({
      'main.json': ['deployments/d.deployments/d.virtualNetworks/spoke'],
    });
    const both = { ...files, 'nested/nested/vnet.json': LINKED };
    expect(read(both).units.find(({ id }) => id === 'main.json')?.resources[0]?.mode).toBe('module');
  });

  test('that is not deployed is still a link', () => {
    const uri = "[uri(parameters('_artifactsLocation'), 'nested/vnet.json')]";
    const files = { 'main.json': linking(uri, HERE, { condition: false }), 'nested/vnet.json': LINKED };
    expect(shown(read(files))).toEqual({ 'main.json': [] });
    expect(shown(read(files, ['nested']))).toEqual({});
  });
});

describe('compiled modules', () => {
  const generator = { metadata: { _generator: { name: 'bicep', version: '0.30.3' } } };
  const compiled = template({
    ...generator,
    parameters: { name: { type: 'string', defaultValue: 'inner' } },
    resources: [vnet("[parameters('name')]")],
  });
  const module = {
    'net/main.json': compiled,
    'net/main.bicep': `param name string = 'inner'\nresource v 'Microsoft.Network/virtualNetworks@2023-11-01' = {\n  name: name\n  properties: {}\n}\n`,
  };
  const use = (path: string): string => `module net '${path}' = {\n  name: 'net'\n}\n`;

  test('are judged by themselves when only tests use them that are not compiled', () => {
    const own = { 'net/main.json': ['virtualNetworks/inner'] };
    expect(shown(read({ ...module, 'net/tests/e2e/main.test.bicep': use('../../main.bicep') }))).toEqual(own);
    expect(shown(read({ ...module, 'net/vnet.test.bicep': use('main.bicep') }))).toEqual(own);
    expect(shown(read({ ...module, 'app.bicep': use('net/main.bicep') }))).toEqual({});
    const test = { 'net/vnet.test.bicep': use('main.bicep'), 'net/vnet.test.json': template(generator) };
    expect(Object.keys(shown(read({ ...module, ...test })))).toEqual(['net/vnet.test.json']);
  });

  test('are deployed by themselves as well with a parameter file of their own', () => {
    const files = { ...module, 'app.bicep': use('net/main.bicep') };
    const own = { ...files, 'net/main.parameters.json': parameterFile({ name: 'outer' }) };
    expect(shown(read(own))).toEqual({
      'net/main.json (main.parameters.json)': ['virtualNetworks/outer'],
    });
  });
});

test('a child whose name does not name its parent belongs to something that cannot be told', () => {
  const subnet = { ...vnet('apps'), type: 'Microsoft.Network/virtualNetworks/subnets' };
  const id = read({
    'main.json': template({ resources: [subnet] }),
  }).units[0]?.resources[0]?.attributes.entries.get('id');
  expect(id).toMatchObject({
    kind: 'unknown',
    reason: { code: 'failed', message: 'its name has another number of parts (1) than its type (2)' },
  });
});
