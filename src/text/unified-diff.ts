/** Unified diffs, as git writes them and as GitHub's `patch` fields hold them. */

/** One hunk, seen from the new file. Line numbers are 1-based. */
export interface Hunk {
  /** The first line of the new file in the hunk, context included. */
  readonly start: number;
  /** The last line, inclusive; `start − 1` when the hunk only deletes and has no context. */
  readonly end: number;
  /** The lines of the new file that the change added or rewrote. */
  readonly added: readonly number[];
}

const HUNK_HEADER = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/**
 * The hunks of one file's patch. Lines before the first `@@` are skipped. Counts in the headers are trusted over the
 * content, so that a line of code that looks like a header is code.
 */
export function parseHunks(patch: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  const lines = patch.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const header = HUNK_HEADER.exec(lines[index] ?? '');
    if (header === null) continue;
    const start = Number(header[1]);
    const count = header[2] === undefined ? 1 : Number(header[2]);
    // A count of 0 names the line before which nothing stands.
    const first = count === 0 ? start + 1 : start;
    const added: number[] = [];
    let line = first;
    while (index + 1 < lines.length) {
      const text = lines[index + 1] ?? '';
      const inNew = text.startsWith('+') || text.startsWith(' ');
      if (inNew && line >= first + count) break;
      if (!inNew && !text.startsWith('-') && !text.startsWith('\\')) break;
      if (text.startsWith('+')) added.push(line);
      if (inNew) line++;
      index++;
    }
    hunks.push({ start: first, end: line - 1, added });
  }
  return hunks;
}
