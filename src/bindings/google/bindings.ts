/** The bindings of the google provider. */
import type { Binding } from '../binding.ts';
import { dataSources } from './data-sources.ts';
import { dnsPolicy, managedZone } from './dns.ts';
import { gkeCluster, gkeNodePool } from './gke.ts';
import { vpnGateway, vpnTunnel } from './hybrid.ts';
import { network, peering, reservedRange, subnetwork } from './network.ts';
import { firewall, route, routerNat } from './routing.ts';

export const GOOGLE_BINDINGS: readonly Binding[] = [
  network,
  subnetwork,
  reservedRange,
  peering,
  managedZone,
  dnsPolicy,
  vpnGateway,
  vpnTunnel,
  gkeCluster,
  gkeNodePool,
  route,
  firewall,
  routerNat,
  dataSources,
];
