/** Cluster API on Google Cloud: networks as far as their subnets are listed, and GKE clusters. */
import type { Resource } from '../../languages/unit.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { headOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { reasonOf, stringFact, undecidedFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import {
  listOfAll,
  maps,
  objectHead,
  placeInside,
  plainClusterDraft,
  unknowns,
  valueAt,
  valueIn,
} from './manifest-values.ts';

const NETWORK = ['spec', 'network'] as const;
const SUBNETS = [...NETWORK, 'subnets'] as const;

/** A network has the ranges of its subnets; which further ones Google makes by itself is not known. */
export const gcpCluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['GCPCluster.infrastructure.cluster.x-k8s.io', 'GCPManagedCluster.infrastructure.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const list = valueAt(resource, ...SUBNETS);
    const listed = maps(list);
    if (listed.length === 0 && unknowns(list).length === 0) return [];
    const place = placeInside(resource, undefined, ...NETWORK);
    const all = listOfAll(
      place.range,
      ...listed.map(([subnet]) => valueIn(subnet, 'cidrBlock')),
      ...unknowns(list),
    );
    const automatic = valueAt(resource, ...NETWORK, 'autoCreateSubnetworks');
    const isComplete = automatic?.kind === 'bool' && !automatic.value;
    const written = prefixList(context, all);
    const more = undecidedFact('Google may add subnets of its own choice', place.range);
    return [
      {
        ...headOf(place, valueAt(resource, ...NETWORK, 'name'), []),
        kind: 'network',
        cloud: 'gcp',
        addressSpace: isComplete ? written : { ...written, unresolved: [...written.unresolved, more] },
        dnsServers: { items: [], unresolved: [] },
      },
      ...listed.map(([subnet, index]): BindingOutput => {
        const at = placeInside(resource, subnet, ...SUBNETS, index);
        return {
          ...headOf(at, valueIn(subnet, 'name'), []),
          kind: 'subnet',
          cloud: 'gcp',
          network: targetOfInstance(resource.unit, resource.address, at.range, [...NETWORK]),
          prefixes: prefixList(context, valueIn(subnet, 'cidrBlock')),
        };
      }),
      ...unknowns(list).map((value) => gapOf(resource, SUBNETS.join('.'), reasonOf(value))),
    ];
  },
};

export const gcpManagedControlPlane: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['GCPManagedControlPlane.infrastructure.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    return [
      plainClusterDraft(objectHead(resource), {
        cloud: 'gcp',
        type: 'gke',
        podCidrs: clusterRange(context, resource, 'pod'),
        serviceCidrs: clusterRange(context, resource, 'service'),
        tenthIsDns: false,
        version: stringFact(
          context,
          valueAt(resource, 'spec', 'controlPlaneVersion') ?? valueAt(resource, 'spec', 'version'),
          resource.range,
        ),
      }),
    ];
  },
};

function clusterRange(context: BindingContext, resource: Resource, what: string) {
  const written = valueAt(resource, 'spec', 'clusterNetwork', what, 'cidrBlock');
  if (written !== undefined) return prefixList(context, written);
  return unresolvedList(
    undecidedFact('Google chooses the range, or it is not in what was read', resource.range),
  );
}
