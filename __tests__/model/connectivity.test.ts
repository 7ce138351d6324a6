/** Tests of who can hear whom. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../../src/model/build-connectivity.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { BindingFact, Target } from '../../src/model/draft.ts';
import {
  called,
  connection,
  gateway,
  known,
  line,
  MISSING,
  network,
  peering,
  range,
  to,
  unknown,
  unknownTarget,
} from './drafts.ts';

const yes = known(true);

/** The domains of some facts: kind, center, members. */
function domainsOf(...facts: BindingFact[]): string[] {
  return buildConnectivity(buildModel(facts)).domains.map(({ kind, center, members }) => {
    return `${kind} ${center}: ${members.map(({ id }) => id).join(' ')}`;
  });
}

/** The way between two members in the only domain that has both. */
function pathOf(from: string, towards: string, ...facts: BindingFact[]) {
  const connectivity = buildConnectivity(buildModel(facts));
  const paths = connectivity.domains.flatMap((domain) => {
    const ids = new Set(domain.members.map(({ id }) => id));
    return ids.has(from) && ids.has(towards) ? [connectivity.describePath(domain, from, towards)] : [];
  });
  expect(paths).toHaveLength(1);
  return paths[0];
}

const hub = network('hub');
const spokes = [network('a'), network('b'), network('c')];

/** Both links of a peering, the spoke's with remote gateways and the hub's with transit when asked for. */
function peered(spoke: string, center: string, transit = false): BindingFact[] {
  return [
    peering(`${spoke}-to-${center}`, to(spoke), to(center), transit ? { useRemote: yes } : {}),
    peering(`${center}-to-${spoke}`, to(center), to(spoke), transit ? { transit: yes } : {}),
  ];
}

describe('peering domains', () => {
  test('hold a network and all its peers, declared from either side', () => {
    expect(
      domainsOf(hub, ...spokes, peering('p1', to('a'), to('hub')), peering('p2', to('hub'), to('b'))),
    ).toEqual(['peering hub: a b hub']);
  });

  test('tell a pair once', () => {
    expect(domainsOf(hub, ...spokes, ...peered('a', 'hub'))).toEqual(['peering a: a hub']);
  });

  test('of a chain hold the neighbours of every network', () => {
    expect(
      domainsOf(hub, ...spokes, ...peered('a', 'hub'), ...peered('hub', 'b'), ...peered('b', 'c')),
    ).toEqual(['peering b: b c hub', 'peering hub: a b hub']);
  });

  test('of a mesh hold it for every network', () => {
    expect(domainsOf(...spokes, ...peered('a', 'b'), ...peered('b', 'c'), ...peered('c', 'a'))).toEqual([
      'peering a: a b c',
      'peering b: a b c',
      'peering c: a b c',
    ]);
  });

  test.each<[string, Target, Target]>([
    ['outside of what was read', called('s/g/hub'), called('S/G/Hub')],
    ['an unread value', to('module.hub', 'id'), to('module.hub', 'id')],
    ['the same missing variable', unknownTarget('var.hub'), unknownTarget('var.hub')],
  ])('join the peers of a hub that is %s', (_, one, other) => {
    const facts = [
      network('a'),
      network('x:b'),
      peering('p1', to('a'), one),
      peering('p2', to('x:b'), other),
    ];
    expect(domainsOf(...facts)).toEqual([expect.stringMatching(/^peering \/\/.*: a x:b$/)]);
  });

  test.each<[string, Target, Target]>([
    ['several hubs', called('s/g/hub1'), called('s/g/hub2')],
    ['values that may differ', unknownTarget(), unknownTarget()],
    ['equal names that may be two networks', called('?/g/hub'), called('?/g/hub')],
  ])('do not join the peers of %s', (_, one, other) => {
    expect(
      domainsOf(network('a'), network('x:b'), peering('p1', to('a'), one), peering('x:p2', to('x:b'), other)),
    ).toEqual([]);
  });

  test.each<[string, BindingFact[]]>([
    [
      'a peering that may not exist',
      [hub, network('a'), peering('p', to('a'), to('hub'), {}, { possible: MISSING })],
    ],
    [
      'a network that may not exist',
      [hub, network('a', [], { possible: MISSING }), peering('p', to('a'), to('hub'))],
    ],
    [
      'a peering of some subnets',
      [hub, network('a'), peering('p', to('a'), to('hub'), { whole: known(false) })],
    ],
    [
      'a peering of perhaps some subnets',
      [hub, network('a'), peering('p', to('a'), to('hub'), { whole: unknown() })],
    ],
    ['a peering with itself', [hub, peering('p', to('hub'), to('hub'))]],
    ['no peering', [hub, network('a')]],
  ])('are not made by %s', (_, facts) => {
    expect(domainsOf(...facts)).toEqual([]);
  });

  test('grow with the peerings, not with their square', () => {
    const facts: BindingFact[] = [hub];
    for (let index = 0; index < 1000; index++)
      facts.push(network(`spoke-${index}`), ...peered(`spoke-${index}`, 'hub', true));
    const { domains } = buildConnectivity(buildModel(facts));
    expect(domains.reduce((sum, { members }) => sum + members.length, 0)).toBe(1001);
  });
});

