/**
 * The zones that every release of the module `Azure/avm-ptn-network-private-link-private-dns-zones/azurerm` makes when
 * a call names none. Each has further ones, which differ.
 * Source: variables.tf of github.com/Azure/terraform-azurerm-avm-ptn-network-private-link-private-dns-zones, 0.1 to 0.23.
 */

/** A zone of the list: its key, and its name with placeholders in braces. */
export interface DefaultZone {
  readonly key: string;
  readonly name: string;
}

const ROWS = `
    azure_ml privatelink.api.azureml.ms
    azure_ml_notebooks privatelink.notebooks.azure.net
    azure_ai_cog_svcs privatelink.cognitiveservices.azure.com
    azure_ai_oai privatelink.openai.azure.com
    azure_bot_svc_bot privatelink.directline.botframework.com
    azure_bot_svc_token privatelink.token.botframework.com
    azure_service_hub privatelink.servicebus.windows.net
    azure_data_factory privatelink.datafactory.azure.net
    azure_data_factory_portal privatelink.adf.azure.com
    azure_hdinsight privatelink.azurehdinsight.net
    azure_data_explorer privatelink.{regionName}.kusto.windows.net
    azure_storage_blob privatelink.blob.core.windows.net
    azure_storage_queue privatelink.queue.core.windows.net
    azure_storage_table privatelink.table.core.windows.net
    azure_storage_file privatelink.file.core.windows.net
    azure_storage_web privatelink.web.core.windows.net
    azure_data_lake_gen2 privatelink.dfs.core.windows.net
    azure_file_sync privatelink.afs.azure.net
    azure_power_bi_tenant_analysis privatelink.analysis.windows.net
    azure_power_bi_dedicated privatelink.pbidedicated.windows.net
    azure_power_bi_power_query privatelink.tip1.powerquery.microsoft.com
    azure_databricks_ui_api privatelink.azuredatabricks.net
    azure_avd_global privatelink-global.wvd.microsoft.com
    azure_avd_feed_mgmt privatelink.wvd.microsoft.com
    azure_aks_mgmt privatelink.{regionName}.azmk8s.io
    azure_acr_registry privatelink.azurecr.io
    azure_sql_server privatelink.database.windows.net
    azure_cosmos_db_sql privatelink.documents.azure.com
    azure_cosmos_db_mongo privatelink.mongo.cosmos.azure.com
    azure_cosmos_db_cassandra privatelink.cassandra.cosmos.azure.com
    azure_cosmos_db_gremlin privatelink.gremlin.cosmos.azure.com
    azure_cosmos_db_table privatelink.table.cosmos.azure.com
    azure_cosmos_db_analytical privatelink.analytics.cosmos.azure.com
    azure_cosmos_db_postgres privatelink.postgres.cosmos.azure.com
    azure_maria_db_server privatelink.mariadb.database.azure.com
    azure_postgres_sql_server privatelink.postgres.database.azure.com
    azure_mysql_db_server privatelink.mysql.database.azure.com
    azure_redis_cache privatelink.redis.cache.windows.net
    azure_redis_enterprise privatelink.redisenterprise.cache.azure.net
    azure_arc_hybrid_compute privatelink.his.arc.azure.com
    azure_arc_guest_configuration privatelink.guestconfiguration.azure.com
    azure_arc_kubernetes privatelink.dp.kubernetesconfiguration.azure.com
    azure_event_grid privatelink.eventgrid.azure.net
    azure_api_management privatelink.azure-api.net
    azure_healthcare_dicom privatelink.dicom.azurehealthcareapis.com
    azure_iot_hub privatelink.azure-devices.net
    azure_iot_hub_provisioning privatelink.azure-devices-provisioning.net
    azure_iot_hub_update privatelink.api.adu.microsoft.com
    azure_iot_central privatelink.azureiotcentral.com
    azure_digital_twins privatelink.digitaltwins.azure.net
    azure_media_services_delivery privatelink.media.azure.net
    azure_automation privatelink.azure-automation.net
    azure_backup privatelink.{regionCode}.backup.windowsazure.com
    azure_site_recovery privatelink.siterecovery.windowsazure.com
    azure_monitor privatelink.monitor.azure.com
    azure_log_analytics privatelink.oms.opinsights.azure.com
    azure_log_analytics_data privatelink.ods.opinsights.azure.com
    azure_monitor_agent privatelink.agentsvc.azure-automation.net
    azure_purview_account privatelink.purview.azure.com
    azure_purview_studio privatelink.purviewstudio.azure.com
    azure_migration_service privatelink.prod.migration.windowsazure.com
    azure_grafana privatelink.grafana.azure.com
    azure_key_vault privatelink.vaultcore.azure.net
    azure_managed_hsm privatelink.managedhsm.azure.net
    azure_app_configuration privatelink.azconfig.io
    azure_attestation privatelink.attest.azure.net
    azure_search privatelink.search.windows.net
    azure_app_service privatelink.azurewebsites.net
    azure_signalr_service privatelink.service.signalr.net
    azure_static_web_apps privatelink.azurestaticapps.net
`;

/** The list. */
export const DEFAULT_ZONES: readonly DefaultZone[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [key = '', name = ''] = row.trim().split(' ');
    return { key, name };
  });
