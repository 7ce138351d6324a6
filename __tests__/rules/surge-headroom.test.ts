/** The surge-headroom rule: its sums in every network mode, its levels, and what it does not judge. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import rule from '../../rules/surge-headroom/rule.ts';
import type { FindingData } from '../../src/findings/finding.ts';
import { cluster, nodes, NETWORK, subnet, type Cluster, type Pool } from './aks-code.ts';
import { judgeChange, judgeFiles, lineOf, onlyFinding, type Files } from './road.ts';

/** A plain fact as text. */
function word(data: FindingData | undefined): string {
  return typeof data === 'string' || typeof data === 'number' ? String(data) : '';
}

describe('the node subnet', () => {
  test.each<[string, string, Cluster, string]>([
    [
      'the surge in percent is rounded up',
      '10.0.0.0/24',
      { pools: [{ count: 8, surge: '"33%"' }] },
      '8 nodes + 3 surge = 11, each 31 addresses = 341',
    ],
    [
      'the surge in nodes',
      '10.0.0.0/24',
      { pools: [{ count: 8, surge: '"1"' }] },
      '8 nodes + 1 surge = 9, each 31 addresses = 279',
    ],
    [
      'never more surge than nodes',
      '10.0.0.0/25',
      { pools: [{ count: 2, surge: '"10"', pods: 40 }] },
      '2 nodes + 2 surge = 4, each 41 addresses = 164',
    ],
    [
      'a tenth without a setting',
      '10.0.0.0/23',
      { pools: [{ count: 15 }] },
      '15 nodes + 2 surge = 17, each 31 addresses = 527',
    ],
    [
      'at least one without a setting',
      '10.0.0.0/24',
      { pools: [{ count: 8 }] },
      '8 nodes + 1 surge = 9, each 31 addresses = 279',
    ],
    [
      'the maximum of the autoscaler',
      '10.0.0.0/24',
      { pools: [{ count: 1, max: 9, surge: '1' }] },
      '9 nodes + 1 surge = 10, each 31 addresses = 310',
    ],
    [
      'no surge for spot pools',
      '10.0.0.0/24',
      {
        pools: [
          { count: 1, surge: '0' },
          { max: 9, spot: true },
        ],
      },
      'system: 1 node, each 31 addresses = 31; user0: 9 nodes, each 31 addresses = 279, together 310',
    ],
    [
      'pods only count where they live in the subnet',
      '10.0.0.0/27',
      { mode: 'overlay', pools: [{ count: 25, surge: '"33%"' }] },
      '25 nodes + 9 surge = 34',
    ],
    [
      'kubenet',
      '10.0.0.0/27',
      { mode: 'kubenet', pools: [{ count: 25, surge: '5' }] },
      '25 nodes + 5 surge = 30',
    ],
    [
      'bring your own',
      '10.0.0.0/27',
      { mode: 'none', pools: [{ count: 28, surge: '1' }] },
      '28 nodes + 1 surge = 29',
    ],
    [
      'the API server of a private cluster',
      '10.0.0.0/27',
      { mode: 'overlay', isPrivate: true, pools: [{ count: 24, surge: '3' }] },
      '24 nodes + 3 surge = 27, plus 1 private API server = 28',
    ],
  ])('%s', (_, cidr, one, sum) => {
    const finding = onlyFinding(judgeFiles(rule, nodes(cidr, one)));
    expect(finding.message).toContain(`: ${sum}; ${cidr} has `);
    expect(finding.subjects[0]).toBe('azurerm_subnet.nodes');
  });

  test('the whole sentence, and the data', () => {
    const finding = onlyFinding(
      judgeFiles(rule, nodes('10.0.0.0/24', { pools: [{ count: 8, surge: '"33%"' }] })),
    );
    expect(finding.message).toBe(
      'Subnet nodes has no room for the nodes that an upgrade of cluster aks-c0 adds: 8 nodes + 3 surge = 11, each 31 ' +
        'addresses = 341; 10.0.0.0/24 has 251 usable. Use a /23 or larger, or a lower maximum of nodes, pods per node or surge.',
    );
    expect(finding.data).toEqual({
      room: 'node-subnet',
      ranges: ['10.0.0.0/24'],
      fault: 'surge',
      needed: 341,
      capacity: 251,
    });
  });

  test('all clusters on a subnet count together', () => {
    const one: Cluster = { mode: 'overlay', pools: [{ count: 12, surge: '2' }] };
    expect(judgeFiles(rule, nodes('10.0.0.0/27', one)).findings).toEqual([]);
    const finding = onlyFinding(judgeFiles(rule, nodes('10.0.0.0/27', one, one)));
    expect(finding.message).toContain('clusters aks-c0 and aks-c1');
    expect(finding.message).toContain(
      'aks-c0 system: 12 nodes + 2 surge = 14; aks-c1 system: 12 nodes + 2 surge = 14, together 28',
    );
  });

  test('more than five pools are summed up', () => {
    const pools = Array.from({ length: 7 }, () => ({ count: 4, surge: '1' }));
    const finding = onlyFinding(judgeFiles(rule, nodes('10.0.0.0/27', { mode: 'overlay', pools })));
    expect(finding.message).toContain('; 3 more pools: 15, together 35; ');
  });

  test('other users of the subnet count, and prefixes add up', () => {
    const files = (more: string): Files => ({
      'main.tf':
        NETWORK +
        subnet('nodes', '10.0.0.0/28', '10.0.1.0/28', 'fd00::/64') +
        cluster('c', { mode: 'overlay', pools: [{ count: 18, surge: '2' }] }) +
        more,
    });
    const card = (name: string) =>
      `resource "azurerm_network_interface" "${name}" {\n  name = "${name}"\n  ip_configuration {\n    subnet_id = azurerm_subnet.nodes.id\n  }\n}\n`;
    const endpoint =
      'resource "azurerm_private_endpoint" "e" {\n  name = "e"\n  subnet_id = azurerm_subnet.nodes.id\n}\n';
    expect(judgeFiles(rule, files(card('a') + card('b'))).findings).toEqual([]);
    const finding = onlyFinding(judgeFiles(rule, files(card('a') + card('b') + endpoint)));
    expect(finding.message).toContain(
      '18 nodes + 2 surge = 20, plus 1 private endpoint and 2 network interfaces = 23; 10.0.0.0/28 and 10.0.1.0/28 together have 22 usable. Use a /27 or larger',
    );
  });
});

