/** The one summary comment of a pull request: made once, then edited, and only when its text changes. */
import type { Client } from './client.ts';
import type { PullRequest, Repository } from './event.ts';
import { SUMMARY_MARKER } from './marker.ts';
import type { IsOwn } from './ownership.ts';
import { isServerFault } from './permission.ts';

/**
 * Makes the summary comment say `text`. A pull request that never had anything worth saying gets none: `worthPosting`
 * false only edits a comment that is there.
 *
 * @throws RequestError when the token may not write, or GitHub is out of order.
 */
export async function keepSummary(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
  isOwn: IsOwn,
  text: string,
  worthPosting: boolean,
): Promise<void> {
  const body = `${text}\n\n${SUMMARY_MARKER}`;
  const existing = await findSummary(client, repository, pullRequest, isOwn);
  if (existing !== undefined) {
    if (existing.body !== body) {
      await client.rest.issues.updateComment({ ...repository, comment_id: existing.id, body });
    }
    return;
  }
  if (!worthPosting) return;
  const create = async (): Promise<void> => {
    await client.rest.issues.createComment({
      ...repository,
      issue_number: pullRequest.number,
      body,
      request: { retries: 0 },
    });
  };
  try {
    await create();
  } catch (error) {
    // It may have been stored before the answer got lost.
    if (!isServerFault(error)) throw error;
    if ((await findSummary(client, repository, pullRequest, isOwn)) === undefined) await create();
  }
}

async function findSummary(client: Client, repository: Repository, pullRequest: PullRequest, isOwn: IsOwn) {
  const comments = await client.paginate(client.rest.issues.listComments, {
    ...repository,
    issue_number: pullRequest.number,
    per_page: 100,
  });
  for (const comment of comments) {
    const isMarked = comment.body?.trimEnd().endsWith(SUMMARY_MARKER) ?? false;
    if (isMarked && (await isOwn(comment.user?.login))) return comment;
  }
  return undefined;
}
