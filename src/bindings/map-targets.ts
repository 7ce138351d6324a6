/** Changes the targets of a draft, wherever its kind has them. */
import type { Draft, Target } from '../model/draft.ts';

/** The draft with every target replaced by what `change` makes of it. */
export function mapTargets(draft: Draft, change: (target: Target) => Target): Draft {
  switch (draft.kind) {
    case 'subnet':
      return { ...draft, network: change(draft.network) };
    case 'peering':
      return { ...draft, from: change(draft.from), to: change(draft.to) };
    case 'gateway':
      return { ...draft, network: change(draft.network), subnet: change(draft.subnet) };
    case 'gateway-connection':
      return {
        ...draft,
        gateway: change(draft.gateway),
        to: change(draft.to),
        tables: draft.tables && {
          follows: change(draft.tables.follows),
          foundIn: draft.tables.foundIn.map(change),
        },
      };
    case 'dns-link':
      return { ...draft, zone: change(draft.zone), network: change(draft.network) };
    case 'dns-inbound-endpoint':
      return { ...draft, network: change(draft.network), subnet: change(draft.subnet) };
    case 'dns-forwarding':
      return { ...draft, networks: draft.networks.map(change) };
    case 'private-endpoint':
      return { ...draft, subnet: change(draft.subnet), zones: draft.zones.map(change) };
    case 'node-pool':
      return {
        ...draft,
        cluster: change(draft.cluster),
        nodeSubnet: change(draft.nodeSubnet),
        podSubnet: change(draft.podSubnet),
      };
    case 'address-consumer':
      return { ...draft, subnet: change(draft.subnet) };
    case 'route-table':
    case 'security-group':
      return { ...draft, network: change(draft.network) };
    case 'route':
      return {
        ...draft,
        table: change(draft.table),
        network: change(draft.network),
        nextHopTarget: change(draft.nextHopTarget),
      };
    case 'route-table-association':
      return {
        ...draft,
        table: change(draft.table),
        subnet: change(draft.subnet),
        network: change(draft.network),
      };
    case 'nat-association':
      return { ...draft, gateway: change(draft.gateway), subnet: change(draft.subnet) };
    case 'security-rule':
      return {
        ...draft,
        group: change(draft.group),
        network: change(draft.network),
        source: { ...draft.source, groups: draft.source.groups.map(change) },
        destination: { ...draft.destination, groups: draft.destination.groups.map(change) },
      };
    case 'security-group-association':
      return { ...draft, group: change(draft.group), subnet: change(draft.subnet) };
    case 'unread-code':
      return { ...draft, mentions: draft.mentions.map(change) };
    case 'network':
    case 'range':
    case 'dns-zone':
    case 'cluster':
    case 'service':
    case 'network-policy':
    case 'ingress':
      return draft;
  }
}
