/** What is wrong with an input file, or worth knowing about how it was read. */
import type { Range } from './range.ts';

/** How bad: `error` costs the file or the item its meaning, `warning` costs a part, `note` costs nothing. */
export type DiagnosticSeverity = 'error' | 'warning' | 'note';

/** A message about an input with its place. Never thrown: collected, and the run goes on. */
export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  /** Kebab-case and permanent, such as `hcl-syntax` or `terraform-missing-module`. */
  readonly code: string;
  /** Full sentences. Text taken from the input is shown as it is; whoever prints it escapes it. */
  readonly message: string;
  readonly range: Range;
  /** Set when a secret stands at the place: its line is not shown. */
  readonly sensitive?: true | undefined;
}
