/** What changes a finding's fingerprint, and what does not. */
import { describe, expect, test } from 'vitest';
import { fingerprintsOf } from '../../src/findings/fingerprint.ts';
import { linesOf, makeFinding, tenLines } from './make-finding.ts';

const file = tenLines('main.tf');
const base = makeFinding(linesOf(file, 1), {
  subjects: ['a', 'b'],
  data: { ranges: ['10.0.0.0/8'], needed: 3 },
});

function fingerprint(finding: typeof base): string {
  return fingerprintsOf([finding])[0] ?? '';
}

describe('fingerprintsOf', () => {
  test('gives twenty digits of lower-case hexadecimal', () => {
    expect(fingerprint(base)).toMatch(/^[0-9a-f]{20}$/);
  });

  test.each([
    ['another line', { ...base, range: linesOf(file, 9), causes: [linesOf(file, 9)] }],
    ['another file', { ...base, range: linesOf(tenLines('moved.tf'), 1) }],
    ['another wording', { ...base, message: 'Something else.' }],
    ['another level', { ...base, level: 'note' as const }],
    ['a fix', { ...base, fix: { description: 'Use it', edits: [] } }],
    ['another order of the subjects', { ...base, subjects: ['b', 'a'] }],
    ['another order of the data', { ...base, data: { needed: 3, ranges: ['10.0.0.0/8'] } }],
  ])('stays with %s', (_, changed) => {
    expect(fingerprint(changed)).toBe(fingerprint(base));
  });

  test.each([
    ['another rule', { ...base, rule: 'another-rule' }],
    ['another subject', { ...base, subjects: ['a', 'c'] }],
    ['one subject less', { ...base, subjects: ['a'] }],
    ['another range', { ...base, data: { ranges: ['10.0.0.0/9'], needed: 3 } }],
    ['another order in a list', { ...base, data: { ranges: ['10.0.0.0/8', '10.0.0.0/8'], needed: 3 } }],
    ['a number as text', { ...base, data: { ranges: ['10.0.0.0/8'], needed: '3' } }],
    ['one fact more', { ...base, data: { ...base.data, wide: true } }],
  ])('changes with %s', (_, changed) => {
    expect(fingerprint(changed)).not.toBe(fingerprint(base));
  });

  test('tells equal findings apart by the order of their places, whatever the order they come in', () => {
    const second = { ...base, range: linesOf(file, 5) };
    const [atFirst, atSecond] = fingerprintsOf([base, second]);
    expect(atFirst).toBe(fingerprint(base));
    expect(atSecond).not.toBe(atFirst);
    expect(fingerprintsOf([second, base])).toEqual([atSecond, atFirst]);
  });

  test('does not mix up the borders of its parts', () => {
    const joined = makeFinding(base.range, { subjects: ['a","b'] });
    const apart = makeFinding(base.range, { subjects: ['a', 'b'] });
    expect(fingerprint(joined)).not.toBe(fingerprint(apart));
  });
});
