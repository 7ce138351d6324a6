/** Inventories of Azure: what `az` and the resource graph export is in the shape of the API, more or less. */
import type { Resource } from '../../languages/unit.ts';
import type { LiveState } from '../../model/entities.ts';
import { listValue, mapValue, stringValue, type MapValue, type Value } from '../../values/value.ts';
import { ARM_BINDINGS } from '../arm/arm-bindings.ts';
import { member, memberAt, property } from '../arm/arm-object.ts';
import { parseAzureId } from '../azure/azure-id.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { placeOf } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';

/** Resources of the API by their ids. */
export const azureExport: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: [...ARM_BINDINGS.keys()],
  bind: (resource, context) => bindAs(resource, context, resource.type, resource.attributes),
};

const NETWORK = 'microsoft.network/virtualnetworks';

/** The networks that Azure IPAM lists: `prefixes`, and subnets with a `prefix`. */
export const azureIpamNetwork: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['azure-ipam-network'],
  bind(resource, context) {
    const { attributes } = resource;
    const entries = new Map<string, Value>(attributes.entries);
    const prefixes = member(attributes, 'prefixes');
    if (prefixes !== undefined) entries.set('addressspace', objectOf('addressPrefixes', prefixes));
    const subnets = member(attributes, 'subnets');
    if (subnets?.kind === 'list') {
      entries.set('subnets', listValue(subnets.items.map(subnetOfIpam), subnets.origin));
    }
    return bindAs(resource, context, NETWORK, { ...attributes, entries });
  },
};

function objectOf(key: string, value: Value): MapValue {
  return mapValue(new Map([[key, value]]), value.origin);
}

function subnetOfIpam(subnet: Value): Value {
  if (subnet.kind !== 'map') return subnet;
  const prefix = member(subnet, 'prefix');
  if (prefix === undefined) return subnet;
  return { ...subnet, entries: new Map([...subnet.entries, ['addressPrefix', prefix] as const]) };
}

function bindAs(
  resource: Resource,
  context: BindingContext,
  type: string,
  body: MapValue,
): readonly BindingOutput[] {
  const written = member(body, 'id');
  const text = knownText(written);
  const id = text === undefined ? undefined : parseAzureId(text);
  const bind = ARM_BINDINGS.get(type);
  if (written === undefined || text === undefined || id === undefined || bind === undefined) return [];
  const isChild = id.names.length > 1;
  const parent = isChild ? stringValue(text.split('/').slice(0, -2).join('/'), written.origin) : undefined;
  const outputs = bind(
    {
      resource,
      place: placeOf(resource),
      type,
      id,
      name: member(body, 'name') ?? stringValue(id.names.at(-1) ?? text, written.origin),
      body,
      parent: idTarget(context, parent, resource.range),
    },
    context,
  );
  return outputs.map((output) => withState(output, body));
}

/** What an export tells beyond the declaration of a resource. */
function withState(output: BindingOutput, body: MapValue): BindingOutput {
  if (output.kind === 'network' && property(body, 'virtualNetworkPeerings') === undefined) {
    return { ...output, peeringsUnseen: true };
  }
  if (output.kind !== 'peering') return output;
  const state = LIVE_STATES.get(knownText(stateIn(body, output.path))?.toLowerCase() ?? '');
  return state === undefined ? output : { ...output, liveState: state };
}

/** As `peeringState` has them: https://learn.microsoft.com/rest/api/virtualnetwork/virtual-network-peerings */
const LIVE_STATES: ReadonlyMap<string, LiveState> = new Map([
  ['connected', 'connected'],
  ['initiated', 'initiated'],
  ['disconnected', 'disconnected'],
]);

function stateIn(body: MapValue, [list, index]: readonly (string | number)[]): Value | undefined {
  if (typeof list !== 'string' || typeof index !== 'number') return property(body, 'peeringState');
  const elements = property(body, list);
  const element = elements?.kind === 'list' ? elements.items[index] : undefined;
  return memberAt(element, 'properties', 'peeringState') ?? memberAt(element, 'peeringState');
}
