/** Links between resources of Azure's API, and between these and other shapes. */
import { describe, expect, test } from 'vitest';
import { bindResources } from '../../src/bindings/bind-resources.ts';
import { readTerraform } from '../../src/languages/terraform/read-terraform.ts';
import type { Resource } from '../../src/languages/unit.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { Link } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { FLAT_HUB, HUB, VNET } from './arm-networks.ts';
import { armResources, networkId } from './arm-resources.ts';

function modelOf(...resources: readonly Resource[]): NetworkModel {
  return buildModel(bindResources(resources).facts);
}

function terraform(text: string): Resource[] {
  const { units } = readTerraform(memoryTree({ 'tf/main.tf': text }));
  return units.flatMap((unit) => unit.resources);
}

const linkWords = (link: Link | undefined) => (link?.state === 'resolved' ? link.id : link?.state);

describe('links between shapes', () => {
  const GROUP =
    'provider "azurerm" {\n  subscription_id = "S"\n}\nresource "azurerm_resource_group" "rg" {\n  name = "rg"\n}\n';
  const AZURERM_NET = `
resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.1.0.0/16"]
}
`;

  test('a peering to a network of another unit, by an id in other letter case', () => {
    const spoke = {
      ...FLAT_HUB,
      name: 'Spoke',
      id: networkId('virtualNetworks', 'Spoke'),
      subnets: [],
      virtualNetworkPeerings: [],
    };
    const shouted = networkId('virtualNetworks', 'spoke').toUpperCase();
    const peering = {
      type: `${VNET}/virtualNetworkPeerings`,
      name: 'p',
      parent_id: '{@hub.id}',
      properties: { remoteVirtualNetwork: { id: shouted } },
    };
    const model = modelOf(
      ...armResources([HUB, peering], 'hub/main.json'),
      ...armResources([spoke], 'spoke/main.json'),
    );
    const [, own] = model.all('peering');
    expect([own?.name, linkWords(own?.from), linkWords(own?.to)]).toEqual([
      'p',
      'hub/main.json:hub',
      'spoke/main.json:Spoke',
    ]);
  });

  test('a peering of azapi to a network of azurerm', () => {
    const model = modelOf(
      ...terraform(`${GROUP}${AZURERM_NET}
resource "azapi_resource" "hub" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = "hub"
  parent_id = azurerm_resource_group.rg.id
  body = { properties = {
    addressSpace = { addressPrefixes = ["10.0.0.0/16"] }
    virtualNetworkPeerings = [{ name = "p", properties = { remoteVirtualNetwork = { id = azurerm_virtual_network.spoke.id } } }]
  } }
}`),
    );
    const [peering] = model.all('peering');
    expect([linkWords(peering?.from), linkWords(peering?.to)]).toEqual([
      'tf:azapi_resource.hub',
      'tf:azurerm_virtual_network.spoke',
    ]);
  });

  test('a subnet of azurerm in a network of azapi', () => {
    const model = modelOf(
      ...terraform(`${GROUP}
resource "azapi_resource" "hub" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = "hub"
  parent_id = azurerm_resource_group.rg.id
  body      = { properties = { addressSpace = { addressPrefixes = ["10.0.0.0/16"] } } }
}
resource "azurerm_subnet" "a" {
  name                 = "a"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azapi_resource.hub.name
  address_prefixes     = ["10.0.0.0/24"]
}`),
    );
    expect(linkWords(model.all('subnet')[0]?.network)).toBe('tf:azapi_resource.hub');
  });

  test('a peering of a template to a network of azurerm in another unit', () => {
    const peering = {
      type: `${VNET}/virtualNetworkPeerings`,
      name: 'p',
      parent_id: '{@hub.id}',
      properties: { remoteVirtualNetwork: { id: networkId('virtualNetworks', 'spoke') } },
    };
    const model = modelOf(...terraform(GROUP + AZURERM_NET), ...armResources([FLAT_HUB, peering]));
    expect(model.all('peering').map(({ to }) => linkWords(to))).toEqual([
      'tf:azurerm_virtual_network.spoke',
      'tf:azurerm_virtual_network.spoke',
    ]);
  });

  test.each([
    ['its id and a name behind it', '{@hub.id}/subnets/app'],
    ['its place in the body', '{@hub.properties.subnets.1.id}'],
    ['its place without the level of properties', '{@hub.subnets.1.id}'],
    [
      'its id as it is built',
      '/subscriptions/{?sub}/resourceGroups/{?rg}/providers/Microsoft.Network/virtualNetworks/hub/subnets/app',
    ],
  ])('a subnet inside a network by %s', (_, id) => {
    const nic = {
      type: 'Microsoft.Network/networkInterfaces',
      name: 'nic',
      properties: { ipConfigurations: [{ properties: { subnet: { id } } }] },
    };
    const model = modelOf(...armResources([HUB, nic]));
    expect(linkWords(model.all('address-consumer')[0]?.subnet)).toBe('main.json:hub.subnets[1]');
  });

  test('a subnet beyond those that are declared is none of them', () => {
    const nic = {
      type: 'Microsoft.Network/networkInterfaces',
      name: 'nic',
      properties: { ipConfigurations: [{ properties: { subnet: { id: '{@hub.subnets.7.id}' } } }] },
    };
    const model = modelOf(...armResources([HUB, nic]));
    expect(linkWords(model.all('address-consumer')[0]?.subnet)).not.toMatch(/^main/);
  });

  describe('what is only read', () => {
    test.each([
      ['the same unknown group', '{?rg}', 'main.json:hub'],
      ['another unknown group', '{?other}', 'external'],
      ['a known group', 'rg', 'external'],
    ])('in %s is or is not a declared network: %s', (_, group, expected) => {
      const model = modelOf(
        ...armResources([
          HUB,
          {
            type: VNET,
            mode: 'data',
            address: 'existing',
            name: 'hub',
            id: `/subscriptions/{?sub}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/hub`,
          },
          {
            type: `${VNET}/subnets`,
            name: 'late',
            parent_id: '{@existing.id}',
            properties: { addressPrefix: '10.0.9.0/24' },
          },
        ]),
      );
      const late = model.all('subnet').find(({ name }) => name === 'late');
      expect(linkWords(late?.network)).toBe(expected);
    });
  });
});
