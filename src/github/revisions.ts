/** Brings the commits that are judged within reach of git, without touching the workspace or running anything in it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { gitTree } from '../tree/git-tree.ts';
import { TreeError } from '../tree/tree-error.ts';
import type { Tree } from '../tree/tree.ts';
import type { Repository } from './event.ts';

export interface CommitSource {
  readonly repository: Repository;
  /** The job's workspace: its repository is used when it holds the commits. */
  readonly workspace: string;
  /** Where a bare repository is made when the workspace lacks a commit. */
  readonly temporary: string;
  /** Such as `https://github.example.com`. */
  readonly serverUrl: string;
  readonly token: string;
}

/** Gives the tree of a commit, fetching it when the workspace does not have it. */
export type OpenCommit = (commit: string) => Tree;

/** A way to open commits. Fetched ones are kept for the run. */
export function commitOpener(source: CommitSource): OpenCommit {
  let fetched: string | undefined;
  return (commit) => {
    if (hasCommit(source.workspace, commit)) return gitTree(source.workspace, commit);
    fetched ??= createRepository(source.temporary);
    if (!hasCommit(fetched, commit)) fetchCommit(fetched, source, commit);
    return gitTree(fetched, commit);
  };
}

function hasCommit(directory: string, commit: string): boolean {
  // The whole tree has to be there: a commit without its files is of no use.
  return git(directory, ['cat-file', '-e', `${commit}^{tree}`]).status === 0;
}

/** The merge base of two commits, when the workspace has their whole history: a shallow one would name a wrong commit. */
export function completeMergeBase(workspace: string, base: string, head: string): string | undefined {
  if (git(workspace, ['rev-parse', '--is-shallow-repository']).stdout.trim() !== 'false') return undefined;
  const result = git(workspace, ['merge-base', '--end-of-options', base, head]);
  const commit = result.stdout.trim();
  return result.status === 0 && commit !== '' ? commit : undefined;
}

function createRepository(temporary: string): string {
  const directory = mkdtempSync(join(temporary, 'cidrlint-'));
  const result = git(directory, ['init', '--quiet', '--bare', '.']);
  if (result.status !== 0) throw new TreeError(`git could not make a repository: ${result.stderr.trim()}`);
  return directory;
}

function fetchCommit(directory: string, source: CommitSource, commit: string): void {
  const { owner, repo } = source.repository;
  const url = `${source.serverUrl}/${owner}/${repo}.git`;
  // The token goes through the environment: arguments are visible to every process of the machine.
  const authorization = Buffer.from(`x-access-token:${source.token}`).toString('base64');
  const result = git(
    directory,
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-recurse-submodules',
      '--depth=1',
      '--end-of-options',
      url,
      commit,
    ],
    {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${source.serverUrl}/.extraheader`,
      GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${authorization}`,
    },
  );
  if (result.status !== 0) {
    throw new UsageError(
      `The commit ${commit} could not be fetched from ${url}. The token needs the permission "contents: read". ` +
        `git says: ${result.stderr.trim().split('\n').at(-1) ?? ''}`,
    );
  }
}

function git(directory: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync('git', ['-C', directory, ...args], {
    encoding: 'utf8',
    // The workspace belongs to another user in container jobs; only objects are read from it, and nothing is run.
    env: {
      ...process.env,
      ...safeDirectory(env, directory),
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
    },
  });
}

function safeDirectory(
  env: Readonly<Record<string, string>>,
  directory: string,
): Readonly<Record<string, string>> {
  const count = Number(env.GIT_CONFIG_COUNT ?? '0');
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: 'safe.directory',
    [`GIT_CONFIG_VALUE_${count}`]: directory,
  };
}
