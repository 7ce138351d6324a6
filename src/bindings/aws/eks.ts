/** AWS: EKS clusters and managed node groups. */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import { mapFact, type Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeBeside, placeOf, type EntityHead } from '../entity-head.ts';
import { attribute, attributeAt, knownText, memberOf } from '../read-attributes.ts';
import {
  booleanFact,
  countFact,
  defaultFact,
  impliedFact,
  orDefault,
  stringFact,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { isEmpty, prefixList } from '../read-prefixes.ts';
import { targetOf } from '../read-targets.ts';
import { awsTarget, keyAround, plainHead } from './aws-identity.ts';

const NETWORK = 'kubernetes_network_config';
const ACCESS = 'vpc_config';

/**
 * Which addresses pods take depends on the settings of the network add-on, so the mode stays unknown. The service
 * range without a word is one of two, by the VPC's own (https://docs.aws.amazon.com/eks/latest/userguide/create-cluster.html).
 */
export const eksCluster: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_eks_cluster'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const isPublic = booleanFact(context, attributeAt(attributes, ACCESS, 'endpoint_public_access'), range);
    const name = attribute(attributes, 'name');
    const services = attributeAt(attributes, NETWORK, 'service_ipv4_cidr');
    const mode = 'how pods get addresses depends on the network add-on of the cluster';
    return [
      clusterDraft(headOf(placeOf(resource), name, keysOf(resource, name)), {
        networkMode: undecidedFact(mode, range, 'environment'),
        serviceCidrs: serviceRanges(context, resource, services),
        privateApi: mapFact(orDefault(isPublic, true), (open) => !open),
        version: stringFact(context, attribute(attributes, 'version'), range),
      }),
      ...interfacesOf(context, resource),
    ];
  },
};

/** Clusters of data sources are found by their name, which is unique in an account and region. */
export function clusterKey(resource: Resource, name: string): NameKey {
  return keyAround(resource, ['cluster', name]);
}

function keysOf(resource: Resource, name: Value | undefined): readonly NameKey[] {
  const text = knownText(name);
  return text === undefined ? [] : [clusterKey(resource, text)];
}

/** A cluster with the facts that all ways to declare it share. */
export function clusterDraft(
  head: EntityHead,
  facts: Pick<DraftOf<'cluster'>, 'networkMode' | 'serviceCidrs' | 'privateApi' | 'version'>,
): DraftOf<'cluster'> {
  const own = undecidedFact('pods take addresses of the subnets', head.range, 'environment');
  return {
    ...head,
    kind: 'cluster',
    cloud: 'aws',
    type: 'eks',
    podCidrs: unresolvedList(own),
    dnsServiceIp: dnsServiceIp(facts.serviceCidrs, head),
    ...facts,
  };
}

function serviceRanges(
  context: BindingContext,
  resource: Resource,
  written: Value | undefined,
): FactList<Prefix> {
  if (written !== undefined && !isEmpty(written)) return prefixList(context, written);
  const { attributes, range } = resource;
  const family = knownText(attributeAt(attributes, NETWORK, 'ip_family'))?.toLowerCase();
  const message =
    family === 'ipv6' ? 'Amazon gives an IPv6 service range' : 'EKS takes 10.100.0.0/16 or 172.20.0.0/16';
  return unresolvedList(undecidedFact(message, range));
}

/** The tenth address of the service range. */
function dnsServiceIp(services: FactList<Prefix>, head: EntityHead): DraftOf<'cluster'>['dnsServiceIp'] {
  const [service] = services.items;
  if (service === undefined || services.unresolved.length > 0 || service.value.length > 28) {
    return undecidedFact('the service range tells the address of DNS', head.range);
  }
  const { family, first } = service.value;
  return defaultFact({ family, value: first + 10n }, service.origin.range);
}

/** EKS puts two to four network interfaces into the subnets of a cluster; in which ones it does not say. */
function interfacesOf(context: BindingContext, resource: Resource): DraftOf<'address-consumer'>[] {
  const { attributes, range } = resource;
  const subnets = attributeAt(attributes, ACCESS, 'subnet_ids');
  const ids = subnets?.kind === 'list' ? subnets.items.map((item) => memberOf(subnets, item)) : [];
  const number = undecidedFact('EKS spreads two to four network interfaces over the subnets', range);
  return ids.map((id, index) => {
    const place = placeBeside(placeOf(resource), ACCESS, 'subnet_ids', index);
    const head = headOf(place, attribute(attributes, 'name'), []);
    return addressConsumerDraft(head, awsTarget(context, id, range), 'control plane', number);
  });
}

export const nodeGroup: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_eks_node_group'],
  bind(resource, context) {
    const { attributes } = resource;
    return [
      nodeGroupDraft(context, plainHead(resource, 'node_group_name'), {
        cluster: clusterTarget(context, resource, attribute(attributes, 'cluster_name')),
        scaling: attributes,
        path: ['scaling_config'],
        names: { count: 'desired_size', min: 'min_size', max: 'max_size' },
        subnets: attribute(attributes, 'subnet_ids'),
      }),
    ];
  },
};

function clusterTarget(context: BindingContext, resource: Resource, name: Value | undefined): Target {
  return targetOf(context, name, resource.range, (value) => keysOf(resource, value)[0]);
}

/** What a managed node group says, read from a resource or from a module's argument. */
export interface NodeGroupValues {
  readonly cluster: Target;
  readonly scaling: MapValue;
  readonly path: readonly string[];
  readonly names: { readonly count: string; readonly min: string; readonly max: string };
  readonly subnets: Value | undefined;
}

/** A managed node group; its machines can be as many as its maximum says. */
export function nodeGroupDraft(
  context: BindingContext,
  head: EntityHead,
  values: NodeGroupValues,
): DraftOf<'node-pool'> {
  const at = head.range;
  const read = (name: string): Fact<number> =>
    countFact(context, attributeAt(values.scaling, ...values.path, name), at);
  const update = undecidedFact('how many machines an update adds depends on the availability zones', at);
  return {
    ...head,
    kind: 'node-pool',
    cluster: values.cluster,
    count: read(values.names.count),
    autoscaling: impliedFact(true, at),
    min: read(values.names.min),
    max: read(values.names.max),
    maxPods: undecidedFact('how many pods a machine takes depends on its type', at, 'environment'),
    maxSurge: update,
    maxUnavailable: update,
    spot: impliedFact(false, at),
    nodeSubnet: onlySubnet(context, values.subnets, head),
    podSubnet: { state: 'absent', range: at },
    podAllocation: impliedFact('dynamic', at),
  };
}

/** The subnet of the machines, when there is one: how they spread over several is not known. */
function onlySubnet(context: BindingContext, value: Value | undefined, head: EntityHead): Target {
  if (value?.kind !== 'list') return awsTarget(context, value, head.range);
  const [first] = value.items;
  if (first === undefined) return { state: 'absent', range: head.range };
  if (value.items.length === 1) return awsTarget(context, memberOf(value, first), head.range);
  const message = 'the machines spread over several subnets';
  const reason = { code: 'unsupported', message, range: value.origin.range } as const;
  return { state: 'unknown', reason, text: message, origin: value.origin };
}
