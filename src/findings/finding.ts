/** What a rule found: the fault, its places, and what would repair it. */
import type { Range } from '../text/range.ts';

export type Level = 'error' | 'warning' | 'note';

/** Another place that belongs to the fault, with what it has to do with it. */
export interface RelatedPlace {
  /** A short phrase without a full stop. */
  readonly message: string;
  readonly range: Range;
}

/** Replaces a stretch of text; an empty range inserts. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** A repair that can be applied as it is. */
export interface Fix {
  /** What it does, as an order: `Use 10.2.0.0/16`. */
  readonly description: string;
  readonly edits: readonly Edit[];
}

/** A finding before it is compared with the base. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** What is wrong, then what to do. Full sentences. */
  readonly message: string;
  /** The place to show it when nothing says which line changed. */
  readonly range: Range;
  /**
   * Every place that contributed to the fault, the best for a comment first. A change to one of them can have caused
   * the fault. `range` is among them.
   */
  readonly causes: readonly Range[];
  readonly related: readonly RelatedPlace[];
  /** Ids of the entities it is about. */
  readonly subjects: readonly string[];
  /** Facts for programs; together with `rule` and `subjects` the finding's identity. No places, no prose. */
  readonly data: Readonly<Record<string, FindingData>>;
  readonly fix?: Fix | undefined;
  /** Set when a secret takes part: the lines of its places are not shown. */
  readonly sensitive?: true | undefined;
  /** Set where either of two things can be changed: which one is told depends on what a change touched. */
  readonly sides?: Sides | undefined;
}

/** What a finding says that depends on the side. */
export type ToldSide = Pick<Finding, 'message' | 'range' | 'causes' | 'related' | 'fix'>;

/** A fault between two things, as it is told of the one and of the other. */
export interface Sides {
  /** The places of the one that the finding tells to change. */
  readonly own: readonly Range[];
  /** The places of the other one. */
  readonly other: readonly Range[];
  /** The finding when it is the other one that is to change. Worked out when it is asked for. */
  readonly mirrored: () => ToldSide;
}

export type FindingData =
  string | number | boolean | readonly FindingData[] | { readonly [key: string]: FindingData };

/** A finding as it is reported: identified, compared with the base, and put on the line that caused it. */
export interface JudgedFinding extends Finding {
  /** Equal for the same fault in base and head, wherever its lines moved. Lower-case hexadecimal. */
  readonly fingerprint: string;
  /** `new` when the base does not have it; everything is new without a base. */
  readonly status: 'new' | 'existing';
  /** The place to show: the changed one of `causes`, else `range`. */
  readonly place: Range;
  /** The line of `place` was changed. */
  readonly onChangedLine: boolean;
}
