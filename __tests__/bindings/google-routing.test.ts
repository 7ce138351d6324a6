/** google: routes, firewall rules, NAT of routers. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';
import { routeWords, ruleWords } from './routing-words.ts';

const NET = `
variable "anything" {}
resource "google_compute_network" "n" {
  name                    = "n"
  auto_create_subnetworks = false
}
resource "google_compute_ha_vpn_gateway" "g" {
  name    = "g"
  network = google_compute_network.n.id
}
resource "google_compute_vpn_tunnel" "t" {
  name        = "t"
  vpn_gateway = google_compute_ha_vpn_gateway.g.id
}
resource "google_compute_instance" "i" {
  name = "i"
}
resource "google_compute_forwarding_rule" "b" {
  name = "b"
}
`;
const NETWORK = '@google_compute_network.n';

describe('routes', () => {
  test.each([
    ['next_hop_gateway = "default-internet-gateway"', ['internet', '-', '-']],
    ['next_hop_ip = "10.0.0.4"', ['appliance', '10.0.0.4', '-']],
    ['next_hop_ip = var.anything', ['appliance', '? missing-input', '-']],
    ['next_hop_instance = google_compute_instance.i.id', ['appliance', '-', '@google_compute_instance.i']],
    ['next_hop_ilb = "10.0.0.5"', ['appliance', '10.0.0.5', '-']],
    [
      'next_hop_ilb = google_compute_forwarding_rule.b.id',
      ['appliance', '-', '@google_compute_forwarding_rule.b'],
    ],
    [
      'next_hop_vpn_tunnel = google_compute_vpn_tunnel.t.id',
      ['gateway', '-', '@google_compute_ha_vpn_gateway.g'],
    ],
  ])('with %s', (line, expected) => {
    const bound = bindFiles(`${NET}
resource "google_compute_route" "r" {
  name       = "r"
  network    = google_compute_network.n.name
  dest_range = "10.9.0.0/16"
  tags       = ["web"]
  ${line}
}`);
    const route = onlyDraft('route', bound);
    expect(routeWords(route)).toEqual(['10.9.0.0/16', ...expected]);
    expect([shortTarget(route.network), shortTarget(route.table), shortList(route.machines)]).toEqual([
      `${NETWORK} *:networks/n`,
      '-',
      ['web'],
    ]);
  });
});

function firewallWith(lines: string) {
  return bindFiles(`${NET}
resource "google_compute_firewall" "f" {
  name    = "f"
  network = google_compute_network.n.id
${lines}
}`);
}

describe('firewall rules', () => {
  test.each([
    [
      'allow {\nprotocol = "tcp"\nports = ["22", "8000-8080"]\n}\nsource_ranges = ["10.0.0.0/8"]\nsource_tags = ["web"]',
      ['default in', 'allow', 'default 1000', 'tcp', '10.0.0.0/8 web', '', '22-22 8000-8080'],
    ],
    [
      'deny {\nprotocol = "all"\n}\ndirection = "EGRESS"\npriority = 5',
      ['out', 'deny', '5', 'any', '', '0.0.0.0/0', ''],
    ],
    ['allow {\nprotocol = "icmp"\n}', ['default in', 'allow', 'default 1000', 'icmp', '0.0.0.0/0', '', '']],
    [
      'allow {\nprotocol = "tcp"\nports = var.anything\n}\nsource_ranges = var.anything',
      ['default in', 'allow', 'default 1000', 'tcp', '? missing-input', '', '? missing-input'],
    ],
  ])('are %s', (lines, expected) => {
    const rule = onlyDraft('security-rule', firewallWith(lines));
    expect(ruleWords(rule)).toEqual(expected);
    expect([rule.name, shortTarget(rule.network), shortTarget(rule.group)]).toEqual(['f', NETWORK, '-']);
  });

  test('are one for each protocol, for the machines that they name', () => {
    const rules = draftsOf(
      'security-rule',
      firewallWith(
        'allow {\nprotocol = "tcp"\n}\nallow {\nprotocol = "udp"\n}\ntarget_tags = ["db"]\ntarget_service_accounts = ["a@b"]',
      ),
    );
    expect(rules.map(({ path, protocol, machines }) => [path, short(protocol), shortList(machines)])).toEqual(
      [
        [['allow', 0], 'tcp', ['db', 'a@b']],
        [['allow', 1], 'udp', ['db', 'a@b']],
      ],
    );
  });

  test('have no effect when they are disabled, and may have none', () => {
    expect(draftsOf('security-rule', firewallWith('disabled = true\nallow {\nprotocol = "tcp"\n}'))).toEqual(
      [],
    );
    const doubtful = firewallWith('disabled = var.anything\nallow {\nprotocol = "tcp"\n}');
    expect(onlyDraft('security-rule', doubtful).possible?.code).toBe('missing-input');
  });
});

test('NAT of a router is for the subnetworks that it lists, in the network of the router', () => {
  const bound = bindFiles(`${NET}
resource "google_compute_subnetwork" "s" {
  name          = "s"
  network       = google_compute_network.n.id
  ip_cidr_range = "10.0.0.0/24"
}
resource "google_compute_router" "r" {
  name    = "r"
  network = google_compute_network.n.id
}
resource "google_compute_router_nat" "n" {
  name   = "nat"
  router = google_compute_router.r.name
  subnetwork {
    name                    = google_compute_subnetwork.s.id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }
  dynamic "subnetwork" {
    for_each = var.anything
    content {
      name = subnetwork.value
    }
  }
}
resource "google_compute_router_nat" "far" {
  name   = "far"
  router = "elsewhere"
}`);
  expect(
    draftsOf('gateway', bound).flatMap(({ name, type, network }) =>
      type === 'nat' ? [[name, shortTarget(network)]] : [],
    ),
  ).toEqual([
    ['nat', NETWORK],
    ['far', '? outside'],
  ]);
  expect(
    draftsOf('nat-association', bound).map(({ gateway, subnet }) => [gateway, subnet].map(shortTarget)),
  ).toEqual([['@google_compute_router_nat.n', '@google_compute_subnetwork.s']]);
  expect(gapsOf(bound)).toEqual(['google_compute_router_nat.n subnetwork: missing-input']);
});
