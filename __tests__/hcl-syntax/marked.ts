/** Inputs in which «…» marks the places that a test expects. */
import type { Span } from '../../src/text/source-file.ts';

/** The text without the marks, and what they enclosed, by start; of equal starts the longest first. Marks may nest. */
export function readMarks(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  let text = '';
  const open: number[] = [];
  const spans: Span[] = [];
  for (const character of marked) {
    if (character === '«') open.push(text.length);
    else if (character === '»') spans.push({ start: open.pop() ?? -1, end: text.length });
    else text += character;
  }
  if (open.length > 0) throw new Error(`A mark is not closed in ${marked}`);
  return { text, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** The text with marks around the spans: what `readMarks` reads. */
export function writeMarks(text: string, spans: readonly Span[]): string {
  let marked = '';
  for (let at = 0; at <= text.length; at++) {
    marked += '»'.repeat(spans.filter((span) => span.end === at && span.start < at).length);
    marked += '«'.repeat(spans.filter((span) => span.start === at).length);
    marked += '»'.repeat(spans.filter((span) => span.start === at && span.end === at).length);
    marked += text.charAt(at);
  }
  return marked;
}
