/** Ansible: what plays and task files leave behind, variables, loops, and what the modules say. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MODULE_SPELLINGS } from '../../src/bindings/respell/ansible/module-spellings.ts';
import { MODULES } from '../../src/languages/ansible/modules.ts';
import { draftsOf, short, shortList } from '../bindings/bind-files.ts';
import { bindAll, networksIn, placesOf, readFiles, respelled, where, word } from '../respell/respelled.ts';

/** A play with these tasks, and variables. */
function play(tasks: string, vars = '{}'): Record<string, string> {
  return { 'site.yml': `- hosts: all\n  vars: ${vars}\n  tasks:\n${tasks.trim().replace(/^/gm, '    ')}\n` };
}

const vnet = (name: string, range: string, more = '') =>
  `- azure_rm_virtualnetwork: {resource_group: rg, name: ${name}, address_prefixes_cidr: [${range}]${more}}\n`;

function networks(files: Record<string, string>): string[] {
  return networksIn(bindAll(files));
}

describe('modules', () => {
  test.each([...MODULES])('%s', (module, [first = 'name']) => {
    for (const collection of ['', 'some.collection.']) {
      const files = play(`- ${collection}${module}: {${first}: x, some_option: 1}`);
      const [unit] = readFiles(files).units;
      expect(unit?.resources.map(({ type, dialect }) => [dialect, type])).toEqual([['ansible', module]]);
      const spelling = MODULE_SPELLINGS[module];
      const resource = respelled(files).resources.get(module);
      if (spelling === undefined) continue;
      expect(resource?.type).toBe(spelling.type);
      expect(word(resource?.attributes.entries.get('some_option'))).toBe('1');
    }
  });

  test('Azure', () => {
    const files = play(`
${vnet('hub', '10.0.0.0/16').trim()}
  register: hub
${vnet('spoke', '10.1.0.0/16').trim()}
- azure_rm_subnet: {resource_group: rg, virtual_network: hub, name: s, address_prefix: 10.0.1.0/24}
  register: s
- azure_rm_virtualnetworkpeering: {resource_group: rg, name: p, virtual_network: spoke, remote_virtual_network: '{{ hub.state.id }}'}
- azure_rm_virtualnetworkpeering: {resource_group: rg, name: q, virtual_network: hub, remote_virtual_network: {name: spoke, resource_group: rg}}
- azure_rm_virtualnetworkpeering: {resource_group: rg, name: r, virtual_network: hub, remote_virtual_network: {name: far, resource_group: other}}
- azure_rm_privatednszone: {resource_group: rg, name: privatelink.blob.core.windows.net}
- azure_rm_privatednszonelink: {resource_group: rg, name: l, zone_name: privatelink.blob.core.windows.net, virtual_network: hub}
- azure_rm_privateendpoint:
    resource_group: rg
    name: pe
    subnet: {id: '{{ s.state.id }}'}
    private_link_service_connections: [{name: c, private_link_service_id: /subscriptions/x/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a, group_ids: [blob]}]
- azure_rm_privateendpointdnszonegroup: {resource_group: rg, private_endpoint: pe, name: g, private_dns_zone_configs: [{name: z, private_dns_zone: privatelink.blob.core.windows.net}]}
- azure_rm_routetable: {resource_group: rg, name: rt}
- azure_rm_route: {resource_group: rg, route_table_name: rt, name: default, address_prefix: 0.0.0.0/0, next_hop_type: virtual_appliance, next_hop_ip_address: 10.0.0.4}
- azure_rm_aks: {resource_group: rg, name: aks, network_profile: {network_plugin: kubenet, service_cidr: 172.20.0.0/16}, agent_pool_profiles: [{name: a, count: 3, vnet_subnet_id: '{{ s.state.id }}'}]}
- azure_rm_aksagentpool: {resource_group: rg, cluster_name: aks, name: b, count: 2}
`);
    const bound = bindAll(files);
    const hub = 'azure_rm_virtualnetwork';
    const spoke = 'azure_rm_virtualnetwork#2';
    expect(networksIn(bound)).toEqual([
      'network hub 10.0.0.0/16',
      'network spoke 10.1.0.0/16',
      `subnet s 10.0.1.0/24 in ${hub}`,
      `peering ${spoke} to ${hub}`,
      `peering ${hub} to ${spoke}`,
      `peering ${hub} to */other:far`,
    ]);
    expect(draftsOf('dns-link', bound).map((one) => where(one.network))).toEqual([hub]);
    const [endpoint] = draftsOf('private-endpoint', bound);
    expect(endpoint && [where(endpoint.subnet), endpoint.zones.map(where)]).toEqual([
      'azure_rm_subnet',
      ['azure_rm_privatednszone'],
    ]);
    expect(draftsOf('route', bound).map((one) => short(one.nextHop))).toEqual(['appliance']);
    expect(draftsOf('cluster', bound).map((one) => shortList(one.serviceCidrs))).toEqual([['172.20.0.0/16']]);
    expect(draftsOf('node-pool', bound).map((one) => [short(one.count), where(one.cluster)])).toEqual([
      ['3', 'azure_rm_aks'],
      ['2', 'azure_rm_aks'],
    ]);
  });

  test('AWS', () => {
    const files = play(`
- ec2_vpc_net: {name: v, cidr_block: [10.0.0.0/16, 10.8.0.0/16], region: eu-west-1}
  register: v
- ec2_vpc_net: {name: w, cidr_block: 10.1.0.0/16, region: eu-west-1}
  register: w
- ec2_vpc_subnet: {vpc_id: '{{ v.vpc.id }}', cidr: 10.0.1.0/24}
  register: s
- ec2_vpc_peering: {vpc_id: '{{ v.vpc.id }}', peer_vpc_id: '{{ w.vpc.id }}', state: present}
  register: p
- ec2_vpc_peering: {peering_id: '{{ p.peering_id }}', state: accept}
- ec2_vpc_route_table:
    vpc_id: '{{ v.vpc.id }}'
    subnets: ['{{ s.subnet.id }}', 10.0.1.0/24, somewhere]
    routes: [{dest: 10.1.0.0/16, gateway_id: '{{ p.peering_id }}'}, {dest: 0.0.0.0/0, gateway_id: igw}]
- route53_zone: {zone: corp.example, vpc_id: '{{ v.vpc.id }}', vpc_region: eu-west-1}
`);
    const bound = bindAll(files);
    expect(networksIn(bound)).toEqual([
      'network v 10.0.0.0/16,10.8.0.0/16',
      'network w 10.1.0.0/16',
      'subnet ec2_vpc_subnet 10.0.1.0/24 in ec2_vpc_net',
      'peering ec2_vpc_net to ec2_vpc_net#2',
    ]);
    expect(draftsOf('peering', bound).map((one) => short(one.createsBothEnds))).toEqual(['true']);
    expect(draftsOf('route', bound).map((one) => short(one.nextHop))).toEqual(['peering', '? outside']);
    expect(draftsOf('route-table-association', bound).map((one) => where(one.subnet))).toEqual([
      'ec2_vpc_subnet',
      'ec2_vpc_subnet',
      '? outside',
    ]);
    expect(draftsOf('dns-link', bound).map((one) => where(one.network))).toEqual(['ec2_vpc_net']);
  });

  test('Google Cloud', () => {
    const files = play(`
- google.cloud.gcp_compute_network: {name: n, project: p, auto_create_subnetworks: false}
  register: n
- google.cloud.gcp_compute_subnetwork: {name: s, project: p, region: here, network: '{{ n }}', ip_cidr_range: 10.0.0.0/20, secondary_ip_ranges: [{range_name: pods, ip_cidr_range: 10.4.0.0/14}]}
- google.cloud.gcp_compute_firewall: {name: f, project: p, network: '{{ n.selfLink }}', allowed: [{ip_protocol: tcp, ports: ['22']}], source_ranges: [10.9.0.0/16]}
`);
    const bound = bindAll(files);
    expect(networksIn(bound)).toEqual([
      'network n 10.0.0.0/20,10.4.0.0/14',
      'subnet s 10.0.0.0/20 in gcp_compute_network',
      'subnet pods 10.4.0.0/14 in gcp_compute_network',
    ]);
    expect(draftsOf('security-rule', bound).map((one) => [short(one.protocol), where(one.network)])).toEqual([
      ['tcp', 'gcp_compute_network'],
    ]);
  });
});

