/** What a template may spend: expressions that lead to themselves, and many that share one budget. */
import { expect, test } from 'vitest';
import { evaluateArmText } from '../../src/languages/arm/expressions/evaluate-arm.ts';
import { createArmBudget, type ArmBudget } from '../../src/languages/arm/expressions/evaluation.ts';
import { parseArmText } from '../../src/languages/arm/expressions/parse-arm-text.ts';
import type { ArmScope } from '../../src/languages/arm/scope.ts';
import { startOfFile } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import type { Value } from '../../src/values/value.ts';
import { shown } from './evaluate-text.ts';

const range = startOfFile(new SourceFile('template.json', ''));

/** Every call that is no built-in one evaluates the same text again. */
function evaluateAgain(text: string, budget: ArmBudget): Value {
  const read = parseArmText(text);
  const scope: ArmScope = { call: () => evaluateArmText(read, scope, { range }, budget) };
  return evaluateArmText(read, scope, { range }, budget);
}

test.each([
  "[variables('x')]",
  "[concat('a', string(variables('x')))]",
  "[map(range(0, 1), lambda('i', f.g()))]",
])('%s that leads to itself ends', (text) => {
  const budget = createArmBudget();
  expect(JSON.stringify(shown(evaluateAgain(text, budget)))).toContain('limit');
  expect(budget.depth).toBe(0);
});

test('a spent budget leaves what follows unknown', () => {
  const budget = { ...createArmBudget(), steps: 20 };
  const scope: ArmScope = { call: () => undefined };
  const read = parseArmText("[concat('a', 'b')]");
  const values = Array.from({ length: 10 }, () => shown(evaluateArmText(read, scope, { range }, budget)));
  expect(values.slice(0, 3)).toEqual(['ab', 'ab', 'ab']);
  expect(values.at(-1)).toEqual({ unknown: 'limit' });
});

test('a secret stays one in what is made of it', () => {
  const secret: ArmScope = {
    call: (_, __, { origin }) => ({ kind: 'string', value: 'x', origin, sensitive: true }),
  };
  const valueOf = (text: string): Value =>
    evaluateArmText(parseArmText(text), secret, { range }, createArmBudget());
  expect(valueOf("[format('a{0}', parameters('p'))]").sensitive).toBe(true);
  expect(valueOf("[string(createArray(parameters('p')))]").sensitive).toBe(true);
  expect(valueOf("[createArray('a', parameters('p'))[1]]").sensitive).toBe(true);
  expect(valueOf("[createObject('a', parameters('p'), 'b', 1).b]").sensitive).toBeFalsy();
  expect(valueOf("[if(equals(parameters('p'), 'x'), 'a', 'b')]").sensitive).toBe(true);
});
