/** Google Cloud: GKE clusters and node pools. */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import type { Fact } from '../../values/fact.ts';
import type { MapValue, Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, firstAttribute, firstBlock, knownText } from '../read-attributes.ts';
import {
  booleanFact,
  countFact,
  defaultFact,
  impliedFact,
  knownFact,
  orDefault,
  reasonOf,
  stringFact,
  undecidedFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { secondaryRangeOfModule } from '../google-modules/declared-network.ts';
import { meantInstance } from '../read-targets.ts';
import { googleHead, googleTarget, targetInside } from './google-identity.ts';
import { addToNetwork, headBeside, itself, rangeDraft } from './network.ts';

const ALLOCATION = 'ip_allocation_policy';
const PRIVATE = 'private_cluster_config';

/** Pods on a node without a word (https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr). */
const DEFAULT_MAX_PODS = 110;

/** Zones of a regional cluster without a word (https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters). */
const DEFAULT_ZONES = 3;

export const gkeCluster: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_container_cluster'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const isPrivate = booleanFact(
      context,
      attributeAt(attributes, PRIVATE, 'enable_private_endpoint'),
      range,
    );
    const pods =
      attributeAt(attributes, ALLOCATION, 'cluster_ipv4_cidr_block') ??
      attribute(attributes, 'cluster_ipv4_cidr');
    const mode = 'pods take blocks of addresses of a secondary range, which is not modelled';
    const inline = blocks(attributes, 'node_pool');
    return [
      {
        ...googleHead(resource, 'clusters'),
        kind: 'cluster',
        cloud: 'gcp',
        type: 'gke',
        networkMode: undecidedFact(mode, range, 'unsupported'),
        podCidrs: clusterRange(context, resource, pods, 'cluster_secondary_range_name'),
        serviceCidrs: clusterRange(
          context,
          resource,
          attributeAt(attributes, ALLOCATION, 'services_ipv4_cidr_block'),
          'services_secondary_range_name',
        ),
        dnsServiceIp: undecidedFact('Google chooses the address of DNS', range),
        privateApi: orDefault(isPrivate, false),
        version: stringFact(context, firstAttribute(attributes, 'min_master_version'), range),
      },
      ...controlPlaneRange(context, resource),
      ...inline.known.map((block) => {
        const head = headOf(placeOfBlock(placeOf(resource), block), attribute(block.map, 'name'), []);
        return poolDraft(context, head, block.map, itself(resource), resource);
      }),
      ...inline.unknown.map((value) => gapOf(resource, 'node_pool', reasonOf(value), value.origin.range)),
    ];
  },
};

/** A range of a cluster: written, or a secondary range of its subnetwork, found by name. */
function clusterRange(
  context: BindingContext,
  cluster: Resource,
  written: Value | undefined,
  rangeName: string,
): FactList<Prefix> {
  if (written !== undefined && knownText(written)?.startsWith('/') === true) {
    return unresolvedList(undecidedFact('Google chooses a range of this length', written.origin.range));
  }
  if (written !== undefined) return prefixList(context, written);
  const found = secondaryRange(context, cluster, attributeAt(cluster.attributes, ALLOCATION, rangeName));
  if (found !== undefined) return prefixList(context, attribute(found.map, 'ip_cidr_range'));
  return unresolvedList(
    undecidedFact('Google chooses the range, or it is not in what was read', cluster.range),
  );
}

interface SecondaryRange {
  /** What declares it, and the place in that. */
  readonly subnetwork: Resource;
  readonly map: MapValue;
  readonly path: readonly (string | number)[];
}

/** The secondary range of this name in the declared subnetwork of a cluster. */
function secondaryRange(
  context: BindingContext,
  cluster: Resource,
  name: Value | undefined,
): SecondaryRange | undefined {
  const link = attribute(cluster.attributes, 'subnetwork');
  const meant = link === undefined ? undefined : meantInstance(context, link);
  const subnetwork = context.find(meant);
  const wanted = knownText(name);
  if (meant === undefined || subnetwork === undefined || wanted === undefined) return undefined;
  const ofModule = secondaryRangeOfModule(subnetwork, meant.path, wanted);
  if (ofModule !== undefined) return { subnetwork, ...ofModule };
  const found = blocks(subnetwork.attributes, 'secondary_ip_range').known.find(
    (block) => knownText(attribute(block.map, 'range_name')) === wanted,
  );
  return found === undefined ? undefined : { subnetwork, map: found.map, path: found.path };
}

/** The range of a private control plane belongs to nothing else in the network. */
function controlPlaneRange(context: BindingContext, resource: Resource): BindingOutput[] {
  const range = attributeAt(resource.attributes, PRIVATE, 'master_ipv4_cidr_block');
  if (range === undefined) return [];
  const head = headBeside(resource, attribute(resource.attributes, 'name'), PRIVATE, 0);
  const network = googleTarget(context, attribute(resource.attributes, 'network'), 'networks', resource);
  const draft = rangeDraft(context, head, network, range, 'control-plane');
  return [draft, addToNetwork(draft)];
}

