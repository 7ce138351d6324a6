/** Google Config Connector: every kind, references, projects. */
import { expect, test } from 'vitest';
import { REFERENCES, TYPES } from '../../src/bindings/respell/config-connector/kinds.ts';
import { draftsOf } from '../bindings/bind-files.ts';
import { bindAll, networksIn, respelled, where, word } from './respelled.ts';

function object(type: string, name: string, spec: string, metadata = ''): string {
  const [kind = '', ...group] = type.split('.');
  return `---
apiVersion: ${group.join('.')}/v1beta1
kind: ${kind}
metadata:
  name: ${name}
${metadata.replace(/^(?=.)/gm, '  ')}
spec:
  description: one
${spec.replace(/^(?=.)/gm, '  ')}
`;
}

const compute = (kind: string) => `${kind}.compute.cnrm.cloud.google.com`;

test.each([...TYPES])('%s', (type, expected) => {
  const { resources } = respelled({ 'a.yaml': object(type, 'one', 'someValue: 1') });
  const resource = resources.get(`${type}/default/one`);
  expect(resource?.type).toBe(expected);
  expect(word(resource?.attributes.entries.get('name'))).toBe('one');
  expect(word(resource?.attributes.entries.get('some_value'))).toBe('1');
});

test.each([...REFERENCES])('%sRef means %s', (argument, type) => {
  const camel = argument
    .replace('vpn', 'VPN')
    .replace(/_([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
  const from = compute('ComputeNetworkPeering');
  const text = object(type, 'target', '') + object(from, 'from', `${camel}Ref: {name: target}`);
  const { resources } = respelled({ 'a.yaml': text });
  const value = resources.get(`${from}/default/from`)?.attributes.entries.get(argument);
  expect(value?.reference).toMatchObject({ address: `${type}/default/target` });
});

test('what the model says', () => {
  const text =
    object(compute('ComputeNetwork'), 'a', 'autoCreateSubnetworks: false') +
    object(compute('ComputeNetwork'), 'b', 'autoCreateSubnetworks: false\nresourceID: real-b') +
    object(
      compute('ComputeSubnetwork'),
      's',
      'ipCidrRange: 10.0.0.0/20\nnetworkRef: {name: a}\nsecondaryIpRange:\n- {rangeName: pods, ipCidrRange: 10.8.0.0/14}',
    ) +
    object(compute('ComputeNetworkPeering'), 'p', 'networkRef: {name: a}\npeerNetworkRef: {name: b}') +
    object(
      compute('ComputeNetworkPeering'),
      'q',
      'networkRef: {name: b}\npeerNetworkRef: {external: projects/p/global/networks/far}',
    ) +
    object(
      compute('ComputeAddress'),
      'psa',
      'location: global\npurpose: VPC_PEERING\naddress: 10.64.0.0\nprefixLength: 16\nnetworkRef: {name: b}',
    ) +
    object(
      compute('ComputeAddress'),
      'one',
      'location: europe-west1\npurpose: VPC_PEERING\naddress: 10.65.0.0\nprefixLength: 16\nnetworkRef: {name: b}',
    ) +
    object(
      'DNSManagedZone.dns.cnrm.cloud.google.com',
      'z',
      'dnsName: corp.example.\nvisibility: private\nprivateVisibilityConfig: {networks: [{networkRef: {name: a}}]}',
    );
  const bound = bindAll({ 'all.yaml': text });
  expect(networksIn(bound)).toEqual([
    'network a 10.0.0.0/20,10.8.0.0/14',
    'network real-b 10.64.0.0/16',
    `subnet s 10.0.0.0/20 in ${compute('ComputeNetwork')}/default/a`,
    `subnet pods 10.8.0.0/14 in ${compute('ComputeNetwork')}/default/a`,
    `subnet psa 10.64.0.0/16 in ${compute('ComputeNetwork')}/default/b`,
    `peering ${compute('ComputeNetwork')}/default/a to ${compute('ComputeNetwork')}/default/b`,
    expect.stringMatching(/^peering .*\/b to p:networks\/far$/),
  ]);
  expect(draftsOf('dns-link', bound).map(({ network }) => where(network))).toEqual([
    `${compute('ComputeNetwork')}/default/a`,
  ]);
});

test('the annotation tells the project, the namespace does not', () => {
  const text =
    object(
      compute('ComputeNetwork'),
      'a',
      '',
      'namespace: team\nannotations: {cnrm.cloud.google.com/project-id: p-1}',
    ) + object(compute('ComputeNetwork'), 'b', '', 'namespace: team');
  const { resources } = respelled({ 'a.yaml': text });
  const of = (name: string) =>
    resources.get(`${compute('ComputeNetwork')}/team/${name}`)?.attributes.entries.get('project');
  expect([word(of('a')), word(of('b'))]).toEqual(['p-1', '-']);
});
