/** Units and values that whoever runs cidrlint names. */
import { describe, expect, test } from 'vitest';
import type { NamedUnit } from '../../src/languages/terraform/named-units.ts';
import type { PlacedText } from '../../src/languages/terraform/value-files.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { history, plain, read } from './reading.ts';

const vnet = 'variable "cidr" {}\nresource "a_b" "c" { cidr = var.cidr }\n';
const cidr = (value: string): string => `cidr = "${value}"\n`;

/** Stands for the rule file: every text is placed where it first stands in it. */
const RULES = new SourceFile(
  'rules.yml',
  'app\n./app/\ngone\nprod.tfvars\napp/prod.tfvars\ncommon.tfvars\n10.9.0.0/16\n',
);

function placed(text: string): PlacedText {
  const start = Math.max(0, RULES.text.indexOf(`${text}\n`));
  return { text, place: { file: RULES, start, end: start + text.length } };
}

interface Names {
  readonly files?: readonly string[];
  readonly name?: string;
  readonly variables?: Record<string, string>;
  readonly workspace?: string;
}

function unit(root: string, { files = [], name, variables = {}, workspace }: Names = {}): NamedUnit {
  return {
    root: placed(root),
    varFiles: files.map(placed),
    name,
    variables: new Map(Object.entries(variables).map(([key, text]) => [key, placed(text)])),
    workspace,
    place: placed(root).place,
  };
}

const files = {
  'app/main.tf': vnet,
  'app/dev.tfvars': cidr('1'),
  'app/prod.tfvars': cidr('2'),
  'net/main.tf': vnet,
  'net/dev.tfvars': cidr('3'),
  'common.tfvars': 'cidr = "4"\n',
};

function valuesOf(
  units: readonly NamedUnit[],
  others: Parameters<typeof read>[1] = {},
): Record<string, unknown> {
  const { resources } = read(files, { ...others, units });
  return Object.fromEntries(
    resources.map((resource) => [
      resource.unit,
      plain(resource.attributes.entries.get('cidr') ?? resource.attributes),
    ]),
  );
}

describe('named units', () => {
  test('take the place of those that are found, in their folder only', () => {
    expect(valuesOf([unit('app', { files: ['app/prod.tfvars'] })])).toEqual({
      'app (prod.tfvars)': '2',
      'net (dev.tfvars)': '3',
    });
  });

  test.each<[string, NamedUnit, Record<string, unknown>]>([
    ['a name', unit('./app/', { files: ['app/prod.tfvars'], name: 'eu' }), { 'app (eu)': '2' }],
    [
      'the last file',
      unit('app', { files: ['app/prod.tfvars', 'common.tfvars'] }),
      { 'app (../common.tfvars)': '4' },
    ],
    [
      'the workspace, where there is no file',
      unit('app', { variables: { cidr: '10.9.0.0/16' }, workspace: 'live' }),
      { 'app (live)': '10.9.0.0/16' },
    ],
    ['nothing', unit('app'), { app: '<missing-input: the variable "cidr" has no value>' }],
  ])('are called by %s', (_, named, expected) => {
    expect(valuesOf([named], { roots: [] })).toEqual(expected);
  });

  test('have their own values, which win over those for all units', () => {
    const options = { roots: ['net'], varFiles: ['common.tfvars'], variables: new Map([['cidr', '5']]) };
    const units = [
      unit('app', { name: 'a', files: ['app/prod.tfvars'] }),
      unit('app', { name: 'b', variables: { cidr: '10.9.0.0/16' } }),
    ];
    expect(valuesOf(units, options)).toEqual({ 'app (a)': '5', 'app (b)': '10.9.0.0/16', net: '5' });
    expect(valuesOf(units, { roots: [], varFiles: ['common.tfvars'] })).toMatchObject({ 'app (a)': '2' });
  });

  test('have their own workspace', () => {
    const code = { 'app/main.tf': 'resource "a_b" "c" { x = terraform.workspace }' };
    const { resources } = read(code, {
      workspace: 'main',
      units: [unit('app', { name: 'a', workspace: 'live' }), unit('app', { name: 'b' })],
    });
    expect(resources.map((each) => [each.unit, plain(each.attributes)])).toEqual([
      ['app (a)', { x: 'live' }],
      ['app (b)', { x: 'main' }],
    ]);
  });

  test('a value knows where the rule file gives it', () => {
    const reading = read(files, { roots: [], units: [unit('app', { variables: { cidr: '10.9.0.0/16' } })] });
    expect(history(reading.value('a_b.c', 'cidr'))).toEqual([
      'rules.yml:7:1 10.9.0.0/16',
      'app/main.tf:2:29 var.cidr',
    ]);
  });

  test.each<[string, readonly NamedUnit[], readonly string[], readonly string[]]>([
    ['root', [unit('gone')], ['terraform-missing-root rules.yml:3:1 gone'], []],
    ['file', [unit('app', { files: ['app/gone'] })], ['terraform-missing-file rules.yml:1:1 app\n./ap'], []],
    [
      'name of its own',
      [unit('app'), unit('./app/')],
      ['terraform-duplicate-unit rules.yml:2:1 ./app/'],
      ['app'],
    ],
    [
      'such variable',
      [unit('app', { variables: { space: '10.9.0.0/16' } })],
      ['terraform-undeclared rules.yml:7:1 10.9.0.0/16'],
      ['app'],
    ],
  ])('one without a %s is reported where it stands', (_, units, problems, ids) => {
    const reading = read(files, { roots: [], units });
    expect(reading.problems).toEqual(problems);
    expect(reading.diagnostics.map(({ severity }) => severity)).toEqual(problems.map(() => 'warning'));
    expect(reading.units).toEqual(ids);
  });
});

describe('texts for variables', () => {
  test.each([
    ['', '10.0.0.0/16', '10.0.0.0/16'],
    ['type = string', '["x"]', '["x"]'],
    ['type = "string"', '["x"]', '["x"]'],
    ['type = number', '7', 7],
    ['type = bool', 'true', true],
    ['type = list(string)', '["x", "y"]', ['x', 'y']],
    ['type = any', '{ a = 1 }', { a: 1 }],
    [
      'type = map(object({ a = string, b = optional(number, 3) }))',
      '{ k = { a = "x" } }',
      { k: { a: 'x', b: 3 } },
    ],
  ])('with %j %j is %j', (type, text, expected) => {
    const code = { 'main.tf': `variable "x" {\n  ${type}\n}\nresource "a_b" "c" { x = var.x }` };
    const reading = read(code, { variables: new Map([['x', text]]) });
    expect(plain(reading.value('a_b.c', 'x'))).toEqual(expected);
    expect(reading.problems).toEqual([]);
  });

  test('a text that cannot be read is reported and unknown, whatever files say', () => {
    const code = {
      'main.tf': 'variable "x" {\n  type = list(string)\n}\nresource "a_b" "c" { x = var.x }',
      'terraform.tfvars': 'x = ["file"]',
    };
    const reading = read(code, { variables: new Map([['x', '["a", ']]) });
    expect(plain(reading.value('a_b.c', 'x'))).toBe(
      '<failed: the text given for variable "x" is no expression>',
    );
    expect(reading.diagnostics[0]?.message).toMatch(/^The text given for variable "x" cannot be read: /);
    expect(reading.problems[0]).toBe('hcl-syntax main.tf:1:1 variable "x"');
  });
});
