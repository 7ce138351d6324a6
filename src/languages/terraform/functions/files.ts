/** How functions read files: always inside the tree, within bounds. */
import type { SourceFile } from '../../../text/source-file.ts';
import { MAX_SOURCE_BYTES, readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';

/** Code of the diagnostic about a file that the tree does not have. `try` and `can` take it as a failure. */
export const MISSING_FILE = 'terraform-missing-file';

/** A file's content, or why it is not read in words that follow `the file x `. Undefined when there is no such file. */
export type FileRead<T> = { readonly content: T } | { readonly problem: string } | undefined;

/** The files that functions can see. Paths are relative to the tree's root, normalized, without `..`. */
export interface FunctionFiles {
  /**
   * The folder that relative paths count from when Terraform runs: the root module's, empty for the tree's root.
   * Where it has no such file, paths count from the tree's root, which is what `path.module` does.
   */
  readonly workingFolder: string;
  readText(path: string): FileRead<SourceFile>;
  readBytes(path: string): FileRead<Uint8Array>;
  /** The paths of all files below a folder, ordered; the empty path is the tree's root. */
  list(folder: string): readonly string[];
}

/** The files of a tree. The text of a file is the same source file that all its readers get. */
export function treeFiles(tree: Tree, workingFolder: string): FunctionFiles {
  return {
    workingFolder,
    readText(path) {
      const source = readSource(tree, path);
      if (source === undefined) return undefined;
      if (source.file !== undefined) return { content: source.file };
      return source.diagnostic.code === 'invalid-utf-8' ? { problem: 'is not UTF-8' } : TOO_LARGE;
    },
    readBytes(path) {
      const content = tree.read(path);
      if (content === undefined) return undefined;
      return content.length > MAX_SOURCE_BYTES ? TOO_LARGE : { content };
    },
    list(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const { entries } = tree;
      const paths: string[] = [];
      for (let at = firstFrom(tree, prefix); at < entries.length; at++) {
        const path = entries[at]?.path ?? '';
        if (!path.startsWith(prefix)) break;
        paths.push(path);
      }
      return paths;
    },
  };
}

const TOO_LARGE = { problem: `has more than ${MAX_SOURCE_BYTES} bytes` };

/** The position of the first path that is not before `prefix`: entries are ordered. */
function firstFrom({ entries }: Tree, prefix: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.path ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
