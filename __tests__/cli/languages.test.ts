/** Templates, manifests and Bicep on the command line: one tree in five languages, its changes, its parts. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  armHub,
  bicepNetworks,
  compiledNetworks,
  networkId,
  peeredManifests,
  peeredStacks,
  terraformSpoke,
} from '../action/estate.ts';
import { searchPathWithBicep } from '../action/stand-in-bicep.ts';
import { createRepository } from '../github-double/git-repository.ts';
import { cidrlint, folderWith, NODE, type CliRun } from './run-cli.ts';

const HUB = networkId('aaaa', 'rg-hub', 'hub');
const SPOKE = networkId('bbbb', 'rg-spoke', 'spoke');

/** Networks of five languages, none of which share anything. */
const ESTATE = {
  'arm/hub.json': armHub('10.0.0.0/16', SPOKE),
  'tf/main.tf': terraformSpoke('bbbb', 'spoke', '10.1.0.0/16', HUB),
  'aws/peered.yaml': peeredStacks('10.2.0.0/16', '10.3.0.0/16'),
  'k8s/networks.yaml': peeredManifests('10.4.0.0/16', '10.5.0.0/16'),
  'bicep/main.bicep': bicepNetworks('10.6.0.0/16', '10.7.0.0/16'),
  'bicep/main.json': compiledNetworks('10.6.0.0/16', '10.7.0.0/16'),
  '.github/cidrlint.yml': 'scopes:\n  - { path: arm, subscription: aaaa, resource-group: rg-hub }\n',
};

/** One line of each of the first, and what it is overlapped with is left alone. */
const CHANGED = {
  'arm/hub.json': armHub('10.1.128.0/20', SPOKE),
  'aws/peered.yaml': peeredStacks('10.3.128.0/20', '10.3.0.0/16'),
  'k8s/networks.yaml': peeredManifests('10.4.0.0/16', '10.4.128.0/20'),
  'bicep/main.bicep': bicepNetworks('10.6.0.0/16', '10.6.128.0/20'),
  'bicep/main.json': compiledNetworks('10.6.0.0/16', '10.6.128.0/20'),
};

interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly location: { readonly file: string; readonly line: number };
  }[];
}

function placesIn({ stdout }: CliRun): string[] {
  const { findings } = JSON.parse(stdout) as Report;
  return findings.map(({ rule, location }) => `${rule} ${location.file}:${location.line}`);
}

describe('a tree in five languages', () => {
  const repository = createRepository({ files: ESTATE });
  repository.branch('change');
  const folder = repository.directory;

  test('is one estate without faults', () => {
    const run = cidrlint(folder, 'check');
    expect(run).toEqual({
      status: 0,
      stdout: 'No findings; 5 units of deployment, 8 networks.\n',
      stderr: '',
    });
  });

  test('shows the faults of a change on its lines, in whatever language they are', () => {
    repository.commit({ files: CHANGED });
    const run = cidrlint(folder, 'check', '--base', 'main', '--format', 'json');
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(placesIn(run)).toEqual([
      'overlap arm/hub.json:8',
      'overlap aws/peered.yaml:5',
      'overlap bicep/main.bicep:22',
      'overlap k8s/networks.yaml:25',
    ]);
    const text = cidrlint(folder, 'check', '--base', 'main').stdout;
    expect(text).toContain('--> arm/hub.json:8:9\n  8 │         "10.1.128.0/20"\n');
    expect(text).toContain("--> bicep/main.bicep:22:9\n  22 │         '10.6.128.0/20'\n");
    expect(text).toContain('4 errors, 0 from before, 0 repaired; 5 units of deployment, 8 networks.\n');
  });

  test.each<readonly [string, readonly string[]]>([
    ['arm', []],
    ['tf', []],
    ['k8s', ['overlap k8s/networks.yaml:25']],
    ['k8s/networks.yaml', ['overlap k8s/networks.yaml:25']],
    ['aws/peered.yaml', ['overlap aws/peered.yaml:5']],
    ['bicep/main.json', ['overlap bicep/main.bicep:22']],
    ['bicep/main.bicep', ['overlap bicep/main.bicep:22']],
    ['bicep', ['overlap bicep/main.bicep:22']],
  ])('%s can be judged alone', (path, expected) => {
    const run = cidrlint(folder, 'check', path, '--base', 'main', '--format', 'json');
    expect(placesIn(run)).toEqual(expected);
  });

  test('gives the same bytes whatever the order of its files', () => {
    const all = { ...ESTATE, ...CHANGED };
    const runs = [all, all, Object.fromEntries(Object.entries(all).reverse())].flatMap((files) => {
      const other = folderWith(files);
      return [cidrlint(other, 'check', '--format', 'json'), cidrlint(other, 'model', '--format', 'json')];
    });
    expect(runs.slice(2, 4)).toEqual(runs.slice(0, 2));
    expect(runs.slice(4, 6)).toEqual(runs.slice(0, 2));
    expect(runs.map(({ status }) => status)).toEqual([1, 0, 1, 0, 1, 0]);
  });
});

describe('Bicep that nobody compiled', () => {
  const repository = createRepository({
    files: { 'main.bicep': bicepNetworks('10.0.0.0/16', '10.1.0.0/16') },
  });
  const file = join(repository.directory, 'main.bicep');
  writeFileSync(file, bicepNetworks('10.0.0.0/16', '10.0.64.0/20'));
  const before = readFileSync(file);

  test('is compiled by the bicep of the machine, and judged at its own lines', () => {
    const run = spawnSync(NODE, [resolve('dist/cli.js'), 'check', '--base', 'main', '--format', 'json'], {
      cwd: repository.directory,
      encoding: 'utf8',
      env: { PATH: searchPathWithBicep(), HOME: repository.directory },
    });
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(placesIn(run)).toEqual(['overlap main.bicep:22']);
    expect(readFileSync(file)).toEqual(before);
    expect(repository.git('status', '--porcelain')).toBe(' M main.bicep');
  });

  test('is told of where there is no bicep', () => {
    const run = cidrlint(repository.directory, 'check', '--base', 'main');
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(
      /^note\[bicep-not-judged\] 1 Bicep file has no compiled JSON beside it and is not judged: main\.bicep\. Commit .*\n {2}--> main\.bicep:1:1\n/,
    );
  });
});

test('templates of a chart and of other tools are told of, not judged', () => {
  const template = peeredManifests('{{ .Values.range }}', '10.0.0.0/16');
  const run = cidrlint(
    folderWith({
      'chart/Chart.yaml': 'apiVersion: v2\nname: net\nversion: 1.0.0\n',
      'chart/templates/a.yaml': template,
      'chart/templates/b.yaml': template,
      'k8s/rendered.yaml': peeredManifests('10.0.0.0/16', '10.0.0.0/24'),
      'k8s/written.yaml': template.replaceAll('"{{ .Values.range }}"', '{{ range }}'),
    }),
    'check',
  );
  expect(run.status).toBe(1);
  expect(run.stdout).toContain('--> k8s/rendered.yaml:25:9');
  expect(run.stderr.match(/^\w+\[.*$/gm)).toEqual([
    'note[kubernetes-helm] The templates of the Helm chart chart are not judged.',
    'note[kubernetes-template] This file is a template of another tool ({{ … }}): it is not judged.',
  ]);
});
