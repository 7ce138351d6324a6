/** Brings the commits that are judged within reach of git, without touching the workspace or running anything in it. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { gitTree, mergeBase } from '../tree/git-tree.ts';
import { runGit } from '../tree/run-git.ts';
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

/** The workspace belongs to another user in container jobs; only objects are read from it, and nothing is run. */
const ANY_OWNER = { anyOwner: true } as const;

/** A way to open commits. Fetched ones are kept for the run. */
export function commitOpener(source: CommitSource): OpenCommit {
  let fetched: string | undefined;
  return (commit) => {
    if (hasCommit(source.workspace, commit)) return gitTree(source.workspace, commit, ANY_OWNER);
    fetched ??= createRepository(source.temporary);
    if (!hasCommit(fetched, commit)) fetchCommit(fetched, source, commit);
    return gitTree(fetched, commit, ANY_OWNER);
  };
}

function hasCommit(directory: string, commit: string): boolean {
  // The whole tree has to be there: a commit without its files is of no use.
  return runGit(directory, ['cat-file', '-e', `${commit}^{tree}`], ANY_OWNER).status === 0;
}

/** The merge base of two commits, when the workspace has their whole history: a shallow one would name a wrong commit. */
export function completeMergeBase(workspace: string, base: string, head: string): string | undefined {
  const shallow = runGit(workspace, ['rev-parse', '--is-shallow-repository'], ANY_OWNER);
  if (shallow.stdout.toString('utf8').trim() !== 'false') return undefined;
  return mergeBase(workspace, base, head, ANY_OWNER);
}

function createRepository(temporary: string): string {
  const directory = mkdtempSync(join(temporary, 'cidrlint-'));
  const result = runGit(directory, ['init', '--quiet', '--bare', '.']);
  if (result.status !== 0)
    throw new TreeError(`git could not make a repository: ${result.stderr.toString('utf8').trim()}`);
  return directory;
}

function fetchCommit(directory: string, source: CommitSource, commit: string): void {
  const { owner, repo } = source.repository;
  const url = `${source.serverUrl}/${owner}/${repo}.git`;
  const authorization = Buffer.from(`x-access-token:${source.token}`).toString('base64');
  const result = runGit(
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
      ...ANY_OWNER,
      settings: { [`http.${source.serverUrl}/.extraheader`]: `AUTHORIZATION: basic ${authorization}` },
    },
  );
  if (result.status !== 0) {
    throw new UsageError(
      `The commit ${commit} could not be fetched from ${url}. The token needs the permission "contents: read". ` +
        `git says: ${result.stderr.toString('utf8').trim().split('\n').at(-1) ?? ''}`,
    );
  }
}
