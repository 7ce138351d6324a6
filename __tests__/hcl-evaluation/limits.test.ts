/** Hostile expressions end soon, in an unknown that says so. */
import { describe, expect, test } from 'vitest';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import { weightOf } from '../../src/languages/hcl/value-limits.ts';
import { createBudget } from '../../src/languages/hcl/evaluation.ts';
import type { Expression } from '../../src/languages/hcl/ast.ts';
import type { Scope } from '../../src/languages/hcl/scope.ts';
import { contributingRanges } from '../../src/values/origin.ts';
import type { Value } from '../../src/values/value.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { parse, run, scopeOf, show } from './support.ts';

const LIST = `[${Array.from({ length: 300 }, (_, index) => index).join(', ')}]`;

describe('what doubles with every line is given up', () => {
  /** `x0`, then `x1` made of `x0` twice, and so on. */
  function double(first: string, next: (previous: string) => string, times: number): Value {
    let value = run(first).value;
    for (let index = 0; index < times; index++) value = run(next('x'), { x: value }).value;
    return value;
  }

  test.each([
    ['texts', '"0123456789"', (x: string) => `"\${${x}}\${${x}}"`],
    ['lists', '["a"]', (x: string) => `[${x}, ${x}]`],
    ['objects', '{ a = "a" }', (x: string) => `{ a = ${x}, b = ${x} }`],
    ['results of for', '["a"]', (x: string) => `[for i in [1, 2] : ${x}]`],
    ['template directives', '"0123456789"', (x: string) => `"%{ for i in [1, 2] }\${${x}}%{ endfor }"`],
  ])('%s', (_, first, next) => {
    const value = double(first, next, 60);
    expect(weightOf(value)).toBeLessThan(2_000_000);
    expect(holdsLimit(value)).toBe(true);
  });

  test.each([
    ['parts of unknown texts', '"a${missing}"'],
    ['candidates', 'missing ? 1 : 2'],
  ])('%s', (_, first) => {
    const value = double(first, (x) => `"\${${x}}\${${x}}"`, 60);
    expect(value).toMatchObject({ kind: 'unknown', reason: { code: 'missing-input' } });
    expect(weightOf(value)).toBeLessThan(100_000);
  });

  test('histories', () => {
    const value = double(
      '{ a = "10.0.0.0/16" }',
      (x) => `{ a = first(${x}, ${x}).a, b = count(${x}, ${x}) }`,
      60,
    );
    expect(value.kind).toBe('map');
    const a = run('x.a', { x: value }).value;
    expect(show(a)).toBe('"10.0.0.0/16"');
    expect(contributingRanges(a.origin).length).toBeLessThanOrEqual(200);
  });
});

