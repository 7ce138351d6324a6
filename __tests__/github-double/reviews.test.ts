/** The double's reviews: where comments may go, what is refused with which words, and that all or nothing is stored. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `line ${String(at + 1)}`);
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

// Two hunks: lines 2-8 (line 5 replaced) and 27-34 new, 27-33 old (line 30 replaced by two).
const source = createRepository({ files: { 'a.tf': text(numbered(40)), 'b.tf': 'b\n' } });
source.branch('feature');
const changed = numbered(40).with(4, 'five').toSpliced(29, 1, 'thirty', 'and a half');
const firstHead = source.commit({ files: { 'a.tf': text(changed) } });

let double: GitHubDouble;
let pull: PullRequest;
let at: { readonly owner: string; readonly repo: string; readonly pull_number: number };
let says: typeof at & { readonly event: 'COMMENT'; readonly body: string };
beforeAll(async () => {
  double = await startGitHub();
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
});
beforeEach(() => {
  pull = double.addPullRequest({ repository: 'acme/net', head: 'feature' });
  at = { owner: 'acme', repo: 'net', pull_number: pull.number };
  says = { ...at, event: 'COMMENT', body: 'Look.' };
});
afterAll(async () => {
  expect(double.violations).toHaveLength(1);
  await double.close();
});

const THREAD = 'Pull request review thread';
const OUTSIDE = `${THREAD} line must be part of the diff and ${THREAD} diff hunk can't be blank`;
const OUTSIDE_AND_TORN =
  `${THREAD} line must be part of the diff, ${THREAD} start line must be part of the same hunk as the line.,` +
  ` and ${THREAD} diff hunk can't be blank`;

describe('a comment is taken', () => {
  test.each([
    ['an added line', { line: 5, side: 'RIGHT' }, 'five'],
    ['an added line, the side left out', { line: 30 }, 'thirty'],
    ['context above a change', { line: 2, side: 'RIGHT' }, 'line 2'],
    ['context below a change, counted in the new file', { line: 34, side: 'RIGHT' }, 'line 33'],
    ['a removed line', { line: 30, side: 'LEFT' }, 'line 30'],
    ['context, counted in the old file', { line: 33, side: 'LEFT' }, 'line 33'],
    [
      'several lines of a hunk',
      { start_line: 27, start_side: 'RIGHT', line: 31, side: 'RIGHT' },
      'and a half',
    ],
    [
      'from a removed line to an added one',
      { start_line: 30, start_side: 'LEFT', line: 30, side: 'RIGHT' },
      'thirty',
    ],
    ['a position in the patch', { position: 5 }, 'five'],
  ])('on %s', async (_, place, last) => {
    await connect(double).pulls.createReview({
      ...says,
      comments: [{ path: 'a.tf', body: 'Hm.', ...place }],
    });
    const [comment] = double.reviewComments(pull);
    expect(comment?.original.diffHunk.split('\n').at(-1)?.slice(1)).toBe(last);
  });
});

describe('a review is refused whole', () => {
  test.each([
    ['a line above the hunks', { line: 1 }, OUTSIDE],
    ['a line between the hunks', { line: 20, side: 'RIGHT' }, OUTSIDE],
    ['a line behind the old file’s end', { line: 34, side: 'LEFT' }, OUTSIDE],
    ['no line', {}, OUTSIDE],
    [
      'a start in another hunk',
      { start_line: 5, line: 30 },
      `${THREAD} start line must be part of the same hunk as the line.`,
    ],
    ['neither start nor end in the diff', { start_line: 20, line: 22 }, OUTSIDE_AND_TORN],
    [
      'a start equal to the end',
      { start_line: 5, line: 5 },
      `${THREAD} start line must precede the end line.`,
    ],
    ['a start below the end', { start_line: 6, line: 5 }, `${THREAD} start line must precede the end line.`],
    ['a side that does not exist', { line: 5, side: 'MIDDLE' }, `${THREAD} side is invalid`],
    [
      'a position outside the patch',
      { position: 90 },
      `${THREAD} position is invalid and ${THREAD} diff hunk can't be blank`,
    ],
    [
      'a file that is not changed',
      { path: 'b.tf', line: 1 },
      `${THREAD} path is invalid and ${THREAD} diff hunk can't be blank`,
    ],
  ])('for %s', async (_, place, error) => {
    const before = double.violations.length;
    const good = { path: 'a.tf', body: 'Good.', line: 5 };
    const comments = [good, { path: 'a.tf', body: 'Bad.', ...place }, good];
    expect(await refusalOf(connect(double).pulls.createReview({ ...says, comments }))).toMatchObject({
      status: 422,
      message: 'Unprocessable Entity',
      errors: [error],
    });
    expect(double.reviews(pull)).toEqual([]);
    expect(double.reviewComments(pull)).toEqual([]);
    // The description allows all of this; GitHub does not.
    expect(double.violations).toHaveLength(before);
  });

  test.each([
    ['Line could not be resolved', { path: 'a.tf', line: 1 }],
    ['Path could not be resolved', { path: 'b.tf', line: 1 }],
  ])('in GitHub’s other words: %s', async (error, place) => {
    const other = await startGitHub({ reviewErrors: 'resolved' });
    other.addRepository({ fullName: 'acme/net', directory: source.directory });
    const { number } = other.addPullRequest({ repository: 'acme/net', head: 'feature' });
    const comments = [{ body: 'Bad.', ...place }];
    const request = { ...says, pull_number: number, comments };
    expect((await refusalOf(connect(other).pulls.createReview(request))).errors).toEqual([error]);
    await other.close();
  });

  test.each([
    ['no body for a comment', { event: 'COMMENT', body: '' }, 'Review body can’t be blank'],
    [
      'a body over 65,536 characters',
      { event: 'COMMENT', body: 'x'.repeat(65_537) },
      'Body is too long (maximum is 65536 characters)',
    ],
    [
      'an approval',
      { event: 'APPROVE', body: 'Fine.' },
      'GitHub Actions is not permitted to approve pull requests.',
    ],
    [
      'a commit of elsewhere',
      { event: 'COMMENT', body: 'x', commit_id: source.sha('main') },
      'Commit is not part of the pull request',
    ],
  ] as const)('for %s', async (_, request, error) => {
    const refusal = await refusalOf(connect(double).pulls.createReview({ ...at, ...request }));
    expect([refusal.status, refusal.errors]).toEqual([422, [error]]);
    expect(double.reviews(pull)).toEqual([]);
  });

  test('for a key that only single comments have', async () => {
    const comments = [{ path: 'a.tf', body: 'x', line: 5, subject_type: 'file' }];
    expect(await refusalOf(connect(double).pulls.createReview({ ...says, comments }))).toMatchObject({
      status: 422,
    });
    expect(double.violations).toEqual([
      {
        request: `POST /repos/acme/net/pulls/${String(pull.number)}/reviews`,
        side: 'request',
        wrong: ['body/comments/0 must NOT have additional properties (subject_type)'],
      },
    ]);
    expect(double.reviews(pull)).toEqual([]);
  });
});

describe('a review', () => {
  test('is stored with all its comments, and shown', async () => {
    const octokit = connect(double);
    const comments = [
      { path: 'a.tf', body: 'One.', line: 5 },
      { path: 'a.tf', body: 'Two.', start_line: 28, line: 30, start_side: 'RIGHT', side: 'RIGHT' },
    ];
    const { data, status } = await octokit.pulls.createReview({ ...says, commit_id: firstHead, comments });
    expect([status, data.state, data.user?.login, data.user?.type]).toEqual([
      200,
      'COMMENTED',
      'github-actions[bot]',
      'Bot',
    ]);
    const listed = await octokit.pulls.listReviews(at);
    expect(listed.data).toEqual([data]);
    const shown = await octokit.pulls.listReviewComments(at);
    expect(
      shown.data.map(({ line, start_line, side, commit_id, position }) => ({
        line,
        start_line,
        side,
        commit_id,
        position,
      })),
    ).toEqual([
      { line: 5, start_line: null, side: 'RIGHT', commit_id: firstHead, position: 5 },
      { line: 30, start_line: 28, side: 'RIGHT', commit_id: firstHead, position: 14 },
    ]);
    const own = await octokit.pulls.listCommentsForReview({ ...at, review_id: data.id });
    expect(own.data.map(({ body }) => body)).toEqual(['One.', 'Two.']);
  });

  test('without an event is a draft that only its author sees, one at a time', async () => {
    const octokit = connect(double);
    const { data } = await octokit.pulls.createReview({
      ...at,
      comments: [{ path: 'a.tf', body: 'One.', line: 5 }],
    });
    expect([data.state, data.submitted_at]).toEqual(['PENDING', undefined]);
    expect((await octokit.pulls.listReviewComments(at)).data).toEqual([]);
    const second = await refusalOf(octokit.pulls.createReview(says));
    expect(second.errors).toEqual(['User can only have one pending review per pull request']);
    const submitted = await octokit.pulls.submitReview({
      ...at,
      review_id: data.id,
      event: 'COMMENT',
      body: 'Now.',
    });
    expect([submitted.data.state, submitted.data.body]).toEqual(['COMMENTED', 'Now.']);
    expect((await octokit.pulls.listReviewComments(at)).data).toHaveLength(1);
  });

  test('can be edited, but deleted only while it is pending', async () => {
    const octokit = connect(double);
    const { data } = await octokit.pulls.createReview(says);
    await octokit.pulls.updateReview({ ...at, review_id: data.id, body: 'Changed.' });
    expect(double.reviews(pull)[0]?.body).toBe('Changed.');
    const refusal = await refusalOf(octokit.pulls.deletePendingReview({ ...at, review_id: data.id }));
    expect(refusal.errors).toEqual(['Can not delete a non-pending pull request review']);
    const dismissal = await refusalOf(
      octokit.pulls.dismissReview({ ...at, review_id: data.id, message: 'x' }),
    );
    expect(dismissal.status).toBe(422);
    const pending = await octokit.pulls.createReview(at);
    await octokit.pulls.deletePendingReview({ ...at, review_id: pending.data.id });
    expect(double.reviews(pull).map(({ id }) => id)).toEqual([data.id]);
  });

  test('of an earlier head lands on that head’s lines, and is outdated where those are gone', async () => {
    source.branch('later', firstHead);
    const next = source.commit({ files: { 'a.tf': text(changed.with(4, 'FIVE').toSpliced(0, 0, 'zero')) } });
    double.setHead(pull, next);
    const octokit = connect(double);
    const comments = [5, 30].map((line) => ({ path: 'a.tf', body: 'Hm.', line }));
    await octokit.pulls.createReview({ ...says, commit_id: firstHead, comments });
    const { data } = await octokit.pulls.listReviewComments(at);
    expect(
      data.map(({ line, original_line, commit_id, original_commit_id }) => [
        line,
        original_line,
        commit_id,
        original_commit_id,
      ]),
    ).toEqual([
      [null, 5, next, firstHead],
      [31, 30, next, firstHead],
    ]);
  });
});
