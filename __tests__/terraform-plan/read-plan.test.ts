/** Reading plan files: which instances stay, what is refused, and what may be shown of the file. */
import fc from 'fast-check';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openPlans } from '../../src/cli/open-plans.ts';
import { loadPlan, planArgument } from '../../src/config/plan-file.ts';
import { UsageError } from '../../src/config/usage-error.ts';
import { openPlans as openWorkspacePlans } from '../../src/github/open-plans.ts';
import { withoutKeys } from '../../src/languages/terraform/plan/plan-address.ts';
import { readPlanBytes } from '../../src/languages/terraform/plan/read-plan.ts';
import { changed, planText, readText } from './plan-json.ts';

describe('actions', () => {
  test.each<[readonly string[], boolean]>([
    [['no-op'], true],
    [['create'], true],
    [['read'], true],
    [['update'], true],
    [['delete', 'create'], true],
    [['create', 'delete'], true],
    [['create', 'forget'], true],
    [['delete'], false],
    [['forget'], false],
  ])('after %j the instance exists: %s', (actions, exists) => {
    const { plan } = readText(planText([changed('azurerm_subnet.a', { actions, after: { name: 'a' } })]));
    expect(plan?.instances.map(({ address }) => address)).toEqual(exists ? ['azurerm_subnet.a'] : []);
    expect([...(plan?.gone ?? [])]).toEqual(exists ? [] : ['azurerm_subnet.a']);
  });

  test('a leftover of a failed replacement is not the instance that took its place', () => {
    const { plan } = readText(
      planText([
        changed('azurerm_subnet.a', { actions: ['no-op'], after: { name: 'a' } }),
        changed('azurerm_subnet.a', { actions: ['delete'], after: null }, { deposed: '00000000' }),
      ]),
    );
    expect(plan?.instances).toHaveLength(1);
    expect(plan?.gone.size).toBe(0);
  });

  test('data sources that were read while planning stand in the prior state', () => {
    const data = (address: string): unknown => ({
      address,
      mode: 'data',
      type: 'azurerm_virtual_network',
      name: 'hub',
      values: { address_space: ['10.0.0.0/16'] },
    });
    const { plan } = readText(
      planText([], {
        prior_state: {
          values: {
            root_module: {
              resources: [data('data.azurerm_virtual_network.hub'), { ...(changed('a.b', {}) as object) }],
              child_modules: [{ resources: [data('module.m["x"].data.azurerm_virtual_network.hub')] }],
            },
          },
        },
      }),
    );
    expect(plan?.instances.map(({ address, mode }) => `${mode} ${address}`)).toEqual([
      'data data.azurerm_virtual_network.hub',
      'data module.m["x"].data.azurerm_virtual_network.hub',
    ]);
  });
});

describe('what is refused', () => {
  test.each([
    [
      '{"format_version": "2.0", "planned_values": {}}',
      'The plan has the format "2.0". Formats 1.x are read.',
    ],
    [
      '{"format_version": "1.2", "values": {}}',
      /^This is a state and no plan\. .*terraform show -json FILE$/,
    ],
    ['{"resource_changes": []}', /^This is no plan\. .*terraform show -json FILE$/],
    ['[]', /^This is no plan\./],
    ['{"@level":"info"}\n{"@level":"info"}\n', /^These are the messages of a run\./],
  ])('%s', (text, message) => {
    expect(readText(text).diagnostic?.message).toMatch(message);
  });

  test('broken JSON has a place, and the diagnostic holds nothing of the text', () => {
    const { diagnostic } = readText('{"password": "hunter2",\n "x": }');
    expect(diagnostic).toMatchObject({ code: 'json-syntax', range: { start: 30 } });
    expect(diagnostic?.range.file.positionAt(30)).toEqual({ line: 2, column: 7 });
    expect(diagnostic?.range.file.text).not.toContain('hunter2');
  });

  test('a plan without changes is one', () => {
    expect(
      readText('{"format_version": "1.0", "planned_values": {"root_module": {}}}').plan?.instances,
    ).toEqual([]);
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'a binary plan',
      Buffer.from('PK\u0003\u0004rest'),
      /^This is a binary plan\. Write it as JSON with: terraform show -json FILE$/,
    ],
    ['bytes that are no text', Uint8Array.of(0x7b, 0xff, 0x7d), /^This is no text\./],
  ])('%s', (_, bytes, message) => {
    expect(readPlanBytes('p', bytes).diagnostic).toMatchObject({
      code: 'plan-unreadable',
      severity: 'error',
    });
    expect(readPlanBytes('p', bytes).diagnostic?.message).toMatch(message);
  });

  test('UTF-16 as PowerShell redirects it is read', () => {
    const text = planText([changed('azurerm_subnet.a', { after: { name: 'ä' } })]);
    const { plan } = readPlanBytes('p', Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(plan?.instances).toHaveLength(1);
  });

  test('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (changes, state) => {
        const text = planText([], {
          resource_changes: changes,
          prior_state: { values: { root_module: state } },
        });
        expect(readText(text).plan?.instances).toEqual([]);
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(readPlanBytes('p', bytes).plan).toBeUndefined();
      }),
    );
  });
});

