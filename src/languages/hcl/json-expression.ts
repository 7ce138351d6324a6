/** JSON values as HCL expressions: strings are templates, texts or references, depending on where they stand. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { SourceFile } from '../../text/source-file.ts';
import { offsetsInJsonString } from '../json/json-string.ts';
import type { JsonNode, JsonString } from '../json/parse-json.ts';
import type { Expression, ObjectItem, TemplateExpression } from './ast.ts';
import { parseHclExpression, parseHclTemplate, type ParsedExpression } from './parse-hcl.ts';

/**
 * What the strings of an argument are, at any depth. `template`: template text, keys of objects too. `literal`: just
 * text, as in values of variables. `reference`: an expression, as `"aws.west"` of a `provider`, `"list(string)"` of a
 * variable's `type`; a string that is none, such as `"${aws.west}"`, is read as a template.
 */
export type JsonReading = 'template' | 'literal' | 'reference';

/** Reads a JSON value as an expression. A broken template counts as the text that it is, and is reported. */
export function readJsonExpression(
  file: SourceFile,
  node: JsonNode,
  reading: JsonReading,
): { readonly expression: Expression; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const read = (value: JsonNode): Expression => {
    const { start, end } = value;
    switch (value.kind) {
      case 'string':
        return readString(file, value, reading, diagnostics);
      case 'number':
        return { kind: 'number', start, end, value: value.value, text: value.text };
      case 'bool':
        return { kind: 'bool', start, end, value: value.value };
      case 'null':
        return { kind: 'null', start, end };
      case 'array':
        return { kind: 'tuple', start, end, items: value.items.map(read) };
      case 'object': {
        const items = value.members.map((member): ObjectItem => ({
          start: member.start,
          end: member.end,
          key: readString(file, member.key, reading, diagnostics),
          keyName: undefined,
          value: read(member.value),
        }));
        return { kind: 'object', start, end, items };
      }
    }
  };
  return { expression: read(node), diagnostics };
}

function readString(
  file: SourceFile,
  node: JsonString,
  reading: JsonReading,
  diagnostics: Diagnostic[],
): Expression {
  if (reading === 'reference') {
    const { expression } = parseInString(file, node, parseHclExpression);
    if (expression !== undefined) return expression;
  }
  if (reading === 'literal' || !/[$%]\{/.test(node.value)) return plainText(node);
  const parsed = parseInString(file, node, parseHclTemplate);
  diagnostics.push(...parsed.diagnostics);
  const { expression } = parsed;
  return expression === undefined ? plainText(node) : { ...expression, start: node.start, end: node.end };
}

/** A string that means just its text. */
function plainText({ start, end, value }: JsonString): TemplateExpression {
  const text = { kind: 'text', start: start + 1, end: end - 1, text: value } as const;
  return { kind: 'template', form: 'quoted', start, end, parts: value === '' ? [] : [text] };
}

/** Parses the content of a string, with places in the file of the JSON whether or not it has escapes. */
function parseInString<T extends Expression>(
  file: SourceFile,
  node: JsonString,
  parse: (file: SourceFile, span: { start: number; end: number }) => ParsedExpression<T>,
): ParsedExpression<T> {
  if (!node.hasEscapes) return parse(file, { start: node.start + 1, end: node.end - 1 });
  const decoded = new SourceFile(file.path, node.value);
  const { expression, diagnostics } = parse(decoded, { start: 0, end: node.value.length });
  const offsets = offsetsInJsonString(file.text, node.start);
  const move = (offset: number) => offsets[offset] ?? node.end;
  return {
    expression: expression === undefined ? undefined : moveSpans(expression, move),
    diagnostics: diagnostics.map(({ range, ...rest }) => ({
      ...rest,
      range: { file, start: move(range.start), end: move(range.end) },
    })),
  };
}

/** A copy of a tree with its places moved. Trees are plain objects and arrays, and `start` and `end` are places. */
function moveSpans<T>(tree: T, move: (offset: number) => number): T {
  if (Array.isArray(tree)) return tree.map((item: unknown) => moveSpans(item, move)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).map(([name, value]: [string, unknown]): [string, unknown] => {
    const isPlace = (name === 'start' || name === 'end') && typeof value === 'number';
    return [name, isPlace ? move(value) : moveSpans(value, move)];
  });
  // The same fields with values of the same types.
  return Object.fromEntries(entries) as T;
}
