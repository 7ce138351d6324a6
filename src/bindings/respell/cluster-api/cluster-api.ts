/**
 * Cluster API spreads a cluster over objects that refer to each other: a Cluster names its control plane and its
 * infrastructure, a MachinePool its machines. Each of them is given what it needs of the others, under keys that no
 * manifest has.
 */
import type { Resource } from '../../../languages/unit.ts';
import { mapValue, type MapValue, type Value } from '../../../values/value.ts';
import { writtenName } from '../../kubernetes/written-name.ts';
import { attributeAt } from '../../read-attributes.ts';
import type { Respelling } from '../respelling.ts';

/** Where the joined objects stand: the owning Cluster, the MachinePool, the control plane's object and its address. */
export const JOINED = {
  cluster: '\0cluster',
  machinePool: '\0machine-pool',
  controlPlane: '\0control-plane',
  /** A map whose only key is the control plane's address. */
  controlPlaneAddress: '\0control-plane-address',
} as const;

const CLUSTER = 'Cluster.cluster.x-k8s.io';
const MACHINE_POOL = 'MachinePool.cluster.x-k8s.io';

/** The kinds that a Cluster or a MachinePool refers to, and those two. */
const JOINED_TYPES: readonly string[] = [
  CLUSTER,
  'AWSManagedControlPlane.controlplane.cluster.x-k8s.io',
  'KubeadmControlPlane.controlplane.cluster.x-k8s.io',
  'AzureManagedControlPlane.infrastructure.cluster.x-k8s.io',
  'AzureManagedMachinePool.infrastructure.cluster.x-k8s.io',
  'AWSManagedMachinePool.infrastructure.cluster.x-k8s.io',
  'GCPManagedControlPlane.infrastructure.cluster.x-k8s.io',
];

export const clusterApi: Respelling = {
  dialect: 'kubernetes',
  types: JOINED_TYPES,
  respell(resource, context) {
    const objects = objectsOf(context.inUnit(resource.unit));
    const machinePool = objects.owners.get(keyOf(resource, MACHINE_POOL));
    const cluster =
      resource.type === CLUSTER
        ? resource
        : machinePool === undefined
          ? objects.owners.get(keyOf(resource, CLUSTER))
          : objects.named.get(
              nameKey(CLUSTER, machinePool, attributeAt(machinePool.attributes, 'spec', 'clusterName')),
            );
    const reference = cluster && attributeAt(cluster.attributes, 'spec', 'controlPlaneRef');
    const controlPlane =
      cluster && reference?.kind === 'map' ? objects.named.get(referenceKey(cluster, reference)) : undefined;
    const entries = new Map(resource.attributes.entries);
    if (cluster !== undefined && cluster !== resource) entries.set(JOINED.cluster, cluster.attributes);
    if (machinePool !== undefined) entries.set(JOINED.machinePool, machinePool.attributes);
    if (controlPlane !== undefined && controlPlane !== resource) {
      entries.set(JOINED.controlPlane, controlPlane.attributes);
      entries.set(JOINED.controlPlaneAddress, addressMap(controlPlane));
    }
    return [{ ...resource, attributes: { ...resource.attributes, entries } }];
  },
};

function addressMap({ address, attributes }: Resource): MapValue {
  return mapValue(new Map([[address, attributes]]), attributes.origin);
}

/** What a unit's objects of Cluster API are found by. */
interface ClusterObjects {
  /** By kind, namespace and name. */
  readonly named: ReadonlyMap<string, Resource>;
  /** The Clusters and MachinePools, by the object that they refer to. */
  readonly owners: ReadonlyMap<string, Resource>;
}

/** Every unit is looked through once. */
const known = new WeakMap<readonly Resource[], ClusterObjects>();

function objectsOf(resources: readonly Resource[]): ClusterObjects {
  const found = known.get(resources) ?? collect(resources);
  known.set(resources, found);
  return found;
}

function collect(resources: readonly Resource[]): ClusterObjects {
  const named = new Map<string, Resource>();
  const owners = new Map<string, Resource>();
  for (const resource of resources) {
    const { type, attributes } = resource;
    named.set(nameKey(type, resource, attributeAt(attributes, 'metadata', 'name')), resource);
    const references =
      type === CLUSTER
        ? [
            attributeAt(attributes, 'spec', 'controlPlaneRef'),
            attributeAt(attributes, 'spec', 'infrastructureRef'),
          ]
        : type === MACHINE_POOL
          ? [attributeAt(attributes, 'spec', 'template', 'spec', 'infrastructureRef')]
          : [];
    for (const reference of references) {
      if (reference?.kind === 'map') owners.set(`${type} ${referenceKey(resource, reference)}`, resource);
    }
  }
  return { named, owners };
}

/** The key under which the owner of an object stands. */
function keyOf(resource: Resource, ownerType: string): string {
  return `${ownerType} ${nameKey(resource.type, resource, attributeAt(resource.attributes, 'metadata', 'name'))}`;
}

function nameKey(type: string, { attributes }: Resource, name: Value | undefined): string {
  const namespace = writtenName(attributeAt(attributes, 'metadata', 'namespace')) ?? 'default';
  return keyText(type, namespace, writtenName(name));
}

/** `apiVersion` or, in newer versions, `apiGroup` with the kind and the name. */
function referenceKey({ attributes }: Resource, reference: MapValue): string {
  const text = (key: string) => writtenName(attributeAt(reference, key));
  const group = text('apiGroup') ?? text('apiVersion')?.split('/')[0] ?? '';
  const own = writtenName(attributeAt(attributes, 'metadata', 'namespace')) ?? 'default';
  return keyText(`${text('kind') ?? ''}.${group}`, text('namespace') ?? own, text('name'));
}

function keyText(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part ?? null));
}
