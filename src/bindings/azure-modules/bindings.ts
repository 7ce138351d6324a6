/** The bindings of public modules for Azure whose code was not read: what their inputs say. */
import type { Binding } from '../binding.ts';
import { aksModule } from './aks.ts';
import { avmPeering, avmSubnet, avmVirtualNetwork } from './avm-virtual-network.ts';
import { CLASSIC_NETWORK_MODULES } from './classic-networks.ts';

export const AZURE_MODULE_BINDINGS: readonly Binding[] = [
  ...CLASSIC_NETWORK_MODULES,
  avmVirtualNetwork,
  avmSubnet,
  avmPeering,
  aksModule,
];
