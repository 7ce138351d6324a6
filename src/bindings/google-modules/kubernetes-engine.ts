/**
 * The module `terraform-google-modules/kubernetes-engine/google` and its parts that make a cluster.
 * Source: cluster.tf, main.tf, variables.tf and outputs.tf of
 * github.com/terraform-google-modules/terraform-google-kubernetes-engine, 12 to 44.2.
 */
import type { Resource } from '../../languages/unit.ts';
import { defaultText } from '../default-values.ts';
import { stringValue, type Value } from '../../values/value.ts';
import {
  blockOf,
  switchOf,
  switchValue,
  type ModulePart,
  type PublicModule,
  type Switch,
} from '../public-module.ts';
import { attribute, knownText, memberOf } from '../read-attributes.ts';
import type { RespellContext } from '../respell/respelling.ts';
import { declaredNetworkPart } from './declared-network.ts';
import { CLUSTER, clusterOutput, MODULE, poolParts, POOLS, stated } from './node-pools.ts';
import { nodePoolModule, plainClusters } from './plain-clusters.ts';

/** What differs between the module and its parts. */
interface Variant {
  readonly folders: readonly string[];
  /** Nodes have no public addresses: asked by an argument, always, or in none of them. */
  readonly privateNodes: 'argument' | 'always' | 'never';
  readonly privateEndpoint: boolean;
  readonly hasPools: boolean;
}

const VARIANTS: readonly Variant[] = [
  {
    folders: ['', '//modules/beta-public-cluster', '//modules/beta-public-cluster-update-variant'],
    privateNodes: 'never',
    privateEndpoint: false,
    hasPools: true,
  },
  {
    folders: [
      '//modules/private-cluster',
      '//modules/private-cluster-update-variant',
      '//modules/beta-private-cluster',
      '//modules/beta-private-cluster-update-variant',
    ],
    privateNodes: 'argument',
    privateEndpoint: false,
    hasPools: true,
  },
  {
    folders: ['//modules/safer-cluster', '//modules/safer-cluster-update-variant'],
    privateNodes: 'always',
    privateEndpoint: true,
    hasPools: true,
  },
  {
    folders: ['//modules/beta-autopilot-public-cluster'],
    privateNodes: 'never',
    privateEndpoint: false,
    hasPools: false,
  },
  {
    folders: ['//modules/beta-autopilot-private-cluster'],
    privateNodes: 'argument',
    privateEndpoint: false,
    hasPools: false,
  },
];

/** Releases from this one on have private nodes where a call does not say. */
const PRIVATE_BY_DEFAULT = 33;

/** Releases up to this one, and the safer cluster, have a range for the control plane where a call does not say. */
const LAST_WITH_DEFAULT_RANGE = 34;
const DEFAULT_CONTROL_PLANE = '10.0.0.0/28';

const clusterModules: readonly PublicModule[] = VARIANTS.map((variant) => ({
  sources: variant.folders.map((folder) => `${MODULE}${folder}`),
  collections: variant.hasPools ? POOLS : [],
  parts: (call, context) => [
    clusterPart(call, context, variant),
    ...(variant.hasPools ? poolParts(call) : []),
  ],
  outputs: (_call, steps) => clusterOutput(steps),
}));

function clusterPart(call: Resource, context: RespellContext, variant: Variant): ModulePart {
  const { attributes } = call;
  const read = (name: string) => stated(attribute(attributes, name));
  const version = read('kubernetes_version');
  return {
    path: CLUSTER,
    type: 'google_container_cluster',
    attributes: {
      name: read('name'),
      project: read('project_id'),
      ...placeOfNodes(call),
      network: networkLink(call, context),
      subnetwork: subnetworkLink(call, context),
      cluster_ipv4_cidr: read('cluster_ipv4_cidr'),
      ip_allocation_policy: blockOf(
        {
          cluster_secondary_range_name: read('ip_range_pods'),
          services_secondary_range_name: read('ip_range_services'),
        },
        call.range,
      ),
      private_cluster_config: privateConfig(call, variant),
      default_max_pods_per_node: read('default_max_pods_per_node'),
      min_master_version: knownText(version) === 'latest' ? undefined : version,
      ...(variant.hasPools && variant.privateNodes !== 'always' ? { node_pool: firstPool(call) } : {}),
    },
  };
}

/** A cluster of a region, or of the first of its zones. */
function placeOfNodes({ attributes, range }: Resource): Readonly<Record<string, Value | undefined>> {
  const regional = switchOf(attribute(attributes, 'regional'), true);
  const region = stated(attribute(attributes, 'region'));
  const zones = stated(attribute(attributes, 'zones'));
  if (typeof regional !== 'boolean') {
    const unknown = switchValue(regional, range);
    return { location: unknown, node_locations: unknown, region };
  }
  if (regional) return { location: region, node_locations: zones, region };
  if (zones?.kind !== 'list') return { location: zones, node_locations: zones, region };
  const [first, ...others] = zones.items;
  return {
    location: first && memberOf(zones, first),
    node_locations: others.length === 0 ? undefined : { ...zones, items: others },
    region: region ?? regionOf(first),
  };
}

