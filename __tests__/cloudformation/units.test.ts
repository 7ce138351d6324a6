/** Which units a tree has: templates, parameter files, nested stacks, exports. */
import { describe, expect, test } from 'vitest';
import { cloudFormationLanguage } from '../../src/languages/cloudformation/read-cloudformation.ts';
import { plain, property, read, resource } from './reading.ts';

const VPC = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Cidr: {Type: String}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}
Outputs:
  Id: {Value: !Ref Vpc, Export: {Name: shared-vpc}}
  Range: {Value: !GetAtt Vpc.CidrBlock, Export: {Name: !Sub '\${AWS::StackName}-range'}}
  Zone: {Value: zone, Export: {Name: !Sub '\${AWS::Region}-zone'}}
`;

function using(location: string): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Bucket: {Type: String}
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ${location}, Parameters: {Cidr: 10.5.0.0/16}}
  Sub: {Type: AWS::EC2::Subnet, Properties: {VpcId: !GetAtt Net.Outputs.Id, CidrBlock: !Sub '\${Net.Outputs.Range}'}}
`;
}

describe('recognition', () => {
  test.each<readonly [path: string, text: string, expected: boolean]>([
    ['a.yaml', VPC, true],
    ['a.template', '{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}', true],
    ['a.yml', 'Resources:\n  A:\n    Type: AWS::EC2::VPC\n', true],
    ['a.json', '{"resources": {"A": {"Type": "AWS::EC2::VPC"}}}', false],
    ['.aws-sam/build/template.yaml', VPC, false],
    ['cdk.out/X.template.json', '{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}', false],
  ])('%s', (path, text, expected) => {
    expect(cloudFormationLanguage.recognises(path, text)).toBe(expected);
  });

  test('what only mentions templates is silently left to others', () => {
    const result = read({
      'crd.yaml': `apiVersion: v1\nkind: ConfigMap\ndata:\n  t: |\n    AWSTemplateFormatVersion: x\nResources: {A: {Type: AWS::EC2::VPC}}\n`,
      'doc.yaml': `text: AWSTemplateFormatVersion and Resources\n`,
    });
    expect(result).toEqual({ units: [], diagnostics: [] });
  });

  test('a broken template costs itself, a generated one is named', () => {
    const result = read({
      'broken.yaml': `AWSTemplateFormatVersion: x\nResources:\n  A: [\n`,
      'generated.yaml': `AWSTemplateFormatVersion: x\nResources:\n{% for a in b %}\n  A: 1\n{% endfor %}\n`,
      'good.yaml': VPC,
    });
    expect(result.units.map(({ id }) => id)).toEqual(['good.yaml']);
    expect(result.diagnostics.map(({ severity, code, range }) => [severity, code, range.file.path])).toEqual([
      ['error', 'yaml-syntax', 'broken.yaml'],
      ['note', 'cloudformation-generated', 'generated.yaml'],
    ]);
  });
});

