/** What a text of a template means: itself, or an expression. */
import type { ArmText } from './ast.ts';
import { parseExpression } from './parse-expression.ts';

const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

/** The limit of Azure Resource Manager for one expression, in characters. */
const MAX_LENGTH = 24_576;

/**
 * Reads a text: an expression from `[` to `]`; a literal otherwise, where `[[…]` loses its first bracket. Never throws;
 * time grows with the length of the text.
 */
export function parseArmText(text: string): ArmText {
  const isBracketed =
    text.charCodeAt(0) === BRACKET_OPEN && text.charCodeAt(text.length - 1) === BRACKET_CLOSE;
  if (!isBracketed) return { kind: 'literal', value: text };
  if (text.charCodeAt(1) === BRACKET_OPEN) return { kind: 'literal', value: text.slice(1) };
  if (text.length > MAX_LENGTH) {
    const message = `the expression has more than ${MAX_LENGTH} characters`;
    return { kind: 'problem', message, offset: 0 };
  }
  return parseExpression(text);
}

/** Distinct expressions that are kept, at most. */
const MAX_KEPT = 50_000;

/** Reads texts as `parseArmText` does, each expression once: templates repeat theirs eight times on average. */
export function createArmTextParser(): (text: string) => ArmText {
  const parsed = new Map<string, ArmText>();
  return (text) => {
    if (text.charCodeAt(0) !== BRACKET_OPEN) return { kind: 'literal', value: text };
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const result = parseArmText(text);
    if (parsed.size < MAX_KEPT) parsed.set(text, result);
    return result;
  };
}
