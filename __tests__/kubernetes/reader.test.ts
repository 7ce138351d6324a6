/** Manifests: which files are read, what their objects are called, which of them make up a unit. */
import { describe, expect, test } from 'vitest';
import { kubernetesLanguage } from '../../src/languages/kubernetes/kubernetes-language.ts';
import { formatPlace } from '../../src/text/range.ts';
import { addressesOf, onlyResource, plain, problemsOf, readManifests, valueAt } from './read-manifests.ts';

/** A network of Azure Service Operator. */
function network(name: string, extra = ''): string {
  return `apiVersion: network.azure.com/v1api20240301
kind: VirtualNetwork
metadata:
  name: ${name}
${extra}spec:
  addressSpace: {addressPrefixes: [10.0.0.0/16]}
`;
}

const HUB = 'VirtualNetwork.network.azure.com/default/hub';

describe('a file is recognised', () => {
  test.each([
    ['a kind that is read', 'a.yaml', network('hub'), true],
    ['a quoted version', 'a.yml', 'kind: VPC\n"apiVersion": "ec2.services.k8s.aws/v1alpha1"', true],
    ['JSON', 'a.json', '{"apiVersion":"cluster.x-k8s.io/v1beta1","kind":"Cluster"}', true],
    ['an item of a list', 'a.yaml', 'items:\n- apiVersion: eksctl.io/v1alpha5\n  kind: ClusterConfig', true],
    ['a kustomization without a version', 'x/kustomization.yaml', 'resources: []', true],
    ['an installation of OpenShift', 'a.yaml', 'apiVersion: v1\nnetworking:\n  machineNetwork: []', true],
    ['a Deployment', 'a.yaml', 'apiVersion: apps/v1\nkind: Deployment', false],
    ['a Service', 'a.yaml', 'apiVersion: v1\nkind: Service', true],
    ['a Service in JSON', 'a.json', '{"kind": "Service", "apiVersion": "v1"}', true],
    ['a ServiceAccount', 'a.yaml', 'apiVersion: v1\nkind: ServiceAccount', false],
    ['a Service of another group', 'a.yaml', 'apiVersion: serving.knative.dev/v1\nkind: Service', false],
    [
      'a kind of a read group that says nothing',
      'a.yaml',
      'apiVersion: cilium.io/v2\nkind: CiliumNode',
      false,
    ],
    ['a NetworkPolicy', 'a.yaml', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy', true],
    ['an IngressClass', 'a.yaml', 'apiVersion: networking.k8s.io/v1\nkind: IngressClass', false],
    ['a group that only ends alike', 'a.yaml', 'apiVersion: noteksctl.io/v1\nkind: ClusterConfig', false],
    ['no YAML', 'a.template', network('hub'), false],
  ])('%s: %s', (_, path, text, expected) => {
    expect(kubernetesLanguage.recognises(path, text)).toBe(expected);
  });
});

describe('addresses', () => {
  test.each([
    ['without a namespace', network('hub'), HUB],
    ['with one', network('hub', '  namespace: net\n'), 'VirtualNetwork.network.azure.com/net/hub'],
    ['with a variable', network('${NAME}-hub'), 'VirtualNetwork.network.azure.com/default/${NAME}-hub'],
    ['with a default', network('${NAME:=big}-hub'), 'VirtualNetwork.network.azure.com/default/big-hub'],
    [
      'that the cluster completes',
      network('x').replace('name: x', 'generateName: hub-'),
      'VirtualNetwork.network.azure.com/default/hub-*',
    ],
    [
      "of a configuration without a name: its file's",
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n',
      'ClusterConfiguration.kubeadm.k8s.io/default/main',
    ],
  ])('%s', (_, text, address) => {
    expect(addressesOf(readManifests(text))).toEqual({ '.': [address] });
  });

  test('an object has its kind, its values and the place of its kind', () => {
    const resource = onlyResource(readManifests(`# first\n---\n${network('hub')}`));
    expect(resource).toMatchObject({
      dialect: 'kubernetes',
      mode: 'managed',
      type: 'VirtualNetwork.network.azure.com',
      name: 'hub',
    });
    expect(formatPlace(resource.range)).toBe('main.yaml:4:7');
    expect(plain(resource.attributes)).toEqual({
      apiVersion: 'network.azure.com/v1api20240301',
      kind: 'VirtualNetwork',
      metadata: { name: 'hub' },
      spec: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } },
    });
    const prefixes = valueAt(resource, 'spec', 'addressSpace', 'addressPrefixes');
    const first = prefixes?.kind === 'list' ? prefixes.items[0] : undefined;
    expect(first && formatPlace(first.origin.range)).toBe('main.yaml:8:36');
  });
});

