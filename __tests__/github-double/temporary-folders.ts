/** Temporary folders of the tests: one root for each process, so that what a killed run left behind can be told. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'cidrlint-tests-';

const rootOf = (pid: number): string => join(tmpdir(), `${PREFIX}${String(pid)}`);

const isRunning = (pid: number): boolean => {
  try {
    // Signal 0 only asks whether the process is there.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Removes all folders of processes that have ended. */
const removeLeftovers = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) rmSync(rootOf(pid), { recursive: true, force: true });
  }
};

let swept = false;

/** A new empty folder. It goes with the test run, at the latest when the next one starts. */
export const temporaryFolder = (name: string): string => {
  if (!swept) removeLeftovers();
  swept = true;
  const root = rootOf(process.pid);
  mkdirSync(root, { recursive: true });
  return mkdtempSync(join(root, `${name}-`));
};

/** For Vitest's `globalSetup`: removes all folders of this process and its threads when all tests are done. */
export const teardown = (): void => {
  rmSync(rootOf(process.pid), { recursive: true, force: true });
};
