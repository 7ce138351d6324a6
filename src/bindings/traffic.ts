/** Readers of what routes and security rules say: ends of traffic, protocols, ports, what is handed on to. */
import { parseAddress } from '../ip/address.ts';
import { prefixOf, type Prefix } from '../ip/prefix.ts';
import type { Target } from '../model/draft.ts';
import type { FactList, PortRange, TrafficEnd } from '../model/entities.ts';
import type { Range } from '../text/range.ts';
import type { Fact, KnownFact, UnknownFact } from '../values/fact.ts';
import { mapFact } from '../values/fact.ts';
import type { MapValue, Value } from '../values/value.ts';
import type { BindingContext } from './binding.ts';
import { attribute, memberOf } from './read-attributes.ts';
import {
  countFact,
  EMPTY_LIST,
  factList,
  joinLists,
  knownFact,
  misfit,
  stringFact,
  unknownFact,
  unresolvedList,
} from './read-facts.ts';
import { isEmpty, rangeOrAddress } from './read-prefixes.ts';
import { textOf } from './read-targets.ts';

/** All addresses of IPv4. */
export const EVERY_IPV4 = prefixOf(4, 0n, 0);

/** All addresses of IPv6. */
const EVERY_IPV6 = prefixOf(6, 0n, 0);

/** An end of which the code states nothing: what the rule is put on. */
export const UNSTATED_END: TrafficEnd<Target> = { prefixes: EMPTY_LIST, tags: EMPTY_LIST, groups: [] };

/** A name, as clouds give them to lists of addresses: `Internet`, `Storage.WestEurope`. */
const TAG = /^[A-Za-z][\w.-]*$/;

/** What a text names: ranges, or a list that the cloud keeps under a name. */
export type NamedAddresses = { readonly ranges: readonly Prefix[] } | { readonly tag: string };

/** The addresses that a text names: a range, one address, the name of a list, or `*` for all. */
export function namedAddresses(
  context: BindingContext,
  value: Value,
): KnownFact<NamedAddresses> | UnknownFact {
  const text = value.kind === 'string' ? value.value : undefined;
  if (text === '*' || text?.toLowerCase() === 'any')
    return knownFact({ ranges: [EVERY_IPV4, EVERY_IPV6] }, value);
  if (text !== undefined && TAG.test(text) && parseAddress(text) === undefined)
    return knownFact({ tag: textOf(value) }, value);
  const range = rangeOrAddress(context, value);
  return range.state === 'known' ? { ...range, value: { ranges: [range.value] } } : range;
}

/** The end of traffic that texts name, with groups of machines. */
export function trafficEnd(
  context: BindingContext,
  values: readonly (Value | undefined)[],
  groups: readonly Target[],
): TrafficEnd<Target> {
  const stated = values.filter((value) => value !== undefined && !isEmpty(value));
  const places = joinLists(
    ...stated.map((value) => factList(value, (item) => namedAddresses(context, item))),
  );
  const prefixes = places.items.flatMap(({ value, ...fact }) =>
    'ranges' in value ? value.ranges.map((range) => ({ ...fact, value: range })) : [],
  );
  const tags = places.items.flatMap(({ value, ...fact }) =>
    'tag' in value ? [{ ...fact, value: value.tag }] : [],
  );
  return {
    prefixes: { items: prefixes, unresolved: places.unresolved },
    tags: { items: tags, unresolved: [] },
    groups,
  };
}

/** What the elements of a list mean; an unknown list is one unknown target. */
export function targetList(value: Value | undefined, targetOf: (item: Value) => Target): Target[] {
  if (value === undefined || isEmpty(value)) return [];
  const items = value.kind === 'list' ? value.items.map((item) => memberOf(value, item)) : [value];
  return items.map(targetOf).filter(({ state }) => state !== 'absent');
}

/**
 * One of some words, which the code writes in any case. Other texts are a misfit, or `otherwise` where there may be
 * more words than these.
 */
export function wordFact<T>(
  context: BindingContext,
  value: Value | undefined,
  absentAt: Range,
  words: ReadonlyMap<string, T>,
  otherwise?: T,
): Fact<T> {
  if (value === undefined) return { state: 'absent', range: absentAt };
  const fact = stringFact(context, value, absentAt);
  if (fact.state !== 'known') return fact;
  const word = words.get(fact.value.toLowerCase()) ?? otherwise;
  if (word !== undefined) return { ...fact, value: word };
  return misfit(context, value, `one of ${[...words.keys()].join(', ')}`);
}

