/** azurerm: private zones and links, private endpoints, the resolver. */
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

const NETWORK = `
variable "anything" {}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "endpoints" {
  name                 = "endpoints"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.1.0/24"]
}
resource "azurerm_private_dns_zone" "blob" {
  name                = "privatelink.blob.core.windows.net"
  resource_group_name = "rg-dns"
}
`;
const HUB = '@azurerm_virtual_network.hub */rg:hub';
const BLOB = '@azurerm_private_dns_zone.blob */rg-dns:privatelink.blob.core.windows.net';

describe('private zones', () => {
  test('have a domain in lower case', () => {
    const zone = onlyDraft(
      'dns-zone',
      bindFiles('resource "azurerm_private_dns_zone" "z" {\n  name = "Corp.Example."\n}'),
    );
    expect([zone.name, short(zone.domain), short(zone.private)]).toEqual([
      'Corp.Example.',
      'corp.example',
      'true',
    ]);
    expect(zone.keys).toEqual([
      { namespace: 'azure', names: ['Corp.Example.'], scope: [undefined, undefined], within: 'azurerm' },
    ]);
  });

  test('with an unknown name', () => {
    const zone = onlyDraft(
      'dns-zone',
      bindFiles('variable "n" {}\nresource "azurerm_private_dns_zone" "z" {\n  name = var.n\n}'),
    );
    expect(short(zone.domain)).toBe('? missing-input');
  });

  const linkWith = (lines: string) =>
    onlyDraft(
      'dns-link',
      bindFiles(`${NETWORK}
resource "azurerm_private_dns_zone_virtual_network_link" "l" {
  name               = "link"
  virtual_network_id = azurerm_virtual_network.hub.id
  ${lines}
}`),
    );

  test.each([
    ['5.x', 'private_dns_zone_id = azurerm_private_dns_zone.blob.id', BLOB],
    [
      '5.x by id',
      'private_dns_zone_id = "/subscriptions/s/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/a.b"',
      's/rg-dns:a.b',
    ],
    [
      '3.x and 4.x',
      'resource_group_name = "rg-dns"\nprivate_dns_zone_name = azurerm_private_dns_zone.blob.name',
      BLOB,
    ],
    ['3.x and 4.x by name', 'resource_group_name = "rg-dns"\nprivate_dns_zone_name = "a.b"', '*/rg-dns:a.b'],
    ['an unknown one', 'private_dns_zone_id = var.anything', '? missing-input @var.anything'],
  ])('are linked in %s', (_, lines, zone) => {
    const link = linkWith(lines);
    expect([shortTarget(link.zone), shortTarget(link.network), short(link.registration)]).toEqual([
      zone,
      HUB,
      'default false',
    ]);
  });

  test('can take registrations', () => {
    expect(short(linkWith('registration_enabled = true').registration)).toBe('true');
  });
});

