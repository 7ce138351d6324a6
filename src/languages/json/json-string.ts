/** JSON strings: reading them, and where the characters of a decoded one stand in the file. */

/** A string that was read; `end` is behind its closing quote. */
interface ReadJsonString {
  readonly value: string;
  readonly end: number;
}

/** What is wrong with a string, and where. */
interface JsonStringMistake {
  readonly mistake: string;
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads the string whose opening quote is at `start`. */
export function readJsonString(text: string, start: number): ReadJsonString | JsonStringMistake {
  let value = '';
  // What is before this is in `value`.
  let copied = start + 1;
  for (let at = copied; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { value: value + text.slice(copied, at), end: at + 1 };
    if (code === BACKSLASH) {
      const escape = readEscape(text, at);
      if (escape === undefined) {
        const mistake =
          'There is no such escape. A backslash is followed by one of " \\ / b f n r t, or by uNNNN.';
        return { mistake, start: at, end: Math.min(at + 2, text.length) };
      }
      value += text.slice(copied, at) + escape.value;
      copied = at = escape.end;
    } else if (code < FIRST_PRINTABLE) {
      const mistake =
        'A string cannot hold this control character: write it as an escape, a line break as \\n.';
      return { mistake, start: at, end: code === 0x0a || code === 0x0d ? at : at + 1 };
    } else {
      at++;
    }
  }
  return { mistake: 'The closing quote of this string is missing.', start, end: start + 1 };
}

/** Reads the escape at `at`; undefined when it is none. It stands for one UTF-16 unit. */
function readEscape(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const letter = text.charAt(at + 1);
  if (letter !== 'u') {
    const value = ESCAPES.get(letter);
    return value === undefined ? undefined : { value, end: at + 2 };
  }
  const hex = text.slice(at + 2, at + 6);
  if (!/^[0-9A-Fa-f]{4}$/.test(hex)) return undefined;
  return { value: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 6 };
}

/**
 * Where each UTF-16 unit of a decoded string stands in the file, and last its closing quote: one offset more than
 * the string has units. `start` is the offset of the opening quote of a valid string.
 */
export function offsetsInJsonString(text: string, start: number): readonly number[] {
  const offsets: number[] = [];
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    offsets.push(at);
    at = text.charCodeAt(at) === BACKSLASH ? (readEscape(text, at)?.end ?? at + 1) : at + 1;
  }
  offsets.push(at);
  return offsets;
}
