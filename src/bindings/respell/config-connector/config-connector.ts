/** Google Config Connector: Google Cloud as Kubernetes objects. */
import type { Resource } from '../../../languages/unit.ts';
import { mapValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import {
  annotationOf,
  metadataOf,
  namespaceOf,
  specOf,
  unknownObject,
  valueOfObject,
} from '../declared-object.ts';
import { respellKeys, withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { snakeCase } from '../snake-case.ts';
import { terraformResource } from '../terraform-resource.ts';
import { REFERENCES, RENAMED, TYPES } from './kinds.ts';

export const configConnector: Respelling = {
  dialect: 'kubernetes',
  types: [...TYPES.keys()],
  respell(object, context) {
    const type = TYPES.get(object.type);
    const spec = specOf(object) ?? mapValue(new Map(), object.attributes.origin);
    if (type === undefined) return [];
    // An address of a region is a single one.
    if (type === 'google_compute_global_address' && isRegional(attribute(spec, 'location'))) return [];
    const attributes = respellKeys(spec, (key, value) => {
      const reference = key.endsWith('Ref') ? snakeCase(key.slice(0, -3)) : undefined;
      if (reference === undefined) return [snakeCase(key), value];
      return [RENAMED.get(`${type} ${reference}`) ?? reference, referred(context, object, reference, value)];
    });
    return [
      terraformResource(object, {
        type,
        attributes: withEntries(attributes, {
          name: deployedName(object),
          project: projectOf(attribute(attributes, 'project')) ?? annotated(object, 'project-id'),
          remove_default_node_pool: annotated(object, 'remove-default-node-pool'),
        }),
        provider: `google.${namespaceOf(object)}`,
      }),
    ];
  },
};

function isRegional(location: Value | undefined): boolean {
  const text = knownText(location);
  return text !== undefined && text !== 'global';
}

/** https://cloud.google.com/config-connector/docs/how-to/managing-resources-with-resource-ids */
function deployedName(object: Resource): Value | undefined {
  const spec = specOf(object);
  return (spec && attribute(spec, 'resourceID')) ?? metadataOf(object, 'name');
}

function annotated(object: Resource, name: string): Value | undefined {
  return annotationOf(object, `cnrm.cloud.google.com/${name}`);
}

/** `projects/p` and `p` alike. */
function projectOf(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'string') return value;
  return { ...value, value: value.value.split('/').at(-1) ?? value.value };
}

/** A reference names an object in Kubernetes, or something outside by its link. */
function referred(context: RespellContext, object: Resource, argument: string, value: Value): Value {
  if (value.kind !== 'map') return value;
  const external = attribute(value, 'external');
  if (external !== undefined) return external;
  const name = attribute(value, 'name');
  const type = REFERENCES.get(argument);
  if (name === undefined) return unknownObject('failed', 'the reference has no name', value);
  if (type === undefined) {
    return unknownObject('unsupported', `cidrlint does not know what ${argument} means`, value);
  }
  const namespace = knownText(attribute(value, 'namespace')) ?? namespaceOf(object);
  return valueOfObject(context, object.unit, { type, namespace, name }, 'id', deployedName);
}
