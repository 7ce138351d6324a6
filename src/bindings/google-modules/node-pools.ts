/**
 * The node pools of the module `terraform-google-modules/kubernetes-engine/google`: maps whose values may be texts.
 * Source: cluster.tf of github.com/terraform-google-modules/terraform-google-kubernetes-engine, 12 to 44.2.
 */
import type { Resource } from '../../languages/unit.ts';
import { literalOrigin } from '../../values/origin.ts';
import { numberValue, stringValue, type MapValue, type Value } from '../../values/value.ts';
import { defaultText } from '../default-values.ts';
import {
  blockOf,
  elementsOf,
  objectOf,
  partId,
  switchOf,
  switchValue,
  type Element,
  type ModulePart,
  type PartPath,
  type Switch,
} from '../public-module.ts';
import { attribute } from '../read-attributes.ts';
import { isEmpty } from '../read-prefixes.ts';

/** The module. */
export const MODULE = 'terraform-google-modules/kubernetes-engine/google';

/** Where a call's cluster stands. */
export const CLUSTER: PartPath = ['cluster'];

/** The arguments that list the pools. */
export const POOLS = ['node_pools', 'windows_node_pools'] as const;

/** What a pool has when it says nothing: nodes in every zone, scaled by themselves. */
const DEFAULT_COUNT = 1;
const DEFAULT_MIN = 1;
const DEFAULT_MAX = 100;

/** The module compares with the empty text where a provider would with null. */
export function stated(value: Value | undefined): Value | undefined {
  return value === undefined || isEmpty(value) ? undefined : value;
}

const DEFAULT_POOL_NAME = 'default-node-pool';

/** The pools of a call; without a list of them there is one. */
export function poolParts(call: Resource): ModulePart[] {
  const pools = POOLS.flatMap((argument) =>
    elementsOf(call.attributes, argument).map((element) => poolPart(call, argument, element)),
  );
  if (attribute(call.attributes, 'node_pools') !== undefined) return pools;
  const name = defaultText(DEFAULT_POOL_NAME, call.range);
  const map = objectOf({ name }, literalOrigin(call.range));
  return [poolPart(call, 'node_pools', { key: 0, map }), ...pools];
}

function poolPart(call: Resource, argument: string, { key, map }: Element): ModulePart {
  const { range } = map.origin;
  const read = (name: string) => stated(attribute(map, name));
  const orCount = (name: string, fallback: number) =>
    attribute(map, name) ?? numberValue(fallback, { range, kind: 'default', from: [] });
  const scales = switchOf(attribute(map, 'autoscaling'), true);
  const podRange = read('pod_range');
  return {
    path: [argument, key],
    type: 'google_container_node_pool',
    at: map,
    attributes: {
      name: read('name'),
      cluster: partId(call, CLUSTER, range),
      node_locations: zonesOf(read('node_locations')),
      max_pods_per_node: read('max_pods_per_node'),
      ...(scales === false
        ? { node_count: orCount('node_count', DEFAULT_COUNT) }
        : { initial_node_count: read('initial_node_count') ?? orCount('min_count', DEFAULT_MIN) }),
      autoscaling: scales === true ? scaling(map, orCount) : unknownScaling(scales, map),
      network_config: podRange === undefined ? undefined : blockOf({ pod_range: podRange }, range),
    },
  };
}

function scaling(map: MapValue, orCount: (name: string, fallback: number) => Value): Value {
  const totalMin = attribute(map, 'total_min_count');
  const totalMax = attribute(map, 'total_max_count');
  return blockOf(
    {
      total_min_node_count: totalMin,
      total_max_node_count: totalMax,
      min_node_count: totalMin === undefined ? orCount('min_count', DEFAULT_MIN) : undefined,
      max_node_count: totalMax === undefined ? orCount('max_count', DEFAULT_MAX) : undefined,
    },
    map.origin.range,
  );
}

function unknownScaling(scales: Switch, map: MapValue): Value | undefined {
  return scales === false ? undefined : switchValue(scales, map.origin.range);
}

/** Zones as one text with commas. */
function zonesOf(written: Value | undefined): Value | undefined {
  if (written?.kind !== 'string') return written;
  const items = written.value
    .split(',')
    .filter((zone) => zone.trim() !== '')
    .map((zone) => stringValue(zone.trim(), written.origin));
  return { kind: 'list', type: 'tuple', items, origin: written.origin };
}

/** Outputs that mean the cluster. */
export function clusterOutput([output]: PartPath): PartPath | undefined {
  return output === 'cluster_id' || output === 'name' || output === 'cluster_name' ? CLUSTER : undefined;
}
