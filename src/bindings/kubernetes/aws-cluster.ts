/**
 * Cluster API on AWS: the VPC of an AWSCluster or an AWSManagedControlPlane with its subnets, EKS clusters and node
 * groups. Defaults: https://cluster-api-aws.sigs.k8s.io/topics/bring-your-own-aws-infrastructure.
 */
import type { Resource } from '../../languages/unit.ts';
import { mapFact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import { clusterDraft, nodeGroupDraft } from '../aws/eks.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { defaultText } from '../default-values.ts';
import { headOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import {
  booleanFact,
  countFact,
  orDefault,
  reasonOf,
  stringFact,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { JOINED } from '../respell/cluster-api/cluster-api.ts';
import { controlPlaneTarget } from './control-plane.ts';
import {
  listOfAll,
  maps,
  notRead,
  objectHead,
  placeInside,
  unknowns,
  valueAt,
  valueIn,
} from './manifest-values.ts';

const NETWORK = ['spec', 'network'] as const;
const VPC = [...NETWORK, 'vpc'] as const;

const DEFAULT_VPC = '10.0.0.0/16';

/** A VPC with an id exists before the cluster does, and with it its subnets. */
function networkDrafts(
  context: BindingContext,
  resource: Resource,
  further: readonly (Value | undefined)[],
): BindingOutput[] {
  const vpc = valueAt(resource, ...VPC);
  if (valueIn(vpc, 'id') !== undefined) return [];
  const place = placeInside(resource, vpc?.kind === 'map' ? vpc : undefined, ...VPC);
  const pool = valueIn(vpc, 'ipamPool');
  const written = valueIn(vpc, 'cidrBlock');
  const fallback = pool === undefined ? defaultText(DEFAULT_VPC, place.range) : undefined;
  const secondary = maps(valueIn(vpc, 'secondaryCidrBlocks')).map(([block]) =>
    valueIn(block, 'ipv4CidrBlock'),
  );
  const all = listOfAll(
    place.range,
    written ?? fallback,
    valueIn(vpc, 'ipv6', 'cidrBlock'),
    ...secondary,
    ...unknowns(valueIn(vpc, 'secondaryCidrBlocks')),
    ...further,
  );
  const space = prefixList(context, all);
  const handedOut = undecidedFact('an address pool hands out a range', place.range);
  const isHandedOut = pool !== undefined && written === undefined;
  return [
    {
      ...headOf(place, undefined, []),
      kind: 'network',
      cloud: 'aws',
      addressSpace: isHandedOut
        ? { items: space.items, unresolved: [...space.unresolved, handedOut] }
        : space,
      dnsServers: { items: [], unresolved: [] },
    },
    ...subnetDrafts(context, resource),
  ];
}

function subnetDrafts(context: BindingContext, resource: Resource): BindingOutput[] {
  const path = [...NETWORK, 'subnets'] as const;
  const list = valueAt(resource, ...path);
  const network = targetOfInstance(resource.unit, resource.address, resource.range, [...VPC]);
  const gaps = unknowns(list).map((value) => gapOf(resource, path.join('.'), reasonOf(value)));
  if (list === undefined) {
    const message = 'Cluster API divides the VPC into subnets for the zones';
    return [gapOf(resource, path.join('.'), { code: 'computed', message, range: resource.range })];
  }
  const drafts = maps(list).map(([subnet, index]): BindingOutput => {
    const place = placeInside(resource, subnet, ...path, index);
    const ranges = listOfAll(place.range, valueIn(subnet, 'cidrBlock'), valueIn(subnet, 'ipv6CidrBlock'));
    return {
      ...headOf(place, valueIn(subnet, 'id'), []),
      kind: 'subnet',
      cloud: 'aws',
      network,
      prefixes:
        ranges === undefined
          ? unresolvedList(undecidedFact('the code states no address range', place.range))
          : prefixList(context, ranges),
    };
  });
  return [...drafts, ...gaps];
}

export const awsCluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['AWSCluster.infrastructure.cluster.x-k8s.io'],
  bind: (resource, context) => networkDrafts(context, resource, []),
};

export const awsManagedControlPlane: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['AWSManagedControlPlane.controlplane.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const { range } = resource;
    const head = objectHead(resource);
    const isPublic = booleanFact(context, valueAt(resource, 'spec', 'endpointAccess', 'public'), range);
    const services =
      valueAt(resource, JOINED.cluster) === undefined
        ? notRead('the Cluster of this control plane', range)
        : valueAt(resource, JOINED.cluster, 'spec', 'clusterNetwork', 'services', 'cidrBlocks');
    return [
      clusterDraft(headOf(head, valueAt(resource, 'spec', 'eksClusterName') ?? nameOf(resource), []), {
        networkMode: undecidedFact(
          'how pods get addresses depends on the network add-on of the cluster',
          range,
          'environment',
        ),
        serviceCidrs:
          services === undefined
            ? unresolvedList(undecidedFact('EKS takes 10.100.0.0/16 or 172.20.0.0/16', range))
            : prefixList(context, services),
        privateApi: mapFact(orDefault(isPublic, true), (open) => !open),
        version: stringFact(context, valueAt(resource, 'spec', 'version'), range),
      }),
      // Pods have addresses of this range, which the VPC gets beside its own.
      ...networkDrafts(context, resource, [valueAt(resource, 'spec', 'secondaryCidrBlock')]),
    ];
  },
};

function nameOf(resource: Resource): Value | undefined {
  return valueAt(resource, 'metadata', 'name');
}

export const awsManagedMachinePool: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['AWSManagedMachinePool.infrastructure.cluster.x-k8s.io'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const cluster = controlPlaneTarget(resource);
    const machinePool = valueAt(resource, JOINED.machinePool);
    const draft = nodeGroupDraft(context, objectHead(resource), {
      cluster,
      scaling: attributes,
      path: ['spec', 'scaling'],
      names: { count: 'desiredSize', min: 'minSize', max: 'maxSize' },
      subnets: valueAt(resource, 'spec', 'subnetIDs'),
    });
    const replicas =
      machinePool === undefined
        ? notRead('the MachinePool of these machines', range)
        : valueIn(machinePool, 'spec', 'replicas');
    return [{ ...draft, count: countFact(context, replicas, range) }];
  },
};
