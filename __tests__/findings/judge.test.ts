/** Which place a finding is shown at, in which order, and how often. */
import { describe, expect, test } from 'vitest';
import { judgeFindings } from '../../src/findings/judge.ts';
import { placeFor } from '../../src/findings/place.ts';
import { linesOf, makeFinding, tenLines } from './make-finding.ts';

const file = tenLines('main.tf');
const values = tenLines('prod.tfvars');

/** The changed lines of files, by path. */
function changed(lines: Readonly<Record<string, readonly number[]>>) {
  return { has: (path: string, line: number) => lines[path]?.includes(line) ?? false };
}

const finding = makeFinding(linesOf(file, 3), {
  causes: [linesOf(file, 3), linesOf(values, 2), linesOf(file, 6, 8)],
  related: [
    { message: 'typed here', range: linesOf(values, 2) },
    { message: 'joined here', range: linesOf(file, 9) },
  ],
});

describe('placeFor', () => {
  test('takes the own range when it is not known what changed', () => {
    const { place, onChangedLine, related } = placeFor(finding, undefined);
    expect([place, onChangedLine, related]).toEqual([finding.range, false, finding.related]);
  });

  test('takes the own range when no cause changed', () => {
    const { place, onChangedLine } = placeFor(finding, changed({ 'main.tf': [4], 'other.tf': [3] }));
    expect([place, onChangedLine]).toEqual([finding.range, false]);
  });

  test('takes the first cause on a changed line, and then tells of the own range as well', () => {
    const { place, onChangedLine, related } = placeFor(
      finding,
      changed({ 'prod.tfvars': [2], 'main.tf': [7] }),
    );
    expect([place, onChangedLine]).toEqual([linesOf(values, 2), true]);
    expect(related).toEqual([
      { message: 'where the fault shows', range: finding.range },
      { message: 'joined here', range: linesOf(file, 9) },
    ]);
  });

  test('prefers the own range among changed causes', () => {
    const { place, related } = placeFor(finding, changed({ 'prod.tfvars': [2], 'main.tf': [3] }));
    expect(place).toEqual(finding.range);
    expect(related).toEqual(finding.related);
  });

  test.each([
    [[7], linesOf(file, 7)],
    [[7, 8], linesOf(file, 7, 8)],
    [[6, 8], linesOf(file, 6)],
    [[8], linesOf(file, 8)],
  ])('cuts a cause of several lines to the first run of changed ones: %j', (lines, place) => {
    expect(placeFor(finding, changed({ 'main.tf': lines })).place).toEqual(place);
  });
});

describe('judgeFindings', () => {
  const one = makeFinding(linesOf(file, 5), { rule: 'b', subjects: ['1'] });
  const two = makeFinding(linesOf(file, 2), { rule: 'c', subjects: ['2'] });
  const three = makeFinding(linesOf(file, 5), { rule: 'a', subjects: ['3'] });
  const four = makeFinding(linesOf(tenLines('a.tf'), 9), { subjects: ['4'] });
  const five = makeFinding(linesOf(file, 5), { rule: 'a', subjects: ['5'], message: 'Another one.' });

  test('orders by path, place, rule and fingerprint, whatever the order of the findings', () => {
    const all = [one, two, three, four, five];
    const { findings } = judgeFindings({ head: all });
    expect(findings.map(({ subjects }) => subjects[0]).join(' ')).toMatch(/^4 2 (3 5|5 3) 1$/);
    expect(judgeFindings({ head: [...all].reverse() }).findings).toEqual(findings);
  });

  test('orders by the place that is shown', () => {
    const causes = [linesOf(file, 5), linesOf(file, 1)];
    const { findings } = judgeFindings({
      head: [two, { ...one, causes }],
      changed: changed({ 'main.tf': [1] }),
    });
    expect(findings.map(({ subjects }) => subjects[0])).toEqual(['1', '2']);
  });

  test('tells once what several deployments have on one line', () => {
    const twin = { ...one, subjects: ['prod:1'] };
    const { findings } = judgeFindings({ head: [one, twin] });
    expect(findings).toHaveLength(1);
    expect([...(findings[0]?.subjects ?? [])].sort()).toEqual(['1', 'prod:1']);
    expect(
      judgeFindings({ head: [one, twin], base: [one] })
        .findings.map(({ status }) => status)
        .sort(),
    ).toEqual(['existing', 'new']);
  });
});
