/** Joins what one entity's instances say: patches find their draft by reference, else by name. */
import type { Alias, BindingFact, Draft, NameKey, Target } from '../model/draft.ts';
import type { EntityKind } from '../model/entities.ts';
import { addToList } from '../model/lists-by-key.ts';
import type { Reference, UnknownReason } from '../values/value.ts';
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
    const { certain: at, possible } = index.find(patch.entityKind, patch.target, patch.unit);
    if (at !== undefined) {
      addToList(found, at, patch);
      continue;
    }
    result.push(...patch.otherwise);
    const addition = possible.length === 0 ? undefined : patch.doubted?.(mayBeOther(patch.target));
    if (addition !== undefined) for (const one of possible) addToList(found, one, { ...patch, addition });
  }
  for (const [at, group] of found) {
    const draft = result[at];
    if (draft !== undefined && isDraft(draft)) result[at] = mergeGroup(draft, group);
  }
  return result;
}

function mayBeOther(target: Target): UnknownReason {
  const text = target.state === 'absent' ? 'nothing' : target.text;
  const range = target.state === 'absent' ? target.range : target.origin.range;
  return { code: 'ambiguous', message: `it is not certain what ${text} means`, range };
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

/** What a target means: the one draft, else those of other units that it may mean. */
interface Meant {
  readonly certain: number | undefined;
  readonly possible: readonly number[];
}

const NOTHING: Meant = { certain: undefined, possible: [] };

/** So many drafts that may be meant are put in doubt by one patch. */
const MAX_POSSIBLE = 20;

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

  /** Where the draft stands that a target means; none for certain when several could be meant. */
  find(kind: EntityKind, target: Target, unit: string, depth = 0): Meant {
    if (target.state !== 'target') return NOTHING;
    const { reference, key } = target;
    const direct = reference && this.#byPlace.get(`${kind}\0${placeOfReference(reference)}`);
    if (direct !== undefined) return { certain: direct, possible: [] };
    const alias = reference && this.#aliases.get(placeKey(reference.unit, reference.address, []));
    const read =
      alias && depth < MAX_ALIASES ? this.find(kind, alias.target, alias.unit, depth + 1) : undefined;
    if (read?.certain !== undefined || key === undefined) return read ?? NOTHING;
    return this.#findByKey(kind, key, unit);
  }

  #findByKey(kind: EntityKind, key: NameKey, unit: string): Meant {
    const matching = (this.#byName.get(nameOf(kind, key)) ?? []).filter((candidate) =>
      scopesAgree(candidate.key, key),
    );
    const near = matching.filter((candidate) => candidate.unit === unit);
    // The same name in another unit can be another environment's: something of the scope must tell that it is not.
    const far = matching.filter((candidate) => sharesScope(candidate.key, key));
    const sure = near.length > 0 ? near : far.filter((candidate) => isWhole(candidate.key) && isWhole(key));
    const places = new Set(sure.map((candidate) => candidate.at));
    if (places.size === 1) return { certain: [...places][0], possible: [] };
    const open = new Set((near.length > 0 ? near : far).map((candidate) => candidate.at));
    return { certain: undefined, possible: [...open].slice(0, MAX_POSSIBLE) };
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

/** All of its scope is known. */
function isWhole({ scope }: NameKey): boolean {
  return scope.every((part) => part !== undefined);
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
