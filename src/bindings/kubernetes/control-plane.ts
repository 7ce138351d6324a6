/** The control plane to which the machines of a pool belong. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { targetOfInstance } from '../read-targets.ts';
import { JOINED } from '../respell/cluster-api/cluster-api.ts';
import { notRead } from './manifest-values.ts';

/** The cluster that a pool's control plane stands for. */
export function controlPlaneTarget(resource: Resource): Target {
  const address = controlPlaneAddress(resource);
  if (address !== undefined) return targetOfInstance(resource.unit, address, resource.range);
  const { reason, origin } = notRead('the cluster of this node pool', resource.range);
  return { state: 'unknown', reason, text: '', origin };
}

/** The address of a pool's control plane; undefined when it is not in what was read. */
export function controlPlaneAddress({ attributes }: Resource): string | undefined {
  const joined = attributes.entries.get(JOINED.controlPlaneAddress);
  return joined?.kind === 'map' ? [...joined.entries.keys()][0] : undefined;
}
