/**
 * The entities that the objects of a Kubernetes cluster make. To which cluster a folder of manifests is applied is not
 * written in it: none of them has a link to one.
 */
import type { Address } from '../ip/address.ts';
import type { Prefix } from '../ip/prefix.ts';
import type { Fact } from '../values/fact.ts';
import type { Entity, FactList } from './entity.ts';
import type { PortRange } from './routing-entities.ts';

/** What every entity of this file has. */
interface ClusterObject extends Entity {
  /** Absent where whoever applies the object decides it, and for objects of the whole cluster. */
  readonly namespace: Fact<string>;
}

/** The types of services. */
export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

/** A Service that can be reached from outside of its cluster, leads out of it, or has an address of its own choice. */
export interface Service extends ClusterObject {
  readonly kind: 'service';
  readonly type: Fact<ServiceType>;
  /**
   * The load balancer has an address in the network only, in whichever cloud the code says it for. Absent where it
   * says it for none: clouds differ in what they do then.
   */
  readonly internal: Fact<boolean>;
  /** The address that the load balancer is to have. */
  readonly loadBalancerIp: Fact<Address>;
  /** The subnet for the load balancer's address, by its name alone. */
  readonly subnetName: Fact<string>;
  /** The only sources that the load balancer lets in; empty and resolved for all. */
  readonly sourceRanges: FactList<Prefix>;
  /** Addresses of the cluster's service range that the code chooses. */
  readonly clusterIps: FactList<Address>;
  /** Addresses from outside for which the nodes take traffic. */
  readonly externalIps: FactList<Address>;
  /** The name that stands for the service: no address belongs here. */
  readonly externalName: Fact<string>;
}

/** One protocol with some ports. */
export interface PolicyPort {
  /** In lower case, such as `tcp`; `any` for all. */
  readonly protocol: Fact<string>;
  /** Empty and resolved: every port. Unresolved for ports with a name, which the pods decide. */
  readonly ports: FactList<PortRange>;
}

/** Some ranges, and what is left out of them. */
export interface PolicyRange {
  readonly prefixes: FactList<Prefix>;
  readonly except: FactList<Prefix>;
}

/** The ranges that one rule of a policy names; pods and all else that it names are not told. */
export interface PolicyBlock {
  readonly direction: 'in' | 'out';
  readonly access: 'allow' | 'deny';
  readonly ranges: readonly PolicyRange[];
  /** Empty: every port. */
  readonly ports: readonly PolicyPort[];
}

/** Which traffic some pods may have. */
export interface NetworkPolicy extends ClusterObject {
  readonly kind: 'network-policy';
  /** Who puts it in force: whatever plug-in the cluster has, or Cilium alone. */
  readonly engine: 'kubernetes' | 'cilium';
  /** `all` for every pod of its reach; else the labels, such as `app=web,tier in (a,b)`, in one order. */
  readonly selects: Fact<string>;
  /** Selected pods take nothing in but what some policy allows. */
  readonly deniesIngress: Fact<boolean>;
  /** Selected pods send nothing out but what some policy allows. */
  readonly deniesEgress: Fact<boolean>;
  /** One for every rule that names ranges, or may do so. */
  readonly blocks: readonly PolicyBlock[];
  /** Selected pods may ask for names over UDP (port 53). Unknown where it depends on which pods answer them. */
  readonly dnsOverUdp: Fact<boolean>;
  /** The same over TCP. */
  readonly dnsOverTcp: Fact<boolean>;
}

/** A way for requests from outside into a cluster. */
export interface Ingress extends ClusterObject {
  readonly kind: 'ingress';
  readonly type: 'ingress' | 'gateway';
  /** Names the controller that serves it. Absent: the cluster's default one. */
  readonly class: Fact<string>;
}
