/** The JSON parser next to the platform's own, its places, and its messages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetsInJsonString } from '../../src/languages/json/json-string.ts';
import { parseJson, type JsonNode, type JsonOptions } from '../../src/languages/json/parse-json.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { readMarks, writeMarks } from '../hcl-syntax/marked.ts';
import { mutate, randomFrom } from '../hcl-syntax/mutations.ts';

function parse(text: string, options?: JsonOptions) {
  return parseJson(new SourceFile('input.json', text), options);
}

/** What the node stands for; of members with one key the last counts, as for `JSON.parse`. */
function valueOf(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, valueOf(value)]));
    case 'array':
      return node.items.map(valueOf);
    case 'null':
      return null;
    case 'number':
      return Number(node.value);
    default:
      return node.value;
  }
}

function platformValue(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, (_key, value: unknown) => (value === 0 ? 0 : value)) };
  } catch {
    return undefined;
  }
}

function ourValue(text: string): { readonly value: unknown } | undefined {
  const { root } = parse(text);
  return root === undefined ? undefined : { value: valueOf(root) };
}

const SEEDS = [
  '{"a": [1, -2.5e3, 0.1E-2, true, false, null], "b": {"c": {}, "d": []}, "": "x"}',
  '  [ "\\u00e9\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t", "é😀", "" , {"k" : "v"}\r\n]\t',
  '{"resource": {"aws_vpc": {"main": {"cidr_block": "10.0.0.0/16", "tags": {"Name": "x-${var.y}"}}}}}',
];

