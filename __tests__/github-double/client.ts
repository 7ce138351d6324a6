/** A real Octokit for tests of the double, and what it says when it is refused. */
import { Octokit } from '@octokit/rest';
import { JOB_TOKEN, type GitHubDouble } from './start-github.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** An Octokit that talks to the double with a token. */
export const connect = (double: GitHubDouble, token: string = JOB_TOKEN): Octokit =>
  new Octokit({ baseUrl: double.apiUrl, log: silent, auth: token });

/** Why a request was refused. */
export interface RefusedRequest {
  readonly status: number;
  readonly message: string;
  readonly errors: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The refusal that a request met. Throws when it was not refused. */
export const refusalOf = async (request: Promise<unknown>): Promise<RefusedRequest> => {
  try {
    await request;
  } catch (error) {
    // The shape of Octokit's RequestError, whose package is not a direct dependency.
    const { status, response } = asRecord(error);
    if (typeof status !== 'number' || response === undefined) throw error;
    const { data, headers } = asRecord(response);
    const { message, errors } = asRecord(data);
    return { status, message: String(message), errors, headers: asRecord(headers) };
  }
  throw new Error('The request was not refused.');
};
