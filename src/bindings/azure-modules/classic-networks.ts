/**
 * The modules `Azure/vnet/azurerm`, `Azure/network/azurerm` and `Azure/subnets/azurerm`: a network with its subnets.
 * Sources: variables.tf and outputs.tf of github.com/Azure/terraform-azurerm-vnet (2024-11), -network and -subnets.
 */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey } from '../../model/draft.ts';
import { stringValue, type Value } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { networkDraft, subnetDraft, type AddressSpaceValues } from '../azure/network-drafts.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfElement, type EntityHead, type Place } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, knownText, memberOf, type Blocks } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { isEmpty } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { defaultText, defaultTexts } from '../default-values.ts';

const NETWORK_TYPE = 'microsoft.network/virtualnetworks';
const NO_POOLS: Blocks = { known: [], unknown: [] };

function space(...written: readonly (Value | undefined)[]): AddressSpaceValues {
  return { written, pools: NO_POOLS, poolSize: '' };
}

function networkHead(resource: Resource, name: Value | undefined): EntityHead {
  return headOf(placeOf(resource), name, keysOf(resource, NETWORK_TYPE, [name]));
}

function subnetHead(place: Place, resource: Resource, network: Value | undefined, name: Value): EntityHead {
  return headOf(place, name, keysOf(resource, `${NETWORK_TYPE}/subnets`, [network, name]));
}

function keysOf(resource: Resource, type: string, values: readonly (Value | undefined)[]): NameKey[] {
  const names = values.map(knownText);
  if (!names.every((name) => name !== undefined)) return [];
  const resourceGroup = knownText(attribute(resource.attributes, 'resource_group_name'));
  return [azureKey({ subscription: undefined, resourceGroup, type, names })];
}

/** What one of the two modules with parallel lists has when a call says nothing. */
interface ListDefaults {
  readonly names: readonly string[];
  readonly prefixes: readonly string[];
}

const DEFAULT_NETWORK_NAME = 'acctvnet';
const DEFAULT_SPACE = '10.0.0.0/16';

const LIST_DEFAULTS: ReadonlyMap<string, ListDefaults> = new Map([
  [
    'azure/vnet/azurerm',
    {
      names: ['subnet1', 'subnet2', 'subnet3'],
      prefixes: ['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24'],
    },
  ],
  ['azure/network/azurerm', { names: ['subnet1'], prefixes: ['10.0.1.0/24'] }],
]);

function listModule(type: string, defaults: ListDefaults): Binding {
  return {
    dialect: 'terraform',
    mode: 'module',
    types: [type],
    bind: (resource, context) => bindLists(resource, context, defaults),
    outputs(resource, [output, step]) {
      if (output === 'vnet_id' || output === 'vnet_name') return [];
      if (output === 'vnet_subnets' && typeof step === 'number') return ['subnet_names', step];
      const at =
        output === 'vnet_subnets_name_id' ? subnetNames(resource, defaults).indexOf(String(step)) : -1;
      return at === -1 ? undefined : ['subnet_names', at];
    },
  };
}

function namesOf(resource: Resource, { names }: ListDefaults): Value {
  return attribute(resource.attributes, 'subnet_names') ?? defaultTexts(names, resource.range);
}

function subnetNames(resource: Resource, defaults: ListDefaults): (string | undefined)[] {
  const names = namesOf(resource, defaults);
  return names.kind === 'list' ? names.items.map(knownText) : [];
}

