/** Whether the machines of a network resolve the names of a private zone, by every way that leads there. */
import { bitsOf, formatAddress, type Address } from '../../src/ip/address.ts';
import { findCrossings } from '../../src/ip/overlap-sweep.ts';
import { prefixOf } from '../../src/ip/prefix.ts';
import type { Connectivity } from '../../src/model/connectivity.ts';
import type { DnsLink, DnsZone, Entity, FactList, Link, Network } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { forwardingsOf, linksOfNetwork, linksOfZone } from '../../src/model/queries.ts';
import { mayMean, placeOfLink, whyNotRead } from '../../src/rule/links.ts';
import { shownFact, type KnownFact, type UnknownFact } from '../../src/values/fact.ts';
import { editingRange } from '../../src/values/origin.ts';
import { forwardedTo, type Doubt } from './forwarding.ts';

/** Whether a network resolves a zone. */
export type Resolution =
  | { readonly state: 'yes' }
  /** `servers`: it asks DNS servers in these networks, and the zone is not linked there. Empty: it asks the cloud. */
  | { readonly state: 'no'; readonly servers: readonly Network[] }
  | { readonly state: 'unknown'; readonly doubt: Doubt };

const YES: Resolution = { state: 'yes' };
const NO: Resolution = { state: 'no', servers: [] };

/** The address under which Azure's own DNS answers in every network (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16). */
const CLOUD_DNS = '168.63.129.16';

/** Rules that forward to servers whose network forwards again are followed no further than this. */
const MAX_FORWARDS = 3;

/** Answers which network resolves which zone. */
export class DnsView {
  readonly #model: NetworkModel;
  readonly #connectivity: Connectivity;
  readonly #networksAt: ReadonlyMap<string, readonly Network[]>;
  /** Links of which neither end is known. */
  readonly #loose: readonly DnsLink[];
  /** Networks that follow forwarding rules, where it is not known which they are. */
  readonly #looseFollowers: readonly Link[];

  constructor(model: NetworkModel, connectivity: Connectivity) {
    this.#model = model;
    this.#connectivity = connectivity;
    this.#networksAt = networksAtServers(model);
    this.#loose = model.all('dns-link').filter(({ zone, network }) => isOpen(zone) && isOpen(network));
    this.#looseFollowers = model.all('dns-forwarding').flatMap(({ networks }) => networks.filter(isOpen));
  }

  /** Whether machines in the network that use its DNS settings resolve the zone. */
  resolves(network: Network, zone: DnsZone): Resolution {
    const { items, unresolved } = network.dnsServers;
    if (items.length === 0 && unresolved.length === 0) return this.#byCloud(network, zone, 0);
    return this.#byServers(network, network.dnsServers, zone, 0);
  }

