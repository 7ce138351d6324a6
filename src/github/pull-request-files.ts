/** The lines of a pull request's diff: the only ones that can carry a review comment. */
import { type Hunk, parseHunks } from '../text/unified-diff.ts';
import type { Client } from './client.ts';
import type { PullRequest, Repository } from './event.ts';

/** GitHub lists no more files of a pull request than this. */
const MAX_FILES = 3000;

export interface PullRequestFiles {
  /** The new side's hunks of every file that has a patch, by path. */
  readonly hunks: ReadonlyMap<string, readonly Hunk[]>;
  /** Set when GitHub left files or patches out: their lines can carry no comment. */
  readonly incomplete: boolean;
}

/** Reads the diff of a pull request from GitHub, so that lines are counted as GitHub counts them. */
export async function readPullRequestFiles(
  client: Client,
  repository: Repository,
  pullRequest: PullRequest,
): Promise<PullRequestFiles> {
  const files = await client.paginate(client.rest.pulls.listFiles, {
    ...repository,
    pull_number: pullRequest.number,
    per_page: 100,
  });
  const hunks = new Map<string, readonly Hunk[]>();
  let incomplete = files.length >= MAX_FILES;
  for (const file of files) {
    if (file.patch !== undefined) hunks.set(file.filename, parseHunks(file.patch));
    // Renamed without a change, or removed: nothing on the new side could be commented on.
    else if (file.changes > 0 && file.status !== 'removed') incomplete = true;
  }
  return { hunks, incomplete };
}

/** The hunk that a line (1-based) of the new file lies in. */
export function hunkAt(files: PullRequestFiles, path: string, line: number): Hunk | undefined {
  return files.hunks.get(path)?.find((hunk) => hunk.start <= line && line <= hunk.end);
}
