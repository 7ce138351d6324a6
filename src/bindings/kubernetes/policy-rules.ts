/** What the rules of Kubernetes' and Cilium's network policies have in common: selectors, ports, whether DNS passes. */
import type { FactList, PolicyPort, PolicyRange, PortRange } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact, UnknownFact } from '../../values/fact.ts';
import type { UnknownValue, Value } from '../../values/value.ts';
import type { BindingContext } from '../binding.ts';
import {
  countFact,
  EMPTY_LIST,
  impliedFact,
  knownFact,
  misfit,
  orDefault,
  undecidedFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { protocolFact } from '../traffic.ts';
import { elements, valueIn } from './manifest-values.ts';

/** What a selector selects: `all`, or its labels in one order. `absentAt` is what lacks it. */
export function selectorFact(selector: Value | undefined, absentAt: Range): Fact<string> {
  if (selector === undefined) return impliedFact('all', absentAt);
  let unread: Value | undefined;
  const textOf = (value: Value | undefined): string => {
    if (value === undefined) return '';
    if (value.kind === 'string' || value.kind === 'number' || value.kind === 'bool')
      return String(value.value);
    unread ??= value;
    return '';
  };
  const texts: string[] = [];
  const labels = valueIn(selector, 'matchLabels');
  if (labels?.kind === 'map') {
    for (const [name, value] of labels.entries) texts.push(`${name}=${textOf(value)}`);
  } else unread = labels;
  for (const [expression] of elements(valueIn(selector, 'matchExpressions'))) {
    if (expression.kind !== 'map') unread ??= expression;
    const [key, operator] = [textOf(valueIn(expression, 'key')), textOf(valueIn(expression, 'operator'))];
    const values = elements(valueIn(expression, 'values')).map(([value]) => textOf(value));
    texts.push(expressionText(key, operator, values.sort()));
  }
  if (selector.kind !== 'map') unread = selector;
  if (unread?.kind === 'unknown') return unknownFact(unread);
  if (unread !== undefined) return undecidedFact('labels are needed here', unread.origin.range, 'failed');
  return knownFact(texts.length === 0 ? 'all' : texts.sort().join(','), selector);
}

function expressionText(key: string, operator: string, values: readonly string[]): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
}

/** A range of which nothing is known. */
export function unknownRange(value: UnknownValue): PolicyRange {
  return { prefixes: unresolvedList(unknownFact(value)), except: EMPTY_LIST };
}

const LAST_PORT = 65_535;

/** The ports of a list of `{protocol, port, endPort}`; empty for a missing list, which means every port. */
export function policyPorts(
  context: BindingContext,
  list: Value | undefined,
  defaultProtocol: 'tcp' | 'any',
): PolicyPort[] {
  return elements(list).map(([item]) => {
    const { range } = item.origin;
    const protocol = protocolFact(context, valueIn(item, 'protocol'), range);
    return { protocol: orDefault(protocol, defaultProtocol), ports: portNumbers(context, item) };
  });
}

function portNumbers(context: BindingContext, item: Value): FactList<PortRange> {
  const port = valueIn(item, 'port');
  if (port === undefined) return EMPTY_LIST;
  const { range } = port.origin;
  if (port.kind === 'string' && !/^\d+$/.test(port.value)) {
    return unresolvedList(undecidedFact('the pods decide which port has this name', range, 'outside'));
  }
  const first = countFact(context, port, range);
  const last = countFact(context, valueIn(item, 'endPort') ?? port, range);
  if (first.state === 'unknown') return unresolvedList(first);
  if (last.state === 'unknown') return unresolvedList(last);
  // Cilium writes every port as 0.
  if (first.state === 'absent' || last.state === 'absent' || first.value === 0) return EMPTY_LIST;
  if (first.value > last.value || last.value > LAST_PORT) {
    return unresolvedList(misfit(context, port, 'a port or a range of ports'));
  }
  return { items: [{ ...first, value: { first: first.value, last: last.value } }], unresolved: [] };
}

/** A rule that allows or denies something to go out. */
export interface OutboundRule {
  /** Empty: every port. */
  readonly ports: readonly PolicyPort[];
  /** Whether it leads to whatever answers names, as far as its destinations tell. */
  readonly reachesDns: Fact<boolean>;
  readonly range: Range;
}

/** Whether names can be asked for over a protocol; false when no rule lets it through. */
export function dnsFact(
  rules: readonly OutboundRule[],
  protocol: 'udp' | 'tcp',
  range: Range,
): Fact<boolean> {
  let unknown: UnknownFact | undefined;
  for (const rule of rules) {
    const passes = passesDns(rule, protocol);
    if (passes.state === 'known' && passes.value) return passes;
    if (passes.state === 'unknown') unknown ??= passes;
  }
  return unknown ?? impliedFact(false, range);
}

/** A rule for port 53 itself is meant for DNS, wherever it leads; other ones depend on that. */
function passesDns({ ports, reachesDns, range }: OutboundRule, protocol: 'udp' | 'tcp'): Fact<boolean> {
  if (ports.length === 0) return reachesDns;
  let among = false;
  let unknown: UnknownFact | undefined;
  for (const port of ports) {
    if (port.protocol.state === 'unknown') unknown ??= port.protocol;
    if (port.protocol.state !== 'known') continue;
    if (port.protocol.value !== protocol && port.protocol.value !== 'any') continue;
    const { items, unresolved } = port.ports;
    unknown ??= unresolved[0];
    if (items.some(({ value }) => value.first === DNS && value.last === DNS)) return impliedFact(true, range);
    const isEvery = items.length + unresolved.length === 0;
    among ||= isEvery || items.some(({ value }) => value.first <= DNS && DNS <= value.last);
  }
  return among ? reachesDns : (unknown ?? impliedFact(false, range));
}

const DNS = 53;

/** Namespaces in which the DNS servers of clusters run. */
const DNS_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'openshift-dns']);

/** Whether the servers that answer names are among the pods of a namespace. */
export function holdsDns(namespace: Fact<string>, range: Range): Fact<boolean> {
  const isElsewhere = namespace.state === 'known' && !DNS_NAMESPACES.has(namespace.value);
  return isElsewhere ? impliedFact(false, range) : dnsDepends(range);
}

/** What cannot be told of a rule that leads to some places. */
export function dnsDepends(range: Range): UnknownFact {
  return undecidedFact('it depends on which pods or addresses answer DNS', range, 'outside');
}

/** True when one is, else unknown when one is. */
export function anyTrue(facts: readonly Fact<boolean>[], range: Range): Fact<boolean> {
  return (
    facts.find((fact) => fact.state === 'known' && fact.value) ??
    facts.find(({ state }) => state === 'unknown') ??
    impliedFact(false, range)
  );
}
