/** Azure API shape: gateways in networks, sites, virtual WAN, and their connections. */
import type { Target } from '../../model/draft.ts';
import {
  connectionDraft,
  gatewayDraft,
  networkGatewayType,
  NO_GATEWAY_TYPE,
  siteDraft,
} from '../azure/gateway-drafts.ts';
import { hubRouteDrafts } from '../azure/hub-routes.ts';
import { idTarget } from '../azure/id-values.ts';
import { patchOf, type BindingContext, type BindingOutput, type DraftOf, type Merger } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import { joinLists, reasonOf, unknownFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { meantInstance, targetIfCertain } from '../read-targets.ts';
import {
  armHead,
  bodyOf,
  elementsOf,
  firstElement,
  headInside,
  member,
  property,
  propertyOf,
  refTarget,
  type ArmBinding,
  type ArmObject,
} from './arm-object.ts';
import { itself } from './inner-objects.ts';

function subnetOf(context: BindingContext, arm: ArmObject): Target {
  return refTarget(context, propertyOf(firstElement(property(arm.body, 'ipConfigurations')), 'subnet'), arm);
}

export const virtualNetworkGateway: ArmBinding = (arm, context) => {
  const written = property(arm.body, 'gatewayType');
  const type = networkGatewayType(written);
  if (type === undefined) return [gapOf(arm.resource, 'gatewayType', NO_GATEWAY_TYPE)];
  const clients = property(arm.body, 'vpnClientConfiguration', 'vpnClientAddressPool', 'addressPrefixes');
  const gateway = gatewayDraft(armHead(arm), type, subnetOf(context, arm), prefixList(context, clients));
  return written?.kind === 'unknown'
    ? [gateway, gapOf(arm.resource, 'gatewayType', reasonOf(written))]
    : [gateway];
};

export const firewall: ArmBinding = (arm, context) => [
  gatewayDraft(armHead(arm), 'firewall', subnetOf(context, arm)),
];

export const site: ArmBinding = (arm, context) => {
  const ranges =
    property(arm.body, 'localNetworkAddressSpace', 'addressPrefixes') ??
    property(arm.body, 'addressSpace', 'addressPrefixes');
  return [siteDraft(armHead(arm), prefixList(context, ranges))];
};

export const gatewayConnection: ArmBinding = (arm, context) => {
  const ends = ['localNetworkGateway2', 'virtualNetworkGateway2', 'peer'];
  const to = ends.map((name) => property(arm.body, name)).find((end) => end !== undefined);
  const gateway = refTarget(context, property(arm.body, 'virtualNetworkGateway1'), arm);
  return [connectionDraft(armHead(arm), gateway, refTarget(context, to, arm))];
};

export const virtualWan: ArmBinding = (arm) => [gatewayDraft(armHead(arm), 'transit')];

/** A route server is a hub without a WAN and without a range of its own. */
export const virtualHub: ArmBinding = (arm, context) => {
  const prefix = property(arm.body, 'addressPrefix');
  const wan = property(arm.body, 'virtualWan');
  if (prefix === undefined && wan === undefined) return [gatewayDraft(armHead(arm), 'route-server')];
  const hub = gatewayDraft(armHead(arm), 'transit', undefined, prefixList(context, prefix));
  const toWan = jointToWan(context, arm);
  return [hub, ...(toWan === undefined ? [] : [toWan]), ...ownRoutes(context, arm)];
};

/** As in azurerm: a WAN of type `Basic` does not join its hubs. */
function jointToWan(context: BindingContext, arm: ArmObject): DraftOf<'gateway-connection'> | undefined {
  const wan = property(arm.body, 'virtualWan');
  if (wan === undefined) return undefined;
  const id = wan.kind === 'map' ? member(wan, 'id') : wan;
  const declared = id === undefined ? undefined : context.find(meantInstance(context, id));
  const type = declared === undefined ? undefined : property(bodyOf(declared), 'type');
  if (knownText(type)?.toLowerCase() === 'basic') return undefined;
  const doubt = type?.kind === 'unknown' ? reasonOf(type) : undefined;
  const head = { ...headInside(arm, 'virtualWan'), possible: arm.place.possible ?? doubt };
  return connectionDraft(head, refTarget(context, wan, arm), itself(arm));
}

function ownRoutes(context: BindingContext, arm: ArmObject): readonly BindingOutput[] {
  const { known, unknown } = elementsOf(property(arm.body, 'routeTable', 'routes'));
  const entries = known.map(({ index, map }) => ({
    head: { ...headInside(arm, 'routeTable', 'routes', index), range: map.origin.range },
    destinations: member(map, 'addressPrefixes'),
    nextHopAddress: member(map, 'nextHopIpAddress'),
  }));
  const gaps = unknown.map((value) => gapOf(arm.resource, 'routeTable', reasonOf(value), value.origin.range));
  return [...hubRouteDrafts(context, headInside(arm, 'routeTable'), entries), ...gaps];
}

/** The subnet that a route server is in stands in a resource of its own. */
const SUBNETS: Merger<'gateway', Target> = {
  entityKind: 'gateway',
  merge: (gateway, [first]) =>
    first === undefined || gateway.subnet.state !== 'absent' ? gateway : { ...gateway, subnet: first },
};

export const routeServerConfiguration: ArmBinding = (arm, context) => {
  const subnet = refTarget(context, property(arm.body, 'subnet'), arm);
  const message = 'the route server of this configuration is not in what was read';
  const gap = gapOf(arm.resource, '', { code: 'outside', message, range: arm.place.range });
  const { unit, possible } = arm.place;
  return [
    patchOf(SUBNETS, targetIfCertain(subnet, possible), { unit, target: arm.parent, otherwise: [gap] }),
  ];
};

export const hubConnection: ArmBinding = (arm, context) => [
  connectionDraft(
    armHead(arm),
    arm.parent,
    refTarget(context, property(arm.body, 'remoteVirtualNetwork'), arm),
  ),
];

/** The gateway's hub where the gateway is declared, else the gateway. */
export const branchConnection: ArmBinding = (arm, context) => {
  const far = property(arm.body, 'remoteVpnSite') ?? property(arm.body, 'expressRouteCircuitPeering');
  const gateway = arm.parent.state === 'target' ? context.find(arm.parent.reference) : undefined;
  const hub = gateway === undefined ? undefined : property(bodyOf(gateway), 'virtualHub', 'id');
  const near = hub === undefined ? arm.parent : idTarget(context, hub, arm.place.range);
  return [connectionDraft(armHead(arm), near, refTarget(context, far, arm))];
};

export const pointToSiteGateway: ArmBinding = (arm, context) => {
  const configurations = elementsOf(property(arm.body, 'p2SConnectionConfigurations'));
  const pools = joinLists(
    ...configurations.known.map(({ map }) =>
      prefixList(context, property(map, 'vpnClientAddressPool', 'addressPrefixes')),
    ),
    ...configurations.unknown.map((value) => unresolvedList(unknownFact(value))),
  );
  return [
    gatewayDraft(armHead(arm), 'vpn', undefined, pools),
    connectionDraft(
      headInside(arm, 'virtualHub'),
      refTarget(context, property(arm.body, 'virtualHub'), arm),
      itself(arm),
    ),
  ];
};
