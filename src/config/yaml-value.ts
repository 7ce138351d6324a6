/** A YAML document of the rule file as plain data, with the way back from a path in it to its place. */
import { parseYaml, resolveAlias, type YamlNode, type YamlScalar } from '../languages/yaml/parse-yaml.ts';
import { formatPlace, rangeOf, startOfFile, type Range } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { UsageError } from './usage-error.ts';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export interface PlainDocument {
  readonly value: Plain;
  /** The place of the value at a path; of the nearest value around it when the path leads nowhere. */
  placeOf(path: readonly PropertyKey[]): Range;
  /** The place of the last step's key. */
  placeOfKey(path: readonly PropertyKey[]): Range;
}

/** Keys that mean something to JavaScript and nothing to a rule file. */
const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/**
 * Reads the one document of a rule file. An empty file is an empty mapping.
 *
 * @throws UsageError with the place, when it is no YAML, has several documents, or a key twice.
 */
export function readPlainDocument(file: SourceFile): PlainDocument {
  const { documents, diagnostics } = parseYaml(file);
  const problem = diagnostics[0];
  if (problem !== undefined) throw new UsageError(`${formatPlace(problem.range)}: ${problem.message}`);
  const second = documents[1];
  if (second !== undefined) {
    throw new UsageError(
      `${formatPlace(rangeOf(file, second))}: The rule file holds more than one document.`,
    );
  }
  const root = documents[0];
  const find = (path: readonly PropertyKey[]): YamlNode | undefined => {
    let node = root;
    for (const step of path) {
      const next = node === undefined ? undefined : childOf(node, step);
      if (next === undefined) break;
      node = next.value;
    }
    return node;
  };
  return {
    value: root === undefined || isEmpty(root) ? {} : toPlain(root, file),
    placeOf: (path) => placeOfNode(find(path), file),
    placeOfKey: (path) => {
      const around = find(path.slice(0, -1));
      const last = path.at(-1);
      const entry = around === undefined || last === undefined ? undefined : childOf(around, last);
      return placeOfNode(entry?.key ?? around, file);
    },
  };
}

function placeOfNode(node: YamlNode | undefined, file: SourceFile): Range {
  return node === undefined ? startOfFile(file) : rangeOf(file, node);
}

function childOf(
  node: YamlNode,
  step: PropertyKey,
): { key: YamlNode | undefined; value: YamlNode } | undefined {
  const target = resolveAlias(node);
  if (target.kind === 'sequence') {
    const value = target.items[Number(step)];
    return value === undefined ? undefined : { key: undefined, value };
  }
  if (target.kind !== 'mapping') return undefined;
  return target.entries.find(({ key }) => key.kind === 'scalar' && key.value === String(step));
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && node.value === '';
}

function toPlain(node: YamlNode, file: SourceFile): Plain {
  const target = resolveAlias(node);
  if (target.kind === 'scalar') return scalarValue(target);
  if (target.kind === 'sequence') return target.items.map((item) => toPlain(item, file));
  const result: Record<string, Plain> = {};
  for (const { key, value } of target.entries) {
    const name = key.kind === 'scalar' ? key.value : '';
    const place = formatPlace(rangeOf(file, key));
    if (key.kind !== 'scalar' || REFUSED_KEYS.has(name)) {
      throw new UsageError(`${place}: This key cannot stand in a rule file.`);
    }
    if (Object.hasOwn(result, name)) {
      throw new UsageError(`${place}: The key ${JSON.stringify(name)} stands here twice.`);
    }
    result[name] = toPlain(value, file);
  }
  return result;
}

/** YAML 1.2's core schema, for what a rule file needs of it. */
function scalarValue(node: YamlScalar): Plain {
  if (node.style !== 'plain' || node.tag === '!' || node.tag === '!!str') return node.value;
  if (/^(?:|~|null|Null|NULL)$/.test(node.value)) return null;
  if (/^(?:true|True|TRUE)$/.test(node.value)) return true;
  if (/^(?:false|False|FALSE)$/.test(node.value)) return false;
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(node.value)) return Number(node.value);
  return node.value;
}
