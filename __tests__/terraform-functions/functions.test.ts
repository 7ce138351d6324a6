/** Every expression of the table has the value that OpenTofu gives it, or fails where OpenTofu fails. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encodeJson } from '../../src/languages/terraform/functions/json-encode.ts';
import { isWhollyKnown } from '../../src/values/value.ts';
import { evaluate } from './evaluate.ts';
import { FUNCTION_INPUTS } from './function-inputs.ts';

const rows = z
  .array(
    z.strictObject({ source: z.string(), json: z.string().optional(), error: z.literal(true).optional() }),
  )
  .parse(JSON.parse(readFileSync(new URL('./functions.json', import.meta.url), 'utf8')));

/** Where we differ on purpose, and what we give. */
const DIFFERENCES: ReadonlyMap<string, string> = new Map([
  // Numbers are exact decimals here; OpenTofu computes with binary fractions of 512 bits and shows their error.
  ['range(0, 1, 0.1)', '[0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9]'],
  // OpenTofu shows as few digits as tell doubles apart; the number is the same.
  ['pow(2, 64)', '18446744073709551616'],
  ['pow(2, 100)', '1267650600228229401496703205376'],
  // There is no negative zero here.
  ['tonumber("-0")', '0'],
  ['jsondecode("-0")', '0'],
  // The YAML reader takes 1.2, which is what documents are written in; OpenTofu refuses the directive.
  [String.raw`yamldecode("%YAML 1.2\n---\na: 1")`, '{"a":1}'],
  // Few character sets are computed; the others are unknown.
  ['textencodebase64("€", "windows-1252")', 'unknown: unsupported'],
  ['textdecodebase64("gA==", "windows-1252")', 'unknown: unsupported'],
]);

function outcomeOf(source: string): string {
  const { value, problems } = evaluate(source);
  if (problems.length > 0) return 'fails';
  if (isWhollyKnown(value)) return encodeJson(value);
  return value.kind === 'unknown' ? `unknown: ${value.reason.code}` : 'partly unknown';
}

test('the table has a row for every expression, in order', () => {
  expect(rows.map((row) => row.source)).toEqual(Object.values(FUNCTION_INPUTS).flat());
});

const bySource = new Map(rows.map((row) => [row.source, row]));

describe.each(Object.entries(FUNCTION_INPUTS))('%s', (_group, sources) => {
  test.each(sources)('%s', (source) => {
    const row = bySource.get(source);
    const expected = row?.error === true ? 'fails' : row?.json;
    const difference = DIFFERENCES.get(source);
    expect(outcomeOf(source)).toBe(difference ?? expected);
    expect(difference).not.toBe(expected);
  });
});
