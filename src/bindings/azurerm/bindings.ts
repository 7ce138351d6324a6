/** The bindings of the azurerm provider, versions 3, 4 and 5 alike. */
import type { Binding } from '../binding.ts';
import { addressConsumers } from './address-consumers.ts';
import { dataSources } from './data-sources.ts';
import { forwardingLink, forwardingRule, forwardingRuleset, inboundEndpoint } from './dns-resolver.ts';
import { firewall, gatewayConnection, routeServer, site, virtualNetworkGateway } from './gateway.ts';
import { kubernetesCluster, kubernetesNodePool } from './kubernetes-cluster.ts';
import { networkDnsServers, networkPeering, subnet, virtualNetwork } from './network.ts';
import { privateDnsRecord, privateDnsZone, privateDnsZoneLink } from './private-dns.ts';
import { privateEndpoint } from './private-endpoint.ts';
import { natAssociation, natGateway, route, routeTable, routeTableAssociation } from './routing.ts';
import { securityGroup, securityGroupAssociation, securityRule } from './security.ts';
import {
  branchConnection,
  pointToSiteGateway,
  virtualHub,
  virtualHubConnection,
  virtualWan,
} from './virtual-wan.ts';

export const AZURERM_BINDINGS: readonly Binding[] = [
  virtualNetwork,
  networkDnsServers,
  subnet,
  networkPeering,
  privateDnsZone,
  privateDnsZoneLink,
  privateDnsRecord,
  privateEndpoint,
  inboundEndpoint,
  forwardingRuleset,
  forwardingRule,
  forwardingLink,
  kubernetesCluster,
  kubernetesNodePool,
  virtualNetworkGateway,
  gatewayConnection,
  site,
  firewall,
  routeServer,
  virtualWan,
  virtualHub,
  virtualHubConnection,
  branchConnection,
  pointToSiteGateway,
  routeTable,
  route,
  routeTableAssociation,
  natGateway,
  natAssociation,
  securityGroup,
  securityRule,
  securityGroupAssociation,
  addressConsumers,
  dataSources,
];
