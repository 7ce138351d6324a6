/** Files of commits, read from git's objects. */
import { chownSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gitTree, mergeBase, resolveCommit } from '../../src/tree/git-tree.ts';
import { runGit } from '../../src/tree/run-git.ts';
import { TreeError } from '../../src/tree/tree-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'cidrlint-git-tree-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const commit = (message: string): string => {
  const author = { 'user.name': 'A', 'user.email': 'a@example.com' };
  for (const args of [
    ['add', '-A'],
    ['commit', '-q', '-m', message],
  ]) {
    expect(runGit(folder, args, { settings: author }).status).toBe(0);
  }
  return resolveCommit(folder, 'HEAD');
};

expect(runGit(folder, ['init', '-q', '-b', 'main', '.']).status).toBe(0);
writeFileSync(join(folder, 'größe.tf'), 'x = 1\n');
symlinkSync('größe.tf', join(folder, 'link.tf'));
const first = commit('first');
writeFileSync(join(folder, 'größe.tf'), 'x = 2\n');
const second = commit('second');

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

describe('a commit', () => {
  test('is read as it was', () => {
    const tree = gitTree(folder, first);
    expect(tree.entries.map(({ path, size }) => [path, size])).toEqual([['größe.tf', 6]]);
    expect(tree.links).toEqual(['link.tf']);
    expect([text(tree.read('größe.tf')), text(gitTree(folder, 'HEAD').read('größe.tf'))]).toEqual([
      'x = 1\n',
      'x = 2\n',
    ]);
  });

  test.each(['--all', 'nothing', 'HEAD^{tree}'])('is not named by %s', (revision) => {
    expect(() => gitTree(folder, revision)).toThrow(TreeError);
  });

  test('has a merge base with another', () => {
    expect(mergeBase(folder, first, second)).toBe(first);
  });
});

// Only root can give a folder away; container jobs run as root in a workspace that is somebody else's.
test.runIf(process.getuid?.() === 0)('a repository of another user is read when that is asked for', () => {
  for (const path of ['', '.git']) chownSync(join(folder, path), 12345, 12345);
  expect(() => gitTree(folder, first)).toThrow(TreeError);
  const tree = gitTree(folder, first, { anyOwner: true });
  expect(text(tree.read('größe.tf'))).toBe('x = 1\n');
  expect(mergeBase(folder, first, second, { anyOwner: true })).toBe(first);
});