describe('private endpoints', () => {
  const endpointWith = (connection: string, lines = '', before = '') =>
    onlyDraft(
      'private-endpoint',
      bindFiles(`${NETWORK}${before}
resource "azurerm_private_endpoint" "e" {
  name      = "pe"
  subnet_id = azurerm_subnet.endpoints.id
  private_service_connection {
    name = "c"
    ${connection}
  }
  ${lines}
}`),
    );
  const STORAGE = 'resource "azurerm_storage_account" "s" {\n  name = "data"\n}';
  const TO_STORAGE = 'private_connection_resource_id = azurerm_storage_account.s.id';
  const ZONE_GROUP =
    'private_dns_zone_group {\nname = "g"\nprivate_dns_zone_ids = [azurerm_private_dns_zone.blob.id]\n}';

  test('name their subnet, service, parts and zones', () => {
    const endpoint = endpointWith(
      `${TO_STORAGE}\nsubresource_names = ["blob"]`,
      `location = "West Europe"\n${ZONE_GROUP}`,
      STORAGE,
    );
    expect(shortTarget(endpoint.subnet)).toBe('@azurerm_subnet.endpoints */rg:hub/endpoints');
    expect(endpoint.service).toBe('azurerm_storage_account.s.id');
    expect(shortList(endpoint.groups)).toEqual(['blob']);
    expect(endpoint.zones.map(shortTarget)).toEqual([BLOB]);
    expect(endpoint.zonesUnknown).toBeUndefined();
    expect(endpoint.expectedDomains).toEqual(['privatelink.blob.core.windows.net']);
  });

  test.each([
    ['a region', 'location = "westeurope"', ['privatelink.vaultcore.azure.net']],
    ['a region of another cloud', 'location = "usgovvirginia"', []],
    ['a display name of another cloud', 'location = "China East 2"', []],
    ['an unknown region', 'location = var.anything', []],
    [
      'an unknown region, but a zone of the commercial cloud',
      `location = var.anything\n${ZONE_GROUP}`,
      ['privatelink.vaultcore.azure.net'],
    ],
  ])('expect domains of the commercial cloud only: %s', (_, lines, expected) => {
    const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv';
    const endpoint = endpointWith(
      `private_connection_resource_id = "${id}"\nsubresource_names = ["Vault"]`,
      lines,
    );
    expect(endpoint.expectedDomains).toEqual(expected);
  });

  test.each([
    [
      'an unknown service',
      'private_connection_resource_id = var.anything\nsubresource_names = ["blob"]',
      'var.anything',
    ],
    ['unknown parts', `${TO_STORAGE}\nsubresource_names = var.anything`, 'azurerm_storage_account.s.id'],
    [
      'one part that is not known',
      `${TO_STORAGE}\nsubresource_names = ["blob", "none"]`,
      'azurerm_storage_account.s.id',
    ],
    ['no part', TO_STORAGE, 'azurerm_storage_account.s.id'],
    [
      'an alias',
      'private_connection_resource_alias = "svc.azure.privatelinkservice"',
      'svc.azure.privatelinkservice',
    ],
  ])('expect nothing of %s', (_, connection, service) => {
    const endpoint = endpointWith(connection, 'location = "westeurope"', STORAGE);
    expect([endpoint.service, endpoint.expectedDomains]).toEqual([service, []]);
  });

  test.each([
    ['no group', '', [], undefined],
    [
      'an unknown zone',
      'private_dns_zone_group {\nname = "g"\nprivate_dns_zone_ids = [var.anything]\n}',
      ['? missing-input @var.anything'],
      undefined,
    ],
    [
      'unknown zones',
      'private_dns_zone_group {\nname = "g"\nprivate_dns_zone_ids = var.anything\n}',
      [],
      'missing-input',
    ],
    [
      'a group that may be missing',
      'dynamic "private_dns_zone_group" {\nfor_each = var.anything\ncontent {\nname = "g"\nprivate_dns_zone_ids = [azurerm_private_dns_zone.blob.id]\n}\n}',
      [],
      'missing-input',
    ],
  ])('with %s', (_, lines, zones, unknown) => {
    const endpoint = endpointWith(TO_STORAGE, lines, STORAGE);
    expect(endpoint.zones.map(shortTarget)).toEqual(zones);
    expect(endpoint.zonesUnknown?.code).toBe(unknown);
  });
});

