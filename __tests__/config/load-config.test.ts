/** The rule file: what it says, and what is said about mistakes in it. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadConfig } from '../../src/config/config.ts';
import { declaredRangeDrafts } from '../../src/config/declared-ranges.ts';
import { UsageError } from '../../src/config/usage-error.ts';
import { formatPrefix } from '../../src/ip/prefix.ts';
import { defineRule, type Rule } from '../../src/rule/rule.ts';
import type { PlacedText } from '../../src/languages/terraform/value-files.ts';
import { formatPlace, locationOf } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const growing = defineRule({
  id: 'grows',
  since: '0.1.0',
  summary: 'Something grows',
  level: 'warning',
  options: z.strictObject({ growth: z.number().min(1).default(1), quiet: z.boolean().default(false) }),
  messages: {},
  check() {},
}) as unknown as Rule;

function load(text: string | undefined) {
  return loadConfig(text === undefined ? undefined : new SourceFile('.github/cidrlint.yml', text), [growing]);
}

function problemOf(text: string): string {
  try {
    load(text);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no problem';
}

test('without a file every rule has its own level and its default options', () => {
  const config = load(undefined);
  expect(config.ranges).toEqual([]);
  expect(config.rules.get('grows')).toEqual({ level: undefined, options: { growth: 1, quiet: false } });
});

test.each(['', '# only a comment\n', '{}'])('%j is an empty rule file', (text) => {
  expect(load(text)).toEqual(load(undefined));
});

test('everything it can say', () => {
  const config = load(`
ranges:
  on-premises:
    - 10.200.0.0/16
    - name: warehouse
      cidrs: [10.201.0.0/24, "fd00::/48"]
  reserved: [10.250.0.0/16]
terraform:
  roots: [envs/prod]
  var-files: [envs/prod.tfvars]
  workspace: prod
  units:
    - root: envs/app
      var-files: [envs/app/prod.tfvars]
      name: prod
      variables: { cidr: 10.0.0.0/16, size: 3, spot: false }
      workspace: live
rules:
  grows: { level: error, growth: 1.5 }
`);
  expect(
    config.ranges.map(({ name, purpose, prefixes }) => [
      purpose,
      name,
      prefixes.map((p) => formatPrefix(p.prefix)),
    ]),
  ).toEqual([
    ['on-premises', '10.200.0.0/16', ['10.200.0.0/16']],
    ['on-premises', 'warehouse', ['10.201.0.0/24', 'fd00::/48']],
    ['reserved', '10.250.0.0/16', ['10.250.0.0/16']],
  ]);
  const { units, ...terraform } = config.terraform;
  expect(terraform).toEqual({
    roots: ['envs/prod'],
    varFiles: ['envs/prod.tfvars'],
    workspace: 'prod',
    variables: new Map(),
  });
  const shown = ({ text, place }: PlacedText): string => `${text} at ${formatPlace(place)}`;
  expect(
    units.map((unit) => ({
      ...unit,
      root: shown(unit.root),
      varFiles: unit.varFiles.map(shown),
      variables: [...unit.variables].map(([name, value]) => `${name} = ${shown(value)}`),
      place: formatPlace(unit.place),
    })),
  ).toEqual([
    {
      root: 'envs/app at .github/cidrlint.yml:13:13',
      varFiles: ['envs/app/prod.tfvars at .github/cidrlint.yml:14:19'],
      name: 'prod',
      variables: [
        'cidr = 10.0.0.0/16 at .github/cidrlint.yml:16:26',
        'size = 3 at .github/cidrlint.yml:16:45',
        'spot = false at .github/cidrlint.yml:16:54',
      ],
      workspace: 'live',
      place: '.github/cidrlint.yml:13:7',
    },
  ]);
  expect(config.rules.get('grows')).toEqual({ level: 'error', options: { growth: 1.5, quiet: false } });
});

test('a level alone leaves the options', () => {
  expect(load('rules: { grows: off }').rules.get('grows')).toEqual({
    level: 'off',
    options: { growth: 1, quiet: false },
  });
});

test('ranges become facts with their places in the rule file', () => {
  const [draft] = declaredRangeDrafts(load('ranges:\n  on-premises: [10.200.0.0/16]\n'));
  expect(draft).toMatchObject({
    kind: 'range',
    purpose: 'on-premises',
    everywhere: true,
    name: '10.200.0.0/16',
  });
  const item = draft?.prefixes.items[0];
  expect(item && locationOf(item.origin.range)).toMatchObject({
    file: '.github/cidrlint.yml',
    line: 2,
    column: 17,
  });
});

describe('mistakes', () => {
  test.each([
    ['rules:\n  growz: error', '.github/cidrlint.yml:2:3: There is no rule "growz". Did you mean "grows"?'],
    ['ruls: {}', '.github/cidrlint.yml:1:1: "ruls" is not known here. Did you mean "rules"?'],
    [
      'rules:\n  grows: { groth: 2 }',
      '.github/cidrlint.yml:2:12: "groth" is not known here. Did you mean "growth"?',
    ],
    ['terraform:\n  root: [a]', '.github/cidrlint.yml:2:3: "root" is not known here. Did you mean "roots"?'],
    [
      'terraform:\n  units: [{ name: x }]',
      /^\.github\/cidrlint\.yml:2:11: .*\(terraform\.units\.0\.root\)\./,
    ],
    [
      'terraform:\n  units:\n    - { root: a, var-file: x }',
      '.github/cidrlint.yml:3:18: "var-file" is not known here. Did you mean "var-files"?',
    ],
    [
      'terraform:\n  units:\n    - { root: a, variables: { version: 1.10 } }',
      /^\.github\/cidrlint\.yml:3:40: /,
    ],
    [
      'ranges:\n  on-premises: [10.0.0.256/16]',
      /^\.github\/cidrlint\.yml:2:17: "10\.0\.0\.256\/16" is not a CIDR range: /,
    ],
    [
      'ranges:\n  reserved: [10.0.0.1/16]',
      '.github/cidrlint.yml:2:14: "10.0.0.1/16" has host bits. Write 10.0.0.0/16.',
    ],
    ['ranges:\n  reserved:\n    - name: x\n      cidrs: []', /^\.github\/cidrlint\.yml:4:14: /],
    ['rules:\n  grows: loud', /^\.github\/cidrlint\.yml:2:10: /],
    [
      'rules:\n  grows: { growth: much }',
      /^\.github\/cidrlint\.yml:2:20: Expected number, received string \(rules\.grows\.growth\)\./,
    ],
    ['rules:\n  grows: { growth: 0.5 }', /^\.github\/cidrlint\.yml:2:20: Too small: /],
    ['a: 1\na: 2', '.github/cidrlint.yml:2:1: The key "a" stands here twice.'],
    ['__proto__: {}', '.github/cidrlint.yml:1:1: This key cannot stand in a rule file.'],
    ['a: [', /^\.github\/cidrlint\.yml:1:\d+: This YAML cannot be read: /],
    ['{}\n---\n{}', '.github/cidrlint.yml:3:1: The rule file holds more than one document.'],
    ['just text', /^\.github\/cidrlint\.yml:1:1: /],
  ])('%j', (text, expected) => {
    const problem = problemOf(text);
    if (typeof expected === 'string') expect(problem).toBe(expected);
    else expect(problem).toMatch(expected);
  });
});
