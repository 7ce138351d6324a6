/** Every respelling there is. */
import { ack } from './ack/ack.ts';
import { aksModules } from './ansible/aks.ts';
import { ansibleModules } from './ansible/ansible-modules.ts';
import { azureServiceOperator } from './azure-service-operator/azure-service-operator.ts';
import { cloudFormation } from './cloudformation/cloudformation.ts';
import { clusterApi } from './cluster-api/cluster-api.ts';
import { addressPools } from './cluster-api/pools.ts';
import { configConnector } from './config-connector/config-connector.ts';
import { composition } from './crossplane/composition.ts';
import { MANAGED_RESOURCES } from './crossplane/managed-resources.ts';
import { azureNative } from './pulumi/azure-native.ts';
import { terraformProviders } from './pulumi/terraform-providers.ts';
import { moduleRespelling } from '../public-module.ts';
import { PUBLIC_MODULES } from '../public-modules.ts';
import { INVENTORY_RESPELLINGS } from './inventory/respellings.ts';
import type { Respelling } from './respelling.ts';

export const RESPELLINGS: readonly Respelling[] = [
  ...MANAGED_RESOURCES,
  composition,
  cloudFormation,
  configConnector,
  ack,
  azureNative,
  ansibleModules,
  aksModules,
  terraformProviders,
  azureServiceOperator,
  ...INVENTORY_RESPELLINGS,
  clusterApi,
  addressPools,
  ...PUBLIC_MODULES.map(moduleRespelling),
];