describe('gateway domains', () => {
  const vpn = gateway('gw', 'vpn', { network: to('hub') });
  const site = range('site', ['192.168.0.0/24']);
  const toSite = connection('con', to('gw'), to('site'));

  test('hold the network, its sites, and the networks that use its gateways', () => {
    expect(
      domainsOf(hub, ...spokes, vpn, site, toSite, ...peered('a', 'hub', true), ...peered('b', 'hub')),
    ).toEqual(['gateway hub: a hub site', 'peering hub: a b hub']);
  });

  test.each<[string, BindingFact[]]>([
    ['the way back is not declared', [peering('p', to('a'), to('hub'), { useRemote: yes })]],
    [
      'the way back does not allow it',
      [peering('p', to('a'), to('hub'), { useRemote: yes }), peering('q', to('hub'), to('a'))],
    ],
    [
      'its own link does not use them',
      [peering('p', to('a'), to('hub')), peering('q', to('hub'), to('a'), { transit: yes })],
    ],
    [
      'it is not known',
      [
        peering('p', to('a'), to('hub'), { useRemote: yes }),
        peering('q', to('hub'), to('a'), { transit: unknown() }),
      ],
    ],
    [
      'it may not exist',
      [
        peering('p', to('a'), to('hub'), { useRemote: yes }),
        peering('q', to('hub'), to('a'), { transit: yes }, { possible: MISSING }),
      ],
    ],
  ])('leave a peer out when %s', (_, peerings) => {
    expect(domainsOf(hub, network('a'), vpn, site, toSite, ...peerings)).toEqual([
      'gateway hub: hub site',
      'peering a: a hub',
    ]);
  });

  test('go on through connections between gateways', () => {
    const far = [
      network('far'),
      gateway('far-gw', 'vpn', { network: to('far') }),
      network('far-spoke'),
      range('far-site', ['192.168.9.0/24']),
    ];
    const facts = [
      hub,
      ...spokes,
      vpn,
      site,
      toSite,
      ...far,
      connection('vnet2vnet', to('gw'), to('far-gw')),
      connection('back', to('far-gw'), to('gw')),
      connection('far-con', to('far-gw'), to('far-site')),
      ...peered('a', 'hub', true),
      ...peered('far-spoke', 'far', true),
    ];
    expect(domainsOf(...facts)).toContain('gateway far: a far far-site far-spoke hub site');
    expect(pathOf('a', 'far-site', ...facts)?.text).toBe(
      'a → hub (gateway transit) → gw (gateway) → far-gw (gateway) → far-site (gateway)',
    );
  });

  test('hold what the gateways of one network reach, and the addresses of the gateways', () => {
    const er = gateway('er', 'expressroute', { network: to('hub'), cidrs: ['172.16.9.0/24'] });
    const facts = [
      hub,
      vpn,
      er,
      site,
      toSite,
      range('other', ['192.168.1.0/24']),
      connection('con2', to('er'), to('other')),
    ];
    expect(domainsOf(...facts)).toEqual(['gateway hub: er hub other site']);
  });

  test('of a site behind two networks stay two', () => {
    const facts = [
      hub,
      network('b'),
      vpn,
      gateway('gw-b', 'vpn', { network: to('b') }),
      site,
      toSite,
      connection('con-b', to('gw-b'), to('site')),
    ];
    expect(domainsOf(...facts)).toEqual(['gateway b: b site', 'gateway hub: hub site']);
  });

  test('join nothing through a gateway or a connection that may not exist', () => {
    const maybe = { possible: MISSING };
    expect(domainsOf(hub, gateway('gw', 'vpn', { network: to('hub') }, maybe), site, toSite)).toEqual([]);
    expect(domainsOf(hub, vpn, site, connection('con', to('gw'), to('site'), maybe))).toEqual([]);
    expect(domainsOf(hub, vpn, range('site', ['192.168.0.0/24'], maybe), toSite)).toEqual([]);
  });

  test('say nothing that a peering domain says', () => {
    expect(domainsOf(hub, ...spokes, vpn, ...peered('a', 'hub', true), ...peered('b', 'hub', true))).toEqual([
      'peering hub: a b hub',
    ]);
  });
});

