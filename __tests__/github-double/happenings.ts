/** What happens at the double without a request: pull requests are opened and pushed to, people talk. */
import { place, refreshComment, type Wish } from './anchors.ts';
import { createMergeCommit, mergeBase, resolveObject, updateRefs } from './git-read.ts';
import { addIssueComment } from './handlers/issue-comments.ts';
import { addReviewComment } from './handlers/review-comments.ts';
import type { Repositories } from './repositories.ts';
import type { IssueComment, PullRequest, Repository, ReviewComment, World } from './state.ts';

/** A pull request to open. */
export interface PullRequestOptions {
  /** Full name of the repository to merge into. */
  readonly repository: string;
  readonly number?: number;
  /** The branch with the changes. */
  readonly head: string;
  /** The fork that the branch is in; left out: the same repository. */
  readonly headRepository?: string;
  /** The branch to merge into; by default the default branch. */
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly author?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
}

/** What a person says. */
export interface Saying {
  readonly login: string;
  readonly body: string;
}

/** The pull requests' part of a GitHub. */
export const pullHappenings = (world: World, { get, push, bring }: Repositories) => {
  const tipOf = (repository: Repository, branch: string): string => {
    const sha = resolveObject(repository.gitDirectory, `refs/heads/${branch}`, 'commit');
    if (sha === undefined) throw new Error(`${repository.fullName} has no branch ${branch}.`);
    return sha;
  };

  const baseOf = (repository: Repository, base: string, head: string): string => {
    const found = mergeBase(repository.gitDirectory, base, head);
    if (found === undefined) throw new Error(`${base} and ${head} have no common history.`);
    return found;
  };

  /** Recomputes what follows from head and base. */
  const settle = (pull: PullRequest): void => {
    const { gitDirectory } = pull.repository;
    pull.mergeBase = baseOf(pull.repository, pull.base.sha, pull.head.sha);
    pull.mergeSha = createMergeCommit(gitDirectory, pull.base.sha, pull.head.sha);
    const ref = `refs/pull/${String(pull.number)}`;
    updateRefs(gitDirectory, {
      [`${ref}/head`]: pull.head.sha,
      ...(pull.mergeSha === undefined ? {} : { [`${ref}/merge`]: pull.mergeSha }),
    });
    for (const comment of world.reviewComments) if (comment.pull === pull) refreshComment(world, comment);
  };

  const addPullRequest = (options: PullRequestOptions): PullRequest => {
    const repository = get(options.repository);
    const headRepository = get(options.headRepository ?? options.repository);
    push(repository.fullName);
    if (headRepository !== repository) push(headRepository.fullName);
    const ref = options.base ?? repository.defaultBranch;
    const head = { repository: headRepository, ref: options.head, sha: tipOf(headRepository, options.head) };
    const base = { repository, ref, sha: tipOf(repository, ref) };
    bring(repository, head.sha, headRepository);
    const last = Math.max(
      0,
      ...world.pulls.filter((pull) => pull.repository === repository).map(({ number }) => number),
    );
    const pull: PullRequest = {
      id: world.nextId(),
      number: options.number ?? last + 1,
      repository,
      title: options.title ?? `Change ${options.head}`,
      body: options.body ?? '',
      author: options.author ?? 'ada',
      createdAt: world.now(),
      draft: options.draft ?? false,
      labels: [...(options.labels ?? [])],
      head,
      base,
      mergeBase: base.sha,
      mergeSha: undefined,
      heads: [head.sha],
    };
    settle(pull);
    world.pulls.push(pull);
    return pull;
  };

  return {
    addPullRequest,
    setHead: (pull: PullRequest, sha: string): void => {
      push(pull.head.repository.fullName);
      bring(pull.head.repository, sha, pull.head.repository);
      bring(pull.repository, sha, pull.head.repository);
      pull.head = { ...pull.head, sha };
      pull.heads.push(sha);
      settle(pull);
    },
    setBase: (pull: PullRequest, sha: string): void => {
      push(pull.repository.fullName);
      bring(pull.repository, sha, pull.repository);
      pull.base = { ...pull.base, sha };
      settle(pull);
    },
  };
};

/** What people do, without a request. */
export const peopleHappenings = (world: World) => ({
  comment: (pull: PullRequest, { login, body }: Saying): IssueComment =>
    addIssueComment(world, pull, login, body),
  commentLine: (pull: PullRequest, wish: Wish, { login, body }: Saying): ReviewComment => {
    const placement = place(world, pull, pull.head.sha, wish);
    if ('faults' in placement)
      throw new Error(`A comment cannot be put there: ${placement.faults.join(', ')}.`);
    return addReviewComment(world, pull, login, body, {
      anchor: placement.anchor,
      subject: wish.subject_type,
    });
  },
  reply: (to: ReviewComment, { login, body }: Saying): ReviewComment =>
    addReviewComment(world, to.pull, login, body, {
      anchor: to.original,
      inReplyTo: to.inReplyTo ?? to.id,
      subject: to.subject,
    }),
});
