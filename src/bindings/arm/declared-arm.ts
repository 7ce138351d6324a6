/** Instances that declare a resource of Azure's API, in whatever dialect. */
import type { Resource } from '../../languages/unit.ts';
import { attribute, knownText } from '../read-attributes.ts';

/** Provider and types in lower case of what an instance declares in the shape of Azure's API; undefined for others. */
export function armTypeOf(resource: Resource): string | undefined {
  if (resource.dialect === 'arm') return resource.type.toLowerCase();
  return resource.type === 'azapi_resource' ? azapiTypeOf(resource) : undefined;
}

/** Provider and types in lower case that an instance of azapi names, without the version; undefined when not known. */
export function azapiTypeOf({ attributes }: Resource): string | undefined {
  return knownText(attribute(attributes, 'type'))?.split('@')[0]?.toLowerCase();
}
