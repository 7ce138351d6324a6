/** Which files the compiler reads for a Bicep file, and whether it can be let loose on them. */
import type { Range } from '../../../text/range.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { baseName, folderOf, joinPath } from '../../paths.ts';
import { bicepTokens, type BicepToken } from './tokens.ts';

/** The files, or why the compiler must not be run. */
export type BuildInputs =
  | { readonly files: ReadonlyMap<string, Uint8Array>; readonly refused?: undefined }
  | { readonly files?: undefined; readonly refused: Refusal };

/** A full sentence, and where its reason stands. */
export interface Refusal {
  readonly message: string;
  readonly range: Range;
}

/** The bounds of what is handed to the compiler. */
const MAX_FILES = 2000;
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * The file itself and all that it names: modules, imports, loaded content. A pull request must not have the compiler
 * put other files of the machine into its output, so a path that leaves the tree is refused, and so is a `load…()`
 * whose path is not plain text.
 */
export function buildInputs(tree: Tree, entry: string): BuildInputs {
  const files = new Map<string, Uint8Array>();
  const waiting = [entry];
  const seen = new Set(waiting);
  let bytes = 0;
  for (const path of waiting) {
    const content = tree.read(path);
    if (content === undefined) continue;
    bytes += content.length;
    files.set(path, content);
    if (!/\.bicep(?:param)?$/i.test(path)) continue;
    const file = readSource(tree, path)?.file;
    if (file === undefined) continue;
    const start = { file, start: 0, end: 0 };
    const named = namedPaths(file);
    if ('message' in named) return { refused: named };
    for (const name of named.paths) {
      if (seen.has(name)) continue;
      seen.add(name);
      waiting.push(name);
    }
    if (files.size > MAX_FILES || bytes > MAX_BYTES) {
      const message = `It needs more than ${MAX_FILES} files or ${MAX_BYTES} bytes of them.`;
      return { refused: { message, range: start } };
    }
  }
  return { files };
}

function namedPaths(file: SourceFile): Refusal | { readonly paths: readonly string[] } {
  const { tokens: all, isClean } = bicepTokens(file.text);
  const refuse = (message: string, { start, end }: { start: number; end: number }): Refusal => ({
    message,
    range: { file, start, end },
  });
  if (!isClean) {
    return refuse('It has a string, a comment or a character that is not valid Bicep.', { start: 0, end: 0 });
  }
  const tokens = all.filter(({ kind }) => kind !== 'newline');
  const paths: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isLoad = isLoadCall(token, tokens[index + 1]);
    if (isLoad && !isPlainArgument(tokens, index + 2)) {
      return refuse(`The path of ${token.text} is not written as plain text.`, token);
    }
    if (isLoad && /^loadDirectory/i.test(token.text)) {
      return refuse(
        `${token.text} lists the files of a folder, which are not handed to the compiler.`,
        token,
      );
    }
    // In statements a path follows a word, and in values a text follows a sign.
    const isLoaded = before?.text === '(' && isLoadCall(tokens[index - 2], before);
    if (token.kind !== 'string' || (before?.kind !== 'word' && !isLoaded)) continue;
    if (/^(?:br|ts|oci)[:/]/.test(token.text)) continue;
    const path = joinPath(folderOf(file.path), token.text);
    if (path === undefined || /^\/|\\|^[a-z]+:\/\//i.test(token.text)) {
      return refuse('It names a file outside of the repository.', token);
    }
    if (baseName(path).toLowerCase() === 'bicepconfig.json') {
      return refuse('It loads settings of the compiler, which are not handed to it.', token);
    }
    paths.push(path);
  }
  return { paths };
}

function isLoadCall(word: BicepToken | undefined, next: BicepToken | undefined): boolean {
  return word?.kind === 'word' && /^load[a-z]/i.test(word.text) && next?.kind === 'mark' && next.text === '(';
}

function isPlainArgument(tokens: readonly BicepToken[], index: number): boolean {
  const after = tokens[index + 1];
  return (
    tokens[index]?.kind === 'string' && after?.kind === 'mark' && (after.text === ',' || after.text === ')')
  );
}
