/** azurerm: networks, subnets, DNS servers and peerings in the spellings of versions 3, 4 and 5. */
import { describe, expect, test } from 'vitest';
import { contributingRanges } from '../../src/values/origin.ts';
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

const HUB = `
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  address_space       = ["10.0.0.0/16"]
}
`;

describe('networks', () => {
  test('have a name, a key, an address space and DNS servers', () => {
    const network = onlyDraft(
      'network',
      bindFiles(`
resource "azurerm_resource_group" "hub" {
  name     = "rg-hub"
  location = "westeurope"
}
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = azurerm_resource_group.hub.name
  address_space       = ["10.0.0.0/16", "fd00::/48"]
  dns_servers         = ["10.9.0.4", "10.9.0.5"]
}`),
    );
    expect(network.name).toBe('vnet-hub');
    expect(network.cloud).toBe('azure');
    expect(network.keys).toEqual([
      { namespace: 'azure', names: ['vnet-hub'], scope: [undefined, 'rg-hub'], within: 'azurerm' },
    ]);
    expect(shortList(network.addressSpace)).toEqual(['10.0.0.0/16', 'fd00::/48']);
    expect(shortList(network.dnsServers)).toEqual(['10.9.0.4', '10.9.0.5']);
    expect(place(network.range)).toBe('main.tf:6:1');
  });

  test.each([
    ['one unknown element', '["10.0.0.0/16", var.more]', ['10.0.0.0/16', '? missing-input']],
    ['an unknown list', 'var.more', ['? missing-input']],
    ['a single text', '"10.0.0.0/16"', ['10.0.0.0/16']],
    ['nothing', 'null', ['? computed']],
    ['an empty list', '[]', ['? computed']],
  ])('address space of %s', (_, value, expected) => {
    const bound = bindFiles(`
variable "more" {}
resource "azurerm_virtual_network" "hub" {
  name          = "vnet-hub"
  address_space = ${value}
}`);
    expect(shortList(onlyDraft('network', bound).addressSpace)).toEqual(expected);
  });

  test('get ranges from a pool', () => {
    const bound = bindFiles(`
resource "azurerm_virtual_network" "hub" {
  name = "vnet-hub"
  ip_address_pool {
    id                     = "pool"
    number_of_ip_addresses = "1024"
  }
}`);
    const [unresolved] = onlyDraft('network', bound).addressSpace.unresolved;
    expect(unresolved?.reason.message).toBe('an address pool hands out a range of 1024 addresses');
    expect(unresolved && place(unresolved.origin.range)).toBe('main.tf:4:3');
  });

  test('without a known name are called by their address and have no key', () => {
    const network = onlyDraft(
      'network',
      bindFiles('variable "n" {}\nresource "azurerm_virtual_network" "hub" {\n  name = var.n\n}'),
    );
    expect([network.name, network.keys]).toEqual(['azurerm_virtual_network.hub', []]);
  });

  test('a sensitive name is not shown', () => {
    const network = onlyDraft(
      'network',
      bindFiles(`
variable "n" {
  default   = "secret"
  sensitive = true
}
resource "azurerm_virtual_network" "hub" {
  name = var.n
}`),
    );
    expect(network.name).toBe('azurerm_virtual_network.hub');
  });

  test('a range that does not parse is reported once, where it was typed', () => {
    const bound = bindFiles({
      'main.tf': `
variable "space" {}
resource "azurerm_virtual_network" "net" {
  count         = 2
  name          = "vnet-\${count.index}"
  address_space = var.space
}`,
      'terraform.tfvars': 'space = ["10.0.0.256/16", "10.1.2.3/16"]\n',
    });
    expect(problemsOf(bound)).toEqual([
      'terraform.tfvars:1:10 error invalid-cidr: "10.0.0.256/16" is not an address range: 256 is not an octet.',
      'terraform.tfvars:1:27 warning cidr-host-bits: "10.1.2.3/16" has address bits beyond its prefix length and is read as 10.1.0.0/16.',
    ]);
    const [network] = draftsOf('network', bound);
    expect(network && shortList(network.addressSpace)).toEqual(['10.1.0.0/16', '? failed']);
    const [fact] = network?.addressSpace.items ?? [];
    expect(fact && contributingRanges(fact.origin).map(place)).toEqual([
      'terraform.tfvars:1:27',
      'main.tf:6:19',
    ]);
  });

  test('a value that is no text is reported', () => {
    const bound = bindFiles('resource "azurerm_virtual_network" "net" {\n  address_space = [true]\n}');
    expect(problemsOf(bound)).toEqual([
      'main.tf:2:20 warning attribute-type: An address range in CIDR notation is needed here.',
    ]);
  });

  test('may not exist', () => {
    const bound = bindFiles(`
variable "create" {}
resource "azurerm_virtual_network" "net" {
  count = var.create ? 1 : 0
  name  = "vnet"
}`);
    expect(onlyDraft('network', bound).possible?.code).toBe('missing-input');
  });
});

