/** azurerm: which private endpoint an address belongs to. */
import type { Target } from '../../model/draft.ts';
import type { Value } from '../../values/value.ts';
import { azureKey } from '../azure/azure-id.ts';
import type { BindingContext } from '../binding.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { targetOf, textOf } from '../read-targets.ts';
import { surroundings } from './identity.ts';

/** What an endpoint exports its addresses in. */
const ADDRESS_BLOCKS: ReadonlySet<string | number | undefined> = new Set([
  'private_service_connection',
  'custom_dns_configs',
  'ip_configuration',
]);

/**
 * The endpoint that a value was read from as its address, also through the data source that reads its connection;
 * undefined for any other value.
 */
export function endpointOfAddress(context: BindingContext, value: Value): Target | undefined {
  const { reference, origin } = value;
  const instance = context.find(reference);
  if (reference === undefined || instance === undefined || !ADDRESS_BLOCKS.has(reference.path[0]))
    return undefined;
  const { type, mode, unit, address, attributes, range } = instance;
  if (type === 'azurerm_private_endpoint' && mode === 'managed') {
    return { state: 'target', reference: { unit, address, path: [] }, text: textOf(value), origin };
  }
  if (type !== 'azurerm_private_endpoint_connection' || mode !== 'data') return undefined;
  return targetOf(context, attribute(attributes, 'name'), range, (name) => {
    const text = knownText(name);
    if (text === undefined) return undefined;
    return azureKey({
      ...surroundings(instance),
      type: 'microsoft.network/privateendpoints',
      names: [text],
    });
  });
}
