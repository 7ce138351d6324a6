/**
 * YAML documents as trees with places. What a scalar means (number, bool, text) is left to the dialect that reads
 * it. One broken document costs that document, not the file.
 */
import { YAMLException, parseEvents } from 'js-yaml';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf } from '../../text/range.ts';
import type { SourceFile, Span } from '../../text/source-file.ts';
import { MAX_DEPTH, YamlStructureError, buildDocuments } from './yaml-tree.ts';

/** One node. Its span covers what was typed for it: quotes and brackets, but neither tag nor anchor. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping | YamlAlias;

interface YamlNodeBase extends Span {
  /**
   * The tag: `!Sub` as written, YAML's own ones as `!!str`, others in full. `!` is the tag that only says "as it
   * stands". Undefined when there is none.
   */
  readonly tag: string | undefined;
}

/** A single value. `value` is the text with escapes, folding and quotes resolved. */
export interface YamlScalar extends YamlNodeBase {
  readonly kind: 'scalar';
  readonly value: string;
  readonly style: 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';
}

/** Items in source order. */
export interface YamlSequence extends YamlNodeBase {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

/** Entries in source order; neither duplicate keys nor merge keys (`<<`) are resolved. */
export interface YamlMapping extends YamlNodeBase {
  readonly kind: 'mapping';
  readonly entries: readonly YamlEntry[];
}

/** A key of a mapping with its value. */
export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** `*name`: the node that carries the anchor, used once more. It is never an alias itself. */
export interface YamlAlias extends YamlNodeBase {
  readonly kind: 'alias';
  readonly target: Exclude<YamlNode, YamlAlias>;
}

/** What reading a file gives: the documents that are intact, in order, and what is wrong with the others. */
export interface YamlFile {
  readonly documents: readonly YamlNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** In a broken file of more documents than this, none is read. */
const MAX_CHUNKS = 2000;

/** A file is not read that the parser tells more of than this: a scalar or alias is one event, a collection two. */
const MAX_EVENTS = 1_000_000;

/**
 * Reads every document of a file. An empty file has none; a document without content is an empty plain scalar.
 * Diagnostics have the code `yaml-syntax`. Aliases are not copied; whoever walks a document through its aliases meets
 * at most 200,000 nodes more than it has, nested at most 100 deep: a document beyond that is reported as broken.
 */
export function parseYaml(file: SourceFile): YamlFile {
  const whole = readChunk(file, { start: 0, end: file.text.length });
  if (whole.diagnostics.length === 0) return whole;
  const chunks = splitDocuments(file.text);
  if (chunks.length < 2 || chunks.length > MAX_CHUNKS) return whole;
  const parts = chunks.map((chunk) => readChunk(file, chunk));
  return {
    documents: parts.flatMap((part) => part.documents),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

/** The node behind an alias, else the node itself. */
export function resolveAlias(node: YamlNode): Exclude<YamlNode, YamlAlias> {
  return node.kind === 'alias' ? node.target : node;
}

function readChunk(file: SourceFile, chunk: Span): YamlFile {
  const text = file.text.slice(chunk.start, chunk.end);
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    if (events.length > MAX_EVENTS) throw new YamlStructureError('it has too many values', 0);
    return { documents: buildDocuments(text, events, chunk.start), diagnostics: [] };
  } catch (error) {
    return { documents: [], diagnostics: [diagnosticOf(error, file, chunk)] };
  }
}

function diagnosticOf(error: unknown, file: SourceFile, chunk: Span): Diagnostic {
  const { message, offset } = describe(error);
  const at = Math.min(chunk.start + offset, chunk.end);
  return {
    severity: 'error',
    code: 'yaml-syntax',
    message: `This YAML cannot be read: ${message}.`,
    range: rangeOf(file, { start: at, end: Math.min(at + 1, chunk.end) }),
  };
}

function describe(error: unknown): { readonly message: string; readonly offset: number } {
  if (error instanceof YamlStructureError) return { message: error.message, offset: error.offset };
  if (error instanceof YAMLException) return { message: error.reason, offset: error.mark?.position ?? 0 };
  return { message: 'the parser gave up', offset: 0 };
}

/** The stretches that start at the lines with `---`. A directive falls to the document before it, and is lost. */
function splitDocuments(text: string): Span[] {
  const starts = [...text.matchAll(/^---(?=\s|$)/gm)].map((match) => match.index);
  const bounds = [0, ...starts.filter((start) => start > 0), text.length];
  const chunks = bounds.slice(1).map((end, index) => ({ start: bounds[index] ?? 0, end }));
  return chunks.filter(({ start, end }) => text.slice(start, end).trim() !== '');
}
