/** Where a value was typed, and which places it passed through on its way to where it is used. */
import { compareRanges, type Range } from '../text/range.ts';

/**
 * One place in a value's history. `from` holds the places it was made of: the value a reference read, the
 * arguments of a call, the parts of a template. A literal has none.
 */
export interface Origin {
  readonly range: Range;
  /**
   * `literal`: somebody typed the value here. `expression`: it was computed here (call, operator, template).
   * `reference`: it was read through a name here (`var.x`, `local.y`, `module.m.out`, a resource's attribute).
   * `default`: it is a vendor's or a module's default, and this is the place of what lacks the value.
   */
  readonly kind: 'literal' | 'expression' | 'reference' | 'default';
  readonly from: readonly Origin[];
}

/** An origin for a value typed at `range`. */
export function literalOrigin(range: Range): Origin {
  return { range, kind: 'literal', from: [] };
}

/** No more places than this are followed for one value: beyond it nobody reads them. */
const MAX_PLACES = 200;

/**
 * Every place that contributed to a value, each once: literals first (where somebody would edit), then the places
 * in between, nearest to the literal first, and the place of use last. At most 200.
 */
export function contributingRanges(origin: Origin): readonly Range[] {
  const { literals, between } = placesOf(origin);
  return uniqueRanges([...literals, ...between]);
}

/** The places where somebody typed a part of the value, each once, in the order of the files. At most 200. */
export function literalRanges(origin: Origin): readonly Range[] {
  return uniqueRanges(placesOf(origin).literals);
}

function placesOf(origin: Origin): {
  readonly literals: readonly Range[];
  readonly between: readonly Range[];
} {
  const seen = new Set<Origin>();
  const literals: Range[] = [];
  const between: Range[] = [];
  const level: Origin[] = [origin];
  for (let index = 0; index < level.length && seen.size < MAX_PLACES; index++) {
    const current = level[index];
    if (current === undefined || seen.has(current)) continue;
    seen.add(current);
    if (current.kind === 'literal') literals.push(current.range);
    else between.push(current.range);
    level.push(...current.from);
  }
  return { literals: literals.sort(compareRanges), between: between.reverse() };
}

/** The place where somebody would edit the value: its only literal, else where it is computed or used. */
export function editingRange(origin: Origin): Range {
  let current = origin;
  for (let steps = 0; steps < MAX_PLACES && current.kind === 'reference'; steps++) {
    const next = current.from[0];
    if (next === undefined) break;
    current = next;
  }
  return current.range;
}

/** The ranges in their order, each place once. */
export function uniqueRanges(ranges: readonly Range[]): Range[] {
  const seen = new Set<string>();
  return ranges.filter((range) => {
    const key = `${range.file.path}\0${range.start}\0${range.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * The origin of an element read out of a container at `range`: the element's own history, and the places the
 * container was handed through, without the extent of the container's literal (its other elements are no cause).
 */
export function elementOrigin(element: Origin, container: Origin, range: Range): Origin {
  return { range, kind: 'reference', from: [element, ...passagesOf(container)] };
}

/** Containers are read many times: their passages are worked out once. */
const passages = new WeakMap<Origin, readonly Origin[]>();

function passagesOf(origin: Origin): readonly Origin[] {
  const known = passages.get(origin) ?? collectPassages(origin, new Set());
  passages.set(origin, known);
  return known;
}

/** Each place once and at most 200: histories that share parts would otherwise double with every step. */
function collectPassages(origin: Origin, seen: Set<Origin>): readonly Origin[] {
  if (origin.kind === 'literal' || seen.has(origin) || seen.size >= MAX_PLACES) return [];
  seen.add(origin);
  return [{ ...origin, from: origin.from.flatMap((part) => collectPassages(part, seen)) }];
}
