/** Values know where they were typed. */
import { expect, test } from 'vitest';
import { history, property, read, resource } from './reading.ts';

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Base:
    Type: String
    Default: 10.0.0.0/16
Mappings:
  M: {a: {b: 10.9.0.0/16}}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Ref Base
      Other: !FindInMap [M, a, b]
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]
      Plain: "10.0.5.0/24"
`;

test('a default, through the property that reads it and the functions that compute with it', () => {
  const result = read({ 'a.yaml': TEMPLATE });
  expect(history(property(result, 'Vpc', 'CidrBlock'))).toEqual(['a.yaml: 10.0.0.0/16', 'a.yaml: Base']);
  const places = history(property(result, 'Subnet', 'CidrBlock'));
  expect(places.slice(0, 3)).toEqual(['a.yaml: 10.0.0.0/16', 'a.yaml: 2', 'a.yaml: 8']);
  expect(history(property(result, 'Subnet', 'Plain'))).toEqual(['a.yaml: "10.0.5.0/24"']);
  expect(history(property(result, 'Vpc', 'Other'))).toContain('a.yaml: 10.9.0.0/16');
});

test('a parameter file', () => {
  const parameters = '[{"ParameterKey": "Base", "ParameterValue": "10.7.0.0/16"}]';
  const result = read({ 'a.yaml': TEMPLATE, 'a.parameters.json': parameters });
  expect(history(property(result, 'Vpc', 'CidrBlock'))).toEqual([
    'a.parameters.json: "10.7.0.0/16"',
    'a.yaml: Base',
  ]);
});

test('a resource stands at its name', () => {
  const { range } = resource(read({ 'a.yaml': TEMPLATE }), 'Subnet');
  expect(range.file.text.slice(range.start, range.end)).toBe('Subnet');
});

test('JSON has the same places, with quotes', () => {
  const json =
    '{"AWSTemplateFormatVersion": "x", "Resources": {"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}';
  expect(history(property(read({ 'a.json': json }), 'V', 'CidrBlock'))).toEqual(['a.json: "10.0.0.0/16"']);
});
