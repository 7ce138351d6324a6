/** The files of a folder on disk as a tree: what the command line reads. */
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isSafePath, MAX_TREE_FILES, skipsFolder } from './limits.ts';
import type { Tree, TreeEntry } from './tree.ts';
import { TreeError } from './tree-error.ts';

/**
 * The regular files below a folder. Links are neither listed nor followed; `.git`, `node_modules` and Terraform's
 * provider cache are left out.
 *
 * @throws TreeError when the folder cannot be read or holds more files than cidrlint takes.
 */
export function workingDirectory(root: string): Tree {
  const realRoot = realFolder(root);
  let entries: readonly TreeEntry[] | undefined;
  return {
    get entries() {
      entries ??= listFiles(realRoot);
      return entries;
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

function listFiles(root: string): TreeEntry[] {
  const found: TreeEntry[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readFolder(root, folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipsFolder(path)) folders.push(path);
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
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
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
