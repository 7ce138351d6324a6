/** Where units are deployed when the code does not say so, as the rule file has it. */
import type { DeploymentScope } from '../languages/unit.ts';
import { matchesAround } from './path-pattern.ts';
import type { ScopeData } from './schema.ts';

/** The scope of everything at or below the paths that a pattern matches. */
export interface PathScope {
  readonly pattern: string;
  readonly scope: DeploymentScope;
}

/** YAML reads the number of an account as one, without the zeros that it may begin with. */
const ACCOUNT_DIGITS = 12;

/** The scope that the rule file's keys tell. */
export function scopeOfData(data: ScopeData): DeploymentScope {
  const { account } = data;
  return {
    subscription: data.subscription,
    resourceGroup: data['resource-group'],
    account: typeof account === 'number' ? String(account).padStart(ACCOUNT_DIGITS, '0') : account,
    region: data.region,
    project: data.project,
  };
}

/** Finds the scope of a path: of the patterns that match the longest counts, of equally long ones the first. */
export function scopeFinder(scopes: readonly PathScope[]): (path: string) => DeploymentScope | undefined {
  const ordered = [...scopes].sort((a, b) => b.pattern.length - a.pattern.length);
  return (path) => ordered.find(({ pattern }) => matchesAround(pattern, path))?.scope;
}
