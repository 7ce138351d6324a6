/** Crossplane's managed resources: every kind, references, selectors, provider configurations, compositions. */
import { describe, expect, test } from 'vitest';
import { AWS } from '../../src/bindings/respell/crossplane/aws.ts';
import { AZURE } from '../../src/bindings/respell/crossplane/azure.ts';
import { groupEnds } from '../../src/bindings/respell/crossplane/family.ts';
import { GCP } from '../../src/bindings/respell/crossplane/gcp.ts';
import { formatPlace } from '../../src/text/range.ts';
import { bindAll, networksIn, placesOf, respelled, where, word } from './respelled.ts';
import { draftsOf, onlyDraft, shortList } from '../bindings/bind-files.ts';

const FAMILIES = [AZURE, AWS, GCP];

/** An object; `more` is what stands under `forProvider`, in YAML. */
function object(type: string, name: string, more = '', metadata = '', spec = ''): string {
  const [kind = '', ...group] = type.split('.');
  return `---
apiVersion: ${group.join('.')}/v1beta1
kind: ${kind}
metadata:
  name: ${name}
${metadata.replace(/^(?=.)/gm, '  ')}
spec:
${spec.replace(/^(?=.)/gm, '  ')}
  forProvider:
    region: here
${more.replace(/^(?=.)/gm, '    ')}
`;
}

function only(text: string, type: string, name: string) {
  const { resources } = respelled({ 'all.yaml': text });
  const found = resources.get(`${type}/default/${name}`);
  if (found === undefined) throw new Error(`no ${type} in ${[...resources.keys()].join()}`);
  return found;
}

describe('kinds', () => {
  const rows = FAMILIES.flatMap((family) =>
    groupEnds(family).flatMap((end) =>
      [...family.kinds].map(([kind, row]) => [`${kind}.${end}`, row] as const),
    ),
  );

  test.each(rows)('%s', (type, row) => {
    const resource = only(object(type, 'one', 'someValue: {innerKey: 1}'), type, 'one');
    expect([resource.dialect, resource.mode, resource.type]).toEqual(['terraform', 'managed', row.type]);
    expect(word(resource.attributes.entries.get('some_value'))).toBe('{inner_key: 1}');
    if (row.nameArgument !== undefined) {
      expect(word(resource.attributes.entries.get(row.nameArgument))).toBe('one');
    }
  });
});

