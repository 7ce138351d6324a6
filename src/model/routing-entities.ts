/** The entities that say which way traffic goes and which is let through: routes, security rules, what they hang on. */
import type { Address } from '../ip/address.ts';
import type { Prefix } from '../ip/prefix.ts';
import type { Fact } from '../values/fact.ts';
import type { Cloud, Entity, FactList, Link } from './entity.ts';

/** Routes that subnets follow together. */
export interface RouteTable<L = Link> extends Entity {
  readonly kind: 'route-table';
  readonly cloud: Cloud;
  /** Absent where tables belong to no network (Azure): that of the subnets is theirs. */
  readonly network: L;
  /** Routes that gateways learn are put into it as well. */
  readonly gatewayRoutePropagation: Fact<boolean>;
}

/** What traffic is handed to. */
export type NextHop =
  | 'gateway' /** a gateway to other networks or sites: VPN, ExpressRoute, a tunnel */
  | 'appliance' /** a machine that looks at traffic and passes it on */
  | 'internet'
  | 'peering'
  | 'transit' /** a router of its own to which networks are attached */
  | 'nat'
  | 'local' /** the network itself */
  | 'none' /** traffic is dropped */
  | 'other';

/** One route. Google's belong to a network, all others to a table. */
export interface Route<L = Link> extends Entity {
  readonly kind: 'route';
  /** Absent where the route belongs to a network as a whole. */
  readonly table: L;
  /** Absent where the route belongs to a table. */
  readonly network: L;
  readonly destination: Fact<Prefix>;
  /** The name under which the cloud keeps a list of destinations, where the code names no range. */
  readonly destinationTag: Fact<string>;
  readonly nextHop: Fact<NextHop>;
  readonly nextHopAddress: Fact<Address>;
  /** The gateway or peering that is the next hop, where the code names one. */
  readonly nextHopTarget: L;
  /** Marks of the only machines that follow it; empty and resolved for all. */
  readonly machines: FactList<string>;
}

/** Puts a subnet under a route table, or makes the table the main one of a network: one of both is absent. */
export interface RouteTableAssociation<L = Link> extends Entity {
  readonly kind: 'route-table-association';
  readonly table: L;
  readonly subnet: L;
  /** The network whose subnets follow the table unless they have one of their own. */
  readonly network: L;
}

/** Sends what leaves a subnet for the internet through a NAT gateway. */
export interface NatAssociation<L = Link> extends Entity {
  readonly kind: 'nat-association';
  readonly gateway: L;
  readonly subnet: L;
}

/** Rules that are put on subnets or machines together. */
export interface SecurityGroup<L = Link> extends Entity {
  readonly kind: 'security-group';
  readonly cloud: Cloud;
  /** Absent where groups belong to no network (Azure). */
  readonly network: L;
}

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** One end of traffic: all that any of the parts says. Nothing at all stands for whatever the rule is put on. */
export interface TrafficEnd<L = Link> {
  readonly prefixes: FactList<Prefix>;
  /** Names under which the cloud keeps lists of addresses, and marks of machines. */
  readonly tags: FactList<string>;
  /** Groups of machines; those of other kinds than security groups are links to the outside. */
  readonly groups: readonly L[];
}

/** One security rule. Google's belong to a network, all others to a group. */
export interface SecurityRule<L = Link> extends Entity {
  readonly kind: 'security-rule';
  /** Absent where the rule belongs to a network as a whole. */
  readonly group: L;
  /** Absent where the rule belongs to a group. */
  readonly network: L;
  readonly direction: Fact<'in' | 'out'>;
  readonly access: Fact<'allow' | 'deny'>;
  /** The lowest number is asked first. Absent where the order of rules does not matter. */
  readonly priority: Fact<number>;
  /** In lower case, such as `tcp`; `any` for all. */
  readonly protocol: Fact<string>;
  readonly source: TrafficEnd<L>;
  readonly destination: TrafficEnd<L>;
  /** Empty and resolved: every port, or a protocol that has none. */
  readonly sourcePorts: FactList<PortRange>;
  /** The ports at the destination, as above. */
  readonly ports: FactList<PortRange>;
  /** Marks of the only machines that it is for; empty and resolved for all. */
  readonly machines: FactList<string>;
}

/** Puts a security group on a subnet. */
export interface SecurityGroupAssociation<L = Link> extends Entity {
  readonly kind: 'security-group-association';
  readonly group: L;
  readonly subnet: L;
}
