/** AWS: VPCs with their further ranges and DNS options, subnets, peering connections. */
import type { Address } from '../../ip/address.ts';
import type { Prefix } from '../../ip/prefix.ts';
import { prefixOf } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { FactList } from '../../model/entities.ts';
import type { Fact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import { patchOf, type Binding, type BindingContext, type BindingOutput, type Merger } from '../binding.ts';
import { unseenGap } from '../gap.ts';
import { attribute, knownText, shownText } from '../read-attributes.ts';
import {
  booleanFact,
  defaultFact,
  impliedFact,
  joinLists,
  listIfCertain,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { addressList, prefixList } from '../read-prefixes.ts';
import { meantInstance } from '../read-targets.ts';
import { awsHead, awsTarget } from './aws-identity.ts';

/** The range of every default VPC: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html */
const DEFAULT_VPC = prefixOf(4, 0xac1f_0000n, 16);

/** Further ranges of a VPC; those that may not be associated are unresolved. */
const FURTHER_RANGES: Merger<'network', FactList<Prefix>> = {
  entityKind: 'network',
  merge: (network, lists) => ({ ...network, addressSpace: joinLists(network.addressSpace, ...lists) }),
};

const DNS_SERVERS: Merger<'network', FactList<Address>> = {
  entityKind: 'network',
  merge: (network, servers) => ({ ...network, dnsServers: servers.at(-1) ?? network.dnsServers }),
};

/** The ranges that a VPC, a subnet or an association states: written, from a pool, or given by Amazon. */
function rangesOf(context: BindingContext, resource: Resource): FactList<Prefix> {
  const { attributes, range } = resource;
  const read = (name: string) => attribute(attributes, name);
  const written = joinLists(
    prefixList(context, read('cidr_block')),
    prefixList(context, read('ipv6_cidr_block')),
  );
  const length = shownText(read('ipv4_netmask_length'));
  const size = length === undefined ? 'a range' : `a /${length}`;
  const pools = [
    [read('ipv4_ipam_pool_id'), read('cidr_block'), `an address pool hands out ${size}`],
    [read('ipv6_ipam_pool_id'), read('ipv6_cidr_block'), 'an address pool hands out an IPv6 range'],
    [given(read('assign_generated_ipv6_cidr_block')), undefined, 'Amazon gives an IPv6 range'],
  ] as const;
  const handedOut = pools.filter(([pool, fixed]) => pool !== undefined && fixed === undefined);
  return joinLists(
    written,
    ...handedOut.map(([, , message]) => unresolvedList(undecidedFact(message, range))),
  );
}

/** A switch that is on, or of which that is unknown. */
function given(value: Value | undefined): Value | undefined {
  const isOff = (value?.kind === 'bool' && !value.value) || knownText(value) === 'false';
  return isOff ? undefined : value;
}

function orUnstated(list: FactList<Prefix>, resource: Resource): FactList<Prefix> {
  if (list.items.length > 0 || list.unresolved.length > 0) return list;
  return unresolvedList(undecidedFact('the code states no address range', resource.range));
}

export const vpc: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpc', 'aws_default_vpc'],
  bind(resource, context) {
    const isDefault = resource.type === 'aws_default_vpc';
    const addressSpace: FactList<Prefix> = isDefault
      ? { items: [defaultFact(DEFAULT_VPC, resource.range)], unresolved: [] }
      : orUnstated(rangesOf(context, resource), resource);
    const dnsServers = { items: [], unresolved: [] };
    return [{ ...awsHead(resource), kind: 'network', cloud: 'aws', addressSpace, dnsServers }];
  },
};

export const vpcRange: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpc_ipv4_cidr_block_association', 'aws_vpc_ipv6_cidr_block_association'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, possible } = resource;
    const ranges = orUnstated(rangesOf(context, resource), resource);
    return [
      patchOf(FURTHER_RANGES, listIfCertain(ranges, possible, range), {
        unit,
        target: awsTarget(context, attribute(attributes, 'vpc_id'), range),
        otherwise: [unseenGap(resource, 'vpc_id', 'the VPC of this range')],
      }),
    ];
  },
};

/** Amazon's own resolver, as DHCP options name it. */
const OWN_DNS = 'amazonprovideddns';

export const dhcpOptions: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpc_dhcp_options_association'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit } = resource;
    const id = attribute(attributes, 'dhcp_options_id');
    const options = id === undefined ? undefined : context.find(meantInstance(context, id));
    const named = options === undefined ? undefined : attribute(options.attributes, 'domain_name_servers');
    const servers =
      options?.mode === 'managed'
        ? addressList(context, withoutOwnDns(named))
        : unresolvedList(undecidedFact('the DHCP options are not in what was read', range, 'outside'));
    return [
      patchOf(DNS_SERVERS, servers, {
        unit,
        target: awsTarget(context, attribute(attributes, 'vpc_id'), range),
        otherwise: [unseenGap(resource, 'vpc_id', 'the VPC of these DHCP options')],
      }),
    ];
  },
};

function withoutOwnDns(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'list') return value;
  return { ...value, items: value.items.filter((item) => knownText(item)?.toLowerCase() !== OWN_DNS) };
}

export const subnet: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_subnet'],
  bind(resource, context) {
    return [
      {
        ...awsHead(resource),
        kind: 'subnet',
        cloud: 'aws',
        network: awsTarget(context, attribute(resource.attributes, 'vpc_id'), resource.range),
        prefixes: orUnstated(rangesOf(context, resource), resource),
      },
    ];
  },
};

/** Acceptance by a resource of its own. */
const ACCEPTED: Merger<'peering', Fact<boolean>> = {
  entityKind: 'peering',
  merge: (peering, accepted) => {
    const isSettled = peering.createsBothEnds.state === 'known' && peering.createsBothEnds.value;
    return isSettled ? peering : { ...peering, createsBothEnds: accepted.at(-1) ?? peering.createsBothEnds };
  },
};

/**
 * One connection serves both ways, once it is accepted: by `auto_accept`, by a resource of its own, or by somebody
 * outside the code (https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html). No traffic passes through
 * a peer to somewhere else.
 */
export const peering: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpc_peering_connection'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const no = impliedFact(false, range);
    return [
      {
        ...awsHead(resource),
        kind: 'peering',
        cloud: 'aws',
        from: awsTarget(context, attribute(attributes, 'vpc_id'), range),
        to: awsTarget(context, attribute(attributes, 'peer_vpc_id'), range),
        createsBothEnds: accepted(context, resource),
        allowForwardedTraffic: no,
        allowGatewayTransit: no,
        useRemoteGateways: no,
        wholeNetworks: impliedFact(true, range),
      },
    ];
  },
};

function accepted(context: BindingContext, resource: Resource): Fact<boolean> {
  const fact = booleanFact(context, attribute(resource.attributes, 'auto_accept'), resource.range);
  if (fact.state === 'unknown' || (fact.state === 'known' && fact.value)) return fact;
  return undecidedFact(
    'who accepts the peering connection is not in what was read',
    resource.range,
    'outside',
  );
}

export const peeringAccepter: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpc_peering_connection_accepter'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, possible } = resource;
    const written = accepted(context, resource);
    const fact: Fact<boolean> =
      possible === undefined
        ? written
        : { state: 'unknown', reason: possible, origin: { range, kind: 'expression', from: [] } };
    return [
      patchOf(ACCEPTED, fact, {
        unit,
        target: awsTarget(context, attribute(attributes, 'vpc_peering_connection_id'), range),
        otherwise: [unseenGap(resource, 'vpc_peering_connection_id', 'the accepted peering connection')],
      }),
    ];
  },
};
