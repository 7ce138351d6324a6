/** What a Crossplane object is called where it is deployed. */
import type { Resource } from '../../../languages/unit.ts';
import type { Value } from '../../../values/value.ts';
import { annotationOf, metadataOf } from '../declared-object.ts';

/** The external name: https://docs.crossplane.io/latest/managed-resources/managed-resources/#naming-external-resources */
export function externalName(object: Resource): Value | undefined {
  return annotationOf(object, 'crossplane.io/external-name');
}

/** The name of an object that is named by its maker: the external one, else the object's own. */
export function deployedName(object: Resource): Value | undefined {
  return externalName(object) ?? metadataOf(object, 'name');
}
