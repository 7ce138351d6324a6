/** References, attribute access and indexes: from a name through its steps to the value. */
import type { Range } from '../../text/range.ts';
import type { Span } from '../../text/source-file.ts';
import { elementOrigin, type Origin } from '../../values/origin.ts';
import {
  unknownValue,
  type ListValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import type { AttributeAccess, Expression, IndexAccess, VariableExpression } from './ast.ts';
import { oneOf } from './candidates.ts';
import { markedLike } from './derived.ts';
import { toText } from './equality.ts';
import {
  evaluate,
  fail,
  placeOf,
  type Evaluation,
  type EvaluationCode,
  type LocalName,
} from './evaluation.ts';
import { extendReference, memberOf } from './map-member.ts';
import { parseNumber } from './number-text.ts';
import type { TraversalStep } from './scope.ts';
import { withinLimits } from './value-limits.ts';

/** A step into a value: by the name of an attribute, or by an index that is already evaluated. */
type AccessStep =
  | { readonly kind: 'attribute'; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly key: Value; readonly span: Span };

/** A value on the way through a chain of steps, with the places that the containers on the way passed through. */
export interface Walk {
  readonly value: Value;
  readonly passages: readonly Origin[];
}

/** No more passages than this are kept on one way. */
const MAX_PASSAGES = 100;

/** The value of a name with all attributes and indexes after it, or of those after another expression. */
export function evaluateTraversal(
  expression: VariableExpression | AttributeAccess | IndexAccess,
  evaluation: Evaluation,
): Value {
  const { base, accesses } = unroll(expression);
  const range = placeOf(expression, evaluation);
  const start =
    base.kind === 'variable' ? startAtName(base, accesses, evaluation) : startAtValue(base, evaluation);
  let walk = start.walk;
  for (const access of accesses.slice(start.used))
    walk = stepInto(walk, stepOf(access, evaluation), evaluation);
  return endOf(walk, range);
}

interface Start {
  readonly walk: Walk;
  /** How many of the accesses are done. */
  readonly used: number;
}

function startAtValue(base: Expression, evaluation: Evaluation): Start {
  return { walk: { value: evaluate(base, evaluation), passages: [] }, used: 0 };
}

function startAtName(
  base: VariableExpression,
  accesses: readonly (AttributeAccess | IndexAccess)[],
  evaluation: Evaluation,
): Start {
  const local = findName(base.name, evaluation.names);
  if (local !== undefined) return { walk: local, used: 0 };
  const steps = leadingSteps(accesses, evaluation);
  const last = accesses[steps.length - 1] ?? base;
  const span = { start: base.start, end: last.end };
  const resolved = evaluation.scope.resolve(base.name, steps, placeOf(span, evaluation));
  if (resolved !== undefined) {
    return { walk: { value: withinLimits(resolved.value), passages: [] }, used: resolved.stepsUsed };
  }
  const value = fail('hcl-unknown-name', `there is nothing named "${base.name}" here`, base, evaluation);
  return { walk: { value, passages: [] }, used: accesses.length };
}

function findName(name: string, names: LocalName | undefined): LocalName | undefined {
  let current = names;
  while (current !== undefined && current.name !== name) current = current.outer;
  return current;
}

/** The expression at the bottom of a chain of accesses, and the chain from there on. */
function unroll(expression: Expression): {
  base: Expression;
  accesses: readonly (AttributeAccess | IndexAccess)[];
} {
  const accesses: (AttributeAccess | IndexAccess)[] = [];
  let base = expression;
  while (base.kind === 'attribute' || base.kind === 'index') {
    accesses.push(base);
    base = base.target;
  }
  return { base, accesses: accesses.reverse() };
}

/** The steps that can be told without evaluating anything. */
function leadingSteps(
  accesses: readonly (AttributeAccess | IndexAccess)[],
  evaluation: Evaluation,
): readonly TraversalStep[] {
  const steps: TraversalStep[] = [];
  for (const access of accesses) {
    const key = access.kind === 'attribute' ? access.name.name : literalKey(access.index);
    if (key === undefined) break;
    const span = access.kind === 'attribute' ? access.name : access.index;
    steps.push({ kind: access.kind, key, range: placeOf(span, evaluation) });
  }
  return steps;
}

function literalKey(index: Expression): string | number | undefined {
  if (index.kind === 'number') return typeof index.value === 'number' ? index.value : undefined;
  if (index.kind !== 'template' || index.parts.length > 1) return undefined;
  const [part] = index.parts;
  if (part === undefined) return '';
  return part.kind === 'text' ? part.text.normalize('NFC') : undefined;
}

function stepOf(access: AttributeAccess | IndexAccess, evaluation: Evaluation): AccessStep {
  return access.kind === 'attribute'
    ? { kind: 'attribute', name: access.name.name, span: access.name }
    : { kind: 'index', key: evaluate(access.index, evaluation), span: access.index };
}

/** Goes one step on. A step that cannot be done is reported and leads to a failed unknown. */
export function stepInto(walk: Walk, step: AccessStep, evaluation: Evaluation): Walk {
  const container = walk.value;
  const found = memberAt(container, step);
  if ('problem' in found) {
    const isSecret = step.kind === 'index' && step.key.sensitive === true;
    const problem = isSecret ? 'there is no element under this key' : found.problem;
    return { value: fail(found.code, problem, step.span, evaluation), passages: [] };
  }
  const key = step.kind === 'index' && !isLiteral(step.key) ? step.key : undefined;
  const value = markedLike(found.member, key === undefined ? [container] : [container, key]);
  const passages = [
    ...walk.passages,
    ...passagesTo(value, container),
    ...(key === undefined ? [] : [key.origin]),
  ];
  return { value, passages: passages.slice(0, MAX_PASSAGES) };
}

function isLiteral(key: Value): boolean {
  return key.origin.kind === 'literal';
}

/** The places that a container passed through before an element was taken out of it. */
export function passagesTo(element: Value, container: Value): readonly Origin[] {
  if (element.origin === container.origin) return [];
  return elementOrigin(element.origin, container.origin, container.origin.range).from.slice(1);
}

/** The value at the end of a way, read at `range`. */
export function endOf({ value, passages }: Walk, range: Range): Value {
  return { ...value, origin: { range, kind: 'reference', from: [value.origin, ...passages] } };
}

type Found = { readonly member: Value } | { readonly code: EvaluationCode; readonly problem: string };

/** The member of a value, with its own origin. */
function memberAt(container: Value, step: AccessStep): Found {
  if (container.kind === 'unknown') return memberOfUnknown(container, step);
  if (container.kind === 'null') {
    return { code: 'hcl-null-value', problem: `the value is null, it has no ${nounOf(step)}` };
  }
  return step.kind === 'attribute' ? attributeOf(container, step.name) : elementOf(container, step.key);
}

function nounOf(step: AccessStep): string {
  return step.kind === 'attribute' ? `attribute "${step.name}"` : 'elements';
}

/** An attribute of an instance that is unknown stands for itself; one of several candidates is one of theirs. */
function memberOfUnknown(container: UnknownValue, step: AccessStep): Found {
  if (container.candidates !== undefined)
    return memberOfEach(container.candidates, container, (each) => memberAt(each, step));
  const key = step.kind === 'attribute' ? step.name : keyOf(step.key);
  const reference =
    container.reference === undefined || key === undefined
      ? undefined
      : extendReference(container.reference, key);
  return { member: unknownValue(container.reason, container.origin, reference) };
}

function keyOf(key: Value): string | number | undefined {
  if (key.kind === 'string') return key.value;
  return key.kind === 'number' && typeof key.value === 'number' ? key.value : undefined;
}

/** Candidates that have no such member cannot be the ones. */
function memberOfEach(values: readonly Value[], because: UnknownValue, find: (value: Value) => Found): Found {
  const found = values.map(find);
  const members = found.flatMap((each) => ('member' in each ? [each.member] : []));
  const [failure] = found.filter((each) => 'problem' in each);
  if (members.length === 0 && failure !== undefined) return failure;
  return { member: oneOf(members, because.reason, because.origin, failure === undefined) };
}

function attributeOf(container: Exclude<Value, UnknownValue>, name: string): Found {
  if (container.kind === 'map') {
    const member = memberOf(container, name);
    if (member !== undefined) return { member };
    return {
      code: 'hcl-invalid-index',
      problem: `the ${container.type} has no ${memberNoun(container)} "${name}"`,
    };
  }
  const hint = container.kind === 'list' ? ': name one of its elements, or all with [*]' : '';
  return { code: 'hcl-wrong-type', problem: `a ${nameOfKind(container)} has no attribute "${name}"${hint}` };
}

function memberNoun(container: MapValue): string {
  return container.type === 'object' ? 'attribute' : 'element';
}

function nameOfKind(value: Value): string {
  return value.kind === 'list' || value.kind === 'map' ? value.type : value.kind;
}

function elementOf(container: Exclude<Value, UnknownValue>, key: Value): Found {
  if (container.kind !== 'list' && container.kind !== 'map') {
    return { code: 'hcl-wrong-type', problem: `a ${container.kind} has no elements` };
  }
  if (container.kind === 'list' && container.type === 'set') {
    return {
      code: 'hcl-wrong-type',
      problem: 'the elements of a set have no index: convert it with tolist first',
    };
  }
  if (key.kind === 'unknown') return elementAtUnknown(container, key);
  if (key.kind === 'null') return { code: 'hcl-null-value', problem: 'an index must not be null' };
  return container.kind === 'list' ? itemAt(container, key) : entryAt(container, key);
}

function elementAtUnknown(container: ListValue | MapValue, key: UnknownValue): Found {
  if (key.candidates !== undefined)
    return memberOfEach(key.candidates, key, (each) => elementOf(container, each));
  return { member: unknownValue(key.reason, key.origin) };
}

function itemAt(container: ListValue, key: Value): Found {
  const index =
    key.kind === 'string' ? parseNumber(key.value) : key.kind === 'number' ? key.value : undefined;
  if (index === undefined)
    return { code: 'hcl-wrong-type', problem: `the index of a ${container.type} must be a number` };
  const item = typeof index === 'number' ? container.items[index] : undefined;
  if (item !== undefined) return { member: item };
  const count = container.items.length;
  const extent = count === 1 ? '1 element' : `${count} elements`;
  return {
    code: 'hcl-invalid-index',
    problem: `the ${container.type} has ${extent}, and none with this index`,
  };
}

function entryAt(container: MapValue, key: Value): Found {
  const name = toText(key);
  if (name === undefined)
    return { code: 'hcl-wrong-type', problem: `the key of a ${container.type} must be a string` };
  return attributeOf(container, name);
}