describe('what may be shown', () => {
  const text = planText(
    [
      changed('azurerm_a.x', {
        before: { token: 'secret-before' },
        after: {
          name: 'shown-name',
          token: 'secret-after',
          list: ['shown-item', 'secret-item'],
          all: { k: 'secret-deep' },
        },
        after_sensitive: { token: true, list: [false, true], all: true },
      }),
      changed('azurerm_a.gone', { actions: ['delete'], after: null, before: { token: 'secret-gone' } }),
    ],
    { variables: { token: { value: 'secret-variable' } }, output_changes: { o: { after: 'secret-output' } } },
  );

  test('only what planned instances write, at its own places', () => {
    const { plan } = readText(text);
    const shown = plan?.file.text ?? '';
    expect(shown).not.toContain('secret');
    expect(shown).toContain('"shown-name"');
    expect(shown).toContain('"shown-item"');
    expect(shown).toHaveLength(text.length);
    expect(shown.indexOf('"shown-name"')).toBe(text.indexOf('"shown-name"'));
    expect(plan?.file.lineStarts).toEqual([...text.matchAll(/^/gm)].map(({ index }) => index));
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cidrlint-plan-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test.each([
    [
      'tfplan',
      'PK\u0003\u0004',
      'tfplan: This is a binary plan. Write it as JSON with: terraform show -json FILE',
    ],
    ['broken.json', '{\n "a": }', 'broken.json:2:7: A value is expected here.'],
    [
      'two.json',
      '{"format_version": "2.0", "planned_values": {}}',
      'two.json: The plan has the format "2.0". Formats 1.x are read.',
    ],
  ])('%s is refused in one sentence', (name, content, message) => {
    const path = write(name, content);
    expect(() => loadPlan(path, name)).toThrow(new UsageError(message));
  });

  test('a missing file and a folder are told', () => {
    expect(() => loadPlan(join(folder, 'none.json'), 'none.json')).toThrow('There is no plan "none.json".');
    expect(() => loadPlan(folder, 'folder')).toThrow('The plan "folder" is no file.');
  });

  test('the action reads plans in the workspace only, also behind links', () => {
    const outside = mkdtempSync(join(tmpdir(), 'cidrlint-outside-'));
    writeFileSync(join(outside, 'plan.json'), planText([]));
    symlinkSync(join(outside, 'plan.json'), join(folder, 'link.json'));
    write('good.json', planText([changed('azurerm_subnet.a', { after: { name: 'a' } })]));
    const [input] = openWorkspacePlans(['envs/prod=good.json'], folder);
    expect(input).toMatchObject({ folder: 'envs/prod', plan: { file: { path: 'good.json' } } });
    for (const line of ['link.json', join(outside, 'plan.json'), '../x=good.json']) {
      expect(() => openWorkspacePlans([line], folder)).toThrow(/lies outside of the/);
    }
    expect(() => openWorkspacePlans(['none.json'], folder)).toThrow(/there is no such file/);
    rmSync(outside, { recursive: true });
  });

  test('the command line takes folders of the tree only', () => {
    const path = write('plan.json', planText([]));
    const root = realpathSync(folder);
    expect(openPlans(root, [`${root}=${path}`])).toMatchObject([{ folder: '' }]);
    expect(() => openPlans(root, [`${tmpdir()}=${path}`])).toThrow(/^--plan takes FOLDER=FILE/);
  });

  test('FOLDER=FILE', () => {
    expect(planArgument('plan.json', () => false)).toEqual({ folder: undefined, file: 'plan.json' });
    expect(planArgument('envs/a=plan.json', () => false)).toEqual({ folder: 'envs/a', file: 'plan.json' });
    expect(planArgument('a=b.json', (path) => path === 'a=b.json')).toEqual({
      folder: undefined,
      file: 'a=b.json',
    });
  });
});

test.each([
  ['a.b', 'a.b'],
  ['module.s["x.y"].a.b[0]', 'module.s.a.b'],
  ['module.s["x]\\"["].module.t[1].data.a.b["k"]', 'module.s.module.t.data.a.b'],
  ['a.b["open', 'a.b'],
])('the address %s without keys is %s', (address, block) => {
  expect(withoutKeys(address)).toBe(block);
});
