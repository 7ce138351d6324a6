/** Expressions whose values, types and failures OpenTofu 1.12 has confirmed (`expressions.json`). */
import { describe, expect, test } from 'vitest';
import { compareCodePoints } from '../../src/languages/hcl/equality.ts';
import { formatNumber } from '../../src/languages/hcl/number-text.ts';
import { parseHclExpression } from '../../src/languages/hcl/parse-hcl.ts';
import { ANY, typeName, typeOf, type TypeConstraint } from '../../src/languages/hcl/type-constraint.ts';
import { parseTypeConstraint } from '../../src/languages/hcl/type-expression.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import type { Value } from '../../src/values/value.ts';
import expressions from './expressions.json' with { type: 'json' };
import { parse, run } from './support.ts';

interface Row {
  readonly source: string;
  /** What `jsonencode` gives. */
  readonly json?: string;
  /** What the console's `type` gives, without line breaks. */
  readonly type?: string;
  readonly error?: true;
}

const rows: readonly Row[] = expressions as Row[];

describe('expressions have the value and the type that OpenTofu gives them', () => {
  test.each(rows.filter((row) => row.error === undefined))('$source', ({ source, json, type }) => {
    const { value, problems } = run(source);
    expect(problems).toEqual([]);
    expect(encode(value)).toBe(asDouble(json ?? ''));
    expect(fits(typeOf(value), readType(type ?? '')), typeName(typeOf(value))).toBe(true);
  });
});

describe('expressions that OpenTofu refuses are failed and reported', () => {
  test.each(rows.filter((row) => row.error))('$source', ({ source }) => {
    if (parseHclExpression(new SourceFile('main.tf', source)).expression === undefined) return;
    const { value, problems } = run(source);
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(reasons(value))).toContain('failed');
  });
});

test('the table is there', () => {
  expect(rows.length).toBeGreaterThan(300);
});

/** JSON as Go writes it: sorted keys, `<`, `>` and `&` escaped. */
function encode(value: Value): string {
  switch (value.kind) {
    case 'number':
      return formatNumber(value.value);
    case 'string':
      return JSON.stringify(value.value).replace(/[<>&]/g, (character) => {
        return `\\u00${character.charCodeAt(0).toString(16)}`;
      });
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list':
      return `[${value.items.map(encode).join(',')}]`;
    case 'map': {
      const sorted = [...value.entries].sort(([a], [b]) => compareCodePoints(a, b));
      return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${encode(item)}`).join(',')}}`;
    }
    case 'unknown':
      return `?${value.reason.message}`;
  }
}

/** Fractions have the digits that a double has, not the 154 of OpenTofu. */
function asDouble(json: string): string {
  return /^\d+\.\d{17,}$/.test(json) ? String(Number(json)) : json;
}

function readType(text: string): TypeConstraint {
  const quoted = text.replaceAll('dynamic', 'any').replace(/([^{},:()[\]]+):/g, '"$1":');
  const { expression } = parse(quoted);
  const parsed = parseTypeConstraint(expression, () => {
    throw new Error('no defaults here');
  });
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.type;
}

/** True when the types are the same, save that nulls and empty collections of ours have no type. */
function fits(ours: TypeConstraint, theirs: TypeConstraint): boolean {
  if (ours.kind === 'any') return true;
  if (ours.kind !== theirs.kind) return false;
  if (ours.kind === 'tuple' && theirs.kind === 'tuple') {
    return (
      ours.elements.length === theirs.elements.length &&
      ours.elements.every((element, index) => fits(element, theirs.elements[index] ?? ANY))
    );
  }
  if (ours.kind === 'object' && theirs.kind === 'object') {
    return (
      ours.attributes.size === theirs.attributes.size &&
      [...ours.attributes].every(([name, { type }]) => {
        const other = theirs.attributes.get(name);
        return other !== undefined && fits(type, other.type);
      })
    );
  }
  return !('element' in ours && 'element' in theirs) || fits(ours.element, theirs.element);
}

function reasons(value: Value): unknown {
  if (value.kind === 'unknown') return value.reason.code;
  if (value.kind === 'list') return value.items.map(reasons);
  return value.kind === 'map' ? [...value.entries.values()].map(reasons) : value.kind;
}
