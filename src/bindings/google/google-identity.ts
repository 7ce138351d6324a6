/** How Google Cloud names things: self links, partial links, names in a project. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext } from '../binding.ts';
import { headOf, placeOf, type EntityHead } from '../entity-head.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { targetOf } from '../read-targets.ts';

/** The collections whose members are entities. */
export type Collection = 'networks' | 'subnetworks' | 'managedZones' | 'clusters' | 'vpnGateways';

const GLOBAL: ReadonlySet<Collection> = new Set(['networks', 'managedZones']);

/**
 * What a value means that names a member of a collection: a self link, a link such as
 * `projects/p/global/networks/n`, or a bare name in the project and region of the resource.
 */
export function googleTarget(
  context: BindingContext,
  value: Value | undefined,
  collection: Collection,
  around: Resource,
): Target {
  return targetOf(context, value, around.range, (link) => {
    const text = knownText(link);
    return text === undefined ? undefined : googleKey(text, collection, around);
  });
}

/** The key that a link or a bare name means. */
export function googleKey(text: string, collection: Collection, around: Resource): NameKey | undefined {
  const parts = text.split('/');
  const name = parts.at(-1);
  if (name === undefined || name === '') return undefined;
  const after = (step: string) => {
    const at = parts.indexOf(step);
    return at === -1 ? undefined : parts[at + 1];
  };
  const isBare = parts.length === 1;
  const project = after('projects') ?? (isBare ? textOf(around, 'project') : undefined);
  const region = after('regions') ?? (isBare ? textOf(around, 'region') : undefined);
  const scope = GLOBAL.has(collection) ? [project] : [project, region];
  const places = [around.attributes, around.providerSettings].flatMap((map) =>
    map === undefined ? [] : ['name', 'project', 'region'].map((key) => attribute(map, key)),
  );
  const isSecret = places.some((value) => value?.sensitive === true);
  return {
    namespace: 'gcp',
    names: [collection, name],
    scope,
    within: around.provider ?? 'google',
    ...(isSecret ? { sensitive: true } : {}),
  };
}

/** What a resource writes, else what its provider is set to, else where the rule file says that it is deployed. */
function textOf(
  { attributes, providerSettings, scope }: Resource,
  name: 'project' | 'region',
): string | undefined {
  const written = attribute(attributes, name) ?? (providerSettings && attribute(providerSettings, name));
  return knownText(written) ?? scope?.[name];
}

/** The head of the entity that a resource is as a whole. */
export function googleHead(resource: Resource, collection: Collection | undefined): EntityHead {
  const name = attribute(resource.attributes, 'name');
  const key = collection === undefined ? undefined : ownKey(resource, collection);
  return headOf(placeOf(resource), name, key === undefined ? [] : [key]);
}

/** The key under which other code can mean a declared or read resource. */
export function ownKey(resource: Resource, collection: Collection): NameKey | undefined {
  const name = knownText(attribute(resource.attributes, 'name'));
  if (name === undefined) return undefined;
  return googleKey(name, collection, resource);
}

/** The target that means a place in a declared instance. */
export function targetInside(
  resource: Resource,
  path: readonly (string | number)[],
  text: string,
  range: Range,
): Target {
  const { unit, address } = resource;
  const origin = { range, kind: 'reference', from: [] } as const;
  return { state: 'target', reference: { unit, address, path }, text, origin };
}
