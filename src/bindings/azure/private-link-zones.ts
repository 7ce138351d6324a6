/**
 * The private DNS zones of Azure services, by resource type and sub-resource, in the commercial cloud.
 * Source: https://learn.microsoft.com/azure/private-link/private-endpoint-dns, 2025-08-04.
 *
 * Left out are the services whose zone depends on more than type and sub-resource: on the region or a partition
 * (Kusto, backup, Container Apps, AKS, managed Prometheus, SQL managed instance, static sites), on the edition
 * (AI services, Redis Enterprise), or on when they were created (Batch, file sync, health data). Nothing is expected
 * of them.
 */

interface PrivateLinkZones {
  readonly type: string;
  /** Sub-resources in lower case. */
  readonly groups: readonly string[];
  /** All of them are needed. */
  readonly domains: readonly string[];
}

function row(type: string, groups: string, domains: string): PrivateLinkZones {
  return { type: type.toLowerCase(), groups: groups.toLowerCase().split(' '), domains: domains.split(' ') };
}

const ROWS: readonly PrivateLinkZones[] = [
  row(
    'Microsoft.MachineLearningServices/workspaces',
    'amlworkspace',
    'privatelink.api.azureml.ms privatelink.notebooks.azure.net',
  ),
  row('Microsoft.MachineLearningServices/registries', 'amlregistry', 'privatelink.api.azureml.ms'),
  row('Microsoft.BotService/botServices', 'Bot', 'privatelink.directline.botframework.com'),
  row('Microsoft.BotService/botServices', 'Token', 'privatelink.token.botframework.com'),
  row('Microsoft.Synapse/workspaces', 'Sql SqlOnDemand', 'privatelink.sql.azuresynapse.net'),
  row('Microsoft.Synapse/workspaces', 'Dev', 'privatelink.dev.azuresynapse.net'),
  row('Microsoft.Synapse/privateLinkHubs', 'Web', 'privatelink.azuresynapse.net'),
  row('Microsoft.EventHub/namespaces', 'namespace', 'privatelink.servicebus.windows.net'),
  row('Microsoft.ServiceBus/namespaces', 'namespace', 'privatelink.servicebus.windows.net'),
  row('Microsoft.Relay/namespaces', 'namespace', 'privatelink.servicebus.windows.net'),
  row('Microsoft.DataFactory/factories', 'dataFactory', 'privatelink.datafactory.azure.net'),
  row('Microsoft.DataFactory/factories', 'portal', 'privatelink.adf.azure.com'),
  row('Microsoft.HDInsight/clusters', 'gateway headnode', 'privatelink.azurehdinsight.net'),
  row(
    'Microsoft.PowerBI/privateLinkServicesForPowerBI',
    'tenant',
    'privatelink.analysis.windows.net privatelink.pbidedicated.windows.net privatelink.tip1.powerquery.microsoft.com',
  ),
  row('Microsoft.Fabric/privateLinkServicesForFabric', 'workspace', 'privatelink.fabric.microsoft.com'),
  row(
    'Microsoft.Databricks/workspaces',
    'databricks_ui_api browser_authentication',
    'privatelink.azuredatabricks.net',
  ),
  row('Microsoft.DesktopVirtualization/workspaces', 'global', 'privatelink-global.wvd.microsoft.com'),
  row('Microsoft.DesktopVirtualization/workspaces', 'feed', 'privatelink.wvd.microsoft.com'),
  row('Microsoft.DesktopVirtualization/hostpools', 'connection', 'privatelink.wvd.microsoft.com'),
  row('Microsoft.ContainerRegistry/registries', 'registry', 'privatelink.azurecr.io'),
  row('Microsoft.Sql/servers', 'sqlServer', 'privatelink.database.windows.net'),
  row('Microsoft.DocumentDB/databaseAccounts', 'Sql', 'privatelink.documents.azure.com'),
  row('Microsoft.DocumentDB/databaseAccounts', 'MongoDB', 'privatelink.mongo.cosmos.azure.com'),
  row('Microsoft.DocumentDB/databaseAccounts', 'Cassandra', 'privatelink.cassandra.cosmos.azure.com'),
  row('Microsoft.DocumentDB/databaseAccounts', 'Gremlin', 'privatelink.gremlin.cosmos.azure.com'),
  row('Microsoft.DocumentDB/databaseAccounts', 'Table', 'privatelink.table.cosmos.azure.com'),
  row('Microsoft.DocumentDB/databaseAccounts', 'Analytical', 'privatelink.analytics.cosmos.azure.com'),
  row('Microsoft.DocumentDB/mongoClusters', 'MongoCluster', 'privatelink.mongocluster.cosmos.azure.com'),
  row('Microsoft.DBforPostgreSQL/serverGroupsv2', 'coordinator', 'privatelink.postgres.cosmos.azure.com'),
  row('Microsoft.DBforPostgreSQL/servers', 'postgresqlServer', 'privatelink.postgres.database.azure.com'),
  row(
    'Microsoft.DBforPostgreSQL/flexibleServers',
    'postgresqlServer',
    'privatelink.postgres.database.azure.com',
  ),
  row('Microsoft.DBforMySQL/servers', 'mysqlServer', 'privatelink.mysql.database.azure.com'),
  row('Microsoft.DBforMySQL/flexibleServers', 'mysqlServer', 'privatelink.mysql.database.azure.com'),
  row('Microsoft.DBforMariaDB/servers', 'mariadbServer', 'privatelink.mariadb.database.azure.com'),
  row('Microsoft.Cache/Redis', 'redisCache', 'privatelink.redis.cache.windows.net'),
  row(
    'Microsoft.HybridCompute/privateLinkScopes',
    'hybridcompute',
    'privatelink.his.arc.azure.com privatelink.guestconfiguration.azure.com privatelink.dp.kubernetesconfiguration.azure.com',
  ),
  row('Microsoft.EventGrid/topics', 'topic', 'privatelink.eventgrid.azure.net'),
  row('Microsoft.EventGrid/domains', 'domain', 'privatelink.eventgrid.azure.net'),
  row('Microsoft.EventGrid/partnerNamespaces', 'partnernamespace', 'privatelink.eventgrid.azure.net'),
  row('Microsoft.EventGrid/namespaces', 'topic', 'privatelink.eventgrid.azure.net'),
  row('Microsoft.EventGrid/namespaces', 'topicSpace', 'privatelink.ts.eventgrid.azure.net'),
  row('Microsoft.ApiManagement/service', 'Gateway', 'privatelink.azure-api.net'),
  row(
    'Microsoft.Devices/IotHubs',
    'iotHub',
    'privatelink.azure-devices.net privatelink.servicebus.windows.net',
  ),
  row('Microsoft.Devices/ProvisioningServices', 'iotDps', 'privatelink.azure-devices-provisioning.net'),
  row('Microsoft.DeviceUpdate/accounts', 'DeviceUpdate', 'privatelink.api.adu.microsoft.com'),
  row(
    'Microsoft.IoTCentral/IoTApps',
    'iotApp',
    'privatelink.azureiotcentral.com privatelink.azure-devices.net privatelink.servicebus.windows.net privatelink.azure-devices-provisioning.net',
  ),
  row('Microsoft.DigitalTwins/digitalTwinsInstances', 'API', 'privatelink.digitaltwins.azure.net'),
  row(
    'Microsoft.Media/mediaservices',
    'keydelivery liveevent streamingendpoint',
    'privatelink.media.azure.net',
  ),
  row(
    'Microsoft.Automation/automationAccounts',
    'Webhook DSCAndHybridWorker',
    'privatelink.azure-automation.net',
  ),
  row('Microsoft.RecoveryServices/vaults', 'AzureSiteRecovery', 'privatelink.siterecovery.windowsazure.com'),
  row(
    'Microsoft.Insights/privateLinkScopes',
    'azuremonitor',
    'privatelink.monitor.azure.com privatelink.oms.opinsights.azure.com privatelink.ods.opinsights.azure.com privatelink.agentsvc.azure-automation.net privatelink.blob.core.windows.net',
  ),
  row('Microsoft.Dashboard/grafana', 'grafana', 'privatelink.grafana.azure.com'),
  row('Microsoft.Purview/accounts', 'account', 'privatelink.purview.azure.com'),
  row('Microsoft.Purview/accounts', 'portal', 'privatelink.purviewstudio.azure.com'),
  row('Microsoft.Purview/accounts', 'platform', 'privatelink.purview-service.microsoft.com'),
  row('Microsoft.Migrate/migrateProjects', 'Default', 'privatelink.prod.migration.windowsazure.com'),
  row('Microsoft.Migrate/assessmentProjects', 'Default', 'privatelink.prod.migration.windowsazure.com'),
  row(
    'Microsoft.Authorization/resourceManagementPrivateLinks',
    'ResourceManagement',
    'privatelink.azure.com',
  ),
  row('Microsoft.KeyVault/vaults', 'vault', 'privatelink.vaultcore.azure.net'),
  row('Microsoft.KeyVault/managedHSMs', 'managedhsm', 'privatelink.managedhsm.azure.net'),
  row('Microsoft.AppConfiguration/configurationStores', 'configurationStores', 'privatelink.azconfig.io'),
  row('Microsoft.Attestation/attestationProviders', 'standard', 'privatelink.attest.azure.net'),
  row('Microsoft.Storage/storageAccounts', 'blob blob_secondary', 'privatelink.blob.core.windows.net'),
  row('Microsoft.Storage/storageAccounts', 'table table_secondary', 'privatelink.table.core.windows.net'),
  row('Microsoft.Storage/storageAccounts', 'queue queue_secondary', 'privatelink.queue.core.windows.net'),
  row('Microsoft.Storage/storageAccounts', 'file', 'privatelink.file.core.windows.net'),
  row('Microsoft.Storage/storageAccounts', 'web web_secondary', 'privatelink.web.core.windows.net'),
  row('Microsoft.Storage/storageAccounts', 'dfs dfs_secondary', 'privatelink.dfs.core.windows.net'),
  row('Microsoft.Compute/diskAccesses', 'disks', 'privatelink.blob.core.windows.net'),
  row('Microsoft.FileShares/fileShares', 'FileShare', 'privatelink.file.core.windows.net'),
  row('Microsoft.Search/searchServices', 'searchService', 'privatelink.search.windows.net'),
  row('Microsoft.Web/sites', 'sites', 'privatelink.azurewebsites.net'),
  row('Microsoft.SignalRService/SignalR', 'signalr', 'privatelink.service.signalr.net'),
  row('Microsoft.SignalRService/WebPubSub', 'webpubsub', 'privatelink.webpubsub.azure.com'),
];

