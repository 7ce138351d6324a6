/** The missing-dns-link rule: the ways of resolving that it knows, its levels, and what it does not judge. */
import { describe, expect, test } from 'vitest';
import rule from '../../rules/missing-dns-link/rule.ts';
import { judgeChange, judgeFiles, lineOf, onlyFinding } from './road.ts';

function network(name: string, cidr: string, servers = ''): string {
  return [
    `resource "azurerm_virtual_network" "${name}" {`,
    `  name                = "${name}"`,
    '  resource_group_name = "rg"',
    `  address_space       = ["${cidr}"]`,
    servers === '' ? '' : `  dns_servers = [${servers}]`,
    '}',
    `resource "azurerm_subnet" "${name}" {`,
    `  name                 = "${name}"`,
    '  resource_group_name  = "rg"',
    `  virtual_network_name = azurerm_virtual_network.${name}.name`,
    `  address_prefixes     = ["${cidr}"]`,
    '}\n',
  ].join('\n');
}

function zone(name: string, domain = 'privatelink.blob.core.windows.net'): string {
  return `resource "azurerm_private_dns_zone" "${name}" {\n  name = "${domain}"\n  resource_group_name = "rg"\n}\n`;
}

function link(ofZone: string, to: string): string {
  return [
    `resource "azurerm_private_dns_zone_virtual_network_link" "${ofZone}_${to}" {`,
    `  name                = "${to}"`,
    `  private_dns_zone_id = azurerm_private_dns_zone.${ofZone}.id`,
    `  virtual_network_id  = azurerm_virtual_network.${to}.id`,
    '}\n',
  ].join('\n');
}

function endpoint(name: string, inNetwork: string, zones: string | undefined): string {
  return [
    `resource "azurerm_private_endpoint" "${name}" {`,
    `  name      = "${name}"`,
    '  location  = "westeurope"',
    `  subnet_id = azurerm_subnet.${inNetwork}.id`,
    '  private_service_connection {',
    '    private_connection_resource_id = azurerm_storage_account.s.id',
    '    subresource_names              = ["blob"]',
    '  }',
    zones === undefined ? '' : `  private_dns_zone_group {\n    private_dns_zone_ids = [${zones}]\n  }`,
    '}',
    'resource "azurerm_storage_account" "s" {\n  name = "s"\n}\n',
  ].join('\n');
}

function peering(from: string, to: string): string {
  return [
    `resource "azurerm_virtual_network_peering" "${from}_${to}" {`,
    '  name                      = "p"',
    '  resource_group_name       = "rg"',
    `  virtual_network_name      = azurerm_virtual_network.${from}.name`,
    `  remote_virtual_network_id = azurerm_virtual_network.${to}.id`,
    '}\n',
  ].join('\n');
}

function cluster(name: string): string {
  return `resource "azurerm_kubernetes_cluster" "${name}" {\n  name = "${name}"\n  default_node_pool {\n    name = "p"\n    vnet_subnet_id = azurerm_subnet.${name}.id\n  }\n}\n`;
}

function ruleset(domain: string, server: string, to: string): string {
  return [
    'resource "azurerm_private_dns_resolver_dns_forwarding_ruleset" "r" {\n  name = "r"\n}',
    'resource "azurerm_private_dns_resolver_forwarding_rule" "r" {',
    '  name = "r"',
    '  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.r.id',
    `  domain_name = "${domain}"`,
    `  target_dns_servers {\n    ip_address = ${server}\n  }`,
    '}',
    'resource "azurerm_private_dns_resolver_virtual_network_link" "r" {',
    '  name = "r"',
    '  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.r.id',
    `  virtual_network_id = azurerm_virtual_network.${to}.id`,
    '}\n',
  ].join('\n');
}

const BLOB = 'azurerm_private_dns_zone.blob.id';

/** Level and message of every finding, and the number of things not judged. */
function judge(...parts: readonly string[]) {
  const { findings, notJudged } = judgeFiles(rule, { 'main.tf': parts.join('') });
  return { found: findings.map(({ level, message }) => `${level} ${message}`), notJudged: notJudged.length };
}

const CLEAN = { found: [], notJudged: 0 };
const app = network('app', '10.1.0.0/16');
const own = endpoint('e', 'app', BLOB);

