/** Merges what is told by where it lies: subnets by their network, joints such as peerings by their ends. */
import { formatPrefix } from '../ip/prefix.ts';
import type { Draft, Target } from './draft.ts';
import type { EntityKind, Link } from './entities.ts';
import type { Identified } from './entity-id.ts';
import type { LinkResolver } from './link-resolver.ts';
import { addToList } from './lists-by-key.ts';
import { withSeen } from './with-seen.ts';

type DraftOf<K extends EntityKind> = Extract<Draft, { readonly kind: K }>;

/** The end of a target, undefined when it is not certain. */
type FindEnd = (item: Identified, target: Target, ...kinds: readonly EntityKind[]) => string | undefined;

/**
 * Joins observed drafts with declared ones. `subnets` are the same when they lie in one network and share a range or a
 * name; ranges that only inventories show count for networks of Google, which have none of their own. `joints` are the
 * same when their ends are.
 */
export function mergeInside(
  identified: readonly Identified[],
  resolver: LinkResolver,
  what: 'subnets' | 'joints',
): readonly Identified[] {
  const findEnd: FindEnd = ({ id, draft }, target, ...kinds) => {
    const link = resolver.resolve(target, { kinds, unit: draft.unit, field: id });
    return endOf(link);
  };
  const signs = what === 'subnets' ? subnetSigns : jointSigns;
  const declared = new Map<string, Identified[]>();
  for (const item of identified) {
    if (item.draft.observed === true) continue;
    for (const sign of signs(item, findEnd)) addToList(declared, sign, item);
  }
  const partners = new Map<Identified, Identified[]>();
  const taken = new Set<Identified>();
  for (const item of identified) {
    if (item.draft.observed !== true) continue;
    for (const sign of signs(item, findEnd)) {
      // Of joints that the code declares several times the first stands for what runs.
      const [first, second] = declared.get(sign) ?? [];
      if (first === undefined || (second !== undefined && what === 'subnets')) continue;
      addToList(partners, first, item);
      taken.add(item);
      break;
    }
  }
  const joined = identified.flatMap((item) => {
    if (taken.has(item)) return [];
    const others = partners.get(item);
    return others === undefined ? [item] : [withSeen(item, others)];
  });
  return what === 'subnets' ? withOuterRanges(joined, findEnd) : joined;
}

function endOf(link: Link): string | undefined {
  if (link.state === 'resolved') return link.id;
  return link.state === 'external' ? link.key : undefined;
}

/** By range before name: two subnets of a network cannot have one range, and a name can be given anew. */
function* subnetSigns(item: Identified, findEnd: FindEnd): Generator<string> {
  const { draft } = item;
  if (draft.kind !== 'subnet') return;
  const network = findEnd(item, draft.network, 'network');
  if (network === undefined) return;
  for (const { value } of draft.prefixes.items) yield `${network}\0range ${formatPrefix(value)}`;
  if (!draft.name.includes(draft.address)) yield `${network}\0name ${draft.name.toLowerCase()}`;
}

function* jointSigns(item: Identified, findEnd: FindEnd): Generator<string> {
  const ends = jointEnds(item, findEnd);
  if (ends.some((end) => end === undefined)) return;
  if (ends.length > 0) yield [item.draft.kind, ...ends].join('\0');
}

/** What tells a joint from others of its kind; nothing for other kinds, undefined for what is not certain. */
function jointEnds(item: Identified, findEnd: FindEnd): readonly (string | undefined)[] {
  const { draft } = item;
  const end = (target: Target, ...kinds: readonly EntityKind[]) => findEnd(item, target, ...kinds);
  switch (draft.kind) {
    case 'peering':
      return peeringEnds(draft, end(draft.from, 'network'), end(draft.to, 'network'));
    case 'dns-link':
      return [end(draft.zone, 'dns-zone'), end(draft.network, 'network')];
    case 'gateway-connection':
      return [end(draft.gateway, 'gateway'), end(draft.to, 'range', 'gateway', 'network')];
    case 'node-pool':
      return [end(draft.cluster, 'cluster'), draft.name.toLowerCase()];
    case 'route': {
      const { destination } = draft;
      const to = destination.state === 'known' ? formatPrefix(destination.value) : undefined;
      return [end(draft.table, 'route-table'), to];
    }
    case 'route-table-association':
      return [end(draft.subnet, 'subnet')];
    default:
      return [];
  }
}

/** One connection of AWS serves both ways; elsewhere every network has its own. */
function peeringEnds(
  { cloud }: DraftOf<'peering'>,
  from: string | undefined,
  to: string | undefined,
): readonly (string | undefined)[] {
  if (cloud !== 'aws' || from === undefined || to === undefined) return [from, to];
  return [from, to].sort();
}

/** A network of Google consists of its subnets, whoever made them. */
function withOuterRanges(identified: readonly Identified[], findEnd: FindEnd): readonly Identified[] {
  const outer = new Map<string, DraftOf<'subnet'>[]>();
  for (const item of identified) {
    const { draft } = item;
    if (draft.kind !== 'subnet' || draft.observed !== true || draft.cloud !== 'gcp') continue;
    const network = findEnd(item, draft.network, 'network');
    if (network !== undefined) addToList(outer, network, draft);
  }
  if (outer.size === 0) return identified;
  return identified.map((item) => {
    const { draft } = item;
    const more = draft.kind === 'network' && draft.observed !== true ? outer.get(item.id) : undefined;
    if (draft.kind !== 'network' || more === undefined) return item;
    const { items, unresolved } = draft.addressSpace;
    const ranges = more.flatMap(({ prefixes }) => prefixes.items);
    return { ...item, draft: { ...draft, addressSpace: { items: [...items, ...ranges], unresolved } } };
  });
}
