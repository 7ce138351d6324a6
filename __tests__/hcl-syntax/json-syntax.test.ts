/** HCL's JSON syntax gives the trees that the native syntax gives. */
import { describe, expect, test } from 'vitest';
import {
  ARGUMENTS_ONLY,
  jsonBlocks,
  jsonBody,
  LITERAL_ARGUMENTS,
  type JsonBlockSchema,
  type JsonBodySchema,
} from '../../src/languages/hcl/json-syntax.ts';
import { parseHcl } from '../../src/languages/hcl/parse-hcl.ts';
import { parseJson, type JsonNode } from '../../src/languages/json/parse-json.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { readMarks, writeMarks } from './marked.ts';
import { flatten, nodeOf } from './nodes.ts';

const CONTENT: JsonBodySchema = { blocks: new Map([['content', { labels: 0, body: ARGUMENTS_ONLY }]]) };
const RESOURCE: JsonBodySchema = {
  blocks: new Map<string, JsonBlockSchema>([
    ['dynamic', { labels: 1, body: CONTENT }],
    ['lifecycle', { labels: 0, body: { readings: new Map([['ignore_changes', 'reference']]) } }],
  ]),
  readings: new Map([
    ['depends_on', 'reference'],
    ['provider', 'reference'],
  ]),
};
const MODULE: JsonBodySchema = {
  blocks: new Map<string, JsonBlockSchema>([
    ['resource', { labels: 2, body: RESOURCE }],
    ['locals', { labels: 0, body: ARGUMENTS_ONLY }],
    [
      'variable',
      {
        labels: 1,
        body: {
          readings: new Map([
            ['type', 'reference'],
            ['default', 'literal'],
          ]),
        },
      },
    ],
  ]),
};

function read(text: string, schema: JsonBodySchema = MODULE) {
  const file = new SourceFile('main.tf.json', text);
  const { root } = parseJson(file);
  if (root === undefined) throw new Error(`Not JSON: ${text}`);
  return jsonBody(file, root, schema);
}

/** A tree without what differs between the syntaxes: places. */
function withoutPlaces(value: unknown): unknown {
  if (value instanceof Map)
    return [...value].map(([key, item]: [unknown, unknown]) => [key, withoutPlaces(item)]);
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !['start', 'end', 'header'].includes(name));
  return fields.map(([name, item]) => [name, withoutPlaces(item)]);
}

