/** What code that was not read leaves open about something that seems to be missing. */
import type { AnyEntity } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { unreadCodeAbout } from '../model/queries.ts';
import type { NotJudged } from './rule.ts';

/**
 * Why something of these entities may be declared after all: a call of unread code is given one of them. Undefined
 * when none is. `what` says what may be declared, such as `a way back`.
 */
export function unreadDoubt(
  model: NetworkModel,
  entities: readonly (AnyEntity | undefined)[],
  what: string,
): Pick<NotJudged, 'reason' | 'range'> | undefined {
  for (const entity of entities) {
    const [code] = entity === undefined ? [] : unreadCodeAbout(model, entity.id);
    if (entity === undefined || code === undefined) continue;
    const about = code.mayConcernAll === true ? '' : `is given ${entity.name} and `;
    const message = `${code.name}, whose code was not read, ${about}may declare ${what}`;
    return { reason: { code: code.reason.code, message, range: code.range }, range: code.range };
  }
  return undefined;
}
