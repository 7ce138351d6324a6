/** JSON documents as YAML nodes, so that manifests of both kinds are read in one way. */
import type { SourceFile } from '../../text/source-file.ts';
import { MAX_DOCUMENT_VALUES, parseJson, type JsonNode } from '../json/parse-json.ts';
import type { YamlFile, YamlNode } from '../yaml/parse-yaml.ts';

/** The document of a JSON file. */
export function parseJsonDocument(file: SourceFile): YamlFile {
  const { root, diagnostics } = parseJson(file, { comments: true, maxValues: MAX_DOCUMENT_VALUES });
  return { documents: root === undefined ? [] : [nodeOf(root)], diagnostics };
}

function nodeOf(json: JsonNode): YamlNode {
  const span = { start: json.start, end: json.end, tag: undefined };
  switch (json.kind) {
    case 'object':
      return {
        kind: 'mapping',
        entries: json.members.map(({ key, value }) => ({ key: nodeOf(key), value: nodeOf(value) })),
        ...span,
      };
    case 'array':
      return { kind: 'sequence', items: json.items.map(nodeOf), ...span };
    case 'string':
      return { kind: 'scalar', value: json.value, style: 'double-quoted', ...span };
    case 'number':
      return { kind: 'scalar', value: json.text, style: 'plain', ...span };
    case 'bool':
      return { kind: 'scalar', value: String(json.value), style: 'plain', ...span };
    case 'null':
      return { kind: 'scalar', value: 'null', style: 'plain', ...span };
  }
}
