/** Places in texts: lines, columns, code frames, and what is made visible. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFrame } from '../../src/text/code-frame.ts';
import { formatPlace, locationOf } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { parseHunks } from '../../src/text/unified-diff.ts';
import { visibleLine, visibleText } from '../../src/text/visible-text.ts';
import { marked } from './marked.ts';

describe('positions', () => {
  test.each([
    ['«a»', '1:1', '1:2'],
    ['a\n«b»', '2:1', '2:2'],
    ['a\r\n«bc»\r\n', '2:1', '2:3'],
    ['😀«x»', '1:3', '1:4'],
    ['a«\nb»', '1:2', '2:2'],
    ['a\n«»', '2:1', '2:1'],
  ])('of the marked text in %j', (text, start, end) => {
    const location = locationOf(marked(text));
    expect(`${location.line}:${location.column}`).toBe(start);
    expect(`${location.endLine}:${location.endColumn}`).toBe(end);
  });

  test('lead back to their offsets', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '😀') }),
        fc.nat(40),
        (text, at) => {
          const file = new SourceFile('x', text);
          const offset = Math.min(at, text.length);
          const { line, column } = file.positionAt(offset);
          expect((file.lineStarts[line - 1] ?? NaN) + column - 1).toBe(offset);
        },
      ),
    );
  });
});

describe('code frames', () => {
  test('mark a place in its line', () => {
    const range = marked('one\nrange = "«10.0.0.0/16»"\n');
    expect(codeFrame(range)).toBe('2 │ range = "10.0.0.0/16"\n  │          ^^^^^^^^^^^');
    expect(formatPlace(range)).toBe('main.tf:2:10');
  });

  test('show the first lines of a long place', () => {
    const frame = codeFrame(marked('«a\nb\nc\nd\ne\nf»'));
    expect(frame.split('\n').filter((line) => /\d │/.test(line))).toEqual([
      '1 │ a',
      '2 │ b',
      '3 │ c',
      '4 │ d',
    ]);
    expect(frame.endsWith('│ …')).toBe(true);
  });

  test('cut long lines around the mark', () => {
    const frame = codeFrame(marked(`${'x'.repeat(5000)}«here»${'y'.repeat(5000)}`));
    const [code = '', caret = ''] = frame.split('\n');
    expect(code.length).toBeLessThan(140);
    expect(code.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('here');
  });

  test('show what a terminal would obey', () => {
    expect(codeFrame(marked('a = "\u001b[31m«x»"'))).toContain('\\u{1b}[31m');
  });
});

describe('visible text', () => {
  test.each([
    ['\u001b]0;title\u0007', '\\u{1b}]0;title\\u{7}'],
    ['a\u202eb', 'a\\u{202e}b'],
    ['tab\tstays', 'tab\tstays'],
    ['a\r::error::b', 'a\\u{d}::error::b'],
  ])('%j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  test('on one line', () => {
    expect(visibleLine('a\nb\tc')).toBe('a b c');
  });
});

describe('hunks', () => {
  test.each<[string, string, readonly (readonly [number, number, readonly number[]])[]]>([
    ['a rewritten line', '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c', [[1, 3, [2]]]],
    ['added lines', '@@ -5,0 +6,2 @@ resource\n+x\n+y', [[6, 7, [6, 7]]]],
    ['a deletion without context', '@@ -3,2 +2,0 @@\n-a\n-b', [[3, 2, []]]],
    ['a deletion with context', '@@ -1,3 +1,2 @@\n a\n-b\n c', [[1, 2, []]]],
    ['counts left out', '@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file', [[1, 1, [1]]]],
    [
      'two hunks',
      '@@ -1 +1 @@\n-a\n+b\n@@ -9,0 +10 @@\n+c',
      [
        [1, 1, [1]],
        [10, 10, [10]],
      ],
    ],
    ['code that looks like a header', '@@ -1,0 +1,2 @@\n+@@ -9 +9 @@\n+x', [[1, 2, [1, 2]]]],
    ['no hunk', 'Binary files differ', []],
  ])('%s', (_, patch, expected) => {
    expect(parseHunks(patch).map(({ start, end, added }) => [start, end, added])).toEqual(expected);
  });
});
