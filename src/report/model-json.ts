/**
 * The network model as JSON, for programs. The shape is a contract: `schemaVersion` grows when it changes.
 *
 * What is not known is null and stands among `unresolved`; a list of which some elements are known holds those.
 */
import { formatAddress } from '../ip/address.ts';
import type { NodePool, Surge } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { poolsOf } from '../model/queries.ts';
import { locationOf } from '../text/range.ts';
import { mapFact } from '../values/fact.ts';
import { coverageOf } from './model-coverage.ts';
import { addresses, end, foot, head, items, prefixes, value } from './model-json-parts.ts';
import { kubernetesParts } from './model-json-kubernetes.ts';
import { routingParts } from './model-json-routing.ts';

export { coverageOf };

/** The model as one JSON document with a final line break. */
export function renderModelJson(model: NetworkModel): string {
  return `${JSON.stringify(modelDocument(model), null, 2)}\n`;
}

function modelDocument(model: NetworkModel) {
  return {
    schemaVersion: 1,
    networks: model.all('network').map((network) => ({
      ...head(network),
      cloud: network.cloud,
      cidrs: prefixes(network.addressSpace),
      dnsServers: addresses(network.dnsServers),
      ...(network.peeringsUnseen === true ? { peeringsUnseen: true } : {}),
      ...foot(network),
    })),
    subnets: model.all('subnet').map((subnet) => ({
      ...head(subnet),
      cloud: subnet.cloud,
      network: end(subnet.network),
      cidrs: prefixes(subnet.prefixes),
      purpose: subnet.purpose ?? null,
      ...foot(subnet),
    })),
    peerings: model.all('peering').map((peering) => ({
      ...head(peering),
      cloud: peering.cloud,
      from: end(peering.from),
      to: end(peering.to),
      flags: {
        createsBothEnds: value(peering.createsBothEnds),
        allowForwardedTraffic: value(peering.allowForwardedTraffic),
        allowGatewayTransit: value(peering.allowGatewayTransit),
        useRemoteGateways: value(peering.useRemoteGateways),
        wholeNetworks: value(peering.wholeNetworks),
      },
      ...(peering.liveState === undefined ? {} : { liveState: peering.liveState }),
      ...foot(peering),
    })),
    ...dnsParts(model),
    privateEndpoints: model.all('private-endpoint').map((endpoint) => ({
      ...head(endpoint),
      cloud: endpoint.cloud,
      subnet: end(endpoint.subnet),
      service: endpoint.service,
      groups: items(endpoint.groups, (group) => group),
      zones:
        endpoint.zonesUnknown !== undefined && endpoint.zones.length === 0 ? null : endpoint.zones.map(end),
      ...foot(endpoint),
    })),
    clusters: model.all('cluster').map((cluster) => ({
      ...head(cluster),
      cloud: cluster.cloud,
      kind: cluster.type,
      networkMode: value(cluster.networkMode),
      podCidrs: prefixes(cluster.podCidrs),
      serviceCidrs: prefixes(cluster.serviceCidrs),
      dnsServiceIp: value(mapFact(cluster.dnsServiceIp, formatAddress)),
      privateApi: value(cluster.privateApi),
      version: value(cluster.version),
      nodePools: poolsOf(model, cluster.id).map(pool),
      ...foot(cluster),
    })),
    // Pools of clusters that were not read.
    nodePools: model
      .all('node-pool')
      .filter(({ cluster }) => cluster.state !== 'resolved')
      .map((one) => ({ ...pool(one), cluster: end(one.cluster) })),
    ...kubernetesParts(model),
    ...routingParts(model),
    gateways: model.all('gateway').map((gateway) => ({
      ...head(gateway),
      cloud: gateway.cloud,
      kind: gateway.type,
      network: end(gateway.network),
      subnet: end(gateway.subnet),
      cidrs: prefixes(gateway.ranges),
      ...foot(gateway),
    })),
    gatewayConnections: model.all('gateway-connection').map((connection) => ({
      ...head(connection),
      gateway: end(connection.gateway),
      to: end(connection.to),
      ...(connection.tables === undefined
        ? {}
        : { routeTable: end(connection.tables.follows), propagatesTo: connection.tables.foundIn.map(end) }),
      ...foot(connection),
    })),
    ranges: model.all('range').map((range) => ({
      ...head(range),
      kind: range.purpose,
      cidrs: prefixes(range.prefixes),
      everywhere: range.everywhere,
      ...(range.routingTable === undefined ? {} : { routingTable: range.routingTable }),
      ...foot(range),
    })),
    addressConsumers: model.all('address-consumer').map((consumer) => ({
      ...head(consumer),
      subnet: end(consumer.subnet),
      what: consumer.what,
      addresses: value(consumer.addresses),
      ...foot(consumer),
    })),
    unresolved: model.unresolved.map(({ unit, address, attribute, reason, range }) => ({
      unit,
      address,
      attribute,
      why: reason.message,
      code: reason.code,
      location: locationOf(range),
    })),
    coverage: coverageOf(model),
  };
}

function dnsParts(model: NetworkModel) {
  return {
    dnsZones: model.all('dns-zone').map((zone) => ({
      ...head(zone),
      name: value(zone.domain),
      cloud: zone.cloud,
      private: value(zone.private),
      ...foot(zone),
    })),
    dnsLinks: model.all('dns-link').map((link) => ({
      ...head(link),
      zone: end(link.zone),
      network: end(link.network),
      registration: value(link.registration),
      ...foot(link),
    })),
    dnsInboundEndpoints: model.all('dns-inbound-endpoint').map((endpoint) => ({
      ...head(endpoint),
      network: end(endpoint.network),
      subnet: end(endpoint.subnet),
      ip: value(mapFact(endpoint.addressFact, formatAddress)),
      ...foot(endpoint),
    })),
    dnsForwardings: model.all('dns-forwarding').map((forwarding) => ({
      ...head(forwarding),
      networks: forwarding.networks.map(end),
      rules: forwarding.rules.map(({ domain, servers }) => ({
        domain: value(domain),
        servers: addresses(servers),
      })),
      ...foot(forwarding),
    })),
  };
}

function pool(one: NodePool) {
  return {
    ...head(one),
    count: value(one.count),
    autoscaling: value(one.autoscaling),
    min: value(one.min),
    max: value(one.max),
    maxPods: value(one.maxPods),
    maxSurge: value(mapFact(one.maxSurge, surge)),
    maxUnavailable: value(mapFact(one.maxUnavailable, surge)),
    spot: value(one.spot),
    nodeSubnet: end(one.nodeSubnet),
    podSubnet: end(one.podSubnet),
    podAllocation: value(one.podAllocation),
    ...foot(one),
  };
}

/** A number of nodes, or a text such as `33%`. */
function surge({ unit, value: amount }: Surge): number | string {
  return unit === 'percent' ? `${amount}%` : amount;
}
