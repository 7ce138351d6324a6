/** A plan's text as it may be shown: plans hold secrets in clear text, and whoever prints a place prints its line. */
import { SourceFile, type Span } from '../../../text/source-file.ts';
import type { JsonNode } from '../../json/parse-json.ts';
import { isTrue, itemsOf, membersOf } from './json-members.ts';

/** A file with the same places in which blanks stand for everything outside of `spans`. They must not overlap. */
export function shownFile(file: SourceFile, spans: readonly Span[]): SourceFile {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    pieces.push(blank(file.text.slice(at, start)), file.text.slice(start, end));
    at = end;
  }
  pieces.push(blank(file.text.slice(at)));
  return new SourceFile(file.path, pieces.join(''));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Adds the names and values in `node` that may be shown. */
export function collectShown(
  node: JsonNode | undefined,
  sensitive: JsonNode | undefined,
  spans: Span[],
): void {
  if (node === undefined || isTrue(sensitive)) return;
  if (node.kind === 'array') {
    const marks = itemsOf(sensitive);
    for (const [index, item] of node.items.entries()) collectShown(item, marks[index], spans);
  } else if (node.kind === 'object') {
    const marks = membersOf(sensitive);
    for (const { key, value } of node.members) {
      spans.push(key);
      collectShown(value, marks.get(key.value), spans);
    }
  } else {
    spans.push(node);
  }
}
