/** Installers and pools: eksctl, kubeadm, kind, kops, OpenShift, Calico, Cilium. */
import { describe, expect, test } from 'vitest';
import { draftsOf, onlyDraft, place, short, shortList, shortTarget } from '../bindings/bind-files.ts';
import { bindManifests } from './read-manifests.ts';

describe('eksctl', () => {
  const config = (rest: string) =>
    `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: c, version: "1.35"}\n${rest}`;

  test.each([
    ['nothing', '', ['default 192.168.0.0/16']],
    ['a range', 'vpc: {cidr: 10.8.0.0/16, extraCIDRs: [100.64.0.0/16]}', ['10.8.0.0/16', '100.64.0.0/16']],
    ['IPv6', 'kubernetesNetworkConfig: {ipFamily: IPv6}', ['default 192.168.0.0/16', '? computed']],
    ['a VPC that exists', 'vpc: {id: vpc-1, cidr: 10.8.0.0/16}', undefined],
    ['subnets that exist', 'vpc: {subnets: {private: {a: {id: subnet-1}}}}', undefined],
  ])('network with %s', (_, rest, expected) => {
    const networks = draftsOf('network', bindManifests(config(rest)));
    expect(networks.map((draft) => shortList(draft.addressSpace))[0]).toEqual(expected);
  });

  test('subnets and node groups', () => {
    const bound = bindManifests(
      config(`vpc:
  cidr: 10.8.0.0/16
  subnets: {private: {eu-1a: {cidr: 10.8.1.0/24}}}
managedNodeGroups:
- {name: one, desiredCapacity: 2, minSize: 1, maxSize: 5, subnets: [eu-1a]}
nodeGroups:
- {name: two}
`),
    );
    const subnet = onlyDraft('subnet', bound);
    expect([subnet.name, ...shortList(subnet.prefixes), place(subnet.range)]).toEqual([
      'eu-1a',
      '10.8.1.0/24',
      'main.yaml:6:30',
    ]);
    const pools = draftsOf('node-pool', bound).map((pool) => [
      pool.name,
      short(pool.count),
      short(pool.min),
      short(pool.max),
      shortTarget(pool.nodeSubnet),
    ]);
    expect(pools).toEqual([
      ['one', '2', '1', '5', '@ClusterConfig.eksctl.io/default/c.vpc.subnets.private.eu-1a'],
      ['two', '-', '-', '-', '? unsupported'],
    ]);
  });

  test.each([
    ['', '? computed'],
    ['kubernetesNetworkConfig: {serviceIPv4CIDR: 10.100.0.0/16}', '10.100.0.0/16'],
  ])('services with "%s"', (rest, expected) => {
    expect(shortList(onlyDraft('cluster', bindManifests(config(rest))).serviceCidrs)).toEqual([expected]);
  });
});

/** Pods, services and DNS of the only cluster. */
function clusterOf(text: string): string[] {
  const draft = onlyDraft('cluster', bindManifests(text));
  return [
    shortList(draft.podCidrs).join(' '),
    shortList(draft.serviceCidrs).join(' '),
    short(draft.dnsServiceIp),
  ];
}

