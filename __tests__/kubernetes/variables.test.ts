/** Variables that another tool fills in: with a default its value, without one an unknown that says which it is. */
import { describe, expect, test } from 'vitest';
import { contributingRanges } from '../../src/values/origin.ts';
import { onlyResource, plain, readManifests, valueAt } from './read-manifests.ts';

function valueOf(written: string) {
  const text = `apiVersion: network.azure.com/v1
kind: VirtualNetwork
metadata: {name: hub}
spec:
  value: ${written}
`;
  return valueAt(onlyResource(readManifests(text)), 'spec', 'value');
}

describe('a scalar', () => {
  test.each<readonly [string, unknown]>([
    ['${VAR}', '?missing-input'],
    ['"${VAR}"', '?missing-input'],
    ['${VAR:=10.0.0.0/16}', '10.0.0.0/16'],
    ['${VAR:-10.0.0.0/16}', '10.0.0.0/16'],
    ['${VAR=10.0.0.0/16}', '10.0.0.0/16'],
    ['${VAR-10.0.0.0/16}', '10.0.0.0/16'],
    ['${VAR:=3}', 3],
    ['"${VAR:=3}"', '3'],
    ['${VAR:="3"}', '3'],
    ["${VAR:='3'}", '3'],
    ['${VAR:=true}', true],
    ['${VAR:=}', null],
    ['${VAR:=""}', ''],
    ['"${VAR:=}"', ''],
    ['${VAR:=${OTHER:=x}}', 'x'],
    ['${VAR:=${OTHER}}', '?missing-input'],
    ['10.${A:=1}.0.0/${B:=16}', '10.1.0.0/16'],
    ['10.${A}.0.0/16', ['10.', '?missing-input', '.0.0/16']],
    ['$${VAR}', '${VAR}'],
    ['${{ github.ref }}', '${{ github.ref }}'],
    ['${VAR^^}', '?unsupported'],
    ['${schema.spec.name}', '?unsupported'],
    ['${VAR:=["10.0.0.0/16"]}', '?unsupported'],
    ['${VAR', '${VAR'],
    ['$VAR', '$VAR'],
  ])('%s', (written, expected) => {
    expect(plain(valueOf(written))).toEqual(expected);
  });

  test('a default has its own place', () => {
    const value = valueOf('${VAR:=10.0.0.0/16}');
    const [range] = value === undefined ? [] : contributingRanges(value.origin);
    expect(range?.file.text.slice(range.start, range.end)).toBe('10.0.0.0/16');
  });

  test('a variable without a default says which it is', () => {
    const value = valueOf('${VAR}');
    expect(value?.reference).toEqual({ unit: '.', address: '${VAR}', path: [] });
    expect(value?.kind === 'unknown' && value.reason.message).toBe('the variable "VAR" has no value');
  });
});
