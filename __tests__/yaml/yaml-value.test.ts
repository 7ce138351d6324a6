/** YAML as values: typing, merges, aliases, tags and places, and that no text breaks them. */
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/languages/yaml/parse-yaml.ts';
import { yamlNodeValue, type YamlReading } from '../../src/languages/yaml/yaml-value.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { stringValue, unknownValue, type Value } from '../../src/values/value.ts';
import { YAML_SEEDS } from '../documents/seeds.ts';
import { placedValues, plainOf } from '../documents/plain-value.ts';
import { mutate, randomFrom } from '../hcl-syntax/mutations.ts';

const MUTANTS = 10_000;
const LIMIT_MS = 1000;

function valuesIn(text: string, reading: Omit<YamlReading, 'file'> = {}): readonly Value[] {
  const file = new SourceFile('input.yaml', text);
  return parseYaml(file).documents.map((document) => yamlNodeValue(document, { ...reading, file }));
}

function plainIn(text: string, reading: Omit<YamlReading, 'file'> = {}): unknown {
  const [value] = valuesIn(text, reading);
  return value && plainOf(value);
}

describe('scalars', () => {
  test.each<[string, unknown]>([
    ['', null],
    ['~', null],
    ['null', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['true', true],
    ['False', false],
    ['yes', 'yes'],
    ['on', 'on'],
    ['0', 0],
    ['-1', -1],
    ['+1', 1],
    ['010', 10],
    ['0x1F', 31],
    ['0o17', 15],
    ['0b1', '0b1'],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['9007199254740993', 9007199254740993n],
    ['1_000', '1_000'],
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['12:30:45', '12:30:45'],
    ['2001-12-14', '2001-12-14'],
    ['"1"', '1'],
    ["'true'", 'true'],
    ['!!str 1', '1'],
    ['!!str', ''],
    ['! 1', '1'],
    ['|\n  1\n', '1\n'],
    ['>-\n  a\n  b\n', 'a b'],
  ])('%j', (text, expected) => {
    expect(plainIn(`a: ${text}\n`)).toEqual({ a: expected });
  });

  test.each<[string, unknown]>([
    ['010', '010'],
    ['1.10', '1.10'],
    ['0x1F', '0x1F'],
    ['true', true],
    ['~', null],
  ])('numbers as texts: %s', (text, expected) => {
    expect(plainIn(`a: ${text}`, { numbersAsText: true })).toEqual({ a: expected });
  });
});

describe('mappings', () => {
  test.each<[string, unknown]>([
    ['{a: 1, a: 2}', { a: 2 }],
    ['{<<: {a: 1, b: 1}, a: 2}', { a: 2, b: 1 }],
    ['{a: 2, <<: {a: 1, b: 1}}', { a: 2, b: 1 }],
    ['{<<: [{a: 1}, {a: 2, b: 2}]}', { a: 1, b: 2 }],
    ['{x: &x {a: 1}, y: {<<: *x, b: 2}}', { x: { a: 1 }, y: { a: 1, b: 2 } }],
    [
      '{x: &x {a: 1}, z: &z {<<: *x, b: 2}, y: {<<: *z}}',
      { x: { a: 1 }, z: { a: 1, b: 2 }, y: { a: 1, b: 2 } },
    ],
    ['{"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['{<<: text, a: 1}', { a: 1 }],
    ['{&k a: 1, *k : 2}', { a: 2 }],
    ['{1: a, true: b}', { '1': 'a', true: 'b' }],
    ['{? [a] : 1, b: 2}', { b: 2 }],
    ['{__proto__: {constructor: 1}}', JSON.parse('{"__proto__": {"constructor": 1}}')],
  ])('%s', (text, expected) => {
    expect(plainIn(text)).toEqual(expected);
  });

  test('a merged value stands where it was written, and its key too', () => {
    const text = 'x: &x {a: 1}\ny: {<<: *x}';
    const [value] = valuesIn(text);
    const inner = value?.kind === 'map' ? value.entries.get('y') : undefined;
    const origin = inner?.kind === 'map' ? inner.keyOrigins?.get('a') : undefined;
    expect(origin && text.slice(origin.range.start, origin.range.end)).toBe('a');
    expect(origin?.range.start).toBe(7);
  });
});

describe('aliases and tags', () => {
  test('an alias is read through its name: both places are known', () => {
    const text = 'a: &x 10.0.0.0/8\nb: *x';
    const [value] = valuesIn(text);
    const origin = value?.kind === 'map' ? value.entries.get('b')?.origin : undefined;
    expect(origin?.kind).toBe('reference');
    expect(origin && text.slice(origin.range.start, origin.range.end)).toBe('*x');
    const [from] = origin?.from ?? [];
    expect(from && text.slice(from.range.start, from.range.end)).toBe('10.0.0.0/8');
  });

  test('a language reads its own tags, others count for nothing', () => {
    const reading: Omit<YamlReading, 'file'> = {
      tagged: (node) =>
        node.tag === '!Mine'
          ? unknownValue(
              { code: 'unsupported', message: 'mine' },
              stringValue('', {
                range: { file: new SourceFile('', ''), start: 0, end: 0 },
                kind: 'literal',
                from: [],
              }).origin,
            )
          : undefined,
    };
    expect(plainIn('[!Mine {a: 1}, !Other {a: 1}, !Other 5]', reading)).toEqual([
      '<unsupported>',
      { a: 1 },
      5,
    ]);
  });

  test('a language reads its own texts, but no numbers', () => {
    const reading: Omit<YamlReading, 'file'> = {
      text: (node, origin) => stringValue(`<${node.value}>`, origin),
    };
    expect(plainIn('[a, 1, "1", ~]', reading)).toEqual(['<a>', 1, '<1>', null]);
  });
});

/** What is wrong with what is made of a text; empty when nothing is. */
function complaints(text: string): string[] {
  const started = performance.now();
  const values = valuesIn(text);
  const elapsed = performance.now() - started;
  const found = elapsed > LIMIT_MS ? [`${Math.round(elapsed)} ms`] : [];
  return [...found, ...values.flatMap((value) => misplaced(value, text))];
}

/** One-line texts whose range does not hold them, and ranges outside of the text. */
function misplaced(value: Value, text: string): string[] {
  return placedValues(value).flatMap((each) => {
    const { start, end } = each.origin.range;
    if (start < 0 || end < start || end > text.length) return [`${String(start)}-${String(end)}`];
    if (each.kind !== 'string' || each.origin.kind !== 'literal' || !/^[\w.]+$/.test(each.value)) return [];
    const written = text.slice(start, end);
    const isThere = written.includes(each.value) || /[\\\n]/.test(written);
    return isThere ? [] : [`${written} is no ${each.value}`];
  });
}

const scalar = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('ab1: -#\n"\'{}[],&*!|>%@`\\é')), maxLength: 12 }),
  fc.constantFrom('10.0.0.0/8', 'yes', '', '~', 'null', 'true', '0x1f', '010', '1.50', '__proto__'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
);

