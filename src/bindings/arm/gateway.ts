/** Azure API shape: gateways in networks, sites, virtual WAN, and their connections. */
import type { Target } from '../../model/draft.ts';
import {
  connectionDraft,
  gatewayDraft,
  networkGatewayType,
  NO_GATEWAY_TYPE,
  siteDraft,
} from '../azure/gateway-drafts.ts';
import { idTarget } from '../azure/id-values.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { knownText } from '../read-attributes.ts';
import { joinLists, reasonOf, unknownFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { meantInstance } from '../read-targets.ts';
import {
  armHead,
  bodyOf,
  elementsOf,
  firstElement,
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
  return toWan === undefined ? [hub] : [hub, toWan];
};

/** As in azurerm: a WAN of type `Basic` does not join its hubs. */
function jointToWan(context: BindingContext, arm: ArmObject): DraftOf<'gateway-connection'> | undefined {
  const wan = property(arm.body, 'virtualWan');
  if (wan === undefined) return undefined;
  const id = wan.kind === 'map' ? member(wan, 'id') : wan;
  const declared = id === undefined ? undefined : context.find(meantInstance(context, id));
  const type = declared === undefined ? undefined : property(bodyOf(declared), 'type');
  if (knownText(type)?.toLowerCase() === 'basic') return undefined;
  return connectionDraft(inside(arm, 'virtualWan'), refTarget(context, wan, arm), itself(arm));
}

function inside(arm: ArmObject, step: string) {
  const head = armHead(arm);
  return { ...head, path: [...head.path, step], keys: [] };
}

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
      inside(arm, 'virtualHub'),
      refTarget(context, property(arm.body, 'virtualHub'), arm),
      itself(arm),
    ),
  ];
};
