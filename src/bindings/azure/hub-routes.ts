/** The routes that a hub of virtual WAN has in itself: they hand ranges to a machine in an attached network. */
import type { Value } from '../../values/value.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { placeBeside, type EntityHead } from '../entity-head.ts';
import { memberOf } from '../read-attributes.ts';
import { defaultFact, impliedFact } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { routeDraft, routeTableDraft } from './routing-drafts.ts';

/** One entry of a hub's table, with the place where it stands. */
export interface HubRouteValues {
  readonly head: EntityHead;
  /** A route for each of them. */
  readonly destinations: Value | undefined;
  readonly nextHopAddress: Value | undefined;
}

/** A hub's own table at `head`, with its routes; nothing when it has none. */
export function hubRouteDrafts(
  context: BindingContext,
  head: EntityHead,
  entries: readonly HubRouteValues[],
): readonly BindingOutput[] {
  if (entries.length === 0) return [];
  const table = targetOfInstance(head.unit, head.address, head.range, head.path);
  const routes = entries.flatMap((entry) => {
    const { destinations, nextHopAddress } = entry;
    const each = destinations?.kind === 'list' ? destinations.items : [destinations];
    return each.map((item, index) => {
      const destination = item && destinations ? memberOf(destinations, item) : item;
      return routeDraft(
        context,
        { ...entry.head, ...placeBeside(entry.head, index) },
        {
          table,
          destination,
          nextHop: impliedFact('appliance', entry.head.range),
          nextHopAddress,
        },
      );
    });
  });
  return [routeTableDraft(head, defaultFact(true, head.range)), ...routes];
}
