/** Jinja in the texts of Ansible, as far as it only names values. */

/** A value by its name, the way into it, and whether a map is to be read as a list of its entries. */
export interface NamedValue {
  readonly root: string;
  readonly steps: readonly (string | number)[];
  readonly asItems: boolean;
}

/** A part of a text. `named` is undefined where the expression does more than name a value. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly text: string; readonly named: NamedValue | undefined };

/** Texts of more parts, and longer expressions, are left as one that is not evaluated. */
const MAX_PARTS = 500;
const MAX_LENGTH = 1000;

/** The parts of a text in order; undefined when nothing in it is evaluated. Statements and comments are not read. */
export function textParts(text: string): readonly TextPart[] | undefined {
  if (!text.includes('{{')) return /\{[%#]/.test(text) ? [unread(text)] : undefined;
  if (/\{[%#]/.test(text)) return [unread(text)];
  const parts: TextPart[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start === -1) break;
    const end = text.indexOf('}}', start);
    if (end === -1 || end - start > MAX_LENGTH || parts.length > MAX_PARTS) return [unread(text)];
    if (start > at) parts.push({ kind: 'text', text: text.slice(at, start) });
    const whole = text.slice(start, end + 2);
    parts.push({ kind: 'expression', text: whole, named: namedValue(whole.slice(2, -2).trim()) });
    at = end + 2;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

function unread(text: string): TextPart {
  return { kind: 'expression', text: text.slice(0, 60), named: undefined };
}

const ROOT = /[A-Za-z_]\w*/y;
const STEP = /\.(\w+)|\[(\d{1,9})\]|\['([^'\]]*)'\]|\["([^"\]]*)"\]/y;
const AS_ITEMS = /^\s*\|\s*dict2items$/;

function namedValue(expression: string): NamedValue | undefined {
  ROOT.lastIndex = 0;
  const root = ROOT.exec(expression)?.[0];
  if (root === undefined) return undefined;
  const steps: (string | number)[] = [];
  let at = root.length;
  for (;;) {
    STEP.lastIndex = at;
    const step = STEP.exec(expression);
    if (step === null) break;
    const [whole, name, index, single, double] = step;
    steps.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index));
    at += whole.length;
  }
  const rest = expression.slice(at);
  if (rest === '') return { root, steps, asItems: false };
  return AS_ITEMS.test(rest) ? { root, steps, asItems: true } : undefined;
}
