/** What a check yields: everything that a report format can show. */
import type { JudgedFinding, Level } from './findings/finding.ts';
import { compareLevels } from './findings/level.ts';
import type { NetworkModel, Unresolved } from './model/model.ts';
import type { Diagnostic } from './text/diagnostic.ts';
import type { Range } from './text/range.ts';
import type { UnknownReason } from './values/value.ts';

/** A subject that a rule could not judge. */
export interface NotJudgedByRule {
  readonly rule: string;
  readonly subject: string;
  readonly what: string;
  readonly reason: UnknownReason;
  readonly range: Range;
}

export interface CheckReport {
  /** Ordered: path, place, rule. New and existing ones. */
  readonly findings: readonly JudgedFinding[];
  /** Faults of the base that are gone; their places lie in the base. */
  readonly fixed: readonly JudgedFinding[];
  readonly notJudged: readonly NotJudgedByRule[];
  readonly unresolved: readonly Unresolved[];
  /** What is wrong with the files that were read. */
  readonly diagnostics: readonly Diagnostic[];
  readonly model: NetworkModel;
  /** True when there was a base to compare with. */
  readonly compared: boolean;
  /** How many units of deployment were judged. */
  readonly units: number;
}

/** The least level that fails a check. */
export type FailOn = Level | 'never';

/** Whether a level is at or above another. */
export function reaches(level: Level, threshold: FailOn): boolean {
  return threshold !== 'never' && compareLevels(level, threshold) >= 0;
}

/** How many of the findings have this level. */
export function countLevel(findings: readonly JudgedFinding[], level: Level): number {
  return findings.filter((finding) => finding.level === level).length;
}
