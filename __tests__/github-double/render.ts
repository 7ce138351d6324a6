/** The double's memory as GitHub shows it: official examples with the fields that are known here. */
import type { ChangedFile } from './diff.ts';
import { readCommits, type GitCommit, type GitPerson } from './git-read.ts';
import { parseObject, without, type Json, type JsonObject } from './json.ts';
import type {
  IssueComment,
  PullEnd,
  PullRequest,
  Repository,
  Review,
  ReviewComment,
  World,
} from './state.ts';

const FIRST_DAY = '2026-01-01T00:00:00Z';

/** The API address of a repository. */
export const apiOf = (world: World, { fullName }: Repository): string => `${world.apiUrl}/repos/${fullName}`;

/** The web address of a repository. */
export const webOf = (world: World, { fullName }: Repository): string => `${world.serverUrl}/${fullName}`;

/** A path with each part percent-encoded. */
export const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** An official example, its addresses moved to this repository (and to an issue's number in it). */
const seedOf = (world: World, name: string, repository: Repository, number?: number): JsonObject => {
  const moved = JSON.stringify(world.description.seed(name))
    .replaceAll(
      /https:\/\/api\.github\.com\/repos\/(octocat\/Hello-World|github\/hello-world)/g,
      apiOf(world, repository),
    )
    .replaceAll(
      /https:\/\/github\.com\/(octocat\/Hello-World|github\/hello-world)/g,
      webOf(world, repository),
    )
    .replaceAll('https://api.github.com', world.apiUrl)
    .replaceAll('https://github.com', world.serverUrl);
  const numbered =
    number === undefined ? moved : moved.replaceAll(/\/(pulls?|issues)\/\d+/g, `/$1/${String(number)}`);
  return parseObject(numbered);
};

/** Whether a login is an app's, such as `github-actions[bot]`. */
const isBot = (login: string): boolean => login.endsWith('[bot]');

/** A number that stands for a login, the same on every run. */
const loginId = (login: string): number =>
  Array.from(login).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_000_007, 7);

