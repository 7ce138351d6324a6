/**
 * AKS clusters as drafts. Defaults and modes:
 * https://learn.microsoft.com/azure/aks/azure-cni-overlay, https://learn.microsoft.com/azure/aks/configure-kubenet,
 * https://learn.microsoft.com/azure/aks/configure-dual-stack.
 */
import type { Address } from '../../ip/address.ts';
import { prefixOf, type Prefix } from '../../ip/prefix.ts';
import type { ClusterNetworkMode, FactList } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import type { Origin } from '../../values/origin.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import {
  booleanFact,
  defaultFact,
  EMPTY_LIST,
  orDefault,
  stringFact,
  stringList,
  undecidedFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { addressFact, firstPrefixList, isEmpty } from '../read-prefixes.ts';

/** What a cluster says about its network, read from whatever syntax. */
export interface ClusterNetworkValues {
  /** The network profile, and where what it lacks is missing. False when there is none. */
  readonly profileAt: Range;
  readonly hasProfile: boolean;
  readonly plugin: Value | undefined;
  readonly pluginMode: Value | undefined;
  /** The pod subnets of the pools, in order; undefined for a pool without one. */
  readonly podSubnets: readonly (Value | undefined)[];
  /** Spellings of one thing: the single range and the list. */
  readonly podCidrs: readonly (Value | undefined)[];
  readonly serviceCidrs: readonly (Value | undefined)[];
  readonly dnsServiceIp: Value | undefined;
  readonly ipFamilies: Value | undefined;
}

/**
 * How a cluster gives addresses to pods. Without a network profile no document that we read says what AKS chooses, so
 * it stays unknown. `networkPlugin: azure` without a mode is the flat mode, for compatibility.
 */
export function clusterNetworkMode(
  context: BindingContext,
  values: ClusterNetworkValues,
): Fact<ClusterNetworkMode> {
  const { plugin: pluginValue, profileAt } = values;
  if (!values.hasProfile) return undecidedFact('the code has no network profile: AKS decides', profileAt);
  const plugin = stringFact(context, pluginValue, profileAt);
  if (plugin.state === 'absent')
    return undecidedFact('the code names no network plugin: AKS decides', profileAt);
  if (plugin.state === 'unknown') return plugin;
  switch (plugin.value.toLowerCase()) {
    case 'kubenet':
      return { ...plugin, value: 'kubenet' };
    case 'none':
      return { ...plugin, value: 'bring-your-own' };
    case 'azure':
      return azureCniMode(values, plugin.origin);
    default:
      return undecidedFact('the network plugin is none that AKS documents', profileAt, 'unsupported');
  }
}

function azureCniMode(values: ClusterNetworkValues, pluginOrigin: Origin): Fact<ClusterNetworkMode> {
  const known = (value: ClusterNetworkMode, ...from: readonly Origin[]): Fact<ClusterNetworkMode> => ({
    state: 'known',
    value,
    origin: { range: values.profileAt, kind: 'expression', from: [pluginOrigin, ...from] },
  });
  const { pluginMode } = values;
  if (pluginMode?.kind === 'unknown') return unknownFact(pluginMode);
  const mode = knownText(pluginMode)?.toLowerCase();
  if (pluginMode !== undefined && mode === 'overlay') return known('overlay', pluginMode.origin);
  if (mode !== undefined) {
    return undecidedFact(
      'the mode of the azure plugin is none that AKS documents',
      values.profileAt,
      'unsupported',
    );
  }
  return podSubnetMode(values.podSubnets, known);
}

function podSubnetMode(
  podSubnets: readonly (Value | undefined)[],
  known: (value: ClusterNetworkMode, ...from: readonly Origin[]) => Fact<ClusterNetworkMode>,
): Fact<ClusterNetworkMode> {
  const stated = podSubnets.filter((value) => value !== undefined && !isEmpty(value));
  const certain = stated.find((value) => value !== undefined && isSurelySet(value));
  if (certain !== undefined) return known('pod-subnet', certain.origin);
  const doubtful = stated[0];
  return doubtful?.kind === 'unknown' ? unknownFact(doubtful) : known('node-subnet');
}

/** An unknown id can still be null, unless it is that of an instance which is declared or read, or made of parts. */
export function isSurelySet(value: Value): boolean {
  if (value.kind !== 'unknown') return value.kind === 'string';
  const isGiven = value.reason.code === 'computed' || value.reason.code === 'data-source';
  return (isGiven && value.reference?.path.at(-1) === 'id') || value.parts !== undefined;
}