describe('transit domains', () => {
  const router = gateway('vhub', 'transit', { cidrs: ['10.100.0.0/23'] });
  const attached = (id: string, by = 'vhub') => connection(`att-${id}`, to(by), to(id));

  test('hold the router and all attached networks', () => {
    expect(domainsOf(...spokes, router, attached('a'), attached('b'))).toEqual(['transit vhub: a b vhub']);
  });

  test('hold what gateways of the router reach', () => {
    const facts = [
      network('a'),
      router,
      attached('a'),
      gateway('vpn', 'vpn'),
      connection('j', to('vhub'), to('vpn')),
      range('site', ['192.168.0.0/24']),
      connection('s', to('vpn'), to('site')),
    ];
    expect(domainsOf(...facts)).toEqual(['transit vhub: a site vhub']);
    expect(pathOf('site', 'a', ...facts)?.text).toBe(
      'site → vpn (gateway) → vhub (gateway) → a (attachment)',
    );
  });

  test('do not go on behind an attached network', () => {
    const facts = [
      ...spokes,
      router,
      attached('a'),
      attached('b'),
      gateway('gw', 'vpn', { network: to('a') }),
      range('site', ['192.168.0.0/24']),
      connection('s', to('gw'), to('site')),
    ];
    expect(domainsOf(...facts)).toEqual(['gateway a: a site', 'transit vhub: a b vhub']);
  });

  test('are known by the attachments when the router was not read', () => {
    const far: Target = called('s/g/tgw');
    expect(
      domainsOf(network('a'), network('x:b'), connection('1', far, to('a')), connection('2', far, to('x:b'))),
    ).toEqual(['transit //azure:s/g/tgw: a x:b']);
  });
});

describe('route tables of a router', () => {
  const router = gateway('tgw', 'transit');
  const tables = (follows: string, ...foundIn: string[]) => ({
    follows: to(follows),
    foundIn: foundIn.map((table) => to(table)),
  });
  const attached = (id: string, follows: string, ...foundIn: string[]) => ({
    ...connection(`att-${id}`, to('tgw'), to(id)),
    tables: tables(follows, ...foundIn),
  });
  const table = (id: string) => gateway(id, 'transit');
  const both = [hub, ...spokes, router, table('hub-table'), table('spoke-table')];

  test('spokes that only the hub hears conflict in its table', () => {
    const facts = [
      ...both,
      attached('hub', 'hub-table', 'spoke-table'),
      attached('a', 'spoke-table', 'hub-table'),
      attached('b', 'spoke-table', 'hub-table'),
    ];
    expect(domainsOf(...facts)).toEqual(['transit hub-table: a b hub']);
    expect(pathOf('a', 'hub', ...facts)?.places.map(({ message }) => message)).toEqual([
      'hub-table has routes to a',
      'hub follows hub-table',
    ]);
  });

  test('isolated ones hear nobody', () => {
    const facts = [...both, attached('a', 'spoke-table'), attached('b', 'hub-table', 'spoke-table')];
    expect(domainsOf(...facts)).toEqual(['transit spoke-table: a b']);
    expect(
      domainsOf(...both, attached('a', 'spoke-table', 'spoke-table'), attached('b', 'hub-table')),
    ).toEqual([]);
  });

  test('the default table is the router itself', () => {
    const plain = connection('att-c', to('tgw'), to('c'));
    const facts = [...both, plain, attached('a', 'spoke-table', 'tgw'), attached('b', 'spoke-table')];
    expect(domainsOf(...facts)).toEqual(['transit tgw: a c']);
  });
});

describe('declared domains', () => {
  const declare = (...members: string[]) => [{ name: 'corp', members, range: line(7) }];

  test('join what the rule file names', () => {
    const connectivity = buildConnectivity(buildModel([...spokes]), declare('b', 'a', 'nowhere', 'a'));
    const [domain] = connectivity.domains;
    expect(domain).toMatchObject({ kind: 'declared', center: 'corp', members: [{ id: 'a' }, { id: 'b' }] });
    expect(domain && connectivity.describePath(domain, 'a', 'b')?.text).toBe(
      'a → corp (rule file) → b (rule file)',
    );
  });
});

