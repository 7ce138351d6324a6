/** How often something exists: `count`, `for_each`, and OpenTofu's `lifecycle { enabled }`. */
import type { Range } from '../../text/range.ts';
import {
  numberValue,
  unknownValue,
  type MapValue,
  type UnknownReason,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import { convertValue } from '../hcl/convert.ts';
import { markedLike } from '../hcl/derived.ts';
import { hasKnownLength, sortedEntries, toText } from '../hcl/equality.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { ANY_KEY, keyText, openKeyText } from './address.ts';
import {
  attributeIn,
  blockIn,
  contentOf,
  rangeOfExpression,
  type Content,
  type PlacedExpression,
} from './content.ts';
import { elementThrough, keyValue } from './elements.ts';
import type { EachItem, InstanceKey, Module, Names, Repetition } from './module.ts';
import { createScope } from './scope.ts';

/** One block stands for no more instances than this. */
export const MAX_REPETITIONS = 10_000;

/** Says once, without key. */
const ONCE: Repetition = { kind: 'once', instances: new Map([['', { text: '', names: {} }]]) };

const NEVER: Repetition = { kind: 'once', instances: new Map() };

/** The arguments that say how often a block exists. */
export function repetitionArguments(content: Content): readonly PlacedExpression[] {
  const lifecycle = blockIn(content, 'lifecycle');
  const enabled = lifecycle === undefined ? undefined : attributeIn(contentOf(lifecycle), 'enabled');
  return [attributeIn(content, 'for_each'), attributeIn(content, 'count'), enabled].flatMap(
    (each) => each ?? [],
  );
}

/** Which instances a block has. What is wrong with its arguments is reported, and makes the repetition unknown. */
export function evaluateRepetition(content: Content, module: Module): Repetition {
  const [argument] = repetitionArguments(content);
  if (argument === undefined) return ONCE;
  const value = evaluateExpression(argument.expression, createScope(module, argument.file, {}));
  const range = rangeOfExpression(argument);
  const repetition = repeat(value, argumentName(content), range);
  if ('problem' in repetition) return failedRepetition(repetition, range, module);
  if (module.unit.take(repetition.instances.size)) return repetition;
  return unknownRepetition({ code: 'limit', message: 'the unit has too many instances', range }, range);
}

type ArgumentName = 'for_each' | 'count' | 'enabled';

function argumentName(content: Content): ArgumentName {
  if (attributeIn(content, 'for_each') !== undefined) return 'for_each';
  return attributeIn(content, 'count') === undefined ? 'enabled' : 'count';
}

/** What is wrong with an argument: a clause that follows its name. */
interface Problem {
  readonly code: 'terraform-for-each' | 'terraform-count' | 'terraform-enabled' | 'terraform-limit';
  readonly problem: string;
}

function failedRepetition({ code, problem }: Problem, range: Range, module: Module): Repetition {
  const isLimit = code === 'terraform-limit';
  module.unit.report({
    severity: isLimit ? 'warning' : 'error',
    code,
    message: `${sentence(problem)}.`,
    range,
  });
  return unknownRepetition({ code: isLimit ? 'limit' : 'failed', message: problem, range }, range);
}

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

function repeat(value: Value, name: ArgumentName, range: Range): Repetition | Problem {
  if (value.kind === 'unknown') {
    const reason = { range, ...value.reason };
    const isOpen = name === 'for_each' && value.pairs !== undefined && value.pairs.length <= MAX_REPETITIONS;
    return isOpen ? repeatPairs(value.pairs, value, reason) : unknownRepetition(reason, range, name);
  }
  if (name === 'for_each') return repeatForEach(value, range);
  return name === 'count' ? repeatCount(value, range) : repeatIfEnabled(value);
}

/** One instance stands for those that may exist: nothing that it is repeated over is known. */
export function unknownRepetition(reason: UnknownReason, range: Range, name?: ArgumentName): Repetition {
  if (name === 'enabled') return { ...ONCE, reason };
  const unknown = unknownValue(reason, { range, kind: 'expression', from: [] });
  const names: Names = { each: { key: unknown, value: unknown }, index: unknown };
  return { kind: 'unknown', instances: new Map([['', { text: ANY_KEY, names }]]), reason };
}

function repeatIfEnabled(value: Value): Repetition | Problem {
  const converted = convertValue(value, { kind: 'bool' });
  if ('problem' in converted || converted.value.kind !== 'bool') {
    return { code: 'terraform-enabled', problem: 'enabled must be true or false' };
  }
  return converted.value.value ? ONCE : NEVER;
}

function repeatCount(value: Value, range: Range): Repetition | Problem {
  const converted = convertValue(value, { kind: 'number' });
  const count = 'value' in converted && converted.value.kind === 'number' ? converted.value.value : undefined;
  if (count === undefined || count < 0 || (typeof count === 'number' && !Number.isInteger(count))) {
    return { code: 'terraform-count', problem: 'count must be a whole number, zero or more' };
  }
  if (count > MAX_REPETITIONS) return tooMany(`count is ${String(count)}`);
  const origin = { range, kind: 'expression', from: [value.origin] } as const;
  const instances = new Map<number, InstanceKey>();
  for (let index = 0; index < Number(count); index++) {
    instances.set(index, { text: keyText(index), names: { index: numberValue(index, origin) } });
  }
  return { kind: 'count', instances };
}

function tooMany(what: string): Problem {
  return {
    code: 'terraform-limit',
    problem: `${what}, but no more than ${String(MAX_REPETITIONS)} instances are read`,
  };
}

function repeatForEach(value: Value, range: Range): Repetition | Problem {
  const items = eachItems(value);
  if (!(items instanceof Map))
    return 'problem' in items ? items : unknownRepetition({ range, ...items }, range);
  if (items.size > MAX_REPETITIONS) return tooMany(`for_each has ${String(items.size)} elements`);
  const instances = new Map<string, InstanceKey>();
  for (const [key, each] of items) instances.set(key, { text: keyText(key), names: { each } });
  return { kind: 'for-each', instances };
}

/** Instances whose keys are not all known: as many as there are elements, since equal keys would be an error. */
function repeatPairs(
  pairs: NonNullable<UnknownValue['pairs']>,
  map: UnknownValue,
  keysUnknown: UnknownReason,
): Repetition {
  const instances = new Map<string, InstanceKey>();
  for (const { key, value } of pairs) {
    const each = { key: markedLike(key, [map]), value: markedLike(value, [map]) };
    if (key.kind === 'string') {
      instances.set(key.value, { text: keyText(key.value), names: { each } });
      continue;
    }
    const shown = partsText(key);
    let text = shown;
    for (let count = 2; instances.has(`${OPEN}${text}`); count++) text = `${shown} ${String(count)}`;
    instances.set(`${OPEN}${text}`, { text: openKeyText(text), names: { each } });
  }
  return { kind: 'for-each', instances, keysUnknown };
}

/** Begins what stands for a key that is not known: no known one does. */
const OPEN = '\0';

/** What is known of a text, with `?` for the rest. */
function partsText(value: Value, depth = 0): string {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'unknown' || value.parts === undefined || depth > MAX_PARTS_DEPTH) return '?';
  return value.parts.map((part) => partsText(part, depth + 1)).join('');
}

