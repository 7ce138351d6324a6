/** The Bicep compiler of this machine. */
import { bicepBuilder, findBicep, type BicepBuilder } from '../tree/bicep-build.ts';

/** Undefined when `bicep` is not on the search path. It is never downloaded. */
export function installedBicep(): BicepBuilder | undefined {
  const executable = findBicep(process.env.PATH);
  return executable === undefined ? undefined : bicepBuilder(executable);
}
