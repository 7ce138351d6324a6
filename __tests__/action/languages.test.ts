/** Pull requests that change other languages than Terraform: comments on their lines, and suggestions that repair. */
import { describe, expect, test } from 'vitest';
import { pullRequestEvent } from '../github-double/events.ts';
import { bicepNetworks, compiledNetworks, peeredManifests, peeredStacks } from './estate.ts';
import { withPullRequest } from './scenario.ts';
import { searchPathWithBicep } from './stand-in-bicep.ts';

/** The text of a comment's suggestion; fails without one. */
function suggestionIn(body: string | undefined): string {
  const text = /```suggestion\n(.*)\n```/.exec(body ?? '')?.[1];
  if (text === undefined) throw new Error(`no suggestion in:\n${String(body)}`);
  return text;
}

/** A text with one of its lines replaced, as GitHub applies a suggestion. */
function withLine(text: string, line: number, by: string): string {
  return text
    .split('\n')
    .map((old, at) => (at === line - 1 ? by : old))
    .join('\n');
}

const GOOD = '10.1.0.0/16';
const BAD = '10.0.64.0/20';
const OTHER = '10.0.0.0/16';

describe('a suggestion stands on the changed line and repairs the fault', () => {
  test.each([
    {
      path: 'aws/peered.yaml',
      write: (range: string) => peeredStacks(range, OTHER),
      line: 5,
      text: / {4}Default: 10\.\d+\.\d+\.0\/20/,
    },
    {
      path: 'k8s/networks.yaml',
      write: (range: string) => peeredManifests(OTHER, range),
      line: 25,
      text: / {6}- "10\.\d+\.\d+\.0\/20" # as agreed/,
    },
  ])('in $path', async ({ path, write, line, text }) => {
    await withPullRequest(
      { [path]: write(GOOD) },
      { [path]: write(BAD) },
      async ({ double, pull, run, push }) => {
        expect((await run()).exitCode).toBe(1);
        const [comment, ...others] = double.reviewComments(pull);
        expect(others).toEqual([]);
        expect(comment?.original).toMatchObject({ path, line, side: 'RIGHT' });
        const suggestion = suggestionIn(comment?.body);
        expect(suggestion).toMatch(new RegExp(`^${text.source}$`));

        push({ [path]: withLine(write(BAD), line, suggestion) });
        const after = await run();
        expect(after.exitCode).toBe(0);
        expect(after.outputs.get('findings')).toBe('0');
        expect(double.reviewComments(pull)).toEqual([]);
        expect(double.issueComments(pull)[0]?.body).toMatch(/^### cidrlint: no new findings\n/);
      },
    );
  });

  test('in Bicep, whose compiled file is made again', async () => {
    const files = (range: string): Record<string, string> => ({
      'net/main.bicep': bicepNetworks(OTHER, range),
      'net/main.json': compiledNetworks(OTHER, range),
    });
    await withPullRequest(files(GOOD), files(BAD), async ({ double, pull, run, push }) => {
      const first = await run();
      expect(first.exitCode).toBe(1);
      expect(first.annotations).toMatchObject([{ level: 'error', file: 'net/main.bicep', line: 22 }]);
      const comments = double.reviewComments(pull);
      expect(comments.map(({ original }) => [original.path, original.line])).toEqual([
        ['net/main.bicep', 22],
      ]);
      const body = comments[0]?.body ?? '';
      // All places are those that somebody typed, none those of the compiled file.
      expect(body).toContain(`/blob/${pull.head.sha}/net/main.bicep#L2)`);
      expect(body).not.toContain('main.json');
      const suggestion = suggestionIn(body);
      const range = /^ {8}'(10\.\d+\.\d+\.0\/20)'$/.exec(suggestion)?.[1] ?? '';
      expect(range).not.toBe('');

      // Taken in the browser, the compiled file stays behind: it is what counts, and that is said.
      const repaired = withLine(bicepNetworks(OTHER, BAD), 22, suggestion);
      push({ 'net/main.bicep': repaired });
      const stale = await run();
      expect(stale.exitCode).toBe(1);
      expect(stale.annotations.map(({ level, title, file }) => [level, title, file])).toEqual([
        ['error', 'cidrlint: overlap', 'net/main.json'],
        ['warning', 'cidrlint: bicep-stale', 'net/main.bicep'],
      ]);
      expect(double.reviewComments(pull)).toHaveLength(1);

      push({ 'net/main.json': compiledNetworks(OTHER, range) });
      const last = await run();
      expect(last.exitCode).toBe(0);
      expect(double.reviewComments(pull)).toEqual([]);
    });
  });
});

describe('Bicep that nobody compiled', () => {
  const base = { 'net/main.bicep': bicepNetworks(OTHER, GOOD) };
  const head = { 'net/main.bicep': bicepNetworks(OTHER, BAD) };

  test('is compiled by the bicep of the runner, but not beside secrets', async () => {
    await withPullRequest(base, head, async ({ double, pull, run }) => {
      const environment = { PATH: searchPathWithBicep() };
      const event = pullRequestEvent({ double, pull, name: 'pull_request_target' });
      const beside = await run({ environment, event });
      expect(beside.exitCode).toBe(0);
      expect(double.reviewComments(pull)).toEqual([]);

      const result = await run({ environment });
      expect(result.exitCode).toBe(1);
      const [comment, ...others] = double.reviewComments(pull);
      expect(others).toEqual([]);
      expect(comment?.original).toMatchObject({ path: 'net/main.bicep', line: 22 });
      expect(suggestionIn(comment?.body)).toMatch(/^ {8}'10\.\d+\.\d+\.0\/20'$/);
      // The compiled file is nowhere to be seen: nothing may lead to it.
      expect(`${comment?.body ?? ''}${result.summary}`).not.toContain('main.json#');
    });
  });

  test('is told of on the file where there is no bicep, and the job is green', async () => {
    await withPullRequest(base, head, async ({ double, pull, run }) => {
      const result = await run();
      expect(result.exitCode).toBe(0);
      expect(result.annotations).toMatchObject([
        { level: 'notice', title: 'cidrlint: bicep-not-judged', file: 'net/main.bicep', line: 1 },
      ]);
      expect(result.summary).toContain('has no compiled JSON beside it and is not judged');
      expect(double.reviewComments(pull)).toEqual([]);
    });
  });
});
