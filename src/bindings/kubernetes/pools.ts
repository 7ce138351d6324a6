/**
 * Ranges that are given out inside a cluster, by Calico, Cilium and Kubernetes itself. The objects of a unit are
 * applied to one cluster, which is not declared: it stands for all their ranges. They are no ranges of a network, since
 * pods of most plug-ins have addresses that no network routes.
 */
import type { Binding, BindingOutput } from '../binding.ts';
import { unresolvedList, undecidedFact } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { objectHead, plainClusterDraft, valueAt } from './manifest-values.ts';
import { POOLED, POOLS_TYPE } from '../respell/cluster-api/pools.ts';

export const clusterOfPools: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: [POOLS_TYPE],
  bind(resource, context): readonly BindingOutput[] {
    const none = unresolvedList(undecidedFact('the code states no range', resource.range));
    const [pods, services] = [valueAt(resource, POOLED.pods), valueAt(resource, POOLED.services)];
    return [
      plainClusterDraft(objectHead(resource), {
        cloud: 'kubernetes',
        podCidrs: pods === undefined ? none : prefixList(context, pods),
        serviceCidrs: services === undefined ? none : prefixList(context, services),
        tenthIsDns: false,
        version: { state: 'absent', range: resource.range },
      }),
    ];
  },
};
