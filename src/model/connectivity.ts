/** Who can hear whom: groups of networks and ranges in which no two may share addresses. */
import type { Range } from '../text/range.ts';
import type { NamedRange } from './entities.ts';

/** Why a member of a domain hears the others: the entity that joins it, in words and places. */
export interface Joint {
  /** The entity that joins: a peering, a connection, an attachment; undefined for what a declaration joins. */
  readonly entity: string | undefined;
  readonly kind: 'peering' | 'gateway-transit' | 'gateway' | 'attachment' | 'declared' | 'center';
  readonly range: Range | undefined;
}

export interface DomainMember {
  /** The id of a network, range or gateway. */
  readonly id: string;
  readonly joint: Joint;
}

/** Members that can all hear each other, or that their cloud refuses to join when they share addresses. */
export interface HearingDomain {
  /** `peering`: a network and its direct peers. `gateway`: what shares a network's gateways. `declared`: the rule file. */
  readonly kind: 'peering' | 'gateway' | 'transit' | 'declared';
  /** The network or gateway in the middle; an external one is named by its link's key. */
  readonly center: string;
  /** How to name the center to people. */
  readonly centerName: string;
  /** The center itself is a member when it is known and has addresses. Ordered by id. */
  readonly members: readonly DomainMember[];
}

/** One stop on the way between two members. */
export interface PathStep {
  /** The id of an entity, or the key of something that was not read. */
  readonly end: string;
  readonly name: string;
  /** What joins it to the step before; undefined for the first. */
  readonly joint: Joint | undefined;
}

/** How two members of a domain hear each other. */
export interface HearingPath {
  readonly steps: readonly PathStep[];
  /** Such as `spoke-a → hub (peering) → spoke-b (peering)`. A long way is shortened in the middle. */
  readonly text: string;
  /** Where the code joins the steps, in their order, each with a short phrase without a full stop. */
  readonly places: readonly { readonly message: string; readonly range: Range }[];
}

export interface Connectivity {
  /**
   * Ordered by kind and center. Two members can meet in several domains: peers of two hubs, or a hub's peers that
   * share its gateways as well. All domains together are as large as what joins them.
   */
  readonly domains: readonly HearingDomain[];
  /** Ranges that every network counts as able to hear. They are in no domain: networks need not hear each other there. */
  readonly everywhere: readonly NamedRange[];
  /** Ids of the networks with a direct peering to or from this one, ordered. */
  peersOf(network: string): readonly string[];
  /** The way between two members of a domain (ids); undefined when one of them is none. */
  describePath(domain: HearingDomain, from: string, to: string): HearingPath | undefined;
}
