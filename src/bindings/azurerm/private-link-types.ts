/** The Azure type behind the azurerm types that private endpoints lead to. */
import type { Value } from '../../values/value.ts';
import { armTypeOf } from '../arm/declared-arm.ts';
import { idOf } from '../azure/id-values.ts';
import type { BindingContext } from '../binding.ts';
import { meantInstance } from '../read-targets.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['azurerm_api_management', 'Microsoft.ApiManagement/service'],
  ['azurerm_app_configuration', 'Microsoft.AppConfiguration/configurationStores'],
  ['azurerm_app_service', 'Microsoft.Web/sites'],
  ['azurerm_attestation_provider', 'Microsoft.Attestation/attestationProviders'],
  ['azurerm_automation_account', 'Microsoft.Automation/automationAccounts'],
  ['azurerm_bot_service_azure_bot', 'Microsoft.BotService/botServices'],
  ['azurerm_container_registry', 'Microsoft.ContainerRegistry/registries'],
  ['azurerm_cosmosdb_account', 'Microsoft.DocumentDB/databaseAccounts'],
  ['azurerm_cosmosdb_postgresql_cluster', 'Microsoft.DBforPostgreSQL/serverGroupsv2'],
  ['azurerm_dashboard_grafana', 'Microsoft.Dashboard/grafana'],
  ['azurerm_data_factory', 'Microsoft.DataFactory/factories'],
  ['azurerm_databricks_workspace', 'Microsoft.Databricks/workspaces'],
  ['azurerm_digital_twins_instance', 'Microsoft.DigitalTwins/digitalTwinsInstances'],
  ['azurerm_disk_access', 'Microsoft.Compute/diskAccesses'],
  ['azurerm_eventgrid_domain', 'Microsoft.EventGrid/domains'],
  ['azurerm_eventgrid_namespace', 'Microsoft.EventGrid/namespaces'],
  ['azurerm_eventgrid_topic', 'Microsoft.EventGrid/topics'],
  ['azurerm_eventhub_namespace', 'Microsoft.EventHub/namespaces'],
  ['azurerm_function_app', 'Microsoft.Web/sites'],
  ['azurerm_function_app_flex_consumption', 'Microsoft.Web/sites'],
  ['azurerm_iothub', 'Microsoft.Devices/IotHubs'],
  ['azurerm_iothub_dps', 'Microsoft.Devices/ProvisioningServices'],
  ['azurerm_key_vault', 'Microsoft.KeyVault/vaults'],
  ['azurerm_key_vault_managed_hardware_security_module', 'Microsoft.KeyVault/managedHSMs'],
  ['azurerm_linux_function_app', 'Microsoft.Web/sites'],
  ['azurerm_linux_web_app', 'Microsoft.Web/sites'],
  ['azurerm_logic_app_standard', 'Microsoft.Web/sites'],
  ['azurerm_machine_learning_workspace', 'Microsoft.MachineLearningServices/workspaces'],
  ['azurerm_mariadb_server', 'Microsoft.DBforMariaDB/servers'],
  ['azurerm_mongo_cluster', 'Microsoft.DocumentDB/mongoClusters'],
  ['azurerm_monitor_private_link_scope', 'Microsoft.Insights/privateLinkScopes'],
  ['azurerm_mssql_server', 'Microsoft.Sql/servers'],
  ['azurerm_mysql_flexible_server', 'Microsoft.DBforMySQL/flexibleServers'],
  ['azurerm_mysql_server', 'Microsoft.DBforMySQL/servers'],
  ['azurerm_postgresql_flexible_server', 'Microsoft.DBforPostgreSQL/flexibleServers'],
  ['azurerm_postgresql_server', 'Microsoft.DBforPostgreSQL/servers'],
  ['azurerm_purview_account', 'Microsoft.Purview/accounts'],
  ['azurerm_recovery_services_vault', 'Microsoft.RecoveryServices/vaults'],
  ['azurerm_redis_cache', 'Microsoft.Cache/Redis'],
  ['azurerm_relay_namespace', 'Microsoft.Relay/namespaces'],
  ['azurerm_search_service', 'Microsoft.Search/searchServices'],
  ['azurerm_servicebus_namespace', 'Microsoft.ServiceBus/namespaces'],
  ['azurerm_signalr_service', 'Microsoft.SignalRService/SignalR'],
  ['azurerm_sql_server', 'Microsoft.Sql/servers'],
  ['azurerm_storage_account', 'Microsoft.Storage/storageAccounts'],
  ['azurerm_synapse_private_link_hub', 'Microsoft.Synapse/privateLinkHubs'],
  ['azurerm_synapse_workspace', 'Microsoft.Synapse/workspaces'],
  ['azurerm_virtual_desktop_host_pool', 'Microsoft.DesktopVirtualization/hostpools'],
  ['azurerm_virtual_desktop_workspace', 'Microsoft.DesktopVirtualization/workspaces'],
  ['azurerm_web_pubsub', 'Microsoft.SignalRService/WebPubSub'],
  ['azurerm_windows_function_app', 'Microsoft.Web/sites'],
  ['azurerm_windows_web_app', 'Microsoft.Web/sites'],
]);

/** The Azure type of the service that an id means; undefined when it cannot be told. */
export function serviceType(context: BindingContext, service: Value): string | undefined {
  const instance = context.find(meantInstance(context, service));
  if (instance === undefined) return idOf(context, service)?.type;
  return armTypeOf(instance) ?? TYPES.get(instance.type);
}
