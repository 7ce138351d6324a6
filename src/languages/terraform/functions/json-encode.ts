/** JSON text as Terraform writes it: keys ordered, no blanks, `<`, `>` and `&` escaped. */
import { isWhollyKnown, type Value } from '../../../values/value.ts';
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
    return isWhollyKnown(value) ? textResult(encodeJson(value), call) : unknownOf([value], call.origin);
  },
});

/** The JSON text of a value that is wholly known. */
export function encodeJson(value: Value): string {
  const pieces: string[] = [];
  encodeInto(pieces, value);
  return pieces.join('');
}

function encodeInto(pieces: string[], value: Value): void {
  switch (value.kind) {
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
  pieces: string[],
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
