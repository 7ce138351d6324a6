/**
 * `${VAR}` and `${VAR:=default}` in manifests: `clusterctl`, Flux and `envsubst` fill them in before the manifest is
 * applied (https://cluster-api.sigs.k8s.io/clusterctl/commands/generate-cluster).
 */

/** A part of a text: what stands there as it is, a variable, or an expression of which only the braces are understood. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** What counts when the variable has no value; missing when the text gives no default. */
      readonly fallback: string | undefined;
      /** The offset of the fallback in the text. */
      readonly fallbackAt: number;
    }
  | { readonly kind: 'expression'; readonly text: string };

/** Texts with more variables than this are left as one expression. */
const MAX_PARTS = 1000;

/** Inside the braces: a name, and a default behind `:=`, `:-`, `=` or `-`. */
const VARIABLE = /^([A-Za-z_]\w*)(?:(:?[=-])([^]*))?$/;

/**
 * The parts of a text, in order; undefined when it stands for itself. `$${` stands for `${`. GitHub's `${{` is text.
 */
export function textParts(text: string): readonly TextPart[] | undefined {
  if (!text.includes('${')) return undefined;
  const parts: TextPart[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('${', at);
    if (dollar === -1) break;
    const isEscaped = dollar > at && text[dollar - 1] === '$';
    const end = isEscaped || text[dollar + 2] === '{' ? -1 : closingBrace(text, dollar + 2);
    if (end === -1) {
      plain += text.slice(at, isEscaped ? dollar - 1 : dollar) + '${';
      at = dollar + 2;
      continue;
    }
    plain += text.slice(at, dollar);
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push(partOf(text, dollar, end));
    at = end + 1;
    if (parts.length > MAX_PARTS) return [{ kind: 'expression', text }];
  }
  plain += text.slice(at);
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts.some(({ kind }) => kind !== 'text') || plain !== text ? parts : undefined;
}

/** Defaults may be variables themselves, nested no deeper than this. */
const MAX_NESTING = 8;

/** The offset of the brace that closes what was opened before `from`; −1 when there is none. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '}' && --depth === 0) return at;
    if (text[at] === '$' && text[at + 1] === '{') {
      depth++;
      at++;
    }
    // Beyond this nobody reads it, and every start would look through the whole text again.
    if (depth > MAX_NESTING || at - from > MAX_LENGTH) return -1;
  }
  return -1;
}

/** An expression may be this long. */
const MAX_LENGTH = 4096;

function partOf(text: string, dollar: number, end: number): TextPart {
  const inner = text.slice(dollar + 2, end);
  const [, name, operator, fallback] = VARIABLE.exec(inner) ?? [];
  if (name === undefined) return { kind: 'expression', text: text.slice(dollar, end + 1) };
  if (operator === undefined) return { kind: 'variable', name, fallback: undefined, fallbackAt: 0 };
  return {
    kind: 'variable',
    name,
    fallback: fallback ?? '',
    fallbackAt: dollar + 2 + name.length + operator.length,
  };
}

/** The reference address under which a variable of a unit is known. */
export function variableAddress(name: string): string {
  return `\${${name}}`;
}

/** The text with defaults filled in; variables without one stand as `${NAME}`. For names, which are compared as texts. */
export function filledText(text: string, depth = 0): string {
  const parts = depth > MAX_NESTING ? undefined : textParts(text);
  if (parts === undefined) return text;
  return parts
    .map((part) => {
      if (part.kind !== 'variable') return part.text;
      if (part.fallback === undefined) return variableAddress(part.name);
      return filledText(unquoted(part.fallback), depth + 1);
    })
    .join('');
}

/** A default without the quotes around it, when both stand. */
export function unquoted(text: string): string {
  return /^(?:"[^"]*"|'[^']*')$/.test(text) ? text.slice(1, -1) : text;
}
