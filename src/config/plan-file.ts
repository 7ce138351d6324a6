/** Plan files on disk: they lie outside of the tree that is judged. */
import type { Plan } from '../languages/terraform/plan/plan.ts';
import { MAX_PLAN_BYTES, readPlanBytes } from '../languages/terraform/plan/read-plan.ts';
import { formatPlace } from '../text/range.ts';
import { readBounded } from './read-bounded.ts';
import { UsageError } from './usage-error.ts';

/** What `[FOLDER=]FILE` names. */
export interface PlanArgument {
  readonly folder: string | undefined;
  readonly file: string;
}

/** Takes `FOLDER=FILE` apart; `isFile` tells a file whose name holds an equals sign. */
export function planArgument(text: string, isFile: (path: string) => boolean): PlanArgument {
  const equals = text.indexOf('=');
  if (equals === -1 || isFile(text)) return { folder: undefined, file: text };
  return { folder: text.slice(0, equals), file: text.slice(equals + 1) };
}

/**
 * Reads a plan in JSON, at most 64 MiB. `shown` is its path in messages and places.
 *
 * @throws UsageError when the file cannot be read or is no plan in JSON.
 */
export function loadPlan(path: string, shown: string): Plan {
  const { plan, diagnostic } = readPlanBytes(shown, readBounded(path, shown, 'plan', MAX_PLAN_BYTES));
  if (plan !== undefined) return plan;
  const { range, message } = diagnostic;
  // Only a place in the text has a line that helps.
  throw new UsageError(`${range.file.text === '' ? shown : formatPlace(range)}: ${message}`);
}
