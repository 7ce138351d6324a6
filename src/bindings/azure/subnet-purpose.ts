/** What Azure reserves a subnet for: by its name, or by the service that it is delegated to. */

/** Names that Azure demands for one purpose; sources in the page on subnets of each service. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['gatewaysubnet', 'gateway'],
  ['azurefirewallsubnet', 'firewall'],
  ['azurefirewallmanagementsubnet', 'firewall-management'],
  ['azurebastionsubnet', 'bastion'],
  ['routeserversubnet', 'route-server'],
]);

/** Services by their delegation name, in words that are free of the vendor's spelling. */
const BY_DELEGATION: ReadonlyMap<string, string> = new Map([
  ['microsoft.apimanagement/service', 'api-management'],
  ['microsoft.app/environments', 'container-apps'],
  ['microsoft.containerinstance/containergroups', 'container-instances'],
  ['microsoft.containerservice/managedclusters', 'kubernetes'],
  ['microsoft.databricks/workspaces', 'databricks'],
  ['microsoft.dbformysql/flexibleservers', 'mysql'],
  ['microsoft.dbforpostgresql/flexibleservers', 'postgresql'],
  ['microsoft.netapp/volumes', 'netapp-volumes'],
  ['microsoft.network/applicationgateways', 'application-gateway'],
  ['microsoft.network/dnsresolvers', 'dns-resolver'],
  ['microsoft.servicenetworking/trafficcontrollers', 'application-gateway-for-containers'],
  ['microsoft.sql/managedinstances', 'sql-managed-instance'],
  ['microsoft.web/hostingenvironments', 'app-service-environment'],
  ['microsoft.web/serverfarms', 'app-service'],
]);

/**
 * The purpose of a subnet, undefined when Azure reserves it for nothing or it cannot be told. A delegation that is not
 * in the table is its own purpose, in lower case.
 */
export function subnetPurpose(name: string | undefined, delegations: readonly string[]): string | undefined {
  const byName = name === undefined ? undefined : BY_NAME.get(name.toLowerCase());
  const delegation = delegations[0]?.toLowerCase();
  if (byName !== undefined || delegation === undefined) return byName;
  return BY_DELEGATION.get(delegation) ?? delegation;
}
