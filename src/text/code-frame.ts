/** The lines of a place, numbered, with a mark under what is meant. */
import type { Range } from './range.ts';
import { visibleLine } from './visible-text.ts';

/** Of longer ranges the first lines are shown. */
const MAX_LINES = 4;
/** Of longer lines this many characters around the mark are shown. */
const MAX_WIDTH = 120;

/** How to set a part of the frame off; the identity for plain text. */
export type Emphasis = (text: string) => string;

/**
 * A frame such as
 *
 *     12 │ hub_range = "10.0.0.0/16"
 *        │             ^^^^^^^^^^^^^
 *
 * without a final line break. `mark` colours the carets, `faint` the gutter.
 */
export function codeFrame(
  range: Range,
  mark: Emphasis = (text) => text,
  faint: Emphasis = (text) => text,
): string {
  const start = range.file.positionAt(range.start);
  const end = range.file.positionAt(Math.max(range.start, range.end));
  // A range that ends with a line break ends on the line before it.
  const lastLine = end.line > start.line && end.column === 1 ? end.line - 1 : end.line;
  const shownLast = Math.min(lastLine, start.line + MAX_LINES - 1);
  const gutter = String(shownLast).length;
  const frame: string[] = [];
  for (let line = start.line; line <= shownLast; line++) {
    const text = range.file.lineText(line);
    const from = line === start.line ? start.column - 1 : text.length - text.trimStart().length;
    const to = line === end.line ? end.column - 1 : text.length;
    const window = windowAround(text, from);
    const shown = visibleLine(text.slice(window.from, window.to));
    frame.push(
      `${faint(`${String(line).padStart(gutter)} │`)} ${window.before}${shown}${window.after}`.trimEnd(),
    );
    const indent = visibleLine(text.slice(window.from, from)).length + window.before.length;
    const width = Math.max(1, visibleLine(text.slice(from, Math.min(to, window.to))).length);
    frame.push(`${faint(`${' '.repeat(gutter)} │`)} ${' '.repeat(indent)}${mark('^'.repeat(width))}`);
  }
  if (shownLast < lastLine) frame.push(faint(`${' '.repeat(gutter)} │ …`));
  return frame.join('\n');
}

function windowAround(
  text: string,
  from: number,
): { from: number; to: number; before: string; after: string } {
  if (text.length <= MAX_WIDTH) return { from: 0, to: text.length, before: '', after: '' };
  const start = Math.max(0, Math.min(from - MAX_WIDTH / 3, text.length - MAX_WIDTH));
  const end = Math.min(text.length, start + MAX_WIDTH);
  return { from: start, to: end, before: start > 0 ? '…' : '', after: end < text.length ? '…' : '' };
}
