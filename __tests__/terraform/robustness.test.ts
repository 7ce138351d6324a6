/** Broken and hostile input: what is broken costs itself only, nothing throws, and everything ends. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTerraform } from '../../src/languages/terraform/read-terraform.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { plain, plainResources, read } from './reading.ts';

/** `count` lines made by a function of their number. */
function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

describe('cycles', () => {
  test('are reported where they close, and make the value unknown', () => {
    const reading = read({
      'main.tf': `
locals {
  a = local.b
  b = "x-\${local.c}"
  c = local.a
  fine = "y"
}
resource "a_b" "c" {
  bad  = local.a
  good = local.fine
}`,
    });
    expect(reading.problems).toEqual(['terraform-cycle main.tf:5:7 local.a']);
    expect(reading.diagnostics[0]?.message).toBe(
      'The value of local.a depends on itself: local.a → local.b → local.c → local.a.',
    );
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({
      bad: '<cycle: local.a depends on itself>',
      good: 'y',
    });
  });

  test('go through modules, resources, counts and collections too', () => {
    const reading = read({
      'main.tf': `
module "m" {
  source = "./m"
  x      = module.m.y
}
resource "a_b" "self" { x = a_b.self.x }
resource "a_b" "count" { count = length(a_b.count) }
resource "a_b" "each" { for_each = a_b.each }
locals { l = [for x in local.l : x] }
resource "a_b" "l" { l = local.l }
`,
      'm/main.tf': 'variable "x" {}\noutput "y" { value = var.x }\nresource "c_d" "e" { x = var.x }',
    });
    expect(reading.problems.filter((problem) => problem.startsWith('terraform-cycle'))).toEqual([
      'terraform-cycle m/main.tf:2:22 var.x',
      'terraform-cycle main.tf:6:29 a_b.self.x',
      'terraform-cycle main.tf:7:41 a_b.count',
      'terraform-cycle main.tf:8:36 a_b.each',
      'terraform-cycle main.tf:9:24 local.l',
    ]);
    expect(reading.resource('a_b.count[*]').possible?.code).toBe('cycle');
    expect(plain(reading.value('module.m.c_d.e', 'x'))).toMatch(/^<cycle: /);
  });

  test('that only seem to be ones are none', () => {
    const reading = read({
      'main.tf': `
module "m" {
  source = "./m"
  x      = module.m.fixed
}
resource "a_b" "c" {
  first  = "1"
  second = a_b.c.first
}
`,
      'm/main.tf': 'variable "x" {}\noutput "fixed" { value = "f" }\nresource "c_d" "e" { x = var.x }',
    });
    expect(reading.problems).toEqual([]);
    expect(plainResources(reading)).toEqual({
      'a_b.c': { first: '1', second: '1' },
      'module.m.c_d.e': { x: 'f' },
    });
  });
});

describe('broken files', () => {
  test('cost what is broken in them', () => {
    const reading = read({
      'a.tf':
        'locals {\n  broken = \n  fine   = "f"\n}\nresource "a_b" "a" {\n  x = local.fine\n  y = local.broken\n}',
      'b.tf': 'resource "a_b" "b" { x = local.fine }\n}}}}',
      'c.tf': 'resource "a_b" "c" { x = "unclosed }\n',
      'd.tf': Uint8Array.from([0x23, 0x0a, 0xff]),
    });
    expect(plainResources(reading)).toMatchObject({ 'a_b.a': { x: 'f' }, 'a_b.b': { x: 'f' } });
    expect(reading.diagnostics.map(({ code, range }) => `${range.file.path} ${code}`)).toEqual([
      'a.tf hcl-syntax',
      'b.tf hcl-syntax',
      'c.tf hcl-syntax',
      'd.tf invalid-utf-8',
    ]);
  });

  test('a file of one folder does not cost another folder', () => {
    const reading = read({
      'a/main.tf': '{{{{',
      'a/other.tf': 'resource "a_b" "c" {}',
      'b/main.tf': 'resource "a_b" "d" {}',
    });
    expect(reading.units).toEqual(['a', 'b']);
  });

  test('keys that mean something in JavaScript mean nothing here', () => {
    const reading = read({
      'main.tf': `
variable "__proto__" { default = "p" }
variable "constructor" {}
locals { toString = "t" }
resource "a_b" "__proto__" {
  __proto__ = var.__proto__
  missing   = var.constructor
  local     = local.toString
  hidden    = local.valueOf
}`,
      'terraform.tfvars': '__proto__ = "q"',
    });
    expect(reading.resource('a_b.__proto__').attributes.entries.get('__proto__')).toMatchObject({
      value: 'q',
    });
    expect(plain(reading.value('a_b.__proto__', 'local'))).toBe('t');
    expect(plain(reading.value('a_b.__proto__', 'missing'))).toMatch(/^<missing-input/);
    expect(reading.problems).toEqual(['terraform-undeclared main.tf:9:15 local.valueOf']);
  });
});

