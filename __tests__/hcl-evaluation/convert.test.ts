/** Conversions to types, types as code writes them, and defaults of optional attributes. */
import { describe, expect, test } from 'vitest';
import { convertValue } from '../../src/languages/hcl/convert.ts';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import { applyDefaults } from '../../src/languages/hcl/optional-defaults.ts';
import {
  typeName,
  typeOf,
  unifyTypes,
  type TypeConstraint,
} from '../../src/languages/hcl/type-constraint.ts';
import { parseTypeConstraint, type ParsedType } from '../../src/languages/hcl/type-expression.ts';
import { parse, run, scopeOf, show } from './support.ts';

function readType(text: string): ParsedType {
  const { expression, file } = parse(text, 'type.tf');
  return parseTypeConstraint(expression, (each) => evaluateExpression(each, scopeOf(file)));
}

function typeFrom(text: string): TypeConstraint {
  const parsed = readType(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.type;
}

/** As a variable's value is treated: defaults, then conversion. */
function convert(source: string, type: string): string {
  const constraint = typeFrom(type);
  const converted = convertValue(applyDefaults(run(source).value, constraint), constraint);
  return 'problem' in converted ? `! ${converted.problem}` : show(converted.value);
}

describe('values become what the type says', () => {
  test.each(['[1, 2]', '{ a = 1, b = { c = "x" } }', 'tomap({ a = "x" })', 'tolist(["x"])'])(
    '%s stays the very value where it has the type already',
    (source) => {
      const { value } = run(source);
      const converted = convertValue(value, typeOf(value));
      expect('value' in converted && converted.value === value).toBe(true);
    },
  );

  test.each([
    ['1', 'any', '1'],
    ['[1, "a"]', 'any', '[1, "a"]'],
    ['1', 'string', '"1"'],
    ['1.50', 'string', '"1.5"'],
    ['1e21', 'string', '"1000000000000000000000"'],
    ['true', 'string', '"true"'],
    ['[]', 'string', '! a string is required'],
    ['"12"', 'number', '12'],
    ['"0x12"', 'number', '! a number is required'],
    ['true', 'number', '! a number is required'],
    ['"1"', 'bool', 'true'],
    ['"False"', 'bool', '! a bool is required'],
    ['0', 'bool', '! a bool is required'],
    ['null', 'string', 'null'],
    ['missing', 'list(string)', '?missing-input'],
    ['hub.id', 'number', '?computed vnet.hub.id'],
    ['[1, "a"]', 'list(string)', 'list["1", "a"]'],
    ['["1", 2]', 'list(number)', 'list[1, 2]'],
    ['["a"]', 'list(number)', '! element 0: a number is required'],
    ['[1, "a"]', 'list(any)', 'list["1", "a"]'],
    ['[1, "a"]', 'list', 'list["1", "a"]'],
    ['[1, true]', 'list(any)', '! all elements must have one type'],
    ['[1, missing, hub.id]', 'list(string)', 'list["1", ?missing-input, ?computed vnet.hub.id]'],
    ['[null, 1]', 'list(string)', 'list[null, "1"]'],
    ['toset(["b", "a"])', 'list(string)', 'list["a", "b"]'],
    ['{ a = 1 }', 'list(string)', '! list of string required'],
    ['"a"', 'list(string)', '! list of string required'],
    ['["b", "a", "b"]', 'set(string)', 'set["a", "b"]'],
    ['[1, "1"]', 'set(string)', 'set["1"]'],
    ['[[2], [1]]', 'set(list(number))', 'set[list[1], list[2]]'],
    ['{ a = 1 }', 'map(string)', 'map{a = "1"}'],
    ['{ a = 1, b = "x" }', 'map', 'map{a = "1", b = "x"}'],
    ['{ a = [] }', 'map(string)', '! element "a": a string is required'],
    ['[]', 'map(string)', '! map of string required'],
    ['{ a = {}, b = { c = 1 } }', 'map(map(string))', 'map{a = map{}, b = map{c = "1"}}'],
    ['[1, "a"]', 'tuple([string, string])', '["1", "a"]'],
    ['[1]', 'tuple([string, string])', '! tuple of 2 elements required, but it has 1'],
    ['tolist([1, 2])', 'tuple([string, string])', '! tuple required'],
    ['{ a = 1 }', 'object({ a = string })', '{a = "1"}'],
    ['{ a = 1, z = 2 }', 'object({ a = string })', '{a = "1"}'],
    ['{}', 'object({ a = string })', '! attribute "a" is required'],
    ['{ a = [] }', 'object({ a = string })', '! attribute "a": a string is required'],
    [
      '{ a = [{ b = [] }] }',
      'object({ a = list(object({ b = string })) })',
      '! attribute "a": element 0: attribute "b": a string is required',
    ],
    ['tomap({ a = 1 })', 'object({ a = string })', '{a = "1"}'],
    ['hub', 'object({ name = string, id = string })', '{name = "hub", id = ?computed vnet.hub.id}'],
    ['secret', 'number', '! a number is required'],
    ['secret', 'string', 'secret "s3cret"'],
    ['[secret]', 'set(string)', 'secret set[secret "s3cret"]'],
    ['missing ? 1 : 2', 'string', '?missing-input one of "1" | "2"'],
    ['missing ? "a" : "2"', 'number', '?missing-input one of 2'],
    ['{ a = 1, __proto__ = 2 }', 'map(string)', 'map{a = "1", __proto__ = "2"}'],
  ])('%s as %s', (source, type, shown) => {
    expect(convert(source, type)).toBe(shown);
  });
});

describe('defaults fill optional attributes that are missing or null', () => {
  const SUBNET = 'object({ name = string, bits = optional(number, 8), tags = optional(map(string)) })';
  test.each([
    ['{ name = "a" }', SUBNET, '{name = "a", bits = 8, tags = null}'],
    ['{ name = "a", bits = null }', SUBNET, '{name = "a", bits = 8, tags = null}'],
    ['{ name = "a", bits = "4" }', SUBNET, '{name = "a", bits = 4, tags = null}'],
    ['{ name = "a", bits = missing }', SUBNET, '{name = "a", bits = ?missing-input, tags = null}'],
    ['null', SUBNET, 'null'],
    ['missing', SUBNET, '?missing-input'],
    ['[{ name = "a" }, null]', `list(${SUBNET})`, 'list[{name = "a", bits = 8, tags = null}, null]'],
    ['[{ name = "a" }]', `set(${SUBNET})`, 'set[{name = "a", bits = 8, tags = null}]'],
    ['{ x = { name = "a" } }', `map(${SUBNET})`, 'map{x = {name = "a", bits = 8, tags = null}}'],
    ['[{ name = "a" }]', `tuple([${SUBNET}])`, '[{name = "a", bits = 8, tags = null}]'],
    ['{}', 'object({ a = optional(object({ b = optional(string, "x") }), {}) })', '{a = {b = "x"}}'],
    ['{}', 'object({ a = optional(object({ b = optional(string, "x") })) })', '{a = null}'],
    ['{ a = {} }', 'object({ a = optional(object({ b = optional(string, "x") })) })', '{a = {b = "x"}}'],
    ['{}', 'object({ a = optional(list(string), [1]) })', '{a = list["1"]}'],
    ['{}', 'object({ a = optional(string, null) })', '{a = null}'],
    ['{}', 'object({ "a" = optional(string, "x") })', '{a = "x"}'],
  ])('%s as %s', (source, type, shown) => {
    expect(convert(source, type)).toBe(shown);
  });

  test('a default has the place where it was typed', () => {
    const type = 'object({ a = optional(string, "x") })';
    const filled = applyDefaults(run('{}').value, typeFrom(type));
    const a = filled.kind === 'map' ? filled.entries.get('a') : undefined;
    expect(a?.origin.range).toMatchObject({ file: { path: 'type.tf' }, start: 30, end: 33 });
  });
});

describe('what is no type is refused, with the place', () => {
  test.each([
    ['str', 'there is no type "str"', 'str'],
    ['"text"', 'there is no type "text"', '"text"'],
    ['object', 'the type "object" needs an argument that says what it holds', 'object'],
    ['list(string, string)', 'the type "list" takes one argument', 'list(string, string)'],
    ['list()', 'the type "list" takes one argument', 'list()'],
    ['string(1)', 'there is no type "string" that takes an argument', 'string(1)'],
    ['list(foo)', 'there is no type "foo"', 'foo'],
    ['object(string)', 'the type "object" takes its attributes in braces', 'string'],
    ['object({ a = foo })', 'there is no type "foo"', 'foo'],
    ['object({ (a) = string })', 'the attributes of an object type have plain names', '(a)'],
    ['object({ a = string, a = number })', 'the attribute "a" stands twice', 'a'],
    ['tuple(string)', 'the type "tuple" takes its elements in brackets', 'string'],
    ['tuple([foo])', 'there is no type "foo"', 'foo'],
    ['list(optional(string))', '"optional" is for the attributes of an object only', 'optional(string)'],
    ['object({ a = optional() })', '"optional" takes a type, and a default if there is one', 'optional()'],
    [
      'object({ a = optional(number, "x") })',
      "the default does not have the attribute's type: a number is required",
      '"x"',
    ],
    ['1 + 1', 'a type is a word such as string, or a call such as list(string)', '1 + 1'],
  ])('%s', (text, problem, place) => {
    const parsed = readType(text);
    if (!('problem' in parsed)) throw new Error('it is a type');
    expect(parsed.problem).toBe(problem);
    expect(text.slice(parsed.span.start, parsed.span.end)).toBe(place);
  });

  test.each([
    ['"string"', 'string'],
    ['"list"', 'list'],
    ['"map"', 'map'],
    ['map(list(string))', 'map of list of string'],
    ['set(any)', 'set'],
    ['tuple([])', 'tuple'],
  ])('but %s is a type', (text, name) => {
    expect(typeName(typeFrom(text))).toBe(name);
  });
});

describe('the common type of several', () => {
  test.each([
    ['[]', 'any type'],
    ['[1, "a", true]', 'string'],
    ['[1, true]', 'none'],
    ['[null, missing, 1]', 'number'],
    ['[[1], ["a"]]', 'tuple'],
    ['[[1], ["a", "b"]]', 'list of string'],
    ['[tolist([1]), toset(["a"])]', 'list of number'],
    ['[[1], toset(["a"])]', 'set of string'],
    ['["a-${missing}", 1]', 'string'],
    ['[missing ? 1 : "a", 1]', 'string'],
    ['[["a"], toset(["a"])]', 'set of string'],
    ['[{ a = 1 }, { a = "x" }]', 'object'],
    ['[{ a = 1 }, { b = "x" }]', 'map of string'],
    ['[{ a = 1 }, tomap({ b = "x" })]', 'map of string'],
    ['[{ a = 1 }, [1]]', 'none'],
    ['[{ a = 1 }, { b = [] }]', 'none'],
    ['["a", []]', 'none'],
    ['[hub, { a = 1 }]', 'object'],
  ])('%s', (source, name) => {
    const { value } = run(source);
    const unified = unifyTypes(value.kind === 'list' ? value.items.map(typeOf) : []);
    expect(unified === undefined ? 'none' : typeName(unified)).toBe(name);
  });
});
