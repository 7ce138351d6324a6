/** Every binding there is. */
import { armDataSource, armResource } from './arm/arm-resource.ts';
import { azapiDataSource, azapiResource, azapiUpdate } from './arm/azapi.ts';
import { AWS_BINDINGS } from './aws/bindings.ts';
import { eksModule } from './aws-modules/eks.ts';
import { vpcModule } from './aws-modules/vpc.ts';
import { AZURE_MODULE_BINDINGS } from './azure-modules/bindings.ts';
import { AZURERM_BINDINGS } from './azurerm/bindings.ts';
import type { Binding } from './binding.ts';
import { GOOGLE_BINDINGS } from './google/bindings.ts';
import { networkModule, peeringModule } from './google-modules/network.ts';
import { INVENTORY_BINDINGS } from './inventory/bindings.ts';
import { KUBERNETES_BINDINGS } from './kubernetes/bindings.ts';
import { moduleBinding } from './public-module.ts';
import { PUBLIC_MODULES } from './public-modules.ts';
import { templateDeployment } from './unread-module.ts';

export const BINDINGS: readonly Binding[] = [
  ...AZURERM_BINDINGS,
  azapiResource,
  azapiDataSource,
  azapiUpdate,
  armResource,
  armDataSource,
  ...AZURE_MODULE_BINDINGS,
  ...AWS_BINDINGS,
  vpcModule,
  eksModule,
  ...GOOGLE_BINDINGS,
  networkModule,
  peeringModule,
  ...PUBLIC_MODULES.map(moduleBinding),
  templateDeployment,
  ...INVENTORY_BINDINGS,
  ...KUBERNETES_BINDINGS,
];
