/** Whether a comment is cidrlint's own: what anybody else wrote is never changed, whatever marks it carries. */
import type { Client } from './client.ts';

/** Tells whether a login is the one under which the token writes. */
export type IsOwn = (login: string | undefined) => Promise<boolean>;

/** The name of the token that every workflow gets, and that nobody else can take. */
const WORKFLOW_BOT = 'github-actions[bot]';

/** Asks GitHub at most once, and only when a name is met that is not that of workflows. */
export function ownership(client: Client): IsOwn {
  let own: Promise<string> | undefined;
  return async (login) => {
    if (login === undefined) return false;
    if (login === WORKFLOW_BOT) return true;
    own ??= readLogin(client);
    const name = await own;
    // REST ends the logins of apps with `[bot]`, GraphQL does not always.
    return name !== '' && (login === name || login === `${name}[bot]`);
  };
}

async function readLogin(client: Client): Promise<string> {
  try {
    const answer: unknown = await client.graphql('query { viewer { login } }', { request: { retries: 0 } });
    const login = (answer as { readonly viewer?: { readonly login?: unknown } }).viewer?.login;
    return typeof login === 'string' ? login : '';
  } catch {
    return '';
  }
}
