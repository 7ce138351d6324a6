/** What exports of Azure become in the model. */
import { describe, expect, test } from 'vitest';
import { knownValue } from '../../src/values/fact.ts';
import { startOf } from '../../src/text/range.ts';
import { endName, inventory, modelOf, ranges, summary } from './reading.ts';

const GROUP = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg';
const NETWORK = `${GROUP}/providers/Microsoft.Network`;

const HUB = {
  id: `${NETWORK}/virtualNetworks/hub`,
  name: 'hub',
  addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
  dhcpOptions: { dnsServers: ['10.0.0.4'] },
  subnets: [
    {
      id: `${NETWORK}/virtualNetworks/hub/subnets/a`,
      name: 'a',
      addressPrefix: '10.0.0.0/24',
      addressPrefixes: null,
    },
    {
      id: `${NETWORK}/virtualNetworks/hub/subnets/b`,
      name: 'b',
      addressPrefixes: ['10.0.1.0/24', 'fd00::/64'],
    },
  ],
  virtualNetworkPeerings: [
    {
      name: 'to-spoke',
      peeringState: 'Connected',
      remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/spoke` },
    },
  ],
};
const SPOKE = {
  id: `${NETWORK}/virtualNetworks/spoke`,
  name: 'spoke',
  addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
  subnets: [],
  virtualNetworkPeerings: [],
};

const HUB_AND_SPOKE = {
  networks: [
    ['hub', '10.0.0.0/16'],
    ['spoke', '10.1.0.0/16'],
  ],
  subnets: [
    ['hub', 'a', '10.0.0.0/24'],
    ['hub', 'b', '10.0.1.0/24', 'fd00::/64'],
  ],
  peerings: [['hub', 'spoke', 'connected']],
  ranges: [],
};

/** An item of a list as the resource graph has it: nested, with other letter cases. */
function inGraph({ id, name, ...properties }: typeof HUB | typeof SPOKE) {
  const peerings = properties.virtualNetworkPeerings.map((peering) => ({
    name: peering.name,
    properties: { peeringState: 'CONNECTED', remoteVirtualNetwork: peering.remoteVirtualNetwork },
  }));
  const subnets = properties.subnets.map(
    ({ addressPrefix, addressPrefixes, ...subnet }: Record<string, unknown>) => ({
      ...subnet,
      properties: { addressPrefix, addressPrefixes },
    }),
  );
  return {
    id,
    name,
    type: 'microsoft.network/virtualnetworks',
    properties: { ...properties, subnets, virtualNetworkPeerings: peerings },
  };
}

describe('Azure', () => {
  test.each([
    ['az network vnet list', [HUB, SPOKE]],
    ['az network vnet show, several by jq -s', [[HUB], SPOKE]],
    ['a REST list', { value: [HUB, SPOKE], nextLink: null }],
    [
      'az graph query',
      { count: 2, data: [inGraph(HUB), inGraph(SPOKE)], skip_token: null, total_records: 2 },
    ],
    ['az graph query --query data', [inGraph(HUB), inGraph(SPOKE)]],
    ['networks, and their subnets once more', [HUB, SPOKE, ...HUB.subnets]],
  ])('%s', (_, content) => {
    expect(summary(modelOf(inventory(content)))).toEqual(HUB_AND_SPOKE);
  });

  test('the portal exports tables with JSON in their cells', () => {
    const cell = (value: unknown): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
    const rows = [HUB, SPOKE].map((one) => [one.id, one.name, cell(inGraph(one).properties)].join(','));
    const model = modelOf(inventory(`id,name,properties\r\n${rows.join('\r\n')}\r\n`, 'graph.csv'));
    expect(summary(model)).toEqual(HUB_AND_SPOKE);
    const [hub] = model.all('network');
    expect(hub && startOf(hub.range).line).toBe(2);
  });

  test('YAML says the same as JSON', () => {
    const yaml = `- id: ${SPOKE.id}\n  name: spoke\n  addressSpace: {addressPrefixes: [10.1.0.0/16]}\n`;
    expect(summary(modelOf(inventory(yaml, 'spoke.yaml'))).networks).toEqual([['spoke', '10.1.0.0/16']]);
  });

  test('lists of subnets and peerings name their networks by their ids', () => {
    const peering = {
      id: `${NETWORK}/virtualNetworks/hub/virtualNetworkPeerings/to-spoke`,
      name: 'to-spoke',
      peeringState: 'Disconnected',
      remoteVirtualNetwork: { id: SPOKE.id },
    };
    const model = modelOf(
      inventory(HUB.subnets, 'subnets.json'),
      inventory([peering], 'peerings.json'),
      inventory([SPOKE]),
    );
    expect(summary(model)).toMatchObject({
      subnets: [
        [expect.any(String), 'a', '10.0.0.0/24'],
        [expect.any(String), 'b', '10.0.1.0/24', 'fd00::/64'],
      ],
      peerings: [[expect.any(String), 'spoke', 'disconnected']],
    });
  });

  test('zones, links, private endpoints and clusters', () => {
    const zone = `${NETWORK}/privateDnsZones/privatelink.vaultcore.azure.net`;
    const model = modelOf(
      inventory([HUB, { id: zone, name: 'privatelink.vaultcore.azure.net' }]),
      inventory(
        [
          {
            id: `${zone}/virtualNetworkLinks/hub`,
            name: 'hub',
            registrationEnabled: false,
            virtualNetwork: { id: HUB.id },
          },
        ],
        'links.json',
      ),
      inventory(
        [
          {
            id: `${NETWORK}/privateEndpoints/pe`,
            name: 'pe',
            subnet: { id: `${HUB.id}/subnets/a` },
            privateLinkServiceConnections: [
              {
                groupIds: ['vault'],
                privateLinkServiceId: `${GROUP}/providers/Microsoft.KeyVault/vaults/kv`,
              },
            ],
          },
        ],
        'endpoints.json',
      ),
      inventory(
        [
          {
            id: `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks`,
            name: 'aks',
            kubernetesVersion: '1.31.2',
            networkProfile: {
              networkPlugin: 'azure',
              networkPluginMode: 'overlay',
              podCidr: '192.168.0.0/16',
              serviceCidr: '172.16.0.0/16',
              dnsServiceIp: '172.16.0.10',
            },
            agentPoolProfiles: [{ name: 'sys', count: 3, maxPods: 50, vnetSubnetId: `${HUB.id}/subnets/b` }],
          },
        ],
        'aks.json',
      ),
    );
    expect(
      model.all('dns-link').map(({ zone: at, network }) => [endName(model, at), endName(model, network)]),
    ).toEqual([['privatelink.vaultcore.azure.net', 'hub']]);
    expect(model.all('private-endpoint').map(({ subnet }) => endName(model, subnet))).toEqual(['a']);
    expect(
      model.all('cluster').map(({ podCidrs, networkMode }) => [...ranges(podCidrs), knownValue(networkMode)]),
    ).toEqual([['192.168.0.0/16', 'overlay']]);
    expect(
      model
        .all('node-pool')
        .map(({ nodeSubnet, maxPods }) => [endName(model, nodeSubnet), knownValue(maxPods)]),
    ).toEqual([['b', 50]]);
  });

  test('Azure IPAM: networks, what lies outside, reservations that still count', () => {
    const vnet = {
      id: HUB.id,
      name: 'hub',
      prefixes: ['10.0.0.0/16'],
      subnets: [{ name: 'a', prefix: '10.0.0.0/24' }],
      resource_group: 'rg',
      subscription_id: '11111111-1111-1111-1111-111111111111',
    };
    const block = {
      name: 'corp',
      cidr: '10.0.0.0/8',
      vnets: [vnet],
      externals: [{ name: 'site', desc: '', cidr: '10.200.0.0/16', subnets: [] }],
      resv: [
        { id: 'x', cidr: '10.9.0.0/24', desc: 'new app', status: 'wait' },
        { id: 'y', cidr: '10.9.1.0/24', desc: 'old', status: 'cancelledByUser' },
      ],
    };
    const model = modelOf(inventory([{ name: 'space', desc: '', blocks: [block] }]));
    expect(summary(model)).toEqual({
      networks: [['hub', '10.0.0.0/16']],
      subnets: [['hub', 'a', '10.0.0.0/24']],
      peerings: [],
      ranges: [
        ['reserved', 'site', '10.200.0.0/16'],
        ['reserved', 'new app', '10.9.0.0/24'],
      ],
    });
    expect(model.all('network')[0]?.peeringsUnseen).toBe(true);
  });

  test('pools of the network manager take nothing, what they hand out by number does', () => {
    const pool = `${NETWORK}/networkManagers/m/ipamPools/p`;
    const items = [
      { id: pool, name: 'p', properties: { addressPrefixes: ['10.0.0.0/8'] } },
      { id: `${pool}/staticCidrs/s`, name: 's', properties: { addressPrefixes: ['10.7.0.0/24'] } },
    ];
    expect(summary(modelOf(inventory(items))).ranges).toEqual([['reserved', 's', '10.7.0.0/24']]);
  });
});
