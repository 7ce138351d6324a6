/** Where values come from: every place that contributed to a value is marked in the input. */
import { describe, expect, test } from 'vitest';
import { contributingRanges, editingRange } from '../../src/values/origin.ts';
import type { Range } from '../../src/text/range.ts';
import type { Value } from '../../src/values/value.ts';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import { parse, scopeOf } from './support.ts';

/**
 * `«…»` marks a place that contributes, `«!…»` the one where somebody would edit. Each name has its text and is read
 * as a variable would be. `pick` leads to the value inside the result whose places are marked.
 */
interface Case {
  readonly source: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly pick?: (value: Value) => Value | undefined;
}

const cases: readonly Case[] = [
  { source: '«!"10.0.0.0/16"»' },
  { source: '(«!"10.0.0.0/16"»)' },
  { source: '«cidr»', names: { cidr: '«!"10.0.0.0/16"»' } },
  { source: '"${«cidr»}"', names: { cidr: '«!"10.0.0.0/16"»' } },
  { source: '«cidrs[0]»', names: { cidrs: '[«!"10.0.0.0/16"», "10.1.0.0/16"]' } },
  { source: '«hubs.west.cidr»', names: { hubs: '{ west = { cidr = «!"10.0.0.0/16"» }, east = {} }' } },
  {
    source: '«hubs["west"].cidrs.0»',
    names: { hubs: '{ west = { cidrs = [«!"10.0.0.0/16"»] }, east = {} }' },
  },
  { source: '«hubs[«place»].cidr»', names: { hubs: '{ west = { cidr = «!1» } }', place: '«"west"»' } },
  { source: '«!«1» + «two»»', names: { two: '«2»' } },
  { source: '«!"10.${«site»}.0.0/16"»', names: { site: '«7»' } },
  { source: '«!"${«site»}-${«name»}"»', names: { site: '«7»', name: '«"a"»' } },
  { source: '«!count(«cidr», «"x"»)»', names: { cidr: '«"10.0.0.0/16"»' } },
  { source: '«first(«cidr», 1)»', names: { cidr: '«!"10.0.0.0/16"»' } },
  { source: '«tostring(«site»)»', names: { site: '«!7»' } },
  { source: 'tolist(cidrs)', names: { cidrs: '["a", «!"b"»]' }, pick: (value) => itemAt(value, 1) },
  { source: '«!-«site»»', names: { site: '«7»' } },
  { source: '[«!1», 2]', pick: (value) => itemAt(value, 0) },
  { source: '{ a = «!1», b = 2 }', pick: (value) => entryAt(value, 'a') },
  { source: '[«cidr», 2]', names: { cidr: '«!1»' }, pick: (value) => itemAt(value, 0) },
  { source: '««true» ? «cidr» : "b"»', names: { cidr: '«!"a"»' } },
  {
    source: '[for x in «cidrs» : «x»]',
    names: { cidrs: '[«!"a"», "b"]' },
    pick: (value) => itemAt(value, 0),
  },
  {
    source: '[for x in «cidrs» : «x.y»]',
    names: { cidrs: '[{ y = «!"a"» }, "b"]' },
    pick: (value) => itemAt(value, 0),
  },
  {
    source: '[for x in «cidrs» : «!"${«x»}/16"»]',
    names: { cidrs: '[«"a"», "b"]' },
    pick: (value) => itemAt(value, 0),
  },
  {
    source: '[for k, x in cidrs : «k»]',
    names: { cidrs: '{ «!west» = 1 }' },
    pick: (value) => itemAt(value, 0),
  },
  {
    source: '{ for k, x in «cidrs» : k => «x» }',
    names: { cidrs: '{ west = «!1» }' },
    pick: (value) => entryAt(value, 'west'),
  },
  {
    source: '««hubs»[*].cidr»',
    names: { hubs: '[{ cidr = «!1» }, { cidr = 2 }]' },
    pick: (value) => itemAt(value, 0),
  },
  {
    source: '««hubs»[*].cidrs[*].a»',
    names: { hubs: '[{ cidrs = [{ a = «!1» }] }]' },
    pick: (value) => itemAt(itemAt(value, 0), 0),
  },
  { source: '«!"«%{ for x in «cidrs» }${«x»}%{ endfor }»"»', names: { cidrs: '«[«1»]»' } },
];

