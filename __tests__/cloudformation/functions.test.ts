/** Intrinsic functions: both spellings of each give the same value. */
import { describe, expect, test } from 'vitest';
import { plain, property, read, type Asked } from './reading.ts';

const REST = `
Parameters:
  Base: {Type: String, Default: 10.0.0.0/16}
  Missing: {Type: String}
  Names: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Env: {Type: String, Default: prod}
Mappings:
  Ranges:
    prod: {Vpc: 10.1.0.0/16, All: [x, y]}
    dev: {Vpc: 10.2.0.0/16, All: [z]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals [!Ref Env, dev]
  IsOpen: !Equals [!Ref Missing, 'yes']
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Base, Tags: [{Key: Name, Value: v}]}}
  Zone: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Ref Missing}}
`;

function valueOf(expression: string, asked?: Asked): unknown {
  const file = `AWSTemplateFormatVersion: '2010-09-09'${REST}  Probe:\n    Type: Custom::Probe\n    Properties:\n      Value: ${expression}\n`;
  return plain(property(read({ 'a.yaml': file }, asked), 'Probe', 'Value'));
}

describe('both spellings', () => {
  test.each<readonly [short: string, long: string, expected: unknown]>([
    ['!Ref Base', '{Ref: Base}', '10.0.0.0/16'],
    ['!Ref Names', '{"Ref": "Names"}', ['a', 'b', 'c']],
    ['!Ref Missing', '{Ref: Missing}', '?missing-input Missing'],
    ['!Ref Vpc', '{Ref: Vpc}', '?computed Vpc.id'],
    ['!Ref AWS::Region', '{Ref: "AWS::Region"}', '?environment AWS::Region'],
    ['!GetAtt Vpc.CidrBlock', '{"Fn::GetAtt": [Vpc, CidrBlock]}', '10.0.0.0/16'],
    ['!GetAtt [Vpc, VpcId]', '{"Fn::GetAtt": Vpc.VpcId}', '?computed Vpc.id'],
    [
      '!GetAtt Vpc.DefaultSecurityGroup',
      '{"Fn::GetAtt": [Vpc, DefaultSecurityGroup]}',
      '?computed Vpc.DefaultSecurityGroup',
    ],
    ['!GetAtt Zone.VpcId', '{"Fn::GetAtt": [Zone, VpcId]}', '?computed Vpc.id'],
    ['!Sub "${Env}-${!literal}"', '{"Fn::Sub": "${Env}-${!literal}"}', 'prod-${literal}'],
    ['!Sub "${Vpc.CidrBlock}"', '{"Fn::Sub": "${Vpc.CidrBlock}"}', '10.0.0.0/16'],
    [
      '!Sub ["${A}/${Env}", {A: !Ref Names2}]'.replace('Names2', 'Env'),
      '{"Fn::Sub": ["${A}/${Env}", {A: {Ref: Env}}]}',
      'prod/prod',
    ],
    ['!Sub "${Missing}.0.0/16"', '{"Fn::Sub": "${Missing}.0.0/16"}', '{?missing-input Missing}{.0.0/16}'],
    ['!Select ["1", !Ref Names]', '{"Fn::Select": [1, {Ref: Names}]}', 'b'],
    ['!Select [1, [!Ref Missing, x]]', '{"Fn::Select": ["1", [{Ref: Missing}, x]]}', 'x'],
    ['!Select [0, !GetAZs ""]', '{"Fn::Select": [0, {"Fn::GetAZs": ""}]}', '?environment'],
    ['!Split ["|", "a|b"]', '{"Fn::Split": ["|", "a|b"]}', ['a', 'b']],
    ['!Join [".", ["10", 1, "0.0/16"]]', '{"Fn::Join": [".", ["10", 1, "0.0/16"]]}', '10.1.0.0/16'],
    ['!Join ["", [!Ref Vpc, "-x"]]', '{"Fn::Join": ["", [{Ref: Vpc}, "-x"]]}', '{?computed Vpc.id}{-x}'],
    ['!If [IsProd, a, b]', '{"Fn::If": [IsProd, a, b]}', 'a'],
    ['!If [IsDev, a, !Ref "AWS::NoValue"]', '{"Fn::If": [IsDev, a, {Ref: "AWS::NoValue"}]}', undefined],
    ['!If [IsOpen, a, b]', '{"Fn::If": [IsOpen, a, b]}', { oneOf: ['a', 'b'] }],
    ['!If [IsOpen, a, a]', '{"Fn::If": [IsOpen, a, a]}', 'a'],
    ['[a, !If [IsDev, b, !Ref "AWS::NoValue"]]', '[a, {"Fn::If": [IsDev, b, {Ref: "AWS::NoValue"}]}]', ['a']],
    [
      '!And [!Condition IsProd, !Not [!Condition IsDev]]',
      '{"Fn::And": [{Condition: IsProd}, {"Fn::Not": [{Condition: IsDev}]}]}',
      true,
    ],
    [
      '!Or [!Condition IsOpen, !Condition IsProd]',
      '{"Fn::Or": [{Condition: IsOpen}, {Condition: IsProd}]}',
      true,
    ],
    [
      '!And [!Condition IsOpen, !Condition IsDev]',
      '{"Fn::And": [{Condition: IsOpen}, {Condition: IsDev}]}',
      false,
    ],
    ['!Equals [1, "1"]', '{"Fn::Equals": ["1", 1]}', true],
    ['!FindInMap [Ranges, !Ref Env, Vpc]', '{"Fn::FindInMap": [Ranges, {Ref: Env}, Vpc]}', '10.1.0.0/16'],
    [
      '!FindInMap [Ranges, !Ref Missing, Vpc]',
      '{"Fn::FindInMap": [Ranges, {Ref: Missing}, Vpc]}',
      { oneOf: ['10.1.0.0/16', '10.2.0.0/16'] },
    ],
    [
      '!FindInMap [Ranges, test, Vpc, {DefaultValue: d}]',
      '{"Fn::FindInMap": [Ranges, test, Vpc, {DefaultValue: d}]}',
      'd',
    ],
    ['!Length [1, 2]', '{"Fn::Length": [1, 2]}', 2],
    ['!Length {Ref: Names}', '{"Fn::Length": {Ref: Names}}', 3],
    ['!Base64 abc', '{"Fn::Base64": abc}', 'YWJj'],
    ['!ToJsonString {a: [1, "x", true]}', '{"Fn::ToJsonString": {a: [1, "x", true]}}', '{"a":[1,"x",true]}'],
    ['!Transform {Name: M}', '{"Fn::Transform": {Name: M}}', '?unsupported'],
    ['!ImportValue other', '{"Fn::ImportValue": other}', '?remote-state'],
    ['"{{resolve:ssm:/a/b}}"', "'{{resolve:ssm:/a/b}}'", '?data-source'],
  ])('%s', (short, long, expected) => {
    expect(valueOf(short)).toEqual(expected);
    expect(valueOf(long)).toEqual(expected);
  });
});

