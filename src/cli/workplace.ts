/** Where the command line reads: the root of the tree, the folders asked for, the rule file, variable files. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Config, loadConfig } from '../config/config.ts';
import { readVariables } from '../config/read-variables.ts';
import { UsageError } from '../config/usage-error.ts';
import { rules } from '../rule/registry.ts';
import { SourceFile } from '../text/source-file.ts';
import { workTreeRoot } from '../tree/git-tree.ts';
import type { Tree } from '../tree/tree.ts';
import { workingDirectory } from '../tree/working-directory.ts';

/** The rule file that is used when none is named. */
const DEFAULT_CONFIG = '.github/cidrlint.yml';

export interface Workplace {
  readonly root: string;
  readonly tree: Tree;
  /** What was asked for, relative to the root; empty for all of it. */
  readonly within: readonly string[];
  readonly config: Config;
}

/**
 * Opens the tree that the given paths lie in. Its root is the git work tree around the first path; outside of git the
 * current folder when it holds all paths, else the path itself. Modules that the code calls are read from all of the
 * root, also outside of the paths.
 *
 * @throws UsageError when a path does not exist, paths lie in different trees, a variable lacks its name, or the rule
 * file is wrong.
 */
export function openWorkplace(
  paths: readonly string[],
  configFile: string | undefined,
  varFiles: readonly string[],
  variables: readonly string[],
): Workplace {
  const targets = (paths.length === 0 ? ['.'] : paths).map(existing);
  const root = rootOf(targets);
  const within = targets.map((target) => inside(root, target, 'The path'));
  const loaded = loadRuleFile(root, configFile);
  return {
    root,
    tree: workingDirectory(root),
    within: within.includes('') ? [] : within,
    config: {
      ...loaded,
      terraform: {
        ...loaded.terraform,
        varFiles: [
          ...loaded.terraform.varFiles,
          ...varFiles.map((file) => inside(root, existing(file), 'The variable file')),
        ],
        variables: readVariables(variables, '--var'),
      },
    },
  };
}

function existing(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new UsageError(`There is no file or folder ${JSON.stringify(path)}.`);
  }
}

function rootOf(targets: readonly string[]): string {
  const folder = folderOf(targets[0] ?? '.');
  const workTree = workTreeRoot(folder);
  if (workTree !== undefined) return realpathSync(workTree);
  const current = realpathSync('.');
  const holdsAll = targets.every((target) => target === current || target.startsWith(withSeparator(current)));
  return holdsAll ? current : folder;
}

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

function inside(root: string, path: string, what: string): string {
  if (path === root) return '';
  if (!path.startsWith(withSeparator(root))) {
    throw new UsageError(`${what} ${path} lies outside of ${root}, which is what is read.`);
  }
  return relative(root, path).split(sep).join('/');
}

function withSeparator(path: string): string {
  return path.endsWith(sep) ? path : path + sep;
}

/** The rule file, named or found. Places in it are shown relative to the root where it lies in it. */
function loadRuleFile(root: string, named: string | undefined): Config {
  const path = named === undefined ? join(root, DEFAULT_CONFIG) : resolve(named);
  if (!existsSync(path)) {
    if (named !== undefined) throw new UsageError(`There is no rule file ${JSON.stringify(named)}.`);
    return loadConfig(undefined, rules);
  }
  const shown = path.startsWith(withSeparator(root)) ? relative(root, path).split(sep).join('/') : path;
  return loadConfig(readText(path, shown), rules);
}

function readText(path: string, shown: string): SourceFile {
  try {
    return new SourceFile(shown, new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    throw new UsageError(
      `The rule file ${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
