/** Azure: which private endpoint an address belongs to. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { Reference, Value } from '../../values/value.ts';
import { armTypeOf } from '../arm/declared-arm.ts';
import { azureKey } from '../azure/azure-id.ts';
import type { BindingContext } from '../binding.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { targetOf, textOf } from '../read-targets.ts';
import { surroundings } from './identity.ts';

/** What an endpoint exports its addresses in. */
const ADDRESS_BLOCKS: ReadonlySet<string> = new Set([
  'private_service_connection',
  'custom_dns_configs',
  'ip_configuration',
]);

/** The same in the shape of Azure's API. */
const ADDRESS_LISTS: ReadonlySet<string> = new Set(['customdnsconfigs', 'ipconfigurations']);

/** Levels of that shape which have no meaning of their own. */
const LEVELS: ReadonlySet<string> = new Set(['output', 'body', 'properties']);

/**
 * The endpoint that a value was read from as its address, also through the data source that reads its connection;
 * undefined for any other value.
 */
export function endpointOfAddress(context: BindingContext, value: Value): Target | undefined {
  const { reference, origin } = value;
  const instance = context.find(reference);
  if (reference === undefined || instance === undefined || !isAddress(instance, reference)) return undefined;
  const { type, mode, unit, address, attributes, range } = instance;
  if (mode === 'managed' && isEndpoint(instance)) {
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

function isAddress(instance: Resource, { path }: Reference): boolean {
  if (armTypeOf(instance) === undefined) return ADDRESS_BLOCKS.has(String(path[0]));
  const [list] = path.map((step) => String(step).toLowerCase()).filter((step) => !LEVELS.has(step));
  return list !== undefined && ADDRESS_LISTS.has(list);
}

function isEndpoint(instance: Resource): boolean {
  return (
    instance.type === 'azurerm_private_endpoint' ||
    armTypeOf(instance) === 'microsoft.network/privateendpoints'
  );
}