describe('records that are written by hand', () => {
  const ENDPOINT = `${NETWORK}
resource "azurerm_private_endpoint" "e" {
  name      = "pe"
  subnet_id = azurerm_subnet.endpoints.id
}
resource "azurerm_private_dns_a_record" "r" {
  name    = "data"`;
  const ADDRESS = 'azurerm_private_endpoint.e.private_service_connection[0].private_ip_address';

  test.each([
    [
      '3.x and 4.x',
      'zone_name = azurerm_private_dns_zone.blob.name\nresource_group_name = "rg-dns"',
      `[${ADDRESS}]`,
    ],
    ['5.x', 'private_dns_zone_id = azurerm_private_dns_zone.blob.id', `[${ADDRESS}, "10.0.0.4"]`],
    [
      'a list of its own',
      'private_dns_zone_id = azurerm_private_dns_zone.blob.id',
      'azurerm_private_endpoint.e.custom_dns_configs[0].ip_addresses',
    ],
  ])('of an endpoint count as its zone group: %s', (_, zone, records) => {
    const endpoint = onlyDraft(
      'private-endpoint',
      bindFiles(`${ENDPOINT}\n${zone}\nrecords = ${records}\n}`),
    );
    expect(endpoint.zones.map(shortTarget)).toEqual([BLOB]);
  });

  test('that may not exist leave the zones open', () => {
    const lines = `private_dns_zone_id = azurerm_private_dns_zone.blob.id\ncount = var.anything ? 1 : 0\nrecords = [${ADDRESS}]`;
    const endpoint = onlyDraft('private-endpoint', bindFiles(`${ENDPOINT}\n${lines}\n}`));
    expect([endpoint.zones, endpoint.zonesUnknown?.code]).toEqual([[], 'missing-input']);
  });

  const STATIC = `${NETWORK}
resource "azurerm_private_endpoint" "e" {
  name      = "pe"
  location  = "westeurope"
  subnet_id = azurerm_subnet.endpoints.id
  private_service_connection {
    name                           = "c"
    private_connection_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
    subresource_names              = ["vault"]
  }
  ip_configuration {
    name               = "static"
    private_ip_address = "10.0.1.9"
  }
}
data "azurerm_private_endpoint_connection" "e" {
  name                = azurerm_private_endpoint.e.name
  resource_group_name = "rg"
}`;

  test.each([
    ['an address that is written out', '"privatelink.vaultcore.azure.net"', '["10.0.1.9"]', true],
    [
      'an address that a data source reads',
      '"privatelink.vaultcore.azure.net"',
      '[data.azurerm_private_endpoint_connection.e.private_service_connection[0].private_ip_address]',
      true,
    ],
    ['a public domain of the service', '"vault.azure.net"', '["10.0.1.9"]', true],
    ['a domain of somebody else', '"corp.example.com"', '["10.0.1.9"]', false],
  ])('with %s', (_, zone, records, counts) => {
    const record = `resource "azurerm_private_dns_a_record" "r" {\nname = "kv"\nresource_group_name = "rg"\nzone_name = ${zone}\nrecords = ${records}\n}`;
    const endpoint = onlyDraft(
      'private-endpoint',
      bindFiles(`${STATIC}\n${record}\n${record.replace('"r"', '"again"')}`),
    );
    const name = zone.replaceAll('"', '');
    expect(endpoint.zones.map(shortTarget)).toEqual(counts ? [`*/rg:${name}`] : []);
    expect(endpoint.zonesUnknown).toBeUndefined();
  });

  test.each([
    ['another address', 'a', '"privatelink.vaultcore.azure.net"', 'records = ["10.0.1.90"]', true],
    ['no address', 'cname', '"privatelink.vaultcore.azure.net"', 'record = "there.example.com"', true],
    ['an address of IPv6', 'aaaa', '"privatelink.vaultcore.azure.net"', 'records = ["fd00::9"]', true],
    ['a zone that is not known', 'cname', 'var.anything', 'record = "there.example.com"', true],
    ['a zone of another service', 'cname', '"privatelink.blob.core.windows.net"', 'record = "x"', false],
  ])("of %s may be the endpoint's", (_, type, zone, record, doubt) => {
    const resource = `resource "azurerm_private_dns_${type}_record" "r" {\nname = "kv"\nresource_group_name = "rg"\nzone_name = ${zone}\n${record}\n}`;
    const endpoint = onlyDraft('private-endpoint', bindFiles(`${STATIC}\n${resource}`));
    expect(endpoint.zones).toEqual([]);
    const message = `azurerm_private_dns_${type}_record.r may be a record of the endpoint`;
    expect(endpoint.zonesUnknown?.message).toBe(doubt ? message : undefined);
  });

  test.each([
    ['private_dns_zone_group', 'changes of its zone group'],
    ['tags, private_dns_zone_group[0].name', 'changes of its zone group'],
    ['tags, subnet_id', undefined],
  ])('are written by others where changes are ignored: %s', (ignored, what) => {
    const lifecycle = `lifecycle {\nignore_changes = [${ignored}]\n}\nlocation`;
    const endpoint = onlyDraft('private-endpoint', bindFiles(STATIC.replace(/\blocation\b/, lifecycle)));
    expect(endpoint.zonesUnknown?.message).toBe(
      what && `azurerm_private_endpoint.e ignores ${what}: others may write the group`,
    );
  });

  test('in a zone of a domain that is not known leave the zones open', () => {
    const lines = `zone_name = var.anything\nresource_group_name = "rg-dns"\nrecords = [${ADDRESS}]`;
    const endpoint = onlyDraft('private-endpoint', bindFiles(`${ENDPOINT}\n${lines}\n}`));
    expect([endpoint.zones, endpoint.zonesUnknown?.code]).toEqual([[], 'missing-input']);
  });

  test('of other addresses are no facts', () => {
    const lines =
      'private_dns_zone_id = azurerm_private_dns_zone.blob.id\nrecords = ["10.0.0.4", var.anything]';
    expect(onlyDraft('private-endpoint', bindFiles(`${ENDPOINT}\n${lines}\n}`)).zones).toEqual([]);
  });
});

