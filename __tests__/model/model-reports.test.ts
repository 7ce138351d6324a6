/** Tests of the model as JSON and as text. */
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../src/model/build-model.ts';
import type { BindingFact } from '../../src/model/draft.ts';
import { coverageOf, renderModelJson } from '../../src/report/model-json.ts';
import { renderModelText } from '../../src/report/model-text.ts';
import {
  called,
  cluster,
  connection,
  dnsLink,
  endpoint,
  gap,
  gateway,
  known,
  MISSING,
  network,
  NOTHING,
  peering,
  pool,
  range,
  subnet,
  to,
  unknown,
  unknownTarget,
  zone,
} from './drafts.ts';

const facts: BindingFact[] = [
  network('hub:vnet.hub', ['10.0.0.0/22', 'fd00::/56'], {
    name: 'vnet-hub',
    keys: ['s/g/vnet-hub'],
    line: 1,
  }),
  network('app:vnet.app', ['?'], { name: 'vnet-app', line: 2 }),
  network('app:vnet.next', ['10.0.4.0/24', '?'], {
    name: 'vnet-next',
    line: 3,
    possible: { code: 'computed', message: 'count is not known' },
  }),
  {
    ...subnet('hub:snet.gw', to('hub:vnet.hub'), ['10.0.0.0/26', 'fd00::/64'], {
      name: 'GatewaySubnet',
      line: 4,
    }),
    purpose: 'gateway',
  },
  subnet('hub:snet.b', to('hub:vnet.hub'), ['10.0.1.0/24'], { name: 'b', line: 5 }),
  subnet('app:snet.a', to('app:vnet.app'), ['?'], { name: 'a', line: 6 }),
  subnet('app:snet.far', called('s/g/far'), ['10.9.0.0/24'], { name: 'far-a', line: 7 }),
  peering(
    'app:peer.a',
    to('app:vnet.app'),
    called('s/g/vnet-hub'),
    { useRemote: known(true), transit: unknown() },
    { name: 'app-to-hub', line: 8 },
  ),
  gateway(
    'hub:gw.a',
    'vpn',
    { subnet: to('hub:snet.gw'), cidrs: ['172.16.0.0/24'] },
    { name: 'gw', line: 9 },
  ),
  range('hub:site.a', ['192.168.0.0/24'], { name: 'berlin', line: 10 }),
  connection('hub:con.a', to('hub:gw.a'), to('hub:site.a'), { name: 'con', line: 11 }),
  cluster('app:aks.a', { pods: ['10.244.0.0/16'], services: ['?'] }, { name: 'aks', line: 12 }),
  pool('app:aks.a', to('app:aks.a'), to('app:snet.a'), {
    path: ['default_node_pool', 0],
    name: 'system',
    line: 13,
  }),
  pool('app:pool.b', unknownTarget(), NOTHING, { name: 'loose', line: 14 }),
  zone('app:zone.z', known('privatelink.example.com'), { line: 15 }),
  dnsLink('app:link.z', to('app:zone.z'), to('app:vnet.app'), { line: 16 }),
  { ...endpoint('app:pe.a', to('app:snet.a'), [], { name: 'pe', line: 17 }), zonesUnknown: MISSING },
  endpoint('app:pe.b', called('s/g/far/a'), [to('app:zone.z')], { name: 'pe-b', line: 18 }),
  gap('app:vnet.app', 'subnet', 19),
];
const model = buildModel(facts);

