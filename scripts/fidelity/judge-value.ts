/** How much is known of an attribute that holds address ranges. */
import type { MapValue, UnknownReason, Value } from '../../src/values/value.ts';

/** `partly`: some of the ranges of a list are known. `reasons` tell of each code once why the others are not. */
export interface Judgement {
  readonly state: 'resolved' | 'partly resolved' | 'unresolved';
  readonly reasons: readonly UnknownReason[];
}

/**
 * The values at a dotted path below an instance, one for every nested block on the way. A block of which nothing is
 * known counts as one value. What is not written yields nothing.
 */
export function valuesAt(attributes: MapValue, path: string): readonly Value[] {
  let values: readonly Value[] = [attributes];
  for (const step of path.split('.')) {
    values = values.flatMap(membersOf).flatMap((value) => {
      if (value.kind === 'unknown') return [value];
      return value.kind === 'map' ? (value.entries.get(step) ?? []) : [];
    });
  }
  return values;
}

function membersOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : [value];
}

/** Undefined when no range is written: null, the empty text, the empty list. */
export function judgeValue(value: Value): Judgement | undefined {
  const leaves = leavesOf(value);
  if (leaves.length === 0) return undefined;
  const reasons = new Map<string, UnknownReason>();
  let unknowns = 0;
  for (const leaf of leaves) {
    if (leaf.kind !== 'unknown') continue;
    unknowns++;
    if (!reasons.has(leaf.reason.code)) reasons.set(leaf.reason.code, leaf.reason);
  }
  const partly = unknowns < leaves.length ? 'partly resolved' : 'unresolved';
  return { state: unknowns === 0 ? 'resolved' : partly, reasons: [...reasons.values()] };
}

function leavesOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'null':
      return [];
    case 'string':
      return value.value === '' ? [] : [value];
    case 'list':
      return value.items.flatMap(leavesOf);
    case 'map':
      return [...value.entries.values()].flatMap(leavesOf);
    default:
      return [value];
  }
}
