/** What triggered the run: the environment and the event's payload, checked before anything of them is used. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../config/usage-error.ts';

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

export interface PullRequest {
  readonly number: number;
  /** The head commit: the one that is judged, never the merge commit. */
  readonly head: string;
  /** The tip of the base branch when the event happened. */
  readonly base: string;
}

/** What is judged and compared with. */
export interface Revisions {
  readonly repository: Repository;
  readonly head: string;
  /** Undefined when there is nothing to compare with. */
  readonly base: string | undefined;
  /** Set when findings can become comments. */
  readonly pullRequest: PullRequest | undefined;
}

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const pullRequestPayload = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha }),
    base: z.object({ sha }),
  }),
});
const mergeGroupPayload = z.object({ merge_group: z.object({ head_sha: sha, base_sha: sha }) });
const pushPayload = z.object({ before: sha, after: sha });

/**
 * Reads the event from the runner's environment.
 *
 * @throws UsageError when the environment is not a runner's, or the payload has not the shape of its event.
 */
export function readEvent(env: NodeJS.ProcessEnv): Revisions {
  const [owner, repo, ...rest] = required(env, 'GITHUB_REPOSITORY').split('/');
  if (owner === undefined || repo === undefined || rest.length > 0) {
    throw new UsageError('GITHUB_REPOSITORY is not of the form owner/name.');
  }
  const repository = { owner, repo };
  const name = required(env, 'GITHUB_EVENT_NAME');
  const payload = readPayload(required(env, 'GITHUB_EVENT_PATH'));
  switch (name) {
    case 'pull_request':
    case 'pull_request_target': {
      const { pull_request: pull } = parse(pullRequestPayload, payload, name);
      const pullRequest = { number: pull.number, head: pull.head.sha, base: pull.base.sha };
      return { repository, head: pull.head.sha, base: pull.base.sha, pullRequest };
    }
    case 'merge_group': {
      const { merge_group: group } = parse(mergeGroupPayload, payload, name);
      return { repository, head: group.head_sha, base: group.base_sha, pullRequest: undefined };
    }
    case 'push': {
      const { before, after } = parse(pushPayload, payload, name);
      // A new branch has no commit before it.
      const base = /^0+$/.test(before) ? undefined : before;
      return { repository, head: after, base, pullRequest: undefined };
    }
    default:
      return { repository, head: required(env, 'GITHUB_SHA'), base: undefined, pullRequest: undefined };
  }
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw new UsageError(`The environment variable ${name} is not set: the action runs on a GitHub runner.`);
  }
  return value;
}

function readPayload(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`The event's payload cannot be read: ${String(error)}`);
  }
}

function parse<T>(schema: z.ZodType<T>, payload: unknown, event: string): T {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') ?? '';
  throw new UsageError(
    `The payload of this ${event} event lacks what it should have at ${where || 'its top'}.`,
  );
}
