/** Which handler answers which operation of the description. */
import type { Handler } from './call.ts';
import { createCheckRun, listAnnotations, listCheckRuns, updateCheckRun } from './handlers/checks.ts';
import { getSarif, uploadSarif } from './handlers/code-scanning.ts';
import { compareCommits, getCommit } from './handlers/commits.ts';
import { getContent, getTree } from './handlers/contents.ts';
import {
  createIssueComment,
  deleteIssueComment,
  listIssueComments,
  updateIssueComment,
} from './handlers/issue-comments.ts';
import { addLabels, getPull, getRepository, listFiles } from './handlers/pulls.ts';
import {
  createReviewComment,
  deleteReviewComment,
  listReviewComments,
  updateReviewComment,
} from './handlers/review-comments.ts';
import {
  createReview,
  deleteReview,
  dismissReview,
  listCommentsOfReview,
  listReviews,
  submitReview,
  updateReview,
} from './handlers/reviews.ts';

/** By `operationId`; all operations about a repository. `rate-limit/get` has none and is answered by the server. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ['repos/get', getRepository],
  ['repos/get-content', getContent],
  ['repos/get-commit', getCommit],
  ['repos/compare-commits-with-basehead', compareCommits],
  ['git/get-tree', getTree],
  ['pulls/get', getPull],
  ['pulls/list-files', listFiles],
  ['pulls/list-reviews', listReviews],
  ['pulls/create-review', createReview],
  ['pulls/update-review', updateReview],
  ['pulls/delete-pending-review', deleteReview],
  ['pulls/list-comments-for-review', listCommentsOfReview],
  ['pulls/submit-review', submitReview],
  ['pulls/dismiss-review', dismissReview],
  ['pulls/list-review-comments', listReviewComments],
  ['pulls/create-review-comment', createReviewComment],
  ['pulls/update-review-comment', updateReviewComment],
  ['pulls/delete-review-comment', deleteReviewComment],
  ['issues/list-comments', listIssueComments],
  ['issues/create-comment', createIssueComment],
  ['issues/update-comment', updateIssueComment],
  ['issues/delete-comment', deleteIssueComment],
  ['issues/add-labels', addLabels],
  ['checks/create', createCheckRun],
  ['checks/update', updateCheckRun],
  ['checks/list-annotations', listAnnotations],
  ['checks/list-for-ref', listCheckRuns],
  ['code-scanning/upload-sarif', uploadSarif],
  ['code-scanning/get-sarif', getSarif],
]);
