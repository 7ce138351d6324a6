/** azapi: resources of Azure's API written in Terraform. */
import type { Resource } from '../../languages/unit.ts';
import type { UnknownReason } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import { entityKindOf } from '../azure/entity-kinds.ts';
import { azapiSteps, idInside, idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { placeOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { certainTarget, targetOf } from '../read-targets.ts';
import { ARM_BINDINGS } from './arm-bindings.ts';
import { unreadPart } from '../unread-module.ts';
import { jsonValue } from './json-value.ts';

export const azapiResource: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azapi_resource'],
  bind(resource, context): readonly BindingOutput[] {
    const type = attribute(resource.attributes, 'type');
    const armType = knownText(type)?.split('@')[0]?.toLowerCase();
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
  const written = attribute(attributes, 'body');
  // 1.x takes the body as JSON text.
  const isText = written?.kind === 'string' || (written?.kind === 'unknown' && written.parts !== undefined);
  const body = isText ? (jsonValue(written) ?? written) : (written ?? attributes);
  if (body.kind !== 'map') {
    const reason: UnknownReason =
      body.kind === 'unknown' ? reasonOf(body) : { code: 'failed', message: 'the body is no object', range };
    const gap = gapOf(resource, 'body', reason, body.origin.range);
    return [gap, ...unreadPart(resource, context, placeOf(resource), [...attributes.entries.values()])];
  }
  const name = attribute(attributes, 'name');
  const parent = attribute(attributes, 'parent_id');
  const isChild = type.split('/').length > 2;
  return bind(
    {
      resource,
      place: placeOf(resource),
      type,
      id: idInside(context, parent, azapiSteps(attribute(attributes, 'type'), name)),
      name,
      body,
      parent: idTarget(context, isChild ? parent : undefined, range),
    },
    context,
  );
}

/** A data source that reads one of the model's things is another name for it. */
export const azapiDataSource: Binding = {
  dialect: 'terraform',
  mode: 'data',
  types: ['azapi_resource'],
  bind(resource, context) {
    const { attributes, range, unit, address } = resource;
    const type = attribute(attributes, 'type');
    const kind = entityKindOf(knownText(type)?.split('@')[0] ?? '');
    if (kind === undefined) return [];
    const resourceId = attribute(attributes, 'resource_id');
    const id = idInside(
      context,
      attribute(attributes, 'parent_id'),
      azapiSteps(type, attribute(attributes, 'name')),
    );
    const key = id === undefined ? undefined : azureKey(id);
    const target =
      resourceId === undefined
        ? targetOf(context, attribute(attributes, 'name'), range, () => key)
        : idTarget(context, resourceId, range);
    return [
      { kind: 'alias', unit, address, entityKinds: [kind], target: certainTarget(target, address, range) },
    ];
  },
};