describe('documents', () => {
  test('a list becomes its items, in JSON too', () => {
    const item = { apiVersion: 'network.azure.com/v1', kind: 'VirtualNetwork', metadata: { name: 'hub' } };
    const list = { apiVersion: 'v1', kind: 'List', items: [item, { apiVersion: 'v1', kind: 'Pod' }] };
    expect(addressesOf(readManifests({ 'a.json': JSON.stringify(list) }))).toEqual({ '.': [HUB] });
  });

  test('a broken one costs itself', () => {
    const read = readManifests(`${network('hub')}---\nkind: [\n---\n${network('spoke')}`);
    expect(addressesOf(read)['.']).toEqual([HUB, HUB.replace('hub', 'spoke')]);
    expect(problemsOf(read)).toEqual(['main.yaml:9:1 error yaml-syntax']);
  });

  test('a file of comments has none', () => {
    expect(readManifests('# apiVersion: network.azure.com/v1\n# kind: VirtualNetwork\n')).toEqual({
      units: [],
      diagnostics: [],
    });
  });

  test('a key that stands twice is told, and the last one counts', () => {
    const read = readManifests(`${network('hub')}  location: a\n  location: b\n`);
    expect(problemsOf(read)).toEqual(['main.yaml:8:3 warning kubernetes-duplicate-key']);
    expect(plain(valueAt(onlyResource(read), 'spec', 'location'))).toBe('b');
  });

  test('an object that stands twice in a file is told, and the last one counts', () => {
    const second = network('hub').replace('10.0.0.0', '10.9.0.0');
    const read = readManifests(`${network('hub')}---\n${second}`);
    expect(problemsOf(read)).toEqual(['main.yaml:2:7 warning kubernetes-duplicate-object']);
    expect(plain(valueAt(onlyResource(read), 'spec', 'addressSpace', 'addressPrefixes'))).toEqual([
      '10.9.0.0/16',
    ]);
  });

  test('objects whose names the cluster completes are different ones', () => {
    const one = network('x').replace('name: x', 'generateName: hub-');
    expect(addressesOf(readManifests(`${one}---\n${one}`))['.']).toHaveLength(2);
  });
});

describe('units', () => {
  test('the objects of a folder', () => {
    const read = readManifests({
      'a/hub.yaml': network('hub'),
      'a/spoke.yaml': network('spoke'),
      'b/hub.yaml': network('hub'),
    });
    expect(addressesOf(read)).toEqual({ a: [HUB, HUB.replace('hub', 'spoke')], b: [HUB] });
  });

  test('flavours of one thing are units of their own', () => {
    const read = readManifests({
      'a/dev.yaml': network('hub'),
      'a/prod.yaml': network('hub'),
      'a/else.yaml': network('spoke'),
    });
    expect(addressesOf(read)).toEqual({
      a: [HUB.replace('hub', 'spoke')],
      'a/dev.yaml': [HUB],
      'a/prod.yaml': [HUB],
    });
  });

  test('only what is asked for', () => {
    const files = { 'a/hub.yaml': network('hub'), 'b/hub.yaml': network('hub'), 'b/x.yaml': 'kind: [' };
    expect(addressesOf(readManifests(files, ['a']))).toEqual({ a: [HUB] });
    expect(addressesOf(readManifests(files, ['b/hub.yaml']))).toEqual({ b: [HUB] });
  });
});

