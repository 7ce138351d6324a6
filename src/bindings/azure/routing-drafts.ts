/** Azure's route tables, routes and what is put on subnets beside them as drafts. */
import type { Target } from '../../model/draft.ts';
import type { NextHop } from '../../model/entities.ts';
import { mapFact, type Fact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { booleanFact, EMPTY_LIST, orDefault, unknownFact } from '../read-facts.ts';
import { addressFact, isEmpty } from '../read-prefixes.ts';
import { holderTarget, namedAddresses, wordFact } from '../traffic.ts';

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes */
const NEXT_HOPS: ReadonlyMap<string, NextHop> = new Map([
  ['virtualnetworkgateway', 'gateway'],
  ['virtualappliance', 'appliance'],
  ['internet', 'internet'],
  ['vnetlocal', 'local'],
  ['none', 'none'],
]);

/** A route table; it belongs to no network. */
export function routeTableDraft(
  head: EntityHead,
  gatewayRoutePropagation: Fact<boolean>,
): DraftOf<'route-table'> {
  const { range } = head;
  return {
    ...head,
    kind: 'route-table',
    cloud: 'azure',
    network: { state: 'absent', range },
    gatewayRoutePropagation,
  };
}

/** Whether gateways' routes are put into a table, where the code says the opposite. They are unless told otherwise. */
export function propagationUnless(
  context: BindingContext,
  disabled: Value | undefined,
  { range }: EntityHead,
): Fact<boolean> {
  const fact = booleanFact(context, disabled, range);
  return orDefault(
    mapFact(fact, (isDisabled) => !isDisabled),
    true,
  );
}

/** What a route says, read from whatever syntax. */
export interface RouteValues {
  readonly table: Target;
  /** A range, or the name of a service's ranges. */
  readonly destination: Value | undefined;
  readonly nextHop: Fact<NextHop>;
  readonly nextHopAddress: Value | undefined;
}

/** A route of a table. */
export function routeDraft(context: BindingContext, head: EntityHead, values: RouteValues): DraftOf<'route'> {
  const { range } = head;
  return {
    ...head,
    kind: 'route',
    table: values.table,
    network: { state: 'absent', range },
    ...destinationOf(context, values.destination, head),
    nextHop: values.nextHop,
    nextHopAddress: addressFact(context, values.nextHopAddress, range),
    nextHopTarget: holderTarget(context, values.nextHopAddress, range),
    machines: EMPTY_LIST,
  };
}

/** The kind of next hop that a word of Azure means. */
export function nextHopFact(
  context: BindingContext,
  written: Value | undefined,
  { range }: EntityHead,
): Fact<NextHop> {
  return wordFact(context, written, range, NEXT_HOPS, 'other');
}

function destinationOf(
  context: BindingContext,
  value: Value | undefined,
  { range }: EntityHead,
): Pick<DraftOf<'route'>, 'destination' | 'destinationTag'> {
  const none = { state: 'absent', range } as const;
  if (value === undefined || isEmpty(value)) return { destination: none, destinationTag: none };
  const fact = value.kind === 'unknown' ? unknownFact(value) : namedAddresses(context, value);
  if (fact.state === 'unknown') return { destination: fact, destinationTag: none };
  const { value: named, ...rest } = fact;
  if ('tag' in named) return { destination: none, destinationTag: { ...rest, value: named.tag } };
  const [only] = named.ranges;
  return { destination: only === undefined ? none : { ...rest, value: only }, destinationTag: none };
}

/** Puts a subnet under a route table. */
export function tableAssociationDraft(
  head: EntityHead,
  table: Target,
  subnet: Target,
): DraftOf<'route-table-association'> {
  const network = { state: 'absent', range: head.range } as const;
  return { ...head, kind: 'route-table-association', table, subnet, network };
}

/** Sends what leaves a subnet for the internet through a NAT gateway. */
export function natAssociationDraft(
  head: EntityHead,
  gateway: Target,
  subnet: Target,
): DraftOf<'nat-association'> {
  return { ...head, kind: 'nat-association', gateway, subnet };
}
