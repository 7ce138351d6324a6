/** AWS Controllers for Kubernetes: every kind, references, associations. */
import { expect, test } from 'vitest';
import { REFERENCES, TYPES } from '../../src/bindings/respell/ack/kinds.ts';
import { draftsOf, short, shortList } from '../bindings/bind-files.ts';
import { bindAll, networksIn, respelled, where, word } from './respelled.ts';

function object(type: string, name: string, spec: string, metadata = ''): string {
  const [kind = '', ...group] = type.split('.');
  return `---
apiVersion: ${group.join('.')}/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
${metadata.replace(/^(?=.)/gm, '  ')}
spec:
  some: one
${spec.replace(/^(?=.)/gm, '  ')}
`;
}

const ec2 = (kind: string) => `${kind}.ec2.services.k8s.aws`;
const eks = (kind: string) => `${kind}.eks.services.k8s.aws`;

test.each([...TYPES])('%s', (type, expected) => {
  const { resources } = respelled({ 'a.yaml': object(type, 'one', 'tags: [{key: Name, value: n}]') });
  const resource = resources.get(`${type}/default/one`);
  expect(resource?.type).toBe(expected);
  expect(word(resource?.attributes.entries.get('tags'))).toBe('{Name: n}');
});

test.each([...REFERENCES])('%s', (key, [argument, type]) => {
  const isList = key.endsWith('Refs');
  const reference = isList ? '[{from: {name: target}}]' : '{from: {name: target}}';
  const from = ec2('VPCPeeringConnection');
  const { resources } = respelled({
    'a.yaml': object(type, 'target', '') + object(from, 'from', `${key}: ${reference}`),
  });
  const value = resources.get(`${from}/default/from`)?.attributes.entries.get(argument);
  const one = value?.kind === 'list' ? value.items[0] : value;
  expect(one?.reference?.address).toBe(`${type}/default/target`);
});

test('what the model says', () => {
  const text =
    object(ec2('VPC'), 'v', 'cidrBlocks: [10.0.0.0/16, 10.1.0.0/16]\ntags: [{key: Name, value: prod}]') +
    object(ec2('VPC'), 'w', 'cidrBlocks: [10.2.0.0/16]') +
    object(
      ec2('Subnet'),
      's',
      'cidrBlock: 10.0.1.0/24\nvpcRef: {from: {name: v}}\nrouteTableRefs: [{from: {name: rt}}]',
    ) +
    object(
      ec2('VPCPeeringConnection'),
      'p',
      'vpcRef: {from: {name: v}}\npeerVPCRef: {from: {name: w}}\nacceptRequest: true',
    ) +
    object(
      ec2('RouteTable'),
      'rt',
      'vpcRef: {from: {name: v}}\nroutes:\n- {destinationCIDRBlock: 10.2.0.0/16, vpcPeeringConnectionRef: {from: {name: p}}}',
    ) +
    object(
      eks('Cluster'),
      'c',
      'name: prod\nresourcesVPCConfig: {subnetRefs: [{from: {name: s}}], endpointPublicAccess: false}\nkubernetesNetworkConfig: {serviceIPv4CIDR: 172.20.0.0/16}',
    ) +
    object(
      eks('Nodegroup'),
      'ng',
      'name: pool\nclusterRef: {from: {name: c}}\nsubnetRefs: [{from: {name: s}}]\nscalingConfig: {desiredSize: 2, minSize: 1, maxSize: 5}',
    ) +
    object(
      ec2('SecurityGroup'),
      'g',
      'vpcRef: {from: {name: v}}\ningressRules:\n- {ipProtocol: tcp, fromPort: 443, toPort: 443, ipRanges: [{cidrIP: 10.9.0.0/16}]}',
    ) +
    object(
      ec2('DHCPOptions'),
      'd',
      'dhcpConfigurations:\n- {key: domain-name-servers, values: [10.0.0.2]}\nvpcRefs: [{from: {name: w}}]',
    );
  const bound = bindAll({ 'all.yaml': text });
  expect(networksIn(bound)).toEqual([
    'network prod 10.0.0.0/16,10.1.0.0/16',
    expect.stringMatching(/^network VPC.* 10\.2\.0\.0\/16$/),
    expect.stringMatching(/^subnet .* 10\.0\.1\.0\/24 in VPC\.ec2\.services\.k8s\.aws\/default\/v$/),
    `peering ${ec2('VPC')}/default/v to ${ec2('VPC')}/default/w`,
  ]);
  expect(draftsOf('peering', bound).map((one) => short(one.createsBothEnds))).toEqual(['true']);
  expect(draftsOf('route', bound).map((one) => [short(one.nextHop), where(one.nextHopTarget)])).toEqual([
    ['peering', `${ec2('VPCPeeringConnection')}/default/p`],
  ]);
  expect(
    draftsOf('route-table-association', bound).map((one) => [where(one.table), where(one.subnet)]),
  ).toEqual([[`${ec2('RouteTable')}/default/rt`, `${ec2('Subnet')}/default/s`]]);
  expect(
    draftsOf('cluster', bound).map((one) => [shortList(one.serviceCidrs), short(one.privateApi)]),
  ).toEqual([[['172.20.0.0/16'], 'true']]);
  expect(
    draftsOf('node-pool', bound).map((one) => [short(one.max), where(one.cluster), where(one.nodeSubnet)]),
  ).toEqual([['5', `${eks('Cluster')}/default/c`, `${ec2('Subnet')}/default/s`]]);
  expect(draftsOf('security-rule', bound).map((one) => shortList(one.source.prefixes))).toEqual([
    ['10.9.0.0/16'],
  ]);
  expect(draftsOf('network', bound).map((one) => shortList(one.dnsServers))).toEqual([[], ['10.0.0.2']]);
});

test.each(['vpcRef: 7', 'vpcRef: {from: 7}', 'vpcRef: {}', 'tags: 7', 'tags: [7]', 'cidrBlock: {a: 1}'])(
  'odd shapes are no exception: %s',
  (spec) => {
    expect(draftsOf('subnet', bindAll({ 'a.yaml': object(ec2('Subnet'), 's', spec) }))).toHaveLength(1);
  },
);

test('a private zone without a VPC is not told to be public', () => {
  const zone = 'HostedZone.route53.services.k8s.aws';
  const { resources } = respelled({
    'a.yaml': object(zone, 'z', 'name: corp.example\nhostedZoneConfig: {privateZone: true}'),
  });
  expect(word(resources.get(`${zone}/default/z`)?.attributes.entries.get('vpc'))).toBe('?outside');
});
