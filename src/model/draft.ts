/** What bindings hand to the model builder: entities whose links still have to find their ends. */
import type { Range } from '../text/range.ts';
import type { Origin } from '../values/origin.ts';
import type { Reference, UnknownReason } from '../values/value.ts';
import type { AnyEntity, EntityKind } from './entities.ts';
import type { NameKey } from './name-key.ts';

export type { NameKey } from './name-key.ts';

/** What a value says about the entity that it means. The builder turns it into a `Link`. */
export type Target =
  | {
      readonly state: 'target';
      /** The instance, or the block of an instance, that the value was read from. Tried first. */
      readonly reference?: Reference | undefined;
      /** Tried when the reference leads to nothing. */
      readonly key?: NameKey | undefined;
      /** How the code names it. */
      readonly text: string;
      readonly origin: Origin;
    }
  | {
      readonly state: 'unknown';
      readonly reason: UnknownReason;
      /** Set when equal references certainly mean the same thing: the variable itself, an output. */
      readonly reference?: Reference | undefined;
      readonly text: string;
      readonly origin: Origin;
    }
  | { readonly state: 'absent'; readonly range: Range };

/** An entity before its links are resolved; the builder gives it its id. */
export type Draft<E extends AnyEntity<Target> = AnyEntity<Target>> = E extends unknown
  ? Omit<E, 'id' | 'identity'> & {
      /** The place inside the declaring instance when the entity is not the instance itself: `['subnet', 0]`. */
      readonly path: readonly (string | number)[];
      /** The names under which other code can mean it. */
      readonly keys: readonly NameKey[];
    }
  : never;

/** Says that a reference to an instance that is only read (a data source) means the entity with this key. */
export interface Alias {
  readonly kind: 'alias';
  readonly unit: string;
  readonly address: string;
  readonly entityKinds: readonly EntityKind[];
  readonly target: Target;
}

/** Something that a binding met and could not turn into a fact, for the report's list of what was not judged. */
export interface Gap {
  readonly kind: 'gap';
  readonly unit: string;
  readonly address: string;
  /** The attribute, or empty for the whole instance. */
  readonly attribute: string;
  readonly reason: UnknownReason;
  readonly range: Range;
}

export type BindingFact = Draft | Alias | Gap;
