/** The shapes in which real repositories keep their address plans, with the places that the values come from. */
import { expect, test } from 'vitest';
import { history, plain, plainResources, read, referenceText } from './reading.ts';

test('an address plan in YAML, read for each network', () => {
  const reading = read({
    'live/prod/main.tf': `
locals {
  plan = yamldecode(file("\${path.module}/../../plan/networks.yaml"))
  subnets = flatten([
    for name, network in local.plan.networks : [
      for subnet in network.subnets : {
        network = name
        name    = subnet.name
        cidr    = subnet.cidr
      }
    ]
  ])
}
resource "azurerm_virtual_network" "this" {
  for_each      = local.plan.networks
  name          = "vnet-\${each.key}"
  address_space = each.value.cidrs
}
resource "azurerm_subnet" "this" {
  for_each             = { for s in local.subnets : "\${s.network}.\${s.name}" => s }
  name                 = each.value.name
  virtual_network_name = azurerm_virtual_network.this[each.value.network].name
  address_prefixes     = [each.value.cidr]
}`,
    'plan/networks.yaml': `networks:
  hub:
    cidrs: [10.0.0.0/16]
    subnets:
      - { name: gateway, cidr: 10.0.0.0/27 }
      - { name: firewall, cidr: 10.0.1.0/26 }
  spoke:
    cidrs:
      - 10.1.0.0/16
    subnets: []
`,
  });
  expect(reading.problems).toEqual([]);
  expect(plainResources(reading)).toEqual({
    'azurerm_virtual_network.this["hub"]': { name: 'vnet-hub', address_space: ['10.0.0.0/16'] },
    'azurerm_virtual_network.this["spoke"]': { name: 'vnet-spoke', address_space: ['10.1.0.0/16'] },
    'azurerm_subnet.this["hub.gateway"]': {
      name: 'gateway',
      virtual_network_name: 'vnet-hub',
      address_prefixes: ['10.0.0.0/27'],
    },
    'azurerm_subnet.this["hub.firewall"]': {
      name: 'firewall',
      virtual_network_name: 'vnet-hub',
      address_prefixes: ['10.0.1.0/26'],
    },
  });
  const firewall = 'azurerm_subnet.this["hub.firewall"]';
  expect(history(reading.value(firewall, 'address_prefixes', 0))[0]).toBe(
    'plan/networks.yaml:6:33 10.0.1.0/26',
  );
  expect(history(reading.value(firewall, 'address_prefixes', 0)).at(-1)).toBe(
    'live/prod/main.tf:23:27 each.value.cidr',
  );
  expect(referenceText(reading.value(firewall, 'virtual_network_name').reference)).toBe(
    'live/prod/azurerm_virtual_network.this["hub"]#name',
  );
});

test('subnets that are computed from zones of which only the number is known', () => {
  const reading = read({
    'main.tf': `
data "aws_availability_zones" "available" {}
locals {
  cidr = "10.0.0.0/16"
  azs  = slice(data.aws_availability_zones.available.names, 0, 3)
}
resource "aws_vpc" "main" { cidr_block = local.cidr }
resource "aws_subnet" "private" {
  count             = length(local.azs)
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = element(local.azs, count.index)
}
resource "a_b" "listed" {
  cidrs = [for k, v in local.azs : cidrsubnet(local.cidr, 4, k)]
  ids   = element(aws_subnet.private.*.id, 1)
}`,
  });
  expect(reading.problems).toEqual([]);
  expect(
    ['0', '1', '2'].map((index) => plain(reading.value(`aws_subnet.private[${index}]`, 'cidr_block'))),
  ).toEqual(['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']);
  expect(plain(reading.value('a_b.listed', 'cidrs'))).toEqual([
    '10.0.0.0/20',
    '10.0.16.0/20',
    '10.0.32.0/20',
  ]);
  expect(referenceText(reading.value('a_b.listed', 'ids').reference)).toBe('./aws_subnet.private[1]#id');
  expect(plain(reading.value('aws_subnet.private[0]', 'availability_zone'))).toMatch(/^<data-source/);
  expect(history(reading.value('aws_subnet.private[2]', 'cidr_block'))).toContain(
    'main.tf:4:10 "10.0.0.0/16"',
  );
});

