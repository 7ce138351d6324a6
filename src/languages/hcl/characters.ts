/** Character codes and classes of HCL. */

/** What reading past the end of the text gives instead of a character code. */
export const END = -1;

/** Character codes by the names of their characters, down to the byte order mark. */
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const EXCLAMATION = 0x21;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const DOLLAR = 0x24;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const PARENTHESIS_OPEN = 0x28;
export const PARENTHESIS_CLOSE = 0x29;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const HYPHEN = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const BRACKET_OPEN = 0x5b;
export const BACKSLASH = 0x5c;
export const BRACKET_CLOSE = 0x5d;
export const LETTER_E_UPPER = 0x45;
export const LETTER_E = 0x65;
export const BRACE_OPEN = 0x7b;
export const PIPE = 0x7c;
export const BRACE_CLOSE = 0x7d;
export const TILDE = 0x7e;
export const BYTE_ORDER_MARK = 0xfeff;

const STARTS_IDENTIFIER = 1;
const CONTINUES_IDENTIFIER = 2;

/** Per ASCII character: may it start an identifier, may it continue one. */
const ASCII_CLASSES = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') {
  ASCII_CLASSES[character.charCodeAt(0)] = STARTS_IDENTIFIER | CONTINUES_IDENTIFIER;
}
for (const character of '0123456789-') ASCII_CLASSES[character.charCodeAt(0)] = CONTINUES_IDENTIFIER;

const ID_START = /^\p{ID_Start}$/u;
const ID_CONTINUE = /^\p{ID_Continue}$/u;

/** Whether the character at `at` can start an identifier: a Unicode ID_Start or `_`. */
export function startsIdentifier(text: string, at: number, code: number): boolean {
  if (code < 128) return ((ASCII_CLASSES[code] ?? 0) & STARTS_IDENTIFIER) !== 0;
  return ID_START.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/** Where the identifier at `at` ends, exclusive; `at` itself when none starts there. */
export function identifierEnd(text: string, at: number): number {
  if (at >= text.length || !startsIdentifier(text, at, text.charCodeAt(at))) return at;
  let end = at + (text.charCodeAt(at) < 128 ? 1 : codePointLength(text, at));
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code < 128) {
      if (((ASCII_CLASSES[code] ?? 0) & CONTINUES_IDENTIFIER) === 0) break;
      end++;
    } else {
      const length = codePointLength(text, end);
      if (!ID_CONTINUE.test(text.slice(end, end + length))) break;
      end += length;
    }
  }
  return end;
}

/** UTF-16 units of the character at `at`. */
export function codePointLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Whether a code is one of `0`-`9`. */
export function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}

/**
 * Unicode White_Space, which is what `~` trims and what may stand around the closing line of a heredoc. Differs from
 * `\s`: the next-line character U+0085 belongs to it, the byte order mark does not.
 */
export function isWhiteSpace(code: number): boolean {
  if (code < 0x85) return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
