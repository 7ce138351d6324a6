/** The input `inventory`: what runs already joins the review, unless the pull request brings it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pushEvent } from '../github-double/events.ts';
import { temporaryFolder } from '../github-double/temporary-folders.ts';
import { listedNetwork, networkId, terraformSpoke } from './estate.ts';
import { withPullRequest } from './scenario.ts';

const HUB = networkId('aaaa', 'rg-hub', 'hub');
const APP = networkId('bbbb', 'rg-app', 'app');

/** Code with a VNet that is peered with a hub of another team, its range on line 10. */
const code = (range: string): string => terraformSpoke('bbbb', 'app', range, HUB);
/** The hub of the other team, as an export shows it. */
const vnets = (range: string): string => `${JSON.stringify([listedNetwork(HUB, range, [APP])], null, 2)}\n`;
const VNETS = vnets('10.0.0.0/16');

const GOOD = { 'main.tf': code('10.1.0.0/16') };
const BAD = { 'main.tf': code('10.0.128.0/20') };
const places = (comments: readonly { original: { path: string; line: number | undefined } }[]) =>
  comments.map(({ original }) => `${original.path}:${String(original.line)}`);

/** A folder as an earlier step leaves it. */
function workspaceWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder('workspace');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('a VNet that overlaps one that runs', () => {
  test('has its comment at the code; the export is named and not linked, since nobody could open it', async () => {
    await withPullRequest({ ...GOOD, 'inventory/vnets.json': VNETS }, BAD, async ({ double, pull, run }) => {
      const result = await run({ inputs: { inventory: 'inventory/vnets.json' } });
      expect(result.exitCode).toBe(1);
      expect(places(double.reviewComments(pull))).toEqual(['main.tf:10']);
      const body = double.reviewComments(pull)[0]?.body ?? '';
      expect(body).toContain('shares 10.0.128.0/20 with network hub (10.0.0.0/16)');
      expect(body).toContain('- `inventory/vnets.json:8` network hub has 10.0.0.0/16\n');
      expect(body).not.toContain('(inventory');
      expect(body).toMatch(/```suggestion\n {2}address_space {7}= \["10\.\d+\.\d+\.0\/20"\]\n```/);
      expect(result.annotations).toMatchObject([{ level: 'error', file: 'main.tf', line: 10 }]);
      expect(result.summary).toContain('Address map: 2 networks');
      expect(result.summary).not.toMatch(/vnets\.json#L/);
      expect(double.issueComments(pull)[0]?.body).toContain('`inventory/vnets.json:8`');
    });
  });

  test('is found with an export that an earlier step made', async () => {
    await withPullRequest(GOOD, BAD, async ({ double, pull, run }) => {
      const workspace = workspaceWith({ 'made/vnets.json': VNETS });
      for (const inventory of ['./made/vnets.json\n', join(workspace, 'made', 'vnets.json')]) {
        const result = await run({ workspace, inputs: { inventory } });
        expect(result.exitCode).toBe(1);
        expect(result.summary).not.toContain('> ');
      }
      expect(places(double.reviewComments(pull))).toEqual(['main.tf:10']);
    });
  });

  test('was there before when the base had it', async () => {
    const base = { ...BAD, 'vnets.json': VNETS };
    await withPullRequest(base, { 'README.md': 'x' }, async ({ double, pull, run }) => {
      const result = await run({ inputs: { inventory: 'vnets.json' } });
      expect(result.exitCode).toBe(0);
      expect(Object.fromEntries(result.outputs)).toMatchObject({ findings: '1', 'new-findings': '0' });
      expect(double.reviewComments(pull)).toEqual([]);
    });
  });
});

describe('an inventory of the pull request', () => {
  const BROUGHT = 'The inventory vnets.json is new in this change: it counts once the base branch has it.';

  test('is not used, however it is named, and that is said', async () => {
    await withPullRequest(GOOD, { ...BAD, 'vnets.json': VNETS }, async ({ run, repository }) => {
      const workspace = repository.directory;
      for (const inventory of ['vnets.json', './/x/../vnets.json', join(workspace, 'vnets.json')]) {
        const result = await run({ workspace, inputs: { inventory } });
        expect(result.exitCode).toBe(0);
        expect(result.summary).toContain(`> ${BROUGHT}`);
        expect(result.annotations.map(({ level, message }) => [level, message])).toEqual([
          ['warning', BROUGHT],
        ]);
        expect(result.summary).toContain('Address map: 1 network');
      }
    });
  });

  test('that a pattern of the rule file finds is not used either', async () => {
    const rules = { '.github/cidrlint.yml': 'inventory: ["inventory/*.json"]\n' };
    const base = { ...GOOD, ...rules, 'inventory/vnets.json': VNETS };
    const head = { ...BAD, 'inventory/more.json': vnets('10.99.0.0/16'), 'inventory/other.json': '[' };
    await withPullRequest(base, head, async ({ double, pull, run, push }) => {
      const result = await run();
      expect(result.exitCode).toBe(1);
      expect(double.issueComments(pull)[0]?.body).toContain(
        '> The inventories inventory/more.json, inventory/other.json are new in this change: they count once the base branch has them.',
      );

      push({}, ['inventory/vnets.json', 'inventory/more.json', 'inventory/other.json']);
      expect((await run()).exitCode).toBe(1);
      expect(double.issueComments(pull)[0]?.body).toContain(
        '> This change touches the inventory inventory/vnets.json: the one of the base branch was used.',
      );
    });
  });

  test('that is a changed one of the base counts as it was', async () => {
    const base = { ...GOOD, 'vnets.json': VNETS };
    const head = { ...BAD, 'vnets.json': vnets('10.99.0.0/16') };
    await withPullRequest(base, head, async ({ double, pull, run, repository }) => {
      const result = await run({ workspace: repository.directory, inputs: { inventory: 'vnets.json' } });
      expect(result.exitCode).toBe(1);
      expect(double.issueComments(pull)[0]?.body).toContain(
        '> This change touches the inventory vnets.json: the one of the base branch was used.',
      );
    });
  });

  test('that the base changed since then is no doing of the change', async () => {
    const base = { ...GOOD, 'vnets.json': vnets('10.99.0.0/16') };
    await withPullRequest(base, BAD, async ({ double, pull, run, repository }) => {
      repository.checkout('main');
      repository.commit({ files: { 'vnets.json': VNETS, '.github/cidrlint.yml': 'rules: {}\n' } });
      double.setBase(pull, repository.sha('main'));
      const result = await run({ inputs: { inventory: 'vnets.json' } });
      expect(result.exitCode).toBe(1);
      expect(result.summary).not.toContain('> ');
    });
  });

  test('counts when the commit is on the branch', async () => {
    const base = { ...GOOD, 'vnets.json': vnets('10.99.0.0/16') };
    await withPullRequest(
      base,
      { ...BAD, 'vnets.json': VNETS },
      async ({ double, pull, run, repository }) => {
        const shas = { baseSha: repository.sha('main'), headSha: repository.sha('change') };
        const event = pushEvent({ double, repository: pull.repository, ...shas });
        const result = await run({ event, inputs: { inventory: 'vnets.json' } });
        expect(result.exitCode).toBe(1);
        expect(result.summary).not.toContain('> ');
      },
    );
  });

  test('behind a link is refused', async () => {
    await withPullRequest(GOOD, BAD, async ({ run, repository, push }) => {
      symlinkSync('evil.json', join(repository.directory, 'link.json'));
      repository.git('add', 'link.json');
      push({ 'evil.json': VNETS });
      const result = await run({ workspace: repository.directory, inputs: { inventory: 'link.json' } });
      expect(result.exitCode).toBe(2);
      expect(result.annotations.map(({ message }) => message)).toEqual([
        'The input inventory names "link.json", which is a link in the repository: links are not followed.',
      ]);
    });
  });
});

test('an input that names no inventory is one clear sentence and status 2', async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['x.json', /^x\.json: It is not known what this inventory is\. Known are: /],
    ['nowhere.json', /^The input inventory names "nowhere\.json", and there is no such file\.$/],
    ['/etc/hostname', /^The input inventory names "\/etc\/hostname", which lies outside of the workspace\.$/],
    ['./', /^The inventory "\." is no file\.$/],
  ];
  await withPullRequest({ ...GOOD, 'x.json': '{"a": 1}' }, BAD, async ({ double, pull, run }) => {
    for (const [inventory, message] of cases) {
      const result = await run({ inputs: { inventory } });
      expect(result.exitCode).toBe(2);
      expect(result.annotations.map((one) => one.message)).toEqual([expect.stringMatching(message)]);
    }
    expect(double.reviewComments(pull)).toEqual([]);
  });
});
