/** Which lines of the work tree, or of a commit, differ from a base commit. */
import { type Hunk, parseHunks } from '../text/unified-diff.ts';
import { runGit } from './run-git.ts';
import { TreeError } from './tree-error.ts';

/** The new side's hunks by path. A file that git does not track is not among them. */
export type ChangedFiles = ReadonlyMap<string, readonly Hunk[]>;

/**
 * The changes from `base` to `head`, or to the work tree when `head` is undefined. Renamed files count only with the
 * lines that differ.
 *
 * @throws TreeError when git cannot compare them.
 */
export function gitChanges(directory: string, base: string, head?: string): ChangedFiles {
  const result = runGit(directory, [
    'diff',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--unified=0',
    '--find-renames',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    ...(head === undefined ? [base] : [base, head]),
    '--',
  ]);
  if (result.status !== 0) {
    throw new TreeError(`git could not compare with ${base}: ${result.stderr.toString('utf8').trim()}`);
  }
  return parseDiff(result.stdout.toString('utf8'));
}

function parseDiff(diff: string): ChangedFiles {
  const changed = new Map<string, readonly Hunk[]>();
  for (const part of diff.split(/^diff --git /m).slice(1)) {
    const path = /^\+\+\+ (?:"b\/(.*)"|b\/(.*?))\t?$/m.exec(part);
    const name = path?.[1] === undefined ? path?.[2] : unquote(path[1]);
    if (name !== undefined) changed.set(name, parseHunks(part));
  }
  return changed;
}

/** git quotes names with control characters, quotes or backslashes as C does. */
function unquote(name: string): string {
  const bytes: number[] = [];
  const simple: Record<string, number> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 };
  for (let at = 0; at < name.length; at++) {
    const octal = /^\\([0-7]{3})/.exec(name.slice(at, at + 4));
    if (octal?.[1] !== undefined) {
      bytes.push(parseInt(octal[1], 8));
      at += 3;
    } else if (name[at] === '\\') {
      const next = name[++at] ?? '';
      bytes.push(simple[next] ?? next.charCodeAt(0));
    } else {
      bytes.push(...Buffer.from(name[at] ?? '', 'utf8'));
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
