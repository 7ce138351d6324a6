/** JSON as values: what they are, where they stand, and that no text breaks them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonMember, jsonNodeValue, jsonText } from '../../src/languages/json/json-value.ts';
import { parseJson } from '../../src/languages/json/parse-json.ts';
import { rangeOf } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { unknownValue, type Value } from '../../src/values/value.ts';
import { JSON_SEEDS } from '../documents/seeds.ts';
import { plainOf, placedValues } from '../documents/plain-value.ts';
import { mutate, randomFrom } from '../hcl-syntax/mutations.ts';

const MUTANTS = 10_000;
const LIMIT_MS = 1000;

function valueIn(text: string): Value | undefined {
  const file = new SourceFile('input.json', text);
  const { root } = parseJson(file);
  return root && jsonNodeValue(root, { placeOf: (span) => rangeOf(file, span) });
}

/** What is wrong with what is made of a text; empty when nothing is. */
function complaints(text: string): string[] {
  const started = performance.now();
  const value = valueIn(text);
  const elapsed = performance.now() - started;
  const found = elapsed > LIMIT_MS ? [`${Math.round(elapsed)} ms`] : [];
  if (value === undefined) return found;
  return [...found, ...misplaced(value, text)];
}

/** Values whose range does not hold what they are. */
function misplaced(value: Value, text: string): string[] {
  return placedValues(value).flatMap((each) => {
    const { start, end } = each.origin.range;
    const written = text.slice(start, end);
    return isSame(JSON.parse(written), plainOf(each)) ? [] : [`${written} is no ${each.kind}`];
  });
}

function isSame(platform: unknown, ours: unknown): boolean {
  // Large whole numbers are exact in ours alone.
  return (
    JSON.stringify(platform) ===
    JSON.stringify(ours, (_key, each: unknown) => (typeof each === 'bigint' ? Number(each) : each))
  );
}

describe('JSON as values', () => {
  test.each<[string, unknown]>([
    ['"a\\u00e9"', 'aé'],
    ['-0', 0],
    ['1.50', 1.5],
    ['9007199254740993', 9007199254740993n],
    ['true', true],
    ['null', null],
    ['[1, [], {}]', [1, [], {}]],
    ['{"a": 1, "b": 2, "a": 3}', { a: 3, b: 2 }],
    ['{"__proto__": {"constructor": 1}}', JSON.parse('{"__proto__": {"constructor": 1}}')],
  ])('%s', (text, expected) => {
    const value = valueIn(text);
    expect(value && plainOf(value)).toEqual(expected);
  });

  test('a key has its place', () => {
    const value = valueIn('{"a": 1, "b": 2, "a": 3}');
    const origin = value?.kind === 'map' ? value.keyOrigins?.get('a') : undefined;
    expect([origin?.range.start, origin?.range.end]).toEqual([17, 20]);
  });

  test('a language decides what a string means', () => {
    const file = new SourceFile('input.json', '["=x", 1]');
    const { root } = parseJson(file);
    const reason = { code: 'unsupported', message: 'it is a formula' } as const;
    const value =
      root &&
      jsonNodeValue(root, {
        placeOf: (span) => rangeOf(file, span),
        text: (_node, origin) => unknownValue(reason, origin),
      });
    expect(value?.kind === 'list' && value.items.map(({ kind }) => kind)).toEqual(['unknown', 'number']);
  });

  test('members are found with and without case, the last of several', () => {
    const { root } = parseJson(
      new SourceFile('input.json', '{"Name": "a", "name": "b", "NAME": "c", "name": "d"}'),
    );
    expect(jsonText(jsonMember(root, 'name'))).toBe('d');
    expect(jsonText(jsonMember(root, 'nAmE', true))).toBe('d');
    expect(jsonText(jsonMember(root, 'NAME'))).toBe('c');
    expect(jsonMember(root, 'other')).toBeUndefined();
  });

  test('is what JSON.parse makes of a valid text, and each place holds its value', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), undefined, indent);
        const value = valueIn(laidOut);
        expect(isSame(JSON.parse(laidOut), value && plainOf(value))).toBe(true);
        expect(complaints(laidOut)).toEqual([]);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test('a document may have so many values and no more', () => {
    const read = (maxValues: number) =>
      parseJson(new SourceFile('input.json', '[1, {"a": 2}]'), { maxValues }).diagnostics.map(
        ({ message, range }) => [message, range.start],
      );
    expect(read(4)).toEqual([]);
    expect(read(3)).toEqual([['This document has too many values.', 10]]);
  });

  test('mutants of valid texts', () => {
    const random = randomFrom(20_251_121);
    const bad: { mutant: string; complaints: string[] }[] = [];
    let valid = 0;
    for (let count = 0; count < MUTANTS; count++) {
      const mutant = mutate(JSON_SEEDS, random);
      const found = complaints(mutant);
      if (valueIn(mutant) !== undefined) valid++;
      if (found.length > 0) bad.push({ mutant, complaints: found });
    }
    expect(bad).toEqual([]);
    expect(valid).toBeGreaterThan(100);
  });

  test.each([
    ['brackets', '['.repeat(100_000)],
    ['a flat list', `[${'1,'.repeat(100_000)}1]`],
    ['one key', `{${'"a":1,'.repeat(50_000)}"a":1}`],
    ['escapes', `"${'\\n'.repeat(200_000)}"`],
    ['quotes', '"'.repeat(200_000)],
    ['blanks', ' '.repeat(1_000_000)],
    ['the deepest list', `${'['.repeat(256)}${']'.repeat(256)}`],
    ['a long number', '1'.repeat(100_000)],
    ['a huge exponent', '1e999999999'],
  ])('much of it: %s', (_name, text) => {
    const started = performance.now();
    valueIn(text);
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
  });
});
