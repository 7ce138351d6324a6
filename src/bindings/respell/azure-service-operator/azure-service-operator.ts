/**
 * Azure Service Operator: objects whose spec is a resource of Azure's API, without the level `properties`, and with
 * references to objects in the place of ids.
 */
import type { Resource } from '../../../languages/unit.ts';
import { mapValue, unknownValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { annotationOf, namespaceOf, unknownObject, valueOfObject } from '../declared-object.ts';
import { respellKeys, withEntries, type EntrySpelling } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { AZURE_KINDS } from './kinds.ts';
import { azureNameOf, idOfObject, ownerOf } from './object-id.ts';

/** What the operator keeps for itself. */
const OWN_KEYS: ReadonlySet<string> = new Set(['owner', 'azureName', 'operatorSpec']);

/** With the policy `skip` the operator only reads what it finds. */
const POLICY = 'serviceoperator.azure.com/reconcile-policy';

/** The end of keys that name a config map with the value. */
const CONFIGURED = 'FromConfig';

export const azureServiceOperator: Respelling = {
  dialect: 'kubernetes',
  types: [...AZURE_KINDS.keys()],
  respell(resource, context) {
    const kind = AZURE_KINDS.get(resource.type);
    const spec = attribute(resource.attributes, 'spec');
    if (kind === undefined || spec === undefined) return [];
    const attributes = withEntries(bodyOf(context, resource, spec), {
      id: idOfObject(context, resource),
      name: azureNameOf(resource),
      parent_id: ownerOf(context, resource),
    });
    const isRead = knownText(annotationOf(resource, POLICY))?.toLowerCase() === 'skip';
    const mode = isRead ? 'data' : resource.mode;
    return [{ ...resource, dialect: 'arm', mode, type: kind.armType, attributes }];
  },
};

/** What the API is given. A spec that is not known hides all of it. */
function bodyOf(context: RespellContext, resource: Resource, spec: Value): MapValue {
  if (spec.kind !== 'map') return mapValue(new Map([['properties', spec]]), resource.attributes.origin);
  const entries = new Map([...spec.entries].filter(([key]) => !OWN_KEYS.has(key)));
  return respellKeys({ ...spec, entries }, referencesToIds(context, resource));
}

/** `subnet: {reference: …}` becomes `subnet: {id: …}`, and `subnetReference: …` becomes `subnetId: …`. */
function referencesToIds(context: RespellContext, resource: Resource): EntrySpelling {
  return (key, value) => {
    const isReference = key === 'reference' || key.endsWith('Reference');
    if (isReference && value.kind !== 'list') {
      const name = key.slice(0, -'reference'.length);
      return [name === '' ? 'id' : `${name}Id`, idOf(context, resource, value)];
    }
    if (!key.endsWith(CONFIGURED)) return [key, value];
    const { range } = value.origin;
    const reason = {
      code: 'environment',
      message: 'it is read from a config map in the cluster',
      range,
    } as const;
    return [key.slice(0, -CONFIGURED.length), unknownValue(reason, value.origin)];
  };
}

/** The id that a reference means: written out, or that of an object in the same namespace. */
function idOf(context: RespellContext, resource: Resource, reference: Value): Value {
  if (reference.kind !== 'map') return reference;
  const armId = attribute(reference, 'armId');
  if (armId !== undefined) return armId;
  const name = attribute(reference, 'name');
  const [group, kind] = ['group', 'kind'].map((key) => knownText(attribute(reference, key)));
  if (name === undefined || group === undefined || kind === undefined)
    return unknownObject('failed', 'the reference names no object', reference);
  const meant = { type: `${kind}.${group}`, namespace: namespaceOf(resource), name };
  return valueOfObject(context, resource.unit, meant, 'id', azureNameOf);
}
