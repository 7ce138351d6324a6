/** How much of a model is known: what was resolved and what was not, of each kind of fact that rules need. */
import type { FactList, Link, NodePool } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';

/** How many entities have the fact wholly known, and how many have not. */
export interface Share {
  readonly resolved: number;
  readonly unresolved: number;
}

export interface Coverage {
  readonly addressSpaces: Share;
  readonly subnets: Share;
  readonly peerings: Share;
  readonly dnsLinks: Share;
  readonly privateEndpoints: Share;
  readonly clusters: Share;
  readonly nodePools: Share;
}

/** The coverage of a model. An end outside of what was read counts as resolved: it is known which one is meant. */
export function coverageOf(model: NetworkModel): Coverage {
  return {
    addressSpaces: share(model.all('network'), (network) => isComplete(network.addressSpace)),
    subnets: share(model.all('subnet'), ({ prefixes, network }) => isComplete(prefixes) && isTold(network)),
    peerings: share(model.all('peering'), ({ from, to }) => isTold(from) && isTold(to)),
    dnsLinks: share(model.all('dns-link'), ({ zone, network }) => isTold(zone) && isTold(network)),
    privateEndpoints: share(
      model.all('private-endpoint'),
      ({ subnet, zones, zonesUnknown }) =>
        isTold(subnet) && zonesUnknown === undefined && zones.every(isTold),
    ),
    clusters: share(
      model.all('cluster'),
      ({ networkMode, podCidrs, serviceCidrs }) =>
        networkMode.state !== 'unknown' && isComplete(podCidrs) && isComplete(serviceCidrs),
    ),
    nodePools: share(model.all('node-pool'), isSized),
  };
}

function share<E>(entities: readonly E[], isResolved: (entity: E) => boolean): Share {
  const resolved = entities.filter(isResolved).length;
  return { resolved, unresolved: entities.length - resolved };
}

function isComplete(list: FactList<unknown>): boolean {
  return list.unresolved.length === 0;
}

function isTold(link: Link): boolean {
  return link.state !== 'unknown';
}

/** Whether it is known how many addresses the pool needs, and of which subnet. */
function isSized({ autoscaling, count, min, max, maxPods, nodeSubnet, podSubnet }: NodePool): boolean {
  const scales = autoscaling.state === 'known' && autoscaling.value;
  const size = scales ? [min, max] : [count];
  const isKnown = [autoscaling, maxPods, ...size].every(({ state }) => state !== 'unknown');
  return isKnown && isTold(nodeSubnet) && isTold(podSubnet);
}
