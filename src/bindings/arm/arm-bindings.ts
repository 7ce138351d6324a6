/** Which resource type of Azure's API is bound how. */
import { addressConsumer, CONSUMER_TYPES } from './address-consumers.ts';
import type { ArmBinding } from './arm-object.ts';
import {
  forwardingLink,
  forwardingRule,
  forwardingRuleset,
  inboundEndpoint,
  privateDnsZone,
  privateDnsZoneLink,
} from './dns.ts';
import {
  branchConnection,
  firewall,
  gatewayConnection,
  hubConnection,
  pointToSiteGateway,
  routeServerConfiguration,
  site,
  virtualHub,
  virtualNetworkGateway,
  virtualWan,
} from './gateway.ts';
import { agentPool, managedCluster } from './managed-cluster.ts';
import { peering, subnet, virtualNetwork } from './network.ts';
import { privateEndpoint, zoneGroup } from './private-endpoint.ts';
import { natGateway, route, routeTable } from './routing.ts';
import { securityGroup, securityRule } from './security.ts';
import { addressRecord } from './zone-records.ts';

/** By provider and types in lower case. */
export const ARM_BINDINGS: ReadonlyMap<string, ArmBinding> = new Map<string, ArmBinding>([
  ['microsoft.network/virtualnetworks', virtualNetwork],
  ['microsoft.network/virtualnetworks/subnets', subnet],
  ['microsoft.network/virtualnetworks/virtualnetworkpeerings', peering],
  ['microsoft.network/privatednszones', privateDnsZone],
  ['microsoft.network/privatednszones/a', addressRecord],
  ['microsoft.network/privatednszones/virtualnetworklinks', privateDnsZoneLink],
  ['microsoft.network/privateendpoints', privateEndpoint],
  ['microsoft.network/privateendpoints/privatednszonegroups', zoneGroup],
  ['microsoft.network/dnsresolvers/inboundendpoints', inboundEndpoint],
  ['microsoft.network/dnsforwardingrulesets', forwardingRuleset],
  ['microsoft.network/dnsforwardingrulesets/forwardingrules', forwardingRule],
  ['microsoft.network/dnsforwardingrulesets/virtualnetworklinks', forwardingLink],
  ['microsoft.network/virtualnetworkgateways', virtualNetworkGateway],
  ['microsoft.network/localnetworkgateways', site],
  ['microsoft.network/connections', gatewayConnection],
  ['microsoft.network/azurefirewalls', firewall],
  ['microsoft.network/virtualwans', virtualWan],
  ['microsoft.network/virtualhubs', virtualHub],
  ['microsoft.network/virtualhubs/hubvirtualnetworkconnections', hubConnection],
  ['microsoft.network/virtualhubs/ipconfigurations', routeServerConfiguration],
  ['microsoft.network/vpnsites', site],
  ['microsoft.network/vpngateways/vpnconnections', branchConnection],
  ['microsoft.network/expressroutegateways/expressrouteconnections', branchConnection],
  ['microsoft.network/p2svpngateways', pointToSiteGateway],
  ['microsoft.network/routetables', routeTable],
  ['microsoft.network/routetables/routes', route],
  ['microsoft.network/natgateways', natGateway],
  ['microsoft.network/networksecuritygroups', securityGroup],
  ['microsoft.network/networksecuritygroups/securityrules', securityRule],
  ['microsoft.containerservice/managedclusters', managedCluster],
  ['microsoft.containerservice/managedclusters/agentpools', agentPool],
  ...CONSUMER_TYPES.map((type) => [type, addressConsumer] as const),
]);
