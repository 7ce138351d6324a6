/** The double's comments below pull requests. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';

const source = createRepository();
source.branch('feature');
source.commit({ files: { 'a.tf': 'a\n' } });
const at = { owner: 'acme', repo: 'net' };

let double: GitHubDouble;
let pull: PullRequest;
beforeAll(async () => {
  double = await startGitHub();
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
  pull = double.addPullRequest({ repository: 'acme/net', head: 'feature' });
});
afterAll(async () => {
  expect(double.violations).toEqual([]);
  await double.close();
});

test('comments are made, listed, edited and deleted; others’ comments stay', async () => {
  const octokit = connect(double);
  const foreign = double.comment(pull, { login: 'mallory', body: '<!-- marker --> Not yours.' });
  const made = await octokit.issues.createComment({ ...at, issue_number: 1, body: '<!-- marker --> Fine.' });
  expect([made.status, made.headers.location]).toEqual([201, made.data.url]);
  const edited = await octokit.issues.updateComment({ ...at, comment_id: made.data.id, body: 'Finer.' });
  expect(edited.data.updated_at > edited.data.created_at).toBe(true);
  const { data } = await octokit.issues.listComments({ ...at, issue_number: 1 });
  expect(data.map(({ user, body }) => [user?.login, body])).toEqual([
    ['mallory', '<!-- marker --> Not yours.'],
    ['github-actions[bot]', 'Finer.'],
  ]);
  expect((await octokit.issues.deleteComment({ ...at, comment_id: made.data.id })).status).toBe(204);
  expect(double.issueComments(pull)).toEqual([foreign]);
});

test.each([
  ['blank', '', { field: 'body', code: 'missing_field' }],
  ['too long', 'x'.repeat(65_537), { message: 'Body is too long (maximum is 65536 characters)' }],
])('a %s body is refused', async (_, body, error) => {
  const octokit = connect(double);
  const before = double.issueComments(pull).length;
  const refusal = await refusalOf(octokit.issues.createComment({ ...at, issue_number: 1, body }));
  expect(refusal).toMatchObject({ status: 422, errors: [{ resource: 'IssueComment', ...error }] });
  expect(double.issueComments(pull)).toHaveLength(before);
});

test('a body of the greatest length is taken', async () => {
  const body = 'x'.repeat(65_536);
  await connect(double).issues.createComment({ ...at, issue_number: 1, body });
  expect(double.issueComments(pull).at(-1)?.body).toBe(body);
});

test('a comment of another repository is not found', async () => {
  double.addRepository({ fullName: 'acme/other' });
  const [comment] = double.issueComments(pull);
  const request = { owner: 'acme', repo: 'other', comment_id: comment?.id ?? 0 };
  expect((await refusalOf(connect(double).issues.deleteComment(request))).status).toBe(404);
});