describe('the model as JSON', () => {
  const document = JSON.parse(renderModelJson(model)) as Record<string, Record<string, unknown>[]>;

  test('has the parts of the contract', () => {
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining([
        'schemaVersion',
        'networks',
        'subnets',
        'peerings',
        'dnsZones',
        'dnsLinks',
        'privateEndpoints',
        'clusters',
        'routes',
        'gateways',
        'ranges',
        'unresolved',
        'coverage',
      ]),
    );
    expect(document.schemaVersion).toBe(1);
  });

  test('tells networks, and null for a range that is not known', () => {
    expect(document.networks).toEqual([
      {
        id: 'app:vnet.app',
        name: 'vnet-app',
        cloud: 'azure',
        cidrs: null,
        dnsServers: [],
        unit: 'app',
        address: 'vnet.app',
        location: { file: 'main.tf', line: 2, column: 1, endLine: 2, endColumn: 7 },
      },
      expect.objectContaining({
        id: 'app:vnet.next',
        cidrs: ['10.0.4.0/24'],
        possible: 'count is not known',
      }),
      expect.objectContaining({ id: 'hub:vnet.hub', name: 'vnet-hub', cidrs: ['10.0.0.0/22', 'fd00::/56'] }),
    ]);
  });

  test('names the ends of links by id, by what the code calls them, or as null', () => {
    expect(document.subnets?.map(({ id, network, purpose }) => [id, network, purpose])).toEqual([
      ['app:snet.a', 'app:vnet.app', null],
      [
        'app:snet.far',
        { external: 'far', identity: { namespace: 'azure', names: ['far'], scope: ['s', 'g'] } },
        null,
      ],
      ['hub:snet.b', 'hub:vnet.hub', null],
      ['hub:snet.gw', 'hub:vnet.hub', 'gateway'],
    ]);
    expect(document.nodePools).toEqual([
      expect.objectContaining({ id: 'app:pool.b', cluster: null, nodeSubnet: null }),
    ]);
  });

  test('tells the flags of peerings', () => {
    expect(document.peerings).toMatchObject([
      {
        from: 'app:vnet.app',
        to: 'hub:vnet.hub',
        name: 'app-to-hub',
        flags: { useRemoteGateways: true, allowGatewayTransit: null, allowForwardedTraffic: false },
      },
    ]);
  });

  test('tells clusters with their pools', () => {
    expect(document.clusters).toMatchObject([
      {
        kind: 'aks',
        name: 'aks',
        networkMode: 'overlay',
        podCidrs: ['10.244.0.0/16'],
        serviceCidrs: null,
        dnsServiceIp: '10.0.0.10',
        nodePools: [
          {
            id: 'app:aks.a.default_node_pool[0]',
            name: 'system',
            count: 3,
            min: null,
            max: null,
            maxPods: 30,
            maxSurge: '10%',
            nodeSubnet: 'app:snet.a',
            podSubnet: null,
          },
        ],
      },
    ]);
  });

  test('tells DNS, endpoints, gateways and ranges', () => {
    expect(document.dnsZones).toMatchObject([
      { id: 'app:zone.z', name: 'privatelink.example.com', private: true },
    ]);
    expect(document.dnsLinks).toMatchObject([
      { zone: 'app:zone.z', network: 'app:vnet.app', registration: false },
    ]);
    expect(document.privateEndpoints).toMatchObject([
      { id: 'app:pe.a', subnet: 'app:snet.a', service: 'a store', zones: null },
      { id: 'app:pe.b', subnet: { external: 'far/a' }, zones: ['app:zone.z'] },
    ]);
    expect(document.gateways).toMatchObject([
      { kind: 'vpn', network: 'hub:vnet.hub', subnet: 'hub:snet.gw', cidrs: ['172.16.0.0/24'] },
    ]);
    expect(document.gatewayConnections).toMatchObject([{ gateway: 'hub:gw.a', to: 'hub:site.a' }]);
    expect(document.ranges).toMatchObject([
      { name: 'berlin', kind: 'on-premises', cidrs: ['192.168.0.0/24'], everywhere: false },
    ]);
  });

  test('lists what is not known, for every null that stands for it', () => {
    expect(
      document.unresolved?.map(({ address, attribute, why, code }) => [address, attribute, why, code]),
    ).toEqual(
      expect.arrayContaining([
        ['vnet.app', 'cidrs', 'variable "x" has no value', 'missing-input'],
        ['peer.a', 'allowGatewayTransit', 'variable "x" has no value', 'missing-input'],
        ['pool.b', 'cluster', 'variable "x" has no value', 'missing-input'],
        ['vnet.app', 'subnet', 'variable "x" has no value', 'missing-input'],
      ]),
    );
  });

  test('counts how much is known', () => {
    expect(coverageOf(model)).toEqual({
      addressSpaces: { resolved: 1, unresolved: 2 },
      subnets: { resolved: 3, unresolved: 1 },
      peerings: { resolved: 1, unresolved: 0 },
      dnsLinks: { resolved: 1, unresolved: 0 },
      privateEndpoints: { resolved: 1, unresolved: 1 },
      clusters: { resolved: 0, unresolved: 1 },
      nodePools: { resolved: 2, unresolved: 0 },
    });
    expect(document.coverage).toEqual(coverageOf(model));
  });
});

describe('the model as text', () => {
  test('is an address map', () => {
    const text = renderModelText(model);
    expect(text).toMatchSnapshot();
    // By address, with the room between subnets.
    expect(text.indexOf('vnet-hub')).toBeLessThan(text.indexOf('vnet-next'));
    expect(text).toMatch(/10\.0\.0\.64 - 10\.0\.0\.255 +192 +free/);
  });

  test('says so when there is nothing', () => {
    expect(renderModelText(buildModel([]))).toBe('No networks were found.\n');
  });

  test('tells no free room where something is not known', () => {
    const unsure = buildModel([network('n', ['10.0.0.0/16']), subnet('s', to('n'), ['?'])]);
    expect(renderModelText(unsure)).not.toContain('free');
  });

  test('shows what a terminal would obey', () => {
    expect(
      renderModelText(buildModel([network('n', ['10.0.0.0/16'], { name: 'evil\u001b[2J\nname' })])),
    ).toContain('evil\\u{1b}[2J name');
  });
});
