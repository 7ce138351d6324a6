/** Private endpoints whose names their clients cannot resolve: no zone, or a zone that is not linked to them. */
import { z } from 'zod';
import type { Connectivity } from '../../src/model/connectivity.ts';
import type { Cluster, DnsZone, Network, PrivateEndpoint } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { linksOfZone, networkOfSubnet, networksOfCluster } from '../../src/model/queries.ts';
import { linkedEntity, placeOfLink, whyNotRead } from '../../src/rule/links.ts';
import { defineRule, type NotJudged, type RuleReport } from '../../src/rule/rule.ts';
import { observedDoubt } from '../../src/rule/observed.ts';
import { unreadDoubt } from '../../src/rule/unread-code.ts';
import { joinWords, namedOnes } from '../../src/rule/words.ts';
import type { Doubt } from './forwarding.ts';
import { DnsView } from './resolution.ts';

type MessageId = 'noZone' | 'unlinked' | 'unlinkedServers' | 'unlinkedPeer' | 'unlinkedPeerServers';

interface Judge {
  readonly model: NetworkModel;
  readonly connectivity: Connectivity;
  readonly view: DnsView;
  /** The clusters whose nodes stand in a network, by its id. */
  readonly clusters: ReadonlyMap<string, readonly Cluster[]>;
  readonly report: (fault: RuleReport<MessageId>) => void;
  readonly notJudged: (what: NotJudged) => void;
}

/** A zone that machines of a network have to resolve, and what for. */
interface Need {
  readonly zone: DnsZone;
  readonly network: Network;
  /** The endpoints whose records the zone holds. */
  readonly endpoints: PrivateEndpoint[];
  /** One of the endpoints lies in the network itself. */
  own: boolean;
}

export default defineRule({
  id: 'missing-dns-link',
  since: '0.1.0',
  summary: 'The clients of a private endpoint must be able to resolve its private zone',
  level: 'error',
  options: z.strictObject({}),
  messages: {
    noZone:
      'Nothing writes DNS records for private endpoint {endpoint}: the names of {service} keep resolving to public addresses. Add a DNS zone group with the private zone {domains}, and link the zone to the networks of the clients.',
    unlinked:
      'Private zone {zone} is not linked to network {network} of {endpoints}: machines there get the public address. Link {zone} to {network}.',
    unlinkedServers:
      'Network {network} of {endpoints} asks DNS servers in {servers}, and private zone {zone} is not linked there: unless they forward elsewhere, machines get the public address. Link {zone} to {servers}.',
    unlinkedPeer:
      'Private zone {zone} is not linked to network {network} of {clusters}, which is peered with the network of {endpoints}: pods get the public address. Link {zone} to {network}.',
    unlinkedPeerServers:
      'Network {network} of {clusters}, which is peered with the network of {endpoints}, asks DNS servers in {servers}, and private zone {zone} is not linked there: unless they forward elsewhere, pods get the public address. Link {zone} to {servers}.',
  },
  check({ model, connectivity, report, notJudged }) {
    const view = new DnsView(model, connectivity);
    const judge: Judge = { model, connectivity, view, clusters: clustersByNetwork(model), report, notJudged };
    const needs = new Map<string, Need>();
    for (const endpoint of model.all('private-endpoint')) collectNeeds(judge, endpoint, needs);
    for (const need of needs.values()) judgeNeed(judge, need);
  },
});

function clustersByNetwork(model: NetworkModel): ReadonlyMap<string, readonly Cluster[]> {
  const clusters = new Map<string, Cluster[]>();
  for (const cluster of model.all('cluster')) {
    if (cluster.possible !== undefined) continue;
    for (const network of networksOfCluster(model, cluster.id)) {
      if (network.state !== 'resolved') continue;
      const known = clusters.get(network.id);
      if (known === undefined) clusters.set(network.id, [cluster]);
      else known.push(cluster);
    }
  }
  return clusters;
}

const WHAT = 'whether its clients can resolve it';

/** Notes which networks must resolve which of the endpoint's zones, and reports when it has no zone at all. */
function collectNeeds(judge: Judge, endpoint: PrivateEndpoint, needs: Map<string, Need>): void {
  const { model, connectivity, notJudged } = judge;
  const doubt = doubtOf(model, endpoint);
  if (doubt !== undefined) notJudged({ subject: endpoint.id, what: WHAT, ...doubt });
  if (endpoint.possible !== undefined) return;
  if (endpoint.zones.length === 0 && endpoint.zonesUnknown === undefined) reportNoZone(judge, endpoint);
  const own = linkedEntity(model, networkOfSubnet(model, endpoint.subnet), 'network');
  if (own === undefined) return;
  const peers = connectivity.peersOf(own.id).filter((id) => judge.clusters.has(id));
  for (const link of endpoint.zones) {
    const zone = linkedEntity(model, link, 'dns-zone');
    if (zone === undefined || (zone.private.state === 'known' && !zone.private.value)) continue;
    for (const id of [own.id, ...peers]) {
      const network = model.get(id);
      if (network?.kind !== 'network') continue;
      const key = `${zone.id}\0${id}`;
      const need = needs.get(key) ?? { zone, network, endpoints: [], own: false };
      if (need.endpoints.at(-1) !== endpoint) need.endpoints.push(endpoint);
      need.own ||= network === own;
      needs.set(key, need);
    }
  }
}