describe('variables', () => {
  const option = (written: string, vars = '{}', before = '') => {
    const files = play(`${before}\n- azure_rm_virtualnetwork: {name: ${written}}`, vars);
    return readFiles(files).units[0]?.resources.at(-1)?.attributes.entries.get('name');
  };

  test.each([
    ['of the play', '"{{ a }}"', '{a: x}', 'x'],
    ['in a text', '"v-{{ a }}-{{ b.c[0] }}"', '{a: x, b: {c: [y]}}', 'v-x-y'],
    ['by quoted steps', `"{{ b['c'] }}"`, '{b: {c: y}}', 'y'],
    ['of variables', '"{{ a }}"', '{a: "{{ b }}", b: x}', 'x'],
    ['that nothing sets', '"{{ a.b }}"', '{}', '?missing-input @vars.a b'],
    ['in a circle', '"{{ a }}"', '{a: "{{ b }}", b: "{{ a }}"}', '?cycle'],
    ['with filters', '"{{ a | default(1) }}"', '{a: x}', '?unsupported'],
    ['with statements', '"{% if a %}x{% endif %}"', '{a: x}', '?unsupported'],
    ['of YAML 1.1', 'yes', '{}', 'true'],
  ])('%s', (_, written, vars, expected) => {
    expect(word(option(written, vars))).toBe(expected);
  });

  test('facts count when one task sets them for certain', () => {
    const fact = '- set_fact: {a: x}\n';
    expect(word(option('"{{ a }}"', '{}', fact))).toBe('x');
    expect(word(option('"{{ a }}"', '{}', fact + fact))).toBe('?ambiguous');
    expect(word(option('"{{ a }}"', '{}', `${fact}  when: maybe`))).toBe('?ambiguous');
  });

  test('files that the play names; the place is the scalar there', () => {
    const files = {
      'a/site.yml': `- hosts: all\n  vars_files: [vars/net.yml, vars/gone.yml]\n  tasks:\n    - azure_rm_virtualnetwork: {name: n, address_prefixes_cidr: ["{{ range }}"]}\n`,
      'a/vars/net.yml': 'range: 10.0.0.0/16\n',
    };
    const [unit] = readFiles(files).units;
    const list = unit?.resources[0]?.attributes.entries.get('address_prefixes_cidr');
    const value = list?.kind === 'list' ? list.items[0] : undefined;
    expect(word(value)).toBe('10.0.0.0/16');
    expect(placesOf(value)[0]).toBe('a/vars/net.yml:1:8 10.0.0.0/16');
  });
});

