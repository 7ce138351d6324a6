/** Public modules for AWS and Google Cloud whose code was not read. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';

describe('terraform-aws-modules/vpc/aws', () => {
  const call = (lines: string, more = '') =>
    bindFiles(`
variable "anything" {}
module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
  name   = "main"
${lines}
}
${more}`);

  test('has a VPC with subnets of every use', () => {
    const bound = call(`
  cidr                  = "10.1.0.0/16"
  secondary_cidr_blocks = ["100.64.0.0/16"]
  public_subnets        = ["10.1.0.0/24"]
  private_subnets       = [for k in range(2) : cidrsubnet("10.1.0.0/16", 8, k + 10)]
  intra_subnets         = var.anything`);
    const network = onlyDraft('network', bound);
    expect([network.name, shortList(network.addressSpace)]).toEqual([
      'main',
      ['10.1.0.0/16', '100.64.0.0/16'],
    ]);
    expect(
      draftsOf('subnet', bound).map(({ path, prefixes, network: of }) => [
        path.join('.'),
        shortList(prefixes),
        shortTarget(of),
      ]),
    ).toEqual([
      ['public_subnets.0', ['10.1.0.0/24'], '@module.vpc'],
      ['private_subnets.0', ['10.1.10.0/24'], '@module.vpc'],
      ['private_subnets.1', ['10.1.11.0/24'], '@module.vpc'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.vpc intra_subnets: missing-input']);
  });

  test.each([
    ['its default', '', ['default 10.0.0.0/16']],
    ['a pool', 'use_ipam_pool = true\nipv4_netmask_length = 20', ['? computed']],
    ['an unknown', 'cidr = var.anything', ['? missing-input']],
  ])('has the range of %s', (_, lines, expected) => {
    expect(shortList(onlyDraft('network', call(lines)).addressSpace)).toEqual(expected);
  });

  test('can be switched off', () => {
    expect(call('create_vpc = false').facts).toEqual([]);
    expect(onlyDraft('network', call('create_vpc = var.anything')).possible?.code).toBe('missing-input');
  });

  test('gives out its VPC and subnets', () => {
    const bound = call(
      '  private_subnets = ["10.0.0.0/24", "10.0.1.0/24"]',
      `
resource "aws_nat_gateway" "n" {
  subnet_id = module.vpc.private_subnets[1]
}
resource "aws_subnet" "s" {
  vpc_id     = module.vpc.vpc_id
  cidr_block = "10.0.9.0/24"
}`,
    );
    expect(shortTarget(onlyDraft('address-consumer', bound).subnet)).toBe('@module.vpc.private_subnets[1]');
    expect(draftsOf('subnet', bound).map(({ network }) => shortTarget(network))).toEqual(
      Array.from({ length: 3 }, () => '@module.vpc'),
    );
  });
});

describe('terraform-aws-modules/eks/aws', () => {
  test.each([
    ['21', 'name', 'service_ipv4_cidr', 'kubernetes_version', 'endpoint_public_access'],
    ['20', 'cluster_name', 'cluster_service_ipv4_cidr', 'cluster_version', 'cluster_endpoint_public_access'],
  ])('of version %s', (_, name, services, version, open) => {
    const bound = bindFiles(`
variable "anything" {}
module "eks" {
  source      = "terraform-aws-modules/eks/aws"
  ${name}     = "eks"
  ${services} = "10.100.0.0/16"
  ${version}  = "1.34"
  ${open}     = true
  subnet_ids  = [var.anything]
  eks_managed_node_groups = {
    a = { min_size = 1, max_size = 5, desired_size = 2 }
    b = var.anything
  }
}`);
    const cluster = onlyDraft('cluster', bound);
    expect([
      cluster.name,
      shortList(cluster.serviceCidrs),
      short(cluster.version),
      short(cluster.privateApi),
    ]).toEqual(['eks', ['10.100.0.0/16'], '1.34', 'false']);
    const pool = onlyDraft('node-pool', bound);
    expect([
      pool.path.join('.'),
      short(pool.max),
      shortTarget(pool.cluster),
      shortTarget(pool.nodeSubnet),
    ]).toEqual(['eks_managed_node_groups.a', '5', '@module.eks', '? missing-input @var.anything']);
    expect(gapsOf(bound)).toEqual(['module.eks eks_managed_node_groups: missing-input']);
  });
});

describe('terraform-google-modules/network/google', () => {
  const NET = `
variable "anything" {}
module "net" {
  source       = "terraform-google-modules/network/google"
  project_id   = "p"
  network_name = "hub"
  subnets = [
    { subnet_name = "nodes", subnet_ip = "10.0.0.0/20", subnet_region = "europe-west1" },
    { subnet_name = "proxy", subnet_ip = var.anything, subnet_region = "europe-west1", purpose = "REGIONAL_MANAGED_PROXY" },
    var.anything,
  ]
  secondary_ranges = {
    nodes = [{ range_name = "pods", ip_cidr_range = "10.4.0.0/14" }]
  }
}
`;

  test('has a network with subnetworks and their ranges', () => {
    const bound = bindFiles(NET);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual([
      '10.0.0.0/20',
      '10.4.0.0/14',
      '? missing-input',
    ]);
    expect(
      draftsOf('subnet', bound).map(({ name, path, purpose, prefixes }) => [
        name,
        path.join('.'),
        purpose,
        shortList(prefixes),
      ]),
    ).toEqual([
      ['nodes', 'subnets.0', undefined, ['10.0.0.0/20']],
      ['proxy', 'subnets.1', 'proxy-only', ['? missing-input']],
      ['pods', 'secondary_ranges.nodes.0', 'secondary-range', ['10.4.0.0/14']],
    ]);
    expect(gapsOf(bound)).toEqual(['module.net subnets: missing-input']);
  });

  test('gives out its network and subnetworks', () => {
    const bound = bindFiles(`${NET}
resource "google_container_cluster" "c" {
  name       = "c"
  subnetwork = module.net.subnets["europe-west1/nodes"].self_link
}
resource "google_container_node_pool" "p" {
  name    = "p"
  cluster = google_container_cluster.c.id
}
resource "google_compute_ha_vpn_gateway" "g" {
  name    = "g"
  network = module.net.network_self_link
}`);
    expect(shortTarget(onlyDraft('node-pool', bound).nodeSubnet)).toBe('@module.net.subnets[0]');
    expect(shortTarget(onlyDraft('gateway', bound).network)).toBe('@module.net');
  });

  test('peers both ways', () => {
    const bound = bindFiles(`${NET}
module "peering" {
  source        = "terraform-google-modules/network/google//modules/network-peering"
  local_network = module.net.network_self_link
  peer_network  = "projects/q/global/networks/far"
}`);
    expect(
      draftsOf('peering', bound).map(({ path, from, to }) => [
        path.join('.'),
        shortTarget(from),
        shortTarget(to),
      ]),
    ).toEqual([
      ['local', '@module.net', 'q:networks/far'],
      ['peer', 'q:networks/far', '@module.net'],
    ]);
  });
});
