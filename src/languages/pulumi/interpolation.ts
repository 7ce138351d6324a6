/** `${…}` in texts of Pulumi YAML (https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#interpolations). */

/** What braces name: something declared, and the way into it. */
export interface PropertyPath {
  readonly root: string;
  readonly steps: readonly (string | number)[];
}

/** A part of a text. `path` is undefined where the braces hold what is no path. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'interpolation'; readonly text: string; readonly path: PropertyPath | undefined };

/** Texts with more interpolations than this are left as one that cannot be read. */
const MAX_PARTS = 1000;

/** What stands in braces may be this long. */
const MAX_LENGTH = 1000;

/** The parts of a text in order; undefined when nothing is interpolated. `$${` stands for `${`. */
export function textParts(text: string): readonly TextPart[] | undefined {
  if (!text.includes('${')) return undefined;
  const parts: TextPart[] = [];
  let plain = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('${', at);
    if (dollar === -1) break;
    const isEscaped = dollar > at && text[dollar - 1] === '$';
    const end = isEscaped ? -1 : text.indexOf('}', dollar);
    if (end === -1 || end - dollar > MAX_LENGTH) {
      plain += `${text.slice(at, isEscaped ? dollar - 1 : dollar)}\${`;
      at = dollar + 2;
      continue;
    }
    plain += text.slice(at, dollar);
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    const whole = text.slice(dollar, end + 1);
    parts.push({ kind: 'interpolation', text: whole, path: propertyPath(whole.slice(2, -1).trim()) });
    at = end + 1;
    if (parts.length > MAX_PARTS)
      return [{ kind: 'interpolation', text: text.slice(0, 60), path: undefined }];
  }
  plain += text.slice(at);
  if (plain !== '' || parts.length === 0) parts.push({ kind: 'text', text: plain });
  return parts;
}

const ROOT = /[\w:-]+/y;
const STEP = /\.([\w-]+)|\[(\d{1,9})\]|\["([^"\]]*)"\]/y;

function propertyPath(text: string): PropertyPath | undefined {
  ROOT.lastIndex = 0;
  const root = ROOT.exec(text)?.[0];
  if (root === undefined) return undefined;
  const steps: (string | number)[] = [];
  let at = root.length;
  while (at < text.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    if (step === null) return undefined;
    const [whole, name, index, quoted] = step;
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
    at += whole.length;
  }
  return { root, steps };
}