describe('subnets inside a network', () => {
  test.each([
    ['3.x, one text', 'address_prefix = "10.0.1.0/24"', ['10.0.1.0/24']],
    ['4.x, a list', 'address_prefixes = ["10.0.1.0/24", "fd00::/64"]', ['10.0.1.0/24', 'fd00::/64']],
  ])('%s', (_, prefixes, expected) => {
    const bound = bindFiles(`
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
  subnet {
    name = "first"
    address_prefixes = ["10.0.0.0/24"]
  }
  subnet {
    name = "AzureBastionSubnet"
    ${prefixes}
  }
}`);
    const [, subnet] = draftsOf('subnet', bound);
    expect(subnet).toMatchObject({
      name: 'AzureBastionSubnet',
      path: ['subnet', 1],
      purpose: 'bastion',
      keys: [{ names: ['vnet-hub', 'AzureBastionSubnet'], scope: [undefined, 'rg'] }],
    });
    expect(subnet && shortList(subnet.prefixes)).toEqual(expected);
    expect(subnet && shortTarget(subnet.network)).toBe('@azurerm_virtual_network.hub');
    expect(subnet && place(subnet.range)).toBe('main.tf:10:3');
  });

  test('as a list of objects', () => {
    const bound = bindFiles(`
resource "azurerm_virtual_network" "hub" {
  name          = "vnet-hub"
  subnet = [
    { name = "a", address_prefix = "10.0.1.0/24" },
    { name = "b", address_prefix = "10.0.2.0/24" },
  ]
}`);
    expect(draftsOf('subnet', bound).map(({ name, path }) => [name, ...path])).toEqual([
      ['a', 'subnet', 0],
      ['b', 'subnet', 1],
    ]);
  });

  test('of an unknown number are a gap', () => {
    const bound = bindFiles(`
variable "subnets" {}
resource "azurerm_virtual_network" "hub" {
  name = "vnet-hub"
  dynamic "subnet" {
    for_each = var.subnets
    content {
      name             = subnet.key
      address_prefixes = [subnet.value]
    }
  }
}`);
    expect(draftsOf('subnet', bound)).toEqual([]);
    expect(gapsOf(bound)).toEqual(['azurerm_virtual_network.hub subnet: missing-input']);
  });
});

describe('subnets of their own', () => {
  const subnetWith = (lines: string) =>
    onlyDraft(
      'subnet',
      bindFiles(`${HUB}
variable "anything" {}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  resource_group_name  = "rg-hub"
  ${lines}
}`),
    );

  test.each([
    ['by reference', 'azurerm_virtual_network.hub.name', '@azurerm_virtual_network.hub */rg-hub:vnet-hub'],
    ['by name', '"vnet-hub"', '*/rg-hub:vnet-hub'],
    ['by an unknown', 'var.anything', '? missing-input @var.anything'],
    ['by a text made of an unknown', '"vnet-${var.anything}"', '? missing-input'],
  ])('name their network %s', (_, name, expected) => {
    expect(shortTarget(subnetWith(`virtual_network_name = ${name}`).network)).toBe(expected);
  });

  test('of one name in one network have one key', () => {
    expect(subnetWith('virtual_network_name = "vnet-hub"').keys).toEqual([
      { namespace: 'azure', names: ['vnet-hub', 'nodes'], scope: [undefined, 'rg-hub'], within: 'azurerm' },
    ]);
    expect(subnetWith('virtual_network_name = var.anything').keys).toEqual([]);
  });

  test.each([
    ['2.x and 3.x', 'address_prefix = "10.0.1.0/24"', ['10.0.1.0/24']],
    ['3.x to 5.x', 'address_prefixes = ["10.0.1.0/24"]', ['10.0.1.0/24']],
    ['5.x pool', 'ip_address_pool {\n    id = "p"\n    number_of_ip_addresses = "100"\n  }', ['? computed']],
  ])('%s', (_, lines, expected) => {
    expect(shortList(subnetWith(lines).prefixes)).toEqual(expected);
  });

  test.each([
    ['Microsoft.Network/dnsResolvers', 'dns-resolver'],
    ['microsoft.containerservice/managedclusters', 'kubernetes'],
    ['Oracle.Database/networkAttachments', 'oracle.database/networkattachments'],
  ])('delegated to %s are for %s', (service, purpose) => {
    const lines = `delegation {\n name = "d"\n service_delegation {\n name = "${service}"\n }\n }`;
    expect(subnetWith(lines).purpose).toBe(purpose);
  });
});

