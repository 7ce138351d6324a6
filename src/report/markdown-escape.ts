/**
 * Text from a pull request made safe in GitHub's Markdown: no markup, no mention, no reference, no hidden marker.
 */
import { visibleLine } from '../text/visible-text.ts';

/** Texts from inputs are cut to this many characters: names that are longer serve no reader. */
const MAX_TEXT = 300;

/** A code span: the fence is longer than any run of backticks in the text, and mentions do not work in it. */
export function codeSpan(text: string): string {
  const line = cut(visibleLine(text));
  if (line === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A code span for a table's cell: there a pipe would end the cell, even inside code. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

/** Prose that may contain names from inputs: every character that Markdown, HTML or GitHub obeys is defused. */
export function escapeProse(text: string): string {
  return (
    visibleLine(text)
      // Round brackets and exclamation marks mean something beside square ones only.
      .replace(/[\\`*_[\]<>|~#&]/g, (character) => `&#${character.charCodeAt(0)};`)
      // GitHub finds mentions after decoding entities: only a character in between stops them.
      .replace(/@(?=[\w-])/g, '@\u2060')
      // Neither `GH-12` nor a bare address becomes a link.
      .replace(/\b(GH)-(?=\d)/gi, '$1\u2060-')
      .replace(/(https?|ftp)(?=:\/\/)/gi, '$1\u2060')
      .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}\u2060.`)
  );
}

/** A fenced block; the fence is longer than any run of backticks in the content. */
export function fencedBlock(content: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${info}\n${content}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${Array.from(text).slice(0, MAX_TEXT).join('')}…`;
}
