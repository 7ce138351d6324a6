/** Functions of texts: case, trimming, searching, cutting, splitting and joining. */
import { boolValue, listValue, stringValue, unknownValue, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { charactersOf } from './characters.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS } from './members.ts';
import { STRING, listOf, number, orUnknown, text } from './parameters.ts';
import { replaceMatches } from './regex-engine.ts';
import { MAX_TEXT, TEXT_TOO_LONG, joinedText, textResult } from './text-result.ts';
import { whole } from './whole-number.ts';

const str = text('str');

/** A function that changes a text without making another name of it: what the text stands for, it still stands for. */
function sameName(name: string, change: (text: string) => string) {
  return defineFunction(name, {
    parameters: [orUnknown(str)],
    run([value], call) {
      return value.kind === 'unknown'
        ? unknownValue(value.reason, call.origin, value.reference)
        : { ...value, value: change(value.value), origin: call.origin };
    },
  });
}

/** A text in small letters. */
export const lower = sameName('lower', (value) => Array.from(value, lowerCharacter).join(''));

/** A text in capitals. */
export const upper = sameName('upper', (value) => Array.from(value, upperCharacter).join(''));

/** Terraform changes characters one for one, whatever stands beside them: `ß` has no capital. */
function upperCharacter(character: string): string {
  const [changed = character, ...more] = character.toUpperCase();
  return more.length === 0 ? changed : character;
}

function lowerCharacter(character: string): string {
  const [changed = character] = character.toLowerCase();
  return changed;
}

/** Capitalizes each letter that stands behind no letter, digit or underscore; outside of ASCII, only behind a blank. */
export const title = sameName('title', (value) => {
  let previous = ' ';
  const result: string[] = [];
  for (const character of value) {
    result.push(separates(previous) ? upperCharacter(character) : character);
    previous = character;
  }
  return result.join('');
});

function separates(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 0x80 ? !/[0-9A-Za-z_]/.test(character) : isSpace(code);
}

/** A text without white space at its ends. */
export const trimspace = sameName('trimspace', trimSpace);

/** White space as Go has it: without the byte order mark, with U+0085. */
function trimSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isSpace(value.charCodeAt(start))) start++;
  while (end > start && isSpace(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x85 || (code !== 0xfeff && /\s/.test(String.fromCharCode(code)));
}

/** Takes line breaks off the end. */
export const chomp = sameName('chomp', (value) => {
  let end = value.length;
  while (end > 0 && (value[end - 1] === '\n' || value[end - 1] === '\r')) end--;
  return value.slice(0, end);
});

/** A text from its last character to its first. */
export const strrev = defineFunction('strrev', {
  parameters: [str],
  run: ([value], call) => stringValue(charactersOf(value.value).toReversed().join(''), call.origin),
});

/** Takes all characters of a set off both ends. */
export const trim = defineFunction('trim', {
  parameters: [str, text('cutset')],
  run([value, cutset], call) {
    const cut = new Set(cutset.value);
    const characters = Array.from(value.value);
    let start = 0;
    let end = characters.length;
    while (start < end && cut.has(characters[start] ?? '')) start++;
    while (end > start && cut.has(characters[end - 1] ?? '')) end--;
    return stringValue(characters.slice(start, end).join(''), call.origin);
  },
});

/** A text without a certain start, if it has it. */
export const trimprefix = defineFunction('trimprefix', {
  parameters: [str, text('prefix')],
  run([{ value }, { value: prefix }], call) {
    return stringValue(value.startsWith(prefix) ? value.slice(prefix.length) : value, call.origin);
  },
});

/** A text without a certain end, if it has it. */
export const trimsuffix = defineFunction('trimsuffix', {
  parameters: [str, text('suffix')],
  run([{ value }, { value: suffix }], call) {
    const trimmed = value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value;
    return stringValue(trimmed, call.origin);
  },
});

/** Whether a text starts with another; of an unknown one its known first part may tell. */
export const startswith = defineFunction('startswith', {
  parameters: [orUnknown(str), text('prefix')],
  run([value, { value: prefix }], call) {
    if (value.kind !== 'unknown') return boolValue(value.value.startsWith(prefix), call.origin);
    const first = value.parts?.[0];
    const known = first?.kind === 'string' ? first.value : '';
    if (known.startsWith(prefix)) return boolValue(true, call.origin);
    return prefix.startsWith(known) ? unknownOf([value], call.origin) : boolValue(false, call.origin);
  },
});

/** Whether a text ends with another. */
export const endswith = defineFunction('endswith', {
  parameters: [str, text('suffix')],
  run: ([value, suffix], call) => boolValue(value.value.endsWith(suffix.value), call.origin),
});

/** Whether a text contains another. */
export const strcontains = defineFunction('strcontains', {
  parameters: [str, text('substr')],
  run: ([value, part], call) => boolValue(value.value.includes(part.value), call.origin),
});

/** Replaces every occurrence; a search between slashes is a regular expression. */
export const replace = defineFunction('replace', {
  parameters: [str, text('substr'), text('replace')],
  run([{ value }, { value: search }, { value: replacement }], call) {
    if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
      const replaced = replaceMatches(search.slice(1, -1), value, replacement, call.context);
      return typeof replaced === 'string' ? textResult(replaced, call) : replaced;
    }
    const pieces = search === '' ? ['', ...Array.from(value), ''] : value.split(search);
    return joined(pieces, replacement, call);
  },
});

