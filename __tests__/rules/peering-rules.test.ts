/** The rules about the two ends of a peering: one-sided-peering and gateway-transit-unpaired. */
import { describe, expect, test } from 'vitest';
import gatewayTransit from '../../rules/gateway-transit-unpaired/rule.ts';
import oneSided from '../../rules/one-sided-peering/rule.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { judgeFiles } from './road.ts';

function network(name: string, deployedName = `"vnet-${name}"`): string {
  return `resource "azurerm_virtual_network" "${name}" {\n  name = ${deployedName}\n  resource_group_name = "rg-${name}"\n  address_space = ["10.0.0.0/16"]\n}\n`;
}

/** `from` and `to` are names of declared networks, or HCL for a name and for an id. */
function peering(name: string, from: string, to: string, more = ''): string {
  const simple = /^\w+$/;
  return [
    `resource "azurerm_virtual_network_peering" "${name}" {`,
    `  name = "${name}"`,
    `  resource_group_name = "rg-${simple.test(from) ? from : 'x'}"`,
    `  virtual_network_name = ${simple.test(from) ? `azurerm_virtual_network.${from}.name` : from}`,
    `  remote_virtual_network_id = ${simple.test(to) ? `azurerm_virtual_network.${to}.id` : to}`,
    more,
    '}\n',
  ].join('\n');
}

function gateway(inNetwork: string, more = ''): string {
  return [
    `resource "azurerm_subnet" "${inNetwork}" {\n  name = "GatewaySubnet"\n  resource_group_name = "rg-${inNetwork}"\n  virtual_network_name = azurerm_virtual_network.${inNetwork}.name\n  address_prefixes = ["10.0.0.0/27"]\n}`,
    `resource "azurerm_virtual_network_gateway" "${inNetwork}" {\n  name = "vgw-${inNetwork}"\n  type = "Vpn"\n  ip_configuration {\n    subnet_id = azurerm_subnet.${inNetwork}.id\n  }\n${more}\n}\n`,
  ].join('\n');
}

const X = 'variable "x" {}\n';
const networks = network('a') + network('b') + network('c');

function judge(rule: Rule, ...parts: readonly string[]) {
  const { findings, notJudged } = judgeFiles(rule, { 'main.tf': parts.join('') });
  return {
    found: findings.map(({ level, message }) => `${level} ${message}`),
    notJudged: notJudged.map(({ subject }) => subject.split('.').at(-1)),
  };
}

const CLEAN = { found: [], notJudged: [] };

describe('one-sided-peering', () => {
  const forth = peering('forth', 'a', 'b');

  test('says which way is missing', () => {
    expect(judge(oneSided, networks, forth).found).toEqual([
      'error Peering forth leads from network vnet-a to network vnet-b, and none leads back: it stays in the state ' +
        'Initiated and carries no traffic. Declare a peering from vnet-b to vnet-a.',
    ]);
  });

  test.each<[string, string]>([
    ['by reference', peering('back', 'b', 'a')],
    ['by name', peering('back', '"vnet-b"', 'a').replace('rg-x', 'rg-b')],
    ['by name in other case', peering('back', '"VNET-B"', 'a').replace('rg-x', 'RG-B')],
    [
      'by id',
      peering(
        'back',
        'b',
        '"/subscriptions/0/resourceGroups/rg-a/providers/Microsoft.Network/virtualNetworks/vnet-a"',
      ),
    ],
  ])('a way back %s is one', (_, back) => {
    expect(judge(oneSided, networks, forth, back)).toEqual(CLEAN);
  });

  test('a peering of another pair, or the same one twice, is no way back', () => {
    expect(
      judge(oneSided, networks, forth, peering('more', 'b', 'c'), peering('last', 'c', 'b')).found,
    ).toHaveLength(1);
    expect(judge(oneSided, networks, forth, peering('again', 'a', 'b')).found).toHaveLength(2);
  });

  test.each<[string, string, readonly string[]]>([
    ['leads to an unknown network', peering('back', 'b', 'var.x'), ['back', 'forth']],
    ['starts at an unknown network', peering('back', 'var.x', 'a'), ['back', 'forth']],
    ['may not exist', peering('back', 'b', 'a', '  count = var.x'), ['forth']],
  ])('a peering that %s can be the way back: not judged', (_, back, notJudged) => {
    expect(judge(oneSided, networks, forth, back, X)).toEqual({ found: [], notJudged });
  });

  test('a peering that leads to a network of another name cannot', () => {
    const other = peering(
      'other',
      'b',
      '"/subscriptions/0/resourceGroups/rg-z/providers/Microsoft.Network/virtualNetworks/vnet-z"',
    );
    expect(judge(oneSided, networks, forth, other)).toEqual({
      found: [expect.any(String)],
      notJudged: ['other'],
    });
    const unnamed = network('a', 'var.x') + network('b') + network('c');
    expect(judge(oneSided, unnamed, forth, other, X)).toEqual({ found: [], notJudged: ['forth', 'other'] });
  });

  test('a peering that may not exist, or leads to a network that may not, is not judged', () => {
    expect(judge(oneSided, networks, peering('forth', 'a', 'b', '  count = var.x'), X)).toEqual({
      found: [],
      notJudged: ['forth[*]'],
    });
    const possible = network('b').replace('{\n', '{\n  count = var.x\n');
    const forthToPossible = peering('forth', 'a', 'azurerm_virtual_network.b[0].id');
    expect(judge(oneSided, network('a'), possible, forthToPossible, X).found).toEqual([]);
  });

  test('says nothing about a network that was not read', () => {
    expect(judge(oneSided, networks, peering('forth', 'a', 'var.x'), X)).toEqual({
      found: [],
      notJudged: ['forth'],
    });
  });
});

