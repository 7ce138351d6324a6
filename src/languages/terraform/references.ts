/** The names that an expression refers to, told without evaluating it. */
import type { Expression, TemplatePart } from '../hcl/ast.ts';
import { literalText } from './content.ts';

/** A name with the attribute names and literal indexes that follow it. */
export interface StaticReference {
  readonly name: string;
  readonly steps: readonly (string | number)[];
}

const known = new WeakMap<Expression, readonly StaticReference[]>();

/** All names in an expression, for-variables included. */
export function referencesIn(expression: Expression): readonly StaticReference[] {
  let references = known.get(expression);
  if (references === undefined) {
    const found: StaticReference[] = [];
    collect(expression, found);
    references = found;
    known.set(expression, references);
  }
  return references;
}

function collect(expression: Expression, found: StaticReference[]): void {
  switch (expression.kind) {
    case 'number':
    case 'bool':
    case 'null':
      return;
    case 'variable':
    case 'attribute':
    case 'index':
      collectTraversal(expression, found);
      return;
    case 'template':
      for (const part of expression.parts) collectPart(part, found);
      return;
    case 'splat':
      collect(expression.target, found);
      for (const step of expression.steps) if (step.kind === 'index') collect(step.index, found);
      return;
    case 'object':
      for (const item of expression.items) {
        if (item.keyName === undefined) collect(item.key, found);
        collect(item.value, found);
      }
      return;
    default:
      for (const part of partsOf(expression)) if (part !== undefined) collect(part, found);
  }
}

type Compound = Exclude<
  Expression,
  { kind: 'number' | 'bool' | 'null' | 'variable' | 'attribute' | 'index' | 'template' | 'splat' | 'object' }
>;

function partsOf(expression: Compound): readonly (Expression | undefined)[] {
  switch (expression.kind) {
    case 'tuple':
      return expression.items;
    case 'call':
      return expression.args;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'for-tuple':
      return [expression.collection, expression.result, expression.condition];
    case 'for-object':
      return [expression.collection, expression.resultKey, expression.resultValue, expression.condition];
    case 'parentheses':
      return [expression.inner];
  }
}

function collectPart(part: TemplatePart, found: StaticReference[]): void {
  switch (part.kind) {
    case 'text':
      return;
    case 'interpolation':
      collect(part.expression, found);
      return;
    case 'if':
      collect(part.condition, found);
      for (const inner of [...part.whenTrue, ...part.whenFalse]) collectPart(inner, found);
      return;
    case 'for':
      collect(part.collection, found);
      for (const inner of part.content) collectPart(inner, found);
  }
}

/** Steps behind the first computed index are unknown; what computes the index refers to names as well. */
function collectTraversal(expression: Expression, found: StaticReference[]): void {
  const accesses: Expression[] = [];
  let base = expression;
  while (base.kind === 'attribute' || base.kind === 'index') {
    accesses.push(base);
    base = base.target;
  }
  const steps: (string | number)[] = [];
  let isLiteral = true;
  for (const access of accesses.reverse()) {
    const key = literalStep(access);
    if (key === undefined) isLiteral = false;
    else if (isLiteral) steps.push(key);
    if (access.kind === 'index') collect(access.index, found);
  }
  if (base.kind === 'variable') found.push({ name: base.name, steps });
  else collect(base, found);
}

function literalStep(access: Expression): string | number | undefined {
  if (access.kind === 'attribute') return access.name.name;
  if (access.kind !== 'index') return undefined;
  const { index } = access;
  if (index.kind === 'number') return typeof index.value === 'number' ? index.value : undefined;
  return literalText(index);
}