/** The first thing that keeps the rule from judging all of an endpoint. */
function doubtOf(model: NetworkModel, endpoint: PrivateEndpoint): Doubt | undefined {
  const { possible, zonesUnknown, range, zones, subnet, groups } = endpoint;
  const doubt = possible ?? zonesUnknown;
  if (doubt !== undefined) return { reason: doubt, range };
  for (const link of [...zones, subnet, networkOfSubnet(model, subnet)]) {
    const reason = whyNotRead(link);
    if (reason !== undefined) return { reason, range: placeOfLink(link) };
  }
  const [group] = groups.unresolved;
  if (group !== undefined && zones.length === 0) return { reason: group.reason, range: group.origin.range };
  return undefined;
}

function reportNoZone({ model, report, notJudged }: Judge, endpoint: PrivateEndpoint): void {
  const { id, name, service, expectedDomains, range } = endpoint;
  if (expectedDomains.length === 0) return;
  const unread = unreadDoubt(model, [endpoint], 'its records');
  if (unread !== undefined) {
    notJudged({ subject: id, what: WHAT, ...unread });
    return;
  }
  report({
    message: 'noZone',
    level: 'warning',
    values: { endpoint: name, service, domains: joinWords(expectedDomains) },
    at: [range],
    subjects: [id],
    data: { domains: expectedDomains },
  });
}

function judgeNeed({ model, view, clusters, report, notJudged }: Judge, need: Need): void {
  const { zone, network, endpoints, own } = need;
  const answer = view.resolves(network, zone);
  if (answer.state === 'yes') return;
  const doubt =
    answer.state === 'unknown'
      ? answer.doubt
      : (uncertain(zone, network) ??
        unreadDoubt(model, [zone, network, ...answer.servers], 'the link') ??
        unseenLinks(model, zone, network));
  if (doubt !== undefined) {
    notJudged({ subject: zone.id, what: `whether network ${network.name} resolves it`, ...doubt });
    return;
  }
  if (answer.state === 'unknown') return;
  const { servers } = answer;
  const here = own ? [] : (clusters.get(network.id) ?? []);
  const byCloud = servers.length === 0;
  // Without any link no server of the cloud knows the zone, wherever a query is forwarded to.
  const certain = byCloud || linksOfZone(model, zone.id).length === 0;
  report({
    message: messageOf(own, byCloud),
    level: own && certain ? 'error' : 'warning',
    values: {
      zone: zone.name,
      network: network.name,
      servers: namedOnes(
        'network',
        servers.map(({ name }) => name),
      ),
      endpoints: namedOnes(
        'private endpoint',
        endpoints.map(({ name }) => name),
      ),
      clusters: namedOnes(
        'cluster',
        here.map(({ name }) => name),
      ),
    },
    at: [
      zone.domain.state === 'known' ? zone.domain.origin : zone.range,
      ...endpoints.map(({ range }) => range),
      network.range,
      ...here.map(({ range }) => range),
    ],
    related: [
      ...endpoints.map(({ name, range }) => ({ message: `private endpoint ${name}`, range })),
      { message: `network ${network.name}`, range: network.range },
      ...here.map(({ name, range }) => ({ message: `cluster ${name}`, range })),
    ].slice(0, MAX_RELATED),
    subjects: [zone.id, network.id],
    data: {
      zone: zone.name,
      network: network.name,
      for: own ? 'endpoint' : 'cluster',
      servers: servers.map(({ name }) => name),
    },
  });
}

function messageOf(own: boolean, byCloud: boolean): MessageId {
  if (own) return byCloud ? 'unlinked' : 'unlinkedServers';
  return byCloud ? 'unlinkedPeer' : 'unlinkedPeerServers';
}

/** More places than this are not told of one fault. */
const MAX_RELATED = 10;

/** An export of networks or zones does not tell of the links; one of links tells of all that the zone has. */
function unseenLinks(model: NetworkModel, zone: DnsZone, network: Network): Doubt | undefined {
  const isListed = linksOfZone(model, zone.id).some(({ observed }) => observed === true);
  return isListed ? undefined : observedDoubt([zone, network], `the links of ${zone.name}`);
}

function uncertain(zone: DnsZone, network: Network): Doubt | undefined {
  const entity = [zone, network].find(({ possible }) => possible !== undefined);
  return entity?.possible === undefined ? undefined : { reason: entity.possible, range: entity.range };
}
