/** Real git repositories in temporary folders, the same to the byte on every run. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gitEnvironment } from './git-environment.ts';
import { temporaryFolder } from './temporary-folders.ts';

export { temporaryFolder };

/** What a path shall hold: text or bytes, a link, an executable, or a submodule at a commit. */
type FileContent =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly executable: string }
  | { readonly submodule: string };

/** One commit's changes. */
export interface CommitOptions {
  /** Paths to write, `/` between their parts. */
  readonly files?: Readonly<Record<string, FileContent>>;
  /** Paths (files or folders) to delete before anything is written. */
  readonly delete?: readonly string[];
  /** Renames, from old path to new, done before anything is written. */
  readonly move?: Readonly<Record<string, string>>;
  readonly message?: string;
}

/** A repository with a working directory. */
export interface GitRepository {
  readonly directory: string;
  /** Runs git there and gives its standard output without the last newline. Throws when git fails. */
  readonly git: (...args: readonly string[]) => string;
  /** Commits onto the current branch and gives the new commit's SHA. */
  readonly commit: (options: CommitOptions) => string;
  /** Creates a branch at a revision (by default the current commit) and checks it out. */
  readonly branch: (name: string, at?: string) => void;
  readonly checkout: (revision: string) => void;
  /** Merges a revision into the current branch, always with a merge commit, and gives its SHA. */
  readonly merge: (revision: string) => string;
  /** The SHA of a revision, by default of the current commit. */
  readonly sha: (revision?: string) => string;
  /** A bare copy of everything that is here now, in a folder of its own. */
  readonly bareClone: () => string;
}

/** Runs git in a folder at a fixed moment (seconds since 2026-01-01). Throws with git's words when it fails. */
export const runGit = (directory: string, args: readonly string[], seconds = 0): string => {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: directory,
    env: gitEnvironment(seconds),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed with ${String(status)}: ${stderr}`);
  return stdout.replace(/\n$/, '');
};

const writeContent = (path: string, content: Exclude<FileContent, { readonly submodule: string }>): void => {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(path, content);
  else if ('link' in content) symlinkSync(content.link, path);
  else {
    writeFileSync(path, content.executable);
    chmodSync(path, 0o755);
  }
};

/**
 * A new repository with one commit of the given files (none: an empty commit) on `main`. The n-th commit is dated
 * n minutes after 2026-01-01, so equal content gives equal SHAs on every machine.
 */
export const createRepository = (
  options: CommitOptions & { readonly branch?: string } = {},
): GitRepository => {
  const directory = temporaryFolder('git');
  let commits = 0;
  const git = (...args: readonly string[]): string => runGit(directory, args, commits * 60);
  const sha = (revision = 'HEAD'): string =>
    git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`);

  const commit = (change: CommitOptions): string => {
    commits += 1;
    for (const path of change.delete ?? []) git('rm', '-r', '-q', '--', path);
    for (const [from, to] of Object.entries(change.move ?? {})) {
      mkdirSync(dirname(join(directory, to)), { recursive: true });
      git('mv', '--', from, to);
    }
    const written: string[] = [];
    for (const [path, content] of Object.entries(change.files ?? {})) {
      if (typeof content === 'object' && 'submodule' in content) {
        git('update-index', '--add', '--cacheinfo', `160000,${content.submodule},${path}`);
      } else {
        writeContent(join(directory, path), content);
        written.push(path);
      }
    }
    if (written.length > 0) git('add', '-f', '--', ...written);
    git('commit', '-q', '--allow-empty', '-m', change.message ?? `Commit ${String(commits)}`);
    return sha();
  };

  git('init', '-q', '--template=', '-b', options.branch ?? 'main');
  commit(options);

  return {
    directory,
    git,
    commit,
    sha,
    branch: (name, at = 'HEAD') => void git('checkout', '-q', '-b', name, at),
    checkout: (revision) => void git('checkout', '-q', revision),
    merge: (revision) => {
      commits += 1;
      git('merge', '-q', '--no-ff', '-m', `Merge ${revision}`, revision);
      return sha();
    },
    bareClone: () => {
      const bare = join(temporaryFolder('bare'), 'repository.git');
      runGit(directory, ['clone', '-q', '--bare', '--no-hardlinks', directory, bare]);
      return bare;
    },
  };
};
