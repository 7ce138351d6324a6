/** Networks in the shape of Azure's API: from resources to drafts. */
import { describe, expect, test } from 'vitest';
import { bindResources } from '../../src/bindings/bind-resources.ts';
import { FLAT_HUB, HUB, VNET } from './arm-networks.ts';
import { armResources, networkId, type WrittenResource } from './arm-resources.ts';
import {
  aliasesOf,
  draftsOf,
  gapsOf,
  onlyDraft,
  place,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

const bind = (...written: readonly WrittenResource[]) => bindResources(armResources(written));

describe('a network', () => {
  const bound = bind(HUB);

  test('has ranges, DNS servers and a key with what is known of its id', () => {
    const network = onlyDraft('network', bound);
    expect([network.name, shortList(network.addressSpace), shortList(network.dnsServers)]).toEqual([
      'hub',
      ['10.0.0.0/16', '? missing-input'],
      ['10.9.0.4'],
    ]);
    expect(network.keys).toEqual([
      {
        namespace: 'azure',
        names: ['hub'],
        scope: [undefined, undefined],
        within: '["main.json","parameter sub"] ["main.json","parameter rg"]',
      },
    ]);
  });

  test('has subnets inside, each at its place', () => {
    expect(
      draftsOf('subnet', bound).map(({ name, path, range, purpose, prefixes, network }) => [
        name,
        path.join('.'),
        place(range),
        purpose,
        shortList(prefixes),
        shortTarget(network),
      ]),
    ).toEqual([
      ['GatewaySubnet', 'subnets.0', 'main.json:19:9', 'gateway', ['10.0.0.0/27'], '@hub'],
      ['app', 'subnets.1', 'main.json:25:9', 'container-apps', ['10.0.1.0/24'], '@hub'],
    ]);
  });

  test('has subnets that name what is put on them', () => {
    const [group] = draftsOf('security-group-association', bound);
    const [table] = draftsOf('route-table-association', bound);
    const [nat] = draftsOf('nat-association', bound);
    expect(group && [shortTarget(group.subnet), shortTarget(group.group)]).toEqual([
      '@hub.subnets[1]',
      '? computed @nsg.id',
    ]);
    expect(table && [shortTarget(table.subnet), shortTarget(table.table)]).toEqual([
      '@hub.subnets[1]',
      's/rg:microsoft.network/routetables/rt',
    ]);
    expect(nat && [shortTarget(nat.subnet), shortTarget(nat.gateway)]).toEqual([
      '@hub.subnets[1]',
      '? computed @nat.id',
    ]);
  });

  test('has peerings inside', () => {
    const peering = onlyDraft('peering', bound);
    expect([shortTarget(peering.from), shortTarget(peering.to)]).toEqual(['@hub', 's/rg:spoke']);
    expect(
      [
        peering.allowGatewayTransit,
        peering.wholeNetworks,
        peering.useRemoteGateways,
        peering.allowForwardedTraffic,
      ].map(short),
    ).toEqual(['true', 'false', 'default false', 'default false']);
  });

  test('says the same with its properties beside the name', () => {
    const flat = bind(FLAT_HUB);
    const [network, subnet, peering] = [
      onlyDraft('network', flat),
      onlyDraft('subnet', flat),
      onlyDraft('peering', flat),
    ];
    expect([shortList(network.addressSpace), shortList(network.dnsServers), network.keys[0]?.scope]).toEqual([
      ['10.0.0.0/16'],
      ['10.9.0.4'],
      ['s', 'rg'],
    ]);
    expect([subnet.purpose, shortList(subnet.prefixes), subnet.keys[0]?.names]).toEqual([
      'container-apps',
      ['10.0.1.0/24'],
      ['hub', 'app'],
    ]);
    expect([shortTarget(peering.to), short(peering.useRemoteGateways)]).toEqual(['s/rg:spoke', 'true']);
    expect(shortTarget(onlyDraft('security-group-association', flat).group)).toBe(
      's/rg:microsoft.network/networksecuritygroups/nsg',
    );
    expect(draftsOf('route-table-association', flat)).toEqual([]);
  });

  test('takes ranges of a pool', () => {
    const pools = { addressSpace: { ipamPoolPrefixAllocations: [{ numberOfIpAddresses: '256' }] } };
    const [network] = draftsOf('network', bind({ ...HUB, properties: pools }));
    const [unresolved] = network?.addressSpace.unresolved ?? [];
    expect(unresolved?.reason.message).toBe('an address pool hands out a range of 256 addresses');
  });

  test.each([
    ['its properties', { ...HUB, properties: '{?all}' }],
    ['its subnets', { ...HUB, properties: { ...HUB.properties, subnets: '{?all}' } }],
  ])('of which %s are unknown has gaps and may declare anything inside', (_, written) => {
    const unknown = bind(written);
    expect(gapsOf(unknown)).toContain('hub subnets: missing-input');
    expect(draftsOf('unread-code', unknown).length).toBeGreaterThan(0);
  });
});

describe('types and members', () => {
  test('are compared without case', () => {
    const bound = bind({
      type: 'microsoft.network/VIRTUALNETWORKS',
      name: 'hub',
      Properties: { AddressSpace: { addressprefixes: ['10.0.0.0/16'] } },
    });
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual(['10.0.0.0/16']);
  });

  test.each(['Microsoft.Network/publicIPAddresses', 'Microsoft.Storage/storageAccounts', 'nonsense', ''])(
    'that nothing binds say nothing: %s',
    (type) => {
      expect(bind({ type, name: 'x', properties: { subnet: { id: 'y' } } }).facts).toEqual([]);
    },
  );
});

describe('what a child belongs to', () => {
  const subnet = {
    type: `${VNET}/subnets`,
    name: 'a',
    properties: { addressPrefix: '10.0.9.0/24' },
  };

  test.each([
    ['the parent by reference', { parent_id: '{@hub.id}' }, '@hub */*:hub', ['hub', 'a']],
    ['the parent by name', { parent_id: networkId('virtualNetworks', 'hub') }, 's/rg:hub', ['hub', 'a']],
    ['its own id', { id: networkId('virtualNetworks/subnets', 'hub/a') }, 's/rg:hub', ['hub', 'a']],
    [
      'its own id, where the parent is unknown',
      { id: networkId('virtualNetworks/subnets', 'hub/a'), parent_id: '{?net}' },
      's/rg:hub',
      ['hub', 'a'],
    ],
    ['nothing', {}, '? computed', undefined],
    ['an unknown id', { id: '{?id}' }, '? missing-input', undefined],
    ['an unknown parent', { parent_id: '{?net}' }, '? missing-input @parameter net', undefined],
  ])('is told by %s', (_, written, target, names) => {
    const bound = bind(HUB, { ...subnet, ...written });
    const own = draftsOf('subnet', bound).find(({ name }) => name === 'a');
    expect([own && shortTarget(own.network), own?.keys[0]?.names]).toEqual([target, names]);
  });
});

describe('existing resources', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an id', { id: networkId('virtualNetworks', 'hub') }, 's/rg:hub'],
    [
      'an id of which the scope is unknown',
      { id: '/subscriptions/{?s}/resourceGroups/{?g}/providers/Microsoft.Network/virtualNetworks/hub' },
      '*/*:hub',
    ],
    ['a name only', { name: 'hub' }, '*/*:hub'],
    ['an unknown name', { name: '{?n}' }, '? missing-input @parameter n'],
  ])('with %s are other names', (_, written, target) => {
    const [alias] = aliasesOf(bind({ type: VNET, mode: 'data', address: 'existing', ...written }));
    expect(alias && [...alias.entityKinds, alias.address, shortTarget(alias.target)]).toEqual([
      'network',
      'existing',
      target,
    ]);
  });

  test('of types without entities say nothing', () => {
    expect(bind({ type: 'Microsoft.Storage/storageAccounts', mode: 'data', name: 'x' }).facts).toEqual([]);
  });
});
