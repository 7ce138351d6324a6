/** How often a loop turns. */
import type { Range } from '../../../text/range.ts';
import type { Origin } from '../../../values/origin.ts';
import type { UnknownReason, Value } from '../../../values/value.ts';
import type { UnitState } from './deployment.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-resources: no more than 800. */
const MAX_TURNS = 800;

/** The number of turns, with what it was made of, or why it is unknown. */
export type LoopTurns =
  { readonly count: number; readonly from: readonly Origin[] } | { readonly reason: UnknownReason };

/** The turns of a loop with this count, which stands at `range`. Takes as many from the room that the unit has. */
export function turnsOf(count: Value | undefined, name: string, range: Range, unit: UnitState): LoopTurns {
  if (count?.kind === 'unknown') return { reason: count.reason };
  const number = count?.kind === 'number' || count?.kind === 'string' ? Number(count.value) : NaN;
  if (!Number.isInteger(number) || number < 0 || number > MAX_TURNS) {
    const message = `the count of the loop "${name}" is no whole number from 0 to ${MAX_TURNS}`;
    unit.report({
      severity: 'error',
      code: 'arm-copy-count',
      message: `The count of the loop "${name}" is no whole number from 0 to ${MAX_TURNS}.`,
      range,
    });
    return { reason: { code: 'failed', message, range } };
  }
  if (unit.room.left < number) {
    const message = 'The loops of this template make more copies than are looked at.';
    unit.report({ severity: 'warning', code: 'arm-too-many-copies', message, range });
    return { reason: { code: 'limit', message: 'the loops make too many copies', range } };
  }
  unit.room.left -= number;
  return { count: number, from: count === undefined ? [] : [count.origin] };
}
