/** YAML documents as trees: what nodes hold, where they stand, and what broken documents cost. */
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parseYaml, resolveAlias, type YamlNode } from '../../src/languages/yaml/parse-yaml.ts';
import { SourceFile } from '../../src/text/source-file.ts';

function parse(text: string) {
  return parseYaml(new SourceFile('a.yaml', text));
}

/** A node in short: scalars by their source text, with tag, style and decoded value where they say more. */
function show(node: YamlNode, text: string): unknown {
  const source = text.slice(node.start, node.end);
  switch (node.kind) {
    case 'scalar':
      return [
        source,
        node.value === source ? '' : `=${node.value}`,
        node.tag ?? '',
        node.style === 'plain' ? '' : ` ${node.style}`,
      ].join('');
    case 'sequence':
      return node.items.map((item) => show(item, text));
    case 'mapping':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [String(show(key, text)), show(value, text)]),
      );
    case 'alias':
      return { [source]: show(node.target, text) };
  }
}

function shown(text: string): readonly unknown[] {
  const { documents, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return documents.map((document) => show(document, text));
}

describe('nodes', () => {
  test.each<[string, unknown[]]>([
    ['', []],
    ['# nothing\n', []],
    ['---\n', ['']],
    ['a: 1', [{ a: '1' }]],
    ["\"a b\": 'c''d'", [{ '"a b"=a b double-quoted': "'c''d'=c'd single-quoted" }]],
    ['- x\n- "y\\n"\n', [['x', '"y\\n"=y\n double-quoted']]],
    ['a: |\n  x\n  y\n\nb: >-\n  p\n  q\n', [{ a: '  x\n  y=x\ny\n literal', b: '  p\n  q=p q folded' }]],
    [
      'a: !Ref x\nb: !!str 5\nc: !<tag:yaml.org,2002:int> 6\nd: ! 7',
      [{ a: 'x!Ref', b: '5!!str', c: '6!!int', d: '7!' }],
    ],
    ['%TAG !e! tag:example.org,2000:\n---\n!e!x a', ['atag:example.org,2000:x']],
    ['a: &x [1]\nb: *x', [{ a: ['1'], b: { '*x': ['1'] } }]],
    ['a: &x 1\nb: &x 2\nc: *x', [{ a: '1', b: '2', c: { '*x': '2' } }]],
    ['a:\nb: ~\nc:', [{ a: '', b: '~', c: '' }]],
    ['a: 1\n---\nb\n---\n- c', [{ a: '1' }, 'b', ['c']]],
    ['{a: [1, {b: c}], d}', [{ a: ['1', { b: 'c' }], d: '' }]],
    ['a: 1\na: 2\n', [{ a: '2' }]],
    ['__proto__: 1', [JSON.parse('{"__proto__": "1"}')]],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test('keys may stand twice and be anything', () => {
    const [document] = parse('a: 1\na: 2\n? [b]\n: 3').documents;
    expect(document?.kind === 'mapping' && document.entries.map(({ key }) => key.kind)).toEqual([
      'scalar',
      'scalar',
      'sequence',
    ]);
  });
});

describe('places', () => {
  test.each([
    ['a: [1, 2 ] # c ]', '[1, 2 ]'],
    ['a: [ # c ]\n  1, # ]\n ]\nb: 2', '[ # c ]\n  1, # ]\n ]'],
    ['a: {}', '{}'],
    ['a: {b: {c: []}, }', '{b: {c: []}, }'],
    ['a:\n  - 1\n  - 2\nb: 3', '- 1\n  - 2'],
    ['a:\n  b: 1\n  c: "2"\n\nd: 3', 'b: 1\n  c: "2"'],
    ['a: &x !!map\n  b: 1', 'b: 1'],
    ['a: !!str &x "b"', '"b"'],
    ['a: plain\n  text # c', 'plain\n  text'],
  ])('%j', (text, expected) => {
    const [document] = parse(text).documents;
    const value = document?.kind === 'mapping' ? document.entries[0]?.value : undefined;
    expect(text.slice(value?.start, value?.end)).toBe(expected);
  });

  test('a value that is missing stands behind its colon', () => {
    const [document] = parse('a:\nb: 1').documents;
    const value = document?.kind === 'mapping' ? document.entries[0]?.value : undefined;
    expect([value?.start, value?.end]).toEqual([2, 2]);
  });

  test('carriage returns and a byte order mark count', () => {
    const text = '\uFEFFa: 1\r\nb: 22\r\n';
    expect(shown(text)).toEqual([{ a: '1', b: '22' }]);
  });
});

describe('broken documents', () => {
  test('one costs itself only', () => {
    const text = 'a: 1\n---\nb: [\n---\nc: 3\n';
    const { documents, diagnostics } = parse(text);
    expect(documents.map((document) => show(document, text))).toEqual([{ a: '1' }, { c: '3' }]);
    expect(diagnostics).toHaveLength(1);
    const [diagnostic] = diagnostics;
    expect(diagnostic?.code).toBe('yaml-syntax');
    expect(diagnostic?.range.file.positionAt(diagnostic.range.start).line).toBe(4);
  });

  test.each([
    ['a: *nowhere', 'there is no anchor "nowhere" before its alias', 4],
    ['a: &x [*x]', 'there is no anchor "x" before its alias', 8],
    ['a: b: c', 'bad indentation of a mapping entry', 4],
    ['a:\n\tb: 1', 'tab characters must not be used in indentation', 3],
    ['"a', 'unexpected end of the stream within a double quoted scalar', 2],
    ['['.repeat(200), 'nesting exceeded maxDepth (100)', 99],
    ['a\0b', 'null byte is not allowed in input', 1],
  ])('%j', (text, message, start) => {
    const { documents, diagnostics } = parse(text);
    expect(documents).toEqual([]);
    expect(diagnostics.map((diagnostic) => [diagnostic.message, diagnostic.range.start])).toEqual([
      [`This YAML cannot be read: ${message}.`, start],
    ]);
  });

  test('aliases that grow without bounds are refused', () => {
    const names = Array.from('abcdefgh');
    const lines = names.map(
      (name, index) =>
        `${name}: &${name} [${Array(10)
          .fill(index === 0 ? 'x' : `*${names[index - 1]}`)
          .join(', ')}]`,
    );
    expect(parse(lines.join('\n')).diagnostics.map(({ message }) => message)).toEqual([
      'This YAML cannot be read: its aliases expand beyond all bounds.',
    ]);
    const chain = Array.from(
      { length: 200 },
      (_, index) => `k${index}: &k${index} [${index === 0 ? 'x' : `*k${index - 1}`}]`,
    );
    expect(parse(chain.join('\n')).diagnostics).toHaveLength(1);
    expect(parse(lines.slice(0, 4).join('\n')).diagnostics).toEqual([]);
  });
});

/** What the parser's own loader makes of scalars in YAML's core schema, on nodes of ours. */
function load(node: YamlNode): unknown {
  const target = resolveAlias(node);
  switch (target.kind) {
    case 'scalar':
      return target.value;
    case 'sequence':
      return target.items.map(load);
    case 'mapping':
      return target.entries.map(({ key, value }) => [load(key), load(value)]);
  }
}

const scalar = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('ab1: -#\n"\'{}[],&*!|>%@`\\')) }),
  fc.constantFrom('10.0.0.0/8', 'yes', '', '~'),
);

