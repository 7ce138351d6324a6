/**
 * One estate in four languages: a hub in an ARM template, a spoke in Terraform, a cluster in Cluster API, the office in
 * an inventory. Every two of them share one range, and nothing else does.
 */
import { describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { readInventory } from '../../src/languages/inventory/read-inventory.ts';
import { rules } from '../../src/rule/registry.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { formatPlace } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const HUB_ID = '/subscriptions/aaaa/resourceGroups/RG-Hub/providers/Microsoft.Network/virtualNetworks/hub';

const HUB = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "space": { "type": "array", "defaultValue": ["10.0.0.0/16", "192.168.10.0/24"] },
    "spokes": {
      "type": "object",
      "defaultValue": {
        "spoke": "/subscriptions/bbbb/resourceGroups/rg-spoke/providers/Microsoft.Network/virtualNetworks/spoke",
        "cluster": "/subscriptions/cccc/resourceGroups/rg-cluster/providers/Microsoft.Network/virtualNetworks/cluster"
      }
    }
  },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworks",
      "apiVersion": "2024-05-01",
      "name": "hub",
      "location": "[resourceGroup().location]",
      "properties": { "addressSpace": { "addressPrefixes": "[parameters('space')]" } }
    },
    {
      "copy": { "name": "peerings", "count": "[length(items(parameters('spokes')))]" },
      "type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
      "apiVersion": "2024-05-01",
      "name": "[format('hub/to-{0}', items(parameters('spokes'))[copyIndex()].key)]",
      "properties": {
        "remoteVirtualNetwork": { "id": "[items(parameters('spokes'))[copyIndex()].value]" },
        "allowVirtualNetworkAccess": true
      }
    }
  ]
}
`;

const SPOKE = `provider "azurerm" {
  features {}
  subscription_id = "bbbb"
}

resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  resource_group_name = "rg-spoke"
  location            = "westeurope"
  address_space       = ["10.0.128.0/24", "10.20.0.0/24", "192.168.20.0/24"]
}

resource "azurerm_virtual_network_peering" "hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-spoke"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = "${HUB_ID.toLowerCase()}"
}
`;

const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: prod
spec:
  clusterNetwork:
    pods:
      cidrBlocks: ["10.244.0.0/16"]
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: AzureCluster
    name: prod
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureCluster
metadata:
  name: prod
spec:
  subscriptionID: cccc
  resourceGroup: rg-cluster
  location: westeurope
  networkSpec:
    vnet:
      name: cluster
      resourceGroup: rg-cluster
      cidrBlocks:
        - 10.0.129.0/24
        - 10.20.0.0/16
        - 192.168.30.0/24
    subnets:
      - name: control-plane
        role: control-plane
        cidrBlocks: [10.20.1.0/24]
      - name: nodes
        role: node
        cidrBlocks: [10.20.2.0/24]
`;

const OFFICE = `prefix,name,kind,owner
192.168.0.0/19,office,on-premises,networks
`;

const CONFIG = `scopes:
  - { path: hub, subscription: aaaa, resource-group: rg-hub }
`;

function run(files: Readonly<Record<string, string>>, office = OFFICE) {
  const config = loadConfig(new SourceFile('.github/cidrlint.yml', CONFIG), rules);
  const { inventory, problem } = readInventory(new SourceFile('office.csv', office));
  if (inventory === undefined) throw new Error(problem);
  return check({ head: memoryTree(files), within: [], config, rules, inventories: [inventory] });
}

const FILES = { 'hub/main.json': HUB, 'spoke/main.tf': SPOKE, 'cluster/prod.yaml': CLUSTER };

describe('an estate in four languages', () => {
  const report = run(FILES);

  test('is one model', () => {
    expect(
      report.model
        .all('network')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['cluster', 'hub', 'spoke']);
    const ends = report.model
      .all('peering')
      .map(({ from, to }) =>
        [from, to].map((end) => (end.state === 'resolved' ? report.model.get(end.id)?.name : end.state)),
      );
    expect(ends.sort()).toEqual([
      ['hub', 'cluster'],
      ['hub', 'spoke'],
      ['spoke', 'hub'],
    ]);
  });

  test('has one finding between every two, and one for the way back that is missing', () => {
    expect(report.findings.map(({ rule, message }) => [rule, shared(message)]).sort()).toEqual([
      ['one-sided-peering', ''],
      ['overlap', '10.0.128.0/24'],
      ['overlap', '10.0.129.0/24'],
      ['overlap', '10.20.0.0/24'],
      ['overlap', '192.168.10.0/24'],
      ['overlap', '192.168.20.0/24'],
      ['overlap', '192.168.30.0/24'],
    ]);
  });

  test('shows each where the code holds it', () => {
    const places = report.findings.map(({ place }) => formatPlace(place).replace(/:\d+$/, ''));
    expect(places.filter((place) => place.startsWith('office'))).toEqual([]);
    expect(new Set(places)).toEqual(new Set(places.filter((place) => /^(hub|spoke|cluster)\//.test(place))));
  });

  test('is quiet where nothing is shared', () => {
    const clean = {
      'hub/main.json': HUB.replace(', "192.168.10.0/24"', ''),
      'spoke/main.tf': SPOKE.replace(
        '["10.0.128.0/24", "10.20.0.0/24", "192.168.20.0/24"]',
        '["10.1.0.0/16"]',
      ),
      'cluster/prod.yaml': CLUSTER.replace('        - 10.0.129.0/24\n', '').replace(
        '        - 192.168.30.0/24\n',
        '      peerings: [{ resourceGroup: rg-hub, remoteVnetName: hub }]\n',
      ),
    };
    expect(run(clean).findings.map(({ rule }) => rule)).not.toContain('overlap');
  });
});

function shared(message: string): string {
  return /shares (\S+) with/.exec(message)?.[1] ?? '';
}
