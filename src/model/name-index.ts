/** Finds entities by name: which declared things can be meant by a name and what is known of its surroundings. */
import type { NameKey } from './draft.ts';
import type { EntityKind } from './entities.ts';
import { addToList } from './lists-by-key.ts';

/** A scope in lower case: names and scopes are compared without case. */
type Scope = readonly (string | undefined)[];

interface Candidate {
  readonly id: string;
  readonly scope: Scope;
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
    const candidate = { id, scope: lowerScope(key) };
    this.#addTo(poolKey(kind, key, unit), candidate);
    this.#addTo(poolKey(kind, key, undefined), candidate);
  }

  /**
   * Ids of the entities of some kinds that a name in `unit` can mean: none, the one, or at least two of several. Those
   * of its own unit come first. Things of other units must share a known scope part, or have a scope of no parts, so
   * that equal names of separate deployments do not meet by chance; with `shareKnownPart` those of its own must, too.
   */
  find(kinds: readonly EntityKind[], key: NameKey, unit: string, shareKnownPart: boolean): readonly string[] {
    const scope = lowerScope(key);
    const near = kinds.flatMap((kind) =>
      search(this.#pools.get(poolKey(kind, key, unit)), scope, shareKnownPart),
    );
    if (near.length > 0) return near;
    return kinds.flatMap((kind) => search(this.#pools.get(poolKey(kind, key, undefined)), scope, true));
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

/** The ids of the first two things that fit. What has exactly this scope is the thing itself, whatever else fits. */
function search(pool: Pool | undefined, scope: Scope, shareKnownPart: boolean): readonly string[] {
  if (pool === undefined) return [];
  const known = knownPositions(scope);
  const found = new Set<string>();
  const twins = known.length === scope.length ? pool.get(formOf(scope.length, known)) : undefined;
  if (twins !== undefined) addFirstTwo(found, membersWith(twins, known, scope));
  if (found.size > 0) return [...found];
  for (const group of pool.values()) {
    const shared = group.known.filter((position) => scope[position] !== undefined);
    if (!shareKnownPart || shared.length > 0) addFirstTwo(found, membersWith(group, shared, scope));
  }
  return [...found];
}

function addFirstTwo(found: Set<string>, candidates: readonly Candidate[]): void {
  for (const { id } of candidates) {
    if (found.size >= 2) return;
    found.add(id);
  }
}

/** The members of a group whose parts at these positions are those of the scope. */
function membersWith(group: Group, positions: readonly number[], scope: Scope): readonly Candidate[] {
  if (positions.length === 0) return group.members;
  const by = positions.join(',');
  let index = group.byParts.get(by);
  if (index === undefined) {
    index = indexBy(group.members, positions);
    group.byParts.set(by, index);
  }
  return index.get(partsAt(scope, positions)) ?? [];
}

function indexBy(
  members: readonly Candidate[],
  positions: readonly number[],
): ReadonlyMap<string, readonly Candidate[]> {
  const index = new Map<string, Candidate[]>();
  for (const member of members) {
    addToList(index, partsAt(member.scope, positions), member);
  }
  return index;
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
