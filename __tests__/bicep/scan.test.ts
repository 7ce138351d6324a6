/** Bicep files as they come: whatever they hold, there is an answer, and it does not take long. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanBicep } from '../../src/languages/arm/bicep/scan-bicep.ts';
import { bicepTokens } from '../../src/languages/arm/bicep/tokens.ts';
import { SourceFile } from '../../src/text/source-file.ts';

function scan(text: string) {
  return scanBicep(new SourceFile('main.bicep', text));
}

describe('declarations', () => {
  test('kinds, names, targets and headers', () => {
    const text = [
      "targetScope = 'resourceGroup'",
      "import { a, b as c, 'odd-name' as d } from 'x.bicep'",
      "import * as shared from 'y.bicep'",
      '@export()',
      "type size = 'small' | 'large'",
      'func f(x string) string => x',
      '@minLength(3)',
      "param p { a: string }[] = [{ a: 'x' }]",
      'var v = p[0].a',
      "resource r 'T/a@1' existing = {",
      '  name: v',
      "  resource s 'b' = { name: 'y' }",
      '}',
      "module m 'br/public:x:1' = [for i in range(0, 2): if (i > 0) {",
      "  name: 'm${i}'",
      '}]',
      'output o string = m[0].name',
    ].join('\n');
    const { declarations, importedNames, mentions, file } = scan(text);
    expect(
      declarations.map(({ kind, name, header, isExisting, parent }) => [
        kind,
        name,
        file.text.slice(header.start, header.end),
        isExisting,
        parent?.name,
      ]),
    ).toEqual([
      ['type', 'size', 'type size', false, undefined],
      ['func', 'f', 'func f', false, undefined],
      ['param', 'p', 'param p', false, undefined],
      ['var', 'v', 'var v', false, undefined],
      ['resource', 'r', "resource r 'T/a@1'", true, undefined],
      ['resource', 's', "resource s 'b'", false, 'r'],
      ['module', 'm', "module m 'br/public:x:1'", false, undefined],
      ['output', 'o', 'output o', false, undefined],
    ]);
    expect([...importedNames]).toEqual(['a', 'c', 'd', 'shared']);
    expect(mentions.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'import x.bicep',
      'import y.bicep',
      'module br/public:x:1',
    ]);
  });

  test('texts in texts', () => {
    const { declarations } = scan("var a = 'x${b ? 'y${'z'}' : '}'}w'\nvar c = 1");
    expect(declarations.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(declarations[0]?.literals.map(({ key }) => key)).toEqual(['s:z', 's:}']);
  });
});

describe('hostile files', () => {
  test.each([
    ['a text that is not closed', "param a string = 'x\nparam b string = 'y'", ['a', 'b']],
    ['text of several lines that is not closed', "param a string = '''x\nparam b string", ['a']],
    ['a comment that is not closed', 'param a string /* x\nparam b string', ['a']],
    ['an expression in a text that is not closed', "param a string = '${x\nparam b string", ['a']],
    ['brackets that are not opened', 'param a string = }}])\nparam b string', ['a', 'b']],
    ['half a declaration', 'param\nresource\nmodule m', ['m']],
    [
      'keys of JavaScript',
      "param __proto__ object = {\n  __proto__: 'x'\n  constructor: 'y'\n}",
      ['__proto__'],
    ],
  ])('%s', (_, text, names) => {
    expect(scan(text).declarations.map(({ name }) => name)).toEqual(names);
    expect(bicepTokens(text).tokens.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
  });

  test('whatever it is, declarations lie in the text and literals in their declaration', () => {
    const piece = fc.constantFrom(
      ...[
        "'",
        "'''",
        '${',
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        '\n',
        ':',
        '=',
        ' ',
        'for',
        'if',
        '/*',
        '*/',
        '//',
        '\\',
      ],
      ...[
        'resource r ',
        "resource s 'T@1' = ",
        'param p ',
        'var v = ',
        'module m ',
        '@d(',
        '1',
        'true',
        'x',
        ',',
        '?',
        '#',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, literals, properties } of scan(text).declarations) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          for (const span of [...literals, ...properties.values()]) {
            expect(span.start).toBeGreaterThanOrEqual(start);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['nested braces', (count: number) => `var a = ${'{x:'.repeat(count)}`],
    ['nested lists', (count: number) => `var a = ${'['.repeat(count)}`],
    ['nested texts', (count: number) => `var a = ${"'${".repeat(count)}`],
    ['nested resources', (count: number) => "resource a 'T@1' = {\n".repeat(count)],
    ['quotes', (count: number) => `var a = ${"'".repeat(count)}`],
    ['backslashes', (count: number) => `var a = '${'\\'.repeat(count)}`],
    ['decorators', (count: number) => '@d(1)\n'.repeat(count)],
    ['imports', (count: number) => 'import {\n'.repeat(count)],
    ['declarations', (count: number) => 'param a string\n'.repeat(count)],
    ['items', (count: number) => `var a = [\n${"'x'\n".repeat(count)}]`],
  ])('many %s take time in proportion', (_, make) => {
    const time = (count: number): number => {
      const file = new SourceFile('main.bicep', make(count));
      const start = performance.now();
      scanBicep(file);
      return performance.now() - start;
    };
    time(5_000);
    // Quadratic work would take a hundred times as long, linear work about ten; small times are noise.
    expect(time(100_000)).toBeLessThan(50 * Math.max(time(10_000), 20));
  });
});
