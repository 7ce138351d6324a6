/** Running a program as the Actions runner would, with the events that start it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowDispatchEvent,
} from './events.ts';
import { createRepository } from './git-repository.ts';
import { runAction, type RunOptions } from './run-action.ts';
import { startGitHub, type GitHubDouble } from './start-github.ts';
import type { PullRequest } from './state.ts';
import { temporaryFolder } from './temporary-folders.ts';

const source = createRepository({ files: { 'a.tf': 'a\n' } });
const first = source.sha();
source.branch('feature');
source.commit({ files: { 'a.tf': 'b\n' } });

const folder = temporaryFolder('program');
const program = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let double: GitHubDouble;
let pull: PullRequest;
beforeAll(async () => {
  double = await startGitHub();
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
  pull = double.addPullRequest({ repository: 'acme/net', head: 'feature', author: 'ada' });
});
afterAll(() => double.close());

const run = (entry: string, more: Partial<RunOptions> = {}) =>
  runAction({ entry, double, repository: 'acme/net', event: pullRequestEvent({ double, pull }), ...more });

describe('a run', () => {
  test('reaches the double, and leaves outputs, a summary, annotations and an exit code', async () => {
    const entry = program(
      'whole.mjs',
      `import { appendFileSync, readFileSync } from 'node:fs';
       const { env } = process;
       const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
       const url = env.GITHUB_API_URL + '/repos/' + env.GITHUB_REPOSITORY + '/pulls/' + event.number;
       const headers = { authorization: 'Bearer ' + env['INPUT_GITHUB-TOKEN'] };
       const pull = await (await fetch(url, { headers })).json();
       appendFileSync(env.GITHUB_OUTPUT, 'head<<X\\n' + pull.head.sha + '\\nX\\nlevel=' + env['INPUT_FAIL-ON'] + '\\n');
       appendFileSync(env.GITHUB_STEP_SUMMARY, '# Done\\n');
       console.log('::error file=' + env.GITHUB_WORKSPACE + '/a.tf,line=1::Broken');
       console.error('::warning::Also');
       process.exitCode = 3;`,
    );
    const metadata = program(
      'action.yml',
      'inputs:\n  github-token:\n    default: ${{ github.token }}\n  fail-on:\n    default: error\n  config:\n',
    );
    const before = double.requests.length;
    const result = await run(entry, { metadata });
    expect([result.exitCode, result.summary]).toEqual([3, '# Done\n']);
    expect(result.log).toContain('::error');
    expect(Object.fromEntries(result.outputs)).toEqual({ head: pull.head.sha, level: 'error' });
    expect(result.annotations.map(({ level, file, message }) => [level, file, message])).toEqual([
      ['error', 'a.tf', 'Broken'],
      ['warning', undefined, 'Also'],
    ]);
    expect(double.requests.slice(before).map(({ operation, login }) => [operation, login])).toEqual([
      ['pulls/get', 'github-actions[bot]'],
    ]);
  });

  test('sees inputs and the runner’s variables, and nothing of this machine’s', async () => {
    const entry = program(
      'environment.mjs',
      `import { existsSync, readdirSync } from 'node:fs';
       console.log(JSON.stringify({ ...process.env, cwd: process.cwd(), files: readdirSync('.'), home: readdirSync(process.env.HOME) }));`,
    );
    const { log } = await run(entry, {
      inputs: { 'fail-on': 'never', 'var files': 'a b' },
      environment: { CI: undefined },
    });
    const seen = JSON.parse(log) as Record<string, unknown>;
    expect(seen).toMatchObject({
      'INPUT_FAIL-ON': 'never',
      INPUT_VAR_FILES: 'a b',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_SHA: pull.mergeSha,
      GITHUB_HEAD_REF: 'feature',
      GITHUB_BASE_REF: 'main',
      GITHUB_SERVER_URL: double.serverUrl,
      GITHUB_REPOSITORY_OWNER: 'acme',
      files: [],
      home: [],
    });
    expect(seen['cwd']).toBe(seen['GITHUB_WORKSPACE']);
    expect(Object.keys(seen)).not.toContain('CI');
    expect(Object.keys(seen).filter((key) => /VITEST|npm_|USER/.test(key))).toEqual([]);
  });

  test('shows no summary over 1 MiB, but an error', async () => {
    const entry = program(
      'long.mjs',
      `import { writeFileSync } from 'node:fs';
       writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1));`,
    );
    const { summary, annotations, exitCode } = await run(entry);
    expect([summary, annotations.length, exitCode]).toEqual(['', 1, 0]);
    expect(annotations[0]?.message).toContain('supports content up to a size of 1024k, got 1025k');
  });

  test('that does not end is killed', async () => {
    const { exitCode } = await run(program('endless.mjs', 'setInterval(() => {}, 1000);'), { timeout: 300 });
    expect(exitCode).toBeNull();
  });
});

describe('an event', () => {
  test('of a pull request tells its ends, its author and where things are', () => {
    const { payload } = pullRequestEvent({ double, pull, action: 'synchronize' });
    expect(payload).toMatchObject({
      action: 'synchronize',
      number: 1,
      after: pull.head.sha,
      pull_request: {
        number: 1,
        draft: false,
        user: { login: 'ada' },
        head: { sha: pull.head.sha, ref: 'feature', repo: { full_name: 'acme/net', fork: false } },
        base: { sha: first, ref: 'main', repo: { full_name: 'acme/net', default_branch: 'main' } },
      },
      repository: { full_name: 'acme/net', name: 'net', owner: { login: 'acme' } },
    });
    expect(JSON.stringify(payload)).not.toMatch(/api\.github\.com|Codertocat\/Hello-World/);
  });

  test('can be of the base branch', () => {
    const event = pullRequestEvent({ double, pull, name: 'pull_request_target' });
    expect([event.name, event.environment['GITHUB_SHA'], event.environment['GITHUB_REF']]).toEqual([
      'pull_request_target',
      first,
      'refs/heads/main',
    ]);
  });

  test('of a merge queue, a push, a dispatch and a schedule', () => {
    const { repository } = pull;
    const commits = { double, repository, baseSha: first, headSha: pull.head.sha };
    const group = mergeGroupEvent({ ...commits, number: 7 });
    expect(group.payload).toMatchObject({
      action: 'checks_requested',
      merge_group: {
        head_sha: pull.head.sha,
        base_sha: first,
        head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${first}`,
        base_ref: 'refs/heads/main',
      },
    });
    expect(group.payload).not.toHaveProperty('pull_request');
    expect(pushEvent(commits).payload).toMatchObject({
      ref: 'refs/heads/main',
      before: first,
      after: pull.head.sha,
    });
    const dispatch = workflowDispatchEvent({ double, repository, sha: first, inputs: { number: '1' } });
    expect(dispatch).toMatchObject({
      payload: { inputs: { number: '1' } },
      environment: { GITHUB_SHA: first },
    });
    expect(scheduleEvent({ double, repository, sha: first }).name).toBe('schedule');
  });
});
