/** Routes and security rules in the model: where their links lead, what is not known, how reports tell them. */
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../../src/model/build-connectivity.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { routesOf, rulesOf } from '../../src/model/queries.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import { renderModelText } from '../../src/report/model-text.ts';
import { bindFiles } from '../bindings/bind-files.ts';

const HUB = `
variable "unknown" {}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.1.0/24"]
}
resource "azurerm_subnet" "fw" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.2.0/24"]
}
resource "azurerm_firewall" "fw" {
  name = "afw"
  ip_configuration {
    subnet_id = azurerm_subnet.fw.id
  }
}
resource "azurerm_route_table" "app" {
  name                = "rt-app"
  resource_group_name = "rg"
  route {
    name                   = "out"
    address_prefix         = "0.0.0.0/0"
    next_hop_type          = "VirtualAppliance"
    next_hop_in_ip_address = azurerm_firewall.fw.ip_configuration[0].private_ip_address
  }
}
resource "azurerm_route" "site" {
  name                = "site"
  resource_group_name = "rg"
  route_table_name    = "RT-APP"
  address_prefix      = "192.168.0.0/16"
  next_hop_type       = "VirtualNetworkGateway"
}
resource "azurerm_route" "elsewhere" {
  name                = "elsewhere"
  resource_group_name = "rg"
  route_table_name    = "rt-far"
  address_prefix      = var.unknown
  next_hop_type       = "None"
}
resource "azurerm_subnet_route_table_association" "app" {
  subnet_id      = azurerm_subnet.app.id
  route_table_id = azurerm_route_table.app.id
}
resource "azurerm_subnet_route_table_association" "maybe" {
  subnet_id      = var.unknown
  route_table_id = azurerm_route_table.app.id
}
resource "azurerm_nat_gateway" "nat" {
  name                = "nat"
  resource_group_name = "rg"
}
resource "azurerm_subnet_nat_gateway_association" "app" {
  subnet_id      = azurerm_subnet.app.id
  nat_gateway_id = azurerm_nat_gateway.nat.id
}
resource "azurerm_network_security_group" "app" {
  name                = "nsg-app"
  resource_group_name = "rg"
  security_rule {
    name                       = "web"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = "Internet"
    source_port_range          = "*"
    destination_address_prefix = "10.0.1.0/24"
    destination_port_ranges    = ["443", "8000-8080"]
  }
}
resource "azurerm_network_security_rule" "deny" {
  name                        = "deny"
  resource_group_name         = "rg"
  network_security_group_name = azurerm_network_security_group.app.name
  priority                    = var.unknown
  direction                   = "Inbound"
  access                      = "Deny"
  protocol                    = "*"
  source_address_prefix       = "*"
  destination_address_prefix  = "*"
  destination_port_range      = "*"
}
resource "azurerm_subnet_network_security_group_association" "app" {
  subnet_id                 = azurerm_subnet.app.id
  network_security_group_id = azurerm_network_security_group.app.id
}
`;

const model = buildModel(bindFiles(HUB).facts);
const document = JSON.parse(renderModelJson(model)) as Record<string, Record<string, unknown>[]>;

describe('the model', () => {
  test('joins routes and rules with what they belong to, by reference and by name', () => {
    expect(routesOf(model, 'azurerm_route_table.app').map(({ id }) => id)).toEqual([
      'azurerm_route.site',
      'azurerm_route_table.app.route[0]',
    ]);
    expect(rulesOf(model, 'azurerm_network_security_group.app').map(({ id }) => id)).toEqual([
      'azurerm_network_security_group.app.security_rule[0]',
      'azurerm_network_security_rule.deny',
    ]);
  });

  test('lists what is not known', () => {
    const told = model.unresolved.map(
      ({ address, attribute, reason }) => `${address} ${attribute}: ${reason.code}`,
    );
    expect(told).toEqual([
      'azurerm_route.elsewhere destination: missing-input',
      'azurerm_subnet_route_table_association.maybe subnet: missing-input',
      'azurerm_network_security_rule.deny priority: missing-input',
    ]);
  });
});

