/** The bindings of inventories. */
import type { Binding } from '../binding.ts';
import { AWS_INVENTORY } from './aws.ts';
import { azureExport, azureIpamNetwork } from './azure.ts';
import { MODEL_INVENTORY } from './cidrlint-model.ts';
import { googleNetwork } from './google.ts';
import { allocation, plannedRange, staticAllocation } from './ranges.ts';

export const INVENTORY_BINDINGS: readonly Binding[] = [
  azureExport,
  azureIpamNetwork,
  ...AWS_INVENTORY,
  googleNetwork,
  plannedRange,
  allocation,
  staticAllocation,
  ...MODEL_INVENTORY,
];
