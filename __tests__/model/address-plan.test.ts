/** Tests of free ranges in the plan around a network, and of what clouds keep of a subnet. */
import { describe, expect, test } from 'vitest';
import { formatPrefix, overlaps } from '../../src/ip/prefix.ts';
import { toPrefixes } from '../../src/ip/prefix-set.ts';
import { addressSuggester, suggestFreePrefix } from '../../src/model/address-suggester.ts';
import { surroundingPlans, takenSpace } from '../../src/model/address-plan.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { BindingFact } from '../../src/model/draft.ts';
import type { Cloud, Network } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { reservedAddresses, usableAddresses } from '../../src/model/subnet-capacity.ts';
import { cluster, gateway, network, NOTHING, prefix, range, subnet } from './drafts.ts';

function networkAt(model: NetworkModel, id: string): Network {
  const found = model.get(id);
  if (found?.kind !== 'network') throw new Error(id);
  return found;
}

/** What replaces the range of the network `a:x` among some facts. */
function suggestion(cidr: string, ...facts: BindingFact[]): string | undefined {
  const model = buildModel([network('a:x', [cidr]), ...facts]);
  const found = suggestFreePrefix(model, networkAt(model, 'a:x'), prefix(cidr));
  return found && formatPrefix(found);
}

describe('takenSpace', () => {
  test('holds everything that has addresses', () => {
    const model = buildModel([
      network('n', ['10.0.0.0/16', '?']),
      subnet('s', NOTHING, ['10.1.0.0/24']),
      range('r', ['192.168.0.0/24']),
      gateway('g', 'transit', { cidrs: ['10.2.0.0/23'] }),
      cluster('c', { pods: ['10.244.0.0/16'], services: ['fd00::/108'] }),
    ]);
    expect(toPrefixes(takenSpace(model)).map(formatPrefix)).toEqual([
      '10.0.0.0/16',
      '10.1.0.0/24',
      '10.2.0.0/23',
      '10.244.0.0/16',
      '192.168.0.0/24',
      'fd00::/108',
    ]);
  });
});

describe('the plans around a network', () => {
  test('are that of its unit, that of all networks, and the private range, without the network itself', () => {
    const model = buildModel([
      network('a:x', ['10.200.0.0/16']),
      network('a:y', ['10.64.0.0/16']),
      network('a:z', ['10.66.0.0/16']),
      network('b:w', ['10.96.0.0/16', '192.168.0.0/24']),
    ]);
    const plans = surroundingPlans(model, networkAt(model, 'a:x'), prefix('10.200.0.0/16'));
    expect(plans.map(formatPrefix)).toEqual(['10.64.0.0/14', '10.64.0.0/10', '10.0.0.0/8']);
  });

  test.each([
    ['10.0.0.0/16', ['10.0.0.0/8']],
    ['100.64.0.0/16', ['100.64.0.0/10']],
    ['172.20.0.0/16', ['172.16.0.0/12']],
    ['192.168.7.0/24', ['192.168.0.0/16']],
    ['fd00::/48', []],
    ['8.8.0.0/16', []],
    ['10.0.0.0/7', []],
  ])('of a single network with %s are %j', (cidr, expected) => {
    const model = buildModel([network('a:x', [cidr])]);
    expect(surroundingPlans(model, networkAt(model, 'a:x'), prefix(cidr)).map(formatPrefix)).toEqual(
      expected,
    );
  });
});