describe('references', () => {
  const rows = FAMILIES.flatMap((family) =>
    [...family.references].map(
      ([argument, kind]) => [`${family.cloud} ${argument}`, family, argument, kind] as const,
    ),
  );

  test.each(rows)('%s', (_, family, argument, kind) => {
    const [end] = groupEnds(family);
    const [first = ''] = family.kinds.keys();
    const camel = argument.replace(/_([a-z0-9])/g, (__, letter: string) => letter.toUpperCase());
    const text =
      object(`${kind}.${end}`, 'target') + object(`${first}.${end}`, 'from', `${camel}Ref: {name: target}`);
    const value = only(text, `${first}.${end}`, 'from').attributes.entries.get(argument);
    const step = /_names?$/.test(argument) ? 'name' : 'id';
    expect(value?.reference).toMatchObject({ address: `${kind}.${end}/default/target`, path: [step] });
  });

  const NETWORK = 'VirtualNetwork.network.azure.upbound.io';
  const SUBNET = 'Subnet.network.azure.upbound.io';

  test('a name comes from the external name, with its place', () => {
    const text =
      object(NETWORK, 'hub', '', 'annotations: {crossplane.io/external-name: vnet-hub}') +
      object(SUBNET, 's', 'virtualNetworkNameRef: {name: hub}');
    const value = only(text, SUBNET, 's').attributes.entries.get('virtual_network_name');
    expect(word(value)).toBe(`vnet-hub @${NETWORK}/default/hub name`);
    expect(placesOf(value)[0]).toMatch(/^all\.yaml:\d+:\d+ vnet-hub$/);
  });

  test.each([
    ['one', 'tier: hub', `hub @${NETWORK}/default/hub name`],
    ['none', 'tier: other', '?outside'],
    ['several', 'all: "yes"', '?ambiguous'],
    ['all labels count', 'all: "yes"\n  tier: spoke', `spoke @${NETWORK}/default/spoke name`],
  ])('a selector that means %s', (_, labels, expected) => {
    const text =
      object(NETWORK, 'hub', '', 'labels: {tier: hub, all: "yes"}') +
      object(NETWORK, 'spoke', '', 'labels: {tier: spoke, all: "yes"}') +
      object(SUBNET, 's', `virtualNetworkNameSelector:\n  matchLabels:\n    ${labels.replace('\n', '\n  ')}`);
    expect(word(only(text, SUBNET, 's').attributes.entries.get('virtual_network_name'))).toBe(expected);
  });

  test('what is written counts more than a reference beside it', () => {
    const text = object(SUBNET, 's', 'virtualNetworkName: written\nvirtualNetworkNameRef: {name: hub}');
    expect(word(only(text, SUBNET, 's').attributes.entries.get('virtual_network_name'))).toBe('written');
  });

  test('a reference that no table knows is unknown, not absent', () => {
    const text = object(SUBNET, 's', 'mysteryIdRef: {name: hub}');
    expect(word(only(text, SUBNET, 's').attributes.entries.get('mystery_id'))).toBe('?unsupported');
  });

  test.each([
    ['subnetIdRefs: [{name: a}, {name: b}]', 2],
    ['subnetIdSelector: {matchLabels: {net: x}}', 2],
  ])('lists: %s', (written, count) => {
    const of = (name: string) => object('Subnet.ec2.aws.upbound.io', name, '', 'labels: {net: x}');
    const text = of('a') + of('b') + object('Cluster.eks.aws.upbound.io', 'c', `vpcConfig:\n- ${written}`);
    const config = only(text, 'Cluster.eks.aws.upbound.io', 'c').attributes.entries.get('vpc_config');
    expect(word(config).match(/@Subnet\.ec2\.aws\.upbound\.io\/default\/[ab] id/g)).toHaveLength(count);
  });

  test('namespaced kinds refer to their namespace', () => {
    const network = 'VPC.ec2.aws.m.upbound.io';
    const text =
      object(network, 'v', 'cidrBlock: 10.0.0.0/16', 'namespace: team') +
      object(
        'Subnet.ec2.aws.m.upbound.io',
        's',
        'vpcIdRef: {name: v}\ncidrBlock: 10.0.1.0/24',
        'namespace: team',
      );
    const bound = bindAll({ 'all.yaml': text });
    expect(where(onlyDraft('subnet', bound).network)).toBe(`${network}/team/v`);
  });
});

test('what the model says of Azure, AWS and Google Cloud', () => {
  const azure = (kind: string) => `${kind}.network.azure.upbound.io`;
  const aws = (kind: string) => `${kind}.ec2.aws.upbound.io`;
  const gcp = (kind: string) => `${kind}.compute.gcp.upbound.io`;
  const text =
    object(azure('VirtualNetwork'), 'hub', 'addressSpace: [10.0.0.0/16]\nresourceGroupName: rg') +
    object(azure('VirtualNetwork'), 'spoke', 'addressSpace: [10.1.0.0/16]\nresourceGroupName: rg') +
    object(
      azure('Subnet'),
      's',
      'addressPrefixes: [10.0.1.0/24]\nvirtualNetworkNameRef: {name: hub}\nresourceGroupName: rg',
    ) +
    object(
      azure('VirtualNetworkPeering'),
      'p',
      'virtualNetworkName: spoke\nremoteVirtualNetworkIdRef: {name: hub}\nresourceGroupName: rg',
    ) +
    object(aws('VPC'), 'v', 'cidrBlock: 10.2.0.0/16\ntags: {Name: prod}') +
    object(aws('VPCIPv4CidrBlockAssociation'), 'more', 'cidrBlock: 10.3.0.0/16\nvpcIdRef: {name: v}') +
    object(aws('VPCPeeringConnection'), 'c', 'vpcIdRef: {name: v}\npeerVpcId: vpc-1') +
    object(gcp('Network'), 'n', 'autoCreateSubnetworks: false') +
    object(
      gcp('Subnetwork'),
      'gs',
      'networkRef: {name: n}\nipCidrRange: 10.4.0.0/20\nsecondaryIpRange:\n- {rangeName: pods, ipCidrRange: 10.5.0.0/16}',
    );
  const bound = bindAll({ 'all.yaml': text });
  expect(networksIn(bound)).toEqual([
    'network hub 10.0.0.0/16',
    'network spoke 10.1.0.0/16',
    'network prod 10.2.0.0/16,10.3.0.0/16',
    'network n 10.4.0.0/20,10.5.0.0/16',
    `subnet s 10.0.1.0/24 in ${azure('VirtualNetwork')}/default/hub`,
    `subnet gs 10.4.0.0/20 in ${gcp('Network')}/default/n`,
    `subnet pods 10.5.0.0/16 in ${gcp('Network')}/default/n`,
    expect.stringMatching(/^peering .*spoke.* to VirtualNetwork\.network\.azure\.upbound\.io\/default\/hub$/),
    expect.stringMatching(/^peering VPC\.ec2\.aws\.upbound\.io\/default\/v to .*vpc-1/),
  ]);
  const [fact] = draftsOf('network', bound)[0]?.addressSpace.items ?? [];
  const range = fact?.origin.range;
  expect(range && range.file.text.slice(range.start, range.end)).toBe('10.0.0.0/16');
});

