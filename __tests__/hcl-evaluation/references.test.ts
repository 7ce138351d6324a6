/** How references ask the scope: once, with everything that can be told before evaluation. */
import { expect, test } from 'vitest';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import type { Resolved, Scope, TraversalStep } from '../../src/languages/hcl/scope.ts';
import type { Range } from '../../src/text/range.ts';
import { run, parse, scopeOf, show } from './support.ts';

/** Evaluates `source` in a scope that answers every name with `{ b = { c = [1, 2] } }`, and lists what it was asked. */
function ask(source: string, stepsUsed: (steps: readonly TraversalStep[]) => number = () => 0) {
  const { expression, file } = parse(source);
  const asked: string[] = [];
  const textOf = (range: Range): string => file.text.slice(range.start, range.end);
  const scope: Scope = {
    ...scopeOf(file),
    resolve(name, steps, range): Resolved {
      const shown = steps.map(
        (step) => `${step.kind === 'attribute' ? '.' : '#'}${step.key}<${textOf(step.range)}>`,
      );
      asked.push(`${name} ${shown.join(' ')} in ${textOf(range)}`.replace('  ', ' '));
      const used = stepsUsed(steps);
      return {
        value: run(['{ b = { c = [1, 2] } }', '{ c = [1, 2] }', '[1, 2]', '2'][used] ?? 'null').value,
        stepsUsed: used,
      };
    },
  };
  return { shown: show(evaluateExpression(expression, scope)), asked };
}

test.each([
  ['a', ['a in a'], '{b = {c = [1, 2]}}'],
  ['a.b.c[1]', ['a .b<b> .c<c> #1<1> in a.b.c[1]'], '2'],
  ['a["b"].c.0', ['a #b<"b"> .c<c> #0<0> in a["b"].c.0'], '1'],
  ['a.b[k].c', ['a .b<b> in a.b', 'k in k'], '?failed'],
  ['a[*].b', ['a in a'], '[{c = [1, 2]}]'],
  ['(a.b).c[0]', ['a .b<b> in a.b'], '1'],
  ['"${a.b.c[1]}"', ['a .b<b> .c<c> #1<1> in a.b.c[1]'], '2'],
  ['[for a in [{ b = 7 }] : a.b]', [], '[7]'],
  ['[for x in [1] : a.b.c[x]]', ['a .b<b> .c<c> in a.b.c'], '[2]'],
  ['{ a = 1 }', [], '{a = 1}'],
  ['{ (a.b.c[0]) = 1 }', ['a .b<b> .c<c> #0<0> in a.b.c[0]'], '{1 = 1}'],
  ['a.b.c[9007199254740993]', ['a .b<b> .c<c> in a.b.c'], '?failed'],
])('%s', (source, asked, shown) => {
  expect(ask(source)).toEqual({ asked, shown });
});

test.each([0, 1, 2, 3])('steps that the scope has used are not done again: %i', (used) => {
  expect(ask('a.b.c[1]', () => used).shown).toBe('2');
});

test('for-variables hide names further out, and end with their loop', () => {
  const names = { x: '"outer"', k: '"outer k"' };
  expect(show(run('[x, [for x in ["a"] : [x, k, [for k, x in ["b"] : [x, k]]]], x]', names).value)).toBe(
    '["outer", [["a", "outer k", [["b", 0]]]], "outer"]',
  );
});

test('the value of a loop hides a key of the same name', () => {
  expect(show(run('[for x, x in { a = 1 } : x]').value)).toBe('[1]');
});

test('the collection of a loop does not see the variables of the loop', () => {
  expect(show(run('[for x in x : x]', { x: '["outer"]' }).value)).toBe('["outer"]');
});

test('the value of a reference carries the range of the whole reference', () => {
  const { value } = run('[a.b.c]', { a: '{ b = { c = 1 } }' });
  const item = value.kind === 'list' ? value.items[0] : undefined;
  expect(item?.origin).toMatchObject({ kind: 'reference', range: { start: 1, end: 6 } });
});
