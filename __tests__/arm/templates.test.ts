/** Templates to resources: parameters, loops, nested deployments, ids, and where each value was typed. */
import { describe, expect, test } from 'vitest';
import { armLanguage } from '../../src/languages/arm/arm-language.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import type { ReadResult, Resource } from '../../src/languages/unit.ts';
import { literalRanges } from '../../src/values/origin.ts';
import type { Value } from '../../src/values/value.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const SUBSCRIPTION_SCHEMA =
  'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#';
const PARAMETERS_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

type Json = Readonly<Record<string, unknown>>;

function template(body: Json): string {
  return JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', ...body }, null, 2);
}

function parameterFile(parameters: Json): string {
  return JSON.stringify({ $schema: PARAMETERS_SCHEMA, contentVersion: '1.0.0.0', parameters }, null, 2);
}

interface Scope {
  readonly subscription?: string;
  readonly resourceGroup?: string;
}

function read(
  files: Readonly<Record<string, string>>,
  scope?: Scope,
  within: readonly string[] = [],
): ReadResult {
  const tree = memoryTree(files);
  const documents = findDocuments(tree, [armLanguage]).get(armLanguage) ?? [];
  return armLanguage.read(tree, documents, { within, scopeOf: () => scope });
}

function resourcesOf(body: Json, scope?: Scope): readonly Resource[] {
  const { units, diagnostics } = read({ 'main.json': template(body) }, scope);
  expect(diagnostics).toEqual([]);
  expect(units.map(({ id }) => id)).toEqual(['main.json']);
  return units[0]?.resources ?? [];
}

/** A value as plain data; an unknown as its code in angle brackets, one of parts as the text with gaps. */
function plain(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, each]) => [key, plain(each)]));
    case 'unknown':
      return value.parts?.map((part) => String(plain(part))).join('') ?? `<${value.reason.code}>`;
    default:
      return value.value;
  }
}

function at(resource: Resource | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let value: Value | undefined = resource?.attributes;
  for (const step of path) {
    if (value?.kind === 'map') value = value.entries.get(String(step));
    else if (value?.kind === 'list' && typeof step === 'number') value = value.items[step];
    else return undefined;
  }
  return value;
}

function named(resources: readonly Resource[], address: string): Resource {
  const found = resources.find((resource) => resource.address === address);
  if (found === undefined)
    throw new Error(`${address} is not among ${resources.map((r) => r.address).join(', ')}`);
  return found;
}

function typedAt(value: Value | undefined): readonly string[] {
  return (value === undefined ? [] : literalRanges(value.origin)).map(
    ({ file, start, end }) => `${file.path} ${file.text.slice(start, end)}`,
  );
}

const VNET = 'Microsoft.Network/virtualNetworks';
const GROUP = '/subscriptions/<environment>/resourceGroups/<environment>';

function vnet(name: string, prefix: string, more: Json = {}): Json {
  return {
    type: VNET,
    apiVersion: '2023-09-01',
    name,
    properties: { addressSpace: { addressPrefixes: [prefix] } },
    ...more,
  };
}

function nested(name: string, properties: Json, more: Json = {}): Json {
  return { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name, properties, ...more };
}

function prefixOf(resource: Resource | undefined): unknown {
  return plain(at(resource, 'properties', 'addressSpace', 'addressPrefixes', 0));
}

describe('recognition', () => {
  test.each([
    [template({}), true],
    [template({}).replace('deploymentTemplate.json#', 'DeploymentTemplate.json#'), true],
    [parameterFile({}), true],
    [`{ "$schema": "${SUBSCRIPTION_SCHEMA}" }`, true],
    ['{ "$schema": "http://json-schema.org/draft-07/schema#" }', false],
    [
      '{ "$schema": "https://x/y.json", "inner": { "$schema": "https://x/deploymentTemplate.json#" } }',
      false,
    ],
    ['{ "resources": [] }', false],
  ])('%j', (text, expected) => {
    expect(armLanguage.recognises('a.json', text)).toBe(expected);
  });

  test('comments are no mistake, broken JSON costs the file', () => {
    const good = `// by hand\n${template({ resources: [vnet('hub', '10.0.0.0/16')] })}`;
    const { units, diagnostics } = read({ 'a.json': good, 'b.json': template({}).slice(0, -1) });
    expect(units.map(({ id }) => id)).toEqual(['a.json']);
    expect(diagnostics.map(({ code, range }) => [code, range.file.path])).toEqual([
      ['json-syntax', 'b.json'],
    ]);
  });
});

