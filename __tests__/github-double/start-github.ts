/** A GitHub of one's own: a small stateful server on loopback, judged by GitHub's official API description. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Wish } from './anchors.ts';
import type { Answer } from './answer.ts';
import { createApi, type Interruption, type RecordedRequest, type Violation } from './api.ts';
import { loadDescription, type Flavour } from './description.ts';
import type { FaultOrder } from './faults.ts';
import { answerGit, GIT_PATH, type GitRequest } from './git-http.ts';
import { peopleHappenings, pullHappenings, type PullRequestOptions, type Saying } from './happenings.ts';
import type { Permissions } from './permissions.ts';
import { createRepositories, type RepositoryOptions } from './repositories.ts';
import {
  createWorld,
  GITHUB_LIMITS,
  type CheckRun,
  type IssueComment,
  type Limits,
  type PullRequest,
  type Repository,
  type Review,
  type ReviewComment,
  type ReviewErrors,
  type SarifUpload,
} from './state.ts';

/** A token that the server knows. */
interface TokenOptions {
  readonly token: string;
  /** Whose name is on what it writes (`github-actions[bot]`). */
  readonly login?: string;
  /** As in a workflow; by default `contents: read` and `pull-requests: write`. */
  readonly permissions?: Permissions;
  /** Full names of the private repositories it reaches; left out: all. */
  readonly repositories?: readonly string[];
}

/** How to set up a GitHub. */
export interface GitHubOptions {
  /** github.com (the default), or GitHub Enterprise Server with its API below `/api/v3`. */
  readonly flavour?: Flavour;
  /** By default one token, `JOB_TOKEN`. */
  readonly tokens?: readonly TokenOptions[];
  readonly limits?: Partial<Limits>;
  readonly reviewErrors?: ReviewErrors;
}

/** A running GitHub. */
export interface GitHubDouble {
  /** What `GITHUB_API_URL` holds. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** What `GITHUB_SERVER_URL` holds; git fetches from `<serverUrl>/<owner>/<repo>`. */
  readonly serverUrl: string;
  /** Every request to the REST and GraphQL APIs, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Everything that the official description does not allow; a test expects it to be empty. */
  readonly violations: readonly Violation[];
  /** Every request that git made. */
  readonly gitRequests: readonly GitRequest[];
  /** How often git started to fetch from a repository (fetch, clone and ls-remote count one each). */
  readonly gitFetches: (fullName: string) => number;
  readonly addRepository: (options: RepositoryOptions) => Repository;
  /** Takes over all branches and tags from the directory that a repository was added with. */
  readonly push: (fullName: string) => void;
  /** Opens a pull request between the present tips of two branches. */
  readonly addPullRequest: (options: PullRequestOptions) => PullRequest;
  /** Pushes a new head; comments whose line is not in the new diff become outdated. */
  readonly setHead: (pull: PullRequest, sha: string) => void;
  /** Moves the base branch's tip. */
  readonly setBase: (pull: PullRequest, sha: string) => void;
  /** All reviews, pending ones too, oldest first. */
  readonly reviews: (pull: PullRequest) => readonly Review[];
  readonly reviewComments: (pull: PullRequest) => readonly ReviewComment[];
  readonly issueComments: (pull: PullRequest) => readonly IssueComment[];
  readonly checkRuns: (fullName: string) => readonly CheckRun[];
  readonly sarifUploads: (fullName: string) => readonly SarifUpload[];
  /** Somebody comments below a pull request. */
  readonly comment: (pull: PullRequest, saying: Saying) => IssueComment;
  /** Somebody comments on a line. Throws when the line cannot carry a comment. */
  readonly commentLine: (pull: PullRequest, wish: Wish, saying: Saying) => ReviewComment;
  /** Somebody answers a review comment. */
  readonly reply: (to: ReviewComment, saying: Saying) => ReviewComment;
  readonly setPermissions: (token: string, permissions: Permissions) => void;
  /** Orders a fault. */
  readonly fault: (order: FaultOrder) => void;
  /** Does something just before a request is answered, such as moving the head. */
  readonly interrupt: (order: Interruption) => void;
  readonly close: () => Promise<void>;
}

