/** A file's text with its path, and the way from offsets to lines and columns. */

/** A stretch of text: UTF-16 offsets, `end` exclusive. Syntax nodes are spans of their file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a text: line and column, both 1-based; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One decoded text file. `path` is relative to the tree's root, with `/` between its parts. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  /** Written by a compiler from another file of the tree: nobody edits it. */
  readonly isGenerated: boolean;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string, isGenerated = false) {
    this.path = path;
    this.text = text;
    this.isGenerated = isGenerated;
  }

  /** The offset at which every line starts; the first is 0. Lines end at `\n`. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  /** The place of an offset. Offsets outside the text are taken as its nearest end. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts;
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line (1-based) without its line break; empty when there is no such line. */
  lineText(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const end = this.lineStarts[line] ?? this.text.length + 1;
    return this.text.slice(start, end - 1).replace(/\r$/, '');
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
