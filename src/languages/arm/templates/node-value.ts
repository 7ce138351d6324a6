/** The value of a part of a template: literals, expressions, and loops that make properties. */
import type { Range } from '../../../text/range.ts';
import { literalOrigin, type Origin } from '../../../values/origin.ts';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  unknownValue,
  type MapValue,
  type UnknownReason,
  type Value,
} from '../../../values/value.ts';
import { limitReason } from '../../hcl/value-limits.ts';
import type { JsonArray, JsonNode, JsonObject } from '../../json/parse-json.ts';
import { evaluateArmText } from '../expressions/evaluate-arm.ts';
import { turnsOf, type LoopTurns } from './loops.ts';
import { memberNode, membersByName } from './members.ts';
import type { Deployment, LoopScope } from './deployment.ts';

/** Values inside values, at most, counted with the expressions around them. */
const MAX_DEPTH = 280;

/** A member of an object under the name `copy` that is an array makes properties. */
const COPY = 'copy';

/** The value of a node that stands in `holder`'s template, evaluated in `scope`. */
export function nodeValue(node: JsonNode, holder: Deployment, scope: LoopScope): Value {
  const { constants } = holder.unit;
  const known = constants.get(node);
  if (known !== undefined) return known;
  const value = compute(node, holder, scope);
  if (isConstant(node, holder)) constants.set(node, value);
  return value;
}

const variability = new WeakMap<JsonNode, boolean>();

/** Whether a node means the same everywhere: there is no expression or loop in it. */
function isConstant(node: JsonNode, holder: Deployment): boolean {
  switch (node.kind) {
    case 'string':
      return holder.unit.parseText(node.value).kind === 'literal';
    case 'array':
    case 'object': {
      const known = variability.get(node);
      if (known !== undefined) return known;
      const parts = node.kind === 'array' ? node.items : node.members.map(({ value }) => value);
      const isLoop = node.kind === 'object' && membersByName(node).get(COPY)?.node.kind === 'array';
      const isPlain =
        !isLoop &&
        parts.every((part) => isConstant(part, holder)) &&
        (node.kind === 'array' || node.members.every(({ key }) => !key.value.startsWith('[')));
      variability.set(node, isPlain);
      return isPlain;
    }
    default:
      return true;
  }
}

function compute(node: JsonNode, holder: Deployment, scope: LoopScope): Value {
  const range = holder.template.places.at(node);
  switch (node.kind) {
    case 'string':
      return evaluateArmText(
        holder.unit.parseText(node.value),
        scope,
        { range, report: holder.unit.report },
        holder.unit.budget,
      );
    case 'number':
      return numberValue(node.value, literalOrigin(range));
    case 'bool':
      return boolValue(node.value, literalOrigin(range));
    case 'null':
      return nullValue(literalOrigin(range));
    default:
      return container(node, holder, scope);
  }
}

function container(node: JsonArray | JsonObject, holder: Deployment, scope: LoopScope): Value {
  const { budget } = holder.unit;
  const origin = literalOrigin(holder.template.places.at(node));
  if (budget.depth >= MAX_DEPTH) return unknownValue(limitReason('the value is nested too deeply'), origin);
  budget.depth++;
  try {
    if (node.kind === 'object') return objectValue(node, holder, scope);
    return listValue(
      node.items.map((item) => nodeValue(item, holder, scope)),
      origin,
    );
  } finally {
    budget.depth--;
  }
}

/** The value of an object; members for which `leave` is true are left out. */
export function objectValue(
  node: JsonObject,
  holder: Deployment,
  scope: LoopScope,
  leave: (name: string) => boolean = () => false,
): MapValue {
  const { places } = holder.template;
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const { key, value } of node.members) {
    if (leave(key.value.toLowerCase())) continue;
    if (key.value.toLowerCase() === COPY && value.kind === 'array') {
      for (const loop of value.items) addLoop(loop, holder, scope, entries);
      continue;
    }
    const name = keyText(key.value, holder, scope, places.at(key));
    entries.set(name, nodeValue(value, holder, scope));
    keyOrigins.set(name, literalOrigin(places.at(key)));
  }
  return { kind: 'map', type: 'object', entries, keyOrigins, origin: literalOrigin(places.at(node)) };
}

/** A key can be an expression as well; one that is unknown stays as it is written. */
function keyText(key: string, holder: Deployment, scope: LoopScope, range: Range): string {
  if (!key.startsWith('[')) return key;
  const value = evaluateArmText(holder.unit.parseText(key), scope, { range }, holder.unit.budget);
  return value.kind === 'string' ? value.value : key;
}

/** `{ name, count, input }`: a list under the name. */
function addLoop(loop: JsonNode, holder: Deployment, scope: LoopScope, entries: Map<string, Value>): void {
  const nameNode = memberNode(loop, 'name');
  const name = nameNode && nodeValue(nameNode, holder, scope);
  if (name?.kind === 'string') entries.set(name.value, loopValue(loop, name.value, holder, scope));
}

/** The list that a loop makes; unknown when the number of its turns is. */
export function loopValue(loop: JsonNode, name: string, holder: Deployment, scope: LoopScope): Value {
  const range = holder.template.places.at(loop);
  const input = memberNode(loop, 'input');
  const turns = loopTurns(loop, name, holder, scope);
  if (input === undefined) return listValue([], literalOrigin(range));
  if ('reason' in turns) return unknownList(turns.reason, input, name, holder, scope);
  const items: Value[] = [];
  for (let index = 0; index < turns.count; index++) {
    items.push(nodeValue(input, holder, scope.within(name, index, false)));
  }
  return listValue(items, { range, kind: 'expression', from: turns.from });
}

function unknownList(
  reason: UnknownReason,
  input: JsonNode,
  name: string,
  holder: Deployment,
  scope: LoopScope,
): Value {
  const each = nodeValue(input, holder, scope.within(name, undefined, false));
  const range = holder.template.places.at(input);
  return unknownValue(reason, { range, kind: 'expression', from: [each.origin] });
}

/** The turns of `{ name, count }`. Takes as many from the room that the unit has. */
export function loopTurns(loop: JsonNode, name: string, holder: Deployment, scope: LoopScope): LoopTurns {
  const countNode = memberNode(loop, 'count');
  const count = countNode && nodeValue(countNode, holder, scope);
  return turnsOf(count, name, holder.template.places.at(countNode ?? loop), holder.unit);
}
