/** The network model: every entity, resolved links, and what could not be resolved. */
import type { Range } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { UnknownReason } from '../values/value.ts';
import type { AnyEntity, EntityKind, EntityOf } from './entities.ts';

/** Something that could not be known, with its reason and place. */
export interface Unresolved {
  /** The kind of the entity that it belongs to; undefined for what did not become an entity. */
  readonly kind?: EntityKind | undefined;
  /** The id of that entity. */
  readonly entity?: string | undefined;
  readonly unit: string;
  readonly address: string;
  readonly attribute: string;
  readonly reason: UnknownReason;
  readonly range: Range;
}

export interface NetworkModel {
  /** The entities of a kind, ordered by id. */
  all<K extends EntityKind>(kind: K): readonly EntityOf<K>[];
  /** The entity with this id. */
  get(id: string): AnyEntity | undefined;
  readonly unresolved: readonly Unresolved[];
  /** The inventories that took part. What stands in them runs already, and nobody edits it there. */
  readonly inventoryFiles: ReadonlySet<SourceFile>;
}
