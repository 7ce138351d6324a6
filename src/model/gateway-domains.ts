/**
 * The domains of gateways: what can send through gateways that are joined with each other. Gateways are joined by
 * connections between them and by standing in one network. They reach the network that they stand in, the networks
 * that use it by gateway transit, the sites behind them, and the networks attached to them. Where a router has route
 * tables, each table has a domain of its own: all that it has routes to, which must not share addresses, and who
 * follows it.
 */
import { knownValue } from '../values/fact.ts';
import type { HearingDomain, Joint } from './connectivity.ts';
import type { TreeNode } from './domain-tree.ts';
import type { Gateway, GatewayConnection, TransitTables } from './entities.ts';
import { compareTexts } from './entity-id.ts';
import { addToList } from './lists-by-key.ts';
import type { NetworkModel } from './model.ts';
import { certainEnd, nameOf, type PeeringEdge } from './peering-domains.ts';

/** A node that is joined to a carrier; the message says what the joint does. */
interface Neighbour {
  readonly end: string;
  readonly name: string;
  readonly joint: Joint;
  readonly message: string;
}

/** A gateway, or a network that gateways stand in: what is behind it is behind every carrier that it is joined to. */
interface Carrier {
  readonly name: string;
  readonly carriers: Neighbour[];
  /** What ends here: sites, attached networks, networks that use its gateways. */
  readonly leaves: Neighbour[];
  /** Networks are attached to it. */
  isTransit: boolean;
}

/** By id or key. */
type Carriers = Map<string, Carrier>;

export interface GatewayTree {
  readonly kind: HearingDomain['kind'];
  readonly center: string;
  readonly tree: ReadonlyMap<string, TreeNode>;
}

/** The trees of the gateway domains, ordered by center. Those that hold no more than a peering domain are left out. */
export function gatewayTrees(model: NetworkModel, peerings: readonly PeeringEdge[]): GatewayTree[] {
  const carriers: Carriers = new Map();
  for (const gateway of model.all('gateway')) addGateway(model, carriers, gateway);
  const followers: Followers = new Map();
  for (const connection of model.all('gateway-connection')) {
    if (connection.tables === undefined) addConnection(model, carriers, connection);
    else addToTables(model, carriers, followers, connection, connection.tables);
  }
  addFollowers(carriers, followers);
  addTransitUsers(model, carriers, peerings);
  const visited = new Set<string>();
  const trees: GatewayTree[] = [];
  for (const center of rootsInOrder(model, carriers)) {
    if (visited.has(center)) continue;
    const tree = growTree(model, carriers, center);
    for (const end of tree.keys()) if (carriers.has(end)) visited.add(end);
    const isTransit = [...tree.keys()].some((end) => carriers.get(end)?.isTransit);
    addLeaves(model, carriers, tree);
    if (isWorthTelling(tree)) trees.push({ kind: isTransit ? 'transit' : 'gateway', center, tree });
  }
  return trees.sort((a, b) => compareTexts(a.center, b.center));
}

function addGateway(model: NetworkModel, carriers: Carriers, gateway: Gateway): void {
  // Nobody is heard through what only leads out.
  if (gateway.possible !== undefined || gateway.type === 'nat' || gateway.type === 'internet') return;
  const { id, name, range } = gateway;
  const carrier = carrierAt(carriers, id, name);
  if (gateway.type === 'transit') carrier.isTransit = true;
  const end = certainEnd(model, gateway.network);
  if (end === undefined) return;
  const networkName = nameOf(model, end, gateway.network);
  const joint: Joint = { entity: id, kind: 'gateway', range };
  const message = `${name} stands in ${networkName}`;
  carrier.carriers.push({ end, name: networkName, joint, message });
  carrierAt(carriers, end, networkName).carriers.push({ end: id, name, joint, message });
}

function addConnection(model: NetworkModel, carriers: Carriers, connection: GatewayConnection): void {
  const end = certainEnd(model, connection.gateway);
  // What was not read can be a site or a gateway: nothing is known to be behind it.
  const far = connection.to.state === 'resolved' ? model.get(connection.to.id) : undefined;
  if (connection.possible !== undefined || end === undefined) return;
  if (far === undefined || far.possible !== undefined || far.id === end) return;
  const name = nameOf(model, end, connection.gateway);
  const near = carrierAt(carriers, end, name);
  const isAttached = far.kind === 'network';
  if (isAttached) near.isTransit = true;
  const kind = isAttached ? 'attachment' : 'gateway';
  const joint: Joint = { entity: connection.id, kind, range: connection.range };
  const message = `${far.name} is ${isAttached ? 'attached' : 'connected'} to ${name}`;
  const neighbour = { end: far.id, name: far.name, joint, message };
  if (far.kind === 'gateway') {
    near.carriers.push(neighbour);
    carrierAt(carriers, far.id, far.name).carriers.push({ end, name, joint, message });
  } else {
    near.leaves.push(neighbour);
  }
}

/** By table, those that follow it without being found in it. */
type Followers = Map<string, Neighbour[]>;

