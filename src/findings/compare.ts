/** Which findings a change brought, which were there before, and which it repaired. */
import type { Finding } from './finding.ts';
import { canonicalJson, fingerprintsOf } from './fingerprint.ts';

/** A finding that knows whether the base has it. */
export interface ComparedFinding extends Finding {
  /** See `fingerprintsOf`. */
  readonly fingerprint: string;
  /** `new` when the base does not have it; everything is new without a base. */
  readonly status: 'new' | 'existing';
}

/** Something that a rule could not judge: a fault of it may be there or not. */
export interface Unjudged {
  readonly rule: string;
  /** The id of the entity that was not judged. */
  readonly subject: string;
}

export interface Comparison {
  /** The findings of the head, in their order. */
  readonly findings: readonly ComparedFinding[];
  /** The findings of the base that the head does not have, in their order. Their places lie in the base. */
  readonly fixed: readonly ComparedFinding[];
}

/**
 * Compares the findings of two revisions by their fingerprints. What is left over on both sides and says the same, rule,
 * message and data, is the same fault under another address: code that moved to another folder, or a deployment that got
 * a sister. What is gone because the head could not judge its subjects is not called fixed.
 */
export function compareWithBase(
  head: readonly Finding[],
  base: readonly Finding[] | undefined,
  notJudged: readonly Unjudged[] = [],
): Comparison {
  const ofHead = identified(head);
  const ofBase = identified(base ?? []);
  const inHead = new Set(ofHead.map(({ fingerprint }) => fingerprint));
  const inBase = new Set(ofBase.map(({ fingerprint }) => fingerprint));
  const gone = new Pool(ofBase.filter(({ fingerprint }) => !inHead.has(fingerprint)));
  const findings = ofHead.map((finding): ComparedFinding => {
    const existed = inBase.has(finding.fingerprint) || gone.takeLike(finding);
    return { ...finding, status: existed ? 'existing' : 'new' };
  });
  const open = new Set(notJudged.map(({ rule, subject }) => unjudgedKey(rule, subject)));
  const fixed = gone.rest().flatMap((finding): ComparedFinding[] => {
    const isOpen = finding.subjects.some((subject) => open.has(unjudgedKey(finding.rule, subject)));
    return isOpen ? [] : [{ ...finding, status: 'existing' }];
  });
  return { findings, fixed };
}

type IdentifiedFinding = Omit<ComparedFinding, 'status'>;

function identified(findings: readonly Finding[]): readonly IdentifiedFinding[] {
  const fingerprints = fingerprintsOf(findings);
  return findings.map((finding, index) => ({ ...finding, fingerprint: fingerprints[index] ?? '' }));
}

/** Findings of which each can be taken once, by what they say. */
class Pool {
  readonly #findings: Set<IdentifiedFinding>;
  readonly #byContent = new Map<string, IdentifiedFinding[]>();

  constructor(findings: readonly IdentifiedFinding[]) {
    this.#findings = new Set(findings);
    for (const finding of findings) {
      const content = contentOf(finding);
      const alike = this.#byContent.get(content);
      if (alike === undefined) this.#byContent.set(content, [finding]);
      else alike.push(finding);
    }
  }

  /** Takes out a finding that says the same; false when there is none left. */
  takeLike(finding: Finding): boolean {
    const taken = this.#byContent.get(contentOf(finding))?.shift();
    return taken !== undefined && this.#findings.delete(taken);
  }

  /** What was not taken, in its order. */
  rest(): readonly IdentifiedFinding[] {
    return [...this.#findings];
  }
}

function contentOf({ rule, message, data }: Finding): string {
  return canonicalJson([rule, message, data]);
}

function unjudgedKey(rule: string, subject: string): string {
  return `${rule}\0${subject}`;
}