describe('loops', () => {
  test.each([
    ['loop over a list', 'loop: [{n: a, r: 10.1.0.0/16}, {n: b, r: 10.2.0.0/16}]'],
    ['loop over a variable', 'loop: "{{ nets }}"'],
    ['with_items', 'with_items: [[{n: a, r: 10.1.0.0/16}], {n: b, r: 10.2.0.0/16}]'],
    ['with_items of a variable', 'with_items: "{{ nets }}"'],
  ])('%s', (_, loop) => {
    const task = `- azure_rm_virtualnetwork: {resource_group: rg, name: '{{ item.n }}', address_prefixes_cidr: '{{ item.r }}'}\n  ${loop}`;
    const vars = '{nets: [{n: a, r: 10.1.0.0/16}, {n: b, r: 10.2.0.0/16}]}';
    expect(networks(play(task, vars))).toEqual(['network a 10.1.0.0/16', 'network b 10.2.0.0/16']);
  });

  test.each(['with_dict: "{{ nets }}"', 'loop: "{{ nets | dict2items }}"'])('%s', (loop) => {
    const task = `- azure_rm_virtualnetwork: {resource_group: rg, name: '{{ item.key }}', address_prefixes_cidr: '{{ item.value }}'}\n  ${loop}`;
    expect(networks(play(task, '{nets: {a: 10.1.0.0/16, b: 10.2.0.0/16}}'))).toEqual([
      'network a 10.1.0.0/16',
      'network b 10.2.0.0/16',
    ]);
  });

  test('over something unknown: it is not certain that there is one', () => {
    const [unit] = readFiles(
      play('- azure_rm_virtualnetwork: {name: "{{ item }}"}\n  loop: "{{ nets }}"'),
    ).units;
    expect(unit?.resources.map(({ possible }) => possible?.code)).toEqual(['missing-input']);
  });
});

