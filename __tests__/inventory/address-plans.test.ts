/** What address plans become in the model. */
import { describe, expect, test } from 'vitest';
import { inventory, modelOf, summary } from './reading.ts';

describe('address plans', () => {
  test('NetBox: containers take nothing, what has a VRF is kept apart', () => {
    const item = (prefix: string, status: string, vrf: unknown = null) => ({
      id: 1,
      family: { value: 4 },
      prefix,
      vrf,
      status: { value: status, label: status },
      description: '',
    });
    const page = {
      count: 4,
      next: null,
      previous: null,
      results: [
        item('10.0.0.0/8', 'container'),
        item('10.1.0.0/16', 'active'),
        item('10.2.0.0/16', 'reserved'),
        item('10.1.0.0/16', 'active', { id: 7, name: 'lab' }),
      ],
    };
    const model = modelOf(inventory(page));
    expect(model.all('range').map(({ name, routingTable }) => [name, routingTable])).toEqual([
      ['10.1.0.0/16', undefined],
      ['10.1.0.0/16', 'lab'],
      ['10.2.0.0/16', undefined],
    ]);
  });

  test('a table of NetBox', () => {
    const model = modelOf(
      inventory('Prefix,Status,VRF\n10.1.0.0/16,active,\n10.0.0.0/8,container,\n', 'n.csv'),
    );
    expect(summary(model).ranges).toEqual([['reserved', '10.1.0.0/16', '10.1.0.0/16']]);
  });

  test.each([
    ['CSV', 'plan.csv', 'prefix,name,kind,owner\n10.200.0.0/16,Berlin,on-premises,net\n10.9.0.0/16,,,lab\n'],
    [
      'CSV with semicolons',
      'plan.csv',
      '"prefix";"name";"kind";"owner"\r\n"10.200.0.0/16";"Berlin";"on-premises"\r\n10.9.0.0/16;;;lab\r\n',
    ],
    [
      'YAML',
      'plan.yml',
      '- {prefix: 10.200.0.0/16, name: Berlin, kind: on-premises}\n- {cidr: 10.9.0.0/16, owner: lab}\n',
    ],
    [
      'YAML without a suffix',
      'plan',
      'ranges:\n  - prefix: 10.200.0.0/16\n    name: Berlin\n    kind: on-premises\n  - {prefix: 10.9.0.0/16, owner: lab}\n',
    ],
    [
      'JSON',
      'plan.json',
      '{"prefixes":[{"prefix":"10.200.0.0/16","name":"Berlin","kind":"on-premises"},{"prefix":"10.9.0.0/16","owner":"lab"}]}',
    ],
  ])('%s: without a kind a range is reserved', (_, path, text) => {
    const model = modelOf(inventory(text, path));
    expect(summary(model).ranges).toEqual([
      ['on-premises', 'Berlin', '10.200.0.0/16'],
      ['reserved', 'lab', '10.9.0.0/16'],
    ]);
    expect(model.all('range').map(({ everywhere }) => everywhere)).toEqual([true, false]);
  });

  test('a list of texts, and networks of others', () => {
    expect(summary(modelOf(inventory(['10.1.0.0/16', 'fd00:1::/48']))).ranges).toEqual([
      ['reserved', '10.1.0.0/16', '10.1.0.0/16'],
      ['reserved', 'fd00:1::/48', 'fd00:1::/48'],
    ]);
    const text = 'prefix,name,kind\n10.3.0.0/16,lab,network\n';
    expect(summary(modelOf(inventory(text, 'x.csv'))).networks).toEqual([['lab', '10.3.0.0/16']]);
  });
});
