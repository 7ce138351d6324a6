/** The id that an object of Azure Service Operator gets in Azure, as far as the manifests tell it. */
import type { Resource } from '../../../languages/unit.ts';
import type { Origin } from '../../../values/origin.ts';
import { stringValue, unknownValue, type Value } from '../../../values/value.ts';
import { attribute, attributeAt, knownText } from '../../read-attributes.ts';
import { annotationOf, metadataOf, namespaceOf, specOf, valueOfObject } from '../declared-object.ts';
import type { RespellContext } from '../respelling.ts';
import { AZURE_KINDS, RESOURCE_GROUP } from './kinds.ts';

/** Owners are followed no further: Azure nests its types less deep. */
const MAX_OWNERS = 8;

/** Names the secret with the credentials, which decide about the subscription. */
const CREDENTIAL = 'serviceoperator.azure.com/credential-from';

/** What an object is called in Azure. */
export function azureNameOf(resource: Resource): Value | undefined {
  return attributeAt(resource.attributes, 'spec', 'azureName') ?? metadataOf(resource, 'name');
}

/** A value that means the owner of an object: its id as it is written, else the object itself. */
export function ownerOf(context: RespellContext, resource: Resource): Value | undefined {
  const spec = specOf(resource);
  const kind = AZURE_KINDS.get(resource.type);
  const owner = spec === undefined ? undefined : attribute(spec, 'owner');
  if (owner?.kind !== 'map') return owner;
  const name = attribute(owner, 'name');
  const armId = attribute(owner, 'armId');
  if (armId !== undefined || name === undefined || kind === undefined) return armId;
  const meant = { type: kind.owner, namespace: namespaceOf(resource), name };
  return valueOfObject(context, resource.unit, meant, 'id', azureNameOf);
}

/** The id of an object, with what is not known among its parts; undefined when its owners are not all told. */
export function idOfObject(context: RespellContext, resource: Resource): Value | undefined {
  const name = azureNameOf(resource);
  const parts = partsOf(context, resource, 0);
  if (name === undefined || parts === undefined) return undefined;
  const { origin } = name;
  const texts = parts.map(knownText);
  if (texts.every((text) => text !== undefined)) return stringValue(texts.join(''), origin);
  const unknown = parts.find((part) => part.kind === 'unknown');
  const reason = unknown?.reason ?? { code: 'computed', message: 'not all of the id is known' };
  return { ...unknownValue(reason, origin), parts };
}

function partsOf(context: RespellContext, resource: Resource, depth: number): readonly Value[] | undefined {
  const name = azureNameOf(resource);
  if (name === undefined || depth > MAX_OWNERS) return undefined;
  if (resource.type === RESOURCE_GROUP) return groupParts(resource, name);
  const kind = AZURE_KINDS.get(resource.type);
  const owner = kind && ownerOf(context, resource);
  if (kind === undefined || owner === undefined) return undefined;
  const steps = [stringValue(stepOf(kind.armType), name.origin), name];
  const declared = context.find(owner.reference);
  if (declared !== undefined) {
    const outer = partsOf(context, declared, depth + 1);
    return outer && [...outer, ...steps];
  }
  if (owner.kind === 'string') return [owner, ...steps];
  return kind.owner === RESOURCE_GROUP ? [...groupParts(resource, owner), ...steps] : undefined;
}

/** `resource` tells the subscription: it is the group, or what is in a group that is not in what was read. */
function groupParts(resource: Resource, name: Value): readonly Value[] {
  const { origin } = name;
  const text = (words: string) => stringValue(words, origin);
  return [text('/subscriptions/'), subscriptionOf(resource, origin), text('/resourceGroups/'), name];
}

function subscriptionOf(resource: Resource, origin: Origin): Value {
  const { unit, scope } = resource;
  if (scope?.subscription !== undefined) return stringValue(scope.subscription, origin);
  const credential = knownText(annotationOf(resource, CREDENTIAL)) ?? '';
  const address = ['credential', namespaceOf(resource), credential].join('/');
  const message = 'the credentials of the operator decide about the subscription';
  return unknownValue({ code: 'environment', message, range: origin.range }, origin, {
    unit,
    address,
    path: [],
  });
}

function stepOf(armType: string): string {
  const [provider = '', ...types] = armType.split('/');
  return `${types.length === 1 ? `/providers/${provider}` : ''}/${types.at(-1) ?? ''}/`;
}
