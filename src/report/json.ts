/** A check as JSON, for programs. The shape is a contract: `schemaVersion` grows when it changes. */
import type { CheckReport } from '../check-report.ts';
import { countLevel } from '../check-report.ts';
import type { JudgedFinding } from '../findings/finding.ts';
import { locationOf } from '../text/range.ts';
import { coverageOf } from './model-json.ts';

/**
 * The report as one JSON document with a final line break. `shown` are the findings to list; the summary counts all.
 */
export function renderJson(report: CheckReport, shown: readonly JudgedFinding[]): string {
  const fresh = report.findings.filter((finding) => finding.status === 'new');
  const document = {
    schemaVersion: 1,
    summary: {
      errors: countLevel(shown, 'error'),
      warnings: countLevel(shown, 'warning'),
      notes: countLevel(shown, 'note'),
      new: fresh.length,
      existing: report.findings.length - fresh.length,
      fixed: report.fixed.length,
      waived: 0,
    },
    findings: shown.map(findingJson),
    fixed: report.fixed.map(findingJson),
    waived: [],
    unresolved: [
      ...report.unresolved.map((item) => ({
        address: item.address,
        attribute: item.attribute,
        why: item.reason.message,
        code: item.reason.code,
        location: locationOf(item.range),
      })),
      ...report.notJudged.map((item) => ({
        rule: item.rule,
        address: item.subject,
        attribute: item.what,
        why: item.reason.message,
        code: item.reason.code,
        location: locationOf(item.range),
      })),
    ],
    diagnostics: report.diagnostics.map((diagnostic) => ({
      severity: diagnostic.severity,
      code: diagnostic.code,
      message: diagnostic.message,
      location: locationOf(diagnostic.range),
    })),
    coverage: coverageOf(report.model),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function findingJson(finding: JudgedFinding) {
  return {
    rule: finding.rule,
    level: finding.level,
    message: finding.message,
    status: finding.status,
    fingerprint: finding.fingerprint,
    location: locationOf(finding.place),
    related: finding.related.map(({ message, range }) => ({ message, location: locationOf(range) })),
    subjects: finding.subjects,
    data: finding.data,
    ...(finding.fix === undefined
      ? {}
      : {
          fix: {
            description: finding.fix.description,
            edits: finding.fix.edits.map(({ range, text }) => ({ location: locationOf(range), text })),
          },
        }),
  };
}
