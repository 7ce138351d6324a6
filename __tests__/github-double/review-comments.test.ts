/** The double's single review comments: files, threads, and what a push does to them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';

const comment = { owner: 'acme', repo: 'net' };
const base = Array.from({ length: 12 }, (_, line) => `line ${String(line + 1)}`);
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const edited = base.with(5, 'SIX');

const source = createRepository({ files: { 'a.tf': text(base) } });
source.branch('feature');
source.commit({ files: { 'a.tf': text(edited), 'new.tf': 'x\n' } });

let double: GitHubDouble;
let pull: PullRequest;
let at: { readonly owner: string; readonly repo: string; readonly pull_number: number };
beforeAll(async () => {
  double = await startGitHub();
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
});
beforeEach(() => {
  pull = double.addPullRequest({ repository: 'acme/net', head: 'feature' });
  at = { ...comment, pull_number: pull.number };
});
afterAll(async () => {
  expect(double.violations).toEqual([]);
  await double.close();
});

const push = (lines: readonly string[]): void => {
  double.setHead(pull, source.commit({ files: { 'a.tf': text(lines) } }));
};

describe('a single comment', () => {
  test('is created with 201 and its address', async () => {
    const { status, data, headers } = await connect(double).pulls.createReviewComment({
      ...at,
      commit_id: pull.head.sha,
      path: 'a.tf',
      line: 6,
      body: 'Six?',
    });
    expect([status, headers.location]).toEqual([201, data.url]);
    expect(data).toMatchObject({ line: 6, side: 'RIGHT', subject_type: 'line', body: 'Six?' });
  });

  test('on a whole file has no line', async () => {
    const { data } = await connect(double).pulls.createReviewComment({
      ...at,
      commit_id: pull.head.sha,
      path: 'new.tf',
      subject_type: 'file',
      body: 'New.',
    });
    expect([data.line, data.original_line, data.subject_type]).toEqual([null, null, 'file']);
  });

  test.each([
    ['a line outside the diff', { path: 'a.tf', line: 12 }, 'pull_request_review_thread.line'],
    ['no line', { path: 'a.tf' }, 'pull_request_review_thread.line'],
    ['another hunk', { path: 'a.tf', start_line: 12, line: 6 }, 'pull_request_review_thread.start_line'],
    ['a file that is not changed', { path: 'z.tf', line: 1 }, 'pull_request_review_thread.path'],
  ])('is refused for %s', async (_, place, field) => {
    const request = { ...at, commit_id: pull.head.sha, body: 'x', ...place };
    const { status, message, errors } = await refusalOf(connect(double).pulls.createReviewComment(request));
    expect([status, message]).toEqual([422, 'Validation Failed']);
    expect(errors).toContainEqual(expect.objectContaining({ resource: 'PullRequestReviewComment', field }));
    expect(double.reviewComments(pull)).toEqual([]);
  });

  test.each([
    ['blank', ' ', 'body'],
    ['over 65,536 characters', 'x'.repeat(65_537), 'data'],
  ])('is refused when its body is %s', async (_, body, field) => {
    const request = { ...at, commit_id: pull.head.sha, path: 'a.tf', line: 6, body };
    expect((await refusalOf(connect(double).pulls.createReviewComment(request))).errors).toEqual([
      expect.objectContaining({ field }),
    ]);
  });

  test('can be edited and deleted, and its review goes with it', async () => {
    const octokit = connect(double);
    const made = double.commentLine(
      pull,
      { path: 'a.tf', line: 6 },
      { login: 'github-actions[bot]', body: 'Old.' },
    );
    const { data } = await octokit.pulls.updateReviewComment({
      ...comment,
      comment_id: made.id,
      body: 'New.',
    });
    expect(data.body).toBe('New.');
    expect(data.updated_at > data.created_at).toBe(true);
    expect((await octokit.pulls.deleteReviewComment({ ...comment, comment_id: made.id })).status).toBe(204);
    expect([double.reviewComments(pull), double.reviews(pull)]).toEqual([[], []]);
    expect(
      (await refusalOf(octokit.pulls.deleteReviewComment({ ...comment, comment_id: made.id }))).status,
    ).toBe(404);
  });

  test('leaves its review when that has words of its own', async () => {
    const octokit = connect(double);
    const comments = [{ path: 'a.tf', line: 6, body: 'Six?' }];
    await octokit.pulls.createReview({ ...at, event: 'COMMENT', body: 'Look.', comments });
    const [made] = double.reviewComments(pull);
    await octokit.pulls.deleteReviewComment({ ...comment, comment_id: made?.id ?? 0 });
    expect(double.reviews(pull)).toHaveLength(1);
  });
});

describe('a thread', () => {
  test('is answered through in_reply_to, but answers are not', async () => {
    const octokit = connect(double);
    const first = double.commentLine(
      pull,
      { path: 'a.tf', line: 6 },
      { login: 'github-actions[bot]', body: 'Six?' },
    );
    const answer = double.reply(first, { login: 'ada', body: 'On purpose.' });
    const ours = { ...at, commit_id: pull.head.sha, path: 'a.tf', body: 'I see.' };
    const { data } = await octokit.pulls.createReviewComment({ ...ours, in_reply_to: first.id });
    expect([data.in_reply_to_id, data.line]).toEqual([first.id, 6]);
    expect(
      (await refusalOf(octokit.pulls.createReviewComment({ ...ours, in_reply_to: answer.id }))).status,
    ).toBe(422);
    const listed = await octokit.pulls.listReviewComments(at);
    expect(listed.data.map(({ user, in_reply_to_id }) => [user.login, in_reply_to_id])).toEqual([
      ['github-actions[bot]', undefined],
      ['ada', first.id],
      ['github-actions[bot]', first.id],
    ]);
  });

  test('can be listed since a time and in either order', async () => {
    const octokit = connect(double);
    const [old, young] = ['Old.', 'Young.'].map((body) =>
      double.commentLine(pull, { path: 'a.tf', line: 6 }, { login: 'ada', body }),
    );
    const since = await octokit.pulls.listReviewComments({ ...at, since: young?.createdAt ?? '' });
    expect(since.data.map(({ id }) => id)).toEqual([young?.id]);
    const reversed = await octokit.pulls.listReviewComments({ ...at, sort: 'created', direction: 'desc' });
    expect(reversed.data.map(({ id }) => id)).toEqual([young?.id, old?.id]);
  });
});

describe('after a push a comment', () => {
  beforeEach(() => {
    source.checkout(pull.head.sha);
  });

  /** Where a comment on a line is after some pushes of `a.tf`: its line, its original line, whether it is outdated. */
  const lineAfter = async (line: number, contents: readonly string[][], side: 'LEFT' | 'RIGHT' = 'RIGHT') => {
    double.commentLine(pull, { path: 'a.tf', line, side }, { login: 'github-actions[bot]', body: 'Hm.' });
    for (const lines of contents) push(lines);
    const { data } = await connect(double).pulls.listReviewComments(at);
    // The type knows no null, which GitHub answers for outdated comments.
    return data.map((shown) => [shown.line, shown.original_line, (shown.position as unknown) === null])[0];
  };

  test.each([
    ['moves with its line', 6, 'RIGHT', [['zero', ...edited]], [7, 6, false]],
    ['is outdated when its line was changed', 6, 'RIGHT', [edited.with(5, 'six')], [null, 6, true]],
    ['is outdated when its line is not in the diff', 4, 'RIGHT', [base.with(10, 'XI')], [null, 4, true]],
    ['on a removed line stays while that is removed', 6, 'LEFT', [edited.with(5, 'six')], [6, 6, false]],
    ['on a removed line is outdated when that is back', 6, 'LEFT', [base.with(0, 'I')], [null, 6, true]],
    ['comes back when its line does', 6, 'RIGHT', [edited.with(5, 'six'), edited], [6, 6, false]],
  ] as const)('%s', async (_, line, side, contents, place) => {
    expect(
      await lineAfter(
        line,
        contents.map((lines) => [...lines]),
        side,
      ),
    ).toEqual(place);
  });

  test('is outdated when its file is gone', async () => {
    double.commentLine(pull, { path: 'a.tf', line: 6 }, { login: 'github-actions[bot]', body: 'Hm.' });
    double.setHead(pull, source.commit({ delete: ['a.tf'], files: { 'c.tf': 'c\n' } }));
    const { data } = await connect(double).pulls.listReviewComments(at);
    expect([data[0]?.line, data[0]?.original_line]).toEqual([null, 6]);
  });
});
