/** The public modules of Google Cloud for clusters, whose code was not read. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';

const NETWORK = `
variable "anything" {}
module "net" {
  source       = "terraform-google-modules/network/google"
  project_id   = "p"
  network_name = "hub"
  subnets      = [{ subnet_name = "nodes", subnet_ip = "10.0.0.0/20", subnet_region = "europe-west1" }]
  secondary_ranges = {
    nodes = [
      { range_name = "pods", ip_cidr_range = "10.4.0.0/14" },
      { range_name = "services", ip_cidr_range = "10.8.0.0/20" },
    ]
  }
}
`;

const call = (lines: string, folder = '//modules/private-cluster', more = '') =>
  bindFiles(`${NETWORK}
module "gke" {
  source            = "terraform-google-modules/kubernetes-engine/google${folder}"
  project_id        = "p"
  name              = "c"
  region            = "europe-west1"
  ip_range_pods     = "pods"
  ip_range_services = "services"
${lines}
}
${more}`);

const REFERRED = `
  network    = module.net.network_name
  subnetwork = module.net.subnets_names[0]`;
const NAMED = `
  network    = "hub"
  subnetwork = "nodes"`;

const pools = (bound: ReturnType<typeof call>) =>
  draftsOf('node-pool', bound).map(({ name, count, autoscaling, min, max, maxPods }) => [
    name,
    ...[count, autoscaling, min, max, maxPods].map((fact) => short<unknown>(fact)),
  ]);

describe('terraform-google-modules/kubernetes-engine/google', () => {
  test.each([
    ['by reference', REFERRED],
    ['by bare name', NAMED],
  ])('is in a network that is named %s', (_, names) => {
    const bound = call(names);
    const cluster = onlyDraft('cluster', bound);
    expect([
      cluster.name,
      cluster.address,
      shortList(cluster.podCidrs),
      shortList(cluster.serviceCidrs),
      short(cluster.privateApi),
    ]).toEqual(['c', 'module.gke.cluster', ['10.4.0.0/14'], ['10.8.0.0/20'], 'default false']);
    const pool = onlyDraft('node-pool', bound);
    expect(shortTarget(pool.cluster)).toBe('@module.gke.cluster');
    expect(shortTarget(pool.nodeSubnet)).toMatch(/^@module\.net\.subnets\[0\]/);
    expect(shortTarget(pool.podSubnet)).toBe('@module.net.secondary_ranges.nodes[0]');
  });

  test('finds ranges of a declared subnetwork, and only of one that is certain', () => {
    const subnetwork = (label: string) => `
resource "google_compute_subnetwork" "${label}" {
  name          = "own"
  ip_cidr_range = "10.64.0.0/20"
  network       = module.net.network_self_link
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.68.0.0/14"
  }
}`;
    const named = '  network = "hub"\n  subnetwork = "own"';
    const [one, two] = [subnetwork('one'), `${subnetwork('one')}${subnetwork('two')}`].map((more) =>
      onlyDraft('cluster', call(named, '', more)),
    );
    expect(one && shortList(one.podCidrs)).toEqual(['10.68.0.0/14']);
    expect(two && shortList(two.podCidrs)).toEqual(['? computed']);
  });

  test.each([
    ['network_project_id = "host"', 'host:networks/far', 'host/europe-west1:subnetworks/far'],
    ['', 'p:networks/far', 'p/europe-west1:subnetworks/far'],
    ['network_project_id = var.anything', '*:networks/far', '*/europe-west1:subnetworks/far'],
  ])('is in the network of another project: %s', (line, network, subnetwork) => {
    const bound = call(`
  network                = "far"
  subnetwork             = "far"
  enable_private_nodes   = true
  master_ipv4_cidr_block = "172.16.0.0/28"
  ${line}`);
    const range = draftsOf('subnet', bound).find(({ purpose }) => purpose === 'control-plane');
    expect(range && [shortList(range.prefixes), shortTarget(range.network)]).toEqual([
      ['172.16.0.0/28'],
      network,
    ]);
    expect(shortTarget(onlyDraft('node-pool', bound).nodeSubnet)).toBe(subnetwork);
  });

  test('has the pools of its list', () => {
    const bound = call(`${REFERRED}
  default_max_pods_per_node = 64
  node_pools = [
    { name = "plain" },
    { name = "fixed", autoscaling = "false", node_count = "4", node_locations = "europe-west1-b,europe-west1-c", max_pods_per_node = "32" },
    { name = "total", total_min_count = 2, total_max_count = 9 },
    { name = "open", autoscaling = var.anything, max_count = 5 },
    var.anything,
  ]`);
    expect(pools(bound)).toEqual([
      ['plain', 'default 3', 'true', 'default 3', 'default 300', '64'],
      ['fixed', '8', 'false', '-', '-', '32'],
      ['total', 'default 3', 'true', '2', '9', '64'],
      ['open', 'default 3', '? missing-input', '? missing-input', '? missing-input', '64'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.gke node_pools: missing-input']);
  });

  test.each([
    [
      'of a region',
      '',
      ['default-node-pool', 'default 3', 'true', 'default 3', 'default 300', 'default 110'],
    ],
    [
      'of a zone',
      'regional = false\n  zones = ["europe-west1-b"]',
      ['default-node-pool', 'default 1', 'true', 'default 1', 'default 100', 'default 110'],
    ],
    [
      'of two zones',
      'zones = ["europe-west1-b", "europe-west1-c"]',
      ['default-node-pool', 'default 2', 'true', 'default 2', 'default 200', 'default 110'],
    ],
    [
      'of unknown zones',
      'zones = var.anything',
      ['default-node-pool', '? missing-input', 'true', '? missing-input', '? missing-input', 'default 110'],
    ],
  ])('has the default pool %s', (_, lines, expected) => {
    expect(pools(call(`${REFERRED}\n  ${lines}`))).toEqual([expected]);
  });

  test.each([
    ['keeps the first pool when it is given nodes', 'initial_node_count = 2', [['default-pool', '6']]],
    ['removes it', 'initial_node_count = 2\n  remove_default_node_pool = true', []],
  ])('%s', (_, lines, expected) => {
    expect(pools(call(`${REFERRED}\n  node_pools = []\n  ${lines}`)).map((row) => row.slice(0, 2))).toEqual(
      expected,
    );
  });

  test.each([
    ['//modules/private-cluster', '', []],
    ['//modules/private-cluster', 'version = "~> 34.0"', ['default 10.0.0.0/28']],
    ['//modules/private-cluster', 'version = "~> 30.0"', []],
    ['//modules/private-cluster', 'version = "30.0"\n  enable_private_nodes = true', ['default 10.0.0.0/28']],
    ['//modules/beta-private-cluster', 'master_ipv4_cidr_block = "172.16.0.0/28"', ['172.16.0.0/28']],
    [
      '//modules/private-cluster',
      'master_ipv4_cidr_block = "172.16.0.0/28"\n  enable_private_nodes = var.anything',
      ['? missing-input'],
    ],
    ['//modules/safer-cluster', '', ['default 10.0.0.0/28']],
    ['//modules/safer-cluster', 'private_endpoint_subnetwork = "endpoints"', []],
    ['', 'master_ipv4_cidr_block = "172.16.0.0/28"', []],
    [
      '//modules/gke-standard-cluster',
      'private_cluster_config = { master_ipv4_cidr_block = "172.16.0.0/28" }',
      ['172.16.0.0/28'],
    ],
  ])('has a range for the control plane: %s %s', (folder, lines, expected) => {
    const bound = call(`${REFERRED}\n  ${lines}`, folder);
    const found = draftsOf('subnet', bound).filter(({ purpose }) => purpose === 'control-plane');
    expect(found.flatMap(({ prefixes }) => shortList(prefixes))).toEqual(expected);
  });

  test.each(['//modules/gke-autopilot-cluster', '//modules/beta-autopilot-private-cluster'])(
    'has no pools with autopilot: %s',
    (folder) => {
      expect(pools(call(REFERRED, folder))).toEqual([]);
      expect(onlyDraft('cluster', call(REFERRED, folder)).name).toBe('c');
    },
  );

  test('has the pools and ranges that the standard cluster writes as the provider does', () => {
    const bound = call(
      `${REFERRED}
  location             = "europe-west1-b"
  ip_allocation_policy = { cluster_secondary_range_name = "pods", services_secondary_range_name = "services" }
  node_pool            = [{ name = "inline", autoscaling = { max_node_count = 7 } }]`,
      '//modules/gke-standard-cluster',
    );
    expect(shortList(onlyDraft('cluster', bound).podCidrs)).toEqual(['10.4.0.0/14']);
    expect(short(onlyDraft('cluster', bound).privateApi)).toBe('default true');
    expect(pools(bound)).toEqual([['inline', 'default 1', 'true', '-', '7', 'default 110']]);
  });

  test('gives out its cluster', () => {
    const bound = call(
      `${REFERRED}\n  node_pools = []`,
      '//modules/private-cluster',
      `
resource "google_container_node_pool" "more" {
  name       = "more"
  cluster    = module.gke.cluster_id
  node_count = 2
}
module "pool" {
  source  = "terraform-google-modules/kubernetes-engine/google//modules/gke-node-pool"
  name    = "far"
  cluster = module.gke.name
  node_count = 1
}`,
    );
    expect(
      draftsOf('node-pool', bound).map(({ name, cluster }) => [name, shortTarget(cluster).split(' ')[0]]),
    ).toEqual([
      ['more', '@module.gke.cluster'],
      ['far', '@module.gke.cluster'],
    ]);
    expect(pools(bound).map((row) => row[1])).toEqual(['6', '3']);
  });
});

describe('the subnetworks that terraform-google-modules/network/google gives out', () => {
  const subnet = (name: string) =>
    `{ subnet_name = "${name}", subnet_ip = "10.0.0.0/20", subnet_region = "europe-west1" }`;
  test.each([
    [
      'are in the order of their keys',
      `${subnet('z')}, ${subnet('a')}`,
      'subnets_names[0]',
      '@module.net.subnets[1]',
    ],
    [
      'are found by their keys',
      `${subnet('z')}, ${subnet('a')}`,
      'subnets["europe-west1/z"].name',
      '@module.net.subnets[0]',
    ],
    [
      'mean none where a key is not known',
      `${subnet('z')}, var.anything`,
      'subnets_names[0]',
      '? module-not-read @module.net.subnets_names[0]',
    ],
  ])('%s', (_, subnets, output, expected) => {
    const bound = bindFiles(`
variable "anything" {}
module "net" {
  source       = "terraform-google-modules/network/google"
  network_name = "hub"
  subnets      = [${subnets}]
}
module "gke" {
  source     = "terraform-google-modules/kubernetes-engine/google"
  name       = "c"
  region     = "europe-west1"
  network    = module.net.network_name
  subnetwork = module.net.${output}
}`);
    expect(shortTarget(onlyDraft('node-pool', bound).nodeSubnet).replace(/ .*:subnetworks.*/, '')).toBe(
      expected,
    );
  });
});