/** Protocols by their numbers (https://www.iana.org/assignments/protocol-numbers) and by the words for all. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['*', 'any'],
  ['-1', 'any'],
  ['all', 'any'],
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['58', 'icmpv6'],
  ['132', 'sctp'],
]);

/** A protocol in lower case, `any` for all. */
export function protocolFact(
  context: BindingContext,
  value: Value | undefined,
  absentAt: Range,
): Fact<string> {
  return mapFact(stringFact(context, value, absentAt), (text) => {
    const lower = text.toLowerCase();
    return PROTOCOLS.get(lower) ?? lower;
  });
}

const LAST_PORT = 65_535;

/** A port, or two with a hyphen between them. */
const PORTS = /^(\d{1,5})(?:-(\d{1,5}))?$/;

/** The ports of lists of texts such as `443`, `8000-8080`, `*`. */
export function portList(
  context: BindingContext,
  ...values: readonly (Value | undefined)[]
): FactList<PortRange> {
  const stated = values.filter((value) => value !== undefined && !isEmpty(value));
  return joinLists(...stated.map((value) => factList(value, (item) => readPorts(context, item))));
}

function readPorts(context: BindingContext, value: Value): KnownFact<PortRange> | UnknownFact | undefined {
  const fact = stringFact(context, value, value.origin.range);
  if (fact.state === 'absent') return undefined;
  if (fact.state === 'unknown') return fact;
  if (fact.value === '*') return knownFact({ first: 0, last: LAST_PORT }, value);
  const [, low, high = low] = PORTS.exec(fact.value) ?? [];
  const ports = { first: Number(low), last: Number(high) };
  // Without a match the numbers are none, and no comparison holds.
  const isRange = ports.first <= ports.last && ports.last <= LAST_PORT;
  return isRange ? knownFact(ports, value) : misfit(context, value, 'a port or a range of ports');
}

/** The ports between two numbers that stand apart; empty when none is stated. */
export function portsBetween(
  context: BindingContext,
  from: Value | undefined,
  to: Value | undefined,
  absentAt: Range,
): FactList<PortRange> {
  const first = countFact(context, from, absentAt);
  const last = countFact(context, to ?? from, absentAt);
  if (first.state === 'unknown') return unresolvedList(first);
  if (last.state === 'unknown') return unresolvedList(last);
  if (first.state === 'absent' || last.state === 'absent') return EMPTY_LIST;
  return { items: [{ ...first, value: { first: first.value, last: last.value } }], unresolved: [] };
}

/** The instance that a value was read from, whatever attribute it was: the machine whose address a next hop is. */
export function holderTarget(context: BindingContext, value: Value | undefined, absentAt: Range): Target {
  const instance = context.find(value?.reference);
  if (value?.reference === undefined || instance === undefined || instance.mode === 'module')
    return { state: 'absent', range: absentAt };
  const { unit, address } = value.reference;
  return { state: 'target', reference: { unit, address, path: [] }, text: address, origin: value.origin };
}

/** The attribute that has a value among several of which the cloud takes one. */
interface Stated {
  readonly name: string;
  readonly value: Value;
  /** Set when it cannot be told which of several attributes has the value. */
  readonly doubt?: UnknownFact | undefined;
}

/**
 * The attribute that has a value among several of which the cloud takes one; the empty text is none, as providers
 * take it. One that certainly has a value comes before those that may be null.
 */
export function onlyStated(map: MapValue, names: Iterable<string>): Stated | undefined {
  const stated: Stated[] = [];
  for (const name of names) {
    const value = attribute(map, name);
    if (value !== undefined && !isEmpty(value)) stated.push({ name, value });
  }
  const certain = stated.find(({ value }) => value.kind !== 'unknown' || value.reason.code === 'computed');
  const [first, second] = stated;
  if (certain !== undefined || first?.value.kind !== 'unknown' || second === undefined)
    return certain ?? first;
  return { ...first, doubt: unknownFact(first.value) };
}
