/** azurerm: route tables, NAT gateways and network security groups in the spellings of versions 3, 4 and 5. */
import { describe, expect, test } from 'vitest';
import {
  aliasesOf,
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  place,
  problemsOf,
  short,
  shortTarget,
} from './bind-files.ts';
import { routeWords, ruleWords } from './routing-words.ts';

function tableWith(lines: string) {
  return bindFiles(`
variable "anything" {}
resource "azurerm_firewall" "hub" {
  name = "afw"
  ip_configuration {
    subnet_id = var.anything
  }
}
resource "azurerm_route_table" "spoke" {
  name                = "rt-spoke"
  resource_group_name = "rg"
${lines}
}`);
}

describe('route tables', () => {
  test.each([
    ['', 'default true'],
    ['bgp_route_propagation_enabled = false', 'false'],
    ['disable_bgp_route_propagation = true', 'false'],
    ['disable_bgp_route_propagation = false', 'true'],
    ['bgp_route_propagation_enabled = var.anything', '? missing-input'],
    ['disable_bgp_route_propagation = var.anything', '? missing-input'],
  ])('take over the routes of gateways: %s', (lines, expected) => {
    const table = onlyDraft('route-table', tableWith(lines));
    expect([table.name, table.cloud, short(table.gatewayRoutePropagation)]).toEqual([
      'rt-spoke',
      'azure',
      expected,
    ]);
    expect(table.keys).toMatchObject([
      { namespace: 'azure', names: ['microsoft.network/routetables', 'rt-spoke'], scope: [undefined, 'rg'] },
    ]);
  });

  const viaFirewall = 'azurerm_firewall.hub.ip_configuration[0].private_ip_address';
  test.each([
    ['"0.0.0.0/0"', '"VirtualAppliance"', '"10.0.0.4"', ['0.0.0.0/0', 'appliance', '10.0.0.4', '-']],
    ['"10.0.0.0/8"', '"virtualnetworkgateway"', 'null', ['10.0.0.0/8', 'gateway', '-', '-']],
    ['"Storage.WestEurope"', '"Internet"', 'null', ['tag Storage.WestEurope', 'internet', '-', '-']],
    ['"fd00::/8"', '"VnetLocal"', 'null', ['fd00::/8', 'local', '-', '-']],
    ['"10.0.0.0/8"', '"None"', '""', ['10.0.0.0/8', 'none', '-', '-']],
    ['"10.0.0.0/8"', '"Somewhere"', 'null', ['10.0.0.0/8', 'other', '-', '-']],
    [
      'var.anything',
      'var.anything',
      'var.anything',
      ['? missing-input', '? missing-input', '? missing-input', '-'],
    ],
    [
      '"0.0.0.0/0"',
      '"VirtualAppliance"',
      viaFirewall,
      ['0.0.0.0/0', 'appliance', '? computed', '@azurerm_firewall.hub'],
    ],
  ])('hold a route to %s by %s %s', (to, type, address, expected) => {
    const lines = `address_prefix = ${to}\nnext_hop_type = ${type}\nnext_hop_in_ip_address = ${address}`;
    const inline = onlyDraft('route', tableWith(`route {\nname = "r"\n${lines}\n}`));
    expect([inline.name, inline.path, shortTarget(inline.table), routeWords(inline)]).toEqual([
      'r',
      ['route', 0],
      '@azurerm_route_table.spoke',
      expected,
    ]);
    const alone = onlyDraft(
      'route',
      tableWith(
        `}\nresource "azurerm_route" "r" {\nname = "r"\nresource_group_name = "rg"\nroute_table_name = azurerm_route_table.spoke.name\n${lines}`,
      ),
    );
    expect(routeWords(alone)).toEqual(expected);
    expect(shortTarget(alone.table)).toBe(
      '@azurerm_route_table.spoke */rg:microsoft.network/routetables/rt-spoke',
    );
  });

  test('report a destination that is none', () => {
    const bound = tableWith('route {\nname = "r"\naddress_prefix = "10.0.0.0/33"\nnext_hop_type = "None"\n}');
    expect(short(onlyDraft('route', bound).destination)).toBe('? failed');
    expect(problemsOf(bound)).toEqual([
      expect.stringMatching(/^main\.tf:14:.* error invalid-cidr: "10\.0\.0\.0\/33" /),
    ]);
  });

  test('say that they may hold more routes', () => {
    const bound = tableWith(
      'dynamic "route" {\nfor_each = var.anything\ncontent {\nname = route.key\naddress_prefix = route.value\nnext_hop_type = "None"\n}\n}',
    );
    expect(gapsOf(bound)).toEqual(['azurerm_route_table.spoke route: missing-input']);
  });
});

