/** Findings as annotations of the job: the way of telling that needs no permission. */
import { error, notice, warning } from '@actions/core';
import type { JudgedFinding, Level } from '../findings/finding.ts';
import { locationOf } from '../text/range.ts';
import { visibleText } from '../text/visible-text.ts';

const WRITE = { error, warning, note: notice } as const;

/** The runner shows no more of each level for one step, and drops the rest without a word. */
const MAX_PER_LEVEL = 10;

/** Longer messages are cut by the runner. */
const MAX_MESSAGE = 4000;

/** Writes annotations, and gives the number of those for which there was no room. */
export function annotate(findings: readonly JudgedFinding[]): number {
  const written: Record<Level, number> = { error: 0, warning: 0, note: 0 };
  let dropped = 0;
  for (const finding of findings) {
    if (written[finding.level] >= MAX_PER_LEVEL) {
      dropped++;
      continue;
    }
    written[finding.level]++;
    const { file, line, column, endLine, endColumn } = locationOf(finding.place);
    WRITE[finding.level](visibleText(finding.message).slice(0, MAX_MESSAGE), {
      title: `cidrlint: ${finding.rule}`,
      file,
      startLine: line,
      endLine,
      // Columns are refused where the place spans lines.
      ...(line === endLine ? { startColumn: column, endColumn } : {}),
    });
  }
  return dropped;
}