function joined(pieces: readonly string[], separator: string, call: Call): Value | Problem {
  const length = pieces.reduce((sum, piece) => sum + piece.length + separator.length, 0);
  return length > MAX_TEXT ? TEXT_TOO_LONG : stringValue(pieces.join(separator), call.origin);
}

/** The characters from an offset, counted from the end when negative; all that follow when the length is −1. */
export const substr = defineFunction('substr', {
  parameters: [str, number('offset'), number('length')],
  run([value, offsetValue, lengthValue], call) {
    const offset = whole(offsetValue.value);
    const length = whole(lengthValue.value);
    if (offset === undefined || length === undefined)
      return { problem: 'offset and length must be whole numbers' };
    const characters = charactersOf(value.value);
    if (offset >= 0 && length === 0) return stringValue('', call.origin);
    const start = offset < 0 ? Math.max(0, offset + characters.length) : offset;
    // Terraform takes a length of 0 behind a negative offset for no bound at all.
    const end = length <= 0 ? characters.length : start + length;
    return stringValue(characters.slice(start, end).join(''), call.origin);
  },
});

/** The parts of a text between separators, as a list. */
export const split = defineFunction('split', {
  parameters: [text('separator'), str],
  run([separator, value], call) {
    const parts = separator.value === '' ? Array.from(value.value) : value.value.split(separator.value);
    if (parts.length > MAX_ITEMS) return TOO_MANY_ITEMS;
    return listValue(
      parts.map((part) => stringValue(part, call.origin)),
      call.origin,
      'list',
    );
  },
});

/** The elements of some lists with a separator between them. When some are unknown, so is the text, but not its rest. */
export const join = defineFunction('join', {
  parameters: [text('separator')],
  rest: listOf('lists', STRING),
  run([separator], call, lists) {
    if (lists.length === 0) return { problem: 'it needs a list' };
    const pieces: Value[] = [];
    let length = 0;
    for (const item of lists.flatMap((list) => list.items)) {
      if (item.kind === 'null') return { problem: 'null cannot be joined' };
      if (pieces.length > 0 && separator.value !== '') pieces.push(separator);
      pieces.push(item);
      length += separator.value.length + (item.kind === 'string' ? item.value.length : 0);
    }
    return length > MAX_TEXT ? TEXT_TOO_LONG : joinedText(pieces, call);
  },
});

/** Puts blanks behind every line break. */
export const indent = defineFunction('indent', {
  parameters: [number('spaces'), str],
  run([spaces, value], call) {
    const count = whole(spaces.value);
    if (count === undefined || count < 0) return { problem: '"spaces" must be a whole number, not negative' };
    const lines = value.value.split('\n');
    if (lines.length > 1 && count > MAX_TEXT) return TEXT_TOO_LONG;
    return joined(lines, lines.length > 1 ? `\n${' '.repeat(count)}` : '', call);
  },
});
