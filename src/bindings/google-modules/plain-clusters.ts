/**
 * The parts of `terraform-google-modules/kubernetes-engine/google` whose arguments are those of the provider's resource.
 * Source: variables.tf and main.tf of their folders in
 * github.com/terraform-google-modules/terraform-google-kubernetes-engine, 44.2.
 */
import type { Resource } from '../../languages/unit.ts';
import { numberValue, type Value } from '../../values/value.ts';
import { blockOf, switchValue, type PublicModule } from '../public-module.ts';
import { attribute, firstAttribute } from '../read-attributes.ts';
import { withEntries } from '../respell/respell-keys.ts';
import { CLUSTER, clusterOutput, MODULE, stated } from './node-pools.ts';

/** Nodes in a zone of a pool that says no number. */
const DEFAULT_COUNT = 1;

/** Whole clusters. */
export const plainClusters: PublicModule = {
  sources: [`${MODULE}//modules/gke-standard-cluster`, `${MODULE}//modules/gke-autopilot-cluster`],
  collections: [],
  parts(call) {
    const { attributes, range } = call;
    const private_cluster_config =
      attribute(attributes, 'private_cluster_config') ??
      blockOf({ enable_private_endpoint: switchValue(true, range) }, range);
    const entries = Object.fromEntries([...attributes.entries].filter(([name]) => name !== 'source'));
    const node_pool = inlinePools(call);
    const project = attribute(attributes, 'project_id');
    return [
      {
        path: CLUSTER,
        type: 'google_container_cluster',
        attributes: { ...entries, project, private_cluster_config, node_pool },
      },
    ];
  },
  outputs: (_call, steps) => clusterOutput(steps),
};

/** Pools inside a cluster, each with one node in a zone where it says no number. */
function inlinePools({ attributes }: Resource): Value | undefined {
  const all = attribute(attributes, 'node_pool');
  if (all?.kind !== 'list') return all;
  const items = all.items.map((item) => {
    if (item.kind !== 'map' || attribute(item, 'node_count') !== undefined) return item;
    const node_count = numberValue(DEFAULT_COUNT, { range: item.origin.range, kind: 'default', from: [] });
    return withEntries(item, { node_count });
  });
  return { ...all, items };
}

/** The part that makes one pool for a cluster that is given. */
export const nodePoolModule: PublicModule = {
  sources: [`${MODULE}//modules/gke-node-pool`],
  collections: [],
  parts: (call) => [
    {
      path: ['pool'],
      type: 'google_container_node_pool',
      attributes: {
        name: firstAttribute(call.attributes, 'name', 'name_prefix'),
        cluster: attribute(call.attributes, 'cluster'),
        project: attribute(call.attributes, 'project_id'),
        location: attribute(call.attributes, 'location'),
        node_locations: stated(attribute(call.attributes, 'node_locations')),
        max_pods_per_node: attribute(call.attributes, 'max_pods_per_node'),
        node_count: attribute(call.attributes, 'node_count'),
        initial_node_count: attribute(call.attributes, 'initial_node_count'),
        autoscaling: attribute(call.attributes, 'autoscaling'),
        network_config: attribute(call.attributes, 'network_config'),
      },
    },
  ],
  outputs: () => undefined,
};
