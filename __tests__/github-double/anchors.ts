/** Which lines of a pull request can carry a comment, and where a commented line is after the next push. */
import { invalid, unprocessable, type FieldError, type Refusal } from './answer.ts';
import { diffFiles, type ChangedFile, type Hunk, type PatchLine } from './diff.ts';
import { isAncestor, mergeBase } from './git-read.ts';
import type { Anchor, PullRequest, ReviewComment, ReviewErrors, Side, World } from './state.ts';

/** Where a comment shall go, as it was asked for. */
export interface Wish {
  readonly path: string;
  readonly line?: number | undefined;
  readonly side?: string | undefined;
  readonly start_line?: number | undefined;
  readonly start_side?: string | undefined;
  readonly position?: number | undefined;
  readonly subject_type?: 'line' | 'file' | undefined;
}

/** The ways in which a wish cannot be met. */
export type Fault = 'path' | 'line' | 'start-order' | 'start-hunk' | 'side' | 'position' | 'diff-hunk';

/** A met wish, or what is wrong with it. */
export type Placement = { readonly anchor: Anchor } | { readonly faults: readonly Fault[] };

/** The changed files of a pull request as GitHub lists them: patches over the limit are left out, lines and all. */
export const listedFiles = (
  world: World,
  pull: PullRequest,
  head = pull.head.sha,
): readonly ChangedFile[] => {
  const from =
    head === pull.head.sha ? pull.mergeBase : mergeBase(pull.repository.gitDirectory, pull.base.sha, head);
  if (from === undefined) return [];
  return diffFiles(pull.repository.gitDirectory, from, head)
    .slice(0, world.limits.files)
    .map((file) =>
      file.patch !== undefined && Buffer.byteLength(file.patch) > world.limits.patchBytes
        ? { ...file, patch: undefined, hunks: [] }
        : file,
    );
};

const lineOn = (line: PatchLine, side: Side): number | undefined =>
  side === 'LEFT' ? line.oldLine : line.newLine;

const findLine = (
  hunks: readonly Hunk[],
  side: Side,
  number: number,
): { readonly hunk: Hunk; readonly line: PatchLine } | undefined => {
  for (const hunk of hunks) {
    const line = hunk.lines.find((candidate) => lineOn(candidate, side) === number);
    if (line !== undefined) return { hunk, line };
  }
  return undefined;
};

const toSide = (text: string | undefined): Side | undefined =>
  text === undefined || text === 'RIGHT' || text === 'side' ? 'RIGHT' : text === 'LEFT' ? 'LEFT' : undefined;

/** Whether a commit is, or was, a part of a pull request. */
export const belongsTo = (pull: PullRequest, commit: string): boolean => {
  const { gitDirectory } = pull.repository;
  if (pull.heads.includes(commit)) return true;
  return pull.heads.some(
    (head) => isAncestor(gitDirectory, commit, head) && !isAncestor(gitDirectory, commit, pull.mergeBase),
  );
};

/** Places a comment on the diff up to a commit of the pull request. */
export const place = (world: World, pull: PullRequest, commit: string, wish: Wish): Placement => {
  const file = listedFiles(world, pull, commit).find(({ path }) => path === wish.path);
  if (file === undefined) return { faults: ['path', 'diff-hunk'] };
  const shared = { path: wish.path, commitId: commit };
  if (wish.subject_type === 'file') {
    const nowhere = { startSide: undefined, line: undefined, startLine: undefined, position: 1 };
    return {
      anchor: {
        ...shared,
        ...nowhere,
        side: 'RIGHT',
        diffHunk: file.hunks[0]?.header ?? '',
        countedIn: commit,
      },
    };
  }
  const all = file.hunks.flatMap(({ lines }) => lines);
  const pointed =
    wish.line === undefined ? all.find(({ position }) => position === wish.position) : undefined;
  if (wish.line === undefined && pointed === undefined) {
    return { faults: [wish.position === undefined ? 'line' : 'position', 'diff-hunk'] };
  }
  const side = pointed === undefined ? toSide(wish.side) : pointed.kind === '-' ? 'LEFT' : 'RIGHT';
  const startSide = wish.start_side === undefined ? side : toSide(wish.start_side);
  if (side === undefined || startSide === undefined) return { faults: ['side'] };
  const number = pointed === undefined ? wish.line : lineOn(pointed, side);
  const end = number === undefined ? undefined : findLine(file.hunks, side, number);
  const startNumber = wish.start_line;
  const start = startNumber === undefined ? undefined : findLine(file.hunks, startSide, startNumber);
  const faults: Fault[] = [];
  if (end === undefined) faults.push('line');
  if (startNumber !== undefined) {
    if (number !== undefined && side === startSide && startNumber >= number) faults.push('start-order');
    else if (start === undefined || start.hunk !== end?.hunk) faults.push('start-hunk');
    else if (start.line.position >= end.line.position) faults.push('start-order');
  }
  if (end === undefined) faults.push('diff-hunk');
  if (end === undefined || faults.length > 0) return { faults };
  const above = end.hunk.lines.filter(({ position }) => position <= end.line.position);
  const left = mergeBase(pull.repository.gitDirectory, pull.base.sha, commit) ?? pull.mergeBase;
  return {
    anchor: {
      ...shared,
      side,
      startSide: startNumber === undefined ? undefined : startSide,
      line: number,
      startLine: startNumber,
      position: end.line.position,
      diffHunk: [end.hunk.header, ...above.map(({ text }) => text)].join('\n'),
      countedIn: side === 'LEFT' ? left : commit,
    },
  };
};

