/** What unknown arguments lead to: an unknown with its reason, and as much knowledge as is safe. */
import { describe, expect, test } from 'vitest';
import { listValue, mapValue, stringValue, unknownValue, type Value } from '../../src/values/value.ts';
import { literalOrigin } from '../../src/values/origin.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { evaluate } from './evaluate.ts';

const file = new SourceFile('names.tf', ' ');
const origin = literalOrigin({ file, start: 0, end: 1 });

function reference(...path: (string | number)[]) {
  return { unit: 'u', address: 'azurerm_virtual_network.hub', path };
}

const NAMES: Readonly<Record<string, Value>> = {
  missing: unknownValue({ code: 'missing-input', message: 'variable "x" has no value' }, origin),
  zones: unknownValue({ code: 'data-source', message: 'zones are read' }, origin, reference('zones')),
  id: unknownValue({ code: 'computed', message: 'the cloud decides it' }, origin, reference('id')),
  prefix: {
    ...unknownValue({ code: 'computed', message: 'the cloud decides it' }, origin),
    prefixLength: 16,
  },
  either: {
    ...unknownValue({ code: 'missing-input', message: 'variable "large" has no value' }, origin),
    candidates: [stringValue('10.0.0.0/8', origin), stringValue('10.0.0.0/16', origin)],
  },
};

/** A value in short: JSON, with unknowns as `?code`, their reference path, candidates, parts and prefix length. */
function show(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return [
        `?${value.reason.code}`,
        value.reference === undefined ? '' : `@${value.reference.path.join('.')}`,
        value.candidates === undefined ? '' : `{${value.candidates.map(show).join('|')}}`,
        value.parts === undefined ? '' : `<${value.parts.map(show).join('')}>`,
        value.prefixLength === undefined ? '' : `/${value.prefixLength}`,
      ].join('');
    case 'list':
      return `[${value.items.map(show).join(', ')}]`;
    case 'map':
      return `{${[...value.entries].map(([key, item]) => `${key}: ${show(item)}`).join(', ')}}`;
    case 'null':
      return 'null';
    default:
      return String(value.value);
  }
}

function outcomeOf(source: string): string {
  const { value, problems } = evaluate(source, NAMES);
  return problems.length === 0 ? show(value) : `fails: ${problems[0]?.message}`;
}

