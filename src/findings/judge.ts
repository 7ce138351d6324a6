/** From what the rules found to what is reported: compared with the base, put on the changed lines, ordered. */
import { compareWithBase, type ComparedFinding, type Unjudged } from './compare.ts';
import type { Finding, JudgedFinding } from './finding.ts';
import { mergeTwins } from './merge-twins.ts';
import { orderFindings } from './order.ts';
import { placeFor, sideFor, type ChangedLines } from './place.ts';

export interface FindingsToJudge {
  readonly head: readonly Finding[];
  /** Undefined when there is nothing to compare with: then all are new. */
  readonly base?: readonly Finding[] | undefined;
  /** The lines that the change touched; undefined when that is not known. */
  readonly changed?: ChangedLines | undefined;
  /** What the rules could not judge in the head. */
  readonly notJudged?: readonly Unjudged[] | undefined;
}

export interface JudgedFindings {
  /** Ordered. */
  readonly findings: readonly JudgedFinding[];
  /** Faults of the base that are gone, ordered; their places lie in the base. */
  readonly fixed: readonly JudgedFinding[];
}

/** Compares, places and orders findings. What several deployments have on one line is told once. */
export function judgeFindings(input: FindingsToJudge): JudgedFindings {
  const { findings, fixed } = compareWithBase(input.head, input.base, input.notJudged);
  const told = (compared: readonly ComparedFinding[], changed: ChangedLines | undefined) =>
    mergeTwins(
      orderFindings(
        compared
          .map((finding) => sideFor(finding, changed))
          .map((finding) => ({ ...finding, ...placeFor(finding, changed) })),
      ),
    );
  return { findings: told(findings, input.changed), fixed: told(fixed, undefined) };
}
