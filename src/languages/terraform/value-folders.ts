/** Folders in which files of values are kept apart from the code that they are for. */
import type { FolderFiles } from './folder-files.ts';
import { folderOf } from '../paths.ts';

/** Folders in which people keep files of values. */
export const VALUE_FOLDERS: ReadonlySet<string> = new Set([
  'account',
  'accounts',
  'config',
  'configs',
  'configuration',
  'configurations',
  'deployments',
  'env',
  'environment',
  'environments',
  'envs',
  'inputs',
  'parameters',
  'params',
  'settings',
  'stages',
  'tfvars',
  'values',
  'variables',
  'vars',
  'workspaces',
]);

/** Such a folder can have folders in it for what it is divided by, so many deep. */
const MAX_FOLDER_DEPTH = 3;

/** Folders with files of values but no code of a module, by the folder to whose module they belong. */
export interface ValueFolders {
  /** Those with a usual name: `net/env` and `net/env/prod` belong to `net`, whether that has code or not. */
  readonly usual: ReadonlyMap<string, readonly string[]>;
  /** All others belong to the nearest folder with code that they lie in. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/**
 * Tells to which modules the folders belong that hold files of values but no code. `isModule` is asked about folders
 * with files of code: those that declare nothing stand in the tree for something else, such as a registry.
 */
export function findValueFolders(
  folders: ReadonlyMap<string, FolderFiles>,
  isModule: (folder: string) => boolean,
): ValueFolders {
  const usual = new Map<string, string[]>();
  const others = new Map<string, string[]>();
  const hasCode = (folder: string): boolean =>
    (folders.get(folder)?.code.length ?? 0) > 0 && isModule(folder);
  for (const [folder, files] of folders) {
    if (files.automaticValues.length + files.namedValues.length === 0 || hasCode(folder)) continue;
    const owners = usualOwners(folder);
    for (const owner of owners) add(usual, owner, folder);
    const nearest = nearestWithCode(folder, hasCode);
    if (nearest !== undefined && !owners.includes(nearest)) add(others, nearest, folder);
  }
  return { usual, others };
}

function add(groups: Map<string, string[]>, owner: string, folder: string): void {
  const group = groups.get(owner);
  if (group === undefined) groups.set(owner, [folder]);
  else group.push(folder);
}

function usualOwners(folder: string): readonly string[] {
  const parts = folder.split('/');
  const first = Math.max(0, parts.length - 1 - MAX_FOLDER_DEPTH);
  return parts.flatMap((part, index) =>
    index >= first && VALUE_FOLDERS.has(part.toLowerCase()) ? [parts.slice(0, index).join('/')] : [],
  );
}

function nearestWithCode(folder: string, hasCode: (folder: string) => boolean): string | undefined {
  for (let current = folder; current !== '';) {
    current = folderOf(current);
    if (hasCode(current)) return current;
  }
  return undefined;
}