describe('bounds', () => {
  test('chains of two thousand locals and resources are followed', () => {
    const count = 2000;
    const reading = read({
      'main.tf': [
        'locals {',
        lines(
          count,
          (index) => `l${String(index)} = ${index + 1 === count ? '"end"' : `local.l${String(index + 1)}`}`,
        ),
        '}',
        lines(
          count,
          (index) =>
            `resource "x_y" "r${String(index)}" { v = ${index + 1 === count ? '"end"' : `x_y.r${String(index + 1)}.v`} }`,
        ),
        'resource "a_b" "c" {\n  l = local.l0\n  r = x_y.r0.v\n}',
      ].join('\n'),
    });
    expect(plain(reading.resource('a_b.c').attributes)).toEqual({ l: 'end', r: 'end' });
    expect(reading.problems).toEqual([]);
  });

  test('a chain through counted resources and whole modules is followed', () => {
    const count = 300;
    const files: Record<string, string> = {
      'main.tf': [
        lines(
          count,
          (index) => `module "m${String(index)}" {
  source = "./m"
  x      = ${index + 1 === count ? '"end"' : `module.m${String(index + 1)}`}
}`,
        ),
        lines(
          count,
          (index) => `resource "x_y" "r${String(index)}" {
  count = ${index + 1 === count ? '1' : `length(x_y.r${String(index + 1)})`}
}`,
        ),
        'resource "a_b" "c" { m = module.m0.kind }',
      ].join('\n'),
      'm/main.tf':
        'variable "x" {}\noutput "y" { value = var.x == "end" ? "end" : "more" }\noutput "kind" { value = "k" }',
    };
    const reading = read(files);
    expect(reading.problems.filter((problem) => !problem.startsWith('hcl-'))).toEqual([]);
    expect(plain(reading.value('a_b.c', 'm'))).toBe('k');
  });

  test('deep nesting in every link of a chain ends', () => {
    const depth = 150;
    const nested = (inner: string): string => '['.repeat(depth) + inner + ']'.repeat(depth);
    const reading = read({
      'main.tf': `locals {
${lines(200, (index) => `l${String(index)} = ${nested(`local.l${String(index + 1)}`)}`)}
l200 = 1
}
resource "a_b" "c" {
  deep = local.l0
  ok   = "x"
}`,
    });
    expect(plain(reading.value('a_b.c', 'ok'))).toBe('x');
    expect(reading.value('a_b.c', 'deep')).toBeDefined();
  });

  test('modules that multiply end, and say so', () => {
    const files: Record<string, string> = { 'main.tf': 'module "m" { source = "./m0" }' };
    for (let level = 0; level < 25; level++) {
      files[`m${String(level)}/main.tf`] =
        `module "a" { source = "../m${String(level + 1)}" }\nmodule "b" { source = "../m${String(level + 1)}" }`;
    }
    files['m25/main.tf'] = 'resource "a_b" "c" {}';
    const reading = read(files);
    expect(reading.diagnostics.map(({ code }) => code)).toEqual(['terraform-limit']);
  });

  test('modules within modules are read 32 deep', () => {
    const files: Record<string, string> = { 'm40/main.tf': 'resource "a_b" "c" {}' };
    for (let level = 0; level < 40; level++)
      files[`m${String(level)}/main.tf`] = `module "m" {\n  source = "../m${String(level + 1)}"\n}`;
    const reading = read(files);
    expect(reading.problems).toEqual(['terraform-limit m32/main.tf:2:12 "../m33"']);
    expect(reading.resources.map(({ mode, attributes }) => [mode, attributes.open?.reason.code])).toEqual([
      ['module', 'limit'],
    ]);
  });

  test('a set of many elements that are partly unknown is not taken apart', () => {
    const reading = read({
      'main.tf': `
variable "hop" {}
resource "a_b" "c" {
  dynamic "x" {
    for_each = toset([for i in range(1000) : { index = i, hop = var.hop }])
    content {
      index = x.value.index
    }
  }
}`,
    });
    expect(plain(reading.value('a_b.c', 'x'))).toEqual([
      { index: '<missing-input: the variable "hop" has no value>' },
    ]);
  });

  test('dynamic blocks within dynamic blocks end', () => {
    const many = `[${'1,'.repeat(500)}]`;
    const reading = read({
      'main.tf': `
locals { many = ${many} }
resource "a_b" "c" {
  dynamic "x" {
    for_each = local.many
    content {
      dynamic "y" {
        for_each = local.many
        content {}
      }
    }
  }
}`,
    });
    expect(reading.diagnostics.map(({ code }) => code)).toEqual(['terraform-limit']);
  });

  test.each([
    ['arguments', lines(1000, (index) => `a${index} = 1`)],
    ['blocks', lines(1000, () => 'b {}')],
  ])('many %s in many instances end, and what is beyond the bound is unknown', (_, content) => {
    const reading = read({ 'main.tf': `resource "a_b" "c" {\n  count = 5000\n${content}\n}` });
    expect(reading.diagnostics.map(({ code }) => code)).toEqual(['terraform-limit']);
    expect(reading.resources).toHaveLength(5000);
    expect(reading.resources[4999]?.attributes.open?.reason.code).toBe('limit');
  });

  test('many modules with many resources end', () => {
    const reading = read({
      'main.tf': 'module "m" {\n  source = "./m"\n  count = 5000\n}',
      'm/main.tf': lines(1000, (index) => `resource "a_b" "r${index}" {}`),
    });
    expect(reading.diagnostics.map(({ code }) => code)).toEqual(['terraform-limit']);
    expect(reading.resources.length).toBeLessThan(200_000);
  });

  test('one file gives no more than some hundred messages', () => {
    const reading = read({
      'main.tf': `resource "a_b" "c" {\n${lines(1000, (index) => `a${String(index)} = var.x${String(index)}`)}\n}`,
    });
    expect(reading.diagnostics).toHaveLength(201);
    expect(reading.diagnostics.filter(({ code }) => code === 'too-many-diagnostics')).toHaveLength(1);
  });
});

