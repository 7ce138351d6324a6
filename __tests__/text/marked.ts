/** Texts with a place marked in them: `a = «1»`. */
import type { Range } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';

/** The marked range of a text, in a file without the marks. */
export function marked(text: string, path = 'main.tf'): Range {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  if (start === -1 || end < start) throw new Error(`no place is marked in ${JSON.stringify(text)}`);
  return { file: new SourceFile(path, text.replace('«', '').replace('»', '')), start, end };
}
