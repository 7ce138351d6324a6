/** Read-only files at one revision, whatever they are kept in. */

/** One regular file. Links, submodules and devices are never listed. */
export interface TreeEntry {
  /** Relative to the tree's root, `/` between its parts, never starting with `/` or containing `..`. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface Tree {
  /** Every regular file, ordered by path (code units). */
  readonly entries: readonly TreeEntry[];
  /** The paths of symbolic links, ordered. What they lead to is not read through them. */
  readonly links: readonly string[];
  /** A file's bytes, or undefined when the tree has no such regular file. */
  read(path: string): Uint8Array | undefined;
  /** Says which files will be read soon, for stores where many at once are cheaper. */
  prefetch(paths: readonly string[]): void;
}