describe('parameter files', () => {
  const dev =
    '[{"ParameterKey": "Cidr", "ParameterValue": "10.1.0.0/16"}, {"ParameterKey": "Other", "ParameterValue": "x"}]';
  const prod = '{"Parameters": {"Cidr": "10.2.0.0/16"}}';

  test('each makes a unit', () => {
    const result = read({ 'vpc.yaml': VPC, 'vpc.parameters.json': dev, 'parameters/vpc-prod.json': prod });
    expect(result.units.map(({ id }) => id)).toEqual([
      'vpc.yaml (parameters/vpc-prod.json)',
      'vpc.yaml (vpc.parameters.json)',
    ]);
    expect(plain(property(result, 'Vpc', 'CidrBlock', 'vpc.yaml (vpc.parameters.json)'))).toBe('10.1.0.0/16');
    expect(plain(property(result, 'Vpc', 'CidrBlock', 'vpc.yaml (parameters/vpc-prod.json)'))).toBe(
      '10.2.0.0/16',
    );
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['cloudformation-undeclared-parameter']);
  });

  test.each<readonly [path: string, isOne: boolean]>([
    ['vpc.json', true],
    ['vpc-parameters.json', true],
    ['vpc.params.json', true],
    ['vpc-dev-params.json', true],
    ['params/vpc.json', true],
    ['vpc-peering.json', false],
    ['vpcs.parameters.json', false],
    ['parameters/other.json', false],
    ['elsewhere/vpc.parameters.json', false],
  ])('%s', (path, isOne) => {
    const { units } = read({ 'vpc.yaml': VPC, [path]: prod });
    expect(units.map(({ id }) => id)).toEqual([isOne ? `vpc.yaml (${path})` : 'vpc.yaml']);
  });

  test('a file belongs to the template with the longest name', () => {
    const { units } = read({ 'vpc.yaml': VPC, 'vpc-hub.yaml': VPC, 'parameters/vpc-hub.json': prod });
    expect(units.map(({ id }) => id)).toEqual(['vpc-hub.yaml (parameters/vpc-hub.json)', 'vpc.yaml']);
  });

  test('lists are read out of texts, and out of lists', () => {
    const list = `AWSTemplateFormatVersion: x\nParameters: {Ids: {Type: 'List<AWS::EC2::Subnet::Id>'}}\nResources: {L: {Type: X::Y::Z, Properties: {Ids: !Ref Ids}}}\n`;
    for (const value of ['"subnet-1, subnet-2"', '["subnet-1", "subnet-2"]']) {
      const result = read({ 'l.yaml': list, 'l.json': `{"Parameters": {"Ids": ${value}}}` });
      expect(plain(property(result, 'L', 'Ids'))).toEqual(['subnet-1', 'subnet-2']);
    }
  });
});

describe('nested stacks', () => {
  test.each([
    './net/vpc.yaml',
    'net/vpc.yaml',
    'https://s3.amazonaws.com/bucket/some/net/vpc.yaml',
    `!Sub 'https://\${Bucket}.s3.\${AWS::Region}.amazonaws.com/net/vpc.yaml?x=1'`,
    `!Join ['/', [!Ref Bucket, net, vpc.yaml]]`,
  ])('%s is judged where it is nested', (location) => {
    const result = read({ 'main.yaml': using(location), 'net/vpc.yaml': VPC });
    expect(result.units.map(({ id, resources }) => [id, resources.map(({ address }) => address)])).toEqual([
      ['main.yaml', ['Net.Vpc', 'Sub']],
    ]);
    expect(plain(property(result, 'Net.Vpc', 'CidrBlock'))).toBe('10.5.0.0/16');
    expect(plain(property(result, 'Sub', 'VpcId'))).toBe('?computed Net.Vpc.id');
    expect(plain(property(result, 'Sub', 'CidrBlock'))).toBe('10.5.0.0/16');
  });

  test.each(['https://s3.amazonaws.com/bucket/elsewhere/other.yaml', '!Ref Bucket', '../../vpc.yaml'])(
    '%s is code that is not read',
    (location) => {
      const result = read({ 'main.yaml': using(location), 'net/vpc.yaml': VPC });
      expect(result.units.map(({ id }) => id)).toEqual(['main.yaml', 'net/vpc.yaml']);
      expect(resource(result, 'Net').mode).toBe('module');
      expect(plain(property(result, 'Sub', 'VpcId'))).toBe('?module-not-read Net.Outputs.Id');
    },
  );

  test('a list of ids is handed in as one text', () => {
    const inner = `AWSTemplateFormatVersion: x\nParameters: {Ids: {Type: CommaDelimitedList}}\nResources: {L: {Type: X::Y::Z, Properties: {Ids: !Ref Ids}}}\n`;
    const outer = `AWSTemplateFormatVersion: x
Resources:
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml, Parameters: {Ids: !Join [',', [!Ref A, !Ref B]]}}}
`;
    const result = read({ 'inner.yaml': inner, 'outer.yaml': outer });
    expect(plain(property(result, 'N.L', 'Ids'))).toEqual(['?computed A.id', '?computed B.id']);
  });

  test('templates that nest each other are read once around', () => {
    const nesting = (other: string) =>
      `AWSTemplateFormatVersion: x\nResources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${other}}}\n  V: {Type: AWS::EC2::VPC}\n`;
    const { units } = read({ 'a.yaml': nesting('b.yaml'), 'b.yaml': nesting('a.yaml') });
    expect(
      units.map(({ id, resources }) => [id, resources.map(({ address, mode }) => `${mode} ${address}`)]),
    ).toEqual([['a.yaml', ['module N.N', 'managed N.V', 'managed V']]]);
  });

  test('a nested template is judged on its own when only it is asked for', () => {
    const { units } = read({ 'main.yaml': using('net/vpc.yaml'), 'net/vpc.yaml': VPC }, { within: ['net'] });
    expect(units.map(({ id }) => id)).toEqual(['net/vpc.yaml']);
  });
});

