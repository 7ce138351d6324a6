/** The bindings of Kubernetes objects that are bound as they stand. */
import type { Binding } from '../binding.ts';
import { awsCluster, awsManagedControlPlane, awsManagedMachinePool } from './aws-cluster.ts';
import { azureCluster } from './azure-cluster.ts';
import { azureManagedControlPlane, azureManagedMachinePool } from './azure-managed.ts';
import { ciliumNetworkPolicy } from './cilium-policy.ts';
import { cluster } from './cluster.ts';
import { eksctlCluster } from './eksctl.ts';
import { gcpCluster, gcpManagedControlPlane } from './gcp-cluster.ts';
import { gateway, ingress } from './ingress.ts';
import { installConfig, kindCluster, kopsCluster, kubeadmConfiguration } from './installers.ts';
import { networkPolicy } from './network-policy.ts';
import { clusterOfPools } from './pools.ts';
import { service } from './service.ts';

export const KUBERNETES_BINDINGS: readonly Binding[] = [
  cluster,
  azureCluster,
  azureManagedControlPlane,
  azureManagedMachinePool,
  awsCluster,
  awsManagedControlPlane,
  awsManagedMachinePool,
  gcpCluster,
  gcpManagedControlPlane,
  eksctlCluster,
  kubeadmConfiguration,
  kindCluster,
  kopsCluster,
  installConfig,
  clusterOfPools,
  service,
  networkPolicy,
  ciliumNetworkPolicy,
  ingress,
  gateway,
];
