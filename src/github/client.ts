/** The connection to GitHub's API, with patience for its limits. */
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck/light.js';

const PatientOctokit = Octokit.plugin(throttling, retry);

export type Client = InstanceType<typeof PatientOctokit>;

/** How often a limited request is sent again before the run gives up. */
const MAX_TRIES = 3;

/** What a run may wait for one limit, in seconds: a check that takes longer is of no use to its pull request. */
const MAX_WAIT = 120;

/**
 * A client for the API at `baseUrl`. `log` takes what a reader of the job's log should know of waiting.
 *
 * github.com asks for a second between writes and for three between those that notify people. GitHub Enterprise
 * Server has no limits unless its administrator sets some, and then answers as github.com does: there the client
 * only obeys answers.
 */
export function createClient(token: string, baseUrl: string, log: (message: string) => void): Client {
  const patience =
    (what: string) =>
    (
      seconds: number,
      request: { readonly method?: string; readonly url?: string },
      _: unknown,
      tries: number,
    ) => {
      const again = tries < MAX_TRIES && seconds <= MAX_WAIT;
      log(
        `GitHub ${what} (${request.method ?? ''} ${request.url ?? ''}): ${again ? `trying again in ${seconds} s` : 'giving up'}.`,
      );
      return again;
    };
  return new PatientOctokit({
    auth: token,
    baseUrl,
    userAgent: 'cidrlint',
    throttle: {
      onRateLimit: patience('refused for its rate limit'),
      onSecondaryRateLimit: patience('refused for a secondary limit'),
      ...(new URL(baseUrl).hostname === 'api.github.com' ? {} : unpaced()),
    },
    // The throttling plugin owns 429.
    retry: { doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    request: { headers: { 'x-github-api-version': '2022-11-28' } },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

function unpaced() {
  const group = (id: string) => new Bottleneck.Group({ id, maxConcurrent: 1, minTime: 0 });
  return { write: group('cidrlint-write'), notifications: group('cidrlint-notifications') };
}
