/** The overlap rule: who is told, of what, where a pull request shows it, and that its fixes repair. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import rule from '../../rules/overlap/rule.ts';
import type { Edit } from '../../src/findings/finding.ts';
import { formatPrefix, overlaps, prefixOf, type Prefix } from '../../src/ip/prefix.ts';
import { judgeChange, judgeFiles, lineOf, onlyFinding, type Files } from './road.ts';

function network(name: string, ...cidrs: readonly string[]): string {
  return [
    `resource "azurerm_virtual_network" "${name}" {`,
    `  name                = "vnet-${name}"`,
    `  resource_group_name = "rg"`,
    `  address_space       = [${cidrs.map((cidr) => (/^[\d:a-f]+[.:]/.test(cidr) ? `"${cidr}"` : cidr)).join(', ')}]`,
    '}',
    '',
  ].join('\n');
}

function peering(from: string, to: string, more = ''): string {
  return [
    `resource "azurerm_virtual_network_peering" "${from}_to_${to}" {`,
    `  name                      = "${from}-to-${to}"`,
    `  resource_group_name       = "rg"`,
    `  virtual_network_name      = azurerm_virtual_network.${from}.name`,
    `  remote_virtual_network_id = azurerm_virtual_network.${to}.id`,
    more,
    '}',
    '',
  ].join('\n');
}

function subnet(name: string, ofNetwork: string, cidr: string): string {
  return [
    `resource "azurerm_subnet" "${name}" {`,
    `  name                 = "${name}"`,
    `  resource_group_name  = "rg"`,
    `  virtual_network_name = azurerm_virtual_network.${ofNetwork}.name`,
    `  address_prefixes     = [${cidr}]`,
    '}',
    '',
  ].join('\n');
}

describe('the finding', () => {
  test('names both ranges, what they share, the path that joins them, and a free range', () => {
    const main = network('hub', '10.0.0.0/16') + network('spoke', '10.0.4.0/22') + peering('spoke', 'hub');
    const finding = onlyFinding(judgeFiles(rule, { 'main.tf': main }));
    expect(finding.message).toBe(
      'Network vnet-spoke (10.0.4.0/22) shares 10.0.4.0/22 with network vnet-hub (10.0.0.0/16); they are joined: ' +
        'vnet-spoke → vnet-hub (peering). Give vnet-spoke 10.1.0.0/22, which is free in 10.0.0.0/8.',
    );
    expect(finding.subjects).toEqual(['azurerm_virtual_network.hub', 'azurerm_virtual_network.spoke']);
    expect(finding.data).toEqual({
      shared: ['10.0.4.0/22'],
      ranges: [['10.0.0.0/16'], ['10.0.4.0/22']],
      joined: true,
    });
  });

  test('stands at the spoke, whichever of the two comes first', () => {
    const hub = network('zz_hub', '10.0.0.0/16') + peering('zz_hub', 'other');
    const main =
      hub + network('aa', '10.0.4.0/22') + peering('aa', 'zz_hub') + network('other', '10.9.0.0/16');
    expect(onlyFinding(judgeFiles(rule, { 'main.tf': main })).message).toMatch(/^Network vnet-aa /);
  });

  test('does not depend on the order of files and blocks', () => {
    const blocks = [
      network('a', '10.0.0.0/16'),
      network('b', '10.0.0.0/20'),
      network('c', '10.0.8.0/21'),
      peering('a', 'b'),
      peering('b', 'c'),
    ];
    const findingsOf = (order: readonly string[]) =>
      judgeFiles(rule, { 'main.tf': order.join('') }).findings.map(
        ({ message, fingerprint }) => `${fingerprint} ${message}`,
      );
    const expected = findingsOf(blocks).sort();
    expect(expected).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(blocks, { minLength: blocks.length }), (order) => {
        expect(findingsOf(order).sort()).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('in a pull request', () => {
  const before: Files = {
    'networks.tf': network('hub', '10.0.0.0/16') + network('spoke', 'var.spoke_cidr'),
    'peerings.tf': peering('spoke', 'hub'),
    'variables.tf': 'variable "spoke_cidr" {\n  type = string\n}\n',
    'terraform.tfvars': 'spoke_cidr = "10.1.0.0/16"\n',
  };

  test.each<[string, Files, string]>([
    ['the typed value', { 'terraform.tfvars': 'spoke_cidr = "10.0.128.0/17"\n' }, 'terraform.tfvars:1'],
    [
      'the range of the other network',
      { 'networks.tf': network('hub', '10.0.0.0/15') + network('spoke', 'var.spoke_cidr') },
      'networks.tf:4',
    ],
    [
      'the place that takes another value',
      { 'networks.tf': network('hub', '10.0.0.0/16') + network('spoke', 'cidrsubnet("10.0.0.0/8", 8, 0)') },
      'networks.tf:9',
    ],
  ])('it stands at %s when that was changed', (_, change, place) => {
    const { findings } = judgeChange(rule, before, { ...before, ...change });
    expect(findings.map((finding) => [lineOf(finding.place), finding.status, finding.onChangedLine])).toEqual(
      [[place, 'new', true]],
    );
  });

  test('it stands at the peering when that was added', () => {
    const unjoined = { ...before, 'terraform.tfvars': 'spoke_cidr = "10.0.128.0/17"\n', 'peerings.tf': '' };
    const joined = { ...unjoined, 'peerings.tf': before['peerings.tf'] ?? '' };
    expect(judgeFiles(rule, unjoined).findings).toEqual([]);
    const finding = onlyFinding(judgeChange(rule, unjoined, joined));
    expect(lineOf(finding.place)).toBe('peerings.tf:1');
    expect(finding.related.map(({ range }) => lineOf(range))).toContain('terraform.tfvars:1');
  });

  test('joining what was told as a note before is a new fault', () => {
    const option = { 'cidrlint.yml': 'rules:\n  overlap: { unconnected: true }\n' };
    const apart: Files = { ...option, 'main.tf': network('a', '10.0.0.0/16') + network('b', '10.0.0.0/16') };
    expect(onlyFinding(judgeFiles(rule, apart)).level).toBe('note');
    const joined: Files = { ...apart, 'peering.tf': peering('a', 'b') };
    const finding = onlyFinding(judgeChange(rule, apart, joined));
    expect([finding.level, finding.status, lineOf(finding.place)]).toEqual(['error', 'new', 'peering.tf:1']);
  });

  test('moved lines change nothing, and another range is another fault', () => {
    const faulty: Files = { ...before, 'terraform.tfvars': 'spoke_cidr = "10.0.128.0/17"\n' };
    const moved = {
      ...faulty,
      'networks.tf': `# more\n\n${faulty['networks.tf'] ?? ''}`,
      'terraform.tfvars': '\n\nspoke_cidr = "10.0.128.0/17"\n',
    };
    expect(judgeChange(rule, faulty, moved).findings.map(({ status }) => status)).toEqual(['existing']);
    const changed = { ...faulty, 'terraform.tfvars': 'spoke_cidr = "10.0.192.0/18"\n' };
    const report = judgeChange(rule, faulty, changed);
    expect(report.findings.map(({ status }) => status)).toEqual(['new']);
    expect(report.fixed).toHaveLength(1);
  });

  test('a range that became unknown is not called fixed', () => {
    const faulty: Files = { ...before, 'terraform.tfvars': 'spoke_cidr = "10.0.128.0/17"\n' };
    const report = judgeChange(rule, faulty, { ...faulty, 'terraform.tfvars': '' });
    expect([report.findings, report.fixed]).toEqual([[], []]);
    expect(report.notJudged.map(({ subject }) => subject)).toEqual(['azurerm_virtual_network.spoke']);
  });
});

/** The files with the edits made, from the last one of each file to the first. */
function apply(files: Files, edits: readonly Edit[]): Files {
  const edited: Record<string, string> = { ...files };
  for (const { range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    const old = edited[range.file.path] ?? '';
    edited[range.file.path] = old.slice(0, range.start) + text + old.slice(range.end);
  }
  return edited;
}

describe('the fix', () => {
  const hub = network('hub', '10.0.0.0/16');
  const join = peering('spoke', 'hub');

  test.each<[string, Files, number]>([
    ['a range alone', { 'main.tf': hub + network('spoke', '10.0.4.0/22') + join }, 1],
    ['several ranges', { 'main.tf': hub + network('spoke', '10.0.4.0/22', '10.0.8.0/24') + join }, 2],
    [
      'the subnets along',
      {
        'main.tf':
          hub +
          network('spoke', '10.0.4.0/22') +
          subnet('a', 'spoke', '"10.0.4.0/24"') +
          subnet('b', 'spoke', '"10.0.6.128/25"') +
          join,
      },
      3,
    ],
    [
      'one text of which the subnets are computed',
      {
        'main.tf':
          hub + network('spoke', 'local.cidr') + subnet('a', 'spoke', 'cidrsubnet(local.cidr, 2, 1)') + join,
        'locals.tf': 'locals {\n  cidr = "10.0.4.0/22"\n}\n',
      },
      1,
    ],
    [
      'a value file',
      {
        'main.tf': `${hub}${network('spoke', 'var.cidr')}${join}variable "cidr" {}\n`,
        'terraform.tfvars': 'cidr = "10.0.4.0/22"\n',
      },
      1,
    ],
    [
      'one text of two deployments',
      {
        'main.tf': `${hub}${network('spoke', '10.0.4.0/22')}${join}variable "env" {}\n`,
        'dev.tfvars': 'env = "dev"\n',
        'prod.tfvars': 'env = "prod"\n',
      },
      1,
    ],
  ])('moves %s, and nothing is left to find', (_, files, edits) => {
    const { fix } = onlyFinding(judgeFiles(rule, files));
    expect(fix?.edits).toHaveLength(edits);
    const report = judgeFiles(rule, apply(files, fix?.edits ?? []));
    expect(report.diagnostics).toEqual([]);
    expect(report.findings).toEqual([]);
    // Every subnet still lies in its network.
    for (const { prefixes } of report.model.all('subnet')) {
      for (const { value } of prefixes.items) {
        const around = report.model.all('network').flatMap(({ addressSpace }) => addressSpace.items);
        expect(around.some((fact) => overlaps(fact.value, value) && fact.value.length <= value.length)).toBe(
          true,
        );
      }
    }
  });

  test.each<[string, Files]>([
    ['a computed range', { 'main.tf': hub + network('spoke', 'cidrsubnet("10.0.0.0/8", 8, 0)') + join }],
    [
      'a text that is both ranges',
      {
        'main.tf': `${network('hub', 'local.c')}${network('spoke', 'local.c')}${join}locals {\n  c = "10.0.0.0/16"\n}\n`,
      },
    ],
    [
      'a text with more around it',
      { 'main.tf': hub + network('spoke', 'join("/", ["10.0.4.0", "22"])') + join },
    ],
    [
      'a subnet whose range cannot be moved',
      {
        'main.tf':
          hub +
          network('spoke', '10.0.4.0/22') +
          subnet('a', 'spoke', 'cidrsubnet("10.0.0.0/16", 8, 4)') +
          join,
      },
    ],
    [
      'a subnet whose range is not known',
      {
        'main.tf': `${hub}${network('spoke', '10.0.4.0/22')}${subnet('a', 'spoke', 'var.a')}${join}variable "a" {}\n`,
      },
    ],
  ])('is not offered for %s', (_, files) => {
    const finding = onlyFinding(judgeFiles(rule, files));
    expect(finding.fix).toBeUndefined();
    expect(finding.message).toMatch(/(Give \S+ 10\.|Give network )/);
  });

  test('gives every network a range of its own', () => {
    const main =
      hub +
      network('a', '10.0.0.0/20') +
      network('b', '10.0.0.0/20') +
      peering('a', 'hub') +
      peering('b', 'hub');
    const { findings } = judgeFiles(rule, { 'main.tf': main });
    const offers = findings.map(({ message, fix }) => [message.split(' ')[1], fix?.edits[0]?.text]);
    expect(offers.sort()).toEqual([
      ['vnet-a', '10.1.0.0/20'],
      ['vnet-b', '10.1.16.0/20'],
      ['vnet-b', '10.1.16.0/20'],
    ]);
  });
});

/** Prefixes that often meet: of a /26 of 10.0.0.0, with lengths 26 to 32. */
const prefixes = fc
  .tuple(fc.nat(63), fc.integer({ min: 26, max: 32 }))
  .map(([at, length]) => prefixOf(4, 0x0a000000n + BigInt(at), length));

describe('compared with looking at every pair', () => {
  test('a star finds the pairs that share addresses, each once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(prefixes, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 7 }),
        (spaces) => {
          const names = spaces.map((_, index) => `n${index}`);
          const main = spaces.map((space, index) => network(`n${index}`, ...space.map(formatPrefix)));
          const spokes = names.slice(1).map((name) => peering(name, 'n0'));
          const { findings } = judgeFiles(rule, { 'main.tf': [...main, ...spokes].join('') });
          const expected: string[] = [];
          spaces.forEach((a, i) => {
            spaces.slice(i + 1).forEach((b, offset) => {
              if (shares(a, b))
                expected.push(`azurerm_virtual_network.n${i} azurerm_virtual_network.n${i + 1 + offset}`);
            });
          });
          expect(findings.map(({ subjects }) => subjects.join(' ')).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 60 },
    );
  });
});

function shares(a: readonly Prefix[], b: readonly Prefix[]): boolean {
  return a.some((one) => b.some((other) => overlaps(one, other)));
}
