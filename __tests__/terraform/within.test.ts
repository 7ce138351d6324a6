/** Whoever asks for some units is told of nothing that is wrong with others. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

const twice = (name: string): string => `resource "a_b" "${name}" {}\n`.repeat(2);

const files = {
  'a/main.tf': `${twice('a')}module "m" {\n  count  = 0\n  source = "../modules/m"\n}\n`,
  'a/bad.tfvars': 'x = \n',
  'b/main.tf': `${twice('b')}output "x" { value = var.gone }\n`,
  'b/bad.tfvars': 'x = \n',
  'modules/m/main.tf': `${twice('m')}module "n" { source = "../n" }\n`,
  'modules/n/main.tf': twice('n'),
  'modules/o/main.tf': twice('o'),
  'live/root.hcl': 'inputs = {\n',
  'live/x/terragrunt.hcl':
    'include { path = find_in_parent_folders("root.hcl") }\nterraform { source = "../../modules/o" }\n',
  'live/y/terragrunt.hcl': 'locals {\n',
};

function filesWithProblems(within: readonly string[]): readonly string[] {
  return [...new Set(read(files, { within }).diagnostics.map(({ range }) => range.file.path))];
}

test.each<[readonly string[], readonly string[]]>([
  [['a'], ['a/bad.tfvars', 'a/main.tf', 'modules/m/main.tf', 'modules/n/main.tf']],
  [['b/main.tf'], ['b/bad.tfvars', 'b/main.tf']],
  [['live/x'], ['live/root.hcl', 'modules/o/main.tf']],
  [
    ['modules/o', 'live/y'],
    ['live/y/terragrunt.hcl', 'modules/o/main.tf'],
  ],
  [['nothing'], []],
])('%j', (within, expected) => {
  expect(filesWithProblems(within)).toEqual(expected);
});

test('without a limit everything is told', () => {
  expect(filesWithProblems([])).toEqual([
    'a/bad.tfvars',
    'a/main.tf',
    'b/bad.tfvars',
    'b/main.tf',
    'live/root.hcl',
    'live/y/terragrunt.hcl',
    'modules/m/main.tf',
    'modules/n/main.tf',
    'modules/o/main.tf',
  ]);
});

test('a named file of values that is missing is told whatever the limit', () => {
  const { problems } = read(files, { within: ['nothing'], varFiles: ['gone.tfvars'] });
  expect(problems).toEqual(['terraform-missing-file gone.tfvars:1:1 ']);
});