describe('units', () => {
  const main = template({
    parameters: { prefix: { type: 'string' }, name: { type: 'string', defaultValue: 'hub' } },
    resources: [vnet("[parameters('name')]", "[parameters('prefix')]")],
  });

  test('one for each parameter file, and the literal is the one in that file', () => {
    const { units } = read({
      'net/main.json': main,
      'net/main.parameters.json': parameterFile({ prefix: { value: '10.1.0.0/16' } }),
      'net/parameters/main.prod.json': parameterFile({ prefix: { value: '10.2.0.0/16' } }),
      'net/other.parameters.json': parameterFile({ nothing: { value: 1 } }),
    });
    expect(units.map(({ id }) => id)).toEqual([
      'net/main.json (main.parameters.json)',
      'net/main.json (parameters/main.prod.json)',
    ]);
    const [first, second] = units.map(({ resources }) => resources[0]);
    expect([prefixOf(first), prefixOf(second)]).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
    const value = at(first, 'properties', 'addressSpace', 'addressPrefixes', 0);
    expect(typedAt(value)).toEqual(['net/main.parameters.json "10.1.0.0/16"']);
  });

  test('a missing parameter costs itself alone', () => {
    const [resource] = read({ 'main.json': main }).units[0]?.resources ?? [];
    const prefix = at(resource, 'properties', 'addressSpace', 'addressPrefixes', 0);
    expect(plain(at(resource, 'name'))).toBe('hub');
    expect(prefix).toMatchObject({
      kind: 'unknown',
      reason: { code: 'missing-input', message: 'the parameter "prefix" has no value' },
      reference: { unit: 'main.json', address: "parameters('prefix')", path: [] },
    });
    const range = prefix?.kind === 'unknown' ? prefix.reason.range : undefined;
    expect(range?.file.text.slice(range.start, range.end)).toBe('"prefix"');
  });

  test('what others link to, and compiled modules, are no units', () => {
    const linked = template({
      parameters: { p: { type: 'string' } },
      resources: [vnet('spoke', "[parameters('p')]")],
    });
    const { units, diagnostics } = read({
      'main.json': template({
        resources: [
          nested('spoke', {
            templateLink: { relativePath: 'parts/spoke.json' },
            parameters: { p: { value: '10.3.0.0/16' } },
          }),
        ],
      }),
      'parts/spoke.json': linked,
      'modules/vnet.json': template({ resources: [vnet('inner', '10.9.0.0/16')] }),
      'modules/vnet.bicep': '',
      'app.bicep': "module net './modules/vnet.bicep' = {\n  name: 'net'\n}\n",
    });
    expect(diagnostics).toEqual([]);
    expect(units.map(({ id }) => id)).toEqual(['main.json']);
    const resource = named(units[0]?.resources ?? [], 'deployments/spoke.virtualNetworks/spoke');
    expect(prefixOf(resource)).toBe('10.3.0.0/16');
  });

  test('only those within the limits', () => {
    const files = { 'a/main.json': main, 'b/main.json': main };
    expect(read(files, undefined, ['b']).units.map(({ id }) => id)).toEqual(['b/main.json']);
  });
});

