/** Small networks in languages other than Terraform, as pull requests change them. */

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const VNET = 'Microsoft.Network/virtualNetworks';

/** The id of a VNet in Azure. */
export function networkId(subscription: string, group: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${VNET}/${name}`;
}

/** Two peered VNets in Bicep: the range of the hub stands on line 2, that of the spoke on line 22. */
export function bicepNetworks(hub: string, spoke: string): string {
  const network = (symbol: string, range: string): string => `
resource ${symbol} '${VNET}@2024-05-01' = {
  name: 'vnet-${symbol}'
  location: 'westeurope'
  properties: {
    addressSpace: {
      addressPrefixes: [
        ${range}
      ]
    }
  }
}
`;
  const peering = (from: string, to: string): string => `
resource ${from}To '${VNET}/virtualNetworkPeerings@2024-05-01' = {
  parent: ${from}
  name: 'to-${to}'
  properties: {
    remoteVirtualNetwork: { id: ${to}.id }
  }
}
`;
  return [
    "@description('What the hub takes')\n",
    `param hubRange string = '${hub}'\n`,
    network('hub', 'hubRange'),
    network('spoke', `'${spoke}'`),
    peering('hub', 'spoke'),
    peering('spoke', 'hub'),
  ].join('');
}

/** What `bicep build` makes of `bicepNetworks`. */
export function compiledNetworks(hub: string, spoke: string): string {
  const network = (name: string, range: string) => ({
    type: VNET,
    apiVersion: '2024-05-01',
    name,
    location: 'westeurope',
    properties: { addressSpace: { addressPrefixes: [range] } },
  });
  const peering = (from: string, to: string) => ({
    type: `${VNET}/virtualNetworkPeerings`,
    apiVersion: '2024-05-01',
    name: `[format('{0}/{1}', 'vnet-${from}', 'to-${to}')]`,
    properties: { remoteVirtualNetwork: { id: `[resourceId('${VNET}', 'vnet-${to}')]` } },
    dependsOn: [from, to].map((name) => `[resourceId('${VNET}', 'vnet-${name}')]`),
  });
  const template = {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    metadata: { _generator: { name: 'bicep', version: '0.30.3.12046', templateHash: '1' } },
    parameters: {
      hubRange: { type: 'string', defaultValue: hub, metadata: { description: 'What the hub takes' } },
    },
    resources: [
      network('vnet-hub', "[parameters('hubRange')]"),
      network('vnet-spoke', spoke),
      peering('hub', 'spoke'),
      peering('spoke', 'hub'),
    ],
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}

/** Two peered VPCs in CloudFormation: the range of `Orders` stands on line 5, that of `Billing` on line 10. */
export function peeredStacks(orders: string, billing: string): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  OrdersRange:
    Type: String
    Default: ${orders}
Resources:
  Billing:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: ${billing} # as agreed
  Orders:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Ref OrdersRange
  Peering:
    Type: AWS::EC2::VPCPeeringConnection
    Properties:
      VpcId: !Ref Orders
      PeerVpcId: !Ref Billing
`;
}

/** Two peered VNets as manifests of Azure Service Operator: `shared` has its range on line 12, `team` on line 25. */
export function peeredManifests(shared: string, team: string): string {
  const network = (name: string, range: string): string => `apiVersion: network.azure.com/v1api20240301
kind: VirtualNetwork
metadata:
  name: ${name}
  namespace: net
spec:
  location: westeurope
  owner:
    name: rg-net
  addressSpace:
    addressPrefixes:
      - "${range}" # as agreed
`;
  const peering = (from: string, to: string): string => `apiVersion: network.azure.com/v1api20240301
kind: VirtualNetworksVirtualNetworkPeering
metadata:
  name: ${from}-to-${to}
  namespace: net
spec:
  owner:
    name: ${from}
  remoteVirtualNetwork:
    reference:
      group: network.azure.com
      kind: VirtualNetwork
      name: ${to}
`;
  return [
    network('shared', shared),
    network('team', team),
    peering('shared', 'team'),
    peering('team', 'shared'),
  ].join('---\n');
}

/** An ARM template with a hub, whose range stands on line 8, and its peering to a VNet with this id. */
export function armHub(range: string, spokeId: string): string {
  return `{
  "$schema": "${SCHEMA}",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "space": {
      "type": "array",
      "defaultValue": [
        "${range}"
      ]
    }
  },
  "resources": [
    {
      "type": "${VNET}",
      "apiVersion": "2024-05-01",
      "name": "hub",
      "location": "westeurope",
      "properties": { "addressSpace": { "addressPrefixes": "[parameters('space')]" } }
    },
    {
      "type": "${VNET}/virtualNetworkPeerings",
      "apiVersion": "2024-05-01",
      "name": "hub/to-spoke",
      "dependsOn": ["[resourceId('${VNET}', 'hub')]"],
      "properties": { "remoteVirtualNetwork": { "id": "${spokeId}" } }
    }
  ]
}
`;
}

/** Terraform code that deploys one VNet to a subscription, with its range on line 10, and peers it with another. */
export function terraformSpoke(subscription: string, name: string, range: string, remoteId: string): string {
  return `provider "azurerm" {
  features {}
  subscription_id = "${subscription}"
}

resource "azurerm_virtual_network" "this" {
  name                = "${name}"
  resource_group_name = "rg-${name}"
  location            = "westeurope"
  address_space       = ["${range}"]
}

resource "azurerm_virtual_network_peering" "this" {
  name                      = "to-remote"
  resource_group_name       = "rg-${name}"
  virtual_network_name      = azurerm_virtual_network.this.name
  remote_virtual_network_id = "${remoteId}"
}
`;
}

/** A VNet with its connected peers, as `az network vnet list` shows it. */
export function listedNetwork(id: string, range: string, peers: readonly string[] = []): unknown {
  return {
    id,
    name: id.split('/').at(-1),
    location: 'westeurope',
    addressSpace: { addressPrefixes: [range] },
    subnets: [],
    virtualNetworkPeerings: peers.map((peer, at) => ({
      name: `peering-${at}`,
      peeringState: 'Connected',
      remoteVirtualNetwork: { id: peer },
    })),
  };
}
