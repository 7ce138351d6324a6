/** Comments on lines and files of a pull request. */
import { belongsTo, place, refreshComment, refuseComment, type Wish } from '../anchors.ts';
import { answerJson, invalid, NO_CONTENT, type Answer } from '../answer.ts';
import { answerPage, checkBody, findById, pullOf, type Call, type Handler } from '../call.ts';
import { asText } from '../json.ts';
import { renderReviewComment } from '../render.ts';
import type { Anchor, PullRequest, ReviewComment, World } from '../state.ts';

const RESOURCE = 'PullRequestReviewComment';

interface CreateRequest extends Wish {
  readonly body: string;
  readonly commit_id: string;
  readonly in_reply_to?: number;
}

const commentOf = (call: Call): ReviewComment =>
  findById(call, 'comment_id', call.world.reviewComments, ({ pull }) => pull.repository);

/** Remembers one comment with a review of its own, as GitHub makes for single comments. */
export const addReviewComment = (
  world: World,
  pull: PullRequest,
  author: string,
  body: string,
  where: {
    readonly anchor: Anchor;
    readonly inReplyTo?: number | undefined;
    readonly subject?: 'line' | 'file' | undefined;
  },
): ReviewComment => {
  const now = world.now();
  const { anchor, inReplyTo, subject = 'line' } = where;
  const reviewId = world.nextId();
  world.reviews.push({
    id: reviewId,
    pull,
    author,
    commitId: anchor.commitId,
    body: '',
    state: 'COMMENTED',
    submittedAt: now,
  });
  const { line, startLine, position } = anchor;
  const comment: ReviewComment = {
    id: world.nextId(),
    pull,
    author,
    reviewId,
    inReplyTo,
    subject,
    original: anchor,
    createdAt: now,
    updatedAt: now,
    body,
    line,
    startLine,
    position,
  };
  world.reviewComments.push(comment);
  refreshComment(world, comment);
  return comment;
};

const created = (call: Call, comment: ReviewComment): Answer => {
  const rendered = renderReviewComment(call.world, comment);
  return answerJson(rendered, 201, { location: asText(rendered['url']) });
};

/** POST /repos/{owner}/{repo}/pulls/{pull_number}/comments */
export const createReviewComment: Handler = (call) => {
  const { world, caller } = call;
  const pull = pullOf(call, 'pull_number');
  // The description has judged the body's shape.
  const request = call.body as CreateRequest;
  checkBody(RESOURCE, request.body);
  if (request.in_reply_to !== undefined) {
    const thread = world.reviewComments.find(
      (comment) => comment.pull === pull && comment.id === request.in_reply_to,
    );
    // Replies to replies are not supported.
    if (thread?.inReplyTo !== undefined || thread === undefined) {
      throw invalid({ resource: RESOURCE, field: 'in_reply_to', code: 'invalid' });
    }
    const where = { anchor: thread.original, inReplyTo: thread.id, subject: thread.subject };
    return created(call, addReviewComment(world, pull, caller.login, request.body, where));
  }
  if (!belongsTo(pull, request.commit_id)) {
    const message = 'commit_id is not part of the pull request';
    throw invalid({ resource: RESOURCE, field: 'commit_id', code: 'custom', message });
  }
  const placement = place(world, pull, request.commit_id, request);
  if ('faults' in placement) throw refuseComment(placement.faults);
  const where = { anchor: placement.anchor, subject: request.subject_type };
  return created(call, addReviewComment(world, pull, caller.login, request.body, where));
};

/** GET /repos/{owner}/{repo}/pulls/{pull_number}/comments; comments of pending reviews are not shown. */
export const listReviewComments: Handler = (call) => {
  const { world, query } = call;
  const pull = pullOf(call, 'pull_number');
  const pending = new Set(world.reviews.filter(({ state }) => state === 'PENDING').map(({ id }) => id));
  const since = query.get('since');
  const visible = world.reviewComments.filter(
    (comment) =>
      comment.pull === pull &&
      !pending.has(comment.reviewId) &&
      (since === null || comment.updatedAt >= since),
  );
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sorted = visible.toSorted((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.id - b.id));
  // The direction counts only together with a sort.
  if (query.get('direction') === 'desc' && query.has('sort')) sorted.reverse();
  return answerPage(call, sorted, (comment) => renderReviewComment(world, comment));
};

/** PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id} */
export const updateReviewComment: Handler = (call) => {
  const comment = commentOf(call);
  const { body } = call.body as { readonly body: string };
  checkBody(RESOURCE, body);
  comment.body = body;
  comment.updatedAt = call.world.now();
  return answerJson(renderReviewComment(call.world, comment));
};

/** DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}; a review without a body goes with its last comment. */
export const deleteReviewComment: Handler = (call) => {
  const { world } = call;
  const comment = commentOf(call);
  world.reviewComments = world.reviewComments.filter((other) => other !== comment);
  const alone = world.reviewComments.every(({ reviewId }) => reviewId !== comment.reviewId);
  world.reviews = world.reviews.filter(({ id, body }) => id !== comment.reviewId || body !== '' || !alone);
  return NO_CONTENT;
};
