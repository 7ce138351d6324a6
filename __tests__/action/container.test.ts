/** Jobs in containers: they run as root, in a workspace that belongs to the user of the runner. */
import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../github-double/temporary-folders.ts';
import { BAD, GOOD, NETWORK, REPOSITORY, withPullRequest } from './scenario.ts';

/** Only root can give a folder away. */
const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)('a workspace of another user is read like one of our own', async () => {
  const base = { 'network.tf': NETWORK, 'terraform.tfvars': GOOD };
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, repository }) => {
    const workspace = join(temporaryFolder('container'), 'workspace');
    const git = (...args: string[]): Buffer =>
      execFileSync('git', args, { stdio: 'pipe', env: { PATH: process.env['PATH'] ?? '' } });
    git('clone', '--quiet', '--branch', 'change', repository.directory, workspace);
    for (const path of ['', '.git']) chownSync(join(workspace, path), 12345, 12345);
    // What git itself says here: the test would prove nothing otherwise.
    expect(() => git('-C', workspace, 'log')).toThrow(/dubious ownership/);

    expect((await run({ workspace })).exitCode).toBe(1);
    expect(double.reviewComments(pull).map(({ original }) => original.line)).toEqual([2]);
    expect(double.gitFetches(REPOSITORY)).toBe(0);
  });
});
