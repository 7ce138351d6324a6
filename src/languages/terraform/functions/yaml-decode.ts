/** `yamldecode`: one YAML document as Terraform types it, each value with its place. */
import type { Origin } from '../../../values/origin.ts';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  stringValue,
  type Value,
} from '../../../values/value.ts';
import { parseYaml, type YamlMapping, type YamlNode, type YamlScalar } from '../../yaml/parse-yaml.ts';
import { defineFunction, type Problem } from './define.ts';
import { text } from './parameters.ts';
import { decodedAt, oncePerFile, textSource, type TextSource } from './text-source.ts';
import { keyText, scalarContent } from './yaml-scalar.ts';

const readYaml = oncePerFile(parseYaml);

/** The value of a YAML text, which must hold one document. */
export const yamldecode = defineFunction('yamldecode', {
  parameters: [text('src')],
  run([src], call) {
    const source = textSource(src, call);
    const { documents, diagnostics } = readYaml(source.file);
    const [broken] = diagnostics;
    if (broken !== undefined) return { problem: source.describe(broken) };
    const [document, ...others] = documents;
    if (document === undefined) return { problem: 'the text has no YAML document' };
    if (others.length > 0) return { problem: 'the text has more than one YAML document' };
    const value = new Decoder(source).decode(document);
    return 'problem' in value ? value : decodedAt(value, call);
  },
});

/** Decodes the nodes of one document. What is anchored is decoded once. */
class Decoder {
  readonly #source: TextSource;
  readonly #anchored = new Map<YamlNode, Value | Problem>();

  constructor(source: TextSource) {
    this.#source = source;
  }

  decode(node: YamlNode): Value | Problem {
    switch (node.kind) {
      case 'scalar':
        return decodeScalar(node, this.#source.originOf(node));
      case 'sequence':
        return this.#decodeSequence(node.items, node);
      case 'mapping':
        return this.#decodeMapping(node);
      case 'alias': {
        const known = this.#anchored.get(node.target) ?? this.decode(node.target);
        this.#anchored.set(node.target, known);
        return 'problem' in known ? known : this.#source.readAt(known, node);
      }
    }
  }

  #decodeSequence(nodes: readonly YamlNode[], sequence: YamlNode): Value | Problem {
    if (sequence.tag !== undefined && sequence.tag !== '!!seq') return wrongTag(sequence);
    const items: Value[] = [];
    for (const node of nodes) {
      const item = this.decode(node);
      if ('problem' in item) return item;
      items.push(item);
    }
    return listValue(items, this.#source.originOf(sequence));
  }

  /** Entries and merges take effect in their order: whatever stands later wins. */
  #decodeMapping(mapping: YamlMapping): Value | Problem {
    if (mapping.tag !== undefined && mapping.tag !== '!!map') return wrongTag(mapping);
    const entries = new Map<string, Value>();
    const keyOrigins = new Map<string, Origin>();
    for (const { key, value: node } of mapping.entries) {
      const value = this.decode(node);
      if ('problem' in value) return value;
      if (isMergeKey(key)) {
        const problem = mergeInto(entries, keyOrigins, value);
        if (problem !== undefined) return problem;
        continue;
      }
      const named = nameOf(key);
      if ('problem' in named) return named;
      entries.set(named.name, value);
      keyOrigins.set(named.name, this.#source.originOf(key));
    }
    const origin = this.#source.originOf(mapping);
    return { kind: 'map', type: 'object', entries, keyOrigins, origin };
  }
}

function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && (key.tag === '!!merge' || (key.tag === undefined && key.value === '<<'));
}

function mergeInto(
  entries: Map<string, Value>,
  keyOrigins: Map<string, Origin>,
  value: Value,
): Problem | undefined {
  const sources = value.kind === 'list' ? value.items : [value];
  for (const source of sources) {
    if (source.kind !== 'map') return { problem: 'only mappings can be merged into a mapping' };
    for (const [name, item] of source.entries) {
      entries.set(name, item);
      const origin = source.keyOrigins?.get(name);
      if (origin !== undefined) keyOrigins.set(name, origin);
    }
  }
  return undefined;
}

function nameOf(key: YamlNode): { readonly name: string } | Problem {
  if (key.kind !== 'scalar') return { problem: 'a key must be a plain text' };
  const meaning = scalarContent(key);
  if ('problem' in meaning) return meaning;
  const name = keyText(meaning.content);
  return name === undefined ? { problem: 'a key must not be null' } : { name };
}

function decodeScalar(scalar: YamlScalar, origin: Origin): Value | Problem {
  const meaning = scalarContent(scalar);
  if ('problem' in meaning) return meaning;
  const { content } = meaning;
  if (content === null) return nullValue(origin);
  if (typeof content === 'boolean') return boolValue(content, origin);
  return typeof content === 'string' ? stringValue(content, origin) : numberValue(content, origin);
}

function wrongTag(node: YamlNode): Problem {
  return { problem: `the tag ${node.tag ?? ''} does not suit a ${node.kind}` };
}
