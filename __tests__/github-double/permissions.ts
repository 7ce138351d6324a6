/** Which permission each operation needs, as GitHub asks it of a workflow's token. */

/** The scopes of a workflow's `permissions:` that matter here. */
type Scope = 'checks' | 'contents' | 'issues' | 'pull-requests' | 'security-events';

/** What a token may do in each scope; a scope that is not named may nothing. */
export type Permissions = Readonly<Partial<Record<Scope, 'read' | 'write'>>>;

/** One way to be allowed: a scope and the least level in it. */
export type Need = readonly [scope: Scope, level: 'read' | 'write'];

/** What a workflow's token gets on a pull request from a fork. */
export const READ_ONLY: Permissions = {
  checks: 'read',
  contents: 'read',
  issues: 'read',
  'pull-requests': 'read',
  'security-events': 'read',
};

const CONTENTS: readonly Need[] = [['contents', 'read']];
const PULL_READ: readonly Need[] = [['pull-requests', 'read']];
const PULL_WRITE: readonly Need[] = [['pull-requests', 'write']];
const DISCUSSION_READ: readonly Need[] = [
  ['issues', 'read'],
  ['pull-requests', 'read'],
];
const DISCUSSION_WRITE: readonly Need[] = [
  ['issues', 'write'],
  ['pull-requests', 'write'],
];
const CHECKS_READ: readonly Need[] = [['checks', 'read']];
const CHECKS_WRITE: readonly Need[] = [['checks', 'write']];

/** For each operation the ways to be allowed, one of which is enough; an empty list needs no scope. */
export const NEEDS: ReadonlyMap<string, readonly Need[]> = new Map([
  ['rate-limit/get', []],
  ['repos/get', []],
  ['repos/get-content', CONTENTS],
  ['repos/get-commit', CONTENTS],
  ['repos/compare-commits-with-basehead', CONTENTS],
  ['git/get-tree', CONTENTS],
  ['pulls/get', PULL_READ],
  ['pulls/list-files', PULL_READ],
  ['pulls/list-reviews', PULL_READ],
  ['pulls/create-review', PULL_WRITE],
  ['pulls/update-review', PULL_WRITE],
  ['pulls/delete-pending-review', PULL_WRITE],
  ['pulls/list-comments-for-review', PULL_READ],
  ['pulls/submit-review', PULL_WRITE],
  ['pulls/dismiss-review', PULL_WRITE],
  ['pulls/list-review-comments', PULL_READ],
  ['pulls/create-review-comment', PULL_WRITE],
  ['pulls/update-review-comment', PULL_WRITE],
  ['pulls/delete-review-comment', PULL_WRITE],
  ['issues/list-comments', DISCUSSION_READ],
  ['issues/create-comment', DISCUSSION_WRITE],
  ['issues/update-comment', DISCUSSION_WRITE],
  ['issues/delete-comment', DISCUSSION_WRITE],
  ['issues/add-labels', DISCUSSION_WRITE],
  ['checks/create', CHECKS_WRITE],
  ['checks/update', CHECKS_WRITE],
  ['checks/list-annotations', CHECKS_READ],
  ['checks/list-for-ref', CHECKS_READ],
  ['code-scanning/upload-sarif', [['security-events', 'write']]],
  ['code-scanning/get-sarif', [['security-events', 'read']]],
]);

/** Whether a token's permissions satisfy one of the needs. */
export const isAllowed = (permissions: Permissions, needs: readonly Need[]): boolean =>
  needs.length === 0 ||
  needs.some(([scope, level]) => permissions[scope] === 'write' || permissions[scope] === level);

/** Whether all that an operation needs is to read. */
export const isReading = (needs: readonly Need[]): boolean => needs.every(([, level]) => level === 'read');

/** The value of GitHub's `x-accepted-github-permissions`, such as `issues=write; pull_requests=write`. */
export const acceptedPermissions = (needs: readonly Need[]): string =>
  needs.length === 0
    ? 'metadata=read'
    : needs.map(([scope, level]) => `${scope.replaceAll('-', '_')}=${level}`).join('; ');
