/** The bindings of the aws provider. */
import type { Binding } from '../binding.ts';
import { addressConsumers } from './address-consumers.ts';
import { dataSources } from './data-sources.ts';
import { resolverEndpoint, resolverRule, resolverRuleAssociation, zone, zoneAssociation } from './dns.ts';
import { eksCluster, nodeGroup } from './eks.ts';
import {
  defaultRouteTable,
  internetGateway,
  mainRouteTableAssociation,
  natGateway,
  route,
  routePropagation,
  routeTable,
  routeTableAssociation,
} from './routing.ts';
import { securityGroup, securityGroupRule, vpcSecurityGroupRule } from './security.ts';
import {
  clientVpn,
  clientVpnSubnet,
  transitAttachment,
  transitGateway,
  transitPeering,
  vpnConnection,
  vpnGateway,
  vpnGatewayAttachment,
  vpnRoute,
} from './transit.ts';
import { transitAssociation, transitPropagation, transitRoute, transitTable } from './transit-tables.ts';
import { dhcpOptions, peering, peeringAccepter, subnet, vpc, vpcRange } from './vpc.ts';

export const AWS_BINDINGS: readonly Binding[] = [
  vpc,
  vpcRange,
  dhcpOptions,
  subnet,
  peering,
  peeringAccepter,
  transitGateway,
  transitAttachment,
  transitPeering,
  transitTable,
  transitAssociation,
  transitPropagation,
  transitRoute,
  vpnGateway,
  vpnGatewayAttachment,
  vpnConnection,
  vpnRoute,
  clientVpn,
  clientVpnSubnet,
  zone,
  zoneAssociation,
  resolverEndpoint,
  resolverRule,
  resolverRuleAssociation,
  eksCluster,
  nodeGroup,
  routeTable,
  defaultRouteTable,
  routePropagation,
  route,
  routeTableAssociation,
  mainRouteTableAssociation,
  natGateway,
  internetGateway,
  securityGroup,
  securityGroupRule,
  vpcSecurityGroupRule,
  addressConsumers,
  dataSources,
];