test('values that count at creation are behind the others', () => {
  const spec = 'initProvider: {cidrBlock: 10.9.0.0/16, enableDnsSupport: true}';
  const type = 'VPC.ec2.aws.upbound.io';
  const { attributes } = only(object(type, 'v', 'cidrBlock: 10.0.0.0/16', '', spec), type, 'v');
  expect(word(attributes.entries.get('cidr_block'))).toBe('10.0.0.0/16');
  expect(word(attributes.entries.get('enable_dns_support'))).toBe('true');
});

test('what is only observed is read, not declared', () => {
  const type = 'VirtualNetwork.network.azure.upbound.io';
  expect(only(object(type, 'v', '', '', 'managementPolicies: ["Observe"]'), type, 'v').mode).toBe('data');
  expect(only(object(type, 'v', '', '', 'managementPolicies: ["*"]'), type, 'v').mode).toBe('managed');
});

test('the provider configuration tells the subscription', () => {
  const type = 'VirtualNetwork.network.azure.upbound.io';
  const config = `---
apiVersion: azure.upbound.io/v1beta1
kind: ProviderConfig
metadata: {name: hub}
spec: {subscriptionID: s-1}
`;
  const { provider, providerSettings } = only(
    config + object(type, 'v', '', '', 'providerConfigRef: {name: hub}'),
    type,
    'v',
  );
  expect(provider).toBe('azurerm.hub');
  expect(word(providerSettings)).toBe('{subscription_id: s-1}');
});

test.each([
  ['resources', 'resources:\n  - name: v\n    base: {kind: VPC}'],
  ['pipeline', 'pipeline:\n  - input:\n      resources:\n      - base: {kind: VPC}'],
])('compositions are templates: one note (%s)', (_, spec) => {
  const text = `apiVersion: apiextensions.crossplane.io/v1\nkind: Composition\nmetadata: {name: c}\nspec:\n  ${spec}\n`;
  const { resources, diagnostics } = respelled({ 'c.yaml': text });
  expect(resources.size).toBe(0);
  expect(diagnostics.map(({ code, severity, range }) => [code, severity, formatPlace(range)])).toEqual([
    ['crossplane-composition', 'note', expect.stringMatching(/^c\.yaml:/)],
  ]);
});

test('odd shapes are no exception', () => {
  const type = 'Subnet.network.azure.upbound.io';
  const odd = [
    'virtualNetworkNameRef: 7',
    'virtualNetworkNameRef: {}',
    'virtualNetworkNameSelector: {matchLabels: []}',
    'virtualNetworkNameSelector: {matchLabels: {a: [1]}}',
    'subnetIdRefs: {}',
    '__proto__: {a: 1}\nconstructorRef: {name: __proto__}',
  ];
  for (const each of odd)
    expect(
      shortList(onlyDraft('subnet', bindAll({ 'a.yaml': object(type, 's', each) })).prefixes),
    ).toBeDefined();
});
