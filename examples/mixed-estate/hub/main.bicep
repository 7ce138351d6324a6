// The hub of the platform team. Spokes are named by their ids: they live in other subscriptions.
param location string = resourceGroup().location
param hubRange string = '10.8.0.0/20'

@description('The spokes that are peered with the hub, by name.')
param spokes object = {
  orders: '/subscriptions/2222/resourceGroups/rg-orders/providers/Microsoft.Network/virtualNetworks/vnet-orders'
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [hubRange]
    }
    subnets: [
      {
        name: 'AzureFirewallSubnet'
        properties: {
          addressPrefix: cidrSubnet(hubRange, 26, 0)
        }
      }
    ]
  }
}

resource peerings 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for spoke in items(spokes): {
    parent: hub
    name: 'to-${spoke.key}'
    properties: {
      remoteVirtualNetwork: {
        id: spoke.value
      }
      allowVirtualNetworkAccess: true
    }
  }
]
