/**
 * The domains of peerings: a network and all its direct peers. Azure refuses a second peer whose addresses overlap
 * those of another peer of the same network (error `VnetAddressSpaceOverlapsWithAlreadyPeeredVnet`), so the peers of
 * one network belong together although they do not hear each other.
 */
import { knownValue } from '../values/fact.ts';
import type { Joint } from './connectivity.ts';
import { compareTexts } from './entity-id.ts';
import type { AnyEntity, Link, Peering } from './entities.ts';
import type { TreeNode } from './domain-tree.ts';
import type { NetworkModel } from './model.ts';
import { endOf } from './queries.ts';

/** A certain peering between two ends. */
export interface PeeringEdge {
  readonly peering: Peering;
  readonly from: string;
  readonly to: string;
}

/** The peerings that certainly exist, between ends that certainly exist and differ. */
export function certainPeerings(model: NetworkModel): PeeringEdge[] {
  return model.all('peering').flatMap((peering) => {
    const from = certainEnd(model, peering.from);
    const to = certainEnd(model, peering.to);
    if (isOpen(peering)) return [];
    if (peering.possible !== undefined || from === undefined || to === undefined || from === to) return [];
    return { peering, from, to };
  });
}

/** What runs and is not connected joins nothing. What the code declares is to be connected. */
function isOpen({ observed, liveState }: Peering): boolean {
  return observed === true && liveState !== undefined && liveState !== 'connected';
}

/** The end of a link, unless it is uncertain whether the entity there exists. */
export function certainEnd(model: NetworkModel, link: Link): string | undefined {
  const end = endOf(link);
  return end === undefined || model.get(end)?.possible !== undefined ? undefined : end;
}

/** The trees of the peering domains, ordered by center; every tree has at least two members. */
export function peeringTrees(
  model: NetworkModel,
  edges: readonly PeeringEdge[],
): Map<string, Map<string, TreeNode>> {
  const names = new Map<string, string>();
  const neighbours = new Map<string, Map<string, Peering>>();
  for (const { peering, from, to } of edges) {
    // A peering of some subnets demands less of the networks' address spaces than one of the whole networks.
    if (peering.wholeNetworks.state !== 'absent' && knownValue(peering.wholeNetworks) !== true) continue;
    names.set(from, nameOf(model, from, peering.from));
    names.set(to, nameOf(model, to, peering.to));
    join(neighbours, from, to, peering, false);
    join(neighbours, to, from, peering, true);
  }
  const trees = new Map<string, Map<string, TreeNode>>();
  for (const [center, peers] of [...neighbours].sort(([a], [b]) => compareTexts(a, b))) {
    const known = [...peers].filter(([peer]) => model.get(peer) !== undefined);
    const middle = model.get(center);
    if (known.length + (middle === undefined ? 0 : 1) < 2) continue;
    const [only] = known;
    if (only !== undefined && known.length === 1 && isToldByPeer(model, center, only[0], neighbours))
      continue;
    trees.set(center, treeOf(center, middle, known, names));
  }
  return trees;
}

/** Keeps for a center and a peer the peering that the peer declares, else the first one. */
function join(
  neighbours: Map<string, Map<string, Peering>>,
  center: string,
  peer: string,
  peering: Peering,
  isPeers: boolean,
): void {
  const peers = neighbours.get(center) ?? new Map<string, Peering>();
  neighbours.set(center, peers);
  const kept = peers.get(peer);
  if (kept === undefined || (isPeers && endOf(kept.from) !== peer)) peers.set(peer, peering);
}

/** A pair that the domain of the other network holds as well is told once. */
function isToldByPeer(
  model: NetworkModel,
  center: string,
  peer: string,
  neighbours: ReadonlyMap<string, ReadonlyMap<string, Peering>>,
): boolean {
  let others = 0;
  for (const end of neighbours.get(peer)?.keys() ?? []) {
    if (model.get(end) !== undefined) others++;
    if (others > 1) return true;
  }
  return peer < center;
}

function treeOf(
  center: string,
  middle: AnyEntity | undefined,
  peers: readonly (readonly [string, Peering])[],
  names: ReadonlyMap<string, string>,
): Map<string, TreeNode> {
  const centerName = names.get(center) ?? center;
  const root: Joint = { entity: middle?.id, kind: 'center', range: middle?.range };
  const tree = new Map<string, TreeNode>();
  tree.set(center, {
    name: centerName,
    parent: undefined,
    joint: root,
    message: '',
    isMember: middle !== undefined,
  });
  for (const [peer, peering] of peers) {
    const name = names.get(peer) ?? peer;
    const joint: Joint = { entity: peering.id, kind: 'peering', range: peering.range };
    const message = `${name} is peered with ${centerName}`;
    tree.set(peer, { name, parent: center, joint, message, isMember: true });
  }
  return tree;
}

/** How to name the end of a link to people. */
export function nameOf(model: NetworkModel, end: string, link: Link): string {
  const entity = model.get(end);
  if (entity !== undefined) return entity.name;
  return link.state === 'external' || link.state === 'unknown' ? link.text : end;
}
