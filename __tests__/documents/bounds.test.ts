/** Little text that makes much: what is read of it ends at a bound, and a message or an unknown says so. */
import { describe, expect, test } from 'vitest';
import { ansibleLanguage } from '../../src/languages/ansible/ansible-language.ts';
import { cloudFormationLanguage } from '../../src/languages/cloudformation/read-cloudformation.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import { kubernetesLanguage } from '../../src/languages/kubernetes/kubernetes-language.ts';
import { pulumiLanguage } from '../../src/languages/pulumi/pulumi-language.ts';
import { MAX_RESOURCES } from '../../src/languages/resource-limit.ts';
import type { DocumentLanguage, Resource } from '../../src/languages/unit.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

function read(language: DocumentLanguage, files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  const documents = findDocuments(tree, [language]).get(language) ?? [];
  const { units, diagnostics } = language.read(tree, documents, { within: [], scopeOf: () => undefined });
  return { resources: units.flatMap((unit) => unit.resources), diagnostics };
}

function codes({ diagnostics }: ReturnType<typeof read>): readonly string[] {
  return [...new Set(diagnostics.map(({ code }) => code))];
}

function times(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

/** Files by name, from an index. */
function filesOf(count: number, make: (index: number) => readonly [string, string]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));
}

function unknownCodes(resources: readonly Resource[], attribute: string): ReadonlySet<string> {
  return new Set(
    resources.map(({ attributes }) => {
      const value = attributes.entries.get(attribute);
      return value?.kind === 'unknown' ? value.reason.code : 'known';
    }),
  );
}

describe('CloudFormation', () => {
  test('parameter files multiply resources up to a bound', () => {
    const result = read(cloudFormationLanguage, {
      'net.yaml': `AWSTemplateFormatVersion: "2010-09-09"
Parameters: {P: {Type: String}}
Resources:
${times(2000, (index) => `  R${index}: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref P}}\n`)}`,
      ...filesOf(60, (index) => [
        `net-params-${index}.json`,
        '[{"ParameterKey": "P", "ParameterValue": "10.0.0.0/16"}]',
      ]),
    });
    expect(result.resources.length).toBe(MAX_RESOURCES);
    expect(codes(result)).toEqual(['cloudformation-limit']);
  });

  test('many macros of many resources are no product', () => {
    const result = read(cloudFormationLanguage, {
      'net.yaml': `AWSTemplateFormatVersion: "2010-09-09"
Transform: [${times(1000, (index) => `M${index},`)}]
Resources:
${times(1000, (index) => `  R${index}: {Type: AWS::EC2::VPC}\n`)}`,
    });
    expect(result.resources.filter(({ mode }) => mode === 'module')).toHaveLength(10);
    expect(result.diagnostics).toHaveLength(1000);
  });

  test('long lists that are joined for every resource count', () => {
    const { resources } = read(cloudFormationLanguage, {
      'net.yaml': `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::LanguageExtensions
Parameters: {L: {Type: CommaDelimitedList, Default: "${times(2000, (index) => `${index},`)}x"}}
Resources:
  Fn::ForEach::All:
  - X
  - !Ref L
  - "R\${X}": {Type: AWS::EC2::VPC, Properties: {A: !Join ["", !Ref L], B: !Join ["", !Ref L]}}
`,
    });
    expect(
      unknownCodes(
        resources.filter(({ mode }) => mode === 'managed'),
        'B',
      ),
    ).toEqual(new Set(['known', 'limit']));
  });
});

describe('Ansible', () => {
  test('loops of all files share a bound', () => {
    const items = times(1000, (index) => `${index},`);
    const { resources } = read(
      ansibleLanguage,
      filesOf(5, (file) => [
        `play-${file}.yml`,
        `- hosts: all
  vars: {all: [${items}]}
  tasks:
${times(40, (task) => `  - azure_rm_virtualnetwork: {name: "n{{ item }}-${task}", resource_group: r}\n    loop: "{{ all }}"\n`)}`,
      ]),
    );
    expect(resources.length).toBeGreaterThan(10_000);
    expect(resources.length).toBeLessThan(110_000);
    const doubtful = resources.filter(({ possible }) => possible !== undefined);
    expect(new Set(doubtful.map(({ possible }) => possible?.code))).toEqual(new Set(['limit']));
  });
});

describe('Pulumi', () => {
  const program = (properties: string, variables = ''): string => `name: p
runtime: yaml
variables:
  own: 1
${variables}resources:
${times(500, (index) => `  r${index}: {type: "azure-native:network:VirtualNetwork", properties: {${properties}}}\n`)}`;
  const stacks = (programs: number, text: string): Record<string, string> =>
    Object.assign(
      {},
      ...Array.from({ length: programs }, (_, index) => ({
        [`p${index}/Pulumi.yaml`]: text,
        ...filesOf(50, (stack) => [`p${index}/Pulumi.s${stack}.yaml`, 'config: {}\n']),
      })),
    ) as Record<string, string>;

  test('stacks multiply resources up to a bound', () => {
    const result = read(pulumiLanguage, stacks(6, program('a: 1')));
    expect(result.resources.length).toBe(MAX_RESOURCES);
    expect(codes(result)).toEqual(['pulumi-limit']);
  });

  test('all stacks share a bound of values', () => {
    const doubling = times(12, (index) => `  w${index + 1}: ["\${w${index}}", "\${w${index}}"]\n`);
    const variables = `  w0: [1, 2, 3, 4]\n${doubling}`;
    const { resources } = read(pulumiLanguage, stacks(2, program('a: "${w10}"', variables)));
    const codesOfAll = new Set(resources.map(({ possible }) => possible?.code));
    expect(codesOfAll).toEqual(new Set([undefined, 'limit']));
  });
});

describe('Kubernetes', () => {
  test('very many duplicate keys are counted', () => {
    const { diagnostics } = read(kubernetesLanguage, {
      'net.json': `{"apiVersion": "network.azure.com/v1api20201101", "kind": "VirtualNetwork", "spec": {${'"a": 1, '.repeat(150_000)}"a": 1}}`,
    });
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)?.message).toBe(
      'In this file 149900 more keys stand twice: the last ones count.',
    );
  });
});
