/** Lines for the job's log. The runner obeys commands that it finds in them, so untrusted text passes through here. */
import { info } from '@actions/core';
import { visibleLine } from '../text/visible-text.ts';

/** Writes one line in which nothing is a command. */
export function logLine(text: string): void {
  // `::name::` counts at a line's start, `##[name]` anywhere.
  info(
    visibleLine(text)
      .replace(/^(\s*):/, '$1\u2060:')
      .replaceAll('##[', '##\u2060['),
  );
}
