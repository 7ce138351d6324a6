/**
 * Makes one thing of what code declares and what inventories show running. The code wins for all that it states; an
 * inventory adds what surrounds the name, and whether a peering is connected. What only inventories have stays as it is.
 */
import { intersectionOf, isEmptySet, prefixSet } from '../ip/prefix-set.ts';
import type { Alias, Draft } from './draft.ts';
import type { EntityKind } from './entities.ts';
import type { Identified } from './entity-id.ts';
import { LinkResolver } from './link-resolver.ts';
import { addToList } from './lists-by-key.ts';
import { mergeInside } from './merge-inside.ts';
import { NameIndex } from './name-index.ts';
import { isWholeKey, keyText } from './name-key.ts';
import { withSeen } from './with-seen.ts';

/** Kinds that are told by their own names. What lies in them is told by where it lies. */
const NAMED: ReadonlySet<EntityKind> = new Set([
  'network',
  'dns-zone',
  'cluster',
  'gateway',
  'private-endpoint',
  'route-table',
  'security-group',
  'dns-forwarding',
]);

/** The drafts in their order, observed ones as a part of what they are the same as. */
export function mergeObserved(
  identified: readonly Identified[],
  aliases: readonly Alias[],
): readonly Identified[] {
  // Ranges have no names that code could mean.
  if (!identified.some((item) => isObserved(item) && item.draft.kind !== 'range')) return identified;
  const once = mergeExports(identified);
  const exact = mergeNamed(once, true);
  const named = mergeNamed(exact, false);
  const subnets = mergeInside(named, new LinkResolver(named, aliases), 'subnets');
  return mergeInside(subnets, new LinkResolver(subnets, aliases), 'joints');
}

function isObserved({ draft }: Identified): boolean {
  return draft.observed === true;
}

/** Several exports can show one thing: the one that tells most stays. */
function mergeExports(identified: readonly Identified[]): readonly Identified[] {
  const byKey = new Map<string, Identified[]>();
  for (const item of identified) {
    const key = isObserved(item) ? item.draft.keys.find(isWholeKey) : undefined;
    if (key !== undefined) addToList(byKey, `${item.draft.kind} ${keyText(key)}`, item);
  }
  const partners = new Map<Identified, readonly Identified[]>();
  for (const twins of byKey.values()) {
    if (twins.length < 2) continue;
    const [first, ...others] = [...twins].sort((a, b) => detailOf(b.draft) - detailOf(a.draft));
    if (first !== undefined) partners.set(first, others);
  }
  return joinPartners(identified, partners);
}

/** How much a draft tells that others of the same thing can lack. */
function detailOf(draft: Draft): number {
  if (draft.kind === 'network') {
    return (draft.peeringsUnseen === true ? 0 : 2) + (draft.addressSpace.items.length > 0 ? 1 : 0);
  }
  return draft.kind === 'peering' && draft.liveState !== undefined ? 1 : 0;
}

/**
 * Joins what has one name. With `exact` only where all of both scopes is known; else also where parts of a scope are
 * not known, when there is one candidate on both sides and its ranges do not speak against it.
 */
function mergeNamed(identified: readonly Identified[], exact: boolean): readonly Identified[] {
  const items = new Map(identified.map((item) => [item.id, item]));
  const [declared, observed] = [new NameIndex(), new NameIndex()];
  const hasWhole = ({ draft }: Identified) => draft.keys.some(isWholeKey);
  const takesPart = (item: Identified): boolean =>
    NAMED.has(item.draft.kind) && (!exact || hasWhole(item)) && (item.seen === undefined || isObserved(item));
  for (const item of identified) {
    if (!takesPart(item)) continue;
    const index = isObserved(item) ? observed : declared;
    for (const key of item.draft.keys)
      if (!exact || isWholeKey(key)) index.add(item.draft.kind, key, '', item.id);
  }
  const partners = new Map<Identified, readonly Identified[]>();
  for (const item of identified) {
    if (isObserved(item) || !takesPart(item)) continue;
    const twin = onlyOne(observed, item, exact);
    const other = twin === undefined ? undefined : items.get(twin);
    if (other === undefined || onlyOne(declared, other, exact) !== item.id) continue;
    if (exact || rangesAgree(item.draft, other.draft)) partners.set(item, [other]);
  }
  return joinPartners(identified, partners);
}

/** The id of the one thing that the names of an item can mean. */
function onlyOne(index: NameIndex, { draft }: Identified, exact: boolean): string | undefined {
  const found = new Set<string>();
  for (const key of draft.keys) {
    if (exact && !isWholeKey(key)) continue;
    for (const id of index.find([draft.kind], key, '', false).ids) found.add(id);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** A name is often used once more in another subscription, with other ranges: then it is not taken for the same. */
function rangesAgree(a: Draft, b: Draft): boolean {
  if (a.kind !== 'network' || b.kind !== 'network') return true;
  const [left, right] = [a.addressSpace, b.addressSpace];
  if (left.items.length === 0 || right.items.length === 0 || left.unresolved.length > 0) return true;
  const setOf = ({ items }: typeof left) => prefixSet(items.map(({ value }) => value));
  return !isEmptySet(intersectionOf(setOf(left), setOf(right)));
}

/** Takes the partners out and makes them a part of what they belong to. */
function joinPartners(
  identified: readonly Identified[],
  partners: ReadonlyMap<Identified, readonly Identified[]>,
): readonly Identified[] {
  if (partners.size === 0) return identified;
  const gone = new Set([...partners.values()].flat());
  return identified.flatMap((item) => {
    if (gone.has(item)) return [];
    const others = partners.get(item);
    return others === undefined ? [item] : [withSeen(item, others)];
  });
}
