/** What makes two findings the same fault, wherever its lines are. */
import { createHash } from 'node:crypto';
import { compareRanges } from '../text/range.ts';
import type { Finding, FindingData } from './finding.ts';

/** How many hexadecimal digits are kept: 80 bits, beyond any chance of a collision in one repository. */
const DIGITS = 20;

/**
 * The fingerprints of findings, in their order: rule, subjects and data, without places and prose, so that moved
 * lines and better wording change nothing. Findings that are equal in all three are told apart by the order of their
 * places. Lower-case hexadecimal, 20 digits.
 */
export function fingerprintsOf(findings: readonly Finding[]): readonly string[] {
  const byPlace = [...findings.entries()].sort(([, a], [, b]) => compareRanges(a.range, b.range));
  const seen = new Map<string, number>();
  const fingerprints = findings.map(() => '');
  for (const [index, finding] of byPlace) {
    const identity = identityOf(finding);
    const ordinal = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, ordinal);
    fingerprints[index] = digest(ordinal === 1 ? identity : `${identity}\n${ordinal}`);
  }
  return fingerprints;
}

function identityOf(finding: Finding): string {
  return canonicalJson([finding.rule, [...finding.subjects].sort(), finding.data]);
}

/** JSON with the members of every object in the order of their names. */
export function canonicalJson(data: FindingData): string {
  if (isList(data)) return `[${data.map(canonicalJson).join(',')}]`;
  if (typeof data !== 'object') return JSON.stringify(data);
  const members = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${canonicalJson(value)}`).join(',')}}`;
}

/** `Array.isArray` does not narrow read-only arrays. */
function isList(data: FindingData): data is readonly FindingData[] {
  return Array.isArray(data);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
