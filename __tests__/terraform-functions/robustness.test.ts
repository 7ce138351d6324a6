/** No function throws, hangs or makes something huge, whatever its arguments are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HclFunction } from '../../src/languages/hcl/scope.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { literalOrigin } from '../../src/values/origin.ts';
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  stringValue,
  unknownValue,
  type UnknownValue,
  type Value,
} from '../../src/values/value.ts';
import { evaluate, tableFunctions } from './evaluate.ts';
import { FUNCTION_INPUTS } from './function-inputs.ts';

const NEWER = [
  'convert',
  'assumeequal',
  'assumenotnull',
  'assumestringprefix',
  'assumelistlength',
  'assumesetlengthmin',
  'assumemaplengthmax',
];
const OWN = ['encode_expr', 'encode_tfvars', 'decode_tfvars'].map((name) => `provider::terraform::${name}`);

/** All functions that the table calls, and those that it cannot. */
const functions: readonly (readonly [string, HclFunction])[] = namesIn([
  ...Object.values(FUNCTION_INPUTS).flat(),
  ...[...NEWER, ...OWN].map((name) => `${name}(`),
]);

function namesIn(sources: readonly string[]): readonly (readonly [string, HclFunction])[] {
  const names = new Set(
    sources.flatMap((source) => [...source.matchAll(/[\w:]+(?=\()/g)].map(([name]) => name)),
  );
  return [...names].flatMap((name) => {
    const found = tableFunctions(name);
    return found === undefined ? [] : [[name, found] as const];
  });
}

test('the functions that are tried are all of them', () => {
  expect(functions.length).toBeGreaterThan(125);
});

const file = new SourceFile('main.tf', 'f(a, b)');
const origin = literalOrigin({ file, start: 2, end: 3 });
const reference = { unit: 'u', address: 'a.b', path: ['id'] };

const texts = fc.oneof(
  fc.string(),
  fc.constantFrom(
    ...[
      '',
      '10.0.0.0/8',
      'fe80::/64',
      '::ffff:1.2.3.4/120',
      '300.1.1.1/99',
      '(a*)*b',
      '/(a+)+$/',
      '$1${x}',
      'a'.repeat(5000),
    ],
    ...[
      '%99999999d',
      '%.99999999f %s',
      '%[9]v',
      '../../x',
      '/etc/passwd',
      'files/plan.yaml',
      'files',
      '**/{a,b}*[!x]',
    ],
    ...[
      '{"a":[1',
      '[[[[',
      'a: &x [*x]',
      '<<: 5',
      'a,b\n"',
      '${',
      '%{ for',
      '2024-01-01T00:00:00Z',
      '1h',
      'YYYY',
      'dns',
    ],
    ...[
      'UTF-16LE',
      'H4sIAAAAAAAAAw==',
      '1e999999999',
      '-0',
      '__proto__',
      'constructor',
      '\ud800',
      '\uFEFF',
      'é😀',
    ],
  ),
);
const numbers = fc.oneof(
  fc.constantFrom(0, -1, 1, 2, 0.5, 62, 1e9, -1e9, Number.MAX_SAFE_INTEGER, 1e-7, 10n ** 30n, -(2n ** 64n)),
  fc.integer({ min: -300, max: 300 }),
);

const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => {
  const items = fc.array(tie('value'), { maxLength: 4 });
  const unknown: fc.Arbitrary<UnknownValue> = fc.record({
    kind: fc.constant('unknown' as const),
    origin: fc.constant(origin),
    reason: fc.constant({ code: 'computed', message: 'it is computed' } as const),
    reference: fc.constantFrom(undefined, reference),
    candidates: fc.option(items, { nil: undefined }),
    parts: fc.option(fc.array(texts.map((text) => stringValue(text, origin))), { nil: undefined }),
    prefixLength: fc.constantFrom(undefined, 0, 16, 128),
  });
  const entries = fc.array(fc.tuple(texts, tie('value')), { maxLength: 4 }).map((pairs) => new Map(pairs));
  return {
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      texts.map((text): Value => stringValue(text, origin)),
      numbers.map((number): Value => numberValue(number, origin)),
      fc.boolean().map((bool): Value => boolValue(bool, origin)),
      fc.constant<Value>(nullValue(origin)),
      unknown,
      fc
        .tuple(items, fc.constantFrom('list', 'tuple', 'set'))
        .map(([list, type]): Value => listValue(list, origin, type)),
      fc
        .tuple(entries, fc.constantFrom('map', 'object'))
        .map(([map, type]): Value => mapValue(map, origin, type)),
      entries.map((map): Value => ({
        ...mapValue(map, origin),
        open: { reference, reason: { code: 'computed', message: 'it is computed' } },
      })),
      texts.map((text): Value => ({ ...stringValue(text, origin), sensitive: true })),
    ),
  };
}).value;

/** Far more than any call takes. */
const MAX_MILLISECONDS = 15_000;

function call(
  target: HclFunction,
  args: readonly Value[],
): { value: Value; problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const scope = {
    file,
    resolve: () => undefined,
    function: tableFunctions,
    report: (problem: Diagnostic) => problems.push(problem),
  };
  const context = { range: { file, start: 0, end: 7 }, scope };
  const start = performance.now();
  const value =
    'call' in target
      ? target.call(args, context)
      : target.callLazily(
          args.map((arg) => ({ range: arg.origin.range, evaluate: () => ({ value: arg, problems: [] }) })),
          context,
        );
  expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
  return { value, problems };
}

