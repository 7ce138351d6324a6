/** Which folders are deployed by themselves. */
import { literalText } from './content.ts';
import type { ModuleDeclarations } from './declarations.ts';
import type { ModuleLoader } from './load-modules.ts';
import { joinPath } from '../paths.ts';
import { parseModuleSource } from './module-source.ts';

/**
 * The folders of the root modules, ordered by path. A folder with module code is one when
 * - no module in the tree calls it by its path, and nothing else does (`calledElsewhere`), or
 * - it says itself that it is deployed, though another module (mostly a test of it) calls it: it has a `backend` or
 *   `cloud` block, or it configures a provider and has files of values beside it.
 *
 * So what only others call is judged where it is called, examples and tests of a module are roots, and the module
 * that they call is none. Of modules that call one another in a circle and that nobody else calls, the first one
 * counts. Folders that declare nothing to deploy are left out, and so are the folders in which tools keep copies.
 */
export function findRoots(loader: ModuleLoader, calledElsewhere: ReadonlySet<string>): readonly string[] {
  const calls = new Map<string, readonly string[]>();
  const declared = new Set<string>();
  for (const folder of loader.folders.keys()) {
    const module = isToolFolder(folder) ? undefined : loader.load(folder);
    if (module === undefined) continue;
    calls.set(folder, calledFolders(module));
    if (saysItIsDeployed(module, loader)) declared.add(folder);
  }
  const called = new Set([...calledElsewhere, ...[...calls.values()].flat()]);
  const roots = new Set([...calls.keys()].filter((folder) => declared.has(folder) || !called.has(folder)));
  addCircles([...roots, ...calledElsewhere], roots, calls);
  return [...roots].sort().filter((folder) => deploysSomething(loader.load(folder)));
}

/** `.terraform` and `.terragrunt-cache` hold copies of code. */
export function isToolFolder(folder: string): boolean {
  return folder.split('/').some((part) => part === '.terraform' || part === '.terragrunt-cache');
}

/** The folders of the tree whose modules a module calls by a path that is written as such. */
export function calledFolders({
  folder,
  calls,
}: Pick<ModuleDeclarations, 'folder' | 'calls'>): readonly string[] {
  return [...calls.values()].flatMap(({ source }) => {
    const text = source === undefined ? undefined : literalText(source.expression);
    const parsed = text === undefined ? undefined : parseModuleSource(text);
    const target = parsed?.kind === 'local' ? joinPath(folder, parsed.path) : undefined;
    return target === undefined || target === folder ? [] : [target];
  });
}

function saysItIsDeployed(
  { folder, backend, providers }: ModuleDeclarations,
  { folders }: ModuleLoader,
): boolean {
  if (backend !== undefined) return true;
  const files = folders.get(folder);
  const hasValues = files !== undefined && files.automaticValues.length + files.namedValues.length > 0;
  return hasValues && providers.size > 0;
}

function deploysSomething(module: ModuleDeclarations | undefined): boolean {
  return module !== undefined && module.resources.size + module.calls.size > 0;
}

/** What no root reaches is called in a circle only. */
function addCircles(
  starts: readonly string[],
  roots: Set<string>,
  calls: ReadonlyMap<string, readonly string[]>,
): void {
  const reached = new Set<string>();
  const reach = (start: string): void => {
    const open = [start];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      if (reached.has(folder)) continue;
      reached.add(folder);
      open.push(...(calls.get(folder) ?? []));
    }
  };
  for (const start of starts) reach(start);
  for (const folder of calls.keys()) {
    if (reached.has(folder)) continue;
    roots.add(folder);
    reach(folder);
  }
}
