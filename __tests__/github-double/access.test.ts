/** Who may do what at the double, and what can go wrong on the way. */
import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { READ_ONLY } from './permissions.ts';
import { JOB_PERMISSIONS, JOB_TOKEN, startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';

const source = createRepository({ files: { 'a.tf': 'a\n' } });
source.branch('feature');
source.commit({ files: { 'a.tf': 'b\n' } });
const next = source.commit({ files: { 'a.tf': 'c\n' } });
source.checkout(next);
source.git('branch', '-f', 'feature', 'HEAD~1');

const only = { owner: 'acme', repo: 'net' };

let double: GitHubDouble;
let pull: PullRequest;
let below: { readonly owner: string; readonly repo: string; readonly issue_number: number };
let review: typeof only & { readonly pull_number: number; readonly event: 'COMMENT'; readonly body: string };
let requestsBefore = 0;
let violationsBefore = 0;
beforeAll(async () => {
  double = await startGitHub({
    tokens: [{ token: JOB_TOKEN }, { token: 'rules', login: 'rules[bot]', repositories: ['acme/rules'] }],
  });
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
  double.addRepository({ fullName: 'acme/open', directory: source.directory, private: false });
});
beforeEach(() => {
  double.setPermissions(JOB_TOKEN, JOB_PERMISSIONS);
  pull = double.addPullRequest({ repository: 'acme/net', head: 'feature' });
  below = { ...only, issue_number: pull.number };
  review = { ...only, pull_number: pull.number, event: 'COMMENT', body: 'Look.' };
  requestsBefore = double.requests.length;
  violationsBefore = double.violations.length;
});
afterAll(() => double.close());

/** The path of the pull request's comments. */
const comments = (): string => `/repos/acme/net/issues/${String(pull.number)}/comments`;
const requests = () => double.requests.slice(requestsBefore);
const violations = () => double.violations.slice(violationsBefore);

describe('a token', () => {
  test('that may only read is told what it lacks', async () => {
    double.setPermissions(JOB_TOKEN, READ_ONLY);
    const octokit = connect(double);
    const comment = await refusalOf(octokit.issues.createComment({ ...below, body: 'x' }));
    expect([comment.status, comment.message, comment.headers['x-accepted-github-permissions']]).toEqual([
      403,
      'Resource not accessible by integration',
      'issues=write; pull_requests=write',
    ]);
    const refused = await refusalOf(octokit.pulls.createReview(review));
    expect([refused.status, refused.headers['x-accepted-github-permissions']]).toEqual([
      403,
      'pull_requests=write',
    ]);
    expect((await octokit.pulls.listReviews({ ...only, pull_number: pull.number })).data).toEqual([]);
    expect(violations()).toEqual([]);
  });

  test('needs each scope that an operation asks for', async () => {
    const octokit = connect(double);
    const check = await refusalOf(octokit.checks.create({ ...only, name: 'n', head_sha: pull.head.sha }));
    expect([check.status, check.headers['x-accepted-github-permissions']]).toEqual([403, 'checks=write']);
    double.setPermissions(JOB_TOKEN, { 'pull-requests': 'write' });
    expect((await refusalOf(octokit.repos.getContent({ ...only, path: 'a.tf' }))).status).toBe(403);
    double.setPermissions(JOB_TOKEN, { issues: 'write' });
    expect((await octokit.issues.createComment({ ...below, body: 'x' })).status).toBe(201);
  });

  test('for another repository does not even find this one', async () => {
    expect((await refusalOf(connect(double, 'rules').repos.get(only))).status).toBe(404);
    double.addRepository({ fullName: 'Acme/Rules', directory: source.directory });
    const { data } = await connect(double, 'rules').repos.get({ owner: 'acme', repo: 'rules' });
    expect(data.full_name).toBe('Acme/Rules');
  });

  test('that is wrong is refused, and without one nothing private is seen', async () => {
    expect(await refusalOf(connect(double, 'wrong').repos.get(only))).toMatchObject({
      status: 401,
      message: 'Bad credentials',
    });
    const anonymous = new Octokit({ baseUrl: double.apiUrl, log: connect(double).log });
    expect((await refusalOf(anonymous.repos.get(only))).status).toBe(404);
    expect((await anonymous.repos.get({ owner: 'acme', repo: 'open' })).data.visibility).toBe('public');
    expect(
      (
        await refusalOf(
          anonymous.issues.createComment({ owner: 'acme', repo: 'open', issue_number: 1, body: 'x' }),
        )
      ).status,
    ).toBe(401);
  });

  test('reads what is public whatever it lacks', async () => {
    double.setPermissions(JOB_TOKEN, {});
    const { data } = await connect(double).repos.getContent({ owner: 'acme', repo: 'open', path: 'a.tf' });
    expect(data).toMatchObject({ type: 'file' });
  });
});

describe('a request', () => {
  test('of no known route is answered 404 and held against the client', async () => {
    expect((await refusalOf(connect(double).request('GET /repos/acme/net/stargazers'))).status).toBe(404);
    expect(violations()).toEqual([
      {
        request: 'GET /repos/acme/net/stargazers',
        side: 'request',
        wrong: ['The double knows no such route.'],
      },
    ]);
  });

  test('that does not fit the description is answered 422 and held against the client', async () => {
    const request = connect(double).request(`POST ${comments()}`, { text: 'x' });
    expect((await refusalOf(request)).status).toBe(422);
    expect(violations()[0]?.wrong).toEqual([
      "body must have required property 'body' (body)",
      'body must NOT have additional properties (text)',
    ]);
    expect(double.issueComments(pull)).toEqual([]);
  });

  test.each([
    ['no JSON', { body: '{', headers: { 'user-agent': 'test' } }, 400, 1],
    [
      'an unknown API version',
      { body: '{"body":"x"}', headers: { 'x-github-api-version': '2011-01-01' } },
      400,
      0,
    ],
  ])('with %s is refused', async (_, { body, headers }, status, held) => {
    const response = await fetch(`${double.apiUrl}${comments()}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${JOB_TOKEN}`, ...headers },
    });
    expect([response.status, violations().length]).toEqual([status, held]);
  });

  test('is recorded with what it said and what it was answered', async () => {
    await connect(double).issues.createComment({ ...below, body: 'Hello.' });
    await refusalOf(connect(double).pulls.get({ ...only, pull_number: 999 }));
    expect(
      requests().map(({ method, path, operation, body, login, status }) => ({
        method,
        path,
        operation,
        body,
        login,
        status,
      })),
    ).toEqual([
      {
        method: 'POST',
        path: comments(),
        operation: 'issues/create-comment',
        body: { body: 'Hello.' },
        login: 'github-actions[bot]',
        status: 201,
      },
      {
        method: 'GET',
        path: '/repos/acme/net/pulls/999',
        operation: 'pulls/get',
        body: undefined,
        login: 'github-actions[bot]',
        status: 404,
      },
    ]);
  });

  test('counts against the rate limit', async () => {
    await connect(double).repos.get(only);
    const { data, headers } = await connect(double).rateLimit.get();
    const used = double.requests.length;
    expect([data.rate.limit, data.rate.used]).toEqual([1000, used]);
    expect(headers['x-ratelimit-remaining']).toBe(String(1000 - used));
    expect(violations()).toEqual([]);
  });
});

