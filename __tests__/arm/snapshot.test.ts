/** Compiled Bicep with its parameter file, and all that it deploys: whole resources, as `bicep snapshot` shows them. */
import { describe, expect, test } from 'vitest';
import { armLanguage } from '../../src/languages/arm/arm-language.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import type { Value } from '../../src/values/value.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const SCHEMAS = 'https://schema.management.azure.com/schemas';
const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-rg';
const WHERE = { subscription: '00000000-0000-0000-0000-000000000000', resourceGroup: 'my-rg' };

type Json = Readonly<Record<string, unknown>>;

/** A value as plain data; of an unknown text what is known, with `…` for the rest. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries(Array.from(value.entries, ([key, each]) => [key, plain(each)]));
    case 'unknown':
      return value.parts?.map((part) => plain(part)).join('') ?? '…';
    default:
      return value.value;
  }
}

function template(body: Json, version?: string): Json {
  return {
    $schema: `${SCHEMAS}/2019-04-01/deploymentTemplate.json#`,
    ...(version === undefined ? {} : { languageVersion: version }),
    contentVersion: '1.0.0.0',
    metadata: { _generator: { name: 'bicep', version: '0.30.3', templateHash: '1' } },
    ...body,
  };
}

function deployed(compiled: Json, given: Json): readonly unknown[] {
  const parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }]));
  const tree = memoryTree({
    'main.json': JSON.stringify(compiled),
    'main.parameters.json': JSON.stringify({
      $schema: `${SCHEMAS}/2019-04-01/deploymentParameters.json#`,
      contentVersion: '1.0.0.0',
      parameters,
    }),
  });
  const documents = findDocuments(tree, [armLanguage]).get(armLanguage) ?? [];
  const { units, diagnostics } = armLanguage.read(tree, documents, { within: [], scopeOf: () => WHERE });
  expect(diagnostics).toEqual([]);
  expect(units.map(({ id }) => id)).toEqual(['main.json (main.parameters.json)']);
  return units.flatMap(({ resources }) =>
    resources.map(({ type, attributes }) => ({ type, ...(plain(attributes) as Json) })),
  );
}

const ACCOUNT = {
  type: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2023-05-01',
  name: "[parameters('account')]",
  location: "[parameters('place')]",
  sku: { name: "[parameters('tier')]" },
  kind: 'StorageV2',
  properties: {},
};

const ACCOUNT_PARAMETERS = {
  tier: { type: 'string', defaultValue: 'Standard_ZRS' },
  place: { type: 'string', defaultValue: '[resourceGroup().location]' },
  account: { type: 'string', defaultValue: "[format('logs{0}', uniqueString(resourceGroup().id))]" },
};

const SYMBOLIC = '2.0';

const RULES = {
  copy: {
    name: 'groups',
    count: "[length(variables('tiers'))]",
    mode: 'serial',
    batchSize: 1,
  },
  type: 'Microsoft.Network/networkSecurityGroups',
  apiVersion: '2023-11-01',
  name: "[variables('tiers')[copyIndex()].name]",
  location: '[resourceGroup().location]',
  properties: {
    copy: [
      {
        name: 'securityRules',
        count: "[length(variables('tiers')[copyIndex()].ports)]",
        input: {
          name: "[format('port-{0}', variables('tiers')[copyIndex()].ports[copyIndex('securityRules')])]",
          properties: {
            priority: "[add(100, copyIndex('securityRules'))]",
            destinationPortRange:
              "[string(variables('tiers')[copyIndex()].ports[copyIndex('securityRules')])]",
          },
        },
      },
    ],
    flushConnection: "[variables('tiers')[copyIndex()].flush]",
  },
};

function group(name: string, ports: readonly number[], flush: boolean): Json {
  return {
    type: 'Microsoft.Network/networkSecurityGroups',
    apiVersion: '2023-11-01',
    id: `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/${name}`,
    name,
    location: '…',
    properties: {
      securityRules: ports.map((port, index) => ({
        name: `port-${port}`,
        properties: { priority: 100 + index, destinationPortRange: String(port) },
      })),
      flushConnection: flush,
    },
  };
}

/** Two networks of one module, one of them in another group, and a peering that reads their outputs. */
const MODULE = template({
  parameters: { name: { type: 'string' }, range: { type: 'string' } },
  resources: [
    {
      type: 'Microsoft.Network/virtualNetworks',
      apiVersion: '2023-11-01',
      name: "[parameters('name')]",
      properties: {
        addressSpace: { addressPrefixes: ["[parameters('range')]"] },
        subnets: [
          { name: 'a', properties: { addressPrefix: "[cidrSubnet(parameters('range'), 24, 0)]" } },
          { name: 'b', properties: { addressPrefix: "[cidrSubnet(parameters('range'), 24, 1)]" } },
        ],
      },
    },
  ],
  outputs: {
    id: {
      type: 'string',
      value: "[resourceId('Microsoft.Network/virtualNetworks', parameters('name'))]",
    },
  },
});

function call(name: string, range: unknown, more: Json): Json {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: `${name}-deployment`,
    ...more,
    properties: {
      expressionEvaluationOptions: { scope: 'inner' },
      mode: 'Incremental',
      parameters: { name: { value: name }, range: { value: range } },
      template: MODULE,
    },
  };
}

