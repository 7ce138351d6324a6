/** What holds for every expression: evaluation never throws, is repeatable, and says why something is unknown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertValue } from '../../src/languages/hcl/convert.ts';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import { createBudget } from '../../src/languages/hcl/evaluation.ts';
import { valuesEqual } from '../../src/languages/hcl/equality.ts';
import { parseHclExpression } from '../../src/languages/hcl/parse-hcl.ts';
import { setValue } from '../../src/languages/hcl/set-value.ts';
import { typeOf, unifyTypes } from '../../src/languages/hcl/type-constraint.ts';
import { parseTypeConstraint } from '../../src/languages/hcl/type-expression.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { contributingRanges } from '../../src/values/origin.ts';
import { isWhollyKnown, nullValue, type Value } from '../../src/values/value.ts';
import expressions from './expressions.json' with { type: 'json' };
import { INSTANCES, parse, run, scopeOf, show } from './support.ts';

const operator = fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||');
const key = fc.constantFrom('a', 'b', 'name', 'k', '__proto__');
const name = fc.constantFrom(
  'tostring',
  'tonumber',
  'tolist',
  'toset',
  'tomap',
  'first',
  'count',
  'can',
  'upper',
  'nosuch',
);
const splat = fc.constantFrom('[*]', '.*', '[*].a', '.*.a', '[*].a[*].b', '[*][0]', '.*.0');

/** Expressions put together at random: well formed, of all kinds, mostly wrong in their types. */
const { expression: anyExpression } = fc.letrec<{ expression: string; part: string; body: string }>(
  (tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(
        '1',
        '-2.5',
        '1e30',
        '"a"',
        '"1"',
        '""',
        'true',
        '"false"',
        'null',
        '[]',
        '{}',
        'x',
        'k',
      ),
      fc.constantFrom(
        'hub',
        'hub.name',
        'hub.id',
        'spoke',
        'spoke.id',
        'missing',
        'secret',
        'nothing',
        'list',
        'map',
      ),
      fc.tuple(tie('expression'), operator, tie('expression')).map(([a, sign, b]) => `${a} ${sign} ${b}`),
      tie('expression').map((a) => `(${a})`),
      tie('expression').map((a) => `-(${a})`),
      tie('expression').map((a) => `!${a}`),
      fc
        .tuple(tie('expression'), tie('expression'), tie('expression'))
        .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.tuple(key, tie('expression'), tie('expression')).map(([k, a, b]) => `{ ${k} = ${a}, b = ${b} }`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{ (${a}) = ${b} }`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a})[${b}]`),
      fc.tuple(tie('expression'), key).map(([a, name]) => `(${a}).${name}`),
      fc.tuple(tie('expression'), splat).map(([a, steps]) => `(${a})${steps}`),
      fc
        .tuple(name, fc.array(tie('expression'), { maxLength: 2 }))
        .map(([f, args]) => `${f}(${args.join(', ')})`),
      tie('expression').map((a) => `count(${a}...)`),
      fc.tuple(tie('expression'), tie('body')).map(([a, body]) => `[for k, x in ${a} : ${body}]`),
      fc
        .tuple(tie('expression'), tie('body'), tie('body'))
        .map(([a, b, c]) => `{ for k, x in ${a} : ${b} => ${c} }`),
      fc
        .tuple(tie('expression'), tie('body'))
        .map(([a, b]) => `{ for x in ${a} : "k" => ${b}... if x != 1 }`),
      fc.array(tie('part'), { maxLength: 3 }).map((parts) => `"${parts.join('')}"`),
    ),
    body: fc.oneof(fc.constantFrom('x', 'k', 'x.a', 'x[0]', '"${k}"'), tie('expression')),
    part: fc.oneof(
      fc.constantFrom('a', 'é', ' ', '$${', '.'),
      tie('expression').map((a) => `\${${a}}`),
      fc
        .tuple(tie('expression'), tie('part'), tie('part'))
        .map(([a, b, c]) => `%{ if ${a} }${b}%{ else }${c}%{ endif }`),
      fc.tuple(tie('expression'), tie('part')).map(([a, b]) => `%{ for k, x in ${a} }${b}\${x}%{ endfor }`),
    ),
  }),
);
/** The same runs every time. */
const RUNS = { seed: 20, numRuns: 150 };

const LIST = run('["a", 1, { a = [{ b = 1 }] }, [2], null]').value;
const MAP = run('{ a = { b = 1 }, b = [1], k = "v" }').value;

function evaluate(
  source: string,
): { value: Value; file: SourceFile; problems: readonly unknown[] } | undefined {
  const file = new SourceFile('main.tf', source);
  const { expression } = parseHclExpression(file);
  if (expression === undefined) return undefined;
  const scope = {
    ...scopeOf(file, { ...INSTANCES, list: LIST, map: MAP }),
    budget: { ...createBudget(), steps: 5000 },
  };
  return { value: evaluateExpression(expression, scope), file, problems: scope.problems };
}

