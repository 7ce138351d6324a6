/** A domain while it is built: a tree of what joins its members, from which the way between any two is read. */
import { compareTexts } from './entity-id.ts';
import type { DomainMember, HearingDomain, HearingPath, Joint, PathStep } from './connectivity.ts';

/** One node: a member, or something between members. */
export interface TreeNode {
  readonly name: string;
  /** The node that this one is joined to; undefined for the root. */
  readonly parent: string | undefined;
  readonly joint: Joint;
  /** What the joint does, for people: `spoke-a is peered with hub`. */
  readonly message: string;
  /** False for what only stands between members. */
  readonly isMember: boolean;
}

/** By id or key, the root first. */
export type DomainTree = ReadonlyMap<string, TreeNode>;

/** The domain that a tree stands for; `center` is its root. */
export function domainOf(kind: HearingDomain['kind'], center: string, tree: DomainTree): HearingDomain {
  const members: DomainMember[] = [];
  for (const [id, { joint, isMember }] of tree) if (isMember) members.push({ id, joint });
  members.sort((a, b) => compareTexts(a.id, b.id));
  return { kind, center, centerName: tree.get(center)?.name ?? center, members };
}

/** More stops than this are not told one by one. */
const MAX_TOLD = 9;

/** The way between two nodes; undefined when one of them is not in the tree. */
export function pathBetween(tree: DomainTree, from: string, to: string): HearingPath | undefined {
  if (!tree.has(from) || !tree.has(to)) return undefined;
  const up = waysUp(tree, from);
  const down = waysUp(tree, to);
  const onTheWayUp = new Set(up);
  const meeting = down.findIndex((end) => onTheWayUp.has(end));
  const top = down[meeting];
  const ends = [...up.slice(0, up.indexOf(top ?? from)), ...down.slice(0, meeting + 1).reverse()];
  const steps: PathStep[] = [];
  const places: HearingPath['places'][number][] = [];
  ends.forEach((end, at) => {
    const node = tree.get(end);
    if (node === undefined) return;
    const before = ends[at - 1];
    // The joint between two neighbours belongs to the lower one of them.
    const lower = before === undefined ? undefined : node.parent === before ? node : tree.get(before);
    steps.push({ end, name: node.name, joint: lower?.joint });
    if (lower?.joint.range !== undefined) places.push({ message: lower.message, range: lower.joint.range });
  });
  return { steps, text: textOf(steps), places };
}

/** A node and all above it, the root last. */
function waysUp(tree: DomainTree, from: string): string[] {
  const ends: string[] = [];
  for (let end: string | undefined = from; end !== undefined; end = tree.get(end)?.parent) ends.push(end);
  return ends;
}

const JOINT_WORDS: Readonly<Record<Joint['kind'], string>> = {
  peering: 'peering',
  'gateway-transit': 'gateway transit',
  gateway: 'gateway',
  attachment: 'attachment',
  declared: 'rule file',
  center: 'center',
};

function textOf(steps: readonly PathStep[]): string {
  const told = steps.map(({ name, joint }) =>
    joint === undefined ? name : `${name} (${JOINT_WORDS[joint.kind]})`,
  );
  if (told.length > MAX_TOLD) told.splice(5, told.length - MAX_TOLD + 1, '…');
  return told.join(' → ');
}
