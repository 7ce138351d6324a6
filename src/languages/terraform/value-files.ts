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
import { attributeIn } from './content.ts';
import type { Declaration } from './declarations.ts';
import { parseFile } from './load-modules.ts';

/** A file of values: each is evaluated once, when it is asked for. */
export interface ValueFile {
  readonly path: string;
  readonly names: ReadonlySet<string>;
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
  const [layer] = parseFile(context.tree, path, 'values', context.report);
  const values = new Map<string, Value>();
  return {
    path,
    names: new Set(layer?.body.attributes.keys()),
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
 * `string`, `number`, `bool` or missing, else an expression. It was typed nowhere in the tree: its place is the
 * variable's declaration. Undefined when the text is no expression.
 */
export function valueOfText(
  text: string,
  declaration: Declaration,
  context: ValueContext,
): Value | undefined {
  const origin: Origin = { range: declaration.range, kind: 'default', from: [] };
  const type = attributeIn(declaration.content, 'type')?.expression;
  const isPlain = type === undefined || (type.kind === 'variable' && PRIMITIVES.has(type.name));
  if (isPlain) return stringValue(text, origin);
  const file = new SourceFile(declaration.range.file.path, text);
  const { expression } = parseHclExpression(file);
  return expression && placedAt(evaluateExpression(expression, bareScope(file, context)), origin);
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
