/** The whole road for the tests of rules: from files to the findings of one rule. */
import { check } from '../../src/check.ts';
import type { CheckReport } from '../../src/check-report.ts';
import { loadConfig, type Config } from '../../src/config/config.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

/** Files by path; `cidrlint.yml` at the root is the rule file. */
export type Files = Readonly<Record<string, string>>;

/** What one rule says about some files. */
export function judgeFiles(rule: Rule, files: Files): CheckReport {
  return check({ head: memoryTree(files), within: [], config: configOf(rule, files), rules: [rule] });
}

/** What one rule says about a change of files: every line that the base does not have at its place counts as changed. */
export function judgeChange(rule: Rule, base: Files, head: Files): CheckReport {
  return check({
    head: memoryTree(head),
    base: memoryTree(base),
    changed: {
      has: (path, line) => base[path]?.split('\n')[line - 1] !== head[path]?.split('\n')[line - 1],
    },
    within: [],
    config: configOf(rule, head),
    rules: [rule],
  });
}

function configOf(rule: Rule, files: Files): Config {
  const text = files['cidrlint.yml'];
  return loadConfig(text === undefined ? undefined : new SourceFile('cidrlint.yml', text), [rule]);
}

/** `path:line` of the place where a finding is shown. */
export function lineOf(range: CheckReport['findings'][number]['place']): string {
  return `${range.file.path}:${range.file.positionAt(range.start).line}`;
}

/** The only finding of a report; fails when there are none or several. */
export function onlyFinding(report: CheckReport): CheckReport['findings'][number] {
  const [finding, ...others] = report.findings;
  if (finding === undefined || others.length > 0) {
    throw new Error(
      `expected one finding, got:\n${report.findings.map(({ message }) => message).join('\n')}`,
    );
  }
  return finding;
}
