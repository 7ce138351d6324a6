/** Collects diagnostics: each once, however often the code that it is about is evaluated. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { compareRanges } from '../../text/range.ts';

/** What was reported. */
export interface DiagnosticCollection {
  readonly report: (diagnostic: Diagnostic) => void;
  /** Everything reported, ordered by place. */
  all(): readonly Diagnostic[];
}

/** One file needs no more messages than this. */
const MAX_PER_FILE = 200;

/** An empty collection. Of one file it takes 200 diagnostics. */
export function collectDiagnostics(): DiagnosticCollection {
  const diagnostics = new Map<string, Diagnostic>();
  const counts = new Map<string, number>();
  return {
    report(diagnostic) {
      const { code, message, range } = diagnostic;
      const key = [range.file.path, range.start, range.end, code, message].join('\0');
      const count = counts.get(range.file.path) ?? 0;
      if (diagnostics.has(key) || count > MAX_PER_FILE) return;
      diagnostics.set(key, count < MAX_PER_FILE ? diagnostic : endOfList(diagnostic));
      counts.set(range.file.path, count + 1);
    },
    all: () =>
      [...diagnostics.values()].sort(
        (a, b) =>
          compareRanges(a.range, b.range) || compareText(a.code, b.code) || compareText(a.message, b.message),
      ),
  };
}

function endOfList({ range }: Diagnostic): Diagnostic {
  const message = `More is wrong with this file. The first ${String(MAX_PER_FILE)} messages are shown.`;
  return { severity: 'note', code: 'too-many-diagnostics', message, range };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