describe('Fn::Cidr', () => {
  test.each<readonly [expression: string, expected: unknown]>([
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Cidr [!GetAtt Vpc.CidrBlock, "2", "15"]', ['10.0.0.0/17', '10.0.128.0/17']],
    ['!Cidr ["2001:db8::/56", 2, 64]', ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['!Select [1, !Cidr [!Ref Missing, 2, 8]]', '?missing-input /24'],
    ['!Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 2, 64]', ['?computed /64', '?computed /64']],
    [
      '!Select [0, !Cidr [!FindInMap [Ranges, !Ref Missing, Vpc], 2, 8]]',
      { oneOf: ['10.1.0.0/24', '10.2.0.0/24'] },
    ],
    // There is no room, and more than 256 are never given.
    ['!Cidr [10.0.0.0/24, 3, 7]', '?failed'],
    ['!Cidr [10.0.0.0/8, 257, 8]', '?failed'],
    ['!Cidr [10.0.0.0/24, 1, 9]', '?failed'],
    ['!Cidr [nonsense, 1, 8]', '?failed'],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });
});

describe('the place of deployment', () => {
  test.each<readonly [name: string, expected: unknown]>([
    ['AWS::Region', 'eu-west-1'],
    ['AWS::AccountId', '111122223333'],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', '?environment AWS::StackName'],
  ])('%s is known when the rule file says it', (name, expected) => {
    const scope = { region: 'eu-west-1', account: '111122223333' };
    expect(valueOf(`!Ref ${name}`, { scope })).toEqual(expected);
  });
});

test.each([
  '!Ref Nothing',
  '!GetAtt Nothing.Arn',
  '!FindInMap [Nothing, a, b]',
  '!Select [7, [a]]',
  '!If [Nothing, a, b]',
])('the mistake %s is reported where it stands', (expression) => {
  const file = `AWSTemplateFormatVersion: x\nResources:\n  A:\n    Type: AWS::EC2::VPC\n    Properties: {CidrBlock: ${expression}}\n`;
  const result = read({ 'a.yaml': file });
  expect(plain(property(result, 'A', 'CidrBlock'))).toBe('?failed');
  expect(
    result.diagnostics.map(({ code, range }) => [
      code,
      range.file.path,
      range.file.positionAt(range.start).line,
    ]),
  ).toEqual([['cloudformation-evaluation', 'a.yaml', 5]]);
});

test('secrets that are looked up are never shown', () => {
  const file = `Resources:\n  A: {Type: AWS::EC2::VPC, Properties: {A: '{{resolve:secretsmanager:x}}', B: 'x{{resolve:ssm-secure:y}}'}}\nParameters: {P: {Type: String, NoEcho: true, Default: s}}\n`;
  const result = read({ 'a.yaml': `${file}# AWSTemplateFormatVersion` });
  expect(property(result, 'A', 'A')?.sensitive).toBe(true);
  expect(property(result, 'A', 'B')?.sensitive).toBe(true);
});
