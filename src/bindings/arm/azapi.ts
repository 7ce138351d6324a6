/** azapi: resources of Azure's API written in Terraform. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { unknownValue, type MapValue, type UnknownReason, type Value } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { entityKindOf } from '../azure/entity-kinds.ts';
import { declaredAzapiId, idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { placeOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { certainTarget, targetOf } from '../read-targets.ts';
import { unreadPart } from '../unread-module.ts';
import { ARM_BINDINGS } from './arm-bindings.ts';
import { member } from './arm-object.ts';
import { azapiTypeOf } from './declared-arm.ts';
import { jsonValue } from './json-value.ts';
import { ATTACHMENT_PROPERTIES, subnetAttachments } from './subnet-attachments.ts';

export const azapiResource: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azapi_resource'],
  bind(resource, context): readonly BindingOutput[] {
    const type = attribute(resource.attributes, 'type');
    const armType = azapiTypeOf(resource);
    if (type?.kind === 'unknown') {
      const gap = gapOf(resource, 'type', reasonOf(type), type.origin.range);
      const values = [...resource.attributes.entries.values()];
      return [gap, ...unreadPart(resource, context, placeOf(resource), values)];
    }
    const bind = ARM_BINDINGS.get(armType ?? '');
    return armType === undefined || bind === undefined ? [] : bindBody(context, resource, armType, bind);
  },
};

function bindBody(
  context: BindingContext,
  resource: Resource,
  type: string,
  bind: NonNullable<ReturnType<typeof ARM_BINDINGS.get>>,
): readonly BindingOutput[] {
  const { attributes, range } = resource;
  const body = writtenBody(resource);
  if (body.kind !== 'map') return unreadBody(context, resource, body);
  const name = attribute(attributes, 'name');
  const parent = attribute(attributes, 'parent_id');
  const isChild = type.split('/').length > 2;
  return bind(
    {
      resource,
      place: placeOf(resource),
      type,
      id: declaredAzapiId(context, resource),
      name,
      body,
      parent: idTarget(context, isChild ? parent : undefined, range),
    },
    context,
  );
}

/** The body as a value; 1.x takes it as JSON text. */
function writtenBody({ attributes }: Resource): Value {
  const written = attribute(attributes, 'body');
  const isText = written?.kind === 'string' || (written?.kind === 'unknown' && written.parts !== undefined);
  return isText ? (jsonValue(written) ?? written) : (written ?? attributes);
}

function unreadBody(context: BindingContext, resource: Resource, body: Value): readonly BindingOutput[] {
  const { range, attributes } = resource;
  const reason: UnknownReason =
    body.kind === 'unknown' ? reasonOf(body) : { code: 'failed', message: 'the body is no object', range };
  const gap = gapOf(resource, 'body', reason, body.origin.range);
  return [gap, ...unreadPart(resource, context, placeOf(resource), [...attributes.entries.values()])];
}

const SUBNETS = 'microsoft.network/virtualnetworks/subnets';

/** Changes a resource that something else declares. What is put on subnets is told, all else may be anything. */
export const azapiUpdate: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azapi_update_resource'],
  bind(resource, context): readonly BindingOutput[] {
    const written = attribute(resource.attributes, 'type');
    if (written?.kind === 'unknown') return unreadBody(context, resource, written);
    const type = azapiTypeOf(resource);
    if (type === undefined || !ARM_BINDINGS.has(type)) return [];
    const body = writtenBody(resource);
    if (type !== SUBNETS || body.kind !== 'map' || !isAttachment(body)) {
      const message = 'what it changes of a resource is not judged';
      const unread: Value = unknownValue({ code: 'unsupported', message }, resource.attributes.origin);
      return unreadBody(context, resource, body.kind === 'unknown' ? body : unread);
    }
    const place = placeOf(resource);
    const absent: Target = { state: 'absent', range: resource.range };
    const arm = { resource, place, type, id: undefined, name: undefined, body, parent: absent };
    return subnetAttachments(context, arm, whatIsMeant(context, resource));
  },
};

/** A body with nothing in it beside what is put on a subnet. */
function isAttachment(body: MapValue): boolean {
  const properties = member(body, 'properties');
  const names = properties?.kind === 'map' ? [...properties.entries.keys()] : [];
  const known = ATTACHMENT_PROPERTIES.map((name) => name.toLowerCase());
  return (
    body.entries.size === 1 && names.length > 0 && names.every((name) => known.includes(name.toLowerCase()))
  );
}

/** The resource that an instance means by id, or by type, name and what it belongs to. */
function whatIsMeant(context: BindingContext, resource: Resource): Target {
  const { attributes, range } = resource;
  const resourceId = attribute(attributes, 'resource_id');
  if (resourceId !== undefined) return idTarget(context, resourceId, range);
  const id = declaredAzapiId(context, resource);
  const name = attribute(attributes, 'name');
  return targetOf(context, name, range, () => (id === undefined ? undefined : azureKey(id)));
}

/** A data source that reads one of the model's things is another name for it. */
export const azapiDataSource: Binding = {
  dialect: 'terraform',
  mode: 'data',
  types: ['azapi_resource'],
  bind(resource, context) {
    const { range, unit, address } = resource;
    const kind = entityKindOf(azapiTypeOf(resource) ?? '');
    if (kind === undefined) return [];
    const target = certainTarget(whatIsMeant(context, resource), address, range);
    return [{ kind: 'alias', unit, address, entityKinds: [kind], target }];
  },
};
