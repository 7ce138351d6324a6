/** What takes addresses of subnets, in the shape of Azure's API. */
import { describe, expect, test } from 'vitest';
import { bindArm, IN_SUBNET, network, SUBNET } from './arm-words.ts';
import { draftsOf, gapsOf, short, shortTarget } from './bind-files.ts';

describe('what takes addresses', () => {
  const IP = { ipConfigurations: [{ properties: { subnet: { id: SUBNET } } }] };

  test.each<[type: string, properties: object, expected: string[], more?: object]>([
    ['Microsoft.Network/networkInterfaces', IP, ['ipConfigurations.0 | network interface | 1']],
    ['Microsoft.Network/privateLinkServices', IP, ['ipConfigurations.0 | private link service | 1']],
    [
      'Microsoft.Network/loadBalancers',
      {
        frontendIPConfigurations: [
          { properties: { subnet: { id: SUBNET } } },
          { properties: { subnet: { id: SUBNET }, privateIPAddressVersion: 'IPv6' } },
          { properties: { publicIPAddress: { id: 'x' } } },
        ],
      },
      ['frontendIPConfigurations.0 | load balancer | 1'],
    ],
    [
      'Microsoft.Network/applicationGateways',
      {
        gatewayIPConfigurations: [{ properties: { subnet: { id: SUBNET } } }],
        autoscaleConfiguration: { minCapacity: 0, maxCapacity: 10 },
        frontendIPConfigurations: [{ properties: { subnet: { id: SUBNET } } }, { properties: {} }],
      },
      ['gatewayIPConfigurations.0 | application gateway | 11'],
    ],
    [
      'Microsoft.Network/applicationGateways',
      { gatewayIPConfigurations: [{ properties: { subnet: { id: SUBNET } } }], sku: { capacity: 2 } },
      ['gatewayIPConfigurations.0 | application gateway | 2'],
    ],
    [
      'Microsoft.App/managedEnvironments',
      { vnetConfiguration: { infrastructureSubnetId: SUBNET, internal: true } },
      ['vnetConfiguration | container apps | ? computed'],
    ],
    [
      'Microsoft.Web/sites',
      { virtualNetworkSubnetId: SUBNET },
      ['virtualNetworkSubnetId | app service | ? computed'],
    ],
    ['Microsoft.Web/sites', { virtualNetworkSubnetId: '' }, []],
    [
      'Microsoft.Web/sites/slots',
      { virtualNetworkSubnetId: SUBNET },
      ['virtualNetworkSubnetId | app service | ? computed'],
    ],
    [
      'Microsoft.Web/sites/networkConfig',
      { subnetResourceId: SUBNET, swiftSupported: true },
      ['subnetResourceId | app service | ? computed'],
    ],
    [
      'Microsoft.Web/hostingEnvironments',
      { virtualNetwork: { id: SUBNET } },
      ['virtualNetwork | app service environment | ? computed'],
    ],
    [
      'Microsoft.Sql/managedInstances',
      { subnetId: SUBNET },
      ['subnetId | SQL managed instance | ? computed'],
    ],
    [
      'Microsoft.NetApp/netAppAccounts/capacityPools/volumes',
      { subnetId: SUBNET },
      ['subnetId | NetApp volume | ? computed'],
    ],
    [
      'Microsoft.Compute/virtualMachineScaleSets',
      {
        virtualMachineProfile: {
          networkProfile: { networkInterfaceConfigurations: [{ name: 'n', properties: IP }] },
        },
      },
      [
        'virtualMachineProfile.networkProfile.networkInterfaceConfigurations.0.ipConfigurations.0 | scale set | 5',
      ],
      { sku: { capacity: 5 } },
    ],
    [
      'Microsoft.ContainerInstance/containerGroups',
      { subnetIds: [{ id: SUBNET }] },
      ['subnetIds.0 | container group | ? computed'],
    ],
    [
      'Microsoft.DBforPostgreSQL/flexibleServers',
      { network: { delegatedSubnetResourceId: SUBNET } },
      ['network | PostgreSQL server | ? computed'],
    ],
    [
      'Microsoft.DBforMySQL/flexibleServers',
      { network: { delegatedSubnetResourceId: SUBNET } },
      ['network | MySQL server | ? computed'],
    ],
    ['Microsoft.Cache/Redis', { subnetId: SUBNET }, ['subnetId | Redis cache | ? computed']],
    [
      'Microsoft.ApiManagement/service',
      { virtualNetworkConfiguration: { subnetResourceId: SUBNET } },
      ['virtualNetworkConfiguration | API management | ? computed'],
    ],
    [
      'Microsoft.RedHatOpenShift/openShiftClusters',
      { masterProfile: { subnetId: SUBNET }, workerProfiles: [{ subnetId: SUBNET }] },
      [
        'masterProfile | OpenShift control plane | ? computed',
        'workerProfiles.0 | OpenShift workers | ? computed',
      ],
    ],
    [
      'Microsoft.AAD/domainServices',
      { replicaSets: [{ subnetId: SUBNET }] },
      ['replicaSets.0 | domain service | ? computed'],
    ],
    [
      'Microsoft.Batch/batchAccounts/pools',
      { networkConfiguration: { subnetId: SUBNET } },
      ['networkConfiguration | batch pool | ? computed'],
    ],
  ])('%s %j', (type, properties, expected, more = {}) => {
    const consumers = draftsOf('address-consumer', bindArm({ type, name: 'x', properties, ...more }));
    expect(
      consumers.map(({ path, what, addresses }) => [path.join('.'), what, short(addresses)].join(' | ')),
    ).toEqual(expected);
    for (const { subnet } of consumers) expect(shortTarget(subnet)).toBe(IN_SUBNET);
  });

  test('an unknown list is a gap', () => {
    const nic = network('networkInterfaces', 'nic', { ipConfigurations: '{?all}' });
    expect(gapsOf(bindArm(nic))).toEqual(['nic ipConfigurations: missing-input']);
  });
});