describe('templates of other tools', () => {
  test('of Helm are told once for a chart', () => {
    const read = readManifests({
      'charts/net/Chart.yaml': 'apiVersion: v2\nname: net\n',
      'charts/net/templates/a.yaml': network('hub'),
      'charts/net/templates/sub/b.yaml': network('hub'),
      'templates/c.yaml': network('hub'),
    });
    expect(addressesOf(read)).toEqual({ templates: [HUB] });
    expect(problemsOf(read)).toEqual(['charts/net/templates/a.yaml:1:1 note kubernetes-helm']);
  });

  test('of which no rule asks for anything are not told', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: {{ .Release.Name }}}\n';
    const read = readManifests({
      'charts/app/Chart.yaml': 'apiVersion: v2\nname: app\n',
      'charts/app/templates/service.yaml': service,
      'service.yaml': service,
    });
    expect(read).toEqual({ units: [], diagnostics: [] });
  });

  test.each([
    ['a value', network('{{ .Values.name }}'), true],
    ['a part of a value', network('hub-{{ name }}'), true],
    ['a line', `{{- if .Values.hub }}\n${network('hub')}{{- end }}\n`, true],
    ['a quoted value', network("'{{ name }}'"), false],
    ['a block of text', network('hub', '  annotations:\n    a: |\n      {{ name }}\n'), false],
    ['a comment', network('hub # {{ name }}'), false],
    ['an expression of GitHub', network('${{ vars.NAME }}'), false],
  ])('%s', (_, text, isTemplate) => {
    const read = readManifests(text);
    expect(problemsOf(read)).toEqual(isTemplate ? ['main.yaml:1:1 note kubernetes-template'] : []);
    expect(read.units).toHaveLength(isTemplate ? 0 : 1);
  });
});

describe('objects in objects of Cluster API', () => {
  const text = (inside: string) => `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureASOManagedControlPlane
metadata: {name: c, namespace: team}
spec:
  version: v1.35.0
  resources:
  - apiVersion: containerservice.azure.com/v1api20240901
    kind: ManagedCluster
    metadata: {name: aks}
    spec: {${inside}}
`;
  const owner = `---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: c, namespace: team}
spec:
  clusterNetwork: {pods: {cidrBlocks: [10.244.0.0/16]}, services: {cidrBlocks: [10.96.0.0/16]}}
  controlPlaneRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: AzureASOManagedControlPlane, name: c}
`;
  const specOf = (manifests: string): unknown => {
    const all = readManifests(manifests).units.flatMap((unit) => unit.resources);
    const inner = all.find(({ address }) => address === 'ManagedCluster.containerservice.azure.com/team/aks');
    return inner && plain(valueAt(inner, 'spec'));
  };

  test('get what the Cluster says', () => {
    expect(specOf(text('') + owner)).toEqual({
      kubernetesVersion: 'v1.35.0',
      networkProfile: { podCidr: '10.244.0.0/16', serviceCidr: '10.96.0.0/16' },
    });
  });

  test('keep what they say themselves', () => {
    expect(
      specOf(text('networkProfile: {podCidrs: [10.9.0.0/16], serviceCidr: 10.8.0.0/16}') + owner),
    ).toEqual({
      kubernetesVersion: 'v1.35.0',
      networkProfile: { podCidrs: ['10.9.0.0/16'], serviceCidr: '10.8.0.0/16' },
    });
  });

  test('are unknown there without a Cluster', () => {
    expect(specOf(text(''))).toMatchObject({
      networkProfile: { podCidr: '?outside', serviceCidr: '?outside' },
    });
  });
});
