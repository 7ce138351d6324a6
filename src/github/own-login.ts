/** Under which name the token writes: comments of anybody else are never changed, whatever marks they carry. */
import type { Client } from './client.ts';

/** The name of the token that every workflow gets. */
const WORKFLOW_BOT = 'github-actions[bot]';

/** The author of what this token writes. GitHub tells it to every token; a server that does not is taken to be asked by a workflow. */
export async function ownLogin(client: Client): Promise<string> {
  try {
    const answer: unknown = await client.graphql('query { viewer { login } }');
    const login = (answer as { readonly viewer?: { readonly login?: unknown } }).viewer?.login;
    return typeof login === 'string' && login !== '' ? login : WORKFLOW_BOT;
  } catch {
    return WORKFLOW_BOT;
  }
}
