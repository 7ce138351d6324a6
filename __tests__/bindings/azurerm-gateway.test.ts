/** azurerm: gateways, sites, connections, virtual WAN, and what takes addresses of subnets. */
import { describe, expect, test } from 'vitest';
import {
  bindFiles,
  draftsOf,
  gapsOf,
  onlyDraft,
  place,
  short,
  shortList,
  shortTarget,
} from './bind-files.ts';

const SUBNET = `
variable "anything" {}
resource "azurerm_subnet" "gw" {
  name                 = "GatewaySubnet"
  resource_group_name  = "rg"
  virtual_network_name = "hub"
  address_prefixes     = ["10.0.0.0/27"]
}
`;
const GW_SUBNET = '@azurerm_subnet.gw */rg:hub/GatewaySubnet';

describe('gateways in networks', () => {
  test.each([
    ['Vpn', 'vpn'],
    ['expressRoute', 'expressroute'],
  ])('of type %s', (type, expected) => {
    const gateway = onlyDraft(
      'gateway',
      bindFiles(`${SUBNET}
resource "azurerm_virtual_network_gateway" "g" {
  name                = "gw"
  resource_group_name = "rg"
  type                = "${type}"
  ip_configuration {
    subnet_id = azurerm_subnet.gw.id
  }
  vpn_client_configuration {
    address_space = ["172.16.0.0/24", var.anything]
  }
}`),
    );
    expect([gateway.type, gateway.cloud, gateway.name]).toEqual([expected, 'azure', 'gw']);
    expect([shortTarget(gateway.subnet), shortTarget(gateway.network)]).toEqual([GW_SUBNET, '-']);
    expect(shortList(gateway.ranges)).toEqual(['172.16.0.0/24', '? missing-input']);
    expect(gateway.keys).toEqual([
      {
        namespace: 'azure',
        names: ['microsoft.network/virtualnetworkgateways', 'gw'],
        scope: [undefined, 'rg'],
        within: 'azurerm',
      },
    ]);
  });

  test.each([
    ['unknown', 'var.anything', 'missing-input'],
    ['wrong', '"Foo"', 'failed'],
    ['missing', 'null', 'failed'],
  ])('of a type that is %s are a gap', (_, type, code) => {
    const bound = bindFiles(`${SUBNET}
resource "azurerm_virtual_network_gateway" "g" {
  type = ${type}
}`);
    expect(gapsOf(bound)).toEqual([`azurerm_virtual_network_gateway.g type: ${code}`]);
  });

  test('of an unknown type are gateways all the same', () => {
    const bound = bindFiles(`${SUBNET}
resource "azurerm_virtual_network_gateway" "g" {
  type = var.anything
  ip_configuration {
    subnet_id = azurerm_subnet.gw.id
  }
}
resource "azapi_resource" "g" {
  type      = "Microsoft.Network/virtualNetworkGateways@2024-05-01"
  name      = "gw"
  parent_id = "/subscriptions/s/resourceGroups/rg"
  body = {
    properties = {
      gatewayType      = var.anything
      ipConfigurations = [{ properties = { subnet = { id = azurerm_subnet.gw.id } } }]
    }
  }
}
resource "azurerm_virtual_network_gateway" "wrong" {
  type = "Foo"
}`);
    expect(draftsOf('gateway', bound).map(({ type, subnet }) => [type, shortTarget(subnet)])).toEqual([
      ['unknown', GW_SUBNET],
      ['unknown', GW_SUBNET],
    ]);
    expect(gapsOf(bound)).toEqual([
      'azurerm_virtual_network_gateway.g type: missing-input',
      'azapi_resource.g gatewayType: missing-input',
      'azurerm_virtual_network_gateway.wrong type: failed',
    ]);
  });

  test('firewalls and route servers', () => {
    const bound = bindFiles(`${SUBNET}
resource "azurerm_firewall" "f" {
  name = "hub"
  ip_configuration {
    name      = "c"
    subnet_id = azurerm_subnet.gw.id
  }
}
resource "azurerm_route_server" "r" {
  name      = "hub"
  subnet_id = azurerm_subnet.gw.id
}`);
    const gateways = draftsOf('gateway', bound);
    expect(gateways.map(({ type, subnet }) => [type, shortTarget(subnet)])).toEqual([
      ['firewall', GW_SUBNET],
      ['route-server', GW_SUBNET],
    ]);
    // Of one name, but not one thing.
    expect(gateways.map(({ keys }) => keys[0]?.names[0])).toEqual([
      'microsoft.network/azurefirewalls',
      'microsoft.network/virtualhubs',
    ]);
  });

  test('connect sites, other gateways and circuits', () => {
    const bound = bindFiles(`${SUBNET}
resource "azurerm_virtual_network_gateway" "g" {
  name                = "gw"
  resource_group_name = "rg"
  type                = "Vpn"
}
resource "azurerm_local_network_gateway" "office" {
  name                = "office"
  resource_group_name = "rg"
  address_space       = ["192.168.0.0/16"]
}
locals {
  ends = {
    site    = { local_network_gateway_id = azurerm_local_network_gateway.office.id }
    other   = { peer = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworkGateways/far" }
    circuit = { er = var.anything }
  }
}
resource "azurerm_virtual_network_gateway_connection" "c" {
  for_each                        = local.ends
  name                            = each.key
  virtual_network_gateway_id      = azurerm_virtual_network_gateway.g.id
  local_network_gateway_id        = lookup(each.value, "local_network_gateway_id", null)
  peer_virtual_network_gateway_id = lookup(each.value, "peer", null)
  express_route_circuit_id        = lookup(each.value, "er", null)
}`);
    const site = onlyDraft('range', bound);
    expect([site.purpose, site.everywhere, shortList(site.prefixes)]).toEqual([
      'on-premises',
      false,
      ['192.168.0.0/16'],
    ]);
    const GATEWAY = '@azurerm_virtual_network_gateway.g */rg:microsoft.network/virtualnetworkgateways/gw';
    expect(
      draftsOf('gateway-connection', bound).map(({ name, gateway, to }) => [
        name,
        shortTarget(gateway),
        shortTarget(to),
      ]),
    ).toEqual([
      ['circuit', GATEWAY, '? missing-input @var.anything'],
      ['other', GATEWAY, 's/rg:microsoft.network/virtualnetworkgateways/far'],
      [
        'site',
        GATEWAY,
        '@azurerm_local_network_gateway.office */rg:microsoft.network/localnetworkgateways/office',
      ],
    ]);
  });
});