/** [what it shows, JSON, the same in the native syntax] */
const PAIRS: readonly (readonly [about: string, json: string, native: string])[] = [
  [
    'values',
    '{"a": 1, "b": true, "c": null, "d": "x", "e": ""}',
    'a = 1\nb = true\nc = null\nd = "x"\ne = ""\n',
  ],
  ['lists', '{"a": [1, ["x"], []]}', 'a = [1, ["x"], []]\n'],
  ['objects', '{"a": {"b": 1, "c d": {}}}', 'a = { "b" = 1, "c d" = {} }\n'],
  ['keys that are templates', '{"a": {"${b}-x": 1}}', 'a = { "${b}-x" = 1 }\n'],
  ['templates', '{"a": "${b.c[0]}", "d": "x-${e}"}', 'a = "${b.c[0]}"\nd = "x-${e}"\n'],
  ['escaped markers', '{"a": "$${b} %%{c} $ %"}', 'a = "$${b} %%{c} $ %"\n'],
  ['escapes of JSON', '{"a": "${b[\\"c\\"]}\\n\\u00e9"}', 'a = "${b["c"]}\\né"\n'],
  ['directives', '{"a": "%{ if b ~} x %{ endif }"}', 'a = "%{ if b ~} x %{ endif }"\n'],
  ['backslashes are not HCL escapes', '{"a": "x\\\\n${b}"}', 'a = "x\\\\n${b}"\n'],
  ['large numbers', '{"a": 12345678901234567890}', 'a = 12345678901234567890\n'],
  ['comments', '{"//": "no", "a": {"//": "yes"}}', 'a = { "//" = "yes" }\n'],
  ['a block', '{"locals": {"a": 1}}', 'locals {\n a = 1\n}\n'],
  ['labels', '{"resource": {"t": {"n": {"a": 1}}}}', 'resource "t" "n" {\n a = 1\n}\n'],
  [
    'several blocks in one object',
    '{"resource": {"t": {"n": {}, "m": {}}, "u": {"n": {}}}}',
    'resource "t" "n" {}\nresource "t" "m" {}\nresource "u" "n" {}\n',
  ],
  ['an array of blocks', '{"locals": [{"a": 1}, {"a": 2}]}', 'locals {\n a = 1\n}\nlocals {\n a = 2\n}\n'],
  [
    'arrays of labels',
    '{"resource": [{"t": [{"n": {}}, {"m": {}}]}, {"u": {"n": {}}}]}',
    'resource "t" "n" {}\nresource "t" "m" {}\nresource "u" "n" {}\n',
  ],
  [
    'an array of blocks under labels',
    '{"resource": {"t": {"n": [{"a": 1}, {"a": 2}]}}}',
    'resource "t" "n" {\n a = 1\n}\nresource "t" "n" {\n a = 2\n}\n',
  ],
  [
    'a member that occurs twice',
    '{"locals": {"a": 1}, "locals": {"b": 2}}',
    'locals {\n a = 1\n}\nlocals {\n b = 2\n}\n',
  ],
  ['a null block', '{"locals": null, "resource": {"t": {"n": null}}}', ''],
  [
    'a body that is an array',
    '[{"locals": {"a": 1}}, {"locals": {"b": 2}}]',
    'locals {\n a = 1\n}\nlocals {\n b = 2\n}\n',
  ],
  [
    'nested blocks',
    '{"resource": {"t": {"n": {"dynamic": {"s": {"for_each": "${x}", "content": {"a": "${s.key}"}}}, "s": [{"b": 1}]}}}}',
    'resource "t" "n" {\n s = [{ "b" = 1 }]\n dynamic "s" {\n  for_each = "${x}"\n  content {\n   a = "${s.key}"\n  }\n }\n}\n',
  ],
  [
    'references',
    '{"resource": {"t": {"n": {"depends_on": ["u.m", "module.x"], "provider": "aws.west", "lifecycle": {"ignore_changes": ["tags[\\"a\\"]"]}}}}}',
    'resource "t" "n" {\n depends_on = [u.m, module.x]\n provider = aws.west\n lifecycle {\n  ignore_changes = [tags["a"]]\n }\n}\n',
  ],
  [
    'references in old clothes',
    '{"resource": {"t": {"n": {"depends_on": ["${u.m}"]}}}}',
    'resource "t" "n" {\n depends_on = ["${u.m}"]\n}\n',
  ],
  [
    'types and defaults',
    '{"variable": {"v": {"type": "list(object({ a = string }))", "default": ["${x}", {"$${y}": 1}]}}}',
    'variable "v" {\n type = list(object({ a = string }))\n default = ["$${x}", { "$$${y}" = 1 }]\n}\n',
  ],
  [
    'a type of resource is no reference',
    '{"resource": {"t": {"n": {"type": "string"}}}}',
    'resource "t" "n" {\n type = "string"\n}\n',
  ],
];

