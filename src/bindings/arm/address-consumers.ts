/** Azure API shape: what takes addresses of subnets. A number is given only where the code fixes it. */
import type { Fact } from '../../values/fact.ts';
import type { MapValue } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { headOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import { impliedFact, reasonOf, undecidedFact } from '../read-facts.ts';
import { elementsOf, property, refTarget, type ArmBinding } from './arm-object.ts';

interface Consumer {
  readonly what: string;
  /** The list property whose elements name a subnet; undefined when the resource itself does. */
  readonly list: string | undefined;
  /** The property with the subnet's id, or with an object that has it. */
  readonly subnet: string;
  /** True when every element takes exactly one address. */
  readonly one: boolean;
}

function consumer(what: string, list: string | undefined, subnet = 'subnet', one = false): Consumer {
  return { what, list, subnet, one };
}

const CONSUMERS: ReadonlyMap<string, Consumer> = new Map([
  ['microsoft.network/networkinterfaces', consumer('network interface', 'ipConfigurations', 'subnet', true)],
  ['microsoft.network/loadbalancers', consumer('load balancer', 'frontendIPConfigurations', 'subnet', true)],
  [
    'microsoft.network/privatelinkservices',
    consumer('private link service', 'ipConfigurations', 'subnet', true),
  ],
  ['microsoft.network/applicationgateways', consumer('application gateway', 'gatewayIPConfigurations')],
  ['microsoft.network/bastionhosts', consumer('bastion host', 'ipConfigurations')],
  ['microsoft.network/dnsresolvers/outboundendpoints', consumer('DNS resolver', undefined)],
  ['microsoft.web/sites', consumer('app service', undefined, 'virtualNetworkSubnetId')],
  ['microsoft.sql/managedinstances', consumer('SQL managed instance', undefined, 'subnetId')],
  ['microsoft.netapp/netappaccounts/capacitypools/volumes', consumer('NetApp volume', undefined, 'subnetId')],
]);

/** The types that take addresses, in lower case. */
export const CONSUMER_TYPES: readonly string[] = [...CONSUMERS.keys()];

export const addressConsumer: ArmBinding = (arm, context) => {
  const row = CONSUMERS.get(arm.type);
  if (row === undefined) return [];
  const { known, unknown } =
    row.list === undefined
      ? { known: [{ index: 0, map: arm.body }], unknown: [] }
      : elementsOf(property(arm.body, row.list));
  const found = known.flatMap(({ index, map }) => {
    const subnet = property(map, row.subnet);
    const addresses = subnet === undefined ? undefined : addressesOf(row, map);
    if (subnet === undefined || addresses === undefined) return [];
    const path = row.list === undefined ? [row.subnet] : [row.list, index];
    const place = { ...arm.place, path: [...arm.place.path, ...path] };
    return [
      addressConsumerDraft(headOf(place, arm.name, []), refTarget(context, subnet, arm), row.what, addresses),
    ];
  });
  const gaps = unknown.map((value) =>
    gapOf(arm.resource, row.list ?? row.subnet, reasonOf(value), value.origin.range),
  );
  return [...found, ...gaps];
};

/** Undefined when it takes none of the subnet's IPv4 addresses. */
function addressesOf(row: Consumer, element: MapValue): Fact<number> | undefined {
  const { range } = element.origin;
  if (!row.one) return undecidedFact('how many addresses it takes depends on how it runs', range);
  const version = knownText(property(element, 'privateIPAddressVersion'))?.toLowerCase();
  return version === 'ipv6' ? undefined : impliedFact(1, range);
}
