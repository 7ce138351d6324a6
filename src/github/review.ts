/**
 * Keeps the review comments of a pull request equal to its findings: new ones are posted in one review, what is there
 * stays, what is repaired is taken away, or marked where somebody answered.
 */
import type { JudgedFinding } from '../findings/finding.ts';
import { compareLevels } from '../findings/level.ts';
import { startOf } from '../text/range.ts';
import type { Client } from './client.ts';
import type { PullRequest, Repository } from './event.ts';
import { isMarkedRepaired, markedFingerprint, markRepaired } from './marker.ts';
import type { IsOwn } from './ownership.ts';
import { isServerFault, statusOf } from './permission.ts';
import { hunkAt, type PullRequestFiles } from './pull-request-files.ts';

/** More comments than this help nobody: the rest stands in the summary. Larger reviews are refused now and then. */
const MAX_COMMENTS = 20;

/** A finding with the comment that it is to get. */
export interface WantedComment {
  readonly finding: JudgedFinding;
  readonly path: string;
  /** 1-based, in the head's file. */
  readonly line: number;
  readonly body: string;
}

export interface ReviewResult {
  readonly posted: number;
  readonly kept: number;
  readonly removed: number;
  /** What GitHub did not take as a comment; the summary has it. */
  readonly refused: readonly WantedComment[];
}

interface OwnComment {
  readonly id: number;
  readonly fingerprint: string;
  readonly body: string;
  readonly answered: boolean;
}

/**
 * The new findings that can become comments: their line lies in the diff. The gravest come first, and no more are
 * taken than a reader takes.
 */
export function wantedComments(
  findings: readonly JudgedFinding[],
  files: PullRequestFiles,
  render: (finding: JudgedFinding) => string,
): readonly WantedComment[] {
  return findings
    .filter((finding) => finding.status === 'new')
    .flatMap((finding) => {
      const path = finding.place.file.path;
      const { line } = startOf(finding.place);
      return hunkAt(files, path, line) === undefined ? [] : [{ finding, path, line }];
    })
    .sort((a, b) => compareLevels(b.finding.level, a.finding.level))
    .slice(0, MAX_COMMENTS)
    .map((wanted) => ({ ...wanted, body: render(wanted.finding) }));
}

/**
 * Makes the comments be what is wanted. `present` are the fingerprints of all findings of the head, commented or not:
 * a comment whose finding is among them stays.
 *
 * @throws RequestError when the token may not write, or GitHub is out of order.
 */
export async function reconcileReview(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
  isOwn: IsOwn,
  wanted: readonly WantedComment[],
  present: ReadonlySet<string>,
): Promise<ReviewResult> {
  const own = await ownComments(client, repository, pullRequest, isOwn);
  // A fault that comes back after its comment was marked is said again.
  const there = new Set(
    own.filter((comment) => !isMarkedRepaired(comment.body)).map((comment) => comment.fingerprint),
  );
  const missing = wanted.filter(({ finding }) => !there.has(finding.fingerprint));
  const refused = await postReview(client, repository, pullRequest, isOwn, missing);
  let removed = 0;
  for (const comment of own) {
    if (present.has(comment.fingerprint)) continue;
    if (await takeAway(client, repository, pullRequest, comment)) removed++;
  }
  return {
    posted: missing.length - refused.length,
    kept: wanted.length - missing.length,
    removed,
    refused,
  };
}

async function ownComments(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
  isOwn: IsOwn,
): Promise<readonly OwnComment[]> {
  const all = await client.paginate(client.rest.pulls.listReviewComments, {
    ...repository,
    pull_number: pullRequest.number,
    per_page: 100,
  });
  const answered = new Set(all.map((comment) => comment.in_reply_to_id));
  const own: OwnComment[] = [];
  for (const { id, body, user } of all) {
    const fingerprint = markedFingerprint(body);
    // A mark alone proves nothing: anybody can write one.
    if (fingerprint === undefined || !(await isOwn(user.login))) continue;
    own.push({ id, fingerprint, body, answered: answered.has(id) });
  }
  return own;
}

/**
 * Posts one review. It is not sent again by the client, since a review that was stored before the answer got lost would
 * stand there twice: after a fault the list is read again, and only what is missing is posted.
 */
async function postReview(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
  isOwn: IsOwn,
  missing: readonly WantedComment[],
): Promise<readonly WantedComment[]> {
  if (missing.length === 0) return [];
  const send = async (comments: readonly WantedComment[]): Promise<void> => {
    await client.rest.pulls.createReview({
      ...repository,
      pull_number: pullRequest.number,
      commit_id: pullRequest.head,
      event: 'COMMENT',
      body: `cidrlint found ${comments.length === 1 ? 'a fault' : `${comments.length} faults`} on changed lines.`,
      comments: comments.map(({ path, line, body }) => ({ path, line, side: 'RIGHT', body })),
      request: { retries: 0 },
    });
  };
  try {
    await send(missing);
    return [];
  } catch (error) {
    if (statusOf(error) === 422) return postSingly(client, repository, pullRequest, missing);
    if (!isServerFault(error)) throw error;
    const stored = new Set(
      (await ownComments(client, repository, pullRequest, isOwn)).map((comment) => comment.fingerprint),
    );
    const lost = missing.filter(({ finding }) => !stored.has(finding.fingerprint));
    if (lost.length > 0) await send(lost);
    return [];
  }
}

/** A review is taken whole or not at all: when GitHub refuses one, its comments are offered one by one. */
async function postSingly(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
  comments: readonly WantedComment[],
): Promise<readonly WantedComment[]> {
  const refused: WantedComment[] = [];
  for (const comment of comments) {
    try {
      await client.rest.pulls.createReviewComment({
        ...repository,
        pull_number: pullRequest.number,
        commit_id: pullRequest.head,
        path: comment.path,
        line: comment.line,
        side: 'RIGHT',
        body: comment.body,
        request: { retries: 0 },
      });
    } catch (error) {
      if (statusOf(error) !== 422) throw error;
      refused.push(comment);
    }
  }
  return refused;
}

/** Deletes a comment, or marks it when somebody answered. False when it was marked already. */
async function takeAway(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
  comment: OwnComment,
): Promise<boolean> {
  if (!comment.answered) {
    await client.rest.pulls.deleteReviewComment({ ...repository, comment_id: comment.id });
    return true;
  }
  if (isMarkedRepaired(comment.body)) return false;
  await client.rest.pulls.updateReviewComment({
    ...repository,
    comment_id: comment.id,
    body: markRepaired(comment.body, pullRequest.head),
  });
  return true;
}
