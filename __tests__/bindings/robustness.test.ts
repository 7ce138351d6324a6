/** Bindings take any value: they never throw, and never lose an entity that is certainly declared. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindResources } from '../../src/bindings/bind-resources.ts';
import { BINDINGS } from '../../src/bindings/registry.ts';
import type { Resource } from '../../src/languages/unit.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { literalOrigin } from '../../src/values/origin.ts';
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  stringValue,
  unknownValue,
  type Value,
} from '../../src/values/value.ts';

const range = { file: new SourceFile('main.tf', 'resource {}'), start: 0, end: 8 };
const origin = literalOrigin(range);

/** Names that bindings read, and names that would harm a plain object. */
const NAMES = [
  'name',
  'id',
  'resource_group_name',
  'address_space',
  'address_prefixes',
  'subnet',
  'delegation',
  'ip_address_pool',
  'network_profile',
  'network_plugin',
  'default_node_pool',
  'pod_cidr',
  'upgrade_settings',
  'max_surge',
  'body',
  'type',
  'properties',
  'parent_id',
  'subnets',
  'agentPoolProfiles',
  'ip_configuration',
  'subnet_id',
  'vnet_subnet_id',
  'vpc_id',
  'cidr_block',
  'tags',
  'network',
  'ip_cidr_range',
  'secondary_ip_range',
  'peerings',
  'node_pools',
  'vpc_config',
  'private_dns_zone_group',
  'private_dns_zone_ids',
  'target_dns_servers',
  'route',
  'route_table_id',
  'address_prefix',
  'next_hop_type',
  'next_hop_in_ip_address',
  'next_hop_ilb',
  'gateway_id',
  'security_rule',
  'security_group',
  'direction',
  'protocol',
  'source_address_prefixes',
  'destination_port_ranges',
  'ingress',
  'from_port',
  'self',
  'allow',
  'ports',
  'router',
  '__proto__',
  'constructor',
];

const TEXTS = [
  '',
  '10.0.0.0/16',
  '10.0.0.1/16',
  'fd00::/48',
  '::/0',
  '1.2.3.4',
  'x',
  '33%',
  '-1',
  'true',
  'Vpn',
  'Inbound',
  '80-443',
  '*',
  'azure',
  'overlay',
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v',
  'Microsoft.Network/virtualNetworks@1',
  'Microsoft.ContainerService/managedClusters@1',
  '{"properties":{"subnets":[1,null,{"name":"a"}]}}',
  '\0',
];

const references = fc.constantFrom('a', 'b', 'data.d', 'var.x', 'module.m').chain((address) =>
  fc
    .array(fc.oneof(fc.constantFrom('id', 'name', 'subnet', 'output'), fc.nat(2)), { maxLength: 3 })
    .map((path) => ({
      unit: 'u',
      address,
      path,
    })),
);

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...TEXTS).map((text) => stringValue(text, origin)),
    fc.oneof(fc.integer(), fc.double(), fc.bigInt()).map((number) => numberValue(number, origin)),
    fc.boolean().map((value) => boolValue(value, origin)),
    fc.constant(nullValue(origin)),
    fc
      .tuple(
        fc.option(references, { nil: undefined }),
        fc.option(fc.array(tie('value'), { maxLength: 3 }), { nil: undefined }),
      )
      .map(([reference, parts]) => ({
        ...unknownValue({ code: 'computed', message: 'm' }, origin, reference),
        parts,
      })),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => listValue(items, origin)),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), tie('value')), { maxLength: 6 })
      .map((entries) => mapValue(new Map(entries), origin)),
  ),
}));

const attributes = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), anyValue), { maxLength: 12 })
  .map((entries) => mapValue(new Map(entries), origin));

const TYPES = BINDINGS.flatMap(({ dialect, mode, types }) => types.map((type) => ({ dialect, mode, type })));

const resources = fc.array(
  fc
    .tuple(fc.constantFrom(...TYPES), fc.constantFrom('a', 'b', 'data.d', 'module.m'), attributes)
    .map(([type, address, map]): Resource => ({
      ...type,
      address,
      name: 'n',
      unit: 'u',
      attributes: map,
      range,
    })),
  { minLength: 1, maxLength: 6 },
);

describe('any resource', () => {
  test('binds, and its facts make a model', () => {
    fc.assert(
      fc.property(resources, (list) => {
        const { facts, diagnostics } = bindResources(list);
        buildModel(facts);
        for (const { message } of diagnostics) expect(message).toMatch(/^["A-Z].*\.$/s);
      }),
      { numRuns: 400 },
    );
  });

  test('binds the same whatever the order', () => {
    fc.assert(
      fc.property(resources, (list) => {
        const one = list.filter(
          (resource, at) => list.findIndex(({ address }) => address === resource.address) === at,
        );
        const kinds = (order: readonly Resource[]) =>
          bindResources(order)
            .facts.map((fact) => `${fact.kind} ${fact.address}`)
            .sort();
        expect(kinds([...one].reverse())).toEqual(kinds(one));
      }),
      { numRuns: 200 },
    );
  });
});

test('of no known type yields nothing', () => {
  const unknown: Resource = {
    dialect: 'terraform',
    mode: 'managed',
    type: 'constructor',
    address: 'a',
    name: 'n',
    unit: 'u',
    attributes: mapValue(new Map(), origin),
    range,
  };
  expect(bindResources([unknown, { ...unknown, dialect: 'arm', type: 'azurerm_subnet' }])).toEqual({
    facts: [],
    diagnostics: [],
  });
});

test('every type is bound once', () => {
  const names = TYPES.map(({ dialect, mode, type }) => `${dialect} ${mode} ${type}`);
  expect(names.length).toBeGreaterThan(100);
  expect(new Set(names).size).toBe(names.length);
});

test('thousands of patches join one entity', () => {
  const place = (address: string, type: string, entries: [string, Value][]): Resource => ({
    dialect: 'terraform',
    mode: 'managed',
    type,
    address,
    name: 'n',
    unit: 'u',
    attributes: mapValue(new Map(entries), origin),
    range,
  });
  const vpc = place('v', 'aws_vpc', [['cidr_block', stringValue('10.0.0.0/16', origin)]]);
  const id = unknownValue({ code: 'computed', message: 'm' }, origin, {
    unit: 'u',
    address: 'v',
    path: ['id'],
  });
  const more = Array.from({ length: 20_000 }, (_, at) =>
    place(`r${at}`, 'aws_vpc_ipv4_cidr_block_association', [
      ['vpc_id', id],
      ['cidr_block', stringValue(`10.${at % 256}.${(at >> 8) % 256}.0/24`, origin)],
    ]),
  );
  const [fact] = bindResources([vpc, ...more]).facts;
  expect(fact?.kind === 'network' && fact.addressSpace.items.length).toBe(20_001);
});