describe('parseJson', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), undefined, indent);
        expect(ourValue(laidOut)).toEqual(platformValue(laidOut));
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test('accepts and rejects what JSON.parse does', () => {
    const random = randomFrom(77);
    const mutants = Array.from({ length: 3000 }, () => mutate(SEEDS, random));
    expect(mutants.filter((text) => platformValue(text) !== undefined).length).toBeGreaterThan(100);
    expect(mutants.map((text) => ({ text, read: ourValue(text) }))).toEqual(
      mutants.map((text) => ({ text, read: platformValue(text) })),
    );
  });

  test('keeps duplicate keys and dangerous ones', () => {
    const { root } = parse('{"a": 1, "__proto__": 2, "a": 3}');
    const members = root?.kind === 'object' ? root.members : [];
    expect(members.map(({ key, value }) => [key.value, valueOf(value)])).toEqual([
      ['a', 1],
      ['__proto__', 2],
      ['a', 3],
    ]);
  });

  test.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-123456789012345678901234567890', -123456789012345678901234567890n],
    ['1e23', 100000000000000000000000n],
    ['1.50', 1.5],
    ['-0', 0],
  ])('the number %s', (text, value) => {
    expect(parse(text).root).toEqual({ kind: 'number', start: 0, end: text.length, value, text });
  });

  test.each([
    ['object', ' «{ "a" : «{}», "b": [ «{"c":1}» ] }» '],
    ['array', '«[ 1, «[ ]» ]»\n'],
    ['string', '{ «"a\\n"» : [«"b"», «""»] }'],
    ['number', '[«1», «-2.5e3» , {"a":«0»}]'],
    ['bool', '[«true», «false»]'],
    ['null', '\uFEFF[«null»]'],
  ])('places of %s in %j', (kind, marked) => {
    const { text } = readMarks(marked);
    const { root } = parse(text);
    const all: JsonNode[] = [];
    const visit = (node: JsonNode): void => {
      all.push(node);
      if (node.kind === 'array') node.items.forEach(visit);
      if (node.kind === 'object') {
        for (const member of node.members) {
          expect({ start: member.start, end: member.end }).toEqual({
            start: member.key.start,
            end: member.value.end,
          });
          visit(member.key);
          visit(member.value);
        }
      }
    };
    if (root !== undefined) visit(root);
    expect(
      writeMarks(
        text,
        all.filter((node) => node.kind === kind),
      ),
    ).toBe(marked);
  });

  test('every character of a string has its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (value, escapeAll) => {
        const quoted = escapeAll
          ? `"${Array.from({ length: value.length }, (_, index) => `\\u${value.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`
          : JSON.stringify(value);
        const text = `[${quoted}]`;
        const offsets = offsetsInJsonString(text, 1);
        const pieces = offsets.slice(0, -1).map((offset, index) => text.slice(offset, offsets[index + 1]));
        expect(pieces.map((piece) => JSON.parse(`"${piece}"`) as string).join('')).toBe(value);
        expect(offsets.at(-1)).toBe(text.length - 2);
      }),
      { seed: 4 },
    );
  });

  test.each([
    ['«»', 'The document ends too early: a bracket, brace or quote is not closed.'],
    ['{"a": 1«,»}', 'No comma may stand after the last member.'],
    ['[1«,»]', 'No comma may stand after the last item.'],
    ["{«'»a': 1}", 'A key in double quotes is expected here.'],
    ["[«'»a']", 'Strings are written in double quotes in JSON.'],
    ['{«a»: 1}', 'A key in double quotes is expected here.'],
    ['{"a" «1»}', 'A colon is expected after the key.'],
    ['{"a": 1 «"»b": 2}', 'A comma or the closing brace is expected after a member.'],
    ['[1 «2»]', 'A comma or the closing bracket is expected after an item.'],
    ['[«+»1]', 'A number begins with a digit or a minus sign in JSON.'],
    ['[0«1»]', 'This is not a number as JSON writes them.'],
    ['[1«.»]', 'This is not a number as JSON writes them.'],
    [
      '["«\\x»"]',
      'There is no such escape. A backslash is followed by one of " \\ / b f n r t, or by uNNNN.',
    ],
    ['["a«»\n"]', 'A string cannot hold this control character: write it as an escape, a line break as \\n.'],
    ['[«"»a]', 'The closing quote of this string is missing.'],
    ['[«t»ru]', 'A value is expected here; text needs double quotes.'],
    ['[1] «2»', 'The document is expected to end here.'],
    ['[1, «//» one\n2]', 'Comments are not allowed in this JSON document.'],
  ])('the mistake in %j', (marked, message) => {
    const { text } = readMarks(marked);
    const { root, diagnostics } = parse(text);
    const [mistake] = diagnostics;
    expect(root).toBeUndefined();
    expect(diagnostics.map(({ severity, code }) => ({ severity, code }))).toEqual([
      { severity: 'error', code: 'json-syntax' },
    ]);
    expect(mistake?.message).toBe(message);
    const place = mistake === undefined ? [] : [mistake.range];
    expect(writeMarks(text, place)).toBe(marked);
  });

  test('comments are blanks where they are allowed', () => {
    const text = '// a\n{ /* b */ "c" /* d\n */ : 1 // e\n, "/*": "//" } // f';
    expect(parse(text).root).toBeUndefined();
    const { root, diagnostics } = parse(text, { comments: true });
    expect(diagnostics).toEqual([]);
    expect(root === undefined ? undefined : valueOf(root)).toEqual({ c: 1, '/*': '//' });
    expect(parse('[1 /* 2]', { comments: true }).diagnostics[0]?.message).toBe(
      'This comment is not closed: "*/" is missing.',
    );
  });

  test('deep and long documents end in a message or a tree, soon', () => {
    const started = performance.now();
    for (const open of ['[', '{"a":', '[{"a":']) {
      expect(parse(open.repeat(100_000)).diagnostics[0]?.message).toBe(
        'This is nested more than 256 levels deep.',
      );
    }
    expect(parse(`[${'1,'.repeat(200_000)}1]`).root).toMatchObject({ kind: 'array' });
    expect(parse(`"${'\\n'.repeat(200_000)}"`).root).toMatchObject({ kind: 'string' });
    expect(parse(`[${'9'.repeat(200_000)}]`).diagnostics).toHaveLength(1);
    expect(parse('"'.repeat(200_000)).diagnostics).toHaveLength(1);
    expect(parse('/*'.repeat(200_000), { comments: true }).diagnostics).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
