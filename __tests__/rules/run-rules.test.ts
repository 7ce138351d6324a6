/** The runner: levels, options, messages, places, and rules that fail. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Finding, Level } from '../../src/findings/finding.ts';
import { buildConnectivity } from '../../src/model/build-connectivity.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { defineRule, type Rule, type RuleReport } from '../../src/rule/rule.ts';
import { runRules, type RuleSetting } from '../../src/rule/run-rules.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { literalOrigin, type Origin } from '../../src/values/origin.ts';

const file = new SourceFile(
  'main.tf',
  'first "10.0.0.0/8"\nsecond "10.1.0.0/16"\nthird cidrsubnet(x, 8, 1)\n',
);
const range = (text: string) => ({
  file,
  start: file.text.indexOf(text),
  end: file.text.indexOf(text) + text.length,
});
const first = range('"10.0.0.0/8"');
const second = range('"10.1.0.0/16"');
const call = range('cidrsubnet(x, 8, 1)');
const eight = range('8, 1');

const PLAIN: RuleReport = { message: 'bad', values: { what: 'it' }, at: [first], subjects: ['a'], data: {} };

function ruleThat(check: Rule['check'], parts: Partial<Rule> = {}): Rule {
  return defineRule<unknown, string>({
    id: 'some-rule',
    since: '0.1.0',
    summary: 'Something must hold',
    level: 'error',
    options: z.strictObject({ limit: z.number().default(3) }),
    messages: { bad: 'Something about {what} is wrong.' },
    check,
    ...parts,
  });
}

function reporting(fault: Partial<RuleReport> = {}, parts: Partial<Rule> = {}): Rule {
  return ruleThat(({ report }) => {
    report({ ...PLAIN, ...fault });
  }, parts);
}

function run(rules: readonly Rule[], settings: Readonly<Record<string, RuleSetting>> = {}) {
  const model = buildModel([]);
  return runRules({
    model,
    connectivity: buildConnectivity(model),
    rules,
    settings: new Map(Object.entries(settings)),
  });
}

function onlyFinding(rule: Rule, setting?: RuleSetting): Finding {
  const { findings, diagnostics } = run([rule], setting && { 'some-rule': setting });
  expect(diagnostics).toEqual([]);
  const [finding, ...others] = findings;
  if (finding === undefined || others.length > 0) throw new Error('not one finding');
  return finding;
}

describe('levels', () => {
  test.each<[rule: Level, fault: Level | undefined, setting: Level | undefined, shown: Level]>([
    ['error', undefined, undefined, 'error'],
    ['warning', undefined, undefined, 'warning'],
    ['warning', undefined, 'error', 'error'],
    ['error', undefined, 'note', 'note'],
    ['error', 'note', undefined, 'note'],
    ['error', 'warning', 'error', 'warning'],
    ['error', 'error', 'warning', 'warning'],
    ['warning', 'error', undefined, 'error'],
    ['warning', 'note', 'error', 'note'],
  ])('a rule of level %s that reports %s under the setting %s shows %s', (level, fault, setting, shown) => {
    const rule = reporting(fault === undefined ? {} : { level: fault }, { level });
    expect(onlyFinding(rule, { level: setting }).level).toBe(shown);
  });

  test('a rule that is off does not run', () => {
    const rule = ruleThat(() => {
      throw new Error('it ran');
    });
    expect(run([rule], { 'some-rule': { level: 'off' } })).toEqual({
      findings: [],
      notJudged: [],
      diagnostics: [],
    });
  });
});

describe('options', () => {
  const rule = ruleThat(({ options, report }) => {
    report({ ...PLAIN, values: { what: JSON.stringify(options) } });
  });

  test.each([
    [undefined, '{"limit":3}'],
    [{}, '{"limit":3}'],
    [{ limit: 5 }, '{"limit":5}'],
  ])('%j arrive as %s', (options, shown) => {
    expect(onlyFinding(rule, { options }).message).toBe(`Something about ${shown} is wrong.`);
  });

  test('options that the schema refuses are an error and no finding', () => {
    const { findings, diagnostics } = run([rule], { 'some-rule': { options: { limit: 'many' } } });
    expect(findings).toEqual([]);
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([['error', 'rule-failed']]);
  });
});

describe('messages', () => {
  test('values are shown as they are, even when they look like a place for a value', () => {
    expect(onlyFinding(reporting({ values: { what: '{what} $& $1' } })).message).toBe(
      'Something about {what} $& $1 is wrong.',
    );
  });

  test.each([
    ['without a value', { values: {} }, 'the message bad of some-rule lacks what'],
    ['of another rule', { message: 'worse' }, 'the rule some-rule has no message worse'],
    ['without a place', { at: [] }, 'the rule some-rule reported a fault without a place'],
  ])('a report %s is a failure of the rule', (_, fault, text) => {
    const { findings, diagnostics } = run([reporting(fault)]);
    expect(findings).toEqual([]);
    expect(diagnostics[0]?.message).toContain(text);
  });
});

describe('places', () => {
  const computed: Origin = {
    range: call,
    kind: 'expression',
    from: [literalOrigin(eight), literalOrigin(first)],
  };
  const read: Origin = { range: second, kind: 'reference', from: [computed] };

  test('a value that was read is shown where somebody would edit it', () => {
    const finding = onlyFinding(
      reporting({ at: [{ range: second, kind: 'reference', from: [literalOrigin(first)] }] }),
    );
    expect(finding.range).toEqual(first);
    expect(finding.causes).toEqual([first, second]);
    expect(finding.related).toEqual([]);
  });

  test('a computed value is shown where it is computed, and what it was made of on other lines is told', () => {
    const finding = onlyFinding(reporting({ at: [read] }));
    expect(finding.range).toEqual(call);
    expect(finding.causes).toEqual([first, eight, call, second]);
    expect(finding.related).toEqual([{ message: 'the value comes from here', range: first }]);
  });

  test('what was typed comes before what a value passed through, in the order of the values', () => {
    const finding = onlyFinding(
      reporting({ at: [second, { range: call, kind: 'reference', from: [literalOrigin(first)] }] }),
    );
    expect(finding.range).toEqual(second);
    expect(finding.causes).toEqual([second, first, call]);
  });

  test('every line is told once, and the line of the finding not again', () => {
    const related = [
      { message: 'one', range: call },
      { message: 'the same line', range: eight },
      { message: 'the own line', range: first },
    ];
    expect(onlyFinding(reporting({ related })).related).toEqual([{ message: 'one', range: call }]);
  });
});

describe('failures', () => {
  const broken = ruleThat(
    ({ report }) => {
      report(PLAIN);
      throw new Error('index out of range');
    },
    { id: 'broken-rule' },
  );

  test('cost the findings of one rule only, and are named as our own', () => {
    const { findings, diagnostics } = run([broken, reporting()]);
    expect(findings.map(({ rule }) => rule)).toEqual(['broken-rule', 'some-rule']);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', code: 'rule-failed' });
    expect(diagnostics[0]?.message).toBe(
      'The rule broken-rule failed: index out of range. This is a fault of cidrlint and not of the code; the other rules ran.',
    );
  });

  test('what was not judged carries the rule', () => {
    const reason = { code: 'computed', message: 'nobody knows' } as const;
    const rule = ruleThat(({ notJudged }) => {
      notJudged({ subject: 'a', what: 'whether', reason, range: first });
    });
    expect(run([rule]).notJudged).toEqual([
      { rule: 'some-rule', subject: 'a', what: 'whether', reason, range: first },
    ]);
  });
});
