/** count, for_each, enabled and dynamic blocks: which instances there are, and what each of them sees. */
import { describe, expect, test } from 'vitest';
import { history, plain, plainResources, read, referenceText } from './reading.ts';

describe('count', () => {
  test('makes instances with an index', () => {
    const reading = read({
      'main.tf': `
variable "n" { default = "2" }
resource "a_b" "c" {
  count = var.n
  name  = "x-\${count.index}"
}
resource "d_e" "f" {
  first  = a_b.c[0].name
  legacy = a_b.c.1.name
  all    = a_b.c[*].id
  old    = a_b.c.*.name
}`,
    });
    expect(plainResources(reading)).toMatchObject({
      'a_b.c[0]': { name: 'x-0' },
      'a_b.c[1]': { name: 'x-1' },
      'd_e.f': { first: 'x-0', legacy: 'x-1', old: ['x-0', 'x-1'] },
    });
    expect(referenceText(reading.value('d_e.f', 'first').reference)).toBe('./a_b.c[0]#name');
    expect(referenceText(reading.value('d_e.f', 'all', 1).reference)).toBe('./a_b.c[1]#id');
    expect(reading.problems).toEqual([]);
  });

  test('zero makes none', () => {
    const reading = read({
      'main.tf': 'resource "a_b" "c" { count = 0 }\nresource "d_e" "f" { all = a_b.c[*].id }',
    });
    expect(plainResources(reading)).toEqual({ 'd_e.f': { all: [] } });
  });

  test.each(['-1', '1.5', '"x"', 'true', 'null', '[1]'])('%s is no count', (count) => {
    const reading = read({ 'main.tf': `resource "a_b" "c" { count = ${count} }` });
    expect(reading.problems).toEqual([`terraform-count main.tf:1:30 ${count}`]);
    expect(reading.resource('a_b.c[*]').possible?.code).toBe('failed');
  });

  test('an unknown count makes one instance that may exist', () => {
    const reading = read({
      'main.tf': `
variable "n" {}
resource "a_b" "c" {
  count = var.n
  name  = "x"
  index = count.index
}
resource "d_e" "f" {
  all  = a_b.c[*].id
  one  = a_b.c[0].id
  name = a_b.c[0].name
}`,
    });
    const instance = reading.resource('a_b.c[*]');
    expect(instance.possible).toMatchObject({
      code: 'missing-input',
      message: 'the variable "n" has no value',
    });
    expect(plain(instance.attributes)).toEqual({
      name: 'x',
      index: '<missing-input: the variable "n" has no value>',
    });
    expect(plain(reading.resource('d_e.f').attributes)).toEqual({
      all: '<missing-input: the variable "n" has no value>',
      one: '<computed: it is decided when a_b.c is deployed>',
      name: 'x',
    });
    expect(referenceText(reading.value('d_e.f', 'one').reference)).toBe('./a_b.c[*]#id');
  });

  test('a huge count is not read', () => {
    const reading = read({
      'main.tf': 'resource "a_b" "c" { count = 10001 }\nresource "a_b" "d" { count = 99999999999999999999 }',
    });
    expect(reading.problems).toEqual([
      'terraform-limit main.tf:1:30 10001',
      'terraform-limit main.tf:2:30 99999999999999999999',
    ]);
    expect(reading.resources.map(({ address, possible }) => [address, possible?.code])).toEqual([
      ['a_b.c[*]', 'limit'],
      ['a_b.d[*]', 'limit'],
    ]);
    expect(read({ 'main.tf': 'resource "a_b" "c" { count = 10000 }' }).resources).toHaveLength(10000);
  });
});

