/** The input `plan`: values that only a plan knows, commented at the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changed, planText } from '../terraform-plan/plan-json.ts';
import { temporaryFolder } from '../github-double/temporary-folders.ts';
import { peered, withPullRequest } from './scenario.ts';

/** Two peered VNets in the folder `net`; the range of `b` stands on line 17. */
const code = (range: string): string => `data "azurerm_key_vault_secret" "range" {
  name         = "range"
  key_vault_id = "kv"
}
${peered('a', '"10.0.0.0/16"', 'b', range)}`;
const GOOD = { 'net/main.tf': code('"10.1.0.0/16"') };
const BAD = { 'net/main.tf': code('data.azurerm_key_vault_secret.range.value') };

const network = (name: string, range: string, isSecret = false): unknown =>
  changed(`azurerm_virtual_network.${name}`, {
    after: {
      name: `vnet-${name}`,
      resource_group_name: 'rg',
      location: 'westeurope',
      address_space: [range],
    },
    after_unknown: { id: true, guid: true, address_space: [false] },
    after_sensitive: { address_space: isSecret },
  });
const peering = (from: string, to: string): unknown =>
  changed(`azurerm_virtual_network_peering.${from}_${to}`, {
    after: { name: `${from}-to-${to}`, resource_group_name: 'rg', virtual_network_name: `vnet-${from}` },
    after_unknown: { id: true, remote_virtual_network_id: true },
  });

/** What `terraform show -json` writes of it, when the secret says this. */
const plan = (range: string, isSecret = false): string =>
  planText([
    network('a', '10.0.0.0/16'),
    network('b', range, isSecret),
    peering('a', 'b'),
    peering('b', 'a'),
  ]);

function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder('workspace');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test('a value that only the plan knows has its comment on the changed line of the code', async () => {
  await withPullRequest(GOOD, BAD, async ({ double, pull, run }) => {
    const without = await run();
    expect(without.exitCode).toBe(0);
    expect(without.summary).toContain('Not judged');

    const workspace = workspaceWith({ 'plan.json': plan('10.0.64.0/20') });
    for (const input of ['plan.json', './net/=plan.json']) {
      const result = await run({ workspace, inputs: { plan: input } });
      expect(result.exitCode).toBe(1);
      expect(Object.fromEntries(result.outputs)).toMatchObject({ findings: '1', 'new-findings': '1' });
    }
    const [comment, ...others] = double.reviewComments(pull);
    expect(others).toEqual([]);
    expect(comment?.original).toMatchObject({ path: 'net/main.tf', line: 17 });
    expect(comment?.body).toContain('Network vnet-b (10.0.64.0/20) shares 10.0.64.0/20 with network vnet-a');
    // A range that is read from somewhere cannot be replaced in the code.
    expect(comment?.body).not.toContain('```suggestion');
    expect(comment?.body).not.toContain('plan.json');

    const harmless = workspaceWith({ 'plan.json': plan('10.1.0.0/20') });
    expect((await run({ workspace: harmless, inputs: { plan: 'plan.json' } })).exitCode).toBe(0);
    expect(double.reviewComments(pull)).toEqual([]);
  });
});

test('a range that the plan marks as secret is told of nowhere', async () => {
  await withPullRequest(GOOD, BAD, async ({ double, pull, run }) => {
    const workspace = workspaceWith({ 'plan.json': plan('10.0.64.0/20', true) });
    const result = await run({ workspace, inputs: { plan: 'plan.json' } });
    expect(result.exitCode).toBe(1);
    const model = readFileSync(result.outputs.get('model-file') ?? '', 'utf8');
    const texts = [...double.reviewComments(pull), ...double.issueComments(pull)].map(({ body }) => body);
    expect(texts).toHaveLength(2);
    expect([...texts, result.summary, result.log, result.stderr, model].join('\n')).not.toContain('10.0.64');
    expect(texts[0]).toContain(
      'Network vnet-b shares addresses that are marked sensitive with network vnet-a',
    );
  });
});

test('a plan without its code is told of, and nothing leads to the file that nobody can open', async () => {
  await withPullRequest(
    { 'README.md': 'x' },
    { 'net/other.tf': 'locals {}\n' },
    async ({ double, pull, run }) => {
      const workspace = workspaceWith({ 'plan.json': plan('10.0.64.0/20') });
      const result = await run({ workspace, inputs: { plan: 'plan.json' } });
      expect(result.summary).toContain(
        '`plan.json:1` No root module that was read has what this plan deploys.',
      );
      expect(`${result.summary}${String(double.issueComments(pull)[0]?.body)}`).not.toContain('plan.json#');
    },
  );
});

test('what is no plan in JSON is one clear sentence and status 2', async () => {
  const cases: readonly (readonly [string, string])[] = [
    ['tfplan', 'tfplan: This is a binary plan. Write it as JSON with: terraform show -json FILE'],
    ['bad.json', 'bad.json: This is no plan. Write the plan as JSON with: terraform show -json FILE'],
    ['nowhere.json', 'The input plan names "nowhere.json", and there is no such file.'],
    ['../x=plan.json', 'The input plan names the folder "../x", which lies outside of the repository.'],
  ];
  await withPullRequest(GOOD, BAD, async ({ double, pull, run }) => {
    const workspace = workspaceWith({
      'plan.json': plan('10.0.64.0/20'),
      tfplan: Uint8Array.of(0x50, 0x4b, 3, 4, 0, 1, 2, 255),
      'bad.json': '{"a": 1}',
    });
    for (const [input, message] of cases) {
      const result = await run({ workspace, inputs: { plan: input } });
      expect(result.exitCode).toBe(2);
      expect(result.annotations.map((annotation) => annotation.message)).toEqual([message]);
    }
    expect(double.reviewComments(pull)).toEqual([]);
  });
});