const ATTACHED = `
resource "azurerm_route_table" "t" {
  name = "t"
}
resource "azurerm_network_security_group" "g" {
  name = "g"
}
resource "azurerm_nat_gateway" "n" {
  name = "n"
}
`;

describe('subnets are put', () => {
  test('under what associations name', () => {
    const bound = bindFiles(`${ATTACHED}
variable "subnet" {}
resource "azurerm_subnet_route_table_association" "a" {
  subnet_id      = var.subnet
  route_table_id = azurerm_route_table.t.id
}
resource "azurerm_subnet_network_security_group_association" "a" {
  subnet_id                 = var.subnet
  network_security_group_id = azurerm_network_security_group.g.id
}
resource "azurerm_subnet_nat_gateway_association" "a" {
  subnet_id      = var.subnet
  nat_gateway_id = azurerm_nat_gateway.n.id
}`);
    const table = onlyDraft('route-table-association', bound);
    const group = onlyDraft('security-group-association', bound);
    const nat = onlyDraft('nat-association', bound);
    expect([table.subnet, table.table, table.network].map(shortTarget)).toEqual([
      '? missing-input @var.subnet',
      '@azurerm_route_table.t */*:microsoft.network/routetables/t',
      '-',
    ]);
    expect(shortTarget(group.group)).toBe(
      '@azurerm_network_security_group.g */*:microsoft.network/networksecuritygroups/g',
    );
    expect(shortTarget(nat.gateway)).toBe('@azurerm_nat_gateway.n */*:microsoft.network/natgateways/n');
    expect(onlyDraft('gateway', bound).type).toBe('nat');
  });

  test.each([
    ['security_group = azurerm_network_security_group.g.id', 'route_table_id = azurerm_route_table.t.id'],
    ['security_group = ""', 'route_table_id = null'],
  ])('under what a block of the network names: %s', (group, table) => {
    const bound = bindFiles(`${ATTACHED}
resource "azurerm_virtual_network" "v" {
  name          = "v"
  address_space = ["10.0.0.0/16"]
  subnet {
    name             = "a"
    address_prefixes = ["10.0.0.0/24"]
    ${group}
    ${table}
  }
}`);
    const there = group.includes('""') ? [] : ['@azurerm_virtual_network.v.subnet[0]'];
    expect(draftsOf('security-group-association', bound).map(({ subnet }) => shortTarget(subnet))).toEqual(
      there,
    );
    expect(draftsOf('route-table-association', bound).map(({ subnet }) => shortTarget(subnet))).toEqual(
      there,
    );
  });

  test('under what a subnet of 5.x names', () => {
    const bound = bindFiles(`${ATTACHED}
resource "azurerm_subnet" "s" {
  name                         = "s"
  virtual_network_name         = "v"
  address_prefixes             = ["10.0.0.0/24"]
  network_security_group_id_wo = azurerm_network_security_group.g.id
  route_table_id_wo            = azurerm_route_table.t.id
}`);
    const group = onlyDraft('security-group-association', bound);
    const table = onlyDraft('route-table-association', bound);
    expect([group.subnet, table.subnet].map(shortTarget)).toEqual(['@azurerm_subnet.s', '@azurerm_subnet.s']);
    expect([group.path, table.path]).toEqual([['network_security_group_id_wo'], ['route_table_id_wo']]);
  });
});

