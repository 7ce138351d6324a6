/** azurerm: what takes addresses of subnets. A number is given only where the code fixes it. */
import type { Resource } from '../../languages/unit.ts';
import type { Fact } from '../../values/fact.ts';
import type { MapValue, UnknownValue } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { headOf, placeBeside, placeOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, knownText, memberOf } from '../read-attributes.ts';
import { countFact, impliedFact, reasonOf, undecidedFact } from '../read-facts.ts';

/** How many addresses the innermost block takes; undefined for none. */
type Count = (context: BindingContext, block: MapValue, resource: Resource) => Fact<number> | undefined;

interface Consumer {
  readonly what: string;
  /** Nested block types, then the attribute with the subnet's id, or with a list of ids. */
  readonly path: readonly string[];
  readonly count: Count;
}

const undecided: Count = (_context, _block, resource) =>
  undecidedFact('how many addresses it takes depends on how it runs', resource.range);

/** One address of IPv4; an address of IPv6 takes none of the subnet's scarce ones. */
const one: Count = (_context, block) => {
  const version = knownText(attribute(block, 'private_ip_address_version') ?? attribute(block, 'version'));
  return version?.toLowerCase() === 'ipv6' ? undefined : impliedFact(1, block.origin.range);
};

/** One address for each machine. A count that is not written is left to what scales the set. */
function onePerMachine(...path: readonly string[]): Count {
  return (context, block, resource) => {
    if (one(context, block, resource) === undefined) return undefined;
    const count = countFact(context, attributeAt(resource.attributes, ...path), resource.range);
    if (count.state !== 'absent') return count;
    return undecidedFact('the code does not say how many machines the scale set has', resource.range);
  };
}

/**
 * An address for each instance and one for each private front end
 * (https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure).
 */
const applicationGateway: Count = (context, _block, resource) => {
  const { attributes, range } = resource;
  const scaling = attribute(attributes, 'autoscale_configuration');
  const path = scaling === undefined ? ['sku', 'capacity'] : ['autoscale_configuration', 'max_capacity'];
  const instances = countFact(context, attributeAt(attributes, ...path), range);
  const frontEnds = blocks(attributes, 'frontend_ip_configuration');
  const doubtful = frontEnds.unknown[0];
  if (doubtful !== undefined)
    return { state: 'unknown', reason: reasonOf(doubtful), origin: doubtful.origin };
  if (instances.state === 'absent') return undecidedFact('the code does not bound its instances', range);
  if (instances.state === 'unknown') return instances;
  const inside = frontEnds.known.filter(({ map }) => attribute(map, 'subnet_id') !== undefined).length;
  return { ...instances, value: instances.value + inside };
};

function consumer(what: string, path: string, count: Count = undecided): Consumer {
  return { what, path: path.split('.'), count };
}

const SCALE_SET = consumer(
  'scale set',
  'network_interface.ip_configuration.subnet_id',
  onePerMachine('instances'),
);
const APP_SERVICE = consumer('app service', 'virtual_network_subnet_id');

