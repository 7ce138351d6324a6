/** Pulumi YAML: stacks, references, functions, and what the providers' types say. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AZURE_TYPES } from '../../src/bindings/respell/pulumi/azure-types.ts';
import { TERRAFORM_TYPES } from '../../src/bindings/respell/pulumi/terraform-types.ts';
import { propertyOf, program } from './programs.ts';
import { bindAll, networksIn, placesOf, readFiles, respelled, word } from '../respell/respelled.ts';

describe('types', () => {
  test.each([...TERRAFORM_TYPES])('%s', (type, expected) => {
    const [, module = '', name = ''] = type.split(':');
    for (const written of [type, type.replace(`:${module}:`, `:${module}/${name.toLowerCase()}:`)]) {
      const { resources } = respelled(
        program(`resources:\n  a: {type: '${written}', properties: {someValue: 1}}`),
      );
      const resource = resources.get('a');
      expect([resource?.dialect, resource?.type]).toEqual(['terraform', expected]);
      expect(word(resource?.attributes.entries.get('some_value'))).toBe('1');
    }
  });

  test.each([...AZURE_TYPES])('%s', (type, { type: expected, names }) => {
    const [, module = ''] = type.split(':');
    const properties = names.map((name, index) => `${name}: n${index}`).join(', ');
    for (const written of [type, type.replace(`:${module}:`, `:${module}/v20240501:`)]) {
      const { resources } = respelled(
        program(`resources:\n  a: {type: '${written}', properties: {resourceGroupName: rg, ${properties}}}`),
      );
      const resource = resources.get('a');
      expect([resource?.dialect, resource?.type]).toEqual(['arm', expected]);
      expect(word(resource?.attributes.entries.get('name'))).toBe(`n${names.length - 1}`);
      const id = resource?.attributes.entries.get('id');
      const parts =
        id?.kind === 'unknown'
          ? (id.parts ?? []).map((part) => (part.kind === 'string' ? part.value : '?'))
          : [];
      const [provider, ...steps] = expected.split('/');
      expect(parts.join('')).toBe(
        `/subscriptions/?/resourceGroups/rg/providers/${provider}${steps.map((step, index) => `/${step}/n${index}`).join('')}`,
      );
    }
  });
});

describe('values', () => {
  test.each([
    ['plain', '10.0.0.0/16', '10.0.0.0/16'],
    ['a variable', '${range}', '10.9.0.0/16'],
    ['a text with variables', '${first}.0.0/16', '10.8.0.0/16'],
    ['a way into a variable', '${net.ranges[1]}', 'b'],
    ['a quoted way', '${net["ranges"][0]}', 'a'],
    ['escaped', '$${range}', '${range}'],
    ['configuration with a default', '${size}', '20'],
    ['configuration without', '${none}', '?missing-input @config.none'],
    ['a secret', '${hidden}', '?sensitive'],
    ['undeclared', '${nothing}', '?missing-input @config.nothing'],
    ['the id of a resource', '${other.id}', '?computed @other id'],
    ['the resource itself', '${other}', '?computed @other id'],
    ['a written property', '${other.cidrBlock}', '10.7.0.0/16 @other cidrBlock'],
    ['a property that is decided later', '${other.arn}', '?computed @other arn'],
    ['a cycle', '${loop1}', '?cycle'],
    ['the surroundings', '${pulumi.stack}', '?environment'],
    ['join', '{"fn::join": [".", ["10", "6", "0", "0/16"]]}', '10.6.0.0/16'],
    ['join of something unknown', '{"fn::join": ["", ["10.", "${none}"]]}', '?missing-input'],
    ['select and split', '{"fn::select": [1, {"fn::split": ["|", "a|b"]}]}', 'b'],
    ['toJSON', '{"fn::toJSON": {a: [1, "b", true]}}', '{"a":[1,"b",true]}'],
    ['invoke', '{"fn::invoke": {function: "aws:ec2:getVpc"}}', '?data-source'],
    ['the short form of invoke', '{"fn::aws:ec2:getVpc": {default: true}}', '?data-source'],
    ['a stack reference', '{"fn::stackReference": "org/p/s"}', '?remote-state'],
    ['wrong arguments', '{"fn::select": 7}', '?failed'],
    ['an unknown function', '{"fn::magic": 7}', '?unsupported'],
  ])('%s', (_, written, expected) => {
    expect(word(propertyOf(written))).toBe(expected);
  });

  test('secrets are marked', () => {
    expect(propertyOf('{"fn::secret": hush}')).toMatchObject({ value: 'hush', sensitive: true });
  });

  test('the places of what a text is made of', () => {
    expect(placesOf(propertyOf('${first}.0.0/16'))[0]).toMatch(/^Pulumi\.yaml:\d+:\d+ "10\.8"$/);
  });
});

test('a unit for each stack, with its values', () => {
  const files = {
    ...program(
      'config: {range: {type: string}}\nresources:\n  v: {type: "aws:ec2:Vpc", properties: {cidrBlock: "${range}"}}',
    ),
    'Pulumi.dev.yaml': 'config:\n  net:range: 10.1.0.0/16\n',
    'Pulumi.prod.yaml': 'config:\n  net:range: 10.2.0.0/16\n  aws:region: eu-west-1\n',
  };
  expect(readFiles(files).units.map(({ id }) => id)).toEqual(['. (dev)', '. (prod)']);
  expect(networksIn(bindAll(files))).toEqual(['network v 10.1.0.0/16', 'network v 10.2.0.0/16']);
  const [, prod] = readFiles(files).units;
  expect(word(prod?.resources[0]?.providerSettings)).toBe('{region: eu-west-1}');
});

test('networks of azure-native: children by reference and by name', () => {
  const files = program(`
resources:
  hub:
    type: azure-native:network/v20240501:VirtualNetwork
    properties:
      resourceGroupName: rg
      addressSpace: {addressPrefixes: [10.0.0.0/16]}
      subnets: [{name: inner, addressPrefix: 10.0.9.0/24}]
  spoke:
    type: azure-native:network:VirtualNetwork
    properties: {resourceGroupName: rg, virtualNetworkName: spoke, addressSpace: {addressPrefixes: [10.1.0.0/16]}}
  a:
    type: azure-native:network:Subnet
    properties: {resourceGroupName: rg, virtualNetworkName: "\${hub.name}", addressPrefix: 10.0.1.0/24}
  b:
    type: azure-native:network:Subnet
    properties: {resourceGroupName: rg, virtualNetworkName: Spoke, addressPrefix: 10.1.1.0/24}
  p:
    type: azure-native:network:VirtualNetworkPeering
    properties: {resourceGroupName: rg, virtualNetworkName: "\${spoke.name}", remoteVirtualNetwork: {id: "\${hub.id}"}}
`);
  expect(networksIn(bindAll(files)).map((line) => line.replace(/ \*.*$/, ''))).toEqual([
    'network hub 10.0.0.0/16',
    'network spoke 10.1.0.0/16',
    'subnet inner 10.0.9.0/24 in hub',
    'subnet a 10.0.1.0/24 in hub',
    'subnet b 10.1.1.0/24 in spoke',
    'peering spoke to hub',
  ]);
});

test('classic providers: plurals and links', () => {
  const files = program(`
resources:
  v:
    type: azure:network/virtualNetwork:VirtualNetwork
    properties: {addressSpaces: [10.0.0.0/16], resourceGroupName: rg, subnets: [{name: s, addressPrefixes: [10.0.1.0/24]}]}
  n: {type: 'gcp:compute:Network', properties: {autoCreateSubnetworks: false}}
  g:
    type: gcp:compute/subnetwork:Subnetwork
    properties: {network: "\${n.selfLink}", ipCidrRange: 10.2.0.0/20, secondaryIpRanges: [{rangeName: pods, ipCidrRange: 10.3.0.0/16}]}
`);
  expect(networksIn(bindAll(files))).toEqual([
    'network v 10.0.0.0/16',
    'network n 10.2.0.0/20,10.3.0.0/16',
    'subnet s 10.0.1.0/24 in v',
    'subnet g 10.2.0.0/20 in n',
    'subnet pods 10.3.0.0/16 in n',
  ]);
});

test('resources that are only read', () => {
  const { resources } = respelled(program('resources:\n  v: {type: "aws:ec2:Vpc", get: {id: vpc-1}}'));
  expect(resources.get('v')).toMatchObject({ mode: 'data', type: 'aws_vpc' });
  expect(word(resources.get('v')?.attributes.entries.get('id'))).toBe('vpc-1');
});

describe('files', () => {
  test('programs of other languages are none', () => {
    expect(readFiles({ 'Pulumi.yaml': 'name: a\nruntime: nodejs\ndescription: no yaml\n' }).units).toEqual(
      [],
    );
  });

  test('Main.yaml belongs to the program', () => {
    const files = {
      'a/Pulumi.yaml': 'name: a\nruntime: {name: yaml}\n',
      'a/Main.yaml': 'resources:\n  v: {type: "aws:ec2:Vpc"}\n',
    };
    expect(readFiles(files).units.map(({ id, resources }) => [id, resources.length])).toEqual([['a', 1]]);
    expect(readFiles(files, ['b']).units).toEqual([]);
  });

  test('a broken stack file is said, and costs its values', () => {
    const files = { ...program('resources:\n  v: {type: "aws:ec2:Vpc"}'), 'Pulumi.dev.yaml': 'config: [' };
    const { units, diagnostics } = readFiles(files);
    expect(units.map(({ id }) => id)).toEqual(['. (dev)']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax']);
  });
});

describe('hostile programs', () => {
  test('variables that double with every line end in an unknown', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `  v${i + 1}: "\${v${i}}\${v${i}}"`);
    const lists = Array.from({ length: 60 }, (_, i) => `  l${i + 1}: ["\${l${i}}", "\${l${i}}"]`);
    const files = program(
      `variables:\n  v0: x\n${lines.join('\n')}\n  l0: [x]\n${lists.join('\n')}\nresources:\n  r: {type: "aws:ec2:Vpc", properties: {a: "\${v60}"}}\n  q: {type: "aws:ec2:Vpc", properties: {b: "\${l60}"}}`,
    );
    const { resources } = respelled(files);
    expect(word(resources.get('r')?.attributes.entries.get('a'))).toBe('?limit');
    expect(resources.get('q')?.possible?.code).toBe('limit');
  });

  test('a long chain of variables', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `  v${i + 1}: \${v${i}}`);
    const files = program(
      `variables:\n  v0: x\n${lines.join('\n')}\nresources:\n  r: {type: "aws:ec2:Vpc", properties: {a: "\${v5000}"}}`,
    );
    expect(word(respelled(files).resources.get('r')?.attributes.entries.get('a'))).toBe('?limit');
  });

  test('any text in a property', () => {
    const piece = fc.constantFrom(
      '${',
      '}',
      '$',
      'range',
      '.',
      '[0]',
      '["',
      '"]',
      'fn::join',
      '__proto__',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(propertyOf(JSON.stringify(pieces.join('')))).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