describe('loops, conditions, children', () => {
  test('resource and property loops combine', () => {
    const resources = resourcesOf({
      variables: { copy: [{ name: 'third', count: 3, input: "[copyIndex('third', 1)]" }] },
      resources: [
        {
          type: VNET,
          name: "[format('spoke-{0}', copyIndex(1))]",
          copy: { name: 'spokes', count: 2 },
          properties: {
            copy: [
              {
                name: 'subnets',
                count: "[length(variables('third'))]",
                input: {
                  name: "[format('s{0}', variables('third')[copyIndex('subnets')])]",
                  properties: {
                    addressPrefix: "[format('10.{0}.{1}.0/24', copyIndex(), copyIndex('subnets'))]",
                  },
                },
              },
            ],
          },
        },
      ],
    });
    expect(resources.map(({ address }) => address)).toEqual([
      'virtualNetworks/spoke-1',
      'virtualNetworks/spoke-2',
    ]);
    expect(plain(at(resources[1], 'properties', 'subnets'))).toEqual(
      [1, 2, 3].map((n) => ({ name: `s${n}`, properties: { addressPrefix: `10.1.${n - 1}.0/24` } })),
    );
  });

  test('a count that is unknown makes one that is only possible', () => {
    const [resource] = resourcesOf({
      parameters: { n: { type: 'int' } },
      resources: { net: vnet('v', '10.0.0.0/16', { copy: { name: 'net', count: "[parameters('n')]" } }) },
    });
    expect(resource).toMatchObject({ address: 'net[*]', possible: { code: 'missing-input' } });
  });

  test.each([
    [false, undefined],
    ['[equals(1, 2)]', undefined],
    [true, 'certain'],
    ["[parameters('on')]", 'missing-input'],
  ])('condition %j', (condition, expected) => {
    const [resource] = resourcesOf({
      parameters: { on: { type: 'bool' } },
      resources: [vnet('v', '10.0.0.0/16', { condition })],
    });
    expect(resource && (resource.possible?.code ?? 'certain')).toBe(expected);
  });

  test('children in both spellings have one parent', () => {
    const subnet = (prefix: string): Json => ({ properties: { addressPrefix: prefix } });
    const resources = resourcesOf({
      resources: [
        vnet('hub', '10.0.0.0/16', { resources: [{ type: 'subnets', name: 'a', ...subnet('10.0.0.0/24') }] }),
        { type: `${VNET}/subnets`, name: 'hub/b', ...subnet('10.0.1.0/24') },
      ],
    });
    expect(resources.map(({ type, address }) => [type, address])).toEqual([
      [VNET, 'virtualNetworks/hub'],
      [`${VNET}/subnets`, 'subnets/hub/a'],
      [`${VNET}/subnets`, 'subnets/hub/b'],
    ]);
    for (const child of resources.slice(1)) {
      expect(at(child, 'parent_id')?.reference).toEqual({
        unit: 'main.json',
        address: 'virtualNetworks/hub',
        path: ['id'],
      });
    }
    expect(resources.slice(1).map((child) => plain(at(child, 'name')))).toEqual(['a', 'b']);
    expect(plain(at(resources[2], 'id'))).toBe(`${GROUP}/providers/${VNET}/hub/subnets/b`);
  });

  test('existing resources are read, with their own group', () => {
    const resources = resourcesOf({
      languageVersion: '2.0',
      resources: {
        hub: { existing: true, type: VNET, name: 'hub', resourceGroup: 'hub-rg' },
        zone: {
          type: 'Microsoft.Network/privateDnsZones',
          name: 'z.local',
          properties: { of: "[reference('hub').x]" },
        },
      },
    });
    expect(resources.map(({ mode, address }) => [mode, address])).toEqual([
      ['data', 'hub'],
      ['managed', 'zone'],
    ]);
    expect(plain(at(resources[0], 'id'))).toBe(
      `/subscriptions/<environment>/resourceGroups/hub-rg/providers/${VNET}/hub`,
    );
    expect(at(resources[1], 'properties', 'of')?.reference).toEqual({
      unit: 'main.json',
      address: 'hub',
      path: ['properties', 'x'],
    });
  });
});

