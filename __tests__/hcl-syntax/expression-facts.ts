/**
 * Expressions as lists of facts, what each node is and which text it and its parts cover, from our tree and from
 * hcl2json's `getExpressionAst`. Both list nodes before their children. What has no counterpart is left out on both
 * sides: parentheses, bare object keys, and the steps of splats.
 */
import type { Expression, TemplatePart } from '../../src/languages/hcl/ast.ts';

/** The kind of a node, then texts and properties of it. */
export type Fact = readonly (boolean | number | string)[];

/** A node of `getExpressionAst`. */
export interface OracleNode {
  readonly type: string;
  readonly children: readonly OracleNode[];
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** The facts of hcl2json's tree over `source`, which must be ASCII: it counts in bytes. */
export function factsOfOracle(node: OracleNode, source: string): Fact[] {
  const { type, meta = {} } = node;
  const value = field(meta, 'value');
  // The second child of a splat is what is done with each element.
  const children = type === 'splat' ? node.children.slice(0, 1) : node.children;
  const below = children.flatMap((child) => factsOfOracle(child, source));
  switch (type) {
    case '':
      return below;
    case 'binaryOp':
      return [
        [type, field(meta, 'operator'), field(meta, 'lhsExpression'), field(meta, 'rhsExpression')],
        ...below,
      ];
    case 'unaryOp':
      return [[type, field(meta, 'operator'), field(meta, 'valueExpression')], ...below];
    case 'conditional': {
      const texts = [field(meta, 'conditionExpression'), field(meta, 'trueExpression')];
      return [[type, value, ...texts, field(meta, 'falseExpression')], ...below];
    }
    case 'function': {
      const ranges = meta.argsRanges as { start: { byte: number }; end: { byte: number } }[];
      const args = ranges.map(({ start, end }) => source.slice(start.byte, end.byte));
      return [[type, value, field(meta, 'name'), meta.expandedFinalArgument === true, ...args], ...below];
    }
    case 'index':
      return [[type, field(meta, 'collectionExpression'), field(meta, 'keyExpression')], ...below];
    case 'splat': {
      const marker = meta.markerRange as { start: { byte: number } };
      return [[type, value, field(meta, 'sourceExpression'), source.charAt(marker.start.byte)], ...below];
    }
    case 'for': {
      const names = [field(meta, 'keyVar'), field(meta, 'valVar'), meta.groupedValue === true];
      const texts = ['collectionExpression', 'keyExpression', 'valueExpression', 'conditionalExpression'];
      return [[type, value, ...names, ...texts.map((name) => field(meta, name))], ...below];
    }
    default:
      return [[type, value], ...below];
  }
}

function field(meta: Readonly<Record<string, unknown>>, name: string): string {
  const value = meta[name];
  return typeof value === 'string' ? value : '';
}

const OPERATION_NAMES: Readonly<Record<string, string>> = {
  '||': 'logicalOr',
  '&&': 'logicalAnd',
  '==': 'equal',
  '!=': 'notEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
};

/** The same facts of our tree. Directives have no counterpart that compares. */
export function factsOf(expression: Expression, source: string): Fact[] {
  const below = (child: Expression) => factsOf(child, source);
  const text = (node: Expression | undefined) =>
    node === undefined ? '' : source.slice(node.start, node.end);
  const value = text(expression);
  switch (expression.kind) {
    case 'number':
    case 'bool':
    case 'null':
      return [['literalValue', value]];
    case 'template':
      return factsOfTemplate(expression.parts, value, source);
    case 'tuple':
      return [['tuple', value], ...expression.items.flatMap(below)];
    case 'object':
      return [
        ['object', value],
        ...expression.items.flatMap((item) => [
          ...(item.keyName === undefined ? below(item.key) : []),
          ...below(item.value),
        ]),
      ];
    case 'variable':
    case 'attribute':
      return factsOfTraversal(expression, value, source);
    case 'index': {
      const { target, index } = expression;
      if (isLiteralIndex(index)) return factsOfTraversal(expression, value, source);
      return [['index', text(target), text(index)], ...below(target), ...below(index)];
    }
    case 'splat': {
      const { target, form } = expression;
      return [['splat', value, text(target), form === 'full' ? '[' : '.'], ...below(target)];
    }
    case 'call': {
      const { name, args, expandLast } = expression;
      return [['function', value, name.name, expandLast, ...args.map(text)], ...args.flatMap(below)];
    }
    case 'unary': {
      const operator = expression.operator === '-' ? 'negate' : 'logicalNot';
      return [['unaryOp', operator, text(expression.operand)], ...below(expression.operand)];
    }
    case 'binary': {
      const { operator, left, right } = expression;
      return [
        ['binaryOp', OPERATION_NAMES[operator] ?? '', text(left), text(right)],
        ...below(left),
        ...below(right),
      ];
    }
    case 'conditional': {
      const parts = [expression.condition, expression.whenTrue, expression.whenFalse];
      return [['conditional', value, ...parts.map(text)], ...parts.flatMap(below)];
    }
    case 'for-tuple':
    case 'for-object': {
      const isObject = expression.kind === 'for-object';
      const key = isObject ? expression.resultKey : undefined;
      const result = isObject ? expression.resultValue : expression.result;
      const parts = [expression.collection, key, result, expression.condition];
      const names = [expression.key?.name ?? '', expression.value.name, isObject && expression.grouping];
      const present = parts.filter((part) => part !== undefined);
      return [['for', value, ...names, ...parts.map(text)], ...present.flatMap(below)];
    }
    case 'parentheses':
      return below(expression.inner);
  }
}

/** Names with attributes and literal indexes are one node there, whatever they begin with. */
function factsOfTraversal(expression: Expression, value: string, source: string): Fact[] {
  let root = expression;
  while (root.kind === 'attribute' || (root.kind === 'index' && isLiteralIndex(root.index)))
    root = root.target;
  if (root.kind === 'variable') return [['scopeTraversal', value]];
  return [['relativeTraversal', value], ...factsOf(root, source)];
}

function isLiteralIndex(index: Expression): boolean {
  if (index.kind === 'template') return index.parts.every((part) => part.kind === 'text');
  return index.kind === 'number' || index.kind === 'bool' || index.kind === 'null';
}

function factsOfTemplate(parts: readonly TemplatePart[], value: string, source: string): Fact[] {
  const facts = parts.flatMap((part): Fact[] => {
    if (part.kind === 'text') return [['literalValue', source.slice(part.start, part.end)]];
    return part.kind === 'interpolation' ? factsOf(part.expression, source) : [['directive']];
  });
  if (parts.length === 0) facts.push(['literalValue', '']);
  const isWrapped = parts.length === 1 && parts[0]?.kind === 'interpolation';
  return [[isWrapped ? 'templateWrap' : 'template', value], ...facts];
}
