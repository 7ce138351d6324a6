/** The functions that take lambdas: map, filter, reduce, sort, toObject, groupBy, mapValues; and `lambdaVariables`. */
import {
  listValue,
  mapValue,
  numberValue,
  type ListValue,
  type MapValue,
  type Value,
} from '../../../values/value.ts';
import { derivedOrigin, markedLike } from '../../hcl/derived.ts';
import { kindName, readOut } from '../expressions/access.ts';
import type { ArmCallNode, ArmNode } from '../expressions/ast.ts';
import { evaluate, type Evaluation, type LambdaVariable } from '../expressions/evaluation.ts';
import {
  boundedItems,
  lazy,
  listAt,
  mapAt,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
  type Call,
} from './define.ts';
import { plainText } from './text-value.ts';

/** `lambda('x', body)`, ready to be called with a value for each of its variables. */
interface Lambda {
  readonly names: readonly string[];
  readonly body: ArmNode;
  readonly evaluation: Evaluation;
}

function lambdaAt(
  node: ArmCallNode,
  index: number,
  counts: readonly number[],
  evaluation: Evaluation,
): Lambda {
  const arg = node.args[index];
  if (arg?.kind !== 'call' || arg.name !== 'lambda') return wrong(`argument ${index + 1} must be a lambda`);
  const body = arg.args.at(-1);
  const names = arg.args.slice(0, -1).map((each) => {
    return each.kind === 'string'
      ? each.value.toLowerCase()
      : wrong('the variables of a lambda are names in quotes');
  });
  if (body === undefined || !counts.includes(names.length)) {
    return wrong(`its lambda has ${counts.join(' or ')} variables, not ${names.length}`);
  }
  return { names, body, evaluation };
}

function callLambda(lambda: Lambda, ...values: readonly Value[]): Value {
  let variables: LambdaVariable | undefined = lambda.evaluation.variables;
  for (const [index, name] of lambda.names.entries()) {
    const value = values[index];
    if (value !== undefined) variables = { name, value, outer: variables };
  }
  return evaluate(lambda.body, { ...lambda.evaluation, variables });
}

/** The elements of the array that is the first argument, each as it is read out of it. */
function elementsOf(node: ArmCallNode, evaluation: Evaluation): { list: ListValue; items: readonly Value[] } {
  const list = listAt([argumentValue(node, 0, evaluation)], 0);
  return { list, items: list.items.map((item) => readOut(list, item, evaluation.range)) };
}

function argumentValue(node: ArmCallNode, index: number, evaluation: Evaluation): Value {
  const arg = node.args[index];
  return arg === undefined ? wrong(`argument ${index + 1} is missing`) : evaluate(arg, evaluation);
}

const map = lazy(2, 2, (node, evaluation, call) => {
  const { list, items } = elementsOf(node, evaluation);
  const lambda = lambdaAt(node, 1, [1, 2], evaluation);
  const results = items.map((item, index) => callLambda(lambda, item, position(index, call)));
  return markedLike(listValue(results, made(call, [list])), [list]);
});

const filter = lazy(2, 2, (node, evaluation, call) => {
  const { list, items } = elementsOf(node, evaluation);
  const lambda = lambdaAt(node, 1, [1, 2], evaluation);
  const kept = list.items.filter((_, index) => {
    const item = items[index];
    return item !== undefined && isTrue(callLambda(lambda, item, position(index, call)));
  });
  return markedLike(listValue(kept, made(call, [list])), [list]);
});

const reduce = lazy(3, 3, (node, evaluation, call) => {
  const { items } = elementsOf(node, evaluation);
  const lambda = lambdaAt(node, 2, [2, 3], evaluation);
  let current = argumentValue(node, 1, evaluation);
  for (const [index, item] of items.entries())
    current = callLambda(lambda, current, item, position(index, call));
  return current;
});

