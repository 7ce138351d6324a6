/** Hostile templates: nothing throws, nothing takes for ever. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain, property, read } from './reading.ts';

const HEAD = 'AWSTemplateFormatVersion: x\n';

/** Against blow-ups, not against slow machines. */
const PATIENCE = 60_000;

describe('bounds', { timeout: PATIENCE }, () => {
  test('aliases of aliases', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
    );
    const file = `${HEAD}Metadata:\n  a0: &a0 [x]\n${lines.join('\n')}\nResources:\n  V: {Type: AWS::EC2::VPC, Properties: {X: *a30}}\n`;
    expect(read({ 'a.yaml': file }).diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax']);
  });

  test('deep nesting', () => {
    const deep = `${'['.repeat(240)}${']'.repeat(240)}`;
    const file = `{"Resources": {"V": {"Type": "AWS::EC2::VPC", "Properties": {"X": ${deep}, "Y": 1}}}}`;
    expect(plain(property(read({ 'a.json': file }), 'V', 'Y'))).toBe(1);
  });

  test.each<readonly [what: string, template: string]>([
    [
      'a condition',
      'Conditions: {A: !Not [!Condition A]}\nResources: {V: {Type: AWS::EC2::VPC, Properties: {X: !If [A, a, b]}}}\n',
    ],
    [
      'an attribute',
      'Resources: {V: {Type: AWS::EC2::VPC, Properties: {X: !GetAtt W.Y}}, W: {Type: AWS::EC2::VPC, Properties: {Y: !GetAtt V.X}}}\n',
    ],
    [
      'a loop over itself',
      "Resources: {V: {Type: AWS::EC2::VPC, Properties: {X: !GetAtt Wa.Y}}, 'Fn::ForEach::L': [N, !GetAtt Wa.Y, {'W${N}': {Type: AWS::EC2::VPC, Properties: {Y: [a]}}}]}\n",
    ],
  ])('%s that depends on itself', (_, template) => {
    const value = property(read({ 'a.yaml': `${HEAD}${template}` }), 'V', 'X');
    expect(value?.kind).toBe('unknown');
  });

  test('long chains of conditions, and of stacks that import from each other', () => {
    const conditions = Array.from(
      { length: 20_000 },
      (_, index) => `  C${index}: !Condition C${index + 1}`,
    ).join('\n');
    const chained = `${HEAD}Conditions:\n${conditions}\n  C20000: !Equals [a, a]\nResources: {V: {Type: AWS::EC2::VPC, Condition: C0}}\n`;
    const [unit] = read({ 'a.yaml': chained }).units;
    expect(unit?.resources[0]?.possible?.code).toBe('limit');
    const stack = (index: number) =>
      `${HEAD}Resources: {V: {Type: AWS::EC2::VPC, Properties: {X: !ImportValue e${index + 1}}}}\nOutputs: {O: {Value: !GetAtt V.X, Export: {Name: e${index}}}}\n`;
    const files = Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [`s${String(index).padStart(4, '0')}.yaml`, stack(index)]),
    );
    expect(read(files).units).toHaveLength(1500);
  });

  test('loops that multiply', () => {
    const loop = (depth: number): string =>
      depth === 0
        ? "{'R${A0}${A1}${A2}${A3}': {Type: A::B::C}}"
        : `{'Fn::ForEach::L${depth - 1}': [A${depth - 1}, [${Array.from({ length: 60 }, (_, index) => `x${index}`).join(',')}], ${loop(depth - 1)}]}`;
    const result = read({ 'a.yaml': `${HEAD}Resources: ${loop(4)}\n` });
    expect(result.units[0]?.resources.length).toBeLessThanOrEqual(2000);
    expect(result.diagnostics.map(({ code }) => code)).toContain('cloudformation-limit');
  });

  test('texts that double', () => {
    const double = Array.from(
      { length: 40 },
      (_, index) =>
        `  V${index + 1}: {Type: A::B::C, Properties: {X: !Sub '\${V${index}.X}\${V${index}.X}'}}`,
    );
    const result = read({
      'a.yaml': `${HEAD}Resources:\n  V0: {Type: A::B::C, Properties: {X: xxxxxxxx}}\n${double.join('\n')}\n`,
    });
    expect(property(result, 'V40', 'X')).toMatchObject({ kind: 'unknown', reason: { code: 'limit' } });
  });

  test('names that are members of every object', () => {
    const file = `${HEAD}Parameters: {__proto__: {Type: String, Default: a}}\nResources:\n  constructor: {Type: AWS::EC2::VPC, Properties: {__proto__: !Ref __proto__, X: !Ref toString, Y: !FindInMap [constructor, a, b]}}\n`;
    const result = read({ 'a.yaml': file });
    expect(property(result, 'constructor', '__proto__')).toMatchObject({ value: 'a' });
    expect(plain(property(result, 'constructor', 'X'))).toBe('?failed');
  });
});