describe('virtual WAN', () => {
  const HUB = `${SUBNET}
resource "azurerm_virtual_wan" "wan" {
  name                = "wan"
  resource_group_name = "rg"
}
resource "azurerm_virtual_hub" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  address_prefix      = "10.1.0.0/23"
  virtual_wan_id      = azurerm_virtual_wan.wan.id
}
`;
  const THE_HUB = '@azurerm_virtual_hub.hub */rg:microsoft.network/virtualhubs/hub';
  const connectionsIn = (text: string) =>
    draftsOf('gateway-connection', bindFiles(text)).map(({ path, gateway, to, possible }) => ({
      path: path.join('.'),
      gateway: shortTarget(gateway),
      to: shortTarget(to),
      ...(possible === undefined ? {} : { possible: possible.code }),
    }));

  test('is a gateway to which hubs are joined', () => {
    expect(
      draftsOf('gateway', bindFiles(HUB)).map(({ name, type, ranges }) => [name, type, ...shortList(ranges)]),
    ).toEqual([
      ['wan', 'transit'],
      ['hub', 'transit', '10.1.0.0/23'],
    ]);
    expect(connectionsIn(HUB)).toEqual([
      {
        path: 'virtual_wan_id',
        gateway: '@azurerm_virtual_wan.wan */rg:microsoft.network/virtualwans/wan',
        to: '@azurerm_virtual_hub.hub',
      },
    ]);
  });

  test('of type Basic joins none, of an unknown type perhaps', () => {
    const typed = (type: string) =>
      HUB.replace('name                = "wan"', `name = "wan"\n  type = ${type}`);
    expect(connectionsIn(typed('"Basic"'))).toEqual([]);
    expect(connectionsIn(typed('var.anything'))).toMatchObject([{ possible: 'missing-input' }]);
  });

  test('joins networks, sites and clients to a hub', () => {
    const text = `${HUB.replace('virtual_wan_id      = azurerm_virtual_wan.wan.id', '')}
resource "azurerm_virtual_network" "spoke" {
  name = "spoke"
}
resource "azurerm_virtual_hub_connection" "spoke" {
  name                      = "spoke"
  virtual_hub_id            = azurerm_virtual_hub.hub.id
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}
resource "azurerm_vpn_gateway" "vpn" {
  name           = "vpn"
  virtual_hub_id = azurerm_virtual_hub.hub.id
}
resource "azurerm_vpn_site" "office" {
  name                = "office"
  resource_group_name = "rg"
  address_cidrs       = ["192.168.0.0/16"]
}
resource "azurerm_vpn_gateway_connection" "office" {
  name               = "office"
  vpn_gateway_id     = azurerm_vpn_gateway.vpn.id
  remote_vpn_site_id = azurerm_vpn_site.office.id
}
resource "azurerm_vpn_gateway_connection" "elsewhere" {
  name               = "elsewhere"
  vpn_gateway_id     = var.anything
  remote_vpn_site_id = azurerm_vpn_site.office.id
}
resource "azurerm_point_to_site_vpn_gateway" "clients" {
  name                = "clients"
  resource_group_name = "rg"
  virtual_hub_id      = azurerm_virtual_hub.hub.id
  connection_configuration {
    name = "c"
    vpn_client_address_pool {
      address_prefixes = ["172.16.0.0/24"]
    }
  }
}`;
    const SITE = '@azurerm_vpn_site.office */rg:microsoft.network/vpnsites/office';
    expect(connectionsIn(text)).toEqual([
      { path: '', gateway: THE_HUB, to: '@azurerm_virtual_network.spoke */*:spoke' },
      { path: '', gateway: THE_HUB, to: SITE },
      { path: '', gateway: '? missing-input @var.anything', to: SITE },
      { path: 'virtual_hub_id', gateway: THE_HUB, to: '@azurerm_point_to_site_vpn_gateway.clients' },
    ]);
    const bound = bindFiles(text);
    expect(shortList(onlyDraft('range', bound).prefixes)).toEqual(['192.168.0.0/16']);
    expect(draftsOf('gateway', bound).map(({ type, ranges }) => [type, ...shortList(ranges)])).toContainEqual(
      ['vpn', '172.16.0.0/24'],
    );
  });
});