/** The token that a GitHub knows unless told others: the workflow job's own. */
export const JOB_TOKEN = 'token-of-the-job';

/** What the action needs and its documentation asks for. */
export const JOB_PERMISSIONS: Permissions = { contents: 'read', 'pull-requests': 'write' };

const MAX_BODY_BYTES = 64 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // A request without an encoding yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('The request body is over 64 MiB.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

const writeAnswer = (response: ServerResponse, { status, content, headers }: Answer): void => {
  if (content === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const mediaType = 'json' in content ? 'application/json; charset=utf-8' : content.mediaType;
  const bytes = 'json' in content ? JSON.stringify(content.json) : content.text;
  response.writeHead(status, { ...headers, 'content-type': mediaType }).end(bytes);
};

/** Starts a GitHub on loopback. Close it when done. */
export const startGitHub = async (options: GitHubOptions = {}): Promise<GitHubDouble> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const flavour = options.flavour ?? 'github';
  const serverUrl = `http://127.0.0.1:${String(port)}`;
  const apiUrl = flavour === 'ghes' ? `${serverUrl}/api/v3` : serverUrl;
  const world = createWorld({
    description: loadDescription(flavour),
    apiUrl,
    graphqlUrl: flavour === 'ghes' ? `${serverUrl}/api/graphql` : `${serverUrl}/graphql`,
    serverUrl,
    limits: { ...GITHUB_LIMITS, ...options.limits },
    reviewErrors: options.reviewErrors ?? 'thread',
  });
  for (const { token, login, permissions, repositories } of options.tokens ?? [{ token: JOB_TOKEN }]) {
    world.callers.set(token, {
      token,
      login: login ?? 'github-actions[bot]',
      permissions: permissions ?? JOB_PERMISSIONS,
      repositories:
        repositories === undefined ? undefined : new Set(repositories.map((name) => name.toLowerCase())),
    });
  }
  const api = createApi(world);
  const gitRequests: GitRequest[] = [];
  const repositories = createRepositories(world);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', serverUrl);
    const body = await readBody(request);
    if (GIT_PATH.test(url.pathname)) {
      gitRequests.push(await answerGit(world, request, response, url, body));
      return;
    }
    const answer = api.answer(request, url, body);
    if (answer === 'reset') request.socket.destroy();
    else writeAnswer(response, answer);
  };
  server.on('request', (request, response) => {
    serve(request, response).catch((error: unknown) => {
      const wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      api.violations.push({
        request: `${request.method ?? ''} ${request.url ?? ''}`,
        side: 'response',
        wrong,
      });
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(wrong[0]);
    });
  });

  return {
    apiUrl,
    graphqlUrl: world.graphqlUrl,
    serverUrl,
    requests: api.requests,
    violations: api.violations,
    gitRequests,
    gitFetches: (fullName) =>
      gitRequests.filter(
        ({ repository, kind, status }) =>
          repository.toLowerCase() === fullName.toLowerCase() && kind === 'advertise' && status === 200,
      ).length,
    addRepository: repositories.add,
    push: repositories.push,
    ...pullHappenings(world, repositories),
    reviews: (pull) => world.reviews.filter((review) => review.pull === pull),
    reviewComments: (pull) => world.reviewComments.filter((comment) => comment.pull === pull),
    issueComments: (pull) => world.issueComments.filter((comment) => comment.pull === pull),
    checkRuns: (fullName) =>
      world.checkRuns.filter(({ repository }) => repository === repositories.get(fullName)),
    sarifUploads: (fullName) =>
      world.sarifUploads.filter(({ repository }) => repository === repositories.get(fullName)),
    ...peopleHappenings(world),
    setPermissions: (token, permissions) => {
      const caller = world.callers.get(token);
      if (caller === undefined) throw new Error('There is no such token.');
      caller.permissions = permissions;
    },
    fault: api.fault,
    interrupt: api.interrupt,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
