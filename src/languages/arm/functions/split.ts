/** `split`, and the ends of a text that is split where only these are known. */
import { listValue, stringValue, type UnknownValue, type Value } from '../../../values/value.ts';
import type { Origin } from '../../../values/origin.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import {
  argument,
  boundedItems,
  tolerant,
  textAt,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
  type Call,
} from './define.ts';

/** The delimiters that an argument names. */
function delimitersAt(args: readonly Value[], index: number): readonly string[] {
  const value = argument(args, index);
  if (value.kind === 'string') return [value.value];
  if (value.kind === 'unknown') return undecided(value);
  if (value.kind !== 'list') return wrongKind(value, index, 'a string or an array of strings');
  if (value.items.length === 0) return wrong('without delimiters it is not computed', 'unsupported');
  return value.items.map((item) => {
    if (item.kind === 'unknown') return undecided(item);
    return item.kind === 'string' ? item.value : wrongKind(item, index, 'an array of strings');
  });
}

/** The pieces of a text between delimiters; of several that fit at a place the first one counts. */
function pieces(text: string, delimiters: readonly string[]): readonly string[] {
  const used = delimiters.filter((delimiter) => delimiter !== '');
  const [only] = used;
  if (only === undefined) return [text];
  if (used.length === 1) return text.split(only);
  const found: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const delimiter = used.find((each) => text.startsWith(each, at));
    if (delimiter === undefined) {
      at++;
      continue;
    }
    found.push(text.slice(from, at));
    at += delimiter.length;
    from = at;
  }
  found.push(text.slice(from));
  return found;
}

const split = tolerant(2, 2, (args, call) => {
  const value = argument(args, 0);
  if (value.kind === 'unknown') return splitUnknown(value, delimitersAt(args, 1), call);
  const items = pieces(textAt(args, 0), delimitersAt(args, 1));
  return listValue(boundedItems(items.map((item) => stringValue(item, call.origin))), call.origin);
});

/** A text of which parts are unknown can be split when no unknown part can hold a delimiter. */
function splitUnknown(value: UnknownValue, delimiters: readonly string[], call: Call): Value {
  const parts = value.parts ?? [];
  if (!parts.some((part) => part.kind === 'string')) return unsplit(value, delimiters, call);
  const items: Value[][] = [[]];
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'string') {
      if (!isSegment(parts, index, delimiters)) return unsplit(value, delimiters, call);
      items.at(-1)?.push(part);
      continue;
    }
    const [first = '', ...others] = pieces(part.value, delimiters);
    items.at(-1)?.push(stringValue(first, part.origin));
    for (const other of others) items.push([stringValue(other, part.origin)]);
  }
  const joined = items.map((each) => {
    const told = each.filter((part) => part.kind !== 'string' || part.value !== '');
    const [only] = told;
    // A segment that is wholly unknown stays what it stands for.
    return only !== undefined && told.length === 1 ? only : joinTexts(each, call.origin);
  });
  return listValue(joined, call.origin);
}

const BEFORE_SEGMENT = /\/(?:subscriptions|resourcegroups)\/$/i;

/** What `uniqueString` and `guid` give, cut or in other letters. */
const TOKEN = /^(?:(?:take|substring|tolower|toupper)\()*(?:uniquestring|guid)\(/;

/** The tokens hold letters, digits and hyphens only. */
const OUTSIDE_TOKENS = /^[^A-Za-z0-9-]+$/;

/**
 * The id of a subscription and the name of a resource group are one segment of a resource id, whatever they are; a
 * token is one of any text.
 */
function isSegment(parts: readonly Value[], index: number, delimiters: readonly string[]): boolean {
  const [before, after] = [parts[index - 1], parts[index + 1]];
  if (TOKEN.test(parts[index]?.reference?.address ?? '')) {
    return delimiters.every((delimiter) => OUTSIDE_TOKENS.test(delimiter));
  }
  return (
    delimiters.every((delimiter) => delimiter === '/') &&
    before?.kind === 'string' &&
    BEFORE_SEGMENT.test(before.value) &&
    (after === undefined || (after.kind === 'string' && after.value.startsWith('/')))
  );
}

/** What is known of the pieces of texts that cannot be split as a whole, by the origin of the unknown result. */
const outerPieces = new WeakMap<Origin, { readonly first?: string; readonly last?: string }>();

/** The unknown that splitting such a text gives, with its outer pieces where the known text there holds a delimiter. */
function unsplit(value: UnknownValue, delimiters: readonly string[], call: Call): UnknownValue {
  const [delimiter] = delimiters;
  // A longer delimiter could begin in an unknown part.
  if (delimiter?.length === 1 && delimiters.length === 1) {
    const first = piecesOf(value.parts?.[0], delimiter);
    const last = piecesOf(value.parts?.at(-1), delimiter);
    outerPieces.set(call.origin, {
      ...(first.length > 1 && first[0] !== undefined ? { first: first[0] } : {}),
      ...(last.length > 1 ? { last: last.at(-1) ?? '' } : {}),
    });
  }
  return unknownOf([value], call.origin);
}

function piecesOf(part: Value | undefined, delimiter: string): readonly string[] {
  return part?.kind === 'string' ? part.value.split(delimiter) : [];
}

/** Names that a value is followed through, at most. */
const MAX_FOLLOWED = 8;

/** The first or last piece of a text of which `split` gave an unknown; undefined when that is not known either. */
export function outerPiece(split: UnknownValue, end: 'first' | 'last'): string | undefined {
  let origin: Origin | undefined = split.origin;
  for (let steps = 0; origin !== undefined && steps < MAX_FOLLOWED; steps++) {
    const known = outerPieces.get(origin);
    if (known !== undefined) return known[end];
    origin = origin.kind === 'reference' ? origin.from[0] : undefined;
  }
  return undefined;
}

/** Functions by their names in lower case. */
export const SPLIT_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [['split', split]];