/** A user or an app. */
const renderUser = (world: World, login: string): JsonObject => {
  const url = `${world.apiUrl}/users/${encodeURIComponent(login)}`;
  const page = isBot(login) ? `apps/${login.replace('[bot]', '')}` : login;
  return {
    login,
    id: loginId(login),
    node_id: `U_${String(loginId(login))}`,
    avatar_url: `${world.serverUrl}/avatars/${encodeURIComponent(login)}`,
    gravatar_id: '',
    url,
    html_url: `${world.serverUrl}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot(login) ? 'Bot' : 'User',
    site_admin: false,
  };
};

const associationOf = (login: string): string => (isBot(login) ? 'NONE' : 'MEMBER');

/** A repository as `GET /repos/{owner}/{repo}` shows it. */
export const renderRepository = (world: World, repository: Repository): JsonObject => {
  const seed = seedOf(world, 'full-repository-default-response', repository);
  const origin =
    repository.forkOf === undefined ? undefined : world.repositories.get(repository.forkOf.toLowerCase());
  return {
    ...without(seed, 'parent', 'source', 'template_repository', 'organization'),
    id: repository.id,
    node_id: `R_${String(repository.id)}`,
    name: repository.name,
    full_name: repository.fullName,
    owner: renderUser(world, repository.owner),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    fork: repository.forkOf !== undefined,
    default_branch: repository.defaultBranch,
    language: 'HCL',
    clone_url: `${webOf(world, repository)}.git`,
    ...(origin === undefined
      ? {}
      : { parent: renderRepository(world, origin), source: renderRepository(world, origin) }),
  };
};

const renderEnd = (world: World, { repository, ref, sha }: PullEnd): JsonObject => {
  const repo = without(renderRepository(world, repository), 'parent', 'source');
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: renderUser(world, repository.owner),
    repo,
  };
};

/** A label. */
export const renderLabel = (world: World, repository: Repository, name: string): JsonObject => ({
  ...seedOf(world, 'label-items', repository),
  id: loginId(name),
  name,
  url: `${apiOf(world, repository)}/labels/${encodeURIComponent(name)}`,
  description: null,
  default: false,
});

/** A pull request as `GET /repos/{owner}/{repo}/pulls/{number}` shows it. */
export const renderPull = (world: World, pull: PullRequest, files: readonly ChangedFile[]): JsonObject => {
  const sum = (count: (file: ChangedFile) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  const { gitDirectory } = pull.repository;
  return {
    ...seedOf(world, 'pull-request', pull.repository, pull.number),
    id: pull.id,
    node_id: `PR_${String(pull.id)}`,
    number: pull.number,
    state: 'open',
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body,
    user: renderUser(world, pull.author),
    labels: pull.labels.map((name) => renderLabel(world, pull.repository, name)),
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    created_at: pull.createdAt,
    updated_at: pull.createdAt,
    closed_at: null,
    merged_at: null,
    merged: false,
    merged_by: null,
    merge_commit_sha: pull.mergeSha ?? null,
    mergeable: pull.mergeSha !== undefined,
    mergeable_state: pull.mergeSha === undefined ? 'dirty' : 'clean',
    head: renderEnd(world, pull.head),
    base: renderEnd(world, pull.base),
    author_association: associationOf(pull.author),
    draft: pull.draft,
    comments: world.issueComments.filter((comment) => comment.pull === pull).length,
    review_comments: world.reviewComments.filter((comment) => comment.pull === pull).length,
    commits: readCommits(gitDirectory, `${pull.mergeBase}..${pull.head.sha}`).length,
    additions: sum(({ additions }) => additions),
    deletions: sum(({ deletions }) => deletions),
    changed_files: files.length,
  };
};

/** A changed file as files lists, commits and comparisons show it. */
export const renderFile = (world: World, repository: Repository, at: string) => {
  return (file: ChangedFile): JsonObject => {
    const path = encodePath(file.path);
    return {
      sha: file.sha,
      filename: file.path,
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      changes: file.additions + file.deletions,
      blob_url: `${webOf(world, repository)}/blob/${at}/${path}`,
      raw_url: `${webOf(world, repository)}/raw/${at}/${path}`,
      contents_url: `${apiOf(world, repository)}/contents/${path}?ref=${at}`,
      ...(file.patch === undefined ? {} : { patch: file.patch }),
      ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
    };
  };
};

/** A review. */
export const renderReview = (world: World, review: Review): JsonObject => {
  const { repository, number } = review.pull;
  const page = `${webOf(world, repository)}/pull/${String(number)}#pullrequestreview-${String(review.id)}`;
  const pull = `${apiOf(world, repository)}/pulls/${String(number)}`;
  return {
    ...without(seedOf(world, 'pull-request-review', repository, number), 'submitted_at'),
    id: review.id,
    node_id: `PRR_${String(review.id)}`,
    user: renderUser(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pull,
    _links: { html: { href: page }, pull_request: { href: pull } },
    commit_id: review.commitId,
    author_association: associationOf(review.author),
    ...(review.submittedAt === undefined ? {} : { submitted_at: review.submittedAt }),
  };
};

/** A review comment. An outdated one has `line: null`, and still its `original_line`. */
export const renderReviewComment = (world: World, comment: ReviewComment): JsonObject => {
  const { pull, original } = comment;
  const self = `${apiOf(world, pull.repository)}/pulls/comments/${String(comment.id)}`;
  const page = `${webOf(world, pull.repository)}/pull/${String(pull.number)}#discussion_r${String(comment.id)}`;
  const pullUrl = `${apiOf(world, pull.repository)}/pulls/${String(pull.number)}`;
  const name = 'pull-request-review-comment-example-for-a-multi-line-comment';
  return {
    ...without(seedOf(world, name, pull.repository, pull.number), 'in_reply_to_id'),
    id: comment.id,
    node_id: `PRRC_${String(comment.id)}`,
    url: self,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { self: { href: self }, html: { href: page }, pull_request: { href: pullUrl } },
    pull_request_review_id: comment.reviewId,
    diff_hunk: original.diffHunk,
    path: original.path,
    // commit_id rolls forward with the head, original_commit_id stays.
    commit_id: pull.head.sha,
    original_commit_id: original.commitId,
    user: renderUser(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(comment.author),
    position: comment.position ?? null,
    original_position: original.position ?? 1,
    line: comment.line ?? null,
    original_line: original.line ?? null,
    side: original.side,
    start_line: comment.startLine ?? null,
    original_start_line: original.startLine ?? null,
    start_side: original.startSide ?? null,
    subject_type: comment.subject,
    ...(comment.inReplyTo === undefined ? {} : { in_reply_to_id: comment.inReplyTo }),
  };
};

/** A review comment in the shorter form in which a review lists its own: without lines. */
export const renderCommentOfReview = (world: World, comment: ReviewComment): JsonObject =>
  without(
    renderReviewComment(world, comment),
    'line',
    'original_line',
    'start_line',
    'original_start_line',
    'side',
    'start_side',
    'subject_type',
  );

/** A comment below a pull request. */
export const renderIssueComment = (world: World, comment: IssueComment): JsonObject => {
  const { repository, number } = comment.pull;
  return {
    ...seedOf(world, 'issue-comment', repository, number),
    id: comment.id,
    node_id: `IC_${String(comment.id)}`,
    url: `${apiOf(world, repository)}/issues/comments/${String(comment.id)}`,
    html_url: `${webOf(world, repository)}/pull/${String(number)}#issuecomment-${String(comment.id)}`,
    body: comment.body,
    user: renderUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(comment.author),
  };
};

const renderPerson = ({ name, email, date }: GitPerson): JsonObject => ({ name, email, date });

/** A commit without its files. */
export const renderCommit = (world: World, repository: Repository, commit: GitCommit): JsonObject => {
  const api = apiOf(world, repository);
  const addresses = (sha: string): Record<string, Json> => ({
    url: `${api}/commits/${sha}`,
    html_url: `${webOf(world, repository)}/commit/${sha}`,
  });
  return {
    ...without(seedOf(world, 'commit', repository), 'files', 'stats'),
    ...addresses(commit.sha),
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: renderPerson(commit.author),
      committer: renderPerson(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    author: null,
    committer: null,
    parents: commit.parents.map((sha) => ({ sha, ...addresses(sha) })),
  };
};

/** The app that a bot's token belongs to. */
export const renderApp = (world: World, login: string): JsonObject => {
  const slug = login.replace('[bot]', '');
  return {
    id: loginId(login),
    slug,
    node_id: `A_${slug}`,
    owner: renderUser(world, 'github'),
    name: slug,
    description: null,
    external_url: `${world.serverUrl}/apps/${slug}`,
    html_url: `${world.serverUrl}/apps/${slug}`,
    created_at: FIRST_DAY,
    updated_at: FIRST_DAY,
    permissions: { metadata: 'read' },
    events: [],
  };
};
