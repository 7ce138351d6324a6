/**
 * The entities of the network model, in the field's own words and free of any vendor's syntax.
 *
 * Every entity type takes the type of its links: `Link` in the finished model, `Target` in a draft that a binding
 * made and that is not resolved yet.
 */
import type { Address } from '../ip/address.ts';
import type { Prefix } from '../ip/prefix.ts';
import type { Fact } from '../values/fact.ts';
import type { UnknownReason } from '../values/value.ts';
import type { Cloud, Entity, FactList, Link } from './entity.ts';
import type { Ingress, NetworkPolicy, Service } from './kubernetes-entities.ts';
import type {
  NatAssociation,
  Route,
  RouteTable,
  RouteTableAssociation,
  SecurityGroup,
  SecurityGroupAssociation,
  SecurityRule,
} from './routing-entities.ts';

export type { Cloud, Entity, FactList, Link } from './entity.ts';
export type * from './kubernetes-entities.ts';
export type * from './routing-entities.ts';

/** A VNet, VPC or other network. */
export interface Network extends Entity {
  readonly kind: 'network';
  readonly cloud: Cloud;
  readonly addressSpace: FactList<Prefix>;
  /** Custom DNS servers; empty and resolved means that the cloud's own DNS answers. */
  readonly dnsServers: FactList<Address>;
  /** Set when what tells of the network says nothing of its peerings: there may be some. */
  readonly peeringsUnseen?: true | undefined;
}

export interface Subnet<L = Link> extends Entity {
  readonly kind: 'subnet';
  readonly cloud: Cloud;
  readonly network: L;
  readonly prefixes: FactList<Prefix>;
  /** What the cloud reserves the subnet for by its name or by delegation, such as `gateway` or a service's name. */
  readonly purpose?: string | undefined;
}

/**
 * What the cloud says of a peering that runs. `initiated`: the other end has not joined yet, so nothing passes.
 * `disconnected`: the other end is gone, or it was refused.
 */
export type LiveState = 'connected' | 'initiated' | 'disconnected';

/** One end of a peering: `from` is the network that it belongs to. */
export interface Peering<L = Link> extends Entity {
  readonly kind: 'peering';
  readonly cloud: Cloud;
  readonly from: L;
  readonly to: L;
  /** Set when the declaring construct creates the way back as well, or needs none. */
  readonly createsBothEnds: Fact<boolean>;
  /** Traffic that another machine forwarded may come in. */
  readonly allowForwardedTraffic: Fact<boolean>;
  /** `to` may use the gateways of `from`. */
  readonly allowGatewayTransit: Fact<boolean>;
  /** `from` uses the gateways of `to`. */
  readonly useRemoteGateways: Fact<boolean>;
  /** False when only some subnets take part: their names are in `subnetNames`. */
  readonly wholeNetworks: Fact<boolean>;
  /** Missing where no inventory tells it. */
  readonly liveState?: LiveState | undefined;
}

/** A machine of the cloud that joins a network with something beyond it. */
export interface Gateway<L = Link> extends Entity {
  readonly kind: 'gateway';
  readonly cloud: Cloud;
  /**
   * `transit`: a router of its own to which networks are attached (transit gateway, virtual WAN hub). `nat` and
   * `internet` lead out only: nobody is heard through them. `unknown`: a VPN or an ExpressRoute gateway, and it is not
   * known which.
   */
  readonly type:
    'vpn' | 'expressroute' | 'route-server' | 'firewall' | 'transit' | 'nat' | 'internet' | 'unknown';
  readonly network: L;
  readonly subnet: L;
  /** Address ranges that the gateway itself uses or hands to its clients. */
  readonly ranges: FactList<Prefix>;
}

/** A joint between a gateway and something beyond it: a site, another gateway, or an attached network. */
export interface GatewayConnection<L = Link> extends Entity {
  readonly kind: 'gateway-connection';
  readonly gateway: L;
  readonly to: L;
  /** Set where route tables of the gateway decide what is heard; else all that is attached to it hears one another. */
  readonly tables?: TransitTables<L> | undefined;
}

/** The route tables of a transit router, or the router itself for its default one, that an attachment has to do with. */
export interface TransitTables<L = Link> {
  /** The table whose routes the attached network follows. */
  readonly follows: L;
  /** The tables that have routes to it. */
  readonly foundIn: readonly L[];
}

/** Addresses that belong to somebody outside the clouds' networks: a site behind a gateway, or a declared range. */
export interface NamedRange extends Entity {
  readonly kind: 'range';
  readonly purpose: 'on-premises' | 'reserved';
  readonly prefixes: FactList<Prefix>;
  /** Set for on-premises ranges of the rule file and of inventories: every network counts as able to hear them. */
  readonly everywhere: boolean;
  /** The separate routing table (VRF) that it belongs to: it is compared with nothing outside of that. */
  readonly routingTable?: string | undefined;
}

export interface DnsZone extends Entity {
  readonly kind: 'dns-zone';
  readonly cloud: Cloud;
  /** The zone's domain name in lower case without a final dot. */
  readonly domain: Fact<string>;
  readonly private: Fact<boolean>;
}

export interface DnsLink<L = Link> extends Entity {
  readonly kind: 'dns-link';
  readonly zone: L;
  readonly network: L;
  readonly registration: Fact<boolean>;
}

