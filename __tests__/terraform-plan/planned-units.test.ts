/** Plans in the place of units: values from the plan, places and references from the code. */
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { check } from '../../src/check.ts';
import type { PlanInput } from '../../src/languages/terraform/plan/plan.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import { renderDiagnostics, renderText } from '../../src/report/text.ts';
import { rules } from '../../src/rule/registry.ts';
import { formatPlace } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { editingRange } from '../../src/values/origin.ts';
import { history, plain, plainResources, read, referenceText, type Reading } from '../terraform/reading.ts';
import { peered } from '../action/scenario.ts';
import { changed, planOf } from './plan-json.ts';

const CODE = {
  'main.tf': `variable "spaces" { type = list(string) }
variable "subnets" { default = {} }
resource "azurerm_virtual_network" "hub" {
  name          = "vnet-hub"
  address_space = var.spaces
}
module "net" {
  for_each = var.subnets
  source   = "./net"
  vnet     = azurerm_virtual_network.hub.id
  range    = each.value
}
`,
  'net/main.tf': `variable "vnet" {}
variable "range" {}
resource "azurerm_thing" "this" {
  network_id = var.vnet
  range      = var.range
  rule {
    name = "b"
    from = var.range
  }
  rule {
    name = "a"
    to   = var.vnet
  }
}
resource "azurerm_other" "o" {
  count = 0
  label = "x"
}
`,
  'terraform.tfvars': 'spaces = ["10.0.0.0/16", "10.1.0.0/16"]\nsubnets = {\n  "a.b" = "10.0.1.0/24"\n}\n',
};

const withPlan = (...plans: readonly PlanInput[]): Reading => read(CODE, { plans });
const THING = 'module.net["a.b"].azurerm_thing.this';

describe('instances', () => {
  test('deleted and forgotten ones are gone, unchanged and replaced ones count', () => {
    const { resources, units, problems } = withPlan(
      planOf([
        changed('azurerm_virtual_network.hub', { actions: ['no-op'], after: { name: 'vnet-hub' } }),
        changed(THING, { actions: ['delete'], after: null }),
        changed('module.net["c"].azurerm_thing.this', {
          actions: ['delete', 'create'],
          after: { range: '10.9.0.0/24' },
        }),
        changed('azurerm_virtual_network.old', { actions: ['forget'], after: null }),
      ]),
    );
    expect(resources.map(({ address }) => address)).toEqual([
      'azurerm_virtual_network.hub',
      'module.net["c"].azurerm_thing.this',
    ]);
    expect(units).toEqual(['.']);
    expect(problems).toEqual([]);
  });

  test('one that the code does not have has the header of its block, also in a module', () => {
    const { resource } = withPlan(
      planOf([
        changed('module.net["c"].azurerm_thing.this', { after: { range: '10.9.0.0/24' } }),
        changed('module.net["c"].azurerm_other.o[2]', {
          after: { label: 'y' },
          after_unknown: { id: true },
        }),
      ]),
    );
    expect(formatPlace(resource('module.net["c"].azurerm_thing.this').range)).toBe('net/main.tf:3:1');
    const other = resource('module.net["c"].azurerm_other.o[2]');
    expect(formatPlace(other.range)).toBe('net/main.tf:15:1');
    // What the block does not write is left open, as everywhere.
    expect([...other.attributes.entries.keys()]).toEqual(['label']);
    const label = other.attributes.entries.get('label');
    expect(label && formatPlace(editingRange(label.origin))).toBe('net/main.tf:15:1');
  });

  test('a plan that leaves out a part lets the code tell the rest', () => {
    const { resources, problems } = withPlan(
      planOf([changed('azurerm_virtual_network.hub', { after: { name: 'n' } })], { complete: false }),
    );
    expect(resources.map(({ address }) => address)).toEqual(['azurerm_virtual_network.hub', THING]);
    expect(problems).toEqual(['plan-incomplete plan.json:1:1 ']);
  });

  test('an unread module gives way to what the plan has of it, which stands at its call', () => {
    const files = { 'main.tf': 'module "net" {\n  source  = "Azure/x/azurerm"\n  version = "1.0.0"\n}\n' };
    const address = 'module.net.module.inner.azurerm_thing.t';
    const { resources, resource } = read(files, { plans: [planOf([changed(address, { after: { a: 1 } })])] });
    expect(resources).toHaveLength(1);
    expect(formatPlace(resource(address).range)).toBe('main.tf:1:1');
  });
});

