/** Azure Service Operator: every kind, and what the drafts say. */
import { describe, expect, test } from 'vitest';
import type { BoundResources } from '../../src/bindings/bind-resources.ts';
import { AZURE_KINDS } from '../../src/bindings/respell/azure-service-operator/kinds.ts';
import {
  asoObject,
  at,
  bindManifests,
  GROUP,
  HUB,
  IN_RG,
  REFERENCE_TO_HUB,
  REFERENCE_TO_SUBNET,
  SUBNET,
  THE_HUB,
  THE_SUBNET,
} from './aso-objects.ts';
import { draftsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';
import { routeWords, ruleWords } from './routing-words.ts';

describe('kinds', () => {
  const says: readonly [string, string, (bound: BoundResources) => unknown, unknown][] = [
    [
      'PrivateDnsZone and its link',
      asoObject('PrivateDnsZone', 'privatelink.blob.core.windows.net', IN_RG, 'location: global') +
        asoObject(
          'PrivateDnsZonesVirtualNetworkLink',
          'l',
          'name: privatelink.blob.core.windows.net',
          `virtualNetwork:\n  ${REFERENCE_TO_HUB}\nregistrationEnabled: false`,
        ),
      (bound) => {
        const link = onlyDraft('dns-link', bound);
        return [
          short(onlyDraft('dns-zone', bound).domain),
          shortTarget(link.zone),
          shortTarget(link.network),
        ];
      },
      [
        'privatelink.blob.core.windows.net',
        `${at('PrivateDnsZone', 'privatelink.blob.core.windows.net')} */rg-prod:privatelink.blob.core.windows.net`,
        THE_HUB,
      ],
    ],
    [
      'PrivateEndpoint and its zone group',
      asoObject('StorageAccount', 'data', IN_RG, '', 'storage') +
        asoObject(
          'PrivateEndpoint',
          'pe',
          IN_RG,
          `location: westeurope
subnet:
  ${REFERENCE_TO_SUBNET}
privateLinkServiceConnections:
  - name: c
    groupIds: [blob]
    privateLinkServiceReference: {group: storage.azure.com, kind: StorageAccount, name: data}`,
        ) +
        asoObject('PrivateDnsZone', 'zone', IN_RG, 'azureName: privatelink.blob.core.windows.net') +
        asoObject(
          'PrivateEndpointsPrivateDnsZoneGroup',
          'g',
          'name: pe',
          'privateDnsZoneConfigs:\n  - name: z\n    privateDnsZoneReference: {group: network.azure.com, kind: PrivateDnsZone, name: zone}',
        ),
      (bound) => {
        const endpoint = onlyDraft('private-endpoint', bound);
        return [shortTarget(endpoint.subnet), endpoint.zones.map(shortTarget), endpoint.expectedDomains];
      },
      [
        THE_SUBNET,
        [`${at('PrivateDnsZone', 'zone')} */rg-prod:privatelink.blob.core.windows.net`],
        ['privatelink.blob.core.windows.net'],
      ],
    ],
    [
      'RouteTable and RouteTablesRoute',
      asoObject('RouteTable', 'rt', IN_RG, 'disableBgpRoutePropagation: true') +
        asoObject(
          'RouteTablesRoute',
          'all',
          'name: rt',
          'addressPrefix: 0.0.0.0/0\nnextHopType: VirtualAppliance\nnextHopIpAddress: 10.0.0.4',
        ),
      (bound) => {
        const route = onlyDraft('route', bound);
        return [
          short(onlyDraft('route-table', bound).gatewayRoutePropagation),
          shortTarget(route.table).split(' ')[0],
          ...routeWords(route),
        ];
      },
      ['false', at('RouteTable', 'rt'), '0.0.0.0/0', 'appliance', '10.0.0.4', '-'],
    ],
    [
      'NetworkSecurityGroup and its rules',
      asoObject('NetworkSecurityGroup', 'nsg', IN_RG) +
        asoObject(
          'NetworkSecurityGroupsSecurityRule',
          'ssh',
          'name: nsg',
          `direction: Inbound
access: Deny
priority: 101
protocol: Tcp
sourceAddressPrefix: "*"
destinationAddressPrefix: 10.0.0.0/8
destinationPortRange: "22"`,
        ),
      (bound) => {
        const rule = onlyDraft('security-rule', bound);
        return [shortTarget(rule.group).split(' ')[0], ...ruleWords(rule)];
      },
      [
        at('NetworkSecurityGroup', 'nsg'),
        'in',
        'deny',
        '101',
        'tcp',
        '0.0.0.0/0 ::/0',
        '10.0.0.0/8',
        '22-22',
      ],
    ],
    [
      'NatGateway, AzureFirewall, VirtualNetworkGateway',
      asoObject('NatGateway', 'nat', IN_RG) +
        asoObject(
          'AzureFirewall',
          'fw',
          IN_RG,
          `ipConfigurations:\n  - name: c\n    subnet:\n      ${REFERENCE_TO_SUBNET}`,
        ) +
        asoObject(
          'VirtualNetworkGateway',
          'gw',
          IN_RG,
          `gatewayType: Vpn\nipConfigurations:\n  - name: c\n    subnet:\n      ${REFERENCE_TO_SUBNET}`,
        ),
      (bound) =>
        draftsOf('gateway', bound).map(({ name, type, subnet }) => [name, type, shortTarget(subnet)]),
      [
        ['nat', 'nat', '-'],
        ['fw', 'firewall', THE_SUBNET],
        ['gw', 'vpn', THE_SUBNET],
      ],
    ],
    [
      'LocalNetworkGateway',
      asoObject(
        'LocalNetworkGateway',
        'office',
        IN_RG,
        'localNetworkAddressSpace: {addressPrefixes: [192.168.0.0/16]}',
      ),
      (bound) => shortList(onlyDraft('range', bound).prefixes),
      ['192.168.0.0/16'],
    ],
    [
      'BastionHost and LoadBalancer',
      asoObject(
        'BastionHost',
        'b',
        IN_RG,
        `ipConfigurations:\n  - name: c\n    subnet:\n      ${REFERENCE_TO_SUBNET}`,
      ) +
        asoObject(
          'LoadBalancer',
          'lb',
          IN_RG,
          `frontendIPConfigurations:\n  - name: c\n    subnet:\n      ${REFERENCE_TO_SUBNET}\n  - name: public\n    publicIPAddress:\n      reference: {group: network.azure.com, kind: PublicIPAddress, name: ip}`,
        ) +
        asoObject('PublicIPAddress', 'ip', IN_RG),
      (bound) =>
        draftsOf('address-consumer', bound).map(({ what, addresses, subnet }) => [
          what,
          short(addresses),
          shortTarget(subnet),
        ]),
      [
        ['bastion host', '? computed', THE_SUBNET],
        ['load balancer', '1', THE_SUBNET],
      ],
    ],
    [
      'DnsResolver with endpoints, rule set with rules',
      asoObject('DnsResolver', 'r', IN_RG, `virtualNetwork:\n  ${REFERENCE_TO_HUB}`) +
        asoObject(
          'DnsResolversInboundEndpoint',
          'in',
          'name: r',
          `ipConfigurations:\n  - privateIpAddress: 10.0.1.4\n    subnet:\n      ${REFERENCE_TO_SUBNET}`,
        ) +
        asoObject('DnsResolversOutboundEndpoint', 'out', 'name: r', `subnet:\n  ${REFERENCE_TO_SUBNET}`) +
        asoObject('DnsForwardingRuleset', 'set', IN_RG) +
        asoObject(
          'DnsForwardingRuleSetsForwardingRule',
          'rule',
          'name: set',
          'domainName: corp.example.\ntargetDnsServers:\n  - ipAddress: 10.9.0.4\n    port: 53',
        ) +
        asoObject(
          'DnsForwardingRuleSetsVirtualNetworkLink',
          'link',
          'name: set',
          `virtualNetwork:\n  ${REFERENCE_TO_HUB}`,
        ),
      (bound) => {
        const endpoint = onlyDraft('dns-inbound-endpoint', bound);
        const set = onlyDraft('dns-forwarding', bound);
        return [
          shortTarget(endpoint.network),
          shortTarget(endpoint.subnet),
          short(endpoint.addressFact),
          set.rules.map(({ domain, servers }) => [short(domain), ...shortList(servers)]),
          set.networks.map(shortTarget),
          draftsOf('address-consumer', bound).map(({ what }) => what),
        ];
      },
      [THE_HUB, THE_SUBNET, '10.0.1.4', [['corp.example', '10.9.0.4']], [THE_HUB], ['DNS resolver']],
    ],
    [
      'ManagedCluster and its pools',
      asoObject(
        'ManagedCluster',
        'aks',
        IN_RG,
        `networkProfile:
  networkPlugin: azure
  networkPluginMode: overlay
  podCidr: 10.244.0.0/16
apiServerAccessProfile:
  enablePrivateCluster: true
agentPoolProfiles:
  - name: system
    count: 3
    vnetSubnetReference: {group: network.azure.com, kind: VirtualNetworksSubnet, name: nodes}`,
        'containerservice',
      ) +
        asoObject(
          'ManagedClustersAgentPool',
          'user',
          'name: aks',
          `count: 2
vnetSubnetReference: {armId: /subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/a}
podSubnetReference: {group: network.azure.com, kind: VirtualNetworksSubnet, name: nodes}`,
          'containerservice',
        ),
      (bound) => [
        short(onlyDraft('cluster', bound).networkMode),
        draftsOf('node-pool', bound).map(({ name, count, nodeSubnet, podSubnet }) => [
          name,
          short(count),
          shortTarget(nodeSubnet),
          shortTarget(podSubnet),
        ]),
        draftsOf('address-consumer', bound).map(({ what, subnet }) => [what, shortTarget(subnet)]),
      ],
      [
        'overlay',
        [
          ['system', '3', THE_SUBNET, '-'],
          ['user', '2', 's/rg:hub/a', THE_SUBNET],
        ],
        [['private API server', THE_SUBNET]],
      ],
    ],
    [
      'PrivateDnsZonesARecord with an address that only the cluster knows',
      asoObject(
        'PrivateEndpoint',
        'pe',
        IN_RG,
        `location: westeurope
privateLinkServiceConnections:
  - groupIds: [vault]
    privateLinkServiceReference:
      armId: /subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v`,
      ) +
        asoObject('PrivateDnsZone', 'privatelink.vaultcore.azure.net', IN_RG) +
        asoObject(
          'PrivateDnsZonesARecord',
          'a',
          'name: privatelink.vaultcore.azure.net',
          'aRecords:\n  - ipv4AddressFromConfig: {name: map, key: ip}',
        ),
      (bound) => onlyDraft('private-endpoint', bound).zonesUnknown?.code,
      'computed',
    ],
  ];

  test.each(says)('%s', (_, text, read, expected) => {
    expect(read(bindManifests(GROUP + HUB + SUBNET + text))).toEqual(expected);
  });

  test.each(['PublicIPAddress.network', 'UserAssignedIdentity.managedidentity'])(
    '%s says nothing',
    (kind) => {
      const [name = '', group] = kind.split('.');
      expect(bindManifests(asoObject(name, 'x', IN_RG, '', group)).facts).toEqual([]);
    },
  );

  test('belong to a kind that is known, or to a resource group', () => {
    for (const [type, { owner }] of AZURE_KINDS) {
      const isKnown = owner === 'ResourceGroup.resources.azure.com' || AZURE_KINDS.has(owner);
      expect([type, isKnown]).toEqual([type, true]);
    }
  });
});