describe('the way between two members', () => {
  const facts = [
    hub,
    ...spokes,
    peering('a-hub', to('a'), to('hub'), {}, { line: 11 }),
    peering('hub-a', to('hub'), to('a'), {}, { line: 12 }),
    peering('hub-b', to('hub'), to('b'), {}, { line: 13 }),
  ];
  const lines = (path: ReturnType<typeof pathOf>) =>
    path?.places.map(({ message, range }) => [message, range.file.positionAt(range.start).line]);

  test('goes through the hub, by what each peer declares itself where it does', () => {
    const path = pathOf('a', 'b', ...facts);
    expect(path?.text).toBe('a → hub (peering) → b (peering)');
    expect(lines(path)).toEqual([
      ['a is peered with hub', 11],
      ['b is peered with hub', 13],
    ]);
    expect(path?.steps.map(({ end, joint }) => [end, joint?.entity])).toEqual([
      ['a', undefined],
      ['hub', 'a-hub'],
      ['b', 'hub-b'],
    ]);
  });

  test('to the hub itself is one step', () => {
    expect(lines(pathOf('hub', 'b', ...facts))).toEqual([['b is peered with hub', 13]]);
    expect(pathOf('b', 'hub', ...facts)?.text).toBe('b → hub (peering)');
  });

  test('is told only between members', () => {
    const connectivity = buildConnectivity(buildModel(facts));
    const [domain] = connectivity.domains;
    expect(domain && connectivity.describePath(domain, 'a', 'c')).toBeUndefined();
    expect(domain && connectivity.describePath(domain, 'a', 'a')?.text).toBe('a');
  });

  test('is shortened when it is long', () => {
    const chain: BindingFact[] = [];
    for (let index = 0; index < 30; index++) {
      chain.push(network(`n${index}`), gateway(`g${index}`, 'vpn', { network: to(`n${index}`) }));
      if (index > 0) chain.push(connection(`c${index}`, to(`g${index - 1}`), to(`g${index}`)));
    }
    const path = pathOf('n0', 'n29', ...chain);
    expect(path?.steps).toHaveLength(32);
    expect(path?.text.split(' → ')).toHaveLength(9);
  });
});

test('ranges for everybody are told apart from the domains', () => {
  const connectivity = buildConnectivity(
    buildModel([hub, range('corp', ['10.0.0.0/9'], { everywhere: true }), range('site', ['192.168.0.0/24'])]),
  );
  expect(connectivity.everywhere.map(({ id }) => id)).toEqual(['corp']);
  expect(connectivity.domains).toEqual([]);
});

test('peersOf names every known network with a certain peering, either way', () => {
  const connectivity = buildConnectivity(
    buildModel([
      hub,
      ...spokes,
      peering('p1', to('a'), to('hub')),
      peering('p2', to('hub'), to('b'), { whole: known(false) }),
      peering('p3', to('hub'), called('s/g/far')),
      peering('p4', to('c'), to('hub'), {}, { possible: MISSING }),
    ]),
  );
  expect(connectivity.peersOf('hub')).toEqual(['a', 'b']);
  expect(connectivity.peersOf('a')).toEqual(['hub']);
  expect(connectivity.peersOf('c')).toEqual([]);
});

test('any order of the facts gives the same domains and ways', () => {
  const facts: BindingFact[] = [
    hub,
    ...spokes,
    ...peered('a', 'hub', true),
    ...peered('b', 'hub', true),
    ...peered('b', 'c'),
    gateway('gw', 'vpn', { network: to('hub') }),
    gateway('t', 'transit'),
    range('site', ['192.168.0.0/24']),
    connection('1', to('gw'), to('site')),
    connection('2', to('t'), to('c')),
    connection('3', to('t'), to('gw')),
  ];
  const told = (list: readonly BindingFact[]) => {
    const connectivity = buildConnectivity(buildModel(list));
    return connectivity.domains.map((domain) => ({
      ...domain,
      ways: domain.members.flatMap(({ id: from }) =>
        domain.members.map(({ id }) => connectivity.describePath(domain, from, id)?.text),
      ),
    }));
  };
  const expected = told(facts);
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
      expect(told(shuffled)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
