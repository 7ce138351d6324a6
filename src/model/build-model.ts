/** Builds the network model from what bindings found: gives ids, resolves links, lists what is not known. */
import type { Alias, BindingFact, Draft, Gap } from './draft.ts';
import type { AnyEntity, EntityKind, EntityOf } from './entities.ts';
import { compareTexts, withIds } from './entity-id.ts';
import { findUnresolved } from './find-unresolved.ts';
import { LinkResolver } from './link-resolver.ts';
import { addToList } from './lists-by-key.ts';
import { mergeObserved } from './merge-observed.ts';
import type { NetworkModel } from './model.ts';
import { resolveEntities } from './resolve-entity.ts';

/** The model of these facts, the same for every order of them. */
export function buildModel(facts: readonly BindingFact[]): NetworkModel {
  const drafts: Draft[] = [];
  const aliases: Alias[] = [];
  const gaps: Gap[] = [];
  for (const fact of facts) {
    if (fact.kind === 'alias') aliases.push(fact);
    else if (fact.kind === 'gap') gaps.push(fact);
    else drafts.push(fact);
  }
  const identified = mergeObserved(withIds(drafts), aliases);
  const entities = resolveEntities(identified, new LinkResolver(identified, aliases));
  const inventoryFiles = new Set(drafts.flatMap(({ observed, range }) => (observed ? [range.file] : [])));
  return new EntityModel(entities, findUnresolved(entities, gaps), inventoryFiles);
}

class EntityModel implements NetworkModel {
  readonly unresolved: NetworkModel['unresolved'];
  readonly inventoryFiles: NetworkModel['inventoryFiles'];
  readonly #byId = new Map<string, AnyEntity>();
  readonly #byKind = new Map<EntityKind, AnyEntity[]>();

  constructor(
    entities: readonly AnyEntity[],
    unresolved: NetworkModel['unresolved'],
    inventoryFiles: NetworkModel['inventoryFiles'],
  ) {
    this.unresolved = unresolved;
    this.inventoryFiles = inventoryFiles;
    for (const entity of [...entities].sort((a, b) => compareTexts(a.id, b.id))) {
      this.#byId.set(entity.id, entity);
      addToList(this.#byKind, entity.kind, entity);
    }
  }

  all<K extends EntityKind>(kind: K): readonly EntityOf<K>[] {
    // Entities are kept under their own kind.
    return (this.#byKind.get(kind) ?? []) as unknown as readonly EntityOf<K>[];
  }

  get(id: string): AnyEntity | undefined {
    return this.#byId.get(id);
  }
}
