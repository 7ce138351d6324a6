/** Functions of lists: `Fn::Join`, `Fn::Split`, `Fn::Select`, `Fn::Length`, `Fn::Cidr`, `Fn::FindInMap`. */
import { formatPrefix, parsePrefix, prefixOf, type Prefix } from '../../ip/prefix.ts';
import { bitsOf } from '../../ip/address.ts';
import type { Range } from '../../text/range.ts';
import { elementOrigin } from '../../values/origin.ts';
import { listValue, numberValue, stringValue, type UnknownValue, type Value } from '../../values/value.ts';
import { oneOf } from '../hcl/candidates.ts';
import { derivedOrigin, markedLike, sensitivityOf, unknownOf } from '../hcl/derived.ts';
import { toText } from '../hcl/equality.ts';
import type { Scope } from './scope.ts';
import { memberNode, type CallNode, type TemplateNode } from './template-node.ts';
import { asText, splitText, textOfParts } from './text-values.ts';

/** The values of a function's arguments; a single argument may stand without a list. */
function argumentsOf({ argument }: CallNode, scope: Scope): readonly Value[] {
  return (argument.kind === 'list' ? argument.items : [argument]).map((item) => scope.evaluate(item));
}

/** What a function makes of a value: of one of several it makes one of several. */
function overCandidates(value: Value, range: Range, make: (value: Value) => Value): Value {
  if (value.kind !== 'unknown' || value.candidates === undefined) return make(value);
  const made = value.candidates.map(make);
  return markedLike(oneOf(made, value.reason, derivedOrigin(range, [value])), [value]);
}

/** Items of a list that cost as much as the evaluation of one node. */
const ITEMS_A_STEP = 8;

export function evaluateJoin(call: CallNode, scope: Scope): Value {
  const { range } = call;
  const [delimiter, list] = argumentsOf(call, scope);
  const between = delimiter?.kind === 'unknown' ? undefined : delimiter && toText(delimiter);
  if (
    delimiter === undefined ||
    list === undefined ||
    (between === undefined && delimiter.kind !== 'unknown')
  )
    return scope.fail('Fn::Join takes a delimiter and a list', range);
  return overCandidates(list, range, (values) => {
    const origin = derivedOrigin(range, [delimiter, values]);
    if (values.kind !== 'list')
      return values.kind === 'unknown'
        ? unknownOf([values], origin)
        : scope.fail('Fn::Join takes a list', range);
    const items = values.items.filter(({ kind }) => kind !== 'null').map(asText);
    if (!items.every((item) => item !== undefined))
      return scope.fail('Fn::Join takes a list of texts', range);
    if (between === undefined && items.length > 1) return unknownOf([delimiter], origin);
    if (!scope.spend(items.length / ITEMS_A_STEP)) return tooMuch(range);
    const parts = items.flatMap((item, index) =>
      index === 0 || between === '' ? [item] : [stringValue(between ?? '', delimiter.origin), item],
    );
    return textOfParts(parts, derivedOrigin(range, [delimiter, ...items]));
  });
}

export function evaluateSplit(call: CallNode, scope: Scope): Value {
  const { range } = call;
  const [delimiter, text] = argumentsOf(call, scope);
  if (delimiter === undefined || text === undefined)
    return scope.fail('Fn::Split takes a delimiter and a text', range);
  const origin = derivedOrigin(range, [delimiter, text]);
  const between = toText(delimiter);
  if (delimiter.kind === 'unknown' || between === undefined) return unknownOf([delimiter], origin);
  return overCandidates(text, range, (value) =>
    asText(value) === undefined
      ? scope.fail('Fn::Split takes a text', range)
      : splitText(value, between, origin),
  );
}

export function evaluateSelect(call: CallNode, scope: Scope): Value {
  const { range } = call;
  const [index, list] = argumentsOf(call, scope);
  if (index === undefined || list === undefined)
    return scope.fail('Fn::Select takes an index and a list', range);
  if (index.kind === 'unknown') {
    const origin = derivedOrigin(range, [index, list]);
    return list.kind === 'list' ? oneOf(list.items, index.reason, origin) : unknownOf([index], origin);
  }
  const text = toText(index) ?? '';
  if (!/^\d{1,9}$/.test(text)) return scope.fail('The index of Fn::Select is a whole number', range);
  return overCandidates(list, range, (values) => {
    if (values.kind === 'unknown') return unknownOf([values], derivedOrigin(range, [values, index]));
    if (values.kind !== 'list') return scope.fail('Fn::Select takes a list', range);
    const item = values.items[Number(text)];
    if (item === undefined || item.kind === 'null')
      return scope.fail(
        `The list has ${String(values.items.length)} items, there is none with index ${text}`,
        range,
      );
    const origin = elementOrigin(item.origin, values.origin, range);
    return markedLike({ ...item, origin }, [values]);
  });
}

export function evaluateLength(call: CallNode, scope: Scope): Value {
  const value = scope.evaluate(call.argument);
  return overCandidates(value, call.range, (list) => {
    const origin = derivedOrigin(call.range, [list]);
    if (list.kind === 'list') return numberValue(list.items.length, origin);
    return list.kind === 'unknown'
      ? unknownOf([list], origin)
      : scope.fail('Fn::Length takes a list', call.range);
  });
}

/** Prefixes that one call gives, at most (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html). */
const MAX_PREFIXES = 256;

/** Prefixes that cost as much as the evaluation of one node. */
const PREFIXES_A_STEP = 2;