describe('always', () => {
  const files: Record<string, string> = {
    'main.tf': 'module "m" {\n  source = "./m"\n  x = local.a\n}\nlocals { a = local.b }\nvariable "v" {}',
    'b.tf': 'locals {\n  b = [local.a, var.v, var.nope]\n}\nresource "a_b" "c" { count = var.v }',
    'm/main.tf': 'variable "x" {}\nresource "a_b" "c" { x = var.x }',
    'dev.tfvars': 'v = 2',
    'prod.tfvars': 'v = 3',
  };

  test('the same files in any order give the same result', () => {
    const expected = JSON.stringify(readTerraform(memoryTree(files)));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.entries(files), { minLength: Object.keys(files).length }),
        (entries) => {
          expect(JSON.stringify(readTerraform(memoryTree(Object.fromEntries(entries))))).toBe(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('arbitrary code is read without an exception', () => {
    const word = fc.constantFrom(
      'resource "a_b" "c" {',
      'module "m" {',
      'variable "v" {',
      'locals {',
      '}',
      '{',
      '[',
      ']',
      '(',
      'a = ',
      'count = ',
      'for_each = ',
      'source = "./m"',
      'dynamic "x" {',
      'content {',
      'local.a',
      'var.v',
      'module.m.y',
      'a_b.c',
      'a_b.c[0].x',
      'each.key',
      'count.index',
      '\n',
      '"${',
      '}"',
      'output "y" {',
      'value = ',
      '2',
      '{ x = 1 }',
      'null',
      'toset(["a"])',
      'iterator = z',
      'default = ',
      'type = list(string)',
      'lifecycle {',
      'enabled = ',
      'provider = a.b',
      ' ? 1 : ',
      'data "a_b" "c" {',
    );
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, text, (main, called, values) => {
        const { diagnostics } = readTerraform(
          memoryTree({ 'main.tf': main, 'm/main.tf': called, 'x.tfvars': values }),
        );
        for (const { range } of diagnostics) expect(range.end).toBeGreaterThanOrEqual(range.start);
      }),
      { numRuns: 500 },
    );
  });

  test('a thousand files with five thousand resources are read to the last one', () => {
    const big: Record<string, string> = {};
    for (let folder = 0; folder < 50; folder++) {
      for (let file = 0; file < 20; file++) {
        big[`envs/e${String(folder)}/f${String(file)}.tf`] = `
variable "cidr${String(file)}" { default = "10.${String(folder)}.${String(file)}.0/24" }
locals { subnets${String(file)} = { for i in [1, 2, 3] : "s\${i}" => { name = "s\${i}", cidr = var.cidr${String(file)} } } }
module "net${String(file)}" {
  source  = "../../modules/net"
  cidr    = var.cidr${String(file)}
  subnets = local.subnets${String(file)}
}
resource "azurerm_virtual_network_peering" "p${String(file)}" {
  name                      = "p"
  remote_virtual_network_id = module.net${String(file)}.id
}`;
      }
    }
    big['modules/net/main.tf'] = `
variable "cidr" { type = string }
variable "subnets" { type = map(object({ name = string, cidr = string, more = optional(list(string), []) })) }
resource "azurerm_virtual_network" "this" { address_space = [var.cidr] }
resource "azurerm_subnet" "this" {
  for_each             = var.subnets
  name                 = each.value.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [each.value.cidr]
}
output "id" { value = azurerm_virtual_network.this.id }`;
    const tree = memoryTree(big);
    const start = process.cpuUsage();
    const { units, diagnostics } = readTerraform(tree);
    const { user, system } = process.cpuUsage(start);
    expect(diagnostics).toEqual([]);
    expect(units.flatMap(({ resources }) => resources)).toHaveLength(50 * 20 * 5);
    expect((user + system) / 1000).toBeLessThan(15_000);
  });
});
