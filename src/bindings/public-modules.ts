/** Every public module that is told as the resources that a call of it deploys. */
import { transitGatewayModule } from './aws-modules/transit-gateway.ts';
import { managedClusterModule } from './azure-modules/avm-managed-cluster.ts';
import { HUB_MODULES } from './azure-modules/hub-networks.ts';
import { privateLinkZonesModule } from './azure-modules/private-link-zones.ts';
import { KUBERNETES_ENGINE_MODULES } from './google-modules/kubernetes-engine.ts';
import type { PublicModule } from './public-module.ts';

/** In no order that matters. */
export const PUBLIC_MODULES: readonly PublicModule[] = [
  transitGatewayModule,
  managedClusterModule,
  privateLinkZonesModule,
  ...HUB_MODULES,
  ...KUBERNETES_ENGINE_MODULES,
];
