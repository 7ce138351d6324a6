/** The types of Pulumi's azure-native provider: which resource of Azure's API each is, and the properties that name it. */

export interface AzureType {
  readonly type: string;
  /** The properties with the names, the outermost first; the last one is the resource's own. */
  readonly names: readonly string[];
}

function inNetwork(type: string, ...names: readonly string[]): AzureType {
  return { type: `Microsoft.Network/${type}`, names };
}

const ROWS: readonly (readonly [modules: string, name: string, type: AzureType])[] = [
  ['network', 'VirtualNetwork', inNetwork('virtualNetworks', 'virtualNetworkName')],
  ['network', 'Subnet', inNetwork('virtualNetworks/subnets', 'virtualNetworkName', 'subnetName')],
  [
    'network',
    'VirtualNetworkPeering',
    inNetwork('virtualNetworks/virtualNetworkPeerings', 'virtualNetworkName', 'virtualNetworkPeeringName'),
  ],
  ['network privatedns', 'PrivateZone', inNetwork('privateDnsZones', 'privateZoneName')],
  [
    'network privatedns',
    'VirtualNetworkLink',
    inNetwork('privateDnsZones/virtualNetworkLinks', 'privateZoneName', 'virtualNetworkLinkName'),
  ],
  ['network', 'PrivateEndpoint', inNetwork('privateEndpoints', 'privateEndpointName')],
  [
    'network',
    'PrivateDnsZoneGroup',
    inNetwork('privateEndpoints/privateDnsZoneGroups', 'privateEndpointName', 'privateDnsZoneGroupName'),
  ],
  ['network dnsresolver', 'DnsResolver', inNetwork('dnsResolvers', 'dnsResolverName')],
  [
    'network dnsresolver',
    'InboundEndpoint',
    inNetwork('dnsResolvers/inboundEndpoints', 'dnsResolverName', 'inboundEndpointName'),
  ],
  [
    'network dnsresolver',
    'OutboundEndpoint',
    inNetwork('dnsResolvers/outboundEndpoints', 'dnsResolverName', 'outboundEndpointName'),
  ],
  [
    'network dnsresolver',
    'DnsForwardingRuleset',
    inNetwork('dnsForwardingRulesets', 'dnsForwardingRulesetName'),
  ],
  [
    'network dnsresolver',
    'ForwardingRule',
    inNetwork('dnsForwardingRulesets/forwardingRules', 'dnsForwardingRulesetName', 'forwardingRuleName'),
  ],
  [
    'network dnsresolver',
    'PrivateResolverVirtualNetworkLink',
    inNetwork(
      'dnsForwardingRulesets/virtualNetworkLinks',
      'dnsForwardingRulesetName',
      'virtualNetworkLinkName',
    ),
  ],
  ['network', 'VirtualNetworkGateway', inNetwork('virtualNetworkGateways', 'virtualNetworkGatewayName')],
  [
    'network',
    'VirtualNetworkGatewayConnection',
    inNetwork('connections', 'virtualNetworkGatewayConnectionName'),
  ],
  ['network', 'LocalNetworkGateway', inNetwork('localNetworkGateways', 'localNetworkGatewayName')],
  ['network', 'AzureFirewall', inNetwork('azureFirewalls', 'azureFirewallName')],
  ['network', 'BastionHost', inNetwork('bastionHosts', 'bastionHostName')],
  ['network', 'ApplicationGateway', inNetwork('applicationGateways', 'applicationGatewayName')],
  ['network', 'LoadBalancer', inNetwork('loadBalancers', 'loadBalancerName')],
  ['network', 'NetworkInterface', inNetwork('networkInterfaces', 'networkInterfaceName')],
  ['network', 'NatGateway', inNetwork('natGateways', 'natGatewayName')],
  ['network', 'RouteTable', inNetwork('routeTables', 'routeTableName')],
  ['network', 'Route', inNetwork('routeTables/routes', 'routeTableName', 'routeName')],
  ['network', 'NetworkSecurityGroup', inNetwork('networkSecurityGroups', 'networkSecurityGroupName')],
  [
    'network',
    'SecurityRule',
    inNetwork('networkSecurityGroups/securityRules', 'networkSecurityGroupName', 'securityRuleName'),
  ],
  ['network', 'VirtualWan', inNetwork('virtualWans', 'virtualWANName')],
  ['network', 'VirtualHub', inNetwork('virtualHubs', 'virtualHubName')],
  [
    'network',
    'HubVirtualNetworkConnection',
    inNetwork('virtualHubs/hubVirtualNetworkConnections', 'virtualHubName', 'connectionName'),
  ],
  ['network', 'VpnSite', inNetwork('vpnSites', 'vpnSiteName')],
  ['network', 'VpnGateway', inNetwork('vpnGateways', 'gatewayName')],
  ['network', 'VpnConnection', inNetwork('vpnGateways/vpnConnections', 'gatewayName', 'connectionName')],
  ['network', 'P2sVpnGateway', inNetwork('p2sVpnGateways', 'gatewayName')],
  [
    'containerservice',
    'ManagedCluster',
    { type: 'Microsoft.ContainerService/managedClusters', names: ['resourceName'] },
  ],
  [
    'containerservice',
    'AgentPool',
    {
      type: 'Microsoft.ContainerService/managedClusters/agentPools',
      names: ['resourceName', 'agentPoolName'],
    },
  ],
];

/** By package, module and type: some types have moved to modules of their own. */
export const AZURE_TYPES: ReadonlyMap<string, AzureType> = new Map(
  ROWS.flatMap(([modules, name, type]) =>
    modules.split(' ').map((module) => [`azure-native:${module}:${name}`, type] as const),
  ),
);
