/**
 * The kinds of Azure Service Operator that stand for resources of Azure's API
 * (https://azure.github.io/azure-service-operator/reference/).
 */

/** By group without `.azure.com`: provider, then kinds with the types that they are. */
const GROUPS: readonly (readonly [
  group: string,
  provider: string,
  kinds: Readonly<Record<string, string>>,
])[] = [
  [
    'network',
    'Microsoft.Network',
    {
      VirtualNetwork: 'virtualNetworks',
      VirtualNetworksSubnet: 'virtualNetworks/subnets',
      VirtualNetworksVirtualNetworkPeering: 'virtualNetworks/virtualNetworkPeerings',
      PrivateDnsZone: 'privateDnsZones',
      PrivateDnsZonesVirtualNetworkLink: 'privateDnsZones/virtualNetworkLinks',
      PrivateDnsZonesARecord: 'privateDnsZones/A',
      PrivateDnsZonesAAAARecord: 'privateDnsZones/AAAA',
      PrivateDnsZonesCNAMERecord: 'privateDnsZones/CNAME',
      PrivateEndpoint: 'privateEndpoints',
      PrivateEndpointsPrivateDnsZoneGroup: 'privateEndpoints/privateDnsZoneGroups',
      PrivateLinkService: 'privateLinkServices',
      RouteTable: 'routeTables',
      RouteTablesRoute: 'routeTables/routes',
      NetworkSecurityGroup: 'networkSecurityGroups',
      NetworkSecurityGroupsSecurityRule: 'networkSecurityGroups/securityRules',
      NatGateway: 'natGateways',
      VirtualNetworkGateway: 'virtualNetworkGateways',
      LocalNetworkGateway: 'localNetworkGateways',
      AzureFirewall: 'azureFirewalls',
      BastionHost: 'bastionHosts',
      LoadBalancer: 'loadBalancers',
      NetworkInterface: 'networkInterfaces',
      ApplicationGateway: 'applicationGateways',
      DnsResolver: 'dnsResolvers',
      DnsResolversInboundEndpoint: 'dnsResolvers/inboundEndpoints',
      DnsResolversOutboundEndpoint: 'dnsResolvers/outboundEndpoints',
      DnsForwardingRuleset: 'dnsForwardingRulesets',
      DnsForwardingRuleSetsForwardingRule: 'dnsForwardingRulesets/forwardingRules',
      DnsForwardingRuleSetsVirtualNetworkLink: 'dnsForwardingRulesets/virtualNetworkLinks',
    },
  ],
  [
    'containerservice',
    'Microsoft.ContainerService',
    { ManagedCluster: 'managedClusters', ManagedClustersAgentPool: 'managedClusters/agentPools' },
  ],
  ['app', 'Microsoft.App', { ManagedEnvironment: 'managedEnvironments' }],
  ['cache', 'Microsoft.Cache', { Redis: 'Redis' }],
  ['compute', 'Microsoft.Compute', { VirtualMachineScaleSet: 'virtualMachineScaleSets' }],
  ['dbformysql', 'Microsoft.DBforMySQL', { FlexibleServer: 'flexibleServers' }],
  ['dbforpostgresql', 'Microsoft.DBforPostgreSQL', { FlexibleServer: 'flexibleServers' }],
  ['web', 'Microsoft.Web', { Site: 'sites' }],
  // Services that private endpoints lead to.
  ['containerregistry', 'Microsoft.ContainerRegistry', { Registry: 'registries' }],
  ['documentdb', 'Microsoft.DocumentDB', { DatabaseAccount: 'databaseAccounts' }],
  ['eventhub', 'Microsoft.EventHub', { Namespace: 'namespaces' }],
  ['keyvault', 'Microsoft.KeyVault', { Vault: 'vaults' }],
  ['search', 'Microsoft.Search', { SearchService: 'searchServices' }],
  ['servicebus', 'Microsoft.ServiceBus', { Namespace: 'namespaces' }],
  ['sql', 'Microsoft.Sql', { Server: 'servers' }],
  ['storage', 'Microsoft.Storage', { StorageAccount: 'storageAccounts' }],
];

/** The kind that resource groups are, which all others belong to at last. */
export const RESOURCE_GROUP = 'ResourceGroup.resources.azure.com';

/** A kind of object, and what it is in Azure's API. */
export interface AzureKind {
  readonly armType: string;
  /** Kind and group of the object that owns it. */
  readonly owner: string;
}

/** By kind and group, as in `VirtualNetwork.network.azure.com`. */
export const AZURE_KINDS: ReadonlyMap<string, AzureKind> = new Map(
  GROUPS.flatMap(([group, provider, kinds]) => {
    const kindOf = new Map(Object.entries(kinds).map(([kind, type]) => [type, kind] as const));
    return Object.entries(kinds).map(([kind, type]) => {
      const ownerKind = kindOf.get(type.slice(0, Math.max(0, type.lastIndexOf('/'))));
      const owner = ownerKind === undefined ? RESOURCE_GROUP : `${ownerKind}.${group}.azure.com`;
      return [`${kind}.${group}.azure.com`, { armType: `${provider}/${type}`, owner }] as const;
    });
  }),
);
