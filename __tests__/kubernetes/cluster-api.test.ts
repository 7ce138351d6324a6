/** Cluster API: networks, subnets and peerings that its objects make, clusters and node pools. */
import { describe, expect, test } from 'vitest';
import { draftsOf, gapsOf, onlyDraft, place, short, shortList, shortTarget } from '../bindings/bind-files.ts';
import { bindManifests } from './read-manifests.ts';

const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io/v1beta1';
const AZURE = 'AzureCluster.infrastructure.cluster.x-k8s.io/default/c';

function azureCluster(spec: string): string {
  return `apiVersion: ${INFRASTRUCTURE}
kind: AzureCluster
metadata: {name: c}
spec:
${spec}`;
}

function subnetsOf(text: string): string[] {
  return draftsOf('subnet', bindManifests(text)).map(
    ({ path, prefixes }) => `${path.at(-1)}: ${shortList(prefixes).join(' ')}`,
  );
}

describe('AzureCluster', () => {
  test('without a word has default ranges', () => {
    const text = azureCluster('  resourceGroup: rg\n  networkSpec: {vnet: {name: net}}\n');
    const network = onlyDraft('network', bindManifests(text));
    expect(network.name).toBe('net');
    expect(shortList(network.addressSpace)).toEqual(['default 10.0.0.0/8']);
    expect(network.keys).toEqual([
      { namespace: 'azure', names: ['net'], scope: [undefined, 'rg'], within: 'cluster-api' },
    ]);
    expect(subnetsOf(text)).toEqual(['control-plane: default 10.0.0.0/16', 'node: default 10.1.0.0/16']);
  });

  test.each([
    [
      'both roles',
      '[{role: control-plane}, {role: node}]',
      ['0: default 10.0.0.0/16', '1: default 10.1.0.0/16'],
    ],
    [
      'two for nodes',
      '[{role: node}, {role: node, cidrBlocks: [10.9.0.0/24]}, {role: node}]',
      [
        '0: default 10.1.0.0/16',
        '1: 10.9.0.0/24',
        '2: default 10.3.0.0/16',
        'control-plane: default 10.0.0.0/16',
      ],
    ],
    ['one for both', '[{role: cluster}]', ['0: default 10.0.0.0/16']],
    ['a role that is not known', '[{role: "${R}"}]', ['0: ? computed']],
    ['a list that is not known', '${S}', []],
  ])('subnets: %s', (_, subnets, expected) => {
    expect(subnetsOf(azureCluster(`  networkSpec:\n    subnets: ${subnets}\n`))).toEqual(expected);
  });

  test('one entry makes both links of a peering', () => {
    const text = azureCluster(`  resourceGroup: rg
  subscriptionID: S
  networkSpec:
    vnet:
      cidrBlocks: [10.8.0.0/16]
      peerings:
      - resourceGroup: rg-hub
        remoteVnetName: hub
        forwardPeeringProperties: {useRemoteGateways: true}
        reversePeeringProperties: {allowGatewayTransit: true}
`);
    const links = draftsOf('peering', bindManifests(text));
    expect(links.map((link) => [shortTarget(link.from), shortTarget(link.to)])).toEqual([
      [`@${AZURE}`, 's/rg-hub:hub'],
      ['s/rg-hub:hub', `@${AZURE}`],
    ]);
    expect(links.map((link) => short(link.createsBothEnds))).toEqual(['true', 'true']);
    expect(links.map((link) => short(link.useRemoteGateways))).toEqual(['true', 'default false']);
    expect(links.map((link) => short(link.allowGatewayTransit))).toEqual(['default false', 'true']);
    expect(links.map(({ range }) => place(range))).toEqual(['main.yaml:11:9', 'main.yaml:11:9']);
  });

  test('a network in another group is not its own', () => {
    const vnet = 'vnet: {name: net, resourceGroup: rg-net, peerings: [{remoteVnetName: hub}]}';
    const bound = bindManifests(azureCluster(`  resourceGroup: rg\n  networkSpec: {${vnet}}\n`));
    expect(draftsOf('network', bound)).toEqual([]);
    expect(draftsOf('subnet', bound)).toEqual([]);
    expect(draftsOf('peering', bound).map((link) => shortTarget(link.from))).toEqual([
      '*/rg-net:net',
      '*/rg:hub',
    ]);
  });

  test.each([
    ['${G}', '${G}', undefined],
    ['${G:=rg}', 'RG', undefined],
    ['${G}', '${H}', 'missing-input'],
    ['${G}', 'rg', 'missing-input'],
  ])('a network in the group %s of a cluster in %s', (group, own, doubt) => {
    const spec = `  resourceGroup: ${own}\n  networkSpec:\n    vnet:\n      resourceGroup: ${group}\n`;
    const network = onlyDraft('network', bindManifests(azureCluster(spec)));
    expect(network.possible?.code).toBe(doubt);
  });
});

