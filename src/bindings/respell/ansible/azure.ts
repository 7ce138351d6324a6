/** The modules of the collection `azure.azcollection`, spelled as the azurerm provider. */
import type { Resource } from '../../../languages/unit.ts';
import {
  listValue,
  mapValue,
  stringValue,
  unknownValue,
  type MapValue,
  type Value,
} from '../../../values/value.ts';
import { attribute, attributeAt, firstAttribute, knownText } from '../../read-attributes.ts';
import type { RespellContext } from '../respelling.ts';
import { taskWith, valueOfTask, wordingOf } from './declared-tasks.ts';
import type { ModuleSpelling } from './module-spelling.ts';

const RESULT = ['state.id', 'id', 'state.name'];
const GROUP = { resource_group: 'resource_group_name' };
const NETWORK = 'azure_rm_virtualnetwork';

/** By module. */
export const AZURE_MODULES: Readonly<Record<string, ModuleSpelling>> = {
  azure_rm_virtualnetwork: {
    type: 'azurerm_virtual_network',
    renamed: { ...GROUP, address_prefixes_cidr: 'address_space', address_prefixes: 'address_space' },
    ids: RESULT,
  },
  azure_rm_subnet: {
    type: 'azurerm_subnet',
    renamed: {
      ...GROUP,
      virtual_network: 'virtual_network_name',
      address_prefix_cidr: 'address_prefix',
      address_prefixes_cidr: 'address_prefixes',
    },
    finish: (options, task, context) => ({
      virtual_network_name: networkName(context, task, firstAttribute(options, 'virtual_network_name')),
      delegation: delegations(attribute(options, 'delegations')),
      security_group: idOf(context, task, 'azure_rm_securitygroup', attribute(options, 'security_group')),
      route_table_id: idOf(context, task, 'azure_rm_routetable', attribute(options, 'route_table')),
    }),
    ids: RESULT,
  },
  azure_rm_virtualnetworkpeering: {
    type: 'azurerm_virtual_network_peering',
    renamed: GROUP,
    finish: (options, task, context) => ({
      virtual_network_name: networkName(context, task, attribute(options, 'virtual_network')),
      remote_virtual_network_id: idOf(context, task, NETWORK, attribute(options, 'remote_virtual_network')),
    }),
    ids: RESULT,
  },
  azure_rm_privatednszone: { type: 'azurerm_private_dns_zone', renamed: GROUP, ids: RESULT },
  azure_rm_privatednszonelink: {
    type: 'azurerm_private_dns_zone_virtual_network_link',
    renamed: { ...GROUP, zone_name: 'private_dns_zone_name' },
    finish: (options, task, context) => ({
      virtual_network_id: idOf(context, task, NETWORK, attribute(options, 'virtual_network')),
    }),
    ids: RESULT,
  },
  azure_rm_privateendpoint: {
    type: 'azurerm_private_endpoint',
    renamed: GROUP,
    finish: (options, task, context) => ({
      subnet_id: attributeAt(options, 'subnet', 'id') ?? attribute(options, 'subnet'),
      private_service_connection: connections(attribute(options, 'private_link_service_connections')),
      private_dns_zone_group: zoneGroups(context, task),
    }),
    ids: RESULT,
  },
  azure_rm_routetable: { type: 'azurerm_route_table', renamed: GROUP, ids: RESULT },
  azure_rm_route: {
    type: 'azurerm_route',
    renamed: { ...GROUP, next_hop_ip_address: 'next_hop_in_ip_address' },
    finish: (options) => ({ next_hop_type: withoutUnderscores(attribute(options, 'next_hop_type')) }),
    ids: RESULT,
  },
};

/** `virtual_network_gateway` is `VirtualNetworkGateway` elsewhere; case does not count. */
function withoutUnderscores(value: Value | undefined): Value | undefined {
  return value?.kind === 'string' ? { ...value, value: value.value.replaceAll('_', '') } : value;
}

/** A network's name, which may be given with its group, or by the result of the task that makes it. */
function networkName(context: RespellContext, task: Resource, value: Value | undefined): Value | undefined {
  const name = value?.kind === 'map' ? attribute(value, 'name') : value;
  if (name === undefined) return undefined;
  const declared = taskWith(context, task.unit, NETWORK, 'name', name, sameGroup(groupOf(value, task)));
  if (declared === undefined) return name;
  return { ...name, reference: { unit: declared.unit, address: declared.address, path: ['name'] } };
}

/** The group that a value names, else that of the task. */
function groupOf(value: Value | undefined, task: Resource): Value | undefined {
  const own = value?.kind === 'map' ? attribute(value, 'resource_group') : undefined;
  return own ?? attribute(task.attributes, 'resource_group');
}

function sameGroup(group: Value | undefined): (task: Resource) => boolean {
  const wanted = wording(group);
  return (task) => wording(attribute(task.attributes, 'resource_group')) === wanted;
}

