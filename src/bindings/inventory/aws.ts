/** Inventories of AWS: VPCs, subnets, peering connections, attachments to transit gateways, zones. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey } from '../../model/draft.ts';
import type { LiveState } from '../../model/entities.ts';
import type { Value } from '../../values/value.ts';
import { elementsOf, member, memberAt } from '../arm/arm-object.ts';
import { awsTarget, idKey, keyAround, tagKey } from '../aws/aws-identity.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { normalDomain } from '../domain-name.ts';
import { headOf, placeBeside, placeOf, type EntityHead } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { EMPTY_LIST, impliedFact, joinLists, stringFact } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { mapFact } from '../../values/fact.ts';
import { placedResource } from '../respell/inventory/placed-resource.ts';

/** The head of something with an id of its own and perhaps a `Name` tag. */
function headWith(resource: Resource, idName: string): EntityHead {
  const id = member(resource.attributes, idName);
  const text = knownText(id);
  const tags = elementsOf(member(resource.attributes, 'tags')).known;
  const tag = tags.find(({ map }) => knownText(member(map, 'Key')) === 'Name');
  const name = tag === undefined ? undefined : member(tag.map, 'Value');
  const named = knownText(name);
  const keys: NameKey[] = [
    ...(text === undefined ? [] : [idKey(text)]),
    ...(named === undefined ? [] : [tagKey(resource, named)]),
  ];
  return headOf(placeOf(resource), named === undefined ? id : name, keys);
}

/** The ranges of an association set that are in use; those that were taken away stay listed for a while. */
function associated(resource: Resource, setName: string, cidrName: string): Value[] {
  return elementsOf(member(resource.attributes, setName)).known.flatMap(({ map }) => {
    const state = knownText(memberAt(map, `${cidrName}State`, 'State'))?.toLowerCase();
    const range = member(map, cidrName);
    return range === undefined || (state !== undefined && state !== 'associated') ? [] : [range];
  });
}

function rangesOf(context: BindingContext, resource: Resource) {
  const further = associated(resource, 'cidrblockassociationset', 'CidrBlock');
  const primary = member(resource.attributes, 'cidrblock');
  const written = further.length > 0 || primary === undefined ? further : [primary];
  const all = [...written, ...associated(resource, 'ipv6cidrblockassociationset', 'Ipv6CidrBlock')];
  return joinLists(...all.map((value) => prefixList(context, value)));
}

const vpc: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['aws-vpc'],
  bind(written, context) {
    const resource = placedResource(written);
    const addressSpace = rangesOf(context, resource);
    const head = headWith(resource, 'vpcid');
    return [
      { ...head, kind: 'network', cloud: 'aws', addressSpace, dnsServers: EMPTY_LIST, peeringsUnseen: true },
    ];
  },
};

const subnet: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['aws-subnet'],
  bind(written, context) {
    const resource = placedResource(written);
    const network = awsTarget(context, member(resource.attributes, 'vpcid'), resource.range);
    const head = headWith(resource, 'subnetid');
    return [{ ...head, kind: 'subnet', cloud: 'aws', network, prefixes: rangesOf(context, resource) }];
  },
};

/** https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html, the states of a connection. */
const LIVE_STATES: ReadonlyMap<string, LiveState> = new Map([
  ['active', 'connected'],
  ['initiating-request', 'initiated'],
  ['pending-acceptance', 'initiated'],
  ['provisioning', 'initiated'],
  ['deleted', 'disconnected'],
  ['deleting', 'disconnected'],
  ['expired', 'disconnected'],
  ['failed', 'disconnected'],
  ['rejected', 'disconnected'],
]);

const peering: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['aws-peering'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const no = impliedFact(false, range);
    const liveState = LIVE_STATES.get(knownText(memberAt(attributes, 'status', 'Code')) ?? '');
    return [
      {
        ...headWith(resource, 'vpcpeeringconnectionid'),
        kind: 'peering',
        cloud: 'aws',
        from: awsTarget(context, memberAt(attributes, 'requestervpcinfo', 'VpcId'), range),
        to: awsTarget(context, memberAt(attributes, 'acceptervpcinfo', 'VpcId'), range),
        createsBothEnds: impliedFact(liveState === 'connected', range),
        allowForwardedTraffic: no,
        allowGatewayTransit: no,
        useRemoteGateways: no,
        wholeNetworks: impliedFact(true, range),
        liveState,
      },
    ];
  },
};

/** Attachments in these states join nothing any more. */
const GONE: ReadonlySet<string> = new Set([
  'deleted',
  'deleting',
  'failed',
  'failing',
  'rejected',
  'rejecting',
]);

const transitAttachment: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['aws-transit-attachment'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    if (GONE.has(knownText(member(attributes, 'state'))?.toLowerCase() ?? '')) return [];
    const network = member(attributes, 'vpcid') ?? member(attributes, 'resourceid');
    return [
      {
        ...headWith(resource, 'transitgatewayattachmentid'),
        kind: 'gateway-connection',
        gateway: awsTarget(context, member(attributes, 'transitgatewayid'), range),
        to: awsTarget(context, network, range),
      },
    ];
  },
};

/** `get-hosted-zone` shows a zone with its VPCs; lists of zones by VPC hold private ones only, and not the VPC. */
const zone: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['aws-zone'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, address } = resource;
    const shown = member(attributes, 'hostedzone');
    const name = memberAt(shown ?? attributes, 'Name');
    const text = knownText(name);
    const keys = text === undefined ? [] : [keyAround(resource, ['zone', normalDomain(text)])];
    const isPrivate = memberAt(shown, 'Config', 'PrivateZone');
    const vpcs = elementsOf(member(attributes, 'vpcs')).known;
    return [
      {
        ...headOf(placeOf(resource), name, keys),
        kind: 'dns-zone',
        cloud: 'aws',
        domain: mapFact(stringFact(context, name, range), normalDomain),
        private: impliedFact(isPrivate?.kind !== 'bool' || isPrivate.value, range),
      },
      ...vpcs.map(({ index, map }) => ({
        ...headOf(placeBeside(placeOf(resource), 'VPCs', index), name, []),
        kind: 'dns-link' as const,
        zone: targetOfInstance(unit, address, range),
        network: awsTarget(context, member(map, 'VPCId'), range),
        registration: impliedFact(false, range),
      })),
    ];
  },
};

export const AWS_INVENTORY: readonly Binding[] = [vpc, subnet, peering, transitAttachment, zone];
