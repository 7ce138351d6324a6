/** Where the parts of a computed value were typed. */
import { expect, test } from 'vitest';
import { contributingRanges, literalRanges, type Origin } from '../../src/values/origin.ts';
import type { Value } from '../../src/values/value.ts';
import { evaluateText, evaluateWhole } from './evaluate-text.ts';

function literals(value: Value | undefined): readonly string[] {
  if (value === undefined) return ['no value'];
  return literalRanges(value.origin).map((range) => range.file.text.slice(range.start, range.end));
}

function item(value: Value, index: number): Value | undefined {
  return value.kind === 'list' ? value.items[index] : undefined;
}

test('an element of an array that is written in the expression', () => {
  const { value } = evaluateText("createArray('10.0.0.0/24', '10.0.1.0/24')");
  expect(literals(item(value, 1))).toEqual(["'10.0.1.0/24'"]);
});

test('a computed prefix is made of its arguments', () => {
  const { value, file } = evaluateText("cidrSubnet(parameters('hub'), 24, 1)");
  expect(value.origin.kind).toBe('expression');
  expect(literals(value)).toEqual(['"10.0.0.0/16"', '24', '1']);
  expect(file.text.slice(value.origin.range.start, value.origin.range.end)).toBe(
    `"[cidrSubnet(parameters('hub'), 24, 1)]"`,
  );
});

test('a member leads to its own literal and not to its neighbours', () => {
  const { value } = evaluateText("parameters('spokes')[1].cidr");
  expect(literals(value)).toEqual(['"10.2.0.0/16"']);
  expect(value.origin.kind).toBe('reference');
});

test('an element that a lambda handed on leads to its literal', () => {
  const { value } = evaluateText("map(parameters('spokes'), lambda('s', lambdaVariables('s').cidr))");
  expect(literals(item(value, 0))).toEqual(['"10.1.0.0/16"']);
});

test('merged, filtered and sorted values keep their places', () => {
  const { value } = evaluateText("union(createObject('a', 'x'), createObject('b', parameters('hub'))).b");
  expect(literals(value)).toContain('"10.0.0.0/16"');
  expect(literals(value)).not.toContain("'x'");
  const sorted = evaluateText(
    "sort(createArray('b', 'a'), lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y'))))",
  );
  expect(literals(item(sorted.value, 0))).toEqual(["'a'"]);
});

test('a chosen value leads to the branch and to what decided', () => {
  const { value } = evaluateText("if(parameters('yes'), parameters('hub'), 'x')");
  expect(literals(value)).toEqual(['"10.0.0.0/16"', 'true']);
});

test('a literal text is at its place', () => {
  const { value, file } = evaluateWhole('[[not an expression]');
  expect(value).toMatchObject({ kind: 'string', value: '[not an expression]' });
  expect(value.origin).toMatchObject({ kind: 'literal', range: { file, start: 10 } });
});

test('origins stay small however long the chain and the loop', () => {
  const deep = `parameters('first')${'.property'.repeat(1)}.one`;
  expect(countOrigins(evaluateText(deep).value.origin)).toBeLessThan(6);
  const { value } = evaluateText(
    "reduce(range(0, 300), createArray(), lambda('all', 'i', concat(lambdaVariables('all'), createArray(lambdaVariables('i')))))",
  );
  expect(value.kind === 'list' && value.items.length).toBe(300);
  expect(contributingRanges(value.origin).length).toBeLessThan(10);
  expect(countOrigins(value.origin)).toBeLessThan(2000);
});

function countOrigins(origin: Origin): number {
  const seen = new Set<Origin>([origin]);
  for (const each of seen) for (const part of each.from) seen.add(part);
  return seen.size;
}
