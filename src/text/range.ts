/** A span of one particular file: the place that everything a person is shown points to. */
import type { Position, SourceFile, Span } from './source-file.ts';

/** A stretch of one file: UTF-16 offsets, `end` exclusive. */
export interface Range extends Span {
  readonly file: SourceFile;
}

/** A range as the JSON contracts show it: 1-based, the end exclusive, `file` relative to the root. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The range of a span in its file. */
export function rangeOf(file: SourceFile, span: Span): Range {
  return { file, start: span.start, end: span.end };
}

/** The first character of a file, for what concerns the file as a whole. */
export function startOfFile(file: SourceFile): Range {
  return { file, start: 0, end: 0 };
}

/** Where a range starts. */
export function startOf(range: Range): Position {
  return range.file.positionAt(range.start);
}

/** A range as a location. */
export function locationOf(range: Range): Location {
  const start = range.file.positionAt(range.start);
  const end = range.file.positionAt(range.end);
  return {
    file: range.file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** Orders ranges by file path, then start, then end: the order in which findings are told. */
export function compareRanges(a: Range, b: Range): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

/** `path:line:column`, as people and editors write a place. */
export function formatPlace(range: Range): string {
  const { line, column } = startOf(range);
  return `${range.file.path}:${line}:${column}`;
}
