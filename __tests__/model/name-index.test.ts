/** Tests of the search by name where it has to be quick; what it finds is tested with the model builder. */
import { expect, test } from 'vitest';
import { NameIndex } from '../../src/model/name-index.ts';
import { key } from './drafts.ts';

test.each<[string, (unit: number) => string, (unit: number) => string, number]>([
  ['equal names and scopes', () => 's/g/same', () => 's/g/same', 2],
  ['equal names and known parts', () => '?/g/same', () => '?/g/same', 2],
  ['equal names in groups of their own', (unit) => `s/g${unit}/same`, (unit) => `?/g${unit}/same`, 1],
  ['equal names that never fit', () => 's/g/same', (unit) => `s/other${unit}/same`, 0],
  ['equal names of unknown scope', () => '?/?/same', () => 's/g/same', 0],
  [
    'equal names of mixed scopes',
    (unit) => (unit % 2 === 0 ? '?/?/same' : `s/other${unit}/same`),
    (unit) => `s/g${unit}/same`,
    0,
  ],
])('very many %s take no time for all pairs', (_, declared, wanted, found) => {
  const index = new NameIndex();
  for (let unit = 0; unit < 10_000; unit++) index.add('network', key(declared(unit)), `u${unit}`, `n${unit}`);
  const start = performance.now();
  const counts = new Set<number>();
  for (let unit = 0; unit < 10_000; unit++) {
    const { ids, possible } = index.find(['network'], key(wanted(unit)), 'elsewhere', false);
    counts.add(ids.length + possible.length);
  }
  expect([...counts]).toEqual([found]);
  // All pairs would take several times as long.
  expect(performance.now() - start).toBeLessThan(15_000);
});
