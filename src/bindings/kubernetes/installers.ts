/**
 * Configuration files of installers: kubeadm, kind, kops, OpenShift. Defaults:
 * https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4, https://kind.sigs.k8s.io/docs/user/configuration,
 * https://kops.sigs.k8s.io/cluster_spec, https://docs.openshift.com (installation configuration parameters).
 */
import { parsePrefix, type Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Cloud, FactList } from '../../model/entities.ts';
import type { Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { headOf } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { defaultFact, stringFact, undecidedFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import {
  listOfAll,
  maps,
  objectHead,
  placeInside,
  plainClusterDraft,
  splitRanges,
  valueAt,
  valueIn,
} from './manifest-values.ts';

/** A list of ranges: written, or the installer's default, or what nothing tells. */
function ranges(
  context: BindingContext,
  resource: Resource,
  written: Value | undefined,
  fallback: string | undefined,
): FactList<Prefix> {
  if (written !== undefined) return prefixList(context, splitRanges(written));
  const parsed = fallback === undefined ? undefined : parsePrefix(fallback);
  if (parsed === undefined || 'problem' in parsed) {
    return unresolvedList(undecidedFact('the code states no range', resource.range));
  }
  return { items: [defaultFact(parsed.prefix, resource.range)], unresolved: [] };
}

export const kubeadmConfiguration: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['ClusterConfiguration.kubeadm.k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const head = headOf(objectHead(resource), valueAt(resource, 'clusterName'), []);
    return [
      plainClusterDraft(head, {
        cloud: 'kubernetes',
        podCidrs: ranges(context, resource, valueAt(resource, 'networking', 'podSubnet'), undefined),
        serviceCidrs: ranges(
          context,
          resource,
          valueAt(resource, 'networking', 'serviceSubnet'),
          '10.96.0.0/12',
        ),
        tenthIsDns: true,
        version: stringFact(context, valueAt(resource, 'kubernetesVersion'), resource.range),
      }),
    ];
  },
};

export const kindCluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['Cluster.kind.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const head = headOf(objectHead(resource), valueAt(resource, 'name'), []);
    // Other families have other defaults.
    const family = knownText(valueAt(resource, 'networking', 'ipFamily')) ?? 'ipv4';
    const isIpv4 = family === 'ipv4';
    const read = (key: string) => valueAt(resource, 'networking', key);
    return [
      plainClusterDraft(head, {
        cloud: 'kubernetes',
        podCidrs: ranges(context, resource, read('podSubnet'), isIpv4 ? '10.244.0.0/16' : undefined),
        serviceCidrs: ranges(context, resource, read('serviceSubnet'), isIpv4 ? '10.96.0.0/16' : undefined),
        tenthIsDns: true,
        version: { state: 'absent', range: resource.range },
      }),
    ];
  },
};

/** The clouds as kops and OpenShift name them. */
const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  ['aws', 'aws'],
  ['azure', 'azure'],
  ['gce', 'gcp'],
  ['gcp', 'gcp'],
]);

export const kopsCluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['Cluster.kops.k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const spec = valueAt(resource, 'spec');
    const provider = valueIn(spec, 'cloudProvider');
    const named = provider?.kind === 'map' ? [...provider.entries.keys()][0] : knownText(provider);
    const cloud = CLOUDS.get(named ?? 'aws') ?? 'other';
    const cluster = plainClusterDraft(objectHead(resource), {
      cloud,
      podCidrs: ranges(context, resource, valueIn(spec, 'podCIDR'), undefined),
      serviceCidrs: ranges(context, resource, valueIn(spec, 'serviceClusterIPRange'), undefined),
      tenthIsDns: false,
      version: stringFact(context, valueIn(spec, 'kubernetesVersion'), resource.range),
    });
    const id = valueIn(spec, 'networkID') ?? valueIn(spec, 'networking', 'networkID');
    const space = listOfAll(
      resource.range,
      valueIn(spec, 'networkCIDR') ?? valueIn(spec, 'networking', 'networkCIDR'),
      valueIn(spec, 'additionalNetworkCIDRs') ?? valueIn(spec, 'networking', 'additionalNetworkCIDRs'),
    );
    // A network with an id exists before the cluster does.
    if (id !== undefined || space === undefined) return [cluster];
    const network = targetOfInstance(resource.unit, resource.address, resource.range, ['network']);
    const key = valueIn(spec, 'subnets') === undefined ? ['networking', 'subnets'] : ['subnets'];
    const subnets = maps(valueIn(spec, ...key)).map(([subnet, index]): BindingOutput => {
      const place = placeInside(resource, subnet, 'spec', ...key, index);
      return {
        ...headOf(place, valueIn(subnet, 'name'), []),
        kind: 'subnet',
        cloud,
        network,
        prefixes: ranges(context, resource, valueIn(subnet, 'cidr'), undefined),
      };
    });
    return [
      cluster,
      {
        ...headOf(placeInside(resource, undefined, 'network'), undefined, []),
        kind: 'network',
        cloud,
        addressSpace: prefixList(context, space),
        dnsServers: { items: [], unresolved: [] },
      },
      ...subnets,
    ];
  },
};

export const installConfig: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['InstallConfig'],
  bind(resource, context): readonly BindingOutput[] {
    const { range } = resource;
    const platform = valueAt(resource, 'platform');
    const named = platform?.kind === 'map' ? [...platform.entries.keys()][0] : undefined;
    const cloud = CLOUDS.get(named ?? '') ?? 'other';
    const read = (key: string) => valueAt(resource, 'networking', key);
    const inside = (list: Value | undefined) =>
      listOfAll(list?.origin.range ?? range, ...maps(list).map(([item]) => valueIn(item, 'cidr')));
    const cluster = plainClusterDraft(objectHead(resource), {
      cloud,
      podCidrs: ranges(context, resource, inside(read('clusterNetwork')), '10.128.0.0/14'),
      serviceCidrs: ranges(context, resource, read('serviceNetwork'), '172.30.0.0/16'),
      tenthIsDns: true,
      version: { state: 'absent', range },
    });
    // Machines in subnets or a network that exist are no network of this file.
    const details = named === undefined ? undefined : valueIn(platform, named);
    const existing = ['subnets', 'virtualNetwork', 'network', 'vpc'].some(
      (key) => valueIn(details, key) !== undefined,
    );
    if (existing || !INSTALLED_CLOUDS.has(cloud)) return [cluster];
    const machines = inside(read('machineNetwork')) ?? read('machineCIDR');
    return [
      cluster,
      {
        ...headOf(
          placeInside(resource, read('machineNetwork'), 'networking', 'machineNetwork'),
          undefined,
          [],
        ),
        kind: 'network',
        cloud,
        addressSpace: ranges(context, resource, machines, '10.0.0.0/16'),
        dnsServers: { items: [], unresolved: [] },
      },
    ];
  },
};

/** Where the installer makes the network; elsewhere machines stand in one that exists. */
const INSTALLED_CLOUDS: ReadonlySet<Cloud> = new Set<Cloud>(['aws', 'azure', 'gcp']);
