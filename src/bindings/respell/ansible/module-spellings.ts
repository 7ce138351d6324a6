/** All modules that are spelled as a Terraform provider's resources. */
import { AWS_MODULES } from './aws.ts';
import { AZURE_MODULES } from './azure.ts';
import { GOOGLE_MODULES } from './google.ts';
import type { ModuleSpelling } from './module-spelling.ts';

/** By module, without the collection's name. */
export const MODULE_SPELLINGS: Readonly<Record<string, ModuleSpelling | undefined>> = {
  ...AZURE_MODULES,
  ...AWS_MODULES,
  ...GOOGLE_MODULES,
};
