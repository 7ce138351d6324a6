/** Functions that the oracle of the table does not have: newer ones of OpenTofu, and those of Terraform's own provider. */
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../src/text/source-file.ts';
import { encodeJson } from '../../src/languages/terraform/functions/json-encode.ts';
import { literalOrigin } from '../../src/values/origin.ts';
import { isWhollyKnown, unknownValue } from '../../src/values/value.ts';
import { evaluate } from './evaluate.ts';

const origin = literalOrigin({ file: new SourceFile('names.tf', ''), start: 0, end: 0 });
const missing = unknownValue({ code: 'missing-input', message: 'variable "x" has no value' }, origin);

function outcomeOf(source: string): string {
  const { value, problems } = evaluate(source, { missing });
  if (problems.length > 0) return 'fails';
  return isWhollyKnown(value) ? encodeJson(value) : value.kind;
}

// What the assumptions do is stated by the documentation of OpenTofu 1.13.
describe('assumptions', () => {
  test.each([
    ['assumeequal("a", "a")', '"a"'],
    ['assumeequal("a", "b")', 'fails'],
    ['assumeequal("5", 5)', '5'],
    ['assumeequal("x", 5)', 'fails'],
    ['assumeequal(missing, "10.0.0.0/8")', '"10.0.0.0/8"'],
    ['assumenotnull("a")', '"a"'],
    ['assumenotnull(null)', 'fails'],
    ['assumenotnull(missing)', 'unknown'],
    ['assumestringprefix("10.0.0.0", "10.")', '"10.0.0.0"'],
    ['assumestringprefix("192.168.0.0", "10.")', 'fails'],
    ['startswith(assumestringprefix(missing, "10."), "10.")', 'true'],
    ['assumelistlength(["a"], 1, 1)', '["a"]'],
    ['assumelistlength(["a"], 2, 3)', 'fails'],
    ['assumelistlength(["a"])', 'fails'],
    ['assumelistlength(["a"], 0.5, 1)', 'fails'],
    ['length(assumelistlength(missing, 3, 3))', '3'],
    ['assumelistlength(missing, 1, 3)', 'unknown'],
    ['assumelistlengthmin(["a"], 2)', 'fails'],
    ['assumelistlengthmin(["a"], 1)', '["a"]'],
    ['assumelistlengthmax(["a"], 0)', 'fails'],
    ['assumesetlength(["b", "a"], 2, 2)', '["a","b"]'],
    ['assumesetlengthmin(["a"], 2)', 'fails'],
    ['assumesetlengthmax(["a"], 1)', '["a"]'],
    ['assumemaplength({ a = 1 }, 1, 1)', '{"a":1}'],
    ['assumemaplengthmin({ a = 1 }, 2)', 'fails'],
    ['assumemaplengthmax({ a = 1 }, 1)', '{"a":1}'],
    ['assumemaplengthmax("a", 1)', 'fails'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });
});

describe('convert', () => {
  test.each([
    ['convert("true", bool)', 'true'],
    ['convert(["a", 1], list(string))', '["a","1"]'],
    ['convert({}, object({ name = optional(string, "OpenTofu") }))', '{"name":"OpenTofu"}'],
    ['convert({ a = { b = 1 } }, map(object({ b = string })))', '{"a":{"b":"1"}}'],
    ['convert("x", number)', 'fails'],
    ['convert("x", nonsense)', 'fails'],
    ['convert("x")', 'fails'],
    ['convert(tonumber("x"), number)', 'fails'],
    ['convert(missing, number)', 'unknown'],
    ['try(convert("x", number), 5)', '5'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });
});

// The texts are those of OpenTofu 1.12.
describe('functions of the provider terraform.io/builtin/terraform', () => {
  test('encode_expr', () => {
    const object =
      '{ a = 1, b = ["x", true, null], "c d" = {}, e = [], f = "a\\"$${x}\\n%%{", "g-h" = 1.5, h = 1e30, "1x" = 2, i = [{ a = 1 }, { b = [1] }] }';
    const { value, problems } = evaluate(`provider::terraform::encode_expr(${object})`);
    expect(problems).toEqual([]);
    expect(value.kind === 'string' && value.value).toBe(
      [
        '{',
        '  "1x"  = 2',
        '  a     = 1',
        '  b     = ["x", true, null]',
        '  "c d" = {}',
        '  e     = []',
        '  f     = "a\\"$${x}\\n%%{"',
        '  g-h   = 1.5',
        '  h     = 1000000000000000000000000000000',
        '  i = [{',
        '    a = 1',
        '    }, {',
        '    b = [1]',
        '  }]',
        '}',
      ].join('\n'),
    );
  });

  test.each([
    ['provider::terraform::encode_expr(["x", {}, [], "é\\t$a%b"])', '["x", {}, [], "é\\t$a%b"]'],
    ['provider::terraform::encode_expr("x")', '"x"'],
    ['provider::terraform::encode_expr(null)', 'null'],
    [
      'provider::terraform::encode_tfvars({ a = 1, long_name = ["x", { b = 1 }], s = "multi\\nline", o = { k = { z = 1 }, kk = [] }, zz = null })',
      'a = 1\nlong_name = ["x", {\n  b = 1\n}]\no = {\n  k = {\n    z = 1\n  }\n  kk = []\n}\ns  = "multi\\nline"\nzz = null\n',
    ],
    ['provider::terraform::encode_tfvars({})', ''],
  ])('%s', (source, expected) => {
    const { value, problems } = evaluate(source);
    expect(problems).toEqual([]);
    expect(value.kind === 'string' && value.value).toBe(expected);
  });

  test.each([
    [
      'provider::terraform::decode_tfvars("a = 1\\nb = [1, \\"x\\", { c = true }]\\n")',
      '{"a":1,"b":[1,"x",{"c":true}]}',
    ],
    ['provider::terraform::decode_tfvars("")', '{}'],
    ['provider::terraform::decode_tfvars("a = b")', 'fails'],
    ['provider::terraform::decode_tfvars("a {}")', 'fails'],
    ['provider::terraform::decode_tfvars("a =")', 'fails'],
    ['provider::terraform::encode_tfvars({ "a b" = 1 })', 'fails'],
    ['provider::terraform::encode_tfvars(5)', 'fails'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });
});
