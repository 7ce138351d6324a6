/**
 * AWS: route tables of transit gateways. An attachment follows the routes of the table that it is associated with, and
 * is found in the tables that it propagates to; without a word both is the gateway's default table
 * (https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html).
 */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { TransitTables } from '../../model/entities.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import {
  patchOf,
  type Binding,
  type BindingContext,
  type BindingOutput,
  type DraftOf,
  type Merger,
} from '../binding.ts';
import { headOf, placeOf } from '../entity-head.ts';
import { unseenGap } from '../gap.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { booleanFact, EMPTY_LIST, impliedFact, reasonOf } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { meantInstance, targetIfCertain } from '../read-targets.ts';
import { awsHead, awsTarget } from './aws-identity.ts';

/** Whether something is put on the default table: yes, no, or why that is not known. */
type Switch = boolean | UnknownReason;

function switchOf(
  context: BindingContext,
  attachment: Resource,
  name: 'association' | 'propagation',
): Switch {
  const id = attribute(attachment.attributes, 'transit_gateway_id');
  const transit = id === undefined ? undefined : context.find(meantInstance(context, id));
  const values = [
    attribute(attachment.attributes, `transit_gateway_default_route_table_${name}`),
    transit && attribute(transit.attributes, `default_route_table_${name}`),
  ];
  const unknown = values.find((value) => value?.kind === 'unknown');
  if (unknown?.kind === 'unknown') return reasonOf(unknown);
  return !values.some(isOff);
}

function isOff(value: Value | undefined): boolean {
  return (value?.kind === 'bool' && !value.value) || /^(false|disable)$/i.test(knownText(value) ?? '');
}

/** Why it is not certain that something attached hears what else is attached; undefined when it is. */
export function ownRouteTables(context: BindingContext, attachment: Resource): UnknownReason | undefined {
  for (const name of ['association', 'propagation'] as const) {
    const state = switchOf(context, attachment, name);
    if (state === true) continue;
    const message = 'route tables of the transit gateway decide who hears whom';
    return state === false ? { code: 'unsupported', message, range: attachment.range } : state;
  }
  return undefined;
}

/** The tables of a VPC's attachment before other resources add to them; undefined for the default table alone. */
export function defaultTables(
  context: BindingContext,
  attachment: Resource,
  transit: Target,
): { readonly tables?: TransitTables<Target>; readonly doubt?: UnknownReason } {
  const association = switchOf(context, attachment, 'association');
  const propagation = switchOf(context, attachment, 'propagation');
  for (const state of [association, propagation]) if (typeof state !== 'boolean') return { doubt: state };
  if (association === true && propagation === true) return {};
  const none: Target = { state: 'absent', range: attachment.range };
  return {
    tables: {
      follows: association === true ? transit : none,
      foundIn: propagation === true ? [transit] : [],
    },
  };
}

export const transitTable: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_transit_gateway_route_table'],
  bind(resource) {
    const none = { state: 'absent', range: resource.range } as const;
    const head = awsHead(resource);
    return [{ ...head, kind: 'route-table', cloud: 'aws', network: none, gatewayRoutePropagation: none }];
  },
};

/** The tables of an attachment that had none of its own: the default one, both ways. */
function tablesOf({ tables, gateway }: DraftOf<'gateway-connection'>): TransitTables<Target> {
  return tables ?? { follows: gateway, foundIn: [gateway] };
}

const FOLLOWS: Merger<'gateway-connection', Target> = {
  entityKind: 'gateway-connection',
  merge: (draft, tables) => ({
    ...draft,
    tables: { ...tablesOf(draft), follows: tables.at(-1) ?? tablesOf(draft).follows },
  }),
};

const FOUND_IN: Merger<'gateway-connection', Target> = {
  entityKind: 'gateway-connection',
  merge: (draft, tables) => ({
    ...draft,
    tables: { ...tablesOf(draft), foundIn: [...tablesOf(draft).foundIn, ...tables] },
  }),
};

function tableBinding(type: string, merger: Merger<'gateway-connection', Target>): Binding {
  return {
    dialect: 'terraform',
    mode: 'managed',
    types: [type],
    bind(resource, context): readonly BindingOutput[] {
      const { attributes, range, unit, possible } = resource;
      const table = awsTarget(context, attribute(attributes, 'transit_gateway_route_table_id'), range);
      const attachment = attribute(attributes, 'transit_gateway_attachment_id');
      return [
        patchOf(merger, targetIfCertain(table, possible), {
          unit,
          target: awsTarget(context, attachment, range),
          otherwise: [unseenGap(resource, 'transit_gateway_attachment_id', 'the attachment')],
        }),
      ];
    },
  };
}

export const transitAssociation = tableBinding('aws_ec2_transit_gateway_route_table_association', FOLLOWS);

export const transitPropagation = tableBinding('aws_ec2_transit_gateway_route_table_propagation', FOUND_IN);

export const transitRoute: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_transit_gateway_route'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const none = { state: 'absent', range } as const;
    const destinations = prefixList(context, attribute(attributes, 'destination_cidr_block'));
    const blackhole = booleanFact(context, attribute(attributes, 'blackhole'), range);
    return [
      {
        ...headOf(placeOf(resource), undefined, []),
        kind: 'route',
        table: awsTarget(context, attribute(attributes, 'transit_gateway_route_table_id'), range),
        network: none,
        destination: destinations.items[0] ?? destinations.unresolved[0] ?? none,
        destinationTag: none,
        nextHop:
          blackhole.state === 'unknown'
            ? blackhole
            : impliedFact(blackhole.state === 'known' && blackhole.value ? 'none' : 'transit', range),
        nextHopAddress: none,
        nextHopTarget: none,
        machines: EMPTY_LIST,
      },
    ];
  },
};
