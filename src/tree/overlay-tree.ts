/** A tree with a few files laid over another one: what a tool made of the files, as if it lay among them. */
import type { Tree, TreeEntry } from './tree.ts';

/** The tree with these files, by path; a file that is in both is the laid one. */
export function overlayTree(tree: Tree, files: ReadonlyMap<string, Uint8Array>): Tree {
  if (files.size === 0) return tree;
  let entries: readonly TreeEntry[] | undefined;
  return {
    get entries() {
      return (entries ??= mergedEntries(tree, files));
    },
    get links() {
      return tree.links;
    },
    read: (path) => files.get(path) ?? tree.read(path),
    prefetch(paths) {
      tree.prefetch(paths.filter((path) => !files.has(path)));
    },
  };
}

function mergedEntries(tree: Tree, files: ReadonlyMap<string, Uint8Array>): readonly TreeEntry[] {
  const laid = [...files].map(([path, bytes]) => ({ path, size: bytes.length }));
  const kept = tree.entries.filter(({ path }) => !files.has(path));
  return [...kept, ...laid].sort((a, b) => (a.path < b.path ? -1 : 1));
}
