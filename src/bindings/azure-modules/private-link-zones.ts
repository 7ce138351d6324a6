/**
 * The module `Azure/avm-ptn-network-private-link-private-dns-zones/azurerm`: private zones with links to networks.
 * Source: variables.tf, locals.tf and outputs.tf of
 * github.com/Azure/terraform-azurerm-avm-ptn-network-private-link-private-dns-zones, 0.1 to 0.23.
 *
 * A call that names no zones gets the list of its release. Told is what every release has in it, so that nothing becomes
 * certain that another release would not do; that there is more is a gap. Each of these zones is taken to exist with its
 * links: that silences findings, and a finding about a link that is missing is right for all releases.
 */
import type { Resource } from '../../languages/unit.ts';
import {
  stringValue,
  unknownValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { defaultText } from '../default-values.ts';
import { placeBeside, placeOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import {
  allOf,
  chosenByModule,
  elementsOf,
  partId,
  switchOf,
  type ModulePart,
  type PartPath,
  type PublicModule,
  type Switch,
} from '../public-module.ts';
import { attribute, attributeAt, firstAttribute, knownText, memberOf } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { unreadPart } from '../unread-module.ts';
import { DEFAULT_ZONES } from './private-link-default-zones.ts';

const ZONES = 'private_link_private_dns_zones';
const MORE_ZONES = 'private_link_private_dns_zones_additional';
const BY_ZONE = 'virtual_network_link_by_zone_and_virtual_network';

/** Networks that are linked to every zone; a key that comes twice counts as the last one says. Up to 0.17 the first. */
const NETWORKS = [
  'virtual_network_resource_ids_to_link_to',
  'virtual_network_link_default_virtual_networks',
  'virtual_network_link_additional_virtual_networks',
] as const;

const OVERRIDES = {
  byNetwork: 'virtual_network_link_overrides_by_virtual_network',
  byZone: 'virtual_network_link_overrides_by_zone',
  byBoth: 'virtual_network_link_overrides_by_zone_and_virtual_network',
} as const;

/** Arguments about links that change no link's ends. */
const NAMES_OF_LINKS = [
  'virtual_network_link_name_template',
  'virtual_network_link_resolution_policy_default',
];

const ABOUT_LINKS: ReadonlySet<string> = new Set([
  ...NETWORKS,
  BY_ZONE,
  ...Object.values(OVERRIDES),
  ...NAMES_OF_LINKS,
]);

/** No more links than this are told one by one for a call. */
const MAX_LINKS = 20_000;

/** The module. */
export const privateLinkZonesModule = {
  sources: ['azure/avm-ptn-network-private-link-private-dns-zones/azurerm'],
  collections: [ZONES, MORE_ZONES, ...NETWORKS, BY_ZONE],
  parts(call: Resource): ModulePart[] {
    const zones = zonesOf(call);
    const everywhere = NETWORKS.flatMap((argument) => networksIn(attribute(call.attributes, argument)));
    const tooMany = zones.length * everywhere.length > MAX_LINKS;
    return [
      ...zones.flatMap((zone) => [
        zonePart(call, zone),
        ...(tooMany ? [] : linkParts(call, zone, everywhere)),
      ]),
      ...openLinks(call, tooMany),
    ];
  },
  outputs: (_call: Resource, [output, key, ...further]: PartPath) =>
    output === 'private_dns_zone_resource_ids' && typeof key === 'string' && further.length === 0
      ? ['zones', key]
      : undefined,
  /** A release that is not known can have more ways to say what is linked. */
  more: (call: Resource, context: BindingContext): BindingOutput[] => [
    ...furtherZones(call),
    ...[...call.attributes.entries]
      .filter(([name]) => name.startsWith('virtual_network') && !ABOUT_LINKS.has(name))
      .flatMap(([name, value]) => unreadPart(call, context, placeBeside(placeOf(call), name), [value])),
  ],
} satisfies PublicModule;

interface Zone {
  /** The key under which links are given, and the one that outputs have. */
  readonly key: string;
  readonly outputKey: string;
  readonly name: Value;
  readonly at: Value | undefined;
  readonly exists: Switch;
}

function zonesOf(call: Resource): Zone[] {
  const { attributes } = call;
  const given = attributes.entries.has(ZONES) ? writtenZones(call, ZONES) : defaultZones(call);
  const byKey = new Map<string, Zone>();
  for (const zone of [...given, ...writtenZones(call, MORE_ZONES)]) byKey.set(zone.outputKey, zone);
  return [...byKey.values()];
}

function defaultZones(call: Resource): Zone[] {
  return DEFAULT_ZONES.map(({ key, name: template }) => {
    const name = defaultText(template, call.range);
    const exists = isTaken(call, key, name);
    return { key, outputKey: key, name: inRegion(call, name), at: undefined, exists };
  });
}

/** Says that there are more zones than are told, for a call that names none. */
export function furtherZones(call: Resource, zones: MapValue = call.attributes): BindingOutput[] {
  if (zones.entries.has(ZONES)) return [];
  const message =
    'the release of the module decides which zones it makes beside those that all releases have';
  return [gapOf(call, ZONES, { code: 'module-not-read', message, range: call.range })];
}

function writtenZones(call: Resource, argument: string): Zone[] {
  return elementsOf(call.attributes, argument).flatMap(({ key, map }) => {
    const template = attribute(map, 'zone_name');
    if (template === undefined) return [];
    const text = String(key);
    const exists = isTaken(call, text, template);
    const zone = (outputKey: string, name: Value): Zone => ({
      key: text,
      outputKey,
      name: inRegion(call, name),
      at: map,
      exists,
    });
    const placeholder = knownText(attributeAt(map, 'custom_iterator', 'replacement_placeholder'));
    const values = attributeAt(map, 'custom_iterator', 'replacement_values');
    if (placeholder === undefined || values?.kind !== 'map') return [zone(text, template)];
    return [...values.entries.keys()].map((value) =>
      zone(`${text}_${value}`, replaced(template, `{${placeholder}}`, value)),
    );
  });
}

function replaced(template: Value, placeholder: string, text: string): Value {
  if (template.kind !== 'string') return template;
  return { ...template, value: template.value.replaceAll(placeholder, text) };
}

const REGION_NAME = '{regionName}';
const REGION_CODE = '{regionCode}';

/** The name with the region in it: as Azure writes regions, also where the call has the one for people. */
function inRegion(call: Resource, name: Value): Value {
  if (name.kind !== 'string') return name;
  if (name.value.includes(REGION_CODE)) return chosenByModule(call, 'the short name of the region');
  if (!name.value.includes(REGION_NAME)) return name;
  const location = attribute(call.attributes, 'location');
  if (location?.kind === 'unknown') return unknownValue(reasonOf(location), location.origin);
  const region = knownText(location)?.toLowerCase().replaceAll(' ', '');
  return region === undefined ? chosenByModule(call, 'the region') : replaced(name, REGION_NAME, region);
}

/** Whether a zone is left in by what is excluded, by name or by key, and by the filter. */
function isTaken(call: Resource, key: string, name: Value): Switch {
  return allOf(isNotExcluded(call, key, name), passesFilter(call, name));
}

function isNotExcluded({ attributes }: Resource, key: string, name: Value): Switch {
  const excluded = attribute(attributes, 'private_link_excluded_zones');
  if (excluded?.kind === 'unknown') return reasonOf(excluded);
  if (excluded?.kind !== 'list') return true;
  const items = excluded.items.map((item) => memberOf(excluded, item));
  const texts = items.map(knownText);
  if (texts.includes(key) || (name.kind === 'string' && texts.includes(name.value))) return false;
  if (name.kind === 'unknown' && items.length > 0) return reasonOf(name);
  const unknown = items.find((item) => item.kind === 'unknown');
  return unknown?.kind === 'unknown' ? reasonOf(unknown) : true;
}

/** The filter keeps names that an expression is found in; without one, those with a region in them. */
function passesFilter({ attributes, range }: Resource, name: Value): Switch {
  const filter = 'private_link_private_dns_zones_regex_filter';
  const enabled = switchOf(attributeAt(attributes, filter, 'enabled'), false);
  if (enabled !== true) return enabled === false ? true : enabled;
  if (name.kind === 'unknown') return reasonOf(name);
  if (attributeAt(attributes, filter, 'regex_filter') === undefined)
    return name.kind === 'string' && (name.value.includes(REGION_NAME) || name.value.includes(REGION_CODE));
  return { code: 'unsupported', message: 'the filter of the zones is not evaluated', range };
}

function zonePath(zone: Zone): PartPath {
  return ['zones', zone.outputKey];
}

/** Older releases have the name of the resource group, newer ones its id. */
function zonePart(call: Resource, zone: Zone): ModulePart {
  const { name, at, exists } = zone;
  const path = zonePath(zone);
  const resource_group_name = attribute(call.attributes, 'resource_group_name');
  if (resource_group_name !== undefined) {
    return { path, type: 'azurerm_private_dns_zone', at, exists, attributes: { name, resource_group_name } };
  }
  const parent_id = attribute(call.attributes, 'parent_id');
  const type = 'Microsoft.Network/privateDnsZones';
  return { path, dialect: 'arm', type, at, exists, attributes: { name, parent_id } };
}

interface LinkedNetwork {
  readonly key: string;
  readonly id: Value;
  readonly at: Value;
}

/** The networks of a map of them, as far as they are known. */
function networksIn(all: Value | undefined): LinkedNetwork[] {
  if (all?.kind !== 'map') return [];
  return [...all.entries.keys()].flatMap((key) => {
    const value = attribute(all, key);
    if (value?.kind !== 'map') return [];
    const id = firstAttribute(value, 'virtual_network_resource_id', 'vnet_resource_id');
    return id === undefined ? [] : [{ key, id, at: value }];
  });
}

function linkParts(call: Resource, zone: Zone, everywhere: readonly LinkedNetwork[]): ModulePart[] {
  const byZone = attribute(call.attributes, BY_ZONE);
  const own = byZone?.kind === 'map' ? attribute(byZone, zone.key) : undefined;
  const networks = new Map([...everywhere, ...networksIn(own)].map((network) => [network.key, network]));
  return [...networks.values()].map((network) => linkPart(call, zone, network));
}

/** Links of which it is not known what they link: each stands once, for any zone and any network. */
function openLinks(call: Resource, tooMany: boolean): ModulePart[] {
  const byZone = attribute(call.attributes, BY_ZONE);
  const inZones =
    byZone?.kind === 'map' ? [...byZone.entries.keys()].map((key) => attribute(byZone, key)) : [];
  const all = [...NETWORKS.map((argument) => attribute(call.attributes, argument)), byZone, ...inZones];
  const unknown = all.flatMap((value) => (value === undefined ? [] : unknownIn(value)));
  const { range } = call;
  const message = 'there are more links than are looked at';
  const cut = unknownValue({ code: 'limit', message, range }, { range, kind: 'default', from: [] });
  return (tooMany ? [...unknown, cut] : unknown).map((value, index) => ({
    path: ['links', index],
    type: LINK_TYPE,
    at: value,
    attributes: { private_dns_zone_id: value, virtual_network_id: value },
  }));
}

function unknownIn(value: Value): UnknownValue[] {
  if (value.kind === 'unknown') return [value];
  if (value.kind !== 'map') return [];
  return [...value.entries.keys()].flatMap((key) => {
    const member = attribute(value, key);
    return member?.kind === 'unknown' ? [member] : [];
  });
}

const LINK_TYPE = 'azurerm_private_dns_zone_virtual_network_link';

function linkPart(call: Resource, zone: Zone, { key, id, at }: LinkedNetwork): ModulePart {
  return {
    path: [...zonePath(zone), 'links', key],
    type: LINK_TYPE,
    at,
    // A link to a zone that is left out is none.
    exists: zone.exists === false ? false : isLinked(call, zone.key, key),
    attributes: {
      name: stringValue(key, at.origin),
      private_dns_zone_id: partId(call, zonePath(zone), at.origin.range),
      virtual_network_id: id,
    },
  };
}

/** A link is made unless one of the overrides of its zone, its network or both says no. */
function isLinked({ attributes }: Resource, zone: string, network: string): Switch {
  const enabled = (...path: readonly string[]) => switchOf(attributeAt(attributes, ...path, 'enabled'), true);
  return allOf(
    enabled(OVERRIDES.byNetwork, network),
    enabled(OVERRIDES.byZone, zone),
    enabled(OVERRIDES.byBoth, zone, network),
  );
}
