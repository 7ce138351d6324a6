/** Events that start a workflow: official example payloads with this repository's facts put in. */
import { createRequire } from 'node:module';
import { readCommits } from './git-read.ts';
import { asObject, asText, isObject, parseObject, type JsonObject } from './json.ts';
import type { GitHubDouble } from './start-github.ts';
import type { PullEnd, PullRequest, Repository } from './state.ts';

/** An event as a job sees it. */
export interface ActionEvent {
  /** Such as `pull_request`. */
  readonly name: string;
  readonly payload: JsonObject;
  /** The `GITHUB_*` variables that depend on the event. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Which pull request event. */
export interface PullRequestEventOptions {
  readonly double: GitHubDouble;
  readonly pull: PullRequest;
  /** `opened` (the default), `synchronize`, `reopened`, `ready_for_review`, `labeled` ... */
  readonly action?: string;
  readonly name?: 'pull_request' | 'pull_request_target';
  /** The head that the event tells of, when the pull request has moved on since. */
  readonly headSha?: string;
  /** The base that the event tells of. */
  readonly baseSha?: string;
}

/** A copy of an object with another one's members put in, objects member by member. */
const merge = (into: JsonObject, changes: JsonObject): JsonObject => ({
  ...into,
  ...Object.fromEntries(
    Object.entries(changes).map(([key, value]) => {
      const old = into[key];
      return [key, isObject(old) && isObject(value) ? merge(old, value) : value];
    }),
  ),
});

interface WebhookDefinition {
  readonly name: string;
  readonly examples: readonly JsonObject[];
}

// The package's main file is JSON, of this shape according to its own types.
const webhooks = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly WebhookDefinition[];

/** The first official example of an event (and action), its addresses moved to the double. */
const exampleOf = (
  double: GitHubDouble,
  repository: Repository,
  name: string,
  action?: string,
): JsonObject => {
  const examples = webhooks.find((definition) => definition.name === name)?.examples ?? [];
  const example = examples.find((candidate) => action === undefined || candidate['action'] === action);
  if (example === undefined) throw new Error(`There is no official example of ${name} ${action ?? ''}.`);
  const old = asText(asObject(example['repository'])['full_name']);
  const moved = JSON.stringify(example)
    .replaceAll(old, repository.fullName)
    .replaceAll('https://api.github.com', double.apiUrl)
    .replaceAll('https://github.com', double.serverUrl);
  return parseObject(moved);
};

const repositoryFacts = (double: GitHubDouble, repository: Repository): JsonObject => ({
  id: repository.id,
  name: repository.name,
  full_name: repository.fullName,
  private: repository.private,
  fork: repository.forkOf !== undefined,
  default_branch: repository.defaultBranch,
  html_url: `${double.serverUrl}/${repository.fullName}`,
  url: `${double.apiUrl}/repos/${repository.fullName}`,
  clone_url: `${double.serverUrl}/${repository.fullName}.git`,
  owner: { login: repository.owner },
});

const endFacts = (double: GitHubDouble, { repository, ref }: PullEnd, sha: string): JsonObject => ({
  label: `${repository.owner}:${ref}`,
  ref,
  sha,
  user: { login: repository.owner },
  repo: repositoryFacts(double, repository),
});

/** A `pull_request` (or `pull_request_target`) event of a pull request as it is now. */
export const pullRequestEvent = (options: PullRequestEventOptions): ActionEvent => {
  const { double, pull, action = 'opened', name = 'pull_request' } = options;
  const headSha = options.headSha ?? pull.head.sha;
  const baseSha = options.baseSha ?? pull.base.sha;
  const number = String(pull.number);
  const payload = merge(exampleOf(double, pull.repository, 'pull_request', action), {
    number: pull.number,
    pull_request: {
      id: pull.id,
      number: pull.number,
      title: pull.title,
      body: pull.body,
      draft: pull.draft,
      labels: pull.labels.map((label) => ({ name: label })),
      user: { login: pull.author },
      html_url: `${double.serverUrl}/${pull.repository.fullName}/pull/${number}`,
      url: `${double.apiUrl}/repos/${pull.repository.fullName}/pulls/${number}`,
      merge_commit_sha: pull.mergeSha ?? null,
      head: endFacts(double, pull.head, headSha),
      base: endFacts(double, pull.base, baseSha),
    },
    repository: repositoryFacts(double, pull.repository),
    sender: { login: pull.author },
    ...(action === 'synchronize' ? { before: pull.heads.at(-2) ?? headSha, after: headSha } : {}),
  });
  const refs = { GITHUB_HEAD_REF: pull.head.ref, GITHUB_BASE_REF: pull.base.ref };
  const target = {
    GITHUB_SHA: baseSha,
    GITHUB_REF: `refs/heads/${pull.base.ref}`,
    GITHUB_REF_NAME: pull.base.ref,
  };
  const merged = {
    GITHUB_SHA: pull.mergeSha ?? headSha,
    GITHUB_REF: `refs/pull/${number}/merge`,
    GITHUB_REF_NAME: `${number}/merge`,
  };
  return { name, payload, environment: { ...refs, ...(name === 'pull_request' ? merged : target) } };
};

/** Options of events that are about commits of a repository. */
export interface CommitEventOptions {
  readonly double: GitHubDouble;
  readonly repository: Repository;
  /** The older commit. */
  readonly baseSha: string;
  /** The newer commit. */
  readonly headSha: string;
  /** `main`. */
  readonly branch?: string;
}

const commitFacts = (repository: Repository, sha: string): JsonObject => {
  const [commit] = readCommits(repository.gitDirectory, '-1', sha);
  return {
    id: sha,
    tree_id: commit?.tree ?? '',
    message: commit?.message ?? '',
    timestamp: commit?.author.date ?? '',
  };
};

/** A merge queue's `merge_group` event; it names no pull request but in its branch. */
export const mergeGroupEvent = (options: CommitEventOptions & { readonly number?: number }): ActionEvent => {
  const { double, repository, baseSha, headSha, branch = 'main', number = 1 } = options;
  const ref = `gh-readonly-queue/${branch}/pr-${String(number)}-${baseSha}`;
  const payload = merge(exampleOf(double, repository, 'merge_group', 'checks_requested'), {
    merge_group: {
      head_sha: headSha,
      head_ref: `refs/heads/${ref}`,
      base_sha: baseSha,
      base_ref: `refs/heads/${branch}`,
      head_commit: commitFacts(repository, headSha),
    },
    repository: repositoryFacts(double, repository),
  });
  const environment = { GITHUB_SHA: headSha, GITHUB_REF: `refs/heads/${ref}`, GITHUB_REF_NAME: ref };
  return { name: 'merge_group', payload, environment };
};

/** A `push` event. `baseSha` of forty zeros: the branch is new. */
export const pushEvent = (options: CommitEventOptions): ActionEvent => {
  const { double, repository, baseSha, headSha, branch = 'main' } = options;
  const ref = `refs/heads/${branch}`;
  const payload = merge(exampleOf(double, repository, 'push'), {
    ref,
    before: baseSha,
    after: headSha,
    created: /^0+$/.test(baseSha),
    deleted: false,
    forced: false,
    base_ref: null,
    commits: [],
    head_commit: commitFacts(repository, headSha),
    repository: repositoryFacts(double, repository),
  });
  return {
    name: 'push',
    payload,
    environment: { GITHUB_SHA: headSha, GITHUB_REF: ref, GITHUB_REF_NAME: branch },
  };
};

/** A `workflow_dispatch` event on a branch. */
export const workflowDispatchEvent = (options: {
  readonly double: GitHubDouble;
  readonly repository: Repository;
  readonly sha: string;
  readonly branch?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}): ActionEvent => {
  const { double, repository, sha, branch = 'main', inputs = {} } = options;
  const ref = `refs/heads/${branch}`;
  const example = exampleOf(double, repository, 'workflow_dispatch');
  const payload = { ...merge(example, { ref, repository: repositoryFacts(double, repository) }), inputs };
  return {
    name: 'workflow_dispatch',
    payload,
    environment: { GITHUB_SHA: sha, GITHUB_REF: ref, GITHUB_REF_NAME: branch },
  };
};

/** A `schedule` event, which is on the default branch and says little. */
export const scheduleEvent = (options: {
  readonly double: GitHubDouble;
  readonly repository: Repository;
  readonly sha: string;
}): ActionEvent => {
  const { double, repository, sha } = options;
  const branch = repository.defaultBranch;
  const environment = { GITHUB_SHA: sha, GITHUB_REF: `refs/heads/${branch}`, GITHUB_REF_NAME: branch };
  const payload = { schedule: '17 3 * * *', repository: repositoryFacts(double, repository) };
  return { name: 'schedule', payload, environment };
};
