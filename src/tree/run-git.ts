/** Starts git: without a shell, without a prompt, and without more output than a run can hold. */
import { spawnSync } from 'node:child_process';
import { TreeError } from './tree-error.ts';

/** What one git call may print: beyond it the run stops with a message instead of eating the machine's memory. */
const MAX_GIT_OUTPUT = 1024 * 1024 * 1024;

/** How git is started. */
export interface GitOptions {
  readonly input?: string;
  /** Settings that go through the environment: arguments are visible to every process of the machine. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Reads a repository that belongs to another user, as the workspace does in container jobs. Only for commands that
   * read objects: those run nothing that the repository's own settings name.
   */
  readonly anyOwner?: boolean;
}

/** What git did; `error` is set when it could not be started. */
export function startGit(directory: string, args: readonly string[], options: GitOptions = {}) {
  const settings = [
    ...Object.entries(options.settings ?? {}),
    ...(options.anyOwner === true ? [['safe.directory', directory] as const] : []),
  ];
  const env: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  settings.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return spawnSync('git', ['-C', directory, '-c', 'core.quotePath=false', ...args], {
    ...(options.input === undefined ? {} : { input: options.input }),
    maxBuffer: MAX_GIT_OUTPUT,
    env: {
      ...process.env,
      ...(settings.length === 0 ? {} : env),
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      LC_ALL: 'C',
    },
    windowsHide: true,
  });
}

/**
 * What git did.
 *
 * @throws TreeError when there is no git on this machine.
 */
export function runGit(directory: string, args: readonly string[], options: GitOptions = {}) {
  const result = startGit(directory, args, options);
  if (result.error !== undefined && 'code' in result.error && result.error.code === 'ENOENT') {
    throw new TreeError('git is needed to read revisions, and there is no git on this machine.');
  }
  return result;
}
