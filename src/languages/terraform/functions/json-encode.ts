/** JSON text as Terraform writes it: keys ordered, no blanks, `<`, `>` and `&` escaped. */
import type { Origin } from '../../../values/origin.ts';
import { isWhollyKnown, stringValue, type UnknownValue, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { sortedEntries } from '../../hcl/equality.ts';
import { formatNumber } from '../../hcl/number-text.ts';
import { defineFunction } from './define.ts';
import { anything, orNull, orUnknown } from './parameters.ts';
import { textResult } from './text-result.ts';

/** A value as JSON text. */
export const jsonencode = defineFunction('jsonencode', {
  parameters: [orNull(orUnknown(anything('val')))],
  run([value], call) {
    if (isWhollyKnown(value)) return textResult(encodeJson(value), call);
    const unknown = unknownOf([value], call.origin);
    const parts = partsOfJson(value, call.origin);
    return parts === undefined ? unknown : { ...unknown, parts };
  },
});

/** Of a longer text, or one of more parts, only the whole is told to be unknown. */
const MAX_PARTS = 2_000;

/** The text with what is not known of it: there an unknown part stands for the JSON text of the value. */
function partsOfJson(value: Value, origin: Origin): readonly Value[] | undefined {
  const pieces: (string | UnknownValue)[] = [];
  encodeInto(pieces, value);
  const parts: Value[] = [];
  let text: string[] = [];
  const endText = (): void => {
    if (text.length > 0) parts.push(stringValue(text.join(''), origin));
    text = [];
  };
  for (const piece of pieces) {
    if (parts.length > MAX_PARTS) return undefined;
    if (typeof piece === 'string') text.push(piece);
    else {
      endText();
      parts.push(piece);
    }
  }
  endText();
  return parts;
}

/** The JSON text of a value that is wholly known. */
export function encodeJson(value: Value): string {
  const pieces: (string | UnknownValue)[] = [];
  encodeInto(pieces, value);
  return pieces.map((piece) => (typeof piece === 'string' ? piece : 'null')).join('');
}

function encodeInto(pieces: (string | UnknownValue)[], value: Value): void {
  switch (value.kind) {
    case 'unknown':
      pieces.push(value);
      break;
    case 'string':
      pieces.push(quote(value.value));
      break;
    case 'number':
      pieces.push(formatNumber(value.value));
      break;
    case 'bool':
      pieces.push(value.value ? 'true' : 'false');
      break;
    case 'list':
      encodeItems(pieces, '[', ']', value.items, (item) => {
        encodeInto(pieces, item);
      });
      break;
    case 'map':
      encodeItems(pieces, '{', '}', sortedEntries(value), ([key, item]) => {
        pieces.push(quote(key), ':');
        encodeInto(pieces, item);
      });
      break;
    default:
      pieces.push('null');
  }
}

function encodeItems<T>(
  pieces: (string | UnknownValue)[],
  open: string,
  close: string,
  items: readonly T[],
  encode: (item: T) => void,
): void {
  pieces.push(open);
  for (const [index, item] of items.entries()) {
    if (index > 0) pieces.push(',');
    encode(item);
  }
  pieces.push(close);
}

const ESCAPED = /[<>&\u2028\u2029]/g;

/** A text in quotes. */
function quote(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
