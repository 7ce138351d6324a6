/** Every type of Azure's API that is bound, and what the drafts say. */
import { describe, expect, test } from 'vitest';
import { networkId, type WrittenResource } from './arm-resources.ts';
import { bindArm, IN_SUBNET, network, networkKey, said, SUBNET } from './arm-words.ts';

/** JSON as the command line of Azure prints it: what stands under `properties` stands beside the name. */
function flat(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(flat);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).flatMap(([name, value]) =>
    name === 'properties' ? Object.entries(flat(value) as object) : [[name, flat(value)] as const],
  );
  return Object.fromEntries(entries);
}

describe('what resources say', () => {
  const HUB_NET = networkId('virtualNetworks', 'hub');
  const ZONE = network('privateDnsZones', 'privatelink.blob.core.windows.net', {}, { location: 'global' });
  const ZONE_ID = networkId('privateDnsZones', 'privatelink.blob.core.windows.net');
  const RESOLVER = network('dnsResolvers', 'r', { virtualNetwork: { id: HUB_NET } });
  const RULESET = network('dnsForwardingRulesets', 'set', {});

  const SAID: readonly [string, WrittenResource[], string[]][] = [
    [
      'privateDnsZones',
      [ZONE],
      ['dns-zone | privatelink.blob.core.windows.net | privatelink.blob.core.windows.net'],
    ],
    [
      'privateDnsZones/virtualNetworkLinks',
      [
        network(
          'privateDnsZones/virtualNetworkLinks',
          'l',
          { virtualNetwork: { id: HUB_NET }, registrationEnabled: true },
          { id: `${ZONE_ID}/virtualNetworkLinks/l` },
        ),
      ],
      ['dns-link | l | s/rg:privatelink.blob.core.windows.net | s/rg:hub | true'],
    ],
    [
      'privateEndpoints and their zone groups',
      [
        network(
          'privateEndpoints',
          'pe',
          {
            subnet: { id: SUBNET },
            privateLinkServiceConnections: [
              {
                properties: {
                  privateLinkServiceId: '{@data.id}',
                  groupIds: ['blob'],
                },
              },
            ],
          },
          { location: 'westeurope' },
        ),
        { type: 'Microsoft.Storage/storageAccounts', name: 'data' },
        network(
          'privateEndpoints/privateDnsZoneGroups',
          'g',
          { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: ZONE_ID } }] },
          { parent_id: '{@pe.id}', id: undefined },
        ),
      ],
      [
        `private-endpoint | pe | ${IN_SUBNET} | blob | s/rg:privatelink.blob.core.windows.net | privatelink.blob.core.windows.net`,
      ],
    ],
    [
      'dnsResolvers and their endpoints',
      [
        RESOLVER,
        network(
          'dnsResolvers/inboundEndpoints',
          'in',
          { ipConfigurations: [{ subnet: { id: SUBNET }, privateIpAddress: '10.0.0.4' }] },
          { id: undefined, parent_id: '{@r.id}' },
        ),
        network(
          'dnsResolvers/outboundEndpoints',
          'out',
          { subnet: { id: SUBNET } },
          { id: undefined, parent_id: '{@r.id}' },
        ),
      ],
      [
        `dns-inbound-endpoint | in | s/rg:hub | ${IN_SUBNET} | 10.0.0.4`,
        `address-consumer | subnet | DNS resolver | ${IN_SUBNET} | ? computed`,
      ],
    ],
    [
      'dnsForwardingRulesets, their rules and links',
      [
        RULESET,
        network(
          'dnsForwardingRulesets/forwardingRules',
          'rule',
          { domainName: 'Corp.Example.', targetDnsServers: [{ ipAddress: '10.9.0.4', port: 53 }] },
          { id: undefined, parent_id: '{@set.id}' },
        ),
        network(
          'dnsForwardingRulesets/virtualNetworkLinks',
          'link',
          { virtualNetwork: { id: HUB_NET } },
          { id: `${networkId('dnsForwardingRulesets', 'set')}/virtualNetworkLinks/link` },
        ),
      ],
      ['dns-forwarding | set | s/rg:hub | corp.example 10.9.0.4'],
    ],
    [
      'virtualNetworkGateways',
      [
        network('virtualNetworkGateways', 'gw', {
          gatewayType: 'Vpn',
          ipConfigurations: [{ properties: { subnet: { id: SUBNET } } }],
          vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] } },
        }),
        network('virtualNetworkGateways', 'er', {
          gatewayType: 'ExpressRoute',
          ipConfigurations: [{ name: 'flat', subnet: { id: SUBNET } }],
        }),
      ],
      [`gateway | gw | vpn | ${IN_SUBNET} | 172.16.0.0/24`, `gateway | er | expressroute | ${IN_SUBNET} | `],
    ],
    [
      'localNetworkGateways and connections',
      [
        network('localNetworkGateways', 'office', {
          localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16'] },
        }),
        network('connections', 'c', {
          virtualNetworkGateway1: { id: networkId('virtualNetworkGateways', 'gw') },
          localNetworkGateway2: { id: '{@office.id}' },
        }),
        network('connections', 'd', {
          virtualNetworkGateway1: { id: networkId('virtualNetworkGateways', 'gw') },
          virtualNetworkGateway2: { id: networkId('virtualNetworkGateways', 'gw2') },
        }),
      ],
      [
        'range | office | on-premises | 192.168.0.0/16',
        `gateway-connection | c | ${networkKey('virtualNetworkGateways', 'gw')} | @office ${networkKey('localNetworkGateways', 'office')}`,
        `gateway-connection | d | ${networkKey('virtualNetworkGateways', 'gw')} | ${networkKey('virtualNetworkGateways', 'gw2')}`,
      ],
    ],
    [
      'routeTables',
      [
        network('routeTables', 'rt', {
          disableBgpRoutePropagation: true,
          routes: [
            {
              name: 'all',
              properties: {
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.0.0.4',
              },
            },
            { name: 'flat', addressPrefix: 'Storage', nextHopType: 'Internet' },
            {
              name: 'firewall',
              properties: {
                addressPrefix: '10.0.0.0/8',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '{@fw.properties.ipConfigurations.0.properties.privateIPAddress}',
              },
            },
          ],
        }),
        network(
          'routeTables/routes',
          'own',
          { addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualNetworkGateway' },
          { id: undefined, parent_id: '{@rt.id}' },
        ),
        network('azureFirewalls', 'fw', {}),
      ],
      [
        'route-table | rt | false',
        'route | routes.0 | @rt | 0.0.0.0/0 | appliance | 10.0.0.4 | -',
        'route | routes.1 | @rt | tag Storage | internet | - | -',
        'route | routes.2 | @rt | 10.0.0.0/8 | appliance | ? computed | @fw',
        `route | own | @rt ${networkKey('routeTables', 'rt')} | 10.0.0.0/8 | gateway | - | -`,
        'gateway | fw | firewall | - | ',
      ],
    ],
    [
      'networkSecurityGroups',
      [
        network('networkSecurityGroups', 'nsg', {
          securityRules: [
            {
              name: 'web',
              properties: {
                direction: 'Inbound',
                access: 'Allow',
                priority: 100,
                protocol: 'Tcp',
                sourceAddressPrefix: 'Internet',
                destinationAddressPrefixes: ['10.0.1.0/24', '10.0.2.0/24'],
                sourcePortRange: '*',
                destinationPortRanges: ['443', '8000-8080'],
              },
            },
          ],
        }),
        network(
          'networkSecurityGroups/securityRules',
          'own',
          {
            direction: 'Outbound',
            access: 'Deny',
            priority: 200,
            protocol: '*',
            sourceApplicationSecurityGroups: [{ id: networkId('applicationSecurityGroups', 'asg') }],
            destinationAddressPrefix: '*',
            destinationPortRange: '*',
          },
          { id: undefined, parent_id: '{@nsg.id}' },
        ),
      ],
      [
        'security-group | nsg',
        'security-rule | securityRules.0 | @nsg | in | allow | 100 | tcp | Internet | 10.0.1.0/24 10.0.2.0/24 | 443-443 8000-8080',
        `security-rule | own | @nsg ${networkKey('networkSecurityGroups', 'nsg')} | out | deny | 200 | any | ${networkKey('applicationSecurityGroups', 'asg')} | 0.0.0.0/0 ::/0 | 0-65535`,
      ],
    ],
    ['natGateways', [network('natGateways', 'nat', {})], ['gateway | nat | nat | - | ']],
    [
      'azureFirewalls',
      [network('azureFirewalls', 'fw', { ipConfigurations: [{ properties: { subnet: { id: SUBNET } } }] })],
      [`gateway | fw | firewall | ${IN_SUBNET} | `],
    ],
    [
      'bastionHosts',
      [network('bastionHosts', 'b', { ipConfigurations: [{ properties: { subnet: { id: SUBNET } } }] })],
      [`address-consumer | ipConfigurations.0 | bastion host | ${IN_SUBNET} | ? computed`],
    ],
    ['publicIPAddresses', [network('publicIPAddresses', 'ip', { ipAddress: '1.2.3.4' })], []],
    [
      'virtualWans and virtualHubs',
      [
        network('virtualWans', 'wan', { type: 'Standard' }),
        network('virtualHubs', 'vhub', {
          addressPrefix: '10.1.0.0/23',
          virtualWan: { id: '{@wan.id}' },
          routeTable: {
            routes: [{ addressPrefixes: ['10.2.0.0/16', '10.3.0.0/16'], nextHopIpAddress: '10.0.0.4' }],
          },
        }),
        network(
          'virtualHubs/hubVirtualNetworkConnections',
          'c',
          { remoteVirtualNetwork: { id: HUB_NET } },
          { id: undefined, parent_id: '{@vhub.id}' },
        ),
      ],
      [
        'gateway | wan | transit | - | ',
        'gateway | vhub | transit | - | 10.1.0.0/23',
        `gateway-connection | virtualWan | @wan ${networkKey('virtualWans', 'wan')} | @vhub`,
        'route-table | routeTable | default true',
        'route | routeTable.routes.0.0 | @vhub.routeTable | 10.2.0.0/16 | appliance | 10.0.0.4 | -',
        'route | routeTable.routes.0.1 | @vhub.routeTable | 10.3.0.0/16 | appliance | 10.0.0.4 | -',
        `gateway-connection | c | @vhub ${networkKey('virtualHubs', 'vhub')} | s/rg:hub`,
      ],
    ],
    [
      'a Basic virtualWan joins nothing',
      [
        network('virtualWans', 'wan', { type: 'Basic' }),
        network('virtualHubs', 'vhub', {
          addressPrefix: '10.1.0.0/23',
          virtualWan: { id: '{@wan.id}' },
          routeTable: { routes: [] },
        }),
      ],
      ['gateway | wan | transit | - | ', 'gateway | vhub | transit | - | 10.1.0.0/23'],
    ],
    [
      'a route server, whose subnet a resource of its own names',
      [
        network('virtualHubs', 'rs', { sku: 'Standard' }),
        network(
          'virtualHubs/ipConfigurations',
          'ip',
          { subnet: { id: SUBNET } },
          { id: undefined, parent_id: '{@rs.id}' },
        ),
        network(
          'virtualHubs/bgpConnections',
          'bgp',
          { peerIp: '10.0.0.9', peerAsn: 65001 },
          { id: undefined, parent_id: '{@rs.id}' },
        ),
      ],
      [`gateway | rs | route-server | ${IN_SUBNET} | `],
    ],
    [
      'vpnSites, vpnGateways, p2sVpnGateways',
      [
        network('virtualHubs', 'vhub', { addressPrefix: '10.1.0.0/23' }),
        network('vpnSites', 'site', { addressSpace: { addressPrefixes: ['192.168.0.0/16'] } }),
        network('vpnGateways', 'vg', { virtualHub: { id: '{@vhub.id}' } }),
        network(
          'vpnGateways/vpnConnections',
          'c',
          { remoteVpnSite: { id: '{@site.id}' } },
          { id: undefined, parent_id: '{@vg.id}' },
        ),
        network('p2sVpnGateways', 'clients', {
          virtualHub: { id: '{@vhub.id}' },
          p2SConnectionConfigurations: [
            { properties: { vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] } } },
          ],
        }),
      ],
      [
        'gateway | vhub | transit | - | 10.1.0.0/23',
        'range | site | on-premises | 192.168.0.0/16',
        `gateway-connection | c | @vhub ${networkKey('virtualHubs', 'vhub')} | @site ${networkKey('vpnSites', 'site')}`,
        'gateway | clients | vpn | - | 172.16.0.0/24',
        `gateway-connection | virtualHub | @vhub ${networkKey('virtualHubs', 'vhub')} | @clients`,
      ],
    ],
    [
      'networkManagers/ipamPools: as in azurerm, nothing is theirs',
      [network('networkManagers/ipamPools', 'm/p', { addressPrefixes: ['10.0.0.0/8'] })],
      [],
    ],
  ];

  test.each(SAID)('%s', (_, written, expected) => {
    expect(said(bindArm(...written))).toEqual(expected);
  });

  // A WAN's own type would stand where the type of the resource does.
  test.each(SAID.filter(([title]) => !/virtualwan/i.test(title)))(
    'the same without levels called properties: %s',
    (_, written, expected) => {
      expect(said(bindArm(...written.map((one) => flat(one) as WrittenResource)))).toEqual(expected);
    },
  );
});
