/** Adding repositories to the double and pushing to them. */
import { join } from 'node:path';
import { resolveObject } from './git-read.ts';
import { runGit } from './git-repository.ts';
import type { Repository, World } from './state.ts';
import { temporaryFolder } from './temporary-folders.ts';

/** A repository to add. */
export interface RepositoryOptions {
  readonly fullName: string;
  /** A git directory, with or without a working tree, that is served; left out: an empty repository. */
  readonly directory?: string;
  /** `main`. */
  readonly defaultBranch?: string;
  /** True: what a workflow's token may not, it then really may not. Public ones can be read by everybody. */
  readonly private?: boolean;
  /** The full name of the repository that this one is a fork of. */
  readonly forkOf?: string;
}

/** What can be done with a world's repositories. */
export interface Repositories {
  /** The repository of a full name. Throws when there is none. */
  readonly get: (fullName: string) => Repository;
  readonly add: (options: RepositoryOptions) => Repository;
  /** Takes over all branches and tags from the directory that a repository was added with. */
  readonly push: (fullName: string) => void;
  /** Makes a commit and what leads to it known to a repository, from its directory or from another repository. */
  readonly bring: (into: Repository, sha: string, from: Repository) => void;
}

/** The repositories of a world. */
export const createRepositories = (world: World): Repositories => {
  const sources = new Map<Repository, string>();
  const pushed = new Map<Repository, string>();

  const get = (fullName: string): Repository => {
    const repository = world.repositories.get(fullName.toLowerCase());
    if (repository === undefined) throw new Error(`There is no repository ${fullName}.`);
    return repository;
  };

  const copy = (into: Repository, from: string, refs: readonly string[]): void => {
    const flags = ['-c', 'uploadpack.allowAnySHA1InWant=true'];
    runGit(into.gitDirectory, [...flags, 'fetch', '-q', '--force', '--no-write-fetch-head', from, ...refs]);
  };

  const push = (fullName: string): void => {
    const repository = get(fullName);
    const source = sources.get(repository);
    if (source === undefined) return;
    const refs = runGit(source, ['for-each-ref', 'refs/heads', 'refs/tags']);
    // To ask is quicker than to fetch nothing.
    if (pushed.get(repository) === refs) return;
    copy(repository, source, ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
    pushed.set(repository, refs);
  };

  const add = (options: RepositoryOptions): Repository => {
    const [owner = '', name = ''] = options.fullName.split('/');
    const defaultBranch = options.defaultBranch ?? 'main';
    const gitDirectory = join(temporaryFolder('github'), 'repository.git');
    runGit('/', ['init', '-q', '--bare', '--template=', '-b', defaultBranch, gitDirectory]);
    const repository: Repository = {
      id: world.nextId(),
      owner,
      name,
      fullName: options.fullName,
      defaultBranch,
      private: options.private ?? true,
      forkOf: options.forkOf,
      gitDirectory,
    };
    world.repositories.set(options.fullName.toLowerCase(), repository);
    if (options.directory !== undefined) sources.set(repository, options.directory);
    push(options.fullName);
    return repository;
  };

  const bring = (into: Repository, sha: string, from: Repository): void => {
    if (resolveObject(into.gitDirectory, sha, 'commit') !== undefined) return;
    const source = into === from ? sources.get(from) : from.gitDirectory;
    if (source === undefined) throw new Error(`${from.fullName} has no commit ${sha}.`);
    copy(into, source, [sha]);
  };

  return { get, add, push, bring };
};