describe('levels', () => {
  const levelOf = (version: string | undefined, count: number, surge: string) => {
    const one: Cluster = {
      mode: 'overlay',
      pools: [{ count, surge }],
      ...(version === undefined ? {} : { version }),
    };
    const [finding] = judgeFiles(rule, nodes('10.0.0.0/27', one)).findings;
    return finding === undefined ? 'fits' : `${finding.level} ${word(finding.data['fault'])}`;
  };

  test.each([
    ['1.34', 26, '1', 'fits'],
    ['1.34', 26, '2', 'error surge'],
    [undefined, 26, '2', 'error surge'],
    ['1.35', 26, '2', 'warning slowSurge'],
    ['1.35.4', 26, '2', 'warning slowSurge'],
    ['2.0', 26, '2', 'warning slowSurge'],
    ['1.35', 27, '1', 'error surge'],
    ['1.35', 28, '1', 'error nodes'],
    ['1.34', 28, '1', 'error nodes'],
    ['1.9', 26, '2', 'error surge'],
    ['newest', 26, '2', 'error surge'],
  ])('version %s with %i nodes and %s surge in 27 addresses: %s', (version, count, surge, expected) => {
    expect(levelOf(version, count, surge)).toBe(expected);
  });

  test('one old cluster on the subnet makes it an error', () => {
    const one = (version: string): Cluster => ({
      mode: 'overlay',
      version,
      pools: [{ count: 12, surge: '3' }],
    });
    const [both] = judgeFiles(rule, nodes('10.0.0.0/27', one('1.35'), one('1.35'))).findings;
    expect(both?.level).toBe('warning');
    const [mixed] = judgeFiles(rule, nodes('10.0.0.0/27', one('1.35'), one('1.34'))).findings;
    expect(mixed?.level).toBe('error');
  });
});

