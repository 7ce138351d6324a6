/** How grave findings are, compared. */
import type { Level } from './finding.ts';

const RANK: Readonly<Record<Level, number>> = { note: 1, warning: 2, error: 3 };

/** Orders levels by gravity: positive when the first is the graver one, 0 when they are equal. */
export function compareLevels(a: Level, b: Level): number {
  return RANK[a] - RANK[b];
}

/** The less grave of two levels. */
export function milderLevel(a: Level, b: Level): Level {
  return compareLevels(a, b) <= 0 ? a : b;
}
