/** Evaluates expressions: plain values, names and the intrinsic functions. */
import { literalOrigin, type Origin } from '../../values/origin.ts';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  stringValue,
  unknownValue,
  type Value,
} from '../../values/value.ts';
import { derivedOrigin, unknownOf } from '../hcl/derived.ts';
import { toText } from '../hcl/equality.ts';
import { withinLimits } from '../hcl/value-limits.ts';
import { evaluateAll, evaluateEquals, evaluateIf, evaluateNamed, evaluateNot } from './choices.ts';
import { LOOP, loopEntries } from './for-each.ts';
import { jsonText } from './json-text.ts';
import {
  evaluateCidr,
  evaluateFindInMap,
  evaluateJoin,
  evaluateLength,
  evaluateSelect,
  evaluateSplit,
} from './list-functions.ts';
import type { Scope } from './scope.ts';
import { evaluateSub, withTurns } from './substitution.ts';
import type { CallNode, MapNode, ScalarNode, TemplateNode } from './template-node.ts';
import { withSecrets } from './text-values.ts';

/** The value of an expression. `AWS::NoValue` is null, and takes its member of a map or list with it. */
export function evaluateNode(node: TemplateNode, scope: Scope): Value {
  switch (node.kind) {
    case 'scalar':
      return evaluateScalar(node, scope);
    case 'list': {
      const items = node.items.map((item) => scope.evaluate(item)).filter(({ kind }) => kind !== 'null');
      return withinLimits(listValue(items, literalOrigin(node.range)));
    }
    case 'map':
      return evaluateMap(node, scope);
    case 'call':
      return (FUNCTIONS.get(node.name) ?? unsupported)(node, scope);
  }
}

function evaluateScalar({ value, range }: ScalarNode, scope: Scope): Value {
  const origin = literalOrigin(range);
  if (typeof value === 'number') return numberValue(value, origin);
  if (typeof value === 'boolean') return boolValue(value, origin);
  if (value === null) return nullValue(origin);
  return scope.turns.size === 0
    ? withSecrets(value, stringValue(value, origin))
    : withTurns(value, range, scope);
}

function evaluateMap(node: MapNode, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  const origin = literalOrigin(node.range);
  for (const [key, { value, keyRange }] of node.entries) {
    if (key === 'Fn::Transform') {
      const message = 'a macro decides about it';
      return unknownValue({ code: 'unsupported', message, range: keyRange }, origin);
    }
    if (LOOP.test(key)) {
      const loop = loopEntries(value, keyRange, scope);
      // Which members there are is not known: then nothing of the map is certain.
      if (loop.unknown !== undefined) return unknownOf([loop.unknown], origin);
      for (const entry of loop.entries) {
        entries.set(entry.name, entry.scope.evaluate(entry.value));
        keyOrigins.set(entry.name, literalOrigin(entry.keyRange));
      }
      continue;
    }
    const member = scope.evaluate(value);
    if (member.kind === 'null') continue;
    entries.set(key, member);
    keyOrigins.set(key, literalOrigin(keyRange));
  }
  return withinLimits({ kind: 'map', type: 'object', entries, keyOrigins, origin });
}

type Evaluate = (call: CallNode, scope: Scope) => Value;

const FUNCTIONS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['Ref', evaluateRef],
  ['Condition', evaluateNamed],
  ['Fn::GetAtt', evaluateGetAtt],
  ['Fn::Sub', evaluateSub],
  ['Fn::Join', evaluateJoin],
  ['Fn::Split', evaluateSplit],
  ['Fn::Select', evaluateSelect],
  ['Fn::Length', evaluateLength],
  ['Fn::Cidr', evaluateCidr],
  ['Fn::FindInMap', evaluateFindInMap],
  ['Fn::If', evaluateIf],
  ['Fn::Equals', evaluateEquals],
  ['Fn::And', evaluateAll],
  ['Fn::Or', evaluateAll],
  ['Fn::Not', evaluateNot],
  ['Fn::ImportValue', (call, scope) => scope.importValue(scope.evaluate(call.argument), call.range)],
  ['Fn::GetAZs', evaluateZones],
  ['Fn::Base64', evaluateBase64],
  ['Fn::ToJsonString', evaluateToJson],
]);

function unsupported({ name, range }: CallNode): Value {
  const message = name === 'Fn::Transform' ? 'a macro decides about it' : `${name} is not evaluated`;
  return unknownValue({ code: 'unsupported', message, range }, { range, kind: 'expression', from: [] });
}

function evaluateRef({ argument, range }: CallNode, scope: Scope): Value {
  const value = scope.evaluate(argument);
  if (value.kind === 'unknown') return unknownOf([value], derivedOrigin(range, [value]));
  const name = toText(value);
  return name === undefined ? scope.fail('Ref takes a name', range) : scope.refer(name, range);
}

/** `Res.Attr`, or a list of both. The first point ends the name: attributes can hold points. */
function evaluateGetAtt({ argument, range }: CallNode, scope: Scope): Value {
  const values = (argument.kind === 'list' ? argument.items : [argument]).map((item) => scope.evaluate(item));
  const unknown = values.find(({ kind }) => kind === 'unknown');
  if (unknown !== undefined) return unknownOf([unknown], derivedOrigin(range, values));
  const texts = values.map(toText);
  const path = texts.every((text) => text !== undefined) ? texts.join('.') : '';
  const point = path.indexOf('.');
  if (point < 1) return scope.fail('Fn::GetAtt takes the name of a resource and of an attribute', range);
  return scope.attributeOf(path.slice(0, point), path.slice(point + 1), range);
}

function evaluateZones(call: CallNode, scope: Scope): Value {
  const region = scope.evaluate(call.argument);
  const message = 'the account decides which availability zones it has';
  const origin = derivedOrigin(call.range, [region]);
  return unknownValue({ code: 'environment', message, range: call.range }, origin);
}

function evaluateBase64(call: CallNode, scope: Scope): Value {
  const value = scope.evaluate(call.argument);
  const origin = derivedOrigin(call.range, [value]);
  const text = value.kind === 'unknown' ? undefined : toText(value);
  if (text === undefined) {
    return value.kind === 'unknown'
      ? unknownOf([value], origin)
      : scope.fail('Fn::Base64 takes a text', call.range);
  }
  return withinLimits(stringValue(Buffer.from(text, 'utf8').toString('base64'), origin));
}

function evaluateToJson(call: CallNode, scope: Scope): Value {
  const value = scope.evaluate(call.argument);
  const origin = derivedOrigin(call.range, [value]);
  const text = jsonText(value);
  return text === undefined ? unknownOf([value], origin) : withinLimits(stringValue(text, origin));
}