describe('pod ranges', () => {
  const overlay = (podCidr: string, count: number, mode: Cluster['mode'] = 'overlay') =>
    judgeFiles(rule, nodes('10.0.0.0/16', { mode, podCidr, pools: [{ count, surge: '2' }] })).findings.map(
      ({ message }) => message,
    );

  test.each([
    ['10.244.0.0/20', 14, []],
    [
      '10.244.0.0/20',
      15,
      ['15 nodes + 2 surge = 17; 10.244.0.0/20 has a /24 for 16 nodes. Use a /19 or larger'],
    ],
    ['10.244.0.0/24', 1, ['1 node + 1 surge = 2; 10.244.0.0/24 has a /24 for 1 node. Use a /23 or larger']],
    ['10.244.0.0/25', 1, ['1 node + 1 surge = 2; 10.244.0.0/25 has a /24 for 0 nodes. Use a /23 or larger']],
  ])('%s with %i nodes', (podCidr, count, expected) => {
    const messages = overlay(podCidr, count);
    expect(messages).toHaveLength(expected.length);
    messages.forEach((message, index) => {
      expect(message).toContain(expected[index]);
    });
  });

  test('kubenet ends at 400 nodes, surge included', () => {
    expect(overlay('10.240.0.0/14', 398, 'kubenet')).toEqual([]);
    expect(overlay('10.240.0.0/14', 399, 'kubenet')).toEqual([
      expect.stringContaining(
        '399 nodes + 2 surge = 401; kubenet has room for 400 nodes. Use overlay networking',
      ),
    ]);
    expect(overlay('10.240.0.0/14', 399)).toEqual([]);
  });

  test('the default range is shown where it is missing', () => {
    const finding = onlyFinding(
      judgeFiles(rule, nodes('10.0.0.0/16', { mode: 'overlay', pools: [{ count: 256 }] })),
    );
    expect(finding.message).toContain('10.244.0.0/16 has a /24 for 256 nodes');
    expect(lineOf(finding.place)).toMatch(/^main\.tf:\d+$/);
  });
});

describe('pod subnets', () => {
  const files = (cidr: string, pool: Pool): Files => ({
    'main.tf':
      NETWORK +
      subnet('nodes', '10.0.0.0/16') +
      subnet('pods', cidr) +
      cluster('c', { pools: [{ ...pool, podSubnet: true }] }),
  });

  test.each<[string, Pool, string]>([
    ['10.1.0.0/25', { count: 7, surge: '0', pods: 8 }, 'fits'],
    ['10.1.0.0/25', { count: 7, surge: '1', pods: 8 }, 'error surge 128'],
    ['10.1.0.0/25', { count: 8, surge: '1', pods: 8 }, 'error nodes 144'],
    ['10.1.0.0/24', { count: 7, surge: '1', pods: 30 }, 'warning fullNodes 384'],
    ['10.1.0.0/24', { count: 1, surge: '0', pods: 250 }, 'warning fullNodes 256'],
    ['10.1.0.0/24', { count: 1, surge: '0', pods: 232 }, 'fits'],
  ])('%s with %j: %s', (cidr, pool, expected) => {
    const found = judgeFiles(rule, files(cidr, pool)).findings.map(
      ({ level, data }) => `${level} ${word(data['fault'])} ${word(data['needed'])}`,
    );
    expect(found).toEqual(expected === 'fits' ? [] : [expected]);
  });

  test('the node subnet then holds the nodes only', () => {
    const tight: Files = {
      'main.tf':
        NETWORK +
        subnet('nodes', '10.0.0.0/28') +
        subnet('pods', '10.1.0.0/16') +
        cluster('c', { pools: [{ count: 10, surge: '1', pods: 100, podSubnet: true }] }),
    };
    expect(judgeFiles(rule, tight).findings).toEqual([]);
  });
});

describe('growth', () => {
  const judged = (growth: number, count: number) => {
    const files = {
      ...nodes('10.0.0.0/27', { mode: 'overlay', pools: [{ count, surge: '2' }] }),
      'cidrlint.yml': `rules:\n  surge-headroom: { growth: ${growth} }\n`,
    };
    return judgeFiles(rule, files).findings.map(({ level, message }) => `${level} ${message}`);
  };

  test('multiplies what the pools need', () => {
    expect(judged(1.5, 16)).toEqual([]);
    expect(judged(1.5, 17)).toEqual([
      expect.stringMatching(/^warning .*17 nodes \+ 2 surge = 19, 19 × 1.5 = 29; /),
    ]);
  });

  test('leaves what fails today as it is', () => {
    expect(judged(1.5, 26)).toEqual([expect.stringMatching(/^error .*26 nodes \+ 2 surge = 28; /)]);
  });
});

