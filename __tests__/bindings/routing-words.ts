/** Tells routes, security rules and associations in short texts. */
import { formatPrefix } from '../../src/ip/prefix.ts';
import type { Target } from '../../src/model/draft.ts';
import type { FactList, PortRange, TrafficEnd } from '../../src/model/entities.ts';
import { short, shortList, shortTarget, type DraftOf } from './bind-files.ts';

/** What routes lead where: destination, next hop, its address, its target. */
export function routeWords(route: DraftOf<'route'>): string[] {
  const { destination, destinationTag, nextHop, nextHopAddress, nextHopTarget } = route;
  return [
    destination.state === 'absent' ? `tag ${short(destinationTag)}` : short(destination),
    short(nextHop),
    short(nextHopAddress),
    shortTarget(nextHopTarget),
  ];
}

/** The terms of a rule: direction, access, priority, protocol, both ends, ports. */
export function ruleWords(rule: DraftOf<'security-rule'>): unknown[] {
  return [
    ...[rule.direction, rule.access, rule.priority, rule.protocol].map((fact) => short<unknown>(fact)),
    endWords(rule.source),
    endWords(rule.destination),
    portWords(rule.ports),
  ];
}

function endWords({ prefixes, tags, groups }: TrafficEnd<Target>): string {
  return [
    ...prefixes.items.map(({ value }) => formatPrefix(value)),
    ...prefixes.unresolved.map((fact) => short(fact)),
    ...shortList(tags),
    ...groups.map(shortTarget),
  ].join(' ');
}

function portWords({ items, unresolved }: FactList<PortRange>): string {
  return [
    ...items.map(({ value }) => `${value.first}-${value.last}`),
    ...unresolved.map((fact) => short(fact)),
  ].join(' ');
}
