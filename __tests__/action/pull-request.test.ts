/** The built action reviews pull requests, as a process, on real git repositories, against a judged GitHub. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  mergeGroupEvent,
  pushEvent,
  pullRequestEvent,
  workflowDispatchEvent,
} from '../github-double/events.ts';
import { temporaryFolder } from '../github-double/temporary-folders.ts';
import { READ_ONLY } from '../github-double/permissions.ts';
import { JOB_TOKEN } from '../github-double/start-github.ts';
import { BAD, GOOD, NETWORK, peered, REPOSITORY, withPullRequest } from './scenario.ts';

const base = { 'network.tf': NETWORK, 'terraform.tfvars': GOOD };

test('a changed tfvars line gets the comment, though the VNet stands in an untouched file', async () => {
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
    const result = await run();
    expect(result.exitCode).toBe(1);
    const comments = double.reviewComments(pull);
    expect(
      comments.map(({ original, author }) => [author, original.path, original.line, original.side]),
    ).toEqual([['github-actions[bot]', 'terraform.tfvars', 2, 'RIGHT']]);
    const body = comments[0]?.body ?? '';
    expect(body).toContain('`overlap`');
    // The other place is linked, at the commit that was judged.
    expect(body).toContain(`${double.serverUrl}/${REPOSITORY}/blob/${pull.head.sha}/terraform.tfvars#L1`);
    expect(body).toMatch(/```suggestion\nrange_b = "10\.\d+\.\d+\.0\/20"\n```/);
    expect(double.reviews(pull)).toHaveLength(1);
    expect(double.reviews(pull)[0]).toMatchObject({ state: 'COMMENTED', commitId: pull.head.sha });

    const [summary, ...others] = double.issueComments(pull);
    expect(others).toEqual([]);
    expect(summary?.body).toContain('1 new error');
    expect(result.summary).toContain('1 new error');
    expect(result.annotations).toMatchObject([
      { level: 'error', title: 'cidrlint: overlap', file: 'terraform.tfvars', line: 2 },
    ]);
    expect(Object.fromEntries(result.outputs)).toMatchObject({
      findings: '1',
      'new-findings': '1',
      errors: '1',
      conclusion: 'failure',
    });
    const model = JSON.parse(readFileSync(result.outputs.get('model-file') ?? '', 'utf8')) as {
      networks: unknown[];
    };
    expect(model.networks).toHaveLength(2);
    expect(result.masks).toContain(JOB_TOKEN);
  });
});

test('run twice, nothing is posted twice', async () => {
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
    await run();
    const writes = (): number => double.requests.filter(({ method }) => method !== 'GET').length;
    const before = writes();
    const second = await run();
    expect(second.exitCode).toBe(1);
    expect(double.reviewComments(pull)).toHaveLength(1);
    expect(double.issueComments(pull)).toHaveLength(1);
    expect(writes()).toBe(before);
  });
});

test('the comment of a repaired fault is taken away, and the summary says so', async () => {
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, push }) => {
    await run();
    push({ 'terraform.tfvars': 'range_a = "10.0.0.0/16"\nrange_b = "10.7.0.0/16"\n' });
    const result = await run();
    expect(result.exitCode).toBe(0);
    expect(double.reviewComments(pull)).toEqual([]);
    expect(double.issueComments(pull).map(({ body }) => body.split('\n')[0])).toEqual([
      '### cidrlint: no new findings',
    ]);
  });
});

test('an answered comment stays and is marked; when the fault comes back it is said again', async () => {
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, push }) => {
    await run();
    const [first] = double.reviewComments(pull);
    if (first === undefined) throw new Error('no comment was posted');
    double.reply(first, { login: 'ada', body: 'Why?' });
    push({ 'terraform.tfvars': GOOD.replace('10.1', '10.7') });
    await run();
    await run();
    expect(double.reviewComments(pull).filter(({ id }) => id === first.id)[0]?.body).toMatch(
      new RegExp(`^<!-- cidrlint:repaired -->\n✅ Repaired in ${pull.head.sha}\\.\n\n⛔`),
    );
    push({ 'terraform.tfvars': BAD });
    await run();
    expect(double.reviewComments(pull).filter(({ author }) => author !== 'ada')).toHaveLength(2);
  });
});

test('a comment survives lines that move, and a new fault joins it', async () => {
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, push }) => {
    await run();
    const [first] = double.reviewComments(pull);
    push({
      'terraform.tfvars': `\n\n${BAD}`,
      'more.tf': peered('c', '"10.20.0.0/16"', 'd', '"10.20.0.0/24"'),
    });
    await run();
    const comments = double.reviewComments(pull);
    expect(comments.map(({ original }) => original.path)).toEqual(['terraform.tfvars', 'more.tf']);
    expect(comments[0]?.id).toBe(first?.id);
  });
});

test('the head commit is judged, not the merge commit', async () => {
  await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, repository }) => {
    // The base moves on and pushes the lines of the same file down: in the merge commit they have other numbers.
    repository.checkout('main');
    repository.commit({ files: { 'network.tf': `# moved\n# moved\n${NETWORK}`, 'other.tfvars.md': 'x' } });
    double.setBase(pull, repository.sha('main'));
    await run();
    expect(double.reviewComments(pull).map(({ original }) => original.line)).toEqual([2]);
    expect(double.reviewComments(pull)[0]?.body).toContain(pull.head.sha);
  });
});

describe('where the commits come from', () => {
  test('they are fetched when the workspace is empty', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, run }) => {
      expect((await run()).exitCode).toBe(1);
      expect(double.gitFetches(REPOSITORY)).toBeGreaterThan(0);
    });
  });

  test('nothing is fetched when the workspace has them', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, run, repository }) => {
      expect((await run({ workspace: repository.directory })).exitCode).toBe(1);
      expect(double.gitFetches(REPOSITORY)).toBe(0);
    });
  });

  test('a shallow checkout of the merge commit is enough', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
      const workspace = temporaryFolder('checkout');
      const git = (...args: string[]): void =>
        void execFileSync('git', ['-C', workspace, ...args], {
          stdio: 'ignore',
          env: { PATH: process.env['PATH'] ?? '' },
        });
      git('init', '-q');
      git('fetch', '-q', '--depth=1', pull.repository.gitDirectory, `refs/pull/${pull.number}/merge`);
      git('checkout', '-q', 'FETCH_HEAD');
      expect((await run({ workspace })).exitCode).toBe(1);
      expect(double.reviewComments(pull)).toHaveLength(1);
    });
  });
});

describe('a token that may only read', () => {
  test.each(['fork', 'read-only'])('(%s) gives annotations and the summary, and says so', async () => {
    await withPullRequest(
      base,
      { 'terraform.tfvars': BAD },
      async ({ double, pull, run }) => {
        const result = await run();
        expect(result.exitCode).toBe(1);
        expect(double.reviewComments(pull)).toEqual([]);
        expect(double.issueComments(pull)).toEqual([]);
        expect(result.annotations.map(({ level, file }) => [level, file])).toContainEqual([
          'error',
          'terraform.tfvars',
        ]);
        expect(result.annotations.map(({ message }) => message).join('\n')).toContain('may not write');
        expect(result.summary).toContain('may not write');
      },
      { tokens: [{ token: JOB_TOKEN, permissions: READ_ONLY }] },
    );
  });

  test('a wrong token is one clear sentence and status 2', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ run }) => {
      const result = await run({ token: 'wrong' });
      expect(result.exitCode).toBe(2);
      expect(result.annotations.map(({ message }) => message)).toEqual([
        'GitHub does not accept the token in the input github-token.',
      ]);
    });
  });
});

describe('GitHub out of order', () => {
  test('a review that was stored before its answer got lost is not posted twice', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
      double.fault({ method: 'POST', path: /\/reviews$/, kind: 'bad-gateway-after' });
      double.fault({ method: 'POST', path: /\/issues\/\d+\/comments$/, kind: 'bad-gateway-after' });
      expect((await run()).exitCode).toBe(1);
      expect(double.reviewComments(pull)).toHaveLength(1);
      expect(double.issueComments(pull)).toHaveLength(1);
    });
  });

  test('a review that was not stored is posted again', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
      double.fault({ method: 'POST', path: /\/reviews$/, kind: 'bad-gateway' });
      expect((await run()).exitCode).toBe(1);
      expect(double.reviewComments(pull)).toHaveLength(1);
    });
  });

  test('a limit is waited for', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
      double.fault({ method: 'POST', path: /\/reviews$/, kind: 'secondary-limit', seconds: 1 });
      expect((await run()).exitCode).toBe(1);
      expect(double.reviewComments(pull)).toHaveLength(1);
    });
  });

  test('a head that moved during the run gets no comments of the older commit', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, push }) => {
      const event = pullRequestEvent({ double, pull });
      push({ 'README.md': 'later' });
      const result = await run({ event });
      expect(double.reviewComments(pull)).toEqual([]);
      expect(result.summary).toContain('has moved on');
    });
  });
});

describe('hostile pull requests', () => {
  test('a comment of somebody else that carries our mark is left alone', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
      double.comment(pull, { login: 'mallory', body: 'hi\n\n<!-- cidrlint:summary -->' });
      double.commentLine(
        pull,
        { path: 'terraform.tfvars', line: 2, side: 'RIGHT' },
        { login: 'mallory', body: 'hi\n\n<!-- cidrlint:finding:0123456789abcdef0123 -->' },
      );
      await run();
      expect(double.issueComments(pull).filter(({ author }) => author === 'mallory')[0]?.body).toMatch(/^hi/);
      expect(
        double
          .reviewComments(pull)
          .map(({ author }) => author)
          .sort(),
      ).toEqual(['github-actions[bot]', 'mallory']);
    });
  });

  test('the rules of the base judge: a head that turns them off is judged all the same', async () => {
    await withPullRequest(
      { ...base, '.github/cidrlint.yml': 'rules:\n  overlap: error\n' },
      { 'terraform.tfvars': BAD, '.github/cidrlint.yml': 'rules:\n  overlap: off\n' },
      async ({ double, pull, run }) => {
        const result = await run();
        expect(result.exitCode).toBe(1);
        expect(double.reviewComments(pull)).toHaveLength(1);
        expect(result.summary).toContain('the one of the base branch was applied');
      },
    );
  });

  test('names from the code are neither commands, nor mentions, nor markup', async () => {
    const evil = '::error::x ##[error]y @acme/all <img src=x> [a](http://e) `code`';
    const network = NETWORK.replace('"vnet-a"', JSON.stringify(evil));
    await withPullRequest(
      base,
      { 'network.tf': network, 'terraform.tfvars': BAD },
      async ({ double, pull, run }) => {
        const result = await run();
        const texts = [
          ...double.reviewComments(pull).map(({ body }) => body),
          ...double.issueComments(pull).map(({ body }) => body),
          result.summary,
        ];
        expect(texts.length).toBeGreaterThanOrEqual(3);
        for (const text of texts) {
          const prose = text.replace(/(`+)[^`].*?[^`]?\1(?!`)/g, '');
          expect(prose).not.toContain('@acme');
          expect(prose).not.toContain('<img');
          expect(prose).not.toContain('](http://e)');
        }
        expect(result.annotations.filter(({ title }) => title === undefined)).toEqual([]);
      },
    );
  });
});

test('a changed file that cannot be read is told on its line', async () => {
  await withPullRequest(base, { 'broken.tf': 'locals {\n  a = = 1\n}\n' }, async ({ run }) => {
    const result = await run();
    expect(result.exitCode).toBe(0);
    expect(result.annotations).toMatchObject([
      { level: 'warning', title: 'cidrlint: hcl-syntax', file: 'broken.tf', line: 2 },
    ]);
    expect(result.summary).toContain('broken.tf:2');
  });
});

describe('inputs', () => {
  test('comments and summary can be turned off, and the level that fails chosen', async () => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run }) => {
      const result = await run({ inputs: { review: 'false', summary: 'false', 'fail-on': 'never' } });
      expect(result.exitCode).toBe(0);
      expect(double.reviewComments(pull)).toEqual([]);
      expect(double.issueComments(pull)).toEqual([]);
      expect(Object.fromEntries(result.outputs)).toMatchObject({
        'new-findings': '1',
        conclusion: 'success',
      });
    });
  });

  test.each([
    [{ 'fail-on': 'fatal' }, 'The input fail-on takes error, warning, note, never, and not "fatal".'],
    [{ review: 'yes' }, 'The input review takes true, false, and not "yes".'],
    [{ 'github-token': '' }, 'The input github-token is empty: give ${{ github.token }}.'],
  ])('%j is one clear sentence and status 2', async (inputs, message) => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ run }) => {
      const result = await run({ inputs });
      expect(result.exitCode).toBe(2);
      expect(result.annotations.map((annotation) => annotation.message)).toEqual([message]);
    });
  });

  test('paths limit what is judged', async () => {
    await withPullRequest(
      { 'live/network.tf': NETWORK, 'live/terraform.tfvars': GOOD },
      { 'live/terraform.tfvars': BAD, 'lab/x.tf': 'locals {}' },
      async ({ run }) => {
        expect((await run({ inputs: { paths: './lab/' } })).outputs.get('findings')).toBe('0');
        expect((await run({ inputs: { paths: 'lab\nlive' } })).outputs.get('findings')).toBe('1');
      },
    );
  });
});

describe('other events', () => {
  test.each(['push', 'merge_group', 'workflow_dispatch'])('%s is judged without comments', async (name) => {
    await withPullRequest(base, { 'terraform.tfvars': BAD }, async ({ double, pull, run, repository }) => {
      const shas = { baseSha: repository.sha('main'), headSha: repository.sha('change') };
      const event =
        name === 'push'
          ? pushEvent({ double, repository: pull.repository, ...shas })
          : name === 'merge_group'
            ? mergeGroupEvent({ double, repository: pull.repository, ...shas })
            : workflowDispatchEvent({ double, repository: pull.repository, sha: shas.headSha });
      const result = await run({ event });
      expect(result.exitCode).toBe(1);
      expect(result.annotations).toHaveLength(1);
      expect(double.reviewComments(pull)).toEqual([]);
    });
  });

  test('GitHub Enterprise Server is reached by its own addresses', async () => {
    await withPullRequest(
      base,
      { 'terraform.tfvars': BAD },
      async ({ double, pull, run }) => {
        await run();
        expect(double.reviewComments(pull)).toHaveLength(1);
        expect(double.reviewComments(pull)[0]?.body).not.toContain('github.com');
      },
      { flavour: 'ghes' },
    );
  });
});
