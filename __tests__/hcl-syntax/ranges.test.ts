/** Every node covers exactly the characters that were read for it. */
import { describe, expect, test } from 'vitest';
import { parseHcl } from '../../src/languages/hcl/parse-hcl.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { loadEdgeCases } from './edge-case-table.ts';
import { readMarks, writeMarks } from './marked.ts';
import { flatten, misplacedNodes, nodeOf } from './nodes.ts';
import { SEEDS } from './seeds.ts';

function parse(text: string) {
  return parseHcl(new SourceFile('input.tf', text));
}

/** All nodes of one type are marked in the input. */
const MARKED: readonly (readonly [type: string, marked: string])[] = [
  ['body', '«a = 1\nb «{\n  c «{ d = 1 }»\n}»\n»'],
  ['body', '\uFEFF«a = 1\n»'],
  ['block', '«b "c" {\n  «d {}»\n}» # e\n'],
  ['argument', '  «a = 1» # b\n«c= (\n2 )» \nb { «d = "e"» }\n'],
  ['name', '«a» = b.«c» . «d»[0].«e»\n«b» «"f"» «g» {\n «h» = «i»(1)\n}\n'],
  ['name', '«a» = [for «k» , «v» in b : «provider :: aws::f»(v)]\n'],
  ['number', 'a = -«1» + «0.5e-3» * b.«0»[ «2» ]\n'],
  ['bool', 'a = [ «true», !«false» ]\n'],
  ['null', 'a = b ? «null» : c\n'],
  ['template', 'a = «"b"» == «""»\nc = [ «"x${ «"y"» }z"», ]\n'],
  ['template', 'a = «<<EOT\n  b ${c}\n  EOT»  \nd = 1\n'],
  ['template', 'a = (\n«<<-EOT\r\n  b\r\n\tEOT»\r\n)\r\n'],
  ['text', 'a = "«x\\n$${y}»${b}«z»"\n'],
  ['text', 'a = "«x» ${~ b ~} \t«y»%{ if c }«z»%{ endif }"\n'],
  ['text', 'a = <<EOT\n«one\n  two $ »${b}«\n\nthree\n»EOT\n'],
  ['text', 'a = <<-EOT\n    «one\n      »${b}«\n    two\n»  EOT\n'],
  ['interpolation', 'a = "x«${ b }»y«${~ c ~}»"\n'],
  ['if', 'a = "x«%{ if b }y%{ else }«%{~ if c ~}z%{ endif ~}»%{ endif }»"\n'],
  ['for', 'a = "x«%{ for v in b }${v}%{ endfor }»"\n'],
  ['tuple', 'a = «[1, «[ ]», «[\n2,\n]»]»\n'],
  ['object', 'a = «{ b = «{}», c : «{\n d = 1\n}» }»\n'],
  ['item', 'a = { «b = 1», «"c" : 2»\n  «(d) = e.f» }\n'],
  ['variable', 'a = { «b» = «c».d, («e») = [«f»[0]], «true» = 1 }\n'],
  ['attribute', 'a = ««b.c» . d»[«e.f»]\n'],
  ['index', 'a = ««b[0]»[ "c" ]».d + «e.0»\n'],
  ['splat', 'a = [ «b.*.c», «d[*].e[0]», «f[ * ]», «g . *» ]\n'],
  ['splat', 'a = «b[*].c«[*].d»»\n'],
  ['call', 'a = «f( «g(1)», b... )».c\nd = «ns::f ()»\n'],
  ['unary', 'a = «- «!b.c»» + 1\n'],
  ['binary', 'a = «««1 + «2 * 3»» - (4)» == 5»\n'],
  ['conditional', 'a = «b ? «c ? 1 : 2» : («d ? 3 : 4»)»\n'],
  ['for-tuple', 'a = «[ for v in «[for w in b : w]» : v if c ]»\n'],
  ['for-object', 'a = «{\n for k, v in b : k => v...\n}».c\n'],
  ['parentheses', 'a = «(b)» ? «(«( c )»)» : d\n'],
];

describe('spans', () => {
  test.each(MARKED)('of %s in %j', (type, marked) => {
    const { text } = readMarks(marked);
    const { body, diagnostics } = parse(text);
    const spans = flatten(nodeOf(body)).filter((node) => node.type === type);
    expect(diagnostics).toEqual([]);
    expect(writeMarks(text, spans)).toBe(marked);
  });

  test('every type of node is in the table', () => {
    const types = SEEDS.flatMap((seed) => flatten(nodeOf(parse(seed).body)).map((node) => node.type));
    expect([...new Set(types)].sort()).toEqual([...new Set(MARKED.map(([type]) => type))].sort());
  });

  test('the header of a block spans its type and labels', () => {
    const text = 'a = 1\nb  "c" d {}\ne {}\n';
    const headers = parse(text).body.blocks.map(({ header }) => text.slice(header.start, header.end));
    expect(headers).toEqual(['b  "c" d', 'e']);
  });

  test('nest in their parent and never reach into their neighbour', () => {
    const texts = [...SEEDS, ...loadEdgeCases().map((row) => row.input)];
    const misplaced = texts.flatMap((text) =>
      misplacedNodes(nodeOf(parse(text).body)).map((mistake) => ({ text, mistake })),
    );
    expect(misplaced).toEqual([]);
  });

  test('names and literals are their text', () => {
    const text = 'größe "l\\u0041" = 1\nb "l\\u0041" {\n  c = "x" + 12345678901234567890\n}\n';
    const { body } = parse(text);
    const [block] = body.blocks;
    expect(block?.labels.map((label) => [label.name, text.slice(label.start, label.end)])).toEqual([
      ['lA', '"l\\u0041"'],
    ]);
    const expression = block?.body.attributes.get('c')?.expression;
    expect(expression).toMatchObject({
      kind: 'binary',
      left: { parts: [{ kind: 'text', text: 'x' }] },
      right: { value: 12345678901234567890n, text: '12345678901234567890' },
    });
  });
});
