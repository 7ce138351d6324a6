/** Tests of the questions that rules ask a model. */
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../src/model/build-model.ts';
import * as queries from '../../src/model/queries.ts';
import type { AnyEntity, Link } from '../../src/model/entities.ts';
import {
  alias,
  called,
  cluster,
  connection,
  dnsLink,
  endpoint,
  gateway,
  known,
  network,
  NOTHING,
  peering,
  pool,
  range,
  subnet,
  to,
  unknownTarget,
  unreadCode,
  zone,
} from './drafts.ts';

const model = buildModel([
  network('hub'),
  network('spoke'),
  subnet('hub-a', to('hub')),
  subnet('hub-b', to('hub')),
  subnet('spoke-a', to('spoke')),
  subnet('far-a', called('s/g/far')),
  peering('hub-spoke', to('hub'), to('spoke')),
  peering('spoke-hub', to('spoke'), to('hub')),
  peering('hub-far', to('hub'), called('s/g/far')),
  peering('hub-any', to('hub'), unknownTarget()),
  gateway('gw', 'vpn', { subnet: to('hub-a') }),
  range('site', []),
  connection('con', to('gw'), to('site')),
  zone('zone', known('example.com')),
  dnsLink('link', to('zone'), to('hub')),
  endpoint('pe', to('spoke-a'), [to('zone'), to('zone')]),
  cluster('aks'),
  pool('pool-1', to('aks'), to('spoke-a'), { podSubnet: to('hub-b') }),
  pool('pool-2', to('aks'), to('spoke-a')),
  pool('pool-3', to('aks'), NOTHING),
]);

function ids(entities: readonly AnyEntity[]): string[] {
  return entities.map(({ id }) => id);
}

describe('queries', () => {
  test.each<[string, readonly AnyEntity[], string[]]>([
    ['subnetsOf', queries.subnetsOf(model, 'hub'), ['hub-a', 'hub-b']],
    ['subnetsOf an outside network', queries.subnetsOf(model, '//azure:s/g/far'), ['far-a']],
    ['subnetsOf nothing', queries.subnetsOf(model, 'nowhere'), []],
    ['peeringsFrom', queries.peeringsFrom(model, 'hub'), ['hub-any', 'hub-far', 'hub-spoke']],
    ['peeringsTo', queries.peeringsTo(model, 'hub'), ['spoke-hub']],
    ['peeringsTo an outside network', queries.peeringsTo(model, '//azure:s/g/far'), ['hub-far']],
    ['peeringsBetween', queries.peeringsBetween(model, 'spoke', 'hub'), ['spoke-hub']],
    ['gatewaysOf', queries.gatewaysOf(model, 'hub'), ['gw']],
    ['gatewaysIn', queries.gatewaysIn(model, 'hub-a'), ['gw']],
    ['connectionsOf', queries.connectionsOf(model, 'gw'), ['con']],
    ['connectionsTo', queries.connectionsTo(model, 'site'), ['con']],
    ['linksOfZone', queries.linksOfZone(model, 'zone'), ['link']],
    ['linksOfNetwork', queries.linksOfNetwork(model, 'hub'), ['link']],
    ['endpointsIn', queries.endpointsIn(model, 'spoke-a'), ['pe']],
    ['endpointsOfZone', queries.endpointsOfZone(model, 'zone'), ['pe']],
    ['poolsOf', queries.poolsOf(model, 'aks'), ['pool-1', 'pool-2', 'pool-3']],
    ['poolsWithNodesIn', queries.poolsWithNodesIn(model, 'spoke-a'), ['pool-1', 'pool-2']],
    ['poolsWithPodsIn', queries.poolsWithPodsIn(model, 'hub-b'), ['pool-1']],
    ['consumersIn', queries.consumersIn(model, 'hub-b'), []],
  ])('%s', (_, found, expected) => {
    expect(ids(found)).toEqual(expected);
  });

  test('reversePeerings finds the way back', () => {
    const back = (id: string) => {
      const peering = model.get(id);
      return peering?.kind === 'peering' ? ids(queries.reversePeerings(model, peering)) : undefined;
    };
    expect(back('hub-spoke')).toEqual(['spoke-hub']);
    expect(back('hub-far')).toEqual([]);
    expect(back('hub-any')).toEqual([]);
  });

  test('networksOfCluster names each network of its nodes once', () => {
    expect(queries.networksOfCluster(model, 'aks').map((link: Link) => queries.endOf(link))).toEqual([
      'spoke',
    ]);
  });
});

describe('unread code', () => {
  const DATA = 'data.far';
  const found = buildModel([
    network('hub', [], { keys: ['s/g/hub'] }),
    network('spoke'),
    subnet('hub-a', to('hub')),
    gateway('gw', 'unknown', { subnet: to('hub-a') }),
    zone('zone', known('example.com')),
    endpoint('pe', to('hub-a'), []),
    cluster('aks'),
    alias(DATA, ['network'], called('s/g/hub')),
    unreadCode('m1', [to('hub'), to('hub'), to('zone'), to('aks'), unknownTarget(), NOTHING], { line: 7 }),
    unreadCode('m2', [to('hub-a'), to('pe'), called('s/g/far')]),
    unreadCode('m3', [to('gw')]),
    unreadCode('m4', [to(DATA)]),
    unreadCode('m5', [called('s/g/hub/undeclared')]),
    unreadCode('m6', []),
  ]);

  test.each([
    ['hub', ['m1', 'm2', 'm3', 'm4', 'm5']],
    ['hub-a', ['m2']],
    ['gw', ['m3']],
    ['zone', ['m1']],
    ['pe', ['m2']],
    ['spoke', []],
    ['aks', []],
    ['//azure:s/g/far', []],
  ])('about %s', (id, expected) => {
    expect(ids(queries.unreadCodeAbout(found, id))).toEqual(expected);
  });

  test('mentions only what is in the model', () => {
    const mentions = found.all('unread-code').map((code) => code.mentions.map(queries.endOf));
    expect(mentions).toEqual([['hub', 'hub', 'zone'], ['hub-a', 'pe'], ['gw'], ['hub'], ['hub'], []]);
  });

  test('is unresolved, once for every call', () => {
    const told = found.unresolved.map(({ address, attribute, reason }) => [
      address,
      attribute,
      reason.message,
    ]);
    expect(told).toHaveLength(6);
    expect(told).toContainEqual(['m6', '', 'the code of m6 was not read']);
  });
});
