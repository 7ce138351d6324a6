/** What a mistake costs, what is said about it, and where. */
import { describe, expect, test } from 'vitest';
import type { Body } from '../../src/languages/hcl/ast.ts';
import { parseHcl } from '../../src/languages/hcl/parse-hcl.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { readMarks, writeMarks } from './marked.ts';
import { BROKEN_ITEMS } from './recovery-rows.ts';

/** The names in a body: `a b.label{c}` for an argument and a block with an argument. */
function outline(body: Body): string {
  const blocks = body.blocks.map(({ type, labels, body: inner }) => {
    const header = [type, ...labels].map((name) => name.name).join('.');
    return `${header}{${outline(inner)}}`;
  });
  return [...body.attributes.keys(), ...blocks].join(' ');
}

describe('a broken item', () => {
  test.each(BROKEN_ITEMS)('costs itself only: $marked', ({ marked, left, says }) => {
    const { text } = readMarks(marked);
    const { body, diagnostics } = parseHcl(new SourceFile('input.tf', text));
    const seen = {
      marked: writeMarks(
        text,
        diagnostics.map((diagnostic) => diagnostic.range),
      ),
      left: outline(body),
      says: diagnostics.map((diagnostic) => diagnostic.message),
    };
    expect(seen).toEqual({ marked, left, says });
    expect(new Set(diagnostics.map(({ severity, code }) => `${severity} ${code}`))).toEqual(
      new Set(['error hcl-syntax']),
    );
  });

  test('in the middle of many leaves the others', () => {
    const broken = [
      'b = [1,\n',
      'b = "x\n',
      'b {\n c = (\n}\n',
      'b = {\n c d\n}\n',
      'b "c" = 1\n',
      "b = '\n",
      'b = f(1 2)\n',
    ];
    for (const item of broken) {
      const text = `first = 1\n${item}last = 2\nblock {\n  inner = 3\n}\n`;
      const { body, diagnostics } = parseHcl(new SourceFile('input.tf', text));
      expect({ item, mistakes: diagnostics.length, keys: [...body.attributes.keys()] }).toEqual({
        item,
        mistakes: 1,
        keys: ['first', 'last'],
      });
      expect(body.blocks.at(-1)?.body.attributes.has('inner')).toBe(true);
    }
  });

  test('of many is listed up to a limit, which says so', () => {
    const { body, diagnostics } = parseHcl(new SourceFile('input.tf', `${'a = \n'.repeat(5000)}b = 1\n`));
    expect(body.attributes.has('b')).toBe(true);
    expect(diagnostics.length).toBe(101);
    expect(diagnostics.at(-1)?.message).toBe(
      'This file has more mistakes than the 100 that are listed, from here on.',
    );
  });
});
