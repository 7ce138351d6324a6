/** What all entities of the network model are made of: links, lists of facts, a name and a place. */
import type { Range } from '../text/range.ts';
import type { KnownFact, UnknownFact } from '../values/fact.ts';
import type { Origin } from '../values/origin.ts';
import type { UnknownReason } from '../values/value.ts';
import type { NameKey } from './name-key.ts';

export type Cloud = 'azure' | 'aws' | 'gcp' | 'kubernetes' | 'other';

/** The end of a link from one entity to another. */
export type Link =
  /** The entity with this id. */
  | { readonly state: 'resolved'; readonly id: string; readonly origin: Origin }
  /**
   * Something outside what was read. `key` is equal for links that certainly mean the same thing; `text` is how the
   * code names it.
   */
  | {
      readonly state: 'external';
      readonly key: string;
      readonly text: string;
      /** What it is called, without what surrounds it, where the code tells. */
      readonly name?: string | undefined;
      /** Its name with all that surrounds it, where all of that is known. */
      readonly identity?: NameKey | undefined;
      readonly origin: Origin;
      /** Of a subnet: the network that it lies in, when its name tells. */
      readonly network?: Link | undefined;
    }
  /** It cannot be told which entity is meant. `text` is how the code names it; `key` is as above where there is one. */
  | {
      readonly state: 'unknown';
      readonly reason: UnknownReason;
      readonly key?: string | undefined;
      readonly text: string;
      /** As above. */
      readonly name?: string | undefined;
      /** The entities that it may mean, two at most; there can be others. */
      readonly candidates?: readonly string[] | undefined;
      readonly origin: Origin;
    }
  /** The code names none. */
  | { readonly state: 'absent'; readonly range: Range };

/** A list of which some elements can be unknown. Empty `unresolved` means that `items` is all there is. */
export interface FactList<T> {
  readonly items: readonly KnownFact<T>[];
  readonly unresolved: readonly UnknownFact[];
}

/** What every entity has. */
export interface Entity {
  /** Unique in the model and stable: the unit and the address, and for nested ones the place in it. */
  readonly id: string;
  readonly unit: string;
  /** The declaring instance's address in its unit. */
  readonly address: string;
  /** The name as deployed (the `Name` tag on AWS), else the address. */
  readonly name: string;
  /** The declaration's header. */
  readonly range: Range;
  /** Set when it is unknown whether this entity exists. Rules must not take it for certain. */
  readonly possible?: UnknownReason | undefined;
  /** Set when only an inventory tells of it: it runs, and no code that was read declares it. */
  readonly observed?: true | undefined;
  /** The names under which it can be meant, as the code and inventories tell them; missing when there are none. */
  readonly identity?: readonly NameKey[] | undefined;
}
