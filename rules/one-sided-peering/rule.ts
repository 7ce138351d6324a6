/** Peerings of which only one end is declared. */
import { z } from 'zod';
import type { Network, Peering } from '../../src/model/entities.ts';
import { linkedEntity, nameOfLink } from '../../src/rule/links.ts';
import { defineRule, type NotJudged } from '../../src/rule/rule.ts';
import { unreadDoubt } from '../../src/rule/unread-code.ts';
import { wayBackFinder, type WayBack } from '../../src/rule/way-back.ts';

export default defineRule({
  id: 'one-sided-peering',
  since: '0.1.0',
  summary: 'A peering needs its counterpart in the other network',
  level: 'error',
  options: z.strictObject({}),
  messages: {
    missing:
      'Peering {peering} leads from network {from} to network {to}, and none leads back: it stays in the state Initiated and carries no traffic. Declare a peering from {to} to {from}.',
  },
  check({ model, report, notJudged }) {
    const findWayBack = wayBackFinder(model);
    for (const peering of model.all('peering')) {
      const { id, from, to } = peering;
      const back = findWayBack(peering);
      if (back.state === 'declared' || back.state === 'created') continue;
      const other = linkedEntity(model, to, 'network');
      const own = linkedEntity(model, from, 'network');
      const doubt = doubtOf(peering, back, other) ?? unreadDoubt(model, [other, own], 'it');
      if (doubt !== undefined) notJudged({ subject: id, what: 'whether a peering leads back', ...doubt });
      if (doubt !== undefined || other === undefined) continue;
      const fromName = own?.name ?? nameOfLink(from);
      report({
        message: 'missing',
        values: { peering: peering.name, from: fromName, to: other.name },
        at: [peering.range, ...[to, from].flatMap((end) => (end.state === 'absent' ? [] : [end.origin]))],
        related: [{ message: `network ${other.name} has no peering back`, range: other.range }],
        subjects: [id, ...(own === undefined ? [] : [own.id]), other.id],
        data: { from: fromName, to: other.name },
      });
    }
  },
});

/** Why it is not certain that the way back is missing; undefined when it is. */
function doubtOf(
  peering: Peering,
  back: WayBack,
  other: Network | undefined,
): Pick<NotJudged, 'reason' | 'range'> | undefined {
  if (back.state === 'unknown') return back;
  const uncertain = [peering, other].find((entity) => entity?.possible !== undefined);
  if (uncertain?.possible === undefined) return undefined;
  return { reason: uncertain.possible, range: uncertain.range };
}