describe('what is not known', () => {
  const variables = 'variable "x" {\n}\n';

  test.each<[string, Cluster]>([
    ['the maximum', { pools: [{ max: 'var.x', surge: '1' }] }],
    ['the node count', { pools: [{ count: 'var.x', surge: '1' }] }],
    ['the surge', { pools: [{ count: 3, surge: 'var.x' }] }],
    ['the pods per node', { pools: [{ count: 3, surge: '1', pods: 'var.x' }] }],
  ])('%s: not judged, with the reason', (_, one) => {
    const files = nodes('10.0.0.0/24', one);
    const report = judgeFiles(rule, { 'main.tf': `${files['main.tf'] ?? ''}${variables}` });
    expect(report.findings).toEqual([]);
    expect(report.notJudged.map(({ subject, reason }) => [subject, reason.code, reason.message])).toEqual([
      ['azurerm_subnet.nodes', 'missing-input', 'the variable "x" has no value'],
    ]);
  });

  test.each<[string, Cluster, string]>([
    ['the surge', { pools: [{ count: 9, surge: 'var.x' }] }, 'at least 9 nodes, each 31 addresses = 279'],
    [
      'the pods per node',
      { pools: [{ count: 300, surge: '1', pods: 'var.x' }] },
      'at least 300 nodes + 1 surge = 301',
    ],
    [
      'the maximum, but not the minimum',
      { pools: [{ max: 'var.x', min: 9, surge: '1' }] },
      'at least 9 nodes + 1 surge = 10, each 31 addresses = 310',
    ],
  ])('%s: what is known can be too much already', (_, one, sum) => {
    const files = nodes('10.0.0.0/24', one);
    const finding = onlyFinding(judgeFiles(rule, { 'main.tf': `${files['main.tf'] ?? ''}${variables}` }));
    expect(finding.message).toContain(sum);
    expect(finding.level).toBe('error');
  });

  test('the subnet: not judged', () => {
    const one = cluster('c', { mode: 'overlay', pools: [{ count: 9 }] });
    const main = one.replace('azurerm_subnet.nodes.id', 'var.x') + variables;
    const { findings, notJudged } = judgeFiles(rule, { 'main.tf': main });
    expect(findings).toEqual([]);
    expect(notJudged.map(({ subject }) => subject)).toEqual([
      'azurerm_kubernetes_cluster.c.default_node_pool[0]',
    ]);
  });
});

test('in a pull request it stands at the number that was changed', () => {
  const base = nodes('10.0.0.0/24', { pools: [{ max: 7, surge: '1' }] });
  const head = nodes('10.0.0.0/24', { pools: [{ max: 9, surge: '1' }] });
  const finding = onlyFinding(judgeChange(rule, base, head));
  expect([finding.status, finding.onChangedLine]).toEqual(['new', true]);
  expect(finding.place.file.text.slice(finding.place.start, finding.place.end)).toBe('9');
});

test('the sums are those of the formulas, for any pools', () => {
  const pool = fc.record({
    count: fc.integer({ min: 0, max: 40 }),
    pods: fc.integer({ min: 10, max: 250 }),
    percent: fc.integer({ min: 0, max: 120 }),
  });
  fc.assert(
    fc.property(
      fc.array(pool, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('node-subnet' as const, 'overlay' as const),
      fc.integer({ min: 16, max: 28 }),
      (pools, mode, length) => {
        const one: Cluster = {
          mode,
          ...(mode === 'overlay' ? { podCidr: '10.200.0.0/13' } : {}),
          pools: pools.map(({ count, pods, percent }) => ({ count, pods, surge: `"${percent}%"` })),
        };
        const { findings } = judgeFiles(rule, nodes(`10.0.0.0/${length}`, one));
        const usable = 2 ** (32 - length) - 5;
        const need = (withSurge: boolean) =>
          pools.reduce((sum, { count, pods, percent }) => {
            const surge = withSurge ? Math.min(count, Math.ceil((percent * count) / 100)) : 0;
            return sum + (count + surge) * (mode === 'node-subnet' ? pods + 1 : 1);
          }, 0);
        const expected =
          need(false) > usable ? ['nodes', need(true)] : need(true) > usable ? ['surge', need(true)] : [];
        expect(findings.flatMap(({ data }) => [data['fault'], data['needed']])).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});
