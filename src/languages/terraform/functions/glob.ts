/** Path patterns of `fileset`: `*`, `**`, `?`, `[a-z]`, `{a,b}` and `\` before a character that stands for itself. */
import type { CallContext } from '../../hcl/scope.ts';
import type { Problem } from './define.ts';
import { compilePattern } from './regex-engine.ts';

/** Tells whether a path matches. */
export interface GlobMatcher {
  test(path: string): boolean;
}

/** Compiles a pattern; it must match the whole path. */
export function globMatcher(pattern: string, context: CallContext): GlobMatcher | Problem {
  const source = translate(pattern);
  if (source === undefined) return { problem: `the pattern ${JSON.stringify(pattern)} is wrong` };
  const compiled = compilePattern(`^(?s:${source})$`);
  if ('problem' in compiled) return compiled;
  return {
    test(path) {
      const matches = compiled.matches(path, 1, context);
      return !('problem' in matches) && matches.length > 0;
    },
  };
}

/** The folder that all matches lie in: what stands before the first part with a special character. */
export function staticFolder(pattern: string): string {
  const parts = pattern.split('/');
  const special = parts.findIndex((part) => /[*?[\]{}\\]/.test(part));
  return parts.slice(0, special === -1 ? -1 : special).join('/');
}

/** The pattern as a regular expression. Undefined when brackets or braces are not closed. */
function translate(pattern: string): string | undefined {
  const pieces: string[] = [];
  let braces = 0;
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    const rest = pattern.slice(at, at + 3);
    const startsPart = at === 0 || pattern[at - 1] === '/';
    if (startsPart && rest === '**/') {
      pieces.push('(?:[^/]*/)*');
      at += 3;
    } else if (startsPart && pattern.slice(at) === '**') {
      pieces.push('.*');
      at += 2;
    } else if (character === '*') {
      pieces.push('[^/]*');
      at++;
    } else if (character === '?') {
      pieces.push('[^/]');
      at++;
    } else if (character === '[') {
      const end = classEnd(pattern, at);
      if (end === undefined) return undefined;
      pieces.push(translateClass(pattern.slice(at + 1, end)));
      at = end + 1;
    } else if (character === '{' || (character === '}' && braces > 0)) {
      braces += character === '{' ? 1 : -1;
      pieces.push(character === '{' ? '(?:' : ')');
      at++;
    } else if (character === ',' && braces > 0) {
      pieces.push('|');
      at++;
    } else {
      const literal = character === '\\' ? pattern.codePointAt(at + 1) : pattern.codePointAt(at);
      if (literal === undefined) return undefined;
      const text = String.fromCodePoint(literal);
      pieces.push(text.replace(/[^\w\s/-]/u, '\\$&'));
      at += text.length + (character === '\\' ? 1 : 0);
    }
  }
  return braces === 0 ? pieces.join('') : undefined;
}

function classEnd(pattern: string, start: number): number | undefined {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === ']' && at > start + 1) return at;
  }
  return undefined;
}

function translateClass(content: string): string {
  const negated = content.startsWith('!') || content.startsWith('^');
  const members = (negated ? content.slice(1) : content).replace(/[[\]^&~]/g, '\\$&');
  return negated ? `[^/${members}]` : `[${members}]`;
}
