/** The plans that the input `plan` names. */
import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { loadPlan, planArgument } from '../config/plan-file.ts';
import { UsageError } from '../config/usage-error.ts';
import type { PlanInput } from '../languages/terraform/plan/plan.ts';
import { joinPath } from '../languages/paths.ts';

/**
 * Reads the plans that lines of the input name, `[FOLDER=]FILE`. Files are seen from the workspace and lie in it, also
 * behind links: what is checked out there may come from anybody. Folders are seen from the root of the repository.
 *
 * @throws UsageError when a file is no plan in JSON, or a path leads out.
 */
export function openPlans(lines: readonly string[], workspace: string): readonly PlanInput[] {
  return lines.map((line) => {
    const { folder, file } = planArgument(line, (path) => existsSync(resolve(workspace, path)));
    const path = resolve(workspace, file);
    if (!existsSync(path))
      throw new UsageError(`The input plan names ${JSON.stringify(file)}, and there is no such file.`);
    const root = realpathSync(workspace);
    const real = realpathSync(path);
    if (!real.startsWith(root + sep)) {
      throw new UsageError(
        `The input plan names ${JSON.stringify(file)}, which lies outside of the workspace.`,
      );
    }
    const shown = relative(root, real).split(sep).join('/');
    const rootModule = folder === undefined ? undefined : joinPath('', folder);
    if (folder !== undefined && rootModule === undefined) {
      throw new UsageError(
        `The input plan names the folder ${JSON.stringify(folder)}, which lies outside of the repository.`,
      );
    }
    return { plan: loadPlan(real, shown), folder: rootModule };
  });
}