describe('the resolver', () => {
  const RESOLVER = `${NETWORK}
resource "azurerm_private_dns_resolver" "r" {
  name                = "resolver"
  resource_group_name = "rg"
  virtual_network_id  = azurerm_virtual_network.hub.id
}`;

  test('has inbound endpoints', () => {
    const endpoints = draftsOf(
      'dns-inbound-endpoint',
      bindFiles(`${RESOLVER}
resource "azurerm_private_dns_resolver_inbound_endpoint" "a" {
  name                    = "in"
  private_dns_resolver_id = azurerm_private_dns_resolver.r.id
  ip_configurations {
    subnet_id          = azurerm_subnet.endpoints.id
    private_ip_address = "10.0.1.4"
  }
}
resource "azurerm_private_dns_resolver_inbound_endpoint" "b" {
  name                    = "dynamic"
  private_dns_resolver_id = var.anything
  ip_configurations {
    subnet_id = azurerm_subnet.endpoints.id
  }
}`),
    );
    const SUBNET = '@azurerm_subnet.endpoints */rg:hub/endpoints';
    expect(
      endpoints.map((one) => [shortTarget(one.network), shortTarget(one.subnet), short(one.addressFact)]),
    ).toEqual([
      [HUB, SUBNET, '10.0.1.4'],
      ['-', SUBNET, '-'],
    ]);
  });

  const RULESET = `
resource "azurerm_private_dns_resolver_dns_forwarding_ruleset" "set" {
  name                = "set"
  resource_group_name = "rg"
}
resource "azurerm_private_dns_resolver_virtual_network_link" "hub" {
  name                      = "hub"
  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.set.id
  virtual_network_id        = azurerm_virtual_network.hub.id
}`;
  const rule = (name: string, lines: string) => `
resource "azurerm_private_dns_resolver_forwarding_rule" "${name}" {
  name                      = "${name}"
  dns_forwarding_ruleset_id = azurerm_private_dns_resolver_dns_forwarding_ruleset.set.id
  ${lines}
}`;

  test('forwards by rules, which are joined with their set', () => {
    const bound = bindFiles(
      [
        RESOLVER,
        rule(
          'corp',
          'domain_name = "Corp.Example."\ntarget_dns_servers {\nip_address = "10.9.0.4"\n}\ntarget_dns_servers {\nip_address = var.anything\n}',
        ),
        rule('off', 'domain_name = "off.example."\nenabled = false'),
        rule(
          'maybe',
          'domain_name = "."\ncount = var.anything ? 1 : 0\ntarget_dns_servers {\nip_address = "10.9.0.5"\n}',
        ),
        RULESET,
      ].join('\n'),
    );
    const set = onlyDraft('dns-forwarding', bound);
    expect(set.networks.map(shortTarget)).toEqual([HUB]);
    expect(set.rules.map((one) => [short(one.domain), shortList(one.servers)])).toEqual([
      ['corp.example', ['10.9.0.4', '? missing-input']],
      ['', ['? missing-input']],
    ]);
  });

  test('of which the rule set was not read', () => {
    const bound = bindFiles(`${RESOLVER}
resource "azurerm_private_dns_resolver_forwarding_rule" "r" {
  name                      = "r"
  dns_forwarding_ruleset_id = var.anything
  domain_name               = "corp.example."
}
resource "azurerm_private_dns_resolver_virtual_network_link" "hub" {
  name                      = "hub"
  dns_forwarding_ruleset_id = var.anything
  virtual_network_id        = azurerm_virtual_network.hub.id
}`);
    expect(gapsOf(bound)).toEqual([
      'azurerm_private_dns_resolver_forwarding_rule.r dns_forwarding_ruleset_id: missing-input',
    ]);
    const set = onlyDraft('dns-forwarding', bound);
    expect(set.networks.map(shortTarget)).toEqual([HUB]);
    expect(set.rules.map((one) => [short(one.domain), shortList(one.servers)])).toEqual([
      ['? outside', ['? outside']],
    ]);
    expect(place(set.range)).toBe('main.tf:29:1');
  });

  test('takes addresses for outbound endpoints', () => {
    const bound = bindFiles(`${RESOLVER}
resource "azurerm_private_dns_resolver_outbound_endpoint" "out" {
  name                    = "out"
  private_dns_resolver_id = azurerm_private_dns_resolver.r.id
  subnet_id               = azurerm_subnet.endpoints.id
}`);
    const consumer = onlyDraft('address-consumer', bound);
    expect([consumer.what, short(consumer.addresses)]).toEqual(['DNS resolver', '? computed']);
  });
});
