/** A tree that is kept in memory: for tests, and for files that come from somewhere else than a disk or git. */
import type { Tree, TreeEntry } from './tree.ts';

/**
 * The tree of these files, by path. Text is encoded as UTF-8. Paths are taken as they are: relative, `/` between
 * their parts.
 */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): Tree {
  const encoder = new TextEncoder();
  const contents = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(files)) {
    contents.set(path, typeof content === 'string' ? encoder.encode(content) : content);
  }
  const entries: TreeEntry[] = [...contents].map(([path, bytes]) => ({ path, size: bytes.length }));
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return {
    entries,
    read: (path) => contents.get(path),
    links: [],
    prefetch: () => undefined,
  };
}