describe('the JSON syntax', () => {
  test.each(PAIRS)('%s', (_about, json, native) => {
    const expected = parseHcl(new SourceFile('main.tf', native));
    const { body, diagnostics } = read(json);
    expect(expected.diagnostics).toEqual([]);
    expect(diagnostics).toEqual([]);
    expect(withoutPlaces(body)).toEqual(withoutPlaces(expected.body));
  });

  test('strings of literal arguments stand for themselves', () => {
    const { body } = read('{"a": "${b}", "c": ["%%{d}"], "locals": {"e": "$${f}"}}', LITERAL_ARGUMENTS);
    const texts = flatten(nodeOf(body)).filter((node) => node.type !== 'text');
    expect(texts.some((node) => node.type === 'interpolation')).toBe(false);
    expect(body.attributes.get('a')?.expression).toMatchObject({ parts: [{ kind: 'text', text: '${b}' }] });
    expect(body.attributes.get('c')?.expression).toMatchObject({ items: [{ parts: [{ text: '%%{d}' }] }] });
  });

  test.each([
    ['body', '«{"locals": «{"a": 1}»}»'],
    ['block', '{"resource": {"t": {«"n": {"a": 1}», «"m": {}»}, "u": {"o": [«{}», «{}»]}}}'],
    ['name', '{«"locals"»: {«"a"»: 1}}'],
    ['argument', '{«"a": 1», "locals": {«"b": [2]»}}'],
    ['template', '{"a": «"x${b}"», "c": {«"d"»: «"e"»}}'],
    ['text', '{"a": "«x»${b}", "c": "«d\\"e»", "f": "«\\\\$${g}»${h}«\\u0041»"}'],
    ['interpolation', '{"a": "x\\n«${b[\\"c\\"]}»\\u0041«${d}»"}'],
    ['variable', '{"a": "x\\n${«b»[\\"c\\"]}", "d": "${«e».f}"}'],
    ['index', '{"a": "\\u0041${«b[\\"c\\"]».d}"}'],
    ['attribute', '{"resource": {"t": {"n": {"provider": "«a.b»", "depends_on": ["«c.d»"]}}}}'],
    ['number', '{"a": [«1», "${b[«0»]}"]}'],
  ])('places of %s in %j', (type, marked) => {
    const { text } = readMarks(marked);
    const { body, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    const spans = flatten(nodeOf(body)).filter((node) => node.type === type);
    expect(writeMarks(text, spans)).toBe(marked);
  });

  test('headers are what a person would point to', () => {
    const text = '{"resource": {"t": {"n": {}, "m": [{}]}}, "locals": {}}';
    const headers = read(text).body.blocks.map(({ header }) => text.slice(header.start, header.end));
    expect(headers).toEqual(['"n"', '{', '"locals"']);
  });

  test.each([
    ['{"a": 1, «"a"»: 2}', ['The argument a is set already, on line 1.']],
    ['{"locals": «1»}', ['A body is written as a JSON object, or as an array of objects.']],
    ['{"locals": [{}, «"x"»]}', ['A body is written as a JSON object, or as an array of objects.']],
    [
      '{"resource": {"t": «"x"»}}',
      ['The labels of a block are the keys of a JSON object, or of an array of objects.'],
    ],
    [
      '{"resource": {"t": [«1»]}}',
      ['The labels of a block are the keys of a JSON object, or of an array of objects.'],
    ],
    ['«1»', ['A body is written as a JSON object, or as an array of objects.']],
    ['{"a": "«${»b"}', ['The closing brace of this template sequence is missing.']],
    [
      '{"a": "\\n${b «c»}", "d": 1}',
      [
        'The closing brace of the template sequence is expected here. If "${" is meant as text, such as of a shell script, write "$${".',
      ],
    ],
  ])('the mistake in %j', (marked, messages) => {
    const { text } = readMarks(marked);
    const { body, diagnostics } = read(text);
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual(messages);
    expect(
      writeMarks(
        text,
        diagnostics.map((diagnostic) => diagnostic.range),
      ),
    ).toBe(marked);
    expect(body).toBeDefined();
  });

  test('a member can be read as blocks later', () => {
    const file = new SourceFile(
      'main.tf.json',
      '{"s": [{"a": 1}, {"a": 2}], "//": {}, "d": {"x": {"y": {}}}}',
    );
    const root = parseJson(file).root as JsonNode;
    const all = (type: string, labels: number) =>
      jsonBlocks(file, root, type, { labels, body: ARGUMENTS_ONLY }).blocks.map((block) => [
        ...block.labels.map((label) => label.name),
        ...block.body.attributes.keys(),
      ]);
    expect(all('s', 0)).toEqual([['a'], ['a']]);
    expect(all('d', 2)).toEqual([['x', 'y']]);
    expect(all('none', 0)).toEqual([]);
  });
});