describe('values', () => {
  test('the plan says what, the code says where: the line of a tfvars file', () => {
    const reading = withPlan(
      planOf([
        changed('azurerm_virtual_network.hub', {
          // A set: the plan has an order of its own.
          after: { name: 'vnet-hub', address_space: ['10.1.0.0/16', '10.0.0.0/16'], location: 'westeurope' },
          after_unknown: { id: true, guid: true },
        }),
        changed(THING, { after: { range: '10.0.1.0/24' }, after_unknown: { network_id: true } }),
      ]),
    );
    expect(plainResources(reading)).toEqual({
      'azurerm_virtual_network.hub': {
        name: 'vnet-hub',
        address_space: ['10.1.0.0/16', '10.0.0.0/16'],
        location: 'westeurope',
      },
      [THING]: { range: '10.0.1.0/24', network_id: expect.stringMatching(/^<computed: /) as string },
    });
    const place = (...path: readonly (string | number)[]): string =>
      formatPlace(editingRange(reading.value('azurerm_virtual_network.hub', ...path).origin));
    expect(place('address_space', 0)).toBe('terraform.tfvars:1:26');
    expect(place('address_space', 1)).toBe('terraform.tfvars:1:11');
    // Nobody wrote it: the provider's choice stands at the block.
    expect(place('location')).toBe('main.tf:3:1');
    expect(history(reading.value(THING, 'range'))[0]).toBe('terraform.tfvars:3:11 "10.0.1.0/24"');
  });

  test('references lead to the same ends, whether the plan knows the value or not', () => {
    const hub = changed('azurerm_virtual_network.hub', { actions: ['no-op'], after: { id: '/s/hub' } });
    const known = withPlan(planOf([hub, changed(THING, { after: { network_id: '/s/hub' } })]));
    expect(plain(known.value(THING, 'network_id'))).toBe('/s/hub');
    const unknown = withPlan(
      planOf([hub, changed(THING, { after: {}, after_unknown: { network_id: true } })]),
    );
    for (const { value } of [known, unknown]) {
      expect(referenceText(value(THING, 'network_id').reference)).toBe('./azurerm_virtual_network.hub#id');
    }
  });

  test('a value that is not the one of the end that the code names leads to no end', () => {
    const hub = changed('azurerm_virtual_network.hub', { actions: ['no-op'], after: { id: '/s/hub' } });
    const { value } = withPlan(planOf([hub, changed(THING, { after: { network_id: '/s/other' } })]));
    expect(plain(value(THING, 'network_id'))).toBe('/s/other');
    expect(value(THING, 'network_id').reference).toBeUndefined();
  });

  test('blocks of the plan find theirs in the code in any order', () => {
    const { value } = withPlan(
      planOf([
        changed(THING, {
          after: { rule: [{ name: 'a' }, { name: 'b', from: '10.0.1.0/24', to: null }] },
          after_unknown: { rule: [{ to: true }, {}] },
        }),
      ]),
    );
    expect(plain(value(THING, 'rule', 1))).toEqual({ name: 'b', from: '10.0.1.0/24', to: null });
    expect(history(value(THING, 'rule', 1, 'from'))[0]).toBe('terraform.tfvars:3:11 "10.0.1.0/24"');
    expect(formatPlace(value(THING, 'rule', 0, 'name').origin.range)).toBe('net/main.tf:11:12');
    expect(value(THING, 'rule', 0, 'to')).toMatchObject({ kind: 'unknown' });
  });

  test('unknown at any depth stays unknown, a whole list too', () => {
    const reading = withPlan(
      planOf([
        changed('azurerm_virtual_network.hub', {
          after: { address_space: ['10.0.0.0/16', null], tags: { a: 'x' } },
          after_unknown: { address_space: [false, true], tags: { b: true }, name: true },
        }),
        changed(THING, { after: {}, after_unknown: { range: true, rule: [{ from: true }, true] } }),
      ]),
    );
    const computed = (address: string): string => `<computed: it is decided when ${address} is deployed>`;
    const hub = 'azurerm_virtual_network.hub';
    expect(plain(reading.resource(hub).attributes)).toEqual({
      address_space: ['10.0.0.0/16', computed(hub)],
      tags: { a: 'x', b: computed(hub) },
      name: computed(hub),
    });
    expect(plain(reading.value(THING, 'range'))).toBe(computed(THING));
    expect(reading.value(THING, 'rule', 1).kind).toBe('unknown');
  });

  test('what the code could not know, the plan knows, at the place of the code', () => {
    const files = {
      'main.tf':
        'variable "range" {}\nvariable "names" {}\nresource "azurerm_thing" "t" {\n  for_each = var.names\n  range    = var.range\n  key      = each.key\n}\n',
    };
    const { value, resource } = read(files, {
      plans: [planOf([changed('azurerm_thing.t["one"]', { after: { range: '10.0.0.0/8', key: 'one' } })])],
    });
    const address = 'azurerm_thing.t["one"]';
    expect(resource(address).possible).toBeUndefined();
    expect(plain(resource(address).attributes)).toEqual({ range: '10.0.0.0/8', key: 'one' });
    expect(history(value(address, 'range'))).toContain('main.tf:5:14 var.range');
  });

  test('a value that differs from the code is not said to be typed there', () => {
    const { value } = withPlan(planOf([changed(THING, { after: { range: '10.77.0.0/24' } })]));
    const range = value(THING, 'range');
    expect(plain(range)).toBe('10.77.0.0/24');
    expect(formatPlace(editingRange(range.origin))).toBe('net/main.tf:5:16');
    expect(history(range)).toContain('terraform.tfvars:3:11 "10.0.1.0/24"');
  });

  test('a computed list of what others declare is left to them', () => {
    const { value, resource } = withPlan(
      planOf([
        changed('azurerm_virtual_network.hub', {
          actions: ['no-op'],
          after: {
            subnet: [
              { id: '/s/a', name: 'a' },
              { id: '/s/gone', name: 'g' },
              { id: '/s/else', name: 'e' },
            ],
          },
        }),
        changed('azurerm_subnet.a', {
          actions: ['update'],
          before: { id: '/s/a', name: 'a' },
          after: { id: '/s/a', name: 'a' },
        }),
        changed('azurerm_subnet.g', {
          actions: ['delete'],
          before: { id: '/s/gone', name: 'g' },
          after: null,
        }),
      ]),
    );
    expect(plain(value('azurerm_virtual_network.hub', 'subnet'))).toEqual([{ id: '/s/else', name: 'e' }]);
    expect(formatPlace(resource('azurerm_subnet.a').range)).toMatch(/^plan\.json:/);
  });
});

