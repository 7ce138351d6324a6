/** A finding as the body of a review comment. */
import { fencedBlock, codeSpan, escapeProse } from '../report/markdown-escape.ts';
import { levelSign, placeLink, type MarkdownContext } from '../report/markdown.ts';
import type { JudgedFinding } from '../findings/finding.ts';
import { findingMarker } from './marker.ts';

/** The body of the comment on a finding's place. It ends with the marker. */
export function commentBody(finding: JudgedFinding, context: Pick<MarkdownContext, 'link'>): string {
  const related = finding.related.map(
    (place) => `- ${placeLink(place.range, context)} ${escapeProse(place.message)}`,
  );
  const suggestion = suggestedLine(finding);
  return [
    `${levelSign(finding.level)} **${finding.level}** ${codeSpan(finding.rule)}`,
    escapeProse(finding.message),
    related.join('\n'),
    suggestion === undefined ? '' : fencedBlock(suggestion, 'suggestion'),
    `<sub>What this means and how to repair it: ${codeSpan(`cidrlint explain ${finding.rule}`)}</sub>`,
    findingMarker(finding.fingerprint),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * The whole new text of the finding's line, or undefined when the fix touches another line or several: GitHub replaces
 * exactly the commented lines by a suggestion.
 */
function suggestedLine(finding: JudgedFinding): string | undefined {
  const { fix, place } = finding;
  if (fix === undefined || fix.edits.length === 0) return undefined;
  const { file } = place;
  const { line } = file.positionAt(place.start);
  const lineStart = file.lineStarts[line - 1] ?? 0;
  let text = file.lineText(line);
  const edits = [...fix.edits].sort((a, b) => b.range.start - a.range.start);
  for (const { range, text: replacement } of edits) {
    const from = range.start - lineStart;
    const to = range.end - lineStart;
    if (range.file.path !== file.path || from < 0 || to > text.length || /[\r\n]/.test(replacement))
      return undefined;
    text = text.slice(0, from) + replacement + text.slice(to);
  }
  return text;
}
