/** One fact of the model in its three states: known, unknown with a reason, absent. Unknown never becomes absent. */
import type { Range } from '../text/range.ts';
import type { Origin } from './origin.ts';
import type { UnknownReason } from './value.ts';

/** A fact that the code states, or that a vendor's default states (its origin is then of kind `default`). */
export interface KnownFact<T> {
  readonly state: 'known';
  readonly value: T;
  readonly origin: Origin;
  /** Set when the code marks it as a secret: it is judged like any other, and nothing of it is shown. */
  readonly sensitive?: true | undefined;
}

/** A fact that deployment will decide, or an input that is missing. */
export interface UnknownFact {
  readonly state: 'unknown';
  readonly reason: UnknownReason;
  readonly origin: Origin;
}

/** A fact that the code does not state; `range` is what lacks it. */
export interface AbsentFact {
  readonly state: 'absent';
  readonly range: Range;
}

export type Fact<T> = KnownFact<T> | UnknownFact | AbsentFact;

/** The value of a known fact, else undefined. For rules that have dealt with the other states. */
export function knownValue<T>(fact: Fact<T>): T | undefined {
  return fact.state === 'known' ? fact.value : undefined;
}

/** What stands where a secret would be shown. */
export const HIDDEN = '(sensitive)';

/** The text of a known fact, for people and programs: nothing of a secret. */
export function shownFact<T>(fact: KnownFact<T>, show: (value: T) => string): string {
  return fact.sensitive === true ? HIDDEN : show(fact.value);
}

/** Whether any of these facts is a secret: then nothing that is derived from them may be shown. */
export function anySensitive(facts: readonly Fact<unknown>[]): boolean {
  return facts.some((fact) => fact.state === 'known' && fact.sensitive === true);
}

/** Changes the value of a known fact; the other states stay. */
export function mapFact<T, U>(fact: Fact<T>, change: (value: T) => U): Fact<U> {
  return fact.state === 'known' ? { ...fact, value: change(fact.value) } : fact;
}