/** What must hold for any value that comes of evaluation. */
function check(value: Value, problems: readonly unknown[]): void {
  if (value.kind === 'unknown') {
    expect(value.reason.message).not.toBe('');
    expect(value.reason.code).not.toBe('unsupported');
    for (const part of [...(value.parts ?? []), ...(value.candidates ?? [])]) check(part, problems);
  }
  if (value.kind === 'number') expect(Object.is(value.value, -0) || Number.isNaN(value.value)).toBe(false);
  if (value.kind === 'list') for (const item of value.items) check(item, problems);
  if (value.kind === 'map') for (const item of value.entries.values()) check(item, problems);
  expect(
    contributingRanges(value.origin).every(({ file, start, end }) => start <= end && end <= file.text.length),
  ).toBe(true);
}

describe('any expression', () => {
  test('has a value, the same one every time, and says why what is unknown is unknown', () => {
    let evaluated = 0;
    fc.assert(
      fc.property(anyExpression, (source) => {
        const first = evaluate(source);
        if (first === undefined) return;
        evaluated++;
        check(first.value, first.problems);
        const second = evaluate(source);
        expect(second === undefined ? '' : show(second.value)).toBe(show(first.value));
        expect(second?.problems).toEqual(first.problems);
        expect(first.value.origin.range).toMatchObject({ file: { path: 'main.tf' } });
      }),
      { ...RUNS, numRuns: 1000 },
    );
    expect(evaluated).toBeGreaterThan(800);
  });

  test('that comes of tearing others apart', () => {
    const source = fc.constantFrom(...expressions.map((row) => row.source));
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    let evaluated = 0;
    fc.assert(
      fc.property(source, source, place, place, (a, b, from, to) => {
        const torn = a.slice(0, from * a.length) + b.slice(to * b.length);
        const result = evaluate(torn);
        if (result === undefined) return;
        evaluated++;
        check(result.value, result.problems);
      }),
      { ...RUNS, numRuns: 1500 },
    );
    expect(evaluated).toBeGreaterThan(100);
  });
});

describe('any value', () => {
  const anyValue = anyExpression.map((source) => evaluate(source)?.value ?? nullValue(LIST.origin));
  const types = [
    'string',
    'number',
    'bool',
    'list(any)',
    'set(string)',
    'map(any)',
    'object({ a = string })',
    'tuple([any])',
  ];
  const anyType = fc.constantFrom(...types).map((text) => {
    const parsed = parseTypeConstraint(parse(text).expression, () => nullValue(LIST.origin));
    return 'type' in parsed ? parsed.type : ({ kind: 'any' } as const);
  });

  test('is converted once and for all', () => {
    fc.assert(
      fc.property(anyValue, anyType, (value, type) => {
        const once = convertValue(value, type);
        if ('problem' in once) {
          expect(once.problem).not.toBe('');
          return;
        }
        const twice = convertValue(once.value, type);
        expect('value' in twice ? show(twice.value) : twice.problem).toBe(show(once.value));
      }),
      RUNS,
    );
  });

  test('has a type that it can be converted to', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const converted = convertValue(value, typeOf(value));
        expect('value' in converted ? show(converted.value) : converted.problem).toBe(show(value));
      }),
      RUNS,
    );
  });

  test('can be converted to what it has in common with others, if all is known', () => {
    const known = anyValue.filter((value) => isWhollyKnown(value) && !show(value).includes('set['));
    fc.assert(
      fc.property(known, known, (a, b) => {
        const type = unifyTypes([typeOf(a), typeOf(b)]);
        if (type === undefined) return;
        for (const value of [a, b]) expect(convertValue(value, type)).toHaveProperty('value');
      }),
      RUNS,
    );
  });

  test('equals itself as far as it is known, and equality does not depend on the order', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        if (isWhollyKnown(a)) expect(valuesEqual(a, a)).toBe(true);
        expect(valuesEqual(a, b)).toBe(valuesEqual(b, a));
      }),
      RUNS,
    );
  });

  test('takes its place in a set whatever the order of the others', () => {
    fc.assert(
      fc.property(fc.array(anyValue.filter(isWhollyKnown), { maxLength: 5 }), (values) => {
        const set = setValue(values, LIST.origin);
        expect(show({ ...setValue([...values].reverse(), LIST.origin), sensitive: set.sensitive })).toBe(
          show(set),
        );
        expect(show(setValue(set.items, LIST.origin))).toBe(show(set));
      }),
      RUNS,
    );
  });
});