describe('the own network', () => {
  test('needs the link', () => {
    expect(judge(app, zone('blob'), own).found).toEqual([
      'error Private zone privatelink.blob.core.windows.net is not linked to network app of private endpoint e: machines ' +
        'there get the public address. Link privatelink.blob.core.windows.net to app.',
    ]);
    expect(judge(app, zone('blob'), own, link('blob', 'app'))).toEqual(CLEAN);
  });

  test('needs it for every zone of the endpoint, and one link serves all endpoints of a zone', () => {
    const dfs = zone('dfs', 'privatelink.dfs.core.windows.net');
    const both = `${BLOB}, azurerm_private_dns_zone.dfs.id`;
    const parts = [app, zone('blob'), dfs, endpoint('e', 'app', both), endpoint('f', 'app', both)];
    expect(judge(...parts).found).toHaveLength(2);
    expect(judge(...parts, link('blob', 'app')).found).toEqual([expect.stringContaining('privatelink.dfs.')]);
  });

  test('a link of another network or of another zone does not help', () => {
    const other = network('other', '10.9.0.0/16');
    expect(judge(app, other, zone('blob'), own, link('blob', 'other')).found).toHaveLength(1);
    const queue = zone('queue', 'privatelink.queue.core.windows.net');
    expect(judge(app, queue, zone('blob'), own, link('queue', 'app')).found).toHaveLength(1);
  });
});

describe('DNS servers', () => {
  const hub = network('hub', '10.0.0.0/16');
  const asking = (servers: string) => network('app', '10.1.0.0/16', servers);

  test('in a linked network resolve', () => {
    expect(
      judge(hub, asking('"10.0.0.4"'), peering('app', 'hub'), zone('blob'), own, link('blob', 'hub')),
    ).toEqual(CLEAN);
  });

  test('one of them is enough', () => {
    const all = [hub, asking('"172.16.0.4", "10.0.0.4"'), zone('blob'), own, link('blob', 'hub')];
    expect(judge(...all)).toEqual(CLEAN);
  });

  test('make a link of the own network useless', () => {
    expect(judge(hub, asking('"10.0.0.4"'), zone('blob'), own, link('blob', 'app')).found).toEqual([
      expect.stringMatching(/^warning Network app of private endpoint e asks DNS servers in network hub, /),
    ]);
  });

  test('cannot know a zone that is linked nowhere', () => {
    expect(judge(hub, asking('"10.0.0.4"'), zone('blob'), own).found).toEqual([
      expect.stringMatching(/^error Network app/),
    ]);
  });

  test("the cloud's own address is no other server", () => {
    expect(judge(asking('"168.63.129.16"'), zone('blob'), own, link('blob', 'app'))).toEqual(CLEAN);
    expect(judge(asking('"168.63.129.16"'), zone('blob'), own).found).toHaveLength(1);
  });

  test.each([
    ['"172.16.0.4"'],
    ['var.server'],
    ['azurerm_firewall.f.ip_configuration[0].private_ip_address'],
  ])('at %s are not judged', (server) => {
    const more = 'variable "server" {}\nresource "azurerm_firewall" "f" {\n  name = "f"\n}\n';
    expect(judge(asking(server), more, zone('blob'), own, link('blob', 'app'))).toEqual({
      found: [],
      notJudged: 1,
    });
  });
});

describe('forwarding rules', () => {
  const hub = network('hub', '10.0.0.0/16');
  const parts = [hub, app, zone('blob'), own, link('blob', 'hub')];

  test.each([
    'privatelink.blob.core.windows.net.',
    'blob.core.windows.net.',
    'Blob.Core.Windows.Net',
    'core.windows.net.',
    '.',
  ])('a rule for %s resolves', (domain) => {
    expect(judge(...parts, ruleset(domain, '"10.0.0.4"', 'app'))).toEqual(CLEAN);
  });

  test.each(['file.core.windows.net.', 'xblob.core.windows.net.', 'x.blob.core.windows.net.'])(
    'a rule for %s does not',
    (domain) => {
      expect(judge(...parts, ruleset(domain, '"10.0.0.4"', 'app')).found).toHaveLength(1);
    },
  );

  test('that lead to an unlinked network do not resolve', () => {
    const [, , ...rest] = parts;
    const spoke = network('spoke', '10.5.0.0/16');
    expect(judge(hub, app, spoke, ...rest, ruleset('.', '"10.5.0.4"', 'app')).found).toEqual([
      expect.stringContaining('asks DNS servers in network spoke'),
    ]);
  });

  test('that lead to what is not known are not judged', () => {
    expect(judge(...parts, ruleset('.', 'var.x', 'app'), 'variable "x" {}\n')).toEqual({
      found: [],
      notJudged: 1,
    });
    expect(judge(...parts, ruleset('.', '"192.0.2.1"', 'app'))).toEqual({ found: [], notJudged: 1 });
  });

  test('that lead in a circle end', () => {
    expect(judge(...parts, ruleset('.', '"10.1.0.4"', 'app')).found).toHaveLength(1);
  });

  test('of another network do not help', () => {
    expect(judge(...parts, ruleset('.', '"10.0.0.4"', 'hub')).found).toHaveLength(1);
  });
});

