/** Two networks in the shape of Azure's API for tests. */
import { networkId } from './arm-resources.ts';

/** The type of networks. */
export const VNET = 'Microsoft.Network/virtualNetworks';

/** A network with all that can be in it, of which subscription and group are not known. */
export const HUB = {
  type: VNET,
  name: 'hub',
  id: '/subscriptions/{?sub}/resourceGroups/{?rg}/providers/Microsoft.Network/virtualNetworks/hub',
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16', '{?more}'] },
    dhcpOptions: { dnsServers: ['10.9.0.4'] },
    subnets: [
      { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.0.0/27' } },
      {
        name: 'app',
        properties: {
          addressPrefixes: ['10.0.1.0/24'],
          delegations: [{ name: 'd', properties: { serviceName: 'Microsoft.App/environments' } }],
          networkSecurityGroup: { id: '{@nsg.id}' },
          routeTable: { id: networkId('routeTables', 'rt') },
          natGateway: { id: '{@nat.id}' },
        },
      },
    ],
    virtualNetworkPeerings: [
      {
        name: 'to-spoke',
        properties: {
          remoteVirtualNetwork: { id: networkId('virtualNetworks', 'spoke') },
          allowGatewayTransit: true,
          peerCompleteVnets: false,
        },
      },
    ],
  },
};

/** The same as the command line of Azure prints it: properties beside the name. */
export const FLAT_HUB = {
  type: VNET,
  name: 'hub',
  id: networkId('virtualNetworks', 'hub'),
  addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
  dhcpOptions: { dnsServers: ['10.9.0.4'] },
  subnets: [
    {
      name: 'app',
      addressPrefix: '10.0.1.0/24',
      delegations: [{ serviceName: 'Microsoft.App/environments' }],
      networkSecurityGroup: { id: networkId('networkSecurityGroups', 'nsg') },
      routeTable: null,
    },
  ],
  virtualNetworkPeerings: [
    {
      name: 'p',
      remoteVirtualNetwork: { id: networkId('virtualNetworks', 'spoke') },
      useRemoteGateways: true,
    },
  ],
};
