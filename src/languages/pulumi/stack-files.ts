/** The stack files of a tree, by their folders. */
import type { Tree } from '../../tree/tree.ts';
import { folderOf } from '../paths.ts';

const STACK_FILE = /(?:^|\/)Pulumi\.[\w-]{1,100}\.ya?ml$/;

/** The paths of the stack files of each folder, in their order. */
export function stackFiles(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of tree.entries) {
    if (!STACK_FILE.test(path)) continue;
    const folder = folderOf(path);
    const present = folders.get(folder);
    if (present === undefined) folders.set(folder, [path]);
    else present.push(path);
  }
  return folders;
}
