/** The network model for people: an address map, and what hangs on it. */
import { formatAddress } from '../ip/address.ts';
import type { Cluster, DnsZone, Gateway, NamedRange, NodePool, PrivateEndpoint } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { connectionsOf, linksOfZone, natAssociationsOf, poolsOf } from '../model/queries.ts';
import { formatPlace } from '../text/range.ts';
import { visibleLine } from '../text/visible-text.ts';
import { knownValue, mapFact } from '../values/fact.ts';
import { looseSubnetLines, networkBlocks } from './address-map-text.ts';
import { kubernetesBlocks } from './model-text-kubernetes.ts';
import { looseRouteLines, routeTableBlocks, securityGroupBlocks } from './model-text-routing.ts';
import { factText, linkText, prefixList, title, unknownText } from './model-words.ts';

/** The model as text, with a final line break. */
export function renderModelText(model: NetworkModel): string {
  const sections = [
    section('Networks', networkBlocks(model)),
    section('Subnets of networks that were not read', looseSubnetLines(model)),
    section('Ranges', model.all('range').map(rangeLines)),
    section(
      'Gateways',
      model.all('gateway').map((gateway) => gatewayLines(model, gateway)),
    ),
    section('Route tables', routeTableBlocks(model)),
    section('Routes outside of these tables', looseRouteLines(model)),
    section('Security groups', securityGroupBlocks(model)),
    section(
      'Clusters',
      model.all('cluster').map((cluster) => clusterLines(model, cluster)),
    ),
    section('Services, ingresses and network policies', kubernetesBlocks(model)),
    section(
      'DNS zones',
      model.all('dns-zone').map((zone) => zoneLines(model, zone)),
    ),
    section(
      'Private endpoints',
      model.all('private-endpoint').map((endpoint) => endpointLines(model, endpoint)),
    ),
    section('Not known', unresolvedLines(model)),
  ];
  const text = sections.filter((lines) => lines !== '').join('\n');
  return text === '' ? 'No networks were found.\n' : text;
}

function section(heading: string, blocks: readonly (readonly string[])[]): string {
  if (blocks.length === 0) return '';
  const lines = blocks.flat().map((line) => `  ${line}\n`);
  return `${heading} (${blocks.length})\n${lines.join('')}`;
}

function rangeLines(range: NamedRange): string[] {
  const reach = range.everywhere ? '  heard by every network' : '';
  return [`${title(range)}  ${range.purpose}  ${prefixList(range.prefixes)}${reach}`];
}

function gatewayLines(model: NetworkModel, gateway: Gateway): string[] {
  const lines = [`${title(gateway)}  ${gateway.type}`];
  if (gateway.network.state !== 'absent') lines.push(`  in ${linkText(model, gateway.network)}`);
  const { items, unresolved } = gateway.ranges;
  if (items.length + unresolved.length > 0) lines.push(`  addresses ${prefixList(gateway.ranges)}`);
  for (const { subnet } of natAssociationsOf(model, gateway.id))
    lines.push(`  for ${linkText(model, subnet)}`);
  for (const { to } of connectionsOf(model, gateway.id)) lines.push(`  connected to ${linkText(model, to)}`);
  return lines;
}

function clusterLines(model: NetworkModel, cluster: Cluster): string[] {
  return [
    `${title(cluster)}  ${cluster.type}  pods: ${factText(cluster.networkMode)}`,
    `  pods      ${prefixList(cluster.podCidrs)}`,
    `  services  ${prefixList(cluster.serviceCidrs)}  DNS ${factText(mapFact(cluster.dnsServiceIp, formatAddress))}`,
    ...poolsOf(model, cluster.id).map((pool) => `  pool ${poolText(model, pool)}`),
  ];
}

function poolText(model: NetworkModel, pool: NodePool): string {
  const size =
    knownValue(pool.autoscaling) === true
      ? `${factText(pool.min)} to ${factText(pool.max)} nodes`
      : `${factText(pool.count)} nodes`;
  const pods = pool.podSubnet.state === 'absent' ? '' : `, pods in ${linkText(model, pool.podSubnet)}`;
  const nodes = linkText(model, pool.nodeSubnet);
  return `${visibleLine(pool.name)}: ${size} of ${factText(pool.maxPods)} pods, nodes in ${nodes}${pods}`;
}

function zoneLines(model: NetworkModel, zone: DnsZone): string[] {
  const reach =
    knownValue(zone.private) === true ? 'private' : knownValue(zone.private) === false ? 'public' : '';
  const links = linksOfZone(model, zone.id).map(({ network }) => `  linked to ${linkText(model, network)}`);
  return [`${factText(zone.domain)}  ${reach}  (${visibleLine(zone.id)})`, ...links];
}

function endpointLines(model: NetworkModel, endpoint: PrivateEndpoint): string[] {
  const lines = [
    `${title(endpoint)}  ${visibleLine(endpoint.service)}`,
    `  in ${linkText(model, endpoint.subnet)}`,
    ...endpoint.zones.map((zone) => `  records in ${linkText(model, zone)}`),
  ];
  if (endpoint.zonesUnknown !== undefined) lines.push(`  records in ${unknownText(endpoint.zonesUnknown)}`);
  return lines;
}

/** Of what is not known this much is listed; all of it stands in the JSON. */
const MAX_UNRESOLVED = 200;

function unresolvedLines(model: NetworkModel): string[][] {
  return model.unresolved.map(({ address, attribute, reason, range }, at) => {
    if (at > MAX_UNRESOLVED) return [];
    if (at === MAX_UNRESOLVED)
      return [`… and ${model.unresolved.length - at} more (--format json lists all)`];
    const what = attribute === '' ? address : `${address}.${attribute}`;
    return [`${visibleLine(formatPlace(range))} ${visibleLine(what)}: ${visibleLine(reason.message)}`];
  });
}