describe('as JSON', () => {
  test('routes name their table, destination, next hop and subnets', () => {
    expect(document.routes).toMatchObject([
      {
        id: 'azurerm_route.elsewhere',
        table: { external: 'rt-far' },
        destination: null,
        nextHop: { kind: 'none', ip: null, target: null },
        subnets: [],
      },
      {
        id: 'azurerm_route.site',
        name: 'site',
        table: 'azurerm_route_table.app',
        network: null,
        destination: '192.168.0.0/16',
        nextHop: { kind: 'gateway', ip: null, target: null },
        subnets: ['azurerm_subnet.app', null],
        machines: [],
        unit: '.',
        address: 'azurerm_route.site',
        location: { file: 'main.tf', line: 36 },
      },
      {
        id: 'azurerm_route_table.app.route[0]',
        name: 'out',
        destination: '0.0.0.0/0',
        nextHop: { kind: 'appliance', ip: null, target: 'azurerm_firewall.fw' },
        address: 'azurerm_route_table.app',
        location: { file: 'main.tf', line: 29 },
      },
    ]);
  });

  test('tables, NAT gateways and groups name their subnets', () => {
    expect(document.routeTables).toMatchObject([
      {
        id: 'azurerm_route_table.app',
        name: 'rt-app',
        cloud: 'azure',
        network: null,
        gatewayRoutePropagation: true,
        subnets: ['azurerm_subnet.app', null],
        mainOf: [],
      },
    ]);
    expect(document.natAssociations).toMatchObject([
      { gateway: 'azurerm_nat_gateway.nat', subnet: 'azurerm_subnet.app' },
    ]);
    expect(document.securityGroups).toMatchObject([
      {
        id: 'azurerm_network_security_group.app',
        name: 'nsg-app',
        subnets: ['azurerm_subnet.app'],
        rules: [
          {
            name: 'web',
            direction: 'in',
            access: 'allow',
            priority: 100,
            protocol: 'tcp',
            source: { cidrs: [], tags: ['Internet'], groups: [] },
            destination: { cidrs: ['10.0.1.0/24'], tags: [], groups: [] },
            sourcePorts: ['0-65535'],
            ports: ['443', '8000-8080'],
          },
          {
            name: 'deny',
            access: 'deny',
            priority: null,
            protocol: 'any',
            source: { cidrs: ['0.0.0.0/0', '::/0'] },
          },
        ],
      },
    ]);
    expect(document.securityRules).toEqual([]);
  });

  test('rules of no group that was read stand alone, and main tables name their networks', () => {
    const other = JSON.parse(
      renderModelJson(
        buildModel(
          bindFiles(`
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_route_table" "t" {
  default_route_table_id = aws_vpc.v.default_route_table_id
}
resource "google_compute_network" "n" {
  name                    = "n"
  auto_create_subnetworks = false
}
resource "google_compute_firewall" "f" {
  name    = "f"
  network = google_compute_network.n.id
  allow {
    protocol = "icmp"
  }
}`).facts,
        ),
      ),
    ) as typeof document;
    expect(other.routeTables).toMatchObject([{ network: 'aws_vpc.v', subnets: [], mainOf: ['aws_vpc.v'] }]);
    expect(other.securityRules).toMatchObject([
      { name: 'f', group: null, network: 'google_compute_network.n', protocol: 'icmp' },
    ]);
  });
});

test('as text, tables show their routes and groups where they are', () => {
  const text = renderModelText(model);
  expect(text).toContain(
    [
      'Route tables (1)',
      '  rt-app  (azurerm_route_table.app)',
      '    on app',
      '    on ? (the variable "unknown" has no value)',
      '    192.168.0.0/16 → gateway',
      '    0.0.0.0/0 → appliance afw',
      '',
    ].join('\n'),
  );
  expect(text).toContain(
    [
      'Routes outside of these tables (1)',
      '  elsewhere  (azurerm_route.elsewhere)  in rt-far (not in what was read)',
      '    ? (the variable "unknown" has no value) → none',
      '',
    ].join('\n'),
  );
  expect(text).toContain(
    'Security groups (1)\n  nsg-app  (azurerm_network_security_group.app)  2 rules\n    on app\n',
  );
  expect(text).toContain('  nat  (azurerm_nat_gateway.nat)  nat\n    for app\n');
});

test('nobody is heard through gateways that only lead out', () => {
  const vpc = (name: string) => `
resource "aws_vpc" "${name}" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "${name}" {
  vpc_id = aws_vpc.${name}.id
}
resource "aws_nat_gateway" "${name}" {
  vpc_id = aws_vpc.${name}.id
}`;
  const site = `
resource "aws_vpn_gateway" "a" {
  vpc_id = aws_vpc.a.id
}
resource "aws_vpn_connection" "a" {
  vpn_gateway_id     = aws_vpn_gateway.a.id
  static_routes_only = true
}`;
  const alone = buildModel(bindFiles(`${vpc('a')}${vpc('b')}`).facts);
  expect(alone.all('gateway')).toHaveLength(4);
  expect(buildConnectivity(alone).domains).toEqual([]);
  const joined = buildModel(bindFiles(`${vpc('a')}${vpc('b')}${site}`).facts);
  const members = buildConnectivity(joined).domains.map((domain) =>
    domain.members.map(({ id }) => id).sort(),
  );
  expect(members).toEqual([['aws_vpc.a', 'aws_vpn_connection.a']]);
});