describe('peered networks', () => {
  const aks = network('aks', '10.2.0.0/16');
  const parts = [app, aks, zone('blob'), own, link('blob', 'app')];

  test('with a cluster need the link, as a warning', () => {
    expect(judge(...parts, peering('app', 'aks'), cluster('aks')).found).toEqual([
      expect.stringMatching(
        /^warning Private zone \S+ is not linked to network aks of cluster aks, which is peered /,
      ),
    ]);
    expect(judge(...parts, peering('app', 'aks'), cluster('aks'), link('blob', 'aks'))).toEqual(CLEAN);
  });

  test('without a cluster, and clusters without a peering, need none', () => {
    expect(judge(...parts, peering('app', 'aks'))).toEqual(CLEAN);
    expect(judge(...parts, cluster('aks'))).toEqual(CLEAN);
  });

  test('that hold an endpoint of the zone themselves are told once, as an error', () => {
    const second = endpoint('f', 'aks', BLOB);
    expect(judge(...parts, peering('app', 'aks'), cluster('aks'), second).found).toEqual([
      expect.stringMatching(
        /^error Private zone \S+ is not linked to network aks of private endpoints e and f/,
      ),
    ]);
  });
});

describe('the zone group', () => {
  test('is missed where the service and the region tell the zone', () => {
    expect(judge(app, endpoint('e', 'app', undefined)).found).toEqual([
      expect.stringMatching(
        /^warning Nothing writes DNS records for private endpoint e: .* private zone privatelink\.blob\.core\.windows\.net,/,
      ),
    ]);
  });

  test('is not missed where the service is not known', () => {
    const main = endpoint('e', 'app', undefined).replace('azurerm_storage_account.s.id', 'var.service');
    expect(judge(app, main, 'variable "service" {}\n').found).toEqual([]);
  });

  test('with unknown zones, or zones of somebody else, is not judged', () => {
    expect(judge(app, endpoint('e', 'app', 'var.zone'), 'variable "zone" {}\n')).toEqual({
      found: [],
      notJudged: 1,
    });
    const read =
      'data "azurerm_private_dns_zone" "z" {\n  name = "privatelink.blob.core.windows.net"\n  resource_group_name = "elsewhere"\n}\n';
    expect(judge(app, endpoint('e', 'app', 'data.azurerm_private_dns_zone.z.id'), read)).toEqual({
      found: [],
      notJudged: 1,
    });
  });
});

describe('in a pull request', () => {
  test('it stands at the endpoint that was added', () => {
    const before = { 'main.tf': app + zone('blob') };
    const finding = onlyFinding(judgeChange(rule, before, { ...before, 'endpoint.tf': own }));
    expect(lineOf(finding.place)).toBe('endpoint.tf:1');
  });

  test('it stands at the zone when nothing tells what was changed', () => {
    const finding = onlyFinding(judgeFiles(rule, { 'main.tf': app + own, 'zone.tf': zone('blob') }));
    expect(lineOf(finding.place)).toBe('zone.tf:2');
    expect(finding.related.map(({ range }) => lineOf(range))).toContain('main.tf:1');
  });
});

describe('a module whose code was not read', () => {
  const call = (value: string) =>
    `module "m" {\n  source = "git::https://git.example.com/m.git"\n  value = ${value}\n}\n`;
  const told = (...parts: readonly string[]) => {
    const { findings, notJudged } = judgeFiles(rule, { 'main.tf': parts.join('') });
    return [findings.length, ...notJudged.map(({ subject, reason }) => `${subject}: ${reason.message}`)];
  };
  const given = (name: string, what: string) =>
    `module.m, whose code was not read, is given ${name} and may declare ${what}`;

  test.each([
    ['the zone', BLOB, 'privatelink.blob.core.windows.net'],
    ['the network', 'azurerm_virtual_network.app.id', 'app'],
    ['a subnet', 'azurerm_subnet.app.id', 'app'],
  ])('that is given %s may declare the link', (_, value, name) => {
    expect(told(app, zone('blob'), own, call(value))).toEqual([
      0,
      `azurerm_private_dns_zone.blob: ${given(name, 'the link')}`,
    ]);
  });

  test('that is given the network of the DNS servers may link that one', () => {
    const parts = [
      network('hub', '10.0.0.0/16'),
      network('app', '10.1.0.0/16', '"10.0.0.4"'),
      zone('blob'),
      own,
    ];
    expect(told(...parts)).toEqual([1]);
    expect(told(...parts, call('azurerm_virtual_network.hub.id'))).toEqual([
      0,
      `azurerm_private_dns_zone.blob: ${given('hub', 'the link')}`,
    ]);
  });

  test('that is given the endpoint may write its records, one that is given its network cannot', () => {
    const parts = [app, endpoint('e', 'app', undefined)];
    const address = 'azurerm_private_endpoint.e.private_service_connection[0].private_ip_address';
    expect(told(...parts, call('azurerm_virtual_network.app.id'))).toEqual([1]);
    expect(told(...parts, call(address))).toEqual([
      0,
      `azurerm_private_endpoint.e: ${given('e', 'its records')}`,
    ]);
  });
});
