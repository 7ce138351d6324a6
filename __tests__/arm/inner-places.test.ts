/** What is written inside of a resource stands where somebody typed it, also when a module is given it. */
import { expect, test } from 'vitest';
import { bindResources } from '../../src/bindings/bind-resources.ts';
import { armLanguage } from '../../src/languages/arm/arm-language.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const metadata = { _generator: { name: 'bicep', version: '0.30.3' } };

const MODULE_JSON = {
  $schema,
  metadata,
  parameters: { subnets: { type: 'array' } },
  resources: [
    {
      type: 'Microsoft.Network/virtualNetworks',
      apiVersion: '2023-11-01',
      name: 'hub',
      properties: { subnets: "[parameters('subnets')]" },
    },
  ],
};

const MODULE = `param subnets array

resource vnet 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'hub'
  properties: {
    subnets: subnets
  }
}
`;

const SUBNETS = [
  { name: 'a', properties: { addressPrefix: '10.0.0.0/24' } },
  { name: 'b', properties: { addressPrefix: '10.0.1.0/24' } },
];

const MAIN_JSON = {
  $schema,
  metadata,
  resources: [
    {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2022-09-01',
      name: 'net',
      properties: {
        expressionEvaluationOptions: { scope: 'inner' },
        parameters: { subnets: { value: SUBNETS } },
        template: MODULE_JSON,
      },
    },
  ],
};

const MAIN = `module net 'vnet.bicep' = {
  name: 'net'
  params: {
    subnets: [
      {
        name: 'a'
        properties: { addressPrefix: '10.0.0.0/24' }
      }
      {
        name: 'b'
        properties: { addressPrefix: '10.0.1.0/24' }
      }
    ]
  }
}
`;

test('the subnets that a module is given', () => {
  const tree = memoryTree({
    'main.json': JSON.stringify(MAIN_JSON),
    'main.bicep': MAIN,
    'vnet.bicep': MODULE,
  });
  const documents = findDocuments(tree, [armLanguage]).get(armLanguage) ?? [];
  const { units } = armLanguage.read(tree, documents, { within: [], scopeOf: () => undefined });
  const { facts } = bindResources(units.flatMap(({ resources }) => resources));
  const places = facts.flatMap((fact) => {
    if (fact.kind !== 'network' && fact.kind !== 'subnet') return [];
    const { file, start } = fact.range;
    return [`${fact.kind} ${file.path}:${file.text.slice(0, start).split('\n').length}`];
  });
  expect(places).toEqual(['network vnet.bicep:3', 'subnet main.bicep:5', 'subnet main.bicep:9']);
});
