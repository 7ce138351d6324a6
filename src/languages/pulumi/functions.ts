/** The built-in functions of Pulumi YAML: maps with one key that begins with `fn::`. */
import type { Range } from '../../text/range.ts';
import {
  listValue,
  stringValue,
  unknownValue,
  type MapValue,
  type UnknownCode,
  type Value,
} from '../../values/value.ts';
import { derivedOrigin, unknownOf } from '../hcl/derived.ts';
import { toText } from '../hcl/equality.ts';
import { joinTexts } from '../hcl/template-value.ts';
import { withinLimits } from '../hcl/value-limits.ts';

/** The function that a map calls; undefined when it calls none. */
export function calledFunction(
  map: MapValue,
): { readonly name: string; readonly argument: Value } | undefined {
  if (map.entries.size !== 1) return undefined;
  for (const [key, argument] of map.entries) {
    if (/^fn::/i.test(key)) return { name: key.slice(4), argument };
  }
  return undefined;
}

type BuiltIn = (argument: Value, range: Range) => Value | undefined;

/** By name in lower case. Undefined is what a call with wrong arguments gives. */
const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['join', join],
  ['split', split],
  ['select', select],
  ['tojson', (argument, range) => jsonText(argument, range)],
  ['secret', (argument) => ({ ...argument, sensitive: true })],
  ['stackreference', (_, range) => notKnown('remote-state', 'it is the output of another stack', range)],
  ['readfile', (_, range) => notKnown('file-not-read', 'the file is not read', range)],
]);

/** The value of a call; `range` is the map that writes it. */
export function callFunction(name: string, argument: Value, range: Range): Value {
  const builtIn = BUILT_INS.get(name.toLowerCase());
  if (builtIn !== undefined) {
    const failed = notKnown(
      'failed',
      `fn::${name.slice(0, 60)} is called with other arguments than it takes`,
      range,
    );
    const result =
      builtIn(argument, range) ??
      (argument.kind === 'unknown' ? unknownOf([argument], derivedOrigin(range, [argument])) : failed);
    return withinLimits(result);
  }
  // `fn::invoke`, and its short form with the function's own name.
  if (name.includes(':') || name.toLowerCase() === 'invoke') {
    return notKnown('data-source', 'a provider is asked for it at deployment', range);
  }
  return notKnown('unsupported', `cidrlint does not evaluate fn::${name.slice(0, 60)}`, range);
}

function notKnown(code: UnknownCode, message: string, range: Range): Value {
  return unknownValue({ code, message, range }, { range, kind: 'expression', from: [] });
}

/** The two arguments of a function. */
function pairOf(argument: Value): readonly [Value, Value] | undefined {
  if (argument.kind !== 'list' || argument.items.length !== 2) return undefined;
  const [first, second] = argument.items;
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** Texts of a joined list may be this many, and this long together. */
const MAX_JOINED = 1000;
const MAX_TEXT = 100_000;

function join(argument: Value, range: Range): Value | undefined {
  const [delimiter, list] = pairOf(argument) ?? [];
  if (delimiter === undefined || list === undefined) return undefined;
  if (list.kind === 'unknown') return unknownOf([list], derivedOrigin(range, [list]));
  if (list.kind !== 'list' || list.items.length > MAX_JOINED) return undefined;
  const texts = list.items.flatMap((item, index) => (index === 0 ? [item] : [delimiter, item]));
  const lengths = texts.map((text) => (text.kind === 'unknown' ? 0 : toText(text)?.length));
  if (!lengths.every((length) => length !== undefined)) return undefined;
  if (lengths.reduce((sum, length) => sum + length, 0) > MAX_TEXT) {
    return notKnown('limit', 'the joined text is too long', range);
  }
  return joinTexts(texts, derivedOrigin(range, list.items));
}

function split(argument: Value, range: Range): Value | undefined {
  const [delimiter, text] = pairOf(argument) ?? [];
  if (delimiter === undefined || text === undefined) return undefined;
  if (text.kind === 'unknown') return unknownOf([text], derivedOrigin(range, [text]));
  if (delimiter.kind !== 'string' || text.kind !== 'string') return undefined;
  const origin = derivedOrigin(range, [text]);
  return listValue(
    text.value.split(delimiter.value).map((part) => stringValue(part, origin)),
    origin,
  );
}

function select(argument: Value, range: Range): Value | undefined {
  const [index, list] = pairOf(argument) ?? [];
  if (index === undefined || list === undefined) return undefined;
  const unknown = [index, list].find((value) => value.kind === 'unknown');
  if (unknown !== undefined) return unknownOf([unknown], derivedOrigin(range, [unknown]));
  if (index.kind !== 'number' || list.kind !== 'list') return undefined;
  return list.items[Number(index.value)];
}

/** A JSON text may be made of this many values. */
const MAX_JSON_VALUES = 10_000;

function jsonText(argument: Value, range: Range): Value | undefined {
  const budget = { left: MAX_JSON_VALUES };
  const plain = plainOf(argument, budget);
  if (plain === undefined) return unknownOf([argument], derivedOrigin(range, [argument]));
  return stringValue(plain, derivedOrigin(range, [argument]));
}

/** The JSON of a value; undefined when not all of it is known. */
function plainOf(value: Value, budget: { left: number }): string | undefined {
  if (--budget.left < 0) return undefined;
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
    case 'bool':
      return toText(value);
    case 'list': {
      const items = value.items.map((item) => plainOf(item, budget));
      return items.every((item) => item !== undefined) ? `[${items.join(',')}]` : undefined;
    }
    case 'map': {
      const members = [...value.entries].map(([key, item]) => {
        const text = plainOf(item, budget);
        return text === undefined ? undefined : `${JSON.stringify(key)}:${text}`;
      });
      return members.every((member) => member !== undefined) ? `{${members.join(',')}}` : undefined;
    }
  }
}
