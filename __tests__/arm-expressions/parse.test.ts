/** What texts of templates mean. */
import { describe, expect, test } from 'vitest';
import type { ArmNode } from '../../src/languages/arm/expressions/ast.ts';
import { createArmTextParser, parseArmText } from '../../src/languages/arm/expressions/parse-arm-text.ts';

describe('texts that are themselves', () => {
  test.each([
    ['', ''],
    ['plain', 'plain'],
    ['[x] y', '[x] y'],
    ['x [y]', 'x [y]'],
    ['[', '['],
    [']', ']'],
    ['[[test value]', '[test value]'],
    ['[[]', '[]'],
    ['[[test] value', '[[test] value'],
    [' [x()]', ' [x()]'],
  ])('%s', (text, value) => {
    expect(parseArmText(text)).toEqual({ kind: 'literal', value });
    expect(createArmTextParser()(text)).toEqual({ kind: 'literal', value });
  });
});

/** The tree as a text with all its brackets. */
function written(node: ArmNode): string {
  switch (node.kind) {
    case 'string':
      return JSON.stringify(node.value);
    case 'integer':
      return String(node.value);
    case 'call':
      return `${node.name}(${node.args.map(written).join(' ')})`;
    case 'property':
      return `${written(node.object)}.${node.name}`;
    case 'index':
      return `${written(node.object)}[${written(node.index)}]`;
  }
}

describe('expressions', () => {
  test.each([
    ["[parameters('x')]", 'parameters("x")'],
    ["[ Concat ( 'a' , 'it''s' ) ]", 'concat("a" "it\'s")'],
    ['[f()]', 'f()'],
    ['[\n  f(\n\t1,\r\n -2)\n]', 'f(1 -2)'],
    ['[ns.f(1)]', 'ns.f(1)'],
    ['[__bicep.Build(1)]', '__bicep.build(1)'],
    ["[f().a.b[0]['c'][f()].d]", 'f().a.b[0]["c"][f()].d'],
    ['[f() . a [ 0 ]]', 'f().a[0]'],
    ["['text']", '"text"'],
    ["['']", '""'],
    ["['''']", '"\'"'],
    ["['[x]']", '"[x]"'],
    ['[5]', '5'],
    ['[+5]', '5'],
    ['[9223372036854775807]', '9223372036854775807'],
    ["[variables('$fxv#0')]", 'variables("$fxv#0")'],
    ['[f().my-name]', 'f().my-name'],
    ["[reference('a').outputs.größe]", 'reference("a").outputs.größe'],
  ])('%s', (text, tree) => {
    const read = parseArmText(text);
    expect(read.kind === 'expression' && written(read.expression.root)).toBe(tree);
  });
});

describe('problems and where they show', () => {
  test.each([
    ['[]', 1],
    ['[ ]', 2],
    ['[f(]', 3],
    ['[f(1]', 4],
    ['[f(1,)]', 5],
    ['[f(1 2)]', 5],
    ['[f()) ]', 4],
    ['[f() g()]', 5],
    ["[f('a)]", 3],
    ['[f().]', 5],
    ['[f()[]', 5],
    ['[f()[0]', 6],
    ['[true]', 1],
    ['[a.b]', 1],
    ['[a.(1)]', 3],
    ['[1.5]', 1],
    ['[-]', 1],
    ['[99999999999999999999999]', 1],
    ["[concat('a', 'b')][0]", 17],
    ['[f() + 1]', 5],
    ['["a"]', 1],
  ])('%s', (text, offset) => {
    expect(parseArmText(text)).toMatchObject({ kind: 'problem', offset });
  });

  test('too long and too deep ones', () => {
    expect(parseArmText(`['${'x'.repeat(24_573)}']`)).toMatchObject({ kind: 'problem', offset: 0 });
    expect(parseArmText(`['${'x'.repeat(24_572)}']`)).toMatchObject({ kind: 'expression' });
    expect(parseArmText(`[${'f('.repeat(5000)}${')'.repeat(5000)}]`)).toMatchObject({ kind: 'problem' });
    expect(parseArmText(`[f()${'[f()'.repeat(4000)}${']'.repeat(4000)}]`)).toMatchObject({ kind: 'problem' });
  });

  test('a long chain is no depth', () => {
    const read = parseArmText(`[f()${'.a'.repeat(40)}]`);
    expect(read.kind).toBe('expression');
  });
});

test('spans lie in the text and hold what they name', () => {
  const text = "[concat('a', f().b[1])]";
  const read = parseArmText(text);
  if (read.kind !== 'expression' || read.expression.root.kind !== 'call') throw new Error('not read');
  expect(read.expression.root.args.map(({ start, end }) => text.slice(start, end))).toEqual([
    "'a'",
    'f().b[1]',
  ]);
});

test('equal texts are read once', () => {
  const parse = createArmTextParser();
  expect(parse("[f('a')]")).toBe(parse("[f('a')]"));
});