describe('exports', () => {
  const importing = (name: string) =>
    `AWSTemplateFormatVersion: x\nResources: {S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue ${name}}}}\n`;

  test('a name that one stack exports', () => {
    const result = read({ 'a.yaml': VPC, 'b.yaml': importing('shared-vpc') });
    const value = property(result, 'S', 'VpcId');
    expect(value?.reference).toEqual({ unit: 'a.yaml', address: 'Vpc', path: ['id'] });
  });

  test('a stack outside of what is judged exports as well', () => {
    const result = read({ 'a/a.yaml': VPC, 'b/b.yaml': importing('shared-vpc') }, { within: ['b'] });
    expect(result.units.map(({ id }) => id)).toEqual(['b/b.yaml']);
    expect(property(result, 'S', 'VpcId')?.reference?.unit).toBe('a/a.yaml');
  });

  test.each<readonly [name: string, expected: unknown]>([
    ["{'Fn::Sub': '${AWS::Region}-zone'}", 'zone'],
    ["{'Fn::Sub': '${AWS::StackName}-range'}", '?remote-state'],
    ['nobody', '?remote-state'],
  ])('%s', (name, expected) => {
    expect(plain(property(read({ 'a.yaml': VPC, 'b.yaml': importing(name) }), 'S', 'VpcId'))).toEqual(
      expected,
    );
  });

  test('a name that two stacks export is ambiguous', () => {
    const result = read({ 'a.yaml': VPC, 'a2.yaml': VPC, 'b.yaml': importing('shared-vpc') });
    expect(plain(property(result, 'S', 'VpcId'))).toBe('?ambiguous');
  });

  test('stacks that import from each other in a circle', () => {
    const circle = (own: string, other: string) =>
      `AWSTemplateFormatVersion: x\nResources: {S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue ${other}}}}\nOutputs: {O: {Value: !GetAtt S.VpcId, Export: {Name: ${own}}}}\n`;
    const result = read({ 'a.yaml': circle('a', 'b'), 'b.yaml': circle('b', 'a') });
    expect(plain(property(result, 'S', 'VpcId', 'a.yaml'))).toBe('?cycle S.VpcId');
  });
});

describe('what may be deployed', () => {
  const conditional = (value: string) => `AWSTemplateFormatVersion: x
Parameters: {On: {Type: String${value}}}
Conditions: {IsOn: !Equals [!Ref On, 'true']}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Condition: IsOn, Properties: {CidrBlock: 10.0.0.0/16}}
  Always: {Type: AWS::EC2::VPC}
`;

  test.each<readonly [value: string, expected: unknown]>([
    [', Default: true', ['Vpc', undefined]],
    [', Default: no', undefined],
    ['', ['Vpc', 'missing-input']],
  ])('%s', (value, expected) => {
    const [unit] = read({ 'a.yaml': conditional(value) }).units;
    const vpc = unit?.resources.find(({ address }) => address === 'Vpc');
    expect(vpc && [vpc.address, vpc.possible?.code]).toEqual(expected);
  });
});