describe('which unit', () => {
  const resource = (name: string): string => `resource "azurerm_thing" "t" {\n  name = "${name}"\n}\n`;
  const files = { 'envs/a/main.tf': resource('in-a'), 'envs/b/main.tf': resource('in-b') };
  const plan = (name: string, folder?: string): PlanInput =>
    planOf([changed('azurerm_thing.t', { after: { name, planned: true } })], {}, folder);
  const planned = ({ resources }: Reading): string[] =>
    resources.filter(({ attributes }) => attributes.entries.has('planned')).map(({ unit }) => unit);

  test('the one whose values agree', () => {
    expect(planned(read(files, { plans: [plan('in-b')] }))).toEqual(['envs/b']);
  });

  test('the one that is named, against all likeness', () => {
    expect(planned(read(files, { plans: [plan('in-b', 'envs/a')] }))).toEqual(['envs/a']);
  });

  test('the only one in scope', () => {
    expect(planned(read(files, { plans: [plan('new')], within: ['envs/a'] }))).toEqual(['envs/a']);
  });

  test('none, when it cannot be told: that is an error, and the code counts', () => {
    const reading = read(files, { plans: [plan('new')] });
    expect(planned(reading)).toEqual([]);
    expect(reading.problems).toEqual(['plan-ambiguous plan.json:1:1 ']);
    expect(reading.diagnostics[0]?.message).toContain('envs/a, envs/b');
  });

  test('one plan each', () => {
    const reading = read(files, { plans: [plan('in-a'), plan('in-a')] });
    expect(planned(reading)).toEqual(['envs/a']);
    expect(reading.problems).toEqual(['plan-repeated plan.json:1:1 ']);
  });

  test('of several sets of values the one that was planned, under its own name', () => {
    const sets = {
      'main.tf': 'variable "name" {}\nresource "azurerm_thing" "t" {\n  name = var.name\n}\n',
      'dev.tfvars': 'name = "in-dev"\n',
      'prod.tfvars': 'name = "in-prod"\n',
    };
    const reading = read(sets, { plans: [plan('in-prod')] });
    expect(reading.units).toEqual(['. (dev.tfvars)', '. (prod.tfvars)']);
    expect(planned(reading)).toEqual(['. (prod.tfvars)']);
  });

  test('none at all: the plan tells the places itself', () => {
    const reading = read({ 'a/x.txt': '' }, { plans: [plan('alone')] });
    expect(reading.units).toEqual(['plan.json']);
    expect(history(reading.value('azurerm_thing.t', 'name'))).toEqual([
      expect.stringMatching(/^plan\.json:\d+:\d+ "alone"$/) as string,
    ]);
    expect(reading.problems).toEqual(['plan-without-code plan.json:1:1 ']);
  });
});

