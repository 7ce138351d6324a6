/**
 * Our tree in the JSON structure that hcl2json prints, for comparison with it. Expressions other than literals, lists and
 * objects are their source text in `${ }` there, so that a wrong extent shows as a wrong text.
 */
import type {
  Block,
  Body,
  ConditionalExpression,
  Expression,
  TemplateExpression,
  TemplateFor,
  TemplateIf,
  TemplatePart,
} from '../../src/languages/hcl/ast.ts';

/** A value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** hcl2json accepts such a file but cannot express it: blocks of one type with different numbers of labels, `-true`. */
export class NotConvertible extends Error {}

/** A body in hcl2json's structure. `text` is the text that the spans count in. Throws `NotConvertible`. */
export function shapeOfBody(body: Body, text: string): Json {
  return toObject(convertBody(body, text));
}

/** Maps and arrays while they are built; a map keeps a key like `__proto__` harmless. */
type Draft = Map<string, DraftValue>;
type DraftValue = Draft | Json | Draft[];

function toObject(draft: Draft): Json {
  const entries = [...draft].map(([key, value]): [string, Json] => [key, toJson(value)]);
  return Object.fromEntries(entries);
}

function toJson(value: DraftValue): Json {
  if (value instanceof Map) return toObject(value);
  if (Array.isArray(value)) return value.map((item: Draft | Json) => toJson(item));
  return value;
}

function convertBody(body: Body, text: string): Draft {
  const out: Draft = new Map();
  for (const block of body.blocks) convertBlock(block, text, out);
  for (const [name, { expression }] of body.attributes) out.set(name, convert(expression, text));
  return out;
}

function convertBlock(block: Block, text: string, body: Draft): void {
  let out = body;
  let key = block.type.name;
  for (const label of block.labels) {
    const inner: DraftValue = out.get(key) ?? new Map<string, never>();
    if (!(inner instanceof Map)) throw new NotConvertible(`labels of ${key}`);
    out.set(key, inner);
    out = inner;
    key = label.name;
  }
  const content = convertBody(block.body, text);
  const list = out.get(key) ?? [];
  if (!Array.isArray(list)) throw new NotConvertible(`blocks of ${key} with and without labels`);
  out.set(key, [...list, content]);
}

function convert(expression: Expression, text: string): Json {
  switch (expression.kind) {
    case 'number':
      return Number(expression.value);
    case 'bool':
      return expression.value;
    case 'null':
      return null;
    case 'unary':
      return convertUnary(expression.operator, expression.operand, wrap(expression, text));
    case 'template': {
      const wrapped = wrappedExpression(expression);
      return wrapped === undefined ? templateText(expression.parts, text) : convert(wrapped, text);
    }
    case 'tuple':
      return expression.items.map((item) => convert(item, text));
    case 'object': {
      const out: Draft = new Map();
      for (const { key, value } of expression.items) out.set(keyText(key, text), convert(value, text));
      return toObject(out);
    }
    default:
      return wrap(expression, text);
  }
}

function convertUnary(operator: '-' | '!', operand: Expression, source: string): Json {
  if (operand.kind === 'number' && operator === '-') return 0 - Number(operand.value);
  if (operand.kind === 'bool' && operator === '!') return !operand.value;
  if (operand.kind === 'number' || operand.kind === 'bool' || operand.kind === 'null') {
    throw new NotConvertible(source);
  }
  return source;
}

/** The expression that a template is when it is nothing but one interpolation. */
function wrappedExpression(template: TemplateExpression): Expression | undefined {
  const [part] = template.parts;
  return template.parts.length === 1 && part?.kind === 'interpolation' ? part.expression : undefined;
}

function keyText(key: Expression, text: string): string {
  return key.kind === 'variable' || isReference(key) ? source(key, text) : partText(key, text);
}

/** Whether hcl2json takes an expression for a traversal: names with attributes and literal indexes. */
function isReference(expression: Expression): boolean {
  if (expression.kind === 'variable') return true;
  if (expression.kind === 'attribute') return isReference(expression.target);
  if (expression.kind !== 'index' || !isReference(expression.target)) return false;
  const { index } = expression;
  if (index.kind === 'template')
    return index.parts.length === 0 || index.parts.every((part) => part.kind === 'text');
  return index.kind === 'number' || index.kind === 'bool' || index.kind === 'null';
}

function templateText(parts: readonly TemplatePart[], text: string): string {
  return parts.map((part) => templatePartText(part, text)).join('');
}

function templatePartText(part: TemplatePart, text: string): string {
  switch (part.kind) {
    case 'text':
      return escapeMarkers(part.text);
    case 'interpolation':
      return partText(part.expression, text);
    case 'if':
      return ifText(part, text);
    case 'for':
      return forText(part, text);
  }
}

function partText(expression: Expression, text: string): string {
  switch (expression.kind) {
    case 'number':
      return plainNumber(expression.value);
    case 'bool':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'template': {
      const wrapped = wrappedExpression(expression);
      return wrapped === undefined ? templateText(expression.parts, text) : partText(wrapped, text);
    }
    case 'conditional':
      return conditionalText(expression, text);
    default:
      return wrap(expression, text);
  }
}

/** hcl2json can't tell `${a ? b : c}` from the directive. */
function conditionalText(expression: ConditionalExpression, text: string): string {
  const { condition, whenTrue, whenFalse } = expression;
  return joinIf(source(condition, text), partText(whenTrue, text), partText(whenFalse, text));
}

function ifText(part: TemplateIf, text: string): string {
  return joinIf(
    source(part.condition, text),
    templateText(part.whenTrue, text),
    templateText(part.whenFalse, text),
  );
}

function joinIf(condition: string, whenTrue: string, whenFalse: string): string {
  return `%{if ${condition}}${whenTrue}${whenFalse === '' ? '' : `%{else}${whenFalse}`}%{endif}`;
}

function forText(part: TemplateFor, text: string): string {
  const names = part.key === undefined ? part.value.name : `${part.key.name}, ${part.value.name}`;
  return `%{for ${names} in ${source(part.collection, text)}}${templateText(part.content, text)}%{endfor}`;
}

function plainNumber(value: number | bigint): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number(value).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 100 });
}

/** Values are in Unicode's form NFC there. */
function escapeMarkers(text: string): string {
  return text.normalize('NFC').replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

function wrap(expression: Expression, text: string): string {
  return `\${${source(expression, text)}}`;
}

/** hcl2json adds a closing parenthesis that stands right behind an expression, whoever it belongs to. */
function source(expression: Expression, text: string): string {
  const end = text.charAt(expression.end) === ')' ? expression.end + 1 : expression.end;
  return text.slice(expression.start, end);
}

/** The path at which two JSON values differ first, such as `a.b[0]`; undefined when they are equal. */
export function firstDifference(
  ours: Json | undefined,
  theirs: Json | undefined,
  path = '',
): string | undefined {
  if (ours === theirs || (ours === 0 && theirs === 0)) return undefined;
  if (isObject(ours) && isObject(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const difference = firstDifference(own(ours, key), own(theirs, key), `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
      const [a, b] = [ours[index] as Json | undefined, theirs[index] as Json | undefined];
      const difference = firstDifference(a, b, `${path}[${index}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return path === '' ? '(root)' : path;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
