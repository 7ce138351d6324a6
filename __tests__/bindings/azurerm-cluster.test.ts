/** azurerm: AKS clusters and node pools: modes, defaults, spellings of versions 3, 4 and 5. */
import { describe, expect, test } from 'vitest';
import type { Draft } from '../../src/model/draft.ts';
import {
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  place,
  problemsOf,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

const SUBNETS = `data "azurerm_subnet" "read" { name = "read" }
variable "anything" {}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  virtual_network_name = "net"
  resource_group_name  = "rg"
}
resource "azurerm_subnet" "pods" {
  name                 = "pods"
  virtual_network_name = "net"
  resource_group_name  = "rg"
}
`;

function clusterWith(profile: string, pool = '', more = '') {
  return bindFiles(`${SUBNETS}
resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks"
  resource_group_name = "rg"
  ${more}
  default_node_pool {
    name = "system"
    ${pool}
  }
  ${profile === '' ? '' : `network_profile {\n${profile}\n}`}
}`);
}

const OVERLAY = 'network_plugin = "azure"\nnetwork_plugin_mode = "overlay"';
const FLAT = 'network_plugin = "azure"';
const POD_SUBNET = 'pod_subnet_id = azurerm_subnet.pods.id';

describe('the network mode', () => {
  test.each([
    ['no profile', '', '', '? computed', '? computed'],
    ['kubenet', 'network_plugin = "kubenet"', '', 'kubenet', 'default 110'],
    ['overlay', OVERLAY, '', 'overlay', 'default 250'],
    [
      'overlay in another case',
      'network_plugin = "azure"\nnetwork_plugin_mode = "Overlay"',
      '',
      'overlay',
      'default 250',
    ],
    ['azure alone', FLAT, '', 'node-subnet', 'default 30'],
    ['azure with a mode of null', `${FLAT}\nnetwork_plugin_mode = null`, '', 'node-subnet', 'default 30'],
    ['azure with a pod subnet', FLAT, POD_SUBNET, 'pod-subnet', '? computed'],
    [
      'azure with a pod subnet by id',
      FLAT,
      'pod_subnet_id = "/subscriptions/s/x"',
      'pod-subnet',
      '? computed',
    ],
    [
      'azure with a pod subnet that is read',
      FLAT,
      'pod_subnet_id = data.azurerm_subnet.read.id',
      'pod-subnet',
      '? computed',
    ],
    [
      'azure with a pod subnet that may be null',
      FLAT,
      'pod_subnet_id = var.anything',
      '? missing-input',
      '? missing-input',
    ],
    ['none', 'network_plugin = "none"', '', 'bring-your-own', '? computed'],
    ['an unknown plugin', 'network_plugin = var.anything', '', '? missing-input', '? missing-input'],
    [
      'an unknown mode',
      `${FLAT}\nnetwork_plugin_mode = var.anything`,
      '',
      '? missing-input',
      '? missing-input',
    ],
    ['a plugin that nobody knows', 'network_plugin = "flannel"', '', '? unsupported', '? unsupported'],
  ])('of %s', (_, profile, pool, mode, maxPods) => {
    const bound = clusterWith(profile, pool);
    expect(short(onlyDraft('cluster', bound).networkMode)).toBe(mode);
    expect(short(onlyDraft('node-pool', bound).maxPods)).toBe(maxPods);
  });

  test('comes from plugin and mode', () => {
    const { networkMode } = onlyDraft('cluster', clusterWith(OVERLAY));
    expect(networkMode.state === 'known' && networkMode.origin.from.map((from) => place(from.range))).toEqual(
      ['main.tf:23:18', 'main.tf:24:23'],
    );
  });

  test('of a dynamic profile that may be missing is unknown', () => {
    const bound = bindFiles(`
variable "profile" {}
resource "azurerm_kubernetes_cluster" "aks" {
  name = "aks"
  dynamic "network_profile" {
    for_each = var.profile
    content {
      network_plugin = "kubenet"
    }
  }
}`);
    const cluster = onlyDraft('cluster', bound);
    expect([short(cluster.networkMode), ...shortList(cluster.podCidrs)]).toEqual([
      '? missing-input',
      '? missing-input',
    ]);
  });
});

describe('the ranges', () => {
  const ranges = (profile: string) => {
    const cluster = onlyDraft('cluster', clusterWith(profile));
    return [shortList(cluster.podCidrs), shortList(cluster.serviceCidrs), short(cluster.dnsServiceIp)];
  };

  test.each([
    ['defaults', OVERLAY, ['default 10.244.0.0/16'], ['default 10.0.0.0/16'], 'default 10.0.0.10'],
    [
      'defaults of both families',
      `${OVERLAY}\nip_versions = ["IPv4", "IPv6"]`,
      ['default 10.244.0.0/16', 'default fd12:3456:789a::/64'],
      ['default 10.0.0.0/16', 'default fd12:3456:789a:1::/108'],
      'default 10.0.0.10',
    ],
    [
      'single texts',
      `${OVERLAY}\npod_cidr = "10.1.0.0/16"\nservice_cidr = "10.2.0.0/16"\ndns_service_ip = "10.2.0.10"`,
      ['10.1.0.0/16'],
      ['10.2.0.0/16'],
      '10.2.0.10',
    ],
    [
      'lists',
      `${OVERLAY}\npod_cidrs = ["10.1.0.0/16", "fd01::/64"]\nservice_cidrs = ["10.2.0.0/16"]`,
      ['10.1.0.0/16', 'fd01::/64'],
      ['10.2.0.0/16'],
      '? computed',
    ],
    ['none in a flat mode', FLAT, [], ['default 10.0.0.0/16'], 'default 10.0.0.10'],
    [
      'one of an unknown mode',
      'network_plugin = var.anything\npod_cidr = "10.1.0.0/16"',
      ['10.1.0.0/16'],
      ['default 10.0.0.0/16'],
      'default 10.0.0.10',
    ],
    [
      'an unknown one',
      'network_plugin = "kubenet"\npod_cidr = var.anything',
      ['? missing-input'],
      ['default 10.0.0.0/16'],
      'default 10.0.0.10',
    ],
    [
      'of its own plug-in',
      'network_plugin = "none"',
      ['? computed'],
      ['default 10.0.0.0/16'],
      'default 10.0.0.10',
    ],
    ['no profile', '', ['? computed'], ['default 10.0.0.0/16'], 'default 10.0.0.10'],
  ])('%s', (_, profile, pods, services, dns) => {
    expect(ranges(profile)).toEqual([pods, services, dns]);
  });

  test('have the place of the profile when they are defaults', () => {
    const [fact] = onlyDraft('cluster', clusterWith(OVERLAY)).serviceCidrs.items;
    expect(fact && place(fact.origin.range)).toBe('main.tf:22:3');
  });
});

describe('the cluster', () => {
  test('says whether its API is private, and its version', () => {
    const facts = (more: string) => {
      const cluster = onlyDraft('cluster', clusterWith(OVERLAY, '', more));
      return [short(cluster.privateApi), short(cluster.version)];
    };
    expect(facts('')).toEqual(['default false', '-']);
    expect(facts('private_cluster_enabled = true\nkubernetes_version = "1.35"')).toEqual(['true', '1.35']);
    expect(facts('private_cluster_enabled = var.anything\nkubernetes_version = var.anything')).toEqual([
      '? missing-input',
      '? missing-input',
    ]);
  });

  test.each([
    [
      'a private API server',
      'private_cluster_enabled = true',
      ['private API server 1 @azurerm_subnet.nodes */rg:net/nodes'],
    ],
    ['a public one', '', []],
    [
      'an API server in a subnet',
      'private_cluster_enabled = true\napi_server_access_profile {\nsubnet_id = azurerm_subnet.pods.id\n}',
      ['API server ? computed @azurerm_subnet.pods */rg:net/pods'],
    ],
    [
      'a gateway',
      'ingress_application_gateway {\nsubnet_id = azurerm_subnet.pods.id\n}',
      ['application gateway ? computed @azurerm_subnet.pods */rg:net/pods'],
    ],
  ])('takes addresses for %s', (_, more, expected) => {
    const bound = clusterWith(OVERLAY, 'vnet_subnet_id = azurerm_subnet.nodes.id', more);
    const consumers = draftsOf('address-consumer', bound);
    expect(consumers.map((one) => `${one.what} ${short(one.addresses)} ${shortTarget(one.subnet)}`)).toEqual(
      expected,
    );
  });
});

function poolFacts(pool: Extract<Draft, { kind: 'node-pool' }>) {
  return {
    count: short(pool.count),
    autoscaling: short(pool.autoscaling),
    min: short(pool.min),
    max: short(pool.max),
    maxSurge: short(pool.maxSurge),
    maxUnavailable: short(pool.maxUnavailable),
    spot: short(pool.spot),
  };
}

describe('the default pool', () => {
  const facts = (pool: string, more = '') =>
    poolFacts(onlyDraft('node-pool', clusterWith(OVERLAY, pool, more)));
  const DEFAULTS = {
    count: '-',
    autoscaling: 'default false',
    min: '-',
    max: '-',
    maxSurge: 'default 10 percent',
    maxUnavailable: 'default 0 nodes',
    spot: 'default false',
  };

  test.each([
    ['nothing', '', DEFAULTS],
    ['a count', 'node_count = 3', { ...DEFAULTS, count: '3' }],
    [
      'scaling of 3.x',
      'enable_auto_scaling = true\nmin_count = 1\nmax_count = 5',
      { ...DEFAULTS, autoscaling: 'true', min: '1', max: '5' },
    ],
    [
      'scaling of 4.x and 5.x',
      'auto_scaling_enabled = true\nmin_count = "1"\nmax_count = var.anything',
      { ...DEFAULTS, autoscaling: 'true', min: '1', max: '? missing-input' },
    ],
    [
      'a surge in percent',
      'upgrade_settings {\nmax_surge = "33%"\n}',
      { ...DEFAULTS, maxSurge: '33 percent' },
    ],
    ['a surge in nodes', 'upgrade_settings {\nmax_surge = 2\n}', { ...DEFAULTS, maxSurge: '2 nodes' }],
    [
      'missing nodes instead of a surge',
      'upgrade_settings {\nmax_unavailable = "10%"\n}',
      { ...DEFAULTS, maxSurge: '0 nodes', maxUnavailable: '10 percent' },
    ],
    [
      'an unknown surge',
      'upgrade_settings {\nmax_surge = var.anything\n}',
      { ...DEFAULTS, maxSurge: '? missing-input' },
    ],
  ])('with %s', (_, pool, expected) => {
    expect(facts(pool)).toEqual(expected);
  });

  test('has no bound when nodes are provisioned as needed', () => {
    const auto = facts('node_count = 2', 'node_provisioning_profile {\nmode = "Auto"\n}');
    expect(auto).toEqual({ ...DEFAULTS, count: '2', autoscaling: 'true', max: '? computed' });
    const manual = facts('node_count = 2', 'node_provisioning_profile {\nmode = "Manual"\n}');
    expect(manual).toEqual({ ...DEFAULTS, count: '2' });
    const unknown = facts('node_count = 2', 'node_provisioning_profile {\nmode = var.anything\n}');
    expect(unknown).toEqual({
      ...DEFAULTS,
      count: '2',
      autoscaling: '? missing-input',
      max: '? missing-input',
    });
  });

  test('belongs to its cluster and stands in its subnets', () => {
    const bound = clusterWith(FLAT, `vnet_subnet_id = azurerm_subnet.nodes.id\n${POD_SUBNET}`);
    const pool = onlyDraft('node-pool', bound);
    expect(pool.path).toEqual(['default_node_pool', 0]);
    expect(pool.name).toBe('system');
    expect(place(pool.range)).toBe('main.tf:18:3');
    expect([pool.cluster, pool.nodeSubnet, pool.podSubnet].map(shortTarget)).toEqual([
      '@azurerm_kubernetes_cluster.aks',
      '@azurerm_subnet.nodes */rg:net/nodes',
      '@azurerm_subnet.pods */rg:net/pods',
    ]);
    expect(short(pool.podAllocation)).toBe('default dynamic');
  });

  test('reports what is no number', () => {
    const bound = clusterWith(OVERLAY, 'node_count = -1\nupgrade_settings {\nmax_surge = "many"\n}');
    expect(problemsOf(bound)).toEqual([
      'main.tf:20:18 warning attribute-type: A whole number is needed here.',
      'main.tf:22:13 warning attribute-type: A number of nodes or a percentage is needed here.',
    ]);
    expect(short(onlyDraft('node-pool', bound).maxSurge)).toBe('? failed');
  });

  test('of a dynamic block is a gap when it cannot be told', () => {
    const bound = bindFiles(`
variable "pools" {}
resource "azurerm_kubernetes_cluster" "aks" {
  name = "aks"
  dynamic "default_node_pool" {
    for_each = var.pools
    content {
      name = default_node_pool.value
    }
  }
}`);
    expect(gapsOf(bound)).toEqual(['azurerm_kubernetes_cluster.aks default_node_pool: missing-input']);
  });
});

describe('further pools', () => {
  const poolOf = (profile: string, pool: string, cluster = 'azurerm_kubernetes_cluster.aks.id') => {
    const bound = bindFiles(`${SUBNETS}
resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks"
  resource_group_name = "rg"
  network_profile {
    ${profile}
  }
}
resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = ${cluster}
  ${pool}
}`);
    return onlyDraft('node-pool', bound);
  };

  test.each([
    ['overlay', OVERLAY, '', 'default 250'],
    ['kubenet', 'network_plugin = "kubenet"', '', 'default 110'],
    ['flat', FLAT, '', 'default 30'],
    ['flat with a pod subnet of its own', FLAT, POD_SUBNET, '? computed'],
    ['a number', FLAT, 'max_pods = 50', '50'],
  ])('take the number of pods from the mode: %s', (_, profile, pool, expected) => {
    expect(short(poolOf(profile, pool).maxPods)).toBe(expected);
  });

  test('of a cluster that was not read have no known mode', () => {
    const pool = poolOf(OVERLAY, '', 'var.anything');
    expect(short(pool.maxPods)).toBe('? outside');
    expect(shortTarget(pool.cluster)).toBe('? missing-input @var.anything');
  });

  test('on spot machines get no extra nodes', () => {
    expect(poolFacts(poolOf(OVERLAY, 'priority = "Spot"\nnode_count = 3'))).toMatchObject({
      count: '3',
      spot: 'true',
      maxSurge: 'default 0 nodes',
      maxUnavailable: '-',
    });
    expect(poolFacts(poolOf(OVERLAY, 'priority = var.anything'))).toMatchObject({
      spot: '? missing-input',
      maxSurge: '? missing-input',
    });
  });
});
