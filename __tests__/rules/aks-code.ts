/** Terraform for clusters, for the tests of what they need. */
import type { Files } from './road.ts';

/** A node pool; what is not given is not written. */
export interface Pool {
  readonly name?: string;
  /** As HCL. */
  readonly count?: number | string;
  /** Scales by itself up to this many; as HCL. */
  readonly max?: number | string;
  readonly min?: number;
  /** As HCL. */
  readonly pods?: number | string;
  /** As HCL. */
  readonly surge?: string;
  readonly spot?: boolean;
  readonly podSubnet?: boolean;
}

/** A cluster; the first pool is its default one. */
export interface Cluster {
  readonly mode?: 'node-subnet' | 'overlay' | 'kubenet' | 'none';
  readonly version?: string;
  readonly podCidr?: string;
  readonly isPrivate?: boolean;
  readonly pools: readonly Pool[];
}

function poolBody({ name, count, max, min, pods, surge, spot, podSubnet }: Pool): string {
  return [
    `  name           = "${name ?? 'system'}"`,
    '  vm_size        = "Standard_D4s_v5"',
    '  vnet_subnet_id = azurerm_subnet.nodes.id',
    count === undefined ? '' : `  node_count = ${count}`,
    max === undefined ? '' : `  auto_scaling_enabled = true\n  max_count = ${max}\n  min_count = ${min ?? 1}`,
    pods === undefined ? '' : `  max_pods = ${pods}`,
    surge === undefined ? '' : `  upgrade_settings {\n    max_surge = ${surge}\n  }`,
    spot === true ? '  priority = "Spot"' : '',
    podSubnet === true ? '  pod_subnet_id = azurerm_subnet.pods.id' : '',
  ].join('\n');
}

const PROFILES = {
  'node-subnet': '  network_plugin = "azure"',
  overlay: '  network_plugin = "azure"\n  network_plugin_mode = "overlay"',
  kubenet: '  network_plugin = "kubenet"',
  none: '  network_plugin = "none"',
};

/** A cluster with its pools. */
export function cluster(name: string, { mode, version, podCidr, isPrivate, pools }: Cluster): string {
  const [first, ...others] = pools;
  return [
    `resource "azurerm_kubernetes_cluster" "${name}" {`,
    `  name = "aks-${name}"`,
    version === undefined ? '' : `  kubernetes_version = "${version}"`,
    isPrivate === true ? '  private_cluster_enabled = true' : '',
    `  default_node_pool {\n${poolBody(first ?? {})}\n}`,
    `  network_profile {\n${PROFILES[mode ?? 'node-subnet']}`,
    podCidr === undefined ? '' : `  pod_cidr = "${podCidr}"`,
    '}\n}',
    ...others.map((pool, index) =>
      [
        `resource "azurerm_kubernetes_cluster_node_pool" "${name}_${index}" {`,
        `  kubernetes_cluster_id = azurerm_kubernetes_cluster.${name}.id`,
        poolBody({ name: `user${index}`, ...pool }),
        '}',
      ].join('\n'),
    ),
    '',
  ].join('\n');
}

/** A subnet of the network `main`. */
export function subnet(name: string, ...cidrs: readonly string[]): string {
  return [
    `resource "azurerm_subnet" "${name}" {`,
    `  name                 = "${name}"`,
    '  resource_group_name  = "rg"',
    '  virtual_network_name = azurerm_virtual_network.main.name',
    `  address_prefixes     = [${cidrs.map((cidr) => `"${cidr}"`).join(', ')}]`,
    '}\n',
  ].join('\n');
}

/** The network `main`. */
export const NETWORK =
  'resource "azurerm_virtual_network" "main" {\n  name = "vnet"\n  resource_group_name = "rg"\n  address_space = ["10.0.0.0/8"]\n}\n';

/** Clusters whose nodes stand in a subnet of this range. */
export function nodes(cidr: string, ...clusters: readonly Cluster[]): Files {
  return {
    'main.tf':
      NETWORK + subnet('nodes', cidr) + clusters.map((one, index) => cluster(`c${index}`, one)).join(''),
  };
}
