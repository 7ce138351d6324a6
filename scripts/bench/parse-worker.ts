/** A process that reads the files named in a list and parses them once, with our parser or with hcl2json. */
import { readFileSync } from 'node:fs';

const [parser, list] = process.argv.slice(2);
const files = readFileSync(list ?? '', 'utf8')
  .split('\n')
  .filter((line) => line !== '');
if (parser === 'cidrlint') {
  const { parseHcl } = await import('../../src/languages/hcl/parse-hcl.ts');
  const { SourceFile } = await import('../../src/text/source-file.ts');
  for (const file of files) parseHcl(new SourceFile(file, readFileSync(file, 'utf8')));
} else {
  const { parse } = await import('@cdktf/hcl2json');
  for (const file of files) await parse(file, readFileSync(file, 'utf8'));
}
