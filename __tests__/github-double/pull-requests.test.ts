/** The double's pull requests and their files, asked by a real Octokit. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';

const lines = (count: number, change: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, at) => `${change[at + 1] ?? `line ${String(at + 1)}`}\n`).join('');

const source = createRepository({
  files: {
    'main.tf': lines(30),
    'old name.tf': lines(20),
    'gone.tf': 'gone\n',
    'picture.png': new Uint8Array([0, 1, 2, 0]),
    'vars/straße [1].tfvars': 'a = 1\n',
  },
});
source.branch('feature');
source.commit({
  delete: ['gone.tf'],
  move: { 'old name.tf': 'new name.tf' },
  files: {
    'main.tf': lines(30, { 3: 'three', 28: 'twenty-eight' }),
    'picture.png': new Uint8Array([0, 9, 9, 0]),
    'vars/straße [1].tfvars': 'a = 2',
    'large.txt': lines(2000),
  },
});
// The base moves on after the branch was made: none of it belongs to the pull request.
source.checkout('main');
source.commit({ files: { 'main.tf': `${lines(30)}more\n`, 'elsewhere.tf': 'x\n' } });

const at = { owner: 'acme', repo: 'net' };
let double: GitHubDouble;
let pull: PullRequest;
beforeAll(async () => {
  double = await startGitHub({ limits: { patchBytes: 10_000 } });
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
  pull = double.addPullRequest({
    repository: 'acme/net',
    head: 'feature',
    labels: ['network'],
    title: 'More',
  });
});
afterAll(async () => {
  expect(double.violations).toEqual([]);
  await double.close();
});

describe('a pull request', () => {
  test('tells its ends, its labels and its size', async () => {
    const { data } = await connect(double).pulls.get({ ...at, pull_number: 1 });
    expect(data).toMatchObject({
      number: 1,
      title: 'More',
      draft: false,
      labels: [{ name: 'network' }],
      head: { ref: 'feature', sha: source.sha('feature'), repo: { full_name: 'acme/net', fork: false } },
      base: { ref: 'main', sha: source.sha('main'), repo: { full_name: 'acme/net' } },
      changed_files: 6,
      commits: 1,
      mergeable: true,
    });
  });

  test('offers a merge commit whose parents are base and head', () => {
    expect(
      source.git(
        '--git-dir',
        pull.repository.gitDirectory,
        'rev-parse',
        'refs/pull/1/merge^1',
        'refs/pull/1/merge^2',
      ),
    ).toBe(`${source.sha('main')}\n${source.sha('feature')}`);
    expect(pull.mergeSha).toMatch(/^[0-9a-f]{40}$/);
  });

  test('can be had as a diff from the merge base', async () => {
    const { data } = await connect(double).pulls.get({
      ...at,
      pull_number: 1,
      mediaType: { format: 'diff' },
    });
    // Its type says JSON, whatever format is asked for.
    const diff: unknown = data;
    expect(diff).toContain('rename to new name.tf\n');
    expect(diff).not.toContain('elsewhere');
  });

  test('is not found when there is none of that number', async () => {
    expect(await refusalOf(connect(double).pulls.get({ ...at, pull_number: 2 }))).toMatchObject({
      status: 404,
      message: 'Not Found',
    });
  });
});

describe('the files list', () => {
  test('gives status, counts and patches from the merge base', async () => {
    const { data } = await connect(double).pulls.listFiles({ ...at, pull_number: 1 });
    const shown = data.map(({ filename, status, additions, deletions, previous_filename, patch }) => ({
      filename,
      status,
      counts: [additions, deletions],
      previous_filename,
      patch: patch?.split('\n').filter((line) => !line.startsWith(' ')),
    }));
    expect(shown).toEqual([
      { filename: 'gone.tf', status: 'removed', counts: [0, 1], patch: ['@@ -1 +0,0 @@', '-gone'] },
      // Over the limit: no patch, although there are lines.
      { filename: 'large.txt', status: 'added', counts: [2000, 0] },
      {
        filename: 'main.tf',
        status: 'modified',
        counts: [2, 2],
        patch: [
          '@@ -1,6 +1,6 @@',
          '-line 3',
          '+three',
          '@@ -25,6 +25,6 @@ line 24',
          '-line 28',
          '+twenty-eight',
        ],
      },
      { filename: 'new name.tf', status: 'renamed', counts: [0, 0], previous_filename: 'old name.tf' },
      { filename: 'picture.png', status: 'modified', counts: [0, 0] },
      {
        filename: 'vars/straße [1].tfvars',
        status: 'modified',
        counts: [1, 1],
        patch: ['@@ -1 +1 @@', '-a = 1', '+a = 2', '\\ No newline at end of file'],
      },
    ]);
  });

  test('comes in pages that are linked by the repository’s number', async () => {
    const octokit = connect(double);
    const first = await octokit.pulls.listFiles({ ...at, pull_number: 1, per_page: 4 });
    expect(first.data).toHaveLength(4);
    expect(first.headers.link).toContain(`/repositories/${String(pull.repository.id)}/pulls/1/files?`);
    expect(first.headers.link).toMatch(/page=2>; rel="next".*page=2>; rel="last"/);
    const all = await octokit.paginate(octokit.pulls.listFiles, { ...at, pull_number: 1, per_page: 1 });
    expect(all.map(({ filename }) => filename)).toHaveLength(6);
    const beyond = await octokit.pulls.listFiles({ ...at, pull_number: 1, per_page: 4, page: 9 });
    expect(beyond.data).toEqual([]);
  });

  test('never has more than 100 items a page', async () => {
    const many = createRepository();
    many.branch('wide');
    many.commit({
      files: Object.fromEntries(Array.from({ length: 103 }, (_, n) => [`f${String(n)}.tf`, 'x\n'])),
    });
    double.addRepository({ fullName: 'acme/many', directory: many.directory });
    double.addPullRequest({ repository: 'acme/many', head: 'wide' });
    const { data, headers } = await connect(double).pulls.listFiles({
      owner: 'acme',
      repo: 'many',
      pull_number: 1,
      per_page: 200,
    });
    expect(data).toHaveLength(100);
    expect(headers.link).toContain('rel="next"');
  });
});

test('long lists end at the limit, and long diffs are refused', async () => {
  const small = await startGitHub({ limits: { files: 3, diffFiles: 5 } });
  small.addRepository({ fullName: 'acme/net', directory: source.directory });
  small.addPullRequest({ repository: 'acme/net', head: 'feature' });
  const octokit = connect(small);
  const files = await octokit.paginate(octokit.pulls.listFiles, { ...at, pull_number: 1, per_page: 2 });
  expect(files).toHaveLength(3);
  expect(
    await refusalOf(octokit.pulls.get({ ...at, pull_number: 1, mediaType: { format: 'diff' } })),
  ).toMatchObject({ status: 406, errors: [{ code: 'too_large' }] });
  expect(small.violations).toEqual([]);
  await small.close();
});

test('a fork’s branch becomes a part of the repository that it asks to merge into', async () => {
  const fork = createRepository();
  fork.git('fetch', '-q', source.directory, 'main');
  fork.branch('patch-1', 'FETCH_HEAD');
  const sha = fork.commit({ files: { 'main.tf': 'short\n' } });
  double.addRepository({ fullName: 'eve/net', directory: fork.directory, forkOf: 'acme/net' });
  const forked = double.addPullRequest({
    repository: 'acme/net',
    head: 'patch-1',
    headRepository: 'eve/net',
    author: 'eve',
    draft: true,
  });
  const { data } = await connect(double).pulls.get({ ...at, pull_number: forked.number });
  expect(data).toMatchObject({
    number: 2,
    draft: true,
    user: { login: 'eve' },
    head: { sha, label: 'eve:patch-1', repo: { full_name: 'eve/net', fork: true } },
  });
  expect(source.git('--git-dir', forked.repository.gitDirectory, 'rev-parse', 'refs/pull/2/head')).toBe(sha);
});

test('labels are added once each', async () => {
  const { data } = await connect(double).issues.addLabels({
    ...at,
    issue_number: 1,
    labels: ['cidr', 'network'],
  });
  expect(data.map(({ name }) => name)).toEqual(['network', 'cidr']);
});

test('a conflict leaves no merge commit', async () => {
  const torn = createRepository({ files: { 'a.tf': 'a\n' } });
  torn.branch('feature');
  torn.commit({ files: { 'a.tf': 'b\n' } });
  torn.checkout('main');
  torn.commit({ files: { 'a.tf': 'c\n' } });
  double.addRepository({ fullName: 'acme/torn', directory: torn.directory });
  double.addPullRequest({ repository: 'acme/torn', head: 'feature' });
  const { data } = await connect(double).pulls.get({ owner: 'acme', repo: 'torn', pull_number: 1 });
  expect([data.mergeable, data.merge_commit_sha, data.mergeable_state]).toEqual([false, null, 'dirty']);
});
