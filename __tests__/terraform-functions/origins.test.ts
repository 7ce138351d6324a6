/** Values keep the places where they were typed, through files and functions. */
import { describe, expect, test } from 'vitest';
import { contributingRanges, editingRange } from '../../src/values/origin.ts';
import type { Value } from '../../src/values/value.ts';
import { evaluate, functionsFor } from './evaluate.ts';

const FILES = {
  'plan.yaml':
    'base: &base\n  cidr: 10.0.0.0/16 # hub\nhubs:\n  - name: "a"\n    cidr: 10.1.0.0/16\n  - <<: *base\n    name: b\n',
  'plan.json': '{ "hubs": [ { "name": "a", "cidr": "10.1.0.0/16" } ] }',
  'plan.csv': 'name,cidr\na,10.1.0.0/16\n"b","10.2.0.0/16"\n',
  'line.tftpl': 'route ${cidr}',
};

const functions = functionsFor(FILES);

/** Every place behind a value as `file: text`, literals first. */
function placesOf(value: Value): readonly string[] {
  return contributingRanges(value.origin).map(
    ({ file, start, end }) => `${file.path}: ${file.text.slice(start, end)}`,
  );
}

function places(source: string, names: Readonly<Record<string, Value>> = {}): readonly string[] {
  const { value, problems } = evaluate(source, names, functions);
  expect(problems).toEqual([]);
  return placesOf(value);
}

describe('values that are decoded from files', () => {
  test.each([
    ['yamldecode(file("plan.yaml")).hubs[0].cidr', 'plan.yaml: 10.1.0.0/16'],
    ['yamldecode(file("plan.yaml")).hubs[0].name', 'plan.yaml: "a"'],
    ['yamldecode(file("plan.yaml")).hubs[1].cidr', 'plan.yaml: 10.0.0.0/16'],
    ['jsondecode(file("plan.json")).hubs[0].cidr', 'plan.json: "10.1.0.0/16"'],
    ['csvdecode(file("plan.csv"))[0].cidr', 'plan.csv: 10.1.0.0/16'],
    ['csvdecode(file("plan.csv"))[1].cidr', 'plan.csv: "10.2.0.0/16"'],
    ['[for h in yamldecode(file("plan.yaml")).hubs : h.cidr][0]', 'plan.yaml: 10.1.0.0/16'],
    ['{ for r in csvdecode(file("plan.csv")) : r.name => r.cidr }["b"]', 'plan.csv: "10.2.0.0/16"'],
    ['lookup(yamldecode(file("plan.yaml")).hubs[0], "cidr")', 'plan.yaml: 10.1.0.0/16'],
  ])('%s', (source, place) => {
    const found = places(source);
    expect(found[0]).toBe(place);
    // The place of use is last, and the rest of the file is no cause.
    expect(found.at(-1)).toContain(`main.tf: ${source.slice(0, 5)}`);
    expect(found.filter((each) => each.includes('\n'))).toEqual([]);
  });

  test('the place is that of the cell, not of an equal text elsewhere', () => {
    const { value } = evaluate('csvdecode(file("plan.csv"))[1].name', {}, functions);
    const { file, start, end } = editingRange(value.origin);
    expect({ line: file.positionAt(start), text: file.text.slice(start, end) }).toEqual({
      line: { line: 3, column: 1 },
      text: '"b"',
    });
  });

  test('an alias is one of the places', () => {
    const { value } = evaluate('yamldecode("a: &x 10.0.0.0/8")', {}, functions);
    expect(value.kind).toBe('map');
    expect(places('yamldecode(file("plan.yaml")).hubs[1].cidr')).toContain('plan.yaml: 10.0.0.0/16');
  });

  test('a text that was changed on the way has no places in the file', () => {
    const { value } = evaluate(
      'yamldecode(replace(file("plan.yaml"), "10.1", "10.9")).hubs[0].cidr',
      {},
      functions,
    );
    expect(value.kind === 'string' && value.value).toBe('10.9.0.0/16');
    expect(editingRange(value.origin).file.path).toBe('main.tf');
  });

  test('keys have places too', () => {
    const found = places('keys(yamldecode(file("plan.yaml")))[1]');
    expect(found[0]).toBe('plan.yaml: hubs');
  });

  test('names may stand between the file and its decoding', () => {
    const text = evaluate('file("plan.json")', {}, functions).value;
    expect(places('jsondecode(try(text, "{}")).hubs[0].cidr', { text })[0]).toBe('plan.json: "10.1.0.0/16"');
  });

  test('a template adds its own place', () => {
    const found = places('templatefile("line.tftpl", { cidr = "10.0.0.0/8" })');
    expect(found).toContain('main.tf: "10.0.0.0/8"');
    expect(found).toContain('line.tftpl: route ${cidr}');
  });
});