describe('for_each', () => {
  test('goes over maps and objects by key', () => {
    const reading = read({
      'main.tf': `
resource "a_b" "c" {
  for_each = { "b/1" = { cidr = "10.1.0.0/16" }, a = { cidr = "10.0.0.0/16" } }
  name     = each.key
  cidr     = each.value.cidr
}
resource "d_e" "f" {
  for_each = a_b.c
  id       = each.value.id
  cidr     = a_b.c[each.key].cidr
  literal  = a_b.c["b/1"].cidr
  names    = [for key, instance in a_b.c : "\${key}=\${instance.name}"]
}`,
    });
    expect(reading.resources.map(({ address }) => address)).toEqual([
      'a_b.c["a"]',
      'a_b.c["b/1"]',
      'd_e.f["a"]',
      'd_e.f["b/1"]',
    ]);
    expect(plain(reading.resource('d_e.f["b/1"]').attributes)).toMatchObject({
      cidr: '10.1.0.0/16',
      literal: '10.1.0.0/16',
      names: ['a=a', 'b/1=b/1'],
    });
    expect(referenceText(reading.value('d_e.f["b/1"]', 'id').reference)).toBe('./a_b.c["b/1"]#id');
    expect(referenceText(reading.value('d_e.f["b/1"]', 'cidr').reference)).toBe('./a_b.c["b/1"]#cidr');
    expect(reading.problems).toEqual([]);
  });

  test('values in a known map may be unknown', () => {
    const reading = read({
      'main.tf': `
variable "x" {}
resource "a_b" "c" {
  for_each = { a = var.x }
  name     = each.key
  cidr     = each.value
}`,
    });
    expect(plain(reading.resource('a_b.c["a"]').attributes)).toEqual({
      name: 'a',
      cidr: '<missing-input: the variable "x" has no value>',
    });
    expect(referenceText(reading.value('a_b.c["a"]', 'cidr').reference)).toBe('./var.x#');
  });

  test('keys are written as Terraform writes them', () => {
    const reading = read({ 'main.tf': 'resource "a_b" "c" { for_each = { "a\\"$${b}\\n" = 1 } }' });
    expect(reading.resources[0]?.address).toBe('a_b.c["a\\"$${b}\\n"]');
  });

  test.each([
    ['["a"]', 'For_each must be a map or a set of strings: convert the list with toset.'],
    ['"a"', 'For_each must be a map or a set of strings.'],
    ['null', 'For_each must not be null.'],
  ])('%s is nothing to go over', (expression, message) => {
    const reading = read({ 'main.tf': `resource "a_b" "c" { for_each = ${expression} }` });
    expect(reading.problems).toEqual([`terraform-for-each main.tf:1:33 ${expression}`]);
    expect(reading.diagnostics[0]?.message).toBe(message);
    expect(reading.resource('a_b.c[*]').possible?.code).toBe('failed');
  });

  test('an unknown collection makes one instance that may exist', () => {
    const reading = read({
      'main.tf': `
resource "a_b" "c" {
  for_each = data.x_y.z.ids
  name     = each.key
  fixed    = "10.0.0.0/16"
}
data "x_y" "z" {}`,
    });
    expect(plain(reading.resource('a_b.c[*]').attributes)).toEqual({
      name: '<data-source: data.x_y.z reads it from outside>',
      fixed: '10.0.0.0/16',
    });
    expect(reading.resource('a_b.c[*]').possible?.code).toBe('data-source');
  });
});

describe('enabled', () => {
  test('false means that there is no instance, unknown that there may be one', () => {
    const reading = read({
      'main.tofu': `
variable "x" {}
resource "a_b" "off" {
  lifecycle { enabled = false }
}
resource "a_b" "on" {
  lifecycle { enabled = true }
}
resource "a_b" "maybe" {
  lifecycle { enabled = var.x }
}
resource "d_e" "f" {
  off   = a_b.off
  on    = a_b.on.id
  maybe = a_b.maybe.id
}`,
    });
    expect(reading.resources.map(({ address, possible }) => [address, possible?.code])).toEqual([
      ['a_b.on', undefined],
      ['a_b.maybe', 'missing-input'],
      ['d_e.f', undefined],
    ]);
    expect(plain(reading.value('d_e.f', 'off'))).toBeNull();
    expect(referenceText(reading.value('d_e.f', 'maybe').reference)).toBe('./a_b.maybe#id');
  });
});