describe('networks', () => {
  test.each([
    ['cidrsubnet(missing, 8, 1)', '?missing-input'],
    ['cidrsubnet(prefix, 8, 1)', '?computed/24'],
    ['cidrsubnet("10.0.0.0/16", 8, missing)', '?missing-input/24'],
    ['cidrsubnet("::ffff:10.0.0.0/112", 8, missing)', '?missing-input/24'],
    ['cidrsubnet("10.0.0.0/16", missing, 1)', '?missing-input'],
    ['cidrsubnet(either, 8, 1)', '?missing-input{10.1.0.0/16|10.0.1.0/24}'],
    ['cidrsubnet(either, 20, 1)', '?missing-input'],
    ['cidrsubnet("nonsense", 8, missing)', expect.stringContaining('fails: Function "cidrsubnet"')],
    ['cidrsubnets(prefix, 4, 8)', '[?computed/20, ?computed/24]'],
    ['cidrsubnets("10.0.0.0/16", 8, missing, 4)', '[10.0.0.0/24, ?missing-input, ?missing-input/20]'],
    ['cidrhost(either, 4)', '10.0.0.4'],
    ['cidrnetmask(either)', '?missing-input{255.0.0.0|255.255.0.0}'],
    ['cidrcontains("10.0.0.0/8", missing)', '?missing-input'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toEqual(expected);
  });
});

describe('collections', () => {
  test.each([
    ['length([missing, missing])', '2'],
    ['length({ a = missing })', '1'],
    ['length(missing)', '?missing-input'],
    ['length(toset([missing, "a"]))', '?missing-input'],
    ['length(toset([missing]))', '1'],
    ['slice(zones, 0, 2)', '[?data-source@zones.0, ?data-source@zones.1]'],
    ['length(slice(zones, 1, 4))', '3'],
    ['[for i, z in slice(zones, 0, 2) : cidrsubnet("10.0.0.0/16", 8, i)]', '[10.0.0.0/24, 10.0.1.0/24]'],
    ['slice(zones, 0, missing)', '?missing-input'],
    ['slice([missing, "b", "c"], 0, 2)', '[?missing-input, b]'],
    ['element(zones, 0)', '?data-source@zones.0'],
    ['element(["a", missing], 0)', 'a'],
    ['element(["a", "b"], missing)', '?missing-input{a|b}'],
    ['element(["a", "a"], missing)', 'a'],
    ['keys({ a = missing, b = 1 })', '[a, b]'],
    ['values({ b = missing, a = 1 })', '[1, ?missing-input]'],
    ['merge({ a = missing, b = 1 }, { b = 2 })', '{a: ?missing-input, b: 2}'],
    ['merge({ a = 1 }, missing)', '?missing-input'],
    ['concat([missing], ["a"])', '[?missing-input, a]'],
    ['flatten([[id], ["a"]])', '[?computed@id, a]'],
    ['flatten([["a"], missing])', '?missing-input'],
    ['flatten([{ a = missing }, ["b"]])', '[{a: ?missing-input}, b]'],
    ['zipmap(["a", "b"], [missing, 1])', '{a: ?missing-input, b: 1}'],
    ['zipmap(["a", "b"], zones)', '{a: ?data-source@zones.0, b: ?data-source@zones.1}'],
    ['zipmap(["a", missing], [1, 2])', '?missing-input'],
    ['setproduct(["a"], [missing, "b"])', '[[a, ?missing-input], [a, b]]'],
    ['compact(["a", "", id])', '[a, ?computed@id]'],
    ['compact(["a", missing])', '?missing-input'],
    ['distinct(["a", missing])', '?missing-input'],
    ['sort(["b", missing])', '[?missing-input{b|?missing-input}, ?missing-input{b|?missing-input}]'],
    ['reverse([missing, "a"])', '[a, ?missing-input]'],
    ['contains(["a", missing], "a")', 'true'],
    ['contains([missing], "a")', '?missing-input'],
    ['index(["a", missing], "a")', '0'],
    ['index([missing, "a"], "a")', '?missing-input'],
    ['lookup({ a = missing }, "a", 1)', '?missing-input'],
    ['lookup({ a = 1, b = 2 }, missing, 3)', '?missing-input{1|2|3}'],
    ['lookup(zones, "a", "d")', '?data-source@zones.a{?data-source@zones.a|d}'],
    ['one([missing])', '?missing-input'],
    ['range(missing)', '?missing-input'],
    ['setunion(["a"], [missing])', '[a, ?missing-input]'],
    ['setintersection(["a"], [missing])', '?missing-input'],
    ['alltrue([missing, false])', 'false'],
    ['alltrue([missing, true])', '?missing-input'],
    ['anytrue([missing, true])', 'true'],
    ['sum([1, missing])', '?missing-input'],
    ['chunklist([missing, "a", "b"], 2)', '[[?missing-input, a], [b]]'],
    ['tolist(missing)', '?missing-input'],
    ['toset(["a", missing])', '[a, ?missing-input]'],
    ['jsonencode({ a = missing })', '?missing-input<{"a":?missing-input}>'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });
});

describe('choices', () => {
  test.each([
    ['try(missing, "10.0.0.0/16")', '?missing-input{?missing-input|10.0.0.0/16}'],
    ['try(id, null)', '?computed@id{?computed@id|null}'],
    ['try(tonumber("x"), missing, 5)', '?missing-input{?missing-input|5}'],
    ['try({ a = missing }, {})', '{a: ?missing-input}'],
    ['try({ a = missing }.b, "d")', 'd'],
    ['try(missing)', '?missing-input'],
    ['can(missing)', '?missing-input'],
    ['can({ a = missing }.a)', '?missing-input'],
    ['can({ a = missing }.b)', 'false'],
    ['coalesce(missing, "d")', '?missing-input{?missing-input|d}'],
    ['coalesce(id, "d")', '?computed@id'],
    ['coalesce("a", missing)', 'a'],
    ['coalescelist(zones, ["a"])', '?data-source@zones{?data-source@zones|[a]}'],
    ['lookup({ a = 1 }, "b", either)', '?missing-input{10.0.0.0/8|10.0.0.0/16}'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });
});

describe('texts', () => {
  test.each([
    ['join("-", ["a", missing, "b"])', '?missing-input<a-?missing-input-b>'],
    ['format("%s/%d", missing, 24)', '?missing-input<?missing-input/24>/24'],
    ['format("vnet-%s-%02d", id, 7)', '?computed<vnet-?computed@id-07>'],
    ['format("%5s", missing)', '?missing-input<?missing-input>'],
    ['formatlist("%s!", ["a", missing])', '[a!, ?missing-input<?missing-input!>]'],
    ['split("/", id)', '?computed'],
    ['lower(missing)', '?missing-input'],
    ['lower(id)', '?computed@id'],
    ['upper(try(id, "x"))', '?computed@id{?computed@id|X}'],
    ['format("%s!", try(id, "x"))', '?computed{?computed<?computed@id!>|x!}'],
    ['tostring(try(id, null))', '?computed@id{?computed@id|null}'],
    ['split("/", either)[0]', '10.0.0.0'],
    ['tonumber(split("/", either)[1])', '?missing-input{8|16}'],
    ['startswith(join("", ["10.", missing]), "10.")', 'true'],
    ['startswith(join("", ["10.", missing]), "192.")', 'false'],
    ['startswith(join("", ["1", missing]), "10.")', '?missing-input'],
    ['replace(missing, "a", "b")', '?missing-input'],
    ['regex("a", missing)', '?missing-input'],
    ['yamldecode(missing)', '?missing-input'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });
});

test('attributes of an instance that are not written are unknown, not absent', () => {
  const open = {
    reference: reference(),
    reason: { code: 'computed', message: 'the cloud decides it' },
  } as const;
  const hub: Value = { ...mapValue(new Map([['name', stringValue('hub', origin)]]), origin), open };
  const names = { hub, hubs: listValue([hub], origin) };
  expect(show(evaluate('lookup(hub, "name", "d")', names).value)).toBe('hub');
  expect(show(evaluate('lookup(hub, "guid", "d")', names).value)).toBe('?computed@guid');
  expect(show(evaluate('keys(hub)', names).value)).toBe('?computed');
  expect(show(evaluate('length(hub)', names).value)).toBe('?computed');
  expect(show(evaluate('merge(hub, { a = 1 }).guid', names).value)).toBe('?computed@guid');
  expect(show(evaluate('merge({ guid = 1 }, hub).guid', names).value)).toBe('?computed@guid');
  expect(show(evaluate('one(hubs).guid', names).value)).toBe('?computed@guid');
});

describe('functions that never have a known result', () => {
  test.each([
    ['timestamp()', 'not-deterministic'],
    ['plantimestamp()', 'not-deterministic'],
    ['uuid()', 'not-deterministic'],
    ['bcrypt("x")', 'not-deterministic'],
    ['core::timestamp()', 'not-deterministic'],
    ['rsadecrypt("x", "y")', 'unsupported'],
    ['base64gzip("x")', 'unsupported'],
    ['provider::aws::arn_parse("arn:aws:iam::1:role/x")', 'unsupported'],
    ['abspath("a")', 'environment'],
    ['pathexpand("~/a")', 'environment'],
  ])('%s', (source, code) => {
    const { value, problems } = evaluate(source);
    expect(problems).toEqual([]);
    expect(value.kind === 'unknown' && value.reason.code).toBe(code);
  });
});

test('a wrong call is reported at its place and gives a failed unknown', () => {
  const { value, problems, file: source } = evaluate('[1, cidrsubnet("10.0.0.0/8", 8, 256)]');
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'terraform-function',
      message: 'Function "cidrsubnet": 8 more bits do not make room for a subnet numbered 256.',
      range: { file: source, start: 4, end: 36 },
    },
  ]);
  expect(value.kind === 'list' && value.items.map(show)).toEqual(['1', '?failed']);
});

test('functions that were removed say what to write instead', () => {
  expect(evaluate('list("a")').problems[0]?.message).toContain('tolist([ ... ])');
  expect(evaluate('map("a", 1)').problems[0]?.message).toContain('tomap({ ... })');
});
