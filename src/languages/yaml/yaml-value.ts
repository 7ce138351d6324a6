/** YAML nodes as values with places, typed as YAML 1.2's core schema does unless the language says otherwise. */
import { rangeOf } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  readThrough,
  stringValue,
  type Value,
} from '../../values/value.ts';
import { parseNumber } from '../hcl/number-text.ts';
import { resolveAlias, type YamlMapping, type YamlNode, type YamlScalar } from './parse-yaml.ts';

/** How a language reads what YAML leaves open. */
export interface YamlReading {
  readonly file: SourceFile;
  /** The value of a node that carries a tag of the language, such as `!Sub`; undefined reads it as if it had none. */
  readonly tagged?: ((node: YamlNode, read: (node: YamlNode) => Value) => Value | undefined) | undefined;
  /** What a text means; missing, itself. Not asked about scalars that are numbers, bools or null. */
  readonly text?: ((node: YamlScalar, origin: Origin) => Value) | undefined;
  /** Leaves unquoted numbers the texts that they are: for languages in which `010` and `1.10` are names. */
  readonly numbersAsText?: boolean | undefined;
}

/**
 * The value of a node. Of entries with one key the last counts; merged ones (`<<`) count where the mapping has no key
 * of its own. Keys that are no scalars are left out: no language has them.
 */
export function yamlNodeValue(node: YamlNode, reading: YamlReading): Value {
  return new YamlValues(reading).valueOf(node);
}

class YamlValues {
  readonly #reading: YamlReading;
  /** What is anchored is read once. */
  readonly #anchored = new Map<YamlNode, Value>();

  constructor(reading: YamlReading) {
    this.#reading = reading;
  }

  valueOf(node: YamlNode): Value {
    const { file, tagged } = this.#reading;
    const range = rangeOf(file, node);
    if (node.kind === 'alias') {
      const known = this.#anchored.get(node.target) ?? this.valueOf(node.target);
      this.#anchored.set(node.target, known);
      return readThrough(known, range);
    }
    const own = node.tag === undefined ? undefined : tagged?.(node, (inner) => this.valueOf(inner));
    if (own !== undefined) return own;
    const origin = literalOrigin(range);
    switch (node.kind) {
      case 'scalar':
        return this.#scalar(node, origin);
      case 'sequence':
        return listValue(
          node.items.map((item) => this.valueOf(item)),
          origin,
        );
      case 'mapping':
        return this.#mapping(node, origin);
    }
  }

  #scalar(node: YamlScalar, origin: Origin): Value {
    const plain = plainMeaning(node, this.#reading.numbersAsText === true);
    if (plain === null) return nullValue(origin);
    if (typeof plain === 'boolean') return boolValue(plain, origin);
    if (plain !== undefined) return numberValue(plain, origin);
    return this.#reading.text?.(node, origin) ?? stringValue(node.value, origin);
  }

  #mapping(node: YamlMapping, origin: Origin): Value {
    const entries = new Map<string, Value>();
    const keyOrigins = new Map<string, Origin>();
    for (const { key, value } of node.entries) {
      if (!isMergeKey(key)) continue;
      for (const [name, merged, keyOrigin] of this.#merged(value)) {
        if (entries.has(name)) continue;
        entries.set(name, merged);
        if (keyOrigin !== undefined) keyOrigins.set(name, keyOrigin);
      }
    }
    for (const { key, value } of node.entries) {
      const name = resolveAlias(key);
      if (isMergeKey(key) || name.kind !== 'scalar') continue;
      entries.set(name.value, this.valueOf(value));
      keyOrigins.set(name.value, literalOrigin(rangeOf(this.#reading.file, key)));
    }
    return { kind: 'map', type: 'object', entries, keyOrigins, origin };
  }

  *#merged(node: YamlNode): Iterable<readonly [string, Value, Origin | undefined]> {
    const value = this.valueOf(node);
    for (const source of value.kind === 'list' ? value.items : [value]) {
      if (source.kind !== 'map') continue;
      for (const [name, item] of source.entries) yield [name, item, source.keyOrigins?.get(name)];
    }
  }
}

function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.value === '<<' && (key.style === 'plain' || key.tag === '!!merge');
}

/** What a scalar is when it is no text: undefined for a text. */
function plainMeaning(
  { value, style, tag }: YamlScalar,
  numbersAsText: boolean,
): number | bigint | boolean | null | undefined {
  if (style !== 'plain' || tag === '!' || tag === '!!str') return undefined;
  if (/^(?:|~|null|Null|NULL)$/.test(value)) return null;
  if (/^(?:true|True|TRUE)$/.test(value)) return true;
  if (/^(?:false|False|FALSE)$/.test(value)) return false;
  if (numbersAsText) return undefined;
  if (/^0x[0-9a-fA-F]{1,16}$|^0o[0-7]{1,21}$/.test(value)) return BigInt(value);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(value))
    return parseNumber(value.replace(/^\+/, ''));
  return undefined;
}