/** Large whole numbers are exact in ours alone. */
function rounded(plain: unknown): unknown {
  if (typeof plain === 'bigint') return Number(plain);
  if (Array.isArray(plain)) return plain.map(rounded);
  if (typeof plain !== 'object' || plain === null) return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, item]) => [key, rounded(item)]));
}

test('is what the loader makes of it in the core schema', () => {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z "':#-]{1,8}$/), tie('tree'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(-1, 0, 2), (value, flowLevel) => {
      const text = dump(value, { flowLevel, schema: CORE_SCHEMA });
      expect(complaints(text)).toEqual([]);
      const [ours] = valuesIn(text);
      expect(ours && rounded(plainOf(ours))).toEqual(load(text, { schema: CORE_SCHEMA }));
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('mutants of valid documents of every dialect', () => {
  const random = randomFrom(20_251_121);
  const bad: { mutant: string; complaints: string[] }[] = [];
  let valid = 0;
  for (let count = 0; count < MUTANTS; count++) {
    const mutant = mutate(YAML_SEEDS, random);
    const found = complaints(mutant);
    if (found.length > 0) bad.push({ mutant, complaints: found });
    if (found.length === 0 && count % 10 === 0 && valuesIn(mutant).length > 0) valid++;
  }
  expect(bad).toEqual([]);
  expect(valid).toBeGreaterThan(100);
});

test.each([
  ['flow lists', '['.repeat(100_000)],
  ['flow maps', '{a: '.repeat(50_000)],
  ['block lists', '- '.repeat(50_000)],
  ['a flat list', `[${'a,'.repeat(50_000)}]`],
  ['one key', 'a: 1\n'.repeat(30_000)],
  ['anchors', `[${'&a x,'.repeat(30_000)}]`],
  ['aliases', `[&a x,${'*a,'.repeat(30_000)}]`],
  ['merges', `a: &a {b: 1}\nc:\n${'  <<: *a\n'.repeat(20_000)}`],
  ['documents', '---\na: 1\n'.repeat(30_000)],
  ['broken documents', '---\na: [\n'.repeat(30_000)],
  ['quotes', '"'.repeat(100_000)],
  ['comments', '[ # x\n'.repeat(90) + '# y\n'.repeat(50_000)],
  ['blanks', ' '.repeat(500_000)],
  ['line breaks in a text', `a: "${'\n'.repeat(200_000)}"`],
  ['tags', '!a '.repeat(50_000)],
])('much of it: %s', (_name, text) => {
  expect(complaints(text)).toEqual([]);
});

test('a file of a million values is refused', () => {
  const { documents, diagnostics } = parseYaml(new SourceFile('input.yaml', `[${'a,'.repeat(1_000_000)}]`));
  expect(documents).toEqual([]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'This YAML cannot be read: it has too many values.',
  ]);
});