describe('blocks', () => {
  test('are lists in the order of the source, static and dynamic ones mixed', () => {
    const reading = read({
      'main.tf': `
locals { more = [{ name = "b" }, { name = "c" }] }
resource "a_b" "c" {
  subnet { name = "a" }
  dynamic "subnet" {
    for_each = local.more
    content {
      name  = subnet.value.name
      index = subnet.key
    }
  }
  other { x = 1 }
  subnet { name = "d" }
}`,
    });
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({
      subnet: [{ name: 'a' }, { name: 'b', index: 0 }, { name: 'c', index: 1 }, { name: 'd' }],
      other: [{ x: 1 }],
    });
    expect(history(reading.value('a_b.c', 'subnet', 2, 'name'))).toEqual([
      'main.tf:2:43 "c"',
      'main.tf:6:16 local.more',
      'main.tf:8:15 subnet.value.name',
    ]);
    const block = reading.value('a_b.c', 'subnet', 3);
    expect(block.kind === 'map' && referenceText(block.open?.reference)).toBe('./a_b.c#subnet.3');
  });

  test('nest, with iterators of their own names', () => {
    const reading = read({
      'main.tf': `
locals {
  groups = {
    b = ["3"]
    a = ["1", "2"]
  }
}
resource "a_b" "c" {
  dynamic "group" {
    for_each = local.groups
    iterator = outer
    content {
      name = outer.key
      dynamic "rule" {
        for_each = outer.value
        content {
          text = "\${outer.key}-\${rule.value}"
        }
      }
    }
  }
}`,
    });
    expect(plain(reading.value('a_b.c', 'group'))).toEqual([
      { name: 'a', rule: [{ text: 'a-1' }, { text: 'a-2' }] },
      { name: 'b', rule: [{ text: 'b-3' }] },
    ]);
    expect(reading.problems).toEqual([]);
  });

  test('of an unknown number are one block that may exist, and its iterator is unknown', () => {
    const reading = read({
      'main.tf': `
variable "subnets" {}
resource "a_b" "c" {
  subnet { name = "certain" }
  dynamic "subnet" {
    for_each = var.subnets
    content {
      name  = subnet.value.name
      fixed = "x"
    }
  }
}
resource "d_e" "f" { names = a_b.c.subnet[*].name }`,
    });
    expect(plain(reading.value('a_b.c', 'subnet'))).toEqual([
      { name: 'certain' },
      { name: '<missing-input: the variable "subnets" has no value>', fixed: 'x' },
    ]);
    const [certain, possible] = [reading.value('a_b.c', 'subnet', 0), reading.value('a_b.c', 'subnet', 1)];
    expect(certain.kind === 'map' && certain.possible).toBeUndefined();
    expect(possible.kind === 'map' && possible.possible?.code).toBe('missing-input');
    expect(plain(reading.value('d_e.f', 'names'))).toBe(
      '<missing-input: the variable "subnets" has no value>',
    );
  });

  test('that a dynamic block does not make may be filled in by the provider', () => {
    const reading = read({
      'main.tf': `
resource "a_b" "c" {
  dynamic "identity" {
    for_each = []
    content {}
  }
  ports = []
}
resource "d_e" "f" {
  id    = a_b.c.identity[0].id
  ids   = a_b.c.identity[*].id
  ports = a_b.c.ports
}`,
    });
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({ identity: [], ports: [] });
    const computed = '<computed: it is decided when a_b.c is deployed>';
    expect(plain(reading.resource('d_e.f').attributes)).toEqual({ id: computed, ids: computed, ports: [] });
    expect(referenceText(reading.value('d_e.f', 'id').reference)).toBe('./a_b.c#identity.0.id');
    expect(reading.problems).toEqual([]);
  });

  test('of a set with unknown parts are one each, certain where what is known tells it from the others', () => {
    const reading = read({
      'main.tf': `
variable "hop" {}
variable "cidr" {}
resource "a_b" "c" {
  dynamic "route" {
    for_each = toset([
      { cidr = "10.1.0.0/16", hop = var.hop },
      { cidr = "10.2.0.0/16", hop = var.hop },
      { cidr = var.cidr, hop = "10.0.0.4" },
      { cidr = "10.3.0.0/16", hop = "10.0.0.4" },
    ])
    content {
      cidr = route.value.cidr
      hop  = route.value.hop
    }
  }
}`,
    });
    const routes = reading.value('a_b.c', 'route');
    const hop = '<missing-input: the variable "hop" has no value>';
    const cidr = '<missing-input: the variable "cidr" has no value>';
    const doubtful =
      routes.kind === 'list' ? routes.items.map((item) => item.kind === 'map' && item.possible?.message) : [];
    expect(plain(routes)).toEqual([
      { cidr: '10.3.0.0/16', hop: '10.0.0.4' },
      { cidr: '10.1.0.0/16', hop },
      { cidr: '10.2.0.0/16', hop },
      { cidr, hop: '10.0.0.4' },
    ]);
    expect(doubtful).toEqual([undefined, undefined, undefined, 'the variable "cidr" has no value']);
    expect(reading.problems).toEqual([]);
  });

  test.each([
    ['for_each = null', 'terraform-dynamic main.tf:3:16 null'],
    ['for_each = "x"', 'terraform-dynamic main.tf:3:16 "x"'],
    ['', 'terraform-dynamic main.tf:2:3 dynamic "x"'],
  ])('a dynamic block with "%s" is reported', (argument, problem) => {
    const reading = read({
      'main.tf': `resource "a_b" "c" {\n  dynamic "x" {\n    ${argument}\n    content {}\n  }\n}`,
    });
    expect(reading.problems).toEqual([problem]);
  });

  test('an argument with the name of a block is a list as well', () => {
    const reading = read({ 'main.tf': 'resource "a_b" "c" { ingress = [{ cidr = "10.0.0.0/8" }] }' });
    expect(plain(reading.value('a_b.c', 'ingress'))).toEqual([{ cidr: '10.0.0.0/8' }]);
  });
});

