/**
 * Fills the generated parts of the README from what they show: the comment and the output of the example, the action's
 * inputs and outputs, the rules, the usage text. With `--check` it only compares, and fails when a part is stale.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { format, resolveConfig } from 'prettier';
import { check } from '../src/check.ts';
import { loadConfig } from '../src/config/config.ts';
import { commentBody } from '../src/github/comment-body.ts';
import { rules } from '../src/rule/registry.ts';
import { locationOf } from '../src/text/range.ts';
import { workingDirectory } from '../src/tree/working-directory.ts';

const EXAMPLE = 'examples/hub-and-spoke';
const MIXED = 'examples/mixed-estate';

const parts: Readonly<Record<string, () => string>> = {
  comment: () => quote(exampleComment()),
  check: () => block(run(1, 'check', EXAMPLE)),
  mixed: () => block(run(1, 'check', MIXED, '--config', `${MIXED}/cidrlint.yml`)),
  inputs: () => inputTable('inputs', ['input', 'default', 'what it is']),
  outputs: () => inputTable('outputs', ['output', 'what it is']),
  rules: () =>
    table(
      ['rule', 'level', 'what it finds'],
      rules.map((rule) => [`[\`${rule.id}\`](rules/${rule.id}/README.md)`, rule.level, rule.summary]),
    ),
  usage: () => block(run(0, '--help')),
};

const readme = readFileSync('README.md', 'utf8');
const filled = readme.replace(/<!-- generated: (\w+) -->\n[^]*?<!-- \/generated -->/g, (_, name: string) => {
  const part = parts[name];
  if (part === undefined) throw new Error(`the README asks for a part "${name}" that nothing makes`);
  return `<!-- generated: ${name} -->\n\n${part()}\n\n<!-- /generated -->`;
});
const fresh = await format(filled, { ...(await resolveConfig('README.md')), filepath: 'README.md' });
if (!process.argv.includes('--check')) writeFileSync('README.md', fresh);
else if (fresh !== readme) {
  console.error('README.md is stale. Run npm run generate.');
  process.exitCode = 1;
}

/** The comment on the line that a change of the spokes' ranges would bring. */
function exampleComment(): string {
  const report = check({
    head: workingDirectory('.'),
    within: [EXAMPLE],
    config: loadConfig(undefined, rules),
    rules,
  });
  const finding = report.findings.find(({ rule }) => rule === 'overlap');
  if (finding === undefined) throw new Error('the example has no overlap');
  const link = (range: Parameters<typeof locationOf>[0]): string =>
    `${locationOf(range).file}#L${locationOf(range).line}`;
  // GitHub shows a suggestion as a diff; anywhere else it is a block of code.
  const body = commentBody(finding, { link }).replace('```suggestion', '```hcl');
  return body.replace(/\n+<!-- cidrlint:.*$/, '');
}

function run(status: number, ...args: readonly string[]): string {
  const result = spawnSync(process.execPath, ['dist/cli.js', ...args], { encoding: 'utf8' });
  if (result.status !== status)
    throw new Error(`cidrlint ${args.join(' ')} ended with ${String(result.status)}: ${result.stderr}`);
  return result.stdout.trimEnd();
}

function inputTable(kind: 'inputs' | 'outputs', header: readonly string[]): string {
  const action = load(readFileSync('action.yml', 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, { readonly description: string; readonly default?: string }>>>
  >;
  return table(
    header,
    Object.entries(action[kind] ?? {}).map(([name, entry]) => [
      `\`${name}\``,
      ...(kind === 'inputs'
        ? [entry.default === undefined || entry.default === '' ? '' : `\`${entry.default}\``]
        : []),
      entry.description,
    ]),
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => ':--'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