describe('gateway-transit-unpaired', () => {
  const use = peering('use', 'a', 'b', '  use_remote_gateways = true');
  const lend = peering('lend', 'b', 'a', '  allow_gateway_transit = true');
  const hub = gateway('b');

  test('a pair with a gateway is fine', () => {
    expect(judge(gatewayTransit, networks, use, lend, hub)).toEqual(CLEAN);
  });

  test('no use, no fault', () => {
    expect(judge(gatewayTransit, networks, peering('plain', 'a', 'b'), peering('back', 'b', 'a'))).toEqual(
      CLEAN,
    );
  });

  test.each([['  allow_gateway_transit = false'], ['']])('a counterpart with "%s" does not lend', (flag) => {
    expect(judge(gatewayTransit, networks, use, peering('lend', 'b', 'a', flag), hub).found).toEqual([
      expect.stringMatching(
        /^error Network vnet-a uses the gateways of vnet-b through peering use, but peering lend does not allow it/,
      ),
    ]);
  });

  test('the missing counterpart is for another rule', () => {
    expect(judge(gatewayTransit, networks, use, hub)).toEqual(CLEAN);
  });

  test.each<[string, readonly string[]]>([
    ['the flag', [peering('use', 'a', 'b', '  use_remote_gateways = var.x'), lend, hub]],
    ['what the counterpart says', [use, peering('lend', 'b', 'a', '  allow_gateway_transit = var.x'), hub]],
    [
      'the counterpart',
      [use, peering('lend', 'b', 'a', '  count = var.x\n  allow_gateway_transit = false'), hub],
    ],
    ['where the gateway is', [use, lend, hub.replace('azurerm_subnet.b.id', 'var.x')]],
    [
      'whether the peering is there',
      [peering('use', 'a', 'b', '  count = var.x\n  use_remote_gateways = true'), lend, hub],
    ],
  ])('%s is not known: not judged', (_, parts) => {
    const judged = judge(gatewayTransit, networks, X, ...parts);
    expect(judged.found).toEqual([]);
    expect(judged.notJudged).toHaveLength(1);
  });

  test('a gateway that may be there is no missing one', () => {
    const possible = gateway('b', '  count = var.x');
    expect(judge(gatewayTransit, networks, use, lend, possible, X).found).toEqual([]);
  });

  test('without a gateway, a second hub, an own gateway', () => {
    const [noGateway] = judge(gatewayTransit, networks, use, lend).found;
    expect(noGateway).toMatch(/^warning .*no gateway of vnet-b was found/);
    const second = peering('second', 'a', 'c', '  use_remote_gateways = true');
    const lendToo = peering('lend_too', 'c', 'a', '  allow_gateway_transit = true');
    const several = judge(gatewayTransit, networks, use, lend, hub, second, lendToo, gateway('c')).found;
    expect(several).toEqual([expect.stringContaining('through 2 peerings (second and use)')]);
    const ownGateway = judge(gatewayTransit, networks, use, lend, hub, gateway('a')).found;
    expect(ownGateway).toEqual([expect.stringContaining('has a gateway of its own (vgw-a)')]);
  });
});

