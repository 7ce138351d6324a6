/** Azure API shape: virtual networks, subnets, peerings. */
import type { Value } from '../../values/value.ts';
import { networkDraft, peeringDraft, subnetDraft, type AddressSpaceValues } from '../azure/network-drafts.ts';
import {
  armHead,
  elementsOf,
  memberAt,
  property,
  refTarget,
  type ArmBinding,
  type ArmObject,
} from './arm-object.ts';
import { bindInner } from './inner-objects.ts';
import { subnetAttachments } from './subnet-attachments.ts';

function spaceOf(
  arm: ArmObject,
  pools: readonly string[],
  ...written: readonly (Value | undefined)[]
): AddressSpaceValues {
  const { known, unknown } = elementsOf(property(arm.body, ...pools));
  const blocks = known.map(({ index, map }) => ({ map, path: [pools.join('.'), index] as const }));
  return { written, pools: { known: blocks, unknown }, poolSize: 'numberOfIpAddresses' };
}

export const virtualNetwork: ArmBinding = (arm, context) => {
  const prefixes = property(arm.body, 'addressSpace', 'addressPrefixes');
  return [
    networkDraft(context, armHead(arm), {
      space: spaceOf(arm, ['addressSpace', 'ipamPoolPrefixAllocations'], prefixes),
      dnsServers: property(arm.body, 'dhcpOptions', 'dnsServers'),
    }),
    ...bindInner(context, arm, 'subnets', 'subnets', subnet),
    ...bindInner(context, arm, 'virtualNetworkPeerings', 'virtualnetworkpeerings', peering),
  ];
};

export const subnet: ArmBinding = (arm, context) => {
  const { body, parent, name } = arm;
  const prefixes = [property(body, 'addressPrefixes'), property(body, 'addressPrefix')];
  const delegations = elementsOf(property(body, 'delegations')).known;
  return [
    subnetDraft(context, armHead(arm), {
      network: parent,
      name,
      space: spaceOf(arm, ['ipamPoolPrefixAllocations'], ...prefixes),
      delegations: delegations.map(({ map }) => property(map, 'serviceName')),
    }),
    ...subnetAttachments(context, arm),
  ];
};

export const peering: ArmBinding = (arm, context) => {
  const { body, parent } = arm;
  return [
    peeringDraft(context, armHead(arm), {
      from: parent,
      to: refTarget(context, memberAt(property(body, 'remoteVirtualNetwork'), 'id'), arm),
      allowForwardedTraffic: property(body, 'allowForwardedTraffic'),
      allowGatewayTransit: property(body, 'allowGatewayTransit'),
      useRemoteGateways: property(body, 'useRemoteGateways'),
      wholeNetworks: property(body, 'peerCompleteVnets'),
    }),
  ];
};