  /** The cloud's DNS, as it answers in a network: links first, then forwarding rules. */
  #byCloud(network: Network, zone: DnsZone, forwards: number): Resolution {
    return anyOf([this.#byLink(network, zone), this.#byForwarding(network, zone, forwards)]);
  }

  #byLink(network: Network, zone: DnsZone): Resolution {
    const ofNetwork = linksOfNetwork(this.#model, network.id);
    const direct = ofNetwork.filter((link) => link.zone.state === 'resolved' && link.zone.id === zone.id);
    if (direct.length > 0) return anyOf(direct.map((link) => unlessPossible(link)));
    const open =
      linksOfZone(this.#model, zone.id).find(
        (link) => isOpen(link.network) && mayMean(link.network, network),
      ) ??
      ofNetwork.find((link) => isOpen(link.zone) && mayMean(link.zone, zone)) ??
      this.#loose.find((link) => mayMean(link.zone, zone) && mayMean(link.network, network));
    return open === undefined ? NO : openEnds(open.network, open.zone);
  }

  #byForwarding(network: Network, zone: DnsZone, forwards: number): Resolution {
    const sets = forwardingsOf(this.#model, network.id);
    const loose = this.#looseFollowers.filter((link) => mayMean(link, network));
    if (sets.length === 0 && loose.length === 0) return NO;
    if (zone.domain.state !== 'known') return zone.domain.state === 'unknown' ? unknown(zone.domain) : NO;
    const domain = zone.domain.value;
    const answers = sets.map((set): Resolution => {
      const to = forwardedTo(set, domain);
      if (to.state === 'nowhere') return NO;
      if (to.state === 'unknown') return to;
      if (set.possible !== undefined) return unlessPossible(set);
      if (forwards >= MAX_FORWARDS) return NO;
      return this.#byServers(network, to.servers, zone, forwards + 1);
    });
    return anyOf([...answers, ...loose.map((link) => openEnds(link))]);
  }

  /** Some server that a network asks. One that resolves the zone is enough. */
  #byServers(network: Network, servers: FactList<Address>, zone: DnsZone, forwards: number): Resolution {
    const known = servers.items.map((server) => this.#byServer(network, server, zone, forwards));
    return anyOf([...known, ...servers.unresolved.map(unknown)]);
  }

  #byServer(network: Network, server: KnownFact<Address>, zone: DnsZone, forwards: number): Resolution {
    const text = formatAddress(server.value);
    if (text === CLOUD_DNS && forwards === 0) return this.#byCloud(network, zone, forwards);
    const places = this.#nearest(network, this.#networksAt.get(text) ?? []);
    if (places.length === 0) {
      const message = `the DNS server ${shownFact(server, formatAddress)} lies in no network that was read`;
      const range = editingRange(server.origin);
      return { state: 'unknown', doubt: { reason: { code: 'outside', message, range }, range } };
    }
    return anyOf(
      places.map((place) => {
        const answer = this.#byCloud(place, zone, forwards + 1);
        return answer.state === 'no' ? { ...answer, servers: [place, ...answer.servers] } : answer;
      }),
    );
  }

  /** Of the networks that hold an address, the ones that a network reaches; all when it reaches none of them. */
  #nearest(network: Network, holders: readonly Network[]): readonly Network[] {
    if (holders.includes(network)) return [network];
    const peers = new Set(this.#connectivity.peersOf(network.id));
    const near = holders.filter(({ id }) => peers.has(id));
    return near.length > 0 ? near : holders;
  }
}

/** The networks that hold each DNS server that the code names, by the server's address as text. */
function networksAtServers(model: NetworkModel): ReadonlyMap<string, readonly Network[]> {
  const servers = new Map<string, Address>();
  const add = ({ items }: FactList<Address>): void => {
    for (const { value } of items) servers.set(formatAddress(value), value);
  };
  const networks = model.all('network');
  for (const { dnsServers } of networks) add(dnsServers);
  for (const { rules } of model.all('dns-forwarding')) for (const rule of rules) add(rule.servers);
  const { overlaps, cut } = findCrossings(
    [...servers],
    ([, { family, value }]) => prefixOf(family, value, bitsOf(family)),
    networks,
    (network) => network.addressSpace.items.map(({ value }) => value),
  );
  const found = new Map<string, Network[]>();
  // Half of an answer would be a wrong one.
  if (cut) return found;
  for (const { left, right } of overlaps) {
    const [text] = left;
    const holders = found.get(text);
    if (holders === undefined) found.set(text, [right]);
    else if (!holders.includes(right)) holders.push(right);
  }
  return found;
}

/** One way is enough; without one a way that is not known leaves it open. */
function anyOf(ways: readonly Resolution[]): Resolution {
  const best = ways.find(({ state }) => state === 'yes') ?? ways.find(({ state }) => state === 'unknown');
  if (best !== undefined) return best;
  return {
    state: 'no',
    servers: [...new Set(ways.flatMap((way) => (way.state === 'no' ? way.servers : [])))],
  };
}

function isOpen(link: Link): boolean {
  return link.state === 'external' || link.state === 'unknown';
}

function unlessPossible({ possible, range }: Entity): Resolution {
  return possible === undefined ? YES : { state: 'unknown', doubt: { reason: possible, range } };
}

function openEnds(...ends: readonly Link[]): Resolution {
  for (const end of ends) {
    const reason = whyNotRead(end);
    if (reason !== undefined) return { state: 'unknown', doubt: { reason, range: placeOfLink(end) } };
  }
  return NO;
}

function unknown({ reason, origin }: UnknownFact): Resolution {
  return { state: 'unknown', doubt: { reason, range: editingRange(origin) } };
}