/** A network that is attached to route tables: it belongs to those that have routes to it. */
function addToTables(
  model: NetworkModel,
  carriers: Carriers,
  followers: Followers,
  connection: GatewayConnection,
  tables: TransitTables,
): void {
  const network = connection.to.state === 'resolved' ? model.get(connection.to.id) : undefined;
  if (connection.possible !== undefined || network?.kind !== 'network') return;
  if (network.possible !== undefined) return;
  const joint: Joint = { entity: connection.id, kind: 'attachment', range: connection.range };
  const { id, name } = network;
  const found = new Set<string>();
  for (const table of tables.foundIn) {
    const end = certainEnd(model, table);
    if (end === undefined || found.has(end)) continue;
    found.add(end);
    const carrier = carrierAt(carriers, end, nameOf(model, end, table));
    carrier.isTransit = true;
    carrier.leaves.push({ end: id, name, joint, message: `${carrier.name} has routes to ${name}` });
  }
  const followed = certainEnd(model, tables.follows);
  if (followed === undefined || found.has(followed)) return;
  const message = `${name} follows ${nameOf(model, followed, tables.follows)}`;
  addToList(followers, followed, { end: id, name, joint, message });
}

/**
 * Who alone follows a table hears all that the table has routes to. Several that follow one table do not hear each
 * other by it: each of them is told where the others' tables have routes to it.
 */
function addFollowers(carriers: Carriers, followers: Followers): void {
  for (const [table, [only, ...others]] of followers) {
    if (only !== undefined && others.length === 0) carriers.get(table)?.leaves.push(only);
  }
}

/** A network uses the gateways of a peer when its own peering says so and the way back allows it. */
function addTransitUsers(model: NetworkModel, carriers: Carriers, peerings: readonly PeeringEdge[]): void {
  const allowed = new Set<string>();
  for (const { peering, from, to } of peerings) {
    if (knownValue(peering.allowGatewayTransit) === true) allowed.add(`${from}\0${to}`);
  }
  for (const { peering, from, to } of peerings) {
    const carrier = carriers.get(to);
    const uses = knownValue(peering.useRemoteGateways) === true && allowed.has(`${to}\0${from}`);
    if (!uses || carrier === undefined) continue;
    const name = nameOf(model, from, peering.from);
    const joint: Joint = { entity: peering.id, kind: 'gateway-transit', range: peering.range };
    carrier.leaves.push({ end: from, name, joint, message: `${name} uses the gateways of ${carrier.name}` });
  }
}

function carrierAt(carriers: Carriers, end: string, name: string): Carrier {
  let carrier = carriers.get(end);
  if (carrier === undefined) {
    carrier = { name, carriers: [], leaves: [], isTransit: false };
    carriers.set(end, carrier);
  }
  return carrier;
}

/** The best center of every domain comes before the domain's other carriers: a transit router, a network, a gateway. */
function rootsInOrder(model: NetworkModel, carriers: Carriers): string[] {
  const rank = (end: string): number => {
    if (carriers.get(end)?.isTransit) return 0;
    return model.get(end)?.kind === 'network' ? 1 : 2;
  };
  return [...carriers.keys()].sort((a, b) => rank(a) - rank(b) || compareTexts(a, b));
}

/** Everything that carries for the center, each joined by the shortest way. */
function growTree(model: NetworkModel, carriers: Carriers, center: string): Map<string, TreeNode> {
  const entity = model.get(center);
  const tree = new Map<string, TreeNode>();
  tree.set(center, {
    name: carriers.get(center)?.name ?? center,
    parent: undefined,
    joint: { entity: entity?.id, kind: 'center', range: entity?.range },
    message: '',
    isMember: hasAddresses(model, center),
  });
  // A map that grows while it is gone through: every node is visited once, in the order in which it was found.
  for (const end of tree.keys()) addNeighbours(model, tree, end, carriers.get(end)?.carriers ?? []);
  return tree;
}

function addLeaves(model: NetworkModel, carriers: Carriers, tree: Map<string, TreeNode>): void {
  for (const end of [...tree.keys()]) addNeighbours(model, tree, end, carriers.get(end)?.leaves ?? []);
}

function addNeighbours(
  model: NetworkModel,
  tree: Map<string, TreeNode>,
  parent: string,
  neighbours: readonly Neighbour[],
): void {
  for (const { end, name, joint, message } of neighbours) {
    if (!tree.has(end)) tree.set(end, { name, parent, joint, message, isMember: hasAddresses(model, end) });
  }
}

/** Whether addresses of a node can be compared: those of what was not read cannot. */
function hasAddresses(model: NetworkModel, end: string): boolean {
  const entity = model.get(end);
  if (entity?.kind === 'gateway') return entity.ranges.items.length > 0;
  return entity?.kind === 'network' || entity?.kind === 'range';
}

/** A network and those that use its gateways are in a peering domain already. */
function isWorthTelling(tree: ReadonlyMap<string, TreeNode>): boolean {
  const members = [...tree.values()].filter((node) => node.isMember);
  const isMore = members.some(({ joint }) => joint.kind !== 'center' && joint.kind !== 'gateway-transit');
  return members.length > 1 && isMore;
}
