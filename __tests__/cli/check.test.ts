/** `cidrlint check` as a process: what it prints, where, and with which status it ends. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { peered as networks } from '../action/scenario.ts';
import { createRepository } from '../github-double/git-repository.ts';
import { cidrlint, folderWith, NODE } from './run-cli.ts';

/** Two VNets and both ends of their peering. */
const peered = (a: string, b: string): string => networks('a', a, 'b', b);

interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly level: string;
    readonly status: string;
    readonly message: string;
    readonly fingerprint: string;
    readonly location: Location;
    readonly related: readonly { readonly message: string; readonly location: Location }[];
  }[];
  readonly fixed: readonly { readonly fingerprint: string }[];
  readonly unresolved: readonly { readonly address: string; readonly why: string }[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly location: Location;
  }[];
}
const read = (json: string): Report => JSON.parse(json) as Report;
const placesOf = (report: Report): string[] =>
  report.findings.map(({ rule, level, location }) => `${level} ${rule} ${location.file}:${location.line}`);

describe('exit status', () => {
  test('0 when nothing is wrong', () => {
    const run = cidrlint(folderWith({ 'main.tf': peered('"10.0.0.0/16"', '"10.1.0.0/16"') }), 'check');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('No findings');
  });

  test('1 for an error, with a code frame on standard output and nothing on standard error', () => {
    const run = cidrlint(folderWith({ 'main.tf': peered('"10.0.0.0/16"', '"10.0.4.0/22"') }), 'check');
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(run.stdout).toContain('error[overlap]');
    expect(run.stdout).toContain('--> main.tf:13:26\n  13 │   address_space       = ["10.0.4.0/22"]\n');
    expect(run.stdout).toMatch(/\^{13}/);
  });

  test.each([
    ['never', 0],
    ['error', 1],
    ['note', 1],
  ])('--fail-on %s gives %i', (level, status) => {
    const folder = folderWith({ 'main.tf': peered('"10.0.0.0/16"', '"10.0.4.0/22"') });
    expect(cidrlint(folder, 'check', '--fail-on', level).status).toBe(status);
  });

  test.each<[readonly string[], RegExp]>([
    [['chek'], /^cidrlint: There is no command "chek"\. Did you mean check\?/],
    [['check', '--formt', 'json'], /^cidrlint: There is no flag --formt here\. Did you mean --format\?/],
    [['check', '-x'], /^cidrlint: There is no flag -x here\./],
    [['check', '--format', 'xml'], /^cidrlint: "xml" is no format here\. Known are: text, json\.\n$/],
    [
      ['check', '--fail-on', 'fatal'],
      /^cidrlint: --fail-on takes error, warning, note, never, and not "fatal"\.\n$/,
    ],
    [['check', '--base'], /^cidrlint: .*--base.*\n$/],
    [['check', 'nowhere'], /^cidrlint: There is no file or folder "nowhere"\.\n$/],
    [['check', '--config', 'nowhere.yml'], /^cidrlint: There is no rule file "nowhere\.yml"\.\n$/],
    [['check', '--base', 'main'], /^cidrlint: The revision "main" names no commit in this repository\.\n$/],
    [['check', '--base', '--upload-pack=x'], /^cidrlint: /],
    [
      ['explain', 'overlp'],
      /^cidrlint: There is no rule "overlp"\. Did you mean overlap\? See cidrlint rules\.\n$/,
    ],
    [['next', '/24'], /^cidrlint: cidrlint next takes /],
  ])('2 and one sentence for %j', (args, message) => {
    const run = cidrlint(folderWith({ 'main.tf': '' }), ...args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trimEnd()).not.toContain('\n');
  });

  test('2 for a rule file with a mistake', () => {
    const folder = folderWith({ 'main.tf': '', '.github/cidrlint.yml': 'rules:\n  overlaps: error\n' });
    expect(cidrlint(folder, 'check')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'cidrlint: .github/cidrlint.yml:2:3: There is no rule "overlaps". Did you mean "overlap"?\n',
    });
  });
});

