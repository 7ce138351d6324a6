/** Every binding there is. */
import { azapiDataSource, azapiResource } from './arm/azapi.ts';
import { AWS_BINDINGS } from './aws/bindings.ts';
import { eksModule } from './aws-modules/eks.ts';
import { vpcModule } from './aws-modules/vpc.ts';
import { AZURE_MODULE_BINDINGS } from './azure-modules/bindings.ts';
import { AZURERM_BINDINGS } from './azurerm/bindings.ts';
import type { Binding } from './binding.ts';
import { GOOGLE_BINDINGS } from './google/bindings.ts';
import { networkModule, peeringModule } from './google-modules/network.ts';
import { templateDeployment } from './unread-module.ts';

export const BINDINGS: readonly Binding[] = [
  ...AZURERM_BINDINGS,
  azapiResource,
  azapiDataSource,
  ...AZURE_MODULE_BINDINGS,
  ...AWS_BINDINGS,
  vpcModule,
  eksModule,
  ...GOOGLE_BINDINGS,
  networkModule,
  peeringModule,
  templateDeployment,
];
