/** Tells a pull request what was found: one review, one summary comment, and nothing twice. */
import { type CheckReport } from '../check-report.ts';
import { renderMarkdown, type MarkdownContext } from '../report/markdown.ts';
import type { Client } from './client.ts';
import { commentBody } from './comment-body.ts';
import type { PullRequest, Repository } from './event.ts';
import { ownership, type IsOwn } from './ownership.ts';
import { lacksPermission } from './permission.ts';
import type { PullRequestFiles } from './pull-request-files.ts';
import { reconcileReview, wantedComments } from './review.ts';
import { keepSummary } from './summary-comment.ts';

/** What GitHub takes of a comment, in UTF-8 bytes, with room for the marker. */
const MAX_COMMENT_BYTES = 60_000;

export interface PullRequestReport {
  readonly client: Client;
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  readonly files: PullRequestFiles;
  readonly report: CheckReport;
  readonly context: Omit<MarkdownContext, 'maxBytes'>;
  readonly review: boolean;
  readonly summary: boolean;
}

/** What happened, in sentences for the log and the job summary. */
export interface Told {
  readonly remarks: readonly string[];
}

/** Posts, keeps, marks and removes comments. A token that may not write is no error: the remarks say so. */
export async function reportPullRequest(input: PullRequestReport): Promise<Told> {
  const { client, repository, pullRequest } = input;
  const current = await client.rest.pulls.get({ ...repository, pull_number: pullRequest.number });
  if (current.data.head.sha !== pullRequest.head) {
    return {
      remarks: [
        `The pull request has moved on to ${current.data.head.sha}: this run of ${pullRequest.head} posts no comments.`,
      ],
    };
  }
  try {
    return await tell(input, ownership(client));
  } catch (error) {
    if (!lacksPermission(error)) throw error;
    return {
      remarks: [
        'The token may not write to this pull request (it needs the permission "pull-requests: write", which pull ' +
          'requests from forks never get): the findings are shown as annotations and in this summary only.',
      ],
    };
  }
}

async function tell(input: PullRequestReport, isOwn: IsOwn): Promise<Told> {
  const { client, repository, pullRequest, report } = input;
  const remarks: string[] = [];
  if (input.review) {
    const wanted = wantedComments(report.findings, input.files, (finding) =>
      commentBody(finding, input.context),
    );
    const present = new Set(report.findings.map((finding) => finding.fingerprint));
    const result = await reconcileReview(client, repository, pullRequest, isOwn, wanted, present);
    if (result.refused.length > 0) {
      remarks.push(
        `GitHub refused ${result.refused.length} of the comments; their findings stand in the summary.`,
      );
    }
  }
  if (input.summary) {
    const context = { ...input.context, remarks: [...input.context.remarks, ...remarks] };
    const text = renderMarkdown(report, { ...context, maxBytes: MAX_COMMENT_BYTES });
    const worthPosting = report.fixed.length > 0 || report.findings.some(({ status }) => status === 'new');
    await keepSummary(client, repository, pullRequest, isOwn, text, worthPosting);
  }
  return { remarks };
}