/** The ranges that hold pods. Modes that take pod addresses from subnets have none. */
function podRanges(
  context: BindingContext,
  values: ClusterNetworkValues,
  mode: Fact<ClusterNetworkMode>,
): FactList<Prefix> {
  const written = firstPrefixList(context, ...values.podCidrs);
  if (mode.state === 'known' && (mode.value === 'node-subnet' || mode.value === 'pod-subnet'))
    return EMPTY_LIST;
  if (isStated(values.podCidrs)) return written;
  if (mode.state === 'unknown') return unresolvedList(mode);
  if (mode.state === 'absent' || mode.value === 'bring-your-own') {
    return unresolvedList(undecidedFact("the cluster's own network plug-in decides", values.profileAt));
  }
  return defaultRanges(context, values, DEFAULT_POD_CIDRS);
}

/** 10.244.0.0/16, with dual stack fd12:3456:789a::/64 as well. */
const DEFAULT_POD_CIDRS: DefaultRanges = {
  ipv4: prefixOf(4, 0x0af4_0000n, 16),
  ipv6: prefixOf(6, 0xfd12_3456_789a_0000_0000_0000_0000_0000n, 64),
};

/** 10.0.0.0/16, with dual stack fd12:3456:789a:1::/108 as well. */
const DEFAULT_SERVICE_CIDRS: DefaultRanges = {
  ipv4: prefixOf(4, 0x0a00_0000n, 16),
  ipv6: prefixOf(6, 0xfd12_3456_789a_0001_0000_0000_0000_0000n, 108),
};

/** 10.0.0.10 */
const DEFAULT_DNS_SERVICE_IP: Address = { family: 4, value: 0x0a00_000an };

interface DefaultRanges {
  readonly ipv4: Prefix;
  readonly ipv6: Prefix;
}

function defaultRanges(
  context: BindingContext,
  values: ClusterNetworkValues,
  defaults: DefaultRanges,
): FactList<Prefix> {
  const families = stringList(context, values.ipFamilies);
  const dual = families.items.some((family) => family.value.toLowerCase() === 'ipv6');
  const chosen = dual ? [defaults.ipv4, defaults.ipv6] : [defaults.ipv4];
  return {
    items: chosen.map((value) => defaultFact(value, values.profileAt)),
    unresolved: families.unresolved,
  };
}

function serviceRanges(context: BindingContext, values: ClusterNetworkValues): FactList<Prefix> {
  if (isStated(values.serviceCidrs)) return firstPrefixList(context, ...values.serviceCidrs);
  return defaultRanges(context, values, DEFAULT_SERVICE_CIDRS);
}

/** The default address belongs to the default service range: with another range the code must name its own. */
function dnsServiceIp(
  context: BindingContext,
  values: ClusterNetworkValues,
): DraftOf<'cluster'>['dnsServiceIp'] {
  const written = addressFact(context, values.dnsServiceIp, values.profileAt);
  if (written.state !== 'absent') return written;
  if (isStated(values.serviceCidrs)) {
    return undecidedFact('the code names a service range but no address for DNS in it', values.profileAt);
  }
  return defaultFact(DEFAULT_DNS_SERVICE_IP, values.profileAt);
}

function isStated(spellings: readonly (Value | undefined)[]): boolean {
  return spellings.some((value) => value !== undefined && !isEmpty(value));
}

/** An AKS cluster. */
export function clusterDraft(
  context: BindingContext,
  head: EntityHead,
  values: ClusterNetworkValues & {
    readonly privateApi: Value | undefined;
    readonly version: Value | undefined;
  },
): DraftOf<'cluster'> {
  const mode = clusterNetworkMode(context, values);
  return {
    ...head,
    kind: 'cluster',
    cloud: 'azure',
    type: 'aks',
    networkMode: mode,
    podCidrs: podRanges(context, values, mode),
    serviceCidrs: serviceRanges(context, values),
    dnsServiceIp: dnsServiceIp(context, values),
    privateApi: orDefault(booleanFact(context, values.privateApi, head.range), false),
    version: withoutEmpty(stringFact(context, values.version, head.range), head.range),
  };
}

function withoutEmpty(fact: Fact<string>, absentAt: Range): Fact<string> {
  return fact.state === 'known' && fact.value === '' ? { state: 'absent', range: absentAt } : fact;
}