describe('what takes addresses', () => {
  const consumersIn = (text: string) =>
    draftsOf('address-consumer', bindFiles(`${SUBNET}${text}`)).map(
      ({ what, path, addresses, subnet }) =>
        `${path.join('.')}: ${what} ${short(addresses)} in ${shortTarget(subnet)}`,
    );

  test.each([
    [
      'network interfaces: one for each configuration of IPv4',
      `resource "azurerm_network_interface" "n" {
  name = "nic"
  ip_configuration {
    name      = "a"
    subnet_id = azurerm_subnet.gw.id
  }
  ip_configuration {
    name      = "b"
    subnet_id = azurerm_subnet.gw.id
  }
  ip_configuration {
    name                       = "six"
    subnet_id                  = azurerm_subnet.gw.id
    private_ip_address_version = "IPv6"
  }
}`,
      [
        `ip_configuration.0.subnet_id: network interface 1 in ${GW_SUBNET}`,
        `ip_configuration.1.subnet_id: network interface 1 in ${GW_SUBNET}`,
      ],
    ],
    [
      'load balancers: one for each inner front end',
      `resource "azurerm_lb" "l" {
  name = "lb"
  frontend_ip_configuration {
    name                 = "public"
    public_ip_address_id = "x"
  }
  frontend_ip_configuration {
    name      = "inner"
    subnet_id = azurerm_subnet.gw.id
  }
}`,
      [`frontend_ip_configuration.1.subnet_id: load balancer 1 in ${GW_SUBNET}`],
    ],
    [
      'scale sets: one for each machine',
      `resource "azurerm_linux_virtual_machine_scale_set" "s" {
  name      = "vmss"
  instances = 7
  network_interface {
    name = "n"
    ip_configuration {
      name      = "i"
      subnet_id = azurerm_subnet.gw.id
    }
  }
}`,
      [`network_interface.0.ip_configuration.0.subnet_id: scale set 7 in ${GW_SUBNET}`],
    ],
    [
      'scale sets without a number of machines',
      `resource "azurerm_windows_virtual_machine_scale_set" "s" {
  name = "vmss"
  network_interface {
    name = "n"
    ip_configuration {
      name      = "i"
      subnet_id = azurerm_subnet.gw.id
    }
  }
}`,
      [`network_interface.0.ip_configuration.0.subnet_id: scale set ? computed in ${GW_SUBNET}`],
    ],
    [
      'application gateways: all instances and an inner front end',
      `resource "azurerm_application_gateway" "a" {
  name = "agw"
  gateway_ip_configuration {
    name      = "g"
    subnet_id = azurerm_subnet.gw.id
  }
  frontend_ip_configuration {
    name      = "inner"
    subnet_id = azurerm_subnet.gw.id
  }
  autoscale_configuration {
    min_capacity = 1
    max_capacity = 10
  }
}`,
      [`gateway_ip_configuration.0.subnet_id: application gateway 11 in ${GW_SUBNET}`],
    ],
    [
      'application gateways of a fixed size',
      `resource "azurerm_application_gateway" "a" {
  name = "agw"
  gateway_ip_configuration {
    name      = "g"
    subnet_id = azurerm_subnet.gw.id
  }
  sku {
    capacity = 2
  }
}`,
      [`gateway_ip_configuration.0.subnet_id: application gateway 2 in ${GW_SUBNET}`],
    ],
    [
      'application gateways that scale without a bound',
      `resource "azurerm_application_gateway" "a" {
  name = "agw"
  gateway_ip_configuration {
    name      = "g"
    subnet_id = azurerm_subnet.gw.id
  }
  autoscale_configuration {
    min_capacity = 1
  }
}`,
      [`gateway_ip_configuration.0.subnet_id: application gateway ? computed in ${GW_SUBNET}`],
    ],
    [
      'a container group in a list of subnets',
      `resource "azurerm_container_group" "c" {
  name       = "aci"
  subnet_ids = [azurerm_subnet.gw.id]
}`,
      [`subnet_ids.0: container group ? computed in ${GW_SUBNET}`],
    ],
    [
      'services in a subnet of their own',
      `resource "azurerm_postgresql_flexible_server" "p" {
  name                = "db"
  delegated_subnet_id = var.anything
}`,
      ['delegated_subnet_id: PostgreSQL server ? computed in ? missing-input @var.anything'],
    ],
    ['nothing without a subnet', 'resource "azurerm_redis_cache" "r" {\n  name = "redis"\n}', []],
  ])('%s', (_, text, expected) => {
    expect(consumersIn(text)).toEqual(expected);
  });

  test('of an unknown number of blocks is a gap', () => {
    const bound = bindFiles(`
variable "cards" {}
resource "azurerm_network_interface" "n" {
  name = "nic"
  dynamic "ip_configuration" {
    for_each = var.cards
    content {
      name      = "a"
      subnet_id = ip_configuration.value
    }
  }
}`);
    expect(gapsOf(bound)).toEqual(['azurerm_network_interface.n ip_configuration.subnet_id: missing-input']);
  });

  test('stands where its block stands', () => {
    const consumer = onlyDraft(
      'address-consumer',
      bindFiles(
        'resource "azurerm_lb" "l" {\n  name = "lb"\n  frontend_ip_configuration {\n    name      = "i"\n    subnet_id = "x"\n  }\n}',
      ),
    );
    expect([consumer.name, place(consumer.range)]).toEqual(['lb', 'main.tf:3:3']);
  });
});
