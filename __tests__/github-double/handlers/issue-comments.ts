/** Comments below a pull request. */
import { answerJson, NO_CONTENT } from '../answer.ts';
import { answerPage, checkBody, findById, pullOf, type Call, type Handler } from '../call.ts';
import { asText } from '../json.ts';
import { renderIssueComment } from '../render.ts';
import type { IssueComment, PullRequest, World } from '../state.ts';

const RESOURCE = 'IssueComment';

const commentOf = (call: Call): IssueComment =>
  findById(call, 'comment_id', call.world.issueComments, ({ pull }) => pull.repository);

/** Remembers a comment. */
export const addIssueComment = (
  world: World,
  pull: PullRequest,
  author: string,
  body: string,
): IssueComment => {
  const now = world.now();
  const comment = { id: world.nextId(), pull, author, createdAt: now, updatedAt: now, body };
  world.issueComments.push(comment);
  return comment;
};

/** GET /repos/{owner}/{repo}/issues/{issue_number}/comments */
export const listIssueComments: Handler = (call) => {
  const pull = pullOf(call, 'issue_number');
  const since = call.query.get('since');
  const visible = call.world.issueComments.filter(
    (comment) => comment.pull === pull && (since === null || comment.updatedAt >= since),
  );
  return answerPage(call, visible, (comment) => renderIssueComment(call.world, comment));
};

/** POST /repos/{owner}/{repo}/issues/{issue_number}/comments */
export const createIssueComment: Handler = (call) => {
  const pull = pullOf(call, 'issue_number');
  // The description has judged the body's shape.
  const { body } = call.body as { readonly body: string };
  checkBody(RESOURCE, body);
  const rendered = renderIssueComment(call.world, addIssueComment(call.world, pull, call.caller.login, body));
  return answerJson(rendered, 201, { location: asText(rendered['url']) });
};

/** PATCH /repos/{owner}/{repo}/issues/comments/{comment_id} */
export const updateIssueComment: Handler = (call) => {
  const comment = commentOf(call);
  const { body } = call.body as { readonly body: string };
  checkBody(RESOURCE, body);
  comment.body = body;
  comment.updatedAt = call.world.now();
  return answerJson(renderIssueComment(call.world, comment));
};

/** DELETE /repos/{owner}/{repo}/issues/comments/{comment_id} */
export const deleteIssueComment: Handler = (call) => {
  const comment = commentOf(call);
  call.world.issueComments = call.world.issueComments.filter((other) => other !== comment);
  return NO_CONTENT;
};
