/** Which paths and how many files a tree takes, whatever it is kept in. */

/** Files in a tree, at most. */
export const MAX_TREE_FILES = 200_000;

/** A path that stays inside the tree: relative, `/` between its parts, none of them `.` or `..`, no NUL. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.startsWith('/') || path.includes('\0') || path.includes('\\')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Folders that hold tools' own data and no code of the tree's owner. Of `.terraform` only fetched modules are read. */
export function skipsFolder(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1);
  if (name === '.git' || name === 'node_modules') return true;
  const terraform = parts.lastIndexOf('.terraform');
  return terraform !== -1 && parts.length > terraform + 1 && parts[terraform + 1] !== 'modules';
}
