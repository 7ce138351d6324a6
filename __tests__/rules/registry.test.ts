/** The registry, the pages and the table of the rules are what their folders say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generateRuleFiles } from '../../scripts/generate-rule-registry.ts';
import { describeOptions } from '../../src/rule/describe-options.ts';
import { rules } from '../../src/rule/registry.ts';
import { rulePages } from '../../src/rule/rule-pages.generated.ts';

test('the generated files are up to date', async () => {
  const files = await generateRuleFiles();
  expect(files.size).toBe(rules.length + 3);
  for (const [path, text] of files) {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), path).toBe(text);
  }
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has an id, a version, and a summary without a full stop', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(rule.summary).toMatch(/^[A-Z].*[^.]$/);
  });

  test('has messages in full sentences', () => {
    for (const text of Object.values(rule.messages)) expect(text).toMatch(/^[A-Z{].*(\.|\{repair\})$/);
  });

  test('has options with a default and a description', () => {
    expect(rule.options.safeParse({}).success).toBe(true);
    expect(rule.options.safeParse({ 'no-such-option': 1 }).success).toBe(false);
    for (const option of describeOptions(rule)) {
      expect(option.description, option.name).not.toBe('');
      expect(option.defaultValue, option.name).not.toBe('');
    }
  });

  test('has a page that says what is wrong, what happens, what to do, and when not to use it', () => {
    const page = rulePages.get(id) ?? '';
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
    expect(headings[0]).toBe(id);
    expect(headings).toEqual(
      expect.arrayContaining(['The fault', 'What happens', 'The repair', 'When not to use it', 'Options']),
    );
    expect(page).toContain(`${rule.summary}.`);
    expect(page).not.toContain('<!--');
    for (const { name } of describeOptions(rule)) expect(page).toContain(`\`${name}\``);
  });
});
