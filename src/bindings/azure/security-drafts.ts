/** Azure's network security groups and their rules as drafts. */
import type { Target } from '../../model/draft.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { countFact, EMPTY_LIST } from '../read-facts.ts';
import { portList, protocolFact, trafficEnd, wordFact } from '../traffic.ts';

const DIRECTIONS = new Map([
  ['inbound', 'in'],
  ['outbound', 'out'],
] as const);
const ACCESSES = new Map([
  ['allow', 'allow'],
  ['deny', 'deny'],
] as const);

/** A network security group; it belongs to no network. */
export function securityGroupDraft(head: EntityHead): DraftOf<'security-group'> {
  return { ...head, kind: 'security-group', cloud: 'azure', network: { state: 'absent', range: head.range } };
}

/** One spelling for a single text, one for a list: Azure takes either. */
type Spellings = readonly (Value | undefined)[];

/** An end of traffic as a rule writes it. */
interface EndValues {
  readonly places: Spellings;
  /** Application security groups. */
  readonly groups: readonly Target[];
}

/** What a security rule says, read from whatever syntax. */
export interface SecurityRuleValues {
  readonly group: Target;
  readonly direction: Value | undefined;
  readonly access: Value | undefined;
  readonly priority: Value | undefined;
  readonly protocol: Value | undefined;
  readonly source: EndValues;
  readonly destination: EndValues;
  readonly sourcePorts: Spellings;
  readonly destinationPorts: Spellings;
}

/** A rule of a group. */
export function securityRuleDraft(
  context: BindingContext,
  head: EntityHead,
  values: SecurityRuleValues,
): DraftOf<'security-rule'> {
  const { range } = head;
  const { source, destination } = values;
  return {
    ...head,
    kind: 'security-rule',
    group: values.group,
    network: { state: 'absent', range },
    direction: wordFact(context, values.direction, range, DIRECTIONS),
    access: wordFact(context, values.access, range, ACCESSES),
    priority: countFact(context, values.priority, range),
    protocol: protocolFact(context, values.protocol, range),
    source: trafficEnd(context, source.places, source.groups),
    destination: trafficEnd(context, destination.places, destination.groups),
    sourcePorts: portList(context, ...values.sourcePorts),
    ports: portList(context, ...values.destinationPorts),
    machines: EMPTY_LIST,
  };
}

/** Puts a security group on a subnet. */
export function groupAssociationDraft(
  head: EntityHead,
  group: Target,
  subnet: Target,
): DraftOf<'security-group-association'> {
  return { ...head, kind: 'security-group-association', group, subnet };
}
