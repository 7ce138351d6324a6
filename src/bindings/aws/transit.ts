/** AWS: transit gateways, virtual private gateways, VPN connections with their sites, client VPN. */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import { patchOf, type Binding, type BindingOutput, type DraftOf, type Merger } from '../binding.ts';
import type { EntityHead } from '../entity-head.ts';
import { unseenGap } from '../gap.ts';
import { attribute, firstAttribute } from '../read-attributes.ts';
import { EMPTY_LIST, joinLists, listIfCertain, undecidedFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetIfCertain, targetOfInstance } from '../read-targets.ts';
import { awsHead, awsTarget } from './aws-identity.ts';
import { defaultTables, ownRouteTables } from './transit-tables.ts';

function gateway(
  resource: Resource,
  type: DraftOf<'gateway'>['type'],
  network: Target = { state: 'absent', range: resource.range },
  ranges: FactList<Prefix> = EMPTY_LIST,
): DraftOf<'gateway'> {
  const subnet: Target = { state: 'absent', range: resource.range };
  return { ...awsHead(resource), kind: 'gateway', cloud: 'aws', type, network, subnet, ranges };
}

function connection(head: EntityHead, from: Target, to: Target): DraftOf<'gateway-connection'> {
  return { ...head, kind: 'gateway-connection', gateway: from, to };
}

export const transitGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_transit_gateway'],
  bind: (resource) => [gateway(resource, 'transit')],
};

export const transitAttachment: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_transit_gateway_vpc_attachment'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const transit = awsTarget(context, attribute(attributes, 'transit_gateway_id'), range);
    const network = awsTarget(context, attribute(attributes, 'vpc_id'), range);
    const { tables, doubt } = defaultTables(context, resource, transit);
    const head = { ...awsHead(resource), possible: resource.possible ?? doubt };
    return [{ ...connection(head, transit, network), ...(tables === undefined ? {} : { tables }) }];
  },
};

/** Two transit gateways; only static routes, which are not modelled, tell what passes between them. */
export const transitPeering: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_transit_gateway_peering_attachment'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const message = 'routes of the transit gateways decide who hears whom';
    const possible = resource.possible ?? ({ code: 'unsupported', message, range } as const);
    const near = awsTarget(context, attribute(attributes, 'transit_gateway_id'), range);
    const far = awsTarget(context, attribute(attributes, 'peer_transit_gateway_id'), range);
    return [connection({ ...awsHead(resource), possible }, near, far)];
  },
};

export const vpnGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpn_gateway'],
  bind: (resource, context) => [
    gateway(resource, 'vpn', awsTarget(context, attribute(resource.attributes, 'vpc_id'), resource.range)),
  ],
};

const GATEWAY_NETWORK: Merger<'gateway', Target> = {
  entityKind: 'gateway',
  merge: (draft, networks) => ({ ...draft, network: networks.at(-1) ?? draft.network }),
};

export const vpnGatewayAttachment: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpn_gateway_attachment'],
  bind(resource, context) {
    const { attributes, range, unit, possible } = resource;
    const network = awsTarget(context, attribute(attributes, 'vpc_id'), range);
    return [
      patchOf(GATEWAY_NETWORK, targetIfCertain(network, possible), {
        unit,
        target: awsTarget(context, attribute(attributes, 'vpn_gateway_id'), range),
        otherwise: [unseenGap(resource, 'vpn_gateway_id', 'the attached VPN gateway')],
      }),
    ];
  },
};

/**
 * A VPN connection leads to a site. Its ranges are the static routes; with BGP the other side tells further ones
 * (https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html).
 */
export const vpnConnection: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpn_connection'],
  bind(resource, context) {
    const { attributes, range, unit, address } = resource;
    const isStatic = attribute(attributes, 'static_routes_only');
    const byRoutes = isStatic?.kind === 'bool' && isStatic.value;
    const told = unresolvedList(
      undecidedFact('the other side tells its ranges by BGP', range, 'environment'),
    );
    const near = firstAttribute(attributes, 'vpn_gateway_id', 'transit_gateway_id');
    const possible = resource.possible ?? ownRouteTables(context, resource);
    const inside = { ...awsHead(resource), path: ['connection'], keys: [], possible };
    return [
      {
        ...awsHead(resource),
        kind: 'range',
        purpose: 'on-premises',
        prefixes: byRoutes ? EMPTY_LIST : told,
        everywhere: false,
      },
      connection(inside, awsTarget(context, near, range), targetOfInstance(unit, address, range)),
    ];
  },
};

const ROUTES: Merger<'range', FactList<Prefix>> = {
  entityKind: 'range',
  merge: (site, lists) => ({ ...site, prefixes: joinLists(site.prefixes, ...lists) }),
};

export const vpnRoute: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_vpn_connection_route'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, possible } = resource;
    const written = prefixList(context, attribute(attributes, 'destination_cidr_block'));
    const routes = listIfCertain(written, possible, range);
    return [
      patchOf(ROUTES, routes, {
        unit,
        target: awsTarget(context, attribute(attributes, 'vpn_connection_id'), range),
        otherwise: [unseenGap(resource, 'vpn_connection_id', 'the VPN connection of this route')],
      }),
    ];
  },
};

export const clientVpn: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_client_vpn_endpoint'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const clients = prefixList(context, attribute(attributes, 'client_cidr_block'));
    return [gateway(resource, 'vpn', awsTarget(context, attribute(attributes, 'vpc_id'), range), clients)];
  },
};

const GATEWAY_SUBNET: Merger<'gateway', Target> = {
  entityKind: 'gateway',
  merge: (draft, subnets) => ({ ...draft, subnet: subnets[0] ?? draft.subnet }),
};

export const clientVpnSubnet: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_ec2_client_vpn_network_association'],
  bind(resource, context) {
    const { attributes, range, unit } = resource;
    return [
      patchOf(GATEWAY_SUBNET, awsTarget(context, attribute(attributes, 'subnet_id'), range), {
        unit,
        target: awsTarget(context, attribute(attributes, 'client_vpn_endpoint_id'), range),
        otherwise: [unseenGap(resource, 'client_vpn_endpoint_id', 'the client VPN endpoint')],
      }),
    ];
  },
};
