/** Azure API shape: what takes addresses of subnets. A number is given only where the code fixes it. */
import type { Fact } from '../../values/fact.ts';
import type { MapValue, UnknownValue } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { headOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { knownText, memberOf } from '../read-attributes.ts';
import { countFact, impliedFact, reasonOf, undecidedFact } from '../read-facts.ts';
import { elementsOf, property, refTarget, type ArmBinding, type ArmObject } from './arm-object.ts';

/** How many addresses the innermost object takes; undefined when it takes none of the subnet's IPv4 addresses. */
type Count = (context: BindingContext, inner: MapValue, arm: ArmObject) => Fact<number> | undefined;

interface Consumer {
  readonly what: string;
  /** Properties, of which those that are lists are entered, then the one that names a subnet, or a list of them. */
  readonly path: readonly string[];
  readonly count: Count;
}

const undecided: Count = (_context, inner) =>
  undecidedFact('how many addresses it takes depends on how it runs', inner.origin.range);

const one: Count = (_context, inner) => {
  const version = knownText(property(inner, 'privateIPAddressVersion'))?.toLowerCase();
  return version === 'ipv6' ? undefined : impliedFact(1, inner.origin.range);
};

/** A count that is not written is left to what scales the set. */
const onePerMachine: Count = (context, inner, arm) => {
  if (one(context, inner, arm) === undefined) return undefined;
  const { range } = arm.place;
  const count = countFact(context, property(arm.body, 'sku', 'capacity'), range);
  if (count.state !== 'absent') return count;
  return undecidedFact('the code does not say how many machines the scale set has', range);
};

/**
 * An address for each instance and one for each private front end
 * (https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure).
 */
const applicationGateway: Count = (context, _inner, { body, place }) => {
  const scales = property(body, 'autoscaleConfiguration') !== undefined;
  const path = scales ? ['autoscaleConfiguration', 'maxCapacity'] : ['sku', 'capacity'];
  const instances = countFact(context, property(body, ...path), place.range);
  const frontEnds = elementsOf(property(body, 'frontendIPConfigurations'));
  const [doubtful] = frontEnds.unknown;
  if (doubtful !== undefined)
    return { state: 'unknown', reason: reasonOf(doubtful), origin: doubtful.origin };
  if (instances.state === 'absent')
    return undecidedFact('the code does not bound its instances', place.range);
  if (instances.state === 'unknown') return instances;
  const inside = frontEnds.known.filter(({ map }) => property(map, 'subnet') !== undefined).length;
  return { ...instances, value: instances.value + inside };
};

function consumer(what: string, path: string, count: Count = undecided): Consumer {
  return { what, path: path.split('.'), count };
}

const APP_SERVICE = consumer('app service', 'virtualNetworkSubnetId');
const SWIFT_CONNECTION = consumer('app service', 'subnetResourceId');

const CONSUMERS: ReadonlyMap<string, readonly Consumer[]> = new Map([
  ['microsoft.aad/domainservices', [consumer('domain service', 'replicaSets.subnetId')]],
  [
    'microsoft.apimanagement/service',
    [consumer('API management', 'virtualNetworkConfiguration.subnetResourceId')],
  ],
  [
    'microsoft.app/managedenvironments',
    [consumer('container apps', 'vnetConfiguration.infrastructureSubnetId')],
  ],
  ['microsoft.batch/batchaccounts/pools', [consumer('batch pool', 'networkConfiguration.subnetId')]],
  ['microsoft.cache/redis', [consumer('Redis cache', 'subnetId')]],
  [
    'microsoft.compute/virtualmachinescalesets',
    [
      consumer(
        'scale set',
        'virtualMachineProfile.networkProfile.networkInterfaceConfigurations.ipConfigurations.subnet',
        onePerMachine,
      ),
    ],
  ],
  ['microsoft.containerinstance/containergroups', [consumer('container group', 'subnetIds')]],
  ['microsoft.dbformysql/flexibleservers', [consumer('MySQL server', 'network.delegatedSubnetResourceId')]],
  [
    'microsoft.dbforpostgresql/flexibleservers',
    [consumer('PostgreSQL server', 'network.delegatedSubnetResourceId')],
  ],
  ['microsoft.netapp/netappaccounts/capacitypools/volumes', [consumer('NetApp volume', 'subnetId')]],
  [
    'microsoft.network/applicationgateways',
    [consumer('application gateway', 'gatewayIPConfigurations.subnet', applicationGateway)],
  ],
  ['microsoft.network/bastionhosts', [consumer('bastion host', 'ipConfigurations.subnet')]],
  ['microsoft.network/dnsresolvers/outboundendpoints', [consumer('DNS resolver', 'subnet')]],
  ['microsoft.network/loadbalancers', [consumer('load balancer', 'frontendIPConfigurations.subnet', one)]],
  ['microsoft.network/networkinterfaces', [consumer('network interface', 'ipConfigurations.subnet', one)]],
  [
    'microsoft.network/privatelinkservices',
    [consumer('private link service', 'ipConfigurations.subnet', one)],
  ],
  [
    'microsoft.redhatopenshift/openshiftclusters',
    [
      consumer('OpenShift control plane', 'masterProfile.subnetId'),
      consumer('OpenShift workers', 'workerProfiles.subnetId'),
    ],
  ],
  ['microsoft.sql/managedinstances', [consumer('SQL managed instance', 'subnetId')]],
  ['microsoft.web/hostingenvironments', [consumer('app service environment', 'virtualNetwork')]],
  ['microsoft.web/sites', [APP_SERVICE]],
  ['microsoft.web/sites/networkconfig', [SWIFT_CONNECTION]],
  ['microsoft.web/sites/slots', [APP_SERVICE]],
  ['microsoft.web/sites/slots/networkconfig', [SWIFT_CONNECTION]],
]);

/** The types that take addresses, in lower case. */
export const CONSUMER_TYPES: readonly string[] = [...CONSUMERS.keys()];

export const addressConsumer: ArmBinding = (arm, context) =>
  (CONSUMERS.get(arm.type) ?? []).flatMap((row) => consumersOf(context, arm, row));

function consumersOf(
  context: BindingContext,
  arm: ArmObject,
  { what, path, count }: Consumer,
): BindingOutput[] {
  const subnetName = path.at(-1) ?? '';
  const { places, unknown } = innermost(arm.body, path.slice(0, -1));
  const found: BindingOutput[] = [];
  for (const { map, path: entered } of places) {
    const value = property(map, subnetName);
    const addresses = value === undefined ? undefined : count(context, map, arm);
    if (value === undefined || addresses === undefined) continue;
    const isList = value.kind === 'list';
    const subnets = isList ? value.items.map((item) => memberOf(value, item)) : [value];
    subnets.forEach((subnet, index) => {
      const last = isList ? [subnetName, index] : entered.length === 0 ? [subnetName] : [];
      const range = entered.length === 0 ? arm.place.range : map.origin.range;
      const place = { ...arm.place, path: [...arm.place.path, ...entered, ...last], range };
      const target = refTarget(context, subnet, arm);
      if (target.state === 'absent') return;
      found.push(addressConsumerDraft(headOf(place, arm.name, []), target, what, addresses));
    });
  }
  const gaps = unknown.map((value) =>
    gapOf(arm.resource, path.slice(0, -1).join('.'), reasonOf(value), value.origin.range),
  );
  return [...found, ...gaps];
}

interface InnerObjects {
  readonly places: readonly { readonly map: MapValue; readonly path: readonly (string | number)[] }[];
  readonly unknown: readonly UnknownValue[];
}

/** The objects at a path of properties, every element of those that are lists. */
function innermost(body: MapValue, path: readonly string[]): InnerObjects {
  let places: InnerObjects['places'] = [{ map: body, path: [] }];
  const unknown: UnknownValue[] = [];
  for (const name of path) {
    places = places.flatMap((place) => {
      const value = property(place.map, name);
      if (value?.kind === 'map') return [{ map: value, path: [...place.path, name] }];
      const elements = elementsOf(value);
      unknown.push(...elements.unknown);
      return elements.known.map(({ index, map }) => ({ map, path: [...place.path, name, index] }));
    });
  }
  return { places, unknown };
}
