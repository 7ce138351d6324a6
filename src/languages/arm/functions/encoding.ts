/** Texts in other notations: base64, JSON, data URIs, escaped parts of URIs. */
import { SourceFile } from '../../../text/source-file.ts';
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  stringValue,
  type Value,
} from '../../../values/value.ts';
import { parseJson, type JsonNode } from '../../json/parse-json.ts';
import {
  argument,
  boundedText,
  eager,
  textAt,
  wrong,
  wrongKind,
  type ArmFunction,
  type Call,
} from './define.ts';
import { plainText } from './text-value.ts';

function encodeBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function decodeBase64(text: string): string {
  const plain = text.replace(/[ \t\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return wrong('the text is no base64');
  return utf8(Buffer.from(plain, 'base64'));
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return wrong('the bytes are no text in UTF-8', 'unsupported');
  }
}

const base64 = eager(1, 1, (args, call) =>
  stringValue(boundedText(encodeBase64(textAt(args, 0))), call.origin),
);

const base64ToString = eager(1, 1, (args, call) => stringValue(decodeBase64(textAt(args, 0)), call.origin));

const base64ToJson = eager(1, 1, (args, call) => parsedJson(decodeBase64(textAt(args, 0)), call));

const json = eager(1, 1, (args, call) => parsedJson(textAt(args, 0), call));

/** The value that a JSON text writes. What Azure reads beyond the standard is not told. */
function parsedJson(text: string, call: Call): Value {
  const { root } = parseJson(new SourceFile(call.range.file.path, text), { comments: true });
  return root === undefined
    ? wrong('the text is not computed as JSON', 'unsupported')
    : jsonValue(root, call);
}

function jsonValue(node: JsonNode, call: Call): Value {
  const { origin } = call;
  switch (node.kind) {
    case 'string':
      return stringValue(node.value, origin);
    case 'number':
      return numberValue(node.value, origin);
    case 'bool':
      return boolValue(node.value, origin);
    case 'null':
      return nullValue(origin);
    case 'array':
      return listValue(
        node.items.map((item) => jsonValue(item, call)),
        origin,
      );
    case 'object':
      return mapValue(
        new Map(node.members.map(({ key, value }) => [key.value, jsonValue(value, call)])),
        origin,
      );
  }
}

/** A text as a data URI: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string */
const dataUri = eager(1, 1, (args, call) => {
  const value = argument(args, 0);
  const text = plainText(value) ?? wrongKind(value, 0, 'a string');
  return stringValue(`data:text/plain;charset=utf8;base64,${boundedText(encodeBase64(text))}`, call.origin);
});

const DATA_URI = /^data:[^,;]{0,200}((?:;[^,;]{0,200}){0,10}),/i;

const dataUriToString = eager(1, 1, (args, call) => {
  const text = textAt(args, 0);
  const head = DATA_URI.exec(text);
  if (head === null) return wrong('the text is no data URI');
  const content = text.slice(head[0].length);
  const settings = (head[1] ?? '').toLowerCase().split(';');
  if (settings.some((each) => each.startsWith('charset=') && !/^charset=(?:utf-?8|us-ascii)$/.test(each))) {
    return wrong('other character sets than UTF-8 are not computed', 'unsupported');
  }
  const decoded = settings.includes('base64') ? decodeBase64(content) : unescapedUri(content);
  return stringValue(decoded, call.origin);
});

const uriComponent = eager(1, 1, (args, call) => {
  const text = textAt(args, 0);
  if (/[\uD800-\uDFFF]/.test(text) && !isWellFormed(text)) return wrong('half a character cannot be escaped');
  const escaped = encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return stringValue(boundedText(escaped), call.origin);
});

function isWellFormed(text: string): boolean {
  return !Array.from(text).some((character) => /^[\uD800-\uDFFF]$/.test(character));
}

const uriComponentToString = eager(1, 1, (args, call) =>
  stringValue(unescapedUri(textAt(args, 0)), call.origin),
);

function unescapedUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return wrong('what the escapes stand for is not computed', 'unsupported');
  }
}

/** Functions by their names in lower case. */
export const ENCODING_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['base64', base64],
  ['base64tojson', base64ToJson],
  ['base64tostring', base64ToString],
  ['datauri', dataUri],
  ['datauritostring', dataUriToString],
  ['json', json],
  ['uricomponent', uriComponent],
  ['uricomponenttostring', uriComponentToString],
];