test('texts that are written as JSON come back, and every node lies within its parent', () => {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(scalar, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const { documents, diagnostics } = parse(JSON.stringify(value, undefined, 1));
      expect(diagnostics).toEqual([]);
      const [document] = documents;
      const entriesOf = (each: unknown): unknown =>
        Array.isArray(each)
          ? each.map(entriesOf)
          : typeof each === 'object' && each !== null
            ? Object.entries(each).map(([key, item]) => [key, entriesOf(item)])
            : each;
      expect(document === undefined ? undefined : load(document)).toEqual(entriesOf(value));
      if (document !== undefined) expectNested(document);
    }),
  );
});

function expectNested(node: YamlNode): void {
  const children =
    node.kind === 'sequence'
      ? node.items
      : node.kind === 'mapping'
        ? node.entries.flatMap(({ key, value }) => [key, value])
        : [];
  let position = node.start;
  for (const child of children) {
    expect(child.start).toBeGreaterThanOrEqual(position);
    expect(child.end).toBeLessThanOrEqual(node.end);
    position = child.end;
    expectNested(child);
  }
}

test('no text makes it throw, and it accepts what the loader accepts', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('ab1: -#\n\n  "\'{}[],&*!|>%?'), '---\n', '...\n', '<<: '),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (source) => {
      const { documents, diagnostics } = parse(source);
      for (const document of documents) expectNested(document);
      if (diagnostics.length === 0) return;
      // The loader is stricter about keys and tags, never about syntax.
      expect(() => loadAll(source)).toThrow();
    }),
    { numRuns: 2000 },
  );
});
