/** How grave findings are, compared. */
import type { Level } from './finding.ts';

const RANK: Readonly<Record<Level, number>> = { note: 1, warning: 2, error: 3 };

/** The less grave of two levels. */
export function milderLevel(a: Level, b: Level): Level {
  return RANK[a] <= RANK[b] ? a : b;
}