describe('loops within loops end', () => {
  test.each([
    '[for a in l : [for b in l : [for c in l : [for d in l : a]]]]',
    '[for a in l : [for b in l : l == l]]',
    '[for a in l : [for b in l : true ? l : []]]',
    '{ for a in l : a => { for b in l : b => { for c in l : c => "${a}${b}${c}" } } }',
    '"%{ for a in l }%{ for b in l }%{ for c in l }xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%{ endfor }%{ endfor }%{ endfor }"',
    '[for a in l : [for b in l : l[*]]]',
    '[for a in l : [for b in l : count(l...)]]',
    '[for a in l : [for b in l : toset(l)]]',
  ])('%s', (source) => {
    const started = performance.now();
    const budget = { ...createBudget(), steps: 50_000 };
    const { value } = run(source, { l: LIST }, budget);
    expect(holdsLimit(value)).toBe(true);
    expect(budget.steps).toBeGreaterThan(-50_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('a run that has spent everything evaluates nothing more', () => {
    const { expression, file } = parse('[1, 2]');
    const budget = { ...createBudget(), steps: 2 };
    const scope = { ...scopeOf(file), budget };
    expect(show(evaluateExpression(expression, scope))).toBe('[1, ?limit]');
    expect(show(evaluateExpression(expression, scope))).toBe('?limit');
    expect(budget.depth).toBe(0);
  });
});

function holdsLimit(value: Value | undefined): boolean {
  if (value?.kind === 'unknown') return value.reason.code === 'limit' || (value.parts ?? []).some(holdsLimit);
  if (value?.kind === 'list') return value.items.some(holdsLimit);
  return value?.kind === 'map' && [...value.entries.values()].some(holdsLimit);
}

describe('expressions nested by hand beyond what the parser lets through', () => {
  const at = { start: 0, end: 1 };
  const one: Expression = { ...at, kind: 'number', value: 1, text: '1' };
  const yes: Expression = { ...at, kind: 'bool', value: true };
  const x = { ...at, name: 'x' };
  const list: Expression = { ...at, kind: 'tuple', items: [one] };
  const template = (part: Extract<Expression, { kind: 'template' }>['parts'][number]): Expression => {
    return { ...at, kind: 'template', form: 'heredoc', parts: [part] };
  };
  const shapes: Readonly<Record<string, (inner: Expression) => Expression>> = {
    conditional: (inner) => ({ ...at, kind: 'conditional', condition: yes, whenTrue: inner, whenFalse: one }),
    tuple: (inner) => ({ ...at, kind: 'tuple', items: [inner] }),
    object: (inner) => ({ ...at, kind: 'object', items: [{ ...at, key: one, keyName: 'a', value: inner }] }),
    logical: (inner) => ({ ...at, kind: 'binary', operator: '&&', left: yes, right: inner }),
    arithmetic: (inner) => ({ ...at, kind: 'binary', operator: '+', left: inner, right: one }),
    unary: (inner) => ({ ...at, kind: 'unary', operator: '!', operand: inner }),
    index: (inner) => ({ ...at, kind: 'index', target: list, index: inner }),
    call: (inner) => ({
      ...at,
      kind: 'call',
      name: { ...at, name: 'first' },
      args: [inner],
      expandLast: false,
    }),
    splat: (inner) => ({ ...at, kind: 'splat', form: 'full', target: inner, steps: [] }),
    'for tuple': (inner) => ({
      ...at,
      kind: 'for-tuple',
      key: undefined,
      value: x,
      collection: list,
      result: inner,
      condition: undefined,
    }),
    interpolation: (inner) => template({ ...at, kind: 'interpolation', expression: inner }),
    'if directive': (inner) => {
      const interpolation = { ...at, kind: 'interpolation', expression: inner } as const;
      return template({ ...at, kind: 'if', condition: yes, whenTrue: [interpolation], whenFalse: [] });
    },
    'for directive': (inner) => {
      const interpolation = { ...at, kind: 'interpolation', expression: inner } as const;
      return template({
        ...at,
        kind: 'for',
        key: undefined,
        value: x,
        collection: list,
        content: [interpolation],
      });
    },
  };

  test.each(Object.keys(shapes))('%s', (name) => {
    let expression: Expression = yes;
    for (let depth = 0; depth < 5000; depth++) expression = shapes[name]?.(expression) ?? expression;
    const value = evaluateExpression(expression, scopeOf(new SourceFile('main.tf', 'x')));
    expect(deepest(value)).toMatchObject({ kind: 'unknown', reason: { code: 'limit' } });
  });

  test('a chain of attributes costs no depth', () => {
    let expression: Expression = { ...at, kind: 'variable', name: 'hub' };
    for (let depth = 0; depth < 5000; depth++)
      expression = { ...at, kind: 'attribute', target: expression, name: x };
    const { value } = run('hub');
    const result = evaluateExpression(expression, scopeOf(new SourceFile('main.tf', 'x'), { hub: value }));
    expect(result).toMatchObject({ kind: 'unknown', reason: { code: 'computed' } });
  });
});

function deepest(value: Value): Value {
  let current = value;
  for (;;) {
    const inner =
      current.kind === 'list'
        ? current.items[0]
        : current.kind === 'map'
          ? current.entries.get('a')
          : undefined;
    if (inner === undefined) return current;
    current = inner;
  }
}

test('names that refer to names are followed to a bounded depth, in one budget', () => {
  const budget = createBudget();
  const scope: Scope = {
    ...scopeOf(new SourceFile('main.tf', '')),
    budget,
    resolve: (name) => {
      const next = parse(`"\${x${Number(name.slice(1)) + 1}}"`);
      return { value: evaluateExpression(next.expression, { ...scope, file: next.file }), stepsUsed: 0 };
    },
  };
  const { expression } = parse('x0');
  expect(evaluateExpression(expression, scope)).toMatchObject({ kind: 'unknown', reason: { code: 'limit' } });
  expect(budget.depth).toBe(0);
});