/** Sorts by a lambda that says whether its first value comes before its second; equal ones stay in their order. */
const sort = lazy(2, 2, (node, evaluation, call) => {
  const { list, items } = elementsOf(node, evaluation);
  const lambda = lambdaAt(node, 1, [2], evaluation);
  const order = [...items.keys()].sort((a, b) => {
    const [left, right] = [items[a], items[b]];
    if (left === undefined || right === undefined) return 0;
    if (isTrue(callLambda(lambda, left, right))) return -1;
    return isTrue(callLambda(lambda, right, left)) ? 1 : 0;
  });
  const sorted = order.flatMap((index) => list.items[index] ?? []);
  return markedLike(listValue(sorted, made(call, [list])), [list]);
});

/** An object of keys and values that lambdas make of the elements; of equal keys the last one counts. */
const toObject = lazy(2, 3, (node, evaluation, call) => {
  const { list, items } = elementsOf(node, evaluation);
  const keys = lambdaAt(node, 1, [1], evaluation);
  const values = node.args.length > 2 ? lambdaAt(node, 2, [1], evaluation) : undefined;
  const entries = new Map<string, Value>();
  for (const item of items) {
    const value = values === undefined ? item : callLambda(values, item);
    entries.set(keyOf(callLambda(keys, item)), value);
  }
  return markedLike(mapValue(entries, made(call, [list])), [list]);
});

/** As `toObject`, with an array of all values under each key. */
const groupBy = lazy(2, 3, (node, evaluation, call) => {
  const { list, items } = elementsOf(node, evaluation);
  const keys = lambdaAt(node, 1, [1], evaluation);
  const values = node.args.length > 2 ? lambdaAt(node, 2, [1], evaluation) : undefined;
  const groups = new Map<string, Value[]>();
  for (const item of items) {
    const key = keyOf(callLambda(keys, item));
    const group = groups.get(key) ?? [];
    group.push(values === undefined ? item : callLambda(values, item));
    groups.set(key, group);
  }
  const origin = made(call, [list]);
  const entries = new Map([...groups].map(([key, group]) => [key, listValue(boundedItems(group), origin)]));
  return markedLike(mapValue(entries, origin), [list]);
});

/** The object with what a lambda makes of each of its values. */
const mapValues = lazy(2, 2, (node, evaluation, call) => {
  const object: MapValue = mapAt([argumentValue(node, 0, evaluation)], 0);
  const lambda = lambdaAt(node, 1, [1], evaluation);
  const entries = new Map<string, Value>();
  for (const [key, value] of object.entries) {
    entries.set(key, callLambda(lambda, readOut(object, value, evaluation.range)));
  }
  const { keyOrigins } = object;
  return markedLike({ ...mapValue(entries, made(call, [object])), keyOrigins }, [object]);
});

/** The value of a lambda's variable. */
const lambdaVariables = lazy(1, 1, (node, evaluation) => {
  const name = argumentValue(node, 0, evaluation);
  if (name.kind !== 'string') return name.kind === 'unknown' ? undecided(name) : wrongKind(name, 0, 'a name');
  const wanted = name.value.toLowerCase();
  let variable = evaluation.variables;
  while (variable !== undefined && variable.name !== wanted) variable = variable.outer;
  return variable?.value ?? wrong(`there is no lambda variable "${name.value.slice(0, 60)}" here`);
});

const lambda = lazy(1, Infinity, () =>
  wrong('a lambda can only be an argument of a function that takes one'),
);

function position(index: number, call: Call): Value {
  return numberValue(index, call.origin);
}

function made(call: Call, parts: readonly Value[]): Call['origin'] {
  return derivedOrigin(call.range, parts);
}

function isTrue(value: Value): boolean {
  if (value.kind === 'bool') return value.value;
  return value.kind === 'unknown'
    ? undecided(value)
    : wrong(`its lambda must give true or false, not ${kindName(value)}`);
}

function keyOf(value: Value): string {
  if (value.kind === 'unknown') return undecided(value);
  return plainText(value) ?? wrong(`a key must be a text, not ${kindName(value)}`);
}

/** Functions by their names in lower case. */
export const LAMBDA_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['filter', filter],
  ['groupby', groupBy],
  ['lambda', lambda],
  ['lambdavariables', lambdaVariables],
  ['map', map],
  ['mapvalues', mapValues],
  ['reduce', reduce],
  ['sort', sort],
  ['toobject', toObject],
];
