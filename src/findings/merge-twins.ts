/** Findings that one line brought about in several deployments: the same code with other values. They are told once. */
import type { JudgedFinding } from './finding.ts';

/**
 * Joins findings that say the same at the same place. The first of them stays, with the subjects of all.
 */
export function mergeTwins(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
  const merged = new Map<string, JudgedFinding>();
  for (const finding of findings) {
    const { rule, level, status, message, place } = finding;
    const key = [rule, level, status, place.file.path, place.start, place.end, message].join('\0');
    const first = merged.get(key);
    if (first === undefined) merged.set(key, finding);
    else merged.set(key, { ...first, subjects: [...new Set([...first.subjects, ...finding.subjects])] });
  }
  return [...merged.values()];
}
