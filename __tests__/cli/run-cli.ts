/** Runs the built command line as a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from '../github-double/temporary-folders.ts';

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The Node that runs the bundles: the tests' own, or the one that the environment names. */
export const NODE = process.env['CIDRLINT_NODE'] ?? process.execPath;

/** Runs `cidrlint` with these arguments in a folder, in an environment with nothing but a path. */
export function cidrlint(cwd: string, ...args: readonly string[]): CliRun {
  const { status, stdout, stderr } = spawnSync(NODE, [resolve('dist/cli.js'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' },
    timeout: 30_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

/** A folder with these files; it is gone after the tests. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder('cli');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
