/** The order in which findings are told. It depends on the findings alone, never on the order of the files. */
import { compareRanges } from '../text/range.ts';
import type { JudgedFinding } from './finding.ts';

/** Findings by the path and place where they are shown, then by rule, then by fingerprint. */
export function orderFindings(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
  return [...findings].sort(
    (a, b) =>
      compareRanges(a.place, b.place) ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.fingerprint, b.fingerprint),
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