/** The region of a zone such as `europe-west1-b`. */
function regionOf(zone: Value | undefined): Value | undefined {
  const [, region] = /^(.+)-[a-z]$/.exec(knownText(zone) ?? '') ?? [];
  return zone === undefined || region === undefined ? undefined : stringValue(region, zone.origin);
}

/** The name is completed to a link in the project that has the network. */
function networkLink(call: Resource, context: RespellContext): Value | undefined {
  const name = stated(attribute(call.attributes, 'network'));
  const found = name && declaredNetworkPart(context, call, 'networks', name);
  return inProject(call, found ?? name, (project) => `projects/${project}/global/networks`);
}

function subnetworkLink(call: Resource, context: RespellContext): Value | undefined {
  const name = stated(attribute(call.attributes, 'subnetwork'));
  const found = name && declaredNetworkPart(context, call, 'subnetworks', name);
  const region = knownText(placeOfNodes(call).region);
  const inside = (project: string) =>
    region === undefined
      ? `projects/${project}/subnetworks`
      : `projects/${project}/regions/${region}/subnetworks`;
  return inProject(call, found ?? name, inside);
}

function inProject(
  { attributes }: Resource,
  name: Value | undefined,
  collection: (project: string) => string,
): Value | undefined {
  if (name?.kind !== 'string' || name.value.includes('/')) return name;
  const project = stated(attribute(attributes, 'network_project_id')) ?? attribute(attributes, 'project_id');
  // Of a project that is not known nothing is told.
  const text = knownText(project);
  const link = text === undefined ? collection('').replace('projects//', '') : collection(text);
  const sensitive = name.sensitive ?? project?.sensitive;
  return {
    ...name,
    value: `${link}/${name.value}`,
    ...(sensitive === true ? { sensitive } : {}),
  };
}

/** The first number of the newest release that a call can take; without a word that is the newest there is. */
function majorVersion({ attributes }: Resource): number | undefined {
  const written = attribute(attributes, 'version');
  if (written === undefined) return Number.POSITIVE_INFINITY;
  const [, operator, major] =
    /^\s*(=|~>|>=|>)?\s*v?(\d{1,6})(?:\.\d{1,6}){0,2}\s*$/.exec(knownText(written) ?? '') ?? [];
  if (operator === '>' || operator === '>=') return Number.POSITIVE_INFINITY;
  return major === undefined ? undefined : Number(major);
}

function privateNodes(call: Resource, { privateNodes: kind }: Variant): Switch {
  if (kind !== 'argument') return kind === 'always';
  const major = majorVersion(call);
  const byDefault = major !== undefined && major >= PRIVATE_BY_DEFAULT;
  const written = attribute(call.attributes, 'enable_private_nodes');
  if (written === undefined && major === undefined) {
    const message = 'the release of the module decides whether nodes are private';
    return { code: 'module-not-read', message, range: call.range };
  }
  return switchOf(written, byDefault);
}

function privateConfig(call: Resource, variant: Variant): Value | undefined {
  const { attributes, range } = call;
  const exists = privateNodes(call, variant);
  if (exists === false) return undefined;
  if (exists !== true) return switchValue(exists, range);
  const subnet = stated(attribute(attributes, 'private_endpoint_subnetwork'));
  const endpoint = attribute(attributes, 'enable_private_endpoint');
  return blockOf(
    {
      enable_private_endpoint: endpoint ?? switchValue(variant.privateEndpoint, range),
      master_ipv4_cidr_block: subnet === undefined ? controlPlane(call, variant) : undefined,
    },
    range,
  );
}

function controlPlane(call: Resource, variant: Variant): Value | undefined {
  const written = stated(attribute(call.attributes, 'master_ipv4_cidr_block'));
  if (written !== undefined) return written;
  const major = majorVersion(call);
  const hasDefault =
    variant.privateNodes === 'always' || (major !== undefined && major <= LAST_WITH_DEFAULT_RANGE);
  return hasDefault ? defaultText(DEFAULT_CONTROL_PLANE, call.range) : undefined;
}

/** The pool that every cluster starts with; it has no nodes unless the call says otherwise. */
function firstPool({ attributes, range }: Resource): Value | undefined {
  const count = attribute(attributes, 'initial_node_count');
  const removed = switchOf(attribute(attributes, 'remove_default_node_pool'), false);
  if (count === undefined || knownText(count) === '0' || removed === true) return undefined;
  if (removed !== false) return switchValue(removed, range);
  return blockOf({ name: defaultText('default-pool', range), initial_node_count: count }, range);
}

/** The module and its parts. */
export const KUBERNETES_ENGINE_MODULES: readonly PublicModule[] = [
  ...clusterModules,
  plainClusters,
  nodePoolModule,
];