describe('loops', () => {
  const looping = (collection: string) => `AWSTemplateFormatVersion: x
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: 'a,b'}, Open: {Type: CommaDelimitedList}}
Mappings: {M: {a: {c: 10.0.0.0/24}, b: {c: 10.0.1.0/24}, c: {c: 10.0.2.0/24}}}
Resources:
  Fn::ForEach::Subnets:
    - Name
    - ${collection}
    - Subnet\${Name}:
        Type: AWS::EC2::Subnet
        Properties: {CidrBlock: !FindInMap [M, !Ref Name, c], Tags: [{Key: Name, Value: 'net-\${Name}'}], Me: !Sub '\${Name}!'}
Outputs:
  Fn::ForEach::Out: [Name, [a], {'Out\${Name}': {Value: !GetAtt [!Sub 'Subnet\${Name}', CidrBlock], Export: {Name: 'x-\${Name}'}}}]
`;

  test.each(['[a, b]', '!Ref Names', '{Ref: Names}'])('over %s', (collection) => {
    const result = read({ 'a.yaml': looping(collection) });
    expect(result.units[0]?.resources.map(({ address }) => address)).toEqual(['Subneta', 'Subnetb']);
    expect(plain(property(result, 'Subnetb', 'CidrBlock'))).toBe('10.0.1.0/24');
    expect(plain(property(result, 'Subnetb', 'Me'))).toBe('b!');
    expect(plain(property(result, 'Subnetb', 'Tags'))).toEqual([{ Key: 'Name', Value: 'net-b' }]);
    expect(result.diagnostics).toEqual([]);
  });

  test('over an unknown list: something that may be there, none, once or often', () => {
    const result = read({ 'a.yaml': looping('!Ref Open') });
    const [only] = result.units[0]?.resources ?? [];
    expect([only?.address, only?.possible?.code]).toEqual(['Subnet${Name}', 'missing-input']);
    expect(plain(property(result, 'Subnet${Name}', 'CidrBlock'))).toEqual({
      oneOf: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    });
  });

  test('what a loop exports can be imported', () => {
    const other =
      'AWSTemplateFormatVersion: x\nResources: {S: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: !ImportValue x-a}}}\n';
    expect(plain(property(read({ 'a.yaml': looping('[a, b]'), 'b.yaml': other }), 'S', 'CidrBlock'))).toBe(
      '10.0.0.0/24',
    );
  });

  test('loops within loops, and in properties', () => {
    const file = `AWSTemplateFormatVersion: x
Resources:
  Fn::ForEach::Outer:
    - A
    - [x, y]
    - Fn::ForEach::Inner: [B, ['1', '2'], {'R\${A}\${B}': {Type: X::Y::Z, Properties: {Fn::ForEach::P: [C, [p], {'\${C}': '\${A}\${B}\${C}'}]}}}]
`;
    const result = read({ 'a.yaml': file });
    expect(result.units[0]?.resources.map(({ address }) => address)).toEqual(['Rx1', 'Rx2', 'Ry1', 'Ry2']);
    expect(plain(property(result, 'Ry1', 'p'))).toBe('y1p');
  });
});

test('what a macro makes of a template is code that is not read', () => {
  const file =
    'AWSTemplateFormatVersion: x\nTransform: [AWS::Serverless-2016-10-31, Mine]\nResources: {V: {Type: AWS::EC2::VPC}, W: {Type: A::B::C, Properties: {X: !Ref MadeUp}}}\n';
  const result = read({ 'a.yaml': file });
  const macro = resource(result, 'Transform');
  expect([macro.mode, macro.type, plain(macro.attributes.entries.get('template'))]).toEqual([
    'module',
    'Mine',
    ['?computed V.id', '?computed W.id'],
  ]);
  expect(result.diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
    ['note', 'cloudformation-macro'],
  ]);
});