test.each([['--help'], ['check', '--help'], ['model', '-h']])('%s shows the usage', (...args) => {
  const run = cidrlint(folderWith({}), ...args);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toContain('usage:');
});

test('a reader that has seen enough is no error', () => {
  const many = Array.from({ length: 400 }, (_, at) =>
    networks(`a${at}`, '"10.0.0.0/16"', `b${at}`, '"10.0.0.0/16"'),
  );
  const folder = folderWith({ 'main.tf': many.join('') });
  const command = `"${NODE}" "${resolve('dist/cli.js')}" check | head -1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toContain('error[overlap]');
  expect(stderr).toBe('');
});

test('without git on the machine everything but revisions works', () => {
  const folder = folderWith({ 'main.tf': peered('"10.0.0.0/16"', '"10.1.0.0/16"') });
  const run = (...args: readonly string[]) =>
    spawnSync(NODE, [resolve('dist/cli.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: folder },
    });
  expect(run('check').status).toBe(0);
  expect(run('check', '--base', 'main')).toMatchObject({
    status: 2,
    stderr: 'cidrlint: git is needed to read revisions, and there is no git on this machine.\n',
  });
});

test('an empty folder has nothing to judge', () => {
  const run = cidrlint(folderWith({}), 'check');
  expect(run).toMatchObject({
    status: 0,
    stdout: 'Nothing to judge: no infrastructure code that can be read was found.\n',
  });
});

test('the same tree gives the same bytes', () => {
  const files = {
    'b.tf': peered('var.a', '"10.0.4.0/22"'),
    'a.tf': 'variable "a" {\n  default = "10.0.0.0/16"\n}\n',
  };
  const runs = [files, Object.fromEntries(Object.entries(files).reverse())].map((order) =>
    cidrlint(folderWith(order), 'check', '--format', 'json'),
  );
  expect(runs[0]).toEqual(runs[1]);
  expect(read(runs[0]?.stdout ?? '').summary).toMatchObject({ errors: 1, new: 1 });
});

describe('--base', () => {
  const repository = createRepository({
    files: {
      'network.tf': peered('var.range_a', 'var.range_b'),
      'variables.tf': 'variable "range_a" {}\nvariable "range_b" {}\n',
      'terraform.tfvars': 'range_a = "10.0.0.0/16"\nrange_b = "10.1.0.0/16"\n',
    },
  });
  const check = (...args: readonly string[]): Report =>
    read(cidrlint(repository.directory, 'check', '--format', 'json', '--base', 'main', ...args).stdout);

  test('a new fault is shown on the changed line, though the VNet stands in another file', () => {
    repository.branch('change');
    writeFileSync(
      join(repository.directory, 'terraform.tfvars'),
      '# The plan of 2027.\n\nrange_a = "10.0.0.0/16"\nrange_b = "10.0.128.0/20"\n',
    );
    const report = check();
    expect(placesOf(report)).toEqual(['error overlap terraform.tfvars:4']);
    expect(report.findings[0]).toMatchObject({ status: 'new', location: { column: 11 } });
    expect(report.findings[0]?.related.map(({ location }) => `${location.file}:${location.line}`)).toContain(
      'terraform.tfvars:3',
    );
  });

  test('what was there before is not shown, nor does it fail; --all shows it; repair is told', () => {
    repository.commit({
      files: { 'terraform.tfvars': 'range_a = "10.0.0.0/16"\nrange_b = "10.0.128.0/20"\n' },
    });
    repository.git('branch', '-f', 'main');
    writeFileSync(
      join(repository.directory, 'terraform.tfvars'),
      '\n\n\nrange_a = "10.0.0.0/16"\n\nrange_b = "10.0.128.0/20"\n',
    );
    expect(check().findings).toEqual([]);
    expect(cidrlint(repository.directory, 'check', '--base', 'main').status).toBe(0);
    const all = check('--all');
    expect(placesOf(all)).toEqual(['error overlap terraform.tfvars:6']);
    expect(all.findings[0]?.status).toBe('existing');
    expect(cidrlint(repository.directory, 'check', '--base', 'main', '--all').status).toBe(1);

    writeFileSync(
      join(repository.directory, 'terraform.tfvars'),
      'range_a = "10.0.0.0/16"\nrange_b = "10.9.0.0/16"\n',
    );
    const repaired = check();
    expect(repaired.summary).toMatchObject({ new: 0, existing: 0, fixed: 1 });
    expect(repaired.fixed.map(({ fingerprint }) => fingerprint)).toEqual(
      all.findings.map(({ fingerprint }) => fingerprint),
    );
  });

  test('the base is read from git objects: the work tree stays as it is', () => {
    const before = readFileSync(join(repository.directory, 'terraform.tfvars'), 'utf8');
    const status = repository.git('status', '--porcelain');
    check();
    expect(readFileSync(join(repository.directory, 'terraform.tfvars'), 'utf8')).toBe(before);
    expect(repository.git('status', '--porcelain')).toBe(status);
  });
});

describe('what is read', () => {
  const module = `variable "range" {}
resource "azurerm_virtual_network" "this" {
  name                = "vnet"
  resource_group_name = "rg"
  address_space       = [var.range]
}
`;
  test('a path limits the roots, and modules beside it are still read', () => {
    const folder = folderWith({
      'envs/a/main.tf': 'module "net" {\n  source = "../../modules/net"\n  range  = "10.0.0.0/16"\n}\n',
      'envs/b/main.tf': 'module "net" {\n  source = "../../modules/net"\n  range  = "10.0.0.0/16"\n}\n',
      'modules/net/main.tf': module,
    });
    const model = JSON.parse(cidrlint(folder, 'model', '--format', 'json', 'envs/a').stdout) as {
      readonly networks: readonly { readonly unit: string; readonly cidrs: readonly string[] }[];
    };
    expect(model.networks.map(({ unit, cidrs }) => [unit, cidrs])).toEqual([['envs/a', ['10.0.0.0/16']]]);
  });

  test('--var-file decides variables, and findings point into it', () => {
    const folder = folderWith({
      'main.tf': `variable "b" {}\n${peered('"10.0.0.0/16"', 'var.b')}`,
      'prod.vars': 'b = "10.0.0.0/24"\n',
    });
    const report = read(cidrlint(folder, 'check', '--format', 'json', '--var-file', 'prod.vars').stdout);
    const places = report.findings.flatMap(({ location, related }) => [
      location,
      ...related.map((r) => r.location),
    ]);
    expect(places.map(({ file, line }) => `${file}:${line}`)).toContain('prod.vars:1');
  });

  test('links that leave the tree are not followed', () => {
    const outside = folderWith({ 'secret.tf': 'variable "leaked" {}' });
    const folder = folderWith({ 'main.tf': 'locals { a = file("link/secret.tf") }' });
    symlinkSync(outside, join(folder, 'link'));
    mkdirSync(join(folder, 'sub'));
    symlinkSync(join(outside, 'secret.tf'), join(folder, 'sub', 'copy.tf'));
    const run = cidrlint(folder, 'check', '--format', 'json');
    expect(run.stdout + run.stderr).not.toContain('leaked');
    expect(read(run.stdout).diagnostics.map(({ code, location }) => `${code} ${location.file}`)).toEqual([
      'link-not-followed sub/copy.tf',
    ]);
    expect(run.status).toBe(0);
  });

  test('formats can go to files, several at once', () => {
    const folder = folderWith({ 'main.tf': peered('"10.0.0.0/16"', '"10.0.4.0/22"') });
    const run = cidrlint(folder, 'check', '--format', 'json=out.json', '--format', 'text');
    expect(run.stdout).toContain('error[overlap]');
    expect(read(readFileSync(join(folder, 'out.json'), 'utf8')).summary).toMatchObject({ errors: 1 });
  });
});

describe('bad input gets a diagnostic with its place, and the run goes on', () => {
  const good = peered('"10.0.0.0/16"', '"10.0.4.0/22"');
  test.each<[string, Readonly<Record<string, string | Uint8Array>>, string, string]>([
    ['broken HCL', { 'bad.tf': 'locals {\n  a = = 1\n}\n' }, 'hcl-syntax', 'bad.tf:2:7'],
    [
      'a cycle',
      { 'bad.tf': 'locals {\n  a = local.b\n  b = local.a\n}\noutput "x" {\n  value = local.a\n}\n' },
      'terraform-cycle',
      'bad.tf:',
    ],
    [
      'an invalid CIDR',
      {
        'bad.tf':
          'resource "azurerm_virtual_network" "c" {\n  name = "c"\n  resource_group_name = "rg"\n  address_space = ["10.0.0.256/16"]\n}\n',
      },
      'invalid-cidr',
      'bad.tf:4:20',
    ],
    [
      'a missing module',
      { 'bad.tf': 'module "m" {\n  source = "./nowhere"\n}\n' },
      'terraform-missing-module',
      'bad.tf:2:12',
    ],
    ['a 5 MB file', { 'bad.tf': `# ${'x'.repeat(5_000_000)}\n` }, 'file-too-large', 'bad.tf:1:1'],
    [
      'invalid UTF-8',
      { 'bad.tf': new Uint8Array([0x23, 0x0a, 0x61, 0xff, 0x0a]) },
      'invalid-utf-8',
      'bad.tf:2:2',
    ],
  ])('%s', (_, files, code, place) => {
    const folder = folderWith({ 'main.tf': good, ...files });
    const run = cidrlint(folder, 'check', '--format', 'json');
    const report = read(run.stdout);
    expect(
      report.diagnostics.map((d) => `${d.code} ${d.location.file}:${d.location.line}:${d.location.column}`),
    ).toEqual([expect.stringContaining(`${code} ${place}`)]);
    expect(run.stderr).toContain(`[${code}]`);
    expect(run.stderr).toContain(`--> ${place}`);
    expect(placesOf(report)).toEqual(['error overlap main.tf:13']);
    expect(run.status).toBe(1);
  });
});