test('spokes in a table, peered both ways through a module', () => {
  const reading = read({
    'main.tf': `
locals { spokes = { for row in csvdecode(file("spokes.csv")) : row.name => row } }
module "hub" {
  source = "./vnet"
  name   = "hub"
  cidr   = "10.0.0.0/16"
}
module "spoke" {
  source   = "./vnet"
  for_each = local.spokes
  name     = each.key
  cidr     = each.value.cidr
  hub      = { id = module.hub.id, name = module.hub.name }
}
output "all" { value = merge([for k, m in module.spoke : { (k) = m.id }]...) }
resource "a_b" "c" { ids = merge([for k, m in module.spoke : { (k) = m.id }]...) }`,
    'spokes.csv': 'name,cidr\none,10.1.0.0/16\ntwo,10.2.0.0/16\n',
    'vnet/main.tf': `
variable "name" { type = string }
variable "cidr" { type = string }
variable "hub" {
  type    = object({ id = string, name = string })
  default = null
}
resource "azurerm_virtual_network" "this" {
  name          = var.name
  address_space = [var.cidr]
}
resource "azurerm_virtual_network_peering" "to_hub" {
  count                     = var.hub == null ? 0 : 1
  virtual_network_name      = azurerm_virtual_network.this.name
  remote_virtual_network_id = var.hub.id
}
resource "azurerm_virtual_network_peering" "from_hub" {
  count                     = var.hub == null ? 0 : 1
  virtual_network_name      = try(var.hub.name, "")
  remote_virtual_network_id = azurerm_virtual_network.this.id
}
output "id" { value = azurerm_virtual_network.this.id }
output "name" { value = azurerm_virtual_network.this.name }`,
  });
  expect(reading.problems).toEqual([]);
  expect(reading.resources.map(({ address }) => address)).toEqual([
    'a_b.c',
    'module.hub.azurerm_virtual_network.this',
    'module.spoke["one"].azurerm_virtual_network.this',
    'module.spoke["one"].azurerm_virtual_network_peering.to_hub[0]',
    'module.spoke["one"].azurerm_virtual_network_peering.from_hub[0]',
    'module.spoke["two"].azurerm_virtual_network.this',
    'module.spoke["two"].azurerm_virtual_network_peering.to_hub[0]',
    'module.spoke["two"].azurerm_virtual_network_peering.from_hub[0]',
  ]);
  const out = 'module.spoke["two"].azurerm_virtual_network_peering.to_hub[0]';
  const back = 'module.spoke["two"].azurerm_virtual_network_peering.from_hub[0]';
  expect(referenceText(reading.value(out, 'remote_virtual_network_id').reference)).toBe(
    './module.hub.azurerm_virtual_network.this#id',
  );
  expect(referenceText(reading.value(out, 'virtual_network_name').reference)).toBe(
    './module.spoke["two"].azurerm_virtual_network.this#name',
  );
  expect(plain(reading.value(back, 'virtual_network_name'))).toBe('hub');
  expect(referenceText(reading.value(back, 'virtual_network_name').reference)).toBe(
    './module.hub.azurerm_virtual_network.this#name',
  );
  expect(referenceText(reading.value('a_b.c', 'ids', 'one').reference)).toBe(
    './module.spoke["one"].azurerm_virtual_network.this#id',
  );
  expect(
    history(reading.value('module.spoke["two"].azurerm_virtual_network.this', 'address_space', 0))[0],
  ).toMatch(/^spokes\.csv:3:5 /);
});

test('environments that share a plan and differ in their values', () => {
  const reading = read({
    'main.tf': `
variable "env" { type = string }
variable "base" { type = string }
locals {
  octets = split(".", var.base)
  vnets = {
    for index, name in ["app", "data"] : name => "\${local.octets[0]}.\${tonumber(local.octets[1]) + index}.0.0/16"
  }
}
resource "azurerm_virtual_network" "this" {
  for_each      = local.vnets
  name          = format("vnet-%s-%s", var.env, each.key)
  address_space = [each.value]
}`,
    'env/dev.tfvars': 'env  = "dev"\nbase = "10.10.0.0"\n',
    'env/prod.tfvars': 'env  = "prod"\nbase = "10.20.0.0"\n',
  });
  expect(reading.units).toEqual(['. (env/dev.tfvars)', '. (env/prod.tfvars)']);
  const data = reading.resource('azurerm_virtual_network.this["data"]', '. (env/prod.tfvars)');
  expect(plain(data.attributes)).toEqual({ name: 'vnet-prod-data', address_space: ['10.21.0.0/16'] });
  const space = data.attributes.entries.get('address_space');
  expect(space?.kind === 'list' && space.items[0] && history(space.items[0])).toContain(
    'env/prod.tfvars:2:8 "10.20.0.0"',
  );
});
