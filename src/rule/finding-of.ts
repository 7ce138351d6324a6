/** Turns what a rule reports into a finding: its text filled in, its level capped, its places collected. */
import type { Finding, Level, RelatedPlace, Sides, ToldSide } from '../findings/finding.ts';
import { milderLevel } from '../findings/level.ts';
import type { Range } from '../text/range.ts';
import {
  contributingRanges,
  editingRange,
  literalRanges,
  uniqueRanges,
  type Origin,
} from '../values/origin.ts';
import type { Rule, RuleReport } from './rule.ts';

/** More causes than this are not kept for one finding. */
const MAX_CAUSES = 500;

/** More places than this are not told as sources of a computed value. */
const MAX_SOURCES = 3;

/** The finding for a fault of a rule. `cap` is the level that the rule file gives the rule: no fault is above it. */
export function findingOf(rule: Rule, fault: RuleReport, cap: Level | undefined): Finding {
  const own = fault.level ?? cap ?? rule.level;
  const sides = sidesOf(rule, fault);
  return {
    rule: rule.id,
    level: cap === undefined ? own : milderLevel(own, cap),
    ...toldOf(rule, fault),
    subjects: fault.subjects,
    data: fault.data,
    ...(sides === undefined ? {} : { sides }),
    ...(fault.sensitive === true ? { sensitive: true } : {}),
  };
}

function toldOf(rule: Rule, fault: RuleReport): ToldSide {
  const [first] = fault.at;
  if (first === undefined) throw new Error(`the rule ${rule.id} reported a fault without a place`);
  const range = isOrigin(first) ? editingRange(first) : first;
  return {
    message: fillMessage(rule, fault),
    range,
    causes: causesOf(fault.at),
    related: relatedOf(fault, first, range),
    fix: fault.fix,
  };
}

function sidesOf(rule: Rule, fault: RuleReport): Sides | undefined {
  const { sides } = fault;
  if (sides === undefined) return undefined;
  return {
    own: causesOf(sides.own),
    other: causesOf(sides.other),
    mirrored: () => toldOf(rule, { ...fault, ...sides.mirrored() }),
  };
}

function isOrigin(place: Origin | Range): place is Origin {
  return 'from' in place;
}

/** First what somebody would edit, in the order of the values; then the places that the values passed through. */
function causesOf(at: RuleReport['at']): readonly Range[] {
  const typed = at.flatMap((place) => {
    if (!isOrigin(place)) return [place];
    return [...literalRanges(place), editingRange(place)];
  });
  const passed = at.flatMap((place) => (isOrigin(place) ? contributingRanges(place) : []));
  return uniqueRanges([...typed, ...passed]).slice(0, MAX_CAUSES);
}

/** The rule's own related places, and where the parts of a computed value were typed; each line once. */
function relatedOf(fault: RuleReport, first: Origin | Range, range: Range): readonly RelatedPlace[] {
  const told = new Set([lineOf(range)]);
  const newLine = (place: RelatedPlace): boolean => {
    const line = lineOf(place.range);
    return !told.has(line) && told.add(line).size > 0;
  };
  const related = (fault.related ?? []).filter(newLine);
  const sources = (isOrigin(first) ? literalRanges(first) : [])
    .map((place) => ({ message: 'the value comes from here', range: place }))
    .filter(newLine)
    .slice(0, MAX_SOURCES);
  return [...related, ...sources];
}

function lineOf(range: Range): string {
  return `${range.file.path}\0${range.file.positionAt(range.start).line}`;
}

/** Puts the values into the text. Values are shown as they are, even where they look like a place for a value. */
function fillMessage(rule: Rule, fault: RuleReport): string {
  const text = rule.messages[fault.message];
  if (text === undefined) throw new Error(`the rule ${rule.id} has no message ${fault.message}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = fault.values[name];
    if (value === undefined) throw new Error(`the message ${fault.message} of ${rule.id} lacks ${name}`);
    return String(value);
  });
}
