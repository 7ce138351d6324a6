/** Takes down which other files a Bicep file names. */
import type { BicepMention } from './declaration.ts';
import { spanOf, tokenText, type Scan } from './scan-state.ts';
import type { BicepToken } from './tokens.ts';

const MENTIONS: ReadonlyMap<string, BicepMention['kind']> = new Map([
  ['using', 'using'],
  ['from', 'import'],
  ['import', 'import'],
  ['extends', 'extends'],
]);

/** Takes the file that is named behind this word, if one is. */
export function collectMention({ tokens, mentions, frames }: Scan, index: number, token: BicepToken): void {
  if (token.kind !== 'word') return;
  const next = tokens[index + 1];
  const kind = frames.length === 0 ? MENTIONS.get(token.text) : undefined;
  if (kind !== undefined && next?.kind === 'string') {
    mentions.push({ kind, path: next.text, ...spanOf(next) });
  } else if (/^load[A-Z]/.test(token.text) && tokenText(next) === '(') {
    const path = tokens[index + 2];
    if (path?.kind === 'string') mentions.push({ kind: 'load', path: path.text, ...spanOf(path) });
  }
}

/** `import { a, b as c } from 'x'` makes `a` and `c` known, `import * as shared from 'x'` makes `shared`. */
export function collectImports({ tokens, importedNames }: Scan, from: number): void {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    const text = tokenText(token);
    if (text === '{') depth++;
    if (text === '}') depth--;
    if (token === undefined || text === 'from' || (token.kind === 'newline' && depth <= 0)) return;
    const after = tokenText(tokens[at + 1]);
    if (token.kind === 'word' && text !== 'as' && after !== 'as') importedNames.add(token.text);
  }
}