const SEEDS = [
  `${HEAD}Parameters: {P: {Type: CommaDelimitedList, Default: 'a,b'}, Q: {Type: String}}
Mappings: {M: {a: {b: 10.0.0.0/16}}}
Conditions: {C: !Equals [!Ref Q, x], D: !And [!Condition C, !Not [!Condition C]]}
Resources:
  V: {Type: AWS::EC2::VPC, Condition: C, Properties: {CidrBlock: !FindInMap [M, !Ref Q, b], Tags: [{Key: Name, Value: !Sub '\${Q}-\${AWS::Region}'}]}}
  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !If [D, !Ref V, !ImportValue x], CidrBlock: !Select [1, !Cidr [!GetAtt V.CidrBlock, 4, 8]]}}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {P: !Join [',', [!Ref V, !Ref S]]}}}
  Fn::ForEach::L: [I, !Ref P, {'R\${I}': {Type: A::B::C, Properties: {X: !Length [1], Y: !ToJsonString {a: !Split ['-', 'a-b']}}}}]
Outputs: {O: {Value: !GetAtt N.Outputs.O, Export: {Name: !Sub '\${AWS::StackName}-x'}}}
`,
  '{"Resources": {"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": {"Fn::Select": ["0", {"Fn::Cidr": [{"Ref": "B"}, "4", "8"]}]}, "X": {"Fn::Sub": ["${A}", {"A": {"Fn::If": ["C", 1, {"Ref": "AWS::NoValue"}]}}]}}}}, "Parameters": {"B": {"Type": "String", "Default": "10.0.0.0/16"}}, "Conditions": {"C": {"Fn::Or": [{"Condition": "C"}, true]}}}',
];

const PIECES = [
  '!Ref V',
  '!Sub "${',
  '!Cidr [',
  '[',
  ']',
  '{',
  '}',
  ':',
  ', ',
  '"',
  '- ',
  '\n',
  '  ',
  'Fn::ForEach::A',
  '!If [C, ',
  '&a ',
  '*a',
  '0',
  '-1',
  '256',
  'null',
  '!GetAtt ',
  '${',
  'Outputs.',
  'AWS::NoValue',
  '!Select [',
  '!FindInMap [M, ',
];

test('damaged templates are read without an exception', { timeout: PATIENCE }, () => {
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    insert: fc.constantFrom('', ...PIECES),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...SEEDS),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      (seed, mutations) => {
        let text = seed;
        for (const { at, remove, insert } of mutations) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + insert + text.slice(start + remove);
        }
        const { units } = read({
          'a.template': text,
          'b.yaml': SEEDS[0] ?? '',
          'a.json': '{"Parameters": {"Q": "x"}}',
        });
        for (const { resources } of units)
          for (const { range } of resources) expect(range.end).toBeLessThanOrEqual(range.file.text.length);
      },
    ),
    { numRuns: 2000, seed: 7 },
  );
});