describe('a fault', () => {
  test.each([
    [{ kind: 'secondary-limit', seconds: 7 }, 403, { 'retry-after': '7' }],
    [{ kind: 'secondary-limit', status: 429 }, 429, { 'retry-after': '1' }],
    [{ kind: 'primary-limit' }, 403, { 'x-ratelimit-remaining': '0' }],
    [{ kind: 'server-error' }, 500, {}],
    [{ kind: 'bad-gateway' }, 502, { 'content-type': 'text/html' }],
  ] as const)('%j strikes once, before anything is stored', async (order, status, headers) => {
    double.fault({ method: 'POST', path: /\/comments$/, ...order });
    const octokit = connect(double);
    expect(await refusalOf(octokit.issues.createComment({ ...below, body: 'x' }))).toMatchObject({
      status,
      headers,
    });
    expect(double.issueComments(pull)).toEqual([]);
    expect((await octokit.issues.createComment({ ...below, body: 'x' })).status).toBe(201);
    expect(double.issueComments(pull)).toHaveLength(1);
  });

  test('can strike after everything was stored: a blind retry then says it twice', async () => {
    const path = /\/reviews$/;
    double.fault({ method: 'POST', path, kind: 'bad-gateway-after' });
    const Retrying = Octokit.plugin(retry);
    const octokit = new Retrying({
      baseUrl: double.apiUrl,
      auth: JOB_TOKEN,
      log: connect(double).log,
      retry: { retryAfterBaseValue: 1 },
    });
    await octokit.pulls.createReview(review);
    expect(double.reviews(pull)).toHaveLength(2);
    expect(requests().map(({ status }) => status)).toEqual([502, 200]);
  });

  test.each([
    ['reset', 0],
    ['reset-after', 1],
  ] as const)('can cut the connection: %s', async (kind, stored) => {
    double.fault({ path: /\/comments$/, kind });
    await expect(connect(double).issues.createComment({ ...below, body: 'x' })).rejects.toThrow();
    expect([double.issueComments(pull).length, requests()[0]?.status]).toEqual([stored, 0]);
  });

  test('can let requests through first, and strike more than once', async () => {
    double.fault({ path: /\/comments$/, kind: 'server-error', skip: 1, times: 2 });
    const octokit = connect(double);
    const statuses = [];
    for (let at = 0; at < 4; at += 1) {
      await octokit.issues.listComments(below).catch(() => undefined);
      statuses.push(requests().at(-1)?.status);
    }
    expect(statuses).toEqual([200, 500, 500, 200]);
  });
});

test('the head can move between two requests', async () => {
  double.interrupt({
    path: /\/pulls\/\d+$/,
    skip: 1,
    run: () => {
      double.setHead(pull, next);
    },
  });
  const octokit = connect(double);
  const heads = [];
  for (let at = 0; at < 2; at += 1)
    heads.push((await octokit.pulls.get({ ...only, pull_number: pull.number })).data.head.sha);
  expect(heads).toEqual([source.sha('feature'), next]);
});

test('GitHub Enterprise Server has its API below /api/v3, with a description of its own', async () => {
  const server = await startGitHub({ flavour: 'ghes' });
  server.addRepository({ fullName: 'acme/net', directory: source.directory });
  const made = server.addPullRequest({ repository: 'acme/net', head: 'feature' });
  expect([server.apiUrl, server.graphqlUrl]).toEqual([
    `${server.serverUrl}/api/v3`,
    `${server.serverUrl}/api/graphql`,
  ]);
  const octokit = connect(server);
  await octokit.pulls.createReview({
    ...review,
    pull_number: 1,
    comments: [{ path: 'a.tf', line: 1, body: 'x' }],
  });
  const comments = await octokit.paginate(octokit.pulls.listReviewComments, { ...only, pull_number: 1 });
  expect(comments.map(({ url }) => url)).toEqual([
    `${server.apiUrl}/repos/acme/net/pulls/comments/${String(server.reviewComments(made)[0]?.id)}`,
  ]);
  expect(server.violations).toEqual([]);
  await server.close();
});
