/** The document of an inventory, whatever it is written in, as JSON nodes with places. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { SourceFile, type Span } from '../../text/source-file.ts';
import { parseJson, type JsonNode, type JsonString } from '../json/parse-json.ts';
import { parseYaml, resolveAlias, type YamlNode, type YamlScalar } from '../yaml/parse-yaml.ts';
import { parseCsv } from './csv.ts';

/** YAML of more characters than this is not read: 8 MiB. JSON says the same and is read ten times as fast. */
const MAX_YAML_LENGTH = 8 * 1024 * 1024;

/** Values in a document, at most: as nodes they take two hundred times the room of a character. */
const MAX_VALUES = 5_000_000;

/** A document, or what is wrong with the file. */
export type ReadDocument =
  | { readonly root: JsonNode; readonly problem?: undefined }
  | { readonly root?: undefined; readonly problem: Problem };

/** What is wrong, with its place where there is one. */
export interface Problem {
  readonly message: string;
  readonly diagnostic?: Diagnostic | undefined;
}

/** Reads JSON, YAML or CSV: by the file's name, else by how the text begins. */
export function readDocument(file: SourceFile): ReadDocument {
  if (!/\S/.test(file.text)) return { problem: { message: 'This file is empty.' } };
  const format = formatOf(file);
  if (countSeparators(file.text, format === 'csv') > MAX_VALUES) {
    return {
      problem: { message: `This inventory has more than ${MAX_VALUES} values. Export less at once.` },
    };
  }
  if (format === 'csv') return { root: parseCsv(file) };
  if (format === 'json') {
    const { root, diagnostics } = parseJson(file);
    return root === undefined ? brokenBy(diagnostics) : { root };
  }
  if (file.text.length > MAX_YAML_LENGTH) {
    return { problem: { message: 'This YAML is too large. Write the inventory as JSON.' } };
  }
  const { documents, diagnostics } = parseYaml(file);
  if (diagnostics.length > 0) return brokenBy(diagnostics);
  const items = documents.map((document) => fromYaml(document));
  const [only] = items;
  if (only !== undefined && items.length === 1) return { root: only };
  return { root: { kind: 'array', items, start: 0, end: file.text.length } };
}

/** How many values there are at most, without reading them. */
function countSeparators(text: string, isTable: boolean): number {
  if (text.length <= MAX_VALUES) return 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || (isTable && (code === LINE_BREAK || code === SEMICOLON || code === TAB))) count++;
  }
  return count;
}

const [COMMA, SEMICOLON, TAB, LINE_BREAK] = [0x2c, 0x3b, 0x09, 0x0a];

function formatOf({ path, text }: SourceFile): 'json' | 'yaml' | 'csv' {
  const name = path.toLowerCase();
  if (name.endsWith('.csv') || name.endsWith('.tsv')) return 'csv';
  if (/^[\s\uFEFF]{0,100}[[{]/.test(text)) return 'json';
  if (/\.ya?ml$/.test(name)) return 'yaml';
  return /^\uFEFF?"?[\w -]{1,100}"?[,;\t][^\n:]*\r?\n/.test(text.slice(0, 5000)) ? 'csv' : 'yaml';
}

function brokenBy([diagnostic]: readonly Diagnostic[]): ReadDocument {
  return { problem: { message: diagnostic?.message ?? 'This cannot be read.', diagnostic } };
}

/** The parser bounds how deep documents are and how much their aliases multiply. */
function fromYaml(node: YamlNode): JsonNode {
  const target = resolveAlias(node);
  const { start, end } = target;
  switch (target.kind) {
    case 'scalar':
      return fromScalar(target);
    case 'sequence':
      return { kind: 'array', items: target.items.map(fromYaml), start, end };
    case 'mapping': {
      const members = target.entries.flatMap(({ key, value }) => {
        const name = resolveAlias(key);
        if (name.kind !== 'scalar') return [];
        return [
          { key: textNode(name.value, name), value: fromYaml(value), start: name.start, end: value.end },
        ];
      });
      return { kind: 'object', members, start, end };
    }
  }
}

function textNode(value: string, { start, end }: Span): JsonString {
  return { kind: 'string', value, hasEscapes: true, start, end };
}

/** YAML 1.2's core schema. */
function fromScalar(node: YamlScalar): JsonNode {
  const { value, start, end } = node;
  if (node.style !== 'plain' || node.tag === '!' || node.tag === '!!str') return textNode(value, node);
  if (/^(?:|~|null|Null|NULL)$/.test(value)) return { kind: 'null', start, end };
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(value)) {
    return { kind: 'bool', value: value.toLowerCase() === 'true', start, end };
  }
  // Numbers of accounts can begin with zeros.
  if (!/^(?:0|[1-9]\d{0,14})$/.test(value)) return textNode(value, node);
  return { kind: 'number', value: Number(value), text: value, start, end };
}

/** JSON that stands as text in a cell, as portals export it: every place in it is that of the cell. */
export function readInnerJson(node: JsonNode | undefined): JsonNode | undefined {
  if (node?.kind !== 'string' || !/^\s{0,10}[[{]/.test(node.value)) return node;
  const { root } = parseJson(new SourceFile('', node.value));
  return root === undefined ? node : placedAt(root, { start: node.start, end: node.end });
}

function placedAt(node: JsonNode, span: Span): JsonNode {
  if (node.kind === 'array')
    return { ...node, ...span, items: node.items.map((item) => placedAt(item, span)) };
  if (node.kind !== 'object') return { ...node, ...span };
  const members = node.members.map(({ key, value }) => ({
    ...span,
    key: { ...key, ...span },
    value: placedAt(value, span),
  }));
  return { ...node, ...span, members };
}
