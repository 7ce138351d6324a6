/** Git itself fetching from the double. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitEnvironment } from './git-environment.ts';
import { createRepository, runGit } from './git-repository.ts';
import { JOB_TOKEN, startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';
import { temporaryFolder } from './temporary-folders.ts';

const source = createRepository({
  files: Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`f${String(n)}.tf`, `${String(n)}\n`])),
});
const first = source.sha();
source.branch('feature');
const head = source.commit({ files: { 'a.tf': 'b\n' } });

let double: GitHubDouble;
let pull: PullRequest;
beforeAll(async () => {
  double = await startGitHub({
    tokens: [{ token: JOB_TOKEN }, { token: 'no-contents', permissions: { 'pull-requests': 'write' } }],
  });
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
  double.addRepository({ fullName: 'acme/open', directory: source.directory, private: false });
  pull = double.addPullRequest({ repository: 'acme/net', head: 'feature' });
});
afterAll(() => double.close());

/** Git as a process of its own: the double answers it from this one. */
const git = (
  directory: string,
  ...args: readonly string[]
): Promise<{ status: number | null; stderr: string }> =>
  new Promise((resolve) => {
    const child = spawn('git', args, {
      cwd: directory,
      env: gitEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    child.on('close', (status) => {
      resolve({ status, stderr });
    });
  });

const asToken = (token: string): readonly string[] => {
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return ['-c', `http.extraheader=Authorization: basic ${credentials}`];
};

const emptyClone = (): string => {
  const folder = temporaryFolder('clone');
  runGit(folder, ['init', '-q', '-b', 'main']);
  return folder;
};

test('git fetches any commit by its SHA, as shallow and filtered as it likes', async () => {
  const folder = emptyClone();
  const before = double.gitFetches('acme/net');
  const address = `${double.serverUrl}/acme/net`;
  const fetched = await git(folder, ...asToken(JOB_TOKEN), 'fetch', '-q', '--depth=1', address, first);
  expect(fetched).toEqual({ status: 0, stderr: '' });
  expect(runGit(folder, ['rev-parse', 'FETCH_HEAD'])).toBe(first);
  expect(runGit(folder, ['ls-tree', '--name-only', 'FETCH_HEAD']).split('\n')).toHaveLength(80);
  const filtered = await git(
    folder,
    ...asToken(JOB_TOKEN),
    'fetch',
    '-q',
    '--filter=blob:none',
    `${address}.git`,
    head,
  );
  expect(filtered.status).toBe(0);
  expect(double.gitFetches('acme/net') - before).toBe(2);
  expect(double.gitRequests.flatMap(({ wants }) => wants)).toEqual([first, head]);
});

test('git fetches a pull request’s head and its merge with the base', async () => {
  const folder = emptyClone();
  const refs = ['refs/pull/1/head', 'refs/pull/1/merge'];
  const { status } = await git(
    folder,
    ...asToken(JOB_TOKEN),
    'fetch',
    '-q',
    `${double.serverUrl}/acme/net`,
    ...refs,
  );
  expect(status).toBe(0);
  expect(runGit(folder, ['rev-parse', pull.head.sha, pull.mergeSha ?? ''])).toBe(
    `${head}\n${String(pull.mergeSha)}`,
  );
});

test('a second fetch brings only what is new', async () => {
  const folder = emptyClone();
  const address = `${double.serverUrl}/acme/net`;
  await git(folder, ...asToken(JOB_TOKEN), 'fetch', '-q', address, first);
  source.checkout(head);
  const next = source.commit({ files: { 'a.tf': 'c\n' } });
  double.setHead(pull, next);
  expect((await git(folder, ...asToken(JOB_TOKEN), 'fetch', '-q', address, 'refs/pull/1/head')).status).toBe(
    0,
  );
  expect(runGit(folder, ['log', '--format=%H', 'FETCH_HEAD'])).toBe(`${next}\n${head}\n${first}`);
});

test.each([
  ['no token', [], /could not read Username/],
  ['a wrong token', asToken('wrong'), /Authentication failed|could not read Username/],
  ['a token without contents: read', asToken('no-contents'), /403/],
])('git with %s gets nothing', async (_, flags, message) => {
  const { status, stderr } = await git('/', ...flags, 'ls-remote', `${double.serverUrl}/acme/net`);
  expect(status).toBe(128);
  expect(stderr).toMatch(message);
});

test('what is public needs no token, and what is not there is not found', async () => {
  const folder = temporaryFolder('clone');
  const clone = await git(folder, 'clone', '-q', `${double.serverUrl}/acme/open.git`, join(folder, 'open'));
  expect(clone.status).toBe(0);
  const missing = await git('/', ...asToken(JOB_TOKEN), 'ls-remote', `${double.serverUrl}/acme/missing`);
  expect(missing.stderr).toMatch(/not found/i);
  expect(double.gitFetches('acme/missing')).toBe(0);
});
