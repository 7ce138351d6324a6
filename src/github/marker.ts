/** The hidden marks by which cidrlint finds its own comments again. They are untrusted: anybody can write them. */

/** Ends the body of the summary comment. */
export const SUMMARY_MARKER = '<!-- cidrlint:summary -->';

const FINDING = /<!-- cidrlint:finding:([0-9a-f]{8,64}) -->\s*$/;

/** Ends the body of a review comment about the finding with this fingerprint. */
export function findingMarker(fingerprint: string): string {
  return `<!-- cidrlint:finding:${fingerprint} -->`;
}

/** The fingerprint in a comment's last line, or undefined when the comment is none of ours. */
export function markedFingerprint(body: string): string | undefined {
  return FINDING.exec(body)?.[1];
}

const REPAIRED = '<!-- cidrlint:repaired -->';

/** A comment whose fault is repaired, but that somebody answered: it stays, and says so above its old text. */
export function markRepaired(body: string, headSha: string): string {
  return isMarkedRepaired(body) ? body : `${REPAIRED}\n✅ Repaired in ${headSha}.\n\n${body}`;
}

export function isMarkedRepaired(body: string): boolean {
  return body.startsWith(REPAIRED);
}