describe('DNS servers of a network', () => {
  const servers = (id: string) => `
resource "azurerm_virtual_network_dns_servers" "hub" {
  virtual_network_id = ${id}
  dns_servers        = ["10.9.0.4"]
}`;

  test.each([
    ['reference', 'azurerm_virtual_network.hub.id'],
    ['id', '"/subscriptions/s/resourceGroups/RG-hub/providers/Microsoft.Network/virtualNetworks/VNET-hub"'],
    ['data source', 'data.azurerm_virtual_network.read.id'],
  ])('join it by %s', (_, id) => {
    const bound = bindFiles(`${HUB}${servers(id)}
data "azurerm_virtual_network" "read" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
}`);
    expect(shortList(onlyDraft('network', bound).dnsServers)).toEqual(['10.9.0.4']);
    expect(gapsOf(bound)).toEqual([]);
  });

  test('of a network that was not read are a gap', () => {
    const bound = bindFiles(`${HUB}variable "id" {}\n${servers('var.id')}`);
    expect(shortList(onlyDraft('network', bound).dnsServers)).toEqual([]);
    expect(gapsOf(bound)).toEqual([
      'azurerm_virtual_network_dns_servers.hub virtual_network_id: missing-input',
    ]);
  });

  test('that may not be deployed leave open which there are', () => {
    const bound = bindFiles(`${HUB}
variable "custom" {}
resource "azurerm_virtual_network_dns_servers" "hub" {
  count              = var.custom ? 1 : 0
  virtual_network_id = azurerm_virtual_network.hub.id
  dns_servers        = ["10.9.0.4"]
}`);
    expect(shortList(onlyDraft('network', bound).dnsServers)).toEqual(['? missing-input']);
  });
});

describe('peerings', () => {
  const peeringWith = (lines: string) =>
    onlyDraft(
      'peering',
      bindFiles(`${HUB}
variable "remote" {}
resource "azurerm_virtual_network_peering" "to_spoke" {
  name                      = "hub-to-spoke"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  ${lines}
}`),
    );
  const flags = (lines: string) => {
    const peering = peeringWith(lines);
    return [
      peering.createsBothEnds,
      peering.allowForwardedTraffic,
      peering.allowGatewayTransit,
      peering.useRemoteGateways,
      peering.wholeNetworks,
    ].map((fact) => short<boolean>(fact));
  };

  test('have defaults at the place of the resource', () => {
    expect(flags('')).toEqual(['false', 'default false', 'default false', 'default false', 'default true']);
    const { allowForwardedTraffic } = peeringWith('');
    expect(allowForwardedTraffic.state === 'known' && place(allowForwardedTraffic.origin.range)).toBe(
      'main.tf:9:1',
    );
  });

  test('have flags', () => {
    const lines = `
  allow_forwarded_traffic = true
  allow_gateway_transit   = "true"
  use_remote_gateways     = var.remote
  peer_complete_virtual_networks_enabled = false`;
    expect(flags(lines)).toEqual(['false', 'true', 'true', '? missing-input', 'false']);
  });

  test('go from a name to an id', () => {
    const peering = peeringWith('remote_virtual_network_id = azurerm_virtual_network.hub.id');
    expect(shortTarget(peering.from)).toBe('@azurerm_virtual_network.hub */rg-hub:vnet-hub');
    expect(shortTarget(peering.to)).toBe('@azurerm_virtual_network.hub */rg-hub:vnet-hub');
  });

  const ID = 'providers/Microsoft.Network/virtualNetworks/spoke';
  test.each([
    ['a whole id', `"/subscriptions/s1/resourceGroups/rg-spoke/${ID}"`, 's1/rg-spoke:spoke'],
    [
      'an id without its subscription',
      `"/subscriptions/\${var.remote}/resourceGroups/rg-spoke/${ID}"`,
      '*/rg-spoke:spoke',
    ],
    ['an id without its group', `"\${var.remote}/${ID}"`, '*/*:spoke'],
    [
      'an id without its name',
      '"/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${var.remote}"',
      '? missing-input',
    ],
    ['no id', '"spoke"', '"spoke"'],
    ['an unknown', 'var.remote', '? missing-input @var.remote'],
    ['null', 'null', '-'],
  ])('to %s', (_, id, expected) => {
    expect(shortTarget(peeringWith(`remote_virtual_network_id = ${id}`).to)).toBe(expected);
  });

  test('to something sensitive do not show it', () => {
    const bound = bindFiles(`
variable "remote" {
  default   = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/secret"
  sensitive = true
}
resource "azurerm_virtual_network_peering" "p" {
  virtual_network_name      = "hub"
  remote_virtual_network_id = var.remote
}`);
    const { to } = onlyDraft('peering', bound);
    expect(to.state === 'target' && [to.text, to.key?.names]).toEqual(['(sensitive)', ['secret']]);
  });

  test('know the network by what another instance says', () => {
    const bound = bindFiles(`${HUB}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
}
resource "azurerm_virtual_network_peering" "p" {
  virtual_network_name      = azurerm_subnet.nodes.virtual_network_name
  resource_group_name       = azurerm_subnet.nodes.resource_group_name
  remote_virtual_network_id = azurerm_virtual_network.hub.tags["spoke"]
}`);
    const peering = onlyDraft('peering', bound);
    expect(shortTarget(peering.from)).toBe('@azurerm_virtual_network.hub */rg-hub:vnet-hub');
    expect(shortTarget(peering.to)).toBe('? computed');
  });
});
