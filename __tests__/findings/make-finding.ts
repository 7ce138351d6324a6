/** Findings for the tests of what is done with them. */
import type { Finding } from '../../src/findings/finding.ts';
import type { Range } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';

/** A file of ten lines, each `line N`. */
export function tenLines(path: string): SourceFile {
  return new SourceFile(path, Array.from({ length: 10 }, (_, index) => `line ${index + 1}\n`).join(''));
}

/** The text of the lines `from` to `to` (1-based, inclusive) without the last line break. */
export function linesOf(file: SourceFile, from: number, to = from): Range {
  const start = file.lineStarts[from - 1] ?? 0;
  return { file, start, end: start + file.lineText(from).length + (to > from ? restOf(file, from, to) : 0) };
}

function restOf(file: SourceFile, from: number, to: number): number {
  const end = (file.lineStarts[to - 1] ?? 0) + file.lineText(to).length;
  return end - (file.lineStarts[from - 1] ?? 0) - file.lineText(from).length;
}

/** A finding at a range; what is not given is plain. */
export function makeFinding(range: Range, parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'some-rule',
    level: 'error',
    message: 'Something is wrong.',
    range,
    causes: [range],
    related: [],
    subjects: ['a'],
    data: {},
    ...parts,
  };
}
