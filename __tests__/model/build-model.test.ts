/** Tests of the model builder: ids, links, and the list of what is not known. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../src/model/build-model.ts';
import type { BindingFact, Target } from '../../src/model/draft.ts';
import type { Link } from '../../src/model/entities.ts';
import { networkOfSubnet } from '../../src/model/queries.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import {
  alias,
  called,
  cluster,
  connection,
  dnsLink,
  endpoint,
  gap,
  gateway,
  known,
  line,
  MISSING,
  network,
  NOTHING,
  peering,
  pool,
  range,
  reference,
  subnet,
  to,
  unknown,
  unknownTarget,
  zone,
} from './drafts.ts';

/** The network link of a subnet in the unit `app` that is built among some facts. */
function networkLink(target: Target, ...facts: BindingFact[]): Link {
  const model = buildModel([subnet('app:snet.probe', target), ...facts]);
  const probe = model.get('app:snet.probe');
  if (probe?.kind !== 'subnet') throw new Error('the probe is missing');
  return probe.network;
}

function idOf(link: Link): string | undefined {
  return link.state === 'resolved' ? link.id : undefined;
}

function keyOf(link: Link): string | undefined {
  return link.state === 'external' || link.state === 'unknown' ? link.key : undefined;
}

describe('ids', () => {
  test('are the address, with the unit in front unless it is the root', () => {
    const model = buildModel([network('.:vnet.a'), network('envs/dev:vnet.a')]);
    expect(model.all('network').map(({ id }) => id)).toEqual(['envs/dev:vnet.a', 'vnet.a']);
  });

  test('of what is declared inside an instance say where', () => {
    const model = buildModel([
      network('vnet.hub'),
      subnet('vnet.hub', to('vnet.hub'), [], { path: ['subnet', 0] }),
      subnet('vnet.hub', to('vnet.hub'), [], { path: ['subnets', 'a b'] }),
    ]);
    expect(model.all('subnet').map(({ id }) => id)).toEqual([
      'vnet.hub.subnet[0]',
      'vnet.hub.subnets["a b"]',
    ]);
  });

  test('differ where one place declares several things, whatever the order', () => {
    const facts = [
      dnsLink('zone.z', to('zone.z'), to('vnet.b')),
      dnsLink('zone.z', to('zone.z'), to('vnet.a')),
      zone('zone.z', known('example.com')),
      zone('zone.z#dns-link', known('hostile.example.com')),
    ];
    const forwards = buildModel(facts);
    const backwards = buildModel([...facts].reverse());
    expect(
      forwards.all('dns-link').map(({ id, network }) => [id, network.state === 'external' && network.text]),
    ).toEqual([
      ['zone.z#dns-link', 'vnet.a'],
      ['zone.z#dns-link-2', 'vnet.b'],
    ]);
    expect(forwards.all('dns-zone').map(({ id }) => id)).toEqual(['zone.z', 'zone.z#dns-link#dns-zone']);
    expect(renderModelJson(backwards)).toBe(renderModelJson(forwards));
  });
});

