/** The public modules of Azure for peered hubs, whose code was not read. */
import { describe, expect, test } from 'vitest';
import { bindFiles, draftsOf, gapsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';

const PATTERN = 'Azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm';
const MESH = `${PATTERN}//modules/hub-virtual-network-mesh`;
const CLASSIC = 'Azure/hubnetworking/azurerm';

const call = (source: string, hubs: string, more = '') =>
  bindFiles(`
variable "anything" {}
module "hubs" {
  source = "${source}"
  hub_virtual_networks = {
${hubs}
  }
}
${more}`);

type Bound = ReturnType<typeof call>;

/** Addresses behind the call. */
const inCall = (text: string) =>
  text.replace('@', '').replace('module.hubs.hub_virtual_networks.', '').split(' ')[0] ?? '';

const networks = (bound: Bound) =>
  draftsOf('network', bound).map(({ address, name, addressSpace }) => [
    inCall(address),
    name,
    shortList(addressSpace),
  ]);

const subnets = (bound: Bound) =>
  draftsOf('subnet', bound).map(({ address, name, prefixes, purpose, possible }) => [
    inCall(address),
    name,
    shortList(prefixes).join(' '),
    purpose,
    ...(possible === undefined ? [] : [possible.code]),
  ]);

const peerings = (bound: Bound) =>
  draftsOf('peering', bound).map(({ from, to, allowGatewayTransit, possible }) => [
    inCall(shortTarget(from)),
    inCall(shortTarget(to)),
    short(allowGatewayTransit),
    ...(possible === undefined ? [] : [possible.code]),
  ]);

const gateways = (bound: Bound) =>
  draftsOf('gateway', bound).map(({ address, type, subnet, possible }) => [
    inCall(address),
    type,
    inCall(shortTarget(subnet)),
    ...(possible === undefined ? [] : [possible.code]),
  ]);

const hub = (key: string, octet: number, lines = '') => `
    ${key} = {
      name                = "vnet-${key}"
      address_space       = ["10.${octet}.0.0/16"]
      location            = "westeurope"
      resource_group_name = "rg"
      parent_id           = "/subscriptions/s/resourceGroups/rg"
      ${lines}
    }`;

describe.each([
  ['mesh', MESH],
  ['mesh', 'Azure/avm-ptn-hubnetworking/azurerm'],
  ['classic', CLASSIC],
])('hubs whose arguments are those of their networks: %s', (kind, source) => {
  test('have networks, subnets and a firewall, and are peered both ways', () => {
    const bound = call(
      source,
      `${hub(
        'a',
        0,
        `subnets = {
        apps = { name = "apps", address_prefixes = ["10.0.4.0/24"], delegations = [{ name = "d", service_delegation = { name = "Microsoft.Web/serverFarms" } }] }
        odd  = var.anything
      }
      firewall = { sku_name = "AZFW_VNet", sku_tier = "Basic", subnet_address_prefix = "10.0.0.0/26", management_subnet_address_prefix = "10.0.0.64/26" }`,
      )}${hub('b', 1)}`,
    );
    expect(networks(bound)).toEqual([
      ['a', 'vnet-a', ['10.0.0.0/16']],
      ['b', 'vnet-b', ['10.1.0.0/16']],
    ]);
    expect(subnets(bound)).toEqual([
      ['a.subnets.apps', 'apps', '10.0.4.0/24', 'app-service'],
      ['a.subnets.AzureFirewallSubnet', 'AzureFirewallSubnet', '10.0.0.0/26', 'firewall'],
      [
        'a.subnets.AzureFirewallManagementSubnet',
        'AzureFirewallManagementSubnet',
        '10.0.0.64/26',
        'firewall-management',
      ],
    ]);
    expect(gateways(bound)).toEqual([['a.firewall', 'firewall', 'a.subnets.AzureFirewallSubnet']]);
    expect(peerings(bound)).toEqual([
      ['a', 'b', 'default true'],
      ['b', 'a', 'default true'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.hubs subnets: missing-input']);
  });

  test.each([
    [
      'an unknown word',
      'var.anything',
      [
        ['a', 'b', 'default true', 'missing-input'],
        ['b', 'a', 'default true', 'missing-input'],
      ],
    ],
    // A hub that does not want to be peered with can still be peered with in the newer module.
    ['no', 'false', kind === 'classic' ? [] : [['a', 'b', 'default true', 'module-not-read']]],
  ])('are peered with one that says %s', (_, word, expected) => {
    const bound = call(source, `${hub('a', 0)}${hub('b', 1, `mesh_peering_enabled = ${word}`)}`);
    expect(peerings(bound)).toEqual(expected);
  });

  test('have a management subnet where the release certainly makes one', () => {
    const bound = call(
      source,
      hub('a', 0, 'firewall = { sku_tier = "Standard", subnet_address_prefix = "10.0.0.0/26" }'),
    );
    expect(
      subnets(bound)
        .slice(1)
        .map((row) => row.slice(3)),
    ).toEqual(kind === 'classic' ? [] : [['firewall-management', 'module-not-read']]);
  });

  test('give out networks and subnets', () => {
    const member = kind === 'classic' ? 'subnets_name_id["apps"]' : 'subnets["a-apps"].resource_id';
    const bound = call(
      source,
      hub('a', 0, 'subnets = { apps = { name = "apps", address_prefixes = ["10.0.4.0/24"] } }'),
      `
resource "azurerm_virtual_network_peering" "spoke" {
  name                      = "p"
  resource_group_name       = "rg"
  virtual_network_name      = "spoke"
  remote_virtual_network_id = module.hubs.virtual_networks["a"].id
}
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = module.hubs.virtual_networks["a"].${member}
}`,
    );
    expect(inCall(shortTarget(onlyDraft('peering', bound).to))).toBe('a');
    expect(inCall(shortTarget(onlyDraft('private-endpoint', bound).subnet))).toBe('a.subnets.apps');
  });

  test('are a gap where they are not known', () => {
    const bound = call(source, 'odd = var.anything');
    expect(networks(bound)).toEqual([]);
    expect(gapsOf(bound)).toEqual(['module.hubs hub_virtual_networks: missing-input']);
  });
});

const OFF = `enabled_resources = {
        firewall = false, bastion = false, virtual_network_gateway_express_route = false, virtual_network_gateway_vpn = false
        private_dns_zones = false, private_dns_resolver = false
      }`;

const current = (key: string, lines: string) => `
    ${key} = {
      location          = "westeurope"
      default_parent_id = "/subscriptions/s/resourceGroups/rg"
      ${lines}
    }`;

describe(`${PATTERN} from 0.14 on`, () => {
  test('has everything that is not switched off, and no range that the code of the module computes', () => {
    const bound = call(
      PATTERN,
      current(
        'a',
        'default_hub_address_space = "10.0.0.0/16"\n      enabled_resources = { private_dns_zones = false }',
      ),
    );
    expect(networks(bound)).toEqual([['a', 'module.hubs.hub_virtual_networks.a', ['? module-not-read']]]);
    expect(subnets(bound)).toEqual([
      ['a.subnets.AzureFirewallSubnet', 'AzureFirewallSubnet', '? module-not-read', 'firewall'],
      [
        'a.subnets.AzureFirewallManagementSubnet',
        'AzureFirewallManagementSubnet',
        '? module-not-read',
        'firewall-management',
      ],
      ['a.subnets.bastion', 'AzureBastionSubnet', '? module-not-read', 'bastion'],
      ['a.subnets.gateway', 'GatewaySubnet', '? module-not-read', 'gateway'],
      ['a.subnets.dns_resolver', 'dns-resolver', '? module-not-read', 'dns-resolver'],
    ]);
    expect(gateways(bound)).toEqual([
      ['a.firewall', 'firewall', 'a.subnets.AzureFirewallSubnet'],
      ['a.virtual_network_gateways.vpn', 'vpn', 'a.subnets.gateway'],
      ['a.virtual_network_gateways.express_route', 'expressroute', 'a.subnets.gateway'],
    ]);
  });

  test('has the ranges that are given', () => {
    const bound = call(
      PATTERN,
      current(
        'a',
        `enabled_resources = { virtual_network_gateway_express_route = false, private_dns_zones = true, bastion = var.anything }
      hub_virtual_network = {
        name          = "vnet-a"
        address_space = ["10.0.0.0/22"]
        dns_servers   = ["10.0.0.4"]
        subnets       = { apps = { name = "apps", address_prefixes = ["10.0.2.0/24"], route_table = { assign_generated_route_table = false, id = "rt" } } }
      }
      firewall                 = { subnet_address_prefix = "10.0.0.0/26", management_ip_enabled = false }
      bastion                  = { subnet_address_prefix = "10.0.0.64/26" }
      virtual_network_gateways = { subnet_address_prefix = "10.0.0.128/27", vpn = { name = "vgw", vpn_point_to_site = { address_space = ["172.16.0.0/24"] } } }
      private_dns_resolver     = { subnet_address_prefix = "10.0.0.160/28", subnet_name = "dns", ip_address = "10.0.0.164" }
      private_dns_zones        = { private_link_private_dns_zones = {} }`,
      ),
    );
    expect(networks(bound)).toEqual([['a', 'vnet-a', ['10.0.0.0/22']]]);
    expect(shortList(onlyDraft('network', bound).dnsServers)).toEqual(['10.0.0.4']);
    expect(subnets(bound)).toEqual([
      ['a.subnets.apps', 'apps', '10.0.2.0/24', undefined],
      ['a.subnets.AzureFirewallSubnet', 'AzureFirewallSubnet', '10.0.0.0/26', 'firewall'],
      ['a.subnets.bastion', 'AzureBastionSubnet', '10.0.0.64/26', 'bastion', 'missing-input'],
      ['a.subnets.gateway', 'GatewaySubnet', '10.0.0.128/27', 'gateway'],
      ['a.subnets.dns_resolver', 'dns', '10.0.0.160/28', 'dns-resolver'],
    ]);
    expect(draftsOf('gateway', bound).map(({ name, ranges }) => [name, shortList(ranges)])).toEqual([
      ['module.hubs.hub_virtual_networks.a.firewall', []],
      ['vgw', ['172.16.0.0/24']],
    ]);
    const endpoint = onlyDraft('dns-inbound-endpoint', bound);
    expect([inCall(shortTarget(endpoint.network)), short(endpoint.addressFact)]).toEqual(['a', '10.0.0.164']);
    expect(onlyDraft('network', bound).keys.map(({ names, scope }) => [...scope, ...names])).toEqual([
      ['s', 'rg', 'vnet-a'],
    ]);
  });

  test('has sites, circuits and their connections', () => {
    const bound = call(
      PATTERN,
      current(
        'a',
        `enabled_resources = { firewall = false, bastion = false, private_dns_zones = false, private_dns_resolver = false }
      virtual_network_gateways = {
        vpn = {
          local_network_gateways = {
            office = { name = "office", address_space = ["192.168.0.0/16"], connection = { type = "IPsec" } }
            alone  = { address_space = ["192.168.9.0/24"] }
            given  = { id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/localNetworkGateways/lgw", connection = { type = "IPsec" } }
          }
        }
        express_route = { express_route_circuits = var.anything }
      }`,
      ),
    );
    expect(draftsOf('range', bound).map(({ name, prefixes }) => [inCall(name), shortList(prefixes)])).toEqual(
      [
        ['office', ['192.168.0.0/16']],
        ['a.virtual_network_gateways.vpn.local_network_gateways.alone', ['192.168.9.0/24']],
      ],
    );
    expect(
      draftsOf('gateway-connection', bound).map(({ gateway, to }) => [
        inCall(shortTarget(gateway)),
        inCall(shortTarget(to)),
      ]),
    ).toEqual([
      ['a.virtual_network_gateways.vpn', 'a.virtual_network_gateways.vpn.local_network_gateways.office'],
      ['a.virtual_network_gateways.vpn', 's/rg:microsoft.network/localnetworkgateways/lgw'],
    ]);
    expect(gapsOf(bound)).toEqual(['module.hubs express_route_circuits: missing-input']);
  });

  test('links the zones of services to all hubs, the regional ones in every hub', () => {
    const zones = `private_dns_zones = {
        private_link_private_dns_zones = {
          blob = { zone_name = "privatelink.blob.core.windows.net" }
          aks  = { zone_name = "privatelink.{regionName}.azmk8s.io" }
        }
      }`;
    const on = OFF.replace('private_dns_zones = false', 'private_dns_zones = true');
    const bound = call(
      PATTERN,
      `${current('b', `${on}\n      ${zones}`)}${current('a', `${on}\n      ${zones}`)}`,
      `
resource "azurerm_private_endpoint" "e" {
  name      = "e"
  subnet_id = "s"
  private_dns_zone_group {
    name                 = "g"
    private_dns_zone_ids = [module.hubs.private_dns_zone_resource_ids["a"]["blob"]]
  }
}`,
    );
    expect(
      draftsOf('dns-zone', bound).map(({ address, domain }) => [inCall(address), short(domain)]),
    ).toEqual([
      ['b.private_dns_zones.zones.aks', 'privatelink.westeurope.azmk8s.io'],
      ['a.private_dns_zones.zones.blob', 'privatelink.blob.core.windows.net'],
      ['a.private_dns_zones.zones.aks', 'privatelink.westeurope.azmk8s.io'],
    ]);
    expect(
      draftsOf('dns-link', bound).map(({ zone, network }) => [
        inCall(shortTarget(zone)),
        inCall(shortTarget(network)),
      ]),
    ).toEqual(
      [
        'b.private_dns_zones.zones.aks',
        'a.private_dns_zones.zones.blob',
        'a.private_dns_zones.zones.aks',
      ].flatMap((zone) => ['b', 'a'].map((network) => [zone, network])),
    );
    expect(onlyDraft('private-endpoint', bound).zones.map((zone) => inCall(shortTarget(zone)))).toEqual([
      'a.private_dns_zones.zones.blob',
    ]);
  });

  test('gives out networks and gateways', () => {
    const bound = call(
      PATTERN,
      current('a-b', `enabled_resources = { private_dns_zones = false }`),
      `
resource "azurerm_virtual_network_peering" "spoke" {
  name                      = "p"
  resource_group_name       = "rg"
  virtual_network_name      = "spoke"
  remote_virtual_network_id = module.hubs.virtual_network_resource_ids["a-b"]
}
resource "azurerm_virtual_network_gateway_connection" "c" {
  name                       = "c"
  virtual_network_gateway_id = module.hubs.virtual_network_gateway_resource_ids["a-b-vpn"]
}`,
    );
    expect(inCall(shortTarget(onlyDraft('peering', bound).to))).toBe('a-b');
    expect(inCall(shortTarget(onlyDraft('gateway-connection', bound).gateway))).toBe(
      'a-b.virtual_network_gateways.vpn',
    );
  });
});

describe(`${PATTERN} before 0.14`, () => {
  test('makes only what is written, and says so only where the release certainly does', () => {
    const bound = call(
      PATTERN,
      `
    a = {
      hub_virtual_network = { name = "vnet-a", address_space = ["10.0.0.0/16"], location = "westeurope", parent_id = "/subscriptions/s/resourceGroups/rg" }
      firewall = { enabled = true, subnet_address_prefix = "10.0.0.0/26", management_ip_enabled = false }
      bastion  = { subnet_address_prefix = "10.0.0.64/26" }
      private_dns_resolver = { enabled = false, subnet_address_prefix = "10.0.0.160/28" }
      private_dns_zones    = { enabled = true }
    }`,
    );
    expect(networks(bound)).toEqual([['a', 'vnet-a', ['10.0.0.0/16']]]);
    expect(subnets(bound)).toEqual([
      ['a.subnets.AzureFirewallSubnet', 'AzureFirewallSubnet', '10.0.0.0/26', 'firewall'],
      ['a.subnets.bastion', 'AzureBastionSubnet', '10.0.0.64/26', 'bastion', 'module-not-read'],
    ]);
    expect(gateways(bound)).toEqual([['a.firewall', 'firewall', 'a.subnets.AzureFirewallSubnet']]);
    // Its zones are not told: they may be for the hub.
    expect(draftsOf('dns-zone', bound)).toEqual([]);
    const [unread] = draftsOf('unread-code', bound);
    expect(unread?.mentions.map((mention) => inCall(shortTarget(mention)))).toContain('a');
  });
});