/** Equal for values that are certainly one. */
function wording(value: Value | undefined): string {
  if (value === undefined) return '';
  const { file, start } = value.origin.range;
  return wordingOf(value)?.toLowerCase() ?? `${file.path}:${String(start)}`;
}

/** The id of something that is given by its id, by its name, or by its name and group. */
function idOf(
  context: RespellContext,
  task: Resource,
  module: string,
  value: Value | undefined,
): Value | undefined {
  const name = value?.kind === 'map' ? (attribute(value, 'id') ?? attribute(value, 'name')) : value;
  if (name === undefined || (name.kind === 'string' && name.value.includes('/'))) return name;
  const group = groupOf(value, task);
  const declared = taskWith(context, task.unit, module, 'name', name, sameGroup(group));
  if (declared !== undefined) return valueOfTask(declared, name);
  if (name.kind !== 'string') return name;
  const text = (part: string) => stringValue(part, name.origin);
  const message = 'the code does not name the subscription';
  const { range } = name.origin;
  const subscription = unknownValue({ code: 'environment', message, range }, name.origin, {
    unit: task.unit,
    address: 'azurerm',
    path: ['subscription_id'],
  });
  const type = TYPES[module] ?? '';
  const parts = [
    text('/subscriptions/'),
    attribute(task.attributes, 'subscription_id') ?? subscription,
    text('/resourceGroups/'),
    group ??
      unknownValue(
        { code: 'missing-input', message: 'the task names no resource group', range },
        name.origin,
      ),
    text(`/providers/${type}/${name.value}`),
  ];
  return { ...unknownValue({ code: 'environment', message, range }, name.origin), parts };
}

/** The types of Azure that tasks name. */
const TYPES: Readonly<Record<string, string>> = {
  azure_rm_virtualnetwork: 'Microsoft.Network/virtualNetworks',
  azure_rm_privatednszone: 'Microsoft.Network/privateDnsZones',
  azure_rm_securitygroup: 'Microsoft.Network/networkSecurityGroups',
  azure_rm_routetable: 'Microsoft.Network/routeTables',
};

/** A list with each map of it rewritten. */
function each(list: Value | undefined, rewrite: (map: MapValue) => Value): Value | undefined {
  if (list?.kind !== 'list') return list;
  return { ...list, items: list.items.map((item) => (item.kind === 'map' ? rewrite(item) : item)) };
}

function block(entries: Readonly<Record<string, Value | undefined>>, at: Value): MapValue {
  const known = Object.entries(entries).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return mapValue(new Map(known), at.origin);
}

function delegations(list: Value | undefined): Value | undefined {
  return each(list, (map) =>
    block(
      { service_delegation: block({ name: firstAttribute(map, 'serviceName', 'service_name') }, map) },
      map,
    ),
  );
}

function connections(list: Value | undefined): Value | undefined {
  return each(list, (map) =>
    block(
      {
        name: attribute(map, 'name'),
        private_connection_resource_id: attribute(map, 'private_link_service_id'),
        subresource_names: attribute(map, 'group_ids'),
      },
      map,
    ),
  );
}

/** The zones that tasks of their own put an endpoint into; unknown when it cannot be told whose groups they are. */
function zoneGroups(context: RespellContext, endpoint: Resource): Value | undefined {
  const name = wording(attribute(endpoint.attributes, 'name'));
  const groups = groupTasks(context.inUnit(endpoint.unit));
  const own = groups.filter((task) => wording(attribute(task.attributes, 'private_endpoint')) === name);
  const [first] =
    own.length > 0 ? own : groups.filter((task) => !isKnown(attribute(task.attributes, 'private_endpoint')));
  if (first === undefined) return undefined;
  if (own.length === 0) {
    const message = 'it cannot be told which endpoint a group of zones belongs to';
    return unknownValue({ code: 'ambiguous', message, range: first.range }, first.attributes.origin);
  }
  return listValue(
    own.map((task) => block({ private_dns_zone_ids: zonesOf(context, task) }, task.attributes)),
    first.attributes.origin,
  );
}

/** A file's groups of zones are looked up once. */
const groupsOfFile = new WeakMap<readonly Resource[], readonly Resource[]>();

function groupTasks(tasks: readonly Resource[]): readonly Resource[] {
  const known = groupsOfFile.get(tasks);
  if (known !== undefined) return known;
  const found = tasks.filter(({ type }) => type === 'azure_rm_privateendpointdnszonegroup');
  groupsOfFile.set(tasks, found);
  return found;
}

function isKnown(value: Value | undefined): boolean {
  return knownText(value) !== undefined;
}

function zonesOf(context: RespellContext, task: Resource): Value | undefined {
  const configs = attribute(task.attributes, 'private_dns_zone_configs');
  if (configs?.kind !== 'list') return configs;
  const zones = configs.items.flatMap((item) => {
    const zone = item.kind === 'map' ? attribute(item, 'private_dns_zone') : item;
    const id = idOf(context, task, 'azure_rm_privatednszone', zone);
    return id === undefined ? [] : [id];
  });
  return listValue(zones, configs.origin);
}