function groupWith(lines: string) {
  return bindFiles(`
variable "anything" {}
resource "azurerm_application_security_group" "web" {
  name = "web"
}
resource "azurerm_network_security_group" "g" {
  name                = "nsg"
  resource_group_name = "rg"
${lines}
}`);
}

describe('network security groups', () => {
  const FROM = 'name = "r"\npriority = 100\ndirection = "Inbound"\naccess = "Allow"\nprotocol = "Tcp"';
  test.each([
    [
      'single values',
      'source_address_prefix = "10.0.0.0/8"\nsource_port_range = "*"\ndestination_address_prefix = "*"\ndestination_port_range = "443"',
      ['10.0.0.0/8', '0.0.0.0/0 ::/0', '443-443'],
    ],
    [
      'lists',
      'source_address_prefixes = ["10.0.0.4", "fd00::/8"]\ndestination_address_prefix = "VirtualNetwork"\ndestination_port_ranges = ["80", "8000-8080"]',
      ['10.0.0.4/32 fd00::/8', 'VirtualNetwork', '80-80 8000-8080'],
    ],
    [
      'groups of machines',
      'source_application_security_group_ids = [azurerm_application_security_group.web.id]\ndestination_address_prefix = "Sql.WestEurope"\ndestination_port_range = "*"',
      ['@azurerm_application_security_group.web', 'Sql.WestEurope', '0-65535'],
    ],
    [
      'unknowns',
      'source_address_prefix = var.anything\ndestination_address_prefixes = var.anything\ndestination_port_ranges = var.anything',
      ['? missing-input', '? missing-input', '? missing-input'],
    ],
  ])('hold rules with %s', (_, lines, expected) => {
    const inline = onlyDraft('security-rule', groupWith(`security_rule {\n${FROM}\n${lines}\n}`));
    expect(ruleWords(inline)).toEqual(['in', 'allow', '100', 'tcp', ...expected]);
    expect([inline.name, shortTarget(inline.group)]).toEqual(['r', '@azurerm_network_security_group.g']);
    const alone = onlyDraft(
      'security-rule',
      groupWith(
        `}\nresource "azurerm_network_security_rule" "r" {\nresource_group_name = "rg"\nnetwork_security_group_name = "nsg"\n${FROM}\n${lines}`,
      ),
    );
    expect(ruleWords(alone)).toEqual(ruleWords(inline));
    expect(shortTarget(alone.group)).toBe('*/rg:microsoft.network/networksecuritygroups/nsg');
  });

  test('report what is no direction and no port', () => {
    const bound = groupWith(
      'security_rule {\nname = "r"\ndirection = "sideways"\naccess = "DENY"\nprotocol = "*"\ndestination_port_range = "90-80"\n}',
    );
    expect(ruleWords(onlyDraft('security-rule', bound))).toEqual([
      '? failed',
      'deny',
      '-',
      'any',
      '',
      '',
      '? failed',
    ]);
    expect(problemsOf(bound)).toEqual([
      'main.tf:11:13 warning attribute-type: One of inbound, outbound is needed here.',
      'main.tf:14:26 warning attribute-type: A port or a range of ports is needed here.',
    ]);
  });

  test('have their place where the rule is written', () => {
    const bound = groupWith(`security_rule {\n${FROM}\n}`);
    expect(place(onlyDraft('security-rule', bound).range)).toMatch(/^main\.tf:9:/);
  });
});

test('data sources mean tables, groups and NAT gateways by name', () => {
  const bound = bindFiles(
    ['azurerm_route_table', 'azurerm_network_security_group', 'azurerm_nat_gateway']
      .map((type) => `data "${type}" "d" {\n  name = "d"\n  resource_group_name = "rg"\n}`)
      .join('\n'),
  );
  expect(aliasesOf(bound).map(({ entityKinds }) => entityKinds)).toEqual([
    ['route-table'],
    ['security-group'],
    ['gateway'],
  ]);
});
