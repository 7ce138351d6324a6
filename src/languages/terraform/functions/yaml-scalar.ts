/** What a YAML scalar means to Terraform: its types are those of YAML 1.2 with the bools and the dates of YAML 1.1. */
import { formatNumber, parseNumber, type NumberLike } from '../../hcl/number-text.ts';
import type { YamlScalar } from '../../yaml/parse-yaml.ts';
import { decodeBase64 } from './base64.ts';
import type { Problem } from './define.ts';
import { formatTimestamp, parseYamlTimestamp } from './timestamp.ts';

/** A scalar's meaning. */
export type ScalarContent = string | NumberLike | boolean | null;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FRACTION = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** First characters of the texts that can be something else than text; others are read as their tag says. */
const MEANINGFUL_START = /^(?:[-+.0-9yYnNtTfFoO~]|$)/;

/** The meaning of a scalar, or why its tag does not suit it. */
export function scalarContent(scalar: YamlScalar): { readonly content: ScalarContent } | Problem {
  const { value, tag, style } = scalar;
  if (tag === undefined && style !== 'plain') return { content: value };
  if (tag === '!!str') return { content: value };
  if (tag === '!!binary') {
    const isValid = decodeBase64(value) !== undefined;
    return isValid ? { content: value } : { problem: `${JSON.stringify(value)} is not base64` };
  }
  if (tag !== undefined && !TYPE_TAGS.includes(tag))
    return { problem: `the tag ${tag} has no meaning in Terraform` };
  if (MEANINGFUL_START.test(value)) {
    if (style === 'single-quoted' || style === 'double-quoted') return { content: value };
    const meaning = meaningOf(value, tag);
    if (meaning !== undefined) return meaning;
  }
  switch (tag) {
    case '!!null':
      return { content: null };
    case '!!int':
    case '!!float':
      return numberOf(value);
    case undefined:
      return { content: value };
    default:
      return { problem: `${JSON.stringify(value)} is no ${tag}` };
  }
}

const TYPE_TAGS: readonly string[] = ['!!bool', '!!int', '!!float', '!!null', '!!timestamp'];

function meaningOf(
  value: string,
  tag: string | undefined,
): { readonly content: ScalarContent } | Problem | undefined {
  const word = WORDS.get(value);
  if (word !== undefined) return { content: word };
  if (INFINITE.test(value)) return { problem: 'infinity is not supported' };
  if (tag === undefined && NOT_A_NUMBER.test(value)) return { problem: 'NaN is not supported' };
  if (tag === undefined || tag === '!!timestamp') {
    const timestamp = parseYamlTimestamp(value);
    if (timestamp !== undefined) return { content: formatTimestamp(timestamp) };
  }
  return INTEGER.test(value) || FRACTION.test(value) ? numberOf(value) : undefined;
}

/** Underscores are possible only behind a tag. */
function numberOf(value: string): { readonly content: NumberLike } | Problem {
  const plain = value.replaceAll('_', '');
  const decimal = parseNumber(plain);
  if (decimal !== undefined) return { content: decimal };
  if (/^0(?:[xX][0-9a-fA-F]{1,16}|[oO][0-7]{1,21}|[bB][01]{1,64})$/.test(plain))
    return { content: oneForm(BigInt(plain)) };
  return { problem: `${JSON.stringify(value)} is not a number that can be used` };
}

function oneForm(value: bigint): NumberLike {
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** The text of a key. Undefined for null, which is no key. */
export function keyText(content: ScalarContent): string | undefined {
  if (content === null) return undefined;
  return typeof content === 'number' || typeof content === 'bigint' ? formatNumber(content) : String(content);
}