export const gkeNodePool: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_container_node_pool'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const id = attribute(attributes, 'cluster');
    const cluster = id === undefined ? undefined : context.find(meantInstance(context, id));
    const head = headOf(placeOf(resource), attribute(attributes, 'name'), []);
    const target = googleTarget(context, id, 'clusters', resource);
    if (cluster?.type !== 'google_container_cluster') {
      return [poolDraft(context, head, attributes, target, undefined)];
    }
    return [poolDraft(context, { ...head, range }, attributes, target, cluster)];
  },
};

function poolDraft(
  context: BindingContext,
  head: EntityHead,
  map: MapValue,
  target: Target,
  cluster: Resource | undefined,
): DraftOf<'node-pool'> {
  const at = head.range;
  const zones = zonesOf(map, cluster, at);
  const count = (...path: readonly string[]) => countFact(context, attributeAt(map, ...path), at);
  const total = (fact: Fact<number>, perZone: Fact<number>) =>
    fact.state === 'absent' ? times(perZone, zones) : fact;
  const scaling = firstBlock(map, 'autoscaling');
  const surge = undecidedFact('the code does not say how many nodes an upgrade adds', at);
  return {
    ...head,
    kind: 'node-pool',
    cluster: target,
    count: times(firstCount(count('node_count'), count('initial_node_count')), zones),
    autoscaling: scaling?.kind === 'unknown' ? unknownFact(scaling) : impliedFact(scaling !== undefined, at),
    min: total(count('autoscaling', 'total_min_node_count'), count('autoscaling', 'min_node_count')),
    max: total(count('autoscaling', 'total_max_node_count'), count('autoscaling', 'max_node_count')),
    maxPods: maxPods(context, map, cluster, at),
    maxSurge: surge,
    maxUnavailable: surge,
    spot: impliedFact(false, at),
    nodeSubnet: cluster === undefined ? absentAt(at) : nodeSubnet(context, cluster),
    podSubnet: cluster === undefined ? absentAt(at) : podSubnet(context, map, cluster),
    podAllocation: impliedFact('static-block', at),
  };
}

function absentAt(range: EntityHead['range']): Target {
  return { state: 'absent', range };
}

function firstCount(a: Fact<number>, b: Fact<number>): Fact<number> {
  return a.state === 'absent' ? b : a;
}

/** Numbers of nodes count for each zone. */
function times(perZone: Fact<number>, zones: Fact<number>): Fact<number> {
  if (perZone.state !== 'known') return perZone;
  return zones.state === 'known' ? { ...perZone, value: perZone.value * zones.value } : zones;
}

/** In how many zones the nodes are: those that are listed, one for a zone, three for a region. */
function zonesOf(map: MapValue, cluster: Resource | undefined, at: EntityHead['range']): Fact<number> {
  const maps = cluster === undefined ? [map] : [map, cluster.attributes];
  for (const one of maps) {
    const listed = attribute(one, 'node_locations');
    if (listed?.kind === 'unknown') return unknownFact(listed);
    if (listed?.kind === 'list' && listed.items.length > 0) {
      // A zonal cluster lists only the zones beside its own.
      const location = maps.map((each) => attribute(each, 'location')).find((value) => value !== undefined);
      const more = isZone(knownText(location)) && one !== map ? 1 : 0;
      return knownFact(listed.items.length + more, listed);
    }
  }
  for (const one of maps) {
    const location = attribute(one, 'location');
    if (location === undefined) continue;
    if (location.kind === 'unknown') return unknownFact(location);
    return isZone(knownText(location))
      ? knownFact(1, location)
      : defaultFact(DEFAULT_ZONES, location.origin.range);
  }
  return undecidedFact('the code does not say in how many zones the nodes are', at, 'environment');
}

/** `europe-west1-b` is a zone, `europe-west1` a region. */
function isZone(location: string | undefined): boolean {
  return location !== undefined && /-[a-z]$/.test(location);
}

function maxPods(
  context: BindingContext,
  map: MapValue,
  cluster: Resource | undefined,
  at: EntityHead['range'],
): Fact<number> {
  const own = countFact(context, attribute(map, 'max_pods_per_node'), at);
  if (own.state !== 'absent') return own;
  if (cluster === undefined) {
    return undecidedFact('the cluster of this node pool is not in what was read', at, 'outside');
  }
  const ofCluster = countFact(context, attribute(cluster.attributes, 'default_max_pods_per_node'), at);
  return orDefault(ofCluster, DEFAULT_MAX_PODS);
}

function nodeSubnet(context: BindingContext, cluster: Resource): Target {
  return googleTarget(context, attribute(cluster.attributes, 'subnetwork'), 'subnetworks', cluster);
}

/** The secondary range of the pods, where it is declared. */
function podSubnet(context: BindingContext, map: MapValue, cluster: Resource): Target {
  const name =
    attributeAt(map, 'network_config', 'pod_range') ??
    attributeAt(cluster.attributes, ALLOCATION, 'cluster_secondary_range_name');
  if (name === undefined) return absentAt(cluster.range);
  const found = secondaryRange(context, cluster, name);
  if (found !== undefined) {
    return targetInside(found.subnetwork, found.path, knownText(name) ?? '', name.origin.range);
  }
  const reason =
    name.kind === 'unknown'
      ? reasonOf(name)
      : ({
          code: 'outside',
          message: 'the subnetwork of the pods is not in what was read',
          range: name.origin.range,
        } as const);
  return { state: 'unknown', reason, text: knownText(name) ?? '', origin: name.origin };
}