test('what a broken file of values may say is not known, and no default stands in for it', () => {
  const folder = folderWith({
    'main.tf': `variable "b" {\n  default = "10.0.0.0/24"\n}\n${peered('"10.0.0.0/16"', 'var.b')}`,
    'terraform.tfvars': 'x = "y"b = "10.9.0.0/16"\n',
  });
  const report = read(cidrlint(folder, 'check', '--format', 'json').stdout);
  expect(report.findings).toEqual([]);
  expect(report.unresolved.map(({ why }) => why)).toContain(
    'terraform.tfvars is broken, and may give variable "b" a value',
  );
});

test('rules and explain tell what there is', () => {
  const folder = folderWith({});
  const { stdout } = cidrlint(folder, 'rules');
  for (const rule of ['overlap', 'surge-headroom', 'one-sided-peering', 'missing-dns-link']) {
    expect(stdout).toMatch(new RegExp(`^${rule} `, 'm'));
    expect(cidrlint(folder, 'explain', rule).stdout).toMatch(new RegExp(`^# .*${rule}`));
  }
});

test('next gives a range that nothing uses', () => {
  const folder = folderWith({ 'main.tf': peered('"10.0.0.0/16"', '"10.1.0.0/16"') });
  expect(cidrlint(folder, 'next', '/16', '--within', '10.0.0.0/8')).toMatchObject({
    status: 0,
    stdout: '10.2.0.0/16\n',
  });
  expect(cidrlint(folder, 'next', '/16', '--within', '10.0.0.0/15')).toMatchObject({ status: 1, stdout: '' });
});
