/** Functions read files of the tree only, whatever their paths say. */
import { describe, expect, test } from 'vitest';
import { terraformFunctions, treeFiles } from '../../src/languages/terraform/functions/index.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { evaluate } from './evaluate.ts';

const tree = memoryTree({
  'shared.yaml': 'from: root',
  'plan.yaml': 'from: root plan',
  'envs/prod/plan.yaml': 'from: prod plan',
  'envs/prod/main.tf': '',
  'modules/net/plan.yaml': 'from: module',
  'modules/net/a.tftpl': '${templatefile("modules/net/b.tftpl", {})} ${templatestring("x", {})}',
  'modules/net/b.tftpl': 'b',
  'large.txt': 'x'.repeat(4 * 1024 * 1024 + 1),
  'marked.yaml': '\uFEFFa: 1',
});

const functions = terraformFunctions(treeFiles(tree, 'envs/prod'));

function outcomeOf(source: string): string {
  const { value, problems } = evaluate(source, {}, functions);
  const severities = problems.map((problem) => `${problem.severity} ${problem.code}; `).join('');
  if (value.kind === 'unknown') return `${severities}unknown ${value.reason.code}`;
  return (
    severities +
    (value.kind === 'list'
      ? value.items.map(({ kind, ...item }) => ('value' in item ? item.value : kind)).join()
      : 'value' in value
        ? String(value.value)
        : value.kind)
  );
}

describe('paths', () => {
  test.each([
    ['file("plan.yaml")', 'from: prod plan'],
    ['file("./plan.yaml")', 'from: prod plan'],
    ['file("modules/net/plan.yaml")', 'from: module'],
    ['file("../../shared.yaml")', 'from: root'],
    ['file("shared.yaml")', 'from: root'],
    ['fileexists("plan.yaml")', 'true'],
    ['fileexists("shared.yaml")', 'true'],
    ['fileexists("absent.yaml")', 'false'],
    ['fileset("modules/net", "*.yaml")', 'plan.yaml'],
    ['fileset(".", "*.yaml")', 'plan.yaml'],
    ['file("absent.yaml")', 'warning terraform-missing-file; unknown file-not-read'],
    ['filesha256("absent.zip")', 'warning terraform-missing-file; unknown file-not-read'],
    ['try(file("absent.yaml"), "fallback")', 'fallback'],
    ['can(file("absent.yaml"))', 'false'],
    ['file("/etc/passwd")', 'unknown file-not-read'],
    ['file("../../../etc/passwd")', 'unknown file-not-read'],
    ['file("modules/../../../../x")', 'unknown file-not-read'],
    ['file("~/.ssh/id_rsa")', 'unknown file-not-read'],
    ['file("a\\u0000b")', 'unknown file-not-read'],
    ['fileexists("/etc/passwd")', 'unknown file-not-read'],
    ['fileset("/etc", "*")', 'unknown file-not-read'],
    ['fileset("../../..", "*")', 'unknown file-not-read'],
    ['fileset(".", "../../../*")', 'unknown file-not-read'],
    ['templatefile("/etc/passwd", {})', 'unknown file-not-read'],
    ['filemd5("../../../etc/passwd")', 'unknown file-not-read'],
    ['try(file("/etc/passwd"), "fallback")', 'unknown file-not-read'],
    ['file("large.txt")', 'warning terraform-function; unknown file-not-read'],
    ['filemd5("large.txt")', 'warning terraform-function; unknown file-not-read'],
    ['yamldecode(file("marked.yaml"))', 'map'],
    ['file("__proto__")', 'warning terraform-missing-file; unknown file-not-read'],
  ])('%s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });

  test('a template within a template is not evaluated', () => {
    expect(outcomeOf('templatefile("modules/net/a.tftpl", {})')).toBe('unknown unsupported');
  });

  test('a template cannot see the names around its call', () => {
    expect(outcomeOf('templatestring("$${path.module}", {})')).toBe(
      'error terraform-function; unknown failed',
    );
  });
});
