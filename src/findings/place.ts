/** Chooses the line on which a finding is shown: the one that this change touched and that brought the fault. */
import type { Range } from '../text/range.ts';
import type { Finding, RelatedPlace } from './finding.ts';

/** The lines that a change added or rewrote. */
export interface ChangedLines {
  /** `line` is 1-based. */
  has(path: string, line: number): boolean;
}

/** Where to show a finding. */
export interface Placement {
  readonly place: Range;
  /** The line of `place` was changed. */
  readonly onChangedLine: boolean;
  /** The other places to show. */
  readonly related: readonly RelatedPlace[];
}

/**
 * The first of the finding's causes that lies on a changed line, cut to the changed lines where it spans several;
 * else its own range. A place that is chosen is not among the related ones, and the finding's own range is when
 * another place is chosen.
 */
export function placeFor(finding: Finding, changed: ChangedLines | undefined): Placement {
  const cause = changed && changedCause(finding, changed);
  if (cause === undefined) return { place: finding.range, onChangedLine: false, related: finding.related };
  const { whole, place } = cause;
  const others = finding.related.filter(({ range }) => !samePlace(range, whole));
  const own = samePlace(finding.range, whole) ? [] : [{ message: OWN_RANGE, range: finding.range }];
  return { place, onChangedLine: true, related: [...own, ...others] };
}

/** The finding as it is told of the side that the change touched, where it touched only one. */
export function sideFor<F extends Finding>(finding: F, changed: ChangedLines | undefined): F {
  const { sides } = finding;
  if (sides === undefined || changed === undefined) return finding;
  if (firstChanged(sides.own, changed) !== undefined) return finding;
  return firstChanged(sides.other, changed) === undefined ? finding : { ...finding, ...sides.mirrored() };
}

/** What a finding's own range is called when it is shown elsewhere. */
const OWN_RANGE = 'where the fault shows';

interface ChangedCause {
  readonly whole: Range;
  readonly place: Range;
}

/** The first changed cause; the finding's own range where that stands on the same line: it says the same and more. */
function changedCause({ causes, range }: Finding, changed: ChangedLines): ChangedCause | undefined {
  const first = firstChanged(causes, changed);
  if (first === undefined || lineOf(first.place) !== lineOf(range)) return first;
  return firstChanged([range], changed) ?? first;
}

function lineOf({ file, start }: Range): string {
  return `${file.path}\0${file.positionAt(start).line}`;
}

function firstChanged(causes: readonly Range[], changed: ChangedLines): ChangedCause | undefined {
  for (const whole of causes) {
    const place = changedPart(whole, changed);
    if (place !== undefined) return { whole, place };
  }
  return undefined;
}

/** The first run of changed lines of a range, or undefined when none of its lines changed. */
function changedPart(range: Range, changed: ChangedLines): Range | undefined {
  const { file } = range;
  const from = file.positionAt(range.start).line;
  // The end is exclusive: a range that ends with a line break does not reach into the next line.
  const to = file.positionAt(Math.max(range.start, range.end - 1)).line;
  let first = from;
  while (first <= to && !changed.has(file.path, first)) first++;
  if (first > to) return undefined;
  let last = first;
  while (last < to && changed.has(file.path, last + 1)) last++;
  const start = file.lineStarts[first - 1] ?? range.start;
  const end = (file.lineStarts[last] ?? file.text.length + 1) - 1;
  return { file, start: Math.max(range.start, start), end: Math.min(range.end, end) };
}

function samePlace(a: Range, b: Range): boolean {
  return a.file.path === b.file.path && a.start === b.start && a.end === b.end;
}
