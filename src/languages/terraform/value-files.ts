/** Values for variables: files of them, and those that stand on a command line. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import { SourceFile } from '../../text/source-file.ts';
import type { Tree } from '../../tree/tree.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import { stringValue, unknownValue, type Value } from '../../values/value.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { parseHclExpression } from '../hcl/parse-hcl.ts';
import type { EvaluationBudget, Scope } from '../hcl/scope.ts';
import { attributeIn, literalText } from './content.ts';
import type { Declaration } from './declarations.ts';
import { parseFile } from './load-modules.ts';

/** A file of values: each is evaluated once, when it is asked for. */
export interface ValueFile {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  /** Where the file is broken: a value that seems not to be given may stand there. */
  readonly brokenAt?: Range | undefined;
  value(name: string): Value | undefined;
}

/** A text, and where somebody typed it. */
export interface PlacedText {
  readonly text: string;
  readonly place: Range;
}

/** Where values are read, and what is reported on the way. */
export interface ValueContext {
  readonly tree: Tree;
  readonly budget: EvaluationBudget;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Reads a file of values (`*.tfvars`). It can refer to nothing and call no functions. */
export function readValueFile(path: string, context: ValueContext): ValueFile {
  let brokenAt: Range | undefined;
  const [layer] = parseFile(context.tree, path, 'values', (diagnostic) => {
    if (diagnostic.severity === 'error') brokenAt ??= diagnostic.range;
    context.report(diagnostic);
  });
  const values = new Map<string, Value>();
  return {
    path,
    names: new Set(layer?.body.attributes.keys()),
    brokenAt,
    value(name) {
      const attribute = layer?.body.attributes.get(name);
      if (layer === undefined || attribute === undefined) return undefined;
      const value =
        values.get(name) ?? evaluateExpression(attribute.expression, bareScope(layer.file, context));
      values.set(name, value);
      return value;
    },
  };
}

function bareScope(file: SourceFile, { budget, report }: ValueContext): Scope {
  return { file, budget, report, resolve: () => undefined, function: () => undefined };
}

/**
 * The value that a text on a command line or in the environment gives to a variable: a plain string when the type is
 * `string`, `number`, `bool` or missing, else an expression. Without a `place` in the tree its place is the variable's
 * declaration. A text that is no expression where one is needed is reported, and unknown.
 */
export function valueOfText(
  text: string,
  declaration: Declaration,
  context: ValueContext,
  place?: Range,
): Value {
  const { name, range } = declaration;
  const origin: Origin = place === undefined ? { range, kind: 'default', from: [] } : literalOrigin(place);
  if (takesPlainText(declaration)) return stringValue(text, origin);
  const file = new SourceFile(origin.range.file.path, text);
  const report: ValueContext['report'] = (diagnostic) => {
    const message = `The text given for variable "${name}" cannot be read: ${diagnostic.message}`;
    context.report({ ...diagnostic, message, range: origin.range });
  };
  const { expression, diagnostics } = parseHclExpression(file);
  for (const diagnostic of diagnostics) report(diagnostic);
  if (expression === undefined || diagnostics.length > 0) {
    const message = `the text given for variable "${name}" is no expression`;
    return unknownValue({ code: 'failed', message, range: origin.range }, origin);
  }
  return placedAt(evaluateExpression(expression, bareScope(file, { ...context, report })), origin);
}

/** Old code writes types in quotes. */
function takesPlainText({ content }: Declaration): boolean {
  const type = attributeIn(content, 'type')?.expression;
  if (type === undefined) return true;
  return PRIMITIVES.has(type.kind === 'variable' ? type.name : (literalText(type) ?? ''));
}

const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'number', 'bool']);

/** The value with everything in it at one place. */
function placedAt(value: Value, origin: Origin): Value {
  switch (value.kind) {
    case 'list':
      return { ...value, origin, items: value.items.map((item) => placedAt(item, origin)) };
    case 'map':
      return {
        ...value,
        origin,
        entries: new Map([...value.entries].map(([key, item]) => [key, placedAt(item, origin)])),
        keyOrigins: undefined,
      };
    default:
      return { ...value, origin };
  }
}
