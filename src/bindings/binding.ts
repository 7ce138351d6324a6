/** What a binding is: for some types of one dialect, the way from an evaluated instance to facts of the model. */
import type { Dialect, Resource } from '../languages/unit.ts';
import type { BindingFact, Draft, Target } from '../model/draft.ts';
import type { EntityKind } from '../model/entities.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Reference, UnknownReason } from '../values/value.ts';

/** What a binding may use beside the instance itself. */
export interface BindingContext {
  /** The instance that a value was read from, when it is among those that were read. */
  find(reference: Reference | undefined): Resource | undefined;
  /** The place of the entity that an output of a call of a bound module means. */
  outputOf(reference: Reference): Reference | undefined;
  /** Takes what is wrong with the code that is bound. */
  report(diagnostic: Diagnostic): void;
}

/** The draft of one kind of entity. */
export type DraftOf<K extends EntityKind> = Extract<Draft, { readonly kind: K }>;

/** How additions become part of an entity: all that were made to one draft come at once, in order. */
export interface Merger<K extends EntityKind, A> {
  readonly entityKind: K;
  merge(draft: DraftOf<K>, additions: readonly A[]): DraftOf<K>;
}

/**
 * Adds to an entity that another instance declares: some providers spread one entity over several resources. When the
 * entity is not among the drafts, `otherwise` stands for it.
 */
export interface Patch {
  readonly kind: 'patch';
  /** The unit of the patching instance. */
  readonly unit: string;
  readonly entityKind: EntityKind;
  readonly target: Target;
  /** Patches of one merger are merged together. */
  readonly merger: unknown;
  readonly addition: unknown;
  /** What is added to an entity that may be meant, or may not; nothing is where this is missing. */
  readonly doubted?: ((reason: UnknownReason) => unknown) | undefined;
  /** The draft with additions that were made for the same merger. */
  mergeAll(draft: Draft, additions: readonly unknown[]): Draft;
  readonly otherwise: readonly BindingFact[];
}

/** An addition to the entity that `target` means. */
export function patchOf<K extends EntityKind, A>(
  merger: Merger<K, A>,
  addition: A,
  patch: Pick<Patch, 'unit' | 'target' | 'otherwise'>,
  doubted?: (reason: UnknownReason) => A,
): Patch {
  const { entityKind } = merger;
  const isMeant = (draft: Draft): draft is DraftOf<K> => draft.kind === entityKind;
  return {
    ...patch,
    kind: 'patch',
    entityKind,
    merger,
    addition,
    doubted,
    // Only what was added for this merger is handed in.
    mergeAll: (draft, additions) => (isMeant(draft) ? merger.merge(draft, additions as readonly A[]) : draft),
  };
}

export type BindingOutput = BindingFact | Patch;

export interface Binding {
  readonly dialect: Dialect;
  readonly mode: Resource['mode'];
  /** The provider's types that it binds; of modules, their normalised sources. */
  readonly types: readonly string[];
  bind(resource: Resource, context: BindingContext): readonly BindingOutput[];
  /** Of modules: the path of the entity that an output means, given the steps behind `module.name`. */
  outputs?(resource: Resource, steps: readonly (string | number)[]): readonly (string | number)[] | undefined;
}
