/** Inventories that are the model of another repository. */
import type { Resource } from '../../languages/unit.ts';
import type { ClusterNetworkMode, LiveState } from '../../model/entities.ts';
import type { Fact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import { elementsOf, member } from '../arm/arm-object.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeBeside, placeOf } from '../entity-head.ts';
import { knownFact, stringList } from '../read-facts.ts';
import { addressFact, addressList } from '../read-prefixes.ts';
import { knownText } from '../read-attributes.ts';
import { targetOfInstance } from '../read-targets.ts';
import { modelReader, unknownFact, unknownReason, wordFact, type ModelReader } from './model-values.ts';

type Bind = (resource: Resource, context: BindingContext) => readonly BindingOutput[];

const LIVE_STATES: readonly LiveState[] = ['connected', 'initiated', 'disconnected'];

const GATEWAYS: readonly DraftOf<'gateway'>['type'][] = [
  'vpn',
  'expressroute',
  'route-server',
  'firewall',
  'transit',
  'nat',
  'internet',
  'unknown',
];

const MODES: readonly ClusterNetworkMode[] = [
  'node-subnet',
  'pod-subnet',
  'overlay',
  'kubenet',
  'bring-your-own',
];

const SECTIONS: Readonly<Record<string, Bind>> = {
  networks: (resource, context) => {
    const reader = modelReader(context, resource);
    const { head, cloud } = reader;
    const dnsServers = addressList(context, reader.member('dnsServers'));
    const unseen = reader.member('peeringsUnseen') === undefined ? {} : { peeringsUnseen: true as const };
    return [
      { ...head, kind: 'network', cloud, addressSpace: reader.prefixes('cidrs'), dnsServers, ...unseen },
    ];
  },
  subnets: (resource, context) => {
    const reader = modelReader(context, resource);
    const { head, cloud } = reader;
    const [network, prefixes] = [reader.link('network'), reader.prefixes('cidrs')];
    return [{ ...head, kind: 'subnet', cloud, network, prefixes, purpose: reader.text('purpose') }];
  },
  peerings: (resource, context) => [peeringOf(resource, context)],
  dnszones: (resource, context) => {
    const reader = modelReader(context, resource);
    const { head, cloud } = reader;
    return [
      { ...head, kind: 'dns-zone', cloud, domain: reader.string('name'), private: reader.boolean('private') },
    ];
  },
  dnslinks: (resource, context) => {
    const reader = modelReader(context, resource);
    const [zone, network] = [reader.link('zone'), reader.link('network')];
    return [
      { ...reader.head, kind: 'dns-link', zone, network, registration: reader.boolean('registration') },
    ];
  },
  privateendpoints: (resource, context) => {
    const reader = modelReader(context, resource);
    const { head, cloud } = reader;
    const zones = reader.links('zones');
    return [
      {
        ...head,
        kind: 'private-endpoint',
        cloud,
        subnet: reader.link('subnet'),
        service: reader.text('service') ?? '',
        groups: stringList(context, reader.member('groups')),
        zones: zones ?? [],
        ...(zones === undefined ? { zonesUnknown: unknownReason(resource.range) } : {}),
        expectedDomains: [],
      },
    ];
  },
  clusters: clusterWithPools,
  gateways: (resource, context) => {
    const reader = modelReader(context, resource);
    const { head, cloud } = reader;
    return [
      {
        ...head,
        kind: 'gateway',
        cloud,
        type: GATEWAYS.find((type) => type === reader.text('kind')) ?? 'unknown',
        network: reader.link('network'),
        subnet: { state: 'absent', range: resource.range },
        ranges: reader.prefixes('cidrs'),
      },
    ];
  },
  gatewayconnections: (resource, context) => {
    const reader = modelReader(context, resource);
    return [
      { ...reader.head, kind: 'gateway-connection', gateway: reader.link('gateway'), to: reader.link('to') },
    ];
  },
  ranges: (resource, context) => {
    const reader = modelReader(context, resource);
    const everywhere = reader.boolean('everywhere');
    return [
      {
        ...reader.head,
        kind: 'range',
        purpose: reader.text('kind') === 'on-premises' ? 'on-premises' : 'reserved',
        prefixes: reader.prefixes('cidrs'),
        everywhere: everywhere.state === 'known' && everywhere.value,
        routingTable: reader.text('routingTable'),
      },
    ];
  },
};

/** One binding a list of the document. */
export const MODEL_INVENTORY: readonly Binding[] = Object.entries(SECTIONS).map(([section, bind]) => ({
  dialect: 'inventory',
  mode: 'managed',
  types: [`model/${section}`],
  bind,
}));

function peeringOf(resource: Resource, context: BindingContext): DraftOf<'peering'> {
  const reader = modelReader(context, resource);
  const flags = reader.member('flags');
  const inner: ModelReader = flags?.kind === 'map' ? modelReader(context, resource, flags) : reader;
  return {
    ...reader.head,
    kind: 'peering',
    cloud: reader.cloud,
    from: reader.link('from'),
    to: reader.link('to'),
    createsBothEnds: inner.boolean('createsBothEnds'),
    allowForwardedTraffic: inner.boolean('allowForwardedTraffic'),
    allowGatewayTransit: inner.boolean('allowGatewayTransit'),
    useRemoteGateways: inner.boolean('useRemoteGateways'),
    wholeNetworks: inner.boolean('wholeNetworks'),
    liveState: LIVE_STATES.find((state) => state === reader.text('liveState')),
  };
}

function clusterWithPools(resource: Resource, context: BindingContext): readonly BindingOutput[] {
  const reader = modelReader(context, resource);
  const { range, unit, address } = resource;
  const kinds: readonly DraftOf<'cluster'>['type'][] = ['aks', 'eks', 'gke'];
  const cluster: DraftOf<'cluster'> = {
    ...reader.head,
    kind: 'cluster',
    cloud: reader.cloud,
    type: kinds.find((kind) => kind === reader.text('kind')) ?? 'other',
    networkMode: wordFact(reader.member('networkMode'), MODES, range),
    podCidrs: reader.prefixes('podCidrs'),
    serviceCidrs: reader.prefixes('serviceCidrs'),
    dnsServiceIp: addressFact(context, reader.member('dnsServiceIp'), range),
    privateApi: reader.boolean('privateApi'),
    version: reader.string('version'),
  };
  const pools = elementsOf(reader.member('nodePools')).known.map(({ index, map }): DraftOf<'node-pool'> => {
    const pool = modelReader(context, resource, map);
    const place = { ...placeBeside(placeOf(resource), 'nodePools', index), range: map.origin.range };
    return {
      ...headOf(place, member(map, 'name'), []),
      kind: 'node-pool',
      cluster: targetOfInstance(unit, address, range),
      count: pool.count('count'),
      autoscaling: pool.boolean('autoscaling'),
      min: pool.count('min'),
      max: pool.count('max'),
      maxPods: pool.count('maxPods'),
      maxSurge: surgeFact(member(map, 'maxSurge'), range),
      maxUnavailable: surgeFact(member(map, 'maxUnavailable'), range),
      spot: pool.boolean('spot'),
      nodeSubnet: pool.link('nodeSubnet'),
      podSubnet: member(map, 'podSubnet') === undefined ? { state: 'absent', range } : pool.link('podSubnet'),
      podAllocation: wordFact(member(map, 'podAllocation'), ['dynamic', 'static-block'], range),
    };
  });
  return [cluster, ...pools];
}

/** A number of nodes, or a text such as `33%`. */
function surgeFact(
  value: Value | undefined,
  range: DraftOf<'node-pool'>['range'],
): DraftOf<'node-pool'>['maxSurge'] {
  const match = /^(\d{1,9})(%?)$/.exec(knownText(value) ?? '');
  if (value === undefined || match === null) return unknownFact(range) satisfies Fact<never>;
  return knownFact({ unit: match[2] === '%' ? 'percent' : 'nodes', value: Number(match[1]) } as const, value);
}
