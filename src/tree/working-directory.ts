/** The files of a folder on disk as a tree: what the command line reads. */
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isSafePath, MAX_TREE_FILES, skipsFolder } from './limits.ts';
import type { Tree, TreeEntry } from './tree.ts';
import { TreeError } from './tree-error.ts';

/**
 * The regular files below a folder. Links are named and never followed; `.git`, `node_modules` and Terraform's
 * provider cache are left out.
 *
 * @throws TreeError when the folder cannot be read or holds more files than cidrlint takes.
 */
export function workingDirectory(root: string): Tree {
  const realRoot = realFolder(root);
  let listed: Listing | undefined;
  const list = (): Listing => (listed ??= listFiles(realRoot));
  return {
    get entries() {
      return list().entries;
    },
    get links() {
      return list().links;
    },
    read(path) {
      if (!isSafePath(path)) return undefined;
      const full = join(realRoot, path);
      try {
        if (!lstatSync(full).isFile()) return undefined;
        // A folder on the way can be a link: only what really lies in the tree is read.
        if (!realpathSync(full).startsWith(realRoot === sep ? sep : realRoot + sep)) return undefined;
        return readFileSync(full);
      } catch {
        return undefined;
      }
    },
    prefetch() {},
  };
}

function realFolder(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    throw new TreeError(`The folder ${root} does not exist or cannot be read.`);
  }
}

interface Listing {
  readonly entries: readonly TreeEntry[];
  readonly links: readonly string[];
}

function listFiles(root: string): Listing {
  const found: TreeEntry[] = [];
  const links: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readFolder(root, folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipsFolder(path)) folders.push(path);
      } else if (entry.isSymbolicLink()) {
        links.push(path);
      } else if (entry.isFile()) {
        found.push({ path, size: sizeOf(join(root, path)) });
        if (found.length > MAX_TREE_FILES) {
          throw new TreeError(
            `The folder ${root} holds more than ${MAX_TREE_FILES} files. Name the folder of the infrastructure code.`,
          );
        }
      }
    }
  }
  return { entries: found.sort((a, b) => (a.path < b.path ? -1 : 1)), links: links.sort() };
}

function readFolder(root: string, folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw new TreeError(`The folder ${root} cannot be read: ${String(error)}`);
    return [];
  }
}

function sizeOf(path: string): number {
  try {
    return lstatSync(path).size;
  } catch {
    return 0;
  }
}
