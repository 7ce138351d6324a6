/** google: networks, subnetworks and their ranges, peerings, DNS, VPN, GKE. */
import { describe, expect, test } from 'vitest';
import {
  aliasesOf,
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

const NET = `
variable "anything" {}
resource "google_compute_network" "hub" {
  name                    = "hub"
  project                 = "p"
  auto_create_subnetworks = false
}
resource "google_compute_subnetwork" "nodes" {
  name          = "nodes"
  project       = "p"
  region        = "europe-west1"
  network       = google_compute_network.hub.id
  ip_cidr_range = "10.0.0.0/20"
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.4.0.0/14"
  }
  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = var.anything
  }
}
`;

describe('networks', () => {
  test('hold what their subnetworks hold', () => {
    const bound = bindFiles(NET);
    const network = onlyDraft('network', bound);
    expect([network.name, network.cloud, shortList(network.addressSpace)]).toEqual([
      'hub',
      'gcp',
      ['10.0.0.0/20', '10.4.0.0/14', '? missing-input'],
    ]);
    expect(network.keys).toEqual([
      { namespace: 'gcp', names: ['networks', 'hub'], scope: ['p'], within: 'google' },
    ]);
    expect(
      draftsOf('subnet', bound).map(({ name, path, purpose, prefixes, network: of }) => [
        name,
        path.join('.'),
        purpose,
        shortList(prefixes),
        shortTarget(of),
      ]),
    ).toEqual([
      ['nodes', '', undefined, ['10.0.0.0/20'], '@google_compute_network.hub'],
      ['pods', 'secondary_ip_range.0', 'secondary-range', ['10.4.0.0/14'], '@google_compute_network.hub'],
      [
        'services',
        'secondary_ip_range.1',
        'secondary-range',
        ['? missing-input'],
        '@google_compute_network.hub',
      ],
    ]);
  });

  test('hold a range in a range once', () => {
    const bound = bindFiles(`${NET}
resource "google_compute_subnetwork" "inner" {
  name          = "inner"
  network       = google_compute_network.hub.self_link
  ip_cidr_range = "10.4.1.0/24"
}`);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual([
      '10.0.0.0/20',
      '10.4.0.0/14',
      '? missing-input',
    ]);
  });

  test.each([
    ['', ['default 10.128.0.0/9']],
    ['auto_create_subnetworks = true', ['10.128.0.0/9']],
    ['auto_create_subnetworks = var.anything', ['? missing-input']],
    ['auto_create_subnetworks = false', []],
  ])('in auto mode hold a range of Google: %s', (lines, expected) => {
    const bound = bindFiles(
      `variable "anything" {}\nresource "google_compute_network" "n" {\n  name = "n"\n${lines}\n}`,
    );
    const { addressSpace } = onlyDraft('network', bound);
    expect(shortList(addressSpace).map((text) => text.replace('default ', ''))).toEqual(
      expected.map((text) => text.replace('default ', '')),
    );
  });

  test.each([
    [
      'a self link',
      '"https://www.googleapis.com/compute/v1/projects/p/global/networks/far"',
      'p:networks/far',
    ],
    ['a partial link', '"projects/p/global/networks/far"', 'p:networks/far'],
    ['a name', '"far"', 'own:networks/far'],
    ['a reference', 'google_compute_network.hub.self_link', '@google_compute_network.hub'],
    [
      'a name by reference',
      'google_compute_network.hub.name',
      '@google_compute_network.hub own:networks/hub',
    ],
    ['an unknown', 'var.anything', '? missing-input @var.anything'],
  ])('are named by %s', (_, link, expected) => {
    const bound = bindFiles(`${NET}
resource "google_compute_subnetwork" "s" {
  name    = "s"
  project = "own"
  network = ${link}
}`);
    const subnet = draftsOf('subnet', bound).find(({ name }) => name === 's');
    expect(subnet && shortTarget(subnet.network)).toBe(expected);
  });

  test('set ranges aside', () => {
    const bound = bindFiles(`${NET}
resource "google_compute_global_address" "psa" {
  name          = "psa"
  purpose       = "VPC_PEERING"
  address       = "10.20.0.0"
  prefix_length = 16
  network       = google_compute_network.hub.id
}
resource "google_compute_global_address" "chosen" {
  name          = "chosen"
  purpose       = "VPC_PEERING"
  prefix_length = 16
  network       = google_compute_network.hub.id
}
resource "google_compute_global_address" "public" {
  name = "public"
}
resource "google_compute_subnetwork" "proxy" {
  name          = "proxy"
  purpose       = "REGIONAL_MANAGED_PROXY"
  network       = google_compute_network.hub.id
  ip_cidr_range = "10.30.0.0/23"
}`);
    expect(
      draftsOf('subnet', bound)
        .slice(3)
        .map(({ name, purpose, prefixes }) => [name, purpose, shortList(prefixes)]),
    ).toEqual([
      ['psa', 'private-services-access', ['10.20.0.0/16']],
      ['chosen', 'private-services-access', ['? computed']],
      ['proxy', 'proxy-only', ['10.30.0.0/23']],
    ]);
  });

  test('with an unknown number of ranges have a gap', () => {
    const bound = bindFiles(`
variable "ranges" {}
resource "google_compute_subnetwork" "s" {
  name = "s"
  dynamic "secondary_ip_range" {
    for_each = var.ranges
    content {
      range_name    = secondary_ip_range.key
      ip_cidr_range = secondary_ip_range.value
    }
  }
}`);
    expect(gapsOf(bound)).toEqual(['google_compute_subnetwork.s secondary_ip_range: missing-input']);
  });

  test('peer one way', () => {
    const peering = onlyDraft(
      'peering',
      bindFiles(`${NET}
resource "google_compute_network_peering" "p" {
  name                 = "hub-to-far"
  network              = google_compute_network.hub.self_link
  peer_network         = "projects/q/global/networks/far"
  export_custom_routes = true
}`),
    );
    expect([
      shortTarget(peering.from),
      shortTarget(peering.to),
      short(peering.createsBothEnds),
      short(peering.allowGatewayTransit),
    ]).toEqual(['@google_compute_network.hub', 'q:networks/far', 'false', 'false']);
  });
});

test('VPN tunnels lead to sites or to other gateways', () => {
  const bound = bindFiles(`${NET}
resource "google_compute_ha_vpn_gateway" "g" {
  name    = "g"
  network = google_compute_network.hub.id
}
resource "google_compute_vpn_tunnel" "policy" {
  name                    = "policy"
  vpn_gateway             = google_compute_ha_vpn_gateway.g.id
  remote_traffic_selector = ["192.168.0.0/16"]
}
resource "google_compute_vpn_tunnel" "bgp" {
  name                    = "bgp"
  vpn_gateway             = google_compute_ha_vpn_gateway.g.id
  remote_traffic_selector = ["0.0.0.0/0"]
}
resource "google_compute_vpn_tunnel" "peer" {
  name             = "peer"
  vpn_gateway      = google_compute_ha_vpn_gateway.g.id
  peer_gcp_gateway = var.anything
}`);
  expect(draftsOf('range', bound).map(({ name, prefixes }) => [name, shortList(prefixes)])).toEqual([
    ['policy', ['192.168.0.0/16']],
    ['bgp', ['? environment']],
  ]);
  expect(
    draftsOf('gateway-connection', bound).map(({ name, gateway, to }) => [
      name,
      shortTarget(gateway),
      shortTarget(to),
    ]),
  ).toEqual([
    ['policy', '@google_compute_ha_vpn_gateway.g', '@google_compute_vpn_tunnel.policy'],
    ['bgp', '@google_compute_ha_vpn_gateway.g', '@google_compute_vpn_tunnel.bgp'],
    ['peer', '@google_compute_ha_vpn_gateway.g', '? missing-input @var.anything'],
  ]);
});

test('zones are seen by networks, or forward', () => {
  const bound = bindFiles(`${NET}
resource "google_dns_managed_zone" "corp" {
  name       = "corp"
  dns_name   = "corp.example."
  visibility = "private"
  private_visibility_config {
    networks {
      network_url = google_compute_network.hub.id
    }
  }
}
resource "google_dns_managed_zone" "public" {
  name     = "public"
  dns_name = "example.com."
}
resource "google_dns_managed_zone" "onprem" {
  name       = "onprem"
  dns_name   = "onprem.example."
  visibility = "private"
  private_visibility_config {
    networks {
      network_url = google_compute_network.hub.id
    }
  }
  forwarding_config {
    target_name_servers {
      ipv4_address = "192.168.0.53"
    }
  }
}
resource "google_dns_policy" "all" {
  name = "all"
  networks {
    network_url = google_compute_network.hub.id
  }
  alternative_name_server_config {
    target_name_servers {
      ipv4_address = "192.168.0.54"
    }
  }
}`);
  expect(draftsOf('dns-zone', bound).map((zone) => [short(zone.domain), short(zone.private)])).toEqual([
    ['corp.example', 'true'],
    ['example.com', 'default false'],
  ]);
  const link = onlyDraft('dns-link', bound);
  expect([shortTarget(link.zone), shortTarget(link.network)]).toEqual([
    '@google_dns_managed_zone.corp',
    '@google_compute_network.hub',
  ]);
  expect(
    draftsOf('dns-forwarding', bound).map(({ networks, rules }) => [
      networks.map(shortTarget),
      rules.map((rule) => [short(rule.domain), shortList(rule.servers)]),
    ]),
  ).toEqual([
    [['@google_compute_network.hub'], [['onprem.example', ['192.168.0.53']]]],
    [['@google_compute_network.hub'], [['', ['192.168.0.54']]]],
  ]);
});

describe('GKE', () => {
  const CLUSTER = (lines: string) => `${NET}
resource "google_container_cluster" "c" {
  name       = "gke"
  network    = google_compute_network.hub.id
  subnetwork = google_compute_subnetwork.nodes.id
  ${lines}
}
`;
  const BY_NAME =
    'ip_allocation_policy {\ncluster_secondary_range_name = "pods"\nservices_secondary_range_name = "services"\n}';

  test.each([
    ['by name', BY_NAME, ['10.4.0.0/14'], ['? missing-input']],
    [
      'written',
      'ip_allocation_policy {\ncluster_ipv4_cidr_block = "10.8.0.0/14"\nservices_ipv4_cidr_block = "10.12.0.0/20"\n}',
      ['10.8.0.0/14'],
      ['10.12.0.0/20'],
    ],
    ['by size', 'ip_allocation_policy {\ncluster_ipv4_cidr_block = "/14"\n}', ['? computed'], ['? computed']],
    ['nowhere', '', ['? computed'], ['? computed']],
  ])('ranges stand %s', (_, lines, pods, services) => {
    const cluster = onlyDraft('cluster', bindFiles(CLUSTER(lines)));
    expect([
      shortList(cluster.podCidrs),
      shortList(cluster.serviceCidrs),
      short(cluster.networkMode),
    ]).toEqual([pods, services, '? unsupported']);
  });

  test('a private control plane has a range in the network', () => {
    const bound = bindFiles(
      CLUSTER(
        'private_cluster_config {\nenable_private_endpoint = true\nmaster_ipv4_cidr_block = "172.16.0.0/28"\n}',
      ),
    );
    const range = draftsOf('subnet', bound).find(({ purpose }) => purpose === 'control-plane');
    expect(range && [shortList(range.prefixes), shortTarget(range.network)]).toEqual([
      ['172.16.0.0/28'],
      '@google_compute_network.hub',
    ]);
    expect(short(onlyDraft('cluster', bound).privateApi)).toBe('true');
    expect(shortList(onlyDraft('network', bound).addressSpace)).toContain('172.16.0.0/28');
  });

  const pool = (cluster: string, lines: string) =>
    onlyDraft(
      'node-pool',
      bindFiles(`${CLUSTER(`${BY_NAME}\n${cluster}`)}
resource "google_container_node_pool" "p" {
  name    = "p"
  cluster = google_container_cluster.c.id
  ${lines}
}`),
    );

  test.each([
    ['a zone', 'location = "europe-west1-b"', 'node_count = 2', '2', '-'],
    ['a region', 'location = "europe-west1"', 'node_count = 2', '6', '-'],
    ['listed zones', 'location = "europe-west1"', 'node_locations = ["a", "b"]\nnode_count = 2', '4', '-'],
    [
      'zones beside its own',
      'location = "europe-west1-b"\nnode_locations = ["europe-west1-c"]',
      'node_count = 2',
      '4',
      '-',
    ],
    ['an unknown place', 'location = var.anything', 'node_count = 2', '? missing-input', '-'],
    ['no place', '', 'node_count = 2', '? environment', '-'],
    [
      'scaling in each zone',
      'location = "europe-west1"',
      'autoscaling {\nmin_node_count = 1\nmax_node_count = 5\n}',
      '-',
      '15',
    ],
    [
      'scaling in all zones',
      'location = "europe-west1"',
      'autoscaling {\ntotal_max_node_count = 5\n}',
      '-',
      '5',
    ],
  ])('counts nodes of %s', (_, cluster, lines, count, max) => {
    const draft = pool(cluster, lines);
    expect([short(draft.count), short(draft.max)]).toEqual([count, max]);
    expect(short(draft.autoscaling)).toBe(String(lines.startsWith('autoscaling')));
  });

  test('stands in its subnetwork and its pods in a range of it', () => {
    const draft = pool('', '');
    expect([draft.cluster, draft.nodeSubnet, draft.podSubnet].map(shortTarget)).toEqual([
      '@google_container_cluster.c',
      '@google_compute_subnetwork.nodes',
      '@google_compute_subnetwork.nodes.secondary_ip_range[0]',
    ]);
    expect(short(draft.maxPods)).toBe('default 110');
    expect(short(pool('default_max_pods_per_node = 32', '').maxPods)).toBe('32');
    expect(short(pool('', 'max_pods_per_node = 8').maxPods)).toBe('8');
  });

  test('pools inside the cluster', () => {
    const draft = onlyDraft(
      'node-pool',
      bindFiles(CLUSTER('location = "europe-west1-b"\nnode_pool {\nname = "inline"\nnode_count = 3\n}')),
    );
    expect([draft.path.join('.'), short(draft.count), shortTarget(draft.cluster)]).toEqual([
      'node_pool.0',
      '3',
      '@google_container_cluster.c',
    ]);
  });
});

test.each([
  ['google_compute_network', 'name = "hub"\nproject = "p"', 'network', 'p:networks/hub'],
  ['google_compute_subnetwork', 'name = "nodes"\nregion = "r"', 'subnet', '*/r:subnetworks/nodes'],
  ['google_compute_network', 'name = var.anything', 'network', '? missing-input @var.anything'],
])('data source %s with %s', (type, lines, kind, expected) => {
  const [alias] = aliasesOf(bindFiles(`${NET}data "${type}" "d" {\n${lines}\n}`));
  expect(alias && [...alias.entityKinds, shortTarget(alias.target)]).toEqual([kind, expected]);
});
