/** Findings as annotations of the job: the way of telling that needs no permission. */
import { error, notice, warning } from '@actions/core';
import type { JudgedFinding, Level } from '../findings/finding.ts';
import { locationOf } from '../text/range.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
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

/**
 * Says of the files of a change which of them were not judged, or not as they stand: the job is green all the same.
 * None of it is a finding, so a file that could not be read gets a warning as well. Without a change (`isChanged`
 * undefined) only what could not be read is told.
 */
export function annotateUnread(
  diagnostics: readonly Diagnostic[],
  isChanged: ((path: string) => boolean) | undefined,
): void {
  const told = diagnostics.filter(
    ({ severity, range }) => isChanged?.(range.file.path) ?? severity === 'error',
  );
  const tell = (severity: Level, write: typeof warning, ending: string): void => {
    const some = told.filter((diagnostic) => diagnostic.severity === severity).slice(0, MAX_PER_LEVEL);
    for (const { code, message, range } of some) {
      const { file, line } = locationOf(range);
      const text = visibleText(message) + ending;
      write(text.slice(0, MAX_MESSAGE), { title: `cidrlint: ${code}`, file, startLine: line });
    }
  };
  tell('error', warning, ' What depends on it was not judged.');
  tell('warning', warning, '');
  tell('note', notice, '');
}
