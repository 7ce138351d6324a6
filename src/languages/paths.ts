/** Paths inside a tree: relative, `/` between the parts, the empty path for the tree's root. */

/** The folder that a file or folder lies in. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * The path that `relative` names when it is read from `folder`, without `.` and `..`. Undefined when it leads out of
 * the tree.
 */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** A folder as people write it: `.` for the tree's root. */
export function displayFolder(folder: string): string {
  return folder === '' ? '.' : folder;
}

/** True when `path` lies in `folder`, however deep, or is it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The way from one folder to a path: `../modules/net`; `.` when both are the same. */
export function relativePath(from: string, to: string): string {
  const start = from === '' ? [] : from.split('/');
  const end = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < start.length && common < end.length && start[common] === end[common]) common++;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/') || '.';
}

/**
 * Whether a folder is among those that `limits` name: it lies in one of them, or one of them is a file in it. Without
 * limits every folder is.
 */
export function isWithinAny(folder: string, limits: readonly string[]): boolean {
  if (limits.length === 0) return true;
  return limits.some((limit) => {
    const path = joinPath('', limit);
    return path !== undefined && (isWithin(folder, path) || folderOf(path) === folder);
  });
}

/** Whether a file is among those that `limits` name: it is one of them, or lies in one. Without limits every file is. */
export function isFileWithinAny(file: string, limits: readonly string[]): boolean {
  if (limits.length === 0) return true;
  return limits.some((limit) => {
    const path = joinPath('', limit);
    return path !== undefined && isWithin(file, path);
  });
}
