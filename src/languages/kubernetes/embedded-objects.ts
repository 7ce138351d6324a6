/**
 * Cluster API applies the objects of Azure Service Operator that stand in its own ones, after it has put in what the
 * Cluster and the MachinePool say (https://capz.sigs.k8s.io/managed/asomanagedcluster).
 */
import { mapValue, unknownValue, type MapValue, type Value } from '../../values/value.ts';
import { memberNode, textAt, type Manifest } from './manifests.ts';
import { filledText } from './variables.ts';

/** Gives the value of an object of a unit as it is applied; `values` holds all of them as they are written. */
export function completedObjects(
  values: ReadonlyMap<Manifest, Value>,
): (manifest: Manifest) => Value | undefined {
  const owners = new Map<string, Manifest>();
  for (const manifest of values.keys()) {
    const reference = referenceOf(manifest);
    if (reference === undefined) continue;
    const name = filledText(textAt(reference, 'name') ?? '');
    owners.set(keyOf(textAt(reference, 'kind') ?? '', manifest.namespace, name), manifest);
  }
  return (manifest) => {
    const value = values.get(manifest);
    const { outer } = manifest;
    if (value?.kind !== 'map' || outer === undefined) return value;
    const owner = owners.get(keyOf(outer.kind, outer.namespace, outer.name));
    return completed(manifest, value, { owner: owner && values.get(owner), outer: values.get(outer) });
  };
}

/** What a Cluster or a MachinePool of Cluster API refers to. */
function referenceOf({ kind, group, node }: Manifest) {
  if (group !== 'cluster.x-k8s.io') return undefined;
  const spec = memberNode(node, 'spec');
  if (kind === 'Cluster') return memberNode(spec, 'controlPlaneRef');
  return memberNode(memberNode(memberNode(spec, 'template'), 'spec'), 'infrastructureRef');
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** The objects that tell what is put in: the owner of the outer object may not be among those that were read. */
interface Sources {
  readonly owner: Value | undefined;
  readonly outer: Value | undefined;
}

function completed(manifest: Manifest, value: MapValue, { owner, outer }: Sources): Value {
  if (manifest.kind === 'ManagedCluster') {
    const ranges = (what: string): Value | undefined =>
      owner === undefined
        ? outside(value, 'the Cluster of this control plane')
        : firstOf(memberAt(owner, 'spec', 'clusterNetwork', what, 'cidrBlocks'));
    const version = outer && memberAt(outer, 'spec', 'version');
    const versioned = withDefault(value, version, ['spec', 'kubernetesVersion'], 'kubernetesVersion');
    const pods = withDefault(versioned, ranges('pods'), ['spec', 'networkProfile', 'podCidr'], 'podCidrs');
    return withDefault(pods, ranges('services'), ['spec', 'networkProfile', 'serviceCidr'], 'serviceCidrs');
  }
  if (manifest.kind === 'ManagedClustersAgentPool') {
    const replicas =
      owner === undefined
        ? outside(value, 'the MachinePool of these machines')
        : memberAt(owner, 'spec', 'replicas');
    return withDefault(value, replicas, ['spec', 'count'], 'count');
  }
  return value;
}

function outside({ origin }: Value, what: string): Value {
  const { range } = origin;
  return unknownValue({ code: 'outside', message: `${what} is not in what was read`, range }, origin);
}

function firstOf(value: Value | undefined): Value | undefined {
  return value?.kind === 'list' ? value.items[0] : value;
}

function memberAt(value: Value, ...path: readonly string[]): Value | undefined {
  let current: Value | undefined = value;
  for (const step of path) {
    if (current?.kind !== 'map') return current?.kind === 'unknown' ? current : undefined;
    current = current.entries.get(step);
  }
  return current;
}

/** The map with a value at a path, unless something is written there or under the other spelling of its last step. */
function withDefault(
  map: MapValue,
  added: Value | undefined,
  [step = '', ...rest]: readonly string[],
  other: string,
): MapValue {
  if (added === undefined) return map;
  const old = map.entries.get(step);
  const entries = new Map(map.entries);
  if (rest.length > 0) {
    const inner = old === undefined || old.kind === 'null' ? mapValue(new Map(), map.origin) : old;
    // What is no map hides what stands in it.
    if (inner.kind === 'map') entries.set(step, withDefault(inner, added, rest, other));
  } else if (old === undefined && !entries.has(other)) {
    entries.set(step, added);
  }
  return { ...map, entries };
}
