/** Variables as flags and inputs give them. */
import { expect, test } from 'vitest';
import { readVariables } from '../../src/config/read-variables.ts';
import { UsageError } from '../../src/config/usage-error.ts';

test('the last text of a name counts, and a text may be empty or hold anything', () => {
  expect([...readVariables(['a=1', 'b=', 'c= x=y ', 'a=2', 'größe-1=3'], '--var')]).toEqual([
    ['a', '2'],
    ['b', ''],
    ['c', ' x=y '],
    ['größe-1', '3'],
  ]);
});

test.each(['a', '=1', '', '1a=2', 'a b=c', '-a=b'])('%j has no name', (entry) => {
  expect(() => readVariables([entry], '--var')).toThrow(UsageError);
});

test('a message shows no value', () => {
  expect(() => readVariables(['my name=hidden'], '--var')).toThrow(
    new UsageError('--var takes NAME=VALUE. This is no name: "my name".'),
  );
});
