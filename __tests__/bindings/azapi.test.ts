/** azapi: resources in the shape of Azure's API. */
import { describe, expect, test } from 'vitest';
import {
  aliasesOf,
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  place,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

const GROUP = `
variable "anything" {}
resource "azurerm_resource_group" "rg" {
  name = "rg"
}
`;

function azapi(name: string, type: string, parent: string, body: string): string {
  return `
resource "azapi_resource" "${name}" {
  type      = "${type}@2024-05-01"
  name      = "${name}"
  parent_id = ${parent}
  body      = ${body}
}
`;
}

const IN_GROUP = 'azurerm_resource_group.rg.id';
const NET = azapi(
  'hub',
  'Microsoft.Network/virtualNetworks',
  IN_GROUP,
  `{
    properties = {
      addressSpace = { addressPrefixes = ["10.0.0.0/16", var.anything] }
      dhcpOptions  = { dnsServers = ["10.9.0.4"] }
      subnets = [
        { name = "GatewaySubnet", properties = { addressPrefix = "10.0.0.0/27" } },
        { name = "pods", properties = {
          addressPrefixes = ["10.0.1.0/24"]
          delegations = [{ name = "d", properties = { serviceName = "Microsoft.ContainerService/managedClusters" } }]
        } },
      ]
      virtualNetworkPeerings = [{
        name = "to-spoke"
        properties = {
          remoteVirtualNetwork = { id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/spoke" }
          useRemoteGateways    = true
        }
      }]
    }
  }`,
);

describe('networks', () => {
  const bound = bindFiles(GROUP + NET);

  test('with address space, DNS servers and key', () => {
    const network = onlyDraft('network', bound);
    expect([network.name, shortList(network.addressSpace), shortList(network.dnsServers)]).toEqual([
      'hub',
      ['10.0.0.0/16', '? missing-input'],
      ['10.9.0.4'],
    ]);
    expect(network.keys).toEqual([{ namespace: 'azure', names: ['hub'], scope: [undefined, 'rg'] }]);
  });

  test('with subnets inside', () => {
    expect(
      draftsOf('subnet', bound).map(({ name, path, purpose, prefixes, network }) => [
        name,
        path.join('.'),
        purpose,
        shortList(prefixes),
        shortTarget(network),
      ]),
    ).toEqual([
      ['GatewaySubnet', 'subnets.0', 'gateway', ['10.0.0.0/27'], '@azapi_resource.hub'],
      ['pods', 'subnets.1', 'kubernetes', ['10.0.1.0/24'], '@azapi_resource.hub'],
    ]);
    expect(draftsOf('subnet', bound).map(({ range }) => place(range))).toEqual([
      'main.tf:16:9',
      'main.tf:17:9',
    ]);
  });

  test('with peerings inside', () => {
    const peering = onlyDraft('peering', bound);
    expect([shortTarget(peering.from), shortTarget(peering.to)]).toEqual([
      '@azapi_resource.hub',
      's/rg:spoke',
    ]);
    expect([short(peering.useRemoteGateways), short(peering.allowForwardedTraffic)]).toEqual([
      'true',
      'default false',
    ]);
  });

  test('with subnets and peerings of their own', () => {
    const parts = bindFiles(
      [
        GROUP,
        NET,
        azapi(
          'nodes',
          'Microsoft.Network/virtualNetworks/subnets',
          'azapi_resource.hub.id',
          '{ properties = { addressPrefix = "10.0.2.0/24" } }',
        ),
        azapi(
          'p',
          'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
          'azapi_resource.hub.id',
          '{ properties = { remoteVirtualNetwork = { id = azapi_resource.hub.id } } }',
        ),
        'resource "azurerm_private_endpoint" "e" {\n  name = "e"\n  subnet_id = "${azapi_resource.hub.id}/subnets/pods"\n}',
      ].join('\n'),
    );
    const nodes = draftsOf('subnet', parts).find(({ name }) => name === 'nodes');
    expect(nodes && [shortTarget(nodes.network), nodes.keys]).toEqual([
      '@azapi_resource.hub */rg:hub',
      [{ namespace: 'azure', names: ['hub', 'nodes'], scope: [undefined, 'rg'] }],
    ]);
    const peering = draftsOf('peering', parts).find(({ name }) => name === 'p');
    expect(peering && [shortTarget(peering.from), shortTarget(peering.to)]).toEqual([
      '@azapi_resource.hub */rg:hub',
      '@azapi_resource.hub */rg:hub',
    ]);
    expect(shortTarget(onlyDraft('private-endpoint', parts).subnet)).toBe('*/rg:hub/pods');
  });

  test('with a body of JSON text', () => {
    const network = onlyDraft(
      'network',
      bindFiles(
        GROUP +
          azapi(
            'old',
            'microsoft.network/VirtualNetworks',
            IN_GROUP,
            'jsonencode({ properties = { addressSpace = { addressPrefixes = ["10.5.0.0/16"] } } })',
          ),
      ),
    );
    expect(shortList(network.addressSpace)).toEqual(['10.5.0.0/16']);
  });

  test.each([
    ['an unknown body', 'var.anything', 'missing-input'],
    ['a body that is no object', '["x"]', 'failed'],
    ['a body that is no JSON', '"{"', 'failed'],
  ])('with %s are a gap', (_, body, code) => {
    const gaps = gapsOf(bindFiles(GROUP + azapi('n', 'Microsoft.Network/virtualNetworks', IN_GROUP, body)));
    expect(gaps).toEqual([`azapi_resource.n body: ${code}`]);
  });

  test('with unknown subnets have a gap', () => {
    const body =
      '{ properties = { addressSpace = { addressPrefixes = ["10.0.0.0/16"] }, subnets = var.anything } }';
    expect(
      gapsOf(bindFiles(GROUP + azapi('n', 'Microsoft.Network/virtualNetworks', IN_GROUP, body))),
    ).toEqual(['azapi_resource.n subnets: missing-input']);
  });
});

describe('DNS', () => {
  const ZONE = azapi(
    'zone',
    'Microsoft.Network/privateDnsZones',
    IN_GROUP,
    '{ location = "global" }',
  ).replace('= "zone"', '= "privatelink.blob.core.windows.net"');
  const THE_ZONE = '@azapi_resource.zone */rg:privatelink.blob.core.windows.net';

  test('zones and links', () => {
    const bound = bindFiles(
      GROUP +
        NET +
        ZONE +
        azapi(
          'link',
          'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
          'azapi_resource.zone.id',
          '{ properties = { virtualNetwork = { id = azapi_resource.hub.id }, registrationEnabled = true } }',
        ),
    );
    expect(short(onlyDraft('dns-zone', bound).domain)).toBe('privatelink.blob.core.windows.net');
    const link = onlyDraft('dns-link', bound);
    expect([shortTarget(link.zone), shortTarget(link.network), short(link.registration)]).toEqual([
      THE_ZONE,
      '@azapi_resource.hub */rg:hub',
      'true',
    ]);
  });

  const ENDPOINT = azapi(
    'pe',
    'Microsoft.Network/privateEndpoints',
    IN_GROUP,
    `{
      location = "westeurope"
      properties = {
        subnet = { id = "\${azapi_resource.hub.id}/subnets/pods" }
        privateLinkServiceConnections = [{ name = "c", properties = {
          privateLinkServiceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/data"
          groupIds             = ["blob"]
        } }]
      }
    }`,
  );
  const GROUP_OF = (parent: string) =>
    azapi(
      'g',
      'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
      parent,
      '{ properties = { privateDnsZoneConfigs = [{ name = "z", properties = { privateDnsZoneId = azapi_resource.zone.id } }] } }',
    );

  test('private endpoints with their zone group', () => {
    const endpoint = onlyDraft(
      'private-endpoint',
      bindFiles(GROUP + NET + ZONE + GROUP_OF('azapi_resource.pe.id') + ENDPOINT),
    );
    expect([shortTarget(endpoint.subnet), shortList(endpoint.groups)]).toEqual(['*/rg:hub/pods', ['blob']]);
    expect(endpoint.zones.map(shortTarget)).toEqual([THE_ZONE]);
    expect(endpoint.expectedDomains).toEqual(['privatelink.blob.core.windows.net']);
  });

  test('a zone group without its endpoint is a gap', () => {
    expect(gapsOf(bindFiles(GROUP + ZONE + GROUP_OF('var.anything')))).toEqual([
      'azapi_resource.g : outside',
    ]);
  });

  test('resolver and rule set', () => {
    const bound = bindFiles(
      [
        GROUP,
        NET,
        azapi(
          'r',
          'Microsoft.Network/dnsResolvers',
          IN_GROUP,
          '{ properties = { virtualNetwork = { id = azapi_resource.hub.id } } }',
        ),
        azapi(
          'in',
          'Microsoft.Network/dnsResolvers/inboundEndpoints',
          'azapi_resource.r.id',
          '{ properties = { ipConfigurations = [{ subnet = { id = "${azapi_resource.hub.id}/subnets/pods" }, privateIpAddress = "10.0.1.4" }] } }',
        ),
        azapi('set', 'Microsoft.Network/dnsForwardingRulesets', IN_GROUP, '{ properties = {} }'),
        azapi(
          'rule',
          'Microsoft.Network/dnsForwardingRulesets/forwardingRules',
          'azapi_resource.set.id',
          '{ properties = { domainName = "corp.example.", targetDnsServers = [{ ipAddress = "10.9.0.4", port = 53 }] } }',
        ),
        azapi(
          'off',
          'Microsoft.Network/dnsForwardingRulesets/forwardingRules',
          'azapi_resource.set.id',
          '{ properties = { domainName = "off.", forwardingRuleState = "Disabled", targetDnsServers = [] } }',
        ),
        azapi(
          'to',
          'Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks',
          'azapi_resource.set.id',
          '{ properties = { virtualNetwork = { id = azapi_resource.hub.id } } }',
        ),
      ].join('\n'),
    );
    const endpoint = onlyDraft('dns-inbound-endpoint', bound);
    expect([
      shortTarget(endpoint.network),
      shortTarget(endpoint.subnet),
      short(endpoint.addressFact),
    ]).toEqual(['@azapi_resource.hub */rg:hub', '*/rg:hub/pods', '10.0.1.4']);
    const set = onlyDraft('dns-forwarding', bound);
    expect(set.rules.map(({ domain, servers }) => [short(domain), shortList(servers)])).toEqual([
      ['corp.example', ['10.9.0.4']],
    ]);
    expect(set.networks.map(shortTarget)).toEqual(['@azapi_resource.hub */rg:hub']);
  });
});

describe('clusters', () => {
  const CLUSTER = azapi(
    'aks',
    'Microsoft.ContainerService/managedClusters',
    IN_GROUP,
    `{
      properties = {
        kubernetesVersion = "1.34"
        networkProfile    = { networkPlugin = "azure", podCidr = null, serviceCidr = "10.2.0.0/16", dnsServiceIP = "10.2.0.10" }
        apiServerAccessProfile = { enablePrivateCluster = true }
        agentPoolProfiles = [{
          name = "system", count = 3, enableAutoScaling = true, minCount = 3, maxCount = 9
          vnetSubnetID = "\${azapi_resource.hub.id}/subnets/GatewaySubnet"
          podSubnetID  = "\${azapi_resource.hub.id}/subnets/pods"
          podIPAllocationMode = "StaticBlock"
          upgradeSettings = { maxSurge = "33%" }
        }]
      }
    }`,
  );

  test('with pools inside', () => {
    const bound = bindFiles(GROUP + NET + CLUSTER);
    const cluster = onlyDraft('cluster', bound);
    expect([short(cluster.networkMode), shortList(cluster.serviceCidrs), short(cluster.version)]).toEqual([
      'pod-subnet',
      ['10.2.0.0/16'],
      '1.34',
    ]);
    const pool = onlyDraft('node-pool', bound);
    expect([pool.path.join('.'), short(pool.max), short(pool.maxSurge), short(pool.podAllocation)]).toEqual([
      'agentPoolProfiles.0',
      '9',
      '33 percent',
      'static-block',
    ]);
    expect([pool.cluster, pool.nodeSubnet, pool.podSubnet].map(shortTarget)).toEqual([
      '@azapi_resource.aks',
      '*/rg:hub/GatewaySubnet',
      '*/rg:hub/pods',
    ]);
    const consumer = onlyDraft('address-consumer', bound);
    expect([consumer.what, short(consumer.addresses), shortTarget(consumer.subnet)]).toEqual([
      'private API server',
      '1',
      '*/rg:hub/GatewaySubnet',
    ]);
  });

  test('with pools of their own', () => {
    const pool = azapi(
      'user',
      'Microsoft.ContainerService/managedClusters/agentPools',
      'azapi_resource.aks.id',
      '{ properties = { count = 2 } }',
    );
    const own = draftsOf('node-pool', bindFiles(GROUP + NET + CLUSTER + pool)).find(
      ({ name }) => name === 'user',
    );
    expect(own && [shortTarget(own.cluster), short(own.count), short(own.maxPods)]).toEqual([
      '@azapi_resource.aks */rg:aks',
      '2',
      '? computed',
    ]);
  });
});

test('gateways, sites and virtual WAN', () => {
  const bound = bindFiles(
    [
      GROUP,
      NET,
      azapi(
        'gw',
        'Microsoft.Network/virtualNetworkGateways',
        IN_GROUP,
        '{ properties = { gatewayType = "Vpn", ipConfigurations = [{ properties = { subnet = { id = "${azapi_resource.hub.id}/subnets/GatewaySubnet" } } }], vpnClientConfiguration = { vpnClientAddressPool = { addressPrefixes = ["172.16.0.0/24"] } } } }',
      ),
      azapi(
        'office',
        'Microsoft.Network/localNetworkGateways',
        IN_GROUP,
        '{ properties = { localNetworkAddressSpace = { addressPrefixes = ["192.168.0.0/16"] } } }',
      ),
      azapi(
        'c',
        'Microsoft.Network/connections',
        IN_GROUP,
        '{ properties = { virtualNetworkGateway1 = { id = azapi_resource.gw.id }, localNetworkGateway2 = { id = azapi_resource.office.id } } }',
      ),
      azapi('wan', 'Microsoft.Network/virtualWans', IN_GROUP, '{ properties = {} }'),
      azapi(
        'vhub',
        'Microsoft.Network/virtualHubs',
        IN_GROUP,
        '{ properties = { addressPrefix = "10.1.0.0/23", virtualWan = { id = azapi_resource.wan.id } } }',
      ),
      azapi('rs', 'Microsoft.Network/virtualHubs', IN_GROUP, '{ properties = { sku = "Standard" } }'),
      azapi(
        'spoke',
        'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
        'azapi_resource.vhub.id',
        '{ properties = { remoteVirtualNetwork = { id = azapi_resource.hub.id } } }',
      ),
    ].join('\n'),
  );
  expect(
    draftsOf('gateway', bound).map(({ name, type, subnet, ranges }) => [
      name,
      type,
      shortTarget(subnet),
      ...shortList(ranges),
    ]),
  ).toEqual([
    ['gw', 'vpn', '*/rg:hub/GatewaySubnet', '172.16.0.0/24'],
    ['wan', 'transit', '-'],
    ['vhub', 'transit', '-', '10.1.0.0/23'],
    ['rs', 'route-server', '-'],
  ]);
  expect(shortList(onlyDraft('range', bound).prefixes)).toEqual(['192.168.0.0/16']);
  expect(
    draftsOf('gateway-connection', bound).map(({ name, path, gateway, to }) => [
      name,
      path.join('.'),
      shortTarget(gateway),
      shortTarget(to),
    ]),
  ).toEqual([
    [
      'c',
      '',
      '@azapi_resource.gw */rg:microsoft.network/virtualnetworkgateways/gw',
      '@azapi_resource.office */rg:microsoft.network/localnetworkgateways/office',
    ],
    [
      'vhub',
      'virtualWan',
      '@azapi_resource.wan */rg:microsoft.network/virtualwans/wan',
      '@azapi_resource.vhub',
    ],
    [
      'spoke',
      '',
      '@azapi_resource.vhub */rg:microsoft.network/virtualhubs/vhub',
      '@azapi_resource.hub */rg:hub',
    ],
  ]);
});

test('what takes addresses', () => {
  const bound = bindFiles(
    GROUP +
      azapi(
        'nic',
        'Microsoft.Network/networkInterfaces',
        IN_GROUP,
        '{ properties = { ipConfigurations = [{ properties = { subnet = { id = "x" } } }, { properties = { subnet = { id = "x" }, privateIPAddressVersion = "IPv6" } }] } }',
      ) +
      azapi('site', 'Microsoft.Web/sites', IN_GROUP, '{ properties = { virtualNetworkSubnetId = "x" } }'),
  );
  expect(
    draftsOf('address-consumer', bound).map(({ what, path, addresses }) => [
      what,
      path.join('.'),
      short(addresses),
    ]),
  ).toEqual([
    ['network interface', 'ipConfigurations.0', '1'],
    ['app service', 'virtualNetworkSubnetId', '? computed'],
  ]);
});

test('data sources are other names', () => {
  const aliases = aliasesOf(
    bindFiles(`${GROUP}
data "azapi_resource" "by_name" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = "hub"
  parent_id = azurerm_resource_group.rg.id
}
data "azapi_resource" "by_id" {
  type        = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"
  resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/a"
}
data "azapi_resource" "unknown" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = var.anything
  parent_id = azurerm_resource_group.rg.id
}`),
  );
  expect(aliases.map(({ entityKinds, target }) => [...entityKinds, shortTarget(target)])).toEqual([
    ['network', '*/rg:hub'],
    ['subnet', 's/rg:hub/a'],
    ['network', '? missing-input @var.anything'],
  ]);
});
