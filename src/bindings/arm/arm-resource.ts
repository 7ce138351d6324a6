/** Resources of Azure's API as such: out of templates and inventories, or respelled from other languages. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { Value } from '../../values/value.ts';
import { azureKey, type AzureId } from '../azure/azure-id.ts';
import { entityKindOf, KNOWN_TYPES } from '../azure/entity-kinds.ts';
import { declaredArmId, idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { placeOf } from '../entity-head.ts';
import { reasonOf } from '../read-facts.ts';
import { certainTarget, targetOf, textOf } from '../read-targets.ts';
import { ARM_BINDINGS } from './arm-bindings.ts';
import { member, type ArmObject } from './arm-object.ts';

/** Its types are in lower case: Azure compares them without case. */
export const armResource: Binding = {
  dialect: 'arm',
  mode: 'managed',
  types: [...ARM_BINDINGS.keys()],
  bind(resource, context): readonly BindingOutput[] {
    const arm = armObject(context, resource);
    return ARM_BINDINGS.get(arm.type)?.(arm, context) ?? [];
  },
};

function armObject(context: BindingContext, resource: Resource): ArmObject {
  const { attributes } = resource;
  const type = resource.type.toLowerCase();
  const id = declaredArmId(context, resource);
  return {
    resource,
    place: placeOf(resource),
    type,
    id,
    name: member(attributes, 'name'),
    body: attributes,
    parent: parentOf(context, resource, id),
  };
}

/** What a resource belongs to: as it is written, else by the id without its last step. Absent for a group's own. */
function parentOf(context: BindingContext, resource: Resource, id: AzureId | undefined): Target {
  const { type, range, attributes } = resource;
  if (type.split('/').length <= 2) return { state: 'absent', range };
  const written = idTarget(context, member(attributes, 'parent_id'), range);
  const ownId = member(attributes, 'id');
  const { origin } = ownId ?? attributes;
  if (written.state === 'target') return written;
  if (id === undefined || id.names.length < 2) {
    return written.state === 'unknown' ? written : unknownParent(resource, ownId);
  }
  const key = azureKey({
    ...id,
    type: id.type.slice(0, id.type.lastIndexOf('/')),
    names: id.names.slice(0, -1),
  });
  const text = id.sensitive === true ? '(sensitive)' : (key.names.at(-1) ?? '');
  return { state: 'target', key, text, origin };
}

/** A child belongs to something, whether or not the code tells what. */
function unknownParent({ address, range, attributes }: Resource, id: Value | undefined): Target {
  const message = `the code does not tell what ${address} belongs to`;
  const reason = id?.kind === 'unknown' ? reasonOf(id) : { code: 'computed' as const, message, range };
  return { state: 'unknown', reason, text: '', origin: attributes.origin };
}

/** An existing resource that the code only reads is another name for it. */
export const armDataSource: Binding = {
  dialect: 'arm',
  mode: 'data',
  types: KNOWN_TYPES,
  bind(resource, context) {
    const { unit, address, range, attributes, type } = resource;
    const kind = entityKindOf(type);
    if (kind === undefined) return [];
    const id = declaredArmId(context, resource);
    const named: Value | undefined = member(attributes, 'name') ?? member(attributes, 'id');
    const target: Target =
      id === undefined || named === undefined
        ? certainTarget(
            targetOf(context, named, range, () => undefined),
            address,
            range,
          )
        : // Not by reference: an id can name the instance that has it.
          { state: 'target', key: azureKey(id), text: textOf(named), origin: named.origin };
    return [{ kind: 'alias', unit, address, entityKinds: [kind], target }];
  },
};
