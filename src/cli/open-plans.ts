/** The plans that `--plan` names. */
import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { loadPlan, planArgument } from '../config/plan-file.ts';
import { UsageError } from '../config/usage-error.ts';
import type { PlanInput } from '../languages/terraform/plan/plan.ts';

/**
 * Reads `[FOLDER=]FILE` values, both parts seen from the current folder; `root` is the root of the tree.
 *
 * @throws UsageError when a file is no plan in JSON, or a folder does not lie in the root.
 */
export function openPlans(root: string, values: readonly string[]): readonly PlanInput[] {
  return values.map((value) => {
    const { folder, file } = planArgument(value, existsSync);
    const plan = loadPlan(file, pathIn(root, resolve(file)) ?? file);
    return { plan, folder: folder === undefined ? undefined : folderIn(root, folder) };
  });
}

function folderIn(root: string, folder: string): string {
  const path = existsSync(folder) ? pathIn(root, realpathSync(folder)) : undefined;
  if (path === undefined) {
    throw new UsageError(
      `--plan takes FOLDER=FILE with a folder of what is read, and not ${JSON.stringify(folder)}.`,
    );
  }
  return path;
}

/** The path relative to the root, undefined when it lies outside. */
export function pathIn(root: string, path: string): string | undefined {
  if (path === root) return '';
  const inner = root.endsWith(sep) ? root : root + sep;
  return path.startsWith(inner) ? relative(root, path).split(sep).join('/') : undefined;
}
