/** Cluster API: clusters of one's own. A cluster of a cloud's service is what its control plane's object says. */
import type { Prefix } from '../../ip/prefix.ts';
import { prefixOf } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Cloud, Cluster, FactList } from '../../model/entities.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import { defaultFact, stringFact, undecidedFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { JOINED } from '../respell/cluster-api/cluster-api.ts';
import { objectHead, plainClusterDraft, splitRanges, valueAt, valueIn } from './manifest-values.ts';

/** The service range of kubeadm: https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init */
const KUBEADM_SERVICES: Prefix = prefixOf(4, 0x0a60_0000n, 12);

/** The control planes that are a cloud's service. */
const SERVICES: ReadonlyMap<string, { readonly type: Cluster['type']; readonly cloud: Cloud }> = new Map([
  ['AzureManagedControlPlane', { type: 'aks', cloud: 'azure' }],
  ['AzureASOManagedControlPlane', { type: 'aks', cloud: 'azure' }],
  ['AWSManagedControlPlane', { type: 'eks', cloud: 'aws' }],
  ['GCPManagedControlPlane', { type: 'gke', cloud: 'gcp' }],
] as const);

export const cluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['Cluster.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const kind = knownText(valueAt(resource, 'spec', 'controlPlaneRef', 'kind')) ?? '';
    const service = SERVICES.get(kind);
    // The control plane's object, or what stands in it, is bound in its place.
    if (service !== undefined && valueAt(resource, JOINED.controlPlane) !== undefined) return [];
    const topology = valueAt(resource, 'spec', 'topology');
    const isKubeadm = kind === 'KubeadmControlPlane';
    return [
      plainClusterDraft(objectHead(resource), {
        cloud: service?.cloud ?? cloudOf(knownText(valueAt(resource, 'spec', 'infrastructureRef', 'kind'))),
        type: service?.type ?? 'other',
        podCidrs: ranges(resource, context, { of: 'pods', kubeadm: 'podSubnet', fallback: undefined }),
        serviceCidrs: ranges(resource, context, {
          of: 'services',
          kubeadm: 'serviceSubnet',
          fallback: isKubeadm ? KUBEADM_SERVICES : undefined,
        }),
        tenthIsDns: isKubeadm,
        version: stringFact(
          context,
          valueIn(topology, 'version') ?? valueAt(resource, JOINED.controlPlane, 'spec', 'version'),
          resource.range,
        ),
      }),
      ...(topology === undefined ? [] : [classGap(resource)]),
    ];
  },
};

function classGap(resource: Resource): BindingOutput {
  const message = 'the networks of a cluster class are not evaluated';
  return gapOf(resource, 'spec.topology', { code: 'unsupported', message, range: resource.range });
}

function cloudOf(infrastructure: string | undefined): Cloud {
  if (infrastructure?.startsWith('Azure') === true) return 'azure';
  if (infrastructure?.startsWith('AWS') === true) return 'aws';
  return infrastructure?.startsWith('GCP') === true ? 'gcp' : 'other';
}

/** What the cluster says counts, else what is written for kubeadm, else its default. */
function ranges(
  resource: Resource,
  context: BindingContext,
  names: { readonly of: string; readonly kubeadm: string; readonly fallback: Prefix | undefined },
): FactList<Prefix> {
  const ofCluster = valueAt(resource, 'spec', 'clusterNetwork', names.of, 'cidrBlocks');
  const ofKubeadm = valueAt(
    resource,
    JOINED.controlPlane,
    'spec',
    'kubeadmConfigSpec',
    'clusterConfiguration',
    'networking',
    names.kubeadm,
  );
  const written = ofCluster ?? splitRanges(ofKubeadm);
  if (written !== undefined) return prefixList(context, written);
  const { range } = resource;
  if (names.fallback !== undefined) return { items: [defaultFact(names.fallback, range)], unresolved: [] };
  return unresolvedList(undecidedFact(`the code states no range for ${names.of}`, range));
}
