/** What the double remembers: repositories, pull requests and what was said about them. */
import type { Description } from './description.ts';
import type { Permissions } from './permissions.ts';

/** One repository. */
export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** `owner/name`. */
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  /** The full name of the repository that this one was forked from. */
  readonly forkOf: string | undefined;
  /** The bare repository with its objects. */
  readonly gitDirectory: string;
}

/** One end of a pull request. */
export interface PullEnd {
  readonly repository: Repository;
  /** The branch. */
  readonly ref: string;
  readonly sha: string;
}

/** One pull request. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  /** The repository it asks to merge into. */
  readonly repository: Repository;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly createdAt: string;
  readonly draft: boolean;
  readonly labels: string[];
  head: PullEnd;
  base: PullEnd;
  /** Where base and head part: what the diff starts from. */
  mergeBase: string;
  /** The commit of `refs/pull/N/merge`; undefined when head and base conflict. */
  mergeSha: string | undefined;
  /** All heads it ever had, oldest first. */
  readonly heads: string[];
}

/** Old or new side of a diff. */
export type Side = 'LEFT' | 'RIGHT';

/** One review. */
export interface Review {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: string;
  readonly commitId: string;
  body: string;
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  submittedAt: string | undefined;
}

/** Where a review comment was put when it was made. */
export interface Anchor {
  readonly path: string;
  readonly side: Side;
  readonly startSide: Side | undefined;
  /** 1-based; undefined for a comment on the whole file. */
  readonly line: number | undefined;
  readonly startLine: number | undefined;
  readonly position: number | undefined;
  readonly diffHunk: string;
  /** The head at which it was put. */
  readonly commitId: string;
  /** The commit in whose file the lines are counted: the head, or for the left side the merge base of then. */
  readonly countedIn: string;
}

/** One review comment. */
export interface ReviewComment {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: string;
  readonly reviewId: number;
  /** The comment that this one answers. */
  readonly inReplyTo: number | undefined;
  readonly subject: 'line' | 'file';
  readonly original: Anchor;
  readonly createdAt: string;
  updatedAt: string;
  body: string;
  /** Where the commented line is now; undefined when it is gone (outdated), and for a comment on the whole file. */
  line: number | undefined;
  startLine: number | undefined;
  position: number | undefined;
}

/** One comment below a pull request (which is an issue, too). */
export interface IssueComment {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: string;
  readonly createdAt: string;
  updatedAt: string;
  body: string;
}

/** One annotation of a check run, as it was sent. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

/** One check run. */
export interface CheckRun {
  readonly id: number;
  readonly repository: Repository;
  readonly headSha: string;
  name: string;
  status: 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending';
  conclusion: string | undefined;
  detailsUrl: string | undefined;
  externalId: string | undefined;
  startedAt: string;
  completedAt: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  text: string | undefined;
  readonly annotations: CheckAnnotation[];
}

/** One uploaded SARIF file. */
export interface SarifUpload {
  readonly id: string;
  readonly repository: Repository;
  readonly commitSha: string;
  readonly ref: string;
  /** The unpacked SARIF text. */
  readonly sarif: string;
}

/** A token, and what it may do. */
export interface Caller {
  readonly token: string;
  /** Whose name is on what it writes. */
  readonly login: string;
  permissions: Permissions;
  /** Full names of the private repositories that it reaches, in lower case; undefined: all of them. */
  readonly repositories: ReadonlySet<string> | undefined;
}

/** Limits that github.com sets; tests lower them. */
export interface Limits {
  /** Files that a pull request's list gives, in total. */
  readonly files: number;
  /** UTF-8 bytes above which a file's patch is left out. */
  readonly patchBytes: number;
  /** Files above which a pull request cannot be had as a diff. */
  readonly diffFiles: number;
  /** Files that a comparison gives. */
  readonly compareFiles: number;
  /** Entries above which a tree is truncated. */
  readonly treeEntries: number;
  /** Bytes above which a file's JSON comes without content. */
  readonly contentBytes: number;
}

/** Everything the double knows. */
export interface World {
  readonly description: Description;
  /** Such as `http://127.0.0.1:1234/api/v3`, without a slash at the end. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  readonly limits: Limits;
  /** Which family of 422 texts reviews are refused with. */
  readonly reviewErrors: ReviewErrors;
  /** A new id, never given before. */
  readonly nextId: () => number;
  /** The double's own time, one second later at every call. */
  readonly now: () => string;
  readonly callers: Map<string, Caller>;
  /** By full name in lower case. */
  readonly repositories: Map<string, Repository>;
  readonly pulls: PullRequest[];
  reviews: Review[];
  reviewComments: ReviewComment[];
  issueComments: IssueComment[];
  readonly checkRuns: CheckRun[];
  readonly sarifUploads: SarifUpload[];
}

/**
 * GitHub's texts for a comment on a line outside the diff have changed; both are out there. `thread`: "Pull request
 * review thread line must be part of the diff"; `resolved`: "Line could not be resolved".
 */
export type ReviewErrors = 'thread' | 'resolved';

/** The limits of github.com. */
export const GITHUB_LIMITS: Limits = {
  files: 3000,
  patchBytes: 500 * 1024,
  diffFiles: 300,
  compareFiles: 300,
  treeEntries: 100_000,
  contentBytes: 1024 * 1024,
};

/** An empty world. */
export const createWorld = (
  settings: Pick<World, 'description' | 'apiUrl' | 'graphqlUrl' | 'serverUrl' | 'limits' | 'reviewErrors'>,
): World => {
  let ids = 1_000;
  let seconds = Date.UTC(2026, 0, 2) / 1000;
  return {
    ...settings,
    nextId: () => (ids += 1),
    now: () => new Date((seconds += 1) * 1000).toISOString().replace('.000Z', 'Z'),
    callers: new Map(),
    repositories: new Map(),
    pulls: [],
    reviews: [],
    reviewComments: [],
    issueComments: [],
    checkRuns: [],
    sarifUploads: [],
  };
};