function cluster(spec: string): string {
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: c}
spec:
${spec}---
`;
}

describe('Cluster', () => {
  const KUBEADM = `  controlPlaneRef: {apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlane, name: cp}
`;

  test('has the ranges that it writes', () => {
    const draft = onlyDraft(
      'cluster',
      bindManifests(
        cluster(`  clusterNetwork: {pods: {cidrBlocks: [10.244.0.0/16]}, services: {cidrBlocks: [10.97.0.0/16]}}
  infrastructureRef: {kind: AWSCluster, name: c}
${KUBEADM}`),
      ),
    );
    expect([draft.cloud, draft.type, short(draft.networkMode)]).toEqual(['aws', 'other', '? environment']);
    expect(shortList(draft.podCidrs)).toEqual(['10.244.0.0/16']);
    expect(shortList(draft.serviceCidrs)).toEqual(['10.97.0.0/16']);
    expect(short(draft.dnsServiceIp)).toBe('default 10.97.0.10');
  });

  test('has those of kubeadm', () => {
    const controlPlane = `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: {name: cp}
spec: {version: v1.35.2, kubeadmConfigSpec: {clusterConfiguration: {networking: {podSubnet: "10.1.0.0/16,fd00::/64"}}}}
`;
    const draft = onlyDraft('cluster', bindManifests(cluster(KUBEADM) + controlPlane));
    expect(shortList(draft.podCidrs)).toEqual(['10.1.0.0/16', 'fd00::/64']);
    expect(shortList(draft.serviceCidrs)).toEqual(['default 10.96.0.0/12']);
    expect(short(draft.version)).toBe('v1.35.2');
  });

  test('of a class leaves a gap', () => {
    const bound = bindManifests(cluster('  topology: {class: big, version: v1.35.0}\n'));
    expect(short(onlyDraft('cluster', bound).version)).toBe('v1.35.0');
    expect(gapsOf(bound)).toEqual(['Cluster.cluster.x-k8s.io/default/c spec.topology: unsupported']);
  });

  test('of a service whose control plane was not read is one of that service', () => {
    const reference = `  controlPlaneRef: {apiVersion: ${INFRASTRUCTURE}, kind: AzureManagedControlPlane, name: x}\n`;
    expect(onlyDraft('cluster', bindManifests(cluster(reference))).type).toBe('aks');
  });
});

describe('AzureManagedControlPlane', () => {
  const OWNER =
    cluster(`  clusterNetwork: {pods: {cidrBlocks: [10.50.0.0/16]}, services: {cidrBlocks: [10.60.0.0/16]}}
  controlPlaneRef: {apiVersion: ${INFRASTRUCTURE}, kind: AzureManagedControlPlane, name: "\${N}-cp"}
`);
  const controlPlane = (spec: string) => `apiVersion: ${INFRASTRUCTURE}
kind: AzureManagedControlPlane
metadata: {name: "\${N}-cp"}
spec: {resourceGroupName: rg, networkPlugin: azure, ${spec}}
---
`;
  const POOL = `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachinePool
metadata: {name: p}
spec:
  clusterName: c
  replicas: 4
  template: {spec: {infrastructureRef: {apiVersion: ${INFRASTRUCTURE}, kind: AzureManagedMachinePool, name: p}}}
