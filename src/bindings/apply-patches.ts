/** Joins what one entity's instances say: patches find their draft by reference, else by name. */
import type { Alias, BindingFact, Draft, NameKey, Target } from '../model/draft.ts';
import type { EntityKind } from '../model/entities.ts';
import type { Reference } from '../values/value.ts';
import type { Patch } from './binding.ts';

/** The facts with every patch applied in order; a patch that finds no draft, or several, leaves its `otherwise`. */
export function applyPatches(
  facts: readonly BindingFact[],
  patches: readonly Patch[],
): readonly BindingFact[] {
  if (patches.length === 0) return facts;
  const result = [...facts];
  const index = new DraftIndex(facts);
  const found = new Map<number, Patch[]>();
  for (const patch of patches) {
    const at = index.find(patch.entityKind, patch.target, patch.unit);
    const others = at === undefined ? undefined : found.get(at);
    if (at === undefined) result.push(...patch.otherwise);
    else if (others === undefined) found.set(at, [patch]);
    else others.push(patch);
  }
  for (const [at, group] of found) {
    const draft = result[at];
    if (draft !== undefined && isDraft(draft)) result[at] = mergeGroup(draft, group);
  }
  return result;
}

function mergeGroup(draft: Draft, patches: readonly Patch[]): Draft {
  const additions = new Map<unknown, { readonly patch: Patch; readonly additions: unknown[] }>();
  for (const patch of patches) {
    const present = additions.get(patch.merger);
    if (present === undefined) additions.set(patch.merger, { patch, additions: [patch.addition] });
    else present.additions.push(patch.addition);
  }
  let merged = draft;
  for (const group of additions.values()) merged = group.patch.mergeAll(merged, group.additions);
  return merged;
}

/** True for an entity among the facts. */
export function isDraft(fact: BindingFact): fact is Draft {
  return fact.kind !== 'alias' && fact.kind !== 'gap';
}

interface Candidate {
  readonly at: number;
  readonly unit: string;
  readonly key: NameKey;
}

/** Data sources that read what another one read are followed no further than this. */
const MAX_ALIASES = 8;

/** Finds drafts by the place where they stand and by their keys. */
class DraftIndex {
  readonly #byPlace = new Map<string, number>();
  readonly #byName = new Map<string, Candidate[]>();
  readonly #aliases = new Map<string, Alias>();

  constructor(facts: readonly BindingFact[]) {
    facts.forEach((fact, at) => {
      if (fact.kind === 'alias') this.#aliases.set(placeKey(fact.unit, fact.address, []), fact);
      if (!isDraft(fact)) return;
      this.#byPlace.set(`${fact.kind}\0${placeKey(fact.unit, fact.address, fact.path)}`, at);
      for (const key of fact.keys) this.#add(fact.kind, { at, unit: fact.unit, key });
    });
  }

  #add(kind: EntityKind, candidate: Candidate): void {
    const name = nameOf(kind, candidate.key);
    const present = this.#byName.get(name);
    if (present === undefined) this.#byName.set(name, [candidate]);
    else present.push(candidate);
  }

  /** Where the draft stands that a target means; undefined when there is none, or when several could be meant. */
  find(kind: EntityKind, target: Target, unit: string, depth = 0): number | undefined {
    if (target.state !== 'target') return undefined;
    const { reference, key } = target;
    const direct = reference && this.#byPlace.get(`${kind}\0${placeOfReference(reference)}`);
    if (direct !== undefined) return direct;
    const alias = reference && this.#aliases.get(placeKey(reference.unit, reference.address, []));
    const read =
      alias && depth < MAX_ALIASES ? this.find(kind, alias.target, alias.unit, depth + 1) : undefined;
    return read ?? (key === undefined ? undefined : this.#findByKey(kind, key, unit));
  }

  #findByKey(kind: EntityKind, key: NameKey, unit: string): number | undefined {
    const matching = (this.#byName.get(nameOf(kind, key)) ?? []).filter((candidate) =>
      scopesAgree(candidate.key, key),
    );
    const near = matching.filter((candidate) => candidate.unit === unit);
    // The same name in another unit can be another environment's: something of the scope must tell that it is not.
    const far = matching.filter((candidate) => sharesScope(candidate.key, key));
    const places = new Set((near.length > 0 ? near : far).map((candidate) => candidate.at));
    return places.size === 1 ? [...places][0] : undefined;
  }
}

function placeOfReference(reference: Reference): string {
  return placeKey(reference.unit, reference.address, reference.path);
}

function placeKey(unit: string, address: string, path: readonly (string | number)[]): string {
  return JSON.stringify([unit, address, ...path]);
}

function nameOf(kind: EntityKind, key: NameKey): string {
  return JSON.stringify([kind, key.namespace, ...key.names]).toLowerCase();
}

function scopesAgree(a: NameKey, b: NameKey): boolean {
  return a.scope.every((part, index) => {
    const other = b.scope[index];
    return part === undefined || other === undefined || part.toLowerCase() === other.toLowerCase();
  });
}

function sharesScope(a: NameKey, b: NameKey): boolean {
  return a.scope.some(
    (part, index) => part !== undefined && part.toLowerCase() === b.scope[index]?.toLowerCase(),
  );
}
