/** Reviews: all of their comments are stored, or nothing is. */
import { place, refreshComment, refuseReview, belongsTo, type Wish } from '../anchors.ts';
import { answerJson, unprocessable } from '../answer.ts';
import { answerPage, findById, MAX_BODY, pullOf, type Call, type Handler } from '../call.ts';
import { renderCommentOfReview, renderReview } from '../render.ts';
import type { PullRequest, Review, ReviewComment } from '../state.ts';

type Event = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';

interface CreateRequest {
  readonly commit_id?: string;
  readonly body?: string;
  readonly event?: Event;
  readonly comments?: readonly (Wish & { readonly body: string })[];
}

const STATES: Readonly<Record<Event, Review['state']>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

const reviewOf = (call: Call): Review => {
  const pull = pullOf(call, 'pull_number');
  const reviews = call.world.reviews.filter((review) => review.pull === pull);
  return findById(call, 'review_id', reviews, (review) => review.pull.repository);
};

/** Refuses what the caller may not say about a pull request. */
const checkEvent = (call: Call, pull: PullRequest, event: Event, body: string): void => {
  if (event !== 'COMMENT') {
    const verb = event === 'APPROVE' ? 'approve' : 'request changes on';
    if (call.caller.login === 'github-actions[bot]' && event === 'APPROVE') {
      throw unprocessable('GitHub Actions is not permitted to approve pull requests.');
    }
    if (call.caller.login === pull.author) throw unprocessable(`Can not ${verb} your own pull request`);
  }
  // The official description says: required for COMMENT and REQUEST_CHANGES.
  if (event !== 'APPROVE' && body.trim() === '') throw unprocessable('Review body can’t be blank');
};

const checkLength = (...bodies: readonly string[]): void => {
  if (bodies.some((body) => body.length > MAX_BODY)) {
    throw unprocessable(`Body is too long (maximum is ${String(MAX_BODY)} characters)`);
  }
};

/** POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews */
export const createReview: Handler = (call) => {
  const { world, caller } = call;
  const pull = pullOf(call, 'pull_number');
  // The description has judged the body's shape.
  const {
    commit_id: commitId = pull.head.sha,
    body = '',
    event,
    comments = [],
  } = (call.body ?? {}) as CreateRequest;
  const pending = world.reviews.some(
    (review) => review.pull === pull && review.author === caller.login && review.state === 'PENDING',
  );
  if (pending) throw unprocessable('User can only have one pending review per pull request');
  if (event !== undefined) checkEvent(call, pull, event, body);
  checkLength(body, ...comments.map((comment) => comment.body));
  if (!belongsTo(pull, commitId)) throw unprocessable('Commit is not part of the pull request');

  const now = world.now();
  const review: Review = {
    id: world.nextId(),
    pull,
    author: caller.login,
    commitId,
    body,
    state: event === undefined ? 'PENDING' : STATES[event],
    submittedAt: event === undefined ? undefined : now,
  };
  const made = comments.map((comment): ReviewComment => {
    if (comment.body.trim() === '') throw unprocessable('Body can’t be blank');
    const placement = place(world, pull, commitId, comment);
    if ('faults' in placement) throw refuseReview(world.reviewErrors, placement.faults);
    const { line, startLine, position } = placement.anchor;
    return {
      id: world.nextId(),
      pull,
      author: caller.login,
      reviewId: review.id,
      inReplyTo: undefined,
      subject: 'line',
      original: placement.anchor,
      createdAt: now,
      updatedAt: now,
      body: comment.body,
      line,
      startLine,
      position,
    };
  });
  // Only now that every comment has its place is anything remembered.
  world.reviews.push(review);
  world.reviewComments.push(...made);
  for (const comment of made) refreshComment(world, comment);
  return answerJson(renderReview(world, review));
};

/** GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews; a pending one is shown to its author only. */
export const listReviews: Handler = (call) => {
  const pull = pullOf(call, 'pull_number');
  const visible = call.world.reviews.filter(
    (review) => review.pull === pull && (review.state !== 'PENDING' || review.author === call.caller.login),
  );
  return answerPage(call, visible, (review) => renderReview(call.world, review));
};

/** PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id} */
export const updateReview: Handler = (call) => {
  const review = reviewOf(call);
  const { body } = call.body as { readonly body: string };
  checkLength(body);
  if (body.trim() === '') throw unprocessable('Review body can’t be blank');
  review.body = body;
  return answerJson(renderReview(call.world, review));
};

/** DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}, with its comments; only a pending one. */
export const deleteReview: Handler = (call) => {
  const { world } = call;
  const review = reviewOf(call);
  if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
  world.reviews = world.reviews.filter((other) => other !== review);
  world.reviewComments = world.reviewComments.filter((comment) => comment.reviewId !== review.id);
  return answerJson(renderReview(world, review));
};

/** GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments */
export const listCommentsOfReview: Handler = (call) => {
  const review = reviewOf(call);
  const comments = call.world.reviewComments.filter((comment) => comment.reviewId === review.id);
  return answerPage(call, comments, (comment) => renderCommentOfReview(call.world, comment));
};

/** POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/events */
export const submitReview: Handler = (call) => {
  const review = reviewOf(call);
  const { event, body = review.body } = call.body as { readonly event: Event; readonly body?: string };
  if (review.state !== 'PENDING') throw unprocessable('Can not submit a non-pending pull request review');
  checkEvent(call, review.pull, event, body);
  checkLength(body);
  review.state = STATES[event];
  review.body = body;
  review.submittedAt = call.world.now();
  return answerJson(renderReview(call.world, review));
};

/** PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals */
export const dismissReview: Handler = (call) => {
  const review = reviewOf(call);
  if (review.state === 'PENDING' || review.state === 'COMMENTED') {
    throw unprocessable(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  }
  review.state = 'DISMISSED';
  return answerJson(renderReview(call.world, review));
};