describe('a module whose code was not read', () => {
  const call = (value: string) =>
    `module "m" {\n  source = "git::https://git.example.com/m.git"\n  value = ${value}\n}\n`;
  const told = (rule: Rule, ...parts: readonly string[]) => {
    const { findings, notJudged, unresolved } = judgeFiles(rule, { 'main.tf': parts.join('') });
    return {
      found: findings.length,
      reasons: notJudged.map(
        ({ reason, range }) =>
          `${reason.message} at ${range.file.lineText(range.file.positionAt(range.start).line)}`,
      ),
      unresolved: unresolved.map(({ reason }) => reason.message),
    };
  };
  const unresolved = ['the code of module.m was not read'];
  const reason = (name: string) =>
    `module.m, whose code was not read, is given ${name} and may declare it at module "m" {`;

  test.each([
    ['the other network', 'azurerm_virtual_network.b.id', 'vnet-b'],
    ['its own network', '{ x = [azurerm_virtual_network.a.name] }', 'vnet-a'],
    ['a name', '"vnet-b"', 'vnet-b'],
    ['nothing of it', 'azurerm_virtual_network.c.id', undefined],
  ])('that is given %s', (_, value, name) => {
    expect(told(oneSided, networks, peering('ab', 'a', 'b'), call(value))).toEqual({
      found: name === undefined ? 1 : 0,
      reasons: name === undefined ? [] : [reason(name)],
      unresolved,
    });
  });

  test.each([
    ['the peer', 'azurerm_virtual_network.b.id', 'vnet-b'],
    ['the network that uses the gateway', 'azurerm_virtual_network.a.id', undefined],
  ])('may declare the gateway when it is given %s', (_, value, name) => {
    const pair =
      peering('ab', 'a', 'b', 'use_remote_gateways = true') +
      peering('ba', 'b', 'a', 'allow_gateway_transit = true');
    expect(told(gatewayTransit, networks, pair, call(value))).toEqual({
      found: name === undefined ? 1 : 0,
      reasons: name === undefined ? [] : [reason(name)],
      unresolved,
    });
  });
});

describe('what may be declared where nobody can read it', () => {
  const pair = networks + peering('ab', 'a', 'b');

  test.each([
    [
      'a peering of which the body is not known',
      `${X}resource "azapi_resource" "back" {\n  type = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01"\n  name = "back"\n  parent_id = azurerm_virtual_network.b.id\n  body = var.x\n}`,
      'azapi_resource.back, whose code was not read, is given vnet-b and may declare it',
    ],
    [
      'a template that is not known',
      `${X}resource "azurerm_resource_group_template_deployment" "t" {\n  name = "t"\n  template_content = var.x\n}`,
      'azurerm_resource_group_template_deployment.t, whose code was not read, may declare it',
    ],
  ])('%s leaves the way back open', (_, code, reason) => {
    const { findings, notJudged } = judgeFiles(oneSided, { 'main.tf': pair + code });
    expect(findings).toEqual([]);
    expect(notJudged.map((one) => one.reason.message)).toEqual([reason]);
  });

  test('a peering whose body is JSON text leads back', () => {
    const back = `resource "azapi_resource" "back" {\n  type = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01"\n  name = "back"\n  parent_id = azurerm_virtual_network.b.id\n  body = jsonencode({ properties = { remoteVirtualNetwork = { id = azurerm_virtual_network.a.id } } })\n}`;
    expect(judge(oneSided, pair, back)).toEqual(CLEAN);
  });

  test('a template of another deployment says nothing about this one', () => {
    const template = `${X}resource "azurerm_resource_group_template_deployment" "t" {\n  name = "t"\n  template_content = var.x\n}`;
    const { findings } = judgeFiles(oneSided, { 'a/main.tf': pair, 'b/main.tf': template });
    expect(findings).toHaveLength(1);
  });
});
