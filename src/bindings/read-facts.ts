/** Readers from values to facts: known, unknown with a reason, absent. */
import type { Range } from '../text/range.ts';
import type { Fact, KnownFact, UnknownFact } from '../values/fact.ts';
import { editingRange, literalOrigin } from '../values/origin.ts';
import type { UnknownCode, UnknownReason, UnknownValue, Value } from '../values/value.ts';
import type { FactList } from '../model/entities.ts';
import type { BindingContext } from './binding.ts';
import { memberOf } from './read-attributes.ts';

/** A known fact with the history of the value that states it. */
export function knownFact<T>(value: T, from: Value): KnownFact<T> {
  const { origin, sensitive } = from;
  return sensitive === true
    ? { state: 'known', value, origin, sensitive }
    : { state: 'known', value, origin };
}

/** A fact that the declaration states by being what it is, such as that a private zone is private. */
export function impliedFact<T>(value: T, range: Range): KnownFact<T> {
  return { state: 'known', value, origin: literalOrigin(range) };
}

/** A vendor's default; `range` is the place of what lacks the value. */
export function defaultFact<T>(value: T, range: Range): KnownFact<T> {
  return { state: 'known', value, origin: { range, kind: 'default', from: [] } };
}

/** The fact, or the vendor's default when the code does not state it. */
export function orDefault<T>(fact: Fact<T>, value: T): Fact<T> {
  return fact.state === 'absent' ? defaultFact(value, fact.range) : fact;
}

/** What nobody wrote and no document fixes: `range` is the place of what lacks it. */
export function undecidedFact(message: string, range: Range, code: UnknownCode = 'computed'): UnknownFact {
  return { state: 'unknown', reason: { code, message, range }, origin: { range, kind: 'default', from: [] } };
}

/** The fact that an unknown value leaves unknown. */
export function unknownFact(value: UnknownValue): UnknownFact {
  return { state: 'unknown', reason: reasonOf(value), origin: value.origin };
}

/** Why a value is unknown; where the code leaves only some values, the sentence says so. */
export function reasonOf(value: UnknownValue): UnknownReason {
  const choices = value.candidates?.length ?? 0;
  const length = value.prefixLength === undefined ? '' : ` (it will be a /${value.prefixLength})`;
  if (choices === 0 && length === '') return value.reason;
  const choice = choices === 0 ? '' : ` (it can be one of ${choices} values)`;
  return { ...value.reason, message: `${value.reason.message}${choice}${length}` };
}

/** A value that is not of the kind that its attribute takes: reported, and unknown from there on. */
export function misfit(context: BindingContext, value: Value, wanted: string): UnknownFact {
  const range = editingRange(value.origin);
  context.report({
    severity: 'warning',
    code: 'attribute-type',
    message: `${wanted.charAt(0).toUpperCase()}${wanted.slice(1)} is needed here.`,
    range,
  });
  const reason: UnknownReason = { code: 'failed', message: `${wanted} is needed here`, range };
  return { state: 'unknown', reason, origin: value.origin };
}

/** A text. `absentAt` is what lacks it when the value is undefined. */
export function stringFact(context: BindingContext, value: Value | undefined, absentAt: Range): Fact<string> {
  if (value === undefined || value.kind === 'null') return { state: 'absent', range: absentAt };
  if (value.kind === 'unknown') return unknownFact(value);
  if (value.kind === 'string') return knownFact(value.value, value);
  if (value.kind === 'number' || value.kind === 'bool') return knownFact(String(value.value), value);
  return misfit(context, value, 'a text');
}

/** Yes or no, also when written as the text `true` or `false`. */
export function booleanFact(
  context: BindingContext,
  value: Value | undefined,
  absentAt: Range,
): Fact<boolean> {
  if (value === undefined || value.kind === 'null') return { state: 'absent', range: absentAt };
  if (value.kind === 'unknown') return unknownFact(value);
  if (value.kind === 'bool') return knownFact(value.value, value);
  const text = value.kind === 'string' ? value.value.toLowerCase() : undefined;
  if (text === 'true' || text === 'false') return knownFact(text === 'true', value);
  return misfit(context, value, 'true or false');
}

/** A whole number of at least 0, also when written as text. */
export function countFact(context: BindingContext, value: Value | undefined, absentAt: Range): Fact<number> {
  if (value === undefined || value.kind === 'null') return { state: 'absent', range: absentAt };
  if (value.kind === 'unknown') return unknownFact(value);
  const number = value.kind === 'number' ? value.value : numberInText(value);
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0)
    return knownFact(number, value);
  return misfit(context, value, 'a whole number');
}

function numberInText(value: Value): number | undefined {
  return value.kind === 'string' && /^\d{1,15}$/.test(value.value) ? Number(value.value) : undefined;
}

/** A list that nothing is in and nothing is missing from. */
export const EMPTY_LIST: FactList<never> = { items: [], unresolved: [] };

/**
 * The elements of a list; a value that is no list counts as its only element. An unknown list is one unresolved
 * element, an absent one is empty.
 */
export function factList<T>(
  value: Value | undefined,
  read: (item: Value) => KnownFact<T> | UnknownFact | undefined,
): FactList<T> {
  if (value === undefined || value.kind === 'null') return EMPTY_LIST;
  const members = value.kind === 'list' ? value.items.map((item) => memberOf(value, item)) : [value];
  const items: KnownFact<T>[] = [];
  const unresolved: UnknownFact[] = [];
  for (const member of members) {
    if (member.kind === 'null') continue;
    const fact = member.kind === 'unknown' ? unknownFact(member) : read(member);
    if (fact?.state === 'known') items.push(fact);
    else if (fact !== undefined) unresolved.push(fact);
  }
  return { items, unresolved };
}

/** The elements of several lists in order. */
export function joinLists<T>(...lists: readonly FactList<T>[]): FactList<T> {
  return {
    items: lists.flatMap((list) => list.items),
    unresolved: lists.flatMap((list) => list.unresolved),
  };
}

/** A list of which nothing but the reason is known. */
export function unresolvedList(fact: UnknownFact): FactList<never> {
  return { items: [], unresolved: [fact] };
}

/** The texts of a list. */
export function stringList(context: BindingContext, value: Value | undefined): FactList<string> {
  return factList(value, (item) => {
    const fact = stringFact(context, item, item.origin.range);
    return fact.state === 'absent' ? undefined : fact;
  });
}

/** The list, unresolved when it is not certain that what states it at `range` is deployed. */
export function listIfCertain<T>(
  list: FactList<T>,
  possible: UnknownReason | undefined,
  range: Range,
): FactList<T> {
  if (possible === undefined) return list;
  return unresolvedList({
    state: 'unknown',
    reason: possible,
    origin: { range, kind: 'expression', from: [] },
  });
}