describe('a suggestion', () => {
  test.each<[string, string, BindingFact[], string | undefined]>([
    ['is the next free range', '10.0.0.0/16', [], '10.1.0.0/16'],
    [
      'fills the plan of the unit first',
      '10.64.0.0/16',
      [network('a:y', ['10.64.0.0/16']), network('a:z', ['10.67.0.0/16']), network('b:w', ['10.0.0.0/16'])],
      '10.65.0.0/16',
    ],
    [
      'goes on where the plan is full',
      '10.0.0.0/16',
      [network('a:y', ['10.0.0.0/16']), network('a:z', ['10.1.0.0/16'])],
      '10.2.0.0/16',
    ],
    [
      'avoids sites, pods, services and other units',
      '10.0.0.0/16',
      [
        range('r', ['10.1.0.0/16']),
        cluster('c', { pods: ['10.2.0.0/16'], services: ['10.3.0.0/16'] }),
        network('b:w', ['10.4.0.0/24']),
      ],
      '10.5.0.0/16',
    ],
    ['has the same length', '192.168.0.0/25', [], '192.168.0.128/25'],
    ['is not made for public addresses', '8.8.8.0/24', [], undefined],
    ['is not made where nothing is free', '172.16.0.0/12', [], undefined],
    [
      'for IPv6 stays among its neighbours',
      'fd00:0:0:1::/64',
      [network('a:y', ['fd00::/64']), network('a:z', ['fd00:0:0:3::/64'])],
      'fd00:0:0:2::/64',
    ],
    ['for IPv6 is not made up', 'fd00:0:0:1::/64', [], undefined],
  ])('%s', (_, cidr, facts, expected) => {
    expect(suggestion(cidr, ...facts)).toBe(expected);
  });

  test('differs from the others, and is the same for the same question', () => {
    const facts = Array.from({ length: 40 }, (_, index) =>
      network(`a:n${index}`, ['10.0.0.0/16', '10.1.0.0/24']),
    );
    const model = buildModel(facts);
    const suggester = addressSuggester(model);
    const asked = model
      .all('network')
      .flatMap((one) => one.addressSpace.items.map(({ value }) => [one, value] as const));
    const given = asked.map(([one, value]) => suggester.suggest(one, value));
    const found = given.flatMap((one) => one?.free ?? []);
    expect(found).toHaveLength(80);
    found.forEach((one, at) => {
      expect(found.slice(at + 1).filter((other) => overlaps(one, other))).toEqual([]);
    });
    expect(asked.map(([one, value]) => suggester.suggest(one, value))).toEqual(given);
  });

  test('is one for all networks of one owner', () => {
    const model = buildModel([network('a:x[0]', ['10.0.0.0/16']), network('a:x[1]', ['10.0.0.0/16'])]);
    const suggester = addressSuggester(model);
    const [one, other] = model
      .all('network')
      .map((each) => suggester.suggest(each, prefix('10.0.0.0/16'), 'a:x'));
    expect(one).toEqual({ free: prefix('10.1.0.0/16'), within: prefix('10.0.0.0/8') });
    expect(other).toBe(one);
  });

  test('is found quickly in a crowded plan', () => {
    const facts = Array.from({ length: 8_000 }, (_, index) =>
      network(`a:n${index}`, [`10.${index >> 7}.${(index & 127) * 2}.0/24`]),
    );
    const model = buildModel(facts);
    const suggester = addressSuggester(model);
    const start = performance.now();
    for (const one of model.all('network').slice(0, 500))
      expect(suggester.suggest(one, prefix('10.0.0.0/23'))).toBeDefined();
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe('what a cloud leaves of a subnet', () => {
  test.each<[Cloud, string, bigint | undefined]>([
    ['azure', '10.0.0.0/29', 3n],
    ['azure', '10.0.0.0/24', 251n],
    ['azure', '10.0.0.0/30', 0n],
    ['aws', '10.0.0.0/28', 11n],
    ['gcp', '10.0.0.0/29', 4n],
    ['gcp', '10.0.0.0/20', 4092n],
    ['other', '10.0.0.0/24', undefined],
    ['azure', 'fd00::/64', undefined],
  ])('%s %s: %s', (cloud, cidr, expected) => {
    expect(usableAddresses(cloud, prefix(cidr))).toBe(expected);
  });

  test('is told by what it keeps', () => {
    expect((['azure', 'aws', 'gcp', 'kubernetes', 'other'] as const).map(reservedAddresses)).toEqual([
      5n,
      5n,
      4n,
      undefined,
      undefined,
    ]);
  });
});
