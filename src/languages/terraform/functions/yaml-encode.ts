/** `yamlencode`: a value as YAML text, line for line as Terraform writes it. */
import { isWhollyKnown, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { sortedEntries, toText } from '../../hcl/equality.ts';
import { defineFunction } from './define.ts';
import { anything, orNull, orUnknown } from './parameters.ts';
import { textResult } from './text-result.ts';

/** A value as YAML text. */
export const yamlencode = defineFunction('yamlencode', {
  parameters: [orNull(orUnknown(anything('value')))],
  run([value], call) {
    if (!isWhollyKnown(value)) return unknownOf([value], call.origin);
    const pieces: string[] = [];
    writeRoot(pieces, value);
    return textResult(pieces.join(''), call);
  },
});

const STEP = 2;

function writeRoot(pieces: string[], value: Value): void {
  if (isFilled(value)) writeCollection(pieces, value, 0, false);
  else pieces.push(leaf(value, 0, 0), '\n');
  // A plain value that stands alone is followed by the mark for the end of the document.
  if (value.kind !== 'string' && value.kind !== 'list' && value.kind !== 'map') pieces.push('...\n');
}

/**
 * Writes the entries of a collection, each on its own line, indented. With `startsInLine` the first one continues the
 * current line.
 */
function writeCollection(pieces: string[], value: Value, indent: number, startsInLine: boolean): void {
  let first = startsInLine;
  const startLine = (): void => {
    if (!first) pieces.push(' '.repeat(indent));
    first = false;
  };
  if (value.kind === 'list') {
    for (const item of value.items) {
      startLine();
      pieces.push('- ');
      if (isFilled(item)) writeCollection(pieces, item, indent + STEP, true);
      else pieces.push(leaf(item, indent, indent + STEP), '\n');
    }
  } else if (value.kind === 'map') {
    for (const [key, item] of sortedEntries(value)) {
      startLine();
      writeEntry(pieces, key, item, indent);
    }
  }
}

/** Keys beyond this many bytes, or of several lines, get a line of their own. */
const MAX_SIMPLE_KEY = 128;

function writeEntry(pieces: string[], key: string, item: Value, indent: number): void {
  const isSimple = Buffer.byteLength(key) <= MAX_SIMPLE_KEY && !BREAK.test(key);
  const head = isSimple ? `${doubleQuoted(key)}:` : ':';
  if (!isSimple) pieces.push('? ', textLeaf(key, indent, indent + STEP), '\n', ' '.repeat(indent));
  pieces.push(head);
  if (!isFilled(item)) {
    pieces.push(' ', leaf(item, indent, indent + head.length + 1), '\n');
    return;
  }
  if (!isSimple) {
    pieces.push(' ');
    writeCollection(pieces, item, indent + STEP, true);
    return;
  }
  pieces.push('\n');
  // A list in a map is not indented.
  writeCollection(pieces, item, item.kind === 'list' ? indent : indent + STEP, false);
}

function isFilled(value: Value): boolean {
  return (
    (value.kind === 'list' && value.items.length > 0) || (value.kind === 'map' && value.entries.size > 0)
  );
}

/** A value on one line, or a text that goes on below; `column` is where it starts. */
function leaf(value: Value, indent: number, column: number): string {
  switch (value.kind) {
    case 'string':
      return textLeaf(value.value, indent, column);
    case 'list':
      return '[]';
    case 'map':
      return '{}';
    default:
      return toText(value) ?? 'null';
  }
}

const BREAK = /[\n\r\u0085\u2028\u2029]/;

function textLeaf(text: string, indent: number, column: number): string {
  if (text.includes('\n') && canBeBlock(text)) return block(text, indent + STEP);
  return foldedQuoted(text, indent + STEP, column);
}

/** Blanks at the end of a line, tabs and unprintable characters need quotes. */
function canBeBlock(text: string): boolean {
  return !/ (?:[\n\r\u0085\u2028\u2029]|$)/.test(text) && !UNPRINTABLE.test(text);
}

const UNPRINTABLE = /[^\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

function block(text: string, indent: number): string {
  const body = text.replace(/\n+$/, '');
  const breaks = text.length - body.length;
  const chomping = breaks === 0 ? '-' : breaks > 1 || body === '' ? '+' : '';
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? String(STEP) : '';
  const lines = body.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  return `|${hint}${chomping}\n${lines.join('\n')}${'\n'.repeat(Math.max(0, breaks - 1))}`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['\u0085', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

const TO_ESCAPE = /["\\]|[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu;

function doubleQuoted(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return text.replace(TO_ESCAPE, (character) => ESCAPES.get(character) ?? hexEscape(character));
}

/** Lines are broken at the first blank beyond this column. */
const BEST_WIDTH = 80;

/** A text in quotes that goes on in the next line when it becomes too long. */
function foldedQuoted(text: string, indent: number, column: number): string {
  const pieces: string[] = [];
  let width = column + 1;
  let isAfterBlank = false;
  let at = 0;
  // Words and single blanks: a line can end at a blank within the text that follows a word.
  for (const piece of text.match(/ |[^ ]+/g) ?? []) {
    const isInside = at > 0 && at < text.length - 1;
    at += piece.length;
    if (piece === ' ' && isInside && !isAfterBlank && width > BEST_WIDTH) {
      // A blank at the start of the next line has to be escaped.
      const mark = text[at] === ' ' ? '\\' : '';
      pieces.push(`\n${' '.repeat(indent)}${mark}`);
      width = indent + mark.length;
    } else {
      const written = escaped(piece);
      pieces.push(written);
      width += written.length;
    }
    isAfterBlank = piece === ' ';
  }
  return `"${pieces.join('')}"`;
}

function hexEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
