/** Finds the JSON and YAML files of a tree that a language can read, by what is in them. */
import type { SourceFile } from '../text/source-file.ts';
import { readSourceIf } from '../tree/source-text.ts';
import type { Tree } from '../tree/tree.ts';
import type { DocumentLanguage } from './unit.ts';

/** `.template` is what CloudFormation's own examples are called. */
const EXTENSION = /\.(?:json|jsonc|ya?ml|template)$/i;

/** What package managers write: large, many, and of no language that is read. */
const LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|packages\.lock\.json|pnpm-lock\.ya?ml)$/;

/** Folders with copies of other people's code. */
const COPIES = /(?:^|\/)(?:\.terraform|\.terragrunt-cache|node_modules|vendor)\//;

/**
 * The recognised files of each language, in the order of their paths. Every file is read at most once; a file may be
 * recognised by several languages. What cannot be read as text is no language's.
 */
export function findDocuments<L extends Pick<DocumentLanguage, 'recognises'>>(
  tree: Tree,
  languages: readonly L[],
): ReadonlyMap<L, readonly SourceFile[]> {
  const found = new Map<L, SourceFile[]>(languages.map((language) => [language, []]));
  const paths = tree.entries.flatMap(({ path }) =>
    EXTENSION.test(path) && !LOCK.test(path) && !COPIES.test(path) ? [path] : [],
  );
  tree.prefetch(paths);
  for (const path of paths) {
    let readers: readonly L[] = [];
    const source = readSourceIf(tree, path, (text) => {
      readers = languages.filter(({ recognises }) => recognises(path, text));
      return readers.length > 0;
    });
    if (source?.file === undefined) continue;
    for (const language of readers) found.get(language)?.push(source.file);
  }
  return found;
}
