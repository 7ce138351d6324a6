/** azurerm: data sources that read something by its name are other names for it. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { azureKey } from '../azure/azure-id.ts';
import type { Binding, BindingContext } from '../binding.ts';
import { attribute } from '../read-attributes.ts';
import { certainTarget, targetOf } from '../read-targets.ts';
import { declaredId, IDENTIFIED_TYPES } from './identity.ts';

export const dataSources: Binding = {
  dialect: 'terraform',
  mode: 'data',
  types: [...IDENTIFIED_TYPES.keys()],
  bind(resource, context) {
    const kind = IDENTIFIED_TYPES.get(resource.type);
    if (kind === undefined) return [];
    const { unit, address } = resource;
    return [{ kind: 'alias', unit, address, entityKinds: [kind], target: whatIsRead(context, resource) }];
  },
};

function whatIsRead(context: BindingContext, resource: Resource): Target {
  const id = declaredId(resource);
  const key = id === undefined ? undefined : azureKey(id);
  const target = targetOf(context, attribute(resource.attributes, 'name'), resource.range, () => key);
  return certainTarget(target, resource.address, resource.range);
}
