/** Values that the code marks as secrets are judged, and nothing of them is shown. */
import { describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import { renderModelText } from '../../src/report/model-text.ts';
import { renderDiagnostics, renderText } from '../../src/report/text.ts';
import { rules } from '../../src/rule/registry.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const secret = (name: string, value: string): string =>
  `variable "${name}" {\n  default = ${value}\n  sensitive = true\n}\n`;

const vnet = (name: string, range: string): string =>
  `resource "azurerm_virtual_network" "${name}" {
  name                = "vnet-${name}"
  resource_group_name = "rg"
  location            = "westeurope"
  address_space       = [${range}]
}
`;

const peered = `resource "azurerm_virtual_network_peering" "both" {
  for_each                  = { a = "b", b = "a" }
  name                      = "to-\${each.value}"
  resource_group_name       = "rg"
  virtual_network_name      = { a = azurerm_virtual_network.a, b = azurerm_virtual_network.b }[each.key].name
  remote_virtual_network_id = { a = azurerm_virtual_network.a, b = azurerm_virtual_network.b }[each.value].id
}
`;

const cluster = (prefix: string, count: string): string => `${vnet('a', '"10.0.0.0/8"')}
resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.a.name
  address_prefixes     = [${prefix}]
}
resource "azurerm_kubernetes_cluster" "c" {
  name                = "aks"
  resource_group_name = "rg"
  location            = "westeurope"
  network_profile {
    network_plugin = "azure"
  }
  default_node_pool {
    name           = "system"
    vnet_subnet_id = azurerm_subnet.nodes.id
    node_count     = ${count}
    max_pods       = 30
  }
}
`;

interface Row {
  readonly code: string;
  readonly rule: string;
  readonly message: RegExp;
  /** Texts that no output may hold. */
  readonly hidden: readonly string[];
}

const ROWS: Readonly<Record<string, Row>> = {
  'a range that overlaps': {
    code: secret('r', '"10.66.0.0/16"') + vnet('a', 'var.r') + vnet('b', '"10.66.4.0/22"') + peered,
    rule: 'overlap',
    message:
      /^Network vnet-b shares addresses that are marked sensitive with network vnet-a; they are joined: [^0-9]*Give network vnet-b or network vnet-a other addresses\.$/,
    hidden: ['10.66.0.0'],
  },
  'a range that is computed from one': {
    code:
      secret('r', '"10.66.0.0/16"') +
      vnet('a', 'cidrsubnet(var.r, 4, 3)') +
      vnet('b', '"10.66.49.0/24"') +
      peered,
    rule: 'overlap',
    message: /^Network vnet-b shares addresses that are marked sensitive with network vnet-a;/,
    hidden: ['10.66.0.0', '10.66.48.0'],
  },
  'a subnet that is too small': {
    code: secret('p', '"10.66.8.0/25"') + cluster('var.p', '4'),
    rule: 'surge-headroom',
    message: /^Subnet nodes [^0-9]*\. The numbers are marked sensitive and not shown\.$/,
    hidden: ['10.66.8.0', '/25', '123'],
  },
  'a number of nodes': {
    code: secret('n', '437') + cluster('"10.7.0.0/24"', 'var.n'),
    rule: 'surge-headroom',
    message: /^Subnet nodes cannot hold [^0-9]*\. The numbers are marked sensitive and not shown\.$/,
    hidden: ['437', '13547', '14911'],
  },
};

describe('a secret', () => {
  test.each(Object.entries(ROWS))('%s is judged and not shown', (_, { code, rule, message, hidden }) => {
    const config = loadConfig(undefined, rules);
    const report = check({ head: memoryTree({ 'main.tf': code }), within: [], config, rules });
    expect(report.findings.map((finding) => finding.rule)).toEqual([rule]);
    expect(report.findings[0]?.message).toMatch(message);
    expect(report.findings[0]?.fix).toBeUndefined();
    const outputs = [
      renderText(report, report.findings, false),
      renderJson(report, report.findings),
      renderMarkdown(report, { link: () => undefined, remarks: [], footer: [], maxBytes: 60_000 }),
      renderModelText(report.model),
      renderModelJson(report.model),
      renderDiagnostics(report.diagnostics, false),
    ];
    for (const output of outputs) for (const text of hidden) expect(output).not.toContain(text);
  });

  test('that is no range is reported without its line', () => {
    const code = secret('r', '"10.66.0.0/33"') + vnet('a', 'var.r');
    const config = loadConfig(undefined, rules);
    const { diagnostics } = check({ head: memoryTree({ 'main.tf': code }), within: [], config, rules });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['invalid-cidr']);
    expect(renderDiagnostics(diagnostics, false)).not.toContain('10.66');
  });
});