describe('nested deployments', () => {
  const inner: Json = {
    $schema: SCHEMA,
    parameters: { prefix: { type: 'string' }, other: { type: 'string', defaultValue: 'default' } },
    variables: { name: 'inner' },
    resources: [vnet("[variables('name')]", "[parameters('prefix')]")],
    outputs: {
      id: { type: 'string', value: `[resourceId('${VNET}', variables('name'))]` },
      range: { type: 'string', value: "[parameters('prefix')]" },
    },
  };

  test('inner scope sees its own, and its outputs are followed to the literal', () => {
    const resources = resourcesOf({
      languageVersion: '2.0',
      variables: { name: 'outer', range: '10.7.0.0/16' },
      resources: {
        network: nested('net', {
          expressionEvaluationOptions: { scope: 'Inner' },
          parameters: {
            prefix: { value: "[variables('range')]" },
            other: "[if(true(), createObject('value', null()), null())]",
          },
          template: inner,
        }),
        zone: {
          type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
          name: 'z.local/link',
          properties: {
            virtualNetwork: { id: "[reference('network').outputs.id.value]" },
            range: "[reference('network').outputs.range.value]",
          },
        },
      },
    });
    expect(prefixOf(named(resources, 'network.virtualNetworks/inner'))).toBe('10.7.0.0/16');
    const zone = named(resources, 'zone');
    expect(at(zone, 'properties', 'virtualNetwork', 'id')?.reference).toEqual({
      unit: 'main.json',
      address: 'network.virtualNetworks/inner',
      path: ['id'],
    });
    expect(typedAt(at(zone, 'properties', 'range'))).toEqual(['main.json "10.7.0.0/16"']);
  });

  test('outer scope sees what is around it', () => {
    const resources = resourcesOf({
      parameters: { prefix: { type: 'string', defaultValue: '10.8.0.0/16' } },
      variables: { name: 'outer' },
      resources: [nested('net', { template: { ...inner, outputs: {} } })],
    });
    expect(prefixOf(named(resources, 'deployments/net.virtualNetworks/outer'))).toBe('10.8.0.0/16');
  });

  test('without symbolic names deployments are found by id', () => {
    const resources = resourcesOf({
      parameters: { n: { type: 'string' } },
      resources: [
        nested("[format('{0}-net', uniqueString(parameters('n')))]", {
          expressionEvaluationOptions: { scope: 'inner' },
          parameters: { prefix: { value: '10.5.0.0/16' } },
          template: inner,
        }),
        vnet(
          'second',
          "[reference(resourceId('Microsoft.Resources/deployments', format('{0}-net', uniqueString(parameters('n')))), '2022-09-01').outputs.range.value]",
        ),
      ],
    });
    expect(prefixOf(named(resources, 'virtualNetworks/second'))).toBe('10.5.0.0/16');
  });

  test('what is not here counts as code that was not read', () => {
    const { units, diagnostics } = read({
      'main.json': template({
        resources: [
          nested('far', { templateLink: { uri: 'https://x/y.json' }, parameters: { id: { value: 'abc' } } }),
          nested('gone', { templateLink: { relativePath: 'gone.json' } }),
          vnet('v', "[reference('far').outputs.p.value]"),
        ],
      }),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['arm-missing-template']);
    const resources = units[0]?.resources ?? [];
    expect(resources.map(({ mode, type, address }) => [mode, type, address])).toEqual([
      ['module', 'https://x/y.json', 'deployments/far'],
      ['module', 'gone.json', 'deployments/gone'],
      ['managed', VNET, 'virtualNetworks/v'],
    ]);
    expect(plain(at(resources[0], 'id'))).toBe('abc');
    expect(prefixOf(resources[2])).toBe('<module-not-read>');
  });
});

describe('ids', () => {
  const scope = { subscription: '00000000-0000-0000-0000-000000000001', resourceGroup: 'rg' };
  const zone = (id: string): Json => ({
    type: 'Microsoft.Network/privateDnsZones',
    name: 'z',
    properties: { id },
  });
  const idsOf = (id: string, given?: Scope): Value | undefined =>
    at(
      named(
        resourcesOf({ parameters: { n: { type: 'string' } }, resources: [zone(id)] }, given),
        'privateDnsZones/z',
      ),
      'properties',
      'id',
    );

  test.each([
    [
      `[resourceId('${VNET}', 'v')]`,
      `/subscriptions/${scope.subscription}/resourceGroups/rg/providers/${VNET}/v`,
    ],
    [
      `[resourceId('other', '${VNET}', 'v')]`,
      `/subscriptions/${scope.subscription}/resourceGroups/other/providers/${VNET}/v`,
    ],
    [
      `[resourceId('sub', 'other', '${VNET}', 'v')]`,
      `/subscriptions/sub/resourceGroups/other/providers/${VNET}/v`,
    ],
    [
      `[resourceId('${VNET}/subnets', 'v', 's')]`,
      `/subscriptions/${scope.subscription}/resourceGroups/rg/providers/${VNET}/v/subnets/s`,
    ],
    [
      "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')]",
      `/subscriptions/${scope.subscription}/resourceGroups/g`,
    ],
    ["[tenantResourceId('Microsoft.X/y', 'z')]", '/providers/Microsoft.X/y/z'],
    [
      "[extensionResourceId(resourceGroup().id, 'Microsoft.X/y', 'z')]",
      `/subscriptions/${scope.subscription}/resourceGroups/rg/providers/Microsoft.X/y/z`,
    ],
    ['[subscription().subscriptionId]', scope.subscription],
    ['[resourceGroup().name]', 'rg'],
    ['[resourceGroup().location]', '<environment>'],
  ])('%s', (expression, expected) => {
    expect(plain(idsOf(expression, scope))).toBe(expected);
  });

  test('unknown parts are the same wherever they are written', () => {
    const resources = resourcesOf({
      parameters: { n: { type: 'string' }, s: { type: 'string' } },
      resources: [
        vnet("[format('{0}-vnet', parameters('n'))]", '10.0.0.0/16', {
          properties: { subnets: [{ name: "[parameters('s')]" }] },
        }),
        zone(
          `[format('/subscriptions/{0}/resourceGroups/{1}/providers/${VNET.toLowerCase()}/{2}-VNET', subscription().subscriptionId, resourceGroup().name, parameters('n'))]`,
        ),
        {
          ...zone(`[resourceId('${VNET}/subnets', format('{0}-vnet', parameters('n')), parameters('s'))]`),
          name: 'y',
        },
      ],
    });
    const address = 'virtualNetworks/{n}-vnet';
    expect(at(named(resources, 'privateDnsZones/z'), 'properties', 'id')?.reference).toEqual({
      unit: 'main.json',
      address,
      path: ['id'],
    });
    expect(at(named(resources, 'privateDnsZones/y'), 'properties', 'id')?.reference).toEqual({
      unit: 'main.json',
      address,
      path: ['properties', 'subnets', 0, 'id'],
    });
    expect(at(named(resources, address), 'id')?.reference).toBeUndefined();
  });

  test('what is deployed counts before what is read, in a body as well', () => {
    const resources = resourcesOf({
      languageVersion: '2.0',
      resources: {
        read: { existing: true, type: `${VNET}/subnets`, name: 'v/s' },
        net: vnet('v', '10.0.0.0/16', { properties: { subnets: [{ name: 's' }] } }),
        zone: zone(`[resourceId('${VNET}/subnets', 'v', 's')]`),
      },
    });
    expect(at(named(resources, 'zone'), 'properties', 'id')?.reference).toEqual({
      unit: 'main.json',
      address: 'net',
      path: ['properties', 'subnets', 0, 'id'],
    });
  });

  test('another group is another place', () => {
    const resources = resourcesOf({
      parameters: { group: { type: 'string' } },
      resources: [
        nested(
          'n',
          {
            expressionEvaluationOptions: { scope: 'inner' },
            template: { resources: [vnet('v', '10.0.0.0/16')] },
          },
          { resourceGroup: "[parameters('group')]" },
        ),
        zone(`[resourceId('${VNET}', 'v')]`),
        { ...zone(`[resourceId(parameters('group'), '${VNET}', 'v')]`), name: 'y' },
      ],
    });
    expect(at(named(resources, 'privateDnsZones/z'), 'properties', 'id')?.reference).toBeUndefined();
    expect(at(named(resources, 'privateDnsZones/y'), 'properties', 'id')?.reference?.address).toBe(
      'deployments/n.virtualNetworks/v',
    );
  });
});

describe('values', () => {
  test.each<[string, Json, unknown]>([
    [
      "[parameters('b')]",
      {
        parameters: {
          a: { defaultValue: '10.0' },
          b: { defaultValue: "[format('{0}.0.0/16', parameters('A'))]" },
        },
      },
      '10.0.0.0/16',
    ],
    ["[parameters('a')]", { parameters: { a: { type: 'string', nullable: true } } }, null],
    [
      '[u.net(3)]',
      {
        functions: [
          {
            namespace: 'u',
            members: {
              net: {
                parameters: [{ name: 'i', type: 'int' }],
                output: { type: 'string', value: "[format('10.{0}.0.0/16', parameters('i'))]" },
              },
            },
          },
        ],
      },
      '10.3.0.0/16',
    ],
    ['[[not one]', {}, '[not one]'],
    ["[variables('$fxv#0').range]", { variables: { '$fxv#0': { range: '10.0.0.0/8' } } }, '10.0.0.0/8'],
    ["[reference('first').addressSpace.addressPrefixes[0]]", {}, '10.99.0.0/16'],
    [
      "[reference('first', '2023-09-01', 'Full').properties.addressSpace.addressPrefixes[0]]",
      {},
      '10.99.0.0/16',
    ],
    ["[reference('first').provisioningState]", {}, '<computed>'],
    ["[cidrSubnet(reference('first').addressSpace.addressPrefixes[0], 24, 1)]", {}, '10.99.1.0/24'],
  ])('%s', (expression, more, expected) => {
    const resources = resourcesOf({
      ...more,
      resources: [vnet('first', '10.99.0.0/16'), vnet('v', expression)],
    });
    expect(prefixOf(named(resources, 'virtualNetworks/v'))).toEqual(expected);
  });

  test('secure parameters are marked', () => {
    const [resource] = resourcesOf({
      definitions: { secret: { type: 'securestring' } },
      parameters: { a: { $ref: '#/definitions/secret', defaultValue: 'x' } },
      resources: [vnet('v', "[parameters('a')]")],
    });
    expect(at(resource, 'properties', 'addressSpace', 'addressPrefixes', 0)?.sensitive).toBe(true);
  });

  test('references of all turns of a loop', () => {
    const resources = resourcesOf({
      languageVersion: '2.0',
      resources: {
        nets: vnet("[format('n{0}', copyIndex())]", "[format('10.{0}.0.0/16', copyIndex())]", {
          copy: { name: 'nets', count: 2 },
        }),
        last: vnet('last', "[references('nets')[1].addressSpace.addressPrefixes[0]]"),
        byIndex: vnet('byIndex', "[reference(format('nets[{0}]', 0)).addressSpace.addressPrefixes[0]]"),
        info: vnet('info', "[resourceInfo('nets[1]').name]"),
      },
    });
    expect(resources.map(({ address }) => address)).toEqual([
      'nets[0]',
      'nets[1]',
      'last',
      'byIndex',
      'info',
    ]);
    expect(resources.slice(2).map(prefixOf)).toEqual(['10.1.0.0/16', '10.0.0.0/16', 'n1']);
  });
});

test('the shape that deploying a template with parameters and loops has', () => {
  const { units } = read(
    {
      'main.json': template({
        parameters: {
          permissions: { type: 'array' },
          location: { type: 'string', defaultValue: '[resourceGroup().location]' },
          storage: { type: 'string', defaultValue: "[format('store{0}', 7)]" },
        },
        variables: { vaults: [{ name: 'first', list: "[parameters('permissions')]" }] },
        resources: [
          {
            type: 'Microsoft.KeyVault/vaults',
            apiVersion: '2019-09-01',
            name: "[variables('vaults')[copyIndex()].name]",
            location: "[parameters('location')]",
            copy: { name: 'vaults', count: "[length(variables('vaults'))]", mode: 'serial', batchSize: 1 },
            properties: {
              sku: { family: 'A' },
              copy: [
                {
                  name: 'accessPolicies',
                  count: "[length(variables('vaults')[copyIndex()].list)]",
                  input: { allowed: "[variables('vaults')[copyIndex()].list[copyIndex('accessPolicies')]]" },
                },
              ],
            },
            dependsOn: ["[resourceId('Microsoft.X/y', 'z')]"],
          },
        ],
      }),
      'main.parameters.json': parameterFile({
        permissions: { value: ['get', 'list'] },
        location: { value: 'eastus' },
      }),
    },
    { subscription: 'sub', resourceGroup: 'myRg' },
  );
  expect(units[0]?.resources.map(({ type, attributes }) => [type, plain(attributes)])).toEqual([
    [
      'Microsoft.KeyVault/vaults',
      {
        id: '/subscriptions/sub/resourceGroups/myRg/providers/Microsoft.KeyVault/vaults/first',
        name: 'first',
        apiVersion: '2019-09-01',
        location: 'eastus',
        properties: { sku: { family: 'A' }, accessPolicies: [{ allowed: 'get' }, { allowed: 'list' }] },
      },
    ],
  ]);
});