const CALLS = {
  parameters: { range: { type: 'string' } },
  resources: [
    {
      type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
      apiVersion: '2023-11-01',
      name: "[format('{0}/{1}', 'hub', 'to-spoke')]",
      properties: {
        remoteVirtualNetwork: {
          id: "[reference(extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'far'), 'Microsoft.Resources/deployments', 'spoke-deployment'), '2022-09-01').outputs.id.value]",
        },
      },
    },
    call('hub', "[cidrSubnet(parameters('range'), 22, 0)]", {}),
    call('spoke', "[cidrSubnet(parameters('range'), 22, 1)]", { resourceGroup: 'far' }),
  ],
};

function network(name: string, at: string, range: string, first: string, second: string): Json {
  return {
    type: 'Microsoft.Network/virtualNetworks',
    apiVersion: '2023-11-01',
    id: `${at}/providers/Microsoft.Network/virtualNetworks/${name}`,
    name,
    properties: {
      addressSpace: { addressPrefixes: [range] },
      subnets: [
        { name: 'a', properties: { addressPrefix: first } },
        { name: 'b', properties: { addressPrefix: second } },
      ],
    },
  };
}

const FAR = GROUP.replace('/my-rg', '/far');

const ROWS: readonly (readonly [name: string, compiled: Json, given: Json, expected: readonly unknown[]])[] =
  [
    [
      'defaults, and a name that is a digest',
      template({ parameters: ACCOUNT_PARAMETERS, resources: [ACCOUNT] }),
      { place: 'westeurope' },
      [
        {
          type: 'Microsoft.Storage/storageAccounts',
          apiVersion: '2023-05-01',
          id: `${GROUP}/providers/Microsoft.Storage/storageAccounts/logsbmg7c6xu4tw46`,
          name: 'logsbmg7c6xu4tw46',
          location: 'westeurope',
          sku: { name: 'Standard_ZRS' },
          kind: 'StorageV2',
          properties: {},
        },
      ],
    ],
    [
      'outputs change nothing',
      template({
        parameters: ACCOUNT_PARAMETERS,
        resources: [ACCOUNT],
        outputs: {
          tier: { type: 'string', value: "[parameters('tier')]" },
          blob: {
            type: 'string',
            value:
              "[reference(resourceId('Microsoft.Storage/storageAccounts', parameters('account')), '2023-05-01').primaryEndpoints.blob]",
          },
        },
      }),
      { account: 'logs', tier: 'Premium_LRS', place: 'westeurope' },
      [
        {
          type: 'Microsoft.Storage/storageAccounts',
          apiVersion: '2023-05-01',
          id: `${GROUP}/providers/Microsoft.Storage/storageAccounts/logs`,
          name: 'logs',
          location: 'westeurope',
          sku: { name: 'Premium_LRS' },
          kind: 'StorageV2',
          properties: {},
        },
      ],
    ],
    [
      'a loop of resources with a loop inside, one of them empty',
      template(
        {
          parameters: { ports: { type: 'array', items: { type: 'int' } } },
          variables: {
            tiers: [
              { name: 'web', ports: "[parameters('ports')]", flush: true },
              { name: 'none', ports: [], flush: false },
            ],
          },
          resources: { groups: RULES },
        },
        SYMBOLIC,
      ),
      { ports: [443, 8443] },
      [group('web', [443, 8443], true), group('none', [], false)],
    ],
    [
      'a parameter that is null, and no resource',
      template({ parameters: { p: { type: 'string', nullable: true } }, resources: {} }, SYMBOLIC),
      { p: null },
      [],
    ],
    [
      'what an extension deploys is no resource of Azure',
      template(
        {
          parameters: { host: { type: 'string' } },
          imports: { web: { provider: 'http', version: '0.1.0' } },
          resources: {
            ask: {
              import: 'web',
              type: 'request@v1',
              properties: { uri: "[format('https://{0}/', parameters('host'))]" },
            },
            again: {
              import: 'web',
              type: 'request@v1',
              properties: { uri: "[json(reference('ask').body).next]" },
              dependsOn: ['ask'],
            },
          },
        },
        SYMBOLIC,
      ),
      { host: 'example.org' },
      [],
    ],
    [
      'modules in two groups, and what reads their outputs',
      template(CALLS),
      { range: '10.4.0.0/16' },
      [
        {
          type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
          apiVersion: '2023-11-01',
          id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/hub/virtualNetworkPeerings/to-spoke`,
          parent_id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/hub`,
          name: 'to-spoke',
          properties: {
            remoteVirtualNetwork: { id: `${FAR}/providers/Microsoft.Network/virtualNetworks/spoke` },
          },
        },
        network('hub', GROUP, '10.4.0.0/22', '10.4.0.0/24', '10.4.1.0/24'),
        network('spoke', FAR, '10.4.4.0/22', '10.4.4.0/24', '10.4.5.0/24'),
      ],
    ],
  ];

describe('all that is deployed', () => {
  test.each(ROWS)('%s', (_, compiled, given, expected) => {
    expect(deployed(compiled, given)).toEqual(expected);
  });
});
