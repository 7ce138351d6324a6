/** What a rule is: data and one function. A rule's folder default-exports what `defineRule` gives. */
import type { z } from 'zod';
import type { Edit, FindingData, Fix, Level, RelatedPlace } from '../findings/finding.ts';
import type { NetworkModel } from '../model/model.ts';
import type { Connectivity } from '../model/connectivity.ts';
import type { Range } from '../text/range.ts';
import type { Origin } from '../values/origin.ts';
import type { UnknownReason } from '../values/value.ts';

export type { Edit, Fix, RelatedPlace };

/** One fault, as a rule reports it. */
export interface RuleReport<MessageId extends string = string> {
  readonly message: MessageId;
  /** Fills the `{name}` places of the message. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Overrides the rule's level for this fault; the rule file's level caps it. */
  readonly level?: Level;
  /** The values that are at fault, the one to comment on first. Their origins yield the places. */
  readonly at: readonly (Origin | Range)[];
  readonly related?: readonly RelatedPlace[];
  readonly subjects: readonly string[];
  readonly data: Readonly<Record<string, FindingData>>;
  readonly fix?: Fix | undefined;
  /** Set where either of two things can be changed. */
  readonly sides?: ReportSides | undefined;
  /** Set when a secret takes part. The rule puts nothing of it into `values`, `data`, `related` and `fix`. */
  readonly sensitive?: true | undefined;
}

/** The two sides of a fault. */
export interface ReportSides {
  /** The values of the side that the fault tells to change. */
  readonly own: readonly (Origin | Range)[];
  /** The values of the other one. */
  readonly other: readonly (Origin | Range)[];
  /** The fault when it is the other side that is to change. */
  readonly mirrored: () => Pick<RuleReport, 'values' | 'at' | 'related' | 'fix'>;
}

/** Something a rule could not judge because a fact is unresolved. */
export interface NotJudged {
  /** The entity that was not judged. */
  readonly subject: string;
  /** What was not judged, such as `whether the node subnet holds the surge nodes`. */
  readonly what: string;
  readonly reason: UnknownReason;
  readonly range: Range;
}

export interface RuleContext<Options, MessageId extends string> {
  readonly model: NetworkModel;
  readonly connectivity: Connectivity;
  readonly options: Options;
  report(this: void, fault: RuleReport<MessageId>): void;
  notJudged(this: void, what: NotJudged): void;
}

export interface Rule<Options = unknown, MessageId extends string = string> {
  /** Names the fault, kebab-case, permanent. */
  readonly id: string;
  /** The version that brought it. */
  readonly since: string;
  /** One sentence without user names and without a full stop. */
  readonly summary: string;
  /** The level of its faults unless a report or the rule file says otherwise. */
  readonly level: Level;
  /** A strict schema in which every option has a default and a description. */
  readonly options: z.ZodType<Options>;
  /** Texts by id, with `{name}` places. Full sentences: what is wrong, then what to do. */
  readonly messages: Readonly<Record<MessageId, string>>;
  check(context: RuleContext<Options, MessageId>): void;
}

/** Gives a rule its types; the value is the same. */
export function defineRule<Options, MessageId extends string>(
  rule: Rule<Options, MessageId>,
): Rule<Options, MessageId> {
  return rule;
}
