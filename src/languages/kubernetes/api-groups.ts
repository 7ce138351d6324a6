/**
 * The Kubernetes objects that say something about networks: what is not listed here is not read, so that thousands of
 * Deployments cost nothing.
 */

/** A group of the API, by its name or by the end of its name. */
interface ApiGroup {
  /** The whole name, or its end when it begins with `.`. */
  readonly group: string;
  /** The kinds that are read; missing, all. */
  readonly kinds?: readonly string[];
  /** Further kinds that the model tells and no rule asks for: nobody misses those that cannot be read. */
  readonly unjudged?: readonly string[];
}

const GROUPS: readonly ApiGroup[] = [
  // Azure Service Operator
  { group: '.azure.com' },
  // Cluster API; templates and cluster classes deploy nothing by themselves
  { group: 'cluster.x-k8s.io', kinds: ['Cluster', 'MachinePool'] },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kinds: [
      'AzureCluster',
      'AzureManagedControlPlane',
      'AzureManagedMachinePool',
      'AzureASOManagedCluster',
      'AzureASOManagedControlPlane',
      'AzureASOManagedMachinePool',
      'AWSCluster',
      'AWSManagedMachinePool',
      'GCPCluster',
      'GCPManagedCluster',
      'GCPManagedControlPlane',
    ],
  },
  {
    group: 'controlplane.cluster.x-k8s.io',
    kinds: ['AWSManagedControlPlane', 'KubeadmControlPlane'],
  },
  // Crossplane
  { group: '.upbound.io' },
  { group: '.crossplane.io' },
  // Config Connector, AWS Controllers for Kubernetes
  { group: '.cnrm.cloud.google.com' },
  { group: '.services.k8s.aws' },
  // Configuration of installers
  { group: 'eksctl.io', kinds: ['ClusterConfig'] },
  { group: 'kubeadm.k8s.io', kinds: ['ClusterConfiguration'] },
  { group: 'kind.x-k8s.io', kinds: ['Cluster'] },
  { group: 'kops.k8s.io', kinds: ['Cluster'] },
  // Ranges inside clusters; pools of load balancers lie in subnets that no manifest names
  { group: 'projectcalico.org', kinds: ['IPPool'] },
  { group: 'crd.projectcalico.org', kinds: ['IPPool'] },
  { group: 'operator.tigera.io', kinds: ['Installation'] },
  {
    group: 'cilium.io',
    kinds: ['CiliumPodIPPool'],
    unjudged: ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'],
  },
  { group: 'networking.k8s.io', kinds: ['ServiceCIDR'], unjudged: ['NetworkPolicy', 'Ingress'] },
  // What stands in a cluster and can be reached; the core group has no name
  { group: '', kinds: [], unjudged: ['Service'] },
  { group: 'gateway.networking.k8s.io', kinds: [], unjudged: ['Gateway'] },
];

/** The kind under which OpenShift's `install-config.yaml`, which names none, is read. */
export const INSTALL_CONFIG = 'InstallConfig';

const BY_NAME: ReadonlyMap<string, ApiGroup> = new Map(
  GROUPS.filter(({ group }) => !group.startsWith('.')).map((entry) => [entry.group, entry] as const),
);
const BY_END = GROUPS.filter(({ group }) => group.startsWith('.'));

/** Whether objects of this kind are read. The group is without its version. */
export function isReadKind(group: string, kind: string): boolean {
  const found = groupOf(group);
  return isJudgedBy(found, kind) || found?.unjudged?.includes(kind) === true;
}

/** Whether rules ask for objects of this kind. */
export function isJudgedKind(group: string, kind: string): boolean {
  return isJudgedBy(groupOf(group), kind);
}

/** Whether a kind is among those that rules ask for, whatever its group. Kinds of groups that are read as a whole are not. */
export function isJudgedKindName(kind: string): boolean {
  return KINDS.includes(kind);
}

function groupOf(name: string): ApiGroup | undefined {
  return BY_NAME.get(name) ?? BY_END.find(({ group }) => name.endsWith(group));
}

function isJudgedBy(group: ApiGroup | undefined, kind: string): boolean {
  return group !== undefined && (group.kinds?.includes(kind) ?? true);
}

/** `apiVersion` with one of the groups; what stands before a group that is given by its end is short. */
function mention(groups: readonly ApiGroup[]): RegExp {
  const names = groups.map(({ group }) => {
    const text = group.replaceAll('.', '\\.');
    if (text === '') return 'v1(?![\\w./-])';
    return group.startsWith('.') ? `[\\w.-]{1,80}${text}/` : `${text}/`;
  });
  return new RegExp(`apiVersion["']?[ \\t]*:[ \\t]*["']?(?:${names.join('|')})`);
}

/** `kind` with one of some names. */
function mentionOfKind(kinds: readonly string[]): RegExp {
  return new RegExp(`kind["']?[ \\t]*:[ \\t]*["']?(?:${kinds.join('|')})(?![\\w.-])`);
}

const WHOLE_GROUPS = mention(GROUPS.filter(({ kinds }) => kinds === undefined));
const SINGLE_KINDS = mention(GROUPS.filter(({ kinds = [] }) => kinds.length > 0));
const KINDS = GROUPS.flatMap(({ kinds }) => kinds ?? []);
const JUDGED_KINDS = mentionOfKind(KINDS);

const UNJUDGED_GROUPS = mention(GROUPS.filter(({ unjudged }) => unjudged !== undefined));
const UNJUDGED_KINDS = mentionOfKind(GROUPS.flatMap(({ unjudged }) => unjudged ?? []));

/** Whether a text can hold an object that is read. */
export function mentionsReadKind(text: string): boolean {
  return mentionsJudgedKind(text) || (UNJUDGED_KINDS.test(text) && UNJUDGED_GROUPS.test(text));
}

/** Whether what a text holds is missed when it cannot be read: rules ask for it. */
export function isJudgedText(text: string): boolean {
  return mentionsJudgedKind(text) || looksLikeInstallConfig(text);
}

/** One pass, and a second one for the groups with few kinds. */
function mentionsJudgedKind(text: string): boolean {
  if (WHOLE_GROUPS.test(text)) return true;
  return SINGLE_KINDS.test(text) && JUDGED_KINDS.test(text);
}

/** Whether a text can be OpenShift's `install-config.yaml`: it has an API version, no kind, and ranges. */
export function looksLikeInstallConfig(text: string): boolean {
  return (
    /^networking:/m.test(text) &&
    /^apiVersion:[ \t]*["']?v1\b/m.test(text) &&
    /^[ \t]+(?:machineNetwork|clusterNetwork|machineCIDR):/m.test(text) &&
    !/^kind:/m.test(text)
  );
}