const MAX_PARTS_DEPTH = 16;

/** The elements of a map, or of a set of strings, in the order of their keys; or why there are none. */
function eachItems(value: Value): Map<string, EachItem> | UnknownReason | Problem {
  if (value.kind === 'map') return value.open === undefined ? mapItems(value) : value.open.reason;
  if (value.kind !== 'list' || value.type !== 'set') {
    const advice = value.kind === 'list' ? ': convert the list with toset' : '';
    const what =
      value.kind === 'null' ? 'for_each must not be null' : 'for_each must be a map or a set of strings';
    return { code: 'terraform-for-each', problem: `${what}${advice}` };
  }
  const items = new Map<string, EachItem>();
  for (const item of value.items) {
    if (item.kind === 'unknown') return item.reason;
    const text = toText(item);
    if (text === undefined)
      return { code: 'terraform-for-each', problem: 'for_each must be a set of strings' };
    const each = elementThrough(item, value);
    items.set(text, { key: each, value: each });
  }
  return hasKnownLength(value)
    ? items
    : { code: 'unsupported', message: 'the elements of the set are not known' };
}

function mapItems(map: MapValue): Map<string, EachItem> {
  const items = new Map<string, EachItem>();
  for (const [key, item] of sortedEntries(map)) {
    const value = elementThrough(item, map);
    items.set(key, { key: keyValue(key, value, map), value });
  }
  return items;
}
