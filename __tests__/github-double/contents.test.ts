/** The double's files, trees, commits and comparisons. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { startGitHub, type GitHubDouble } from './start-github.ts';

const source = createRepository({
  files: {
    '.github/cidrlint.yml': 'extends: [recommended]\n',
    'a b/ü#.tf': 'ä\n',
    'large.txt': 'x'.repeat(5000),
    'link.yml': { link: '.github/cidrlint.yml' },
    'outside.yml': { link: '../elsewhere.yml' },
    'loop.yml': { link: 'loop.yml' },
    'run.sh': { executable: '#!/bin/sh\n' },
    module: { submodule: '1'.repeat(40) },
  },
});
const first = source.sha();
source.branch('feature/x');
const second = source.commit({ files: { '.github/cidrlint.yml': 'extends: []\n' }, message: 'Turn all off' });
source.checkout('main');
const third = source.commit({ files: { 'b.tf': 'b\n' } });

const at = { owner: 'acme', repo: 'net' };
let double: GitHubDouble;
beforeAll(async () => {
  double = await startGitHub({ limits: { contentBytes: 4000, treeEntries: 9 } });
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
});
afterAll(async () => {
  expect(double.violations).toEqual([]);
  await double.close();
});

const contentOf = async (path: string, ref?: string) => {
  const { data } = await connect(double).repos.getContent({
    ...at,
    path,
    ...(ref === undefined ? {} : { ref }),
  });
  if (Array.isArray(data)) throw new Error('A folder.');
  return data;
};
const textOf = async (path: string, ref?: string): Promise<string> => {
  const data = await contentOf(path, ref);
  return data.type === 'file' && 'content' in data
    ? Buffer.from(data.content, 'base64').toString()
    : data.type;
};

describe('a file', () => {
  test.each([
    ['the default branch', '.github/cidrlint.yml', undefined, 'extends: [recommended]\n'],
    ['a branch with a slash', '.github/cidrlint.yml', 'feature/x', 'extends: []\n'],
    ['a commit', '.github/cidrlint.yml', first, 'extends: [recommended]\n'],
    ['a path that must be encoded', 'a b/ü#.tf', undefined, 'ä\n'],
    ['a link inside the repository', 'link.yml', undefined, 'extends: [recommended]\n'],
    ['a link to the outside', 'outside.yml', undefined, 'symlink'],
    ['a link to itself', 'loop.yml', undefined, 'symlink'],
    ['a submodule', 'module', undefined, 'submodule'],
  ])('at %s', async (_, path, ref, text) => {
    expect(await textOf(path, ref)).toBe(text);
  });

  test('is given raw', async () => {
    const octokit = connect(double);
    const request = { ...at, path: '.github/cidrlint.yml', mediaType: { format: 'raw' } };
    expect((await octokit.repos.getContent(request)).data).toBe('extends: [recommended]\n');
  });

  test('that is large comes without content, but raw', async () => {
    expect(await contentOf('large.txt')).toMatchObject({ encoding: 'none', content: '', size: 5000 });
    const request = { ...at, path: 'large.txt', mediaType: { format: 'raw' } };
    expect((await connect(double).repos.getContent(request)).data).toBe('x'.repeat(5000));
  });

  test.each([
    ['nothing.tf', undefined, 'Not Found'],
    ['b.tf', 'feature/x', 'Not Found'],
    ['run.sh/x', undefined, 'Not Found'],
    ['b.tf', 'nowhere', 'No commit found for the ref nowhere'],
    ['b.tf', 'main~1', 'No commit found for the ref main~1'],
  ])('%s at %s is not found', async (path, ref, message) => {
    expect(await refusalOf(contentOf(path, ref))).toMatchObject({ status: 404, message });
  });
});

test('folders list what is in them', async () => {
  const octokit = connect(double);
  const { data } = await octokit.repos.getContent({ ...at, path: '' });
  const entries = Array.isArray(data) ? data.map(({ name, type }) => [name, type]) : [];
  expect(entries).toContainEqual(['.github', 'dir']);
  expect(entries).toContainEqual(['link.yml', 'symlink']);
  expect(entries).toContainEqual(['module', 'submodule']);
  const inner = await octokit.repos.getContent({ ...at, path: '.github', mediaType: { format: 'object' } });
  expect(inner.data).toMatchObject({ type: 'dir', entries: [{ path: '.github/cidrlint.yml' }] });
});

test('trees are listed, and cut at the limit', async () => {
  const octokit = connect(double);
  const flat = await octokit.git.getTree({ ...at, tree_sha: first });
  expect([flat.data.truncated, flat.data.tree.map(({ path }) => path)]).toEqual([
    false,
    ['.github', 'a b', 'large.txt', 'link.yml', 'loop.yml', 'module', 'outside.yml', 'run.sh'],
  ]);
  expect(flat.data.tree.find(({ path }) => path === 'run.sh')).toMatchObject({
    mode: '100755',
    type: 'blob',
    size: 10,
  });
  const deep = await octokit.git.getTree({ ...at, tree_sha: 'main', recursive: '1' });
  expect([deep.data.truncated, deep.data.tree.length]).toEqual([true, 9]);
  expect((await refusalOf(octokit.git.getTree({ ...at, tree_sha: 'f'.repeat(40) }))).status).toBe(404);
});

describe('commits', () => {
  test('are had by branch or SHA, with their files', async () => {
    const { data } = await connect(double).repos.getCommit({ ...at, ref: 'feature/x' });
    expect(data).toMatchObject({
      sha: second,
      commit: { message: 'Turn all off', author: { name: 'Ada Author', date: '2026-01-01T00:02:00Z' } },
      parents: [{ sha: first }],
      stats: { additions: 1, deletions: 1, total: 2 },
      files: [{ filename: '.github/cidrlint.yml', status: 'modified' }],
    });
  });

  test('can be asked for their SHA alone', async () => {
    const request = { ...at, ref: 'feature/x', mediaType: { format: 'sha' } };
    expect((await connect(double).repos.getCommit(request)).data).toBe(second);
  });

  test('that do not exist answer 422', async () => {
    expect(await refusalOf(connect(double).repos.getCommit({ ...at, ref: 'nowhere' }))).toMatchObject({
      status: 422,
      message: 'No commit found for SHA: nowhere',
    });
  });

  test('are compared from where they parted', async () => {
    const { data } = await connect(double).repos.compareCommitsWithBasehead({
      ...at,
      basehead: 'main...feature/x',
    });
    expect(data).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
      base_commit: { sha: third },
      merge_base_commit: { sha: first },
      commits: [{ sha: second }],
      files: [{ filename: '.github/cidrlint.yml' }],
    });
  });

  test.each([
    [`${first}...${third}`, 'ahead'],
    [`${third}...${first}`, 'behind'],
    [`${first}...${first}`, 'identical'],
  ])('%s', async (basehead, status) => {
    const { data } = await connect(double).repos.compareCommitsWithBasehead({ ...at, basehead });
    expect(data.status).toBe(status);
  });

  test('that do not exist cannot be compared', async () => {
    const request = { ...at, basehead: 'main...nowhere' };
    expect((await refusalOf(connect(double).repos.compareCommitsWithBasehead(request))).status).toBe(404);
  });
});