const THREAD = 'Pull request review thread';
const THREAD_TEXTS: Readonly<Record<Fault, string>> = {
  path: `${THREAD} path is invalid`,
  line: `${THREAD} line must be part of the diff`,
  'start-order': `${THREAD} start line must precede the end line.`,
  'start-hunk': `${THREAD} start line must be part of the same hunk as the line.`,
  side: `${THREAD} side is invalid`,
  position: `${THREAD} position is invalid`,
  'diff-hunk': `${THREAD} diff hunk can't be blank`,
};

const FIELD_ERRORS: Readonly<Record<Fault, Omit<FieldError, 'resource'>>> = {
  path: { code: 'invalid', field: 'pull_request_review_thread.path' },
  line: {
    code: 'custom',
    field: 'pull_request_review_thread.line',
    message: 'pull_request_review_thread.line must be part of the diff',
  },
  'start-order': {
    code: 'custom',
    field: 'pull_request_review_thread.start_line',
    message: 'pull_request_review_thread.start_line must precede the end line.',
  },
  'start-hunk': {
    code: 'custom',
    field: 'pull_request_review_thread.start_line',
    message: 'pull_request_review_thread.start_line must be part of the same hunk as the line.',
  },
  side: { code: 'invalid', field: 'pull_request_review_thread.side' },
  position: { code: 'invalid', field: 'pull_request_review_thread.position' },
  'diff-hunk': { code: 'missing_field', field: 'pull_request_review_thread.diff_hunk' },
};

/** "a", "a and b", "a, b, and c": how GitHub joins what is wrong with one comment. */
const join = (texts: readonly string[]): string =>
  texts.length < 3 ? texts.join(' and ') : `${texts.slice(0, -1).join(', ')}, and ${texts.at(-1) ?? ''}`;

/** How a review is refused when one of its comments cannot be placed. */
export const refuseReview = (style: ReviewErrors, faults: readonly Fault[]): Refusal => {
  if (style === 'thread') return unprocessable(join(faults.map((fault) => THREAD_TEXTS[fault])));
  return unprocessable(faults.includes('path') ? 'Path could not be resolved' : 'Line could not be resolved');
};

/** How a single comment is refused when it cannot be placed. */
export const refuseComment = (faults: readonly Fault[]): Refusal =>
  invalid(...faults.map((fault) => ({ resource: 'PullRequestReviewComment', ...FIELD_ERRORS[fault] })));

/** Where a line of one commit's file is in another commit; undefined when it was changed or is gone. */
const followLine = (
  gitDirectory: string,
  from: string,
  to: string,
  path: string,
  line: number,
): number | undefined => {
  if (from === to) return line;
  const file = diffFiles(gitDirectory, from, to).find(
    (changed) => (changed.previousPath ?? changed.path) === path,
  );
  if (file === undefined) return line;
  if (file.status !== 'modified') return undefined;
  let shift = 0;
  for (const hunk of file.hunks) {
    for (const { oldLine, newLine } of hunk.lines) {
      if (oldLine === line) return newLine;
      if (oldLine !== undefined && oldLine > line) return line + shift;
      if (oldLine === undefined) shift += 1;
      if (newLine === undefined) shift -= 1;
    }
  }
  return line + shift;
};

/** Finds a comment's line again at the pull request's present head; a line that is not in the diff is outdated. */
export const refreshComment = (world: World, comment: ReviewComment): void => {
  const { pull, original } = comment;
  const { side, startSide, path, countedIn } = original;
  if (original.line === undefined) return;
  const to = side === 'LEFT' ? pull.mergeBase : pull.head.sha;
  const hunks = listedFiles(world, pull).find((file) => file.path === path)?.hunks ?? [];
  const follow = (line: number | undefined): number | undefined =>
    line === undefined ? undefined : followLine(pull.repository.gitDirectory, countedIn, to, path, line);
  const line = follow(original.line);
  const found = line === undefined ? undefined : findLine(hunks, side, line);
  // A range that starts on the other side is counted in another file: GitHub shows such ranges only where they were.
  const mixed = startSide !== undefined && startSide !== side;
  const startLine = mixed ? original.startLine : follow(original.startLine);
  const outdated = found === undefined || (original.startLine !== undefined && startLine === undefined);
  comment.line = outdated ? undefined : line;
  comment.startLine = outdated ? undefined : startLine;
  comment.position = outdated ? undefined : found.line.position;
};
