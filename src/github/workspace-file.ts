/** Files of the workspace that inputs name. */
import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from '../config/usage-error.ts';

/**
 * The path of a file relative to the workspace, `/` between its parts, as both are written; undefined when it lies
 * outside. `path` is absolute; the workspace itself is the empty path.
 */
export function pathInWorkspace(path: string, workspace: string): string | undefined {
  const root = resolve(workspace);
  if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  return relative(root, path).split(sep).join('/');
}

/**
 * The real path of a file, and its path in the workspace. It lies there also behind links: what is checked out may come
 * from anybody. `input` is the name of the input in messages.
 *
 * @throws UsageError when there is no such file, or when it lies outside.
 */
export function fileInWorkspace(
  file: string,
  workspace: string,
  input: string,
): { readonly real: string; readonly shown: string } {
  const path = resolve(workspace, file);
  if (!existsSync(path)) {
    throw new UsageError(`The input ${input} names ${JSON.stringify(file)}, and there is no such file.`);
  }
  const real = realpathSync(path);
  const inner = pathInWorkspace(real, realpathSync(workspace));
  if (inner === undefined) {
    throw new UsageError(
      `The input ${input} names ${JSON.stringify(file)}, which lies outside of the workspace.`,
    );
  }
  return { real, shown: inner === '' ? '.' : inner };
}