/** A resolver's inbound endpoint: an address in a network at which that network's DNS view is answered. */
export interface DnsInboundEndpoint<L = Link> extends Entity {
  readonly kind: 'dns-inbound-endpoint';
  readonly network: L;
  readonly subnet: L;
  /** Absent: the cloud picks one of the subnet. */
  readonly addressFact: Fact<Address>;
}

/** Rules that send queries for some domains to other servers, for the networks that are linked to them. */
export interface DnsForwarding<L = Link> extends Entity {
  readonly kind: 'dns-forwarding';
  /** Networks whose queries follow the rules. */
  readonly networks: readonly L[];
  readonly rules: readonly {
    /** Lower case without a final dot; empty for the rule that matches all. */
    readonly domain: Fact<string>;
    readonly servers: FactList<Address>;
  }[];
}

export interface PrivateEndpoint<L = Link> extends Entity {
  readonly kind: 'private-endpoint';
  readonly cloud: Cloud;
  readonly subnet: L;
  /** The service that it leads to, as the code names it. */
  readonly service: string;
  /** The parts of the service (sub-resources, group ids). */
  readonly groups: FactList<string>;
  /** The private DNS zones that hold its records. Empty: nothing writes records for it. */
  readonly zones: readonly L[];
  /** Set when it is unknown which zones there are. */
  readonly zonesUnknown?: UnknownReason | undefined;
  /** Domains that the service's clients need to resolve privately, where the service and its parts tell; else empty. */
  readonly expectedDomains: readonly string[];
}

/** How a cluster gives addresses to pods. */
export type ClusterNetworkMode =
  | 'node-subnet' /** pods take addresses of the node subnet, reserved when a node starts */
  | 'pod-subnet' /** pods take addresses of a subnet of their own */
  | 'overlay' /** pods take addresses of a range that no network routes */
  | 'kubenet' /** as overlay, with routes in the node subnet's route table */
  | 'bring-your-own';

export interface Cluster extends Entity {
  readonly kind: 'cluster';
  readonly cloud: Cloud;
  readonly type: 'aks' | 'eks' | 'gke' | 'other';
  readonly networkMode: Fact<ClusterNetworkMode>;
  /** The ranges that hold pods in the modes `overlay` and `kubenet`, vendor defaults included. */
  readonly podCidrs: FactList<Prefix>;
  readonly serviceCidrs: FactList<Prefix>;
  readonly dnsServiceIp: Fact<Address>;
  /** The API server has an address in the network only. */
  readonly privateApi: Fact<boolean>;
  /** Such as `1.35` or `1.35.2`. */
  readonly version: Fact<string>;
}

/** How many nodes an upgrade adds. */
export type Surge =
  { readonly unit: 'nodes'; readonly value: number } | { readonly unit: 'percent'; readonly value: number };

export interface NodePool<L = Link> extends Entity {
  readonly kind: 'node-pool';
  readonly cluster: L;
  /** Nodes when the pool does not scale by itself. */
  readonly count: Fact<number>;
  readonly autoscaling: Fact<boolean>;
  readonly min: Fact<number>;
  readonly max: Fact<number>;
  readonly maxPods: Fact<number>;
  readonly maxSurge: Fact<Surge>;
  readonly maxUnavailable: Fact<Surge>;
  /** Machines that the cloud may take back: they are replaced in place at an upgrade. */
  readonly spot: Fact<boolean>;
  readonly nodeSubnet: L;
  readonly podSubnet: L;
  readonly podAllocation: Fact<'dynamic' | 'static-block'>;
}

/** Anything else that takes addresses of a subnet: a network interface, a load balancer's front end. */
export interface AddressConsumer<L = Link> extends Entity {
  readonly kind: 'address-consumer';
  readonly subnet: L;
  /** In the reader's words, such as `network interface`. */
  readonly what: string;
  readonly addresses: Fact<number>;
}

/**
 * Code that was called and not read, such as a module from elsewhere. What it declares is not known; it may belong to
 * anything that it is given. Its name is the call as people write it.
 */
export interface UnreadCode<L = Link> extends Entity {
  readonly kind: 'unread-code';
  /** Says whose code was not read. */
  readonly reason: UnknownReason;
  /**
   * The networks, subnets, DNS zones, gateways and private endpoints that it is given; in the finished model those
   * that are in it.
   */
  readonly mentions: readonly L[];
  /** Set when it may declare things for anything in its unit, whatever it is given. */
  readonly mayConcernAll?: true | undefined;
}

export type AnyEntity<L = Link> =
  | Network
  | Subnet<L>
  | Peering<L>
  | Gateway<L>
  | GatewayConnection<L>
  | NamedRange
  | DnsZone
  | DnsLink<L>
  | DnsInboundEndpoint<L>
  | DnsForwarding<L>
  | PrivateEndpoint<L>
  | Cluster
  | NodePool<L>
  | AddressConsumer<L>
  | RouteTable<L>
  | Route<L>
  | RouteTableAssociation<L>
  | NatAssociation<L>
  | SecurityGroup<L>
  | SecurityRule<L>
  | SecurityGroupAssociation<L>
  | Service
  | NetworkPolicy
  | Ingress
  | UnreadCode<L>;

export type EntityKind = AnyEntity['kind'];

/** The entity type of a kind. */
export type EntityOf<K extends EntityKind, L = Link> = Extract<AnyEntity<L>, { readonly kind: K }>;