describe('clusters of installers', () => {
  const KUBEADM = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n';
  const KIND = 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n';
  const KOPS = 'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: k}\n';
  const OPENSHIFT = 'apiVersion: v1\nmetadata: {name: o}\nnetworking:\n';

  test.each([
    ['kubeadm', KUBEADM, ['? computed', 'default 10.96.0.0/12', 'default 10.96.0.10']],
    [
      'kubeadm with ranges',
      `${KUBEADM}networking: {podSubnet: "10.1.0.0/16,fd00::/56", serviceSubnet: 10.2.0.0/16}`,
      ['10.1.0.0/16 fd00::/56', '10.2.0.0/16', 'default 10.2.0.10'],
    ],
    ['kind', KIND, ['default 10.244.0.0/16', 'default 10.96.0.0/16', 'default 10.96.0.10']],
    ['kind with IPv6', `${KIND}networking: {ipFamily: ipv6}`, ['? computed', '? computed', '? computed']],
    ['kops', `${KOPS}spec: {podCIDR: 100.96.0.0/11}`, ['100.96.0.0/11', '? computed', '? computed']],
    [
      'OpenShift',
      `${OPENSHIFT}  machineNetwork: [{cidr: 10.3.0.0/16}]`,
      ['default 10.128.0.0/14', 'default 172.30.0.0/16', 'default 172.30.0.10'],
    ],
    [
      'OpenShift with ranges',
      `${OPENSHIFT}  clusterNetwork: [{cidr: 10.4.0.0/14, hostPrefix: 23}]\n  serviceNetwork: [10.9.0.0/16]`,
      ['10.4.0.0/14', '10.9.0.0/16', 'default 10.9.0.10'],
    ],
  ])('%s', (_, text, expected) => {
    expect(clusterOf(text)).toEqual(expected);
  });

  test.each([
    [
      'kops',
      `${KOPS}spec: {networkCIDR: 10.5.0.0/16, subnets: [{name: a, cidr: 10.5.1.0/24}]}`,
      ['10.5.0.0/16'],
    ],
    ['kops in a network that exists', `${KOPS}spec: {networkID: vpc-1, networkCIDR: 10.5.0.0/16}`, undefined],
    [
      'OpenShift on AWS',
      `platform: {aws: {region: x}}\n${OPENSHIFT}  machineNetwork: [{cidr: 10.3.0.0/16}]`,
      ['10.3.0.0/16'],
    ],
    [
      'OpenShift on AWS without a range',
      `platform: {aws: {region: x}}\n${OPENSHIFT}  clusterNetwork: []`,
      ['default 10.0.0.0/16'],
    ],
    [
      'OpenShift in subnets that exist',
      `platform: {aws: {subnets: [a]}}\n${OPENSHIFT}  machineNetwork: [{cidr: 10.3.0.0/16}]`,
      undefined,
    ],
    [
      'OpenShift on machines',
      `platform: {none: {}}\n${OPENSHIFT}  machineNetwork: [{cidr: 10.3.0.0/16}]`,
      undefined,
    ],
  ])('network of %s', (_, text, expected) => {
    const networks = draftsOf('network', bindManifests(text));
    expect(networks.map((draft) => shortList(draft.addressSpace))[0]).toEqual(expected);
  });
});

describe('pools', () => {
  test('of one unit are one cluster, and no ranges of a network', () => {
    const bound = bindManifests({
      'a/one.yaml': `apiVersion: projectcalico.org/v3
kind: IPPool
metadata: {name: one}
spec: {cidr: 10.48.0.0/16}
---
apiVersion: crd.projectcalico.org/v1
kind: IPPool
metadata: {name: off}
spec: {cidr: 10.49.0.0/16, disabled: true}
---
apiVersion: operator.tigera.io/v1
kind: Installation
metadata: {name: default}
spec: {calicoNetwork: {ipPools: [{cidr: 10.50.0.0/16}]}}
`,
      'a/two.yaml': `apiVersion: cilium.io/v2alpha1
kind: CiliumPodIPPool
metadata: {name: two}
spec: {ipv4: {cidrs: [10.51.0.0/16], maskSize: 27}}
---
apiVersion: networking.k8s.io/v1
kind: ServiceCIDR
metadata: {name: three}
spec: {cidrs: [10.96.0.0/16]}
`,
    });
    const draft = onlyDraft('cluster', bound);
    expect(draft.name).toBe('the cluster of a');
    expect(shortList(draft.podCidrs)).toEqual(['10.48.0.0/16', '10.50.0.0/16', '10.51.0.0/16']);
    expect(shortList(draft.serviceCidrs)).toEqual(['10.96.0.0/16']);
    expect(draftsOf('range', bound)).toEqual([]);
    expect(place(draft.range)).toBe('a/one.yaml:2:7');
  });
});