describe('elements that functions hand through', () => {
  test.each([
    ['element(["10.0.0.0/8", "x"], 0)', 'main.tf: "10.0.0.0/8"'],
    ['lookup({ a = "10.0.0.0/8", b = "x" }, "a", "y")', 'main.tf: "10.0.0.0/8"'],
    ['lookup({ b = "x" }, "a", "10.0.0.0/8")', 'main.tf: "10.0.0.0/8"'],
    ['try({ b = "x" }.a, "10.0.0.0/8")', 'main.tf: "10.0.0.0/8"'],
    ['coalesce("", "10.0.0.0/8")', 'main.tf: "10.0.0.0/8"'],
    ['coalescelist([], ["10.0.0.0/8"])[0]', 'main.tf: "10.0.0.0/8"'],
    ['one(["10.0.0.0/8"])', 'main.tf: "10.0.0.0/8"'],
    ['merge({ a = "x" }, { a = "10.0.0.0/8" }).a', 'main.tf: "10.0.0.0/8"'],
    ['concat(["x"], ["10.0.0.0/8"])[1]', 'main.tf: "10.0.0.0/8"'],
    ['flatten([["x"], [["10.0.0.0/8"]]])[1]', 'main.tf: "10.0.0.0/8"'],
    ['slice(["x", "10.0.0.0/8"], 1, 2)[0]', 'main.tf: "10.0.0.0/8"'],
    ['reverse(["x", "10.0.0.0/8"])[0]', 'main.tf: "10.0.0.0/8"'],
    ['distinct(["x", "10.0.0.0/8"])[1]', 'main.tf: "10.0.0.0/8"'],
    ['compact(["", "10.0.0.0/8"])[0]', 'main.tf: "10.0.0.0/8"'],
    ['sort(["x", "10.0.0.0/8"])[0]', 'main.tf: "10.0.0.0/8"'],
    ['values({ a = "10.0.0.0/8" })[0]', 'main.tf: "10.0.0.0/8"'],
    ['zipmap(["k"], ["10.0.0.0/8"]).k', 'main.tf: "10.0.0.0/8"'],
    ['setproduct(["10.0.0.0/8"], ["x"])[0][0]', 'main.tf: "10.0.0.0/8"'],
    ['chunklist(["10.0.0.0/8"], 1)[0][0]', 'main.tf: "10.0.0.0/8"'],
    ['matchkeys(["10.0.0.0/8"], ["a"], ["a"])[0]', 'main.tf: "10.0.0.0/8"'],
    ['tolist(toset(["10.0.0.0/8"]))[0]', 'main.tf: "10.0.0.0/8"'],
    ['tolist(setsubtract(["10.0.0.0/8", "x"], ["x"]))[0]', 'main.tf: "10.0.0.0/8"'],
    ['tolist(setintersection(["10.0.0.0/8", "x"], ["10.0.0.0/8"]))[0]', 'main.tf: "10.0.0.0/8"'],
    ['keys(zipmap(["10.0.0.0/8"], [1]))[0]', 'main.tf: "10.0.0.0/8"'],
    ['tostring("10.0.0.0/8")', 'main.tf: "10.0.0.0/8"'],
  ])('%s', (source, place) => {
    const { value } = evaluate(source, {}, functions);
    const range = editingRange(value.origin);
    expect(`${range.file.path}: ${range.file.text.slice(range.start, range.end)}`).toBe(place);
    // Nothing but the element itself was typed: its neighbours are no cause.
    expect(placesOf(value).filter((each) => each === 'main.tf: "x"')).toEqual([]);
  });
});

test('a computed value has the places of its call and of its arguments', () => {
  expect(places('cidrsubnet("10.0.0.0/8", 8, 2)')).toEqual([
    'main.tf: "10.0.0.0/8"',
    'main.tf: 8',
    'main.tf: 2',
    'main.tf: cidrsubnet("10.0.0.0/8", 8, 2)',
  ]);
});
