/** Programs for tests. */
import type { Value } from '../../src/values/value.ts';
import { readFiles } from '../respell/respelled.ts';

/** The files of a program; `more` is what follows its head. */
export function program(more: string): Record<string, string> {
  return { 'Pulumi.yaml': `name: net\nruntime: yaml\n${more}\n` };
}

const AROUND = `config:
  size: 20
  none: {type: string}
variables:
  range: 10.9.0.0/16
  first: "10.8"
  net: {ranges: [a, b]}
  loop1: \${loop2}
  loop2: \${loop1}
resources:
  other: {type: 'aws:ec2:Vpc', properties: {cidrBlock: 10.7.0.0/16}}
`;

/** What the reader makes of a property that is written so, in a program with variables, configuration and a stack. */
export function propertyOf(written: string): Value | undefined {
  const text = /^[{["]/.test(written) ? written : JSON.stringify(written);
  const files = {
    ...program(`${AROUND}  it: {type: 'aws:ec2:Vpc', properties: {it: ${text}}}`),
    'Pulumi.dev.yaml': 'config:\n  net:hidden: {secure: AAAB}\n',
  };
  const [unit] = readFiles(files).units;
  return unit?.resources.find(({ name }) => name === 'it')?.attributes.entries.get('it');
}
