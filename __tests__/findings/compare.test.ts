/** New, existing and fixed findings. */
import { describe, expect, test } from 'vitest';
import { compareWithBase } from '../../src/findings/compare.ts';
import { linesOf, makeFinding, tenLines } from './make-finding.ts';

const file = tenLines('main.tf');
const a = makeFinding(linesOf(file, 1), { subjects: ['a'], message: 'A.' });
const b = makeFinding(linesOf(file, 2), { subjects: ['b'], message: 'B.' });
const c = makeFinding(linesOf(file, 3), { subjects: ['c'], message: 'C.' });

describe('compareWithBase', () => {
  test('calls everything new without a base', () => {
    const { findings, fixed } = compareWithBase([a, b], undefined);
    expect(findings.map(({ status }) => status)).toEqual(['new', 'new']);
    expect(fixed).toEqual([]);
  });

  test('tells what came, what stayed on another line, and what went', () => {
    const moved = { ...b, range: linesOf(tenLines('main.tf'), 8) };
    const { findings, fixed } = compareWithBase([moved, c], [a, b]);
    expect(findings.map(({ subjects, status }) => [...subjects, status])).toEqual([
      ['b', 'existing'],
      ['c', 'new'],
    ]);
    expect(fixed.map(({ subjects }) => subjects)).toEqual([['a']]);
    expect(fixed[0]?.range).toBe(a.range);
  });

  test('knows a fault that moved to another address by what it says, once', () => {
    const said = { message: 'Two networks share 10.0.0.0/16.', data: { shared: ['10.0.0.0/16'] } };
    const before = makeFinding(linesOf(file, 1), { ...said, subjects: ['old/folder:a'] });
    const after = makeFinding(linesOf(tenLines('new/main.tf'), 1), { ...said, subjects: ['new/folder:a'] });
    const copy = makeFinding(linesOf(tenLines('x/main.tf'), 1), { ...said, subjects: ['x/folder:a'] });
    const moved = compareWithBase([after, copy], [before]);
    expect(moved.findings.map(({ status }) => status)).toEqual(['existing', 'new']);
    expect(moved.fixed).toEqual([]);
    const copied = compareWithBase([before, copy], [before]);
    expect(copied.findings.map(({ status }) => status)).toEqual(['existing', 'new']);
    const another = { ...after, data: { shared: ['10.0.0.0/17'] } };
    expect(compareWithBase([another], [before]).findings.map(({ status }) => status)).toEqual(['new']);
  });

  test('calls the second of two equal findings new', () => {
    const { findings, fixed } = compareWithBase([a, { ...a, range: linesOf(file, 7) }], [a]);
    expect(findings.map(({ status }) => status)).toEqual(['existing', 'new']);
    expect(fixed).toEqual([]);
  });

  test('does not call fixed what the head could not judge', () => {
    const notJudged = [{ rule: 'some-rule', subject: 'a' }];
    expect(compareWithBase([], [a, b], notJudged).fixed.map(({ subjects }) => subjects)).toEqual([['b']]);
    const byAnotherRule = [{ rule: 'another-rule', subject: 'a' }];
    expect(compareWithBase([], [a], byAnotherRule).fixed).toHaveLength(1);
  });
});