describe('sensitive values', () => {
  const secret = '10.66.0.0/16';
  const files = { 'main.tf': `variable "r" {}\n${peered('a', 'var.r', 'b', '"10.66.1.0/24"')}` };
  const network = (name: string, range: string, marks: unknown): unknown =>
    changed(`azurerm_virtual_network.${name}`, {
      after: { name: `vnet-${name}`, resource_group_name: 'rg', address_space: [range], key: secret },
      after_unknown: { id: true },
      after_sensitive: { address_space: marks, key: true },
    });
  const plans = [planOf([network('a', secret, [true]), network('b', '10.66.1.0/24', [false])])];

  test('are used and marked', () => {
    const { value } = read(files, { plans });
    expect(value('azurerm_virtual_network.a', 'address_space', 0)).toMatchObject({
      value: secret,
      sensitive: true,
    });
    const open = [planOf([network('b', '10.66.1.0/24', [true])])];
    expect(read(files, { plans: open }).value('azurerm_virtual_network.b', 'address_space', 0)).toMatchObject(
      {
        value: '10.66.1.0/24',
        sensitive: true,
      },
    );
  });

  test('a mark on the whole instance covers all of it', () => {
    const whole = changed('azurerm_thing.t', { after: { a: secret }, after_sensitive: true });
    const { value } = read({}, { plans: [planOf([whole])] });
    expect(value('azurerm_thing.t', 'a')).toMatchObject({ value: secret, sensitive: true });
  });

  test.each([
    ['with code', files],
    ['without code', {}],
  ])('appear in no output, %s', (_, tree) => {
    const report = check({
      head: memoryTree(tree),
      within: [],
      config: loadConfig(undefined, rules),
      rules,
      plans,
    });
    const output = [
      renderText(report, report.findings, false),
      renderJson(report, report.findings),
      renderModelJson(report.model),
      renderDiagnostics(report.diagnostics, false),
    ].join('\n');
    expect(output).toContain('vnet-a');
    expect(output).not.toContain('10.66.0.0');
  });
});

describe('from plan to finding', () => {
  const files = {
    'main.tf': `variable "range_a" {}\nvariable "range_b" {}\n${peered('a', 'var.range_a', 'b', 'var.range_b')}`,
    'terraform.tfvars': 'range_a = "10.0.0.0/16"\nrange_b = "10.0.64.0/20"\n',
  };
  const network = (name: string, range: string): unknown =>
    changed(`azurerm_virtual_network.${name}`, {
      after: {
        name: `vnet-${name}`,
        resource_group_name: 'rg',
        location: 'westeurope',
        address_space: [range],
      },
      after_unknown: { id: true, guid: true, subnet: true, address_space: [false] },
    });
  const peering = (from: string, to: string): unknown =>
    changed(`azurerm_virtual_network_peering.${from}_${to}`, {
      after: { name: `${from}-to-${to}`, resource_group_name: 'rg', virtual_network_name: `vnet-${from}` },
      after_unknown: { id: true, remote_virtual_network_id: true },
    });
  const judge = (plans: readonly PlanInput[]): ReturnType<typeof check> =>
    check({ head: memoryTree(files), within: [], config: loadConfig(undefined, rules), rules, plans });
  const both = [
    network('a', '10.0.0.0/16'),
    network('b', '10.0.64.0/20'),
    peering('a', 'b'),
    peering('b', 'a'),
  ];

  test('the same finding on the same line as from the code, with the same fingerprint', () => {
    const fromCode = judge([]).findings;
    const fromPlan = judge([planOf(both)]).findings;
    expect(fromCode.map(({ rule }) => rule)).toEqual(['overlap']);
    expect(fromPlan.map((finding) => [finding.fingerprint, finding.message])).toEqual(
      fromCode.map((finding) => [finding.fingerprint, finding.message]),
    );
    expect(JSON.parse(renderJson(judge([planOf(both)]), fromPlan))).toMatchObject({
      findings: [{ location: { file: 'terraform.tfvars', line: 2 } }],
    });
  });

  test('what the plan deletes collides with nothing', () => {
    const gone = changed('azurerm_virtual_network.b', { actions: ['delete'], after: null });
    expect(judge([planOf([both[0], gone])]).findings).toEqual([]);
  });
});