describe('every place that contributed is named, and no other', () => {
  test.each(cases)('$source', ({ source, names = {}, pick = (value) => value }) => {
    const marked = Object.entries({ ...names, main: source }).map(([name, text]) => read(`${name}.tf`, text));
    const values = new Map<string, Value>();
    for (const { path, text } of marked.slice(0, -1)) {
      const { expression, file } = parse(text, path);
      values.set(path.replace('.tf', ''), evaluateExpression(expression, scopeOf(file)));
    }
    const { text } = marked.at(-1) ?? { text: '' };
    const { expression, file } = parse(text);
    const value = pick(evaluateExpression(expression, scopeOf(file, Object.fromEntries(values))));
    if (value === undefined) throw new Error('nothing there to look at');
    const expected = marked.flatMap((each) => each.places);
    expect(contributingRanges(value.origin).map(placeOf).sort()).toEqual(
      expected.map((each) => each.place).sort(),
    );
    expect(placeOf(editingRange(value.origin))).toBe(expected.find((each) => each.isEdited)?.place);
  });
});

function itemAt(value: Value | undefined, index: number): Value | undefined {
  return value?.kind === 'list' ? value.items[index] : undefined;
}

function entryAt(value: Value, key: string): Value | undefined {
  return value.kind === 'map' ? value.entries.get(key) : undefined;
}

function placeOf({ file, start, end }: Range): string {
  return `${file.path}: ${start}-${end} ${file.text.slice(start, end)}`;
}

interface Marked {
  readonly path: string;
  readonly text: string;
  readonly places: readonly { readonly place: string; readonly isEdited: boolean }[];
}

/** Takes the marks out of a text. */
function read(path: string, marked: string): Marked {
  const open: { start: number; isEdited: boolean }[] = [];
  const closed: { start: number; end: number; isEdited: boolean }[] = [];
  let text = '';
  for (const piece of marked.split(/(«!?|»)/)) {
    if (piece.startsWith('«')) open.push({ start: text.length, isEdited: piece === '«!' });
    else if (piece === '»')
      closed.push({ ...(open.pop() ?? { start: 0, isEdited: false }), end: text.length });
    else text += piece;
  }
  const places = closed.map(({ start, end, isEdited }) => ({
    place: `${path}: ${start}-${end} ${text.slice(start, end)}`,
    isEdited,
  }));
  return { path, text, places };
}

test('an element read through several names does not name the other elements of its containers', () => {
  const { expression, file } = parse('{ a = ["x", "y"] }', 'plan.tf');
  const plan = evaluateExpression(expression, scopeOf(file));
  const middle = parse('plan.a', 'middle.tf');
  const list = evaluateExpression(middle.expression, scopeOf(middle.file, { plan }));
  const last = parse('list[1]');
  const value = evaluateExpression(last.expression, scopeOf(last.file, { list }));
  expect(contributingRanges(value.origin).map(placeOf)).toEqual([
    'plan.tf: 12-15 "y"',
    'middle.tf: 0-6 plan.a',
    'main.tf: 0-7 list[1]',
  ]);
});

test('the keys of an object keep their places', () => {
  const { expression, file } = parse('{ a = 1, "b" = 2, (c) = 3 }');
  const c = parse('"see"', 'c.tf');
  const value = evaluateExpression(
    expression,
    scopeOf(file, { c: evaluateExpression(c.expression, scopeOf(c.file)) }),
  );
  if (value.kind !== 'map') throw new Error('not a map');
  const places = [...(value.keyOrigins ?? [])].map(([key, origin]) => [key, placeOf(editingRange(origin))]);
  expect(places).toEqual([
    ['a', 'main.tf: 2-3 a'],
    ['b', 'main.tf: 9-12 "b"'],
    ['see', 'c.tf: 0-5 "see"'],
  ]);
});

test('parts of an unknown template keep their places', () => {
  const { expression, file } = parse('"a-${x}-b"');
  const x: Value = {
    kind: 'unknown',
    reason: { code: 'computed', message: 'x' },
    origin: { range: { file, start: 0, end: 0 }, kind: 'literal', from: [] },
  };
  const value = evaluateExpression(expression, scopeOf(file, { x }));
  if (value.kind !== 'unknown') throw new Error('not unknown');
  expect(value.parts?.map((part) => placeOf(part.origin.range))).toEqual([
    'main.tf: 1-3 a-',
    'main.tf: 5-6 x',
    'main.tf: 7-9 -b',
  ]);
});
