/** What the outputs of Azure's hub modules mean. */
import type { PartPath } from '../public-module.ts';
import { HUBS, HUB_ZONES, type HubModule } from './hub-layouts.ts';

/** Outputs that give one thing for every hub, with the place of it in a hub. */
const BY_HUB: ReadonlyMap<string, PartPath> = new Map<string, PartPath>([
  ['virtual_network_resource_ids', []],
  ['virtual_network_resource_names', []],
  ['resource_id', []],
  ['name', []],
  ['firewall_resource_ids', ['firewall']],
  ['firewall_resource_names', ['firewall']],
]);

/** The members of the output that tells of a network that mean it. */
const ITSELF: ReadonlySet<unknown> = new Set([
  undefined,
  'id',
  'name',
  'resource_id',
  'virtual_network_resource_id',
]);

/** The path of what an output of a hub module means. */
export function hubOutput([output, key, ...further]: PartPath, module: HubModule): PartPath | undefined {
  if (typeof output !== 'string' || typeof key !== 'string') return undefined;
  const [member, inner] = further;
  const inHub = BY_HUB.get(output);
  if (inHub !== undefined) return member === undefined ? [HUBS, key, ...inHub] : undefined;
  if (output === 'virtual_networks') return networkOutput(key, further, module);
  if (output === 'firewalls') return ITSELF.has(member) ? [HUBS, key, 'firewall'] : undefined;
  if (output === 'private_dns_zone_resource_ids' && typeof member === 'string' && inner === undefined)
    return [HUBS, key, HUB_ZONES, 'zones', member];
  if (output !== 'virtual_network_gateway_resource_ids' || member !== undefined) return undefined;
  const [, hub, kind] = /^(.*)-(vpn|express-route)$/.exec(key) ?? [];
  if (hub === undefined || kind === undefined) return undefined;
  return [HUBS, hub, 'virtual_network_gateways', kind.replace('-', '_')];
}

/** Subnets have their hub's key in front of their own, except in the classic module. */
function networkOutput(
  key: string,
  [member, inner, last]: PartPath,
  module: HubModule,
): PartPath | undefined {
  if (ITSELF.has(member)) return [HUBS, key];
  if (typeof inner !== 'string' || !ITSELF.has(last)) return undefined;
  if (module === 'classic') return member === 'subnets_name_id' ? [HUBS, key, 'subnets', inner] : undefined;
  const isSubnet = member === 'subnets' || (member === 'subnet_ids' && last === undefined);
  const prefix = `${key}-`;
  return isSubnet && inner.startsWith(prefix)
    ? [HUBS, key, 'subnets', inner.slice(prefix.length)]
    : undefined;
}
