/** No text makes the parser throw, hang or overflow the stack. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHcl, parseHclExpression, parseHclTemplate } from '../../src/languages/hcl/parse-hcl.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { mutate, randomFrom } from './mutations.ts';
import { misplacedNodes, nodeOf } from './nodes.ts';
import { SEEDS } from './seeds.ts';

/** How many mutants a run makes; 10,000 take about two seconds. */
const MUTANTS = Number(process.env.CIDRLINT_HCL_MUTANTS ?? 10_000);

/** No text below, of up to some hundred kilobytes, may take longer; if time grew with the square, each would. */
const LIMIT_MS = 1000;

/** Parses a text in all three ways and describes what is wrong with the result; empty when nothing is. */
function complaints(text: string): string[] {
  const file = new SourceFile('input.tf', text);
  const started = performance.now();
  const { body, diagnostics } = parseHcl(file);
  const elapsed = performance.now() - started;
  parseHclExpression(file);
  parseHclTemplate(file, { start: 0, end: text.length });
  const outside = diagnostics.filter(
    ({ range }) => range.start < 0 || range.end < range.start || range.end > text.length,
  );
  return [
    ...misplacedNodes(nodeOf(body)),
    ...outside.map(({ range }) => `message at ${range.start}-${range.end}`),
    ...(elapsed > LIMIT_MS ? [`${Math.round(elapsed)} ms`] : []),
  ];
}

const MANY = 10_000;

/** What nests or repeats: [name, text]. */
const LARGE: readonly (readonly [name: string, text: string])[] = [
  ...['(', '[', '{', '{a=', '-', '!', 'f(', '"${', '[for a in ', '<<E\n${\n', 'a ? ', 'a ? b : ', 'a::'].map(
    (part): [string, string] => [`nesting ${JSON.stringify(part)}`, `a = ${part.repeat(MANY)}`],
  ),
  ...['+1', '.a', '[0]', '.0', '[*]', '.*', '[*].a', ' && b', '()', '...', '.....'].map(
    (part): [string, string] => [`chain ${JSON.stringify(part)}`, `a = 1${part.repeat(MANY)}\n`],
  ),
  ...['%{if a}', '%{for a in b}', '%{else}', '${a ~}   ${~ a}', '\\n', '$', '$$', '$${', '${', 'x'].map(
    (part): [string, string] => [`string of ${JSON.stringify(part)}`, `a = "${part.repeat(MANY)}"\n`],
  ),
  ...[
    'a {\n',
    'a "b" {\n',
    'a = [\n',
    'a = [(\n',
    'a = [{\n',
    'x {\n a = [\n',
    'a = {\n b = [1,\n}\n',
    'a = "${\n b = 1\n',
    'a = "\n',
    'a = <<E\n',
    'a = <<E\n${\nb = 1\n',
    'a = 1 /*\n',
    'a\n',
    'a = \n',
    'a = 1\n',
    '}\n',
    "a = 'x'\n",
    '\r',
    '\uFEFF',
    '\uD800',
    '"',
    '#',
    '/*',
    '<<',
  ].map((line): [string, string] => [`lines of ${JSON.stringify(line)}`, line.repeat(MANY)]),
  ['closers that match nothing', `a = ${'('.repeat(255)}${']'.repeat(10 * MANY)}`],
  ['a long number', `a = ${'1'.repeat(10 * MANY)}\n`],
  ['a huge exponent', 'a = 1e999999999\n'],
  ['a long blank before a trim marker', `a = "${' '.repeat(10 * MANY)}\${~ a}"\n`],
  ['a heredoc of blanks', `a = <<-E\n${'   \n'.repeat(MANY)}E\n`],
  ['a heredoc line of blanks', `a = <<E\n${' '.repeat(10 * MANY)}\n`],
  ['binary chains in parentheses', `a = ${'('.repeat(150)}a${`${'+a'.repeat(400)})`.repeat(150)}\n`],
  ['every level of operators', `a = ${'a || a && a == a < a + a * ('.repeat(190)}a${')'.repeat(190)}\n`],
  [
    'many blocks and brackets',
    `${'x "a" {\n'.repeat(190)}a = ${'['.repeat(9)}${']'.repeat(9)}\n${'}\n'.repeat(190)}`,
  ],
];

describe('hostile texts', () => {
  test.each(LARGE)('%s', (_name, text) => {
    expect(complaints(text)).toEqual([]);
  });

  test('mutants of valid texts', () => {
    const random = randomFrom(20_251_121);
    const bad: { mutant: string; complaints: string[] }[] = [];
    for (let count = 0; count < MUTANTS; count++) {
      const mutant = mutate(SEEDS, random);
      const found = complaints(mutant);
      if (found.length > 0) bad.push({ mutant, complaints: found });
    }
    expect(bad).toEqual([]);
  });

  test('arbitrary strings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(complaints(text)).toEqual([]);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('arbitrary strings of the characters that mean something', () => {
    const characters = Array.from('ab1 \t\n\r"$%{}[]()<>=-+*/.,:?!&|~#\\_E');
    const unit = fc.constantFrom(...characters, '${', '%{', '<<E\n', '\nE\n', '=>', '...');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (parts) => {
        expect(complaints(parts.join(''))).toEqual([]);
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  test('limits are messages of their own', () => {
    const messages = [
      'a = ' + '('.repeat(MANY),
      'a = 1' + '+1'.repeat(MANY),
      `a = ${'1'.repeat(2000)}\n`,
    ].map((text) =>
      parseHcl(new SourceFile('input.tf', text)).diagnostics.map((diagnostic) => diagnostic.message),
    );
    expect(messages).toEqual([
      ['This is nested more than 200 levels deep. Split it into smaller parts.'],
      ['This expression chains more than 500 operations. Split it into smaller parts.'],
      ['This number has more digits than can be worked with.'],
    ]);
  });
});
