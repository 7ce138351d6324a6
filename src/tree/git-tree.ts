/** The files of a git commit as a tree, read from git's objects without a checkout. */
import { isSafePath, MAX_TREE_FILES, skipsFolder } from './limits.ts';
import { runGit, startGit, type GitOptions } from './run-git.ts';
import type { Tree, TreeEntry } from './tree.ts';
import { TreeError } from './tree-error.ts';

/** Files of one batch, so that a batch stays far below the output bound. */
const MAX_BATCH_BYTES = 256 * 1024 * 1024;

/** Larger files are read when somebody asks for them, which mostly nobody does. */
const MAX_PREFETCHED = 4 * 1024 * 1024;

interface Blob extends TreeEntry {
  readonly object: string;
}

/** Whose repositories are read: see `GitOptions`. */
type Access = Pick<GitOptions, 'anyOwner'>;

/**
 * The regular files of a commit. `directory` is the repository, bare or with a work tree; `revision` is anything that
 * names a commit.
 *
 * @throws TreeError when git is missing, the folder is no repository, or the revision names no commit in it.
 */
export function gitTree(directory: string, revision: string, access: Access = {}): Tree {
  const commit = resolveCommit(directory, revision, access);
  let listed: Listing | undefined;
  let byPath: ReadonlyMap<string, Blob> | undefined;
  const contents = new Map<string, Uint8Array>();
  /** How many paths are still to be read of every prefetched object: read once, it is not kept. */
  const awaited = new Map<string, number>();

  const list = (): Listing => (listed ??= listFiles(directory, commit, access));
  const find = (path: string): Blob | undefined => {
    byPath ??= new Map(list().blobs.map((blob) => [blob.path, blob]));
    return byPath.get(path);
  };
  const load = (wanted: readonly Blob[]): void => {
    for (const batch of inBatches(wanted.filter((blob) => !contents.has(blob.object)))) {
      for (const [object, bytes] of readObjects(directory, batch, access)) contents.set(object, bytes);
    }
  };
  const take = ({ object }: Blob): Uint8Array | undefined => {
    const bytes = contents.get(object);
    const left = (awaited.get(object) ?? 1) - 1;
    if (left > 0) awaited.set(object, left);
    else {
      awaited.delete(object);
      contents.delete(object);
    }
    return bytes;
  };
  return {
    get entries() {
      return list().blobs;
    },
    get links() {
      return list().links;
    },
    read(path) {
      const blob = isSafePath(path) ? find(path) : undefined;
      if (blob === undefined) return undefined;
      load([blob]);
      return take(blob);
    },
    prefetch(paths) {
      const blobs = paths
        .map(find)
        .filter((blob): blob is Blob => blob !== undefined && blob.size <= MAX_PREFETCHED);
      for (const { object } of blobs) awaited.set(object, (awaited.get(object) ?? 0) + 1);
      load(blobs);
    },
  };
}

/**
 * The commit that a revision names, as a full object name.
 *
 * @throws TreeError when there is none.
 */
export function resolveCommit(directory: string, revision: string, access: Access = {}): string {
  // A revision that starts with a dash would be an option of git.
  const result = revision.startsWith('-')
    ? undefined
    : runGit(
        directory,
        ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
        access,
      );
  const commit = result?.status === 0 ? result.stdout.toString('utf8').trim() : '';
  if (!/^[0-9a-f]{40,64}$/.test(commit)) {
    throw new TreeError(`The revision ${JSON.stringify(revision)} names no commit in this repository.`);
  }
  return commit;
}

/** The top folder of the work tree that a folder lies in, or undefined outside of git's work trees. */
export function workTreeRoot(directory: string): string | undefined {
  const result = startGit(directory, ['rev-parse', '--show-toplevel']);
  // Without git on the machine there is no work tree to speak of.
  if (result.error !== undefined) return undefined;
  const root = result.status === 0 ? result.stdout.toString('utf8').replace(/\n$/, '') : '';
  return root === '' ? undefined : root;
}

/** The newest commit that both revisions contain, or undefined when git knows none. */
export function mergeBase(directory: string, a: string, b: string, access: Access = {}): string | undefined {
  const result = runGit(directory, ['merge-base', '--end-of-options', a, b], access);
  const commit = result.stdout.toString('utf8').trim();
  return result.status === 0 && commit !== '' ? commit : undefined;
}

interface Listing {
  readonly blobs: readonly Blob[];
  readonly links: readonly string[];
}

function listFiles(directory: string, commit: string, access: Access): Listing {
  const result = runGit(directory, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit], access);
  if (result.status !== 0) {
    throw new TreeError(
      `git could not list the files of ${commit}: ${result.stderr.toString('utf8').trim()}`,
    );
  }
  const found: Blob[] = [];
  const links: string[] = [];
  for (const line of result.stdout.toString('utf8').split('\0')) {
    const match = /^(120000|100(?:644|755|664)) blob ([0-9a-f]+) +(\d+)\t/.exec(line);
    if (match?.[2] === undefined || match[3] === undefined) continue;
    const path = line.slice(match[0].length);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (!isSafePath(path) || (folder !== '' && isSkipped(folder))) continue;
    if (match[1] === '120000') {
      links.push(path);
      continue;
    }
    found.push({ path, size: Number(match[3]), object: match[2] });
    if (found.length > MAX_TREE_FILES) {
      throw new TreeError(`The commit ${commit} holds more than ${MAX_TREE_FILES} files.`);
    }
  }
  return { blobs: found.sort((a, b) => (a.path < b.path ? -1 : 1)), links: links.sort() };
}

function isSkipped(folder: string): boolean {
  const parts = folder.split('/');
  return parts.some((_, index) => skipsFolder(parts.slice(0, index + 1).join('/')));
}

function* inBatches(blobs: readonly Blob[]): Generator<readonly Blob[]> {
  let batch: Blob[] = [];
  let bytes = 0;
  for (const blob of blobs) {
    if (bytes + blob.size > MAX_BATCH_BYTES && batch.length > 0) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(blob);
    bytes += blob.size;
  }
  if (batch.length > 0) yield batch;
}

/** `cat-file --batch` answers every object with a header line, the bytes, and a line feed. */
function* readObjects(
  directory: string,
  blobs: readonly Blob[],
  access: Access,
): Generator<[string, Uint8Array]> {
  const input = blobs.map((blob) => `${blob.object}\n`).join('');
  const result = runGit(directory, ['cat-file', '--batch'], { ...access, input });
  if (result.status !== 0) {
    throw new TreeError(`git could not read objects: ${result.stderr.toString('utf8').trim()}`);
  }
  const output = result.stdout;
  let at = 0;
  while (at < output.length) {
    const lineEnd = output.indexOf(0x0a, at);
    if (lineEnd === -1) return;
    const [object, type, size] = output.toString('utf8', at, lineEnd).split(' ');
    at = lineEnd + 1;
    // `<name> missing`: a shallow or partial clone lacks the object; the file then counts as unreadable.
    if (object === undefined || type !== 'blob' || size === undefined) continue;
    yield [object, output.subarray(at, at + Number(size))];
    at += Number(size) + 1;
  }
}
