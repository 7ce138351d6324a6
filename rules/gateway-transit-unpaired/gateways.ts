/** Which networks have gateways of their own, and which have some that peers can use. */
import type { Gateway } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { placeOfLink } from '../../src/rule/links.ts';
import type { NotJudged } from '../../src/rule/rule.ts';

/** The gateways of the model by the id of the network that they are in. */
export interface KnownGateways {
  /**
   * Networks with something that a peer can use: a VPN gateway, an ExpressRoute gateway or a route server
   * (https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview). It may be an uncertain one.
   */
  readonly lendable: ReadonlySet<string>;
  /** The first certain VPN or ExpressRoute gateway of each network. */
  readonly own: ReadonlyMap<string, Gateway>;
  /** Set when there is a gateway of which it is not known in which network it is. */
  readonly elsewhere: Pick<NotJudged, 'reason' | 'range'> | undefined;
}

/** Collects the gateways of the model. */
export function gatewaysByNetwork(model: NetworkModel): KnownGateways {
  const lendable = new Set<string>();
  const own = new Map<string, Gateway>();
  let elsewhere: KnownGateways['elsewhere'];
  for (const gateway of model.all('gateway')) {
    const { type, network } = gateway;
    const isNetworkGateway = type === 'vpn' || type === 'expressroute';
    if (!isNetworkGateway && type !== 'route-server' && type !== 'unknown') continue;
    if (network.state === 'unknown') {
      elsewhere ??= { reason: network.reason, range: placeOfLink(network) };
    }
    if (network.state !== 'resolved') continue;
    lendable.add(network.id);
    if (isNetworkGateway && gateway.possible === undefined && !own.has(network.id))
      own.set(network.id, gateway);
  }
  return { lendable, own, elsewhere };
}
