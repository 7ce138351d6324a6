/** The double's check runs and SARIF uploads. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, refusalOf } from './client.ts';
import { createRepository } from './git-repository.ts';
import { startGitHub, JOB_TOKEN, type GitHubDouble } from './start-github.ts';

const source = createRepository({ files: { 'a.tf': 'a\n' } });
const sha = source.sha();
const at = { owner: 'acme', repo: 'net' };

let double: GitHubDouble;
beforeAll(async () => {
  double = await startGitHub();
  double.setPermissions(JOB_TOKEN, { checks: 'write', 'security-events': 'write' });
  double.addRepository({ fullName: 'acme/net', directory: source.directory });
});
afterAll(async () => {
  expect(double.violations).toEqual([]);
  await double.close();
});

const annotation = {
  path: 'a.tf',
  start_line: 1,
  end_line: 1,
  annotation_level: 'warning',
  message: 'm',
} as const;
const annotations = (count: number) => Array.from({ length: count }, () => annotation);
const output = { title: 'T', summary: 'S' };

describe('a check run', () => {
  test('collects annotations over several requests', async () => {
    const octokit = connect(double);
    const { data, status } = await octokit.checks.create({
      ...at,
      name: 'collects',
      head_sha: sha,
      status: 'in_progress',
      output: { ...output, annotations: annotations(50) },
    });
    expect([status, data.status, data.conclusion]).toEqual([201, 'in_progress', null]);
    const updated = await octokit.checks.update({
      ...at,
      check_run_id: data.id,
      conclusion: 'failure',
      output: { ...output, annotations: annotations(3) },
    });
    expect([updated.data.status, updated.data.conclusion, updated.data.output.annotations_count]).toEqual([
      'completed',
      'failure',
      53,
    ]);
    const request = { ...at, check_run_id: data.id, per_page: 20 };
    expect(await octokit.paginate(octokit.checks.listAnnotations, request)).toHaveLength(53);
    const listed = await octokit.checks.listForRef({ ...at, ref: 'main', check_name: 'collects' });
    expect(listed.data.check_runs.map(({ id }) => id)).toEqual([data.id]);
    expect(double.checkRuns('acme/net').find(({ name }) => name === 'collects')?.annotations).toHaveLength(
      53,
    );
  });

  test.each([
    ['completed without a conclusion', { status: 'completed' }],
    [
      'columns over several lines',
      { output: { ...output, annotations: [{ ...annotation, end_line: 2, start_column: 1 }] } },
    ],
    ['an end before its start', { output: { ...output, annotations: [{ ...annotation, start_line: 2 }] } }],
    [
      'a message over 64 KB',
      { output: { ...output, annotations: [{ ...annotation, message: 'x'.repeat(65_537) }] } },
    ],
    ['a commit that does not exist', { head_sha: 'f'.repeat(40) }],
  ] as const)('is refused for %s', async (_, wrong) => {
    const before = double.checkRuns('acme/net').length;
    const octokit = connect(double);
    // The type of the request is a union that a table of wrong ones does not meet.
    const request = { ...at, name: 'n', head_sha: sha, ...wrong } as Parameters<
      typeof octokit.checks.create
    >[0];
    expect((await refusalOf(octokit.checks.create(request))).status).toBe(422);
    expect(double.checkRuns('acme/net')).toHaveLength(before);
  });
});

describe('a SARIF file', () => {
  const upload = { ...at, commit_sha: sha, ref: 'refs/heads/main' };
  test('is taken packed, and can be asked for', async () => {
    const octokit = connect(double);
    const text = '{"version":"2.1.0","runs":[]}';
    const { data, status } = await octokit.codeScanning.uploadSarif({
      ...upload,
      sarif: gzipSync(text).toString('base64'),
    });
    expect([status, double.sarifUploads('acme/net').map(({ sarif }) => sarif)]).toEqual([202, [text]]);
    const { data: state } = await octokit.codeScanning.getSarif({ ...at, sarif_id: data.id ?? '' });
    expect(state.processing_status).toBe('complete');
  });

  test('is refused unpacked', async () => {
    expect(
      (await refusalOf(connect(double).codeScanning.uploadSarif({ ...upload, sarif: 'e30=' }))).status,
    ).toBe(400);
  });
});
