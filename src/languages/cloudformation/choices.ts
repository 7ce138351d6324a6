/** Conditions and what they choose: `Fn::If`, `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, `Condition`. */
import type { Range } from '../../text/range.ts';
import { boolValue, type BoolValue, type UnknownValue, type Value } from '../../values/value.ts';
import { oneOf } from '../hcl/candidates.ts';
import { chosenOrigin, derivedOrigin, markedLike, unknownOf } from '../hcl/derived.ts';
import { toText } from '../hcl/equality.ts';
import type { Scope } from './scope.ts';
import { nodeText, type CallNode, type TemplateNode } from './template-node.ts';

/** The branch that a condition decides for; one of both when it is unknown. */
export function evaluateIf({ argument, range }: CallNode, scope: Scope): Value {
  const [name, whenTrue, whenFalse] = argument.kind === 'list' ? argument.items : [];
  if (name === undefined || whenTrue === undefined || whenFalse === undefined)
    return scope.fail('Fn::If takes the name of a condition and two values', range);
  const decision = evaluateCondition(name, scope);
  if (decision.kind === 'bool') {
    const chosen = scope.evaluate(decision.value ? whenTrue : whenFalse);
    const origin = chosenOrigin(range, chosen, [decision]);
    return markedLike({ ...chosen, origin }, [decision]);
  }
  const branches = [scope.evaluate(whenTrue), scope.evaluate(whenFalse)];
  const origin = derivedOrigin(range, [decision, ...branches]);
  if (decision.reason.code === 'failed') return unknownOf([decision], origin);
  return markedLike(oneOf(branches, decision.reason, origin), [decision]);
}

/** What a condition expression decides: a function, the name of a condition, `{Condition: name}`. */
export function evaluateCondition(node: TemplateNode, scope: Scope): BoolValue | UnknownValue {
  if (node.kind === 'call') {
    if (node.name === 'Condition') return named(node.argument, scope);
    return asDecision(scope.evaluate(node), node.range, scope);
  }
  const inner = node.kind === 'map' && node.entries.size === 1 ? node.entries.get('Condition') : undefined;
  if (inner !== undefined) return named(inner.value, scope);
  if (node.kind === 'scalar' && typeof node.value === 'string' && !/^(?:true|false)$/i.test(node.value))
    return named(node, scope);
  return asDecision(scope.evaluate(node), node.range, scope);
}

function named(node: TemplateNode, scope: Scope): BoolValue | UnknownValue {
  const value = scope.evaluate(node);
  const name = value.kind === 'unknown' ? undefined : toText(value);
  if (name !== undefined) return scope.condition(name, node.range);
  return value.kind === 'unknown' ? value : scope.fail('The name of a condition is needed here', node.range);
}

function asDecision(value: Value, range: Range, scope: Scope): BoolValue | UnknownValue {
  if (value.kind === 'bool' || value.kind === 'unknown') return value;
  const text = toText(value)?.toLowerCase();
  if (text === 'true' || text === 'false') return boolValue(text === 'true', value.origin);
  return scope.fail('A condition is needed here', range);
}

/** Whether two values are the same text. */
export function evaluateEquals({ argument, range }: CallNode, scope: Scope): Value {
  const items = argument.kind === 'list' ? argument.items : [];
  const [left, right] = items.map((item) => scope.evaluate(item));
  if (left === undefined || right === undefined) return scope.fail('Fn::Equals takes two values', range);
  const origin = derivedOrigin(range, [left, right]);
  const equal = areEqual(left, right);
  return equal === undefined
    ? unknownOf([left, right], origin)
    : markedLike(boolValue(equal, origin), [left, right]);
}

/** Undefined when unknown parts decide it. */
function areEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    const [lefts, rights] = [textsOf(left), textsOf(right)];
    if (lefts === undefined || rights === undefined) return undefined;
    return lefts.some((text) => rights.includes(text)) ? undefined : false;
  }
  const texts = [toText(left), toText(right)];
  if (texts[0] !== undefined || texts[1] !== undefined) return texts[0] === texts[1];
  if (left.kind !== 'list' || right.kind !== 'list') return left.kind === right.kind ? undefined : false;
  if (left.items.length !== right.items.length) return false;
  const pairs = left.items.map((item, index) => areEqual(item, right.items[index] ?? item));
  if (pairs.includes(false)) return false;
  return pairs.includes(undefined) ? undefined : true;
}

/** The texts that a value can be; undefined when there may be others. */
function textsOf(value: Value): readonly string[] | undefined {
  const choices = value.kind === 'unknown' ? value.candidates : [value];
  const texts = choices?.map((choice) => (choice.kind === 'unknown' ? undefined : toText(choice)));
  return texts?.every((text) => text !== undefined) === true ? texts : undefined;
}

/** `Fn::And` and `Fn::Or`: one operand can decide, whatever the others are. */
export function evaluateAll({ argument, name, range }: CallNode, scope: Scope): Value {
  const operands = argument.kind === 'list' ? argument.items : [];
  if (operands.length === 0) return scope.fail(`${name} takes a list of conditions`, range);
  const decisive = name === 'Fn::Or';
  const values = operands.map((operand) => evaluateCondition(operand, scope));
  const origin = derivedOrigin(range, values);
  if (values.some((value) => value.kind === 'bool' && value.value === decisive))
    return boolValue(decisive, origin);
  return values.some(({ kind }) => kind === 'unknown')
    ? unknownOf(values, origin)
    : boolValue(!decisive, origin);
}

export function evaluateNot({ argument, range }: CallNode, scope: Scope): Value {
  const [operand] = argument.kind === 'list' ? argument.items : [argument];
  if (operand === undefined) return scope.fail('Fn::Not takes a condition', range);
  const value = evaluateCondition(operand, scope);
  const origin = derivedOrigin(range, [value]);
  return value.kind === 'bool' ? boolValue(!value.value, origin) : unknownOf([value], origin);
}

/** The value of `Condition: name` on its own, read through the name. */
export function evaluateNamed(call: CallNode, scope: Scope): Value {
  const name = nodeText(call.argument);
  return name === undefined
    ? scope.fail('The name of a condition is needed here', call.range)
    : scope.condition(name, call.range);
}
