/** Reads JSON and YAML files into template nodes. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { MAX_DOCUMENT_VALUES, parseJson, type JsonNode } from '../json/parse-json.ts';
import {
  parseYaml,
  resolveAlias,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from '../yaml/parse-yaml.ts';
import {
  mapOrCall,
  numberOrText,
  type MapEntry,
  type ScalarNode,
  type TemplateNode,
} from './template-node.ts';

/** The documents of a file, and what is wrong with it. */
export interface ReadNodes {
  readonly roots: readonly TemplateNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** JSON when it begins as JSON does and is none the worse for it, else YAML. */
export function readTemplateNodes(file: SourceFile): ReadNodes {
  if (!/^\uFEFF?\s*[[{]/.test(file.text.slice(0, 1000))) return readYaml(file);
  const { root, diagnostics } = parseJson(file, { maxValues: MAX_DOCUMENT_VALUES });
  if (root !== undefined) return { roots: [fromJson(root, file)], diagnostics };
  // YAML has a flow style that looks like JSON: only files that say they are JSON have to be.
  const asYaml = /\.json$/i.test(file.path) ? undefined : readYaml(file);
  return asYaml !== undefined && asYaml.roots.length > 0 ? asYaml : { roots: [], diagnostics };
}

function readYaml(file: SourceFile): ReadNodes {
  const { documents, diagnostics } = parseYaml(file);
  const reader = new YamlReader(file);
  return { roots: documents.map((document) => reader.nodeOf(document)), diagnostics };
}

function fromJson(node: JsonNode, file: SourceFile): TemplateNode {
  const range = rangeOf(file, node);
  switch (node.kind) {
    case 'object': {
      const entries = new Map<string, MapEntry>();
      for (const { key, value } of node.members)
        entries.set(key.value, { keyRange: rangeOf(file, key), value: fromJson(value, file) });
      return mapOrCall(entries, range);
    }
    case 'array':
      return { kind: 'list', items: node.items.map((item) => fromJson(item, file)), range };
    case 'number':
      return { kind: 'scalar', value: numberOrText(node.text), range };
    case 'null':
      return { kind: 'scalar', value: null, range };
    default:
      return { kind: 'scalar', value: node.value, range };
  }
}

class YamlReader {
  readonly #file: SourceFile;
  /** What is anchored is read once. */
  readonly #anchored = new Map<YamlNode, TemplateNode>();

  constructor(file: SourceFile) {
    this.#file = file;
  }

  nodeOf(node: YamlNode): TemplateNode {
    if (node.kind === 'alias') {
      const known = this.#anchored.get(node.target) ?? this.nodeOf(node.target);
      this.#anchored.set(node.target, known);
      return known;
    }
    const name = functionOf(node.tag);
    const content = this.#content(node, name !== undefined);
    return name === undefined
      ? content
      : { kind: 'call', name, argument: content, range: rangeOf(this.#file, node) };
  }

  #content(node: Exclude<YamlNode, { kind: 'alias' }>, isArgument: boolean): TemplateNode {
    const range = rangeOf(this.#file, node);
    switch (node.kind) {
      case 'scalar':
        return { kind: 'scalar', value: scalarValue(node, isArgument), range };
      case 'sequence':
        return { kind: 'list', items: node.items.map((item) => this.nodeOf(item)), range };
      case 'mapping':
        return mapOrCall(this.#entries(node), range);
    }
  }

  #entries(node: YamlMapping): ReadonlyMap<string, MapEntry> {
    const entries = new Map<string, MapEntry>();
    for (const { key, value } of node.entries) {
      if (!isMergeKey(key)) continue;
      const merged = this.nodeOf(value);
      for (const source of merged.kind === 'list' ? merged.items : [merged]) {
        if (source.kind !== 'map') continue;
        for (const [name, entry] of source.entries) if (!entries.has(name)) entries.set(name, entry);
      }
    }
    for (const { key, value } of node.entries) {
      const name = resolveAlias(key);
      if (isMergeKey(key) || name.kind !== 'scalar') continue;
      entries.set(name.value, { keyRange: rangeOf(this.#file, key), value: this.nodeOf(value) });
    }
    return entries;
  }
}

function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.value === '<<' && key.style === 'plain';
}

/** The function that a short tag calls. */
function functionOf(tag: string | undefined): string | undefined {
  const short = /^!([A-Za-z][\w:]{0,40})$/.exec(tag ?? '')?.[1];
  if (short === undefined) return undefined;
  const isWhole = short === 'Ref' || short === 'Condition' || short.includes('::');
  return isWhole ? short : `Fn::${short}`;
}

function scalarValue({ value, style, tag }: YamlScalar, isArgument: boolean): ScalarNode['value'] {
  if (style !== 'plain' || (tag !== undefined && !isArgument)) return value;
  if (/^(?:|~|null|Null|NULL)$/.test(value)) return null;
  if (/^(?:true|True|TRUE)$/.test(value)) return true;
  if (/^(?:false|False|FALSE)$/.test(value)) return false;
  return numberOrText(value);
}
