/** Inventories of address plans: NetBox, IPAM allocations, plain lists. */
import type { Resource } from '../../languages/unit.ts';
import type { Value } from '../../values/value.ts';
import { member, memberAt } from '../arm/arm-object.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { headOf, placeOf } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { EMPTY_LIST } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';

/** Kinds of a plain list that every network may have to reach. */
const ON_PREMISES: ReadonlySet<string> = new Set([
  'on-premises',
  'on-premise',
  'onpremises',
  'onprem',
  'on-prem',
]);

/** A prefix of NetBox, of Azure IPAM or of a plain list. What only groups others (status `container`) takes nothing. */
export const plannedRange: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['range'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    if (choiceOf(member(attributes, 'status')) === 'container') return [];
    const prefix = member(attributes, 'prefix') ?? member(attributes, 'cidr');
    const kind = choiceOf(member(attributes, 'kind'));
    const names = ['name', 'description', 'desc', 'owner'].map((key) => member(attributes, key));
    const name = names.find((value) => knownText(value) !== undefined) ?? prefix;
    if (kind === 'network') {
      const head = headOf(placeOf(resource), name, []);
      const addressSpace = prefixList(context, prefix);
      return [
        {
          ...head,
          kind: 'network',
          cloud: 'other',
          addressSpace,
          dnsServers: EMPTY_LIST,
          peeringsUnseen: true,
        },
      ];
    }
    return [rangeOf(context, resource, { prefix, name, isOnPremises: ON_PREMISES.has(kind ?? '') })];
  },
};

/** The pools that a pool is divided into take nothing by themselves. */
export const allocation: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['aws-allocation'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    if (knownText(member(attributes, 'resourcetype')) === 'ipam-pool') return [];
    const prefix = member(attributes, 'cidr');
    const name = member(attributes, 'description') ?? member(attributes, 'resourceid') ?? prefix;
    return [rangeOf(context, resource, { prefix, name, isOnPremises: false })];
  },
};

/** The ranges that Azure's network manager hands out of its pools by number: those that VNets take stand there. */
export const staticAllocation: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['microsoft.network/networkmanagers/ipampools/staticcidrs'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const prefix =
      memberAt(attributes, 'properties', 'addressPrefixes') ?? member(attributes, 'addressprefixes');
    return [rangeOf(context, resource, { prefix, name: member(attributes, 'name'), isOnPremises: false })];
  },
};

function rangeOf(
  context: BindingContext,
  resource: Resource,
  values: {
    readonly prefix: Value | undefined;
    readonly name: Value | undefined;
    readonly isOnPremises: boolean;
  },
): BindingOutput {
  const vrf = member(resource.attributes, 'vrf');
  const table = knownText(vrf) ?? knownText(memberAt(vrf, 'name')) ?? knownText(memberAt(vrf, 'id'));
  return {
    ...headOf(placeOf(resource), values.name, []),
    kind: 'range',
    purpose: values.isOnPremises ? 'on-premises' : 'reserved',
    everywhere: values.isOnPremises && table === undefined,
    prefixes: prefixList(context, values.prefix),
    routingTable: table,
  };
}

/** A word, or the `value` of NetBox's choices, in lower case. */
function choiceOf(value: Value | undefined): string | undefined {
  return (knownText(value) ?? knownText(memberAt(value, 'value')))?.toLowerCase();
}