const BY_TYPE_AND_GROUP: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.flatMap(({ type, groups, domains }) => groups.map((group) => [`${type} ${group}`, domains] as const)),
);

const COMMERCIAL_ZONES: ReadonlySet<string> = new Set(ROWS.flatMap((zones) => zones.domains));

/**
 * The domains that clients of these parts of a service need to resolve privately, in order and each once. Empty when
 * one of the parts is not in the table: then not all can be told.
 */
export function privateLinkDomains(type: string, groups: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const group of groups) {
    const domains = BY_TYPE_AND_GROUP.get(`${type.toLowerCase()} ${group.toLowerCase()}`);
    if (domains === undefined) return [];
    for (const domain of domains) found.add(domain);
  }
  return [...found];
}

/** True for a zone that only the commercial cloud has: its name tells that the code is meant for that cloud. */
export function isCommercialZone(domain: string): boolean {
  return COMMERCIAL_ZONES.has(domain.toLowerCase());
}

/**
 * Whether a region belongs to the commercial cloud: undefined when nothing is known of it. Takes names (`westeurope`)
 * and display names (`West Europe`).
 */
export function isCommercialRegion(location: string | undefined): boolean | undefined {
  if (location === undefined) return undefined;
  return !/^(usgov|usdod|china|usnat|ussec)/.test(location.toLowerCase().replaceAll(' ', ''));
}
