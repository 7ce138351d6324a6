/** Which refusals of GitHub mean that the token may not write. */
import { RequestError } from '@octokit/request-error';

/** The status of a refused request, or undefined when the error is another one. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RequestError ? error.status : undefined;
}

/**
 * A token that may read and not write: pull requests from forks, Dependabot, or a workflow that grants less. A limit
 * that did not end in time is a 403 as well, but no lack of permission.
 */
export function lacksPermission(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 404) return true;
  return status === 403 && error instanceof Error && !/rate limit/i.test(error.message);
}

/** An answer that says nothing about whether the request was carried out. */
export function isServerFault(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 500;
}