const CONSUMERS: ReadonlyMap<string, readonly Consumer[]> = new Map([
  ['azurerm_active_directory_domain_service', [consumer('domain service', 'initial_replica_set.subnet_id')]],
  ['azurerm_api_management', [consumer('API management', 'virtual_network_configuration.subnet_id')]],
  ['azurerm_app_service_environment_v3', [consumer('app service environment', 'subnet_id')]],
  ['azurerm_app_service_virtual_network_swift_connection', [consumer('app service', 'subnet_id')]],
  [
    'azurerm_application_gateway',
    [consumer('application gateway', 'gateway_ip_configuration.subnet_id', applicationGateway)],
  ],
  ['azurerm_bastion_host', [consumer('bastion host', 'ip_configuration.subnet_id')]],
  ['azurerm_batch_pool', [consumer('batch pool', 'network_configuration.subnet_id')]],
  ['azurerm_container_app_environment', [consumer('container apps', 'infrastructure_subnet_id')]],
  ['azurerm_container_group', [consumer('container group', 'subnet_ids')]],
  ['azurerm_function_app_flex_consumption', [APP_SERVICE]],
  ['azurerm_lb', [consumer('load balancer', 'frontend_ip_configuration.subnet_id', one)]],
  ['azurerm_linux_function_app', [APP_SERVICE]],
  ['azurerm_linux_virtual_machine_scale_set', [SCALE_SET]],
  ['azurerm_linux_web_app', [APP_SERVICE]],
  ['azurerm_logic_app_standard', [APP_SERVICE]],
  ['azurerm_mssql_managed_instance', [consumer('SQL managed instance', 'subnet_id')]],
  ['azurerm_mysql_flexible_server', [consumer('MySQL server', 'delegated_subnet_id')]],
  ['azurerm_netapp_volume', [consumer('NetApp volume', 'subnet_id')]],
  ['azurerm_network_interface', [consumer('network interface', 'ip_configuration.subnet_id', one)]],
  ['azurerm_orchestrated_virtual_machine_scale_set', [SCALE_SET]],
  ['azurerm_postgresql_flexible_server', [consumer('PostgreSQL server', 'delegated_subnet_id')]],
  ['azurerm_private_dns_resolver_outbound_endpoint', [consumer('DNS resolver', 'subnet_id')]],
  ['azurerm_private_link_service', [consumer('private link service', 'nat_ip_configuration.subnet_id', one)]],
  [
    'azurerm_redhat_openshift_cluster',
    [
      consumer('OpenShift control plane', 'main_profile.subnet_id'),
      consumer('OpenShift workers', 'worker_profile.subnet_id'),
    ],
  ],
  ['azurerm_redis_cache', [consumer('Redis cache', 'subnet_id')]],
  [
    'azurerm_virtual_machine_scale_set',
    [consumer('scale set', 'network_profile.ip_configuration.subnet_id', onePerMachine('sku', 'capacity'))],
  ],
  ['azurerm_windows_function_app', [APP_SERVICE]],
  ['azurerm_windows_virtual_machine_scale_set', [SCALE_SET]],
  ['azurerm_windows_web_app', [APP_SERVICE]],
]);

export const addressConsumers: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: [...CONSUMERS.keys()],
  bind(resource, context) {
    const consumers = CONSUMERS.get(resource.type) ?? [];
    return consumers.flatMap((row) => consumersOf(context, resource, row));
  },
};

function consumersOf(context: BindingContext, resource: Resource, row: Consumer): BindingOutput[] {
  const attributeName = row.path.at(-1) ?? '';
  const found: BindingOutput[] = [];
  const { places, unknown } = innermost(resource.attributes, row.path.slice(0, -1));
  for (const { map, path } of places) {
    const value = attribute(map, attributeName);
    const addresses = value === undefined ? undefined : row.count(context, map, resource);
    if (value === undefined || addresses === undefined) continue;
    const ids = value.kind === 'list' ? value.items.map((item) => memberOf(value, item)) : [value];
    ids.forEach((id, index) => {
      const step = value.kind === 'list' ? [attributeName, index] : [attributeName];
      const place = { ...placeBeside(placeOf(resource), ...path, ...step), range: map.origin.range };
      const head = headOf(place, attribute(resource.attributes, 'name'), []);
      found.push(addressConsumerDraft(head, idTarget(context, id, map.origin.range), row.what, addresses));
    });
  }
  return [
    ...found,
    ...unknown.map((value) => gapOf(resource, row.path.join('.'), reasonOf(value), value.origin.range)),
  ];
}

interface InnerBlocks {
  readonly places: readonly { readonly map: MapValue; readonly path: readonly (string | number)[] }[];
  readonly unknown: readonly UnknownValue[];
}

/** The blocks at a path of block types. */
function innermost(map: MapValue, path: readonly string[]): InnerBlocks {
  let places: InnerBlocks['places'] = [{ map, path: [] }];
  const unknown: UnknownValue[] = [];
  for (const name of path) {
    places = places.flatMap((place) => {
      const inner = blocks(place.map, name);
      unknown.push(...inner.unknown);
      return inner.known.map((block) => ({ map: block.map, path: [...place.path, ...block.path] }));
    });
  }
  return { places, unknown };
}
