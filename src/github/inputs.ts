/** The action's inputs, checked. */
import { getInput, getMultilineInput } from '@actions/core';
import type { FailOn } from '../check-report.ts';
import { readVariables } from '../config/read-variables.ts';
import { UsageError } from '../config/usage-error.ts';

export interface Inputs {
  readonly token: string;
  readonly config: string;
  readonly paths: readonly string[];
  readonly failOn: FailOn;
  readonly review: boolean;
  readonly summary: boolean;
  readonly varFiles: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  readonly plans: readonly string[];
  readonly inventories: readonly string[];
  readonly base: string | undefined;
}

/**
 * Reads the inputs from the runner's environment.
 *
 * @throws UsageError for a value that an input does not take.
 */
export function readInputs(): Inputs {
  const token = getInput('github-token');
  if (token === '') throw new UsageError('The input github-token is empty: give ${{ github.token }}.');
  return {
    token,
    config: getInput('config') || '.github/cidrlint.yml',
    paths: getMultilineInput('paths')
      .map(folder)
      .filter((path) => path !== ''),
    failOn: choice('fail-on', ['error', 'warning', 'note', 'never'], 'error'),
    review: choice('review', ['true', 'false'], 'true') === 'true',
    summary: choice('summary', ['true', 'false'], 'true') === 'true',
    varFiles: getMultilineInput('var-files'),
    variables: readVariables(getMultilineInput('variables'), 'The input variables'),
    plans: getMultilineInput('plan'),
    inventories: getMultilineInput('inventory').flatMap(listed),
    base: getInput('base') || undefined,
  };
}

/** The entries of a line, which commas may separate. */
function listed(line: string): readonly string[] {
  return line
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** `./envs/` and `envs` are the same folder; `.` is the whole repository. */
function folder(path: string): string {
  return path
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

function choice<Value extends string>(name: string, values: readonly Value[], standard: Value): Value {
  const given = getInput(name) || standard;
  const value = values.find((candidate) => candidate === given);
  if (value === undefined) {
    throw new UsageError(`The input ${name} takes ${values.join(', ')}, and not ${JSON.stringify(given)}.`);
  }
  return value;
}
