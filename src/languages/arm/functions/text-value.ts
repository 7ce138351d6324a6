/** The text of values: as .NET writes them, and as JSON. */
import type { Value } from '../../../values/value.ts';
import { formatNumber } from '../../hcl/number-text.ts';
import { undecided } from './define.ts';

/** The text of a string, number or boolean where texts are put together: booleans are `True` and `False`. */
export function plainText(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return value.value ? 'True' : 'False';
    default:
      return undefined;
  }
}

/** The JSON text of a value without blanks, members in their order. Undecided when a part is unknown. */
export function jsonText(value: Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return value.value ? 'true' : 'false';
    case 'null':
      return 'null';
    case 'list':
      return `[${value.items.map(jsonText).join(',')}]`;
    case 'map': {
      if (value.open !== undefined) return undecided(value);
      const members = Array.from(value.entries, ([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`);
      return `{${members.join(',')}}`;
    }
    case 'unknown':
      return undecided(value);
  }
}

/** Upper case as .NET's invariant culture has it: every character stays one. */
export function upperCase(text: string): string {
  return eachCharacter(text, (character) => character.toUpperCase());
}

/** Lower case as .NET's invariant culture has it: every character stays one. */
export function lowerCase(text: string): string {
  return eachCharacter(text, (character) => character.toLowerCase());
}

function eachCharacter(text: string, change: (character: string) => string): string {
  const changed = change(text);
  // Only beyond ASCII does a character depend on its neighbours or become several.
  if (/^[\0-\x7f]*$/.test(text)) return changed;
  return Array.from(text, (character) => {
    const other = change(character);
    return other.length === character.length ? other : character;
  }).join('');
}
