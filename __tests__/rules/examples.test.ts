/** Runs every folder of rules/<id>/examples through the whole road and compares the lines with the marks in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rule/registry.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { readMarks } from './marks.ts';
import { judgeFiles, lineOf, type Files } from './road.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));

function foldersOf(rule: Rule): readonly string[] {
  return readdirSync(join(RULES, rule.id, 'examples')).sort();
}

function readExample(rule: Rule, name: string): Files {
  const folder = join(RULES, rule.id, 'examples', name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const root = `${folder}/`;
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length), readFileSync(path, 'utf8')];
    }),
  );
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const folders = foldersOf(rule);
  const used = new Set<string>();
  /** The same rule, with the ids of the messages that it uses noted. */
  const noting: Rule = {
    ...rule,
    check: (context) => {
      const report: typeof context.report = (fault) => {
        used.add(fault.message);
        context.report(fault);
      };
      rule.check({ ...context, report });
    },
  };

  test('the examples show faults and clean code', () => {
    expect(folders.filter((name) => !/^(fail|pass)-[a-z0-9-]+$/.test(name))).toEqual([]);
    expect(folders.filter((name) => name.startsWith('fail-')).length).toBeGreaterThan(0);
    expect(folders.filter((name) => name.startsWith('pass-')).length).toBeGreaterThan(0);
  });

  test.each(folders)('%s', (name) => {
    const files = readExample(rule, name);
    const marks = readMarks(files, rule.id);
    const { findings, diagnostics } = judgeFiles(noting, files);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message, range }) => `${lineOf(range)} ${message}`)).toEqual([]);
    expect(findings.map(({ place }) => lineOf(place)).sort()).toEqual(marks.expected);
    const related = findings.flatMap((finding) => finding.related.map(({ range }) => lineOf(range)));
    expect(related.sort()).toEqual(marks.related);
    expect(marks.expected.length > 0).toBe(name.startsWith('fail-'));
  });

  test('the examples show every message', () => {
    expect([...used].sort()).toEqual(Object.keys(rule.messages).sort());
  });
});