---
apiVersion: ${INFRASTRUCTURE}
kind: AzureManagedMachinePool
metadata: {name: p}
spec: {maxPods: 40, scaling: {minSize: 2, maxSize: 9}}
`;

  test('takes the ranges of its Cluster', () => {
    const draft = onlyDraft('cluster', bindManifests(OWNER + controlPlane('networkPluginMode: overlay')));
    expect([draft.type, short(draft.networkMode)]).toEqual(['aks', 'overlay']);
    expect(shortList(draft.podCidrs)).toEqual(['10.50.0.0/16']);
    expect(shortList(draft.serviceCidrs)).toEqual(['10.60.0.0/16']);
  });

  test('without its Cluster does not know them', () => {
    const draft = onlyDraft('cluster', bindManifests(controlPlane('networkPluginMode: overlay')));
    expect(shortList(draft.podCidrs)).toEqual(['? outside']);
    expect(shortList(draft.serviceCidrs)).toEqual(['? outside']);
  });

  test.each([
    ['', ['default 10.0.0.0/8'], ['default 10.240.0.0/16']],
    ['networkPluginMode: overlay', ['default 10.224.0.0/12'], ['default 10.224.0.0/16']],
    ['networkPluginMode: "${M}"', ['? missing-input'], ['? missing-input']],
    [
      'virtualNetwork: {name: n, cidrBlock: 10.7.0.0/16, subnet: {name: s, cidrBlock: 10.7.1.0/24}}',
      ['10.7.0.0/16'],
      ['10.7.1.0/24'],
    ],
    ['virtualNetwork: {name: n, resourceGroup: rg-net}', undefined, undefined],
  ])('network with %s', (spec, space, subnet) => {
    const bound = bindManifests(OWNER + controlPlane(spec));
    expect(draftsOf('network', bound).map((draft) => shortList(draft.addressSpace))[0]).toEqual(space);
    expect(draftsOf('subnet', bound).map((draft) => shortList(draft.prefixes))[0]).toEqual(subnet);
  });

  test('pools have their numbers, their cluster and its subnet', () => {
    const pool = onlyDraft('node-pool', bindManifests(OWNER + controlPlane('') + POOL));
    const at = 'AzureManagedControlPlane.infrastructure.cluster.x-k8s.io/default/${N}-cp';
    expect(
      [pool.count, pool.min, pool.max, pool.maxPods, pool.autoscaling].map((fact) => short<unknown>(fact)),
    ).toEqual(['4', '2', '9', '40', 'true']);
    expect(shortTarget(pool.cluster)).toBe(`@${at}`);
    expect(shortTarget(pool.nodeSubnet)).toBe(`@${at}.spec.virtualNetwork.subnet`);
  });

  test('pools without their MachinePool and cluster know neither', () => {
    const pool = onlyDraft('node-pool', bindManifests(POOL.slice(POOL.indexOf('---') + 4)));
    expect([short(pool.count), shortTarget(pool.cluster), shortTarget(pool.nodeSubnet)]).toEqual([
      '? outside',
      '? outside',
      '? outside',
    ]);
  });

  test('pools in a network that exists mean its subnet by name', () => {
    const existing = 'virtualNetwork: {name: n, resourceGroup: rg-net, subnet: {name: s}}';
    const pool = onlyDraft('node-pool', bindManifests(OWNER + controlPlane(existing) + POOL));
    expect(shortTarget(pool.nodeSubnet)).toBe('*/rg-net:n/s');
  });
});

describe('AWS and Google', () => {
  test('an AWSCluster has a VPC with further ranges and subnets', () => {
    const bound = bindManifests(`apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata: {name: c}
spec:
  network:
    vpc: {secondaryCidrBlocks: [{ipv4CidrBlock: 100.64.0.0/16}]}
    subnets: [{id: a, cidrBlock: 10.0.1.0/24}, {id: b}]
`);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual([
      'default 10.0.0.0/16',
      '100.64.0.0/16',
    ]);
    expect(draftsOf('subnet', bound).map(({ name, prefixes }) => [name, ...shortList(prefixes)])).toEqual([
      ['a', '10.0.1.0/24'],
      ['b', '? computed'],
    ]);
  });

  test.each([
    ['{id: vpc-1, cidrBlock: 10.0.0.0/16}', undefined],
    ['{ipamPool: {id: p}}', ['? computed']],
    ['{cidrBlock: "${C}"}', ['? missing-input']],
  ])('a VPC that says %s', (vpc, expected) => {
    const text = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\nkind: AWSCluster\nmetadata: {name: c}\nspec: {network: {vpc: ${vpc}}}\n`;
    const networks = draftsOf('network', bindManifests(text));
    expect(networks.map((draft) => shortList(draft.addressSpace))[0]).toEqual(expected);
  });

  test('an AWSManagedControlPlane is an EKS cluster with its VPC', () => {
    const bound =
      bindManifests(`${cluster(`  controlPlaneRef: {apiVersion: controlplane.cluster.x-k8s.io/v1beta2, kind: AWSManagedControlPlane, name: cp}
  clusterNetwork: {services: {cidrBlocks: [10.97.0.0/16]}}
`)}apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata: {name: cp}
spec: {secondaryCidrBlock: 100.64.0.0/16, endpointAccess: {public: false}}
`);
    const draft = onlyDraft('cluster', bound);
    expect([draft.type, short(draft.privateApi), ...shortList(draft.serviceCidrs)]).toEqual([
      'eks',
      'true',
      '10.97.0.0/16',
    ]);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual([
      'default 10.0.0.0/16',
      '100.64.0.0/16',
    ]);
  });

  test('a GCPCluster has the subnets that it lists', () => {
    const bound = bindManifests(`apiVersion: ${INFRASTRUCTURE}
kind: GCPCluster
metadata: {name: c}
spec: {network: {name: n, autoCreateSubnetworks: false, subnets: [{name: s, cidrBlock: 10.3.0.0/20}]}}
`);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual(['10.3.0.0/20']);
    expect(shortTarget(onlyDraft('subnet', bound).network)).toBe(
      '@GCPCluster.infrastructure.cluster.x-k8s.io/default/c.spec.network',
    );
  });

  test('templates deploy nothing', () => {
    const text = azureCluster('  template: {spec: {}}\n').replace('AzureCluster', 'AzureClusterTemplate');
    expect(bindManifests(text).facts).toEqual([]);
  });
});
