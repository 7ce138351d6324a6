/** Resources of Pulumi's azure-native provider in the shape of Azure's API. */
import type { Resource } from '../../../languages/unit.ts';
import { addToList } from '../../../model/lists-by-key.ts';
import type { Origin } from '../../../values/origin.ts';
import { stringValue, unknownValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { AZURE_TYPES, type AzureType } from './azure-types.ts';

export const azureNative: Respelling = {
  dialect: 'pulumi',
  types: [...AZURE_TYPES.keys()],
  respell(resource, context) {
    const azure = AZURE_TYPES.get(resource.type);
    if (azure === undefined) return [];
    const names = azure.names.map((name) => attribute(resource.attributes, name));
    const parent = azure.names.length > 1 ? parentOf(context, resource, azure, names) : undefined;
    return [
      {
        ...resource,
        dialect: 'arm',
        type: azure.type,
        attributes: withEntries(resource.attributes, {
          id: attribute(resource.attributes, 'id') ?? idOf(resource, azure.type, names),
          name: names.at(-1),
          parent_id: parent,
        }),
      },
    ];
  },
};

/** The id with gaps for what is not known of it. */
function idOf(resource: Resource, type: string, names: readonly (Value | undefined)[]): Value {
  const { range } = resource;
  const origin: Origin = { range, kind: 'expression', from: [] };
  const text = (part: string) => stringValue(part, origin);
  const [provider = '', ...steps] = type.split('/');
  const parts = [
    text('/subscriptions/'),
    subscriptionOf(resource, origin),
    text('/resourceGroups/'),
    attribute(resource.attributes, 'resourceGroupName') ?? decided(resource, origin, 'resourceGroupName'),
    text(`/providers/${provider}`),
    ...steps.flatMap((step, index) => [text(`/${step}/`), names[index] ?? decided(resource, origin, 'name')]),
  ];
  const texts = parts.map(knownText);
  if (texts.every((part) => part !== undefined)) return text(texts.join(''));
  const reason = {
    code: 'computed',
    message: `the id of ${resource.address} is not wholly known`,
    range,
  } as const;
  return { ...unknownValue(reason, origin), parts };
}

function subscriptionOf({ unit, providerSettings, provider, range }: Resource, origin: Origin): Value {
  const written = providerSettings && attribute(providerSettings, 'subscriptionId');
  if (written !== undefined) return written;
  const message = 'the code does not name the subscription';
  const reference = { unit, address: provider ?? 'azure-native', path: ['subscriptionId'] };
  return unknownValue({ code: 'environment', message, range }, origin, reference);
}

/** What Pulumi makes up when it deploys: names get a random end unless they are written. */
function decided({ unit, address, range }: Resource, origin: Origin, name: string): Value {
  const message = `the ${name} of ${address} is decided when it is deployed`;
  return unknownValue({ code: 'computed', message, range }, origin, { unit, address, path: [name] });
}

/** The resource that a child belongs to: declared and named by reference or by name, else by its id. */
function parentOf(
  context: RespellContext,
  resource: Resource,
  azure: AzureType,
  names: readonly (Value | undefined)[],
): Value | undefined {
  const type = azure.type.slice(0, azure.type.lastIndexOf('/'));
  const name = names.at(-2);
  if (name === undefined) return undefined;
  const declared = declaredParent(context, resource, type, name);
  if (declared === undefined) return idOf(resource, type, names.slice(0, -1));
  const message = `the id of ${declared.address} is decided when it is deployed`;
  const reference = { unit: declared.unit, address: declared.address, path: ['id'] };
  return unknownValue({ code: 'computed', message, range: declared.range }, name.origin, reference);
}

function declaredParent(
  context: RespellContext,
  resource: Resource,
  type: string,
  name: Value,
): Resource | undefined {
  const referred = context.find(name.reference);
  if (referred !== undefined && AZURE_TYPES.get(referred.type)?.type === type) return referred;
  const text = knownText(name);
  if (text === undefined) return undefined;
  const found = named(context.inUnit(resource.unit)).get(`${type}\0${text.toLowerCase()}`) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

type Named = ReadonlyMap<string, readonly Resource[]>;

/** A unit's resources are sorted once for all their children. */
const sorted = new WeakMap<readonly Resource[], Named>();

function named(resources: readonly Resource[]): Named {
  const known = sorted.get(resources);
  if (known !== undefined) return known;
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    const azure = AZURE_TYPES.get(resource.type);
    const property = azure?.names.length === 1 ? azure.names[0] : undefined;
    const text = property === undefined ? undefined : knownText(attribute(resource.attributes, property));
    if (azure !== undefined && text !== undefined) {
      addToList(found, `${azure.type}\0${text.toLowerCase()}`, resource);
    }
  }
  sorted.set(resources, found);
  return found;
}