/** The first `count` prefixes of a range; the last argument is the number of bits that they leave for addresses. */
export function evaluateCidr(call: CallNode, scope: Scope): Value {
  const { range } = call;
  const values = argumentsOf(call, scope);
  const [block, count, hostBits] = values;
  if (block === undefined || count === undefined)
    return scope.fail('Fn::Cidr takes a range, a count and a number of bits', range);
  const origin = derivedOrigin(range, values);
  if (count.kind === 'unknown') return unknownOf([count], origin);
  const number = wholeNumber(count);
  const bits = hostBits === undefined ? undefined : wholeNumber(hostBits);
  if (number === undefined || number < 1 || number > MAX_PREFIXES)
    return scope.fail('The count of Fn::Cidr is a number from 1 to 256', range);
  if (hostBits !== undefined && hostBits.kind !== 'unknown' && (bits === undefined || bits < 1 || bits > 127))
    return scope.fail('The number of bits of Fn::Cidr is a number from 1 to 127', range);
  if (!scope.spend(number / PREFIXES_A_STEP)) return tooMuch(range);
  return overCandidates(block, range, (base) => {
    if (base.kind === 'unknown' || bits === undefined) {
      const unknown = {
        ...unknownOf(bits === undefined ? [...values, missingBits(call)] : [base], origin),
        ...lengthBy(bits),
      };
      return listValue(Array<Value>(number).fill(unknown), origin, 'list');
    }
    const text = toText(base);
    const parsed = text === undefined ? undefined : parsePrefix(text);
    if (parsed === undefined || 'problem' in parsed)
      return scope.fail('The first argument of Fn::Cidr is an address range', range);
    const prefixes = split(parsed.prefix, number, bits);
    if (prefixes === undefined)
      return scope.fail(
        `${formatPrefix(parsed.prefix)} has no room for ${String(number)} ranges with ${String(bits)} bits for addresses`,
        range,
      );
    const items = prefixes.map((prefix) => ({
      ...stringValue(formatPrefix(prefix), origin),
      ...sensitivityOf([base]),
    }));
    return listValue(items, origin, 'list');
  });
}

function tooMuch(range: Range): UnknownValue {
  const reason = { code: 'limit', message: 'the template asks for more than is evaluated', range } as const;
  return { kind: 'unknown', reason, origin: { range, kind: 'expression', from: [] } };
}

function missingBits({ range }: CallNode): UnknownValue {
  const reason = {
    code: 'unsupported',
    message: 'the number of bits of Fn::Cidr is not given',
    range,
  } as const;
  return { kind: 'unknown', reason, origin: { range, kind: 'expression', from: [] } };
}

/** IPv6 subnets leave 64 bits or more, and no range of IPv4 as many as 32. */
function lengthBy(bits: number | undefined): { readonly prefixLength?: number } {
  return bits === undefined ? {} : { prefixLength: (bits < 32 ? 32 : 128) - bits };
}

function wholeNumber(value: Value): number | undefined {
  const text = value.kind === 'unknown' ? undefined : toText(value);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function split(block: Prefix, count: number, bits: number): readonly Prefix[] | undefined {
  const length = bitsOf(block.family) - bits;
  if (length < block.length || length > bitsOf(block.family)) return undefined;
  if (BigInt(count) > 1n << BigInt(length - block.length)) return undefined;
  const size = 1n << BigInt(bits);
  return Array.from({ length: count }, (_, index) =>
    prefixOf(block.family, block.first + BigInt(index) * size, length),
  );
}

/** A value of a mapping; one of several where a key is unknown. */
export function evaluateFindInMap(call: CallNode, scope: Scope): Value {
  const { argument, range } = call;
  const nodes = argument.kind === 'list' ? argument.items : [];
  const [map, top, second] = nodes.slice(0, 3).map((node) => scope.evaluate(node));
  if (map === undefined || top === undefined || second === undefined)
    return scope.fail('Fn::FindInMap takes a mapping and two keys', range);
  const keys = [map, top, second];
  const fallback = memberNode(nodes[3], 'DefaultValue');
  const origin = derivedOrigin(range, keys);
  const named = map.kind === 'unknown' ? undefined : scope.mappings.get(toText(map) ?? '');
  if (named === undefined) {
    if (map.kind === 'unknown') return unknownOf([map], origin);
    return fallback === undefined
      ? scope.fail(`There is no mapping ${toText(map) ?? ''}`, range)
      : scope.evaluate(fallback);
  }
  const found = membersOf([named.value], top).flatMap((level) => membersOf([level], second));
  const values = found.map((node) => scope.evaluate(node));
  const unknown = keys.find((key) => key.kind === 'unknown');
  if (unknown?.kind !== 'unknown') {
    const [value] = values;
    if (value !== undefined)
      return {
        ...value,
        origin: { range, kind: 'reference', from: [value.origin, ...keys.map((key) => key.origin)] },
      };
    if (fallback !== undefined) return scope.evaluate(fallback);
    return scope.fail(`The mapping has no ${toText(top) ?? ''}.${toText(second) ?? ''}`, range);
  }
  if (fallback !== undefined) values.push(scope.evaluate(fallback));
  if (values.length === 0) return unknownOf([unknown], origin);
  return markedLike(oneOf(values, unknown.reason, derivedOrigin(range, [unknown, ...values])), keys);
}

/** The members that a key can mean: all of them when it is not known at all. */
function membersOf(nodes: readonly TemplateNode[], key: Value): readonly TemplateNode[] {
  const choices = key.kind === 'unknown' ? key.candidates : [key];
  const keys = choices?.every(({ kind }) => kind !== 'unknown') === true ? choices : undefined;
  return nodes.flatMap((node) => {
    if (node.kind !== 'map') return [];
    if (keys === undefined) return [...node.entries.values()].map(({ value }) => value);
    return keys.flatMap((each) => memberNode(node, toText(each) ?? '') ?? []);
  });
}