describe('what is left in the end', () => {
  const addresses = (files: Record<string, string>) =>
    readFiles(files).units.flatMap(({ resources }) =>
      resources.map((one) => [one.address, one.possible?.code]),
    );

  test('a task that changes something makes nothing new', () => {
    expect(networks(play(vnet('a', '10.0.0.0/16') + vnet('a', '10.1.0.0/16')))).toEqual([
      'network a 10.1.0.0/16',
    ]);
  });

  test('what a task takes away again is gone', () => {
    expect(addresses(play(vnet('a', '10.0.0.0/16') + vnet('a', '10.0.0.0/16', ', state: absent')))).toEqual(
      [],
    );
  });

  test('perhaps, where a condition decides', () => {
    const gone = vnet('a', '10.0.0.0/16', ', state: absent');
    expect(addresses(play(`${vnet('a', '10.0.0.0/16')}${gone}  when: maybe`))).toEqual([
      ['azure_rm_virtualnetwork', 'environment'],
    ]);
    expect(addresses(play(`${vnet('a', '10.0.0.0/16')}  when: maybe`))).toEqual([
      ['azure_rm_virtualnetwork', 'environment'],
    ]);
    expect(addresses(play(`${vnet('a', '10.0.0.0/16')}  when: false`))).toEqual([]);
    expect(addresses(play(`${vnet('a', '10.0.0.0/16')}  when: true`))).toEqual([
      ['azure_rm_virtualnetwork', undefined],
    ]);
  });

  test('a change that may not be made leaves what it changes unknown', () => {
    const { resources } = respelled(
      play(`${vnet('a', '10.0.0.0/16')}${vnet('a', '10.1.0.0/16')}  when: maybe`),
    );
    const network = resources.get('azure_rm_virtualnetwork');
    expect(network?.possible).toBeUndefined();
    expect(word(network?.attributes.entries.get('address_space'))).toBe('?environment');
    expect(word(network?.attributes.entries.get('name'))).toBe('a');
  });

  test('blocks, rescues, dry runs', () => {
    const files = play(`
- vars: {r: 10.0.0.0/16}
  block:
    - name: Make "it"
      azure_rm_virtualnetwork: {name: a, address_prefixes_cidr: ['{{ r }}']}
  rescue:
    - azure_rm_virtualnetwork: {name: b, address_prefixes_cidr: ['{{ r }}']}
- azure_rm_virtualnetwork: {name: c}
  check_mode: true
`);
    expect(addresses(files)).toEqual([
      ['azure_rm_virtualnetwork["Make \\"it\\""]', undefined],
      ['azure_rm_virtualnetwork', 'environment'],
    ]);
    expect(networks(files)[0]).toBe('network a 10.0.0.0/16');
  });

  test('task files without a play', () => {
    expect(networks({ 'roles/net/tasks/main.yml': vnet('a', '10.0.0.0/16') })).toEqual([
      'network a 10.0.0.0/16',
    ]);
  });
});

test('what only mentions a module is not read', () => {
  expect(
    readFiles({
      'values.yml': 'a:\n  azure_rm_subnet: {name: x}\n',
      'b.yml': '- 1\n- [azure_rm_subnet: 1]\n',
    }).units,
  ).toEqual([]);
});

describe('hostile files', () => {
  test('variables that double with every line', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `v${i + 1}: ["{{ v${i} }}", "{{ v${i} }}"]`);
    const files = play(
      '- azure_rm_virtualnetwork: {name: "{{ v60 }}", address_prefixes_cidr: "{{ v60 }}"}',
      `{v0: x, ${lines.join(', ')}}`,
    );
    const { resources } = respelled(files);
    expect([...resources.values()].map(({ attributes }) => word(attributes.entries.get('name')))).toEqual([
      expect.stringMatching(/^(?:\?limit|-)$/),
    ]);
  });

  test('any odd task', () => {
    const text = fc.constantFrom(
      '{{',
      '}}',
      ' item ',
      '|',
      'a.b',
      "['",
      "']",
      '{%',
      '[0]',
      '__proto__',
      ': ',
      '- ',
      '{}',
      '[]',
      'loop: ',
      'when: ',
      '\n  ',
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 14 }), (pieces) => {
        const files = {
          'a.yml': `- azure_rm_subnet: ${pieces.join('')}\n`,
          'b.yml': `- azure_rm_subnet: {name: ${JSON.stringify(pieces.join(''))}}\n`,
        };
        expect(bindAll(files).facts.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