describe('a link by reference', () => {
  test('leads to the instance, from any of its attributes', () => {
    expect(idOf(networkLink(to('app:vnet.a', 'id'), network('app:vnet.a')))).toBe('app:vnet.a');
    expect(idOf(networkLink(to('hub:vnet.a'), network('hub:vnet.a')))).toBe('hub:vnet.a');
  });

  test('leads to the innermost block that declares something', () => {
    const facts = [
      network('vnet.hub'),
      subnet('vnet.hub', to('vnet.hub'), [], { path: ['subnet', 0] }),
      subnet('vnet.hub', to('vnet.hub'), [], { path: ['subnet', 1] }),
      pool('aks.a', NOTHING, to('vnet.hub', 'subnet', 1, 'id'), {
        podSubnet: to('vnet.hub', 'subnet', 2, 'id'),
      }),
    ];
    const [one] = buildModel(facts).all('node-pool');
    expect(one?.nodeSubnet).toMatchObject({ state: 'resolved', id: 'vnet.hub.subnet[1]' });
    expect(one?.podSubnet.state).toBe('external');
  });

  test.each<[string, Target]>([
    ['the instance is of another kind', to('app:snet.other', 'virtual_network_name')],
    ['it leads into a block that is another kind', to('app:vnet.hub', 'subnet', 0, 'id')],
    ['it leads among blocks that are another kind', to('app:vnet.hub', 'subnet', 7, 'id')],
    ['the unit is another one', to('.:vnet.hub', 'id')],
  ])('leads nowhere when %s', (_, target) => {
    const link = networkLink(
      target,
      network('app:vnet.hub'),
      subnet('app:vnet.hub', to('app:vnet.hub'), [], { path: ['subnet', 0] }),
      subnet('app:snet.other', to('app:vnet.hub')),
    );
    expect(link.state).toBe('external');
  });

  test('comes before the name', () => {
    const link = networkLink(
      called('s/g/b', 'app:vnet.a'),
      network('app:vnet.a'),
      network('app:vnet.b', [], { keys: ['s/g/b'] }),
    );
    expect(idOf(link)).toBe('app:vnet.a');
  });

  test('to what was not read has a key that only the same value has', () => {
    const keys = [
      to('app:module.net', 'hub_id'),
      to('app:module.net', 'hub_id'),
      to('app:module.net', 'spoke_id'),
      to('.:module.net', 'hub_id'),
    ].map((target) => keyOf(networkLink(target)));
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('a link by name', () => {
  test.each<[string, string, string[], string | undefined]>([
    ['the same name', 's/g/hub', ['s/g/hub'], 'app:vnet.0'],
    ['another case', 'S/G/HUB', ['s/g/hub'], 'app:vnet.0'],
    ['an unknown scope of the link', '?/?/hub', ['s/g/hub'], 'app:vnet.0'],
    ['an unknown scope of the network', 's/g/hub', ['?/?/hub'], 'app:vnet.0'],
    ['another name', 's/g/hub', ['s/g/spoke'], undefined],
    ['another group', 's/g/hub', ['s/other/hub'], undefined],
    ['another subscription', 's/g/hub', ['other/g/hub'], undefined],
    ['the one of two whose scope fits', 's/g/hub', ['s/other/hub', 's/g/hub'], 'app:vnet.1'],
    ['an exact scope before one that is not known', 's/g/hub', ['?/?/hub', 's/g/hub'], 'app:vnet.1'],
  ])('finds in its own unit %s', (_, wanted, declared, expected) => {
    const networks = declared.map((name, index) => network(`app:vnet.${index}`, [], { keys: [name] }));
    expect(idOf(networkLink(called(wanted), ...networks))).toBe(expected);
  });

  test.each<[string, string, string, string]>([
    ['the whole scope is equal', 's/g/hub', 's/g/hub', 'hub:vnet.hub'],
    ['its subscription is not known', '?/g/hub', 's/g/hub', 'it may be: the subscription is not known'],
    [
      'the wanted subscription is not known',
      's/g/hub',
      '?/g/hub',
      'it may be: the subscription is not known',
    ],
    ['neither is known', '?/g/hub', '?/g/hub', 'it may be: the subscription is not known'],
    ['the group is not known', 's/?/hub', 's/g/hub', 'it may be: the resource group is not known'],
    ['no part is known on both sides', 's/?/hub', '?/g/hub', 'external'],
    ['nothing is known of the scope', '?/?/hub', '?/?/hub', 'external'],
    ['a part differs', 's/g/hub', 'other/g/hub', 'external'],
    ['a part differs and one is not known', '?/g/hub', 's/other/hub', 'external'],
  ])('in another unit: %s', (_, wanted, declared, found) => {
    const link = networkLink(called(wanted), network('hub:vnet.hub', [], { keys: [declared] }));
    const told =
      link.state === 'unknown' ? link.reason.message.replace(' network hub of unit hub', '') : link.state;
    expect(idOf(link) ?? told).toBe(found);
    if (link.state === 'unknown') {
      expect(link.reason.code).toBe('ambiguous');
      expect(link.candidates).toEqual(['hub:vnet.hub']);
    }
  });

  test('takes what has exactly its scope elsewhere before what may have it beside it', () => {
    const link = networkLink(
      called('s/g/hub'),
      network('app:vnet.a', [], { keys: ['?/g/hub'] }),
      network('hub:vnet.b', [], { keys: ['s/g/hub'] }),
    );
    expect(idOf(link)).toBe('hub:vnet.b');
  });

  test('is unknown where two of its own unit have scopes that are not known', () => {
    const link = networkLink(
      called('?/g/hub'),
      network('app:vnet.a', [], { keys: ['?/g/hub'] }),
      network('app:vnet.b', [], { keys: ['?/g/hub'] }),
    );
    expect(link).toMatchObject({ state: 'unknown', candidates: ['app:vnet.a', 'app:vnet.b'] });
  });

  test('has one key where what is not known of the scope is the same', () => {
    const keyWithin = (within: string) => {
      const target = called('?/g/hub');
      if (target.state !== 'target' || target.key === undefined) throw new Error('it has a key');
      return keyOf(networkLink({ ...target, key: { ...target.key, within } }));
    };
    expect(keyWithin('azurerm')).toBe(keyWithin('azurerm'));
    expect(keyWithin('azurerm')).not.toBe(keyWithin('azurerm.hub'));
  });

  test('takes what is in its own unit before what is elsewhere', () => {
    const link = networkLink(
      called('?/g/hub'),
      network('app:vnet.a', [], { keys: ['?/?/hub'] }),
      network('hub:vnet.b', [], { keys: ['?/g/hub'] }),
    );
    expect(idOf(link)).toBe('app:vnet.a');
  });

  test('is unknown where several fit, and says so', () => {
    const link = networkLink(
      called('s/g/hub'),
      network('dev:vnet.hub', [], { keys: ['s/g/hub'] }),
      network('prod:vnet.hub', [], { keys: ['s/g/hub'] }),
    );
    expect(link).toMatchObject({
      state: 'unknown',
      reason: { code: 'ambiguous', message: 'several networks are called hub' },
    });
  });

  test('does not take an equal name of another kind', () => {
    expect(networkLink(called('s/g/hub'), cluster('app:aks.hub', {}, { keys: ['s/g/hub'] })).state).toBe(
      'external',
    );
  });

  test('to what was not read has one key in all units when the scope is known, else one in each unit', () => {
    const from = (unit: string, name: string) => {
      const model = buildModel([peering(`${unit}:peer.a`, called(name), NOTHING)]);
      const [found] = model.all('peering');
      return found && keyOf(found.from);
    };
    expect(from('a', 's/g/HUB')).toBe(from('b', 'S/g/hub'));
    expect(from('a', '?/g/hub')).toBe(from('a', '?/g/hub'));
    expect(from('a', '?/g/hub')).not.toBe(from('b', '?/g/hub'));
    expect(from('a', '?/g/hub')).not.toBe(from('a', '?/g/hub2'));
    // Parts with the sign that joins parts stay what they are.
    expect(from('a', 's/g/hub')).not.toBe(
      keyOf(
        networkLink({
          ...called('s/g/x'),
          key: { namespace: 'azure', names: ['hub'], scope: ['s/g'] },
        } as Target),
      ),
    );
  });
});

describe('a link through a data source', () => {
  const data = (target: Target) => alias('app:data.vnet.hub', ['network'], target);
  const use = to('app:data.vnet.hub');

  test('leads to what the data source reads', () => {
    expect(
      idOf(networkLink(use, data(called('s/g/hub')), network('hub:vnet.hub', [], { keys: ['s/g/hub'] }))),
    ).toBe('hub:vnet.hub');
    expect(idOf(networkLink(use, data(to('app:vnet.own')), network('app:vnet.own')))).toBe('app:vnet.own');
  });

  test('is external under the name that is read', () => {
    const link = networkLink(use, data(called('s/g/hub')));
    expect(link).toMatchObject({ state: 'external', text: 'hub' });
    expect(keyOf(link)).toBe(keyOf(networkLink(called('s/g/hub'))));
  });

  test('does not take a network beside it for the one that is read when only the name is known', () => {
    const link = networkLink(
      use,
      data(called('?/?/hub')),
      network('app:vnet.hub', [], { keys: ['?/?/hub'] }),
    );
    expect(link.state).toBe('external');
  });

  test('to an unknown name is unknown, with a key for this data source', () => {
    const one = networkLink(use, data(unknownTarget()));
    expect(one).toMatchObject({ state: 'unknown', reason: MISSING });
    expect(keyOf(one)).toBe(keyOf(networkLink(use, data(unknownTarget()))));
    const other = networkLink(to('app:data.vnet.b'), alias('app:data.vnet.b', ['network'], unknownTarget()));
    expect(keyOf(other)).not.toBe(keyOf(one));
  });

  test('of another kind is not followed', () => {
    expect(networkLink(use, alias('app:data.vnet.hub', ['dns-zone'], called('s/g/hub')))).toMatchObject({
      text: 'app:data.vnet.hub',
    });
  });

  test('that reads itself ends', () => {
    expect(networkLink(use, data(use)).state).toBe('external');
  });

  test('without a name is unknown', () => {
    expect(networkLink(use, data(NOTHING))).toMatchObject({
      state: 'unknown',
      reason: { code: 'data-source' },
    });
  });
});

describe('an unknown link', () => {
  test('has a key when it is a certain value, and none when it is not', () => {
    expect(keyOf(networkLink(unknownTarget('app:var.hub')))).toBe(
      keyOf(networkLink(unknownTarget('app:var.hub'))),
    );
    expect(networkLink(unknownTarget('app:var.hub'))).toMatchObject({ state: 'unknown', reason: MISSING });
    expect(keyOf(networkLink(unknownTarget()))).toBeUndefined();
  });

  test('resolves when its reference leads to a declared thing', () => {
    expect(idOf(networkLink(unknownTarget('app:vnet.a'), network('app:vnet.a')))).toBe('app:vnet.a');
  });

  test('and an absent one stays absent', () => {
    expect(networkLink(NOTHING)).toEqual({ state: 'absent', range: line(1) });
  });
});

describe('the network of what stands in a subnet', () => {
  const facts = [network('vnet.hub', [], { keys: ['s/g/hub'] }), subnet('snet.gw', to('vnet.hub'))];

  function gatewayNetwork(target: Target): Link | undefined {
    return buildModel([...facts, gateway('gw.a', 'vpn', { subnet: target })]).all('gateway')[0]?.network;
  }

  test('is that of the subnet', () => {
    expect(gatewayNetwork(to('snet.gw'))).toMatchObject({ state: 'resolved', id: 'vnet.hub' });
  });

  test('is read off the name of a subnet that was not read', () => {
    expect(gatewayNetwork(called('s/g/hub/GatewaySubnet'))).toMatchObject({
      state: 'resolved',
      id: 'vnet.hub',
    });
    expect(gatewayNetwork(called('s/g/other/GatewaySubnet'))).toMatchObject({
      state: 'external',
      text: 'other',
    });
  });

  test('is unknown where the subnet does not tell, with a key where the subnet has one', () => {
    expect(gatewayNetwork(to('module.net', 'subnet_id'))).toMatchObject({
      state: 'unknown',
      key: expect.stringContaining('module.net') as string,
    });
    expect(gatewayNetwork(unknownTarget())).toMatchObject({ state: 'unknown', reason: MISSING });
    expect(gatewayNetwork(NOTHING)).toMatchObject({ state: 'absent' });
  });

  test('is found for private endpoints by the query', () => {
    const model = buildModel([...facts, endpoint('pe.a', called('s/g/hub/other'), [])]);
    const [one] = model.all('private-endpoint');
    expect(one && networkOfSubnet(model, one.subnet)).toMatchObject({ state: 'resolved', id: 'vnet.hub' });
  });
});

describe('unresolved', () => {
  test('lists what is not known, by place, each once', () => {
    const model = buildModel([
      gap('azure.thing', 'subnet', 3),
      gap('azure.thing', 'subnet', 3),
      gap('azure.thing', '', 2),
      network('vnet.a', ['10.0.0.0/16', '?', '?']),
      subnet('snet.a', unknownTarget('var.x'), ['10.0.0.0/24']),
      zone('zone.z', unknown(), { possible: { code: 'computed', message: 'count is not known' }, line: 9 }),
      range('site.a', ['10.9.0.0/16']),
    ]);
    expect(
      model.unresolved.map(({ address, attribute, reason, range }) => [
        range.file.positionAt(range.start).line,
        address,
        attribute,
        reason.message,
      ]),
    ).toEqual([
      [1, 'snet.a', 'network', MISSING.message],
      [1, 'vnet.a', 'cidrs', MISSING.message],
      [1, 'zone.z', 'name', MISSING.message],
      [2, 'azure.thing', '', MISSING.message],
      [3, 'azure.thing', 'subnet', MISSING.message],
      [9, 'zone.z', '', 'count is not known'],
    ]);
  });

  test('leaves out the sizes that a pool does not go by', () => {
    const fixed = { ...pool('pool.a', NOTHING, NOTHING), min: unknown<number>(), max: unknown<number>() };
    const scaling = {
      ...pool('pool.b', NOTHING, NOTHING),
      autoscaling: known(true),
      count: unknown<number>(),
      max: unknown<number>(),
    };
    const model = buildModel([fixed, scaling]);
    expect(model.unresolved.map(({ address, attribute }) => [address, attribute])).toEqual([
      ['pool.b', 'max'],
    ]);
  });

  test('knows every kind of fact', () => {
    const hole = unknownTarget();
    const model = buildModel([
      peering('peer.a', hole, hole, { transit: unknown(), useRemote: unknown(), whole: unknown() }),
      gateway('gw.a', 'vpn', { network: hole, cidrs: ['?'] }),
      gateway('gw.b', 'vpn', { subnet: hole }),
      connection('con.a', hole, hole),
      dnsLink('link.a', hole, hole),
      endpoint('pe.a', hole, [hole]),
      {
        ...cluster('aks.a', { pods: ['?'], services: ['?'] }),
        networkMode: unknown(),
        dnsServiceIp: unknown(),
        version: unknown(),
      },
      pool('pool.a', hole, hole, { podSubnet: hole }),
    ]);
    expect(model.unresolved.map(({ address, attribute }) => `${address} ${attribute}`)).toEqual([
      'aks.a dnsServiceIp',
      'aks.a networkMode',
      'aks.a podCidrs',
      'aks.a serviceCidrs',
      'aks.a version',
      'con.a gateway',
      'con.a to',
      'gw.a cidrs',
      'gw.a network',
      'gw.b subnet',
      'link.a network',
      'link.a zone',
      'pe.a subnet',
      'pe.a zones',
      'peer.a allowGatewayTransit',
      'peer.a from',
      'peer.a to',
      'peer.a useRemoteGateways',
      'peer.a wholeNetworks',
      'pool.a cluster',
      'pool.a nodeSubnet',
      'pool.a podSubnet',
    ]);
  });
});

test('any order of the facts gives the same model', () => {
  const facts: BindingFact[] = [
    network('vnet.hub', ['10.0.0.0/16'], { keys: ['?/g/hub'], line: 1 }),
    network('dev:vnet.hub', ['10.0.0.0/16'], { keys: ['?/g/hub'], line: 2 }),
    network('vnet.spoke', ['?'], { keys: ['?/g/spoke'], line: 3 }),
    subnet('vnet.hub', to('vnet.hub'), ['10.0.0.0/24'], { path: ['subnet', 0], line: 4 }),
    subnet('snet.b', called('?/g/hub'), ['10.0.1.0/24'], { line: 5 }),
    peering('vpc.pcx', to('vnet.hub'), to('vnet.spoke'), {}, { line: 6 }),
    peering('vpc.pcx', to('vnet.spoke'), to('vnet.hub'), {}, { line: 6 }),
    peering('other:peer', called('?/g/hub'), called('?/g/far'), {}, { line: 7 }),
    alias('data.vnet.x', ['network'], called('?/g/spoke')),
    dnsLink('link.z', to('zone.z'), to('data.vnet.x'), { line: 8 }),
    zone('zone.z', known('example.com'), { line: 9 }),
    gap('vnet.hub', 'tags', 10),
  ];
  const expected = renderModelJson(buildModel(facts));
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
      expect(renderModelJson(buildModel(shuffled))).toBe(expected);
    }),
    { numRuns: 50 },
  );
});

test('facts that hold the names of the object prototype are facts like others', () => {
  const link = networkLink(
    {
      state: 'target',
      reference: reference('app', '__proto__', 'constructor'),
      text: '',
      key: { namespace: '__proto__', names: ['__proto__'], scope: [] },
      origin: { range: line(1), kind: 'literal', from: [] },
    },
    network('app:__proto__'),
  );
  expect(idOf(link)).toBe('app:__proto__');
});
