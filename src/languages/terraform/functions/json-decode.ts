/** `jsondecode`: a JSON document, each value with its place. */
import type { Origin } from '../../../values/origin.ts';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  stringValue,
  type Value,
} from '../../../values/value.ts';
import { sameType, typeOf } from '../../hcl/type-constraint.ts';
import { parseJson, type JsonNode, type JsonObject } from '../../json/parse-json.ts';
import { defineFunction, type Problem } from './define.ts';
import { text } from './parameters.ts';
import { decodedAt, oncePerFile, textSource, type TextSource } from './text-source.ts';

const readJson = oncePerFile((file) => parseJson(file));

/** The value of a JSON text. */
export const jsondecode = defineFunction('jsondecode', {
  parameters: [text('str')],
  run([str], call) {
    if (str.value.startsWith('\uFEFF')) return { problem: 'the text starts with a byte order mark' };
    const source = textSource(str, call);
    const { root, diagnostics } = readJson(source.file);
    const [broken] = diagnostics;
    if (root === undefined)
      return { problem: broken === undefined ? 'the text is no JSON' : source.describe(broken) };
    const value = decode(root, source);
    return 'problem' in value ? value : decodedAt(value, call);
  },
});

function decode(node: JsonNode, source: TextSource): Value | Problem {
  const origin = source.originOf(node);
  switch (node.kind) {
    case 'string':
      return stringValue(node.value, origin);
    case 'number':
      return numberValue(node.value, origin);
    case 'bool':
      return boolValue(node.value, origin);
    case 'null':
      return nullValue(origin);
    case 'array': {
      const items: Value[] = [];
      for (const child of node.items) {
        const item = decode(child, source);
        if ('problem' in item) return item;
        items.push(item);
      }
      return listValue(items, origin);
    }
    case 'object':
      return decodeObject(node, source);
  }
}

/** Of members with one key the last counts; they must be of one type. */
function decodeObject(node: JsonObject, source: TextSource): Value | Problem {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const { key, value: child } of node.members) {
    const value = decode(child, source);
    if ('problem' in value) return value;
    const earlier = entries.get(key.value);
    if (earlier !== undefined && !sameType(typeOf(earlier), typeOf(value))) {
      return { problem: `the key ${JSON.stringify(key.value)} stands twice, with values of different types` };
    }
    entries.set(key.value, value);
    keyOrigins.set(key.value, source.originOf(key));
  }
  return { kind: 'map', type: 'object', entries, keyOrigins, origin: source.originOf(node) };
}
