/** The changed files between two commits, with the patches that real git computes. */
import { readGit } from './git-read.ts';

/** One line of a patch. */
export interface PatchLine {
  /** A blank for context, else what happened to the line. */
  readonly kind: ' ' | '+' | '-';
  /** 1-based, in the old file; undefined for an added line. */
  readonly oldLine: number | undefined;
  /** 1-based, in the new file; undefined for a removed line. */
  readonly newLine: number | undefined;
  /** GitHub's `position`: how many lines below the patch's first `@@`. */
  readonly position: number;
  /** With its leading mark. */
  readonly text: string;
}

/** One hunk of a patch. */
export interface Hunk {
  /** The whole `@@` line. */
  readonly header: string;
  readonly lines: readonly PatchLine[];
}

/** One changed file. */
export interface ChangedFile {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  /** The path at the head; for a removed file the path it had. */
  readonly path: string;
  readonly previousPath: string | undefined;
  /** The blob at the head; for a removed file the one it had. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** From the first `@@` on, as the files list gives it; undefined without lines to show (binary, only renamed). */
  readonly patch: string | undefined;
  readonly hunks: readonly Hunk[];
}

const STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  C: 'copied',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** The hunks of a patch. Lines that belong to no hunk are left out. */
const parseHunks = (patch: string): readonly Hunk[] => {
  const hunks: { header: string; lines: PatchLine[] }[] = [];
  let oldLine = 0;
  let newLine = 0;
  for (const [position, text] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header !== null) {
      oldLine = Number(header[1]);
      newLine = Number(header[2]);
      hunks.push({ header: text, lines: [] });
      continue;
    }
    const lines = hunks.at(-1)?.lines;
    const kind = text.charAt(0);
    if (lines === undefined || (kind !== ' ' && kind !== '+' && kind !== '-')) continue;
    lines.push({
      kind,
      oldLine: kind === '+' ? undefined : oldLine,
      newLine: kind === '-' ? undefined : newLine,
      position,
      text,
    });
    if (kind !== '+') oldLine += 1;
    if (kind !== '-') newLine += 1;
  }
  return hunks;
};

/** What `git diff --raw -z` says of each file, in git's order. */
const readRaw = (
  output: string,
): { status: string; path: string; previousPath: string | undefined; sha: string }[] => {
  const fields = output.split('\0');
  const files = [];
  for (let at = 0; fields[at]?.startsWith(':') === true;) {
    const [, , oldSha = '', newSha = '', letter = ''] = (fields[at] ?? '').split(' ');
    const status = letter.charAt(0);
    const first = fields[at + 1] ?? '';
    const paired = status === 'R' || status === 'C';
    files.push({
      status,
      path: paired ? (fields[at + 2] ?? '') : first,
      previousPath: paired ? first : undefined,
      sha: status === 'D' ? oldSha : newSha,
    });
    at += paired ? 3 : 2;
  }
  return files;
};

/** The sections of a whole diff, one for each `diff --git` line, without that line's file headers. */
const splitPatches = (diff: string): (string | undefined)[] =>
  // Inside a hunk every line starts with a mark, so a line that starts with "diff" opens a section. Only line feeds
  // end lines here: `^` of a regular expression would also see carriage returns inside the files.
  `\n${diff}`
    .split('\ndiff --git ')
    .slice(1)
    .map((section) => {
      const at = section.indexOf('\n@@ ');
      return at < 0 ? undefined : section.slice(at + 1);
    });

const cache = new Map<string, readonly ChangedFile[]>();

/** The files that differ between two commits, ordered by path as git does, renames found. */
export const diffFiles = (gitDirectory: string, from: string, to: string): readonly ChangedFile[] => {
  const key = `${gitDirectory} ${from} ${to}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const flags = ['diff', '--no-color', '--no-ext-diff', '-M', '--abbrev=40', '--full-index'];
  const raw = readRaw(readGit(gitDirectory, ...flags, '--raw', '-z', from, to));
  const patches = splitPatches(readGit(gitDirectory, ...flags, '--patch', from, to));
  const files = raw.map(({ status, path, previousPath, sha }): ChangedFile => {
    // A changed type (a file becomes a link) is written as a removal and an addition.
    const sections = patches.splice(0, status === 'T' ? 2 : 1).filter((section) => section !== undefined);
    const patch = sections.length === 0 ? undefined : sections.join('\n');
    const hunks = patch === undefined ? [] : parseHunks(patch);
    const count = (kind: PatchLine['kind']): number =>
      hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.kind === kind).length, 0);
    return {
      status: STATUS[status] ?? 'changed',
      path,
      previousPath,
      sha,
      additions: count('+'),
      deletions: count('-'),
      patch,
      hunks,
    };
  });
  cache.set(key, files);
  return files;
};

/** The whole diff as text, as the `diff` media type gives it. */
export const diffText = (gitDirectory: string, from: string, to: string): string =>
  `${readGit(gitDirectory, 'diff', '--no-color', '--no-ext-diff', '-M', from, to)}\n`;
