/** What the double reads from the repositories that it serves, with real git. */
import { spawnSync } from 'node:child_process';
import { gitEnvironment } from './git-environment.ts';

/** One entry of a git tree. */
export interface GitTreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** In bytes; only for blobs. */
  readonly size: number | undefined;
  /** Relative to the tree that was listed. */
  readonly path: string;
}

/** One commit. */
export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: GitPerson;
  readonly committer: GitPerson;
  readonly message: string;
}

/** Who did it and when (ISO 8601, UTC). */
export interface GitPerson {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

const remembered = new Map<string, unknown>();

/** Asks git once for what can never change: facts about commits that are named by their SHA. */
const once = <T>(key: readonly string[], ask: () => T): T => {
  const joined = key.join(' ');
  // The keys of different questions differ, so what is remembered has the question's type.
  if (remembered.has(joined)) return remembered.get(joined) as T;
  const answer = ask();
  remembered.set(joined, answer);
  return answer;
};

/** Runs git on a bare repository; undefined when git fails. */
const tryGit = (gitDirectory: string, ...args: readonly string[]): Buffer | undefined => {
  const { status, stdout, error } = spawnSync(
    'git',
    [`--git-dir=${gitDirectory}`, '-c', 'core.quotePath=false', ...args],
    { env: gitEnvironment(), maxBuffer: 256 * 1024 * 1024 },
  );
  if (error !== undefined) throw error;
  return status === 0 ? stdout : undefined;
};

/** The same as text without the last newline; throws when git fails. */
export const readGit = (gitDirectory: string, ...args: readonly string[]): string => {
  const output = tryGit(gitDirectory, ...args);
  if (output === undefined) throw new Error(`git ${args.join(' ')} failed in ${gitDirectory}`);
  return output.toString('utf8').replace(/\n$/, '');
};

/** The SHA of an object that a branch, tag or SHA names; undefined when there is none. Takes no `~`, `^` or `:`. */
export const resolveObject = (
  gitDirectory: string,
  name: string,
  type: 'commit' | 'tree',
): string | undefined => {
  if (name === '' || name.startsWith('-') || /[~^:\\\s]|@\{|\.\./.test(name)) return undefined;
  return tryGit(gitDirectory, 'rev-parse', '--verify', '--quiet', `${name}^{${type}}`)
    ?.toString('utf8')
    .trim();
};

/** The best common ancestor of two commits, named by their SHA; undefined when their histories are unrelated. */
export const mergeBase = (gitDirectory: string, a: string, b: string): string | undefined =>
  once(['merge-base', gitDirectory, a, b], () =>
    tryGit(gitDirectory, 'merge-base', a, b)?.toString('utf8').trim(),
  );

/** Whether a commit lies in the history of another one. */
export const isAncestor = (gitDirectory: string, ancestor: string, descendant: string): boolean =>
  tryGit(gitDirectory, 'merge-base', '--is-ancestor', ancestor, descendant) !== undefined;

/** The entries of a tree or commit, ordered as git orders them. */
export const listTree = (
  gitDirectory: string,
  treeish: string,
  recursive: boolean,
): readonly GitTreeEntry[] => {
  const flags = recursive ? ['-r', '-t'] : [];
  return readGit(gitDirectory, 'ls-tree', '-z', '--long', ...flags, treeish)
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
      return {
        mode,
        // ls-tree prints no other types.
        type: type as GitTreeEntry['type'],
        sha,
        size: size === '-' ? undefined : Number(size),
        path: line.slice(tab + 1),
      };
    });
};

/** A blob's bytes. */
export const readBlob = (gitDirectory: string, sha: string): Buffer => {
  const bytes = tryGit(gitDirectory, 'cat-file', 'blob', sha);
  if (bytes === undefined) throw new Error(`There is no blob ${sha} in ${gitDirectory}`);
  return bytes;
};

const toUtc = (seconds: string): string =>
  new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');

/** Commits of a revision range or list, as `git log` orders them, newest first. */
export const readCommits = (gitDirectory: string, ...revisions: readonly string[]): readonly GitCommit[] => {
  const format = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x1f');
  return readGit(gitDirectory, 'log', '-z', `--format=${format}`, ...revisions)
    .split('\0')
    .filter((record) => record !== '')
    .map((record) => {
      const [
        sha = '',
        tree = '',
        parents = '',
        an = '',
        ae = '',
        ad = '',
        cn = '',
        ce = '',
        cd = '',
        message = '',
      ] = record.split('\x1f');
      return {
        sha,
        tree,
        parents: parents.split(' ').filter((parent) => parent !== ''),
        author: { name: an, email: ae, date: toUtc(ad) },
        committer: { name: cn, email: ce, date: toUtc(cd) },
        message: message.trimEnd(),
      };
    });
};

/**
 * The commit that GitHub would offer as `refs/pull/N/merge`: head merged into base. Undefined when they conflict.
 */
export const createMergeCommit = (gitDirectory: string, base: string, head: string): string | undefined =>
  once(['merge-commit', gitDirectory, base, head], () => {
    const tree = tryGit(gitDirectory, 'merge-tree', '--write-tree', base, head)?.toString('utf8').trim();
    if (tree === undefined) return undefined;
    const message = `Merge ${head} into ${base}`;
    return readGit(gitDirectory, 'commit-tree', tree, '-p', base, '-p', head, '-m', message);
  });

/** Makes refs point to commits. */
export const updateRefs = (gitDirectory: string, refs: Readonly<Record<string, string>>): void => {
  const input = Object.entries(refs).map(([ref, sha]) => `update ${ref} ${sha}\n`);
  const { status, error } = spawnSync('git', [`--git-dir=${gitDirectory}`, 'update-ref', '--stdin'], {
    env: gitEnvironment(),
    input: input.join(''),
  });
  if (error !== undefined || status !== 0)
    throw new Error(`The refs of ${gitDirectory} could not be updated.`);
};
