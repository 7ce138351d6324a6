/** All public modules that are told as what they deploy: whatever a call is given, nothing breaks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalModuleSource } from '../../src/bindings/module-source.ts';
import { PUBLIC_MODULES } from '../../src/bindings/public-modules.ts';
import { bindFiles, draftsOf } from './bind-files.ts';

/** Words that arguments of these modules have, so that hostile values get deep into them. */
const WORDS = [
  'hub_virtual_networks',
  'hub_virtual_network',
  'enabled_resources',
  'virtual_network_gateways',
  'vpn',
  'local_network_gateways',
  'connection',
  'subnets',
  'firewall',
  'private_dns_zones',
  'private_link_private_dns_zones',
  'custom_iterator',
  'replacement_values',
  'virtual_network_link_default_virtual_networks',
  'virtual_network_link_by_zone_and_virtual_network',
  'vpc_attachments',
  'tgw_routes',
  'node_pools',
  'zones',
  'network',
  'default_agent_pool',
  'agent_pools',
  'network_profile',
  'location',
  'name',
  '__proto__',
  'constructor',
];

const json = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      'null',
      'true',
      '"false"',
      '0',
      '-1',
      '""',
      '"10.0.0.0/8"',
      '"a"',
      'var.anything',
      '[]',
      '{}',
    ),
    fc.array(again('value'), { maxLength: 3 }).map((items) => `[${items.map(String).join(', ')}]`),
    again('object'),
  ),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...WORDS), again('value')), {
      maxLength: 4,
      selector: ([key]) => key,
    })
    .map((members) => `{ ${members.map(([key, value]) => `"${key}" = ${String(value)}`).join(', ')} }`),
}));

const sources = PUBLIC_MODULES.flatMap((module) => module.sources);

describe('public modules', () => {
  test('have sources in the normal form, each once', () => {
    expect(new Set(sources).size).toBe(sources.length);
    expect(sources.filter((source) => normalModuleSource(source) !== source)).toEqual([]);
  });

  test('take any value for any argument', () => {
    const call = fc.tuple(
      fc.constantFrom(...sources),
      fc.uniqueArray(fc.tuple(fc.constantFrom(...WORDS), json.value), {
        maxLength: 5,
        selector: ([key]) => key,
      }),
    );
    fc.assert(
      fc.property(call, ([source, members]) => {
        const lines = members.map(([key, value]) => `  ${key} = ${String(value)}`).join('\n');
        const bound = bindFiles(`variable "anything" {}\nmodule "m" {\n  source = "${source}"\n${lines}\n}`);
        // What a call deploys stands behind the call.
        const outside = bound.facts.filter((fact) => !fact.address.startsWith('module.m'));
        expect(outside).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('are joined only so far', () => {
    const hubs = Array.from(
      { length: 150 },
      (_, index) => `h${index} = { name = "h${index}", address_space = ["10.${index}.0.0/16"] }`,
    );
    const bound = bindFiles(`module "m" {
  source = "Azure/hubnetworking/azurerm"
  hub_virtual_networks = {
    ${hubs.join('\n    ')}
  }
}`);
    expect(draftsOf('network', bound)).toHaveLength(150);
    expect(draftsOf('peering', bound)).toEqual([]);
    expect(bound.facts.filter((fact) => fact.kind === 'gap').map(({ reason }) => reason.code)).toEqual([
      'limit',
    ]);
  });
});