describe('for_each over a map whose keys are not known', () => {
  const code = (rest: string): string => `
variable "subscription" {}
locals {
  wanted = [
    { name = "hub", cidr = "10.0.0.0/16", deploy = true },
    { name = "app", cidr = "10.1.0.0/16", deploy = true },
    { name = "old", cidr = "10.9.0.0/16", deploy = false },
  ]
  known = { fixed = "10.5.0.0/16" }
  nets = { for net in local.wanted : "/subscriptions/\${var.subscription}/\${net.name}" => net if net.deploy }
}
${rest}`;
  const hub = 'a_b.c[*"/subscriptions/?/hub"]';
  const app = 'a_b.c[*"/subscriptions/?/app"]';
  const nets = `
resource "a_b" "c" {
  for_each = local.nets
  cidr     = each.value.cidr
  id       = each.key
}`;

  test('makes one certain instance for each element', () => {
    const reading = read({ 'main.tf': code(nets) });
    expect(reading.resources.map(({ address, possible }) => [address, possible])).toEqual([
      [hub, undefined],
      [app, undefined],
    ]);
    expect([plain(reading.value(hub, 'cidr')), plain(reading.value(app, 'cidr'))]).toEqual([
      '10.0.0.0/16',
      '10.1.0.0/16',
    ]);
    const id = reading.value(hub, 'id');
    expect(id.kind === 'unknown' && id.parts?.at(-1)).toMatchObject({ kind: 'string' });
    expect(reading.problems).toEqual([]);
  });

  test('goes through another object, and mixes with known keys', () => {
    const reading = read({
      'main.tf': code(`
resource "a_b" "c" {
  for_each = { for key, net in local.nets : (net.name == "hub" ? "hub" : key) => net.cidr }
  cidr     = each.value
}
resource "d_e" "f" { cidr = a_b.c["hub"].cidr }`),
    });
    expect(reading.resources.map(({ address }) => address)).toEqual(['a_b.c["hub"]', app, 'd_e.f']);
    expect(plain(reading.value('d_e.f', 'cidr'))).toBe('10.0.0.0/16');
  });

  test.each([
    ['an element by a key', 'a_b.c["/subscriptions/s1/hub"].cidr'],
    ['the keys', 'keys(local.nets)'],
    ['a list in the order of the keys', '[for key, net in local.nets : net.cidr]'],
    ['how many there are, merged with others', 'length(merge(local.nets, local.known))'],
    ['a value of it', 'values(local.nets)[0].cidr'],
    ['a text over it', '"%{for net in local.nets}\${net.cidr}%{endfor}"'],
  ])('does not tell %s', (_, expression) => {
    const reading = read({ 'main.tf': code(`${nets}\nresource "d_e" "f" { value = ${expression} }`) });
    expect(plain(reading.value('d_e.f', 'value'))).toBe(
      '<missing-input: the variable "subscription" has no value>',
    );
    expect(reading.problems).toEqual([]);
  });

  test('nothing is known of one whose elements are chosen by what is not known', () => {
    const reading = read({
      'main.tf': code(`
resource "a_b" "c" {
  for_each = { for net in local.wanted : net.name => net if var.subscription == "x" }
}`),
    });
    expect(reading.resources.map(({ address, possible }) => [address, possible?.code])).toEqual([
      ['a_b.c[*]', 'missing-input'],
    ]);
  });
});