function bindLists(
  resource: Resource,
  context: BindingContext,
  defaults: ListDefaults,
): readonly BindingOutput[] {
  const { attributes, range } = resource;
  const name = attribute(attributes, 'vnet_name') ?? defaultText(DEFAULT_NETWORK_NAME, range);
  // `Azure/network` has a single text as well; `address_spaces` wins unless it is empty.
  const spaces = [attribute(attributes, 'address_spaces'), attribute(attributes, 'address_space')];
  const stated = spaces.find((value) => value !== undefined && !isEmpty(value));
  const network = networkDraft(context, networkHead(resource, name), {
    space: space(stated ?? defaultText(DEFAULT_SPACE, range)),
    dnsServers: attribute(attributes, 'dns_servers'),
  });
  const names = namesOf(resource, defaults);
  const prefixes = attribute(attributes, 'subnet_prefixes') ?? defaultTexts(defaults.prefixes, range);
  if (names.kind !== 'list' || prefixes.kind !== 'list') {
    const unknown = names.kind === 'unknown' ? names : prefixes;
    return unknown.kind === 'unknown'
      ? [network, gapOf(resource, 'subnet_names', reasonOf(unknown), unknown.origin.range)]
      : [network];
  }
  const subnets = names.items.map((item, index): DraftOf<'subnet'> => {
    const subnetName = memberOf(names, item);
    const prefix = prefixes.items[index];
    const place = placeOfElement(placeOf(resource), subnetName, 'subnet_names', index);
    return subnetDraft(context, subnetHead(place, resource, name, subnetName), {
      network: targetOfInstance(resource.unit, resource.address, range),
      name: subnetName,
      space: space(prefix === undefined ? undefined : memberOf(prefixes, prefix)),
      delegations: delegations(attribute(attributes, 'subnet_delegation'), knownText(subnetName)),
    });
  });
  return [network, ...subnets];
}

/** `{ subnet = [{ service_delegation = { name } }] }`, and the older `{ subnet = { name = { service_name } } }`. */
function delegations(all: Value | undefined, subnetName: string | undefined): (Value | undefined)[] {
  const own = all?.kind === 'map' && subnetName !== undefined ? attribute(all, subnetName) : undefined;
  const items = own?.kind === 'list' ? own.items : own?.kind === 'map' ? [...own.entries.values()] : [];
  return items.map((item) =>
    item.kind === 'map'
      ? (attributeAt(item, 'service_delegation', 'name') ?? attribute(item, 'service_name'))
      : undefined,
  );
}

const subnetsModule: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: ['azure/subnets/azurerm'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const name = attribute(attributes, 'virtual_network_name');
    const network = networkDraft(context, networkHead(resource, name), {
      space: space(attribute(attributes, 'virtual_network_address_space')),
      dnsServers: attributeAt(attributes, 'virtual_network_dns_servers', 'dns_servers'),
    });
    const subnets = attribute(attributes, 'subnets');
    if (subnets?.kind === 'unknown') {
      return [network, gapOf(resource, 'subnets', reasonOf(subnets), subnets.origin.range)];
    }
    if (subnets?.kind !== 'map') return [network];
    const drafts = [...subnets.entries.keys()].map((key): DraftOf<'subnet'> => {
      const value = attribute(subnets, key);
      const keyName = stringValue(key, subnets.keyOrigins?.get(key) ?? subnets.origin);
      const place = placeOfElement(placeOf(resource), value ?? keyName, 'subnets', key);
      const read = (attributeName: string) =>
        value?.kind === 'map'
          ? attribute(value, attributeName)
          : value?.kind === 'unknown'
            ? value
            : undefined;
      const services = value?.kind === 'map' ? blocks(value, 'delegations').known : [];
      return subnetDraft(context, subnetHead(place, resource, name, keyName), {
        network: targetOfInstance(resource.unit, resource.address, range),
        name: keyName,
        space: space(read('address_prefixes')),
        delegations: services.map((block) => attributeAt(block.map, 'service_delegation', 'name')),
      });
    });
    return [network, ...drafts];
  },
  outputs(_resource, [output, step]) {
    if (output === 'vnet_id' || output === 'vnet_name') return [];
    return output === 'vnet_subnets_name_id' && typeof step === 'string' ? ['subnets', step] : undefined;
  },
};

export const CLASSIC_NETWORK_MODULES: readonly Binding[] = [
  ...[...LIST_DEFAULTS].map(([type, defaults]) => listModule(type, defaults)),
  subnetsModule,
];
