/** From a tree's bytes to text: every file is decoded once per tree, strictly as UTF-8, and never when it is huge. */
import type { Diagnostic } from '../text/diagnostic.ts';
import { startOfFile } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Tree } from './tree.ts';

/** Files of more bytes than this are not read: 4 MiB. */
export const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

/** A file's text, or what is wrong with the file. */
export type SourceResult =
  | { readonly file: SourceFile; readonly diagnostic?: undefined }
  | { readonly file?: undefined; readonly diagnostic: Diagnostic };

interface TreeSources {
  readonly sizes: ReadonlyMap<string, number>;
  readonly results: Map<string, SourceResult>;
}

const sourcesOfTrees = new WeakMap<Tree, TreeSources>();

/**
 * The text of a file, without a byte order mark. The same `SourceFile` for the same path of the same tree. A file of
 * more than 4 MiB gives the diagnostic `file-too-large` at its start; one that is not UTF-8 gives `invalid-utf-8` at
 * the first bad byte. Undefined when the tree has no such file.
 */
export function readSource(tree: Tree, path: string): SourceResult | undefined {
  return readSourceIf(tree, path, () => true);
}

/**
 * The same for a file that is only wanted for what it says: the text of one that is not wanted is not kept, and the
 * answer is then undefined.
 */
export function readSourceIf(
  tree: Tree,
  path: string,
  isWanted: (text: string) => boolean,
): SourceResult | undefined {
  const sources = sourcesOf(tree);
  const known = sources.results.get(path);
  if (known !== undefined) return known.file === undefined || isWanted(known.file.text) ? known : undefined;
  const size = sources.sizes.get(path);
  if (size === undefined) return undefined;
  const bytes = size > MAX_SOURCE_BYTES ? undefined : tree.read(path);
  if (bytes === undefined && size <= MAX_SOURCE_BYTES) return undefined;
  const result =
    bytes === undefined || bytes.length > MAX_SOURCE_BYTES
      ? tooLarge(path, Math.max(size, bytes?.length ?? 0))
      : decode(path, bytes);
  if (result.file !== undefined && !isWanted(result.file.text)) return undefined;
  sources.results.set(path, result);
  return result;
}

function sourcesOf(tree: Tree): TreeSources {
  let sources = sourcesOfTrees.get(tree);
  if (sources === undefined) {
    sources = { sizes: new Map(tree.entries.map(({ path, size }) => [path, size])), results: new Map() };
    sourcesOfTrees.set(tree, sources);
  }
  return sources;
}

function tooLarge(path: string, size: number): SourceResult {
  const message = `The file has ${String(size)} bytes. Files of more than ${String(MAX_SOURCE_BYTES)} bytes are not read.`;
  const range = startOfFile(new SourceFile(path, ''));
  return { diagnostic: { severity: 'error', code: 'file-too-large', message, range } };
}

function decode(path: string, bytes: Uint8Array): SourceResult {
  try {
    return { file: new SourceFile(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { diagnostic: invalidUtf8(path, bytes) };
  }
}

/** The text before the bad byte is the same in lenient decoding, so its length is the place. */
function invalidUtf8(path: string, bytes: Uint8Array): Diagnostic {
  const offset = validPrefixLength(bytes);
  const lenient = new TextDecoder('utf-8');
  const start = lenient.decode(bytes.subarray(0, offset)).length;
  const file = new SourceFile(path, lenient.decode(bytes));
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
  return {
    severity: 'error',
    code: 'invalid-utf-8',
    message: `The file is not UTF-8: the byte 0x${byte} at offset ${String(offset)} does not belong here. Save the file as UTF-8.`,
    range: { file, start, end: start + 1 },
  };
}

/** The number of bytes before the first sequence that is not well-formed UTF-8 (Unicode 16, table 3-7). */
function validPrefixLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The length of the well-formed sequence at `at`, or 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    const [low, high] = index === 1 ? secondByteBounds(first) : [0x80, 0xbf];
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/** Narrower for the first bytes of overlong forms, of surrogates, and of what lies beyond U+10FFFF. */
function secondByteBounds(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
