/** Hostile text in GitHub's Markdown: nothing of it may become markup, a mention, a reference or a marker. */
import { describe, expect, test } from 'vitest';
import { codeCell, codeSpan, escapeProse, fencedBlock } from '../../src/report/markdown-escape.ts';

describe('code spans', () => {
  test.each([
    ['plain', '`plain`'],
    ['with ` one', '``with ` one``'],
    ['`all`', '`` `all` ``'],
    ['a```b', '````a```b````'],
    ['two\nlines', '`two lines`'],
    ['', '` `'],
    ['a\u202eb', '`a\\u{202e}b`'],
  ])('%j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('are cut when nobody would read them', () => {
    expect(codeSpan('x'.repeat(10_000)).length).toBeLessThan(310);
  });

  test('keep a table in shape', () => {
    expect(codeCell('a|b')).toBe('`a\\|b`');
  });
});

describe('prose', () => {
  test.each([
    ['@acme/network please', '@acme'],
    ['see #12', '#12'],
    ['acme/repo#12', '#12'],
    ['GH-12', 'GH-12'],
    ['<img src=x>', '<'],
    ['[link](javascript:x)', ']('],
    ['**bold** _it_', '**'],
    ['https://evil.example', 'https://'],
    ['www.evil.example', 'www.evil'],
    ['a | b', '|'],
    ['`code`', '`'],
    ['--> <!-- cidrlint:summary -->', '-->'],
    ['![x](y)', '!['],
    ['&commat;team', '&commat;'],
  ])('%j loses its meaning', (text, meaning) => {
    expect(escapeProse(text)).not.toContain(meaning);
  });

  test('stays readable', () => {
    expect(
      escapeProse('VNet vnet-hub (10.0.0.0/16) is full.').replace(/&#(\d+);/g, (_, code: string) =>
        String.fromCharCode(Number(code)),
      ),
    ).toBe('VNet vnet-hub (10.0.0.0/16) is full.');
  });
});

test('a block is fenced by more backticks than it holds', () => {
  expect(fencedBlock('a\n```\nb', 'suggestion')).toBe('````suggestion\na\n```\nb\n````');
});
