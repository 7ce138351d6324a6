/**
 * eksctl's ClusterConfig: the VPC that it makes, the cluster and its node groups.
 * Defaults: https://eksctl.io/usage/vpc-configuration.
 */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { FactList } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import { mapFact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import { awsTarget } from '../aws/aws-identity.ts';
import { clusterDraft, nodeGroupDraft } from '../aws/eks.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { defaultText } from '../default-values.ts';
import { headOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import {
  booleanFact,
  EMPTY_LIST,
  joinLists,
  orDefault,
  reasonOf,
  stringFact,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import {
  elements,
  listOfAll,
  maps,
  objectHead,
  placeInside,
  unknowns,
  valueAt,
  valueIn,
} from './manifest-values.ts';
import { stated } from './written-name.ts';

const DEFAULT_VPC = '192.168.0.0/16';

export const eksctlCluster: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['ClusterConfig.eksctl.io'],
  bind(resource, context): readonly BindingOutput[] {
    return [clusterOf(resource, context), ...networkOf(resource, context), ...nodeGroups(resource, context)];
  },
};

function clusterOf(resource: Resource, context: BindingContext): BindingOutput {
  const { range } = resource;
  const isPublic = booleanFact(context, valueAt(resource, 'vpc', 'clusterEndpoints', 'publicAccess'), range);
  const services = valueAt(resource, 'kubernetesNetworkConfig', 'serviceIPv4CIDR');
  const family = knownText(valueAt(resource, 'kubernetesNetworkConfig', 'ipFamily'))?.toLowerCase();
  const message =
    family === 'ipv6' ? 'Amazon gives an IPv6 service range' : 'EKS takes 10.100.0.0/16 or 172.20.0.0/16';
  const mode = 'how pods get addresses depends on the network add-on of the cluster';
  return clusterDraft(objectHead(resource), {
    networkMode: undecidedFact(mode, range, 'environment'),
    serviceCidrs:
      services === undefined ? unresolvedList(undecidedFact(message, range)) : prefixList(context, services),
    privateApi: mapFact(orDefault(isPublic, true), (open) => !open),
    version: stringFact(context, valueAt(resource, 'metadata', 'version'), range),
  });
}

/** eksctl makes a VPC unless the file names one, or subnets that exist. */
function networkOf(resource: Resource, context: BindingContext): BindingOutput[] {
  const vpc = valueAt(resource, 'vpc');
  const subnets = ['private', 'public'].flatMap((kind) => subnetsIn(vpc, kind));
  const existing = [valueIn(vpc, 'id'), ...subnets.map(({ map }) => valueIn(map, 'id'))];
  if (existing.some((id) => id !== undefined)) return [];
  const place = placeInside(resource, vpc?.kind === 'map' ? vpc : undefined, 'vpc');
  const network = targetOfInstance(resource.unit, resource.address, place.range, ['vpc']);
  const all = listOfAll(
    place.range,
    valueIn(vpc, 'cidr') ?? defaultText(DEFAULT_VPC, place.range),
    valueIn(vpc, 'extraCIDRs'),
    valueIn(vpc, 'ipv6Cidr'),
  );
  const written: BindingOutput[] = subnets.map(({ map, path, name }) => {
    const at = placeInside(resource, map, ...path);
    const range = valueIn(map, 'cidr');
    return {
      ...headOf(at, undefined, []),
      name,
      kind: 'subnet',
      cloud: 'aws',
      network,
      prefixes:
        range === undefined
          ? unresolvedList(undecidedFact('eksctl divides the VPC into subnets', at.range))
          : prefixList(context, range),
    };
  });
  const message = 'eksctl divides the VPC into subnets for the zones';
  return [
    {
      ...headOf(place, undefined, []),
      kind: 'network',
      cloud: 'aws',
      addressSpace: joinLists(prefixList(context, all), amazonRange(resource, place.range)),
      dnsServers: { items: [], unresolved: [] },
    },
    ...written,
    ...(written.length > 0
      ? []
      : [gapOf(resource, 'vpc.subnets', { code: 'computed', message, range: place.range })]),
  ];
}

/** The IPv6 range that Amazon gives to the VPC of a cluster that wants one and writes none. */
function amazonRange(resource: Resource, at: Range): FactList<Prefix> {
  const family = knownText(valueAt(resource, 'kubernetesNetworkConfig', 'ipFamily'))?.toLowerCase();
  const allocate = valueAt(resource, 'vpc', 'autoAllocateIPv6');
  const isWanted = family === 'ipv6' || (allocate?.kind === 'bool' && allocate.value);
  if (!isWanted || valueAt(resource, 'vpc', 'ipv6Cidr') !== undefined) return EMPTY_LIST;
  return unresolvedList(undecidedFact('Amazon gives an IPv6 range', at));
}

interface NamedSubnet {
  readonly name: string;
  readonly map: Value;
  readonly path: readonly string[];
}

/** Subnets stand in a map by their zone or by a name of their own. */
function subnetsIn(vpc: Value | undefined, kind: string): NamedSubnet[] {
  const group = valueIn(vpc, 'subnets', kind);
  if (group?.kind !== 'map') return [];
  return [...group.entries].map(([name, map]) => ({ name, map, path: ['vpc', 'subnets', kind, name] }));
}

function nodeGroups(resource: Resource, context: BindingContext): BindingOutput[] {
  const cluster = targetOfInstance(resource.unit, resource.address, resource.range);
  return ['managedNodeGroups', 'nodeGroups'].flatMap((key) => {
    const list = valueAt(resource, key);
    const drafts = maps(list).map(([group, index]) => {
      const place = placeInside(resource, group, key, index);
      const name = valueIn(group, 'name');
      const draft = nodeGroupDraft(context, headOf(place, name, []), {
        cluster,
        scaling: group,
        path: [],
        names: { count: 'desiredCapacity', min: 'minSize', max: 'maxSize' },
        subnets: undefined,
      });
      return { ...draft, nodeSubnet: groupSubnet(resource, context, group) };
    });
    return [...drafts, ...unknowns(list).map((value) => gapOf(resource, key, reasonOf(value)))];
  });
}

/** The only subnet that a group names: by id, or by its name in this file. Otherwise machines spread over several. */
function groupSubnet(resource: Resource, context: BindingContext, group: MapValue) {
  const { unit, address } = resource;
  const at = group.origin.range;
  const names = elements(valueIn(group, 'subnets')).map(([item]) => item);
  const [only] = names;
  if (only === undefined || names.length > 1) {
    const message = 'the machines spread over several subnets';
    const reason = { code: 'unsupported', message, range: at } as const;
    return { state: 'unknown', reason, text: message, origin: group.origin } as const;
  }
  const text = knownText(only);
  const vpc = valueAt(resource, 'vpc');
  const named = ['private', 'public']
    .flatMap((kind) => subnetsIn(vpc, kind))
    .find(({ name }) => name === text);
  if (named === undefined) return awsTarget(context, only, at);
  const id = stated(valueIn(named.map, 'id'));
  return id === undefined
    ? targetOfInstance(unit, address, only.origin.range, named.path)
    : awsTarget(context, id, at);
}
