/** Finds entities by name: which declared things can be meant by a name and what is known of its surroundings. */
import type { NameKey } from './draft.ts';
import type { EntityKind } from './entities.ts';
import { addToList } from './lists-by-key.ts';

/** A scope in lower case: names and scopes are compared without case. */
type Scope = readonly (string | undefined)[];

/** A declared thing under one of its names. */
export interface Candidate {
  readonly id: string;
  readonly unit: string;
  readonly scope: Scope;
  /** Tells what is not known of the scope: see `NameKey`. */
  readonly within?: string | undefined;
}

/** What a name can mean. */
export interface Found {
  /** Ids of what it means: none, the one, or at least two of several. */
  readonly ids: readonly string[];
  /** When there are none: things of other units that it means unless a scope part that is not known differs. */
  readonly possible: readonly Candidate[];
}

/** Things of one name of which the same parts of the scope are known. */
interface Group {
  /** The positions of the known parts. */
  readonly known: readonly number[];
  readonly members: Candidate[];
  /** The members by their parts at some of the known positions; made when it is first asked for. */
  readonly byParts: Map<string, ReadonlyMap<string, readonly Candidate[]>>;
}

/** The things of one kind and name, in one unit or in all: groups by which parts are known. */
type Pool = Map<string, Group>;

/** Add everything before the first search. A search takes time for the forms of scopes, not for the equal names. */
export class NameIndex {
  readonly #pools = new Map<string, Pool>();

  /** Makes an entity known under a name. */
  add(kind: EntityKind, key: NameKey, unit: string, id: string): void {
    const candidate = { id, unit, scope: lowerScope(key), within: key.within };
    this.#addTo(poolKey(kind, key, unit), candidate);
    this.#addTo(poolKey(kind, key, undefined), candidate);
  }

  /**
   * What a name in `unit` can mean among some kinds of entities. What has exactly its scope comes first, also where
   * parts that are not known are certainly equal, then what is in its own unit: with `shareKnownPart` only where a known
   * part of the scope is shared. Things of other units are meant for certain only when all of both scopes is known and
   * equal, so that equal names of separate deployments do not meet by chance.
   */
  find(kinds: readonly EntityKind[], key: NameKey, unit: string, shareKnownPart: boolean): Found {
    const scope = lowerScope(key);
    const pools = (within: string | undefined): readonly Pool[] =>
      kinds.flatMap((kind) => this.#pools.get(poolKey(kind, key, within)) ?? []);
    const [near, all] = [pools(unit), pools(undefined)];
    const tries: readonly (() => readonly Candidate[])[] = [
      () => near.flatMap((pool) => searchExact(pool, scope)),
      () => all.flatMap((pool) => searchExact(pool, scope)),
      () => near.flatMap((pool) => searchWithin(pool, scope, key.within)),
      () => near.flatMap((pool) => search(pool, scope, shareKnownPart)),
    ];
    for (const attempt of tries) {
      const found = attempt();
      if (found.length > 0) return { ids: found.map(({ id }) => id), possible: [] };
    }
    return { ids: [], possible: all.flatMap((pool) => search(pool, scope, true)) };
  }

  #addTo(key: string, candidate: Candidate): void {
    const pool: Pool = this.#pools.get(key) ?? new Map<string, Group>();
    this.#pools.set(key, pool);
    const known = knownPositions(candidate.scope);
    const form = formOf(candidate.scope.length, known);
    const group = pool.get(form);
    if (group !== undefined) group.members.push(candidate);
    else pool.set(form, { known, members: [candidate], byParts: new Map() });
  }
}

/** The first two things that have exactly this scope, of which all is known: they are the thing itself. */
function searchExact(pool: Pool, scope: Scope): readonly Candidate[] {
  const known = knownPositions(scope);
  const twins = known.length === scope.length ? pool.get(formOf(scope.length, known)) : undefined;
  return twins === undefined ? [] : firstTwo([membersWith(twins, known, scope)]);
}

/** The first two things of one unit of whose scope the same parts are known and equal, and the others are equal, too. */
function searchWithin(pool: Pool, scope: Scope, within: string | undefined): readonly Candidate[] {
  const known = knownPositions(scope);
  const twins = within === undefined ? undefined : pool.get(formOf(scope.length, known));
  return twins === undefined ? [] : firstTwo([membersWith(twins, known, scope, within)]);
}

/** The first two things of which no known part of the scope differs. */
function search(pool: Pool, scope: Scope, shareKnownPart: boolean): readonly Candidate[] {
  const fitting: (readonly Candidate[])[] = [];
  for (const group of pool.values()) {
    const shared = group.known.filter((position) => scope[position] !== undefined);
    if (!shareKnownPart || shared.length > 0) fitting.push(membersWith(group, shared, scope));
  }
  return firstTwo(fitting);
}

/** A thing can have several names: it counts once. */
function firstTwo(lists: readonly (readonly Candidate[])[]): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const candidates of lists) {
    for (const candidate of candidates) {
      if (found.size >= 2) return [...found.values()];
      if (!found.has(candidate.id)) found.set(candidate.id, candidate);
    }
  }
  return [...found.values()];
}

/** The members of a group whose parts at these positions are those of the scope; with `within` only those of that. */
function membersWith(
  group: Group,
  positions: readonly number[],
  scope: Scope,
  within?: string,
): readonly Candidate[] {
  if (positions.length === 0 && within === undefined) return group.members;
  const by = `${positions.join(',')}${within === undefined ? '' : ' within'}`;
  let index = group.byParts.get(by);
  if (index === undefined) {
    index = indexBy(group.members, positions, within !== undefined);
    group.byParts.set(by, index);
  }
  return index.get(indexKey(scope, positions, within)) ?? [];
}

function indexBy(
  members: readonly Candidate[],
  positions: readonly number[],
  isWithin: boolean,
): ReadonlyMap<string, readonly Candidate[]> {
  const index = new Map<string, Candidate[]>();
  for (const member of members) {
    if (isWithin && member.within === undefined) continue;
    addToList(index, indexKey(member.scope, positions, isWithin ? member.within : undefined), member);
  }
  return index;
}

function indexKey(scope: Scope, positions: readonly number[], within: string | undefined): string {
  return `${partsAt(scope, positions)}\0${within ?? ''}`;
}

function partsAt(scope: Scope, positions: readonly number[]): string {
  return positions.map((position) => scope[position] ?? '').join('\0');
}

function knownPositions(scope: Scope): number[] {
  return scope.flatMap((part, position) => (part === undefined ? [] : position));
}

/** Equal for scopes of which the same parts are known. */
function formOf(length: number, known: readonly number[]): string {
  return `${length}:${known.join(',')}`;
}

function lowerScope(key: NameKey): Scope {
  return key.scope.map((part) => part?.toLowerCase());
}

function poolKey(kind: EntityKind, key: NameKey, unit: string | undefined): string {
  const names = key.names.map((name) => name.toLowerCase()).join('\0');
  return `${unit === undefined ? '' : `in ${unit}`}\0\0${kind}\0${key.namespace}\0${names}`;
}
