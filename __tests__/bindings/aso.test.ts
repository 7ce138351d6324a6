/** Azure Service Operator: from manifests to networks and their links, and the ids that objects get. */
import { describe, expect, test } from 'vitest';
import type { DeploymentScope } from '../../src/languages/unit.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { Link } from '../../src/model/entities.ts';
import {
  asoObject,
  at,
  bindManifests,
  GROUP,
  HUB,
  IN_RG,
  REFERENCE_TO_HUB,
  SUBNET,
  THE_HUB,
} from './aso-objects.ts';
import { aliasesOf, draftsOf, onlyDraft, place, short, shortList, shortTarget } from './bind-files.ts';

describe('networks', () => {
  const bound = bindManifests(GROUP + HUB + SUBNET);

  test('are called as in Azure, in the group of their owner', () => {
    const network = onlyDraft('network', bound);
    expect([network.name, shortList(network.addressSpace), shortList(network.dnsServers)]).toEqual([
      'vnet-hub',
      ['10.0.0.0/16'],
      ['10.9.0.4'],
    ]);
    expect(network.keys[0]).toMatchObject({ names: ['vnet-hub'], scope: [undefined, 'rg-prod'] });
    expect(place(network.range)).toBe('aso/all.yaml:11:7');
  });

  test('have subnets, with what is put on them', () => {
    const subnet = onlyDraft('subnet', bound);
    expect([shortTarget(subnet.network), shortList(subnet.prefixes), subnet.purpose]).toEqual([
      THE_HUB,
      ['10.0.1.0/24'],
      'container-apps',
    ]);
    const [table] = draftsOf('route-table-association', bound);
    const [group] = draftsOf('security-group-association', bound);
    expect([table && shortTarget(table.table), group && shortTarget(group.group)]).toEqual([
      's/rg:microsoft.network/routetables/rt',
      `? outside ${at('NetworkSecurityGroup', 'nsg')}.id`,
    ]);
  });

  test.each([
    [
      'another object',
      REFERENCE_TO_HUB.replace('hub', 'spoke'),
      'aso:VirtualNetwork.network.azure.com/default/spoke',
    ],
    [
      'its id',
      'reference:\n    armId: /subscriptions/s/resourceGroups/RG-PROD/providers/Microsoft.Network/virtualNetworks/SPOKE',
      'aso:VirtualNetwork.network.azure.com/default/spoke',
    ],
  ])('are peered with %s', (_, reference, to) => {
    const spoke = asoObject(
      'VirtualNetwork',
      'spoke',
      IN_RG,
      'addressSpace: {addressPrefixes: [10.1.0.0/16]}',
    );
    const peering = asoObject(
      'VirtualNetworksVirtualNetworkPeering',
      'p',
      'name: hub',
      `remoteVirtualNetwork:\n  ${reference}\nallowGatewayTransit: true`,
    );
    const facts = bindManifests(GROUP + HUB + spoke + peering, { subscription: 's' }).facts;
    const [found] = buildModel(facts).all('peering');
    const words = (link: Link | undefined) => (link?.state === 'resolved' ? link.id : link?.state);
    expect([words(found?.from), words(found?.to)]).toEqual([
      'aso:VirtualNetwork.network.azure.com/default/hub',
      to,
    ]);
    expect(found && short(found.allowGatewayTransit)).toBe('true');
  });
});

describe('ids', () => {
  const keyOf = (text: string, scope?: DeploymentScope) =>
    onlyDraft('network', bindManifests(text, scope)).keys[0];

  test.each<[string, string, DeploymentScope | undefined, (string | undefined)[]]>([
    ['a group that is declared', GROUP + HUB, undefined, [undefined, 'rg-prod']],
    ['a group that is not', HUB, undefined, [undefined, undefined]],
    ['a subscription that the rule file names', GROUP + HUB, { subscription: 's' }, ['s', 'rg-prod']],
    [
      'an owner by its id',
      HUB.replace(IN_RG, 'armId: /subscriptions/s/resourceGroups/other'),
      undefined,
      ['s', 'other'],
    ],
    ['no owner', HUB.replace(/ {2}owner:\n.*\n/, ''), undefined, [undefined, undefined]],
  ])('with %s', (_, text, scope, expected) => {
    expect(keyOf(text, scope)).toMatchObject({ names: ['vnet-hub'], scope: expected });
  });

  test('tell the credentials of the operator apart', () => {
    const withCredential = HUB.replace(
      '  name: hub\n',
      '  name: hub\n  annotations: {serviceoperator.azure.com/credential-from: other}\n',
    );
    const within = [HUB, withCredential].map((text) => keyOf(text)?.within);
    expect(within[0]).toContain('credential/default/');
    expect(within[1]).toContain('credential/default/other');
  });

  test('of a subnet whose network is not there are not known', () => {
    const subnet = onlyDraft('subnet', bindManifests(GROUP + SUBNET));
    expect([subnet.keys, shortTarget(subnet.network)]).toEqual([
      [],
      `? outside ${at('VirtualNetwork', 'hub')}.id`,
    ]);
  });
});

test('what the operator only reads is another name', () => {
  const text = HUB.replace(
    '  name: hub\n',
    '  name: hub\n  annotations: {serviceoperator.azure.com/reconcile-policy: skip}\n',
  );
  const bound = bindManifests(GROUP + text + SUBNET);
  expect(draftsOf('network', bound)).toEqual([]);
  expect(aliasesOf(bound).map(({ target }) => shortTarget(target))).toEqual(['*/rg-prod:vnet-hub']);
  expect(shortTarget(onlyDraft('subnet', bound).network)).toBe(THE_HUB);
});
