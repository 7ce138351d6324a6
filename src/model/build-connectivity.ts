/** Works out who can hear whom in a model. */
import type { Range } from '../text/range.ts';
import type { Connectivity, HearingDomain } from './connectivity.ts';
import { domainOf, pathBetween, type DomainTree, type TreeNode } from './domain-tree.ts';
import { compareTexts } from './entity-id.ts';
import { gatewayTrees } from './gateway-domains.ts';
import type { NetworkModel } from './model.ts';
import { certainPeerings, peeringTrees } from './peering-domains.ts';

/** Networks that hear each other although the code does not show it. */
export interface DeclaredDomain {
  readonly name: string;
  /** Ids of networks, ranges or gateways. Unknown ids are passed over. */
  readonly members: readonly string[];
  /** Where it is declared. */
  readonly range: Range;
}

/** The connectivity of a model. What is not certain to exist joins nothing. */
export function buildConnectivity(
  model: NetworkModel,
  declared: readonly DeclaredDomain[] = [],
): Connectivity {
  const peerings = certainPeerings(model);
  const trees = new Map<HearingDomain, DomainTree>();
  const add = (kind: HearingDomain['kind'], center: string, tree: DomainTree): void => {
    trees.set(domainOf(kind, center, tree), tree);
  };
  for (const [center, tree] of peeringTrees(model, peerings)) add('peering', center, tree);
  for (const { kind, center, tree } of gatewayTrees(model, peerings)) add(kind, center, tree);
  for (const domain of declared) add('declared', domain.name, declaredTree(model, domain));
  const peers = peersByNetwork(model, peerings);
  return {
    domains: [...trees.keys()].sort(
      (a, b) => compareTexts(a.kind, b.kind) || compareTexts(a.center, b.center),
    ),
    everywhere: model.all('range').filter((range) => range.everywhere && range.possible === undefined),
    peersOf: (network) => peers.get(network) ?? [],
    describePath: (domain, from, to) => {
      const tree = trees.get(domain);
      return tree && pathBetween(tree, from, to);
    },
  };
}

function declaredTree(model: NetworkModel, domain: DeclaredDomain): DomainTree {
  const joint = { entity: undefined, kind: 'declared', range: domain.range } as const;
  const root: TreeNode = { name: domain.name, parent: undefined, joint, message: '', isMember: false };
  const tree = new Map([[domain.name, root]]);
  for (const id of domain.members) {
    const entity = model.get(id);
    if (entity === undefined || entity.possible !== undefined || tree.has(id)) continue;
    const message = `${domain.name} joins ${entity.name} with others`;
    tree.set(id, { name: entity.name, parent: domain.name, joint, message, isMember: true });
  }
  return tree;
}

function peersByNetwork(
  model: NetworkModel,
  peerings: ReturnType<typeof certainPeerings>,
): ReadonlyMap<string, readonly string[]> {
  const peers = new Map<string, Set<string>>();
  const add = (network: string, peer: string): void => {
    if (model.get(peer) === undefined) return;
    const known = peers.get(network);
    if (known === undefined) peers.set(network, new Set([peer]));
    else known.add(peer);
  };
  for (const { from, to } of peerings) {
    add(from, to);
    add(to, from);
  }
  return new Map([...peers].map(([network, ends]) => [network, [...ends].sort(compareTexts)]));
}
