/** The plans that the input `plan` names. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadPlan, planArgument } from '../config/plan-file.ts';
import { UsageError } from '../config/usage-error.ts';
import type { PlanInput } from '../languages/terraform/plan/plan.ts';
import { joinPath } from '../languages/paths.ts';
import { fileInWorkspace } from './workspace-file.ts';

/**
 * Reads the plans that lines of the input name, `[FOLDER=]FILE`. Files are seen from the workspace and lie in it, also
 * behind links: what is checked out there may come from anybody. Folders are seen from the root of the repository.
 *
 * @throws UsageError when a file is no plan in JSON, or a path leads out.
 */
export function openPlans(lines: readonly string[], workspace: string): readonly PlanInput[] {
  return lines.map((line) => {
    const { folder, file } = planArgument(line, (path) => existsSync(resolve(workspace, path)));
    const { real, shown } = fileInWorkspace(file, workspace, 'plan');
    const rootModule = folder === undefined ? undefined : joinPath('', folder);
    if (folder !== undefined && rootModule === undefined) {
      throw new UsageError(
        `The input plan names the folder ${JSON.stringify(folder)}, which lies outside of the repository.`,
      );
    }
    return { plan: loadPlan(real, shown), folder: rootModule };
  });
}