test.each(functions)('%s takes any arguments', (_name, target) => {
  fc.assert(
    fc.property(fc.array(anyValue, { maxLength: 4 }), (args) => {
      const { value, problems } = call(target, args);
      expect(typeof value.kind).toBe('string');
      // What fails says so, and only that.
      const failed = value.kind === 'unknown' && value.reason.code === 'failed';
      expect(problems.some((problem) => problem.severity === 'error')).toBe(failed);
    }),
    { numRuns: 60 },
  );
});

const LONG = 'a'.repeat(200_000);
const MANY = listValue(
  Array.from({ length: 60_000 }, (_, index) => stringValue(`${index}`, origin)),
  origin,
  'list',
);
const BITS = listValue(
  Array.from({ length: 60_000 }, () => numberValue(1, origin)),
  origin,
  'list',
);
const DEEP = '['.repeat(50_000);
const LAUGHS = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    'bcdefghi',
    (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`,
  ),
].join('\n');
const CHAIN = Array.from(
  { length: 5000 },
  (_, index) => `k${index}: &k${index} [${index === 0 ? 'x' : `*k${index - 1}`}]`,
).join('\n');

const NAMES: Readonly<Record<string, Value>> = {
  long: stringValue(LONG, origin),
  many: MANY,
  bits: BITS,
  deep: stringValue(DEEP, origin),
  laughs: stringValue(LAUGHS, origin),
  chain: stringValue(CHAIN, origin),
  quotes: stringValue('"'.repeat(200_001), origin),
  lines: stringValue('\n'.repeat(200_000), origin),
  rows: stringValue('a\n'.repeat(200_000), origin),
  digits: stringValue('9'.repeat(200_000), origin),
  dashes: stringValue('- '.repeat(50_000), origin),
  template: stringValue('${templatestring(t, { t = t })}${templatestring(t, { t = t })}', origin),
  stars: stringValue('*a'.repeat(2000), origin),
  secret: unknownValue({ code: 'missing-input', message: 'none' }, origin),
};

describe('calls that ask for too much come to an end', () => {
  test.each([
    ['format("%999999999d", 1)', 'limit'],
    ['format("%.999999999f", 1)', 'limit'],
    ['format("%900000s%900000s", "a", "b")', 'limit'],
    ['formatlist("%900000s", many)[0]', 'limit'],
    ['indent(1000000000, "a\\nb")', 'limit'],
    ['indent(1000, lines)', 'limit'],
    ['replace(long, "a", long)', 'limit'],
    ['replace(long, "", long)', 'limit'],
    ['replace(long, "/a/", long)', 'limit'],
    ['join(long, many)', 'limit'],
    ['setproduct(many, many)', 'limit'],
    ['setproduct(many, many, many, many, many, many, many, many)', 'limit'],
    ['concat(many, many)', 'limit'],
    ['flatten([many, many])', 'limit'],
    ['setunion(many, [for x in many : "b${x}"])', 'limit'],
    ['matchkeys(many, many, many)', 'limit'],
    ['split("", long)', 'limit'],
    ['slice(secret, 0, 1000000000)', 'limit'],
    ['assumelistlength(secret, 1000000000, 1000000000)', 'limit'],
    ['cidrsubnets("10.0.0.0/8", bits...)', 'failed'],
    ['cidrsubnet("10.0.0.0/8", 1000000000, 1)', 'failed'],
    ['cidrsubnet("::/0", 128, pow(10, 300))', 'failed'],
    ['range(0, 1000000000)', 'failed'],
    ['range(0, 1, 0.0000000001)', 'failed'],
    ['regex("(((a{30}){30}){30}){30}", long)', 'failed'],
    ['regex("${join("", [for i in range(1000) : "(a|b)*"])}c", long)', 'limit'],
    ['regexall("", long)', 'limit'],
    ['replace(substr(long, 0, 10000), "/a(.*[yz])?/", "b")', 'limit'],
    ['length(regexall("a", substr(long, 0, 50000)))', undefined],
    ['fileset("files", stars)', 'limit'],
    ['jsondecode(deep)', 'failed'],
    ['yamldecode(deep)', 'failed'],
    ['yamldecode(dashes)', 'failed'],
    ['yamldecode(laughs)', 'failed'],
    ['yamldecode(chain)', 'failed'],
    ['csvdecode(quotes)', 'failed'],
    ['csvdecode(rows)', 'limit'],
    ['csvdecode(lines)', 'failed'],
    ['parseint(digits, 10)', 'limit'],
    ['tonumber(digits)', 'failed'],
    ['tonumber("1e999999999")', 'failed'],
    ['templatestring(template, { t = template })', 'unsupported'],
    ['templatestring(deep, {})', undefined],
    ['base64gunzip("H4sIAAAAAAAAA+3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")', undefined],
    ['sort(many)[0]', undefined],
    ['distinct(many)[0]', undefined],
    ['zipmap(many, many)["0"]', undefined],
    ['transpose({ for x in many : x => ["same"] }).same[0]', undefined],
    ['substr(long, -1, 1)', undefined],
    ['timeadd("9999-12-31T23:59:59Z", "2000000h")', undefined],
  ])('%s', (source, code) => {
    const start = performance.now();
    const { value, problems } = evaluate(source, NAMES);
    expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
    expect(value.kind === 'unknown' ? value.reason.code : undefined).toBe(code);
    if (code !== undefined && code !== 'unsupported') expect(problems).toHaveLength(1);
  });
});
